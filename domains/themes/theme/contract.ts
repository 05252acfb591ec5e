import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { code, day, id, line, paperLanguage, spreadsheetType, text, version } from "../../../platform/contract/values.ts";

export const themeStates = [
  "collected",
  "named",
  "statement_awaited",
  "on_agenda",
  "in_project_group",
  "measure_agreed",
  "running",
  "looked_at",
  "closed",
  "declined",
  "escalated",
] as const;
export const themeState = z.enum(themeStates);
export type ThemeState = z.infer<typeof themeState>;

/** Time between two events of one service: it names its start and its end. */
export const metric = z.object({ service: code, fromEvent: code, toEvent: code }).refine((value) => value.fromEvent !== value.toEvent, {
  error: "same_event",
  path: ["toEvent"],
});
export type Metric = z.infer<typeof metric>;

/** A count that passed the gate; null where it is held back. */
export const shownCount = z.object({ count: z.int().nullable(), isProtected: z.boolean() });
export type ShownCount = z.infer<typeof shownCount>;

export const waysToSeeMore = ["join_towns", "lengthen_period", "wait_for_cases"] as const;

/** A median in whole weeks with the number of cases; still waiting ones are counted. */
export const shownMedian = z.object({
  /** "all", "before", "after", or a group that the events name. */
  group: z.string(),
  isProtected: z.boolean(),
  /** Null: held back, or more than half still wait. */
  weeks: z.int().nullable(),
  /** The same in days where weeks would hide it and there are enough cases; else null. */
  days: z.int().nullable(),
  quarterWeeks: z.int().nullable(),
  threeQuarterWeeks: z.int().nullable(),
  isReached: z.boolean(),
  cases: z.int().nullable(),
});
export type ShownMedian = z.infer<typeof shownMedian>;

export const evidence = z.object({
  fromOn: day.nullable(),
  untilOn: day.nullable(),
  townIds: z.array(id),
  minimum: z.int(),
  reports: shownCount,
  towns: shownCount,
  organisations: shownCount,
  cases: shownCount,
  firstReportedOn: day.nullable(),
  lastReportedOn: day.nullable(),
  byTown: z.array(z.object({ townId: id.nullable(), reports: shownCount })),
  waiting: z.object({ metric, groups: z.array(shownMedian), known: z.int().nullable(), of: z.int().nullable() }).nullable(),
  /** What a reader can do where a figure is held back; empty if none is. */
  seeMore: z.array(z.enum(waysToSeeMore)),
});
export type Evidence = z.infer<typeof evidence>;

/** What later cases say of an expectation: changed as expected, changed otherwise, not changed, or nothing that can be said. */
export const verdict = z.enum(["as_expected", "not_as_expected", "unchanged", "cannot_say"]);
export type Verdict = z.infer<typeof verdict>;

export const statementView = z.object({
  id,
  themeId: id,
  organisationId: id,
  organisationName: z.string(),
  unitId: id.nullable(),
  unitName: z.string().nullable(),
  question: z.string().nullable(),
  requestedOn: day,
  dueOn: day,
  /** "Tag 9 von 14". */
  dayNumber: z.int(),
  isOverdue: z.boolean(),
  givenOn: day.nullable(),
  givenBy: z.string().nullable(),
  text: z.string().nullable(),
});
export type StatementView = z.infer<typeof statementView>;

/** What comes first. `first`: at once; `next`: after that; `later`. */
export const priorityLevels = ["first", "next", "later"] as const;
export const grade = z.int().min(1).max(3);
/** Three criteria that everybody sees, each from 1 to 3: how many it reaches, how hard it hits, whether it can be solved here. */
export const grades = z.object({ reach: grade, severity: grade, solvable: grade });
export type Grades = z.infer<typeof grades>;

/** What the Land says: it works on it, it has solved it, the site may do something itself, or it cannot be. */
export const landReplyKinds = ["taken_on", "solved", "possible_here", "not_possible"] as const;

export const themeRow = z.object({
  id,
  title: z.string(),
  sentence: z.string().nullable(),
  fieldOfAction: z.string().nullable(),
  state: themeState,
  reports: shownCount,
  stateSinceOn: day,
  meetingOn: day.nullable(),
  bodyName: z.string().nullable(),
  /** The project group that works on it. */
  groupName: z.string().nullable(),
  groupSinceOn: day.nullable(),
  priority: grades.extend({ level: z.enum(priorityLevels) }).nullable(),
  /** From how many towns reports came: a theme of the site rolls them up. */
  townCount: shownCount,
  /** Which towns these are, as far as they may be named. */
  towns: z.array(z.object({ townId: id.nullable(), reports: shownCount })),
  /** The last that the Land said. */
  landReply: z.object({ kind: z.enum(landReplyKinds), on: day }).nullable(),
  version,
});
export type ThemeRow = z.infer<typeof themeRow>;

export const listThemes = endpoint({
  method: "GET",
  path: "/api/themes/themes",
  answer: z.object({ themes: z.array(themeRow), abilities: z.object({ create: z.boolean() }) }),
});

export const makeThemesSpreadsheet = endpoint({
  method: "GET",
  path: "/api/themes/themes/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});

const themeParams = z.object({ themeId: id });
const themeContent = z.object({
  title: line(160),
  sentence: line(300).nullable().default(null),
  fieldOfAction: code.nullable().default(null),
  organisationIds: z.array(id).max(30).default([]),
  metric: metric.nullable().default(null),
});

export const createTheme = endpoint({
  method: "POST",
  path: "/api/themes/themes",
  body: themeContent.extend({ id, reportIds: z.array(id).max(500).default([]), answer: text(600).nullable().default(null) }),
  answer: z.object({ id }),
});

/** One theme on two pages, for those who decide: a sentence, a number, a voice, the statement, the choices. */
export const printDossier = endpoint({
  method: "GET",
  path: "/api/themes/themes/:themeId/dossier",
  params: themeParams,
  query: z.object({ language: paperLanguage }),
  file: ["application/pdf"],
});

export const changeTheme = endpoint({
  method: "PUT",
  path: "/api/themes/themes/:themeId",
  params: themeParams,
  body: themeContent.extend({ version }),
  answer: z.object({ id, version }),
});

/** Collected no longer: everyone who works here may read it from now on. Needs its sentence. */
export const nameTheme = endpoint({
  method: "POST",
  path: "/api/themes/themes/:themeId/name",
  params: themeParams,
  body: z.object({ version }),
  answer: z.object({ id, version }),
});

/** Only released reports; one that is in another theme changes over. `answer` goes to each of them. */
export const joinReports = endpoint({
  method: "POST",
  path: "/api/themes/themes/:themeId/reports",
  params: themeParams,
  body: z.object({ reportIds: z.array(id).min(1).max(500), answer: text(600).nullable().default(null) }),
  answer: z.object({ joined: z.int() }),
});

export const takeOutReport = endpoint({
  method: "POST",
  path: "/api/themes/themes/:themeId/reports/:reportId/take-out",
  params: themeParams.extend({ reportId: id }),
  body: z.object({ answer: text(600).nullable().default(null) }),
  answer: z.object({ takenOut: z.boolean() }),
});

export const themeEventKinds = [
  "created",
  "named",
  "statement_requested",
  "statement_given",
  "on_agenda",
  "off_agenda",
  "agreed",
  "postponed",
  "declined",
  "escalated",
  "measure_planned",
  "measure_started",
  "measure_done",
  "measure_stopped",
  "measure_closed",
  "looked_at",
  "closed",
  "group_given",
  "group_ended",
  "merged_in",
  "merged_into",
  "split_off",
  "split_from",
  "move_undone",
  "prioritised",
  "edited",
  "land_replied",
  "linked",
  "unlinked",
  "offered",
  "withdrawn",
  "copied",
] as const;

/** "Was daraus wurde": what happened to a theme, oldest first. */
export const themeEvent = z.object({
  kind: z.enum(themeEventKinds),
  on: day,
  sentence: z.string().nullable(),
  reason: z.string().nullable(),
  bodyName: z.string().nullable(),
  measureId: id.nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ThemeEvent = z.infer<typeof themeEvent>;

export const openTheme = endpoint({
  method: "GET",
  path: "/api/themes/themes/:themeId",
  params: themeParams,
  answer: themeRow.extend({
    organisations: z.array(z.object({ id, name: z.string() })),
    metric: metric.nullable(),
    evidence,
    /** Released words of the reports; nobody's name unless they gave it. Empty below the minimum, but for the coordinator. */
    voices: z.array(z.object({ reportId: id.nullable(), title: z.string(), text: z.string(), reporter: z.string().nullable() })),
    statements: z.array(statementView),
    events: z.array(themeEvent),
    measures: z.array(z.object({ id, title: z.string(), state: z.string(), isLate: z.boolean(), ownerName: z.string(), dueOn: day })),
    /** "Hat sich das für Sie erledigt?" Two of the three are joined where one alone would tell too much. */
    solved: z.object({ solved: shownCount, partlyNotOrSilent: shownCount }),
    /** All joined reports have had an answer. */
    everyoneAnswered: z.boolean(),
    mayBeDecided: z.boolean(),
    /** The theme that its reports are part of now. */
    mergedInto: z.object({ id, title: z.string() }).nullable(),
    abilities: z.object({
      edit: z.boolean(),
      /** Whatever leads it through its life: priority, project group, merging, splitting, the note to the Land, a pattern for others. */
      lead: z.boolean(),
      joinReports: z.boolean(),
      requestStatement: z.boolean(),
      close: z.boolean(),
      giveStatement: z.boolean(),
    }),
  }),
});

/** The same figures over other towns or another period. */
export const getThemeEvidence = endpoint({
  method: "GET",
  path: "/api/themes/themes/:themeId/evidence",
  params: themeParams,
  query: z.object({
    fromOn: day.optional(),
    untilOn: day.optional(),
    townIds: z
      .union([id, z.array(id).max(200)])
      .optional()
      .transform((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value])),
  }),
  answer: evidence,
});

export const closeTheme = endpoint({
  method: "POST",
  path: "/api/themes/themes/:themeId/close",
  params: themeParams,
  body: z.object({ sentence: text(600).nullable().default(null), reason: text(1000).nullable().default(null), version }),
  answer: z.object({ id, version }),
});

/** Asks an organisation that a theme concerns, or one unit of it; due in 14 days. */
export const requestStatement = endpoint({
  method: "POST",
  path: "/api/themes/themes/:themeId/statements",
  params: themeParams,
  body: z.object({ id, organisationId: id, unitId: id.nullable().default(null), question: text(1000).nullable().default(null) }),
  answer: z.object({ id, dueOn: day }),
});

/** What the actor's organisation is asked, open ones first. */
export const listStatementsOfOrganisation = endpoint({
  method: "GET",
  path: "/api/themes/statements",
  answer: z.object({ statements: z.array(statementView.extend({ themeTitle: z.string() })) }),
});

const statementParams = z.object({ statementId: id });
export const openStatement = endpoint({
  method: "GET",
  path: "/api/themes/statements/:statementId",
  params: statementParams,
  answer: statementView.extend({
    themeTitle: z.string(),
    themeSentence: z.string().nullable(),
    abilities: z.object({ give: z.boolean() }),
  }),
});

export const giveStatement = endpoint({
  method: "PUT",
  path: "/api/themes/statements/:statementId",
  params: statementParams,
  body: z.object({ text: text(6000) }),
  answer: z.object({ id, givenOn: day }),
});
