import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { day, id, line, paperLanguage, spreadsheetType } from "../../../platform/contract/values.ts";

/** Of whom figures are: the people who live here, those counselled, cases opened, steps handed on and done, those who wait. */
export const measures = ["population", "consultation", "case", "referral", "waiting"] as const;
export type Measure = (typeof measures)[number];
export const accessMeasures = ["consultation", "case", "referral", "waiting"] as const;
export type AccessMeasure = (typeof accessMeasures)[number];
export const dimensions = ["sex", "status_group", "language", "town", "child_care", "legal_domain"] as const;
export type Dimension = (typeof dimensions)[number];
export const mostFigures = 2_000;
export const largestFigureFile = 1_048_576;

/** A count that left the gate: null where it is held back. */
const shown = z.int().nullable();
export const chanceRow = z.object({
  /** A code where it is known, the id of a town, else the words of the file; "unknown" for those of whom nothing is known. */
  value: z.string(),
  people: shown,
  /** In a hundred of those of whom something is known. */
  share: z.int().nullable(),
  population: z.int().nullable(),
  populationShare: z.int().nullable(),
  /** Points more or less than in the population. */
  gap: z.int().nullable(),
});
export type ChanceRow = z.infer<typeof chanceRow>;
export const chanceMeasure = z.object({
  measure: z.enum(accessMeasures),
  /** Counted from cases kept here, or brought by a file. */
  origin: z.enum(["cases", "file"]),
  source: z.string().nullable(),
  asOfOn: day.nullable(),
  total: shown,
  dimensions: z.array(z.object({ dimension: z.enum(dimensions), rows: z.array(chanceRow) })),
});
export type ChanceMeasure = z.infer<typeof chanceMeasure>;
export const figureListView = z.object({
  id,
  measure: z.enum(measures),
  source: z.string(),
  asOfOn: day,
  broughtOn: day,
  figures: z.int(),
});
export type FigureListView = z.infer<typeof figureListView>;

const ofYear = z.object({ year: z.coerce.number().int().min(2015).max(2100).optional() });
export const getChances = endpoint({
  method: "GET",
  path: "/api/cooperation/chances",
  query: ofYear,
  answer: z.object({
    year: z.int(),
    years: z.array(z.int()),
    minimum: z.int(),
    population: z.object({ source: z.string(), asOfOn: day }).nullable(),
    measures: z.array(chanceMeasure),
    lists: z.array(figureListView),
    /** As of which day the scientific team reads the figures of this year; told to those who show them. */
    shownOn: day.nullable(),
    abilities: z.object({ bring: z.boolean() }),
  }),
});
/** All measures of the year below each other. */
export const makeChancesSpreadsheet = endpoint({
  method: "GET",
  path: "/api/cooperation/chances/spreadsheet",
  query: ofYear.extend({ language: paperLanguage }),
  file: [spreadsheetType],
});

export const figureProblem = z.object({ row: z.int(), code: z.string(), words: z.string() });
export const figuresResult = z.object({
  /** Why nothing was read at all. */
  refused: z.string().nullable(),
  source: z.string().nullable(),
  asOfOn: day.nullable(),
  read: z.int(),
  figures: z.array(z.object({ dimension: z.enum(dimensions), value: z.string(), count: z.int() })),
  /** Signs of official statistics that hold no number: kept out, and told. */
  withoutNumber: z.int(),
  problems: z.array(figureProblem),
  /** The same file was brought before. */
  isKnown: z.boolean(),
  written: z.boolean(),
});
export type FiguresResult = z.infer<typeof figuresResult>;
const brought = z.object({ measure: z.enum(measures), source: line(300).optional(), asOfOn: day.optional() });
export type Brought = z.infer<typeof brought>;
export const readFigures = endpoint({
  method: "POST",
  path: "/api/cooperation/figures/read",
  query: brought,
  raw: true,
  reads: true,
  bodyLimit: largestFigureFile,
  answer: figuresResult,
});
export const bringFigures = endpoint({
  method: "POST",
  path: "/api/cooperation/figures",
  query: brought,
  raw: true,
  bodyLimit: largestFigureFile,
  answer: figuresResult,
});
const ofList = z.object({ listId: id });
export const removeFigures = endpoint({
  method: "DELETE",
  path: "/api/cooperation/figures/:listId",
  params: ofList,
  answer: z.object({ removed: z.boolean() }),
});
export const restoreFigures = endpoint({
  method: "POST",
  path: "/api/cooperation/figures/:listId/restore",
  params: ofList,
  answer: z.object({ removed: z.boolean() }),
});
