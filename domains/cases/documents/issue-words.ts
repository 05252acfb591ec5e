import type { Language } from "../../../platform/server/paper/days.ts";

type Params = Readonly<Record<string, string | number>>;
type Sentence = string | ((of: Params) => string);

type ErrorListWords = Readonly<
  Record<"name" | "file" | "row" | "column" | "heading" | "value" | "reason" | "meant" | "rows" | "unread" | "confidential", string>
>;

export const errorListWordsOf: Readonly<Record<Language, ErrorListWords>> = {
  de: {
    name: "Fehler der Liste",
    file: "Fehlerliste",
    row: "Zeile",
    column: "Spalte",
    heading: "Überschrift",
    value: "In der Datei steht",
    reason: "Was daran nicht stimmt",
    meant: "Vermutlich gemeint",
    rows: "Zeilen mit Fehlern",
    unread: "Die Liste ließ sich nicht lesen.",
    confidential:
      "Vertraulich: Diese Datei enthält Angaben über Menschen. Wer sie erstellt hat, ist vermerkt. Löschen Sie sie, sobald Sie sie nicht mehr brauchen.",
  },
  en: {
    name: "Errors of the list",
    file: "errors-of-the-list",
    row: "Row",
    column: "Column",
    heading: "Heading",
    value: "The file says",
    reason: "What is wrong with it",
    meant: "Probably meant",
    rows: "Rows with errors",
    unread: "The list could not be read.",
    confidential: "Confidential: this file holds data about people. Who made it is on record. Delete it as soon as you no longer need it.",
  },
};

const german: Readonly<Record<string, Sentence>> = {
  missing_name: "In dieser Zeile steht kein Name. Schreiben Sie wenigstens den Familiennamen, oder löschen Sie die Zeile.",
  name_order_unclear: "Was davon ist der Familienname? Schreiben Sie Familienname, Komma, Vorname.",
  digit_in_name: "Im Namen steht eine Ziffer.",
  character_not_allowed: ({ character }) =>
    `Im Namen steht ein Zeichen, das kein Name hat${character === undefined ? "" : `: ${character}`}.`,
  control_character: "In der Zelle steht ein unsichtbares Zeichen. Schreiben Sie den Inhalt neu.",
  too_long: ({ most }) => `Der Text ist zu lang. Höchstens ${most} Zeichen sind möglich.`,
  too_many: ({ most }) => `Das sind zu viele Angaben in einer Zelle. Höchstens ${most} sind möglich.`,
  cell_error: "Die Zelle zeigt einen Fehler von Excel. Schreiben Sie den Wert selbst in die Zelle.",
  no_such_day: "Diesen Tag gibt es nicht.",
  ambiguous_date: ({ first, second }) => `Das kann der ${first} sein oder der ${second}.`,
  not_a_date: "Das ist kein Datum. Schreiben Sie Tag, Monat und Jahr.",
  only_a_month: "Hier fehlt der Tag.",
  only_a_year: "Hier fehlen Tag und Monat.",
  year_missing: "Hier fehlt das Jahr.",
  implausible_date: ({ year }) => `Das Jahr ${year} kann nicht stimmen.`,
  birth_in_future: "Eine Geburt liegt nicht in der Zukunft.",
  in_future: "Dieser Tag liegt in der Zukunft.",
  opened_before_birth: "Der Fall beginnt vor der Geburt.",
  closed_before_opened: "Der Fall endet, bevor er beginnt.",
  finished_before_started: "Das Ende liegt vor dem Beginn.",
  two_days_for_one_event: "Für denselben Schritt stehen zwei Tage in der Zeile.",
  invalid_email: "Das ist keine E-Mail-Adresse.",
  invalid_phone: "Das ist keine Telefonnummer.",
  invalid_postcode: "Das ist keine Postleitzahl. Sie hat fünf Ziffern.",
  unknown_sex: "Dieses Geschlecht kennen wir nicht. Möglich sind m, w, d oder nichts.",
  unknown_town: "Diesen Ort kennen wir nicht. Möglich sind die Orte Ihres Standorts.",
  unknown_legal_domain: "Diesen Rechtskreis kennen wir nicht.",
  unknown_status: "Diesen Aufenthalt kennen wir nicht.",
  unknown_service: "Dieses Angebot kennen wir nicht.",
  duplicate_row: ({ firstRow }) => `Diese Zeile meint dieselbe Person wie Zeile ${firstRow}, sagt aber anderes.`,
  equal_row: ({ firstRow }) => `Diese Zeile ist in allem gleich wie Zeile ${firstRow}. Zwei Menschen brauchen zwei Aktenzeichen.`,
  maybe_known_person: ({ number }) => `Vielleicht die Person aus Fall ${number}, der von Hand angelegt wurde.`,
  held_by_colleague: "Diesen Fall hält jemand anderes in Ihrer Stelle, und die Zeile würde ihn ändern.",
  maybe_same_person: "Name und Geburtsdatum wie bei einem Fall, der schon da ist, aber ein anderes Aktenzeichen.",
};

const english: Readonly<Record<string, Sentence>> = {
  missing_name: "There is no name in this row. Write at least the family name, or delete the row.",
  name_order_unclear: "Which part is the family name? Write family name, comma, given names.",
  digit_in_name: "There is a digit in the name.",
  character_not_allowed: ({ character }) =>
    `The name holds a character that no name has${character === undefined ? "" : `: ${character}`}.`,
  control_character: "The cell holds an invisible character. Write its content anew.",
  too_long: ({ most }) => `The text is too long. At most ${most} characters are possible.`,
  too_many: ({ most }) => `These are too many entries in one cell. At most ${most} are possible.`,
  cell_error: "The cell shows an error of Excel. Write the value itself into the cell.",
  no_such_day: "There is no such day.",
  ambiguous_date: ({ first, second }) => `This may be ${first} or ${second}.`,
  not_a_date: "This is no date. Write day, month and year.",
  only_a_month: "The day is missing.",
  only_a_year: "Day and month are missing.",
  year_missing: "The year is missing.",
  implausible_date: ({ year }) => `The year ${year} cannot be right.`,
  birth_in_future: "A birth does not lie in the future.",
  in_future: "This day lies in the future.",
  opened_before_birth: "The case begins before the birth.",
  closed_before_opened: "The case ends before it begins.",
  finished_before_started: "The end lies before the beginning.",
  two_days_for_one_event: "The row has two days for the same step.",
  invalid_email: "This is no e-mail address.",
  invalid_phone: "This is no telephone number.",
  invalid_postcode: "This is no postcode. It has five digits.",
  unknown_sex: "We do not know this sex. Possible are m, w, d or nothing.",
  unknown_town: "We do not know this town. Possible are the towns of your site.",
  unknown_legal_domain: "We do not know this legal domain.",
  unknown_status: "We do not know this residence status.",
  unknown_service: "We do not know this service.",
  duplicate_row: ({ firstRow }) => `This row means the same person as row ${firstRow}, but says something else.`,
  equal_row: ({ firstRow }) => `This row is equal to row ${firstRow} in everything. Two people need two file numbers.`,
  maybe_known_person: ({ number }) => `Perhaps the person of case ${number}, which was made by hand.`,
  held_by_colleague: "Somebody else in your unit holds this case, and the row would change it.",
  maybe_same_person: "Name and birth as in a case that is here already, but another file number.",
};

const other: Readonly<Record<Language, string>> = { de: "Diese Angabe verstehen wir nicht.", en: "We do not understand this." };
const sentencesOf: Readonly<Record<Language, typeof german>> = { de: german, en: english };

/** What is wrong with a cell of a list, in words. */
export function issueReason(language: Language, code: string, params: Params): string {
  const said = sentencesOf[language][code];
  return typeof said === "function" ? said(params) : (said ?? other[language]);
}
