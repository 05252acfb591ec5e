import { hash } from "node:crypto";
import { z } from "zod";
import type { CasePhase } from "../contract.ts";
import type { LegalDomain } from "../../network/contract.ts";
import { contactDetails } from "../../people/contract.ts";
import { serviceCode, type CaseField, type ColumnMapping, type ColumnMatch, type ServiceName } from "./columns.ts";
import { readDay, type DayProblem, type SlashOrder } from "./days.ts";
import { foldBare, tidy, tidyLine } from "./fold.ts";
import type { ImportedCase, ImportedMilestone, ImportedRows } from "./imported-case.ts";
import { nameProblem, readName, splitName } from "./names.ts";
import { Packed } from "./packed.ts";
import { rowContent, rowKeys } from "./row-key.ts";
import { onlySimilar } from "./similar.ts";
import { cellText, isBlank, type Cell, type Table, type TableRow } from "./table.ts";
import {
  readLanguages,
  readLegalDomains,
  readNationality,
  readPhase,
  readResidenceStatus,
  readSex,
  readTown,
  saysNothing,
  type ResidenceStatus,
} from "./values.ts";

export type { ImportedCase, ImportedMilestone, ImportedRows } from "./imported-case.ts";

export const issueCodes = [
  "missing_name",
  "name_order_unclear",
  "digit_in_name",
  "character_not_allowed",
  "control_character",
  "too_long",
  "too_many",
  "cell_error",
  "no_such_day",
  "ambiguous_date",
  "not_a_date",
  "only_a_month",
  "only_a_year",
  "year_missing",
  "implausible_date",
  "birth_in_future",
  "in_future",
  "opened_before_birth",
  "closed_before_opened",
  "finished_before_started",
  "two_days_for_one_event",
  "invalid_email",
  "invalid_phone",
  "invalid_postcode",
  "unknown_sex",
  "unknown_town",
  "unknown_legal_domain",
  "unknown_status",
  "unknown_service",
  "duplicate_row",
  "equal_row",
] as const;
export type IssueCode = (typeof issueCodes)[number];
/** Taken over all the same, but somebody should know. */
export const noticeCodes = [
  "name_split_guessed",
  "leading_zero_added",
  "phone_as_note",
  "status_not_kept",
  "phase_not_recognised",
  "course_taken_as_integration_course",
  "planned_day",
] as const;
export type NoticeCode = (typeof noticeCodes)[number];

export type Issue<Code = IssueCode> = {
  readonly row: number;
  /** "F"; null where no single column is wrong. */
  readonly column: string | null;
  readonly heading: string | null;
  readonly field: CaseField;
  readonly code: Code;
  readonly params: Readonly<Record<string, string | number>>;
  /** What stands in the file, shortened. Personal: only for who brought the file. */
  readonly value: string;
};

export type RowContext = {
  /** YYYY-MM-DD */
  readonly today: string;
  /** Towns of the site; without any, towns are taken as they are written. */
  readonly towns?: readonly string[];
  /** Services of the site's vocabulary; without any, the built-in ones. */
  readonly services?: readonly ServiceName[];
  /** How columns write days with slashes, by their index. */
  readonly slashes?: ReadonlyMap<number, SlashOrder>;
};
export type RowsRead = {
  /** Rows of the file with anything of a case in them. */
  readonly read: number;
  /** The rows without an error. */
  readonly cases: ImportedRows;
  readonly issues: readonly Issue[];
  readonly notices: readonly Issue<NoticeCode>[];
};

const lengths: Partial<Record<CaseField, number>> = {
  nationality: 80,
  address: 120,
  town: 120,
  fileNumber: 40,
  caseManager: 120,
  goal: 500,
  household: 500,
  note: 8_000,
};
const longestLanguage = 60;
const mostLanguages = 12;
const oldest = 115;
/** Before that no list of today begins. */
const earliestDay = "1990-01-01";
const defaultCourse = "integration_course";

const email = z.email().max(254);
const phonePattern = /\+?\(?\d[\d ()/.-]{2,38}\d/;

/** With all cases at hand. */
export type AllRows = Omit<RowsRead, "cases"> & { readonly cases: readonly ImportedCase[] };
type ReadableTable = Pick<Table, "columns"> & { readonly rows: Iterable<TableRow> };

/** Every row with all its errors at once; nothing is repaired silently. */
export function readRows(table: ReadableTable, mapping: Pick<ColumnMapping, "matched">, context: RowContext): AllRows {
  const reading = readRowsInPieces(table, mapping, context);
  for (;;) {
    const step = reading.next();
    if (step.done) return { ...step.value, cases: [...step.value.cases] };
  }
}

const betweenPauses = 10;

/** The same with pauses, so that a server answers others in between; each says how many rows were read. */
export function* readRowsInPieces(
  table: ReadableTable,
  mapping: Pick<ColumnMapping, "matched">,
  context: RowContext,
): Generator<number, RowsRead> {
  const place = new Map(table.columns.map((column, at) => [column.index, at]));
  const fields = mapping.matched.map((match) => ({ match, at: place.get(match.column.index) ?? -1 }));
  const cases = new Packed<ImportedCase>();
  const twins = new Twins(mapping.matched);
  const issues: Issue[] = [];
  const notices: Issue<NoticeCode>[] = [];
  let read = 0;
  let at = 0;
  for (const row of table.rows) {
    if (++at % betweenPauses === 0) yield at;
    // rows numbered in advance and not yet filled
    if (fields.every((one) => one.match.field === "runningNumber" || isBlank(row.cells[one.at]))) continue;
    const reader = new RowReader(row, fields, context);
    const it = reader.read();
    const twin = twins.see(it);
    issues.push(...reader.issues, ...(twin ? [twin] : []));
    notices.push(...reader.notices);
    read++;
    if (reader.issues.length === 0 && !twin) cases.push(it);
  }
  return {
    read,
    cases,
    issues: issues.toSorted((a, b) => a.row - b.row || columnOrder(a.column) - columnOrder(b.column)),
    notices,
  };
}

/** "B" before "AA"; what concerns no single column comes first. */
function columnOrder(letters: string | null): number {
  return [...(letters ?? "")].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

type FieldAt = { readonly match: ColumnMatch; readonly at: number };
type Seen = { readonly match: ColumnMatch; readonly cell: Cell; readonly text: string };

class RowReader {
  readonly issues: Issue[] = [];
  readonly notices: Issue<NoticeCode>[] = [];
  readonly #row: number;
  readonly #context: RowContext;
  readonly #seen = new Map<CaseField, Seen[]>();
  #contactNotes: string[] = [];

  constructor(row: TableRow, fields: readonly FieldAt[], context: RowContext) {
    this.#row = row.row;
    this.#context = context;
    for (const { match, at } of fields) {
      const cell = row.cells[at] ?? null;
      if (isBlank(cell)) continue;
      const seen: Seen = { match, cell, text: cellText(cell) };
      if (typeof cell === "object" && cell !== null && "error" in cell) this.#issue("cell_error", seen);
      // of a note only line breaks and tabs are more than a letter
      else if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(seen.text)) this.#issue("control_character", seen);
      else this.#seen.set(match.field, [...(this.#seen.get(match.field) ?? []), seen]);
    }
  }

  read(): ImportedCase {
    const names = this.#names();
    const birth = this.#birth();
    const contact = this.#contact();
    const days = this.#days(birth.birthDate);
    return {
      row: this.#row,
      ...names,
      ...birth,
      sex: this.#coded("sex", "unknown_sex", readSex),
      nationality: this.#joined("nationality", readNationality),
      languages: this.#languages(),
      ...contact,
      residenceStatus: this.#residenceStatus(),
      legalDomains: this.#legalDomains(),
      fileNumber: this.#line("fileNumber"),
      caseManagerName: this.#line("caseManager"),
      ...days,
      phase: this.#phase(days.closedOn),
      goal: this.#joined("goal", tidyLine),
      household: this.#household(),
      note: this.#notes(),
      ...this.#milestones(),
    };
  }

  #first(field: CaseField): Seen | undefined {
    return this.#seen.get(field)?.find((it) => !saysNothing(it.text));
  }

  #all(field: CaseField): Seen[] {
    return (this.#seen.get(field) ?? []).filter((it) => !saysNothing(it.text));
  }

  #issue(code: IssueCode, seen: Seen | { field: CaseField }, params: Issue["params"] = {}): void {
    this.issues.push(this.#entry(code, seen, params));
  }

  #notice(code: NoticeCode, seen: Seen, params: Issue["params"] = {}): void {
    this.notices.push(this.#entry(code, seen, params));
  }

  #entry<Code>(code: Code, seen: Seen | { field: CaseField }, params: Issue["params"]): Issue<Code> {
    const at = "match" in seen ? seen : null;
    return {
      row: this.#row,
      column: at?.match.column.letter ?? null,
      heading: at ? tidyLine(at.match.column.heading) : null,
      field: at ? at.match.field : (seen as { field: CaseField }).field,
      code,
      params,
      value: tidyLine(at?.text ?? "").slice(0, 200),
    };
  }

  #names(): Pick<ImportedCase, "familyName" | "givenNames"> {
    const before = this.issues.length;
    let familyName = this.#name("familyName");
    let givenNames = this.#name("givenNames");
    for (const [field, order] of [
      ["nameFamilyFirst", "family_first"],
      ["nameGivenFirst", "given_first"],
      ["name", "unsaid"],
    ] as const) {
      const seen = this.#first(field);
      if (!seen) continue;
      if (this.#wrongName(seen, tidyLine(seen.text))) continue;
      const read = splitName(seen.text, order);
      if ("problem" in read) {
        this.#issue(read.problem, seen);
        continue;
      }
      familyName ??= read.familyName;
      givenNames ??= read.givenNames;
      if (read.guessed) this.#notice("name_split_guessed", seen, { familyName: read.familyName ?? "", givenNames: read.givenNames ?? "" });
    }
    if (familyName === null && givenNames === null && this.issues.length === before) this.#issue("missing_name", { field: "familyName" });
    return { familyName, givenNames };
  }

  #name(field: "familyName" | "givenNames"): string | null {
    const seen = this.#first(field);
    const name = seen ? readName(seen.text) : null;
    return seen && name !== null && !this.#wrongName(seen, name) ? name : null;
  }

  #wrongName(seen: Seen, name: string): boolean {
    const problem = nameProblem(name);
    if (problem) this.#issue(problem.code, seen, problem.params);
    return problem !== null;
  }

  #birth(): Pick<ImportedCase, "birthDate" | "birthYear"> {
    const none = { birthDate: null, birthYear: null };
    const seen = this.#first("birth");
    if (!seen) return none;
    const { today } = this.#context;
    const read = readDay(seen.cell, { today, birth: true, slashes: this.#context.slashes?.get(seen.match.column.index) });
    if ("problem" in read) {
      this.#issue(read.problem, seen, read.params);
      return none;
    }
    const year = "year" in read ? read.year : Number(read.day.slice(0, 4));
    if ("day" in read ? read.day > today : year > Number(today.slice(0, 4))) this.#issue("birth_in_future", seen);
    else if (year < Number(today.slice(0, 4)) - oldest) this.#issue("implausible_date", seen, { year });
    else return "day" in read ? { birthDate: read.day, birthYear: null } : { birthDate: null, birthYear: year };
    return none;
  }

  #day(seen: Seen | undefined, future: "allowed" | "refused"): { day: string; time: string | null } | null {
    if (!seen) return null;
    const read = readDay(seen.cell, { today: this.#context.today, slashes: this.#context.slashes?.get(seen.match.column.index) });
    if (!("day" in read)) {
      this.#issue(dayProblem(read), seen, "params" in read ? read.params : {});
      return null;
    }
    if (read.day < earliestDay) this.#issue("implausible_date", seen, { year: Number(read.day.slice(0, 4)) });
    else if (future === "refused" && read.day > this.#context.today) this.#issue("in_future", seen);
    else return read;
    return null;
  }

  #days(
    birthDate: string | null,
  ): Pick<ImportedCase, "openedOn" | "closedOn" | "lastContactOn" | "nextAppointmentOn" | "nextAppointmentTime"> {
    const opened = this.#first("openedOn");
    const closed = this.#first("closedOn");
    const openedOn = this.#day(opened, "refused")?.day ?? null;
    const closedOn = this.#day(closed, "refused")?.day ?? null;
    if (opened && openedOn !== null && birthDate !== null && openedOn < birthDate) this.#issue("opened_before_birth", opened);
    if (closed && openedOn !== null && closedOn !== null && closedOn < openedOn) this.#issue("closed_before_opened", closed, { openedOn });
    const next = this.#day(this.#first("nextAppointmentOn"), "allowed");
    return {
      openedOn,
      closedOn,
      lastContactOn: this.#day(this.#first("lastContactOn"), "refused")?.day ?? null,
      nextAppointmentOn: next?.day ?? null,
      nextAppointmentTime: next?.time ?? null,
    };
  }

  #coded<T>(
    field: CaseField,
    code: IssueCode,
    readValue: (text: string) => { ok: true; value: T } | { ok: false; suggestion: string | null },
  ): T | null {
    const seen = this.#first(field);
    if (!seen) return null;
    const read = readValue(seen.text);
    if (read.ok) return read.value;
    this.#issue(code, seen, read.suggestion === null ? {} : { suggestion: read.suggestion });
    return null;
  }

  #line(field: CaseField): string | null {
    const seen = this.#first(field);
    return seen ? this.#fitting(seen, tidyLine(seen.text)) : null;
  }

  #fitting(seen: Seen, text: string): string | null {
    const most = lengths[seen.match.field] ?? 120;
    if (text.length > most) this.#issue("too_long", seen, { most, length: text.length });
    return text === "" || text.length > most ? null : text;
  }

  #joined(field: CaseField, readValue: (text: string) => string): string | null {
    const all = this.#all(field);
    const last = all.at(-1);
    return last ? this.#fitting(last, [...new Set(all.map((it) => readValue(it.text)))].filter((it) => it !== "").join("; ")) : null;
  }

  #languages(): string[] {
    const all = this.#all("languages");
    const found = [...new Set(all.flatMap((it) => readLanguages(it.text)))];
    const last = all.at(-1);
    if (last && found.length > mostLanguages) this.#issue("too_many", last, { most: mostLanguages });
    if (last && found.some((it) => it.length > longestLanguage)) this.#issue("too_long", last, { most: longestLanguage });
    return found;
  }

  #contact(): Pick<ImportedCase, "phone" | "email" | "street" | "postcode" | "townName" | "contactNote"> {
    const phone = this.#phone();
    const mail = this.#email();
    const place = this.#place();
    const note = [...new Set(this.#contactNotes)].join("; ");
    const longest = 500;
    const seen = this.#first("phone") ?? this.#first("email");
    if (seen && note.length > longest) this.#issue("too_long", seen, { most: longest });
    return { phone, email: mail, ...place, contactNote: note === "" ? null : note };
  }

  /** The first number is the number; what stands beside it ("Ehemann", a second one) is kept as a note. */
  #phone(): string | null {
    let phone: string | null = null;
    for (const seen of this.#all("phone")) {
      const text =
        typeof seen.cell === "number" ? this.#withZero(seen) : tidyLine(seen.text.normalize("NFKC")).replace(/[\u2010-\u2015]/g, "-");
      const found = phonePattern.exec(text);
      const digits = found?.[0].replace(/\D/g, "").length ?? 0;
      if (!found || digits < 4 || digits > 17) {
        if (/\p{L}/u.test(text)) {
          this.#contactNotes.push(text);
          this.#notice("phone_as_note", seen);
        } else this.#issue("invalid_phone", seen);
        continue;
      }
      const number = found[0]
        .replace(/^\((?=\+|\d)/, "")
        .replace(/^([^)(]*)\)/, "$1")
        .replace(/\(0\)/, " ")
        .replace(/ {2,}/g, " ")
        .trim();
      const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`
        .replace(/ {2,}/g, " ")
        .replace(/^[\s,;:/-]+|[\s,;:/-]+$/g, "")
        .replace(/^\(([^()]*)\)$/, "$1");
      if (!contactDetails.shape.phone.safeParse(number).success) this.#issue("invalid_phone", seen);
      else if (phone === null) {
        phone = number;
        if (rest !== "") this.#contactNotes.push(rest);
      } else this.#contactNotes.push(text);
    }
    return phone;
  }

  /** A number cell has lost its zero or its plus. */
  #withZero(seen: Seen): string {
    if (seen.text.startsWith("49") && seen.text.length >= 11) return `+${seen.text}`;
    this.#notice("leading_zero_added", seen);
    return `0${seen.text}`;
  }

  #email(): string | null {
    let found: string | null = null;
    for (const seen of this.#all("email")) {
      const [first = "", ...more] = tidyLine(seen.text)
        .replace(/^mailto:/i, "")
        .split(/\s*[;,]\s*|\s+(?=\S+@)/)
        .filter((it) => it !== "");
      if (!email.safeParse(first).success) this.#issue("invalid_email", seen);
      else if (found === null) {
        found = first;
        this.#contactNotes.push(...more);
      } else this.#contactNotes.push(tidyLine(seen.text));
    }
    return found;
  }

  #place(): Pick<ImportedCase, "street" | "postcode" | "townName"> {
    const address = this.#first("address");
    const town = this.#first("town");
    let street = address ? tidy(address.text) : null;
    let postcode: string | null = null;
    let townText = town ? tidyLine(town.text) : null;
    let townSeen = town;
    // "Hauptstr. 5, 48231 Lindenau", also over two lines
    const whole = street === null ? null : /^([^]*?)[\s,;]*(?:D[- ]?)?(\d{5})[ ,]+([^\d,;][^]*)$/.exec(street);
    if (whole) {
      street = whole[1] ?? "";
      postcode = whole[2] ?? null;
      townText ??= tidyLine(whole[3] ?? "");
      townSeen ??= address;
    }
    const withCode = townText === null ? null : /^(?:D[- ]?)?(\d{5})[ ,]+(.+)$/.exec(townText);
    if (withCode) {
      postcode = withCode[1] ?? null;
      townText = withCode[2] ?? "";
    }
    postcode = this.#postcode() ?? postcode;
    return {
      street: address && street !== null ? this.#fitting(address, tidyLine(street)) : null,
      postcode,
      townName: townSeen && townText !== null && townText !== "" ? this.#town(townSeen, townText) : null,
    };
  }

  #postcode(): string | null {
    const seen = this.#first("postcode");
    if (!seen) return null;
    const text = seen.text.replace(/^D[- ]?(?=\d)/i, "").trim();
    const code = typeof seen.cell === "number" ? text.padStart(5, "0") : text;
    if (/^\d{5}$/.test(code)) return code;
    this.#issue("invalid_postcode", seen);
    return null;
  }

  #town(seen: Seen, text: string): string | null {
    const { towns = [] } = this.#context;
    if (towns.length === 0) return this.#fitting(seen, text);
    const read = readTown(text, towns);
    if (read.ok) return read.value;
    this.#issue("unknown_town", seen, read.suggestion === null ? {} : { suggestion: read.suggestion });
    return null;
  }

  #residenceStatus(): ResidenceStatus | null {
    const seen = this.#seen.get("residenceStatus")?.find((it) => !/^[\s\-–—/.]*$/.test(it.text));
    if (!seen) return null;
    const read = readResidenceStatus(seen.text);
    if (!read.ok) this.#issue("unknown_status", seen, read.suggestion === null ? {} : { suggestion: read.suggestion });
    else if (read.value !== null) return read.value;
    else this.#notice("status_not_kept", seen);
    return null;
  }

  #legalDomains(): readonly LegalDomain[] {
    const found = new Set<LegalDomain>();
    for (const seen of this.#all("legalDomains")) {
      const read = readLegalDomains(seen.text);
      if (read.ok) for (const code of read.value) found.add(code);
      else this.#issue("unknown_legal_domain", seen, read.suggestion === null ? {} : { suggestion: read.suggestion });
    }
    return [...found];
  }

  #phase(closedOn: string | null): CasePhase | null {
    const seen = this.#first("phase");
    if (!seen) return closedOn === null ? null : "closing";
    const read = readPhase(seen.text);
    if (read === undefined) this.#notice("phase_not_recognised", seen);
    return read ?? (closedOn === null ? null : "closing");
  }

  #household(): string | null {
    const all = this.#all("household");
    const last = all.at(-1);
    if (!last) return null;
    // "3" alone says nothing without its heading
    const parts = all.map(({ match, text }) =>
      /\p{L}/u.test(text) ? tidyLine(text) : `${tidyLine(match.column.heading)}: ${tidyLine(text)}`,
    );
    return this.#fitting(last, parts.join("; "));
  }

  #notes(): string | null {
    const all = this.#all("note");
    const last = all.at(-1);
    if (!last) return null;
    const several = all.length > 1;
    return this.#fitting(
      last,
      all.map(({ match, text }) => (several ? `${tidyLine(match.column.heading)}: ${tidy(text)}` : tidy(text))).join("\n"),
    );
  }

  #milestones(): Pick<ImportedCase, "milestones" | "planned"> {
    const milestones: ImportedMilestone[] = [];
    const planned: ImportedMilestone[] = [];
    const kind = this.#service();
    for (const seen of this.#all("milestone")) {
      const { event, service } = seen.match;
      if (event === undefined) continue;
      const read = this.#day(seen, "allowed");
      if (!read) continue;
      if (service === undefined && kind === null) this.#notice("course_taken_as_integration_course", seen);
      const milestone = { service: service ?? kind ?? defaultCourse, event, on: read.day };
      if (read.day > this.#context.today) {
        this.#notice("planned_day", seen);
        planned.push(milestone);
      } else if (milestones.some((it) => it.service === milestone.service && it.event === event && it.on !== read.day))
        this.#issue("two_days_for_one_event", seen);
      else if (!milestones.some((it) => it.service === milestone.service && it.event === event)) milestones.push(milestone);
    }
    for (const { service, on } of milestones.filter((it) => it.event === "finished")) {
      const started = milestones.find((it) => it.service === service && it.event === "started");
      const seen = this.#all("milestone").find((it) => it.match.event === "finished" && (it.match.service ?? service) === service);
      if (seen && started && on < started.on) this.#issue("finished_before_started", seen, { startedOn: started.on });
    }
    return { milestones, planned };
  }

  /** The kind of course that the row names. */
  #service(): string | null {
    const seen = this.#first("service");
    if (!seen) return null;
    const { services = [] } = this.#context;
    const code = serviceCode(seen.text, services);
    if (code !== undefined) return code;
    const meant = onlySimilar(
      foldBare(seen.text),
      services.flatMap((it) => it.names.map((name) => ({ code: it.code, name }))),
      (it) => foldBare(it.name),
      (a, b) => a.code === b.code,
    );
    this.#issue("unknown_service", seen, meant ? { suggestion: meant.name } : {});
    return null;
  }
}

function dayProblem(read: Exclude<ReturnType<typeof readDay>, { day: string }>): DayProblem {
  return "problem" in read ? read.problem : "only_a_year";
}

/** The same person twice in the file: by the number of the file, or by names and birth. The first row stays right. */
class Twins {
  readonly #firstRows = new Map<string, number>();
  /** What the first row said, where it came to a twin: whether the two are equal in everything. */
  readonly #contents = new Map<number, string>();
  readonly #matched: readonly ColumnMatch[];
  constructor(matched: readonly ColumnMatch[]) {
    this.#matched = matched;
  }

  see(imported: ImportedCase): Issue | null {
    // hashes, because 50,000 names would take more memory than the rest of the list
    const keys = rowKeys(imported).map(({ by, key }) => ({ by, key: hash("sha256", key, "base64") }));
    const twin = keys.find((it) => this.#firstRows.has(it.key));
    for (const { key } of keys) if (!this.#firstRows.has(key)) this.#firstRows.set(key, imported.row);
    const content = hash("sha256", rowContent(imported), "base64");
    this.#contents.set(imported.row, content);
    if (!twin) return null;
    const field: CaseField =
      twin.by === "file_number" ? "fileNumber" : (this.#matched.find((it) => nameFields.has(it.field))?.field ?? "familyName");
    const column = this.#matched.find((it) => it.field === field)?.column;
    const firstRow = this.#firstRows.get(twin.key) ?? 0;
    return {
      row: imported.row,
      column: column?.letter ?? null,
      heading: column ? tidyLine(column.heading) : null,
      field,
      code: this.#contents.get(firstRow) === content ? "equal_row" : "duplicate_row",
      params: { firstRow, by: twin.by },
      value:
        twin.by === "file_number"
          ? (imported.fileNumber ?? "")
          : [imported.familyName, imported.givenNames].filter((it) => it !== null).join(", "),
    };
  }
}

const nameFields: ReadonlySet<CaseField> = new Set<CaseField>(["familyName", "name", "nameFamilyFirst", "nameGivenFirst", "givenNames"]);
