type Params = Readonly<Record<string, string | number>>;
type Coded = { readonly code: string; readonly params: Params };
export type Place = { readonly row: number; readonly column: string | null; readonly heading: string | null };

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

function cellOf({ row, column }: Params): string {
  return column === undefined ? `row ${row}` : `row ${row}, column ${column}`;
}

/** 50,000 */
function grouped(number: string | number | undefined): string {
  return Number(number).toLocaleString("en-GB");
}

const refusals: Record<string, (of: Params) => string> = {
  empty_file: () => "it is empty",
  file_too_large: ({ megabytes }) => `it is larger than ${megabytes} MB; split it or remove pictures and other sheets`,
  not_a_spreadsheet: () => "it is neither an Excel workbook (.xlsx) nor a text file with columns (.csv)",
  legacy_xls: () => "it has the old Excel format (.xls); save it as .xlsx and try again",
  binary_workbook: () => "it is a binary workbook (.xlsb); save it as .xlsx and try again",
  open_document: () => "it is an OpenDocument spreadsheet (.ods); save it as .xlsx and try again",
  encrypted: () => "it is protected with a password; save it without one and try again",
  macros: () => "it holds macros, which are never opened here; save it as .xlsx and try again",
  external_links: () => "it holds links to other files; break the links in Excel (Data, Edit Links) and save it again",
  truncated: () => "its end is missing; copy or download it again",
  damaged: ({ row }) => `it is damaged${row === undefined ? "" : ` near row ${row}`}; open it in Excel, save it again and try again`,
  unsafe_xml: () => "it holds definitions that no spreadsheet needs; open it in Excel and save it again",
  zip_bomb: () => "it would grow far beyond any list when unpacked; it was not unpacked",
  unzipped_too_large: ({ megabytes }) => `it grows to more than ${megabytes} MB when unpacked; remove pictures and other sheets`,
  too_many_sheets: ({ most }) => `it has more than ${most} sheets; keep the sheet with the list`,
  too_many_rows: ({ most }) => `it has more than ${grouped(most)} rows; split it`,
  too_many_columns: ({ most }) => `it has something in more than ${most} columns; delete the columns that are not part of the list`,
  too_many_cells: ({ most }) => `it has more than ${grouped(most)} filled cells; split it`,
  cell_too_long: (of) => `${cellOf(of)} has more than ${grouped(of.most)} characters; shorten it`,
  formula: (of) => `${cellOf(of)} holds a formula; copy the sheet and insert it as values only`,
  unknown_encoding: () => "its umlauts are in an encoding that is not known; save it as CSV UTF-8 or as .xlsx",
  quote_not_closed: ({ row }) => `a quotation mark is opened${row === undefined ? "" : ` about row ${row}`} and never closed`,
  no_such_sheet: () => "it has no sheet of that name",
  no_header: ({ expected }) => `no row with the headings of a list was found (such as ${expected})`,
  no_rows: ({ row }) => `there is nothing below the headings in row ${row}`,
};

const expectedHeadings = {
  cases: "Name, Vorname, Geburtsdatum",
  milestones: "Kennung, Leistung, Ereignis, Datum",
  consultations: "Monat, Ort, Handlungsfeld, Anzahl",
};

/** Why a file is not read at all, with the way out. */
export function refusalSentence({ code, params }: Coded, kind: keyof typeof expectedHeadings = "cases"): string {
  const expected = expectedHeadings[kind];
  const said = { expected, ...params };
  return `The file was refused: ${refusals[code]?.(said) ?? code.replaceAll("_", " ")}. Nothing was written.`;
}

function noSuchDay({ day, month, year }: Params): string {
  const name = months[Number(month) - 1];
  if (name === undefined) return `there is no month ${month}`;
  return `there is no ${day} ${name}${name === "February" && Number(day) === 29 ? ` in ${year}` : ""}`;
}

const issues: Record<string, (of: Params) => string> = {
  missing_name: () => "the row has no name; enter at least a family name, or delete the row",
  name_order_unclear: () => "it is unclear which part is the family name; write it as family name, comma, given names",
  digit_in_name: () => "a name holds a digit",
  character_not_allowed: ({ character }) =>
    `a name holds a character that names do not have${character === undefined ? "" : ` (${character})`}`,
  control_character: () => "the cell holds an invisible control character; type it again",
  too_long: ({ most }) => `the text is too long; at most ${most} characters`,
  too_many: ({ most }) => `there are too many entries in one cell; at most ${most}`,
  cell_error: () => "the cell shows an error of the spreadsheet; type the value in",
  no_such_day: noSuchDay,
  ambiguous_date: ({ first, second }) => `this may be ${first} or ${second}; write it as day.month.year`,
  not_a_date: () => "this is no date; write it as day.month.year",
  only_a_month: () => "the day is missing; write it as day.month.year",
  only_a_year: () => "day and month are missing; write it as day.month.year",
  year_missing: () => "the year is missing; write it as day.month.year",
  implausible_date: ({ year }) => `the year ${year} cannot be right`,
  birth_in_future: () => "a birth cannot lie in the future",
  in_future: () => "this day lies in the future",
  opened_before_birth: () => "the case begins before the person was born",
  closed_before_opened: ({ openedOn }) => `the case ends before it began (${openedOn})`,
  finished_before_started: ({ startedOn }) => `it ends before it began (${startedOn})`,
  two_days_for_one_event: () => "two different days are given for the same event",
  invalid_email: () => "this is no e-mail address",
  invalid_phone: () => "this is no telephone number",
  invalid_postcode: () => "a postcode has five digits",
  unknown_sex: () => "write m, w or d, or leave it empty",
  unknown_town: () => "this town does not belong to the site",
  unknown_legal_domain: () => "this legal domain is not known",
  unknown_status: () => "this residence status is not known",
  unknown_service: () => "the site has no such service",
  unknown_event: () => "this is none of entitled, registered, started, finished (berechtigt, angemeldet, begonnen, beendet)",
  duplicate_row: ({ firstRow }) =>
    `this means the same person as row ${firstRow} but says something else; keep the row that is right, or give two people a file number each`,
  equal_row: ({ firstRow }) =>
    `this is the same as row ${firstRow} in everything; delete one of the two, or give two people a file number each`,
  maybe_known_person: ({ number }) =>
    `this may be the person of case ${number}, which was made by hand; clarify it, or add --duplicates new`,
  held_by_colleague: () => "somebody else holds this case, and the row changes it",
  maybe_same_person: () =>
    "name and birth are those of a case that is here already, but the file number is another one; clarify it, or add --duplicates new",
  required: () => "the cell is empty, but every row needs it",
  not_a_month: () => "this is no month; write it as month/year, such as 03/2026",
  unknown_field: () => "the site has no such field of action",
  unknown_language: () => "this language is not known; write its name or its code, such as ar",
  not_a_count: () => "this is no whole number; write how many there were",
  count_too_large: ({ most }) => `the number is too large; at most ${grouped(most)}`,
  looks_like_a_name: () => "this looks like a name; this file takes pseudonyms only",
};

const notices: Record<string, string> = {
  name_split_guessed: "the name was split into family name and given names; please look",
  leading_zero_added: "the telephone number had lost its leading zero, which was added",
  phone_as_note: "this is no telephone number and is kept as a note beside the contact details",
  status_not_kept: "this residence status is never kept",
  phase_not_recognised: "this phase is not known; the case starts with the first one",
  course_taken_as_integration_course: "the kind of course is not said; it is taken as an integration course",
  planned_day: "this day lies in the future; it is kept as planned",
  case_manager_unknown: "no single case manager of the unit has this name; the case goes to the first of the unit",
};

function at({ row, column, heading }: Place): string {
  if (column === null) return `row ${row}`;
  return `row ${row}, column ${column}${heading === null || heading === "" ? "" : ` "${heading}"`}`;
}

/** A day, or a word that is nearly a known one: never what may be somebody's name in a column where none belongs. */
function quotable({ code, params }: Coded, value: string): boolean {
  if (value === "" || value.length > 40) return false;
  const isDate = /date|_day|_month|_year|year_|future|before/.test(code) && /^[\d\s.,:/-]+$/.test(value);
  return isDate || params.suggestion !== undefined;
}

/** One wrong cell: where, what stands there as far as it may be shown, what is wrong and how it is right. */
export function issueSentence(issue: Place & Coded & { readonly value: string }): string {
  const why = issues[issue.code]?.(issue.params) ?? issue.code.replaceAll("_", " ");
  const shown = quotable(issue, issue.value) ? `${issue.value} – ` : "";
  const meant = issue.params.suggestion === undefined ? "" : `; is ${issue.params.suggestion} meant?`;
  return `${at(issue)}: ${shown}${why}${meant}`;
}

export function noticeSentence(notice: Place & { readonly code: string }): string {
  return `${at(notice)}: note – ${notices[notice.code] ?? notice.code.replaceAll("_", " ")}`;
}

/** Figures of a month come on top of what was counted singly: said, so that nobody counts twice unseen. */
export function alsoCountedSentence({ monthOn, talks }: { readonly monthOn: string; readonly talks: number }): string {
  const month = `${months[Number(monthOn.slice(5, 7)) - 1]} ${monthOn.slice(0, 4)}`;
  return `${month}: note – the unit has counted ${talks} one by one in this month; both add up`;
}

export const skippedWords: Record<string, string> = {
  footer: "a line of totals or remarks",
  legend: "an explanation below the list",
  section: "a heading inside the list",
  header_again: "the headings once more",
};

/** What the columns are taken for. */
export const fieldWords: Record<string, string> = {
  familyName: "family name",
  givenNames: "given names",
  nameFamilyFirst: "family name, then given names",
  nameGivenFirst: "given names, then family name",
  name: "name",
  birth: "date of birth",
  sex: "sex",
  nationality: "nationality",
  languages: "languages",
  phone: "telephone",
  email: "e-mail",
  address: "address",
  postcode: "postcode",
  town: "town",
  residenceStatus: "residence status",
  legalDomains: "legal domain",
  fileNumber: "file number",
  runningNumber: "counts the rows, not kept",
  caseManager: "case manager",
  openedOn: "case opened on",
  closedOn: "case closed on",
  phase: "phase",
  lastContactOn: "last contact",
  nextAppointmentOn: "next appointment",
  goal: "goal",
  household: "household",
  note: "note",
  service: "service",
  milestone: "milestone",
  pseudonym: "pseudonym",
  event: "event",
  on: "day",
  group: "group",
  month: "month",
  field: "field of action",
  count: "number of consultations",
  language: "language",
};

export const leftOutWords: Record<string, string> = {
  unknown: "left out, not recognised",
  left_out: "left out, Verbund does not keep it",
  no_heading: "left out, it has no heading",
  chosen: "left out",
};
