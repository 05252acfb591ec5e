import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { code, day, id, line, paperLanguage, spreadsheetType, text, version } from "../../../platform/contract/values.ts";
import { circumstance } from "../circumstance/contract.ts";
import { metric, shownMedian, verdict } from "../theme/contract.ts";

export const measureStates = ["planned", "running", "done", "stopped"] as const;
export const measureState = z.enum(measureStates);
export type MeasureState = z.infer<typeof measureState>;

/** Declared before the measure starts, never moved later. Cases of the baseline and those after the start are followed equally long. */
export const expectation = z.object({
  metric,
  baselineFromOn: day,
  baselineUntilOn: day,
  targetWeeks: z.int().min(1).max(260),
  /** Every case is followed this long; shorter than the target is refused. */
  followUpWeeks: z.int().min(1).max(260),
  /** Cases that begin within so many weeks after the start are looked at. */
  intakeWeeks: z.int().min(1).max(260),
  /** Where the measure does not run: what changes there in the same time is not its doing. */
  comparisonTownIds: z.array(id).max(60).optional(),
});
export type Expectation = z.infer<typeof expectation>;

export const closings = ["one_off", "anchored", "dropped"] as const;
export const anchorKinds = ["instruction", "form", "post", "budget", "agreement"] as const;
export const judgements = ["yes_mostly", "partly", "no", "cannot_say"] as const;

export const owner = z.object({ organisationId: id, unitId: id.nullable().default(null), membershipId: id.nullable().default(null) });

/** What a decision says of the measure it makes; bodies hand it on. */
export const newMeasure = z.object({
  id,
  title: line(160),
  owner,
  dueOn: day,
  fieldOfAction: code.nullable().default(null),
  expectation: expectation.nullable().default(null),
});
export type NewMeasure = z.infer<typeof newMeasure>;

export const measureRow = z.object({
  id,
  themeId: id,
  themeTitle: z.string(),
  title: z.string(),
  state: measureState,
  isLate: z.boolean(),
  daysLate: z.int(),
  ownerName: z.string(),
  ownerPerson: z.string().nullable(),
  dueOn: day,
  startedOn: day.nullable(),
  lastReportedOn: day.nullable(),
  lookOn: day.nullable(),
  verdict: verdict.nullable(),
  closing: z.enum(closings).nullable(),
});
export type MeasureRow = z.infer<typeof measureRow>;

/** Late and longest waiting first. */
export const listMeasures = endpoint({ method: "GET", path: "/api/themes/measures", answer: z.object({ measures: z.array(measureRow) }) });

export const makeMeasuresSpreadsheet = endpoint({
  method: "GET",
  path: "/api/themes/measures/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});

/** One dot is one case in whole weeks; `shift` (0 to 1) is its place inside the quarter. Quarters with too few cases are joined to their neighbour. */
export const changeDot = z.object({ weeks: z.int(), isWaiting: z.boolean(), shift: z.number() });
export const changeQuarter = z.object({ fromOn: day, untilOn: day, side: z.enum(["before", "after"]), dots: z.array(changeDot) });

/** The middle 95 % of what could have been; an end that lies beyond what was observed is null. Days where the median stands in days. */
export const shownInterval = z.object({
  lowerWeeks: z.int().nullable(),
  upperWeeks: z.int().nullable(),
  lowerDays: z.int().nullable(),
  upperDays: z.int().nullable(),
});
export type ShownInterval = z.infer<typeof shownInterval>;

/** How the verdict came about. Every interval is null where its group is held back or has too few cases for one. */
export const changeAnalysis = z.object({
  before: shownInterval.nullable(),
  after: shownInterval.nullable(),
  /** The median after less the one before. */
  difference: shownInterval.nullable(),
  /** How many in a hundred times chance alone deals out such a difference; null where a side is held back. */
  chancePercent: z.number().nullable(),
  /** So many percent shorter would have been seen in four of five cases. */
  detectablePercent: z.int().nullable(),
  casesForHalving: z.int().nullable(),
  /** As long as the baseline and just before it; null if not enough is known of it. */
  earlier: z.object({ fromOn: day, untilOn: day, median: shownMedian, interval: shownInterval.nullable() }).nullable(),
  /** Where the measure does not run; null if no town is named. */
  comparison: z
    .object({
      townIds: z.array(id),
      /** False if too little is known there: then only the own trend stands against the change. */
      isUsed: z.boolean(),
      before: shownMedian,
      after: shownMedian,
      beforeInterval: shownInterval.nullable(),
      afterInterval: shownInterval.nullable(),
      quarters: z.array(changeQuarter),
    })
    .nullable(),
});
export type ChangeAnalysis = z.infer<typeof changeAnalysis>;

/** Frozen on the day of the look. */
export const changeView = z.object({
  lookedOn: day,
  verdict,
  /** Why nothing can be said yet. */
  reason: z.string().nullable(),
  before: shownMedian,
  after: shownMedian,
  targetWeeks: z.int(),
  /** It already was as expected before the measure began. */
  wasSoBefore: z.boolean(),
  /** Of the cases that began after the start, how many still wait; null if held back. */
  stillWaiting: z.int().nullable(),
  known: z.int().nullable(),
  of: z.int().nullable(),
  /** Empty if the gate shows median and number only. */
  quarters: z.array(changeQuarter),
  /** Null for a look from the time when only medians were compared. */
  analysis: changeAnalysis.nullable(),
});
export type ChangeView = z.infer<typeof changeView>;

export const measureEntryKinds = ["progress", "due_changed", "started", "stopped", "done", "closed", "circumstance"] as const;

const measureParams = z.object({ measureId: id });
export const openMeasure = endpoint({
  method: "GET",
  path: "/api/themes/measures/:measureId",
  params: measureParams,
  answer: measureRow.extend({
    fieldOfAction: z.string().nullable(),
    owner: z.object({ organisationId: id, unitId: id.nullable(), membershipId: id.nullable() }),
    decidedOn: day,
    bodyName: z.string().nullable(),
    expectation: expectation.nullable(),
    stopReason: z.string().nullable(),
    entries: z.array(
      z.object({
        id,
        kind: z.enum(measureEntryKinds),
        on: day,
        text: z.string().nullable(),
        by: z.string().nullable(),
        fromDueOn: day.nullable(),
        toDueOn: day.nullable(),
      }),
    ),
    change: changeView.nullable(),
    /** What else happened at the site in the time of the comparison. */
    circumstances: z.array(circumstance),
    contribution: z
      .object({ judgement: z.enum(judgements), reasons: z.string(), judgedBy: z.string(), judgedOn: day, dissent: z.string().nullable() })
      .nullable(),
    anchor: z.object({ kind: z.enum(anchorKinds), which: z.string() }).nullable(),
    lookAgainOn: day.nullable(),
    version,
    abilities: z.object({
      declareExpectation: z.boolean(),
      start: z.boolean(),
      report: z.boolean(),
      moveDueDay: z.boolean(),
      finish: z.boolean(),
      stop: z.boolean(),
      look: z.boolean(),
      judge: z.boolean(),
      close: z.boolean(),
      noteCircumstance: z.boolean(),
    }),
  }),
});

export const declareExpectation = endpoint({
  method: "PUT",
  path: "/api/themes/measures/:measureId/expectation",
  params: measureParams,
  body: z.object({ expectation, version }),
  answer: z.object({ id, version }),
});
export const startMeasure = endpoint({
  method: "POST",
  path: "/api/themes/measures/:measureId/start",
  params: measureParams,
  body: z.object({ on: day, sentence: text(600).nullable().default(null), version }),
  answer: z.object({ id, version }),
});
export const reportProgress = endpoint({
  method: "POST",
  path: "/api/themes/measures/:measureId/progress",
  params: measureParams,
  body: z.object({ id, text: text(2000) }),
  answer: z.object({ id }),
});
export const moveDueDay = endpoint({
  method: "POST",
  path: "/api/themes/measures/:measureId/due-day",
  params: measureParams,
  body: z.object({ dueOn: day, reason: text(1000), version }),
  answer: z.object({ id, version }),
});
export const finishMeasure = endpoint({
  method: "POST",
  path: "/api/themes/measures/:measureId/finish",
  params: measureParams,
  body: z.object({ on: day, sentence: text(600).nullable().default(null), version }),
  answer: z.object({ id, version }),
});
export const stopMeasure = endpoint({
  method: "POST",
  path: "/api/themes/measures/:measureId/stop",
  params: measureParams,
  body: z.object({ reason: text(1000), sentence: text(600).nullable().default(null), version }),
  answer: z.object({ id, version }),
});
/** Once the window is over; a job does the same every night. */
export const lookAtChange = endpoint({
  method: "POST",
  path: "/api/themes/measures/:measureId/look",
  params: measureParams,
  body: z.object({ sentence: text(600).nullable().default(null) }),
  answer: changeView,
});
export const judgeContribution = endpoint({
  method: "PUT",
  path: "/api/themes/measures/:measureId/contribution",
  params: measureParams,
  body: z.object({ judgement: z.enum(judgements), reasons: text(3000), judgedBy: line(200), dissent: text(1000).nullable().default(null) }),
  answer: z.object({ judgedOn: day }),
});
export const closeMeasure = endpoint({
  method: "POST",
  path: "/api/themes/measures/:measureId/close",
  params: measureParams,
  body: z.object({
    closing: z.enum(closings),
    anchor: z
      .object({ kind: z.enum(anchorKinds), which: line(300) })
      .nullable()
      .default(null),
    sentence: text(600).nullable().default(null),
    version,
  }),
  answer: z.object({ id, version, lookAgainOn: day.nullable() }),
});
