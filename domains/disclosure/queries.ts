import { sql } from "kysely";
import type { Db } from "../../platform/server/database/pool.ts";

export type ShownRow = {
  site_id: string;
  subject_id: string;
  shown_on: string;
  parts: string[];
  shown: (number | null)[];
  beside: unknown;
  basis: number[];
  pieces: Record<string, number>;
  scopes: string[];
};
export type SubjectOf = { readonly siteId: string; readonly subjectId: string };

export async function recall(tx: Db, subject: string, of: readonly SubjectOf[]): Promise<ShownRow[]> {
  const { rows } = await sql<ShownRow>`
    select * from disclosure.recall(${subject}, ${of.map((one) => one.siteId)}::uuid[], ${of.map((one) => one.subjectId)}::uuid[])`.execute(
    tx,
  );
  return rows;
}

/** Until the end of the transaction nobody else remembers anything for these sites. Always in the same order, so that two never wait for each other. */
export async function hold(tx: Db, siteIds: readonly string[]): Promise<void> {
  for (const siteId of [...new Set(siteIds)].sort())
    await sql`select pg_advisory_xact_lock(hashtextextended(${`figures of ${siteId}`}, 0))`.execute(tx);
}

export async function remember(tx: Db, subject: string, row: Omit<ShownRow, "scopes">): Promise<void> {
  await sql`
    select disclosure.remember(${row.site_id}, ${subject}, ${row.subject_id}, ${row.shown_on}::date, ${row.parts}::text[], ${row.shown}::integer[],
      ${JSON.stringify(row.beside)}::jsonb, ${row.basis}::integer[], ${JSON.stringify(row.pieces)}::jsonb)`.execute(tx);
}

export async function rememberScope(tx: Db, subject: string, of: SubjectOf, scope: string): Promise<void> {
  await sql`select disclosure.remember_scope(${of.siteId}, ${subject}, ${of.subjectId}, ${scope})`.execute(tx);
}
