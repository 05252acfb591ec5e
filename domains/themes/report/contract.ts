import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import {
  code,
  day,
  id,
  line,
  optionalText,
  page,
  paperLanguage,
  spreadsheetType,
  text,
  version,
  unlinkableId,
} from "../../../platform/contract/values.ts";
import { verdict } from "../theme/contract.ts";

/** Who learns the name: everyone who reads the theme, the coordinator only, or nobody. */
export const visibilities = ["named", "coordinator", "unnamed"] as const;
export const visibility = z.enum(visibilities);
export type Visibility = z.infer<typeof visibility>;

export const reportStates = ["submitted", "released", "returned", "withdrawn"] as const;
export const reportState = z.enum(reportStates);
export type ReportState = z.infer<typeof reportState>;

export const frequencies = ["once", "sometimes", "often", "always"] as const;

/** The fields of a report that hold free words, and so pass the gap check. */
export const checkedFields = ["text", "title", "idea"] as const;
export const checkedField = z.enum(checkedFields);
export type CheckedField = z.infer<typeof checkedField>;

/** A word that could make somebody recognisable. `replacement` is what the form offers instead, as a code of its own words. */
export const gapMark = z.object({
  field: checkedField,
  start: z.int().min(0),
  end: z.int().min(0),
  /** The marked words themselves. */
  words: z.string(),
  kind: z.string(),
  replacement: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])).optional() }).nullable(),
});
export type GapMark = z.infer<typeof gapMark>;

/** A marked place that the writer wants to leave as it is: said one by one. */
export const keptMark = z.object({ field: checkedField, words: z.string().min(1).max(200), keepMarked: z.literal(true) });
export type KeptMark = z.infer<typeof keptMark>;

/** Marks what could make somebody recognisable. Reads only, answers alike for a stranger and for another unit's client. */
export const checkGapText = endpoint({
  method: "POST",
  path: "/api/themes/gap-check",
  reads: true,
  body: z.object({ text: optionalText(4000), title: optionalText(120).optional(), idea: optionalText(2000).optional() }),
  answer: z.object({ marks: z.array(gapMark) }),
});

/** One end of the place where it stuck. */
export const gapSide = z.object({ organisationId: id, unitId: id.nullable() });

const reportContent = z.object({
  title: line(120).nullable().default(null),
  text: text(4000),
  idea: text(2000).nullable().default(null),
  howOften: z.enum(frequencies).nullable().default(null),
  gapKind: code.nullable().default(null),
  from: gapSide.nullable().default(null),
  to: gapSide.nullable().default(null),
  daysLost: z.int().min(0).max(3650, { error: "too_large" }).nullable().default(null),
  fieldOfAction: code.nullable().default(null),
  townId: id.nullable().default(null),
  keptMarks: z.array(keptMark).max(100).default([]),
});

/** `invalid` with code `marked` for each mark neither replaced nor kept: `params` say kind, start and end. The id is a random UUID (version 4). */
export const submitReport = endpoint({
  method: "POST",
  path: "/api/themes/reports",
  body: reportContent.extend({ id: unlinkableId, visibility, caseId: id.nullable().default(null) }),
  answer: z.object({ id }),
});

/** What a form opened on a case begins with. Only those who read the case. */
export const prefillReport = endpoint({
  method: "GET",
  path: "/api/themes/cases/:caseId/prefill",
  params: z.object({ caseId: id }),
  answer: z.object({
    townId: id.nullable(),
    fieldOfAction: z.string().nullable(),
    to: gapSide.nullable(),
    /** Since the entitlement that waits longest for its start, else since the step that another unit has had longest. */
    daysLost: z.int().nullable(),
    service: z.string().nullable(),
  }),
});

const ownReport = z.object({ reportId: id });

/** Own report, until it is joined to a theme. One that was released is read again before others see it. */
export const changeReport = endpoint({
  method: "PUT",
  path: "/api/themes/my-reports/:reportId",
  params: ownReport,
  body: reportContent.extend({ version }),
  answer: z.object({ id, version }),
});
export const withdrawReport = endpoint({
  method: "POST",
  path: "/api/themes/my-reports/:reportId/withdraw",
  params: ownReport,
  body: z.object({ version }),
  answer: z.object({ id }),
});

/** The stair. A No ends it early. */
export const stairSteps = ["reported", "read", "joined", "on_agenda", "decided", "implemented", "looked_at"] as const;
export const stairStep = z.enum(stairSteps);
export type StairStep = z.infer<typeof stairStep>;

export const answerCodes = [
  "received",
  "read",
  "returned",
  "replied",
  "joined",
  "taken_out",
  "on_agenda",
  "off_agenda",
  "agreed",
  "postponed",
  "declined",
  "escalated",
  "measure_started",
  "measure_done",
  "measure_stopped",
  "measure_closed",
  "looked_at",
  "closed",
  "group_given",
  "merged",
  "split_off",
  "moved_back",
  "land_replied",
] as const;
export const answerCode = z.enum(answerCodes);
export type AnswerCode = z.infer<typeof answerCode>;

/** One answer to one report: the coordinator's own sentence, or a code whose words the page knows. */
export const answerView = z.object({
  id,
  code: answerCode,
  step: stairStep.nullable(),
  on: day,
  sentence: z.string().nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** A colleague or a body; nobody for what happens by itself. */
  by: z.string().nullable(),
});
export type AnswerView = z.infer<typeof answerView>;

export const solvedAnswers = ["solved", "partly", "not"] as const;
export const solvedAnswer = z.enum(solvedAnswers);

const stairState = z.object({
  /** 1 to 7: "Stufe 4 von 7". */
  reached: z.int().min(1).max(7),
  /** Ended before the top. */
  ended: z.enum(["declined", "closed", "withdrawn"]).nullable(),
});

export const myReportRow = z.object({
  id,
  title: z.string(),
  reportedOn: day,
  state: reportState,
  stair: stairState,
  latestAnswer: answerView.nullable(),
  asksWhetherSolved: z.boolean(),
  solved: solvedAnswer.nullable(),
});
export const listMyReports = endpoint({
  method: "GET",
  path: "/api/themes/my-reports",
  answer: z.object({ reports: z.array(myReportRow) }),
});

/** What a look at later cases found, as far as it may be shown: weeks before and after. */
export const changeGlance = z.object({
  measureId: id,
  measureTitle: z.string(),
  lookedOn: day,
  verdict,
  beforeWeeks: z.int().nullable(),
  beforeDays: z.int().nullable(),
  afterWeeks: z.int().nullable(),
  afterDays: z.int().nullable(),
  judgement: z.string().nullable(),
});

export const openMyReport = endpoint({
  method: "GET",
  path: "/api/themes/my-reports/:reportId",
  params: ownReport,
  answer: z.object({
    id,
    title: z.string(),
    text: z.string(),
    idea: z.string().nullable(),
    howOften: z.enum(frequencies).nullable(),
    gapKind: z.string().nullable(),
    from: gapSide.nullable(),
    to: gapSide.nullable(),
    daysLost: z.int().nullable(),
    fieldOfAction: z.string().nullable(),
    townId: id.nullable(),
    visibility,
    reportedOn: day,
    state: reportState,
    releasedText: z.string().nullable(),
    theme: z.object({ id, title: z.string(), isVisible: z.boolean() }).nullable(),
    steps: z.array(z.object({ step: stairStep, reachedOn: day.nullable() })),
    stair: stairState,
    answers: z.array(answerView),
    change: changeGlance.nullable(),
    solved: z.object({ answer: solvedAnswer, missing: z.string().nullable(), on: day }).nullable(),
    version,
    abilities: z.object({ edit: z.boolean(), withdraw: z.boolean(), sayWhetherSolved: z.boolean() }),
  }),
});

/** Any time after a decision; may be said again. */
export const sayWhetherSolved = endpoint({
  method: "PUT",
  path: "/api/themes/my-reports/:reportId/solved",
  params: ownReport,
  body: z.object({ answer: solvedAnswer, missing: text(2000).nullable().default(null) }),
  answer: z.object({ answer: solvedAnswer, on: day }),
});

/** What became of what was reported from a case: for those who read the case. Without text and without reporter. */
export const listReportsOfCase = endpoint({
  method: "GET",
  path: "/api/themes/cases/:caseId/reports",
  params: z.object({ caseId: id }),
  answer: z.object({
    reports: z.array(
      z.object({
        id,
        reportedOn: day,
        gapKind: z.string().nullable(),
        stair: stairState,
        themeTitle: z.string().nullable(),
        isMine: z.boolean(),
      }),
    ),
  }),
});

/** A report as a coordinator works with it. `reporter` is a name only if the reporter said so. */
export const reportRow = z.object({
  id,
  title: z.string(),
  excerpt: z.string(),
  reportedOn: day,
  state: reportState,
  visibility,
  reporter: z.object({ name: z.string(), unitName: z.string() }).nullable(),
  gapKind: z.string().nullable(),
  from: gapSide.nullable(),
  to: gapSide.nullable(),
  townId: id.nullable(),
  fieldOfAction: z.string().nullable(),
  daysLost: z.int().nullable(),
  theme: z.object({ id, title: z.string() }).nullable(),
  lastAnsweredOn: day.nullable(),
  version,
});
export type ReportRow = z.infer<typeof reportRow>;

/** The coordinator's reports, oldest first. `open` are those in no theme yet. */
export const listReports = endpoint({
  method: "GET",
  path: "/api/themes/reports",
  query: z.object({ show: z.enum(["to_read", "open", "joined", "all"]).default("all"), page }),
  answer: z.object({ reports: z.array(reportRow), total: z.int(), pageSize: z.int() }),
});

export const makeReportsSpreadsheet = endpoint({
  method: "GET",
  path: "/api/themes/reports/spreadsheet",
  query: z.object({ show: z.enum(["to_read", "open", "joined", "all"]).default("all"), language: paperLanguage }),
  file: [spreadsheetType],
});
export const makeMyReportsSpreadsheet = endpoint({
  method: "GET",
  path: "/api/themes/my-reports/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});

const reportParams = z.object({ reportId: id });
export const openReport = endpoint({
  method: "GET",
  path: "/api/themes/reports/:reportId",
  params: reportParams,
  answer: reportRow.omit({ excerpt: true }).extend({
    /** As the reporter wrote it; confidential. */
    text: z.string(),
    idea: z.string().nullable(),
    howOften: z.enum(frequencies).nullable(),
    /** The marks that the reporter left standing. */
    marks: z.array(gapMark),
    releasedTitle: z.string().nullable(),
    releasedText: z.string().nullable(),
    releasedOn: day.nullable(),
    answers: z.array(answerView),
    solved: z.object({ answer: solvedAnswer, missing: z.string().nullable(), on: day }).nullable(),
    abilities: z.object({ release: z.boolean(), return: z.boolean(), answer: z.boolean() }),
  }),
});

/** From now on others may read `text`, never the reporter's own words. */
export const releaseReport = endpoint({
  method: "POST",
  path: "/api/themes/reports/:reportId/release",
  params: reportParams,
  body: z.object({
    title: line(120),
    text: text(4000),
    /** The coordinator's sentence to the reporter; a plain one goes out without it. */
    sentence: text(600).nullable().default(null),
    keptMarks: z.array(keptMark).max(100).default([]),
    version,
  }),
  answer: z.object({ id, version }),
});

/** Back to the reporter with a question. */
export const returnReport = endpoint({
  method: "POST",
  path: "/api/themes/reports/:reportId/return",
  params: reportParams,
  body: z.object({ sentence: text(600), version }),
  answer: z.object({ id, version }),
});

export const answerReport = endpoint({
  method: "POST",
  path: "/api/themes/reports/:reportId/answers",
  params: reportParams,
  body: z.object({ id, sentence: text(600) }),
  answer: z.object({ id }),
});

/** Reports that had no answer for eight weeks, longest first. */
export const listUnanswered = endpoint({
  method: "GET",
  path: "/api/themes/unanswered-reports",
  answer: z.object({ reports: z.array(reportRow.extend({ daysWithoutAnswer: z.int() })) }),
});
