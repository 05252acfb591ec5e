import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../platform/server/ids.ts";
import { thePress } from "../../platform/server/paper/press.ts";
import { readPackage, writePackage } from "../../platform/server/paper/zip.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { readPdf } from "../../platform/testing/read-pdf.ts";
import { createTestNetwork, type TestNetwork } from "../network/factory.ts";
import * as contract from "./contract.ts";
import { confirmTestReport, createTestReport, figureOf, issueTestReport, testHead, testSource } from "./factory.ts";
import * as verbs from "./verbs.ts";

const server = useTestServer();
let world: TestNetwork;

beforeAll(async () => {
  world = await createTestNetwork(server.at.database);
});
afterAll(() => thePress().stop());

const coordinator = <T>(work: Parameters<typeof world.as<T>>[1]) => world.as("coordinator", work);
const token = (actor: keyof TestNetwork["actors"]) => world.actors[actor].token;
const draft = (more: Parameters<typeof createTestReport>[1] = {}) => coordinator((call) => createTestReport(call, more));
const ready = async (more: Parameters<typeof createTestReport>[1] = {}) => {
  const { id } = await draft(more);
  return await coordinator((call) => confirmTestReport(call, id));
};
const reasonOf = async (work: Promise<unknown>): Promise<string> =>
  await work.then(
    () => "done",
    (error: { body?: { code: string; reason?: string } }) => error.body?.reason ?? error.body?.code ?? "another error",
  );
const wordText = async (bytes: Buffer) => {
  const xml = (await readPackage(bytes)).get("word/document.xml")!.toString("utf8");
  return xml.replaceAll(/<\/w:p>/g, "\n").replaceAll(/<[^>]+>/g, "");
};
const print = (actor: keyof TestNetwork["actors"], reportId: string, format: "pdf" | "docx") =>
  server.send(token(actor), contract.printReport, { params: { reportId }, query: { format } });

// first of all: the gate remembers what was shown of the site before
describe("small counts", () => {
  it("stand in no draft, no list of figures and no file", async () => {
    // three reports of this quarter, as somebody would have made them
    for (let at = 0; at < 3; at += 1)
      await asSuperuser(
        server.at,
        `insert into themes.gap_report (site_id, id, reported_on, visibility, sealed) values ($1, $2, platform.today(), 'coordinator', '\\x00')`,
        [world.siteId, randomUUID()],
      );
    const { fromOn, untilOn } = await (async () => {
      const [row] = await asSuperuser<{ from: string; until: string }>(
        server.at,
        `select date_trunc('quarter', platform.today()::timestamp)::date::text as from,
           (date_trunc('quarter', platform.today()::timestamp) + interval '3 months' - interval '1 day')::date::text as until`,
      );
      return { fromOn: row!.from, untilOn: row!.until };
    })();
    const body = {
      ...testHead({ fromOn, untilOn }),
      id: newId(),
      kind: "status_report" as const,
      language: "de" as const,
      replacesId: null,
    };
    const begun = (await server.send(token("coordinator"), contract.beginReport, { body })).json<contract.ReportView>();
    const reported = begun.parts.flatMap((part) => part.figures).find((figure) => figure.key === "themes.reports");
    expect(reported).toMatchObject({ value: null, counted: null, hint: expect.stringContaining("Weniger als 5") });
    const offered = await server.send(token("coordinator"), contract.listOfferedFigures, { params: { reportId: begun.id } });
    for (const figure of offered.json<{ figures: contract.OfferedFigureView[] }>().figures)
      if (figure.key.startsWith("themes.reports") || figure.key.startsWith("themes.answer")) expect([null, 0]).toContain(figure.value);
    const [stored] = await asSuperuser<{ value: number | null }>(
      server.at,
      "select value from publication.figure where report_id = $1 and key = 'themes.reports'",
      [begun.id],
    );
    expect(stored!.value).toBeNull();
    const pdf = await readPdf((await print("coordinator", begun.id, "pdf")).rawPayload);
    expect(pdf.pages.join("\n")).toMatch(/Gemeldete Hürden\s+nicht gezeigt/);
    expect(pdf.pages.join("\n")).not.toMatch(/Gemeldete Hürden\s+3/);
    const word = await wordText((await print("coordinator", begun.id, "docx")).rawPayload);
    expect(word).toContain("Gemeldete Hürden: nicht gezeigt");
    expect(word).not.toMatch(/Gemeldete Hürden: 3/);
  });
});

describe("a report that is issued", () => {
  it("stays as it was, whatever happens to the data, to names and to the tables", async () => {
    const source = { value: 41 as number | null };
    const before = await coordinator((call) => createTestReport(call, {}, testSource(source)));
    const { version } = await coordinator((call) => confirmTestReport(call, before.id));
    const issued = await coordinator((call) => verbs.issueReport(call, before.id, version));
    const document = issued.issue!.document;
    expect(document.sections.flatMap((section) => section.figures).map((figure) => figure.value)).toEqual([41]);
    expect(document).toMatchObject({ issuedBy: expect.stringMatching(/./), number: expect.any(Number), title: before.title });

    source.value = 7;
    await asSuperuser(server.at, "update network.membership set display_name = 'Jemand Anderes' where id = $1", [
      world.actors.coordinator.membershipId,
    ]);
    await asSuperuser(server.at, "update network.site set name = 'Anderer Kreis' where id = $1", [world.siteId]);
    const after = await coordinator((call) => verbs.openReport(call, before.id));
    expect(after.issue).toEqual(issued.issue);
    expect(after.parts).toEqual([]);

    // the digest is of exactly what is kept, and anybody can work it out
    const [kept] = await asSuperuser<{ document: string; digest: Buffer }>(
      server.at,
      "select document, digest from publication.issue where report_id = $1",
      [before.id],
    );
    expect(createHash("sha256").update(kept!.document, "utf8").digest("hex")).toBe(kept!.digest.toString("hex"));
    expect(issued.issue!.digest).toBe(kept!.digest.toString("hex"));

    // even whoever may do everything in the database is refused
    for (const [statement, ...values] of [
      ["update publication.issue set document = '{}' where report_id = $1", before.id],
      ["delete from publication.issue where report_id = $1", before.id],
      ["update publication.report set title = 'Anders' where id = $1", before.id],
      ["update publication.report set state = 'draft' where id = $1", before.id],
      ["update publication.section set text = 'Anders' where report_id = $1", before.id],
      ["delete from publication.section where report_id = $1", before.id],
      ["update publication.figure set value = 1 where report_id = $1", before.id],
      [
        "insert into publication.section (site_id, id, report_id, position, title) values ($2, $3, $1, 99, 'Mehr')",
        before.id,
        world.siteId,
        newId(),
      ],
    ])
      await expect(asSuperuser(server.at, statement!, values)).rejects.toThrow("an issued report stays");
  });

  it("is refused as long as a section is empty, unfinished or read by nobody", async () => {
    const report = await draft();
    expect(await reasonOf(coordinator((call) => verbs.issueReport(call, report.id, report.version)))).toBe("sections_empty");
    const confirmed = await coordinator((call) => confirmTestReport(call, report.id));
    const [first] = confirmed.parts;
    await coordinator((call) => verbs.changeSection(call, first!.id, { title: first!.title, text: "Grund: [?]", version: first!.version }));
    const { version } = await coordinator((call) => verbs.openReport(call, report.id));
    expect(await reasonOf(coordinator((call) => verbs.issueReport(call, report.id, version)))).toBe("sections_unfinished");
  });

  it("was read by whoever issues it: a change in between is told, not issued", async () => {
    const report = await ready();
    const [first] = report.parts;
    await coordinator((call) => verbs.changeSection(call, first!.id, { title: first!.title, text: "Neu", version: first!.version }));
    expect(await reasonOf(coordinator((call) => verbs.issueReport(call, report.id, report.version)))).toBe("changed_meanwhile");
    expect((await coordinator((call) => verbs.openReport(call, report.id))).state).toBe("draft");
  });

  it("tells whoever writes while it is issued, and takes nothing of theirs in", async () => {
    const report = await ready();
    const [first] = report.parts;
    let finish = () => {};
    const finished = new Promise<void>((resolve) => (finish = resolve));
    let begun = () => {};
    const isIssued = new Promise<void>((resolve) => (begun = resolve));
    const issuing = coordinator(async (call) => {
      const issued = await verbs.issueReport(call, report.id, report.version);
      begun();
      await finished;
      return issued;
    });
    await isIssued;
    const writing = reasonOf(
      coordinator((call) => verbs.changeSection(call, first!.id, { title: "Zu spät", text: "Zu spät", version: first!.version })),
    );
    const adding = reasonOf(coordinator((call) => verbs.addSection(call, report.id, { id: newId(), title: "Zu spät", text: "" })));
    const removing = reasonOf(coordinator((call) => verbs.removeSection(call, first!.id)));
    await new Promise((resolve) => setTimeout(resolve, 200));
    finish();
    const issued = await issuing;
    expect(await Promise.all([writing, adding, removing])).toEqual(["already_issued", "already_issued", "already_issued"]);
    expect(JSON.stringify((await coordinator((call) => verbs.openReport(call, report.id))).issue)).toBe(JSON.stringify(issued.issue));
    expect(JSON.stringify(issued.issue)).not.toContain("Zu spät");
  });

  it("is issued once by two at the same moment, and two reports get two numbers", async () => {
    const report = await ready();
    const other = await ready();
    const [a, b, c] = await Promise.all([
      coordinator((call) => verbs.issueReport(call, report.id, report.version)),
      coordinator((call) => verbs.issueReport(call, report.id, report.version)),
      coordinator((call) => verbs.issueReport(call, other.id, other.version)),
    ]);
    expect(a.issue).toEqual(b.issue);
    expect(a.issued!.number).not.toBe(c.issued!.number);
  });

  it("is corrected by one new report that names it; both can be read", async () => {
    const first = await coordinator((call) => issueTestReport(call, ["bodies"]));
    const correction = await coordinator((call) => createTestReport(call, { title: "Berichtigt", replacesId: first.id }));
    expect(correction.parts.map((part) => [part.title, part.text])).toEqual(
      first.issue!.document.sections.map((section) => [section.title, section.text]),
    );
    expect(figureOf(correction).value).toBe(41);
    expect(await reasonOf(coordinator((call) => createTestReport(call, { replacesId: first.id })))).toBe("replaced_already");
    // of another kind it would correct something else
    expect(await reasonOf(coordinator((call) => createTestReport(call, { replacesId: first.id, kind: "narrative_report" })))).toBe(
      "invalid",
    );
    expect((await coordinator((call) => verbs.openReport(call, first.id))).replacedBy).toBeNull();
    const done = await coordinator((call) => verbs.issueReport(call, correction.id, correction.version));
    expect(done.issue!.document.replaces).toMatchObject({ title: first.title, number: first.issued!.number });
    const old = await coordinator((call) => verbs.openReport(call, first.id));
    expect([old.replacedBy?.title, old.issue]).toEqual(["Berichtigt", first.issue]);
    // members were given the old one only: that there is another is not told by its name
    expect((await world.as("bodyMember", (call) => verbs.openReport(call, first.id))).replacedBy).toBeNull();
  });

  it("is read by those whom it was given to, for as long as it is given", async () => {
    const { id } = await coordinator((call) => issueTestReport(call, ["bodies", "programme"]));
    const isListed = async (actor: "programmeLead" | "accompaniment") =>
      (await world.as(actor, (call) => verbs.listGiven(call))).reports.some((one) => one.reportId === id);
    expect([await isListed("programmeLead"), await isListed("accompaniment")]).toEqual([true, false]);
    await coordinator((call) => verbs.releaseReport(call, id, "programme", { isReleased: false, version: 1 }));
    expect(await isListed("programmeLead")).toBe(false);
    expect(await reasonOf(world.as("programmeLead", (call) => verbs.openGiven(call, world.siteId, id)))).toBe("not_found");
    expect(await reasonOf(coordinator((call) => verbs.releaseReport(call, id, "programme", { isReleased: true, version: 1 })))).toBe(
      "changed_meanwhile",
    );
    await coordinator((call) => verbs.releaseReport(call, id, "bodies", { isReleased: false, version: 1 }));
    expect(await reasonOf(world.as("bodyMember", (call) => verbs.openReport(call, id)))).toBe("not_found");
  });
});

describe("a report in the works", () => {
  it("is about whole quarters, and says which field is wrong", async () => {
    const body = { ...testHead(), id: newId(), kind: "status_report" as const, language: "de" as const, replacesId: null };
    const answer = await server.send(token("coordinator"), contract.beginReport, {
      body: { ...body, untilOn: `${body.untilOn.slice(0, 8)}15` },
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ fields: [{ path: "body.untilOn", code: "not_whole_quarters" }] });
  });

  it("is begun once, however often the form is sent", async () => {
    const body = { ...testHead(), id: newId(), kind: "narrative_report" as const, language: "en" as const, replacesId: null };
    const answers = await Promise.all([1, 2].map(() => server.send(token("coordinator"), contract.beginReport, { body })));
    expect(answers.map((one) => one.statusCode)).toEqual([200, 200]);
    const report = answers[0]!.json<contract.ReportView>();
    expect(report.parts.map((part) => part.title)).toContain("Deviations and their reasons");
    expect(answers[1]!.json<contract.ReportView>().parts.map((part) => part.id)).toEqual(report.parts.map((part) => part.id));
  });

  it("keeps what people wrote: a new draft never takes its place", async () => {
    const report = await draft();
    const part = report.parts.find((one) => one.code === "decisions")!;
    expect(part).toMatchObject({ confirmed: null, isAsDrafted: true, text: "Die Betreuung neben dem Kurs wird weitergeführt." });
    const other = {
      ...testSource({ value: 41 }),
      tell: () => Promise.resolve([{ subject: "decisions" as const, lines: ["Etwas Neues."] }]),
    };
    const anew = await coordinator((call) => verbs.redraftSection(call, [other], part.id, part.version));
    expect(anew).toMatchObject({ text: "Etwas Neues.", confirmed: null });
    await coordinator((call) => verbs.changeSection(call, part.id, { title: part.title, text: "Von Menschen.", version: anew.version }));
    expect(await coordinator((call) => verbs.draftSection(call, [other], part.id))).toEqual({ text: "Etwas Neues.", isSame: false });
    expect(await reasonOf(coordinator((call) => verbs.redraftSection(call, [other], part.id, anew.version + 1)))).toBe("edited_by_people");
    const stale = coordinator((call) => verbs.changeSection(call, part.id, { title: part.title, text: "Zweite", version: anew.version }));
    expect(
      await stale.catch((error: { body: { code: string; current: contract.SectionView } }) => [error.body.code, error.body.current.text]),
    ).toEqual(["changed_meanwhile", "Von Menschen."]);
  });

  it("shows old and new of a figure, and takes the new one only where it is chosen", async () => {
    const of = { value: 41 as number | null };
    const source = testSource(of);
    const report = await coordinator((call) => createTestReport(call, {}, source));
    const figure = figureOf(report);
    const compare = () => coordinator((call) => verbs.compareFigures(call, [source], report.id));
    expect((await compare()).differences).toEqual([]);
    of.value = 44;
    const [difference] = (await compare()).differences;
    expect([difference!.before.value, difference!.now!.value]).toEqual([41, 44]);
    expect(figureOf(await coordinator((call) => verbs.openReport(call, report.id))).value).toBe(41);
    const chosen = [{ id: figure.id, version: figure.version }];
    expect(figureOf(await coordinator((call) => verbs.takeFigures(call, [source], report.id, chosen))).value).toBe(44);
    expect(await reasonOf(coordinator((call) => verbs.takeFigures(call, [source], report.id, chosen)))).toBe("changed_meanwhile");
    // what is held back today leaves no old number beside it
    of.value = null;
    const held = await coordinator((call) =>
      verbs.takeFigures(call, [source], report.id, [{ id: figure.id, version: figure.version + 1 }]),
    );
    expect(figureOf(held)).toMatchObject({ value: null, hint: expect.stringContaining("Weniger als 5") });
  });

  it("loses and gets back sections and figures, and keeps their order", async () => {
    const report = await draft();
    const [first, second] = report.parts;
    await coordinator((call) => verbs.removeSection(call, first!.id));
    const order = (ids: readonly string[]) => coordinator((call) => verbs.orderSections(call, report.id, ids));
    // somebody who still sees the removed one is told
    expect(await reasonOf(order(report.parts.map((part) => part.id)))).toBe("changed_meanwhile");
    await coordinator((call) => verbs.restoreSection(call, first!.id));
    const turned = await order(report.parts.map((part) => part.id).toReversed());
    expect(turned.parts.at(-1)!.id).toBe(first!.id);
    const figure = figureOf(turned);
    await coordinator((call) => verbs.removeFigure(call, figure.id));
    expect((await coordinator((call) => verbs.openReport(call, report.id))).parts.flatMap((part) => part.figures)).toEqual([]);
    await coordinator((call) => verbs.restoreFigure(call, figure.id));
    expect(figureOf(await coordinator((call) => verbs.openReport(call, report.id))).id).toBe(figure.id);
    expect(second!.id).not.toBe(first!.id);
  });
});

describe("files", () => {
  it("PDF/UA holds texts, figures with source and meaning, number and digest; a draft says that it is one", async () => {
    const issued = await coordinator((call) => issueTestReport(call, ["bodies"]));
    const answer = await print("bodyMember", issued.id, "pdf");
    expect(answer.headers["content-disposition"]).toBe(`attachment; filename="Sachstandsbericht-${issued.fromOn}-${issued.untilOn}.pdf"`);
    const pdf = await readPdf(answer.rawPayload);
    expect(pdf).toMatchObject({ ua: "1", isMarked: true, language: "de-DE", title: `Sachstandsbericht: ${issued.title}` });
    expect(pdf.roles).toEqual(expect.arrayContaining(["H1", "H2", "Table", "TH", "TD"]));
    expect(pdf.farthest).toBeLessThan(1);
    const text = pdf.pages.join("\n").replaceAll(/\s+/g, " ");
    for (const words of [
      "Gemeldete Hürden",
      "41",
      "Was im Zeitraum gemeldet wurde.",
      "Quelle: Verbund, Strukturebene",
      issued.issue!.digest,
    ])
      expect(text).toContain(words);
    expect(text).not.toContain("Entwurf");
    const open = await draft();
    expect((await readPdf((await print("coordinator", open.id, "pdf")).rawPayload)).pages.join("\n")).toContain("Entwurf");
  });

  it("Word is made in the site's own file where there is one", async () => {
    const issued = await coordinator((call) => issueTestReport(call, ["bodies"]));
    const plain = await wordText((await print("bodyMember", issued.id, "docx")).rawPayload);
    expect(plain).toContain(issued.title);
    expect(plain).toContain("Gemeldete Hürden: 41");
    expect(plain).not.toMatch(/[{}]/);
    const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
    const line = (words: string) => `<w:p><w:r><w:t>${words}</w:t></w:r></w:p>`;
    const own = writePackage([
      [
        "[Content_Types].xml",
        '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      ],
      [
        "_rels/.rels",
        '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
      ],
      [
        "word/document.xml",
        `<?xml version="1.0" encoding="UTF-8"?><w:document ${word}><w:body>${["Kopfbogen des Kreises", "{Titel}", "{#Abschnitte}", "{Ueberschrift}", "{#Zahlen}", "{Zahl} = {Wert}", "{/Zahlen}", "{/Abschnitte}"].map(line).join("")}</w:body></w:document>`,
      ],
    ]);
    await asSuperuser(
      server.at,
      `insert into bodies.document_template (site_id, id, kind, file_name, content, fields, missing, unknown, in_use, uploaded_by)
       values ($1, $2, 'report', 'Bericht.docx', $3, '{}', '{}', '{}', true, $4)`,
      [world.siteId, newId(), own, world.actors.coordinator.membershipId],
    );
    const text = await wordText((await print("bodyMember", issued.id, "docx")).rawPayload);
    expect(text).toContain("Kopfbogen des Kreises");
    expect(text).toContain("Gemeldete Hürden = 41");
  });
});

describe("the public page", () => {
  it("shows what is given to everybody, without a name, until it is taken back or corrected", async () => {
    const [{ slug }] = (await asSuperuser<{ slug: string }>(server.at, "select slug from network.site where id = $1", [world.siteId])) as [
      { slug: string },
    ];
    const page = async (path = "") => await server.server.inject({ method: "GET", url: `/publication/public/${slug}${path}` });
    const hidden = await coordinator((call) => issueTestReport(call, ["bodies"]));
    expect((await page(`/${hidden.id}`)).statusCode).toBe(404);
    const way = async (language: string) =>
      /<a href="\/publication\/public\/[^"]*">([^<]*)</.exec(
        (await server.server.inject({ method: "GET", url: `/bodies/public/${slug}?language=${language}` })).body,
      )?.[1];
    expect(await way("de"), "no way to a page on which nothing stands").toBeUndefined();
    const issued = await coordinator((call) => issueTestReport(call, ["public"]));
    expect([await way("de"), await way("en")]).toEqual(["Berichte des Standorts", "Reports of the site"]);
    const list = await page();
    expect(list.body).toContain(`/publication/public/${slug}/${issued.id}`);
    expect(list.body).not.toContain(hidden.id);
    const read = await page(`/${issued.id}`);
    expect(read.statusCode).toBe(200);
    for (const words of ["Gemeldete Hürden: 41", "Was im Zeitraum gemeldet wurde.", issued.issue!.digest])
      expect(read.body).toContain(words);
    expect(read.body).not.toContain(issued.issue!.document.issuedBy);
    expect(read.body).not.toContain("<script");
    const correction = await coordinator((call) => issueTestReport(call, ["public"], { replacesId: issued.id }));
    expect((await page(`/${issued.id}`)).statusCode).toBe(404);
    expect((await page(`/${correction.id}`)).statusCode).toBe(200);
    await coordinator((call) => verbs.releaseReport(call, correction.id, "public", { isReleased: false, version: 1 }));
    expect((await page(`/${correction.id}`)).statusCode).toBe(404);
    await coordinator((call) => verbs.releaseReport(call, issued.id, "public", { isReleased: false, version: 1 }));
    expect(await way("de")).toBeUndefined();
    expect((await server.server.inject({ method: "GET", url: "/publication/public/nirgends" })).statusCode).toBe(404);
  });
});
