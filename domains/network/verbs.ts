import {
  addAccount,
  awaitsCode,
  findCredentials,
  hashPassword,
  newFirstLink,
  openSession,
  pathOfPasswordLink,
  recordAccess,
  type Visit,
} from "../accounts/index.ts";
import { dayOf, now, today } from "../../platform/server/clock.ts";
import { asActor, atDoor, type Call, type DoorCall } from "../../platform/server/database/actor.ts";
import type { Database } from "../../platform/server/database/pool.ts";
import { csrfToken, hashToken } from "../../platform/server/http/session.ts";
import { newId } from "../../platform/server/ids.ts";
import { conflict, forbidden, invalid, notFound, signedOut } from "../../platform/server/problem.ts";
import { endedOf, isGivenAt, type RegisterEntry, type Role, type SessionState, type SiteView } from "./contract.ts";
import { newOrganisationKey, openForOrganisation, sealForOrganisation } from "./keyring.ts";
import * as queries from "./queries.ts";
import { defaultVocabularies } from "./vocabularies.ts";

async function readSession(call: DoorCall, token: string | undefined): Promise<SessionState> {
  const demo = await queries.isDemo(call.tx);
  const rows = token ? await queries.listMembershipsOfSession(call.tx, hashToken(token)) : [];
  const first = rows[0];
  // a cookie whose session has ended still comes with every change, so it still needs its token: else nobody could sign in over it
  if (!token || !first)
    return {
      signedIn: false,
      demo,
      csrf: token ? csrfToken(token) : null,
      language: null,
      account: null,
      awaitsCode: token !== undefined && (await awaitsCode(call.tx, hashToken(token))),
      isLink: false,
      actor: null,
      memberships: [],
    };
  const memberships = rows.filter((row) => row.id !== null);
  const chosen = memberships.find((row) => row.id === row.chosen);
  return {
    signedIn: true,
    demo,
    csrf: csrfToken(token),
    // accounts of the demo are shared by all who look around: each keeps the language of the own browser
    language: first.is_demo ? null : (first.language as "de" | "en"),
    account: { name: first.account_name },
    awaitsCode: false,
    isLink: first.is_link,
    actor: chosen
      ? {
          membershipId: chosen.id!,
          role: chosen.role as Role,
          title: chosen.title,
          unitName: chosen.unit_name,
          organisationName: chosen.organisation_name,
          siteName: chosen.site_name,
          siteSlug: chosen.site_slug,
          siteKind: chosen.site_kind as SiteView["site"]["kind"],
          structureOnly: chosen.structure_only,
        }
      : null,
    memberships: memberships.map((row) => ({
      id: row.id!,
      role: row.role as Role,
      title: row.title,
      unitName: row.unit_name,
      organisationName: row.organisation_name,
      siteName: row.site_name,
    })),
  };
}

export async function getSession(database: Database, token: string | undefined): Promise<SessionState> {
  return await atDoor(database, (call) => readSession(call, token));
}

export async function chooseMembership(
  database: Database,
  token: string | undefined,
  membershipId: string | undefined,
): Promise<SessionState> {
  if (!token) throw signedOut();
  return await atDoor(database, async (call) => {
    const state = await readSession(call, token);
    if (!state.signedIn) throw signedOut();
    const wanted = membershipId ?? state.actor?.membershipId ?? state.memberships[0]?.id;
    if (!wanted) throw notFound();
    const outcome = await queries.updateChosenMembership(call.tx, hashToken(token), wanted);
    if (outcome === "unknown") throw notFound();
    if (outcome === "second_factor_needed") throw forbidden(outcome);
    return await readSession(call, token);
  });
}

export async function listDemoAccounts(database: Database) {
  return await atDoor(database, (call) => queries.listDemoAccounts(call.tx));
}

export async function demoSignIn(database: Database, membershipId: string, visit: Visit = {}) {
  return await atDoor(database, async (call) => {
    const account = (await queries.listDemoAccounts(call.tx)).find((row) => row.membership_id === membershipId);
    if (!account) throw notFound();
    return await openSession(call, { accountId: account.account_id, membershipId, isLink: false }, visit);
  });
}

export async function getSiteView(call: Call): Promise<SiteView> {
  const { tx, actor } = call;
  const site = await queries.getSite(tx, actor.siteId);
  const towns = await queries.listTowns(tx, actor.siteId);
  const organisations = await queries.listOrganisations(tx, actor.siteId);
  const units = await queries.listUnits(tx, actor.siteId);
  const members = await queries.listMembers(tx, actor.siteId, today());
  const vocabularies: SiteView["vocabularies"] = {};
  for (const entry of await queries.listVocabulary(tx, actor.siteId)) {
    // what has ended is chosen no more, but still has its label where it was chosen
    const isOver = entry.valid_until_on !== null && (entry.valid_until_on as unknown as string) < today();
    (vocabularies[isOver ? endedOf(entry.vocabulary) : entry.vocabulary] ??= []).push({
      code: entry.code,
      de: entry.label_de,
      en: entry.label_en,
    });
  }
  return {
    site: {
      id: site.id,
      slug: site.slug,
      name: site.name,
      kind: site.kind as SiteView["site"]["kind"],
      structureOnly: site.structure_only,
      phase: site.phase,
    },
    towns: towns.map((town) => ({ id: town.id, name: town.name, hasAbh: town.has_abh })),
    organisations: organisations.map((row) => ({ id: row.id, name: row.name, shortName: row.short_name, kind: row.kind })),
    units: units.map((row) => ({
      id: row.id,
      slug: row.slug,
      name: row.name,
      kind: row.kind,
      organisationId: row.organisation_id,
      organisationName: row.organisation_name,
      townId: row.town_id,
      legalDomains: row.legal_domains,
    })),
    members: members.map((row) => ({ id: row.id, name: row.display_name, role: row.role, title: row.title, unitId: row.unit_id })),
    vocabularies,
  };
}

/** What stands in the letterhead of a document. */
export async function getSiteName(call: Call): Promise<string> {
  return (await queries.getSite(call.tx, call.actor.siteId)).name;
}

type Draft = { content: string | null; savedAt: string | null };
const draftContext = (call: Call, key: string) => ({ subjectId: call.actor.membershipId, table: "network.draft", column: key });

export async function getDraft(call: Call, key: string): Promise<Draft> {
  const row = await queries.findDraft(call.tx, call.actor.siteId, call.actor.membershipId, key);
  if (!row) return { content: null, savedAt: null };
  return { content: await openForOrganisation(call, draftContext(call, key), row), savedAt: row.saved_at.toISOString() };
}

export async function saveDraft(call: Call, key: string, content: string): Promise<Draft> {
  const savedAt = now();
  const { epoch, sealed } = await sealForOrganisation(call, draftContext(call, key), content);
  const { siteId, membershipId } = call.actor;
  await queries.upsertDraft(call.tx, { site_id: siteId, membership_id: membershipId, key, epoch, sealed, saved_at: savedAt });
  return { content, savedAt: savedAt.toISOString() };
}

/** Also called by a verb that saves what the draft was for. */
export async function discardDraft(call: Call, key: string): Promise<Draft> {
  await queries.deleteDraft(call.tx, call.actor.siteId, call.actor.membershipId, key);
  return { content: null, savedAt: null };
}

export async function foundProgramme(database: Database, name: string): Promise<string> {
  const id = newId();
  await atDoor(database, (call) => queries.insertProgramme(call.tx, id, name));
  return id;
}

export type NewSite = {
  programmeId: string;
  slug: string;
  name: string;
  kind: SiteView["site"]["kind"];
  structureOnly?: boolean;
  population?: number;
  organisation: { name: string; kind: string; regime: string };
  unit: { slug: string; name: string; kind: string };
};

/** Founds a site with its administration and its words. Answers the system membership that commands and jobs of this site act as. */
export async function foundSite(
  database: Database,
  site: NewSite,
): Promise<{ siteId: string; organisationId: string; unitId: string; systemMembershipId: string }> {
  const ids = { siteId: newId(), organisationId: newId(), unitId: newId(), systemMembershipId: newId() };
  await atDoor(database, async (call) => {
    const accountId = newId();
    await addAccount(call.tx, {
      id: accountId,
      email: `system@${site.slug}.invalid`,
      name: "Verbund",
      passwordHash: null,
      language: "de",
      isDemo: false,
    });
    await queries.insertSite(call.tx, {
      programmeId: site.programmeId,
      siteId: ids.siteId,
      slug: site.slug,
      name: site.name,
      kind: site.kind,
      structureOnly: site.structureOnly ?? false,
      population: site.population ?? null,
      organisation: { id: ids.organisationId, ...site.organisation },
      unit: { id: ids.unitId, ...site.unit },
      administration: { accountId, membershipId: ids.systemMembershipId, name: "Verbund" },
    });
  });
  await asActor(database, { membership: ids.systemMembershipId }, async (call) => {
    await addOrganisationKey(call, ids.organisationId);
    await queries.insertVocabulary(
      call.tx,
      defaultVocabularies.map((entry) => ({ site_id: ids.siteId, ...entry })),
    );
  });
  return ids;
}

async function addOrganisationKey(call: Call, organisationId: string): Promise<void> {
  const key = newOrganisationKey(call.keys, call.actor.siteId, organisationId);
  await queries.insertOrganisationKey(call.tx, { site_id: call.actor.siteId, organisation_id: organisationId, ...key });
}

export async function addTown(call: Call, town: { name: string; population?: number; hasAbh?: boolean }): Promise<string> {
  const id = newId();
  await queries.insertTown(call.tx, {
    site_id: call.actor.siteId,
    id,
    name: town.name,
    population: town.population ?? null,
    has_abh: town.hasAbh ?? false,
  });
  return id;
}

export async function addOrganisation(
  call: Call,
  organisation: { name: string; shortName?: string; kind: string; regime: string },
): Promise<string> {
  const id = newId();
  await queries.insertOrganisation(call.tx, {
    site_id: call.actor.siteId,
    id,
    name: organisation.name,
    short_name: organisation.shortName ?? null,
    kind: organisation.kind,
    data_protection_regime: organisation.regime,
  });
  await addOrganisationKey(call, id);
  return id;
}

export type NewUnit = { organisationId: string; slug: string; name: string; kind: string; townId?: string; legalDomains?: string[] };

export async function addUnit(call: Call, unit: NewUnit): Promise<string> {
  const id = newId();
  await queries.insertUnit(call.tx, {
    site_id: call.actor.siteId,
    id,
    organisation_id: unit.organisationId,
    town_id: unit.townId ?? null,
    slug: unit.slug,
    name: unit.name,
    kind: unit.kind,
    legal_domains: unit.legalDomains ?? [],
  });
  return id;
}

export type NewAccount = { email: string; name: string; password?: string; language?: "de" | "en"; isDemo?: boolean };

export async function createAccount(database: Database, account: NewAccount): Promise<string> {
  const id = newId();
  const passwordHash = account.password === undefined ? null : await hashPassword(account.password);
  await atDoor(database, (call) =>
    addAccount(call.tx, {
      id,
      email: account.email,
      name: account.name,
      passwordHash,
      language: account.language ?? "de",
      isDemo: account.isDemo ?? false,
    }),
  );
  return id;
}

/** What the installation itself does, as the system membership of a site; people use `addMember`. */
export async function addMembership(
  call: Call,
  membership: { accountId: string; unitId: string; role: Role | "system"; name: string; title?: string },
): Promise<string> {
  const id = newId();
  const { accountId, unitId, role, name, title = null } = membership;
  await queries.insertMembership(call.tx, { id, accountId, unitId, role, name, title, entryId: newId() });
  return id;
}

export async function setDeputy(call: Call, membershipId: string, deputyId: string | null): Promise<void> {
  await queries.updateDeputy(call.tx, call.actor.siteId, membershipId, deputyId);
}

export async function setPhase(call: Call, phase: number, sinceOn: string): Promise<void> {
  await queries.updatePhase(call.tx, call.actor.siteId, phase, sinceOn);
}

/** By the coordination, as its milestones say; answers whether anything changed. */
export async function movePhase(call: Call, phase: number, sinceOn: string): Promise<boolean> {
  return await queries.movePhase(call.tx, phase, sinceOn);
}

/** The membership that a command for this unit acts as; undefined when site or unit is unknown. */
export async function findSystemMembership(database: Database, site: string, unit: string): Promise<string | undefined> {
  return await atDoor(database, (call) => queries.findSystemMembership(call.tx, site, unit));
}

/** One system membership per site, for jobs. */
export async function listSystemMemberships(database: Database) {
  return await atDoor(database, (call) => queries.listSystemMemberships(call.tx));
}

function mustAdministrate(call: Call): void {
  if (call.actor.role !== "site_admin" && call.actor.role !== "system") throw forbidden();
}

/** "Fallmanagement der Stadt" → "fallmanagement-der-stadt", numbered if taken: commands name units by it. */
function slugOf(name: string, taken: readonly string[]): string {
  const umlauts: Record<string, string> = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };
  const plain = name
    .toLowerCase()
    .replaceAll(/[äöüß]/g, (letter) => umlauts[letter] ?? "")
    .normalize("NFKD")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[-0-9]+|-+$/g, "")
    .slice(0, 34);
  const base = plain.length >= 2 ? plain : "stelle";
  if (!taken.includes(base)) return base;
  for (let number = 2; ; number += 1) if (!taken.includes(`${base}-${number}`)) return `${base}-${number}`;
}

export type OrganisationForm = { name: string; shortName: string | null; kind: string; dataProtectionRegime: string };

export async function saveOrganisation(call: Call, id: string, form: OrganisationForm): Promise<void> {
  mustAdministrate(call);
  const { siteId } = call.actor;
  if (!(await queries.updateOrganisation(call.tx, siteId, id, { name: form.name, short_name: form.shortName }))) {
    await queries.insertOrganisation(call.tx, {
      site_id: siteId,
      id,
      name: form.name,
      short_name: form.shortName,
      kind: form.kind,
      data_protection_regime: form.dataProtectionRegime,
    });
    await addOrganisationKey(call, id);
  }
  await recordAccess(call, { action: "network.save_organisation", basis: "administration" });
}

export type UnitForm = { organisationId: string; townId: string | null; name: string; kind: string; legalDomains: readonly string[] };

export async function saveUnit(call: Call, id: string, form: UnitForm): Promise<void> {
  mustAdministrate(call);
  const { siteId } = call.actor;
  if (!(await queries.findOrganisation(call.tx, siteId, form.organisationId))) throw notFound();
  if (!(await queries.updateUnit(call.tx, siteId, id, { name: form.name, legal_domains: [...form.legalDomains] }))) {
    await queries.insertUnit(call.tx, {
      site_id: siteId,
      id,
      organisation_id: form.organisationId,
      town_id: form.townId,
      slug: slugOf(form.name, await queries.listUnitSlugs(call.tx, siteId)),
      name: form.name,
      kind: form.kind,
      legal_domains: [...form.legalDomains],
    });
  }
  await recordAccess(call, { action: "network.save_unit", basis: "administration" });
}

export type MemberForm = { name: string; email: string; unitId: string; role: Role; title: string | null };
export type FirstLink = { readonly path: string; readonly expiresAt: string };

/** Undefined for whoever has a password already: nobody but they themselves changes it. */
async function makeFirstLink(call: Call, membershipId: string): Promise<FirstLink | null> {
  const link = newFirstLink();
  const made = await queries.insertFirstLink(call.tx, { ...link, membershipId, entryId: newId() });
  return made ? { path: pathOfPasswordLink(link.token), expiresAt: link.expiresAt.toISOString() } : null;
}

/** The same click a second time gets a link again, since the first one may never have arrived. */
export async function addMember(call: Call, membershipId: string, form: MemberForm): Promise<FirstLink | null> {
  mustAdministrate(call);
  if (await queries.findMembership(call.tx, call.actor.siteId, membershipId)) return await makeFirstLink(call, membershipId);
  if (!(await queries.findUnit(call.tx, call.actor.siteId, form.unitId))) throw notFound();
  const { kind } = await queries.getSite(call.tx, call.actor.siteId);
  if (!isGivenAt(kind, form.role)) throw invalid([{ path: "body.role", code: "unknown_code" }]);
  const outcome = await queries.insertMember(call.tx, { ...form, membershipId, accountId: newId(), entryId: newId() });
  if (outcome !== "created" && outcome !== "added") throw invalid([{ path: "body.email", code: outcome }]);
  await recordAccess(call, { action: "network.add_member", basis: "administration" });
  // whoever has an account already has a password or a link, which must not end by this
  return outcome === "created" ? await makeFirstLink(call, membershipId) : null;
}

export async function renewFirstLink(call: Call, membershipId: string): Promise<FirstLink | null> {
  mustAdministrate(call);
  if (!(await queries.findMembership(call.tx, call.actor.siteId, membershipId))) throw notFound();
  const link = await makeFirstLink(call, membershipId);
  if (!link) throw conflict("has_password");
  await recordAccess(call, { action: "network.renew_first_link", basis: "administration" });
  return link;
}

export async function listMemberAccess(call: Call) {
  mustAdministrate(call);
  const rows = await queries.listMemberAccess(call.tx);
  return rows.map((row) => ({
    membershipId: row.membership_id,
    isOwn: row.is_own,
    state: row.may_sign_in
      ? ("ready" as const)
      : row.link_expires_at && row.link_expires_at > now()
        ? ("link_open" as const)
        : ("link_over" as const),
    linkExpiresAt: row.link_expires_at?.toISOString() ?? null,
  }));
}

export async function listSecondFactorDemands(call: Call) {
  mustAdministrate(call);
  const rows = await queries.listSecondFactorDemands(call.tx);
  return {
    roles: rows.map((row) => ({
      role: row.role as Role,
      isDemanded: row.demanded_at !== null,
      people: row.people,
      lacking: row.lacking,
    })),
  };
}

export async function demandSecondFactor(call: Call, role: Role, isDemanded: boolean) {
  mustAdministrate(call);
  const { kind } = await queries.getSite(call.tx, call.actor.siteId);
  if (!isGivenAt(kind, role)) throw notFound();
  if ((await queries.demandSecondFactor(call.tx, role, isDemanded)) === "own_first") throw conflict("own_first");
  await recordAccess(call, { action: "network.demand_second_factor", basis: "administration" });
  return await listSecondFactorDemands(call);
}

export const registerPage = 50;

/** New accounts and roles that see people, watch or administrate, for the data protection officer of the site. */
export async function listRegister(call: Call, wanted: { only: "open" | "all"; page: number }) {
  if (call.actor.role !== "data_protection_officer") throw forbidden();
  const { siteId, membershipId } = call.actor;
  const offset = (wanted.page - 1) * registerPage;
  const rows = await queries.listRegister(call.tx, siteId, membershipId, { onlyOpen: wanted.only === "open", offset, limit: registerPage });
  const open = wanted.only === "open" ? (rows[0]?.total ?? 0) : await countOpen(call);
  return { entries: rows.map(registerEntryOf), open, pages: Math.max(1, Math.ceil((rows[0]?.total ?? 0) / registerPage)) };
}

async function countOpen(call: Call): Promise<number> {
  const { siteId, membershipId } = call.actor;
  return (await queries.listRegister(call.tx, siteId, membershipId, { onlyOpen: true, offset: 0, limit: 1 }))[0]?.total ?? 0;
}

function registerEntryOf(row: queries.RegisterRow): RegisterEntry {
  return {
    id: row.id,
    kind: row.kind as RegisterEntry["kind"],
    name: row.name,
    role: row.role as Role,
    unitName: row.unit_name,
    organisationName: row.organisation_name,
    givenBy: row.given_by,
    byInstallation: row.giver_role === "system",
    givenAt: row.given_at.toISOString(),
    acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
  };
}

export async function acknowledgeRegister(call: Call, entryIds: readonly string[]): Promise<number> {
  if (call.actor.role !== "data_protection_officer") throw forbidden();
  await queries.insertAcknowledgements(call.tx, call.actor.siteId, call.actor.membershipId, entryIds);
  return await countOpen(call);
}

/** The last day is yesterday, so that nothing more happens today; who began today was there for yesterday alone. */
export async function endMember(call: Call, membershipId: string): Promise<void> {
  mustAdministrate(call);
  if (membershipId === call.actor.membershipId) throw forbidden("own_account");
  const yesterday = dayOf(new Date(now().getTime() - 86_400_000));
  if (!(await queries.endMembership(call.tx, call.actor.siteId, membershipId, yesterday))) throw notFound();
  await recordAccess(call, { action: "network.end_member", basis: "administration" });
}

/** Whether whoever runs the installation may make the owner of this address an administration. */
export async function findAccountByAddress(database: Database, email: string): Promise<"none" | "waits" | "ready"> {
  const known = await atDoor(database, (call) => findCredentials(call.tx, email));
  return !known ? "none" : known.password_hash === null ? "waits" : "ready";
}

/**
 * The first human of a site: its administration, who adds everybody else. Null if this address has a password already: then it is one more membership of
 * the same person. Not for an account that waits for its first password: who holds that link is not known here.
 */
export async function joinAsAdministration(
  database: Database,
  site: { systemMembershipId: string; unitId: string },
  person: { name: string; email: string },
): Promise<FirstLink | null> {
  const known = await atDoor(database, (call) => findCredentials(call.tx, person.email));
  return await asActor(database, { membership: site.systemMembershipId }, async (call) => {
    if (!known?.password_hash) return await addMember(call, newId(), { ...person, unitId: site.unitId, role: "site_admin", title: null });
    await addMembership(call, { accountId: known.account_id, unitId: site.unitId, role: "site_admin", name: person.name });
    return null;
  });
}
