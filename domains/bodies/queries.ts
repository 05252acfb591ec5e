import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../platform/server/database/pool.ts";
import type {
  AttendanceState,
  Audience,
  BodyKind,
  BodyRole,
  ItemKind,
  MeetingState,
  Outcome,
  PaperFields,
  Reached,
  ReportState,
  Stance,
} from "./contract.ts";

export async function getStanding(tx: Db): Promise<{ may_write: boolean; takes_part: boolean }> {
  const { rows } = await sql<{ may_write: boolean; takes_part: boolean }>`
    select coalesce(bodies.may_write(), false) as may_write, coalesce(bodies.takes_part(), false) as takes_part`.execute(tx);
  return rows[0]!;
}

// ---- bodies -------------------------------------------------------------------------------------------------------------------------------

export type BodyRow = {
  id: string;
  kind: BodyKind;
  name: string;
  mandate: string;
  field_of_action: string | null;
  town_id: string | null;
  social_space: string | null;
  target_group: string | null;
  version: number;
  created_by: string;
  member_count: number;
  may_write: boolean;
};

function bodiesWhere(siteId: string, condition: RawBuilder<unknown>) {
  return sql<BodyRow>`
    select b.id, b.kind, b.name, b.mandate, b.field_of_action, b.town_id, b.social_space, b.target_group, b.version, b.created_by,
      (select count(*)::integer from bodies.member m where m.site_id = b.site_id and m.body_id = b.id and m.removed_at is null
         and m.from_on <= platform.today() and (m.until_on is null or m.until_on >= platform.today())) as member_count,
      bodies.may_write() as may_write
    from bodies.body b where b.site_id = ${siteId} and ${condition}
    order by array_position(array['steering_group', 'planning_conference', 'project_group'], b.kind), b.name, b.id limit 200`;
}

export async function listBodies(tx: Db, siteId: string): Promise<BodyRow[]> {
  return (await bodiesWhere(siteId, sql`true`).execute(tx)).rows;
}

export async function findBody(tx: Db, siteId: string, id: string): Promise<BodyRow | undefined> {
  return (await bodiesWhere(siteId, sql`b.id = ${id}`).execute(tx)).rows[0];
}

type BodyColumns = Pick<BodyRow, "name" | "mandate" | "field_of_action" | "town_id" | "social_space" | "target_group">;

/** Answers whether it is new: the same id again adds nothing. */
export async function insertBody(
  tx: Db,
  row: BodyColumns & { site_id: string; id: string; kind: string; created_by: string },
): Promise<boolean> {
  const result = await tx
    .insertInto("bodies.body")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function updateBody(tx: Db, siteId: string, id: string, version: number, row: BodyColumns): Promise<boolean> {
  const result = await tx
    .updateTable("bodies.body")
    .set({ ...row, version: version + 1 })
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

type Removable = "body" | "meeting" | "agenda_item" | "agenda_pattern" | "attachment" | "submission";
export async function setRemoved(tx: Db, what: Removable, id: string, isRemoved: boolean): Promise<boolean> {
  return (await sql<{ done: boolean }>`select bodies.set_removed(${what}, ${id}, ${isRemoved}) as done`.execute(tx)).rows[0]!.done;
}

export async function findRemovedItem(tx: Db, id: string): Promise<{ meeting_id: string; theme_id: string | null } | undefined> {
  return (await sql<{ meeting_id: string; theme_id: string | null }>`select * from bodies.find_removed_item(${id})`.execute(tx)).rows[0];
}

export async function hasOpenMeeting(tx: Db, siteId: string, bodyId: string): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`
    select exists (select from bodies.meeting t where t.site_id = ${siteId} and t.body_id = ${bodyId} and t.state <> 'closed') as is`.execute(
    tx,
  );
  return rows[0]!.is;
}

// ---- members ------------------------------------------------------------------------------------------------------------------------------

export type MemberRow = {
  id: string;
  body_id: string;
  membership_id: string;
  name: string;
  title: string | null;
  unit_name: string;
  body_role: BodyRole;
  from_on: string;
  until_on: string | null;
  stands_in_for: string | null;
  version: number;
  is_now: boolean;
};

function membersWhere(siteId: string, condition: RawBuilder<unknown>) {
  return sql<MemberRow>`
    select m.id, m.body_id, m.membership_id, p.display_name as name, p.title, u.name as unit_name, m.body_role, m.from_on, m.until_on, m.stands_in_for,
      m.version,
      m.removed_at is null and m.from_on <= platform.today() and (m.until_on is null or m.until_on >= platform.today()) as is_now
    from bodies.member m
    join network.membership p on p.site_id = m.site_id and p.id = m.membership_id
    join network.unit u on u.site_id = p.site_id and u.id = p.unit_id
    where m.site_id = ${siteId} and ${condition}
    order by array_position(array['chair', 'deputy', 'coordinator', 'member'], m.body_role), p.display_name, m.id limit 500`;
}

/** Those who sit in it today or will; who has left is not listed. */
export async function listMembers(tx: Db, siteId: string, bodyId: string): Promise<MemberRow[]> {
  return (
    await membersWhere(
      siteId,
      sql`m.body_id = ${bodyId} and m.removed_at is null and (m.until_on is null or m.until_on >= platform.today())`,
    ).execute(tx)
  ).rows;
}

export async function findMember(tx: Db, siteId: string, id: string): Promise<MemberRow | undefined> {
  return (await membersWhere(siteId, sql`m.id = ${id}`).execute(tx)).rows[0];
}

export async function isMemberNow(tx: Db, siteId: string, bodyId: string, membershipId: string): Promise<boolean> {
  const { rows } = await membersWhere(siteId, sql`m.body_id = ${bodyId} and m.membership_id = ${membershipId}`).execute(tx);
  return rows.some((row) => row.is_now);
}

export async function insertMember(
  tx: Db,
  row: { site_id: string; id: string; body_id: string; membership_id: string; body_role: string; from_on: string },
): Promise<boolean> {
  const result = await tx
    .insertInto("bodies.member")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function updateMember(
  tx: Db,
  siteId: string,
  id: string,
  version: number,
  row: { body_role: string; until_on: string | null },
): Promise<boolean> {
  const result = await tx
    .updateTable("bodies.member")
    .set({ body_role: row.body_role, until_on: row.until_on as never, version: version + 1 })
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Answers whether somebody still sat there. */
export async function endMember(tx: Db, siteId: string, id: string, at: Date): Promise<boolean> {
  const result = await tx
    .updateTable("bodies.member")
    .set({ removed_at: at })
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export type ColleagueRow = { id: string; role: string; unit_id: string; name: string; is_now: boolean };

export async function findColleague(tx: Db, siteId: string, membershipId: string): Promise<ColleagueRow | undefined> {
  const { rows } = await sql<ColleagueRow>`
    select p.id, p.role, p.unit_id, p.display_name as name,
      p.valid_from_on <= platform.today() and (p.valid_until_on is null or p.valid_until_on >= platform.today()) as is_now
    from network.membership p where p.site_id = ${siteId} and p.id = ${membershipId} and p.role <> 'system'`.execute(tx);
  return rows[0];
}

export async function isUnit(tx: Db, siteId: string, unitId: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from network.unit u where u.site_id = ${siteId} and u.id = ${unitId} and u.removed_at is null`.execute(tx);
  return rows.length > 0;
}

export async function isTown(tx: Db, siteId: string, townId: string): Promise<boolean> {
  return (await sql`select 1 from network.town t where t.site_id = ${siteId} and t.id = ${townId}`.execute(tx)).rows.length > 0;
}

// ---- meetings -----------------------------------------------------------------------------------------------------------------------------

export type MeetingRow = {
  id: string;
  body_id: string;
  body_name: string;
  body_kind: BodyKind;
  state: MeetingState;
  starts_at: Date;
  held_on: string;
  begins: string;
  minutes_planned: number;
  place: string | null;
  online_link: string | null;
  papers_due_on: string | null;
  invited_at: Date | null;
  opened_at: Date | null;
  closed_at: Date | null;
  closed_on: string | null;
  closed_by: string | null;
  reopen_reason: string | null;
  version: number;
  created_by: string;
  item_count: number;
  calendar_sequence: number;
  series_id: string | null;
  agenda_told_at: Date | null;
  may_write: boolean;
  may_answer: boolean;
};

function meetingsWhere(siteId: string, condition: RawBuilder<unknown>, order: RawBuilder<unknown>, most: number) {
  return sql<MeetingRow>`
    select t.id, t.body_id, b.name as body_name, b.kind as body_kind, t.state, t.starts_at,
      (t.starts_at at time zone 'Europe/Berlin')::date as held_on, to_char(t.starts_at at time zone 'Europe/Berlin', 'HH24:MI') as begins,
      t.minutes_planned, t.place, t.online_link, t.papers_due_on, t.invited_at, t.opened_at, t.closed_at,
      (t.closed_at at time zone 'Europe/Berlin')::date as closed_on, t.closed_by, t.reopen_reason, t.version, t.created_by, t.calendar_sequence,
      t.series_id, t.agenda_told_at,
      (select count(*)::integer from bodies.agenda_item i where i.site_id = t.site_id and i.meeting_id = t.id) as item_count,
      bodies.may_write() as may_write,
      t.state = 'invited' and t.body_id = any(array(select bodies.seated())) as may_answer
    from bodies.meeting t
    join bodies.body b on b.site_id = t.site_id and b.id = t.body_id
    where t.site_id = ${siteId} and ${condition}
    order by ${order} limit ${most}`;
}

export async function findMeeting(tx: Db, siteId: string, id: string): Promise<MeetingRow | undefined> {
  return (await meetingsWhere(siteId, sql`t.id = ${id}`, sql`t.id`, 1).execute(tx)).rows[0];
}

/** Whoever changes a meeting or what is in it waits here for the one before. Only for those who may write. */
export async function lockMeeting(tx: Db, siteId: string, id: string): Promise<MeetingRow | undefined> {
  await sql`select 1 from bodies.meeting t where t.site_id = ${siteId} and t.id = ${id} for update`.execute(tx);
  return await findMeeting(tx, siteId, id);
}

export async function listMeetingsOfBody(tx: Db, siteId: string, bodyId: string): Promise<MeetingRow[]> {
  return (await meetingsWhere(siteId, sql`t.body_id = ${bodyId}`, sql`t.starts_at desc, t.id`, 60).execute(tx)).rows;
}

/** Not closed, the earliest first. */
export async function listUpcoming(tx: Db, siteId: string): Promise<MeetingRow[]> {
  return (await meetingsWhere(siteId, sql`t.state <> 'closed'`, sql`t.starts_at, t.id`, 100).execute(tx)).rows;
}

export async function listPast(tx: Db, siteId: string): Promise<MeetingRow[]> {
  return (await meetingsWhere(siteId, sql`t.state = 'closed'`, sql`t.starts_at desc, t.id`, 60).execute(tx)).rows;
}

type MeetingColumns = {
  heldOn: string;
  begins: string;
  minutesPlanned: number;
  place: string | null;
  onlineLink: string | null;
  papersDueOn: string | null;
};
const startOf = (meeting: MeetingColumns) => sql<Date>`((${meeting.heldOn}::date + ${meeting.begins}::time) at time zone 'Europe/Berlin')`;

export async function insertMeeting(
  tx: Db,
  row: { siteId: string; id: string; bodyId: string; createdBy: string; seriesId?: string; meeting: MeetingColumns },
): Promise<boolean> {
  const result = await tx
    .insertInto("bodies.meeting")
    .values({
      site_id: row.siteId,
      id: row.id,
      body_id: row.bodyId,
      starts_at: startOf(row.meeting),
      minutes_planned: row.meeting.minutesPlanned,
      place: row.meeting.place,
      online_link: row.meeting.onlineLink,
      papers_due_on: row.meeting.papersDueOn as never,
      series_id: row.seriesId ?? null,
      created_by: row.createdBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function updateMeeting(tx: Db, siteId: string, id: string, version: number, meeting: MeetingColumns): Promise<boolean> {
  const result = await tx
    .updateTable("bodies.meeting")
    .set({
      starts_at: startOf(meeting),
      minutes_planned: meeting.minutesPlanned,
      place: meeting.place,
      online_link: meeting.onlineLink,
      papers_due_on: meeting.papersDueOn as never,
      version: version + 1,
    })
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export type MeetingMove = {
  state: MeetingState;
  invited_at?: Date | null;
  opened_at?: Date;
  closed_at?: Date | null;
  closed_by?: string | null;
  reopen_reason?: string;
};

export async function updateMeetingState(tx: Db, siteId: string, id: string, version: number, move: MeetingMove): Promise<void> {
  await tx
    .updateTable("bodies.meeting")
    .set({ ...move, version: version + 1 })
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .execute();
}

/** The order of an agenda belongs to its meeting: who sorts raises the meeting's version. */
export async function raiseMeetingVersion(tx: Db, siteId: string, id: string): Promise<void> {
  await tx
    .updateTable("bodies.meeting")
    .set({ version: sql<number>`version + 1` })
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .execute();
}

export type AttendanceRow = { membership_id: string; name: string; unit_name: string; state: AttendanceState };

export async function listAttendance(tx: Db, siteId: string, meetingId: string): Promise<AttendanceRow[]> {
  const { rows } = await sql<AttendanceRow>`
    select a.membership_id, p.display_name as name, u.name as unit_name, a.state
    from bodies.attendance a
    join network.membership p on p.site_id = a.site_id and p.id = a.membership_id
    join network.unit u on u.site_id = p.site_id and u.id = p.unit_id
    where a.site_id = ${siteId} and a.meeting_id = ${meetingId}
    order by array_position(array['present', 'guest', 'excused'], a.state), p.display_name limit 300`.execute(tx);
  return rows;
}

export async function upsertAttendance(
  tx: Db,
  row: { site_id: string; meeting_id: string; membership_id: string; body_id: string; state: string; noted_by: string; noted_at: Date },
): Promise<void> {
  await tx
    .insertInto("bodies.attendance")
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(["site_id", "meeting_id", "membership_id"])
        .doUpdateSet({ state: row.state, noted_by: row.noted_by, noted_at: row.noted_at }),
    )
    .execute();
}

export async function deleteAttendance(tx: Db, siteId: string, meetingId: string, membershipId: string): Promise<void> {
  await tx
    .deleteFrom("bodies.attendance")
    .where("site_id", "=", siteId)
    .where("meeting_id", "=", meetingId)
    .where("membership_id", "=", membershipId)
    .execute();
}

// ---- agenda -------------------------------------------------------------------------------------------------------------------------------

export type ItemRow = {
  id: string;
  meeting_id: string;
  body_id: string;
  position: number;
  kind: ItemKind;
  title: string;
  theme_id: string | null;
  minutes_planned: number;
  question: string;
  background: string;
  proposal: string;
  options: string[];
  begun_at: Date | null;
  ended_at: Date | null;
  minutes: string;
  minutes_version: number;
  minutes_saved_at: Date | null;
  minutes_saved_by: string | null;
  audience: Audience;
  version: number;
  created_by: string;
  may_write: boolean;
};

function itemsWhere(siteId: string, condition: RawBuilder<unknown>) {
  return sql<ItemRow>`
    select i.id, i.meeting_id, i.body_id, i.position, i.kind, i.title, i.theme_id, i.minutes_planned, i.question, i.background, i.proposal, i.options,
      i.begun_at, i.ended_at, i.minutes, i.minutes_version, i.minutes_saved_at, s.display_name as minutes_saved_by, i.audience, i.version, i.created_by,
      bodies.may_write() as may_write
    from bodies.agenda_item i
    left join network.membership s on s.site_id = i.site_id and s.id = i.minutes_saved_by
    where i.site_id = ${siteId} and ${condition} order by i.position, i.id limit 200`;
}

export async function listItems(tx: Db, siteId: string, meetingId: string): Promise<ItemRow[]> {
  return (await itemsWhere(siteId, sql`i.meeting_id = ${meetingId}`).execute(tx)).rows;
}

export async function findItem(tx: Db, siteId: string, id: string): Promise<ItemRow | undefined> {
  return (await itemsWhere(siteId, sql`i.id = ${id}`).execute(tx)).rows[0];
}

/** Whether a theme stands on the agenda of another meeting that is not closed. */
export async function isOnOtherAgenda(tx: Db, siteId: string, themeId: string, meetingId: string): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`
    select exists (select from bodies.agenda_item i join bodies.meeting t on t.site_id = i.site_id and t.id = i.meeting_id
                   where i.site_id = ${siteId} and i.theme_id = ${themeId} and i.meeting_id <> ${meetingId} and t.state <> 'closed') as is`.execute(
    tx,
  );
  return rows[0]!.is;
}

type PaperColumns = { title: string; minutesPlanned: number; paper: PaperFields };

export async function insertItem(
  tx: Db,
  row: {
    siteId: string;
    id: string;
    meetingId: string;
    bodyId: string;
    kind: ItemKind;
    themeId: string | null;
    createdBy: string;
    audience?: Audience;
    item: PaperColumns;
  },
): Promise<boolean> {
  const result = await tx
    .insertInto("bodies.agenda_item")
    .values({
      site_id: row.siteId,
      id: row.id,
      meeting_id: row.meetingId,
      body_id: row.bodyId,
      position: sql<number>`(select coalesce(max(i.position), 0) + 1 from bodies.agenda_item i where i.site_id = ${row.siteId} and i.meeting_id = ${row.meetingId})`,
      kind: row.kind,
      title: row.item.title,
      theme_id: row.themeId,
      minutes_planned: row.item.minutesPlanned,
      question: row.item.paper.question,
      background: row.item.paper.background,
      proposal: row.item.paper.proposal,
      options: [...row.item.paper.options],
      audience: row.audience ?? "members",
      created_by: row.createdBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function updateItem(tx: Db, siteId: string, id: string, version: number, item: PaperColumns): Promise<boolean> {
  const result = await tx
    .updateTable("bodies.agenda_item")
    .set({
      title: item.title,
      minutes_planned: item.minutesPlanned,
      question: item.paper.question,
      background: item.paper.background,
      proposal: item.paper.proposal,
      options: [...item.paper.options],
      version: version + 1,
    })
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function updateOrder(tx: Db, siteId: string, meetingId: string, itemIds: readonly string[]): Promise<void> {
  await sql`
    update bodies.agenda_item i set position = o.position::integer
    from unnest(${itemIds}::uuid[]) with ordinality o (id, position)
    where i.site_id = ${siteId} and i.meeting_id = ${meetingId} and i.id = o.id`.execute(tx);
}

export async function endOpenItems(tx: Db, siteId: string, meetingId: string, at: Date): Promise<void> {
  await tx
    .updateTable("bodies.agenda_item")
    .set({ ended_at: at })
    .where("site_id", "=", siteId)
    .where("meeting_id", "=", meetingId)
    .where("begun_at", "is not", null)
    .where("ended_at", "is", null)
    .execute();
}

export async function beginItem(tx: Db, siteId: string, id: string, at: Date): Promise<void> {
  await tx
    .updateTable("bodies.agenda_item")
    .set({ begun_at: sql<Date>`coalesce(begun_at, ${at}::timestamptz)`, ended_at: null })
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .execute();
}

export async function updateMinutes(
  tx: Db,
  siteId: string,
  id: string,
  version: number,
  minutes: { text: string; at: Date; by: string },
): Promise<boolean> {
  const result = await tx
    .updateTable("bodies.agenda_item")
    .set({ minutes: minutes.text, minutes_version: version + 1, minutes_saved_at: minutes.at, minutes_saved_by: minutes.by })
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("minutes_version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** The paper of a theme that the actor reads, the newest if there are several. */
export async function findPaperOfTheme(tx: Db, siteId: string, themeId: string): Promise<ItemRow | undefined> {
  const rows = (await itemsWhere(siteId, sql`i.theme_id = ${themeId}`).execute(tx)).rows;
  return rows.toSorted((a, b) => (a.id < b.id ? 1 : -1))[0];
}

export type StanceRow = { agenda_item_id: string; membership_id: string; stance: Stance };

export async function listStances(tx: Db, siteId: string, itemIds: readonly string[]): Promise<StanceRow[]> {
  if (itemIds.length === 0) return [];
  const { rows } = await sql<StanceRow>`
    select s.agenda_item_id, s.membership_id, s.stance from bodies.stance s
    where s.site_id = ${siteId} and s.agenda_item_id = any(${itemIds}::uuid[]) limit 20000`.execute(tx);
  return rows;
}

export async function upsertStance(
  tx: Db,
  row: { site_id: string; agenda_item_id: string; membership_id: string; body_id: string; stance: string; said_at: Date },
): Promise<void> {
  await tx
    .insertInto("bodies.stance")
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(["site_id", "agenda_item_id", "membership_id"]).doUpdateSet({ stance: row.stance, said_at: row.said_at }),
    )
    .execute();
}

// ---- decisions ----------------------------------------------------------------------------------------------------------------------------

export type DecisionRow = {
  id: string;
  body_id: string;
  body_name: string;
  body_kind: BodyKind;
  meeting_id: string;
  agenda_item_id: string;
  item_title: string | null;
  theme_id: string | null;
  outcome: Outcome;
  wording: string;
  reason: string | null;
  reached: Reached | null;
  votes_for: number | null;
  votes_against: number | null;
  votes_abstained: number | null;
  dissents: { membershipId: string; name: string; words: string }[];
  audience: Audience;
  postponed_until_on: string | null;
  owner_unit_id: string | null;
  owner_unit_name: string | null;
  owner_membership_id: string | null;
  owner_name: string | null;
  due_on: string | null;
  decided_on: string;
  report_state: ReportState;
  report: string | null;
  reported_on: string | null;
  reported_by: string | null;
  measure_ids: string[];
  version: number;
  created_by: string;
  may_write: boolean;
  may_report: boolean;
  may_pass_on: boolean;
};

/** Past its due day and not done, as rules.daysLate reckons it. */
const isLate = sql`(d.outcome = 'agreed' and d.due_on < platform.today() and not d.is_done)`;
const decisionTables = sql`
  bodies.decision d
  join bodies.body b on b.site_id = d.site_id and b.id = d.body_id
  left join bodies.agenda_item i on i.site_id = d.site_id and i.id = d.agenda_item_id
  left join network.unit u on u.site_id = d.site_id and u.id = d.owner_unit_id
  left join network.organisation uo on uo.site_id = u.site_id and uo.id = u.organisation_id
  left join network.membership p on p.site_id = d.site_id and p.id = d.owner_membership_id
  left join lateral (
    select n.report, (n.reported_at at time zone 'Europe/Berlin')::date as reported_on, n.reported_by
    from bodies.decision_report n where n.site_id = d.site_id and n.decision_id = d.id order by n.reported_at desc, n.id desc limit 1
  ) r on true`;

function decisionsWhere(siteId: string, condition: RawBuilder<unknown>, most: number) {
  return sql<DecisionRow>`
    select d.id, d.body_id, b.name as body_name, b.kind as body_kind, d.meeting_id, d.agenda_item_id, i.title as item_title, d.theme_id, d.outcome,
      d.wording, d.reason, d.reached, d.votes_for, d.votes_against, d.votes_abstained, d.audience, d.postponed_until_on, d.owner_unit_id, uo.name || ', ' || u.name as owner_unit_name, d.owner_membership_id,
      p.display_name as owner_name, d.due_on, d.decided_on, d.report_state, r.report, r.reported_on,
      (select q.display_name from network.membership q where q.site_id = d.site_id and q.id = r.reported_by) as reported_by,
      array(select l.measure_id from bodies.decision_measure l where l.site_id = d.site_id and l.decision_id = d.id) as measure_ids,
      d.version, d.created_by, bodies.may_write() as may_write,
      bodies.may_report(d.outcome, d.owner_membership_id, d.owner_unit_id) as may_report,
      coalesce((select json_agg(json_build_object('membershipId', x.membership_id, 'name', xm.display_name, 'words', x.words) order by xm.display_name, x.membership_id)
        from bodies.dissent x join network.membership xm on xm.site_id = x.site_id and xm.id = x.membership_id
        where x.site_id = d.site_id and x.decision_id = d.id), '[]') as dissents,
      exists (select from bodies.decision_measure l where l.site_id = d.site_id and l.decision_id = d.id
              and ((select themes.may_coordinate()) or l.measure_id = any(array(select themes.own_measures())))) as may_pass_on
    from ${decisionTables}
    where d.site_id = ${siteId} and ${condition}
    order by d.is_done, d.due_on, d.decided_on desc, d.id
    limit ${most}`;
}

export async function findDecision(tx: Db, siteId: string, id: string): Promise<DecisionRow | undefined> {
  return (await decisionsWhere(siteId, sql`d.id = ${id}`, 1).execute(tx)).rows[0];
}

export async function listDecisionsOfMeeting(tx: Db, siteId: string, meetingId: string): Promise<DecisionRow[]> {
  return (await decisionsWhere(siteId, sql`d.meeting_id = ${meetingId}`, 300).execute(tx)).rows;
}

/** Agreed, due before today, not done: which of them lack a report is a rule. */
export async function listLate(tx: Db, siteId: string): Promise<DecisionRow[]> {
  return (await decisionsWhere(siteId, isLate, 100).execute(tx)).rows;
}

/** Tasks of one membership, or of its unit where nobody is named. Done ones for 30 days more. */
export async function listTasks(tx: Db, siteId: string, actor: { membershipId: string; unitId: string }): Promise<DecisionRow[]> {
  return (
    await decisionsWhere(
      siteId,
      sql`d.outcome = 'agreed' and (d.owner_membership_id = ${actor.membershipId} or (d.owner_membership_id is null and d.owner_unit_id = ${actor.unitId}))
          and (d.report_state <> 'done' or r.reported_on > platform.today() - 30)`,
      50,
    ).execute(tx)
  ).rows;
}

export type DecisionFilter = {
  bodyId?: string | undefined;
  outcome?: string | undefined;
  reportState?: string | undefined;
  ownerUnitId?: string | undefined;
  due?: "late" | "next_30_days" | "no_date" | undefined;
  withoutReport?: boolean | undefined;
  text?: string | undefined;
};

/** Each word that was typed stands somewhere in the decision or in the title of its item. */
function wordsOf(text: string | undefined): string[] {
  return (text ?? "")
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "")
    .slice(0, 8);
}

export async function listDecisions(tx: Db, siteId: string, filter: DecisionFilter, page: number, pageSize: number) {
  const found = await sql<{ id: string; total: string }>`
    select * from bodies.search_decisions(${wordsOf(filter.text)}::text[], ${filter.bodyId ?? null}::uuid, ${filter.outcome ?? null}::text,
      ${filter.reportState ?? null}::text, ${filter.ownerUnitId ?? null}::uuid, ${filter.due ?? null}::text, ${filter.withoutReport === true}::boolean,
      ${pageSize}::integer, ${(page - 1) * pageSize}::integer)`.execute(tx);
  const ids = found.rows.map((row) => row.id);
  if (ids.length === 0) return { rows: [], count: 0 };
  const { rows } = await decisionsWhere(siteId, sql`d.id = any(${ids}::uuid[])`, pageSize).execute(tx);
  return { rows, count: Number(found.rows[0]!.total) };
}

export type NewDecisionRow = {
  site_id: string;
  id: string;
  body_id: string;
  meeting_id: string;
  agenda_item_id: string;
  theme_id: string | null;
  outcome: string;
  wording: string;
  reason: string | null;
  reached: string | null;
  votes_for: number | null;
  votes_against: number | null;
  votes_abstained: number | null;
  postponed_until_on: string | null;
  owner_unit_id: string | null;
  owner_membership_id: string | null;
  due_on: string | null;
  decided_on: string;
  created_by: string;
};

export async function insertDecision(tx: Db, row: NewDecisionRow): Promise<boolean> {
  const result = await tx
    .insertInto("bodies.decision")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function insertDissents(
  tx: Db,
  rows: readonly { site_id: string; decision_id: string; membership_id: string; body_id: string; words: string }[],
): Promise<void> {
  if (rows.length > 0)
    await tx
      .insertInto("bodies.dissent")
      .values([...rows])
      .execute();
}

export async function insertDecisionMeasure(
  tx: Db,
  row: { site_id: string; decision_id: string; measure_id: string; body_id: string },
): Promise<void> {
  await tx.insertInto("bodies.decision_measure").values(row).execute();
}

export async function updateDecision(
  tx: Db,
  siteId: string,
  id: string,
  version: number,
  row: { owner_unit_id: string | null; owner_membership_id: string | null; due_on: string | null },
): Promise<boolean> {
  const result = await tx
    .updateTable("bodies.decision")
    .set({ ...row, due_on: row.due_on as never, version: version + 1 })
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function insertReport(
  tx: Db,
  row: {
    site_id: string;
    id: string;
    decision_id: string;
    body_id: string;
    state: string;
    report: string;
    reported_by: string;
    reported_at: Date;
  },
): Promise<boolean> {
  const result = await tx
    .insertInto("bodies.decision_report")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

// ---- personal links -----------------------------------------------------------------------------------------------------------------------

export async function insertLink(
  tx: Db,
  link: { id: string; hash: Buffer; membershipId: string; meetingId: string; expiresAt: Date },
): Promise<boolean> {
  const { rows } = await sql<{ made: boolean }>`
    select bodies.add_link(${link.id}, ${link.hash}, ${link.membershipId}, ${link.meetingId}, ${link.expiresAt}) as made`.execute(tx);
  return rows[0]!.made;
}

/** How many links of a meeting there are: the next one has a number of its own. */
export async function countInvitations(tx: Db, siteId: string, meetingId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from bodies.paper_link l where l.site_id = ${siteId} and l.meeting_id = ${meetingId}`.execute(tx);
  return rows[0]!.n;
}

export type LinkRow = {
  id: string;
  membership_id: string;
  name: string;
  meeting_id: string | null;
  held_on: string | null;
  token_hash: Buffer;
};

function linksWhere(siteId: string, condition: RawBuilder<unknown>) {
  return sql<LinkRow>`
    select l.id, l.membership_id, p.display_name as name, l.meeting_id, (t.starts_at at time zone 'Europe/Berlin')::date as held_on, l.token_hash
    from bodies.paper_link l
    join network.membership p on p.site_id = l.site_id and p.id = l.membership_id
    left join bodies.meeting t on t.site_id = l.site_id and t.id = l.meeting_id
    where l.site_id = ${siteId} and ${condition} order by l.created_at desc, l.id limit 100`;
}

export async function listLinks(tx: Db, siteId: string, bodyId: string): Promise<LinkRow[]> {
  return (await linksWhere(siteId, sql`l.body_id = ${bodyId}`).execute(tx)).rows;
}

export async function findLink(tx: Db, siteId: string, id: string): Promise<LinkRow | undefined> {
  return (await linksWhere(siteId, sql`l.id = ${id}`).execute(tx)).rows[0];
}

// ---- what mail is about -------------------------------------------------------------------------------------------------------------------

export async function findCancelledMeeting(tx: Db, id: string): Promise<{ starts_at: Date; body_kind: string } | undefined> {
  return (await sql<{ starts_at: Date; body_kind: string }>`select * from bodies.find_cancelled_meeting(${id})`.execute(tx)).rows[0];
}

export type DueRow = { decision_id: string; membership_id: string; due_on: string; is_over: boolean };

export async function listDecisionsDue(tx: Db): Promise<DueRow[]> {
  return (await sql<DueRow>`select * from bodies.list_decisions_due()`.execute(tx)).rows;
}
