/** What a fault in a list of figures means, in words. */
const faults: Readonly<Record<string, string>> = {
  unknown_dimension: "is no known attribute; known are Geschlecht, Statusgruppe, Sprache, Kommune, Kinderbetreuung and Rechtskreis",
  unknown_town: "is no town of this site",
  no_value: "has no value",
  no_number: "is no number",
  twice: "stands further up already",
};
export const figureFault = (it: { row: number; code: string; words: string }) =>
  `row ${it.row}: "${it.words}" ${faults[it.code] ?? it.code}`;

const refusals: Readonly<Record<string, string>> = {
  not_text: "This is no text file.",
  no_columns: "No columns can be recognised in this file.",
  broken: "This file is damaged.",
  no_headings: "The columns Merkmal, Ausprägung and Anzahl are missing.",
  too_many: "This file has too many figures.",
  empty: "There is no number in this file.",
  no_source: 'The file does not say where the figures come from. Add --source, for example --source "Statistisches Landesamt".',
  no_day: "The file does not say of when the figures are. Add --as-of, for example --as-of 2025-12-31.",
};
export const figureRefusal = (code: string) => `${refusals[code] ?? code} Nothing was written.`;
