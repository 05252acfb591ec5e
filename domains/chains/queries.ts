import { sql } from "kysely";
import type { Db } from "../../platform/server/database/pool.ts";
import type { ChainDocument, ChainKind, MilestonePoint, ReleasedFigures } from "./contract.ts";

export type VersionHead = {
  id: string;
  chain_id: string;
  kind: ChainKind;
  number: number;
  state: "draft" | "agreed";
  based_on_id: string | null;
  agreed_on: string | null;
  agreed_in: string;
  review_on: string | null;
  version: number;
};
export type VersionRow = VersionHead & { chain_title: string; document: ChainDocument; may_edit: boolean; is_released: boolean };

export type ChainRow = {
  id: string;
  title: string;
  aim: string;
  theme_id: string | null;
  theme_title: string | null;
  released_on: string | null;
  version: number;
  may_edit: boolean;
};

async function selectChains(tx: Db, siteId: string, id: string | null): Promise<ChainRow[]> {
  const { rows } = await sql<ChainRow>`
    select c.id, c.title, c.aim, c.theme_id, t.title as theme_title, c.released_on, c.version, (select chains.may_edit()) as may_edit
    from chains.service_chain c left join themes.theme t on t.site_id = c.site_id and t.id = c.theme_id
    where c.site_id = ${siteId} and (${id}::uuid is null or c.id = ${id}::uuid) order by c.title, c.id limit 500`.execute(tx);
  return rows;
}
export const listChainRows = async (tx: Db, siteId: string): Promise<ChainRow[]> => await selectChains(tx, siteId, null);
export const findChainRow = async (tx: Db, siteId: string, id: string): Promise<ChainRow | undefined> =>
  (await selectChains(tx, siteId, id))[0];

/** Versions of the chains, oldest first, with their documents. */
export async function listVersionRows(tx: Db, siteId: string, chainIds: readonly string[]): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select v.id, v.chain_id, c.title as chain_title, v.kind, v.number, v.state, v.document, v.based_on_id, v.agreed_on, v.agreed_in, v.review_on, v.version,
      (select chains.may_edit()) as may_edit, c.released_on is not null as is_released
    from chains.chain_version v join chains.service_chain c on c.site_id = v.site_id and c.id = v.chain_id
    where v.site_id = ${siteId} and v.chain_id = any(${[...chainIds]}::uuid[]) order by v.chain_id, v.number, v.id limit 2000`.execute(tx);
  return rows;
}

export async function findVersionRow(tx: Db, siteId: string, id: string): Promise<VersionRow | undefined> {
  const { rows } = await sql<VersionRow>`
    select v.id, v.chain_id, c.title as chain_title, v.kind, v.number, v.state, v.document, v.based_on_id, v.agreed_on, v.agreed_in, v.review_on, v.version,
      (select chains.may_edit()) as may_edit, c.released_on is not null as is_released
    from chains.chain_version v join chains.service_chain c on c.site_id = v.site_id and c.id = v.chain_id
    where v.site_id = ${siteId} and v.id = ${id}`.execute(tx);
  return rows[0];
}

export async function maySee(tx: Db): Promise<{ read: boolean; edit: boolean; released: boolean }> {
  const { rows } = await sql<{ read: boolean; edit: boolean; released: boolean }>`
    select chains.may_read() as read, chains.may_edit() as edit, chains.may_read_released() as released`.execute(tx);
  return rows[0]!;
}

/** Says whether it was new: the same id a second time is the same click. */
export async function insertChain(
  tx: Db,
  it: { siteId: string; id: string; title: string; aim: string; themeId: string | null; by: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into chains.service_chain (site_id, id, title, aim, theme_id, created_by)
    values (${it.siteId}, ${it.id}, ${it.title}, ${it.aim}, ${it.themeId}, ${it.by}) on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export async function updateChain(
  tx: Db,
  it: { siteId: string; id: string; title: string; aim: string; themeId: string | null; version: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update chains.service_chain set title = ${it.title}, aim = ${it.aim}, theme_id = ${it.themeId}, version = version + 1
    where site_id = ${it.siteId} and id = ${it.id} and version = ${it.version}`.execute(tx);
  return numAffectedRows === 1n;
}

export async function updateRelease(tx: Db, it: { siteId: string; id: string; on: string | null; by: string | null }): Promise<void> {
  await sql`
    update chains.service_chain set released_on = ${it.on}::date, released_by = ${it.by}
    where site_id = ${it.siteId} and id = ${it.id} and (released_on is null) <> (${it.on}::date is null)`.execute(tx);
}

export async function insertVersion(
  tx: Db,
  it: { siteId: string; id: string; chainId: string; kind: ChainKind; document: ChainDocument; basedOnId: string | null; by: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into chains.chain_version (site_id, id, chain_id, kind, number, document, based_on_id, changed_by)
    select ${it.siteId}, ${it.id}, ${it.chainId}, ${it.kind}, 1 + coalesce(max(v.number), 0), ${JSON.stringify(it.document)}::jsonb, ${it.basedOnId}::uuid, ${it.by}
    from chains.chain_version v where v.site_id = ${it.siteId} and v.chain_id = ${it.chainId}
    on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

/** Says whether the row was still at this version. */
export async function updateDocument(
  tx: Db,
  it: { siteId: string; id: string; document: ChainDocument; version: number; by: string; at: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update chains.chain_version set document = ${JSON.stringify(it.document)}::jsonb, version = version + 1, changed_at = ${it.at}, changed_by = ${it.by}
    where site_id = ${it.siteId} and id = ${it.id} and version = ${it.version}`.execute(tx);
  return numAffectedRows === 1n;
}

export async function updateAgreed(
  tx: Db,
  it: { siteId: string; id: string; on: string; agreedIn: string; reviewOn: string | null; version: number; by: string; at: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update chains.chain_version set state = 'agreed', agreed_on = ${it.on}::date, agreed_by = ${it.by}, agreed_in = ${it.agreedIn}, review_on = ${it.reviewOn}::date,
      version = version + 1, changed_at = ${it.at}, changed_by = ${it.by}
    where site_id = ${it.siteId} and id = ${it.id} and version = ${it.version}`.execute(tx);
  return numAffectedRows === 1n;
}

export async function setRemoved(tx: Db, what: "chain" | "version", id: string, isRemoved: boolean): Promise<boolean> {
  return (await sql<{ done: boolean }>`select chains.set_removed(${what}, ${id}, ${isRemoved}) as done`.execute(tx)).rows[0]!.done;
}

/** Names of units, also of those that ended. */
export async function listUnitNames(tx: Db, siteId: string, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; name: string; organisation_name: string }>`
    select u.id, u.name, o.name as organisation_name
    from network.unit u join network.organisation o on o.site_id = u.site_id and o.id = u.organisation_id
    where u.site_id = ${siteId} and u.id = any(${[...ids]}::uuid[])`.execute(tx);
  return rows;
}

// --- counting ----------------------------------------------------------------------------------------------------------------------------

export type PassageCount = { passage: number; days: number | null; is_waiting: boolean | null; quarter_on: string | null; cases: number };
export type Window = { fromOn: string; untilOn: string; asOf: string };

export async function countPassages(
  tx: Db,
  passages: readonly { from: MilestonePoint; to: MilestonePoint }[],
  of: Window & { furthestOn: string },
): Promise<PassageCount[]> {
  const { rows } = await sql<PassageCount>`
    select * from chains.count_passages(${passages.map((it) => it.from.service)}::text[], ${passages.map((it) => it.from.event)}::text[],
      ${passages.map((it) => it.to.service)}::text[], ${passages.map((it) => it.to.event)}::text[],
      ${of.fromOn}::date, ${of.untilOn}::date, ${of.asOf}::date, ${of.furthestOn}::date)`.execute(tx);
  return rows;
}

export type TownPassageCount = { passage: number; town_id: string | null; days: number | null; is_waiting: boolean; cases: number };
/** The same in each town; the town is that of the case when it began. */
export async function countPassagesInTowns(
  tx: Db,
  passages: readonly { from: MilestonePoint; to: MilestonePoint }[],
  of: Window,
): Promise<TownPassageCount[]> {
  const { rows } = await sql<TownPassageCount>`
    select * from chains.count_passages_in_towns(${passages.map((it) => it.from.service)}::text[], ${passages.map((it) => it.from.event)}::text[],
      ${passages.map((it) => it.to.service)}::text[], ${passages.map((it) => it.to.event)}::text[],
      ${of.fromOn}::date, ${of.untilOn}::date, ${of.asOf}::date)`.execute(tx);
  return rows;
}

export type PathCount = { path: number[]; days: number; cases: number };
/** Positions begin with 1, as PostgreSQL counts. */
export async function countPaths(tx: Db, points: readonly MilestonePoint[], of: Window): Promise<PathCount[]> {
  const { rows } = await sql<PathCount>`
    select * from chains.count_paths(${points.map((it) => it.service)}::text[], ${points.map((it) => it.event)}::text[],
      ${of.fromOn}::date, ${of.untilOn}::date, ${of.asOf}::date)`.execute(tx);
  return rows;
}

export type PathEvents = { start_on: string; path: number[]; days: number[] };
export async function listPathEvents(tx: Db, points: readonly MilestonePoint[], of: Window): Promise<PathEvents[]> {
  const { rows } = await sql<PathEvents>`
    select * from chains.list_path_events(${points.map((it) => it.service)}::text[], ${points.map((it) => it.event)}::text[],
      ${of.fromOn}::date, ${of.untilOn}::date, ${of.asOf}::date)`.execute(tx);
  return rows;
}

/** By position of the pair, which begins with 1. */
export async function countReportsBetween(tx: Db, pairs: readonly { one: string; other: string }[]): Promise<Map<number, number>> {
  const { rows } = await sql<{ pair: number; reports: number }>`
    select * from chains.count_reports_between(${pairs.map((it) => it.one)}::uuid[], ${pairs.map((it) => it.other)}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.pair, row.reports]));
}

// --- released ----------------------------------------------------------------------------------------------------------------------------

export type ReleasedRow = {
  site_id: string;
  site_name: string;
  chain_id: string;
  title: string;
  aim: string;
  released_on: string;
  version_id: string;
  kind: ChainKind;
  number: number;
  document: ChainDocument;
  agreed_on: string;
  agreed_in: string;
  review_on: string | null;
};
export async function listReleased(tx: Db, chainId: string | null): Promise<ReleasedRow[]> {
  return (await sql<ReleasedRow>`select * from chains.list_released(${chainId}::uuid)`.execute(tx)).rows;
}
export async function listReleasedUnits(tx: Db, chainId: string) {
  return (
    await sql<{ id: string; name: string; organisation_name: string }>`select * from chains.list_released_units(${chainId}::uuid)`.execute(
      tx,
    )
  ).rows;
}

export async function findShownOn(tx: Db, siteId: string, versionId: string): Promise<string | null> {
  const row = await tx
    .selectFrom("chains.released_figure")
    .select("shown_on")
    .where("site_id", "=", siteId)
    .where("version_id", "=", versionId)
    .executeTakeFirst();
  return row?.shown_on ?? null;
}

export async function deleteFigures(tx: Db, siteId: string, versionIds: readonly string[]): Promise<void> {
  if (versionIds.length === 0) return;
  await tx
    .deleteFrom("chains.released_figure")
    .where("site_id", "=", siteId)
    .where("version_id", "in", [...versionIds])
    .execute();
}

export async function insertFigures(
  tx: Db,
  row: { site_id: string; version_id: string; figures: string; shown_on: string; shown_by: string },
): Promise<void> {
  await tx
    .insertInto("chains.released_figure")
    .values({ ...row, shown_on: row.shown_on as never })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function listReleasedFigures(tx: Db, chainId: string) {
  return (
    await sql<{ version_id: string; figures: Omit<ReleasedFigures, "shownOn">; shown_on: string }>`
      select * from chains.list_released_figures(${chainId}::uuid)`.execute(tx)
  ).rows;
}
