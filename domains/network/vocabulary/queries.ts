import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";

export type WordRow = {
  vocabulary: string;
  code: string;
  label_de: string;
  label_en: string;
  built_in: boolean;
  valid_until_on: string | null;
  version: number;
};

export async function mayEditWords(tx: Db): Promise<boolean> {
  return (await sql<{ may: boolean | null }>`select network.may_edit_words() as may`.execute(tx)).rows[0]!.may === true;
}

export async function listWords(tx: Db, siteId: string): Promise<WordRow[]> {
  const { rows } = await sql<WordRow>`
    select vocabulary, code, label_de, label_en, built_in, valid_until_on, version from network.vocabulary_entry
    where site_id = ${siteId} order by vocabulary, position, code`.execute(tx);
  return rows;
}

/** Says whether it was new. */
export async function insertWord(
  tx: Db,
  it: { siteId: string; vocabulary: string; code: string; de: string; en: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into network.vocabulary_entry (site_id, vocabulary, code, label_de, label_en, position)
    select ${it.siteId}, ${it.vocabulary}, ${it.code}, ${it.de}, ${it.en}, coalesce(max(position), 0) + 1 from network.vocabulary_entry
    where site_id = ${it.siteId} and vocabulary = ${it.vocabulary}
    on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

type OfWord = { siteId: string; vocabulary: string; code: string; version: number };

export async function updateLabels(tx: Db, it: OfWord & { de: string; en: string }): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update network.vocabulary_entry set label_de = ${it.de}, label_en = ${it.en}, version = version + 1
    where site_id = ${it.siteId} and vocabulary = ${it.vocabulary} and code = ${it.code} and version = ${it.version}`.execute(tx);
  return numAffectedRows === 1n;
}

export async function updateEnd(tx: Db, it: OfWord & { until: string | null }): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update network.vocabulary_entry set valid_until_on = ${it.until}::date, version = version + 1
    where site_id = ${it.siteId} and vocabulary = ${it.vocabulary} and code = ${it.code} and version = ${it.version}`.execute(tx);
  return numAffectedRows === 1n;
}

/** The codes in their order, which nobody else changes until this transaction ends. */
export async function lockOrder(tx: Db, siteId: string, vocabulary: string): Promise<string[]> {
  const { rows } = await sql<{ code: string; position: number }>`
    select code, position from network.vocabulary_entry where site_id = ${siteId} and vocabulary = ${vocabulary} order by code for update`.execute(
    tx,
  );
  return rows.toSorted((a, b) => a.position - b.position || (a.code < b.code ? -1 : 1)).map((row) => row.code);
}

export async function updateOrder(tx: Db, siteId: string, vocabulary: string, codes: readonly string[]): Promise<void> {
  await sql`
    update network.vocabulary_entry e set position = o.position::integer
    from unnest(${codes}::text[]) with ordinality o (code, position)
    where e.site_id = ${siteId} and e.vocabulary = ${vocabulary} and e.code = o.code`.execute(tx);
}

export async function countInResponsibilities(tx: Db, siteId: string): Promise<{ vocabulary: string; code: string; uses: number }[]> {
  const { rows } = await sql<{ vocabulary: string; code: string; uses: number }>`
    with chosen as (
      select 'matter' as vocabulary, unnest(r.matters) as code from network.responsibility r where r.site_id = ${siteId} and r.removed_at is null
      union all
      select 'residence_status', unnest(r.residence_statuses) from network.responsibility r where r.site_id = ${siteId} and r.removed_at is null
      union all
      select 'legal_domain', unnest(r.legal_domains) from network.responsibility r where r.site_id = ${siteId} and r.removed_at is null
    )
    select vocabulary, code, count(*)::integer as uses from chosen group by vocabulary, code`.execute(tx);
  return rows;
}
