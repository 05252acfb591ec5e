import { CompiledQuery, sql } from "kysely";
import { type Db, textsOnly } from "../../platform/server/database/pool.ts";
import type { AccessRow, ListedRow, WrappedKeyRow } from "../people/index.ts";

export type CaseFile = {
  id: string;
  client_id: string;
  unit_id: string;
  case_manager_id: string;
  number: string;
  town_id: string | null;
  phase: string;
  opened_on: string;
  closed_on: string | null;
  closing_outcome: string | null;
  closing_note: Buffer | null;
  file_number: Buffer | null;
  earlier_contact_on: string | null;
  version: number;
};
const caseColumns = sql`c.id, c.client_id, c.unit_id, c.case_manager_id, c.number, c.town_id, c.phase, c.opened_on, c.closed_on, c.closing_outcome, c.closing_note,
  c.file_number, c.earlier_contact_on, c.version`;

export async function findCase(tx: Db, siteId: string, id: string): Promise<CaseFile | undefined> {
  return (await sql<CaseFile>`select ${caseColumns} from cases.case_file c where c.site_id = ${siteId} and c.id = ${id}`.execute(tx))
    .rows[0];
}

export type ReadableCase = CaseFile & WrappedKeyRow & AccessRow;

// attends the case first: everything after it in this transaction sees this person at most
const attendText = "select * from cases.attend($1)";

/** A case with the client's wrapped key and what the actor may see and do, for a request about this case alone: from here on the actor sees nobody else. */
export function attendCase(id: string): CompiledQuery {
  return CompiledQuery.raw(attendText, [id]);
}

/** The same where other people are seen in the same request. */
export async function findReadableCase(tx: Db, siteId: string, id: string): Promise<ReadableCase | undefined> {
  const { rows } = await sql<ReadableCase>`
    select ${caseColumns}, w.organisation_id, w.epoch, w.wrapped, a.basis, a.categories, a.holds, a.leads, a.unchecked
    from cases.case_file c
    join people.data_key w on w.site_id = c.site_id and w.client_id = c.client_id
    cross join lateral people.my_access(array[c.client_id]) a
    where c.site_id = ${siteId} and c.id = ${id}`.execute(tx);
  return rows[0];
}

/** Nobody else changes the case until the end of this transaction. */
export async function lockCase(tx: Db, siteId: string, id: string): Promise<void> {
  await sql`select 1 from cases.case_file where site_id = ${siteId} and id = ${id} for update`.execute(tx);
}

export async function listCasesOf(tx: Db, siteId: string, clientIds: readonly string[]): Promise<CaseFile[]> {
  const { rows } = await sql<CaseFile>`select ${caseColumns} from cases.case_file c
    where c.site_id = ${siteId} and c.client_id = any(${clientIds}::uuid[]) order by c.opened_on desc, c.id`.execute(tx);
  return rows;
}

/** People whose period of retention is over; for the job alone. */
export async function listOver(tx: Db): Promise<{ clientId: string; kind: string; beganOn: string; dueOn: string }[]> {
  const { rows } = await sql<{ client_id: string; kind: string; began_on: string; due_on: string }>`
    select client_id, kind, began_on, due_on from cases.list_over()`.execute(tx);
  return rows.map((row) => ({ clientId: row.client_id, kind: row.kind, beganOn: row.began_on, dueOn: row.due_on }));
}

export type ListedCaseFile = Omit<CaseFile, "closing_outcome" | "closing_note" | "file_number" | "version">;
export type CaseListRow = ListedCaseFile & {
  deadline_id: string | null;
  deadline_due_on: string | null;
  deadline_content: Buffer | null;
  step_id: string | null;
  step_text: Buffer | null;
  step_due_on: string | null;
  step_doer: string | null;
  step_doer_unit_id: string | null;
  last_contact_on: string | null;
  total: number;
} & (ListedRow | { basis: null });

export type CaseListChoice = {
  readonly state: "open" | "closed";
  readonly phase?: string | undefined;
  /** Only cases whose last contact lies before this day. */
  readonly quietBefore?: string | undefined;
  readonly order: "deadline" | "last_contact" | "opened";
  readonly limit: number;
  readonly offset: number;
};

const orders = {
  deadline: sql`deadline_due_on nulls last, opened_on desc, id`,
  last_contact: sql`coalesce(last_contact_on, earlier_contact_on) nulls first, opened_on, id`,
  opened: sql`opened_on desc, id`,
};

/**
 * Cases the actor may read, each with what is next as far as its category is readable, and with who it is. Of what the actor works with it is kept ready
 * (`case_outlook`); only for who reads others too each table is walked through once, its policy naming the clients.
 */
export function caseList(choice: CaseListChoice): CompiledQuery<CaseListRow> {
  // who may not see a phase must not find it out by filtering
  const phase =
    choice.phase === undefined ? sql`` : sql`and c.phase = ${choice.phase} and c.client_id = any(array(select people.readable('plan')))`;
  const quiet =
    choice.quietBefore === undefined
      ? sql``
      : sql`where opened_on < ${choice.quietBefore} and (last_contact_on is null or last_contact_on < ${choice.quietBefore})
          and (earlier_contact_on is null or earlier_contact_on < ${choice.quietBefore})`;
  const site = sql`(select network.actor_site())`;
  const readsOthersToo = sql`not (select people.works_with_all())`;
  return sql<CaseListRow>`
    with d as materialized (
      select distinct on (d.case_id) d.case_id, d.id, d.due_on, d.content from cases.deadline d
      where ${readsOthersToo} and d.site_id = ${site} and d.done_on is null order by d.case_id, d.due_on, d.id
    ), s as materialized (
      select distinct on (s.case_id) s.case_id, s.id, s.text, s.due_on, s.doer, s.doer_unit_id from cases.step s
      where ${readsOthersToo} and s.site_id = ${site} and s.done_on is null and s.dropped_on is null
      order by s.case_id, s.due_on nulls last, s.since_on, s.id
    ), k as materialized (
      select k.case_id, max(k.happened_on) as happened_on from cases.contact k
      where ${readsOthersToo} and k.site_id = ${site} group by k.case_id
    ), known as (
      select c.id, c.client_id, c.unit_id, c.case_manager_id, c.number, c.town_id, c.phase, c.opened_on, c.closed_on, c.earlier_contact_on, coalesce(o.deadline_id, d.id) as deadline_id, coalesce(o.deadline_due_on, d.due_on) as deadline_due_on,
        coalesce(o.deadline_content, d.content) as deadline_content, coalesce(o.step_id, s.id) as step_id, coalesce(o.step_text, s.text) as step_text,
        case when o.step_id is null then s.due_on else o.step_due_on end as step_due_on, coalesce(o.step_doer, s.doer) as step_doer,
        case when o.step_id is null then s.doer_unit_id else o.step_doer_unit_id end as step_doer_unit_id,
        coalesce(o.last_contact_on, k.happened_on) as last_contact_on
      from cases.case_file c
      left join cases.case_outlook o on o.site_id = c.site_id and o.case_id = c.id
      left join d on d.case_id = c.id left join s on s.case_id = c.id left join k on k.case_id = c.id
      where c.site_id = ${site} and c.closed_on is ${choice.state === "open" ? sql`null` : sql`not null`} ${phase}
    ), page as materialized (
      select *, count(*) over () as total from known ${quiet} order by ${orders[choice.order]} limit ${choice.limit} offset ${choice.offset}
    )
    select page.*, l.basis, l.categories, l.holds, l.leads, l.unchecked, l.identity
    from page left join people.list_listed(array(select client_id from page)) l on l.client_id = page.client_id
    order by ${orders[choice.order]}`.compile(textsOnly);
}

// ---- rows of detail

export const detailTables = ["legal_domain_period", "goal", "step", "contact", "appointment", "note", "deadline"] as const;
export type DetailTable = (typeof detailTables)[number];

type Detail = { id: string; case_id: string; client_id: string; category: string; version: number };
/** The row of a case that is known already. */
export type OfCase<Row extends Detail> = Omit<Row, "case_id" | "client_id">;
export type PeriodRow = Detail & { legal_domain: string; from_on: string; until_on: string | null; note: Buffer | null };
export type GoalRow = Detail & { text: Buffer; state: string; rated_by_person: string | null; rated_by_case_manager: string | null };
export type StepRow = Detail & {
  goal_id: string | null;
  text: Buffer;
  doer: string;
  doer_unit_id: string | null;
  since_on: string;
  due_on: string | null;
  done_on: string | null;
  dropped_on: string | null;
  done_contact_id: string | null;
  service: string | null;
  entitled_on: string | null;
  registered_on: string | null;
  started_on: string | null;
  finished_on: string | null;
  offer_id: string | null;
};
export type ContactRow = Detail & { happened_on: string; kind: string; minutes: number; sentence: Buffer; author_id: string };
export type AppointmentRow = Detail & {
  takes_place_on: string;
  clock_time: string | null;
  minutes: number | null;
  content: Buffer;
  cancelled: boolean;
};
export type NoteRow = Detail & { written_on: string; text: Buffer; author_id: string };
export type DeadlineRow = Detail & { due_on: string; content: Buffer; legal_domain: string | null; done_on: string | null };

export type DetailRows = {
  legal_domain_period: PeriodRow;
  goal: GoalRow;
  step: StepRow;
  contact: ContactRow;
  appointment: AppointmentRow;
  note: NoteRow;
  deadline: DeadlineRow;
};

// every detail table has the keys that these functions name, so one of them types for all
const table = (name: DetailTable) => `cases.${name}` as "cases.goal";

/** False if the id is taken. */
export async function insertDetail<T extends DetailTable>(tx: Db, siteId: string, name: T, row: DetailRows[T]): Promise<boolean> {
  const result = await tx
    .insertInto(table(name))
    .values({ ...row, site_id: siteId } as never)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** The same as a write that is left to the end: a row that is there already makes the request run once more. */
export function insertDetailLast(siteId: string, name: DetailTable, row: object): CompiledQuery {
  const columns = Object.entries({ site_id: siteId, ...row });
  const places = columns.map((_column, at) => `$${at + 1}`).join(", ");
  const text = `insert into cases.${name} (${columns.map(([column]) => column).join(", ")}) values (${places})`;
  return CompiledQuery.raw(
    text,
    columns.map(([, value]) => value),
  );
}

/** False if the row is not at this version, or not to be changed by this actor. */
export async function updateDetail<T extends DetailTable>(
  tx: Db,
  siteId: string,
  name: T,
  row: { readonly id: string; readonly version: number },
  change: Partial<DetailRows[T]>,
): Promise<boolean> {
  const result = await tx
    .updateTable(table(name))
    .set({ ...(change as object), version: row.version + 1 } as never)
    .where("site_id", "=", siteId)
    .where("id", "=", row.id)
    .where("version", "=", row.version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function findDetail<T extends DetailTable>(
  tx: Db,
  siteId: string,
  name: T,
  caseId: string,
  id: string,
): Promise<DetailRows[T] | undefined> {
  const row = await tx
    .selectFrom(table(name))
    .selectAll()
    .where("site_id", "=", siteId)
    .where("case_id", "=", caseId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row as DetailRows[T] | undefined;
}

export async function listDetails<T extends DetailTable>(
  tx: Db,
  siteId: string,
  name: T,
  of: CaseFile,
  limit = 500,
): Promise<DetailRows[T][]> {
  const rows = await tx
    .selectFrom(table(name))
    .selectAll()
    .where("site_id", "=", siteId)
    .where("client_id", "=", of.client_id)
    .where("case_id", "=", of.id)
    .orderBy("created_at")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows as unknown as DetailRows[T][];
}

export async function listDetailsById<T extends DetailTable>(
  tx: Db,
  siteId: string,
  name: T,
  ids: readonly string[],
): Promise<DetailRows[T][]> {
  if (ids.length === 0) return [];
  const rows = await tx.selectFrom(table(name)).selectAll().where("site_id", "=", siteId).where("id", "in", ids).execute();
  return rows as unknown as DetailRows[T][];
}

export async function listStepsDoneBy(tx: Db, siteId: string, of: CaseFile, contactIds: readonly string[]): Promise<StepRow[]> {
  if (contactIds.length === 0) return [];
  const { rows } = await sql<StepRow>`select * from cases.step
    where site_id = ${siteId} and client_id = ${of.client_id} and case_id = ${of.id} and done_contact_id = any(${contactIds}::uuid[]) order by created_at, id`.execute(
    tx,
  );
  return rows;
}

export async function setStepDone(
  tx: Db,
  siteId: string,
  caseId: string,
  stepId: string,
  doneOn: string | null,
  contactId: string | null,
): Promise<number | undefined> {
  const { rows } = await sql<{
    version: number;
  }>`update cases.step set done_on = ${doneOn}, done_contact_id = ${contactId}, version = version + 1
    where site_id = ${siteId} and case_id = ${caseId} and id = ${stepId} and (done_on is null) = ${doneOn !== null} returning version`.execute(
    tx,
  );
  return rows[0]?.version;
}

export async function setDeadlineDone(
  tx: Db,
  siteId: string,
  caseId: string,
  id: string,
  doneOn: string | null,
): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`update cases.deadline set done_on = ${doneOn}, version = version + 1
    where site_id = ${siteId} and case_id = ${caseId} and id = ${id} and (done_on is null) = ${doneOn !== null} returning version`.execute(
    tx,
  );
  return rows[0]?.version;
}

// ---- the story

export type StoryRow = { kind: string; id: string; on_day: string; event: string | null; code: string | null; category: string | null };

/** Newest first. Each part shows itself only as far as its category is readable. */
export async function listStory(
  tx: Db,
  siteId: string,
  of: CaseFile,
  kinds: readonly string[],
  limit: number,
  offset: number,
): Promise<StoryRow[]> {
  const mine = sql`site_id = ${siteId} and client_id = ${of.client_id} and case_id = ${of.id}`;
  const wanted = (kind: string) => sql`${kind} = any(${kinds}::text[])`;
  const { rows } = await sql<StoryRow>`
    select kind, id, on_day, event, code, category from (
      select 'contact' as kind, id, happened_on as on_day, null::text as event, null::text as code, category, created_at, 1 as place
      from cases.contact where ${mine} and ${wanted("contact")}
      union all
      select 'note', id, written_on, null, null, category, created_at, 2 from cases.note where ${mine} and ${wanted("note")}
      union all
      select 'step', id, done_on, null, null, category, created_at, 3 from cases.step where ${mine} and done_on is not null and ${wanted("step")}
      union all
      select 'milestone', s.id, m.on_day, m.event, s.service, s.category, s.created_at, 4 + m.position
      from cases.step s cross join lateral (values ('entitled', s.entitled_on, 0), ('registered', s.registered_on, 1), ('started', s.started_on, 2),
                                                   ('finished', s.finished_on, 3)) m (event, on_day, position)
      where s.site_id = ${siteId} and s.client_id = ${of.client_id} and s.case_id = ${of.id} and m.on_day is not null and ${wanted("milestone")}
      union all
      select 'legal_domain', id, from_on, null, legal_domain, category, created_at, 0 from cases.legal_domain_period where ${mine} and ${wanted("legal_domain")}
      union all
      select 'opened', id, opened_on, null, null, null, created_at, -1 from cases.case_file
      where site_id = ${siteId} and id = ${of.id} and ${wanted("opened")}
      union all
      select 'closed', id, closed_on, null, null, null, created_at, 9 from cases.case_file
      where site_id = ${siteId} and id = ${of.id} and closed_on is not null and ${wanted("closed")}
    ) story order by on_day desc, place desc, created_at desc, id limit ${limit} offset ${offset}`.execute(tx);
  return rows;
}

// ---- the page of a case

type Made<Row> = Row & { readonly created_at: string };

export type CasePage = {
  periods: Made<OfCase<PeriodRow>>[];
  goals: OfCase<GoalRow>[];
  steps: Made<OfCase<StepRow>>[];
  /** Newest first, as many as one page of the story can show and one more; so are notes. */
  contacts: Made<OfCase<ContactRow>>[];
  notes: Made<OfCase<NoteRow>>[];
  deadlines: OfCase<DeadlineRow>[];
  appointments: OfCase<AppointmentRow>[];
  personal: { text: Buffer; version: number } | null;
  personalNotes: number;
};

/** Bytes inside JSON come as PostgreSQL writes them. */
const bytesOf = (text: string) => Buffer.from(text.slice(2), "hex");

type Sent<Row> = {
  [Column in keyof Row]: Row[Column] extends Buffer ? string : Row[Column] extends Buffer | null ? string | null : Row[Column];
};

function rowsOf<Row>(rows: readonly Sent<Row>[] | null | undefined, column: keyof Row): Row[] {
  return (rows ?? []).map((row) => {
    const text = row[column] as string | null;
    return { ...row, [column]: text === null ? null : bytesOf(text) } as Row;
  });
}

type SentPage = {
  [Part in keyof CasePage]: CasePage[Part] extends (infer Row)[] ? Sent<Row>[] | null : Sent<CasePage[Part]> | null;
};

/** All that the page of a case shows of its own tables, in one look: each part as far as its category is readable, newest first as many as `newest`. */
export async function readCasePage(tx: Db, of: CaseFile, today: string, newest: number): Promise<CasePage> {
  const { rows } = await sql<{ page: SentPage | null }>`
    select cases.read_page(${of.id}, ${of.client_id}, ${today}, ${newest}) as page`.execute(tx);
  const page = rows[0]!.page;
  return {
    periods: rowsOf(page?.periods, "note"),
    goals: rowsOf(page?.goals, "text"),
    steps: rowsOf(page?.steps, "text"),
    contacts: rowsOf(page?.contacts, "sentence"),
    notes: rowsOf(page?.notes, "text"),
    deadlines: rowsOf(page?.deadlines, "content"),
    appointments: rowsOf(page?.appointments, "content"),
    personal: page?.personal ? { text: bytesOf(page.personal.text), version: page.personal.version } : null,
    personalNotes: page?.personalNotes ?? 0,
  };
}

// ---- the case itself

export async function insertCase(
  tx: Db,
  row: {
    site_id: string;
    id: string;
    client_id: string;
    unit_id: string;
    case_manager_id: string;
    number: string;
    town_id: string | null;
    phase: string;
    opened_on: string;
    closed_on?: string | null;
    closing_outcome?: string | null;
    file_number?: Buffer | null;
    earlier_contact_on?: string | null;
  },
): Promise<void> {
  await tx.insertInto("cases.case_file").values(row).execute();
}

export async function firstFreeNumber(tx: Db, numbers: readonly string[]): Promise<string | null> {
  return (await sql<{ number: string | null }>`select cases.first_free_number(${numbers}::text[]) as number`.execute(tx)).rows[0]!.number;
}

export async function updateCase(
  tx: Db,
  siteId: string,
  row: { readonly id: string; readonly version: number },
  change: Partial<Pick<CaseFile, "phase" | "town_id" | "closed_on" | "closing_outcome" | "closing_note">>,
): Promise<boolean> {
  const result = await tx
    .updateTable("cases.case_file")
    .set({ ...change, version: row.version + 1 } as never)
    .where("site_id", "=", siteId)
    .where("id", "=", row.id)
    .where("version", "=", row.version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function getSiteSlug(tx: Db, siteId: string): Promise<string> {
  return (await tx.selectFrom("network.site").select("slug").where("id", "=", siteId).executeTakeFirstOrThrow()).slug;
}

export async function keepsCasesElsewhere(tx: Db, siteId: string): Promise<boolean> {
  return (await tx.selectFrom("network.site").select("structure_only").where("id", "=", siteId).executeTakeFirstOrThrow()).structure_only;
}

export async function isTown(tx: Db, siteId: string, id: string): Promise<boolean> {
  return (
    (await tx.selectFrom("network.town").select("id").where("site_id", "=", siteId).where("id", "=", id).executeTakeFirst()) !== undefined
  );
}

export async function isUnit(tx: Db, siteId: string, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom("network.unit")
    .select("id")
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}

export async function isWord(tx: Db, siteId: string, vocabulary: string, code: string): Promise<boolean> {
  const row = await tx
    .selectFrom("network.vocabulary_entry")
    .select("code")
    .where("site_id", "=", siteId)
    .where("vocabulary", "=", vocabulary)
    .where("code", "=", code)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether this membership leads cases in this unit today. */
export async function isColleague(tx: Db, siteId: string, unitId: string, membershipId: string, today: string): Promise<boolean> {
  const { rows } = await sql`select 1 from network.membership
    where site_id = ${siteId} and id = ${membershipId} and unit_id = ${unitId} and role = 'case_manager'
      and valid_from_on <= ${today} and (valid_until_on is null or valid_until_on >= ${today})`.execute(tx);
  return rows.length > 0;
}

export async function listColleagues(
  tx: Db,
  siteId: string,
  unitId: string,
  today: string,
): Promise<{ id: string; display_name: string }[]> {
  const { rows } = await sql<{ id: string; display_name: string }>`select id, display_name from network.membership
    where site_id = ${siteId} and unit_id = ${unitId} and role = 'case_manager'
      and valid_from_on <= ${today} and (valid_until_on is null or valid_until_on >= ${today}) order by created_at, id`.execute(tx);
  return rows;
}

// ---- notes, activity sheet, milestones

export async function findPersonalNote(
  tx: Db,
  siteId: string,
  caseId: string,
  authorId: string,
): Promise<{ text: Buffer; version: number } | undefined> {
  return await tx
    .selectFrom("cases.personal_note")
    .select(["text", "version"])
    .where("site_id", "=", siteId)
    .where("case_id", "=", caseId)
    .where("author_id", "=", authorId)
    .executeTakeFirst();
}

export async function insertPersonalNote(
  tx: Db,
  row: { site_id: string; case_id: string; author_id: string; client_id: string; text: Buffer },
): Promise<boolean> {
  const result = await tx
    .insertInto("cases.personal_note")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function updatePersonalNote(
  tx: Db,
  siteId: string,
  caseId: string,
  authorId: string,
  version: number,
  text: Buffer,
  at: Date,
): Promise<boolean> {
  const result = await tx
    .updateTable("cases.personal_note")
    .set({ text, version: version + 1, changed_at: at })
    .where("site_id", "=", siteId)
    .where("case_id", "=", caseId)
    .where("author_id", "=", authorId)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function deletePersonalNote(tx: Db, siteId: string, caseId: string, authorId: string): Promise<void> {
  await tx
    .deleteFrom("cases.personal_note")
    .where("site_id", "=", siteId)
    .where("case_id", "=", caseId)
    .where("author_id", "=", authorId)
    .execute();
}

export async function purgePersonalNotes(tx: Db, caseId: string): Promise<void> {
  await sql`select cases.purge_personal_notes(${caseId})`.execute(tx);
}

export async function saveActivity(
  tx: Db,
  row: { site_id: string; id: string; unit_id: string; happened_on: string; kind: string; minutes: number },
): Promise<void> {
  await sql`insert into cases.activity (site_id, id, unit_id, happened_on, kind, minutes)
    values (${row.site_id}, ${row.id}, ${row.unit_id}, ${row.happened_on}, ${row.kind}, ${row.minutes})
    on conflict (site_id, id) do update set happened_on = excluded.happened_on, kind = excluded.kind, minutes = excluded.minutes`.execute(
    tx,
  );
}

export async function saveMilestone(
  tx: Db,
  row: {
    site_id: string;
    source_id: string;
    event: string;
    case_ref: Buffer;
    client_id: string;
    service: string;
    happened_on: string;
    town_id: string | null;
  },
): Promise<void> {
  await sql`insert into cases.milestone (site_id, source_id, event, case_ref, client_id, service, happened_on, town_id, source)
    values (${row.site_id}, ${row.source_id}, ${row.event}, ${row.case_ref}, ${row.client_id}, ${row.service}, ${row.happened_on}, ${row.town_id}, 'step')
    on conflict (site_id, source_id, event) do update set service = excluded.service, happened_on = excluded.happened_on`.execute(tx);
}

export async function removeMilestone(tx: Db, siteId: string, sourceId: string, event: string): Promise<void> {
  await tx
    .deleteFrom("cases.milestone")
    .where("site_id", "=", siteId)
    .where("source_id", "=", sourceId)
    .where("event", "=", event)
    .execute();
}

/** A town that was not known when the milestone happened. */
export async function fillMilestoneTown(tx: Db, siteId: string, clientId: string, townId: string): Promise<void> {
  await sql`update cases.milestone set town_id = ${townId} where site_id = ${siteId} and client_id = ${clientId} and town_id is null`.execute(
    tx,
  );
}

export type MilestonePairRow = {
  case_ref: Buffer;
  town_id: string | null;
  group_code: string | null;
  start_on: string;
  end_on: string | null;
  closed_on: string | null;
};

export async function listMilestonePairs(
  tx: Db,
  of: { service: string; startEvent: string; endEvent: string; fromOn: string; untilOn: string; townId: string | null },
): Promise<MilestonePairRow[]> {
  const { rows } = await sql<MilestonePairRow>`select case_ref, town_id, group_code, start_on, end_on, closed_on
    from cases.list_milestone_pairs(${of.service}, ${of.startEvent}, ${of.endEvent}, ${of.fromOn}, ${of.untilOn}, ${of.townId})`.execute(
    tx,
  );
  return rows;
}

export type MilestoneEventRow = {
  source_id: string;
  case_ref: Buffer;
  service: string;
  event: string;
  happened_on: string;
  town_id: string | null;
  group_code: string | null;
};

export async function addMilestoneEvents(tx: Db, importId: string, rows: readonly MilestoneEventRow[]) {
  const result = await sql<{ created: number; changed: number; unchanged: number }>`
    select created, changed, unchanged from cases.add_milestone_events(${importId}, ${rows.map((row) => row.source_id)}::uuid[],
      ${rows.map((row) => row.case_ref)}::bytea[], ${rows.map((row) => row.service)}::text[], ${rows.map((row) => row.event)}::text[],
      ${rows.map((row) => row.happened_on)}::date[], ${rows.map((row) => row.town_id)}::uuid[], ${rows.map((row) => row.group_code)}::text[])`.execute(
    tx,
  );
  return result.rows[0]!;
}

// ---- emergency

export async function findInUnit(tx: Db, number: string): Promise<{ case_id: string; client_id: string } | undefined> {
  return (await sql<{ case_id: string; client_id: string }>`select case_id, client_id from cases.find_in_unit(${number})`.execute(tx))
    .rows[0];
}

export type TakeOverRow = {
  id: string;
  case_id: string;
  client_id: string;
  taken_by_id: string;
  reason: Buffer;
  from_at: Date;
  until_at: Date;
};

export async function findTakeOver(
  tx: Db,
  siteId: string,
  id: string,
): Promise<(TakeOverRow & { acknowledged_at: Date | null }) | undefined> {
  const { rows } = await sql<TakeOverRow & { acknowledged_at: Date | null }>`
    select id, case_id, client_id, taken_by_id, reason, from_at, until_at, acknowledged_at from cases.take_over where site_id = ${siteId} and id = ${id}`.execute(
    tx,
  );
  return rows[0];
}

export async function insertTakeOver(tx: Db, row: TakeOverRow & { site_id: string }): Promise<void> {
  await tx.insertInto("cases.take_over").values(row).execute();
}

/** Took it over within 24 hours, and nobody has taken note yet. */
export async function awaitsNote(tx: Db, caseId: string): Promise<boolean> {
  return (await sql<{ waits: boolean }>`select cases.awaits_note(${caseId}) as waits`.execute(tx)).rows[0]!.waits;
}

/** Answers until when. */
export async function takeOverCase(tx: Db, caseId: string, sourceId: string, readerIds: readonly string[]): Promise<Date> {
  const { rows } = await sql<{ until_at: Date }>`
    select cases.take_over_case(${caseId}, ${sourceId}, ${readerIds}::uuid[]) as until_at`.execute(tx);
  return rows[0]!.until_at;
}

export type UnitTakeOverRow = { id: string; number: string; taken_by_id: string; from_at: Date; until_at: Date };

export async function listTakeOversOfUnit(tx: Db): Promise<UnitTakeOverRow[]> {
  return (await sql<UnitTakeOverRow>`select * from cases.list_take_overs_of_unit()`.execute(tx)).rows;
}

export async function takeNoteOf(tx: Db, takeOverId: string): Promise<boolean> {
  return (await sql<{ done: boolean }>`select cases.take_note_of(${takeOverId}) as done`.execute(tx)).rows[0]!.done;
}

/** Of cases the actor leads, by others, not acknowledged. */
export async function listTakeOvers(tx: Db, siteId: string, membershipId: string): Promise<TakeOverRow[]> {
  const { rows } = await sql<TakeOverRow>`select t.id, t.case_id, t.client_id, t.taken_by_id, t.reason, t.from_at, t.until_at
    from cases.take_over t
    where t.site_id = ${siteId} and t.acknowledged_at is null and t.taken_by_id <> ${membershipId} and t.client_id = any(array(select people.held()))
    order by t.from_at limit 50`.execute(tx);
  return rows;
}

export async function acknowledgeTakeOver(tx: Db, siteId: string, id: string, at: Date): Promise<boolean> {
  const result = await tx
    .updateTable("cases.take_over")
    .set({ acknowledged_at: at })
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("acknowledged_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

// ---- home

const ofOpenCases = sql`join cases.case_file c on c.site_id = x.site_id and c.id = x.case_id and c.closed_on is null`;
const ofMine = sql`x.client_id = any(array(select people.held()))`;

export async function listDueDeadlines(tx: Db, siteId: string, untilOn: string): Promise<DeadlineRow[]> {
  const { rows } = await sql<DeadlineRow>`select x.* from cases.deadline x ${ofOpenCases}
    where x.site_id = ${siteId} and ${ofMine} and x.done_on is null and x.due_on <= ${untilOn} order by x.due_on, x.id limit 100`.execute(
    tx,
  );
  return rows;
}

export async function listNextAppointments(tx: Db, siteId: string, fromOn: string, untilOn: string): Promise<AppointmentRow[]> {
  const { rows } = await sql<AppointmentRow>`select x.* from cases.appointment x ${ofOpenCases}
    where x.site_id = ${siteId} and ${ofMine} and not x.cancelled and x.takes_place_on between ${fromOn} and ${untilOn}
    order by x.takes_place_on, x.clock_time nulls last, x.id limit 100`.execute(tx);
  return rows;
}

/** Steps that other units have. */
export async function listStepsWithOthers(tx: Db, siteId: string, unitId: string): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`select x.* from cases.step x ${ofOpenCases}
    where x.site_id = ${siteId} and ${ofMine} and x.doer_unit_id is not null and x.doer_unit_id <> ${unitId} and x.done_on is null and x.dropped_on is null
    order by x.since_on, x.id limit 50`.execute(tx);
  return rows;
}

/** Open steps that a unit has with these clients, as far as the actor may read them. */
export async function listStepsOfUnit(tx: Db, siteId: string, unitId: string, clientIds: readonly string[]): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`select x.* from cases.step x ${ofOpenCases}
    where x.site_id = ${siteId} and x.client_id = any(${clientIds}::uuid[]) and x.doer_unit_id = ${unitId} and x.done_on is null and x.dropped_on is null
    order by x.due_on nulls last, x.id limit 500`.execute(tx);
  return rows;
}

/** The open step that another unit, or else a named service, has kept waiting longest. */
export async function findLongestWait(tx: Db, siteId: string, clientId: string, caseId: string) {
  const { rows } = await sql<{ doer_unit_id: string | null; service: string | null; category: string; since_on: string }>`
    select doer_unit_id, service, category, since_on from cases.step
    where site_id = ${siteId} and client_id = ${clientId} and case_id = ${caseId} and done_on is null and dropped_on is null
      and (doer_unit_id is not null or service is not null)
    order by doer_unit_id is null, since_on, id limit 1`.execute(tx);
  return rows[0];
}

export async function countOwnCaseload(tx: Db, siteId: string, membershipId: string, quietBefore: string) {
  const { rows } = await sql<{ open: number; quiet: number; unchecked: number }>`
    select count(*) as open,
      count(*) filter (where c.opened_on < ${quietBefore} and coalesce(c.earlier_contact_on, c.opened_on) < ${quietBefore} and not exists (
        select from cases.contact k where k.site_id = c.site_id and k.client_id = c.client_id and k.case_id = c.id and k.happened_on >= ${quietBefore})) as quiet,
      count(*) filter (where p.legal_basis = 'unchecked') as unchecked
    from cases.case_file c join people.client p on p.site_id = c.site_id and p.id = c.client_id
    where c.site_id = ${siteId} and c.closed_on is null and c.case_manager_id = ${membershipId} and c.client_id = any(array(select people.held()))`.execute(
    tx,
  );
  return rows[0]!;
}

export async function countCaseload(tx: Db, quietBefore: string) {
  const { rows } = await sql<{ membership_id: string; open_cases: number; quiet_cases: number; unchecked_cases: number }>`
    select membership_id, open_cases, quiet_cases, unchecked_cases from cases.count_caseload(${quietBefore})`.execute(tx);
  return rows;
}

export async function sumActivity(tx: Db, siteId: string, unitId: string, fromOn: string): Promise<{ minutes: number; contacts: number }> {
  const { rows } = await sql<{
    minutes: number;
    contacts: number;
  }>`select coalesce(sum(minutes), 0)::bigint as minutes, count(*) as contacts
    from cases.activity where site_id = ${siteId} and unit_id = ${unitId} and happened_on >= ${fromOn}`.execute(tx);
  return rows[0]!;
}

// ---- import

/** Hashes as base64: of 50,000 rows they take a third of the memory. */
export type ImportedRow = { epoch: number; key_hash: string; content_hash: string; case_id: string; client_id: string };

export async function listImportedRows(tx: Db, siteId: string, unitId: string, keys: readonly string[]): Promise<ImportedRow[]> {
  const { rows } = await sql<ImportedRow>`
    select epoch, encode(key_hash, 'base64') as key_hash, encode(content_hash, 'base64') as content_hash, case_id, client_id from cases.import_row
    where site_id = ${siteId} and unit_id = ${unitId} and key_hash = any(array(select decode(k, 'base64') from unnest(${keys}::text[]) k))`.execute(
    tx,
  );
  return rows;
}

export async function listTakenNumbers(tx: Db, numbers: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`select number from cases.taken_numbers(${numbers}::text[]) number`.execute(tx);
  return rows.map((row) => row.number);
}

export async function insertImportRun(
  tx: Db,
  row: {
    site_id: string;
    id: string;
    unit_id: string;
    kind: string;
    imported_by_id: string;
    rows_read: number;
    created: number;
    changed: number;
    unchanged: number;
    file_label?: string | null;
    left_out?: number;
  },
): Promise<void> {
  await tx.insertInto("cases.import_run").values(row).execute();
}

export async function updateImportedRow(
  tx: Db,
  siteId: string,
  unitId: string,
  /** The same row as it is stored under each epoch: it lies under one of them. */
  under: readonly { epoch: number; key: string; content: string }[],
  importId: string,
): Promise<void> {
  await sql`
    update cases.import_row r set content_hash = decode(u.content, 'base64'), import_id = ${importId}
    from unnest(${under.map((one) => one.epoch)}::integer[], ${under.map((one) => one.key)}::text[], ${under.map((one) => one.content)}::text[])
      u (epoch, key, content)
    where r.site_id = ${siteId} and r.unit_id = ${unitId} and r.key_hash = decode(u.key, 'base64') and r.epoch = u.epoch`.execute(tx);
}

export async function changeImported(
  tx: Db,
  caseId: string,
  change: { phase: string | null; townId: string | null; lastContactOn: string | null; closedOn: string | null },
): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select cases.change_imported(${caseId}, ${change.phase}, ${change.townId}, ${change.lastContactOn}, ${change.closedOn}) as done`.execute(
    tx,
  );
  return rows[0]!.done;
}

export async function listTowns(tx: Db, siteId: string): Promise<{ id: string; name: string }[]> {
  return await tx.selectFrom("network.town").select(["id", "name"]).where("site_id", "=", siteId).execute();
}

export async function listWords(tx: Db, siteId: string, vocabulary: string): Promise<{ code: string; label_de: string }[]> {
  return await tx
    .selectFrom("network.vocabulary_entry")
    .select(["code", "label_de"])
    .where("site_id", "=", siteId)
    .where("vocabulary", "=", vocabulary)
    .execute();
}
