import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addDays, startOfDay } from "../../platform/contract/days.ts";
import { freezeClock, now, today } from "../../platform/server/clock.ts";
import { type Call, passMomentToDatabase } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import { chance, newSeed } from "../../platform/testing/chance.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { createTestShare } from "../consent/factory.ts";
import { withdrawShare } from "../consent/index.ts";
import { type DataCategory, dataCategories } from "../network/contract.ts";
import { createTestNetwork, type TestNetwork } from "../network/factory.ts";
import * as contract from "./contract.ts";
import { saveAppointment, saveContact, saveDeadline, saveGoal, saveNote, savePeriod, savePersonalNote, saveStep } from "./details.ts";
import { createTestCase, type TestCase } from "./factory.ts";
import { setDeputy, takeOver } from "./verbs.ts";

/**
 * Shares, withdrawals, deputies, emergencies and days at random, through the verbs of the house. A list kept beside the database says who may read which rows;
 * it knows nothing of policies. PostgreSQL is asked past all our code.
 */
const seed = newSeed();
const rounds = 70;

type Page = Record<"periods" | "goals" | "steps" | "contacts" | "notes" | "deadlines" | "appointments", { category: string }[] | null> & {
  personal: unknown;
  personalNotes: number | null;
};
type Right = { caseId: string; who: string; categories: readonly DataCategory[]; from: number; until: number; source: string };

const server = useTestServer();
let world: TestNetwork;
const hour = 3_600_000;

beforeAll(async () => {
  passMomentToDatabase(true);
  freezeClock(new Date(Date.UTC(2026, 0, 5, 9)));
  world = await createTestNetwork(server.at.database);
});
afterAll(() => {
  freezeClock(undefined);
  passMomentToDatabase(false);
});

const holders = ["holder", "colleague", "otherCaseManager"] as const;
const partners = ["partnerWithShare", "partner", "foreignersAuthority"] as const;
const others = [
  "teamLead",
  "coordinator",
  "bodyMember",
  "accompaniment",
  "dataProtectionOfficer",
  "siteAdmin",
  "foreignCaseManager",
] as const;
const readers = [...holders, ...partners, ...others];
const details = ["goal", "note", "deadline"] as const;

it(`shows exactly the rows that the list names (seed ${seed})`, { timeout: 180_000 }, async () => {
  console.log(`random access to cases: seed ${seed}`);
  const random = chance(seed);
  const rights: Right[] = [];
  const cases: (TestCase & { by: (typeof holders)[number] })[] = [];
  for (const by of holders) {
    for (let count = 0; count < 2; count += 1) {
      const made = await world.as(by, async (call) => {
        const one = await createTestCase(call);
        for (const category of dataCategories) {
          const row = { id: newId(), version: null, category };
          await saveGoal(call, one.caseId, { ...row, text: "Ziel", state: "open", ratedByPerson: null, ratedByCaseManager: null });
          await saveNote(call, one.caseId, { ...row, id: newId(), writtenOn: today(), text: "Notiz" });
          await saveDeadline(call, one.caseId, { ...row, id: newId(), dueOn: today(), what: "Frist", harm: "Schaden", legalDomain: null });
          await saveStep(call, one.caseId, contract.saveStep.body!.parse({ ...row, id: newId(), text: "Schritt" }));
          await saveAppointment(
            call,
            one.caseId,
            contract.saveAppointment.body!.parse({ ...row, id: newId(), onDay: "2030-01-01", what: "Termin" }),
          );
          const contact = { id: newId(), category, happenedOn: today(), kind: "visit", minutes: 20, sentence: "Kontakt" };
          await saveContact(call, one.caseId, contract.saveContact.body!.parse(contact));
        }
        for (const legalDomain of ["sgb_ii", "aufenthg"]) {
          const period = { id: newId(), version: null, legalDomain, fromOn: today(), untilOn: null };
          await savePeriod(call, one.caseId, contract.savePeriod.body!.parse(period));
        }
        await savePersonalNote(call, one.caseId, { version: null, text: "Merkzettel" });
        return one;
      });
      cases.push({ ...made, by });
      rights.push({ caseId: made.caseId, who: by, categories: dataCategories, from: now().getTime(), until: Infinity, source: "holder" });
    }
  }

  const isAt = (right: Right, at: number) => right.from <= at && at < right.until;
  const expectedFor = (reader: string, at: number) =>
    cases
      .flatMap((one) =>
        dataCategories
          .filter((category) =>
            rights.some(
              (right) => right.caseId === one.caseId && right.who === reader && right.categories.includes(category) && isAt(right, at),
            ),
          )
          .map((category) => `${one.caseId} ${category}`),
      )
      .sort();
  const end = (right: Right, at: number) => {
    right.until = Math.min(right.until, at);
  };

  // the page of a case passes the policies by: the same rows part by part, and none of a case that goes with another person
  const comparePages = async (call: Call, round: number, reader: string, of: (typeof cases)[number], expected: readonly string[]) => {
    const read = async (clientId: string) =>
      (await sql<{ page: Page | null }>`select cases.read_page(${of.caseId}, ${clientId}, ${today()}, 1000) as page`.execute(call.tx))
        .rows[0]!.page;
    const page = await read(of.clientId);
    const wanted = expected.filter((row) => row.startsWith(of.caseId)).map((row) => row.split(" ")[1]!);
    for (const part of ["goals", "steps", "contacts", "notes", "deadlines", "appointments"] as const)
      expect((page?.[part] ?? []).map((row) => row.category).sort(), `round ${round}: ${part} of the page of ${reader}`).toEqual(wanted);
    const domains = ["livelihood", "residence"].filter((category) => wanted.includes(category));
    expect((page?.periods ?? []).map((row) => row.category).sort(), `round ${round}: periods of ${reader}`).toEqual(domains);
    const works = (holders as readonly string[]).includes(reader) && wanted.length > 0;
    expect(page?.personalNotes ?? null, `round ${round}: personal notes of ${reader}`).toBe(works ? 1 : null);
    expect(page?.personal != null, `round ${round}: the personal note of ${reader}`).toBe(works && of.by === reader);
    const other = cases.find((one) => one.clientId !== of.clientId)!;
    const crossed = await read(other.clientId);
    expect(Object.values(crossed ?? {}).filter((rows) => Array.isArray(rows))).toEqual([]);
    expect(crossed?.personal ?? null).toBeNull();
    expect(crossed?.personalNotes ?? 0).toBe(0);
  };

  let compared = 0;
  for (let round = 0; round < rounds; round += 1) {
    const at = now().getTime() + (1 + random(40)) * hour;
    freezeClock(new Date(at));
    const one = cases[random(cases.length)]!;
    const kind = random(10);
    if (kind < 5) {
      const who = partners[random(partners.length)]!;
      const categories = dataCategories.filter(() => random(3) === 0);
      const fromOn = addDays(today(), random(3) === 0 ? random(5) : 0);
      const untilOn = addDays(fromOn, random(12));
      if (categories.length > 0) {
        const { unitId } = world.actors[who];
        const source = await world.as(one.by, (call) =>
          createTestShare(call, { clientId: one.clientId, unitId, categories, fromOn, untilOn }),
        );
        const from = fromOn > today() ? startOfDay(fromOn).getTime() : at;
        rights.push({ caseId: one.caseId, who, categories, from, until: startOfDay(addDays(untilOn, 1)).getTime(), source });
      }
    } else if (kind < 7) {
      const open = rights.filter((right) => (partners as readonly string[]).includes(right.who) && right.until > at);
      const right = open[random(Math.max(open.length, 1))];
      if (right) {
        const by = cases.find((other) => other.caseId === right.caseId)!.by;
        await world.as(by, (call) => withdrawShare(call, right.source, today(), "withdrawn"));
        end(right, at);
      }
    } else if (kind === 7 && one.by !== "otherCaseManager") {
      const who = one.by === "holder" ? "colleague" : "holder";
      const untilOn = addDays(today(), random(4));
      const isEnded = random(3) === 0;
      const body = { membershipId: isEnded ? null : world.actors[who].membershipId, untilOn: isEnded ? null : untilOn };
      await world.as(one.by, (call) => setDeputy(call, one.caseId, body));
      for (const right of rights) if (right.caseId === one.caseId && right.source === "deputy") end(right, at);
      const until = startOfDay(addDays(untilOn, 1)).getTime();
      if (!isEnded) rights.push({ caseId: one.caseId, who, categories: dataCategories, from: at, until, source: "deputy" });
    } else if (kind === 8 && one.by !== "otherCaseManager") {
      const who = one.by === "holder" ? "colleague" : "holder";
      if (expectedFor(who, at).every((row) => !row.startsWith(one.caseId))) {
        await world.as(who, (call) => takeOver(call, { id: newId(), number: one.number, reason: "Krankheit" }));
        rights.push({ caseId: one.caseId, who, categories: dataCategories, from: at, until: at + 3 * hour, source: "emergency" });
        if (random(2) === 0) freezeClock(new Date(at + random(5) * hour));
      }
    }
    for (const reader of [readers[random(readers.length)]!, one.by, partners[random(partners.length)]!]) {
      const expected = expectedFor(reader, now().getTime());
      const expectedCases = [...new Set(expected.map((row) => row.split(" ")[0]!))].sort();
      await world.as(reader, async (call) => {
        for (const detail of details) {
          const seen = await sql<{ row: string }>`select case_id || ' ' || category as row from ${sql.table(`cases.${detail}`)}`.execute(
            call.tx,
          );
          expect(seen.rows.map((found) => found.row).sort(), `round ${round}: ${detail} of ${reader}`).toEqual(expected);
        }
        const files = await sql<{ id: string }>`select id from cases.case_file`.execute(call.tx);
        expect(files.rows.map((found) => found.id).sort(), `round ${round}: cases of ${reader}`).toEqual(expectedCases);
        await comparePages(call, round, reader, cases[random(cases.length)]!, expected);
        const own = await sql<{ id: string }>`select cases.readable_case() as id`.execute(call.tx);
        expect(own.rows.map((found) => found.id).sort(), `round ${round}: readable_case of ${reader}`).toEqual(expectedCases);
      });
      // a request about one case: the same rows of it, its access as lists tell it, and of nobody else a row
      const attended = cases[random(cases.length)]!;
      await world.as(reader, async (call) => {
        const { rows: listed } = await sql`select a.basis, a.categories, a.holds, a.leads, a.unchecked
          from cases.case_file c cross join lateral people.my_access(array[c.client_id]) a where c.id = ${attended.caseId}`.execute(
          call.tx,
        );
        const { rows: told } = await sql<{ categories: string[] | null }>`
          select basis, categories, holds, leads, unchecked from cases.attend(${attended.caseId})`.execute(call.tx);
        const sorted = (rows: readonly unknown[]) =>
          (rows as { categories: string[] | null }[]).map((row) => ({
            ...row,
            categories: row.categories && [...new Set(row.categories)].sort(),
          }));
        expect(sorted(told), `round ${round}: access of ${reader} who attends`).toEqual(sorted(listed));
        for (const detail of details) {
          const seen = await sql<{ row: string }>`select case_id || ' ' || category as row from ${sql.table(`cases.${detail}`)}`.execute(
            call.tx,
          );
          const wanted = expected.filter((row) => row.startsWith(attended.caseId));
          expect(seen.rows.map((found) => found.row).sort(), `round ${round}: ${detail} of ${reader} who attends`).toEqual(wanted);
        }
        await comparePages(call, round, reader, attended, expected);
        const people = await sql<{ id: string }>`select distinct client_id as id from people.reader`.execute(call.tx);
        expect(people.rows.length, `round ${round}: people of ${reader} who attends`).toBeLessThanOrEqual(1);
      });
      compared += (partners as readonly string[]).includes(reader) ? expected.length : 0;
    }
  }
  expect(compared, "partners must have had something to read").toBeGreaterThan(20);
});
