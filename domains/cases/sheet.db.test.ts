import exceljs from "exceljs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../platform/server/ids.ts";
import { today } from "../../platform/server/clock.ts";
import { thePress } from "../../platform/server/paper/press.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { readPdf } from "../../platform/testing/read-pdf.ts";
import { createTestShare } from "../consent/factory.ts";
import { createTestNetwork, type TestNetwork } from "../network/factory.ts";
import { testIdentity } from "../people/factory.ts";
import * as contract from "./contract.ts";
import { saveContact, saveDeadline, saveGoal, savePersonalNote } from "./details.ts";
import { createTestCase } from "./factory.ts";
import { createCase } from "./verbs.ts";

const server = useTestServer();
let network: TestNetwork;
let made: { caseId: string; clientId: string; number: string };

beforeAll(async () => {
  network = await createTestNetwork(server.at.database);
  await network.as("holder", async (call) => {
    made = await createTestCase(call);
    await createTestShare(call, { clientId: made.clientId, unitId: network.actors.partnerWithShare.unitId, categories: ["plan"] });
    await saveGoal(call, made.caseId, {
      id: newId(),
      version: null,
      category: "plan",
      text: "Deutsch bis B1 #let $x$",
      state: "open",
      ratedByPerson: null,
      ratedByCaseManager: null,
    });
    await saveDeadline(call, made.caseId, {
      id: newId(),
      version: null,
      category: "livelihood",
      dueOn: "2027-01-31",
      what: "Widerspruch gegen den Bescheid",
      harm: "ab Februar weniger Geld",
      legalDomain: null,
    });
    await saveContact(call, made.caseId, {
      id: newId(),
      happenedOn: today(),
      kind: "phone",
      minutes: 10,
      sentence: "Die Kita sagt zu.",
      category: "plan",
      doneStepIds: [],
      nextAppointment: null,
      nextStep: null,
    });
    await savePersonalNote(call, made.caseId, { version: null, text: "Geheimer Eindruck" });
  });
});
afterAll(() => thePress().stop());

const print = async (actor: "holder" | "partnerWithShare" | "colleague", language: "de" | "en" = "de") =>
  await server.send(network.actors[actor].token, contract.printCase, { params: { caseId: made.caseId }, query: { language } });

const logOf = async (action: string) =>
  await asSuperuser<{ actor_id: string; client_ids: string[]; basis: string }>(
    server.at,
    "select actor_id, client_ids, basis from accounts.access_log where action = $1 order by at",
    [action],
  );

describe("the case sheet", () => {
  it("holds person, plan, deadlines and contacts, and no note of the unit", async () => {
    const answer = await print("holder");
    const pdf = await readPdf(answer.rawPayload);
    expect(pdf).toMatchObject({ ua: "1", isMarked: true, language: "de-DE" });
    const text = pdf.pages.join("\n");
    expect(text).toContain(testIdentity.familyName);
    expect(text).toContain("Deutsch bis B1 #let $x$");
    expect(text).toContain("31.01.2027");
    expect(text).toContain("Die Kita sagt zu.");
    expect(text).not.toContain("Geheimer Eindruck");
    expect((await readPdf((await print("holder", "en")).rawPayload)).pages.join("\n")).toContain("What happens otherwise");
  });

  it("sets what is written in Arabic from right to left, each word before the next, with German beside it as ever", async () => {
    const [family, given] = ["الحلبي", "نور الدين"];
    const sentence = "وصل التأكيد من الحضانة اليوم";
    const arabic = await network.as("otherCaseManager", async (call) => {
      const file = await createTestCase(call, { identity: { familyName: family, givenNames: given } });
      await saveGoal(call, file.caseId, {
        id: newId(),
        version: null,
        category: "plan",
        text: sentence,
        state: "open",
        ratedByPerson: null,
        ratedByCaseManager: null,
      });
      return file;
    });
    const answer = await server.send(network.actors.otherCaseManager.token, contract.printCase, {
      params: { caseId: arabic.caseId },
      query: {},
    });
    const { rightToLeft, pages } = await readPdf(answer.rawPayload);
    for (const words of [`${given} ${family}`.split(" "), sentence.split(" ")]) {
      const placed = words.map((word) => rightToLeft.find((one) => one.words === word));
      expect(placed.every((one) => one !== undefined)).toBe(true);
      // the word said first stands furthest to the right
      for (const [at, one] of placed.entries()) if (at > 0) expect(one!.until).toBeLessThan(placed[at - 1]!.from + 0.01);
    }
    expect(pages.join("\n")).toContain("Staatsangehörigkeit Afghanistan");
  });

  it("is named by the number, never by the person, not even in its title", async () => {
    const answer = await print("holder");
    expect(answer.headers["content-disposition"]).toBe(`attachment; filename="Fallblatt-${made.number}.pdf"`);
    expect(answer.headers["cache-control"]).toBe("no-store");
    expect((await readPdf(answer.rawPayload)).title).not.toContain(testIdentity.familyName);
  });

  it("shows a partner what is shared, and names what is not on it", async () => {
    const text = (await readPdf((await print("partnerWithShare")).rawPayload)).pages.join("\n");
    expect(text).toContain("Deutsch bis B1");
    expect(text).not.toContain(testIdentity.familyName);
    expect(text).not.toContain("Widerspruch");
    expect(text).toContain("Nicht auf diesem Blatt");
  });

  it("is logged for each print with the person and the ground", async () => {
    const before = (await logOf("cases.print")).length;
    await print("partnerWithShare");
    expect((await print("colleague")).statusCode).toBe(404);
    const rows = (await logOf("cases.print")).slice(before);
    expect(rows).toEqual([{ actor_id: network.actors.partnerWithShare.membershipId, client_ids: [made.clientId], basis: "share" }]);
  });
});

describe("the caseload as a spreadsheet", () => {
  const read = async (query: Parameters<typeof server.send<typeof contract.makeCasesSpreadsheet>>[2]["query"]) => {
    const answer = await server.send(network.actors.holder.token, contract.makeCasesSpreadsheet, { query });
    const book = new exceljs.Workbook();
    await book.xlsx.load(answer.rawPayload as never);
    return {
      list: book.worksheets[0]!,
      about: JSON.stringify(book.worksheets[1]!.getColumn(2).values),
      name: answer.headers["content-disposition"],
    };
  };

  it("has the same rows as the page, past its first page, in its order", async () => {
    await network.as("holder", async (call) => {
      for (let count = 0; count < 53; count += 1) {
        await createCase(call, {
          id: newId(),
          clientId: newId(),
          identity: {
            ...testIdentity,
            familyName: `Familie ${String.fromCodePoint(65 + (count % 26))}`,
            givenNames: "Nadia",
          },
          contactDetails: null,
          townId: null,
          phase: count === 0 ? "monitoring" : "access",
          openedOn: today(),
          legalBasis: "public_task",
        });
      }
    });
    const { list, about, name } = await read({ sort: "name" });
    expect(list.rowCount).toBe(55);
    const names = (list.getColumn(2).values as (string | undefined)[]).slice(2);
    expect(names).toEqual(names.toSorted(new Intl.Collator("de").compare as never));
    expect(about).toContain("Vertraulich");
    expect(name).toBe(`attachment; filename="Fallliste-${today()}.xlsx"`);
    expect((await read({ phase: "monitoring" })).list.rowCount).toBe(2);
    expect((await read({ state: "closed" })).list.rowCount).toBe(1);
  });

  it("is logged with everybody on it", async () => {
    const before = (await logOf("cases.export_list")).length;
    await read({});
    const [row] = (await logOf("cases.export_list")).slice(before);
    expect(row!.client_ids).toHaveLength(54);
    expect(row!.client_ids).toContain(made.clientId);
  });
});

describe("deadlines and shares as spreadsheets", () => {
  const rowsOf = async (answer: { readonly rawPayload: unknown }) => {
    const book = new exceljs.Workbook();
    await book.xlsx.load(answer.rawPayload as never);
    const rows: string[] = [];
    book.worksheets[0]!.eachRow((row) => rows.push((row.values as unknown[]).slice(1).join("|")));
    return { rows, about: JSON.stringify(book.worksheets[1]!.getColumn(2).values) };
  };

  it("has what is due soon with what happens otherwise, and says who took it along", async () => {
    await network.as("holder", async (call) => {
      await saveDeadline(call, made.caseId, {
        id: newId(),
        version: null,
        category: "livelihood",
        dueOn: today(),
        what: "Weiterbewilligung",
        harm: "am Monatsende kein Geld",
        legalDomain: null,
      });
    });
    const { rows, about } = await rowsOf(await server.send(network.actors.holder.token, contract.makeDeadlinesSpreadsheet, { query: {} }));
    expect(rows.filter((row) => row.includes("Weiterbewilligung|am Monatsende kein Geld"))).toHaveLength(1);
    expect(about).toContain("Vertraulich");
    expect((await logOf("cases.export_deadlines")).at(-1)!.client_ids).toContain(made.clientId);
  });

  it("has one row for each share, for the unit that got it and for no other", async () => {
    const mine = await rowsOf(await server.send(network.actors.partnerWithShare.token, contract.makeSharesSpreadsheet, { query: {} }));
    const [heading, ...rows] = mine.rows;
    expect(heading).toContain("Freigegeben|Zweck|Ab|Bis");
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain(made.number);
    expect(rows[0]).toContain("Unterstützungsplan|Gemeinsame Unterstützungsplanung");
    expect(mine.about).toContain("Vertraulich");
    expect((await logOf("cases.export_shares")).at(-1)!.client_ids).toEqual([made.clientId]);
    const others = await rowsOf(await server.send(network.actors.partner.token, contract.makeSharesSpreadsheet, { query: {} }));
    expect(others.rows).toHaveLength(1);
  });
});
