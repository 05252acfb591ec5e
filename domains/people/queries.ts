import { CompiledQuery, sql } from "kysely";
import type { Db } from "../../platform/server/database/pool.ts";

export type NewClientRow = {
  id: string;
  holderId: string;
  epoch: number;
  wrapped: Buffer;
  categories: string[];
  records: Buffer[];
  nameKeys: Buffer[];
  readerIds: string[];
  legalBasis: string;
};

export async function insertClient(tx: Db, client: NewClientRow): Promise<void> {
  await sql`select people.add_client(${client.id}, ${client.holderId}, ${client.epoch}, ${client.wrapped}, ${client.categories}::text[],
    ${client.records}::bytea[], ${client.nameKeys}::bytea[], ${client.readerIds}::uuid[], ${client.legalBasis})`.execute(tx);
}

export async function insertClients(tx: Db, clients: readonly NewClientRow[], of: { epoch: number; legalBasis: string }): Promise<void> {
  const placed = <T>(pick: (client: NewClientRow) => readonly T[]) =>
    clients.flatMap((client, at) => pick(client).map((value) => ({ place: at + 1, value })));
  const records = placed((client) => client.records);
  const nameKeys = placed((client) => client.nameKeys);
  await sql`select people.add_clients(${clients.map((one) => one.id)}::uuid[], ${clients.map((one) => one.holderId)}::uuid[], ${of.epoch},
    ${clients.map((one) => one.wrapped)}::bytea[], ${records.map((one) => one.place)}::integer[], ${clients.flatMap((one) => one.categories)}::text[],
    ${records.map((one) => one.value)}::bytea[], ${nameKeys.map((one) => one.place)}::integer[], ${nameKeys.map((one) => one.value)}::bytea[],
    ${clients.flatMap((one) => one.readerIds)}::uuid[], ${of.legalBasis})`.execute(tx);
}

export async function findClientRow(tx: Db, siteId: string, id: string) {
  return await tx
    .selectFrom("people.client")
    .select(["id", "unit_id", "organisation_id", "legal_basis", "version"])
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .executeTakeFirst();
}

export async function listDataKeys(tx: Db, siteId: string, clientIds: readonly string[]) {
  return await sql<{ client_id: string; organisation_id: string; epoch: number; wrapped: Buffer }>`
    select client_id, organisation_id, epoch, wrapped from people.data_key where site_id = ${siteId} and client_id = any(${clientIds}::uuid[])`
    .execute(tx)
    .then((result) => result.rows);
}

export async function listRecords(tx: Db, siteId: string, clientIds: readonly string[], categories: readonly string[]) {
  return await sql<{ client_id: string; category: string; sealed: Buffer; version: number }>`
    select client_id, category, sealed, version from people.sealed_record
    where site_id = ${siteId} and client_id = any(${clientIds}::uuid[]) and category = any(${categories}::text[])`
    .execute(tx)
    .then((result) => result.rows);
}

export async function updateRecord(
  tx: Db,
  siteId: string,
  clientId: string,
  category: string,
  version: number,
  sealed: Buffer,
  at: Date,
): Promise<boolean> {
  const result = await tx
    .updateTable("people.sealed_record")
    .set({ sealed, version: version + 1, changed_at: at })
    .where("site_id", "=", siteId)
    .where("client_id", "=", clientId)
    .where("category", "=", category)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function insertRecord(tx: Db, siteId: string, clientId: string, category: string, sealed: Buffer): Promise<void> {
  await tx.insertInto("people.sealed_record").values({ site_id: siteId, client_id: clientId, category, sealed }).execute();
}

export async function replaceNameKeys(tx: Db, siteId: string, clientId: string, keys: Buffer[]): Promise<void> {
  await tx.deleteFrom("people.name_key").where("site_id", "=", siteId).where("client_id", "=", clientId).execute();
  if (keys.length > 0) {
    await tx
      .insertInto("people.name_key")
      .values(keys.map((key) => ({ site_id: siteId, key, client_id: clientId })))
      .execute();
  }
}

/**
 * `is_few`: one of the few whom the actor reads at all, and not found by a key. `seal`: how the sealed identity begins, format, nonce and tag in base64, which no two
 * seals share: enough to know again what was opened before. `basis`: of whom the actor works with.
 */
export type SearchedRow = { client_id: string; is_few: boolean; seal: string; basis: string | null };

/**
 * Readable people who share the most keys first, at most 200, each with the seal of the identity. Where nobody has one of the keys, all whom the actor reads, if
 * they are not more than 200, without those who were merged into somebody else.
 */
export function searchByKeys(siteId: string, keys: readonly Buffer[]): CompiledQuery<SearchedRow> {
  // the array as text, so that two of the same statement are known by their parameters
  const array = `{${keys.map((key) => `"\\\\x${key.toString("hex")}"`).join()}}`;
  return CompiledQuery.raw("select client_id, is_few, seal, basis from people.search($1, $2)", [
    siteId,
    array,
  ]) as CompiledQuery<SearchedRow>;
}

export async function listReadable(tx: Db): Promise<string[]> {
  return (await sql<{ client_id: string }>`select people.readable('identity') as client_id limit 1000`.execute(tx)).rows.map(
    (row) => row.client_id,
  );
}

export type ReaderRow = {
  id: string;
  client_id: string;
  membership_id: string | null;
  unit_id: string | null;
  category: string;
  basis: string;
  source_id: string | null;
  from_at: Date;
  until_at: Date | null;
};

export type ReaderOfClient = {
  membership_id: string | null;
  unit_id: string | null;
  basis: string;
  source_id: string | null;
  categories: string[];
  from_at: Date;
  until_at: Date | null;
};

/** Who knows what of one client until when. What somebody knows on one ground and from one source begins and ends together. */
export async function listReaders(tx: Db, siteId: string, clientId: string): Promise<ReaderOfClient[]> {
  const { rows } = await sql<ReaderOfClient>`
    select membership_id, unit_id, basis, source_id, array_agg(category) as categories, min(from_at) as from_at, max(until_at) as until_at from people.reader
    where site_id = ${siteId} and client_id = ${clientId} and ended_at is null and (until_at is null or until_at > platform.moment())
    group by membership_id, unit_id, basis, source_id order by min(from_at)`.execute(tx);
  return rows;
}

export async function insertReaders(
  tx: Db,
  rows: (Omit<ReaderRow, "from_at" | "until_at"> & { site_id: string; from_at: Date; until_at: Date | null })[],
): Promise<void> {
  await tx.insertInto("people.reader").values(rows).execute();
}

export async function endReaders(tx: Db, sourceId: string): Promise<number> {
  return (await sql<{ ended: number }>`select people.end_grants(${sourceId}) as ended`.execute(tx)).rows[0]!.ended;
}

/** The basis on which the actor reads a client, the strongest first; undefined if it does not. */
export async function findBasis(tx: Db, siteId: string, clientId: string): Promise<string | undefined> {
  const { rows } = await sql<{ basis: string }>`select basis from people.my_basis(${clientId}) as basis where basis is not null`.execute(
    tx,
  );
  return rows[0]?.basis;
}

export async function listOtherRows(tx: Db, clientId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select people.list_other_rows(${clientId}) as id`.execute(tx);
  return rows.map((row) => row.id);
}

export type AccessRow = {
  client_id: string;
  basis: string;
  /** Null stands for all. */ categories: string[] | null;
  holds: boolean;
  leads: boolean;
  unchecked: boolean;
};

export async function listAccess(tx: Db, clientIds: readonly string[]): Promise<AccessRow[]> {
  return (
    await sql<AccessRow>`select client_id, basis, categories, holds, leads, unchecked from people.my_access(${clientIds}::uuid[])`.execute(
      tx,
    )
  ).rows;
}

/** A row of `people.list_listed`, for who reads it together with something else of the client. */
export type ListedRow = Omit<AccessRow, "client_id"> & { identity: Buffer | null };

export async function updateLegalBasis(tx: Db, siteId: string, clientId: string, legalBasis: string, on: string): Promise<boolean> {
  const result = await tx
    .updateTable("people.client")
    .set({ legal_basis: legalBasis, legal_basis_on: on as never })
    .where("site_id", "=", siteId)
    .where("id", "=", clientId)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function findKeyForImport(tx: Db, clientId: string) {
  const { rows } = await sql<{ organisation_id: string; epoch: number; wrapped: Buffer }>`
    select organisation_id, epoch, wrapped from people.key_for_import(${clientId})`.execute(tx);
  return rows[0];
}

export async function findNamesakes(
  tx: Db,
  of: { places: readonly number[]; keys: readonly Buffer[]; needed: readonly number[]; among: readonly string[] },
): Promise<{ place: number; client_id: string }[]> {
  const { rows } = await sql<{ place: number; client_id: string }>`
    select place, client_id from people.find_namesakes(${of.places}::integer[], ${of.keys}::bytea[], ${of.needed}::integer[], ${of.among}::uuid[])`.execute(
    tx,
  );
  return rows;
}

export type NamesToRekeyRow = { client_id: string; organisation_id: string; epoch: number; wrapped: Buffer; sealed: Buffer };

export async function listNamesToRekey(tx: Db, clientIds: readonly string[]): Promise<NamesToRekeyRow[]> {
  return (await sql<NamesToRekeyRow>`select * from people.list_names_to_rekey(${clientIds}::uuid[])`.execute(tx)).rows;
}

export async function rekeyNames(tx: Db, fresh: readonly { readonly clientId: string; readonly keys: readonly Buffer[] }[]): Promise<void> {
  await sql`select people.rekey_names(${fresh.map((one) => one.clientId)}::uuid[], ${fresh.flatMap(({ clientId, keys }) => keys.map(() => clientId))}::uuid[],
    ${fresh.flatMap(({ keys }) => keys)}::bytea[])`.execute(tx);
}

export async function replaceImported(
  tx: Db,
  clientId: string,
  categories: string[],
  records: Buffer[],
  nameKeys: Buffer[],
): Promise<void> {
  await sql`select people.replace_imported(${clientId}, ${categories}::text[], ${records}::bytea[], ${nameKeys}::bytea[])`.execute(tx);
}
