import { z } from "zod";
import { endpoint } from "../../platform/contract/endpoint.ts";
import { code, day, id, line, text, version } from "../../platform/contract/values.ts";
import { dataCategories, dataCategory } from "../network/contract.ts";
import { identity } from "../people/contract.ts";
import { erasure } from "./erasure/contract.ts";
import { dataRequest } from "./requests/contract.ts";
import { dueDeletion } from "./retention/contract.ts";

export * from "./erasure/contract.ts";
export * from "./requests/contract.ts";
export * from "./retention/contract.ts";

/** A share lasts this long at most; then the person is asked again. */
export const longestShareYears = 2;

export const shareStates = ["asked", "given", "declined", "withdrawn", "expired", "invalid"] as const;
export const shareState = z.enum(shareStates);
export type ShareState = z.infer<typeof shareState>;

export const consentGivers = ["person", "guardian", "legal_carer"] as const;
export const consentGiver = z.enum(consentGivers);
export const consentForms = ["written", "oral", "electronic"] as const;
export const consentForm = z.enum(consentForms);

/** A language as in BCP 47: "de", "prs", "uk". */
export const languageTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/, { error: "no_such_language" });

/** What somebody said, how, and why they were the one to say it. The release from professional secrecy (§ 203 StGB) is a second declaration, never the same tick. */
export const declaration = z.object({
  /** Made by the form. */
  id,
  givenBy: consentGiver,
  /** Why this person could decide: insight, guardianship, scope of the legal carer. Judged person by person; no age decides alone. */
  judgement: text(1_000),
  language: languageTag,
  form: consentForm,
  /** Which wording was read or explained. */
  textVersion: line(60),
  declaredOn: day,
  secrecyRelease: z.boolean(),
});
export type Declaration = z.infer<typeof declaration>;

export const share = z.object({
  id,
  clientId: id,
  unitId: id,
  categories: z.array(dataCategory),
  purpose: code,
  fromOn: day,
  untilOn: day,
  /** `expired` needs no job: it is `given` after `untilOn`. */
  state: shareState,
  /** Given, but opens only on `fromOn`. */
  opensLater: z.boolean(),
  askedOn: day,
  /** The day of the last answer: given, declined, withdrawn or found invalid. */
  answeredOn: day.nullable(),
  /** Missing for the recipient and as long as nobody declared anything. */
  declaration: declaration.omit({ id: true }).nullable(),
  version,
  abilities: z.object({ give: z.boolean(), decline: z.boolean(), withdraw: z.boolean() }),
});
export type Share = z.infer<typeof share>;

const ofClient = z.object({ clientId: id });
const ofShare = z.object({ shareId: id });

/** Every share of a client for who works with the case; a recipient sees its own. Newest first, at most 200. */
export const listShares = endpoint({
  method: "GET",
  path: "/api/consent/clients/:clientId/shares",
  params: ofClient,
  answer: z.object({
    shares: z.array(share),
    /** The legal basis of this person's data was not recorded yet: nothing can be shared. */
    legalBasisUnchecked: z.boolean(),
    abilities: z.object({ ask: z.boolean() }),
  }),
});

/**
 * Asks for a share; with `declaration` it is given at once. Conflict `legal_basis_unchecked` while nobody recorded the legal basis.
 * A recipient unit of the kind auslaenderbehoerde is never preselected and needs `confirmedForeignersAuthority: true`, else the field error `confirm_foreigners_authority`.
 */
export const askShare = endpoint({
  method: "POST",
  path: "/api/consent/clients/:clientId/shares",
  params: ofClient,
  body: z.object({
    id,
    unitId: id,
    categories: z.array(dataCategory).min(1, { error: "required" }).max(dataCategories.length),
    purpose: code,
    fromOn: day,
    untilOn: day,
    confirmedForeignersAuthority: z.boolean().default(false),
    declaration: declaration.nullable().default(null),
  }),
  answer: share,
});

/** Opens exactly the asked categories to the unit, from now or from `fromOn`, until the end of `untilOn`. */
export const giveShare = endpoint({
  method: "POST",
  path: "/api/consent/shares/:shareId/give",
  params: ofShare,
  body: z.object({ version, declaration }),
  answer: share,
});

/** The person said no. That never costs help, so nothing but the day is asked. */
export const declineShare = endpoint({
  method: "POST",
  path: "/api/consent/shares/:shareId/decline",
  params: ofShare,
  body: z.object({ version, declinedOn: day }),
  answer: share,
});

/** Ends at once whatever the share opened. Needs no version: a withdrawal is never held up by somebody else's save. */
export const withdrawShare = endpoint({
  method: "POST",
  path: "/api/consent/shares/:shareId/withdraw",
  params: ofShare,
  body: z.object({
    withdrawnOn: day,
    /** `invalid`: it should never have counted, for instance because the wrong person decided. */ reason: z
      .enum(["withdrawn", "invalid"])
      .default("withdrawn"),
  }),
  answer: share,
});

/** What was shared with the actor's unit and is open today. */
export const listSharesToMyUnit = endpoint({
  method: "GET",
  path: "/api/consent/shares",
  answer: z.object({
    shares: z.array(z.object({ share, /** Only if the share contains the category identity. */ identity: identity.nullable() })),
  }),
});

const atHome = <One extends z.ZodType>(one: One) => z.object({ total: z.int(), first: z.array(one) });
/** On Home: open requests with their clocks, deletions that are due, deletions that wait for the actor's second look. The most urgent first. */
export const getDataHome = endpoint({
  method: "GET",
  path: "/api/consent/home",
  answer: z.object({
    requests: atHome(dataRequest),
    due: atHome(dueDeletion),
    erasures: atHome(erasure),
    /** Where nothing is ever due, because nobody decided how long data is kept. */
    unitsWithoutPeriod: z.array(id),
  }),
});
