import { z } from "zod";
import { endpoint } from "../../platform/contract/endpoint.ts";
import { id, instant, line, page, paperLanguage, spreadsheetType } from "../../platform/contract/values.ts";
import { emailAddress } from "../accounts/contract.ts";

export * from "./responsibility/contract.ts";
export * from "./setup/contract.ts";
export * from "./vocabulary/contract.ts";

export const roles = [
  "case_manager",
  "team_lead",
  "partner",
  "coordinator",
  "body_member",
  "accompaniment",
  "evaluator",
  "programme_lead",
  "data_protection_officer",
  "site_admin",
] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;

export const siteKinds = ["kreis", "city", "town_with_abh", "programme_office"] as const;
export const siteKind = z.enum(siteKinds);

const programmeRoles: readonly Role[] = ["accompaniment", "evaluator", "programme_lead"];
/** Roles of the programme look at all its sites, so they are given by its office alone. */
export function isGivenAt(kind: string, wanted: Role): boolean {
  return kind === "programme_office" || !programmeRoles.includes(wanted);
}

/** Bodies of law, each with its own authority. Codes are built in; a site may relabel them. */
export const legalDomains = [
  "sgb_ii",
  "sgb_iii",
  "sgb_v",
  "sgb_viii",
  "sgb_ix",
  "sgb_xii",
  "asylblg",
  "asylg",
  "aufenthg",
  "freizuegg_eu",
  "stag",
] as const;
export const legalDomain = z.enum(legalDomains);
export type LegalDomain = z.infer<typeof legalDomain>;

/** What of a person a reader may see is granted per category. */
export const dataCategories = [
  "identity",
  "contact",
  "residence",
  "livelihood",
  "work",
  "language_education",
  "housing",
  "family",
  "health",
  "plan",
  "participation",
] as const;
export const dataCategory = z.enum(dataCategories);
export type DataCategory = z.infer<typeof dataCategory>;

export const membershipChoice = z.object({
  id,
  role,
  title: z.string().nullable(),
  unitName: z.string(),
  organisationName: z.string(),
  siteName: z.string(),
});

export const sessionState = z.object({
  signedIn: z.boolean(),
  /** This installation shows the fictional programme. */
  demo: z.boolean(),
  csrf: z.string().nullable(),
  language: z.enum(["de", "en"]).nullable(),
  account: z.object({ name: z.string() }).nullable(),
  /** The password was right, the code of the second factor is still to come: nobody is signed in yet. */
  awaitsCode: z.boolean(),
  /** Opened by a personal link: papers only. */
  isLink: z.boolean(),
  actor: z
    .object({
      membershipId: id,
      role,
      title: z.string().nullable(),
      unitName: z.string(),
      organisationName: z.string(),
      siteName: z.string(),
      siteSlug: z.string(),
      siteKind,
      structureOnly: z.boolean(),
    })
    .nullable(),
  memberships: z.array(membershipChoice),
});
export type SessionState = z.infer<typeof sessionState>;

export const getSession = endpoint({ method: "GET", path: "/api/network/session", open: true, answer: sessionState });

/**
 * Acts as one membership from now on; without an id, the one used last or the first. `forbidden` with `second_factor_needed`: the site lets this role act
 * with a second factor alone, and this account has none.
 */
export const chooseMembership = endpoint({
  method: "POST",
  path: "/api/network/session/membership",
  open: true,
  body: z.object({ membershipId: id.optional() }),
  answer: sessionState,
});

export const listDemoAccounts = endpoint({
  method: "GET",
  path: "/api/network/demo-accounts",
  open: true,
  answer: z.object({
    accounts: z.array(
      z.object({
        membershipId: id,
        name: z.string(),
        role,
        title: z.string().nullable(),
        unitName: z.string(),
        organisationName: z.string(),
        siteName: z.string(),
        siteSlug: z.string(),
      }),
    ),
  }),
});

/** One click in the demo; anywhere else there is nobody to sign in as, and the answer is 404. */
export const demoSignIn = endpoint({
  method: "POST",
  path: "/api/network/demo-sign-in",
  open: true,
  body: z.object({ membershipId: id }),
  answer: z.object({ signedIn: z.boolean() }),
});

export const unitView = z.object({
  id,
  slug: z.string(),
  name: z.string(),
  kind: z.string(),
  organisationId: id,
  organisationName: z.string(),
  townId: id.nullable(),
  legalDomains: z.array(z.string()),
});
export type UnitView = z.infer<typeof unitView>;

/** Under this name a site's view keeps the words of a vocabulary that have ended: they only label what was chosen before. */
export const endedOf = (vocabulary: string) => `ended:${vocabulary}`;

/** Everything a form at this site chooses from: it changes seldom and holds no person but colleagues. */
export const siteView = z.object({
  site: z.object({ id, slug: z.string(), name: z.string(), kind: siteKind, structureOnly: z.boolean(), phase: z.int() }),
  towns: z.array(z.object({ id, name: z.string(), hasAbh: z.boolean() })),
  organisations: z.array(z.object({ id, name: z.string(), shortName: z.string().nullable(), kind: z.string() })),
  units: z.array(unitView),
  members: z.array(z.object({ id, name: z.string(), role: z.string(), title: z.string().nullable(), unitId: id })),
  vocabularies: z.record(z.string(), z.array(z.object({ code: z.string(), de: z.string(), en: z.string() }))),
});
export type SiteView = z.infer<typeof siteView>;
export const getSite = endpoint({ method: "GET", path: "/api/network/site", answer: siteView });

/** Colleagues and units of the site as files. */
export const makeMembersSpreadsheet = endpoint({
  method: "GET",
  path: "/api/network/members/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});
export const makeUnitsSpreadsheet = endpoint({
  method: "GET",
  path: "/api/network/units/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});

export const draftKey = z.string().regex(/^[a-z][a-z0-9-]{0,59}(:[0-9a-zA-Z-]{1,60})?$/, { error: "invalid_format" });
const draftAnswer = z.object({ content: z.string().nullable(), savedAt: instant.nullable() });
export const getDraft = endpoint({
  method: "GET",
  path: "/api/network/drafts/:key",
  params: z.object({ key: draftKey }),
  answer: draftAnswer,
});
export const saveDraft = endpoint({
  method: "PUT",
  path: "/api/network/drafts/:key",
  params: z.object({ key: draftKey }),
  body: z.object({ content: z.string().min(1, { error: "required" }).max(100_000, { error: "too_long" }) }),
  bodyLimit: 524_288,
  answer: draftAnswer,
});
export const discardDraft = endpoint({
  method: "DELETE",
  path: "/api/network/drafts/:key",
  params: z.object({ key: draftKey }),
  answer: draftAnswer,
});

export const organisationKinds = [
  "kreis_administration",
  "city_administration",
  "town_administration",
  "jobcenter",
  "employment_agency",
  "welfare_organisation",
  "education_provider",
  "school",
  "migrant_organisation",
  "health",
  "chamber",
  "university",
  "land",
  "police",
  "shelter",
  "other",
] as const;
export const dataProtectionRegimes = ["dsgvo_dsg_nrw", "sgb_x", "kdg", "dsg_ekd"] as const;
export const unitKinds = [
  "case_management",
  "coordination",
  "auslaenderbehoerde",
  "einbuergerungsbehoerde",
  "jobcenter",
  "social_office",
  "youth_office",
  "health_office",
  "employment_agency",
  "counselling",
  "addiction_counselling",
  "shelter",
  "police",
  "school",
  "course_provider",
  "child_care",
  "chamber",
  "accompaniment",
  "overall_steering",
  "other",
] as const;

const done = z.object({ id });

/** The administration of a site. The id comes from the form: sent twice, it is answered as the first. */
export const saveOrganisation = endpoint({
  method: "PUT",
  path: "/api/network/organisations/:organisationId",
  params: z.object({ organisationId: id }),
  body: z.object({
    name: line(200),
    shortName: line(40).nullable(),
    kind: z.enum(organisationKinds),
    dataProtectionRegime: z.enum(dataProtectionRegimes),
  }),
  answer: done,
});

export const saveUnit = endpoint({
  method: "PUT",
  path: "/api/network/units/:unitId",
  params: z.object({ unitId: id }),
  body: z.object({
    organisationId: id,
    townId: id.nullable(),
    name: line(200),
    kind: z.enum(unitKinds),
    legalDomains: z.array(legalDomain).max(11),
  }),
  answer: done,
});

/** With it somebody chooses a first password, once. Null for whoever has one already. */
const firstLink = z.object({ path: z.string(), expiresAt: instant }).nullable();

/**
 * Gives somebody a role in a unit. Who has no account yet gets one, and a link to choose the password with; who is a member here already keeps their own.
 * Field errors: `known_elsewhere` for an account of another site, `own_account` for one's own.
 */
export const addMember = endpoint({
  method: "PUT",
  path: "/api/network/members/:membershipId",
  params: z.object({ membershipId: id }),
  body: z.object({ name: line(200), email: emailAddress, unitId: id, role, title: line(120).nullable() }),
  answer: z.object({ id, link: firstLink }),
});

/** A new link for somebody who has not chosen a password yet; the one before is of no use any more. */
export const renewFirstLink = endpoint({
  method: "POST",
  path: "/api/network/members/:membershipId/first-link",
  params: z.object({ membershipId: id }),
  answer: z.object({ id, link: firstLink }),
});

/** For the administration: who can sign in already, and whose link is still open. */
export const listMemberAccess = endpoint({
  method: "GET",
  path: "/api/network/members/access",
  answer: z.object({
    members: z.array(
      z.object({
        membershipId: id,
        isOwn: z.boolean(),
        state: z.enum(["ready", "link_open", "link_over"]),
        linkExpiresAt: instant.nullable(),
      }),
    ),
  }),
});

const secondFactorDemands = z.object({
  roles: z.array(z.object({ role, isDemanded: z.boolean(), people: z.int(), lacking: z.int() })),
});

/** Which roles of the site act with a second factor alone, and how many of their people lack it. */
export const listSecondFactorDemands = endpoint({ method: "GET", path: "/api/network/second-factor", answer: secondFactorDemands });

/** From the next request on. `conflict` with `own_first`: whoever demands it of the own role needs it first. */
export const demandSecondFactor = endpoint({
  method: "PUT",
  path: "/api/network/second-factor/:role",
  params: z.object({ role }),
  body: z.object({ isDemanded: z.boolean() }),
  answer: secondFactorDemands,
});

export const registerKinds = ["account_created", "role_given", "link_renewed"] as const;
export const registerEntry = z.object({
  id,
  kind: z.enum(registerKinds),
  name: z.string(),
  role,
  unitName: z.string(),
  organisationName: z.string(),
  givenBy: z.string(),
  /** By the installation itself, when the site was founded or a list imported. */
  byInstallation: z.boolean(),
  givenAt: instant,
  acknowledgedAt: instant.nullable(),
});
export type RegisterEntry = z.infer<typeof registerEntry>;

/** For the data protection officer: new accounts, and roles that see people, watch or administrate. The newest first; `open` alone are notices on Home. */
export const listRegister = endpoint({
  method: "GET",
  path: "/api/network/register",
  query: z.object({ only: z.enum(["open", "all"]).default("all"), page }),
  answer: z.object({ entries: z.array(registerEntry), open: z.int(), pages: z.int() }),
});

export const makeRegisterSpreadsheet = endpoint({
  method: "GET",
  path: "/api/network/register/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});

/** Each officer for themself. */
export const acknowledgeRegister = endpoint({
  method: "POST",
  path: "/api/network/register/acknowledge",
  body: z.object({ entryIds: z.array(id).min(1).max(200) }),
  answer: z.object({ open: z.int() }),
});

/** Ends a membership today. Sessions that act as it end with their next request. */
export const endMember = endpoint({
  method: "POST",
  path: "/api/network/members/:membershipId/end",
  params: z.object({ membershipId: id }),
  answer: done,
});
