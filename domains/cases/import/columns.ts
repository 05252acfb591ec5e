import type { ListField, MilestoneEvent } from "../contract.ts";
import { readDay } from "./days.ts";
import { foldTight, foldWords } from "./fold.ts";
import {
  anyCourseWords,
  caseHeadings,
  eventsThatMeanTheCourse,
  eventWords,
  headingNoise,
  headingsLeftOut,
  serviceWords,
  uncertainHeadings,
} from "./headings.ts";
import { onlySimilar } from "./similar.ts";
import { cellText, isBlank, type Cell, type Column, type Table, type TableRow } from "./table.ts";
import { readLegalDomains, readPhase, readResidenceStatus } from "./values.ts";

/** `name` is a whole name whose order its values must tell. */
export type CaseField = ListField;

export type ColumnMeaning = {
  readonly field: CaseField;
  /** Only of `milestone`: the service by its code, and which of its four days. */
  readonly service?: string;
  readonly event?: MilestoneEvent;
};
export type ColumnMatch = ColumnMeaning & {
  readonly column: Column;
  /** `look`: most likely, but somebody should look at it. */
  readonly confidence: "sure" | "look";
  readonly how: "heading" | "group" | "noise" | "typo" | "values" | "chosen";
  /** May hold names of people or anything else: a page shows no example of it. */
  readonly freeText: boolean;
};
export type ColumnMapping = {
  readonly matched: readonly ColumnMatch[];
  /** Not taken over. `left_out`: known, but nothing that Verbund keeps. */
  readonly unmatched: readonly { readonly column: Column; readonly why: "unknown" | "left_out" | "no_heading" | "chosen" }[];
  /** Two columns for one field: somebody must choose before anything is taken over. */
  readonly conflicts: readonly { readonly field: CaseField; readonly columns: readonly Column[] }[];
};
/** What a person chose for a column on the page; null is "do not take over". */
export type ColumnChoice = { readonly index: number; readonly meaning: ColumnMeaning | null };

/** Fields that several columns may fill: two phone numbers, a first and a second language. */
const severalColumns: ReadonlySet<CaseField> = new Set<CaseField>([
  "phone",
  "email",
  "languages",
  "nationality",
  "legalDomains",
  "goal",
  "household",
  "note",
  "milestone",
  "runningNumber",
]);
const freeText: ReadonlySet<CaseField> = new Set<CaseField>(["note", "goal", "household"]);

/** "Datum" is no "GDatum" with a letter missing. */
const shortestWithTypo = 6;

type Found = { readonly meaning: ColumnMeaning; readonly look: boolean };

const exact = new Map<string, Found>();
for (const [field, words] of Object.entries(caseHeadings))
  for (const word of words) exact.set(headingKey(word), { meaning: { field: field as CaseField }, look: false });
const leftOut = new Set(headingsLeftOut.map(headingKey));
const uncertain = new Map(uncertainHeadings.flatMap((it) => it.words.map((word) => [headingKey(word), it] as const)));
const noise = new Set(headingNoise);
const services: readonly (readonly [string, string | null])[] = [
  ...Object.entries(serviceWords).flatMap(([code, words]) => words.map((word) => [headingKey(word), code] as const)),
  ...anyCourseWords.map((word) => [headingKey(word), null] as const),
].toSorted((a, b) => b[0].length - a[0].length);
const events = new Map(
  Object.entries(eventWords).flatMap(([event, words]) => words.map((word) => [headingKey(word), event as MilestoneEvent] as const)),
);
const meansTheCourse = new Set(eventsThatMeanTheCourse.map(headingKey));

/** "Fallmanager*in", "Staats-⏎angehörigkeit", "2. Vorname(n) " and so on, down to what is compared. */
function headingKey(heading: string): string {
  return foldTight(withoutEndings(heading));
}

function withoutEndings(heading: string): string {
  return heading
    .slice(0, 300)
    .replace(/-[^\S\n]*\r?\n\s*(?=\p{Ll})/gu, "")
    .replace(/\u00ad/g, "")
    .replace(/(?<=\p{L})[*:_/(-]{1,2}(?:in|innen)(?!\p{L})\)?/gu, "")
    .replace(/(?<=\p{Ll})In(?:nen)?(?!\p{L})/gu, "")
    .replace(/(?<=\p{L})\((?:n|s|e|en|er|r)\)/gu, "")
    .replace(/(?<=\p{L})\/[nr](?!\p{L})/gu, "");
}

/** What a heading says by itself, with the heading over it if there is one. Used to find the row of the headings, too. */
export function recogniseHeading(
  heading: string,
  group: string | null = null,
  { typos = true } = {},
): { meaning: ColumnMeaning; look: boolean; how: ColumnMatch["how"] } | "left_out" | null {
  if (group !== null) {
    // "von" says nothing but under the name of a course
    const said = /^\s*vo[nm]\s*$/i.test(heading) ? "Beginn" : heading;
    const together = milestoneOf(`${group} ${said}`) ?? milestoneOf(`${said} ${group}`);
    if (together) return { ...together, how: "group" };
  }
  const key = headingKey(heading);
  if (key === "") return null;
  if (leftOut.has(key)) return "left_out";
  const direct = lookUp(key);
  if (direct) return { ...direct, how: "heading" };
  const milestone = milestoneOf(heading);
  if (milestone) return { ...milestone, how: "heading" };

  const bare = withoutEndings(heading)
    .replace(/\([^)]*\)|\[[^\]]*\]/g, " ")
    .replace(/^\s*\d+[.)]\s+/, "");
  const quiet = foldWords(bare)
    .split(" ")
    .filter((word) => !noise.has(word))
    .join("");
  for (const shorter of [foldTight(bare), quiet]) {
    if (shorter === "" || shorter === key) continue;
    if (leftOut.has(shorter)) return "left_out";
    const found = lookUp(shorter) ?? milestoneOf(shorter);
    if (found) return { ...found, how: "noise" };
  }
  if (!typos) return null;
  const short = shortenedOf(bare, key);
  if (short) return short;
  if (key.length < shortestWithTypo) return null;
  const near = onlySimilar<readonly [string, Found | null]>(
    key,
    [...[...exact].map(([word, found]) => [word, found] as const), ...[...leftOut].map((word) => [word, null] as const)],
    (it) => it[0],
    (a, b) => a[1]?.meaning.field === b[1]?.meaning.field,
  );
  if (near?.[1]) return { meaning: near[1].meaning, look: true, how: "typo" };
  return near ? "left_out" : null;
}

const shortestShortened = 4;

/** "Förderz." is "Förderziel": one word with a full stop, and all that begin so mean the same. */
function shortenedOf(heading: string, key: string): { meaning: ColumnMeaning; look: boolean; how: "typo" } | null {
  if (key.length < shortestShortened || !/^\s*\p{L}+\.\s*$/u.test(heading)) return null;
  if ([...leftOut].some((word) => word.startsWith(key))) return null;
  const found = [...exact].filter(([word]) => word.startsWith(key)).map(([, it]) => it.meaning);
  const [first] = found;
  return first && found.every((meaning) => meaning.field === first.field) ? { meaning: first, look: true, how: "typo" } : null;
}

function lookUp(key: string): Found | null {
  const found = exact.get(key);
  if (found) return found;
  const either = uncertain.get(key);
  if (!either) return null;
  const field = (either.otherwise ?? either.either[0]) as CaseField;
  return { meaning: { field }, look: true };
}

/** A service and one of its days in one heading: "Kursbeginn", "Anmeldung zum Integrationskurs am". */
function milestoneOf(heading: string): Found | null {
  const words = foldWords(withoutEndings(heading))
    .split(" ")
    .filter((word) => !noise.has(word));
  const key = words.join("");
  if (key === "" || key.length > 120) return null;
  if (meansTheCourse.has(key)) return courseOf(null, events.get(key) ?? "entitled");
  for (const [service, code] of services) {
    if (!key.includes(service)) continue;
    if (key.startsWith(service)) {
      const rest = key.slice(service.length);
      const event = events.get(rest) ?? (rest.startsWith("s") ? events.get(rest.slice(1)) : undefined);
      if (event) return courseOf(code, event);
    }
    if (key.endsWith(service)) {
      const event = events.get(key.slice(0, key.length - service.length));
      if (event) return courseOf(code, event);
    }
  }
  return null;
}

function courseOf(code: string | null, event: MilestoneEvent): Found {
  return code === null
    ? { meaning: { field: "milestone", event }, look: true }
    : { meaning: { field: "milestone", service: code, event }, look: false };
}

type SampledTable = Pick<Table, "columns"> & { readonly rows: Iterable<TableRow> };

/** Which column is what: by its heading, where that leaves a choice by its values, and by what a person chose before all. */
export function recogniseColumns(table: SampledTable, choices: readonly ColumnChoice[] = []): ColumnMapping {
  const chosen = new Map(choices.map((it) => [it.index, it.meaning]));
  let matched: ColumnMatch[] = [];
  const unmatched: { column: Column; why: ColumnMapping["unmatched"][number]["why"] }[] = [];
  for (const [at, column] of table.columns.entries()) {
    const choice = chosen.get(column.index);
    if (choice !== undefined) {
      if (choice === null) unmatched.push({ column, why: "chosen" });
      else matched.push({ ...choice, column, confidence: "sure", how: "chosen", freeText: freeText.has(choice.field) });
      continue;
    }
    const recognised = recogniseHeading(column.heading, column.group);
    if (recognised === null || recognised === "left_out") {
      unmatched.push({ column, why: recognised ?? (column.heading === "" ? "no_heading" : "unknown") });
      continue;
    }
    const either = recognised.how === "heading" || recognised.how === "noise" ? uncertainFor(column.heading) : undefined;
    const values = either || recognised.meaning.field === "runningNumber" ? sample(table, at) : [];
    const meaning = either ? byValues(either, values) : byCounting(recognised.meaning, values);
    if (!meaning) unmatched.push({ column, why: "unknown" });
    else
      matched.push({
        ...meaning.meaning,
        column,
        confidence: recognised.look && !meaning.proven ? "look" : "sure",
        how: either && meaning.proven ? "values" : recognised.how,
        freeText: freeText.has(meaning.meaning.field),
      });
  }
  matched = namesTogether(matched);
  return { ...withoutWeakerTwins(matched, unmatched), unmatched };
}

function uncertainFor(heading: string): (typeof uncertainHeadings)[number] | undefined {
  return (
    uncertain.get(headingKey(heading)) ??
    uncertain.get(
      foldWords(withoutEndings(heading))
        .split(" ")
        .filter((word) => !noise.has(word))
        .join(""),
    )
  );
}

function sample(table: Pick<SampledTable, "rows">, at: number): Cell[] {
  const values: Cell[] = [];
  for (const { cells } of table.rows) {
    const cell = cells[at] ?? null;
    if (!isBlank(cell)) values.push(cell);
    if (values.length === 60) break;
  }
  return values;
}

type Chosen = { readonly meaning: ColumnMeaning; readonly proven: boolean };

const looksLike: Readonly<Record<string, (cell: Cell) => boolean>> = {
  residenceStatus: (cell) => readResidenceStatus(cellText(cell)).ok,
  phase: (cell) => readPhase(cellText(cell)) !== undefined,
  legalDomains: (cell) => readLegalDomains(cellText(cell)).ok,
  email: (cell) => cellText(cell).includes("@"),
  phone: (cell) => /^[+\d][\d\s()/.-]{5,}/.test(cellText(cell)) && !isDay(cell),
  lastContactOn: isDay,
  nextAppointmentOn: isDay,
  openedOn: isDay,
  closedOn: isDay,
  service: (cell) => serviceCode(cellText(cell)) !== undefined,
};

function isDay(cell: Cell): boolean {
  const read = readDay(cell, { today: "2200-12-31" });
  return "day" in read;
}

function byValues(either: (typeof uncertainHeadings)[number], values: readonly Cell[]): Chosen | null {
  for (const field of either.either) {
    const test = looksLike[field];
    if (test && values.length > 0 && values.filter(test).length * 2 > values.length)
      return { meaning: { field: field as CaseField }, proven: true };
  }
  return either.otherwise === null ? null : { meaning: { field: either.otherwise as CaseField }, proven: false };
}

/** "Nr." holds the number of the file unless it just counts the rows. */
function byCounting(meaning: ColumnMeaning, values: readonly Cell[]): Chosen {
  if (meaning.field !== "runningNumber") return { meaning, proven: false };
  const numbers = values.map((it) => Number(cellText(it).replace(/\.$/, "")));
  const counts = numbers.every((it) => Number.isInteger(it) && it >= 0 && it <= 100_000);
  return { meaning: { field: counts ? "runningNumber" : "fileNumber" }, proven: true };
}

/** "Name" beside "Vorname" is the family name; alone it is the whole name. */
function namesTogether(matched: readonly ColumnMatch[]): ColumnMatch[] {
  const hasGiven = matched.some((it) => it.field === "givenNames");
  const hasFamily = matched.some((it) => it.field === "familyName");
  return matched.map((it) => {
    if (it.field !== "name" || it.how === "chosen") return it;
    return hasGiven && !hasFamily ? { ...it, field: "familyName", confidence: "sure" } : it;
  });
}

/** Of two columns for one field the one that is sure wins; if both are, somebody must choose. */
function withoutWeakerTwins(
  matched: readonly ColumnMatch[],
  unmatched: { column: Column; why: "unknown" }[] | ColumnMapping["unmatched"][number][],
): Pick<ColumnMapping, "matched" | "conflicts"> {
  const kept: ColumnMatch[] = [];
  const conflicts: { field: CaseField; columns: Column[] }[] = [];
  const fields = new Map<string, ColumnMatch[]>();
  for (const match of matched) {
    const slot =
      match.field === "milestone"
        ? `milestone ${match.service ?? ""} ${match.event ?? ""}`
        : wholeName.has(match.field)
          ? "name"
          : match.field;
    fields.set(slot, [...(fields.get(slot) ?? []), match]);
  }
  for (const twins of fields.values()) {
    const [first] = twins;
    if (!first) continue;
    if (twins.length === 1 || (severalColumns.has(first.field) && first.field !== "milestone")) {
      kept.push(...twins);
      continue;
    }
    const chosen = twins.filter((it) => it.how === "chosen");
    const sure = chosen.length > 0 ? chosen : twins.filter((it) => it.confidence === "sure");
    const winners = sure.length > 0 ? sure : twins;
    kept.push(...winners);
    for (const loser of twins)
      if (!winners.includes(loser)) (unmatched as { column: Column; why: "unknown" }[]).push({ column: loser.column, why: "unknown" });
    if (winners.length > 1) conflicts.push({ field: first.field, columns: winners.map((it) => it.column) });
  }
  return { matched: kept.toSorted((a, b) => a.column.index - b.column.index), conflicts };
}

const wholeName: ReadonlySet<CaseField> = new Set<CaseField>(["name", "nameFamilyFirst", "nameGivenFirst"]);

const serviceByWord = new Map(services.filter((it): it is readonly [string, string] => it[1] !== null));

/** The code of a service that a cell names; `null` for a course of unsaid kind. */
export function serviceCode(text: string, known: readonly ServiceName[] = []): string | null | undefined {
  const key = foldTight(text);
  for (const it of known) if (key === foldTight(it.code) || it.names.some((name) => key === foldTight(name))) return it.code;
  const found = serviceByWord.get(key);
  if (found !== undefined && (known.length === 0 || known.some((it) => it.code === found))) return found;
  return anyCourseWords.some((word) => foldTight(word) === key) ? null : undefined;
}
/** A service of the site's vocabulary with its labels. */
export type ServiceName = { readonly code: string; readonly names: readonly string[] };

/** The event that a cell names. */
export function eventCode(text: string): MilestoneEvent | undefined {
  const key = foldTight(text);
  return events.get(key) ?? (["entitled", "registered", "started", "finished"] as const).find((it) => it === key);
}
