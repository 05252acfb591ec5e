import type { AnswerOf } from "../../platform/contract/endpoint.ts";
import { today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import type { Begin } from "../../platform/server/http/routes.ts";
import { forbidden } from "../../platform/server/problem.ts";
import type { importCaseList } from "./contract.ts";
import { type Watch, watched } from "./import-progress.ts";
import { importCases, type SamePersonChoices } from "./import-verbs.ts";
import type { ColumnChoice, ColumnMapping } from "./import/columns.ts";
import { readMilestoneList, type EventIssue } from "./import/milestones.ts";
import { fileLabel } from "./import/file-label.ts";
import { readCaseList } from "./import/read-cases.ts";
import type { Refusal, Table } from "./import/table.ts";
import { addMilestoneEvents } from "./milestones.ts";
import * as queries from "./queries.ts";
import { listServiceNames } from "./queries-import.ts";
import { readRememberedColumns } from "./remembered-columns.ts";

export type CaseList = AnswerOf<typeof importCaseList>;
export type ListFile = { readonly bytes: Uint8Array; readonly name: string };

const mostIssuesShown = 500;
const mostRowsShown = 20;

async function readWords(call: Call) {
  const towns = await queries.listTowns(call.tx, call.actor.siteId);
  const services = (await listServiceNames(call.tx, call.actor.siteId)).map((word) => ({
    code: word.code,
    names: [...new Set([word.label_de, word.label_en])],
  }));
  return { towns, services };
}

function columnsOf(
  {
    table,
    examples,
    mapping,
  }: { readonly table: Pick<Table, "columns">; readonly examples: readonly (string | null)[]; readonly mapping: ColumnMapping },
  remembered: ReadonlySet<number>,
): CaseList["columns"] {
  return table.columns.map((column, at) => {
    const match = mapping.matched.find((one) => one.column.index === column.index);
    const left = mapping.unmatched.find((one) => one.column.index === column.index);
    const example = examples[at] ?? null;
    return {
      index: column.index,
      letter: column.letter,
      heading: column.heading,
      group: column.group,
      // a column of notes, or one nobody asked for, may hold anything about anybody
      example: match && !match.freeText ? (example?.slice(0, 80) ?? null) : null,
      field: match?.field ?? null,
      service: match?.service ?? null,
      event: match?.event ?? null,
      confidence: match?.confidence ?? null,
      leftOut: left?.why ?? null,
      remembered: remembered.has(column.index),
    };
  });
}

const nothing: Omit<CaseList, "refused"> = {
  sheet: null,
  otherSheets: [],
  headerRow: 0,
  columns: [],
  conflicts: [],
  read: 0,
  leftOut: 0,
  created: 0,
  changed: 0,
  unchanged: 0,
  failed: 0,
  issues: [],
  issueCount: 0,
  notices: [],
  skipped: [],
  rows: [],
  written: false,
};

export type CaseListOptions = {
  readonly write: boolean;
  readonly sheet?: string | undefined;
  readonly choices?: readonly ColumnChoice[] | undefined;
  /** Rows of the file that somebody decided to leave out. */
  readonly without?: readonly number[] | undefined;
  /** Only the rows without an error are taken over; all or nothing otherwise. */
  readonly partial?: boolean | undefined;
  readonly samePerson?: SamePersonChoices;
  /** Under this id its progress is kept and may be asked for; the same id twice is one import. */
  readonly importId?: string | undefined;
  /** Instead: told in this process how far it is, and the id that the import gets. */
  readonly watch?: Watch;
  readonly runId?: string;
  /** How many errors are told; 500 unless said. */
  readonly mostIssues?: number;
  /** How many of the rows are taken over, told before anything is written. */
  readonly onPartial?: (of: { readonly taken: number; readonly read: number }) => void;
  /** What was understood of the columns, told before anything is written. */
  readonly onColumns?: (of: Pick<CaseList, "sheet" | "headerRow" | "columns" | "conflicts">) => void;
};

/** Reads a list and says what it understood; with `write`, and only if no row is wrong, takes it over. No transaction is open while the file is read. */
export async function takeCaseList(begin: Begin, file: ListFile, options: CaseListOptions): Promise<CaseList> {
  return await watched(
    begin,
    options.importId,
    async (watch) => await takeWatched(begin, file, { ...options, ...(watch ? { watch } : {}) }),
  );
}

async function takeWatched(begin: Begin, file: ListFile, options: CaseListOptions): Promise<CaseList> {
  const { watch, importId = options.runId } = options;
  const { towns, services, before } = await begin(async (call) => {
    if (call.actor.role !== "case_manager" && call.actor.role !== "system") throw forbidden();
    const words = await readWords(call);
    return { ...words, before: await readRememberedColumns(call, new Set(words.services.map((service) => service.code))) };
  });
  const choices = options.choices ?? [];
  const list = await readCaseList(file.bytes, file.name, {
    today: today(),
    towns: towns.map((town) => town.name),
    services,
    ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
    choices,
    recall: before.recall,
    ...(options.without === undefined ? {} : { without: options.without }),
    heard: watch?.tell,
  });
  if ("refused" in list) return { ...nothing, refused: refusalOf(list.refused) };
  const { table, mapping, rows } = list;
  const chosen = new Set(choices.map((choice) => choice.index));
  const recalled = before.recall(table.columns).map((choice) => choice.index);
  const remembered = new Set(recalled.filter((index) => !chosen.has(index)));
  const shown = {
    sheet: table.sheet,
    headerRow: table.headerRow,
    columns: columnsOf(list, remembered),
    conflicts: mapping.conflicts.map(({ field, columns }) => ({ field, columns: columns.map((column) => column.index) })),
  };
  options.onColumns?.(shown);
  const isPartial = options.partial === true && rows.cases.length > 0;
  const isClear = mapping.conflicts.length === 0 && (rows.issues.length === 0 || isPartial);
  if (isPartial && rows.issues.length > 0 && isClear) options.onPartial?.({ taken: rows.cases.length, read: rows.read });
  const write = options.write && isClear;
  const result = await begin(async (call) => {
    const taken = await importCases(call, rows.cases, {
      dryRun: !write,
      partial: isPartial,
      ...(options.samePerson ? { samePerson: options.samePerson } : {}),
      ...(importId === undefined ? {} : { importId }),
      ...(watch ? { watch } : {}),
      fileLabel: fileLabel(file.name),
      leftOut: list.leftOut + rows.read - rows.cases.length,
    });
    if (write && (isPartial || taken.failed.length === 0)) await before.remember(call, table.columns, choices);
    return taken;
  });
  const wrong = new Set([...rows.issues, ...result.failed].map((issue) => issue.row));
  const alike = new Set(result.failed.filter(({ code }) => code !== "held_by_colleague").map(({ row }) => row));
  const nameOf = new Map<number, string>();
  const firstRows: CaseList["rows"] = [];
  for (const one of rows.cases) {
    const { row, familyName, givenNames, birthDate, birthYear, townName, phase, openedOn } = one;
    if (alike.has(row)) nameOf.set(row, [familyName, givenNames].filter(Boolean).join(", "));
    if (!wrong.has(row) && firstRows.length < mostRowsShown)
      firstRows.push({ row, familyName, givenNames, birthDate, birthYear, townName, phase, openedOn });
    else if (nameOf.size === alike.size && firstRows.length === mostRowsShown) break;
  }
  const issues = [
    ...rows.issues.map(({ row, column, heading, field, code, params, value }) => ({
      row,
      column,
      heading,
      field: field as string,
      code: code as string,
      params,
      value,
    })),
    ...result.failed.map(({ row, code, number }) => ({
      row,
      column: null,
      heading: null,
      field: code === "held_by_colleague" ? "caseManager" : "familyName",
      code: code as string,
      params: (number === undefined ? {} : { number }) as Record<string, string>,
      value: nameOf.get(row) ?? "",
    })),
  ].toSorted((a, b) => a.row - b.row);
  return {
    ...shown,
    refused: null,
    otherSheets: table.otherSheets.filter((sheet) => !sheet.hidden).map((sheet) => sheet.name),
    read: rows.read + list.leftOut,
    leftOut: list.leftOut,
    created: result.created,
    changed: result.changed,
    unchanged: result.unchanged,
    failed: wrong.size,
    issues: issues.slice(0, options.mostIssues ?? mostIssuesShown),
    issueCount: issues.length,
    notices: [
      ...rows.notices.map(({ row, column, code }) => ({ row, column, code: code as string })),
      ...result.notices.map(({ row, code }) => ({ row, column: null, code: code as string })),
    ].slice(0, mostIssuesShown),
    skipped: table.skipped.slice(0, mostIssuesShown).map(({ row, reason }) => ({ row, reason })),
    rows: firstRows,
    written: write && (isPartial || result.failed.length === 0),
  };
}

function refusalOf(refusal: Refusal): NonNullable<CaseList["refused"]> {
  return { code: refusal.code, params: { ...refusal.params } };
}

export type MilestoneList = {
  readonly refused: Refusal | undefined;
  readonly columns: readonly { readonly letter: string; readonly heading: string; readonly field: string | null }[];
  /** Columns that every event needs and the file does not have, or has twice. */
  readonly missing: readonly string[];
  readonly twice: readonly string[];
  readonly issues: readonly EventIssue[];
  readonly read: number;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly failed: number;
  /** The file names towns, and the site has entered none. */
  readonly townsNotKept: boolean;
};

/** Thrown to take back what a trial wrote. */
class TakenBack extends Error {
  readonly counts: Awaited<ReturnType<typeof addMilestoneEvents>>;
  constructor(counts: TakenBack["counts"]) {
    super("taken back");
    this.counts = counts;
  }
}

/** Events of a site that keeps its cases elsewhere; all or nothing. */
export async function takeMilestoneList(
  begin: Begin,
  file: ListFile,
  options: { readonly write: boolean; readonly onColumns?: (columns: MilestoneList["columns"]) => void },
): Promise<MilestoneList> {
  const { towns, services } = await begin(async (call) => {
    if (call.actor.role !== "coordinator" && call.actor.role !== "system") throw forbidden();
    return await readWords(call);
  });
  const none = {
    columns: [],
    missing: [],
    twice: [],
    issues: [],
    read: 0,
    created: 0,
    changed: 0,
    unchanged: 0,
    failed: 0,
    townsNotKept: false,
  };
  const list = await readMilestoneList(file.bytes, file.name, { today: today(), towns: towns.map((town) => town.name), services });
  if ("refused" in list) return { ...none, refused: list.refused };
  const columns = list.columns.map(({ column, field }) => ({ letter: column.letter, heading: column.heading, field }));
  options.onColumns?.(columns);
  const read = { ...none, refused: undefined, columns };
  if (!("events" in list)) return { ...read, missing: list.missing, twice: list.twice };
  const failed = new Set(list.issues.map((issue) => issue.row)).size;
  if (failed > 0) return { ...read, issues: list.issues, read: list.read, failed };
  const townIds = new Map(towns.map((town) => [town.name, town.id]));
  const counts = await begin(async (call) => {
    const added = await addMilestoneEvents(
      call,
      list.events.map((event) => ({
        caseKey: event.pseudonym,
        service: event.service,
        event: event.event,
        onDay: event.on,
        townId: event.townName === null ? null : (townIds.get(event.townName) ?? null),
        groupCode: event.group,
      })),
    );
    if (!options.write) throw new TakenBack(added);
    return added;
  }).catch((error: unknown) => {
    if (error instanceof TakenBack) return error.counts;
    throw error;
  });
  return {
    ...read,
    read: list.read,
    ...counts,
    townsNotKept: list.events.some((event) => event.townName !== null && !townIds.has(event.townName)),
  };
}
