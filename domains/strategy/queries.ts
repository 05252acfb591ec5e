import { sql } from "kysely";
import type { Db } from "../../platform/server/database/pool.ts";
import type { EntryKind, EntrySubject, Releasable } from "./contract.ts";

export type Standing = { may_write: boolean; takes_part: boolean; may_read_released: boolean };

export async function getStanding(tx: Db): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select coalesce(strategy.may_write(), false) as may_write, coalesce(strategy.takes_part(), false) as takes_part,
      coalesce(strategy.may_read_released(), false) as may_read_released`.execute(tx);
  return rows[0]!;
}

export type Removable = "goal" | "sub_goal" | "version" | "agreement" | "milestone" | "look";

export async function setRemoved(tx: Db, what: Removable, id: string, isRemoved: boolean): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select strategy.set_removed(${what}, ${id}, ${isRemoved}) as done`.execute(tx);
  return rows[0]!.done;
}

export type NewEntry = {
  id: string;
  subject: EntrySubject;
  subjectId: string | null;
  number: number | null;
  kind: EntryKind;
  label: string;
  text: string | null;
  fromOn: string | null;
  toOn: string | null;
  by: string;
};

export async function insertEntry(tx: Db, siteId: string, it: NewEntry): Promise<void> {
  await sql`
    insert into strategy.entry (site_id, id, subject, subject_id, number, kind, label, text, from_on, to_on, entered_by)
    values (${siteId}, ${it.id}, ${it.subject}, ${it.subjectId}, ${it.number}, ${it.kind}, ${it.label}, ${it.text}, ${it.fromOn}::date, ${it.toOn}::date,
      ${it.by})`.execute(tx);
}

export type EntryRow = {
  id: string;
  subject: EntrySubject;
  subject_id: string | null;
  number: number | null;
  kind: EntryKind;
  label: string;
  text: string | null;
  from_on: string | null;
  to_on: string | null;
  entered_on: string;
  by_name: string;
};

/** The newest first. */
export async function listEntries(
  tx: Db,
  siteId: string,
  of: { subjects: readonly EntrySubject[]; subjectId: string | null; kind?: EntryKind },
): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select e.id, e.subject, e.subject_id, e.number, e.kind, e.label, e.text, e.from_on, e.to_on, e.entered_on, p.display_name as by_name
    from strategy.entry e join network.membership p on p.site_id = e.site_id and p.id = e.entered_by
    where e.site_id = ${siteId} and e.subject = any(${[...of.subjects]}::text[]) and (${of.subjectId}::uuid is null or e.subject_id = ${of.subjectId}::uuid)
      and (${of.kind ?? null}::text is null or e.kind = ${of.kind ?? null}::text)
    order by e.position desc limit 500`.execute(tx);
  return rows;
}

export type ReleaseRow = { released_on: string | null; version: number };

export async function findRelease(tx: Db, siteId: string, what: Releasable): Promise<ReleaseRow | undefined> {
  const { rows } = await sql<ReleaseRow>`
    select released_on, version from strategy.release where site_id = ${siteId} and what = ${what}`.execute(tx);
  return rows[0];
}

/** Says whether it was still at this version; 0 is one that is not there yet. */
export async function saveRelease(
  tx: Db,
  siteId: string,
  it: { what: Releasable; releasedOn: string | null; by: string; version: number },
): Promise<boolean> {
  const { numAffectedRows } =
    it.version === 0
      ? await sql`
          insert into strategy.release (site_id, what, released_on, released_by) values (${siteId}, ${it.what}, ${it.releasedOn}::date, ${it.by})
          on conflict do nothing`.execute(tx)
      : await sql`
          update strategy.release set released_on = ${it.releasedOn}::date, released_by = ${it.by}, version = version + 1
          where site_id = ${siteId} and what = ${it.what} and version = ${it.version}`.execute(tx);
  return numAffectedRows === 1n;
}

export type Reminder = { what: "agreement" | "milestone" | "anchored"; subject_id: string; due_on: string; membership_id: string };
export async function listReminders(tx: Db): Promise<Reminder[]> {
  return (await sql<Reminder>`select * from strategy.list_reminders()`.execute(tx)).rows;
}
