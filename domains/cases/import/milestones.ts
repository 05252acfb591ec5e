import type { MilestoneEvent } from "../contract.ts";
import { eventCode, recogniseHeading, serviceCode, type ServiceName } from "./columns.ts";
import { readDay } from "./days.ts";
import { foldBare, foldTight, tidyLine } from "./fold.ts";
import { milestoneHeadings } from "./headings.ts";
import { readTable, type KnownHeading } from "./read-table.ts";
import type { Issue } from "./rows.ts";
import { onlySimilar } from "./similar.ts";
import { cellText, isBlank, type Cell, type Column, type Refusal, type Table } from "./table.ts";
import { readTown, saysNothing } from "./values.ts";

/** An event of a site that keeps its cases elsewhere. The pseudonym stays in the file: the caller keeps only an HMAC of it. */
export type ImportedEvent = {
  readonly row: number;
  readonly pseudonym: string;
  readonly service: string;
  readonly event: MilestoneEvent;
  readonly on: string;
  readonly townName: string | null;
  readonly group: string | null;
};
export type EventField = keyof typeof milestoneHeadings;
export type EventIssueCode =
  | "required"
  | "looks_like_a_name"
  | "control_character"
  | "too_long"
  | "cell_error"
  | "unknown_service"
  | "unknown_event"
  | "unknown_town"
  | "no_such_day"
  | "ambiguous_date"
  | "not_a_date"
  | "only_a_month"
  | "only_a_year"
  | "year_missing"
  | "implausible_date"
  | "in_future"
  | "duplicate_row"
  | "two_days_for_one_event";
export type EventIssue = Omit<Issue<EventIssueCode>, "field"> & { readonly field: EventField };
export type EventColumn = { readonly column: Column; readonly field: EventField | null };
export type MilestoneListRead =
  | { readonly refused: Refusal }
  /** A column that each event needs and the file does not have. */
  | {
      readonly table: Table;
      readonly columns: readonly EventColumn[];
      readonly missing: readonly EventField[];
      readonly twice: readonly EventField[];
    }
  | {
      readonly table: Table;
      readonly columns: readonly EventColumn[];
      readonly missing: readonly [];
      readonly twice: readonly [];
      readonly read: number;
      readonly events: readonly ImportedEvent[];
      readonly issues: readonly EventIssue[];
    };
export type EventContext = {
  readonly today: string;
  readonly towns?: readonly string[];
  readonly services?: readonly ServiceName[];
  readonly sheet?: string;
};

const fields = Object.keys(milestoneHeadings) as EventField[];
const exact = new Map(fields.flatMap((field) => milestoneHeadings[field].map((word) => [foldTight(word), field] as const)));
const needed: readonly EventField[] = ["pseudonym", "service", "event", "on"];
const longest = { pseudonym: 60, group: 60 } as const;

const known: KnownHeading = (heading) => eventField(heading);

function eventField(heading: string): EventField | null {
  const found = exact.get(foldTight(heading)) ?? exact.get(foldTight(heading.replace(/\([^)]*\)/g, "")));
  if (found) return found;
  // "Fallnummer", "Aktenzeichen": what case lists call it
  const likeCases = recogniseHeading(heading);
  return likeCases !== null && likeCases !== "left_out" && likeCases.meaning.field === "fileNumber" && likeCases.how !== "typo"
    ? "pseudonym"
    : null;
}

/** Pseudonymous events, one a row. A column with names is refused where it would be taken for the pseudonym, and never read otherwise. */
export async function readMilestoneList(bytes: Uint8Array, fileName: string, context: EventContext): Promise<MilestoneListRead> {
  const read = await readTable(bytes, fileName, { known, ...(context.sheet === undefined ? {} : { sheet: context.sheet }) });
  if ("refused" in read) return read;
  const { table } = read;
  const columns = table.columns.map((column) => ({ column, field: eventField(column.heading) }));
  const at = (field: EventField) => columns.findIndex((it) => it.field === field);
  const missing = needed.filter((field) => at(field) === -1);
  const twice = fields.filter((field) => columns.filter((it) => it.field === field).length > 1);
  if (missing.length > 0 || twice.length > 0) return { table, columns, missing, twice };

  const events: ImportedEvent[] = [];
  const issues: EventIssue[] = [];
  const firstRows = new Map<string, { row: number; on: string }>();
  for (const [done, row] of table.rows.entries()) {
    // the server answers others in between
    if (done % 500 === 499) await new Promise((resolve) => setImmediate(resolve));
    const before = issues.length;
    const issue = (code: EventIssueCode, field: EventField, params: EventIssue["params"] = {}) => {
      const column = columns[at(field)]?.column;
      const value = tidyLine(cellText(row.cells[at(field)])).slice(0, 200);
      issues.push({
        row: row.row,
        column: column?.letter ?? null,
        heading: column ? tidyLine(column.heading) : null,
        field,
        code,
        params,
        value,
      });
    };
    const cell = (field: EventField): Cell => {
      const found = row.cells[at(field)] ?? null;
      const text = cellText(found);
      if (typeof found === "object" && found !== null && "error" in found) issue("cell_error", field);
      else if (/\p{Cc}/u.test(text.trim())) issue("control_character", field);
      else if (isBlank(found) || saysNothing(text)) {
        if (needed.includes(field)) issue("required", field);
      } else return found;
      return null;
    };

    const pseudonym = tidyLine(cellText(cell("pseudonym")));
    if (pseudonym.length > longest.pseudonym) issue("too_long", "pseudonym", { most: longest.pseudonym });
    // two words without a digit are somebody's name
    else if (/\p{L}{2,}[,\s]+\p{L}{2,}/u.test(pseudonym) && !/\p{N}/u.test(pseudonym)) issue("looks_like_a_name", "pseudonym");

    const { services = [] } = context;
    const serviceText = tidyLine(cellText(cell("service")));
    const service = serviceText === "" ? null : (serviceCode(serviceText, services) ?? null);
    if (serviceText !== "" && service === null) {
      const names = services.flatMap((it) => it.names);
      const suggestion = onlySimilar(foldBare(serviceText), names, foldBare, (a, b) => a === b);
      issue("unknown_service", "service", suggestion === null ? {} : { suggestion });
    }
    const eventText = cellText(cell("event"));
    const event = eventText === "" ? undefined : eventCode(eventText);
    if (eventText !== "" && event === undefined) issue("unknown_event", "event");

    let on: string | null = null;
    const dayCell = cell("on");
    if (dayCell !== null) {
      const day = readDay(dayCell, { today: context.today });
      if ("problem" in day) issue(day.problem, "on", day.params);
      else if ("year" in day) issue("only_a_year", "on");
      else if (day.day > context.today) issue("in_future", "on");
      else if (day.day < "1990-01-01") issue("implausible_date", "on", { year: Number(day.day.slice(0, 4)) });
      else on = day.day;
    }

    const townText = tidyLine(cellText(cell("town"))).replace(/^(?:D[- ]?)?\d{5}[ ,]+/, "");
    let townName: string | null = townText === "" ? null : townText;
    if (townName !== null && context.towns && context.towns.length > 0) {
      const town = readTown(townName, context.towns);
      if (town.ok) townName = town.value;
      else issue("unknown_town", "town", town.suggestion === null ? {} : { suggestion: town.suggestion });
    } else if (townName !== null && townName.length > 120) issue("too_long", "town", { most: 120 });
    const group = tidyLine(cellText(cell("group")));
    if (group.length > longest.group) issue("too_long", "group", { most: longest.group });

    if (issues.length > before || service === null || event === undefined || on === null) continue;
    const key = JSON.stringify([pseudonym, service, event]);
    const first = firstRows.get(key);
    if (first) {
      issue(first.on === on ? "duplicate_row" : "two_days_for_one_event", "pseudonym", { firstRow: first.row });
      continue;
    }
    firstRows.set(key, { row: row.row, on });
    events.push({ row: row.row, pseudonym, service, event, on, townName, group: group === "" ? null : group });
  }
  return { table, columns, missing: [], twice: [], read: table.rows.length, events, issues };
}

/** What an event is recognised by when the file comes again; its content is the day, town and group. */
export function eventKey(of: Pick<ImportedEvent, "pseudonym" | "service" | "event">): string {
  return JSON.stringify([of.pseudonym.normalize("NFKC"), of.service, of.event]);
}
