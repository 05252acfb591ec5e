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

export async function updateChosenMembership(
  tx: Db,
  hash: Buffer,
  membershipId: string,
): Promise<"chosen" | "unknown" | "second_factor_needed"> {
  const { rows } = await sql<{ outcome: "chosen" | "unknown" | "second_factor_needed" }>`
    select network.choose_membership(${hash}, ${membershipId}) as outcome`.execute(tx);
  return rows[0]!.outcome;
}

export type SecondFactorDemandRow = { role: string; demanded_at: Date | null; people: number; lacking: number };

export async function listSecondFactorDemands(tx: Db): Promise<SecondFactorDemandRow[]> {
  return (await sql<SecondFactorDemandRow>`select * from network.list_second_factor_demands()`.execute(tx)).rows;
}

export async function demandSecondFactor(tx: Db, role: string, isDemanded: boolean): Promise<"done" | "own_first"> {
  const { rows } = await sql<{ outcome: "done" | "own_first" }>`
    select network.demand_second_factor(${role}, ${isDemanded}) as outcome`.execute(tx);
  return rows[0]!.outcome;
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
  row: { id: string; accountId: string; unitId: string; role: string; name: string; title: string | null; entryId: string },
): Promise<void> {
  await sql`select network.give_membership(${row.id}, ${row.accountId}, ${row.unitId}, ${row.role}, ${row.name}, ${row.title}, ${row.entryId})`.execute(
    tx,
  );
}

export async function updateDeputy(tx: Db, siteId: string, membershipId: string, deputyId: string | null): Promise<void> {
  await tx
    .updateTable("network.membership")
    .set({ deputy_id: deputyId })
    .where("site_id", "=", siteId)
    .where("id", "=", membershipId)
    .execute();
}

export async function movePhase(tx: Db, phase: number, sinceOn: string): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select network.move_phase(${phase}, ${sinceOn}::date) as done`.execute(tx);
  return rows[0]!.done;
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
    unitId: string;
    role: string;
    title: string | null;
    entryId: string;
  },
): Promise<"created" | "added" | "own_account" | "known_elsewhere"> {
  const { rows } = await sql<{
    outcome: "created" | "added" | "own_account" | "known_elsewhere";
  }>`select network.add_member(${member.membershipId}, ${member.accountId}, ${member.email}, ${member.name}, ${member.unitId},
    ${member.role}, ${member.title}, ${member.entryId}) as outcome`.execute(tx);
  return rows[0]!.outcome;
}

/** Says whether a link was made: not for whoever has a password already. */
export async function insertFirstLink(
  tx: Db,
  link: { membershipId: string; hash: Buffer; id: string; expiresAt: Date; entryId: string },
): Promise<boolean> {
  const { rows } = await sql<{ made: boolean }>`
    select network.create_first_link(${link.membershipId}, ${link.hash}, ${link.id}, ${link.expiresAt}, ${link.entryId}) as made`.execute(
    tx,
  );
  return rows[0]!.made;
}

export type MemberAccessRow = { membership_id: string; is_own: boolean; may_sign_in: boolean; link_expires_at: Date | null };

export async function listMemberAccess(tx: Db): Promise<MemberAccessRow[]> {
  return (await sql<MemberAccessRow>`select * from network.list_member_access()`.execute(tx)).rows;
}

export type RegisterRow = {
  id: string;
  kind: string;
  name: string;
  role: string;
  unit_name: string;
  organisation_name: string;
  given_by: string;
  giver_role: string;
  given_at: Date;
  acknowledged_at: Date | null;
  total: number;
};

/** Open for an officer is what was given since they came, by a human, and what they have not acknowledged themself. */
const openToOfficer = sql<boolean>`mine.acknowledged_at is null and giver.role <> 'system' and entry.given_at >= officer.created_at`;

export async function listRegister(
  tx: Db,
  siteId: string,
  officerId: string,
  wanted: { onlyOpen: boolean; offset: number; limit: number },
): Promise<RegisterRow[]> {
  const { rows } = await sql<RegisterRow>`
    select entry.id, entry.kind, member.display_name as name, member.role, unit.name as unit_name, organisation.name as organisation_name,
           giver.display_name as given_by, giver.role as giver_role, entry.given_at, mine.acknowledged_at, count(*) over () as total
    from network.register_entry entry
    join network.membership officer on officer.site_id = entry.site_id and officer.id = ${officerId}
    join network.membership member on member.site_id = entry.site_id and member.id = entry.membership_id
    join network.membership giver on giver.site_id = entry.site_id and giver.id = entry.given_by
    join network.unit unit on unit.site_id = member.site_id and unit.id = member.unit_id
    join network.organisation organisation on organisation.site_id = unit.site_id and organisation.id = unit.organisation_id
    left join network.register_acknowledgement mine
      on mine.site_id = entry.site_id and mine.entry_id = entry.id and mine.membership_id = officer.id
    where entry.site_id = ${siteId} and (not ${wanted.onlyOpen}::boolean or (${openToOfficer}))
    order by entry.given_at desc, entry.id desc limit ${wanted.limit} offset ${wanted.offset}`.execute(tx);
  return rows;
}

export async function insertAcknowledgements(tx: Db, siteId: string, officerId: string, entryIds: readonly string[]): Promise<void> {
  await sql`
    insert into network.register_acknowledgement (site_id, entry_id, membership_id)
    select entry.site_id, entry.id, ${officerId} from network.register_entry entry
    where entry.site_id = ${siteId} and entry.id = any(${entryIds}::uuid[])
    on conflict do nothing`.execute(tx);
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

export async function purgeRemoved(tx: Db, schema: string): Promise<number> {
  return (await sql<{ gone: number }>`select ${sql.ref(schema)}.purge_removed() as gone`.execute(tx)).rows[0]!.gone;
}
