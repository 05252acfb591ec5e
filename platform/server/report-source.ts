import type { Call } from "./database/actor.ts";
import type { Language } from "./paper/days.ts";

/** Whole quarters, both days included. */
export type ReportPeriod = { readonly fromOn: string; readonly untilOn: string };

/** A figure as it may be printed: what is about people has passed the gate, and every word is in the language that was asked for. */
export type OfferedFigure = {
  /** Domain and word, such as "themes.reports": the same in every report. */
  readonly key: string;
  /** Under which heading it is offered. */
  readonly group: string;
  readonly label: string;
  /** What is counted, in the plural; empty where the label says it. */
  readonly unit: string;
  readonly definition: string;
  readonly source: string;
  /** Null where it is held back; then `hint` says how to see more. */
  readonly value: number | null;
  /** On how many it rests, where the value is not that number itself. */
  readonly counted: number | null;
  readonly hint: string | null;
  /** Null: it is about one day, the last of the period. */
  readonly fromOn: string | null;
  readonly untilOn: string;
  /** As of when it was counted. */
  readonly asOfOn: string;
};

/** What the sections of a report begin with. */
export type PassageSubject =
  | "themes"
  | "fields"
  | "meetings"
  | "decisions"
  | "measures"
  | "goals"
  | "results"
  | "deviations"
  | "sustainability"
  | "outlook";

/** Where only people know what belongs: a report is not issued as long as this stands in it. */
export const toBeAdded = "[?]";

/** Sentences out of the data, one to a line. Never the name of a person, never a count that did not pass the gate. */
export type Passage = { readonly subject: PassageSubject; readonly lines: readonly string[] };

/**
 * What a domain has to tell in a report of its site, asked with the rights of whoever writes the report. `publication` stands above no domain that has something to
 * tell, so they hand it over by this shape.
 */
export type ReportSource = {
  readonly offer: (call: Call, period: ReportPeriod, language: Language) => Promise<OfferedFigure[]>;
  readonly tell: (call: Call, period: ReportPeriod, language: Language) => Promise<Passage[]>;
};

/** Where the site's own Word file for reports comes from. */
export type WordTemplates = {
  readonly find: (call: Call) => Promise<Buffer | undefined>;
  readonly make: (language: Language) => Buffer;
};
