import { describe, expect, test } from "vitest";
import { listChains, measureVersion } from "../../domains/chains/contract.ts";
import { getConsultationFigures } from "../../domains/cases/contract.ts";
import { listMeasures, listThemes, openMeasure, openTheme } from "../../domains/themes/contract.ts";
import { performer } from "../../demo/perform.ts";
import { asSuperuser, useTestDatabase } from "../../platform/testing/database.ts";

/** What the demo tells of one year in Kreis Lindenau: the figures that its themes, guides and talks speak of, in the database and as people see them. */
const at = useTestDatabase();

const site = "(select id from network.site where slug = 'lindenau')";
async function count(from: string): Promise<number> {
  const [row] = await asSuperuser<{ n: number }>(at.current, `select count(*)::integer as n from ${from}`);
  return row!.n;
}
async function counts(of: string, from: string): Promise<Record<string, number>> {
  const rows = await asSuperuser<{ key: string; n: number }>(
    at.current,
    `select ${of} as key, count(*)::integer as n from ${from} group by 1 order by 1`,
  );
  return Object.fromEntries(rows.map((row) => [row.key, row.n]));
}
async function coordinator() {
  const [row] = await asSuperuser<{ id: string }>(
    at.current,
    `select id from network.membership where site_id = ${site} and role = 'coordinator' and display_name = 'Derya Aksoy'`,
  );
  const perform = performer(at.current.database);
  return { id: row!.id, perform };
}

describe("the year has", () => {
  test("186 open cases of twelve case managers at four employers, and 1,240 short talks", async () => {
    expect(await count(`cases.case_file where site_id = ${site} and closed_on is null`)).toBe(186);
    const [who] = await asSuperuser<{ people: number; employers: number }>(
      at.current,
      `select count(distinct c.case_manager_id)::integer as people, count(distinct u.organisation_id)::integer as employers
       from cases.case_file c join network.unit u on u.site_id = c.site_id and u.id = c.unit_id where c.site_id = ${site} and c.closed_on is null`,
    );
    expect(who).toEqual({ people: 12, employers: 4 });
    expect(await count(`cases.consultation where site_id = ${site}`)).toBe(1240);
    const { id, perform } = await coordinator();
    expect((await perform(id, getConsultationFigures, { query: {} })).total).toBe(1240);
  });

  test("2 steering meetings and 14 planning conferences, all with minutes that went out; the year before them none", async () => {
    const held = `bodies.meeting t join bodies.body b on b.site_id = t.site_id and b.id = t.body_id
      where t.site_id = ${site} and t.state = 'closed' and t.removed_at is null`;
    expect(await counts("b.kind", held)).toEqual({ planning_conference: 14, steering_group: 2 });
    expect(await count(`${held} and t.starts_at < now() - interval '366 days'`)).toBe(0);
    const sent = "join bodies.minutes_adoption a on a.site_id = t.site_id and a.meeting_id = t.id";
    expect(await count(held.replace("where", `${sent} where`))).toBe(16);
    expect(await count(`${held.replace("where", `${sent} where`)} and a.adopted_at is not null`)).toBeGreaterThanOrEqual(14);
    expect(
      await count(`bodies.decision d where d.site_id = ${site} and d.outcome = 'agreed' and (d.owner_unit_id is null or d.due_on is null)`),
    ).toBe(0);
  });

  test("41 gap reports in 11 themes, two of them handed up to the Land, and a few that nobody has joined yet", async () => {
    const joined = `themes.theme_report r where r.site_id = ${site} and r.left_on is null`;
    expect(await count(joined)).toBe(41);
    expect(await count(`(select distinct theme_id from ${joined}) t`)).toBe(11);
    expect(await count(`themes.theme where site_id = ${site} and removed_at is null`)).toBe(11);
    expect(await count(`(select distinct theme_id from themes.theme_event where site_id = ${site} and kind = 'escalated') t`)).toBe(2);
    const open = await count(`themes.gap_report where site_id = ${site}`);
    expect(open - 41).toBeGreaterThanOrEqual(3);
    const { id, perform } = await coordinator();
    expect((await perform(id, listThemes, {})).themes.length).toBe(11);
  });

  test("12 measures: 6 done, 3 running, 2 late, 1 stopped; the data sheet is at 42 of 90", async () => {
    const { id, perform } = await coordinator();
    const { measures } = await perform(id, listMeasures, {});
    const kindOf = (one: (typeof measures)[number]) => (one.isLate ? "late" : one.state);
    const told = Object.groupBy(measures, kindOf);
    expect(Object.fromEntries(Object.entries(told).map(([key, of]) => [key, of!.length]))).toEqual({
      done: 6,
      running: 3,
      late: 2,
      stopped: 1,
    });
    const sheet = await perform(id, openMeasure, { params: { measureId: measures.find((one) => one.title.startsWith("Datenblatt"))!.id } });
    expect(JSON.stringify(sheet)).toContain("42 von 90");
  });
});

describe("the figures of the themes are", () => {
  const theme = async (beginning: string) => {
    const { id, perform } = await coordinator();
    const { themes } = await perform(id, listThemes, {});
    return await perform(id, openTheme, { params: { themeId: themes.find((one) => one.title.startsWith(beginning))!.id } });
  };
  const change = async (beginning: string) => {
    const { id, perform } = await coordinator();
    const { measures } = await perform(id, listMeasures, {});
    return (await perform(id, openMeasure, { params: { measureId: measures.find((one) => one.title.startsWith(beginning))!.id } })).change!;
  };

  test("148 days to the course without child care, 44 with it, shown in whole weeks", async () => {
    const rows = await asSuperuser<{ service: string; median: number }>(
      at.current,
      `select a.service, percentile_disc(0.5) within group (order by b.happened_on - a.happened_on)::integer as median
       from cases.milestone a join cases.milestone b on b.site_id = a.site_id and b.case_ref = a.case_ref and b.service = a.service and b.event = 'started'
       where a.site_id = ${site} and a.event = 'entitled' and a.service in ('integration_course', 'vocational_language_course')
         and (a.service <> 'integration_course' or a.happened_on < platform.today() - 236)
       group by a.service order by a.service`,
    );
    expect(rows).toEqual([
      { service: "integration_course", median: 148 },
      { service: "vocational_language_course", median: 44 },
    ]);
    expect((await change("Betreuung im Haus")).before.weeks).toBe(21);
  });

  test("19 days without money for 23 people before the double start, 4 afterwards", async () => {
    const found = await change("Doppelter Start");
    // two weeks and more are told in weeks
    expect(found.before).toMatchObject({ weeks: 3, cases: 23 });
    expect(found.after).toMatchObject({ days: 4 });
    const waited = await asSuperuser<{ median: number }>(
      at.current,
      `select percentile_disc(0.5) within group (order by b.happened_on - a.happened_on)::integer as median
       from cases.milestone a join cases.milestone b on b.site_id = a.site_id and b.case_ref = a.case_ref and b.service = a.service and b.event = 'started'
       where a.site_id = ${site} and a.event = 'entitled' and a.service = 'benefit_change' and a.happened_on < platform.today() - 260`,
    );
    expect(waited).toEqual([{ median: 19 }]);
    expect(found.verdict).toBe("as_expected");
  });

  test("76 days to an appointment at the Ausländerbehörde", async () => {
    const { evidence } = await theme("Bis zum Termin");
    expect(evidence.waiting?.groups.find((one) => one.group === "all")).toMatchObject({ weeks: 11, isReached: true });
  });
});

test("and beside them a survey twice, a reconstruction, target agreements and a chain that is measured", async () => {
  expect(await counts("state", `cooperation.wave where site_id = ${site}`)).toEqual({ closed: 2 });
  expect(await count(`themes.reconstruction where site_id = ${site} and state = 'released'`)).toBeGreaterThanOrEqual(1);
  expect(await count(`strategy.target_agreement where site_id = ${site} and removed_at is null`)).toBe(4);
  const { id, perform } = await coordinator();
  const { chains } = await perform(id, listChains, {});
  const version = chains.find((chain) => chain.title === "Vom Anspruch zum Integrationskurs")!.versions.at(-1)!;
  const { passages, paths } = await perform(id, measureVersion, { params: { versionId: version.id }, query: {} });
  expect(passages.length).toBeGreaterThan(0);
  expect(paths.find((one) => one.fit === "as_agreed")?.cases.count ?? 0).toBeGreaterThanOrEqual(5);
});
