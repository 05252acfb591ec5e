import { afterEach, beforeAll, expect, it } from "vitest";
import { freezeClock, now, today } from "../../platform/server/clock.ts";
import { asActor, passMomentToDatabase } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { addMilestoneEvents, type NewMilestoneEvent } from "../cases/index.ts";
import { createTestNetwork, type TestNetwork } from "../network/factory.ts";
import { addTown } from "../network/index.ts";
import { getThemeEvidence } from "../themes/contract.ts";
import { createTestTheme } from "../themes/factory.ts";
import * as contract from "./contract.ts";
import { createTestChain, testCourse } from "./factory.ts";

const server = useTestServer();
let world: TestNetwork;
const names = ["Auental", "Talheim", "Steinau", "Nordkirch"] as const;
type Town = (typeof names)[number];
const townIds = new Map<Town, string>();
const asSystem = <T>(work: Parameters<typeof asActor<T>>[2]) => asActor(server.at.database, { membership: world.systemMembershipId }, work);
const addDays = (day: string, days: number) => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  world = await createTestNetwork(server.at.database);
  for (const name of names) townIds.set(name, await asSystem((call) => addTown(call, { name, population: 20_000 })));
  await asSuperuser(server.at, "update network.site set structure_only = true where id = $1", [world.siteId]);
});
afterEach(() => {
  freezeClock(undefined);
  passMomentToDatabase(false);
});

/** So many cases of each town, entitled 200 days ago and registered so many weeks later. */
async function addCases(service: string, cases: Partial<Record<Town, number>>, weeks = 2, key = "fall", daysAgo = 200): Promise<void> {
  const start = addDays(today(), -daysAgo);
  const events = Object.entries(cases).flatMap(([town, count]) =>
    Array.from({ length: count }, (_, n) => n).flatMap((n) =>
      (["entitled", "registered"] as const).map((event): NewMilestoneEvent => ({
        caseKey: `${service} ${town} ${key} ${n}`,
        service,
        event,
        onDay: event === "entitled" ? start : addDays(start, 7 * weeks),
        townId: townIds.get(town as Town)!,
      })),
    ),
  );
  await asSystem((call) => addMilestoneEvents(call, events));
}

async function chainOf(service: string): Promise<string> {
  const course = testCourse(world.actors.holder.unitId, world.actors.partner.unitId);
  const steps = course.steps.map((step) => ({ ...step, milestones: step.milestones && { ...step.milestones, service } }));
  return (await world.as("coordinator", (call) => createTestChain(call, { ...course, steps }, true))).versionId;
}
const read = async (versionId: string, town: Town | null) =>
  await server.ask(world.actors.bodyMember.token, contract.measureVersion, {
    params: { versionId },
    query: town === null ? {} : { townId: townIds.get(town)! },
  });
/** How many cases each town shows on the way from the entitlement to the registration. */
async function shown(versionId: string): Promise<Record<Town, number | null>> {
  const found = {} as Record<Town, number | null>;
  for (const town of names) found[town] = (await read(versionId, town)).passages[0]!.median.cases;
  return found;
}
const evidenceOf = async (service: string, toEvent: "registered" | "started", towns: readonly Town[]) => {
  const themeId = await world.as("coordinator", (call) => createTestTheme(call, { metric: { service, fromEvent: "entitled", toEvent } }));
  const { waiting } = await server.ask(world.actors.coordinator.token, getThemeEvidence, {
    params: { themeId },
    query: { townIds: towns.map((town) => townIds.get(town)!) },
  });
  return waiting?.groups[0]?.cases;
};
async function aWeekLater(): Promise<void> {
  passMomentToDatabase(true);
  freezeClock(new Date(now().getTime() + 8 * 86_400_000));
  await asSuperuser(server.at, "update accounts.session set last_used_at = $1, expires_at = $1::timestamptz + interval '1 hour'", [now()]);
}

it("each town by itself, with its own median; neither ways nor reports of one town", async () => {
  await addCases("training", { Auental: 12, Talheim: 9, Steinau: 6 });
  await addCases("training", { Nordkirch: 8 }, 10);
  const versionId = await chainOf("training");
  expect(await shown(versionId)).toEqual({ Auental: 12, Talheim: 9, Steinau: 6, Nordkirch: 8 });
  const [whole, town] = [await read(versionId, null), await read(versionId, "Nordkirch")];
  expect([whole.townId, whole.passages[0]!.median.cases, whole.passages[0]!.median.weeks]).toEqual([null, 35, 2]);
  expect([town.townId, town.passages[0]!.median.weeks, town.passages[0]!.known]).toEqual([townIds.get("Nordkirch"), 10, null]);
  expect(whole.paths.length).toBeGreaterThan(0);
  expect([town.paths, town.pathCases, town.reports]).toEqual([[], { count: null, isProtected: true }, []]);
  expect(town.seeMore).toEqual(["join_towns"]);
});

it("a small town is held back, and never alone: two towns beside the whole do not tell the third", async () => {
  await addCases("employment", { Auental: 14, Talheim: 9, Steinau: 3 });
  const versionId = await chainOf("employment");
  const [whole, towns] = [await read(versionId, null), await shown(versionId)];
  expect(whole.passages[0]!.median.cases).toBe(26);
  const hidden = (["Auental", "Talheim", "Steinau"] as const).filter((town) => towns[town] === null);
  expect(hidden).toContain("Steinau");
  expect(hidden).toHaveLength(2);
  // nobody at all looks like a few
  expect(towns.Nordkirch).toBeNull();
  // the other way from the same beginning hides the same towns
  const { passages } = await read(
    versionId,
    hidden.find((town) => town !== "Steinau")!,
  );
  for (const one of passages.filter((it) => it.from.event === "entitled")) expect(one.median.cases).toBeNull();
});

it("no case that comes later or is put right moves a town by itself", async () => {
  await addCases("counselling", { Auental: 9, Talheim: 7 });
  const versionId = await chainOf("counselling");
  const figures = async (town: Town) => (await read(versionId, town)).passages.map(({ median }) => [median.cases, median.weeks]);
  const before = [await figures("Auental"), await figures("Talheim")];
  await addCases("counselling", { Talheim: 4 }, 30, "later");
  expect([await figures("Auental"), await figures("Talheim")]).toEqual(before);
  await aWeekLater();
  expect([await figures("Auental"), await figures("Talheim")]).toEqual(before);
  await addCases("counselling", { Talheim: 3 }, 30, "latest", 208);
  expect((await figures("Talheim"))[0]![0]).toBe(14);
});

it("towns that a theme asks for are weighed against the towns shown here", async () => {
  await addCases("child_care", { Auental: 14, Talheim: 9, Steinau: 8, Nordkirch: 6 });
  const versionId = await chainOf("child_care");
  expect(await shown(versionId)).toEqual({ Auental: 14, Talheim: 9, Steinau: 8, Nordkirch: 6 });
  // so many more in a quarter of their own that the town of the theme would be a few more than the town of the chain
  await addCases("child_care", { Nordkirch: 2 }, 2, "before", 500);
  const themeId = await world.as("coordinator", (call) =>
    createTestTheme(call, { metric: { service: "child_care", fromEvent: "entitled", toEvent: "started" } }),
  );
  const ask = async (town: Town) =>
    (
      await server.ask(world.actors.coordinator.token, getThemeEvidence, {
        params: { themeId },
        query: { fromOn: addDays(today(), -600), townIds: [townIds.get(town)!] },
      })
    ).waiting?.groups[0]?.cases;
  expect(await ask("Nordkirch")).toBeNull();
  expect(await ask("Steinau")).toBe(8);
});

it("towns are weighed against those that a theme showed before", async () => {
  await addCases("interpreting", { Auental: 14, Talheim: 3, Steinau: 9, Nordkirch: 8 });
  expect(await evidenceOf("interpreting", "started", ["Auental", "Talheim"])).toBe(17);
  const towns = await shown(await chainOf("interpreting"));
  // fourteen beside seventeen would be three
  expect([towns.Auental, towns.Talheim]).toEqual([null, null]);
});

it("refuses a town that this site does not have, and one together with a period", async () => {
  const versionId = await chainOf("health_card");
  const [foreign] = await asSuperuser<{ id: string }>(
    server.at,
    `insert into network.town (site_id, id, name, population) select id, gen_random_uuid(), 'Anderswo', 5000 from network.site where id <> $1 limit 1
     returning id`,
    [world.siteId],
  );
  const ask = async (query: { townId: string; fromOn?: string }) =>
    await server.send(world.actors.coordinator.token, contract.measureVersion, { params: { versionId }, query });
  for (const townId of [newId(), foreign!.id]) {
    const answer = await ask({ townId });
    expect([answer.statusCode, answer.json().fields]).toEqual([400, [{ path: "query.townId", code: "unknown_code" }]]);
  }
  const both = await ask({ townId: townIds.get("Auental")!, fromOn: "2025-01-01" });
  expect([both.statusCode, both.json().fields]).toEqual([400, [{ path: "query.townId", code: "not_with_period" }]]);
});
