import { beforeAll, describe, expect, it } from "vitest";
import { asActor } from "../../../platform/server/database/actor.ts";
import { addDays } from "../../../platform/contract/days.ts";
import { freezeClock, today } from "../../../platform/server/clock.ts";
import { newId, newUnlinkableId } from "../../../platform/server/ids.ts";
import { asSuperuser } from "../../../platform/testing/database.ts";
import { useTestServer } from "../../../platform/testing/http.ts";
import { createTestNetwork, type TestNetwork } from "../../network/factory.ts";
import * as contract from "../contract.ts";
import { testTalk, testTalks } from "./factory.ts";
import { takeConsultationList } from "./months.ts";

const server = useTestServer();
let world: TestNetwork;
beforeAll(async () => {
  world = await createTestNetwork(server.at.database);
});
const token = (actor: "holder" | "colleague" | "partner" | "coordinator" | "otherCaseManager") => world.actors[actor].token;
const count = async (actor: Parameters<typeof token>[0], consultations: ReturnType<typeof testTalks>) =>
  await server.ask(token(actor), contract.countConsultations, { body: { consultations } });

describe("counting", () => {
  it("is one for one click, however often it comes, and says how many there are today", async () => {
    const talks = testTalks(3);
    await count("partner", talks);
    expect((await count("partner", talks)).today).toBe(3);
  });

  it("keeps the day alone: nothing in the row tells the hour or the order", async () => {
    const columns = await asSuperuser<{ name: string; type: string }>(
      server.at,
      `select column_name as name, data_type as type from information_schema.columns where table_schema = 'cases' and table_name = 'consultation'`,
      [],
    );
    expect(columns.filter((one) => one.type.startsWith("timestamp"))).toEqual([]);
    const rows = await asSuperuser<{ id: string }>(server.at, "select id::text from cases.consultation", []);
    expect(rows.every((row) => row.id[14] === "4")).toBe(true);
  });

  it("has no free text and no status for people without papers", () => {
    expect(contract.statusGroups.some((one) => /without|illegal|undocumented|papers/.test(one))).toBe(false);
    const free = contract.countConsultations.body!.safeParse({ consultations: [{ ...testTalk(), remark: "Herr Musa" }] });
    expect(JSON.stringify(free.data)).not.toContain("Musa");
  });

  it("refuses nothing that was refused by the person: only a field and what came of it are needed", async () => {
    const bare = testTalk({ concern: null, language: null, townId: null });
    await count("holder", [bare]);
    const { consultations } = await server.ask(token("colleague"), contract.listConsultations, { query: {} });
    expect(consultations.find((one) => one.id === bare.id)).toMatchObject({ concern: null, sex: null, statusGroup: null });
  });

  it("tells every fault of a batch and writes none of it", async () => {
    const talks = [testTalk({ talkedOn: addDays(today(), 1) }), testTalk({ concern: "made_up" }), testTalk()];
    const response = await server.send(token("holder"), contract.countConsultations, { body: { consultations: talks } });
    expect(response.json<{ fields: { path: string }[] }>().fields.map((one) => one.path)).toEqual([
      "body.consultations.0.talkedOn",
      "body.consultations.1.concern",
    ]);
    const { consultations } = await server.ask(token("holder"), contract.listConsultations, { query: {} });
    expect(consultations.some((one) => one.id === talks[2]!.id)).toBe(false);
  });

  it("refuses an offer that is none", async () => {
    const talk = testTalk({ outcome: "referred_on", offerId: newId() });
    const response = await server.send(token("holder"), contract.countConsultations, { body: { consultations: [talk] } });
    expect(response.json<{ fields: { code: string }[] }>().fields[0]!.code).toBe("unknown_offer");
  });

  it("offers what this membership counts most, the last days first, and nothing of the people", async () => {
    const unit = world.actors.otherCaseManager;
    await count("otherCaseManager", testTalks(4, { talkedOn: addDays(today(), -40), concern: "flat", fields: ["housing"] }));
    await count("otherCaseManager", testTalks(2, { concern: "benefit", fields: ["work"], sex: "female", ageBand: "60_plus" }));
    const { patterns } = await server.ask(unit.token, contract.getTally, {});
    expect(patterns.map((one) => one.concern)).toEqual(["benefit", "flat"]);
    expect(Object.keys(patterns[0]!)).not.toContain("sex");
  });

  it("is corrected by colleagues of the unit, told when somebody was faster, and taken back without a trace", async () => {
    const talk = testTalk();
    await count("holder", [talk]);
    const { id, ...facts } = talk;
    const request = { params: { consultationId: id }, body: { ...facts, concern: "flat", version: 1 } };
    const changed = await server.ask(token("colleague"), contract.changeConsultation, request);
    expect([changed.concern, changed.version]).toEqual(["flat", 2]);
    expect((await server.send(token("holder"), contract.changeConsultation, request)).statusCode).toBe(409);
    await server.ask(token("holder"), contract.takeBackConsultations, { body: { ids: [id] } });
    expect(await asSuperuser(server.at, "select 1 from cases.consultation where id = $1", [id])).toEqual([]);
  });
});

describe("figures for the coordination", () => {
  it("hold back what is small, and enough beside it that nobody can work it out", async () => {
    const own = await createTestNetwork(server.at.database);
    const ask = async (actor: "holder" | "partner", talks: ReturnType<typeof testTalks>) =>
      await server.ask(own.actors[actor].token, contract.countConsultations, { body: { consultations: talks } });
    await ask("holder", testTalks(30, { language: "ar" }));
    await ask("holder", testTalks(12, { language: "uk", fields: ["work", "language"] }));
    await ask("partner", testTalks(3, { language: "ti", fields: ["housing"] }));
    const figures = await server.ask(own.actors.coordinator.token, contract.getConsultationFigures, { query: {} });
    expect(figures.total).toBe(45);
    const shown = new Map(figures.languages.map((one) => [one.language, one.talks]));
    expect([shown.get("ar"), shown.get("uk"), shown.get("ti")]).toEqual([30, null, null]);
    // a talk about two fields counts once, by the first
    const fields = new Map(figures.fields.map((one) => [one.field, one.talks]));
    expect([fields.get("language"), fields.get("work"), fields.get("housing")]).toEqual([30, null, null]);

    // one more talk changes no figure that was shown
    await ask("partner", testTalks(1, { language: "ti", fields: ["housing"] }));
    expect(await server.ask(own.actors.coordinator.token, contract.getConsultationFigures, { query: {} })).toEqual(figures);
  });

  it("of a year in which nothing was counted are none, and no true count leaves PostgreSQL for anybody else", async () => {
    const figures = await server.ask(token("coordinator"), contract.getConsultationFigures, { query: { year: 2001 } });
    expect([figures.total, figures.shownOn]).toEqual([0, null]);
    for (const actor of ["holder", "siteAdmin", "teamLead"] as const) {
      const rows = await world.as(actor, async (call) => {
        const { countConsultations } = await import("./queries.ts");
        return await countConsultations(call.tx, "2000-01-01", "2100-12-31");
      });
      expect(rows, actor).toEqual([]);
    }
  });
});

describe("figures of months by file", () => {
  it("come once, change by their counts, and stand beside what was counted singly", async () => {
    const own = await createTestNetwork(server.at.database);
    const unitId = own.actors.partner.unitId;
    const { addMembership } = await import("../../network/index.ts");
    const system = await asActor(server.at.database, { membership: own.systemMembershipId }, async (call) =>
      addMembership(call, { accountId: call.actor.accountId, unitId, role: "system", name: "System" }),
    );
    const month = today().slice(0, 7);
    const take = async (rows: readonly string[], write = true) => {
      const list = await takeConsultationList(
        (work) => asActor(server.at.database, { membership: system }, work),
        { bytes: Buffer.from(["Monat;Ort;Handlungsfeld;Anzahl", ...rows].join("\n")), name: "Zahlen.csv" },
        { write },
      );
      return [list.read, list.created, list.changed, list.unchanged, list.failed];
    };
    const rows = [`${month};Erlbach;Sprache;14`, `${month};;Arbeit;9`];
    expect(await take(rows, false)).toEqual([2, 2, 0, 0, 0]);
    expect(await take(rows)).toEqual([2, 2, 0, 0, 0]);
    expect(await take(rows)).toEqual([2, 0, 0, 2, 0]);
    expect(await take([rows[0]!, `${month};;Arbeit;11`])).toEqual([2, 0, 1, 1, 0]);
    expect(await take([...rows, `${month};Nirgends;Arbeit;1`])).toEqual([3, 0, 0, 0, 1]);
    await server.ask(own.actors.partner.token, contract.countConsultations, {
      body: { consultations: testTalks(6, { fields: ["work"] }) },
    });
    const list = await takeConsultationList(
      (work) => asActor(server.at.database, { membership: system }, work),
      { bytes: Buffer.from(["Monat;Ort;Handlungsfeld;Anzahl", ...rows].join("\n")), name: "Zahlen.csv" },
      { write: false },
    );
    expect(list.alsoCounted).toEqual([{ monthOn: `${month}-01`, talks: 6 }]);
    const { fromFiles } = await server.ask(own.actors.partner.token, contract.listConsultations, { query: {} });
    expect(fromFiles.map((one) => one.talks).toSorted((a, b) => a - b)).toEqual([11, 14]);
    const figures = await server.ask(own.actors.coordinator.token, contract.getConsultationFigures, { query: {} });
    expect([figures.total, figures.fields]).toEqual([
      31,
      [
        { field: "work", talks: 17 },
        { field: "language", talks: 14 },
      ],
    ]);
  });

  it("of another unit are not seen by this one", async () => {
    const unlinked = newUnlinkableId();
    await asSuperuser(
      server.at,
      `insert into cases.consultation_month (site_id, id, unit_id, month_on, field_of_action, talks, imported_by_id)
       select site_id, $1, unit_id, '2026-01-01', 'work', 3, id from network.membership where id = $2`,
      [unlinked, world.actors.foreignersAuthority.membershipId],
    );
    const { fromFiles } = await server.ask(token("partner"), contract.listConsultations, { query: { day: "2026-01-15" } });
    expect(fromFiles).toEqual([]);
  });
});

it("a year that has begun shows the months that have, whatever the day", async () => {
  const own = await createTestNetwork(server.at.database);
  freezeClock(new Date("2027-02-03T10:00:00Z"));
  try {
    await server.ask(own.actors.holder.token, contract.countConsultations, {
      body: { consultations: testTalks(20, { talkedOn: "2027-01-10" }) },
    });
    const figures = await server.ask(own.actors.coordinator.token, contract.getConsultationFigures, { query: {} });
    expect(figures.months).toEqual([
      { month: "2027-01", talks: 20 },
      { month: "2027-02", talks: 0 },
    ]);
  } finally {
    freezeClock(undefined);
  }
});
