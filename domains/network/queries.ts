import { sql } from "kysely";
import type { Db } from "../../platform/server/database/pool.ts";

export type SessionRow = {
  account_id: string;
  account_name: string;
  language: string;
  is_demo: boolean;
  is_link: boolean;
  chosen: string | null;
  id: string | null;
  role: string;
  title: string | null;
  unit_name: string;
  organisation_name: string;
  site_id: string;
  site_slug: string;
  site_name: string;
  site_kind: string;
  structure_only: boolean;
};

export async function listMembershipsOfSession(tx: Db, hash: Buffer): Promise<SessionRow[]> {
  return (await sql<SessionRow>`select * from network.list_memberships_of_session(${hash})`.execute(tx)).rows;
}

export async function updateChosenMembership(tx: Db, hash: Buffer, membershipId: string): Promise<boolean> {
  const { rows } = await sql<{ chosen: boolean }>`select network.choose_membership(${hash}, ${membershipId}) as chosen`.execute(tx);
  return rows[0]!.chosen;
}

export type DemoAccountRow = {
  account_id: string;
  membership_id: string;
  name: string;
  role: string;
  title: string | null;
  unit_name: string;
  organisation_name: string;
  site_name: string;
  site_slug: string;
};

export async function listDemoAccounts(tx: Db): Promise<DemoAccountRow[]> {
  return (await sql<DemoAccountRow>`select * from network.list_demo_accounts()`.execute(tx)).rows;
}

export async function isDemo(tx: Db): Promise<boolean> {
  return (await sql<{ demo: boolean }>`select network.is_demo() as demo`.execute(tx)).rows[0]!.demo;
}

export async function findOrganisationKey(tx: Db, siteId: string, organisationId: string, epoch: number | undefined) {
  let query = tx
    .selectFrom("network.organisation_key")
    .select(["epoch", "wrapped"])
    .where("site_id", "=", siteId)
    .where("organisation_id", "=", organisationId);
  if (epoch !== undefined) query = query.where("epoch", "=", epoch);
  return await query.orderBy("epoch", "desc").limit(1).executeTakeFirst();
}

export async function insertOrganisationKey(
  tx: Db,
  row: { site_id: string; organisation_id: string; epoch: number; wrapped: Buffer },
): Promise<void> {
  await tx.insertInto("network.organisation_key").values(row).execute();
}

export async function getSite(tx: Db, siteId: string) {
  return await tx
    .selectFrom("network.site")
    .select(["id", "slug", "name", "kind", "structure_only", "phase"])
    .where("id", "=", siteId)
    .executeTakeFirstOrThrow();
}

export async function listTowns(tx: Db, siteId: string) {
  return await tx.selectFrom("network.town").select(["id", "name", "has_abh"]).where("site_id", "=", siteId).orderBy("name").execute();
}

export async function listOrganisations(tx: Db, siteId: string) {
  return await tx
    .selectFrom("network.organisation")
    .select(["id", "name", "short_name", "kind"])
    .where("site_id", "=", siteId)
    .where("removed_at", "is", null)
    .orderBy("name")
    .execute();
}

export async function listUnits(tx: Db, siteId: string) {
  return await tx
    .selectFrom("network.unit as unit")
    .innerJoin("network.organisation as organisation", (join) =>
      join.onRef("organisation.site_id", "=", "unit.site_id").onRef("organisation.id", "=", "unit.organisation_id"),
    )
    .select([
      "unit.id",
      "unit.slug",
      "unit.name",
      "unit.kind",
      "unit.organisation_id",
      "organisation.name as organisation_name",
      "unit.town_id",
      "unit.legal_domains",
    ])
    .where("unit.site_id", "=", siteId)
    .where("unit.removed_at", "is", null)
    .orderBy("organisation.name")
    .orderBy("unit.name")
    .execute();
}

export async function listMembers(tx: Db, siteId: string, today: string) {
  return await tx
    .selectFrom("network.membership")
    .select(["id", "display_name", "role", "title", "unit_id"])
    .where("site_id", "=", siteId)
    .where("role", "<>", "system")
    .where((where) => where.or([where("valid_until_on", "is", null), where("valid_until_on", ">=", today as never)]))
    .orderBy("display_name")
    .execute();
}

export async function listVocabulary(tx: Db, siteId: string) {
  return await tx
    .selectFrom("network.vocabulary_entry")
    .select(["vocabulary", "code", "label_de", "label_en", "valid_until_on"])
    .where("site_id", "=", siteId)
    .orderBy("vocabulary")
    .orderBy("position")
    .orderBy("code")
    .execute();
}

export async function findDraft(tx: Db, siteId: string, membershipId: string, key: string) {
  return await tx
    .selectFrom("network.draft")
    .select(["epoch", "sealed", "saved_at"])
    .where("site_id", "=", siteId)
    .where("membership_id", "=", membershipId)
    .where("key", "=", key)
    .executeTakeFirst();
}

export async function upsertDraft(
  tx: Db,
  row: { site_id: string; membership_id: string; key: string; epoch: number; sealed: Buffer; saved_at: Date },
): Promise<void> {
  await tx
    .insertInto("network.draft")
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(["site_id", "membership_id", "key"]).doUpdateSet({ epoch: row.epoch, sealed: row.sealed, saved_at: row.saved_at }),
    )
    .execute();
}

export async function deleteDraft(tx: Db, siteId: string, membershipId: string, key: string): Promise<void> {
  await tx
    .deleteFrom("network.draft")
    .where("site_id", "=", siteId)
    .where("membership_id", "=", membershipId)
    .where("key", "=", key)
    .execute();
}

export async function insertProgramme(tx: Db, id: string, name: string): Promise<void> {
  await sql`select network.found_programme(${id}, ${name})`.execute(tx);
}

export type Founding = {
  programmeId: string;
  siteId: string;
  slug: string;
  name: string;
  kind: string;
  structureOnly: boolean;
  population: number | null;
  organisation: { id: string; name: string; kind: string; regime: string };
  unit: { id: string; slug: string; name: string; kind: string };
  administration: { accountId: string; membershipId: string; name: string };
};

export async function insertSite(tx: Db, site: Founding): Promise<void> {
  await sql`select network.found_site(${site.programmeId}, ${site.siteId}, ${site.slug}, ${site.name}, ${site.kind}, ${site.structureOnly}, ${site.population},
    ${site.organisation.id}, ${site.organisation.name}, ${site.organisation.kind}, ${site.organisation.regime},
    ${site.unit.id}, ${site.unit.slug}, ${site.unit.name}, ${site.unit.kind},
    ${site.administration.accountId}, ${site.administration.membershipId}, ${site.administration.name})`.execute(tx);
}

export async function findSystemMembership(tx: Db, site: string, unit: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string | null }>`select network.find_system_membership(${site}, ${unit}) as id`.execute(tx);
  return rows[0]?.id ?? undefined;
}

export async function listSystemMemberships(tx: Db): Promise<{ site_id: string; site_slug: string; membership_id: string }[]> {
  return (
    await sql<{ site_id: string; site_slug: string; membership_id: string }>`select * from network.list_system_memberships()`.execute(tx)
  ).rows;
}

export async function insertTown(
  tx: Db,
  row: { site_id: string; id: string; name: string; population: number | null; has_abh: boolean },
): Promise<void> {
  await tx.insertInto("network.town").values(row).execute();
}

export async function insertOrganisation(
  tx: Db,
  row: { site_id: string; id: string; name: string; short_name: string | null; kind: string; data_protection_regime: string },
): Promise<void> {
  await tx.insertInto("network.organisation").values(row).execute();
}

export async function insertUnit(
  tx: Db,
  row: {
    site_id: string;
    id: string;
    organisation_id: string;
    town_id: string | null;
    slug: string;
    name: string;
    kind: string;
    legal_domains: string[];
  },
): Promise<void> {
  await tx.insertInto("network.unit").values(row).execute();
}

export async function insertMembership(
  tx: Db,
  row: {
    site_id: string;
    id: string;
    account_id: string;
    unit_id: string;
    role: string;
    display_name: string;
    title: string | null;
    valid_from_on?: string;
  },
): Promise<void> {
  await tx.insertInto("network.membership").values(row).execute();
}

export async function updateDeputy(tx: Db, siteId: string, membershipId: string, deputyId: string | null): Promise<void> {
  await tx
    .updateTable("network.membership")
    .set({ deputy_id: deputyId })
    .where("site_id", "=", siteId)
    .where("id", "=", membershipId)
    .execute();
}

export async function updatePhase(tx: Db, siteId: string, phase: number, sinceOn: string): Promise<void> {
  await tx
    .updateTable("network.site")
    .set({ phase, phase_since_on: sinceOn as never })
    .where("id", "=", siteId)
    .execute();
}

export async function insertVocabulary(
  tx: Db,
  rows: { site_id: string; vocabulary: string; code: string; label_de: string; label_en: string; position: number; built_in: boolean }[],
): Promise<void> {
  await tx.insertInto("network.vocabulary_entry").values(rows).execute();
}

export async function findOrganisation(tx: Db, siteId: string, id: string) {
  return await tx.selectFrom("network.organisation").select(["id"]).where("site_id", "=", siteId).where("id", "=", id).executeTakeFirst();
}

export async function updateOrganisation(
  tx: Db,
  siteId: string,
  id: string,
  change: { name: string; short_name: string | null },
): Promise<boolean> {
  const result = await tx
    .updateTable("network.organisation")
    .set(change)
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function findUnit(tx: Db, siteId: string, id: string) {
  return await tx.selectFrom("network.unit").select(["id", "slug"]).where("site_id", "=", siteId).where("id", "=", id).executeTakeFirst();
}

export async function listUnitSlugs(tx: Db, siteId: string): Promise<string[]> {
  return (await tx.selectFrom("network.unit").select("slug").where("site_id", "=", siteId).execute()).map((row) => row.slug);
}

export async function updateUnit(tx: Db, siteId: string, id: string, change: { name: string; legal_domains: string[] }): Promise<boolean> {
  const result = await tx.updateTable("network.unit").set(change).where("site_id", "=", siteId).where("id", "=", id).executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function findMembership(tx: Db, siteId: string, id: string) {
  return await tx
    .selectFrom("network.membership")
    .select(["id", "role", "unit_id"])
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .executeTakeFirst();
}

export async function insertMember(
  tx: Db,
  member: {
    membershipId: string;
    accountId: string;
    email: string;
    name: string;
    passwordHash: string;
    unitId: string;
    role: string;
    title: string | null;
  },
): Promise<boolean> {
  const { rows } = await sql<{
    added: boolean;
  }>`select network.add_member(${member.membershipId}, ${member.accountId}, ${member.email}, ${member.name}, ${member.passwordHash}, ${member.unitId},
    ${member.role}, ${member.title}) as added`.execute(tx);
  return rows[0]!.added;
}

export async function endMembership(tx: Db, siteId: string, id: string, lastDay: string): Promise<boolean> {
  const result = await tx
    .updateTable("network.membership")
    .set({ valid_from_on: sql`least(valid_from_on, ${lastDay}::date)`, valid_until_on: lastDay })
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("role", "<>", "system")
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
