import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";

export type AgreementRow = {
  id: string;
  title: string;
  content: string;
  sub_goal_id: string | null;
  sub_goal_title: string | null;
  from_on: string;
  until_on: string;
  remind_days: number;
  ended_on: string | null;
  end_reason: string | null;
  renewed_from_id: string | null;
  renewed_from_title: string | null;
  renewed_by_id: string | null;
  renewed_by_title: string | null;
  version: number;
  created_by: string;
  parties: { organisation_id: string; name: string; has_left: boolean; signed_by: string | null; signed_on: string | null }[];
  commitments: {
    id: string;
    organisation_id: string;
    organisation_name: string;
    text: string;
    due_on: string | null;
    kept_on: string | null;
  }[];
};

const agreementsWhere = (siteId: string, condition: RawBuilder<unknown>) => sql<AgreementRow>`
  select a.id, a.title, a.content, s.id as sub_goal_id, s.title as sub_goal_title, a.from_on, a.until_on, a.remind_days, a.ended_on, a.end_reason,
    b.id as renewed_from_id, b.title as renewed_from_title, n.id as renewed_by_id, n.title as renewed_by_title, a.version, a.created_by,
    coalesce((select jsonb_agg(jsonb_build_object('organisation_id', o.id, 'name', coalesce(o.short_name, o.name), 'has_left', o.removed_at is not null,
                                                 'signed_by', g.signed_by, 'signed_on', g.signed_on) order by o.name, o.id)
              from strategy.signature g join network.organisation o on o.site_id = g.site_id and o.id = g.organisation_id
              where g.site_id = a.site_id and g.agreement_id = a.id), '[]') as parties,
    coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'organisation_id', o.id, 'organisation_name', coalesce(o.short_name, o.name), 'text', c.text,
                                                 'due_on', c.due_on, 'kept_on', c.kept_on) order by c.position, c.id)
              from strategy.commitment c join network.organisation o on o.site_id = c.site_id and o.id = c.organisation_id
              where c.site_id = a.site_id and c.agreement_id = a.id), '[]') as commitments
  from strategy.target_agreement a
  left join strategy.sub_goal s on s.site_id = a.site_id and s.id = a.sub_goal_id
  left join strategy.target_agreement b on b.site_id = a.site_id and b.id = a.renewed_from_id
  left join lateral (select x.id, x.title from strategy.target_agreement x where x.site_id = a.site_id and x.renewed_from_id = a.id
                     order by x.from_on desc, x.id limit 1) n on true
  where a.site_id = ${siteId} and ${condition} order by a.until_on, a.title, a.id limit 500`;

export async function listAgreements(tx: Db, siteId: string): Promise<AgreementRow[]> {
  return (await agreementsWhere(siteId, sql`true`).execute(tx)).rows;
}

export async function findAgreement(tx: Db, siteId: string, id: string): Promise<AgreementRow | undefined> {
  return (await agreementsWhere(siteId, sql`a.id = ${id}`).execute(tx)).rows[0];
}

export type AgreementColumns = {
  title: string;
  content: string;
  sub_goal_id: string | null;
  from_on: string;
  until_on: string;
  remind_days: number;
};

export async function insertAgreement(
  tx: Db,
  row: AgreementColumns & { site_id: string; id: string; renewed_from_id: string | null; created_by: string },
): Promise<boolean> {
  const result = await tx
    .insertInto("strategy.target_agreement")
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
  row: AgreementColumns | { ended_on: string | null; end_reason: string | null } | Record<never, never>,
): Promise<boolean> {
  const result = await tx
    .updateTable("strategy.target_agreement")
    .set({ ...row, version: version + 1 })
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** The parties as they are now: those gone are taken out, those new come in unsigned. */
export async function saveParties(tx: Db, siteId: string, agreementId: string, organisationIds: readonly string[]): Promise<void> {
  await sql`
    delete from strategy.signature g where g.site_id = ${siteId} and g.agreement_id = ${agreementId}
      and not g.organisation_id = any(${[...organisationIds]}::uuid[])`.execute(tx);
  await sql`
    insert into strategy.signature (site_id, agreement_id, organisation_id)
    select ${siteId}, ${agreementId}, o from unnest(${[...organisationIds]}::uuid[]) o on conflict do nothing`.execute(tx);
}

export type CommitmentColumns = {
  readonly id: string;
  readonly organisationId: string;
  readonly text: string;
  readonly dueOn: string | null;
};

/** In the order given. One that stays keeps the day on which it was kept. */
export async function saveCommitments(tx: Db, siteId: string, agreementId: string, wanted: readonly CommitmentColumns[]): Promise<void> {
  await sql`
    delete from strategy.commitment c where c.site_id = ${siteId} and c.agreement_id = ${agreementId}
      and not c.id = any(${wanted.map((one) => one.id)}::uuid[])`.execute(tx);
  for (const [at, one] of wanted.entries()) {
    const { numAffectedRows } = await sql`
      update strategy.commitment set organisation_id = ${one.organisationId}, text = ${one.text}, due_on = ${one.dueOn}::date, position = ${at + 1}
      where site_id = ${siteId} and agreement_id = ${agreementId} and id = ${one.id}`.execute(tx);
    if (numAffectedRows === 0n)
      await sql`
        insert into strategy.commitment (site_id, id, agreement_id, organisation_id, text, due_on, position)
        values (${siteId}, ${one.id}, ${agreementId}, ${one.organisationId}, ${one.text}, ${one.dueOn}::date, ${at + 1})`.execute(tx);
  }
}

/** Which of these ids stand in another agreement. */
export async function listStrangeCommitments(tx: Db, siteId: string, agreementId: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select c.id from strategy.commitment c where c.site_id = ${siteId} and c.agreement_id <> ${agreementId} and c.id = any(${[...ids]}::uuid[])`.execute(
    tx,
  );
  return rows.map((row) => row.id);
}

export async function sign(
  tx: Db,
  siteId: string,
  agreementId: string,
  organisationId: string,
  signature: { by: string; on: string } | null,
): Promise<void> {
  await sql`
    update strategy.signature set signed_by = ${signature?.by ?? null}, signed_on = ${signature?.on ?? null}::date
    where site_id = ${siteId} and agreement_id = ${agreementId} and organisation_id = ${organisationId}`.execute(tx);
}

export async function keepCommitment(tx: Db, siteId: string, commitmentId: string, keptOn: string | null): Promise<void> {
  await sql`update strategy.commitment set kept_on = ${keptOn}::date where site_id = ${siteId} and id = ${commitmentId}`.execute(tx);
}

export async function listPresent(tx: Db, siteId: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select o.id from network.organisation o where o.site_id = ${siteId} and o.removed_at is null and o.id = any(${[...ids]}::uuid[])`.execute(
    tx,
  );
  return rows.map((row) => row.id);
}
