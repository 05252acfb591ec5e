import { beforeAll, expect, test } from "vitest";
import { firstDayOf, lastDayOf, quartersBetween } from "../../../platform/contract/quarters.ts";
import { today } from "../../../platform/server/clock.ts";
import { asSuperuser } from "../../../platform/testing/database.ts";
import { useTestServer } from "../../../platform/testing/http.ts";
import { createTestNetwork, type TestNetwork } from "../../network/factory.ts";
import { createTestCase } from "../factory.ts";
import { countCourse } from "./queries.ts";
import { reportSource } from "./source.ts";

const server = useTestServer();
let world: TestNetwork;
const quarters = quartersBetween(`${Number(today().slice(0, 4)) - 2}-01-01`, today());
/** So many cases are begun in quarter `at` and closed in quarter `until`. */
const story: readonly { at: number; until: number | null; cases: number }[] = [
  { at: 0, until: null, cases: 9 },
  { at: 1, until: null, cases: 3 },
  { at: 2, until: 3, cases: 6 },
  { at: 2, until: null, cases: 2 },
];

beforeAll(async () => {
  world = await createTestNetwork(server.at.database);
  for (const { at, until, cases } of story)
    for (let count = 0; count < cases; count += 1) {
      const { caseId } = await world.as("holder", (call) => createTestCase(call));
      await asSuperuser(
        server.at,
        `update cases.case_file set opened_on = $2, closed_on = $3, closing_outcome = case when $3::date is null then null else 'goals_reached' end where id = $1`,
        [caseId, firstDayOf(quarters[at]!), until === null ? null : firstDayOf(quarters[until]!)],
      );
    }
}, 120_000);

const offered = async (from: number, until: number) => {
  const period = { fromOn: firstDayOf(quarters[from]!), untilOn: lastDayOf(quarters[until]!) };
  const figures = await world.as("coordinator", (call) => reportSource.offer(call, period, "de"));
  return Object.fromEntries(figures.map((figure) => [figure.key.slice("cases.".length), figure]));
};

test("what was begun, closed and open is told quarter by quarter as far as nothing small follows from it", async () => {
  const periods = quarters.flatMap((_, from) => quarters.slice(from).map((__, more) => [from, from + more] as const));
  const read = new Map<string, Awaited<ReturnType<typeof offered>>>();
  for (const [from, until] of periods.filter(([, end]) => end < 5)) read.set(`${from} ${until}`, await offered(from, until));
  const begun = (from: number, until: number) => read.get(`${from} ${until}`)!["begun"]!.value;
  expect(begun(0, 3)).toBe(20);
  // three people, and how to see more
  expect(begun(1, 1)).toBeNull();
  expect(read.get("1 1")!["begun"]!.hint).toContain("Ein längerer Zeitraum zeigt mehr");
  // neither by subtracting a period from a longer one
  for (const [from, until] of [
    [0, 1],
    [0, 2],
    [1, 2],
  ] as const) {
    const [longer, shorter] = [begun(from, until), from === 1 ? begun(2, 2) : until === 1 ? begun(0, 0) : null];
    expect(longer === null || shorter === null || longer - shorter >= 5, `${from} to ${until}`).toBe(true);
  }
  // nor by what was open before and after: open before + begun - closed = open after
  const open = (until: number) => read.get(`0 ${until}`)!["open"]!.value;
  const closed = read.get("1 1")!["closed"]!.value;
  expect(open(0) === null || open(1) === null || closed === null).toBe(true);
});

test("only whoever coordinates gets any, and nobody of another site", async () => {
  const period = { fromOn: firstDayOf(quarters[0]!), untilOn: lastDayOf(quarters[3]!) };
  expect(await world.as("foreignCoordinator", (call) => reportSource.offer(call, period, "de"))).toEqual([]);
  const raw = async (actor: Parameters<TestNetwork["as"]>[0]) =>
    await world.as(actor, async (call) => (await countCourse(call.tx, period.fromOn, period.untilOn)).length);
  expect(await raw("coordinator")).toBe(4);
  for (const actor of ["bodyMember", "holder", "accompaniment", "programmeLead", "siteAdmin"] as const) expect(await raw(actor)).toBe(0);
});
