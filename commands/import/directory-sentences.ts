import type { ImportResult, Said } from "../../domains/directory/contract.ts";

type Params = Said["params"];

const grouped = (number: string | number | undefined) => Number(number).toLocaleString("en-GB");
const counted = (n: number, one: string, more = `${one}s`) => `${grouped(n)} ${n === 1 ? one : more}`;

const refusals: Record<string, (of: Params) => string> = {
  empty_file: () => "it is empty",
  file_too_large: ({ megabytes }) => `it is larger than ${megabytes} MB`,
  not_utf8: () => "its characters are not UTF-8; download it again",
  not_json: () => "it is no JSON; it must be the answer of the directory's interface, a list of pages, locations or offers",
  truncated: () => "its end is missing; download it again",
  broken_json: () => "it is damaged (no valid JSON); download it again",
  no_list: () => "it holds no list; a file of pages, locations or offers begins with [",
  no_entries: () => "its list is empty",
  too_many_rows: ({ most }) => `it has more than ${grouped(most)} entries`,
  wrong_shape: () =>
    "its entries are neither pages (title, content, path) nor locations (location, opening_hours) nor offers (name, alias, url)",
  events: () => "it holds events; the directory keeps pages, locations and offers",
  two_regions: ({ first, second }) => `its paths belong to more than one region (${first}, ${second}); bring in one region at a time`,
  other_language: ({ found, said }) => `its paths say that it is in the language ${found}, not ${said}; use --language ${found}`,
  other_region: ({ found, said }) => `its paths belong to the region ${found}, not ${said}`,
  no_region: () => "neither its paths nor its name say which region it belongs to; add --region NAME",
  nothing_readable: ({ first }) => `not one of its entries could be read (the first: ${skips[String(first)]?.({}) ?? String(first)})`,
};

/** Why a file is not read at all, with the way out. */
export function directoryRefusal({ code, params }: { code: string; params: Params }): string {
  return `The file was refused: ${refusals[code]?.(params) ?? code.replaceAll("_", " ")}. Nothing was written.`;
}

const skips: Record<string, (of: Params) => string> = {
  no_object: () => "it is no entry with fields",
  no_key: () => "it has neither a number nor a path, so that it could not be recognised next time",
  no_title: () => "it has no title",
  no_address: () => "its address is missing or no web address",
  path_too_long: ({ most }) => `its path is longer than ${grouped(most)} characters`,
  other_region: ({ region }) => `its path belongs to another region (${region})`,
  other_language: ({ language }) => `its path belongs to another language (${language})`,
  content_is_no_text: () => "its content is no text",
  body_too_long: ({ most }) => `its text is longer than ${grouped(most)} characters`,
  coordinates_outside: () => "its coordinates lie outside Germany, also when swapped; correct them at the source",
  twice: () => "its number or path occurs twice in the file; the first one counts",
};

const notes: Record<string, (of: Params) => string> = {
  title_cut: ({ most }) => `the title was cut to ${most} characters`,
  scripts: ({ n }) => `${counted(Number(n), "active part")} (scripts, handlers) left out of the text`,
  frames: ({ n }) => `${counted(Number(n), "embedded frame")} left out of the text`,
  bad_date: () => "the date of the last change is no date; it is shown as unknown",
  coordinates_swapped: ({ latitude, longitude }) => `latitude and longitude were swapped (${latitude}, ${longitude}); swapped back`,
  coordinates_incomplete: () => "one of the two coordinates is missing; kept without",
  hours_not_read: () => "the opening hours are not seven days; kept without",
  opens_by_form: () => "it opens by a form at the source; the link leads to its page",
  parent_missing: () => "the page above it is not in the file; it stands below the next one above, or at the top",
  own_parent: () => "it is said to stand below itself; it stands below the next one above, or at the top",
  circle: () => "it stands below a page that stands below it; the circle was cut here",
};

const nameOf = ({ row, title }: Said) => `entry ${row}${title === null ? "" : ` "${title}"`}`;
const kinds = { page: "pages", location: "locations", offer: "offers" } as const;

/** What was understood, line by line, before the counts. */
export function directorySentences(it: ImportResult): string[] {
  const from = { paths: "from the paths", file_name: "from the name of the file", given: "as given" } as const;
  const lines = [
    `${kinds[it.kind ?? "page"]} in ${it.language} of the region ${it.region} (${from[it.regionFrom ?? "paths"]})`,
    `source: ${it.attribution}; licence: ${it.licence}`,
  ];
  for (const said of it.skippedRows) lines.push(`${nameOf(said)}: skipped, ${skips[said.code]?.(said.params) ?? said.code}`);
  if (it.skipped > it.skippedRows.length) lines.push(`… and ${it.skipped - it.skippedRows.length} more skipped`);
  for (const said of it.notices) lines.push(`${nameOf(said)}: ${notes[said.code]?.(said.params) ?? said.code}`);
  if (it.noticeCount > it.notices.length) lines.push(`… and ${it.noticeCount - it.notices.length} more to note`);
  if (it.headings > 0) lines.push(`${counted(it.headings, "page")} without text: kept as headings of the tree`);
  if (it.contacts > 0) lines.push(`${counted(it.contacts, "contact")} recognised (phone, mail, address, website, hours)`);
  if (it.images > 0) lines.push(`${counted(it.images, "picture")} left out: nothing is loaded from elsewhere`);
  if (it.joined > 0) lines.push(`${counted(it.joined, "page")} joined as a translation of pages that were there`);
  if (it.titles.length > 0)
    lines.push(
      `titles in further languages, from the links: ${it.titles.map(({ language, count }) => `${language} ${grouped(count)}`).join(", ")}`,
    );
  if (it.gone > 0)
    lines.push(
      `${counted(it.gone, "page")} of the last import ${it.gone === 1 ? "is" : "are"} not in this file: kept, and shown as not in the newest import`,
    );
  return lines;
}

export function directorySummary({ read, created, changed, unchanged, skipped }: ImportResult): string {
  return `read ${read}, created ${created}, changed ${changed}, unchanged ${unchanged}, skipped ${skipped}`;
}
