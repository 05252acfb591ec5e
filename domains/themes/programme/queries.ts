import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";

export type EscalatedRecord = {
  id: string;
  site_id: string;
  site_name: string;
  title: string;
  sentence: string | null;
  body_name: string | null;
  reason: string | null;
  escalated_on: string;
  tried: string | null;
  asked: string | null;
  programme_theme_id: string | null;
  is_open: boolean;
};

export async function listEscalated(tx: Db, single: string | null = null): Promise<EscalatedRecord[]> {
  return (await sql<EscalatedRecord>`select * from themes.list_escalated(${single})`.execute(tx)).rows;
}

export async function listReplies(tx: Db, themeId: string) {
  const { rows } = await sql<{
    id: string;
    kind: string;
    sentence: string;
    reasons: string | null;
    replied_on: string;
    replied_by: string;
  }>`
    select * from themes.list_land_replies(${themeId})`.execute(tx);
  return rows;
}

export type NewReply = {
  id: string;
  kind: string;
  sentence: string;
  reasons: string | null;
  params: Record<string, string>;
  mailVersion: number;
};

/** Null where it was said; else why not. */
export async function replyToEscalated(tx: Db, themeId: string, reply: NewReply): Promise<string | null> {
  const { rows } = await sql<{ hindrance: string | null }>`
    select themes.reply_to_escalated(${themeId}, ${reply.id}, ${reply.kind}, ${reply.sentence}, ${reply.reasons}, ${JSON.stringify(reply.params)}::jsonb,
      ${reply.mailVersion}) as hindrance`.execute(tx);
  return rows[0]!.hindrance;
}

export type EscalationWords = { tried: string; asked: string };

/** Says whether the note was still as it was read; version 0 writes the first. */
export async function saveEscalation(
  tx: Db,
  siteId: string,
  themeId: string,
  words: EscalationWords,
  version: number,
  on: string,
  by: string,
): Promise<boolean> {
  const { numAffectedRows } =
    version === 0
      ? await sql`
          insert into themes.escalation (site_id, theme_id, tried, asked, written_by) values (${siteId}, ${themeId}, ${words.tried}, ${words.asked}, ${by})
          on conflict do nothing`.execute(tx)
      : await sql`
          update themes.escalation set tried = ${words.tried}, asked = ${words.asked}, written_on = ${on}::date, written_by = ${by}, version = version + 1
          where site_id = ${siteId} and theme_id = ${themeId} and version = ${version}`.execute(tx);
  return numAffectedRows === 1n;
}

export type ProgrammeThemeRecord = {
  id: string;
  title: string;
  sentence: string | null;
  made_on: string;
  version: number;
  sites: number;
  reports: number;
  towns: number;
  with_measure: number;
  escalated: number;
};

export async function listProgrammeThemes(tx: Db): Promise<ProgrammeThemeRecord[]> {
  return (await sql<ProgrammeThemeRecord>`select * from themes.list_programme_themes()`.execute(tx)).rows;
}

export async function countProgrammeSites(tx: Db): Promise<number> {
  return (await sql<{ n: number }>`select themes.count_programme_sites() as n`.execute(tx)).rows[0]!.n;
}

export async function insertProgrammeTheme(
  tx: Db,
  siteId: string,
  row: { id: string; title: string; sentence: string | null },
  by: string,
): Promise<void> {
  await sql`insert into themes.programme_theme (site_id, id, title, sentence, made_by)
    values (${siteId}, ${row.id}, ${row.title}, ${row.sentence}, ${by}) on conflict do nothing`.execute(tx);
}

export async function findProgrammeTheme(tx: Db, siteId: string, id: string) {
  const { rows } = await sql<{ id: string; title: string; sentence: string | null; version: number }>`
    select id, title, sentence, version from themes.programme_theme where site_id = ${siteId} and id = ${id}`.execute(tx);
  return rows[0];
}

export async function updateProgrammeTheme(
  tx: Db,
  siteId: string,
  row: { id: string; title: string; sentence: string | null; endedOn: string | null; version: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update themes.programme_theme set title = ${row.title}, sentence = ${row.sentence}, ended_on = ${row.endedOn}::date, version = version + 1
    where site_id = ${siteId} and id = ${row.id} and version = ${row.version}`.execute(tx);
  return numAffectedRows === 1n;
}

/** Null where it was done; else why not. */
export async function linkToProgrammeTheme(tx: Db, themeId: string, programmeThemeId: string | null): Promise<string | null> {
  const { rows } = await sql<{ hindrance: string | null }>`
    select themes.link_to_programme_theme(${themeId}, ${programmeThemeId}) as hindrance`.execute(tx);
  return rows[0]!.hindrance;
}
