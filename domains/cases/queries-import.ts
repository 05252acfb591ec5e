import { sql } from "kysely";
import type { Db } from "../../platform/server/database/pool.ts";

/** Until the end of the transaction nobody else takes over a list here: who waited sees what the other has written. */
export async function lockLists(tx: Db, siteId: string, unitId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`lists of ${siteId} ${unitId}`}, 0))`.execute(tx);
}

/** Services of the site with their names in every language that it has. */
export async function listServiceNames(tx: Db, siteId: string): Promise<{ code: string; label_de: string; label_en: string }[]> {
  return await tx
    .selectFrom("network.vocabulary_entry")
    .select(["code", "label_de", "label_en"])
    .where("site_id", "=", siteId)
    .where("vocabulary", "=", "service")
    .orderBy("position")
    .execute();
}
