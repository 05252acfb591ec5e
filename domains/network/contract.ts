import { z } from "zod";
import { endpoint } from "../../platform/contract/endpoint.ts";
import { id, instant } from "../../platform/contract/values.ts";

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

/** Acts as one membership from now on; without an id, the one used last or the first. */
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

export const draftKey = z.string().regex(/^[a-z][a-z0-9-]{0,39}(:[0-9a-zA-Z-]{1,60})?$/, { error: "invalid_format" });
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
