import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";

type GroupRow = { theme_id: string; given_on: string; is_newest: boolean };

/** Of each theme that was ever with this group: when it came last, and whether it went to another group since. */
export async function listOfBody(tx: Db, siteId: string, bodyId: string): Promise<GroupRow[]> {
  const { rows } = await sql<GroupRow>`
    select last.theme_id, last.given_on,
      not exists (select from bodies.theme_group later where later.site_id = ${siteId} and later.theme_id = last.theme_id and later.position > last.position) as is_newest
    from (select distinct on (g.theme_id) g.theme_id, g.given_on, g.position from bodies.theme_group g
          where g.site_id = ${siteId} and g.body_id = ${bodyId} order by g.theme_id, g.position desc) last
    order by last.position desc limit 200`.execute(tx);
  return rows;
}

/** The name is null where the reader does not see the group. */
export async function findNewestOfTheme(
  tx: Db,
  siteId: string,
  themeId: string,
): Promise<{ body_id: string; body_name: string | null; given_on: string } | undefined> {
  const { rows } = await sql<{ body_id: string; body_name: string | null; given_on: string }>`
    select g.body_id, b.name as body_name, g.given_on
    from bodies.theme_group g left join bodies.body b on b.site_id = g.site_id and b.id = g.body_id
    where g.site_id = ${siteId} and g.theme_id = ${themeId} order by g.position desc limit 1`.execute(tx);
  return rows[0];
}

export async function findGiven(tx: Db, siteId: string, id: string): Promise<{ theme_id: string; body_id: string } | undefined> {
  return await tx
    .selectFrom("bodies.theme_group")
    .select(["theme_id", "body_id"])
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .executeTakeFirst();
}

export async function insertGiven(
  tx: Db,
  row: { site_id: string; id: string; body_id: string; theme_id: string; given_on: string; given_by: string },
): Promise<void> {
  await tx
    .insertInto("bodies.theme_group")
    .values({ ...row, given_on: row.given_on as never })
    .execute();
}
