import { z } from "zod";
import { endpoint } from "../../platform/contract/endpoint.ts";
import { day, id, line, optionalText, paperLanguage, spreadsheetType, text, version } from "../../platform/contract/values.ts";

export const entryLevels = ["case", "structure", "programme"] as const;
export const sourceKinds = ["observation", "interview", "document", "figure", "told_by_site"] as const;
export const findingFields = ["steering", "case_management", "cooperation", "offers", "data", "participation"] as const;
export const evidenceKinds = ["observation", "interview", "document", "figure", "survey"] as const;
export const discussionStatuses = ["open", "confirmed", "disputed"] as const;
export const adviceKinds = ["coaching", "consulting", "workshop", "method"] as const;
/** The four levels to which the formative evaluation feeds back. */
export const feedbackLevels = ["overall_steering", "forum", "steering_group", "planning_conference"] as const;
export const feedbackStates = ["draft", "at_site", "given"] as const;
export const checkAnswers = ["agreed", "commented", "objected"] as const;
export const consequenceKinds = ["followed", "nothing"] as const;
export const duties = ["coach", "rater"] as const;
export const releaseKinds = ["theme", "measure", "decision", "minutes"] as const;
/** Minutes name colleagues, so they are released one by one. */
export const standingKinds = ["theme", "measure", "decision"] as const;

export type FeedbackLevel = (typeof feedbackLevels)[number];
export type FeedbackState = (typeof feedbackStates)[number];
export type CheckAnswer = (typeof checkAnswers)[number];
export type DiscussionStatus = (typeof discussionStatuses)[number];
export type ReleaseKind = (typeof releaseKinds)[number];
export type Duty = (typeof duties)[number];

/** Who wrote it: the team or the site. The name is there for those who may know it. */
const author = z.object({ side: z.enum(["team", "site"]), name: z.string().nullable(), isMe: z.boolean() });
export type Author = z.infer<typeof author>;

// ---- the check of free text ---------------------------------------------------------------------------------------------------------------

/** The fields of one form, by name. */
const checkedTexts = z
  .record(z.string().max(40), z.string().max(4000))
  .refine((texts) => Object.keys(texts).length <= 4, { error: "too_many" });
export const textMark = z.object({
  field: z.string(),
  start: z.int(),
  end: z.int(),
  words: z.string(),
  kind: z.string(),
  replacement: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])).optional() }).nullable(),
});
export type TextMark = z.infer<typeof textMark>;
/** A marked place that its writer looked at and kept. */
const keptMarks = z
  .array(z.object({ field: z.string().max(40), words: z.string().max(200), keepMarked: z.literal(true) }))
  .max(100, { error: "too_many" })
  .default([]);
export type KeptMark = z.infer<typeof keptMarks>[number];

const ofSite = z.object({ siteId: id });

export const checkText = endpoint({
  method: "POST",
  path: "/api/evaluation/sites/:siteId/text-check",
  reads: true,
  params: ofSite,
  body: z.object({ texts: checkedTexts }),
  answer: z.object({ marks: z.array(textMark) }),
});

// ---- the sites ----------------------------------------------------------------------------------------------------------------------------

export const siteRow = z.object({
  siteId: id,
  name: z.string(),
  /** What the actor does there today. */
  duty: z.enum(duties).nullable(),
  lastEntry: z.object({ happenedOn: day, event: z.string(), isShared: z.boolean() }).nullable(),
  /** Weeks since the last entry; null where there is none yet. */
  quietWeeks: z.int().nullable(),
  /** Feedback that waits for the site, with the day of its 14. */
  atSite: z.array(z.object({ id, title: z.string(), dayNumber: z.int(), isAnswered: z.boolean() })),
  disputed: z.int(),
  withoutConsequence: z.int(),
  /** Null for those who do not advise, and where none was given. */
  lastAdviceOn: day.nullable(),
  /** Meetings to which the team is invited and for which nothing was brought yet. */
  invitations: z.int(),
});
export type SiteRow = z.infer<typeof siteRow>;

/** The sites of the programme as the team sees them, the quiet ones first; no ranking. */
export const listSites = endpoint({ method: "GET", path: "/api/evaluation/sites", answer: z.object({ sites: z.array(siteRow) }) });

export const siteView = z.object({
  siteId: id,
  name: z.string(),
  assignments: z.array(
    z.object({ membershipId: id, name: z.string(), role: z.string(), duty: z.enum(duties), fromOn: day, untilOn: day.nullable() }),
  ),
  /** Whom a duty may be given to; only for the accompaniment. */
  team: z.array(z.object({ membershipId: id, name: z.string(), role: z.string() })),
  abilities: z.object({
    isTeam: z.boolean(),
    recordFinding: z.boolean(),
    readAdvice: z.boolean(),
    writeAdvice: z.boolean(),
    answerForSite: z.boolean(),
    assign: z.boolean(),
  }),
});
export type SiteView = z.infer<typeof siteView>;
export const getSite = endpoint({ method: "GET", path: "/api/evaluation/sites/:siteId", params: ofSite, answer: siteView });

export const assignDuty = endpoint({
  method: "POST",
  path: "/api/evaluation/sites/:siteId/assignments",
  params: ofSite,
  body: z.object({ membershipId: id, duty: z.enum(duties) }),
  answer: siteView,
});
export const endDuty = endpoint({
  method: "POST",
  path: "/api/evaluation/sites/:siteId/assignments/end",
  params: ofSite,
  body: z.object({ membershipId: id }),
  answer: siteView,
});

// ---- process log --------------------------------------------------------------------------------------------------------------------------

export const entryView = z.object({
  id,
  happenedOn: day,
  level: z.enum(entryLevels),
  event: z.string(),
  interpretation: z.string(),
  sourceKind: z.enum(sourceKinds),
  /** False for a field note of the team. */
  isShared: z.boolean(),
  author,
  answers: z.array(z.object({ id, text: z.string(), author, answeredOn: day })),
  version,
  abilities: z.object({ change: z.boolean(), answer: z.boolean() }),
});
export type EntryView = z.infer<typeof entryView>;

const ofEntry = z.object({ siteId: id, entryId: id });
const entryFields = z.object({
  happenedOn: day,
  level: z.enum(entryLevels),
  event: text(600),
  interpretation: optionalText(2000),
  sourceKind: z.enum(sourceKinds),
});
export type EntryFields = z.infer<typeof entryFields>;

const entries = z.object({ entries: z.array(entryView) });
/** Newest first, at most 200. */
export const listEntries = endpoint({ method: "GET", path: "/api/evaluation/sites/:siteId/entries", params: ofSite, answer: entries });
export const writeEntry = endpoint({
  method: "POST",
  path: "/api/evaluation/sites/:siteId/entries",
  params: ofSite,
  body: entryFields.extend({ id, isShared: z.boolean(), keptMarks }),
  answer: entryView,
});
/** A field note, by its author, and the same taken back. */
export const removeEntry = endpoint({
  method: "POST",
  path: "/api/evaluation/sites/:siteId/entries/:entryId/remove",
  params: ofEntry,
  answer: z.object({ removed: z.boolean() }),
});
export const restoreEntry = endpoint({
  method: "POST",
  path: "/api/evaluation/sites/:siteId/entries/:entryId/restore",
  params: ofEntry,
  answer: entryView,
});
/** A field note, by its author, while the site has not seen it. `isShared` shows it to the site, for good. */
export const changeEntry = endpoint({
  method: "PUT",
  path: "/api/evaluation/sites/:siteId/entries/:entryId",
  params: ofEntry,
  body: entryFields.extend({ isShared: z.boolean(), version, keptMarks }),
  answer: entryView,
});
export const answerEntry = endpoint({
  method: "POST",
  path: "/api/evaluation/sites/:siteId/entries/:entryId/answers",
  params: ofEntry,
  body: z.object({ id, text: text(2000), keptMarks }),
  answer: entryView,
});

// ---- findings -----------------------------------------------------------------------------------------------------------------------------

export const findingView = z.object({
  id,
  field: z.enum(findingFields),
  sentence: z.string(),
  evidenceKind: z.enum(evidenceKinds),
  sources: z.string(),
  isShared: z.boolean(),
  status: z.enum(discussionStatuses),
  discussions: z.array(z.object({ id, status: z.enum(discussionStatuses), reason: z.string(), saidBy: z.string(), saidOn: day })),
  author,
  version,
  abilities: z.object({ share: z.boolean(), discuss: z.boolean() }),
});
export type FindingView = z.infer<typeof findingView>;

const ofFinding = z.object({ siteId: id, findingId: id });
export const listFindings = endpoint({
  method: "GET",
  path: "/api/evaluation/sites/:siteId/findings",
  params: ofSite,
  answer: z.object({ findings: z.array(findingView) }),
});
export const recordFinding = endpoint({
  method: "POST",
  path: "/api/evaluation/sites/:siteId/findings",
  params: ofSite,
  body: z.object({
    id,
    field: z.enum(findingFields),
    sentence: text(600),
    evidenceKind: z.enum(evidenceKinds),
    sources: optionalText(1000),
    isShared: z.boolean(),
    keptMarks,
  }),
  answer: findingView,
});
export const shareFinding = endpoint({
  method: "POST",
  path: "/api/evaluation/sites/:siteId/findings/:findingId/share",
  params: ofFinding,
  body: z.object({ version }),
  answer: findingView,
});
/** What those responsible said of it. `saidBy` is a body or a unit, never a person. */
export const discussFinding = endpoint({
  method: "POST",
  path: "/api/evaluation/sites/:siteId/findings/:findingId/discussions",
  params: ofFinding,
  body: z.object({ id, status: z.enum(discussionStatuses), reason: optionalText(2000), saidBy: line(160), saidOn: day, keptMarks }),
  answer: findingView,
});

// ---- advice -------------------------------------------------------------------------------------------------------------------------------

export const adviceView = z.object({
  id,
  givenOn: day,
  kind: z.enum(adviceKinds),
  withWhom: z.string(),
  subject: z.string(),
  nextStep: z.string(),
  siteSees: z.boolean(),
  author,
});
export type AdviceView = z.infer<typeof adviceView>;
export const listAdvice = endpoint({
  method: "GET",
  path: "/api/evaluation/sites/:siteId/advice",
  params: ofSite,
  answer: z.object({ advice: z.array(adviceView) }),
});
export const writeAdvice = endpoint({
  method: "POST",
  path: "/api/evaluation/sites/:siteId/advice",
  params: ofSite,
  body: z.object({
    id,
    givenOn: day,
    kind: z.enum(adviceKinds),
    withWhom: line(200),
    subject: text(600),
    nextStep: optionalText(600),
    siteSees: z.boolean(),
    keptMarks,
  }),
  answer: adviceView,
});

/** The lists of a site that can be taken along, each as its page shows it. */
export const siteLists = ["entries", "findings", "advice", "feedback"] as const;
export type SiteList = (typeof siteLists)[number];
export const makeSiteSpreadsheet = endpoint({
  method: "GET",
  path: "/api/evaluation/sites/:siteId/lists/:list/spreadsheet",
  params: ofSite.extend({ list: z.enum(siteLists) }),
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});

// ---- feedback -----------------------------------------------------------------------------------------------------------------------------

const siteAnswer = z.object({ round: z.int(), answer: z.enum(checkAnswers), comment: z.string(), answeredOn: day });
const consequence = z.object({ id, kind: z.enum(consequenceKinds), text: z.string(), recordedOn: day, bySite: z.boolean() });

export const feedbackView = z.object({
  id,
  siteId: id,
  siteName: z.string(),
  level: z.enum(feedbackLevels),
  title: z.string(),
  text: z.string(),
  state: z.enum(feedbackStates),
  round: z.int(),
  sentOn: day.nullable(),
  /** The last day of the check; null before it was sent. */
  dueOn: day.nullable(),
  /** 1 on the day it was sent; null unless it waits for the site. */
  dayNumber: z.int().nullable(),
  givenOn: day.nullable(),
  /** All rounds, so that an objection travels with it. */
  answers: z.array(siteAnswer),
  consequences: z.array(consequence),
  basis: z.array(z.object({ id, kind: z.enum(["entry", "finding"]), sentence: z.string(), on: day.nullable() })),
  /** Field notes of the team among what it rests on, which the site does not see. */
  hiddenBasis: z.int(),
  version,
  abilities: z.object({
    change: z.boolean(),
    remove: z.boolean(),
    send: z.boolean(),
    takeBack: z.boolean(),
    give: z.boolean(),
    check: z.boolean(),
    recordConsequence: z.boolean(),
  }),
});
export type FeedbackView = z.infer<typeof feedbackView>;

const ofFeedback = z.object({ siteId: id, feedbackId: id });
const feedbackFields = z.object({
  level: z.enum(feedbackLevels),
  title: line(160),
  text: text(4000),
  entryIds: z.array(id).max(20, { error: "too_many" }),
  findingIds: z.array(id).max(20, { error: "too_many" }),
});
export type FeedbackFields = z.infer<typeof feedbackFields>;

const feedbackList = z.object({ feedback: z.array(feedbackView) });
export const listFeedback = endpoint({
  method: "GET",
  path: "/api/evaluation/sites/:siteId/feedback",
  params: ofSite,
  answer: feedbackList,
});
/** What was given to the actor's own level of the programme. */
export const listGivenFeedback = endpoint({ method: "GET", path: "/api/evaluation/given", answer: feedbackList });
export const draftFeedback = endpoint({
  method: "POST",
  path: "/api/evaluation/sites/:siteId/feedback",
  params: ofSite,
  body: feedbackFields.extend({ id, keptMarks }),
  answer: feedbackView,
});
export const changeFeedback = endpoint({
  method: "PUT",
  path: "/api/evaluation/sites/:siteId/feedback/:feedbackId",
  params: ofFeedback,
  body: feedbackFields.extend({ version, keptMarks }),
  answer: feedbackView,
});
/** A draft that nobody but the team has seen, by its author, and the same taken back. */
export const removeFeedback = endpoint({
  method: "POST",
  path: "/api/evaluation/sites/:siteId/feedback/:feedbackId/remove",
  params: ofFeedback,
  answer: z.object({ removed: z.boolean() }),
});
export const restoreFeedback = endpoint({
  method: "POST",
  path: "/api/evaluation/sites/:siteId/feedback/:feedbackId/restore",
  params: ofFeedback,
  answer: feedbackView,
});
/** To the site for its check, back for another wording, or given. */
export const moveFeedback = endpoint({
  method: "POST",
  path: "/api/evaluation/sites/:siteId/feedback/:feedbackId/move",
  params: ofFeedback,
  body: z.object({ to: z.enum(feedbackStates), version }),
  answer: feedbackView,
});
export const checkFeedback = endpoint({
  method: "POST",
  path: "/api/evaluation/sites/:siteId/feedback/:feedbackId/check",
  params: ofFeedback,
  body: z.object({ round: z.int().min(1).max(50), answer: z.enum(checkAnswers), comment: optionalText(3000), keptMarks }),
  answer: feedbackView,
});
export const recordConsequence = endpoint({
  method: "POST",
  path: "/api/evaluation/sites/:siteId/feedback/:feedbackId/consequences",
  params: ofFeedback,
  body: z.object({ id, kind: z.enum(consequenceKinds), text: text(2000), keptMarks }),
  answer: feedbackView,
});

// ---- releases -----------------------------------------------------------------------------------------------------------------------------

export const releaseView = z.object({
  id,
  kind: z.enum(releaseKinds),
  /** Null: all of its kind. */
  itemId: id.nullable(),
  itemTitle: z.string().nullable(),
  fromOn: day,
  untilOn: day.nullable(),
  endedOn: day.nullable(),
  isInForce: z.boolean(),
  abilities: z.object({ end: z.boolean() }),
});
export type ReleaseView = z.infer<typeof releaseView>;
export const releasedItem = z.object({
  kind: z.enum(releaseKinds),
  id,
  title: z.string(),
  text: z.string().nullable(),
  state: z.string(),
  bodyName: z.string().nullable(),
  happenedOn: day,
});
export type ReleasedItem = z.infer<typeof releasedItem>;

const releases = z.object({ releases: z.array(releaseView), items: z.array(releasedItem), abilities: z.object({ release: z.boolean() }) });
/** What is released from when until when, and what the team reads by it today. */
export const listReleases = endpoint({ method: "GET", path: "/api/evaluation/sites/:siteId/releases", params: ofSite, answer: releases });
/** What the coordinator may release one by one. */
export const listItemsToRelease = endpoint({
  method: "GET",
  path: "/api/evaluation/sites/:siteId/releasable",
  params: ofSite,
  answer: z.object({ items: z.array(z.object({ kind: z.enum(releaseKinds), id, title: z.string(), on: day })) }),
});
export const releaseToTeam = endpoint({
  method: "POST",
  path: "/api/evaluation/sites/:siteId/releases",
  params: ofSite,
  body: z.object({ id, kind: z.enum(releaseKinds), itemId: id.nullable(), fromOn: day, untilOn: day.nullable() }),
  answer: releases,
});
/** Ends at once; what the team wrote before stays. */
export const endRelease = endpoint({
  method: "POST",
  path: "/api/evaluation/sites/:siteId/releases/:releaseId/end",
  params: z.object({ siteId: id, releaseId: id }),
  answer: releases,
});

// ---- input by invitation ------------------------------------------------------------------------------------------------------------------

export const invitationView = z.object({
  id,
  bodyName: z.string(),
  /** Day and time of the meeting in Europe/Berlin. */
  heldOn: day,
  begins: z.string(),
  wish: z.string(),
  invitedOn: day,
  isWithdrawn: z.boolean(),
  givenOn: day.nullable(),
  abilities: z.object({ give: z.boolean(), withdraw: z.boolean() }),
});
export type InvitationView = z.infer<typeof invitationView>;
const invitations = z.object({ invitations: z.array(invitationView), abilities: z.object({ invite: z.boolean() }) });
const ofInvitation = z.object({ siteId: id, invitationId: id });

export const listInvitations = endpoint({
  method: "GET",
  path: "/api/evaluation/sites/:siteId/invitations",
  params: ofSite,
  answer: invitations,
});
export const inviteTeam = endpoint({
  method: "POST",
  path: "/api/evaluation/sites/:siteId/invitations",
  params: ofSite,
  body: z.object({ id, meetingId: id, wish: optionalText(400) }),
  answer: invitations,
});
export const withdrawInvitation = endpoint({
  method: "POST",
  path: "/api/evaluation/sites/:siteId/invitations/:invitationId/withdraw",
  params: ofInvitation,
  answer: invitations,
});
/** Puts the input of the team on the agenda. Without an invitation that stands it is refused. */
export const giveInput = endpoint({
  method: "POST",
  path: "/api/evaluation/sites/:siteId/invitations/:invitationId/input",
  params: ofInvitation,
  body: z.object({ id, title: line(200), paper: text(2000), keptMarks }),
  answer: invitations,
});
