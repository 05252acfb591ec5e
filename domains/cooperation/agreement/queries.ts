import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";

export type PartyRow = { organisation_id: string; name: string; signed_on: string | null; has_left: boolean };
export type AgreementRow = {
  id: string;
  title: string;
  content: string;
  from_on: string;
  until_on: string | null;
  remind_days: number;
  ended_on: string | null;
  created_by: string;
  version: number;
  parties: PartyRow[];
};

function agreementsWhere(siteId: string, condition: RawBuilder<unknown>) {
  return sql<AgreementRow>`
    select a.id, a.title, a.content, a.from_on, a.until_on, a.remind_days, a.ended_on, a.created_by, a.version,
      coalesce((select jsonb_agg(jsonb_build_object('organisation_id', o.id, 'name', coalesce(o.short_name, o.name), 'signed_on', p.signed_on,
                                                   'has_left', o.removed_at is not null) order by o.name, o.id)
                from cooperation.agreement_party p join network.organisation o on o.site_id = p.site_id and o.id = p.organisation_id
                where p.site_id = a.site_id and p.agreement_id = a.id), '[]') as parties
    from cooperation.agreement a where a.site_id = ${siteId} and ${condition} order by a.title, a.id limit 500`;
}

export async function listAgreements(tx: Db, siteId: string): Promise<AgreementRow[]> {
  return (await agreementsWhere(siteId, sql`true`).execute(tx)).rows;
}

export async function findAgreement(tx: Db, siteId: string, id: string): Promise<AgreementRow | undefined> {
  return (await agreementsWhere(siteId, sql`a.id = ${id}`).execute(tx)).rows[0];
}

export type AgreementColumns = { title: string; content: string; from_on: string; until_on: string | null; remind_days: number };

export async function insertAgreement(
  tx: Db,
  row: AgreementColumns & { site_id: string; id: string; created_by: string },
): Promise<boolean> {
  const result = await tx
    .insertInto("cooperation.agreement")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function updateAgreement(
  tx: Db,
  siteId: string,
  id: string,
  version: number,
  row: AgreementColumns | { ended_on: string | null },
): Promise<boolean> {
  const result = await tx
    .updateTable("cooperation.agreement")
    .set({ ...row, version: version + 1 })
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** The parties as they are now: those gone are taken out, those new come in, days of signing follow. */
export async function saveParties(
  tx: Db,
  siteId: string,
  agreementId: string,
  parties: readonly { organisationId: string; signedOn: string | null }[],
): Promise<void> {
  await sql`
    delete from cooperation.agreement_party p where p.site_id = ${siteId} and p.agreement_id = ${agreementId}
      and not p.organisation_id = any(${parties.map((party) => party.organisationId)}::uuid[])`.execute(tx);
  for (const party of parties)
    await sql`
      insert into cooperation.agreement_party (site_id, agreement_id, organisation_id, signed_on)
      values (${siteId}, ${agreementId}, ${party.organisationId}, ${party.signedOn})
      on conflict (site_id, agreement_id, organisation_id) do update set signed_on = excluded.signed_on`.execute(tx);
}
