import fc from "fast-check";
import { expect, it } from "vitest";
import { addDays } from "../../platform/contract/days.ts";
import { newId } from "../../platform/server/ids.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { createTestShare } from "../consent/factory.ts";
import { createTestNetwork, type TestNetwork } from "../network/factory.ts";
import * as contract from "./contract.ts";
import { completeDeadline, completeStep, editContact, saveContact, saveDeadline, saveStep } from "./details.ts";
import { createTestCase, type TestCase } from "./factory.ts";

const server = useTestServer();

const day = (number: number) => addDays("2026-11-01", number);
const deadline = (id: string, dueOn: string, version: number | null = null) => ({
  id,
  version,
  category: "plan" as const,
  dueOn,
  what: `Frist am ${dueOn}`,
  harm: "ab Dezember weniger",
  legalDomain: null,
});
const step = (id: string, dueOn: string | null) => ({
  id,
  version: null,
  goalId: null,
  category: "plan" as const,
  text: `Schritt bis ${dueOn ?? "irgendwann"}`,
  doer: { kind: "us" as const },
  dueOn,
  service: null,
  entitledOn: null,
  registeredOn: null,
  startedOn: null,
  finishedOn: null,
  offerId: null,
  dropped: false,
});
const contact = (id: string, happenedOn: string, doneStepIds: string[] = []) => ({
  id,
  happenedOn,
  kind: "phone" as const,
  minutes: 10,
  sentence: "Die Kita sagt zu.",
  category: "plan" as const,
  doneStepIds,
  nextAppointment: null,
  nextStep: null,
});

const kept = async () => await asSuperuser(server.at, "select * from cases.case_outlook order by case_id");
/** The same, asked of the rows themselves. */
const found = async () =>
  await asSuperuser(
    server.at,
    `select c.site_id, c.id as case_id, c.client_id, d.id as deadline_id, d.due_on as deadline_due_on, d.content as deadline_content, s.id as step_id,
       s.text as step_text, s.due_on as step_due_on, s.doer as step_doer, s.doer_unit_id as step_doer_unit_id,
       (select max(k.happened_on) from cases.contact k where k.case_id = c.id) as last_contact_on
     from cases.case_file c
     left join lateral (select * from cases.deadline d where d.case_id = c.id and d.done_on is null order by d.due_on, d.id limit 1) d on true
     left join lateral (select * from cases.step s where s.case_id = c.id and s.done_on is null and s.dropped_on is null
       order by s.due_on nulls last, s.since_on, s.id limit 1) s on true
     order by case_id`,
  );

it("keeps what the rows say, whatever is written", async () => {
  const network = await createTestNetwork(server.at.database);
  const cases: TestCase[] = [];
  for (const familyName of ["Abdi", "Zaki"])
    cases.push(await network.as("holder", (call) => createTestCase(call, { identity: { familyName }, openedOn: day(0) })));
  const ids = { deadline: [] as [string, string][], step: [] as [string, string][], contact: [] as [string, string][] };
  const changes = fc.record({
    what: fc.constantFrom("deadline", "step", "contact", "done deadline", "done step", "edited contact"),
    of: fc.nat(1),
    at: fc.nat(40),
    pick: fc.nat(20),
  });
  const apply = async ({ what, of, at, pick }: { what: string; of: number; at: number; pick: number }) => {
    const { caseId } = cases[of]!;
    const pickOf = (kind: keyof typeof ids) => ids[kind][pick % Math.max(1, ids[kind].length)];
    await network.as("holder", async (call) => {
      const id = newId();
      if (what === "deadline") ids.deadline.push([caseId, (await saveDeadline(call, caseId, deadline(id, day(at)))).id]);
      else if (what === "step") ids.step.push([caseId, (await saveStep(call, caseId, step(id, at > 30 ? null : day(at)))).id]);
      else if (what === "contact") ids.contact.push([caseId, (await saveContact(call, caseId, contact(id, day(at % 20)))).id]);
      else if (what === "done deadline" && pickOf("deadline")) await completeDeadline(call, ...pickOf("deadline")!, day(20));
      else if (what === "done step" && pickOf("step")) await completeStep(call, ...pickOf("step")!, day(20));
      else if (what === "edited contact" && pickOf("contact")) {
        const [row] = await asSuperuser<{ version: number }>(server.at, "select version from cases.contact where id = $1", [
          pickOf("contact")![1],
        ]);
        const { doneStepIds: _, nextAppointment: _a, nextStep: _s, id: _i, ...body } = contact(id, day(at % 20));
        await editContact(call, ...pickOf("contact")!, { ...body, version: row!.version });
      }
    });
  };
  await fc.assert(
    fc.asyncProperty(fc.array(changes, { minLength: 1, maxLength: 6 }), async (many) => {
      for (const one of many) await apply(one).catch((error: { code?: string }) => expect(error.code).toMatch(/done|changed/));
      expect(await kept()).toEqual(await found());
    }),
    { numRuns: 8 },
  );
  for (const what of ["deadline", "step", "contact"]) await apply({ what, of: 0, at: 5, pick: 0 });
  expect(await kept()).toEqual(await found());
  expect(await kept()).toContainEqual(
    expect.objectContaining({ deadline_id: expect.any(String), step_id: expect.any(String), last_contact_on: expect.anything() }),
  );
});

it("holds the earlier of two deadlines that two people enter at the same moment", async () => {
  const network = await createTestNetwork(server.at.database);
  const { caseId } = await network.as("holder", (call) => createTestCase(call));
  let wrote = () => {};
  const written = new Promise<void>((resolve) => (wrote = resolve));
  const first = network.as("holder", async (call) => {
    await saveDeadline(call, caseId, deadline(newId(), day(1)));
    wrote();
    // long enough for the other one to come to the same case, which this transaction has not left yet
    await new Promise((resolve) => setTimeout(resolve, 300));
  });
  await written;
  await network.as("holder", async (call) => await saveDeadline(call, caseId, deadline(newId(), day(5))));
  await first;
  const listed = await server.ask(network.actors.holder.token, contract.listCases, { query: {} });
  expect(listed.cases[0]!.nextDeadline).toMatchObject({ dueOn: day(1), what: `Frist am ${day(1)}` });
});

async function withShare(network: TestNetwork) {
  return await network.as("holder", async (call) => {
    const made = await createTestCase(call);
    await saveDeadline(call, made.caseId, { ...deadline(newId(), day(1)), category: "health" });
    await saveDeadline(call, made.caseId, deadline(newId(), day(7)));
    await createTestShare(call, { clientId: made.clientId, unitId: network.actors.partnerWithShare.unitId, categories: ["plan"] });
    return made;
  });
}

it("shows a partner the next deadline of what was shared, not the one that is kept for who works with the case", async () => {
  const network = await createTestNetwork(server.at.database);
  await withShare(network);
  const of = async (actor: "holder" | "partnerWithShare") =>
    (await server.ask(network.actors[actor].token, contract.listCases, { query: {} })).cases[0]!;
  expect((await of("holder")).nextDeadline?.dueOn).toBe(day(1));
  expect((await of("partnerWithShare")).nextDeadline?.dueOn).toBe(day(7));
  const seen = await network.as("partnerWithShare", (call) => call.tx.selectFrom("cases.case_outlook").selectAll().execute());
  expect(seen).toEqual([]);
});

it("says on which ground each case of a list is open, and whose legal basis is unchecked", async () => {
  const network = await createTestNetwork(server.at.database);
  const { colleague, holder } = network.actors;
  const [deputised, taken] = [
    await network.as("holder", (call) => createTestCase(call)),
    await network.as("holder", (call) => createTestCase(call)),
  ];
  const own = await network.as("colleague", (call) => createTestCase(call));
  await server.ask(holder.token, contract.setDeputy, {
    params: { caseId: deputised.caseId },
    body: { membershipId: colleague.membershipId, untilOn: null },
  });
  await server.ask(colleague.token, contract.takeOver, { body: { id: newId(), number: taken.number, reason: "Die Frist läuft heute ab" } });
  await asSuperuser(server.at, "update people.client set legal_basis = 'unchecked' where id = $1", [own.clientId]);
  const { cases } = await server.ask(colleague.token, contract.listCases, { query: {} });
  expect(Object.fromEntries(cases.map((row) => [row.id, [row.basis, row.legalBasisUnchecked, row.abilities.edit]]))).toEqual({
    [deputised.caseId]: ["deputy", false, true],
    [taken.caseId]: ["emergency", false, true],
    [own.caseId]: ["holder", true, true],
  });
  expect(cases.every((row) => row.identity !== null)).toBe(true);
});
