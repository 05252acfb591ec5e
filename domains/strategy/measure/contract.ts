import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { day, id, paperLanguage, spreadsheetType, text } from "../../../platform/contract/values.ts";
import { anchorKinds, closings, measureState } from "../../themes/contract.ts";

/** Where it stands on the board. */
export const columns = ["late", "planned", "running", "done", "anchored", "stopped"] as const;
export type BoardColumn = (typeof columns)[number];

export const boardMeasure = z.object({
  id,
  title: z.string(),
  themeId: id,
  themeTitle: z.string(),
  ownerName: z.string(),
  fieldOfAction: z.string().nullable(),
  state: measureState,
  column: z.enum(columns),
  daysLate: z.int(),
  decidedOn: day,
  startedOn: day.nullable(),
  dueOn: day,
  endedOn: day.nullable(),
  closing: z.enum(closings).nullable(),
  subGoals: z.array(z.object({ id, title: z.string() })),
});
export type BoardMeasure = z.infer<typeof boardMeasure>;
/** Late and longest late first, then by due day. */
export const listBoard = endpoint({ method: "GET", path: "/api/strategy/measures", answer: z.object({ measures: z.array(boardMeasure) }) });
export const makeBoardSpreadsheet = endpoint({
  method: "GET",
  path: "/api/strategy/measures/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});

export const findings = ["held", "partly", "gone"] as const;
export type Finding = (typeof findings)[number];
export const lookView = z.object({
  id,
  lookedOn: day,
  finding: z.enum(findings),
  reasons: z.string(),
  lookAgainOn: day.nullable(),
  by: z.string(),
});
export type LookView = z.infer<typeof lookView>;
export const anchoredMeasure = z.object({
  measureId: id,
  title: z.string(),
  themeTitle: z.string(),
  anchorKind: z.enum(anchorKinds),
  anchorText: z.string(),
  closedOn: day,
  /** The newest first. */
  looks: z.array(lookView),
  /** When it is to be looked at next; null where nothing is left of it. */
  dueOn: day.nullable(),
  isDue: z.boolean(),
});
export type AnchoredMeasure = z.infer<typeof anchoredMeasure>;
export const listAnchored = endpoint({
  method: "GET",
  path: "/api/strategy/anchored",
  answer: z.object({ measures: z.array(anchoredMeasure), abilities: z.object({ edit: z.boolean() }) }),
});
/** One line for each look. */
export const makeAnchoredSpreadsheet = endpoint({
  method: "GET",
  path: "/api/strategy/anchored/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});
export const lookAtAnchored = endpoint({
  method: "POST",
  path: "/api/strategy/anchored/:measureId/looks",
  params: z.object({ measureId: id }),
  body: z.object({ id, lookedOn: day, finding: z.enum(findings), reasons: text(2000), lookAgainOn: day.nullable() }),
  answer: anchoredMeasure,
});
export const removeLook = endpoint({
  method: "DELETE",
  path: "/api/strategy/looks/:lookId",
  params: z.object({ lookId: id }),
  answer: z.object({ removed: z.boolean() }),
});
export const restoreLook = endpoint({
  method: "POST",
  path: "/api/strategy/looks/:lookId/restore",
  params: z.object({ lookId: id }),
  answer: anchoredMeasure,
});

/** What the coordinator has to think of, the most urgent first. */
export const listDuties = endpoint({
  method: "GET",
  path: "/api/strategy/duties",
  answer: z.object({
    duties: z.array(
      z.object({
        what: z.enum(["agreement", "signature", "milestone", "anchored"]),
        id,
        title: z.string().nullable(),
        /** Of a milestone with the words of the template. */
        code: z.string().nullable(),
        dueOn: day,
      }),
    ),
  }),
});
