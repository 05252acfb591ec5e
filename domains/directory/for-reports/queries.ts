import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";

/** Offers that can be found today, and in how many languages any of them can be read. */
export async function countOffers(tx: Db, siteId: string, on: string): Promise<{ offers: number; languages: number }> {
  const { rows } = await sql<{ offers: number; languages: number }>`
    select count(distinct p.id)::integer as offers, count(distinct t.language)::integer as languages
    from directory.page p
    join directory.page_text t on t.site_id = p.site_id and t.page_id = p.id and t.gone_at is null and not t.is_title_only
    where p.site_id = ${siteId} and (p.valid_until_on is null or p.valid_until_on >= ${on}::date)`.execute(tx);
  return rows[0]!;
}
