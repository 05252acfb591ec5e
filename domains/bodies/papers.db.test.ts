import exceljs from "exceljs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../platform/server/ids.ts";
import { thePress } from "../../platform/server/paper/press.ts";
import { readPackage, writePackage } from "../../platform/server/paper/zip.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { readPdf } from "../../platform/testing/read-pdf.ts";
import { createTestNetwork, type TestNetwork } from "../network/factory.ts";
import * as contract from "./contract.ts";
import { agendaPdf, minutesPdf } from "./documents/meeting-papers.ts";
import { createTestBody, createTestDecision, createTestMeeting, dayAfter, emptyPaper, moveTestMeeting } from "./factory.ts";
import { makeCalendar } from "./index.ts";
import { makeDefaultTemplate } from "./template/default-template.ts";
import { addAgendaItem, changeMeeting, getMeeting, removeMeeting, restoreMeeting, saveMinutes } from "./verbs.ts";

const server = useTestServer();
let network: TestNetwork;
let bodyId: string;

beforeAll(async () => {
  network = await createTestNetwork(server.at.database);
  bodyId = await network.as("coordinator", (call) => createTestBody(call, [network.actors.bodyMember.membershipId]));
});
afterAll(() => thePress().stop());

type Actor = keyof TestNetwork["actors"];
const tokenOf = (actor: Actor) => network.actors[actor].token;
const freshMeeting = (state: contract.MeetingState) => network.as("coordinator", (call) => createTestMeeting(call, bodyId, state));
const wordText = async (bytes: Buffer) => {
  const xml = (await readPackage(bytes)).get("word/document.xml")!.toString("utf8");
  return xml.replaceAll(/<\/w:p>/g, "\n").replaceAll(/<[^>]+>/g, "");
};
async function changed(template: Buffer, change: (xml: string) => string, more: Record<string, string | Buffer> = {}): Promise<Buffer> {
  const parts = await readPackage(template);
  parts.set("word/document.xml", Buffer.from(change(parts.get("word/document.xml")!.toString("utf8"))));
  for (const [path, content] of Object.entries(more)) parts.set(path, typeof content === "string" ? Buffer.from(content) : content);
  return writePackage(parts);
}

const unadopted: contract.WritingView["adoption"] = {
  state: "none",
  sentAt: null,
  commentsUntilOn: null,
  adoptedAt: null,
  adoptedBy: null,
  way: null,
  adoptedInOn: null,
  version: 0,
};

/** Closed minutes that a later meeting adopted, with an addendum to the first item and one to the whole. */
async function adoptedMeeting() {
  const meeting = await freshMeeting("closed");
  const later = await network.as("coordinator", (call) => createTestMeeting(call, bodyId, "in_session", { heldOn: dayAfter(60) }));
  const params = { meetingId: meeting.id };
  const { token } = network.actors.coordinator;
  await server.ask(token, contract.sendMinutes, { params, body: { commentsUntilOn: dayAfter(14) } });
  const body = { way: "in_meeting", inMeetingId: later.id, version: 1 } as const;
  await server.ask(token, contract.adoptMinutes, { params, body });
  for (const [itemId, words] of [
    [meeting.items[0]!.id, "Der Raum ist im Erdgeschoss."],
    [null, "Die Liste der Anwesenden ist vollständig."],
  ] as const) {
    await server.ask(token, contract.addAddendum, { params, body: { id: newId(), itemId, words } });
  }
  return meeting;
}

describe("minutes that were adopted", () => {
  const print = async (meetingId: string, form: "pdf" | "docx", actor: Actor = "bodyMember") =>
    (await server.send(tokenOf(actor), contract.printMinutes, { params: { meetingId }, query: { form } })).rawPayload;

  it("are printed with who adopted them and with what was added, each addendum at its place", async () => {
    const meeting = await adoptedMeeting();
    const text = (await readPdf(await print(meeting.id, "pdf"))).pages.join("\n");
    expect(text).toContain("Genehmigung");
    expect(text).toContain("Nachträge");
    const places = ["Begrüßung", "Der Raum ist im Erdgeschoss.", "Was aus den Festlegungen wurde", "Die Liste der Anwesenden"];
    expect(places.map((one) => text.indexOf(one))).toEqual(places.map((one) => text.indexOf(one)).toSorted((a, b) => a - b));
    expect(places.every((one) => text.includes(one))).toBe(true);
    const word = await wordText(await print(meeting.id, "docx"));
    expect(places.map((one) => word.indexOf(one)).every((at) => at > 0)).toBe(true);
    expect(word).toMatch(/Nachtrag vom .*: Der Raum ist im Erdgeschoss\./);
    expect(word).toMatch(/Genehmigung: in der Sitzung am /);
  });

  it("keep what was added in a template of the site that knows no addenda", async () => {
    const meeting = await adoptedMeeting();
    const bytes = await changed(makeDefaultTemplate("minutes", "de"), (xml) =>
      xml.replace(/<w:p>(?:(?!<\/w:p>).)*\{#Nachtraege\}.*?\{\/Nachtraege\}(?:(?!<\/w:p>).)*<\/w:p>/s, ""),
    );
    const saved = await server.sendFile(
      tokenOf("coordinator"),
      contract.saveTemplate,
      { query: { id: newId(), kind: "minutes" } },
      { bytes, name: "Niederschrift.docx" },
    );
    expect(saved.json().template).toMatchObject({ isComplete: true, inUse: true });
    expect(saved.json().template.fields).not.toContain("Nachtraege");
    for (const actor of ["coordinator", "bodyMember"] as const) {
      const word = await wordText(await print(meeting.id, "docx", actor));
      expect(word.match(/Die Liste der Anwesenden ist vollständig\./g)).toHaveLength(1);
      expect(word.indexOf("Die Liste der Anwesenden")).toBeGreaterThan(word.indexOf("Was aus den Festlegungen wurde"));
    }
  });

  it("say nothing of an addendum to an item that the reader does not see", async () => {
    const meeting = await adoptedMeeting();
    const [item] = meeting.items;
    const current = await network.as("coordinator", (call) => getMeeting(call, meeting.id));
    const body = { audience: "lead", version: current.items[0]!.version } as const;
    await server.ask(tokenOf("coordinator"), contract.setAudience, { params: { itemId: item!.id }, body });
    const text = (await readPdf(await print(meeting.id, "pdf"))).pages.join("\n");
    expect(text).not.toContain("Erdgeschoss");
    expect(text).toContain("Die Liste der Anwesenden");
  });
});

describe("papers of a meeting", () => {
  it("reach a member as a tagged file, with every item and what is proposed", async () => {
    const meeting = await freshMeeting("planned");
    await network.as("coordinator", (call) =>
      addAgendaItem(call, meeting.id, {
        id: newId(),
        kind: "other",
        themeId: null,
        title: 'Betreuung #"neben" $Kurs$',
        minutesPlanned: 30,
        paper: { ...emptyPaper, question: "Führen wir sie weiter?", proposal: "Ja.", options: ["In allen Orten", "Im Kreisort"] },
      }),
    );
    await network.as("coordinator", (call) => moveTestMeeting(call, meeting.id, "invited"));
    const answer = await server.send(tokenOf("bodyMember"), contract.printAgenda, { params: { meetingId: meeting.id }, query: {} });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["content-disposition"]).toBe(`attachment; filename="Tagesordnung-${meeting.heldOn}.pdf"`);
    const pdf = await readPdf(answer.rawPayload);
    expect(pdf).toMatchObject({ ua: "1", isMarked: true, language: "de-DE" });
    const text = pdf.pages.join("\n");
    expect(text).toContain('Betreuung #"neben" $Kurs$');
    expect(text.indexOf("Begrüßung")).toBeLessThan(text.indexOf("Was aus den Festlegungen wurde"));
    expect(text).toContain("In allen Orten");
  });

  it("are a draft until the meeting is closed, and empty minutes say so", async () => {
    const running = await freshMeeting("in_session");
    const print = async (meetingId: string, language: "de" | "en" = "de") =>
      (
        await readPdf(
          (await server.send(tokenOf("coordinator"), contract.printMinutes, { params: { meetingId }, query: { language } })).rawPayload,
        )
      ).pages.join("\n");
    const draft = await print(running.id);
    expect(draft).toContain("Entwurf: Die Sitzung läuft noch.");
    expect(draft).toContain("Zu diesem Punkt ist nichts festgehalten.");
    const item = running.items[0]!;
    await network.as("coordinator", async (call) => {
      await saveMinutes(call, item.id, { minutes: "Frau نادية رحيمي berichtet.\nZwei Orte sind bereit.", version: 1 });
      await createTestDecision(call, await getMeeting(call, running.id), { unitId: network.actors.partner.unitId });
      await moveTestMeeting(call, running.id, "closed");
    });
    const closed = await print(running.id);
    expect(closed).not.toContain("Entwurf");
    // opened and closed in one minute: nobody met for no time at all
    expect(closed).not.toMatch(/(\d\d:\d\d) bis \1/);
    expect(closed).toContain("Zwei Orte sind bereit.");
    expect(closed).toContain("Festlegungen im Überblick");
    expect(await print(running.id, "en")).toContain("Decisions at a glance");
  });

  it("hold two hundred items and the longest names", async () => {
    const meeting = await freshMeeting("invited");
    const [item] = meeting.items;
    const items = Array.from({ length: 200 }, (_, index) => ({
      ...item!,
      position: index + 1,
      title: `Punkt ${index + 1} ${"W".repeat(180)}`,
    }));
    const members = [
      { ...meeting.members[0]!, name: "Freiherr von und zu Wolkenstein-Trostburg-Rodenegg ".repeat(4), unitName: "Amt ".repeat(40) },
    ];
    const agenda = await readPdf(await agendaPdf({ ...meeting, items, members, bodyName: "Gremium ".repeat(14) }, "Kreis Lindenau", "de"));
    expect(agenda.pages.length).toBeGreaterThan(5);
    expect(agenda.pages.join("")).toContain("Punkt 200");
    const minutes = await readPdf(
      await minutesPdf({ ...meeting, items: [] }, { adoption: unadopted, addenda: [] }, "Kreis Lindenau", "de"),
    );
    expect(minutes.pages.join("")).toContain("Noch steht kein Punkt auf der Tagesordnung.");
  });

  it("come as Word with the same words, filled as data and not as fields", async () => {
    const meeting = await freshMeeting("planned");
    await network.as("coordinator", async (call) => {
      const title = "Klammern {Ort} <w:p> & {#Punkte}";
      await addAgendaItem(call, meeting.id, { id: newId(), kind: "other", themeId: null, title, minutesPlanned: 5, paper: emptyPaper });
    });
    const answer = await server.send(tokenOf("coordinator"), contract.printAgenda, {
      params: { meetingId: meeting.id },
      query: { form: "docx" },
    });
    expect(answer.headers["content-disposition"]).toContain(".docx");
    const text = await wordText(answer.rawPayload);
    expect(text).toContain("Steuerungsgruppe");
    expect(text).toContain("3. Klammern {Ort} &lt;w:p&gt; &amp; {#Punkte}");
    expect(text).toContain("Kreishaus, Raum 2.11");
    expect(text).not.toContain("{Gremium}");
  });
});

describe("a site's own Word template", () => {
  const send = (actor: Actor, kind: contract.TemplateKind, bytes: Buffer, id = newId()) =>
    server.sendFile(tokenOf(actor), contract.saveTemplate, { query: { id, kind } }, { bytes, name: "Unsere Vorlage.docx" });
  const own = async (words: string) =>
    await changed(makeDefaultTemplate("agenda", "de"), (xml) =>
      xml.replace("<w:body>", `<w:body><w:p><w:r><w:t>${words}</w:t></w:r></w:p>`),
    );

  it("is used from the moment it is saved, by members too, until it is removed", async () => {
    const meeting = await freshMeeting("invited");
    const saved = (await send("siteAdmin", "agenda", await own("Briefkopf des Kreises"))).json();
    expect(saved.reading).toMatchObject({ refused: null, missing: [], unknown: [], isComplete: true });
    expect(saved.template).toMatchObject({ inUse: true, fileName: "Unsere Vorlage.docx" });
    const print = async (actor: Actor) =>
      await wordText(
        (await server.send(tokenOf(actor), contract.printAgenda, { params: { meetingId: meeting.id }, query: { form: "docx" } }))
          .rawPayload,
      );
    expect(await print("bodyMember")).toContain("Briefkopf des Kreises");
    await server.send(tokenOf("coordinator"), contract.removeTemplate, { params: { templateId: saved.template.id } });
    expect(await print("bodyMember")).not.toContain("Briefkopf des Kreises");
    await server.send(tokenOf("coordinator"), contract.restoreTemplate, { params: { templateId: saved.template.id } });
    expect(await print("bodyMember")).not.toContain("Briefkopf des Kreises");
    await server.send(tokenOf("coordinator"), contract.chooseTemplate, { body: { kind: "agenda", templateId: saved.template.id } });
    expect(await print("bodyMember")).toContain("Briefkopf des Kreises");
  });

  it("without its fields is told with the list, kept as a draft and never used", async () => {
    const meeting = await freshMeeting("invited");
    const bytes = await changed(await own("Ohne Felder"), (xml) => xml.replaceAll("{Gremium}", "{Gremien}").replaceAll("{Titel}", ""));
    const read = await server.sendFile(
      tokenOf("coordinator"),
      contract.readTemplate,
      { query: { kind: "agenda" } },
      { bytes, name: "x.docx" },
    );
    expect(read.json()).toMatchObject({ missing: ["Gremium", "Punkte.Titel"], unknown: ["Gremien"], isComplete: false });
    const saved = (await send("coordinator", "agenda", bytes)).json();
    expect(saved.template).toMatchObject({ inUse: false, isComplete: false, missing: ["Gremium", "Punkte.Titel"] });
    const chosen = await server.send(tokenOf("coordinator"), contract.chooseTemplate, {
      body: { kind: "agenda", templateId: saved.template.id },
    });
    expect(chosen.json()).toMatchObject({ code: "conflict", reason: "template_incomplete" });
    const word = await server.send(tokenOf("coordinator"), contract.printAgenda, {
      params: { meetingId: meeting.id },
      query: { form: "docx" },
    });
    expect(await wordText(word.rawPayload)).not.toContain("Ohne Felder");
  });

  const template = makeDefaultTemplate("agenda", "de");
  const relation = (attributes: string) => `<p:Relationships xmlns:p="urn:p"><p:Relationship Id="r" ${attributes}/></p:Relationships>`;
  const field = (...runs: string[]) => `<w:hdr xmlns:w="urn:w"><w:p>${runs.map((run) => `<w:r>${run}</w:r>`).join("")}</w:p></w:hdr>`;
  const inUtf16 = Buffer.from('\uFEFF<!DOCTYPE x [<!ENTITY a "b">]><w:settings xmlns:w="urn:w"/>', "utf16le");
  const relations = "word/_rels/header1.xml.rels";
  // as Word reads it, however it is written
  const reaching: [name: string, path: string, content: string][] = [
    [
      "a template from elsewhere in other quotes",
      relations,
      relation("Type='http://x/attachedTemplate' Target='//x.test/a' TargetMode='External'"),
    ],
    ["one behind an entity", relations, relation('Type="http://x/image" Target="http://x.test/a" TargetMode="&#69;xternal"')],
    [
      "one with blanks and a sign in between",
      relations,
      relation('Type="http://x/frame" Target="http://x.test/?a>b" TargetMode = "External"'),
    ],
    [
      "a field in pieces",
      "word/header9.xml",
      field("<w:instrText>INCLUDE</w:instrText>", '<w:instrText>PICTURE "http://x.test/a"</w:instrText>'),
    ],
    ["a field in small letters", "word/header9.xml", field('<w:instrText> includepicture "http://x.test/a"</w:instrText>')],
    ["a field behind entities", "word/header9.xml", field("<w:instrText>&#68;DEAUTO c:\\x</w:instrText>")],
    [
      "a field made of fields",
      "word/header9.xml",
      field("<w:instrText>INCLUDE</w:instrText>", '<w:fldChar/><w:instrText>"TEXT"</w:instrText>'),
    ],
    ["a simple field", "word/header9.xml", field('<w:fldSimple w:instr=" LINK Excel.Sheet x"/>')],
    ["an old drawing", "word/header9.xml", '<w:hdr xmlns:w="urn:w"><v:imagedata xmlns:v="urn:v" src="http://x.test/a.png"/></w:hdr>'],
    ["a part called otherwise", "word/settings.dat", field("<w:instrText>DDEAUTO x</w:instrText>")],
  ];
  it("takes fields and links that fetch nothing", async () => {
    const bytes = await changed(template, (xml) => xml, {
      "word/header9.xml": field(
        '<w:instrText>HYPERLINK "https://x.test/link"</w:instrText>',
        "<w:fldChar/><w:instrText>PAGE</w:instrText>",
      ),
      [relations]: relation('Type="http://x/hyperlink" Target="https://x.test/link" TargetMode="External"'),
    });
    expect((await send("coordinator", "agenda", Buffer.from(bytes))).json()).toMatchObject({ reading: { refused: null } });
  });
  it.each<[string, () => Promise<Buffer> | Buffer, string]>([
    ["nothing", () => Buffer.alloc(0), "empty"],
    ["a text", () => Buffer.from("Kein Word"), "not_a_package"],
    ["half a file", () => template.subarray(0, 900), "not_a_package"],
    ["another package", () => writePackage([["a.txt", "x"]]), "not_a_document"],
    ["macros", () => changed(template, (xml) => xml, { "word/vbaProject.bin": "x" }), "macros"],
    ["a document with a password", () => Buffer.from("d0cf11e0a1b11ae1" + "00".repeat(64), "hex"), "encrypted"],
    ["an entity", () => changed(template, (xml) => `<!DOCTYPE x [<!ENTITY a "b">]>${xml}`), "damaged"],
    ["an open loop", () => changed(template, (xml) => xml.replaceAll("{/Mitglieder}", "")), "field_not_closed"],
    ["an open bracket", () => changed(template, (xml) => xml.replace("{Gremium}", "{Gremium")), "field_not_closed"],
    [
      "what it would fetch",
      () =>
        changed(template, (xml) => xml, {
          "word/_rels/header1.xml.rels":
            '<Relationships><Relationship Id="r" Type="http://x/image" Target="http://x.test/a.png" TargetMode="External"/></Relationships>',
        }),
      "fetches_elsewhere",
    ],
    ...reaching.map(([name, path, content]): [string, () => Promise<Buffer>, string] => [
      name,
      () => changed(template, (xml) => xml, { [path]: content }),
      "fetches_elsewhere",
    ]),
    ["a part in letters that hide what it says", () => changed(template, (xml) => xml, { "word/settings.xml": inUtf16 }), "damaged"],
    [
      "a page of the web inside it",
      () =>
        changed(template, (xml) => xml, {
          "word/_rels/document.xml.rels": relation("Type='http://x/aFChunk' Target='a.html'"),
        }),
      "embedded_files",
    ],
    ["a bomb", () => changed(template, (xml) => xml, { "word/media/image1.bin": "0".repeat(30 * 1024 * 1024) }), "too_large_inside"],
  ])("refuses %s and says why", async (_name, make, code) => {
    const answer = await send("coordinator", "agenda", Buffer.from(await make()));
    expect(answer.json()).toMatchObject({ template: null, reading: { refused: { code } } });
  });
});

describe("a meeting in calendars", () => {
  const file = async (actor: Actor, meetingId: string) =>
    (await server.send(tokenOf(actor), contract.getCalendarFile, { params: { meetingId }, query: {} })).payload;
  const valueOf = (text: string, name: string) =>
    new RegExp(`^${name}[^:\r\n]*:(.*)$`, "m").exec(text.replaceAll("\r\n ", ""))?.[1]?.trim();
  const fieldsOf = (meeting: contract.MeetingView) => ({
    heldOn: meeting.heldOn,
    begins: meeting.begins,
    minutesPlanned: meeting.minutesPlanned,
    place: meeting.place,
    onlineLink: meeting.onlineLink,
    papersDueOn: meeting.papersDueOn,
    version: meeting.version,
  });

  it("keeps its name and counts up with each change that calendars show, and only then", async () => {
    const meeting = await freshMeeting("invited");
    const first = await file("bodyMember", meeting.id);
    expect(valueOf(first, "METHOD")).toBe("REQUEST");
    const before = Number(valueOf(first, "SEQUENCE"));
    await network.as("coordinator", (call) =>
      addAgendaItem(call, meeting.id, {
        id: newId(),
        kind: "other",
        themeId: null,
        title: "Noch einer",
        minutesPlanned: 5,
        paper: emptyPaper,
      }),
    );
    expect(Number(valueOf(await file("bodyMember", meeting.id), "SEQUENCE"))).toBe(before);
    await network.as("coordinator", async (call) => {
      const now = await getMeeting(call, meeting.id);
      await changeMeeting(call, meeting.id, { ...fieldsOf(now), heldOn: dayAfter(40), begins: "09:30" });
    });
    const second = await file("bodyMember", meeting.id);
    expect(Number(valueOf(second, "SEQUENCE"))).toBe(before + 1);
    expect(valueOf(second, "UID")).toBe(valueOf(first, "UID"));
    expect(valueOf(second, "ORGANIZER")).toBe(valueOf(first, "ORGANIZER"));
    expect(second).toContain(`DTSTART;TZID=Europe/Berlin:${dayAfter(40).replaceAll("-", "")}T093000`);
  });

  it("is called off for those who sit in the body, and for nobody else", async () => {
    const meeting = await freshMeeting("invited");
    const asked = await file("bodyMember", meeting.id);
    await network.as("coordinator", (call) => removeMeeting(call, meeting.id));
    const off = await file("bodyMember", meeting.id);
    expect(valueOf(off, "METHOD")).toBe("CANCEL");
    expect(valueOf(off, "STATUS")).toBe("CANCELLED");
    expect(valueOf(off, "UID")).toBe(valueOf(asked, "UID"));
    expect(Number(valueOf(off, "SEQUENCE"))).toBeGreaterThan(Number(valueOf(asked, "SEQUENCE")));
    for (const actor of ["holder", "foreignCoordinator", "partner"] as const) {
      const hidden = await server.send(tokenOf(actor), contract.getCalendarFile, { params: { meetingId: meeting.id }, query: {} });
      expect(hidden.statusCode).toBe(404);
    }
    const listed = await server.send(tokenOf("bodyMember"), contract.listCancelledMeetings, { params: { bodyId } });
    expect(listed.json().meetings.map((one: { id: string }) => one.id)).toContain(meeting.id);
    await network.as("coordinator", (call) => restoreMeeting(call, meeting.id));
    const again = await file("bodyMember", meeting.id);
    expect(valueOf(again, "METHOD")).toBe("REQUEST");
    expect(Number(valueOf(again, "SEQUENCE"))).toBeGreaterThan(Number(valueOf(off, "SEQUENCE")));
  });

  it("says nothing of a meeting that was removed before anybody was invited", async () => {
    const meeting = await freshMeeting("planned");
    await network.as("coordinator", (call) => removeMeeting(call, meeting.id));
    const gone = await server.send(tokenOf("bodyMember"), contract.getCalendarFile, { params: { meetingId: meeting.id }, query: {} });
    expect(gone.statusCode).toBe(404);
  });

  const reply = (uid: string, sequence: number, address: string, answer: string, at = "20260101T080000Z") =>
    Buffer.from(
      `BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:${uid}\r\nSEQUENCE:${sequence}\r\nDTSTAMP:${at}\r\nATTENDEE;CN="Jemand";PARTSTAT=${answer}:${address}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`,
    );

  it("takes the answer of a member and tells a stranger's, without losing what was noted", async () => {
    const meeting = await freshMeeting("invited");
    const { membershipId } = network.actors.bodyMember;
    const made = await network.as("coordinator", (call) =>
      makeCalendar(
        call,
        meeting.id,
        { attendees: [{ name: "Ömer", email: null, id: membershipId }], organiserEmail: "runde@lindenau.example" },
        "de",
      ),
    );
    const uid = valueOf(made.text, "UID")!;
    expect(valueOf(made.text, "ORGANIZER")).toBe("mailto:runde@lindenau.example");
    const note = async (bytes: Buffer) =>
      (
        await server.sendFile(
          tokenOf("coordinator"),
          contract.noteCalendarAnswer,
          { params: { meetingId: meeting.id } },
          { bytes, name: "reply.ics" },
        )
      ).json();
    const address = valueOf(made.text, "ATTENDEE")!;
    expect(await note(reply(uid, made.sequence, address, "DECLINED", "20260102T080000Z"))).toMatchObject({
      noted: true,
      answer: "declined",
    });
    const answers = async () =>
      (await server.send(tokenOf("coordinator"), contract.listCalendarAnswers, { params: { meetingId: meeting.id } })).json().answers;
    const noted = await answers();
    expect(noted).toMatchObject([{ membershipId, answer: "declined" }]);

    expect(await note(reply(uid, made.sequence, "mailto:fremd@example.org", "ACCEPTED"))).toEqual({
      noted: false,
      fault: "stranger",
      from: "Jemand (fremd@example.org)",
      answer: "accepted",
    });
    expect(await note(reply("other@verbund", made.sequence, address, "ACCEPTED"))).toMatchObject({ noted: false, fault: "other_meeting" });
    expect(await note(reply(uid, made.sequence - 1, address, "ACCEPTED"))).toMatchObject({ noted: false, fault: "outdated" });
    expect(await note(reply(uid, made.sequence, address, "ACCEPTED"))).toMatchObject({ noted: false, fault: "older_answer" });
    expect(await note(Buffer.from("kein Kalender"))).toMatchObject({ noted: false, fault: "not_a_calendar" });
    expect(await answers()).toEqual(noted);
  });

  it("finds no member of another body or another site by an address", async () => {
    const meeting = await freshMeeting("invited");
    const made = await network.as("coordinator", (call) => makeCalendar(call, meeting.id, { attendees: [], organiserEmail: null }, "de"));
    const stranger = `urn:uuid:${network.actors.holder.membershipId}`;
    const told = await server.sendFile(
      tokenOf("coordinator"),
      contract.noteCalendarAnswer,
      { params: { meetingId: meeting.id } },
      { bytes: reply(valueOf(made.text, "UID")!, made.sequence, stranger, "ACCEPTED"), name: "reply.ics" },
    );
    expect(told.json()).toMatchObject({ noted: false, fault: "stranger" });
  });
});

it("decisions as a spreadsheet are those of the search", async () => {
  const meeting = await freshMeeting("in_session");
  await network.as("coordinator", (call) =>
    createTestDecision(call, meeting, { unitId: network.actors.partner.unitId }, { wording: "=1+1 ist ein Zitat", dueOn: dayAfter(20) }),
  );
  const answer = await server.send(tokenOf("bodyMember"), contract.makeDecisionsSpreadsheet, { body: { text: "Zitat" } });
  const book = new exceljs.Workbook();
  await book.xlsx.load(answer.rawPayload as never);
  const [list, about] = book.worksheets;
  expect(list!.rowCount).toBe(2);
  expect(list!.getCell("E2").value).toBe("=1+1 ist ein Zitat");
  expect(list!.getCell("I2").value).toEqual(new Date(`${dayAfter(20)}T00:00:00Z`));
  expect(JSON.stringify(about!.getColumn(2).values)).toContain("wie auf dem Bildschirm eingegrenzt");
  const none = await server.send(tokenOf("holder"), contract.makeDecisionsSpreadsheet, { body: {} });
  expect(none.statusCode).toBe(404);
});
