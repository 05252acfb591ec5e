import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { code, day, id, line, optionalText, paperLanguage, spreadsheetType, text, version } from "../../../platform/contract/values.ts";

/** What hangs below a sub-goal, with the day that matters most. */
export const linkedMeasure = z.object({ id, title: z.string(), state: z.string(), dueOn: day, isLate: z.boolean() });
export const linkedTheme = z.object({ id, title: z.string(), state: z.string() });
export type LinkedMeasure = z.infer<typeof linkedMeasure>;

export const frameworkFields = z.object({ title: line(160), vision: text(3000), fromOn: day, untilOn: day.nullable() });
export const goalFields = z.object({ title: line(200), text: optionalText(2000) });
export const subGoalFields = z.object({
  goalId: id,
  fieldOfAction: code,
  title: line(200),
  /** How everybody will see that it is reached. */
  sign: optionalText(600),
  dueOn: day.nullable(),
});
export type FrameworkFields = z.infer<typeof frameworkFields>;
export type GoalFields = z.infer<typeof goalFields>;
export type SubGoalFields = z.infer<typeof subGoalFields>;

export const subGoalView = subGoalFields.extend({
  id,
  reachedOn: day.nullable(),
  isOverdue: z.boolean(),
  measures: z.array(linkedMeasure),
  themes: z.array(linkedTheme),
  version,
});
export const goalView = goalFields.extend({ id, subGoals: z.array(subGoalView), version });
export type SubGoalView = z.infer<typeof subGoalView>;
export type GoalView = z.infer<typeof goalView>;

export const versionRow = z.object({
  id,
  number: z.int(),
  decidedOn: day,
  bodyId: id,
  bodyName: z.string(),
  /** The decision, where the reader sits in that body. */
  decision: z.object({ id, meetingId: id, wording: z.string() }).nullable(),
  note: z.string(),
});
export type VersionRow = z.infer<typeof versionRow>;

/** What is frozen with a decision. */
export const frameworkDocument = frameworkFields.extend({
  goals: z.array(
    z.object({
      id,
      title: z.string(),
      text: z.string(),
      subGoals: z.array(
        z.object({
          id,
          fieldOfAction: z.string(),
          title: z.string(),
          sign: z.string(),
          dueOn: day.nullable(),
          measures: z.array(z.object({ id, title: z.string() })),
        }),
      ),
    }),
  ),
});
export type FrameworkDocument = z.infer<typeof frameworkDocument>;

export const releaseView = z.object({ releasedOn: day.nullable(), version: z.int().min(0) });

export const frameworkView = z.object({
  framework: frameworkFields.extend({ version }).nullable(),
  goals: z.array(goalView),
  versions: z.array(versionRow),
  /** Whether it says something else today than what was decided last. */
  hasChanged: z.boolean(),
  release: releaseView,
  abilities: z.object({ edit: z.boolean() }),
});
export type FrameworkView = z.infer<typeof frameworkView>;

const removed = z.object({ removed: z.boolean() });
const ofGoal = z.object({ goalId: id });
const ofSubGoal = z.object({ subGoalId: id });
const ofVersion = z.object({ versionId: id });

export const getFramework = endpoint({ method: "GET", path: "/api/strategy/framework", answer: frameworkView });
/** With version 0 it is written down for the first time. */
export const saveFramework = endpoint({
  method: "PUT",
  path: "/api/strategy/framework",
  body: frameworkFields.extend({ version: z.int().min(0) }),
  answer: frameworkView,
});

export const addGoal = endpoint({ method: "POST", path: "/api/strategy/goals", body: goalFields.extend({ id }), answer: goalView });
export const changeGoal = endpoint({
  method: "PUT",
  path: "/api/strategy/goals/:goalId",
  params: ofGoal,
  body: goalFields.extend({ version }),
  answer: goalView,
});
export const removeGoal = endpoint({ method: "DELETE", path: "/api/strategy/goals/:goalId", params: ofGoal, answer: removed });
export const restoreGoal = endpoint({ method: "POST", path: "/api/strategy/goals/:goalId/restore", params: ofGoal, answer: goalView });

export const addSubGoal = endpoint({
  method: "POST",
  path: "/api/strategy/sub-goals",
  body: subGoalFields.extend({ id }),
  answer: subGoalView,
});
export const changeSubGoal = endpoint({
  method: "PUT",
  path: "/api/strategy/sub-goals/:subGoalId",
  params: ofSubGoal,
  body: subGoalFields.extend({ version }),
  answer: subGoalView,
});
export const reachSubGoal = endpoint({
  method: "PUT",
  path: "/api/strategy/sub-goals/:subGoalId/reached",
  params: ofSubGoal,
  body: z.object({ reachedOn: day.nullable(), version }),
  answer: subGoalView,
});
/** Which measures and themes it gathers: the whole list each time. */
export const linkSubGoal = endpoint({
  method: "PUT",
  path: "/api/strategy/sub-goals/:subGoalId/links",
  params: ofSubGoal,
  body: z.object({ measureIds: z.array(id).max(100), themeIds: z.array(id).max(100), version }),
  answer: subGoalView,
});
export const removeSubGoal = endpoint({
  method: "DELETE",
  path: "/api/strategy/sub-goals/:subGoalId",
  params: ofSubGoal,
  answer: removed,
});
export const restoreSubGoal = endpoint({
  method: "POST",
  path: "/api/strategy/sub-goals/:subGoalId/restore",
  params: ofSubGoal,
  answer: subGoalView,
});
/** All framework goals, or all sub-goals of one, in their new order. */
export const orderGoals = endpoint({
  method: "PUT",
  path: "/api/strategy/order",
  body: z.object({ goalId: id.nullable().default(null), ids: z.array(id).min(1).max(200) }),
  answer: frameworkView,
});

/** What there is to be linked. */
export const listLinkable = endpoint({
  method: "GET",
  path: "/api/strategy/linkable",
  answer: z.object({
    measures: z.array(z.object({ id, title: z.string(), themeTitle: z.string() })),
    themes: z.array(z.object({ id, title: z.string() })),
    decisions: z.array(z.object({ id, bodyId: id, decidedOn: day, wording: z.string() })),
    bodies: z.array(z.object({ id, name: z.string() })),
  }),
});

export const decideFramework = endpoint({
  method: "POST",
  path: "/api/strategy/versions",
  body: z.object({
    id,
    decidedOn: day,
    bodyId: id,
    decisionId: id.nullable().default(null),
    note: optionalText(1000),
    /** The version of the framework that was read before. */
    version,
  }),
  answer: versionRow,
});
export const openVersion = endpoint({
  method: "GET",
  path: "/api/strategy/versions/:versionId",
  params: ofVersion,
  answer: versionRow.extend({ document: frameworkDocument, abilities: z.object({ edit: z.boolean() }) }),
});
export const removeVersion = endpoint({ method: "DELETE", path: "/api/strategy/versions/:versionId", params: ofVersion, answer: removed });
export const restoreVersion = endpoint({
  method: "POST",
  path: "/api/strategy/versions/:versionId/restore",
  params: ofVersion,
  answer: versionRow,
});

export const pdfType = "application/pdf";
export const printFramework = endpoint({
  method: "GET",
  path: "/api/strategy/framework/pdf",
  query: z.object({ language: paperLanguage }),
  file: [pdfType],
});
export const printVersion = endpoint({
  method: "GET",
  path: "/api/strategy/versions/:versionId/pdf",
  params: ofVersion,
  query: z.object({ language: paperLanguage }),
  file: [pdfType],
});
export const makeFrameworkSpreadsheet = endpoint({
  method: "GET",
  path: "/api/strategy/framework/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});

export const entrySubjects = ["framework", "goal", "sub_goal", "agreement", "phase", "milestone", "measure"] as const;
export const entryKinds = [
  "made",
  "changed",
  "removed",
  "restored",
  "decided",
  "signed",
  "unsigned",
  "kept",
  "unkept",
  "ended",
  "resumed",
  "renewed",
  "entered",
  "moved",
  "reached",
  "reopened",
  "looked",
  "released",
  "withdrawn",
] as const;
export type EntrySubject = (typeof entrySubjects)[number];
export type EntryKind = (typeof entryKinds)[number];
export const entryView = z.object({
  id,
  subject: z.enum(entrySubjects),
  kind: z.enum(entryKinds),
  /** Of a phase. */
  number: z.int().nullable(),
  label: z.string(),
  text: z.string().nullable(),
  fromOn: day.nullable(),
  toOn: day.nullable(),
  on: day,
  by: z.string(),
});
export type EntryView = z.infer<typeof entryView>;
/** What happened, the newest first. */
export const listHistory = endpoint({
  method: "GET",
  path: "/api/strategy/history",
  query: z.object({ subject: z.enum(["framework", "agreement", "phase", "measure"]) }),
  answer: z.object({ entries: z.array(entryView) }),
});

/** How everything hangs together: a point is a framework goal, a sub-goal, a theme, a decision, a measure or a change. */
export const pointKinds = ["goal", "sub_goal", "theme", "decision", "measure", "change"] as const;
export type PointKind = (typeof pointKinds)[number];
export const point = z.object({
  id: z.string(),
  kind: z.enum(pointKinds),
  title: z.string(),
  /** Of a theme, a decision, a measure or a change: a code of its own list. */
  state: z.string().nullable(),
  on: day.nullable(),
  isLate: z.boolean(),
  /** What opens: of a decision its meeting, of a change its measure. */
  openId: id,
});
export type Point = z.infer<typeof point>;
export const pointLink = z.object({
  from: z.string(),
  to: z.string(),
  /** Null: everything beyond it hangs on it. Else only what leads to these measures, which a goal gathers without their whole theme. */
  through: z.array(z.string()).nullable(),
});
export type PointLink = z.infer<typeof pointLink>;
export const getConnections = endpoint({
  method: "GET",
  path: "/api/strategy/connections",
  answer: z.object({
    points: z.array(point),
    /** Always from the one on the left to the one on the right. */
    links: z.array(pointLink),
  }),
});
