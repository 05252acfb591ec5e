import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import {
  type CaseList,
  importCancelled,
  type ListFile,
  takeCaseList,
  takeConsultationList,
  takeMilestoneList,
  type Watch,
} from "../domains/cases/index.ts";
import { largestList } from "../domains/cases/contract.ts";
import { takeFigures } from "../domains/cooperation/index.ts";
import { largestFigureFile } from "../domains/cooperation/contract.ts";
import { languageCode, largestFile } from "../domains/directory/contract.ts";
import { takeDirectoryFile } from "../domains/directory/index.ts";
import { addMembership, findSystemMembership, getSiteView, listSystemMemberships } from "../domains/network/index.ts";
import { day } from "../platform/contract/values.ts";
import { domains } from "../platform/server/app.ts";
import { readConfig } from "../platform/server/config.ts";
import { asActor } from "../platform/server/database/actor.ts";
import { type Database, openDatabase } from "../platform/server/database/pool.ts";
import { prepareDatabase } from "../platform/server/database/prepare.ts";
import { newId } from "../platform/server/ids.ts";
import { Problem } from "../platform/server/problem.ts";
import { shareStore } from "../platform/server/embedded/store.ts";
import { figureFault, figureRefusal } from "./import/figure-sentences.ts";
import { directoryRefusal, directorySentences, directorySummary } from "./import/directory-sentences.ts";
import { undoImport } from "./import/undo.ts";
import {
  alsoCountedSentence,
  fieldWords,
  issueSentence,
  leftOutWords,
  noticeSentence,
  refusalSentence,
  skippedWords,
} from "./import/sentences.ts";

export const summary =
  "takes over the list of cases that a unit keeps, milestones of a site that keeps its cases elsewhere, monthly figures of short consultations, a directory of offers, or figures of the population; all or nothing";
export const usage =
  "import cases|milestones|consultations|integreat|population FILE --site S [--unit U] [--dry-run] [--partial] [--duplicates new] [--language L [--region R] [--attribution A] [--licence L]] [--source S] [--as-of YYYY-MM-DD]\n       ./verbund import undo [ID] --site S --unit U [--dry-run] [--rest]";

type Counts = { read: number; created: number; changed: number; unchanged: number; failed: number };
const nothing: Counts = { read: 0, created: 0, changed: 0, unchanged: 0, failed: 0 };
type Given = {
  database: Database;
  membership: string;
  file: ListFile;
  write: boolean;
  partial: boolean;
  duplicates: "new" | undefined;
  /** As it is said on the command line. */
  place: string;
};
type DirectoryChoice = Parameters<typeof takeDirectoryFile>[2];

const sentences: Record<string, string> = {
  import_cancelled: "Stopped. Nothing was written.",
  site_keeps_cases: "This site keeps its cases here: its milestones come from their steps, not from a file. Nothing was written.",
  no_case_manager_in_unit: "This unit has no case manager who could hold the cases. Nothing was written.",
};
const mostLines = 500;

function sayAll(lines: readonly string[]): void {
  for (const line of lines.slice(0, mostLines)) console.log(line);
  if (lines.length > mostLines) console.log(`… and ${lines.length - mostLines} more`);
}

function nameOf(column: { letter: string; heading: string }): string {
  const heading = column.heading.replaceAll(/\s+/g, " ").trim();
  return heading === "" ? `column ${column.letter}` : `column ${column.letter} "${heading}"`;
}

/** The system membership of the unit; a unit that has none yet gets one from the administration of its site. Undefined for an unknown site or unit. */
async function systemOf(database: Database, site: string, unit: string): Promise<string | undefined> {
  const known = await findSystemMembership(database, site, unit);
  if (known) return known;
  const administration = (await listSystemMemberships(database)).find((one) => one.site_slug === site);
  if (!administration) return undefined;
  return await asActor(database, { membership: administration.membership_id }, async (call) => {
    const unitId = (await getSiteView(call)).units.find((one) => one.slug === unit)?.id;
    return unitId && (await addMembership(call, { accountId: call.actor.accountId, unitId, role: "system", name: "System" }));
  });
}

function meaningOf(column: CaseList["columns"][number]): string {
  const before = column.remembered ? " (as last time)" : "";
  if (column.field === null) return (leftOutWords[column.leftOut ?? "unknown"] ?? "left out") + before;
  const meaning = [fieldWords[column.field] ?? column.field, column.service, column.event].filter(Boolean).join(" ");
  return column.confidence === "look" ? `${meaning} (most likely; please look)` : meaning + before;
}

const rowsBetweenLines = 2_000;

/** Says how far a long list is, and stops it on Ctrl-C with nothing written. */
async function stoppable<T>(work: (watch: Watch) => Promise<T>): Promise<T> {
  let isStopped = false;
  let said = "";
  const stop = () => {
    isStopped = true;
    console.error("Stopping …");
  };
  // pressed again it ends at once, and the database takes back what was under way
  for (const signal of signals) process.once(signal, stop);
  try {
    return await work({
      tell: (stage, done, total) => {
        if (isStopped) throw importCancelled();
        const line = `${stage}: ${Math.floor(done / rowsBetweenLines) * rowsBetweenLines}${total === null ? "" : ` of ${total}`} rows`;
        if (done < rowsBetweenLines || line === said) return;
        said = line;
        console.error(line);
      },
    });
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
}
const signals = ["SIGINT", "SIGTERM"] as const;

async function importCaseFile(given: Given): Promise<Counts | undefined> {
  return await stoppable((watch) => importWatched(given, watch));
}

async function importWatched(
  { database, membership, file, write, partial, duplicates, place }: Given,
  watch: Watch,
): Promise<Counts | undefined> {
  const importId = newId();
  const list = await takeCaseList((work) => asActor(database, { membership }, work), file, {
    write,
    partial,
    watch,
    runId: importId,
    ...(duplicates === "new" ? { samePerson: { rest: "other" as const } } : {}),
    onPartial: ({ taken, read }) => console.log(`${taken} of ${read} rows, ${read - taken} ${read - taken === 1 ? "stays" : "stay"} out`),
    onColumns: ({ sheet, headerRow, columns }) => {
      console.log(`headings in row ${headerRow}${sheet === null ? "" : ` of sheet "${sheet}"`}`);
      sayAll(columns.map((column) => `${nameOf(column)}: ${meaningOf(column)}`));
    },
  });
  if (list.refused) {
    console.error(refusalSentence(list.refused));
    return undefined;
  }
  const headings = new Map(list.columns.map((column) => [column.letter, column.heading]));
  sayAll(list.skipped.map(({ row, reason }) => `row ${row}: passed over, ${skippedWords[reason] ?? reason}`));
  for (const { field, columns } of list.conflicts) {
    const among = list.columns.filter((column) => columns.includes(column.index)).map(nameOf);
    console.log(`${fieldWords[field] ?? field}: ${among.join(" and ")} both claim it; rename or delete all but one`);
  }
  sayAll(list.issues.map(issueSentence));
  if (list.issueCount > list.issues.length) console.log(`… and ${list.issueCount - list.issues.length} more`);
  sayAll(list.notices.map((notice) => noticeSentence({ ...notice, heading: headings.get(notice.column ?? "") ?? null })));
  if (list.written && list.created > 0) console.log(`to take it back: ./verbund import undo ${importId} ${place}`);
  const failed = Math.max(list.failed, list.conflicts.length > 0 ? list.read : 0);
  // all or nothing: with one wrong row none was written
  return failed > 0 && !(partial && list.created + list.changed + list.unchanged > 0 && list.conflicts.length === 0)
    ? { read: list.read, created: 0, changed: 0, unchanged: 0, failed }
    : { ...list, failed };
}

function sayColumns(columns: readonly { readonly letter: string; readonly heading: string; readonly field: string | null }[]): void {
  sayAll(columns.map((column) => `${nameOf(column)}: ${column.field === null ? "left out" : (fieldWords[column.field] ?? column.field)}`));
}

/** Whether columns are missing or there twice, which is said. */
function lacksColumns(list: { readonly missing: readonly string[]; readonly twice: readonly string[] }): boolean {
  const listed = (fields: readonly string[]) => fields.map((field) => fieldWords[field] ?? field).join(", ");
  if (list.missing.length > 0) console.error(`The file has no column for: ${listed(list.missing)}. Nothing was written.`);
  if (list.twice.length > 0) console.error(`The file has more than one column for: ${listed(list.twice)}. Nothing was written.`);
  return list.missing.length + list.twice.length > 0;
}

async function importMilestoneFile({ database, membership, file, write }: Given): Promise<Counts | undefined> {
  const list = await takeMilestoneList((work) => asActor(database, { membership }, work), file, {
    write,
    onColumns: sayColumns,
  });
  if (list.refused) {
    console.error(refusalSentence(list.refused, "milestones"));
    return undefined;
  }
  if (lacksColumns(list)) return undefined;
  sayAll(list.issues.map(issueSentence));
  if (list.townsNotKept)
    sayAll(["The site has no towns yet, so the towns of this file are not kept: enter them first with ./verbund site town."]);
  return list;
}

async function importConsultationFile({ database, membership, file, write }: Given): Promise<Counts | undefined> {
  const list = await takeConsultationList((work) => asActor(database, { membership }, work), file, { write, onColumns: sayColumns });
  if (list.refused) {
    console.error(refusalSentence(list.refused, "consultations"));
    return undefined;
  }
  if (lacksColumns(list)) return undefined;
  sayAll(list.issues.map(issueSentence));
  sayAll(list.alsoCounted.map(alsoCountedSentence));
  return list;
}

/** Prints what was understood and done; answers how it ended. */
async function importDirectory({ database, membership, file, write }: Given, choice: DirectoryChoice): Promise<number> {
  const result = await takeDirectoryFile((work) => asActor(database, { membership }, work), file, choice, { write });
  if (result.refused) console.error(directoryRefusal(result.refused));
  else sayAll(directorySentences(result));
  if (!result.refused && !write) console.log("Nothing was written: this was a trial.");
  console.log(directorySummary(result));
  return result.refused ? 1 : 0;
}

/** Figures of the population from a statistical office: printed as understood, written as a whole or not at all. */
async function importPopulation(
  { database, membership, file, write }: Given,
  choice: { source?: string; asOfOn?: string },
): Promise<number> {
  const result = await takeFigures(
    (work) => asActor(database, { membership }, work),
    file,
    { measure: "population", ...choice },
    { write },
  );
  sayAll(result.problems.map(figureFault));
  if (result.refused) console.error(figureRefusal(result.refused));
  else {
    console.log(`source: ${result.source}, as of ${result.asOfOn}`);
    if (result.withoutNumber > 0) console.log(`${result.withoutNumber} rows hold no number (a sign of official statistics) and stay out`);
    if (result.isKnown) console.log("This file was brought before: nothing was written.");
    else if (result.problems.length > 0) console.log("Nothing was written: correct these rows and start again.");
    else if (!write) console.log("Nothing was written: this was a trial.");
  }
  const created = result.written ? result.figures.length : 0;
  console.log(`read ${result.read}, created ${created}, failed ${result.problems.length}`);
  return result.refused || result.problems.length > 0 ? 1 : 0;
}

/** The file, or why there is none. */
function readList(path: string, kind: string): Buffer | string {
  try {
    const { size } = statSync(path);
    if (kind === "integreat") {
      if (size > largestFile) return directoryRefusal({ code: "file_too_large", params: { megabytes: largestFile / 1_048_576 } });
    } else if (kind === "population") {
      if (size > largestFigureFile)
        return refusalSentence({ code: "file_too_large", params: { megabytes: largestFigureFile / 1_048_576 } });
    } else if (size > largestList) return refusalSentence({ code: "file_too_large", params: { megabytes: largestList / 1_048_576 } });
    return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return `There is no file ${path}.`;
    return `${path} cannot be read${code === "EISDIR" ? ": it is a folder" : code === "EACCES" ? ": access is denied" : ""}.`;
  }
}

/** The settings of a directory, or what is wrong with them. */
function readChoice(values: Record<string, unknown>): DirectoryChoice | string {
  const language = languageCode.safeParse(values.language);
  if (!language.success)
    return values.language === undefined
      ? "Which language is the file in? Add --language, for example --language de."
      : `${typeof values.language === "string" ? values.language : "This"} is no code of a language, such as de, en, ar or uk.`;
  const choice: { -readonly [Name in keyof DirectoryChoice]: DirectoryChoice[Name] } = { language: language.data };
  for (const [name, most] of [
    ["region", 120],
    ["attribution", 300],
    ["licence", 80],
  ] as const) {
    const given = values[name];
    if (given === undefined) continue;
    if (typeof given !== "string" || given.trim() === "") return `--${name} needs a value.`;
    if (given.length > most) return `--${name} is too long; at most ${most} characters.`;
    choice[name] = given.trim();
  }
  return choice;
}

/** Source and day, where the file does not say them. */
function readFigureChoice(values: Record<string, unknown>): { source?: string; asOfOn?: string } | string {
  const { source, "as-of": asOf } = values;
  if (source !== undefined && (typeof source !== "string" || source.trim() === "" || source.length > 300))
    return "--source needs 1 to 300 characters.";
  if (asOf !== undefined && !day.safeParse(asOf).success) return "--as-of needs a day such as 2025-12-31.";
  return { ...(typeof source === "string" ? { source: source.trim() } : {}), ...(typeof asOf === "string" ? { asOfOn: asOf } : {}) };
}

export async function run(args: string[]): Promise<number> {
  const options = {
    site: { type: "string" },
    unit: { type: "string" },
    "dry-run": { type: "boolean" },
    partial: { type: "boolean" },
    duplicates: { type: "string" },
    rest: { type: "boolean" },
    language: { type: "string" },
    region: { type: "string" },
    attribution: { type: "string" },
    licence: { type: "string" },
    source: { type: "string" },
    "as-of": { type: "string" },
  } as const;
  const { positionals, values } = parseArgs({ args, allowPositionals: true, strict: false, options });
  const [kind, path] = positionals;
  const { site, unit } = values;
  // a misspelt --dry-run must not write
  const unknown = Object.keys(values).find((name) => !(name in options));
  if (unknown !== undefined) console.error(`There is no option --${unknown}.`);
  const isComplete =
    unknown === undefined &&
    (values.duplicates === undefined || (values.duplicates === "new" && kind === "cases")) &&
    (values.partial === undefined || (values.partial === true && kind === "cases")) &&
    (values.rest === undefined || (values.rest === true && kind === "undo")) &&
    typeof site === "string" &&
    (kind === "milestones" ||
      ((kind === "undo" || kind === "cases" || kind === "consultations") && typeof unit === "string") ||
      ((kind === "integreat" || kind === "population") && unit === undefined)) &&
    ((values.source === undefined && values["as-of"] === undefined) || kind === "population");
  const isUndo = kind === "undo";
  if (!isComplete || (path === undefined && !isUndo) || positionals.length > 2) {
    console.error(`Usage: ./verbund ${usage}`);
    return 2;
  }
  const figures = kind === "population" ? readFigureChoice(values) : undefined;
  if (typeof figures === "string") {
    console.error(figures);
    return 2;
  }
  const choice = kind === "integreat" ? readChoice(values) : undefined;
  if (typeof choice === "string") {
    console.error(choice);
    return 2;
  }
  const bytes = isUndo ? Buffer.alloc(0) : readList(path!, kind);
  if (typeof bytes === "string") {
    console.error(bytes);
    return 2;
  }
  const file = { bytes, name: basename(path ?? "") };
  const place = `--site ${site}${typeof unit === "string" ? ` --unit ${unit}` : ""}`;
  const write = values["dry-run"] !== true;
  const partial = values.partial === true;
  const duplicates = values.duplicates === "new" ? "new" : undefined;
  const config = readConfig();
  const store = await shareStore(config, () => {});
  try {
    const names = domains.map((domain) => domain.name);
    const { appUrl, keys } = await prepareDatabase({ adminUrl: store.adminUrl, keysFolder: config.keysFolder, domains: names });
    const database = openDatabase(appUrl, keys, { max: 2 });
    try {
      const membership =
        typeof unit === "string"
          ? await systemOf(database, site, unit)
          : (await listSystemMemberships(database)).find((one) => one.site_slug === site)?.membership_id;
      if (!membership) {
        const isKnown = (await listSystemMemberships(database)).some((one) => one.site_slug === site);
        console.error(isKnown ? `The site ${site} has no unit ${unit}.` : `There is no site ${site}.`);
        return 2;
      }
      if (isUndo) return await undoImport({ database, membership, importId: path, write, rest: values.rest === true, place });
      if (figures) return await importPopulation({ database, membership, file, write, partial, duplicates, place }, figures);
      if (choice) return await importDirectory({ database, membership, file, write, partial, duplicates, place }, choice);
      const importFile = kind === "cases" ? importCaseFile : kind === "consultations" ? importConsultationFile : importMilestoneFile;
      const counts = await importFile({
        database,
        membership,
        file,
        write,
        partial,
        duplicates,
        place,
      }).catch((error: unknown) => {
        const sentence = error instanceof Problem ? sentences[error.body.reason ?? ""] : undefined;
        if (sentence === undefined) throw error;
        console.error(sentence);
        return undefined;
      });
      const { read, created, changed, unchanged, failed } = counts ?? nothing;
      const isPartial = partial && created + changed + unchanged > 0;
      if (failed > 0 && isPartial && write) console.log("The rows above stay out: correct them and bring the same list again.");
      else if (failed > 0 && !isPartial) console.log("Nothing was written: correct these rows and start again.");
      else if (counts && !write) console.log("Nothing was written: this was a trial.");
      console.log(`read ${read}, created ${created}, changed ${changed}, unchanged ${unchanged}, failed ${failed}`);
      return counts && failed === 0 ? 0 : 1;
    } finally {
      await database.close();
    }
  } finally {
    await store.stop();
  }
}
