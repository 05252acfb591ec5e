import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { newId } from "../../../platform/server/ids.ts";
import { asSuperuser } from "../../../platform/testing/database.ts";
import { useTestServer } from "../../../platform/testing/http.ts";
import { createTestNetwork, type TestNetwork } from "../../network/factory.ts";
import * as contract from "../contract.ts";
import { createTestReport, createTestTheme, releaseTestReport } from "../factory.ts";

const server = useTestServer();
let world: TestNetwork;
beforeAll(async () => {
  world = await createTestNetwork(server.at.database);
});

type State = { themes: string[]; reports: string[]; moves: string[] };
type Step = { readonly kind: "merge" | "split" | "undo" | "take_out" | "join"; readonly a: number; readonly b: number };

async function begin(): Promise<State> {
  const state: State = { themes: [], reports: [], moves: [] };
  for (let theme = 0; theme < 3; theme += 1) {
    const reports: string[] = [];
    for (let n = 0; n < 2; n += 1) {
      const id = await world.as("holder", (call) => createTestReport(call, { visibility: n === 0 ? "unnamed" : "named" }));
      await world.as("coordinator", (call) => releaseTestReport(call, id));
      reports.push(id);
    }
    state.themes.push(await world.as("coordinator", (call) => createTestTheme(call, { reportIds: reports })));
    state.reports.push(...reports);
  }
  return state;
}

async function whereAre(reports: readonly string[]) {
  return await asSuperuser<{ id: string; theme_id: string | null; merged: boolean; open_rows: number; same: boolean }>(
    server.at,
    `select g.id, g.theme_id, coalesce(t.merged_into_id is not null, false) as merged,
       (select count(*)::integer from themes.theme_report j where j.report_id = g.id and j.left_on is null) as open_rows,
       coalesce((select bool_and(j.theme_id = g.theme_id) from themes.theme_report j where j.report_id = g.id and j.left_on is null), true) as same
     from themes.gap_report g left join themes.theme t on t.site_id = g.site_id and t.id = g.theme_id where g.id = any($1::uuid[])`,
    [reports],
  );
}

/** Whatever is answered, it is an answer: done, or refused with a reason. */
async function take(state: State, step: Step): Promise<void> {
  const { token } = world.actors.coordinator;
  const pick = <T>(from: readonly T[], n: number): T | undefined => from[n % Math.max(1, from.length)];
  const themeId = pick(state.themes, step.a)!;
  const id = newId();
  let response;
  if (step.kind === "merge") {
    const body = { id, intoThemeId: pick(state.themes, step.b)! };
    response = await server.send(token, contract.mergeTheme, { params: { themeId }, body });
  } else if (step.kind === "split") {
    const inside = (await whereAre(state.reports)).filter((row) => row.theme_id === themeId);
    const newThemeId = newId();
    const body = { id, newThemeId, title: "Ein Teil", reportIds: [pick(inside, step.b)?.id ?? newId()] };
    response = await server.send(token, contract.splitTheme, { params: { themeId }, body });
    if (response.statusCode === 200) state.themes.push(newThemeId);
  } else if (step.kind === "undo") {
    response = await server.send(token, contract.undoMove, { params: { moveId: pick(state.moves, step.a) ?? newId() } });
  } else if (step.kind === "take_out") {
    const reportId = pick(state.reports, step.b)!;
    response = await server.send(token, contract.takeOutReport, { params: { themeId, reportId }, body: {} });
  } else {
    response = await server.send(token, contract.joinReports, { params: { themeId }, body: { reportIds: [pick(state.reports, step.b)!] } });
  }
  expect([200, 400, 404, 409], response.body).toContain(response.statusCode);
  if (response.statusCode === 200 && (step.kind === "merge" || step.kind === "split")) state.moves.push(id);
}

it("whatever is merged, split, undone, taken out and joined in whatever order, no report is lost and none is in two themes", async () => {
  const step: fc.Arbitrary<Step> = fc.record({
    kind: fc.constantFrom("merge", "split", "undo", "take_out", "join"),
    a: fc.nat({ max: 9 }),
    b: fc.nat({ max: 9 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
      const state = await begin();
      for (const one of steps) {
        await take(state, one);
        const rows = await whereAre(state.reports);
        expect(rows).toHaveLength(state.reports.length);
        for (const row of rows) {
          expect(row.merged, "a report lies in a theme that is part of another").toBe(false);
          expect(row.open_rows).toBe(row.theme_id === null ? 0 : 1);
          expect(row.same).toBe(true);
        }
      }
      // the stair of each says where its theme is
      const mine = (await server.ask(world.actors.holder.token, contract.listMyReports, {})).reports;
      const at = new Map((await whereAre(state.reports)).map((row) => [row.id, row.theme_id]));
      for (const report of mine.filter((one) => state.reports.includes(one.id)))
        expect(report.stair.reached, `report ${report.id}`).toBe(at.get(report.id) === null ? 2 : 3);
    }),
    { numRuns: 12 },
  );
}, 120_000);
