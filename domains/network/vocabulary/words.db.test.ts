import { beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { asSuperuser } from "../../../platform/testing/database.ts";
import { useTestServer } from "../../../platform/testing/http.ts";
import { readSpreadsheet } from "../../../platform/testing/read-spreadsheet.ts";
import { newId } from "../../../platform/server/ids.ts";
import { addDays } from "../../../platform/contract/days.ts";
import { today } from "../../../platform/server/clock.ts";
import {
  askWhoIsResponsible,
  endedOf,
  endWord,
  getSite,
  listWords,
  makeWordsSpreadsheet,
  orderWords,
  saveResponsibility,
  saveWord,
} from "../contract.ts";
import { createTestNetwork, emptyQuestion, testResponsibility, type TestNetwork } from "../factory.ts";
import { defaultVocabularies } from "../vocabularies.ts";
import { closedVocabularies, codeFor, isOrderOf, movedTo } from "./rules.ts";

const server = useTestServer();
let world: TestNetwork;
let editor: string;
beforeAll(async () => {
  world = await createTestNetwork(server.at.database);
  editor = world.actors.coordinator.token;
});

const wordsOf = async (vocabulary: string) =>
  (await server.ask(editor, listWords, {})).vocabularies.find((one) => one.vocabulary === vocabulary)!.words;

describe("words", () => {
  it("are in the file as on the page, with the day until which they are offered", async () => {
    const params = { vocabulary: "gap_kind", code: "nur_bis_heute" };
    await server.ask(editor, saveWord, { params, body: { de: "=Nur bis heute", en: "Until today", version: null } });
    await server.ask(editor, endWord, { params, body: { validUntilOn: today(), version: 1 } });
    const { vocabularies } = await server.ask(editor, listWords, {});
    const { rows } = await readSpreadsheet(await server.send(editor, makeWordsSpreadsheet, { query: {} }));
    expect(rows.map((row) => row[1]).toSorted()).toEqual(vocabularies.flatMap((one) => one.words.map((word) => word.de)).toSorted());
    expect(rows.find((row) => row[1] === "=Nur bis heute")).toEqual([
      "Arten von Hürden",
      "=Nur bis heute",
      "Until today",
      "",
      today(),
      "0",
    ]);
    expect(new Set(rows.map((row) => row[0])).size).toBe(vocabularies.length);
  });

  it("are relabelled in both languages; somebody who comes second sees what the first wrote", async () => {
    const params = { vocabulary: "case_phase", code: "linking" };
    await server.ask(editor, saveWord, { params, body: { de: "Weitervermittlung", en: "Passing on", version: 1 } });
    const late = await server.send(world.actors.siteAdmin.token, saveWord, { params, body: { de: "Anbindung", en: "Link", version: 1 } });
    expect([late.statusCode, late.json<{ current: { de: string } }>().current.de]).toEqual([409, "Weitervermittlung"]);
    const { vocabularies } = await server.ask(world.actors.holder.token, getSite, {});
    expect(vocabularies["case_phase"]!.find((one) => one.code === "linking")!.de).toBe("Weitervermittlung");
  });

  it("are added once for each click, never twice by the same name, and never where rules depend on the codes", async () => {
    const params = { vocabulary: "gap_kind", code: "kein_termin" };
    const body = { de: "Kein Termin", en: "No appointment", version: null };
    await server.ask(editor, saveWord, { params, body });
    await server.ask(editor, saveWord, { params, body });
    expect((await wordsOf("gap_kind")).filter((one) => one.code === "kein_termin").length).toBe(1);
    expect(
      (await server.send(editor, saveWord, { params: { ...params, code: "anders" }, body: { ...body, de: "kein termin" } })).statusCode,
    ).toBe(400);
    const closed = await server.send(editor, saveWord, { params: { vocabulary: "case_phase", code: "pause" }, body });
    expect(closed.json<{ reason: string }>().reason).toBe("closed_vocabulary");
    expect((await server.send(editor, saveWord, { params: { vocabulary: "made_up", code: "x" }, body })).statusCode).toBe(404);
  });

  it("that have ended are chosen no more and still have their label; the end can be taken back", async () => {
    const params = { vocabulary: "service", code: "health_card" };
    await server.ask(editor, endWord, { params, body: { validUntilOn: addDays(today(), -1), version: 1 } });
    const { vocabularies } = await server.ask(editor, getSite, {});
    expect(vocabularies["service"]!.some((one) => one.code === "health_card")).toBe(false);
    expect(vocabularies[endedOf("service")]!.map((one) => one.code)).toEqual(["health_card"]);
    await server.ask(editor, endWord, { params, body: { validUntilOn: null, version: 2 } });
    expect((await server.ask(editor, getSite, {})).vocabularies["service"]!.some((one) => one.code === "health_card")).toBe(true);
  });

  it("that rules depend on never end, neither by page nor past it", async () => {
    const ended = await server.send(editor, endWord, {
      params: { vocabulary: "milestone_event", code: "entitled" },
      body: { validUntilOn: today(), version: 1 },
    });
    expect(ended.json<{ reason: string }>().reason).toBe("built_in_word");
    const past = world.as("coordinator", async (call) => {
      await sql`update network.vocabulary_entry set valid_until_on = current_date where vocabulary = 'milestone_event'`.execute(call.tx);
    });
    await expect(past).rejects.toThrow(/row-level security/);
    const beside = world.as("coordinator", async (call) => {
      await sql`insert into network.vocabulary_entry (site_id, vocabulary, code, label_de, label_en) values (network.actor_site(), 'milestone_event', 'x1', 'x', 'x')`.execute(
        call.tx,
      );
    });
    await expect(beside).rejects.toThrow(/row-level security/);
  });

  it("stand in the order that the site gives them; an order that leaves one out is none", async () => {
    const codes = (await wordsOf("purpose")).map((one) => one.code).reverse();
    await server.ask(editor, orderWords, { params: { vocabulary: "purpose" }, body: { codes } });
    expect((await server.ask(editor, getSite, {})).vocabularies["purpose"]!.map((one) => one.code)).toEqual(codes);
    expect((await server.send(editor, orderWords, { params: { vocabulary: "purpose" }, body: { codes: codes.slice(1) } })).statusCode).toBe(
      409,
    );
  });

  it("are not ordered over what somebody else has ordered meanwhile; two at once leave one order", async () => {
    const order = async () => (await wordsOf("field_of_action")).map((one) => one.code);
    const known = await order();
    const put = (codes: string[]) => server.send(editor, orderWords, { params: { vocabulary: "field_of_action" }, body: { codes, known } });
    const [mine, theirs] = [movedTo(known, 3, 0), movedTo(known, 0, 5)];
    const codes = (await Promise.all([put(mine), put(theirs)])).map((one) => one.statusCode);
    expect(codes.toSorted()).toEqual([200, 409]);
    const now = await order();
    expect(now).toEqual(codes[0] === 200 ? mine : theirs);
    // the same click again is no other order
    expect((await put(now)).statusCode).toBe(200);
    expect((await put(known)).statusCode).toBe(409);
    expect(await order()).toEqual(now);
  });

  it("are closed alike in the code, in PostgreSQL and in what a site begins with", async () => {
    const names = [...new Set(defaultVocabularies.map((one) => one.vocabulary))];
    const rows = await asSuperuser<{ name: string }>(
      server.at,
      "select name from unnest($1::text[]) name where network.is_closed_vocabulary(name) order by name",
      [names],
    );
    expect(rows.map((row) => row.name)).toEqual([...closedVocabularies].sort());
    for (const one of defaultVocabularies) expect(one.built_in).toBe(closedVocabularies.includes(one.vocabulary));
  });
});

it("a code is made from the German word", () => {
  expect(codeFor("Kein Platz in der Kita", [])).toBe("kein_platz_in_der_kita");
  expect(codeFor("Überlastung!", ["ueberlastung"])).toBe("ueberlastung_2");
  expect(codeFor("عربي", [])).toBe("wort");
});

it("an entry goes to another place, and no further than the ends", () => {
  expect(movedTo(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
  expect(movedTo(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  expect(movedTo(["a", "b", "c"], 1, 9)).toEqual(["a", "c", "b"]);
  expect(movedTo(["a", "b", "c"], 1, -1)).toEqual(["b", "a", "c"]);
});

it("an order names every code once", () => {
  expect([isOrderOf(["b", "a"], ["a", "b"]), isOrderOf(["a", "a"], ["a", "b"]), isOrderOf(["a"], ["a", "b"])]).toEqual([
    true,
    false,
    false,
  ]);
});

describe("who is responsible", () => {
  it("is answered from the rules that hold today, and leaves no trace of whom it was asked about", async () => {
    const unitId = world.actors.foreignersAuthority.unitId;
    const townId = world.towns[0]!;
    for (const more of [{}, { validFromOn: addDays(today(), 5) }]) {
      await server.ask(editor, saveResponsibility, {
        params: { responsibilityId: newId() },
        body: {
          ...testResponsibility(unitId, { townIds: [townId], ageTo: 20, matters: ["residence_permit"], phone: "02541 12", ...more }),
          version: null,
        },
      });
    }
    const logged = () => asSuperuser(server.at, "select id from accounts.access_log");
    const before = (await logged()).length;
    const { matches } = await server.ask(world.actors.partner.token, askWhoIsResponsible, {
      body: { ...emptyQuestion, townId, age: 19, residenceStatus: "duldung", letter: "M", matter: "residence_permit" },
    });
    expect(matches.map((one) => [one.responsibility.phone, one.fit])).toEqual([["02541 12", "certain"]]);
    expect((await logged()).length).toBe(before);
    expect((await wordsOf("matter")).find((one) => one.code === "residence_permit")!.responsibilities).toBe(2);
  });

  it.each([
    ["a name instead of a letter", { letter: "Musa" }, "body.letter"],
    ["an age that nobody has", { age: 240 }, "body.age"],
  ])("%s is refused", async (_name, more, path) => {
    const response = await server.send(editor, askWhoIsResponsible, { body: { ...emptyQuestion, ...more } });
    expect(response.json<{ fields: { path: string }[] }>().fields[0]!.path).toBe(path);
  });

  it("all that is wrong with a rule is told at once", async () => {
    const form = testResponsibility(world.actors.holder.unitId);
    const body = {
      ...form,
      deputyUnitId: form.unitId,
      townIds: [newId()],
      ageFrom: 30,
      ageTo: 20,
      letterFrom: "K",
      letterTo: null,
      matters: ["none"],
      version: null,
    };
    const response = await server.send(editor, saveResponsibility, { params: { responsibilityId: newId() }, body });
    expect(response.json<{ fields: { path: string }[] }>().fields.map((one) => one.path)).toEqual([
      "body.deputyUnitId",
      "body.townIds",
      "body.matters",
      "body.ageTo",
      "body.letterTo",
    ]);
  });
});
