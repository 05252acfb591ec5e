import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";
import type { FrameworkDocument } from "./contract.ts";

export type FrameworkRow = { title: string; vision: string; from_on: string; until_on: string | null; version: number };

export async function findFramework(tx: Db, siteId: string): Promise<FrameworkRow | undefined> {
  const { rows } = await sql<FrameworkRow>`
    select title, vision, from_on, until_on, version from strategy.framework where site_id = ${siteId}`.execute(tx);
  return rows[0];
}

type FrameworkColumns = { title: string; vision: string; fromOn: string; untilOn: string | null };

/** Says whether it was still at this version; 0 is one that is not there yet. */
export async function saveFramework(
  tx: Db,
  siteId: string,
  it: FrameworkColumns & { version: number; by: string; at: Date },
): Promise<boolean> {
  const { numAffectedRows } =
    it.version === 0
      ? await sql`
          insert into strategy.framework (site_id, title, vision, from_on, until_on, changed_by, changed_at)
          values (${siteId}, ${it.title}, ${it.vision}, ${it.fromOn}::date, ${it.untilOn}::date, ${it.by}, ${it.at}) on conflict do nothing`.execute(
          tx,
        )
      : await sql`
          update strategy.framework set title = ${it.title}, vision = ${it.vision}, from_on = ${it.fromOn}::date, until_on = ${it.untilOn}::date,
            changed_by = ${it.by}, changed_at = ${it.at}, version = version + 1
          where site_id = ${siteId} and version = ${it.version}`.execute(tx);
  return numAffectedRows === 1n;
}

// ---- goals --------------------------------------------------------------------------------------------------------------------------------

export type GoalRow = { id: string; title: string; text: string; version: number; created_by: string };
const goalsWhere = (siteId: string, condition: RawBuilder<unknown>) => sql<GoalRow>`
  select g.id, g.title, g.text, g.version, g.created_by from strategy.framework_goal g
  where g.site_id = ${siteId} and ${condition} order by g.position, g.created_at, g.id limit 200`;

export async function listGoals(tx: Db, siteId: string): Promise<GoalRow[]> {
  return (await goalsWhere(siteId, sql`true`).execute(tx)).rows;
}

export async function findGoal(tx: Db, siteId: string, id: string): Promise<GoalRow | undefined> {
  return (await goalsWhere(siteId, sql`g.id = ${id}`).execute(tx)).rows[0];
}

/** Says whether it was new: the same id a second time is the same click. */
export async function insertGoal(tx: Db, siteId: string, it: { id: string; title: string; text: string; by: string }): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into strategy.framework_goal (site_id, id, title, text, position, created_by)
    select ${siteId}, ${it.id}, ${it.title}, ${it.text}, least(coalesce(max(g.position), 0) + 1, 1000), ${it.by}
    from strategy.framework_goal g where g.site_id = ${siteId} on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export async function updateGoal(
  tx: Db,
  siteId: string,
  it: { id: string; title: string; text: string; version: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update strategy.framework_goal set title = ${it.title}, text = ${it.text}, version = version + 1
    where site_id = ${siteId} and id = ${it.id} and version = ${it.version}`.execute(tx);
  return numAffectedRows === 1n;
}

export async function placeGoals(tx: Db, siteId: string, ids: readonly string[]): Promise<void> {
  await sql`
    update strategy.framework_goal g set position = o.position from unnest(${[...ids]}::uuid[]) with ordinality o (id, position)
    where g.site_id = ${siteId} and g.id = o.id`.execute(tx);
}

// ---- sub-goals ----------------------------------------------------------------------------------------------------------------------------

type Linked = { id: string; title: string; state: string };
export type SubGoalRow = {
  id: string;
  goal_id: string;
  field_of_action: string;
  title: string;
  sign: string;
  due_on: string | null;
  reached_on: string | null;
  version: number;
  created_by: string;
  measures: (Linked & { due_on: string })[];
  themes: Linked[];
};

// measures and themes are those that the reader may read: their policies decide, not the link
const subGoalsWhere = (siteId: string, condition: RawBuilder<unknown>) => sql<SubGoalRow>`
  select s.id, s.goal_id, s.field_of_action, s.title, s.sign, s.due_on, s.reached_on, s.version, s.created_by,
    coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'title', m.title, 'state', m.state, 'due_on', m.due_on) order by m.due_on, m.id)
              from strategy.sub_goal_measure l join themes.measure m on m.site_id = l.site_id and m.id = l.measure_id
              where l.site_id = s.site_id and l.sub_goal_id = s.id), '[]') as measures,
    coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'title', t.title, 'state', t.state) order by t.title, t.id)
              from strategy.sub_goal_theme l join themes.theme t on t.site_id = l.site_id and t.id = l.theme_id
              where l.site_id = s.site_id and l.sub_goal_id = s.id), '[]') as themes
  from strategy.sub_goal s
  where s.site_id = ${siteId} and ${condition} order by s.position, s.created_at, s.id limit 1000`;

export async function listSubGoals(tx: Db, siteId: string): Promise<SubGoalRow[]> {
  return (await subGoalsWhere(siteId, sql`true`).execute(tx)).rows;
}

export async function listSubGoalsOf(tx: Db, siteId: string, goalId: string): Promise<SubGoalRow[]> {
  return (await subGoalsWhere(siteId, sql`s.goal_id = ${goalId}`).execute(tx)).rows;
}

export async function findSubGoal(tx: Db, siteId: string, id: string): Promise<SubGoalRow | undefined> {
  return (await subGoalsWhere(siteId, sql`s.id = ${id}`).execute(tx)).rows[0];
}

type SubGoalColumns = { id: string; goalId: string; fieldOfAction: string; title: string; sign: string; dueOn: string | null };

export async function insertSubGoal(tx: Db, siteId: string, it: SubGoalColumns & { by: string }): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into strategy.sub_goal (site_id, id, goal_id, field_of_action, title, sign, due_on, position, created_by)
    select ${siteId}, ${it.id}, ${it.goalId}, ${it.fieldOfAction}, ${it.title}, ${it.sign}, ${it.dueOn}::date, least(coalesce(max(s.position), 0) + 1, 1000),
      ${it.by}
    from strategy.sub_goal s where s.site_id = ${siteId} and s.goal_id = ${it.goalId} on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export async function updateSubGoal(tx: Db, siteId: string, it: SubGoalColumns & { version: number }): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update strategy.sub_goal set goal_id = ${it.goalId}, field_of_action = ${it.fieldOfAction}, title = ${it.title}, sign = ${it.sign},
      due_on = ${it.dueOn}::date, version = version + 1
    where site_id = ${siteId} and id = ${it.id} and version = ${it.version}`.execute(tx);
  return numAffectedRows === 1n;
}

export async function reachSubGoal(
  tx: Db,
  siteId: string,
  it: { id: string; reachedOn: string | null; version: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update strategy.sub_goal set reached_on = ${it.reachedOn}::date, version = version + 1
    where site_id = ${siteId} and id = ${it.id} and version = ${it.version}`.execute(tx);
  return numAffectedRows === 1n;
}

export async function raiseSubGoal(tx: Db, siteId: string, id: string, version: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update strategy.sub_goal set version = version + 1 where site_id = ${siteId} and id = ${id} and version = ${version}`.execute(tx);
  return numAffectedRows === 1n;
}

export async function placeSubGoals(tx: Db, siteId: string, goalId: string, ids: readonly string[]): Promise<void> {
  await sql`
    update strategy.sub_goal s set position = o.position from unnest(${[...ids]}::uuid[]) with ordinality o (id, position)
    where s.site_id = ${siteId} and s.goal_id = ${goalId} and s.id = o.id`.execute(tx);
}

/** The links as they are now: those gone are taken out, those new come in. What the writer may not read keeps its link. */
export async function saveLinks(
  tx: Db,
  siteId: string,
  subGoalId: string,
  measureIds: readonly string[],
  themeIds: readonly string[],
): Promise<void> {
  await sql`
    delete from strategy.sub_goal_measure l where l.site_id = ${siteId} and l.sub_goal_id = ${subGoalId}
      and not l.measure_id = any(${[...measureIds]}::uuid[])`.execute(tx);
  await sql`
    insert into strategy.sub_goal_measure (site_id, sub_goal_id, measure_id)
    select ${siteId}, ${subGoalId}, m from unnest(${[...measureIds]}::uuid[]) m on conflict do nothing`.execute(tx);
  await sql`
    delete from strategy.sub_goal_theme l where l.site_id = ${siteId} and l.sub_goal_id = ${subGoalId}
      and not l.theme_id = any(${[...themeIds]}::uuid[])`.execute(tx);
  await sql`
    insert into strategy.sub_goal_theme (site_id, sub_goal_id, theme_id)
    select ${siteId}, ${subGoalId}, t from unnest(${[...themeIds]}::uuid[]) t on conflict do nothing`.execute(tx);
}

export async function countReadable(
  tx: Db,
  siteId: string,
  measureIds: readonly string[],
  themeIds: readonly string[],
): Promise<{ measures: number; themes: number }> {
  const { rows } = await sql<{ measures: number; themes: number }>`
    select (select count(*)::integer from themes.measure m where m.site_id = ${siteId} and m.id = any(${[...measureIds]}::uuid[])) as measures,
      (select count(*)::integer from themes.theme t where t.site_id = ${siteId} and t.id = any(${[...themeIds]}::uuid[])) as themes`.execute(
    tx,
  );
  return rows[0]!;
}

// ---- versions -----------------------------------------------------------------------------------------------------------------------------

export type VersionRow = {
  id: string;
  number: number;
  decided_on: string;
  body_id: string;
  body_name: string;
  note: string;
  created_by: string;
  decision_id: string | null;
  meeting_id: string | null;
  wording: string | null;
  document: FrameworkDocument;
};

const versionsWhere = (siteId: string, condition: RawBuilder<unknown>) => sql<VersionRow>`
  select v.id, v.number, v.decided_on, v.body_id, v.body_name, v.note, v.created_by, d.id as decision_id, d.meeting_id, d.wording, v.document
  from strategy.framework_version v left join bodies.decision d on d.site_id = v.site_id and d.id = v.decision_id
  where v.site_id = ${siteId} and ${condition} order by v.number desc limit 200`;

/** The newest first. */
export async function listVersions(tx: Db, siteId: string): Promise<VersionRow[]> {
  return (await versionsWhere(siteId, sql`true`).execute(tx)).rows;
}

export async function findVersion(tx: Db, siteId: string, id: string): Promise<VersionRow | undefined> {
  return (await versionsWhere(siteId, sql`v.id = ${id}`).execute(tx)).rows[0];
}

export async function insertVersion(
  tx: Db,
  siteId: string,
  it: {
    id: string;
    decidedOn: string;
    bodyId: string;
    bodyName: string;
    decisionId: string | null;
    note: string;
    document: FrameworkDocument;
    by: string;
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into strategy.framework_version (site_id, id, number, decided_on, body_id, body_name, decision_id, note, document, created_by)
    values (${siteId}, ${it.id}, strategy.next_version_number(), ${it.decidedOn}::date, ${it.bodyId}, ${it.bodyName}, ${it.decisionId}, ${it.note},
      ${JSON.stringify(it.document)}::jsonb, ${it.by}) on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

// ---- what can be linked -------------------------------------------------------------------------------------------------------------------

export async function listLinkableMeasures(tx: Db, siteId: string) {
  const { rows } = await sql<{ id: string; title: string; theme_title: string }>`
    select m.id, m.title, t.title as theme_title from themes.measure m join themes.theme t on t.site_id = m.site_id and t.id = m.theme_id
    where m.site_id = ${siteId} order by t.title, m.title, m.id limit 500`.execute(tx);
  return rows;
}

export async function listLinkableThemes(tx: Db, siteId: string) {
  const { rows } = await sql<{ id: string; title: string }>`
    select t.id, t.title from themes.theme t where t.site_id = ${siteId} order by t.title, t.id limit 500`.execute(tx);
  return rows;
}

export type DecisionRow = {
  id: string;
  body_id: string;
  meeting_id: string;
  theme_id: string | null;
  outcome: string;
  wording: string;
  decided_on: string;
};
const decisionsWhere = (siteId: string, condition: RawBuilder<unknown>) => sql<DecisionRow>`
  select d.id, d.body_id, d.meeting_id, d.theme_id, d.outcome, d.wording, d.decided_on from bodies.decision d
  where d.site_id = ${siteId} and ${condition} order by d.decided_on desc, d.id limit 500`;

export async function listDecisions(tx: Db, siteId: string): Promise<DecisionRow[]> {
  return (await decisionsWhere(siteId, sql`true`).execute(tx)).rows;
}

export async function findDecision(tx: Db, siteId: string, id: string): Promise<DecisionRow | undefined> {
  return (await decisionsWhere(siteId, sql`d.id = ${id}`).execute(tx)).rows[0];
}

export async function listBodies(tx: Db, siteId: string) {
  const { rows } = await sql<{ id: string; name: string }>`
    select b.id, b.name from bodies.body b where b.site_id = ${siteId}
    order by array_position(array['steering_group', 'planning_conference', 'project_group'], b.kind), b.name, b.id limit 200`.execute(tx);
  return rows;
}

// ---- how it hangs together ----------------------------------------------------------------------------------------------------------------

export type ThemePoint = { id: string; title: string; state: string; state_since_on: string };
export async function listThemePoints(tx: Db, siteId: string): Promise<ThemePoint[]> {
  const { rows } = await sql<ThemePoint>`
    select t.id, t.title, t.state, t.state_since_on from themes.theme t where t.site_id = ${siteId} order by t.title, t.id limit 500`.execute(
    tx,
  );
  return rows;
}

export type MeasurePoint = {
  id: string;
  theme_id: string;
  title: string;
  state: string;
  due_on: string;
  verdict: string | null;
  looked_on: string | null;
};
export async function listMeasurePoints(tx: Db, siteId: string): Promise<MeasurePoint[]> {
  const { rows } = await sql<MeasurePoint>`
    select m.id, m.theme_id, m.title, m.state, m.due_on, c.verdict, c.looked_on
    from themes.measure m
    left join lateral (select x.verdict, x.looked_on from themes.change x where x.site_id = m.site_id and x.measure_id = m.id
                       order by x.looked_on desc limit 1) c on true
    where m.site_id = ${siteId} order by m.due_on, m.id limit 500`.execute(tx);
  return rows;
}

export async function listDecisionMeasures(tx: Db, siteId: string): Promise<{ decision_id: string; measure_id: string }[]> {
  const { rows } = await sql<{ decision_id: string; measure_id: string }>`
    select l.decision_id, l.measure_id from bodies.decision_measure l where l.site_id = ${siteId} limit 2000`.execute(tx);
  return rows;
}
