import type { AnswerOf } from "../../platform/contract/endpoint.ts";
import { today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import { forbidden } from "../../platform/server/problem.ts";
import type { importCaseList } from "./contract.ts";
import { importCases } from "./import-verbs.ts";
import type { ColumnChoice, ColumnMapping } from "./import/columns.ts";
import { readMilestoneList, type EventIssue } from "./import/milestones.ts";
import { readCaseList } from "./import/read-cases.ts";
import { cellText, type Refusal, type Table } from "./import/table.ts";
import { addMilestoneEvents } from "./milestones.ts";
import * as queries from "./queries.ts";

export type CaseList = AnswerOf<typeof importCaseList>;

const mostIssuesShown = 500;
const mostRowsShown = 4;

async function readWords(call: Call) {
  const towns = await queries.listTowns(call.tx, call.actor.siteId);
  const services = (await queries.listWords(call.tx, call.actor.siteId, "service")).map((word) => ({
    code: word.code,
    names: [word.label_de],
  }));
  return { towns, services };
}

function columnsOf(table: Table, mapping: ColumnMapping): CaseList["columns"] {
  return table.columns.map((column, at) => {
    const match = mapping.matched.find((one) => one.column.index === column.index);
    const left = mapping.unmatched.find((one) => one.column.index === column.index);
    const example = table.rows.map((row) => cellText(row.cells[at] ?? null)).find((text) => text !== "");
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

/** Reads a list and says what it understood; with `write`, and only if no row is wrong, takes it over. */
export async function takeCaseList(
  call: Call,
  file: { bytes: Uint8Array; name: string },
  options: { write: boolean; sheet?: string | undefined; choices?: readonly ColumnChoice[] | undefined },
): Promise<CaseList> {
  if (call.actor.role !== "case_manager" && call.actor.role !== "system") throw forbidden();
  const { towns, services } = await readWords(call);
  const list = await readCaseList(file.bytes, file.name, {
    today: today(),
    towns: towns.map((town) => town.name),
    services,
    ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
    ...(options.choices === undefined ? {} : { choices: options.choices }),
  });
  if ("refused" in list) return { ...nothing, refused: refusalOf(list.refused) };
  const { table, mapping, rows } = list;
  const isClear = rows.issues.length === 0 && mapping.conflicts.length === 0;
  const result = await importCases(call, rows.cases, { dryRun: !options.write || !isClear });
  const wrong = new Set([...rows.issues, ...result.failed].map((issue) => issue.row));
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
    ...result.failed.map(({ row, code }) => ({
      row,
      column: null,
      heading: null,
      field: "caseManager",
      code: code as string,
      params: {},
      value: "",
    })),
  ].toSorted((a, b) => a.row - b.row);
  return {
    refused: null,
    sheet: table.sheet,
    otherSheets: table.otherSheets.filter((sheet) => !sheet.hidden).map((sheet) => sheet.name),
    headerRow: table.headerRow,
    columns: columnsOf(table, mapping),
    conflicts: mapping.conflicts.map(({ field, columns }) => ({ field, columns: columns.map((column) => column.index) })),
    read: rows.read,
    created: result.created,
    changed: result.changed,
    unchanged: result.unchanged,
    failed: wrong.size,
    issues: issues.slice(0, mostIssuesShown),
    issueCount: issues.length,
    notices: [
      ...rows.notices.map(({ row, column, code }) => ({ row, column, code: code as string })),
      ...result.notices.map(({ row, code }) => ({ row, column: null, code: code as string })),
    ].slice(0, mostIssuesShown),
    skipped: table.skipped.slice(0, mostIssuesShown).map(({ row, reason }) => ({ row, reason })),
    rows: rows.cases.slice(0, mostRowsShown).map(({ row, familyName, givenNames, birthDate, townName, phase, openedOn }) => ({
      row,
      familyName,
      givenNames,
      birthDate,
      townName,
      phase,
      openedOn,
    })),
    written: options.write && isClear && result.failed.length === 0,
  };
}

function refusalOf(refusal: Refusal): NonNullable<CaseList["refused"]> {
  return { code: refusal.code, params: { ...refusal.params } };
}

export type MilestoneList = {
  readonly refused: Refusal | undefined;
  /** Columns that every event needs and the file does not have, or has twice. */
  readonly missing: readonly string[];
  readonly twice: readonly string[];
  readonly issues: readonly EventIssue[];
  readonly read: number;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly failed: number;
};

/** Events of a site that keeps its cases elsewhere; all or nothing. */
export async function takeMilestoneList(call: Call, file: { bytes: Uint8Array; name: string }): Promise<MilestoneList> {
  if (call.actor.role !== "coordinator" && call.actor.role !== "system") throw forbidden();
  const { towns, services } = await readWords(call);
  const none = { missing: [], twice: [], issues: [], read: 0, created: 0, changed: 0, unchanged: 0, failed: 0 };
  const list = await readMilestoneList(file.bytes, file.name, { today: today(), towns: towns.map((town) => town.name), services });
  if ("refused" in list) return { ...none, refused: list.refused };
  if (!("events" in list)) return { ...none, refused: undefined, missing: list.missing, twice: list.twice };
  const failed = new Set(list.issues.map((issue) => issue.row)).size;
  if (failed > 0) return { ...none, refused: undefined, issues: list.issues, read: list.read, failed };
  const townIds = new Map(towns.map((town) => [town.name, town.id]));
  const counts = await addMilestoneEvents(
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
  return { ...none, refused: undefined, read: list.read, ...counts };
}
