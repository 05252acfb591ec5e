import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";
import type { ReconstructionContent, ReconstructionState, Worksheet } from "./contract.ts";

export type ReconstructionRecord = {
  id: string;
  state: ReconstructionState;
  content: ReconstructionContent | null;
  worksheet: Worksheet | null;
  released_on: string | null;
  shared_on: string | null;
  version: number;
  /** Null where the actor may not know where it comes from. */
  unit_id: string | null;
  unit_name: string | null;
  unit_organisation_id: string | null;
  released_by_name: string | null;
  is_maker: boolean;
  may_write: boolean;
  may_check: boolean;
  may_coordinate: boolean;
  knows_origin: boolean;
  /** Of a draft. */
  sealed: Buffer | null;
  key_id: string | null;
  key_organisation_id: string | null;
  key_epoch: number | null;
  wrapped: Buffer | null;
  client_id: string | null;
  /** Of those who read the case. */
  case_id: string | null;
};

async function select(tx: Db, siteId: string, only: { id?: string; caseId?: string }): Promise<ReconstructionRecord[]> {
  const { rows } = await sql<ReconstructionRecord>`
    select r.id, r.state, r.content, r.worksheet, r.released_on, r.shared_on, r.version, o.unit_id, u.name as unit_name, u.organisation_id as unit_organisation_id,
      p.display_name as released_by_name, a.is_maker, a.may_write, a.may_check, a.may_coordinate, a.knows_origin,
      d.sealed, d.key_id, d.organisation_id as key_organisation_id, d.epoch as key_epoch, d.wrapped, d.client_id, c.id as case_id
    from themes.reconstructions() a
    join themes.reconstruction r on r.site_id = ${siteId} and r.id = a.id
    left join themes.reconstruction_origin o on o.site_id = r.site_id and o.reconstruction_id = r.id
    left join network.unit u on u.site_id = o.site_id and u.id = o.unit_id
    left join network.membership p on p.site_id = o.site_id and p.id = o.released_by
    left join themes.reconstruction_draft d on d.site_id = r.site_id and d.reconstruction_id = r.id
    left join cases.case_file c on c.site_id = d.site_id and c.id = d.case_id
    where (${only.id ?? null}::uuid is null or r.id = ${only.id ?? null}::uuid) and (${only.caseId ?? null}::uuid is null or c.id = ${only.caseId ?? null}::uuid)
    order by case r.state when 'in_check' then 0 when 'draft' then 1 else 2 end, r.released_on desc nulls first, r.id limit 500`.execute(
    tx,
  );
  return rows;
}
export const listRows = async (tx: Db, siteId: string): Promise<ReconstructionRecord[]> => await select(tx, siteId, {});
export const listRowsOfCase = async (tx: Db, siteId: string, caseId: string): Promise<ReconstructionRecord[]> =>
  await select(tx, siteId, { caseId });
export const findRow = async (tx: Db, siteId: string, id: string): Promise<ReconstructionRecord | undefined> =>
  (await select(tx, siteId, { id }))[0];

export async function maySee(tx: Db): Promise<{ begin: boolean; read: boolean; shared: boolean }> {
  const { rows } = await sql<{ begin: boolean; read: boolean; shared: boolean }>`
    select coalesce(themes.may_reconstruct(), false) as begin, coalesce(themes.may_read_reconstructions(), false) as read,
      coalesce(themes.may_read_shared_reconstructions(), false) as shared`.execute(tx);
  return rows[0]!;
}

export async function listMakers(tx: Db, siteId: string, id: string): Promise<{ membership_id: string; name: string }[]> {
  const { rows } = await sql<{ membership_id: string; name: string }>`
    select m.membership_id, p.display_name as name from themes.reconstruction_maker m join network.membership p on p.site_id = m.site_id and p.id = m.membership_id
    where m.site_id = ${siteId} and m.reconstruction_id = ${id} order by p.display_name, m.membership_id`.execute(tx);
  return rows;
}

export type Key = { readonly id: string; readonly organisationId: string; readonly epoch: number; readonly wrapped: Buffer };

const done = async (tx: Db, call: ReturnType<typeof sql<{ done: boolean }>>): Promise<boolean> => (await call.execute(tx)).rows[0]!.done;

/** The same id again is the same click. Says whether it was new. */
export async function insertReconstruction(
  tx: Db,
  it: { id: string; caseId: string | null; clientId: string | null; sealed: Buffer; key: Key },
): Promise<boolean> {
  return await done(
    tx,
    sql`select themes.begin_reconstruction(${it.id}, ${it.caseId}::uuid, ${it.clientId}::uuid, ${it.sealed}, ${it.key.id}, ${it.key.organisationId}, ${it.key.epoch},
      ${it.key.wrapped}) as done`,
  );
}

/** Each of these says whether the row was still at this version and the actor might do it. */
export const updateDraft = async (tx: Db, it: { id: string; version: number; sealed: Buffer }): Promise<boolean> =>
  await done(tx, sql`select themes.save_reconstruction(${it.id}, ${it.version}, ${it.sealed}) as done`);
export const insertMaker = async (tx: Db, id: string, membershipId: string): Promise<boolean> =>
  await done(tx, sql`select themes.add_reconstruction_maker(${id}, ${membershipId}) as done`);
export const handIn = async (tx: Db, it: { id: string; version: number }): Promise<boolean> =>
  await done(tx, sql`select themes.hand_in_reconstruction(${it.id}, ${it.version}) as done`);
export const giveBack = async (tx: Db, it: { id: string; version: number; sealed: Buffer }): Promise<boolean> =>
  await done(tx, sql`select themes.give_back_reconstruction(${it.id}, ${it.version}, ${it.sealed}) as done`);
export const release = async (
  tx: Db,
  it: { id: string; version: number; content: ReconstructionContent; worksheet: Worksheet },
): Promise<boolean> =>
  await done(
    tx,
    sql`select themes.release_reconstruction(${it.id}, ${it.version}, ${JSON.stringify(it.content)}::jsonb, ${JSON.stringify(it.worksheet)}::jsonb) as done`,
  );
export const takeBack = async (tx: Db, it: { id: string; version: number; sealed: Buffer; key: Key }): Promise<boolean> =>
  await done(
    tx,
    sql`select themes.take_back_reconstruction(${it.id}, ${it.version}, ${it.sealed}, ${it.key.id}, ${it.key.organisationId}, ${it.key.epoch}, ${it.key.wrapped}) as done`,
  );
export const setRemoved = async (tx: Db, id: string, isRemoved: boolean): Promise<boolean> =>
  await done(
    tx,
    isRemoved ? sql`select themes.remove_reconstruction(${id}) as done` : sql`select themes.restore_reconstruction(${id}) as done`,
  );

export async function updateReleased(
  tx: Db,
  it: { siteId: string; id: string; version: number; on: string } & ({ worksheet: Worksheet } | { sharedOn: string | null }),
): Promise<boolean> {
  const change = "worksheet" in it ? sql`worksheet = ${JSON.stringify(it.worksheet)}::jsonb` : sql`shared_on = ${it.sharedOn}::date`;
  const { numAffectedRows } = await sql`update themes.reconstruction set ${change}, changed_on = ${it.on}::date, version = version + 1
    where site_id = ${it.siteId} and id = ${it.id} and version = ${it.version}`.execute(tx);
  return numAffectedRows === 1n;
}

export type SharedRecord = {
  site_id: string;
  site_name: string;
  id: string;
  content: ReconstructionContent;
  worksheet: Worksheet;
  shared_on: string;
};
export async function listShared(tx: Db, id: string | null): Promise<SharedRecord[]> {
  return (await sql<SharedRecord>`select * from themes.list_shared_reconstructions(${id}::uuid)`.execute(tx)).rows;
}
export async function listSharedUnits(tx: Db, id: string): Promise<{ id: string; name: string }[]> {
  return (await sql<{ id: string; name: string }>`select * from themes.list_shared_reconstruction_units(${id})`.execute(tx)).rows;
}
