import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";
import type { Cadence, MailState } from "./contract.ts";

export type DoorMail = { id: string; accountId: string; kind: string; subjectId: string; version: number; ids: readonly string[] };

export async function enqueueMailAtDoor(tx: Db, it: DoorMail): Promise<void> {
  await sql`select accounts.enqueue_mail_at_door(${it.id}, ${it.accountId}, ${it.kind}, ${it.subjectId}, ${it.version}, ${it.ids}::uuid[])`.execute(
    tx,
  );
}

export type OwnMailRow = { id: string; kind: string; state: MailState; cadence: Cadence; queued_at: Date; sent_at: Date | null };

export async function listOwnMail(tx: Db, accountId: string): Promise<OwnMailRow[]> {
  const { rows } = await sql<OwnMailRow>`
    select id, kind, state, cadence, queued_at, sent_at from accounts.mail
    where account_id = ${accountId} order by queued_at desc, id limit 50`.execute(tx);
  return rows;
}

export async function listChoices(tx: Db, accountId: string): Promise<{ mail_group: string; cadence: Cadence }[]> {
  const { rows } = await sql<{ mail_group: string; cadence: Cadence }>`
    select mail_group, cadence from accounts.mail_choice where account_id = ${accountId}`.execute(tx);
  return rows;
}

export async function saveChoice(tx: Db, group: string, cadence: Cadence): Promise<void> {
  await sql`select accounts.choose_cadence(${group}, ${cadence})`.execute(tx);
}

export type SiteMailRow = {
  id: string;
  recipient: string;
  kind: string | null;
  state: MailState;
  tries: number;
  last_error: string | null;
  queued_at: Date;
  sent_at: Date | null;
  next_try_at: Date | null;
  cadence: Cadence;
};

export async function listSiteMail(tx: Db, onlyTrouble: boolean, before: Date | null, most: number): Promise<SiteMailRow[]> {
  return (await sql<SiteMailRow>`select * from accounts.list_site_mail(${onlyTrouble}, ${before}, ${most})`.execute(tx)).rows;
}

export type OverviewRow = {
  is_set_up: boolean;
  failing_since_at: Date | null;
  last_error: string | null;
  paused_until_at: Date | null;
  waiting: number;
  troubled: number;
};

export async function getOverview(tx: Db): Promise<OverviewRow> {
  return (await sql<OverviewRow>`select * from accounts.get_mail_overview()`.execute(tx)).rows[0]!;
}

export async function mayLookAfterMail(tx: Db): Promise<boolean> {
  return (await sql<{ may: boolean | null }>`select accounts.may_look_after_mail() as may`.execute(tx)).rows[0]!.may === true;
}

/** The state it was in; undefined where there is no such mail. */
export async function retryMail(tx: Db, mailId: string): Promise<MailState | undefined> {
  return (await sql<{ state: MailState | null }>`select accounts.retry_mail(${mailId}) as state`.execute(tx)).rows[0]!.state ?? undefined;
}

export type LinkMailRow = { link_id: string; state: MailState; sent_at: Date | null; last_error: string | null };

export async function listMailOfLinks(tx: Db, linkIds: readonly string[]): Promise<LinkMailRow[]> {
  return (await sql<LinkMailRow>`select * from accounts.list_mail_of_links(${linkIds}::uuid[])`.execute(tx)).rows;
}

/** Until when it opens; undefined for one that was ended or is over. */
export async function findOpenLink(tx: Db, hash: Buffer): Promise<Date | undefined> {
  return (await sql<{ until: Date | null }>`select accounts.find_open_link(${hash}) as until`.execute(tx)).rows[0]!.until ?? undefined;
}

/** Whether there is still such a digest. */
export async function endDigests(tx: Db, digestId: string): Promise<boolean> {
  return (await sql<{ found: boolean }>`select accounts.end_digests(${digestId}) as found`.execute(tx)).rows[0]!.found;
}

// ---- the job, at the door -----------------------------------------------------------------------------------------------------------------

/** Remembers whether a mail server is set up; answers until when it is left alone. */
export async function noteServer(tx: Db, isSetUp: boolean): Promise<Date | null> {
  return (await sql<{ until: Date | null }>`select accounts.note_mail_server(${isSetUp}) as until`.execute(tx)).rows[0]!.until;
}

export async function countServerFailures(tx: Db): Promise<number> {
  return (await sql<{ n: number }>`select accounts.count_mail_server_failures() as n`.execute(tx)).rows[0]!.n;
}

export async function noteServerFailed(tx: Db, trouble: string, until: Date): Promise<void> {
  await sql`select accounts.note_mail_server_failed(${trouble}, ${until})`.execute(tx);
}

export async function noteServerWorked(tx: Db): Promise<void> {
  await sql`select accounts.note_mail_server_worked()`.execute(tx);
}

export async function recoverMail(tx: Db): Promise<number> {
  return (await sql<{ n: number }>`select accounts.recover_mail() as n`.execute(tx)).rows[0]!.n;
}

export type TakenMail = {
  id: string;
  account_id: string;
  site_id: string | null;
  membership_id: string | null;
  kind: string;
  subject_id: string;
  version: number;
  ids: string[];
  tries: number;
  queued_at: Date;
  email: string;
  language: "de" | "en";
  has_group: boolean;
};

export async function takeMail(tx: Db, attempt: string, most: number): Promise<TakenMail[]> {
  return (await sql<TakenMail>`select * from accounts.take_mail(${attempt}, ${most})`.execute(tx)).rows;
}

export async function handOverMail(tx: Db, mailId: string, attempt: string): Promise<boolean> {
  return (await sql<{ may: boolean }>`select accounts.hand_over_mail(${mailId}, ${attempt}) as may`.execute(tx)).rows[0]!.may;
}

export async function settleMail(
  tx: Db,
  it: { mailId: string; attempt: string; state: MailState; trouble: string | null; counts: boolean; tryAt: Date | null },
): Promise<void> {
  await sql`select accounts.settle_mail(${it.mailId}, ${it.attempt}, ${it.state}, ${it.trouble}, ${it.counts}, ${it.tryAt})`.execute(tx);
}

export async function collectDigests(tx: Db): Promise<number> {
  return (await sql<{ n: number }>`select accounts.collect_digests() as n`.execute(tx)).rows[0]!.n;
}

export type EntryRow = { id: string; membership_id: string | null; kind: string; subject_id: string; version: number; ids: string[] };

export async function listDigestEntries(tx: Db, digestId: string): Promise<EntryRow[]> {
  return (await sql<EntryRow>`select * from accounts.list_digest_entries(${digestId})`.execute(tx)).rows;
}

export async function pruneMail(tx: Db, before: Date): Promise<void> {
  await sql`select accounts.prune_mail(${before})`.execute(tx);
}
