import { z } from "zod";
import { endpoint } from "../../platform/contract/endpoint.ts";
import { mailState } from "../accounts/contract.ts";
import { audience } from "./agenda/contract.ts";
import { conferenceCalls } from "./conference/contract.ts";
import { newMeasure } from "../themes/contract.ts";
import {
  code,
  day,
  id,
  instant,
  line,
  optionalText,
  page,
  paperLanguage,
  spreadsheetType,
  text,
  version,
  wordType,
} from "../../platform/contract/values.ts";

export * from "./conference/contract.ts";
export * from "./template/contract.ts";
export * from "./agenda/contract.ts";
export * from "./attachment/contract.ts";
export * from "./body/contract.ts";
export * from "./group/contract.ts";
export * from "./submission/contract.ts";
export * from "./invitation/contract.ts";
export * from "./minutes/contract.ts";
export * from "./series/contract.ts";
export * from "./story/contract.ts";

export const bodyKinds = ["steering_group", "planning_conference", "project_group"] as const;
export const bodyKind = z.enum(bodyKinds);
export type BodyKind = z.infer<typeof bodyKind>;

export const bodyRoles = ["chair", "deputy", "coordinator", "member"] as const;
export const bodyRole = z.enum(bodyRoles);
export type BodyRole = z.infer<typeof bodyRole>;

export const meetingStates = ["planned", "invited", "in_session", "closed"] as const;
export const meetingState = z.enum(meetingStates);
export type MeetingState = z.infer<typeof meetingState>;

/** An input is what the scientific team brings by invitation; it comes through the domain that holds the invitation. */
export const itemKinds = ["theme", "report_back", "other", "input"] as const;
export const itemKind = z.enum(itemKinds);
export type ItemKind = z.infer<typeof itemKind>;

export const outcomes = ["agreed", "postponed", "declined", "escalated"] as const;
export const outcome = z.enum(outcomes);
export type Outcome = z.infer<typeof outcome>;

export const reportStates = ["open", "under_way", "done"] as const;
export const reportState = z.enum(reportStates);
export type ReportState = z.infer<typeof reportState>;

/** How something was decided. No majority follows from a number: partners without command over each other agree, or say that they do not. */
export const reachings = ["consensus", "vote", "dissent"] as const;
export const reached = z.enum(reachings);
export type Reached = z.infer<typeof reached>;
const votes = z.object({
  for: z.int().min(0).max(500, { error: "too_large" }),
  against: z.int().min(0).max(500, { error: "too_large" }),
  abstained: z.int().min(0).max(500, { error: "too_large" }),
});
export type Votes = z.infer<typeof votes>;

export const stances = ["support", "discuss", "against"] as const;
export const stance = z.enum(stances);
export type Stance = z.infer<typeof stance>;

/** Present and excused are members of the body; a guest is another colleague of the site. Nobody else is named. */
export const attendanceStates = ["present", "excused", "guest"] as const;
export const attendanceState = z.enum(attendanceStates);
export type AttendanceState = z.infer<typeof attendanceState>;

/** HH:MM in Europe/Berlin. */
export const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "no_such_time" });

/** A page that opens in a browser, never a script. */
export const webAddress = z.url({ protocol: /^https$/, error: "no_such_address" }).max(500, { error: "too_long" });

// ---- bodies -------------------------------------------------------------------------------------------------------------------------------

const bodyFields = z.object({
  kind: bodyKind,
  name: line(120),
  /** What it has been asked to do, in one sentence. */
  mandate: line(400),
  fieldOfAction: code.nullable(),
  townId: id.nullable(),
  socialSpace: line(120).nullable(),
  targetGroup: line(160).nullable(),
});
export type BodyFields = z.infer<typeof bodyFields>;

export const memberView = z.object({
  id,
  membershipId: id,
  name: z.string(),
  title: z.string().nullable(),
  unitName: z.string(),
  bodyRole,
  fromOn: day,
  untilOn: day.nullable(),
  /** The member (its id in the body) for whom this one stands in. */
  standsInFor: id.nullable(),
  version,
});
export type MemberView = z.infer<typeof memberView>;

export const meetingSummary = z.object({
  id,
  bodyId: id,
  bodyName: z.string(),
  bodyKind,
  state: meetingState,
  startsAt: instant,
  /** The same in Europe/Berlin. */
  heldOn: day,
  begins: time,
  minutesPlanned: z.int(),
  place: z.string().nullable(),
  onlineLink: z.string().nullable(),
  papersDueOn: day.nullable(),
  itemCount: z.int(),
});
export type MeetingSummary = z.infer<typeof meetingSummary>;

export const bodySummary = bodyFields.extend({
  id,
  memberCount: z.int(),
  nextMeeting: meetingSummary.nullable(),
  lastMeeting: meetingSummary.nullable(),
  version,
});
export type BodySummary = z.infer<typeof bodySummary>;

export const bodyView = bodyFields.extend({
  id,
  version,
  members: z.array(memberView),
  /** Newest first, at most 60. */
  meetings: z.array(meetingSummary),
  abilities: z.object({ edit: z.boolean() }),
});
export type BodyView = z.infer<typeof bodyView>;

const ofBody = z.object({ bodyId: id });
const ofMember = z.object({ memberId: id });
const ofMeeting = z.object({ meetingId: id });
const ofItem = z.object({ itemId: id });
const ofDecision = z.object({ decisionId: id });

export const listBodies = endpoint({
  method: "GET",
  byLink: true,
  path: "/api/bodies/bodies",
  answer: z.object({ bodies: z.array(bodySummary), abilities: z.object({ found: z.boolean() }) }),
});
export const getBody = endpoint({ method: "GET", byLink: true, path: "/api/bodies/bodies/:bodyId", params: ofBody, answer: bodyView });
export const makeMembersSpreadsheet = endpoint({
  method: "GET",
  path: "/api/bodies/bodies/:bodyId/members/spreadsheet",
  params: ofBody,
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});
export const foundBody = endpoint({ method: "POST", path: "/api/bodies/bodies", body: bodyFields.extend({ id }), answer: bodyView });
export const changeBody = endpoint({
  method: "PUT",
  path: "/api/bodies/bodies/:bodyId",
  params: ofBody,
  body: bodyFields.omit({ kind: true }).extend({ version }),
  answer: bodyView,
});
const removed = z.object({ removed: z.boolean() });
export const removeBody = endpoint({ method: "POST", path: "/api/bodies/bodies/:bodyId/remove", params: ofBody, answer: removed });
/** Takes the removal back. */
export const restoreBody = endpoint({ method: "POST", path: "/api/bodies/bodies/:bodyId/restore", params: ofBody, answer: bodyView });

export const addMember = endpoint({
  method: "POST",
  path: "/api/bodies/bodies/:bodyId/members",
  params: ofBody,
  body: z.object({ id, membershipId: id, bodyRole, fromOn: day.optional() }),
  answer: bodyView,
});
export const changeMember = endpoint({
  method: "PUT",
  path: "/api/bodies/members/:memberId",
  params: ofMember,
  body: z.object({ bodyRole, untilOn: day.nullable(), version }),
  answer: bodyView,
});
/** Ends the membership in the body now; what was decided and noted stays. Doing it twice is no fault. */
export const removeMember = endpoint({ method: "POST", path: "/api/bodies/members/:memberId/remove", params: ofMember, answer: bodyView });

// ---- meetings -----------------------------------------------------------------------------------------------------------------------------

const meetingFields = z.object({
  heldOn: day,
  begins: time,
  minutesPlanned: z.int().min(15, { error: "too_small" }).max(720, { error: "too_large" }),
  place: line(200).nullable(),
  onlineLink: webAddress.nullable(),
  /** The day on which the papers go out. */
  papersDueOn: day.nullable(),
});
export type MeetingFields = z.infer<typeof meetingFields>;

/** What members are asked: the sentence, how it came to it, the proposal, the choices. */
export const paperFields = z.object({
  question: optionalText(300),
  background: optionalText(2000),
  proposal: optionalText(1500),
  options: z.array(line(300)).max(6, { error: "too_many" }),
});
export type PaperFields = z.infer<typeof paperFields>;
export const paperParts = ["question", "proposal"] as const;
export type PaperPart = (typeof paperParts)[number];

/** A theme as an agenda shows it: only what may be shown to every member. */
export const themeNote = z.object({
  id,
  title: z.string(),
  sentence: z.string().nullable(),
  state: z.string(),
  /** Until when the organisation concerned may comment; null when nothing is awaited. */
  statementDueOn: day.nullable(),
  statement: z.object({ organisationName: z.string(), text: z.string() }).nullable(),
  mayBeDecided: z.boolean(),
});
export type ThemeNote = z.infer<typeof themeNote>;

export const decisionView = z.object({
  id,
  bodyId: id,
  bodyName: z.string(),
  bodyKind,
  meetingId: id,
  itemId: id,
  itemTitle: z.string(),
  themeId: id.nullable(),
  outcome,
  wording: z.string(),
  reason: z.string().nullable(),
  reached: reached.nullable(),
  votes: votes.nullable(),
  /** Whose opinion differs, on record. */
  dissents: z.array(z.object({ membershipId: id, name: z.string(), words: z.string() })),
  audience,
  postponedUntilOn: day.nullable(),
  ownerUnitId: id.nullable(),
  ownerUnitName: z.string().nullable(),
  ownerMembershipId: id.nullable(),
  ownerName: z.string().nullable(),
  dueOn: day.nullable(),
  decidedOn: day,
  reportState,
  report: z.string().nullable(),
  reportedOn: day.nullable(),
  reportedBy: z.string().nullable(),
  /** Days past its due day while not done; 0 when in time. */
  daysLate: z.int(),
  /** Days since a report was due and none came; 0 when none is missing. */
  daysWithoutReport: z.int(),
  measureIds: z.array(id),
  version,
  abilities: z.object({ change: z.boolean(), report: z.boolean(), /** A report may go to its measure too. */ passOn: z.boolean() }),
});
export type DecisionView = z.infer<typeof decisionView>;

export const agendaItemView = paperFields.extend({
  id,
  position: z.int(),
  kind: itemKind,
  title: z.string(),
  minutesPlanned: z.int(),
  themeId: id.nullable(),
  theme: themeNote.nullable(),
  /** What the paper still lacks before it can go out. */
  missing: z.array(z.enum(paperParts)),
  begunAt: instant.nullable(),
  endedAt: instant.nullable(),
  minutes: z.string(),
  minutesVersion: version,
  minutesSavedAt: instant.nullable(),
  audience,
  version,
  decisions: z.array(decisionView),
  /** How many members chose which; for the coordinator only, null for everyone else. */
  stances: z.record(stance, z.int()).nullable(),
  ownStance: stance.nullable(),
});
export type AgendaItemView = z.infer<typeof agendaItemView>;

export const attendanceView = z.object({ membershipId: id, name: z.string(), unitName: z.string(), state: attendanceState });

export const meetingView = meetingSummary.extend({
  version,
  invitedAt: instant.nullable(),
  openedAt: instant.nullable(),
  closedAt: instant.nullable(),
  reopenReason: z.string().nullable(),
  seriesId: id.nullable(),
  items: z.array(agendaItemView),
  /** The sum of the items; more than planned is said, not forbidden. */
  minutesOfItems: z.int(),
  members: z.array(memberView),
  attendance: z.array(attendanceView),
  /** Where the meeting may go from here. */
  nextStates: z.array(meetingState),
  abilities: z.object({ prepare: z.boolean(), keepMinutes: z.boolean(), answerStance: z.boolean() }),
});
export type MeetingView = z.infer<typeof meetingView>;

export const listMeetings = endpoint({
  method: "GET",
  byLink: true,
  path: "/api/bodies/meetings",
  answer: z.object({ upcoming: z.array(meetingSummary), past: z.array(meetingSummary) }),
});
/** The same meetings as a file. */
export const makeMeetingsSpreadsheet = endpoint({
  method: "GET",
  path: "/api/bodies/meetings/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});
export const getMeeting = endpoint({
  method: "GET",
  byLink: true,
  path: "/api/bodies/meetings/:meetingId",
  params: ofMeeting,
  answer: meetingView,
});
export const planMeeting = endpoint({
  method: "POST",
  path: "/api/bodies/bodies/:bodyId/meetings",
  params: ofBody,
  body: meetingFields.extend({ id }),
  answer: meetingView,
});
export const changeMeeting = endpoint({
  method: "PUT",
  path: "/api/bodies/meetings/:meetingId",
  params: ofMeeting,
  body: meetingFields.extend({ version }),
  answer: meetingView,
});
/** Invites, opens, closes, reopens. Reopening is possible on the day of closing and wants a reason. */
export const moveMeeting = endpoint({
  method: "POST",
  path: "/api/bodies/meetings/:meetingId/move",
  params: ofMeeting,
  body: z.object({ to: meetingState, version, reason: line(300).nullable().optional() }),
  answer: meetingView,
});
export const removeMeeting = endpoint({
  method: "POST",
  path: "/api/bodies/meetings/:meetingId/remove",
  params: ofMeeting,
  answer: removed,
});
export const restoreMeeting = endpoint({
  method: "POST",
  path: "/api/bodies/meetings/:meetingId/restore",
  params: ofMeeting,
  answer: meetingView,
});
export const noteAttendance = endpoint({
  method: "PUT",
  path: "/api/bodies/meetings/:meetingId/attendance",
  params: ofMeeting,
  body: z.object({ membershipId: id, state: attendanceState.nullable() }),
  answer: meetingView,
});

export const paperForms = ["pdf", "docx"] as const;
const paperQuery = z.object({ language: paperLanguage, form: z.enum(paperForms).default("pdf") });

/** Invitation, agenda and papers as a file. */
export const printAgenda = endpoint({
  method: "GET",
  byLink: true,
  path: "/api/bodies/meetings/:meetingId/agenda-paper",
  params: ofMeeting,
  query: paperQuery,
  file: ["application/pdf", wordType],
});
/** As a draft until the meeting is closed, and it says so. Only those who read the agenda read it. */
export const printMinutes = endpoint({
  method: "GET",
  byLink: true,
  path: "/api/bodies/meetings/:meetingId/minutes-paper",
  params: ofMeeting,
  query: paperQuery,
  file: ["application/pdf", wordType],
});

// ---- calendars ----------------------------------------------------------------------------------------------------------------------------

/** The meeting for one's own calendar; for a meeting that was called off, what takes it out of the calendar again. */
export const getCalendarFile = endpoint({
  method: "GET",
  byLink: true,
  path: "/api/bodies/meetings/:meetingId/calendar",
  params: ofMeeting,
  query: z.object({ language: paperLanguage }),
  file: ["text/calendar"],
});

/** Meetings that were called off after people were invited, newest first. */
export const listCancelledMeetings = endpoint({
  method: "GET",
  byLink: true,
  path: "/api/bodies/bodies/:bodyId/cancelled",
  params: ofBody,
  answer: z.object({
    meetings: z.array(
      z.object({ id, bodyName: z.string(), startsAt: instant, heldOn: day, begins: time, cancelledOn: day, place: z.string().nullable() }),
    ),
  }),
});

export const calendarAnswers = ["accepted", "tentative", "declined"] as const;
export const calendarAnswer = z.enum(calendarAnswers);
export const listCalendarAnswers = endpoint({
  method: "GET",
  path: "/api/bodies/meetings/:meetingId/calendar-answers",
  params: ofMeeting,
  answer: z.object({
    answers: z.array(z.object({ membershipId: id, name: z.string(), unitName: z.string(), answer: calendarAnswer, answeredAt: instant })),
  }),
});

/** Why an answer was not noted. Nothing is changed then. */
export const answerFaults = [
  "not_a_calendar",
  "not_an_answer",
  "several_answers",
  "answer_unclear",
  "other_meeting",
  "stranger",
  "outdated",
  "older_answer",
] as const;
/** The file that a calendar sent back (`METHOD:REPLY`). Only members of the body are noted. */
export const noteCalendarAnswer = endpoint({
  method: "POST",
  path: "/api/bodies/meetings/:meetingId/calendar-answers",
  params: ofMeeting,
  raw: true,
  bodyLimit: 131_072,
  answer: z.object({
    noted: z.boolean(),
    fault: z.enum(answerFaults).nullable(),
    /** As it stands in the file: who answers there, and what. */
    from: z.string().nullable(),
    answer: calendarAnswer.nullable(),
  }),
});

// ---- agenda -------------------------------------------------------------------------------------------------------------------------------

const itemFields = z.object({
  title: line(200),
  minutesPlanned: z.int().min(1, { error: "too_small" }).max(240, { error: "too_large" }),
  paper: paperFields,
});

/** Themes that may be put on an agenda now. */
export const listThemesToPut = endpoint({
  method: "GET",
  path: "/api/bodies/themes",
  answer: z.object({ themes: z.array(themeNote) }),
});
export const addAgendaItem = endpoint({
  method: "POST",
  path: "/api/bodies/meetings/:meetingId/agenda",
  params: ofMeeting,
  body: itemFields.extend({ id, kind: itemKind.exclude(["input"]), themeId: id.nullable() }),
  answer: meetingView,
});
export const changeAgendaItem = endpoint({
  method: "PUT",
  path: "/api/bodies/agenda/:itemId",
  params: ofItem,
  body: itemFields.extend({ version }),
  answer: meetingView,
});
export const removeAgendaItem = endpoint({
  method: "POST",
  path: "/api/bodies/agenda/:itemId/remove",
  params: ofItem,
  answer: meetingView,
});
export const restoreAgendaItem = endpoint({
  method: "POST",
  path: "/api/bodies/agenda/:itemId/restore",
  params: ofItem,
  answer: meetingView,
});
/** All items of the meeting in their new order. */
export const orderAgenda = endpoint({
  method: "PUT",
  path: "/api/bodies/meetings/:meetingId/agenda",
  params: ofMeeting,
  body: z.object({ itemIds: z.array(id).min(1).max(60, { error: "too_many" }), version }),
  answer: meetingView,
});
/** Calls an item during the session; the one before it ends. */
export const callItem = endpoint({ method: "POST", path: "/api/bodies/agenda/:itemId/call", params: ofItem, answer: meetingView });
export const saveMinutes = endpoint({
  method: "PUT",
  path: "/api/bodies/agenda/:itemId/minutes",
  params: ofItem,
  body: z.object({ minutes: optionalText(20_000), version }),
  answer: z.object({ minutes: z.string(), version, savedAt: instant }),
});
/** What a member thinks before the meeting. Not a vote: it is decided in the meeting. */
export const saveStances = endpoint({
  method: "PUT",
  byLink: true,
  path: "/api/bodies/meetings/:meetingId/stances",
  params: ofMeeting,
  body: z.object({
    stances: z
      .array(z.object({ itemId: id, stance }))
      .min(1, { error: "too_few" })
      .max(60, { error: "too_many" }),
  }),
  answer: meetingView,
});

// ---- decisions ----------------------------------------------------------------------------------------------------------------------------

/**
 * What was decided on an item. `answer` is the sentence that goes to everyone who reported; without one it is the wording.
 * An agreed decision on a theme may make a measure, whose expectation is declared with it.
 */
export const recordDecision = endpoint({
  method: "POST",
  path: "/api/bodies/agenda/:itemId/decisions",
  params: ofItem,
  body: z.object({
    id,
    outcome,
    wording: text(1500),
    reason: text(1000).nullable().default(null),
    /** By consensus, by a vote with its numbers, or with dissent on record; null where nobody said. */
    reached: reached.nullable().default(null),
    votes: votes.nullable().default(null),
    dissents: z
      .array(z.object({ membershipId: id, words: text(1000) }))
      .max(60, { error: "too_many" })
      .default([]),
    postponedUntilOn: day.nullable().default(null),
    ownerUnitId: id.nullable().default(null),
    ownerMembershipId: id.nullable().default(null),
    dueOn: day.nullable().default(null),
    answer: text(600).nullable().default(null),
    measure: newMeasure.nullable().default(null),
  }),
  answer: meetingView,
});
export const changeDecision = endpoint({
  method: "PUT",
  path: "/api/bodies/decisions/:decisionId",
  params: ofDecision,
  body: z.object({ ownerUnitId: id.nullable(), ownerMembershipId: id.nullable(), dueOn: day.nullable(), version }),
  answer: decisionView,
});
/** What became of it, by its owner or the coordinator. `forMeasure`: the same sentence also stands in the story of the measure that came of it. */
export const reportDecision = endpoint({
  method: "POST",
  byLink: true,
  path: "/api/bodies/decisions/:decisionId/report",
  params: ofDecision,
  body: z.object({ id, state: reportState, report: text(600), forMeasure: z.boolean().default(false) }),
  answer: decisionView,
});

export const dueFilters = ["late", "next_30_days", "no_date"] as const;
/** A search never stands in a URL, so it is a POST. Late ones first, then by due day. */
const decisionFilter = z.object({
  bodyId: id.optional(),
  outcome: outcome.optional(),
  reportState: reportState.optional(),
  ownerUnitId: id.optional(),
  due: z.enum(dueFilters).optional(),
  withoutReport: z.boolean().optional(),
  text: z.string().trim().max(80, { error: "too_long" }).optional(),
});
export const findDecisions = endpoint({
  method: "POST",
  path: "/api/bodies/decisions/find",
  reads: true,
  body: decisionFilter.extend({ page }),
  answer: z.object({ decisions: z.array(decisionView), count: z.int(), page: z.int(), pageSize: z.int() }),
});

/** The same decisions as a file. */
export const makeDecisionsSpreadsheet = endpoint({
  method: "POST",
  path: "/api/bodies/decisions/spreadsheet",
  reads: true,
  body: decisionFilter.extend({ language: paperLanguage }),
  file: [spreadsheetType],
});

/** A theme on two pages, with what its newest paper proposes and lets choose. */
export const printDossierForBody = endpoint({
  method: "GET",
  path: "/api/bodies/themes/:themeId/dossier",
  params: z.object({ themeId: id }),
  query: paperQuery,
  file: ["application/pdf", wordType],
});

// ---- personal links -----------------------------------------------------------------------------------------------------------------------

export const linkView = z.object({
  id,
  membershipId: id,
  name: z.string(),
  meetingId: id.nullable(),
  heldOn: day.nullable(),
  createdAt: instant,
  expiresAt: instant,
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
  /** What became of the mail that carried it; null for one that was copied. */
  mail: z.object({ state: mailState, sentAt: instant.nullable(), lastError: z.string().nullable() }).nullable(),
});
export type LinkView = z.infer<typeof linkView>;

export const listLinks = endpoint({
  method: "GET",
  path: "/api/bodies/bodies/:bodyId/links",
  params: ofBody,
  answer: z.object({ links: z.array(linkView) }),
});
/** The path names the meeting and holds the token behind a #, which no server ever gets to log. It is shown this once. */
export const createPersonalLink = endpoint({
  method: "POST",
  path: "/api/bodies/links",
  body: z.object({ membershipId: id, meetingId: id }),
  answer: z.object({ id, path: z.string(), expiresAt: instant }),
});
/** The same, sent by mail instead of copied: nobody else sees it. The id comes from the form. */
export const mailPersonalLink = endpoint({
  method: "POST",
  path: "/api/bodies/links/mail",
  body: z.object({ id, membershipId: id, meetingId: id }),
  answer: z.object({ id, expiresAt: instant }),
});
export const revokePersonalLink = endpoint({
  method: "POST",
  path: "/api/bodies/links/:linkId/revoke",
  params: z.object({ linkId: id }),
  answer: z.object({ revoked: z.boolean() }),
});

// ---- homes --------------------------------------------------------------------------------------------------------------------------------

/** A member's page: what is asked, what became of last time's, own tasks. */
export const memberHome = z.object({
  name: z.string(),
  bodyNames: z.array(z.string()),
  meeting: meetingView.nullable(),
  /** Other meetings ahead, of this or further bodies. */
  laterMeetings: z.array(meetingSummary),
  lastMeeting: meetingSummary.nullable(),
  lastDecisions: z.array(decisionView),
  tasks: z.array(decisionView),
});
export type MemberHome = z.infer<typeof memberHome>;
/** With a meeting, that one instead of the next; one that is over stands as the last, one that is gone or not theirs changes nothing. */
export const getMemberHome = endpoint({
  method: "GET",
  byLink: true,
  path: "/api/bodies/home",
  query: z.object({ meetingId: id.optional() }),
  /** And which planning conferences ask for a case, as for everybody who may offer one. */
  answer: memberHome.extend({ conference: conferenceCalls }),
});

export const desk = z.object({
  meeting: meetingSummary.nullable(),
  daysUntil: z.int().nullable(),
  papersToFinish: z.array(z.object({ itemId: id, title: z.string(), missing: z.array(z.enum(paperParts)) })),
  statementsAwaited: z.array(z.object({ themeId: id, title: z.string(), dueOn: day, dayNumber: z.int(), days: z.int() })),
  withoutReport: z.array(decisionView),
});
export type Desk = z.infer<typeof desk>;
export const getDesk = endpoint({ method: "GET", path: "/api/bodies/desk", answer: desk });
