import { sql } from "kysely";
import type { Db } from "../../platform/server/database/pool.ts";

/** Until the end of the transaction nobody else takes over a list here: who waited sees what the other has written. */
export async function lockLists(tx: Db, siteId: string, unitId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`lists of ${siteId} ${unitId}`}, 0))`.execute(tx);
}

/** The same without waiting: answers whether nobody takes over a list here. */
export async function tryLockLists(tx: Db, siteId: string, unitId: string): Promise<boolean> {
  const { rows } = await sql<{ is_free: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`lists of ${siteId} ${unitId}`}, 0)) as is_free`.execute(tx);
  return rows[0]!.is_free;
}

export type RowToMove = { unit_id: string; epoch: number; key_hash: string; content_hash: string };

/** Rows of lists that lie under an epoch before this one, a page after the last of the page before. */
export async function listRowsToMove(tx: Db, below: number, after: RowToMove | undefined, most: number): Promise<RowToMove[]> {
  const { rows } = await sql<RowToMove>`select unit_id, epoch, key_hash, content_hash
    from cases.list_rows_to_move(${below}, ${after?.unit_id ?? null}, decode(${after?.key_hash ?? null}, 'base64'), ${most})`.execute(tx);
  return rows;
}

export async function moveRows(
  tx: Db,
  unitId: string,
  epoch: number,
  rows: readonly { readonly old: RowToMove; readonly key: string; readonly content: string }[],
): Promise<void> {
  await sql`select cases.move_rows(${unitId}, ${epoch}, ${rows.map(({ old }) => old.key_hash)}::text[], ${rows.map(({ old }) => old.content_hash)}::text[],
    ${rows.map(({ key }) => key)}::text[], ${rows.map(({ content }) => content)}::text[])`.execute(tx);
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

/** Of these cases those that lists know by more than one thing, such as a person and a file number. */
export async function listCasesOfSeveralKeys(tx: Db, siteId: string, unitId: string, caseIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ case_id: string }>`select case_id from cases.import_row
    where site_id = ${siteId} and unit_id = ${unitId} and case_id = any(${caseIds}::uuid[])
    group by case_id having count(*) > 1`.execute(tx);
  return rows.map((row) => row.case_id);
}

/**
 * For the rest of the transaction. Plans are made once a connection: made while a table is small they read it whole, those of foreign keys too, and would go on to
 * do so while the list fills it.
 */
export async function planForManyRows(tx: Db): Promise<void> {
  await sql`set local enable_seqscan = off`.execute(tx);
  await forgetPlans(tx);
}

/** What was planned so far is planned anew: for tables that have grown meanwhile, and for whoever has this connection next. */
export async function forgetPlans(tx: Db): Promise<void> {
  await sql`discard plans`.execute(tx);
}

type Rows = readonly object[];

/** Many rows of a list in one statement; `people` has the persons already. */
export async function addImported(
  tx: Db,
  importId: string,
  rows: Readonly<Record<"cases" | "goals" | "notes" | "appointments" | "periods" | "steps" | "recognised", Rows>>,
): Promise<void> {
  const json = (of: Rows) => JSON.stringify(of);
  await sql`select cases.add_imported(${importId}, ${json(rows.cases)}::json, ${json(rows.goals)}::json, ${json(rows.notes)}::json,
    ${json(rows.appointments)}::json, ${json(rows.periods)}::json, ${json(rows.steps)}::json, ${json(rows.recognised)}::json)`.execute(tx);
}

/** Cases of the unit that no list ever named, as far as the actor works with them. */
export async function listCasesWithoutList(tx: Db): Promise<{ case_id: string; client_id: string; number: string }[]> {
  const { rows } = await sql<{ case_id: string; client_id: string; number: string }>`
    select case_id, client_id, number from cases.list_without_list()`.execute(tx);
  return rows;
}

// ---- imports so far

export async function findImportRun(tx: Db, siteId: string, id: string) {
  return await tx
    .selectFrom("cases.import_run")
    .select(["id", "rows_read as read", "created", "changed", "unchanged", "left_out", "undone_at"])
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("kind", "=", "cases")
    .executeTakeFirst();
}

export async function listImportRuns(tx: Db, siteId: string, unitId: string) {
  return await tx
    .selectFrom("cases.import_run")
    .select([
      "id",
      "imported_by_id",
      "imported_at",
      "file_label",
      "rows_read",
      "created",
      "changed",
      "unchanged",
      "left_out",
      "undone_at",
      "undone",
    ])
    .where("site_id", "=", siteId)
    .where("unit_id", "=", unitId)
    .where("kind", "=", "cases")
    .orderBy("imported_at", "desc")
    .orderBy("id", "desc")
    .limit(100)
    .execute();
}

export async function mayUndo(tx: Db, importId: string): Promise<boolean> {
  return (await sql<{ may: boolean }>`select cases.may_undo_import(${importId}) as may`.execute(tx)).rows[0]!.may;
}

export type ImportedCaseRow = { case_id: string; client_id: string; number: string; built: string | null };
export async function listImportedCases(tx: Db, importId: string): Promise<ImportedCaseRow[]> {
  const { rows } = await sql<ImportedCaseRow>`
    select case_id, client_id, number, built from cases.list_imported_cases(${importId}) order by number, case_id`.execute(tx);
  return rows;
}

/** The people who are gone; nobody where nothing was done. */
export async function undoImport(tx: Db, importId: string, rest: boolean): Promise<string[]> {
  const { rows } = await sql<{ client_id: string }>`select client_id from cases.undo_import(${importId}, ${rest})`.execute(tx);
  return rows.map((row) => row.client_id);
}

// ---- how far a list is

export type ProgressRow = { stage: string; done: number; total: number | null; cancelled_at: Date | null; changed_at: Date };

export async function startProgress(
  tx: Db,
  of: { siteId: string; id: string; membershipId: string; at: Date; oldBefore: Date },
): Promise<void> {
  await tx
    .deleteFrom("cases.import_progress")
    .where("site_id", "=", of.siteId)
    .where("membership_id", "=", of.membershipId)
    .where("changed_at", "<", of.oldBefore)
    .execute();
  await tx
    .insertInto("cases.import_progress")
    .values({ site_id: of.siteId, id: of.id, membership_id: of.membershipId, stage: "reading", done: 0, changed_at: of.at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Answers whether somebody wants it to stop. */
export async function saveProgress(
  tx: Db,
  of: { siteId: string; id: string; at: Date },
  progress: { stage: string; done: number; total: number | null },
): Promise<boolean> {
  const row = await tx
    .updateTable("cases.import_progress")
    .set({ ...progress, changed_at: of.at })
    .where("site_id", "=", of.siteId)
    .where("id", "=", of.id)
    .returning("cancelled_at")
    .executeTakeFirst();
  return row !== undefined && row.cancelled_at !== null;
}

export async function findProgress(tx: Db, siteId: string, id: string): Promise<ProgressRow | undefined> {
  return await tx
    .selectFrom("cases.import_progress")
    .select(["stage", "done", "total", "cancelled_at", "changed_at"])
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .executeTakeFirst();
}

export async function cancelProgress(tx: Db, siteId: string, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("cases.import_progress")
    .set({ cancelled_at: at })
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function endProgress(tx: Db, siteId: string, id: string): Promise<void> {
  await tx.deleteFrom("cases.import_progress").where("site_id", "=", siteId).where("id", "=", id).execute();
}

export type RememberedColumn = { heading_hash: Buffer; field: string | null; service: string | null; event: string | null };

export async function listRememberedColumns(tx: Db, siteId: string, unitId: string): Promise<RememberedColumn[]> {
  return await tx
    .selectFrom("cases.import_mapping")
    .select(["heading_hash", "field", "service", "event"])
    .where("site_id", "=", siteId)
    .where("unit_id", "=", unitId)
    .limit(2_000)
    .execute();
}

export async function rememberColumn(tx: Db, of: { siteId: string; unitId: string; at: Date }, column: RememberedColumn): Promise<void> {
  await tx
    .insertInto("cases.import_mapping")
    .values({ site_id: of.siteId, unit_id: of.unitId, changed_at: of.at, ...column })
    .onConflict((on) =>
      on.columns(["site_id", "unit_id", "heading_hash"]).doUpdateSet({
        field: column.field,
        service: column.service,
        event: column.event,
        changed_at: of.at,
      }),
    )
    .execute();
}

export async function deleteRememberedColumns(tx: Db, siteId: string, unitId: string): Promise<number> {
  const [{ numDeletedRows }] = (await tx
    .deleteFrom("cases.import_mapping")
    .where("site_id", "=", siteId)
    .where("unit_id", "=", unitId)
    .execute()) as [{ numDeletedRows: bigint }];
  return Number(numDeletedRows);
}
