import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";
import type { ResponsibilityForm } from "./contract.ts";

export type ResponsibilityRow = {
  id: string;
  unit_id: string;
  deputy_unit_id: string | null;
  town_ids: string[];
  age_from: number | null;
  age_to: number | null;
  residence_statuses: string[];
  letter_from: string | null;
  letter_to: string | null;
  languages: string[];
  legal_domains: string[];
  matters: string[];
  phone: string | null;
  handling: string | null;
  valid_from_on: string;
  valid_until_on: string | null;
  version: number;
};

const columns = sql`id, unit_id, deputy_unit_id, town_ids, age_from, age_to, residence_statuses, letter_from, letter_to, languages, legal_domains,
  matters, phone, handling, valid_from_on, valid_until_on, version`;

export async function listResponsibilities(tx: Db, siteId: string): Promise<ResponsibilityRow[]> {
  const { rows } = await sql<ResponsibilityRow>`
    select ${columns} from network.responsibility where site_id = ${siteId} and removed_at is null order by created_at, id limit 1000`.execute(
    tx,
  );
  return rows;
}

export async function hasResponsibilities(tx: Db, siteId: string): Promise<boolean> {
  const { rows } = await sql<{ is_any: boolean }>`
    select exists (select from network.responsibility r where r.site_id = ${siteId} and r.removed_at is null) as is_any`.execute(tx);
  return rows[0]!.is_any;
}

export async function findResponsibility(tx: Db, siteId: string, id: string): Promise<ResponsibilityRow | undefined> {
  const { rows } = await sql<ResponsibilityRow>`
    select ${columns} from network.responsibility where site_id = ${siteId} and id = ${id}`.execute(tx);
  return rows[0];
}

/** Says whether it was new: the same id a second time is the same click. */
export async function insertResponsibility(
  tx: Db,
  it: { siteId: string; id: string; createdBy: string; form: ResponsibilityForm },
): Promise<boolean> {
  const { form } = it;
  const { numAffectedRows } = await sql`
    insert into network.responsibility (site_id, id, unit_id, deputy_unit_id, town_ids, age_from, age_to, residence_statuses, letter_from, letter_to, languages,
      legal_domains, matters, phone, handling, valid_from_on, valid_until_on, created_by)
    values (${it.siteId}, ${it.id}, ${form.unitId}, ${form.deputyUnitId}, ${form.townIds}::uuid[], ${form.ageFrom}, ${form.ageTo}, ${form.residenceStatuses}::text[],
      ${form.letterFrom}, ${form.letterTo}, ${form.languages}::text[], ${form.legalDomains}::text[], ${form.matters}::text[], ${form.phone}, ${form.handling},
      ${form.validFromOn}::date, ${form.validUntilOn}::date, ${it.createdBy}) on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export async function updateResponsibility(
  tx: Db,
  it: { siteId: string; id: string; version: number; form: ResponsibilityForm },
): Promise<boolean> {
  const { form } = it;
  const { numAffectedRows } = await sql`
    update network.responsibility set unit_id = ${form.unitId}, deputy_unit_id = ${form.deputyUnitId}, town_ids = ${form.townIds}::uuid[], age_from = ${form.ageFrom},
      age_to = ${form.ageTo}, residence_statuses = ${form.residenceStatuses}::text[], letter_from = ${form.letterFrom}, letter_to = ${form.letterTo},
      languages = ${form.languages}::text[], legal_domains = ${form.legalDomains}::text[], matters = ${form.matters}::text[], phone = ${form.phone},
      handling = ${form.handling}, valid_from_on = ${form.validFromOn}::date, valid_until_on = ${form.validUntilOn}::date, version = version + 1
    where site_id = ${it.siteId} and id = ${it.id} and version = ${it.version} and removed_at is null`.execute(tx);
  return numAffectedRows === 1n;
}

export async function updateRemoved(tx: Db, siteId: string, id: string, at: Date | null): Promise<void> {
  await sql`update network.responsibility set removed_at = ${at}, version = version + 1 where site_id = ${siteId} and id = ${id}`.execute(
    tx,
  );
}
