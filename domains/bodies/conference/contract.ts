import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { day, id, instant, line, optionalText, text, unlinkableId, version } from "../../../platform/contract/values.ts";

// A planning conference as it is prepared and held. The meeting itself (day, place, agenda, minutes, decisions) is the body's.

/** Words about cases pass the check: an `invalid` with code `marked` names each place, which is replaced or kept one by one. */
const keptWords = z.array(z.string().min(1).max(200)).max(100).default([]);

/** Where words speak of one person, or ask for a decision on one case: not what a planning conference is for. */
export const caseTalkKinds = ["recognisable", "one_person", "case_decision"] as const;
export const caseTalk = z.object({ start: z.int().min(0), end: z.int().min(0), words: z.string(), kind: z.enum(caseTalkKinds) });
export type CaseTalk = z.infer<typeof caseTalk>;

export const presentationStates = ["offered", "chosen", "not_chosen", "withdrawn"] as const;
export const presentationState = z.enum(presentationStates);
export type PresentationState = z.infer<typeof presentationState>;

export const cardStates = ["waiting", "shown", "set_aside"] as const;
export const cardState = z.enum(cardStates);
export type CardState = z.infer<typeof cardState>;

const ofConference = z.object({ meetingId: id });
const ofPresentation = z.object({ presentationId: id });
const ofCard = z.object({ cardId: id });
const ofCluster = z.object({ clusterId: id });

// ---- the plan -----------------------------------------------------------------------------------------------------------------------------

const planFields = z.object({
  /** What members and case managers are asked for. */
  callText: optionalText(1000),
  callUntilOn: day.nullable(),
  /** What stands on the wall and on the phones. */
  question: line(200),
});

/** A reconstruction as far as an agenda needs it. */
const presentedCase = z.object({ id, title: z.string(), steps: z.int(), weeks: z.int() });
export type PresentedCase = z.infer<typeof presentedCase>;

export const presentationView = z.object({
  id,
  presenterId: id,
  presenterName: z.string(),
  unitName: z.string(),
  title: z.string(),
  why: z.string(),
  /** Null without one, and where it is not released (any more). */
  reconstruction: presentedCase.nullable(),
  state: presentationState,
  result: z.string().nullable(),
  resultOn: day.nullable(),
  resultSeenOn: day.nullable(),
  caseTalk: z.array(caseTalk),
  version,
});
export type PresentationView = z.infer<typeof presentationView>;

/** A figure that the gate lets through, or not. */
const shownCount = z.object({ count: z.int().nullable(), isProtected: z.boolean() });
export const caseShare = z.object({ fromCases: shownCount, themes: shownCount, minimum: z.int() });
export type CaseShare = z.infer<typeof caseShare>;

/** For home: how many themes go back to cases. */
export const getCaseShare = endpoint({ method: "GET", path: "/api/bodies/case-share", answer: caseShare });

export const conferenceView = z.object({
  meetingId: id,
  bodyId: id,
  bodyName: z.string(),
  meetingState: z.enum(["planned", "invited", "in_session", "closed"]),
  heldOn: day,
  startsAt: instant,
  place: z.string().nullable(),
  /** Null until somebody began to prepare it. */
  plan: planFields.extend({ calledOn: day.nullable(), isCallOpen: z.boolean(), version }).nullable(),
  presentations: z.array(presentationView),
  minutesPlanned: z.int(),
  minutesOfItems: z.int(),
  itemCount: z.int(),
  /** Titles and notes of the agenda that speak of one case. */
  agendaTalk: z.array(z.object({ itemId: id, title: z.string(), talk: z.array(caseTalk) })),
  cards: z.object({
    takesCards: z.boolean(),
    code: z.string().nullable(),
    waiting: z.int(),
    shown: z.int(),
    setAside: z.int(),
    clusters: z.int(),
    clustersTakenUp: z.int(),
  }),
  share: caseShare.nullable(),
  abilities: z.object({
    prepare: z.boolean(),
    callForCases: z.boolean(),
    layAgenda: z.boolean(),
    moderate: z.boolean(),
    sendResults: z.boolean(),
  }),
});
export type ConferenceView = z.infer<typeof conferenceView>;

export const getConference = endpoint({
  method: "GET",
  byLink: true,
  path: "/api/bodies/conferences/:meetingId",
  params: ofConference,
  answer: conferenceView,
});
/** `version` is null the first time. */
export const planConference = endpoint({
  method: "PUT",
  path: "/api/bodies/conferences/:meetingId",
  params: ofConference,
  body: planFields.extend({ version: version.nullable() }),
  answer: conferenceView,
});
/** Asks members and case managers for cases, until the day in the plan. */
export const callForCases = endpoint({
  method: "POST",
  path: "/api/bodies/conferences/:meetingId/call",
  params: ofConference,
  body: z.object({ version }),
  answer: conferenceView,
});
/** Lays the usual two hours on an agenda that is still empty, as long as the meeting is. */
export const layAgenda = endpoint({
  method: "POST",
  path: "/api/bodies/conferences/:meetingId/agenda",
  params: ofConference,
  body: z.object({ language: z.enum(["de", "en"]).default("de") }),
  answer: conferenceView,
});

// ---- cases to present ---------------------------------------------------------------------------------------------------------------------

export const callView = z.object({
  meetingId: id,
  bodyName: z.string(),
  heldOn: day,
  startsAt: instant,
  place: z.string().nullable(),
  callText: z.string(),
  callUntilOn: day,
  isOpen: z.boolean(),
});
export type CallView = z.infer<typeof callView>;

export const ownOfferView = z.object({
  id,
  meetingId: id,
  bodyName: z.string(),
  heldOn: day,
  title: z.string(),
  why: z.string(),
  state: presentationState,
  result: z.string().nullable(),
  resultBy: z.string().nullable(),
  resultOn: day.nullable(),
  resultSeenOn: day.nullable(),
  version,
  abilities: z.object({ change: z.boolean() }),
});
export type OwnOfferView = z.infer<typeof ownOfferView>;

/** Open calls, own offers, and what came back to them. */
export const conferenceCalls = z.object({ calls: z.array(callView), offers: z.array(ownOfferView) });
export const listConferenceCalls = endpoint({
  method: "GET",
  byLink: true,
  path: "/api/bodies/conference-calls",
  answer: conferenceCalls,
});

/** Released reconstructions that the actor reads: what may be presented. */
export const listCasesToPresent = endpoint({
  method: "GET",
  byLink: true,
  path: "/api/bodies/cases-to-present",
  answer: z.object({ reconstructions: z.array(presentedCase) }),
});

const offerFields = z.object({ title: line(160), why: optionalText(1000), keptWords });
const newOffer = offerFields.extend({ id, reconstructionId: id.nullable().default(null) });
export const offerCase = endpoint({
  method: "POST",
  byLink: true,
  path: "/api/bodies/conferences/:meetingId/offers",
  params: ofConference,
  body: newOffer,
  answer: ownOfferView,
});
export const changeOffer = endpoint({
  method: "PUT",
  byLink: true,
  path: "/api/bodies/offers/:presentationId",
  params: ofPresentation,
  body: offerFields.extend({ version }),
  answer: ownOfferView,
});
export const withdrawOffer = endpoint({
  method: "POST",
  byLink: true,
  path: "/api/bodies/offers/:presentationId/withdraw",
  params: ofPresentation,
  body: z.object({ isWithdrawn: z.boolean().default(true) }),
  answer: ownOfferView,
});
export const markResultSeen = endpoint({
  method: "POST",
  byLink: true,
  path: "/api/bodies/offers/:presentationId/seen",
  params: ofPresentation,
  answer: ownOfferView,
});

/** The coordinator notes who presents what without a call, or after it. */
export const addPresentation = endpoint({
  method: "POST",
  path: "/api/bodies/conferences/:meetingId/presentations",
  params: ofConference,
  body: newOffer.extend({ presenterId: id }),
  answer: conferenceView,
});
export const choosePresentation = endpoint({
  method: "POST",
  path: "/api/bodies/presentations/:presentationId/choose",
  params: ofPresentation,
  body: z.object({ isChosen: z.boolean(), version }),
  answer: conferenceView,
});
/** What the conference found, in one or two sentences, to whoever presented the case. Said once; a second sentence replaces the first and is new again. */
export const sendResult = endpoint({
  method: "POST",
  path: "/api/bodies/presentations/:presentationId/result",
  params: ofPresentation,
  body: z.object({ result: text(1000), keptWords, version }),
  answer: conferenceView,
});

// ---- the wall -----------------------------------------------------------------------------------------------------------------------------

export const cardView = z.object({
  id,
  words: z.string(),
  state: cardState,
  clusterId: id.nullable(),
  cameAt: instant,
  caseTalk: z.array(caseTalk),
  version,
});
export type CardView = z.infer<typeof cardView>;

export const clusterView = z.object({
  id,
  name: z.string(),
  themeId: id.nullable(),
  reportId: id.nullable(),
  takenUpOn: day.nullable(),
  caseTalk: z.array(caseTalk),
  version,
});
export type ClusterView = z.infer<typeof clusterView>;

export const wallView = z.object({
  meetingId: id,
  bodyId: id,
  bodyName: z.string(),
  heldOn: day,
  question: z.string(),
  takesCards: z.boolean(),
  code: z.string().nullable(),
  /** Changes whenever anything on the wall does. */
  revision: z.string(),
  clusters: z.array(clusterView),
  /** Shown ones; waiting ones and those set aside for moderators only, at most 500 of each. */
  cards: z.array(cardView),
  waiting: z.int(),
  abilities: z.object({ moderate: z.boolean() }),
});
export type WallView = z.infer<typeof wallView>;

/** `wall` is null when nothing changed since the revision that the caller knows. */
export const getWall = endpoint({
  method: "GET",
  byLink: true,
  path: "/api/bodies/conferences/:meetingId/wall",
  params: ofConference,
  query: z.object({ known: z.string().max(100).optional() }),
  answer: z.object({ revision: z.string(), wall: wallView.nullable() }),
});
/** Asks the phones, or no longer. The first time makes the code. */
export const takeCards = endpoint({
  method: "POST",
  path: "/api/bodies/conferences/:meetingId/cards",
  params: ofConference,
  body: z.object({ takesCards: z.boolean() }),
  answer: wallView,
});
/** Shows a card, sets it aside, puts it into a cluster or out of it. */
export const moveCard = endpoint({
  method: "POST",
  path: "/api/bodies/cards/:cardId/move",
  params: ofCard,
  body: z.object({ state: cardState, clusterId: id.nullable(), version }),
  answer: wallView,
});
/** Shows everything that waits and in which nothing is marked, so that a full room is not read one by one. */
export const showUnmarked = endpoint({
  method: "POST",
  path: "/api/bodies/conferences/:meetingId/cards/show-unmarked",
  params: ofConference,
  answer: wallView,
});
/** Sets aside all cards of the phone that this one came from, shown ones too. */
export const setDeviceAside = endpoint({
  method: "POST",
  path: "/api/bodies/cards/:cardId/set-device-aside",
  params: ofCard,
  body: z.object({ isSetAside: z.boolean().default(true) }),
  answer: wallView,
});
export const addCluster = endpoint({
  method: "POST",
  path: "/api/bodies/conferences/:meetingId/clusters",
  params: ofConference,
  body: z.object({ id, name: line(120), cardIds: z.array(id).max(500).default([]) }),
  answer: wallView,
});
export const nameCluster = endpoint({
  method: "PUT",
  path: "/api/bodies/clusters/:clusterId",
  params: ofCluster,
  body: z.object({ name: line(120), version }),
  answer: wallView,
});
/** The cards stay on the wall. */
export const removeCluster = endpoint({
  method: "POST",
  path: "/api/bodies/clusters/:clusterId/remove",
  params: ofCluster,
  answer: wallView,
});
/** Takes the removal back, with those of its cards that nobody moved meanwhile. */
export const restoreCluster = endpoint({
  method: "POST",
  path: "/api/bodies/clusters/:clusterId/restore",
  params: ofCluster,
  body: z.object({ cardIds: z.array(id).max(500).default([]) }),
  answer: wallView,
});

export const takenUpAs = ["existing", "theme", "report"] as const;
const takenUp = z.object({
  title: line(120),
  sentence: text(300),
  fieldOfAction: z.string().max(60).nullable().default(null),
  keptWords,
  version,
});
/** A cluster goes on its way: to a theme that is there, as a new one that is collected, or as a report that the coordinator reads and joins to a theme. */
export const takeUpCluster = endpoint({
  method: "POST",
  path: "/api/bodies/clusters/:clusterId/take-up",
  params: ofCluster,
  body: z.discriminatedUnion("as", [
    z.object({ as: z.literal("existing"), id, version }),
    takenUp.extend({ as: z.literal("theme"), id }),
    takenUp.extend({ as: z.literal("report"), id: unlinkableId }),
  ]),
  answer: wallView,
});

// ---- the phones ---------------------------------------------------------------------------------------------------------------------------

export const cardLength = 200;

/** Signs that nobody sees and that turn the direction of others. */
const invisible = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u00AD]/g;

/** One line of plain words, as a hand writes them on a card. */
export const cardWords = z
  .string({ error: "required" })
  .transform((value) =>
    value
      .normalize("NFC")
      .replaceAll(invisible, "")
      .replaceAll(/[\t\r\n\u2028\u2029 ]+/g, " ")
      .trim(),
  )
  .pipe(
    z
      .string()
      .min(1, { error: "required" })
      .max(cardLength, { error: "too_long" })
      // what no keyboard writes: control characters, halves of characters, the sign for "could not be read"
      .refine((value) => value.isWellFormed() && !/[\p{Cc}\p{Co}\p{Cn}\uFFFD]/u.test(value), { error: "unreadable" })
      .refine((value) => /\p{L}[^\p{L}]*\p{L}/u.test(value), { error: "no_words" })
      .refine((value) => !/<\/?[a-z!][^<]*>?/i.test(value), { error: "markup" }),
  );

/** As it is typed: small letters and a gap in the middle are welcome. Looked up as given: a wrong one is a page of its own. */
const typedCode = z.string().transform((value) => value.replaceAll(/[\s-]/g, "").toUpperCase());
export const shortCode = typedCode.pipe(z.string().regex(/^[A-HJ-NP-Z2-9]{6}$/, { error: "unknown_code" }));

export const cardLanguages = ["de", "en", "ar", "fa", "fr", "ku", "ru", "ti", "tr", "uk"] as const;
export type CardLanguage = (typeof cardLanguages)[number];
const cardLanguage = z.enum(cardLanguages).optional().catch(undefined);

/** The page that the code on the wall leads to. */
export const openCardPage = endpoint({
  method: "GET",
  open: true,
  path: "/k/:code",
  params: z.object({ code: shortCode }),
  query: z.object({ l: cardLanguage, done: z.string().max(10).optional().catch(undefined) }),
});
/** Where somebody types the code whose camera does not read the picture on the wall. */
export const openCodePage = endpoint({
  method: "GET",
  open: true,
  path: "/k",
  query: z.object({ l: cardLanguage, code: z.string().max(100).optional().catch(undefined) }),
});
/** One card. The form carries its id and the mark of the phone. */
export const handInCard = endpoint({
  method: "POST",
  open: true,
  path: "/k/:code",
  params: z.object({ code: shortCode }),
  query: z.object({ l: cardLanguage }),
  body: z.object({
    id: unlinkableId,
    words: cardWords,
    device: z.string().max(200).optional().catch(undefined),
    keep: z.string().max(10).optional().catch(undefined),
  }),
  bodyLimit: 16_384,
});
