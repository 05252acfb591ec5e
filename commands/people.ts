import { createReadStream, createWriteStream, realpathSync, renameSync, rmSync, statSync } from "node:fs";
import { once } from "node:events";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import {
  BrokenCsv,
  csvCell,
  type Linkage,
  ListError,
  type ListFault,
  linkPeople,
  ListReader,
  type NamedList,
} from "../domains/people/index.ts";

export const summary =
  "finds the same people in two lists, or twice in one; needs no database; PAIRS.csv has id_a, id_b and how likely it is";
export const usage = "people link A.csv [B.csv] --out PAIRS.csv [--one-to-one]";

/** One sentence for the person at the keyboard; nothing was written. */
class Unusable extends Error {}

const faults: { [Code in ListFault["code"]]: (fault: Extract<ListFault, { code: Code }>) => string } = {
  empty: () => "is empty",
  no_rows: () => "has headings but no people",
  heading_twice: ({ heading }) => `has the heading "${heading}" twice`,
  cells: ({ row, cells, headings }) => `has ${cells} cells in row ${row}, but ${headings} headings`,
  no_id: ({ row }) => `has no id in row ${row}`,
  id_twice: ({ row, first }) => `has the same id in rows ${first} and ${row}`,
  too_many: ({ most }) => `has more than ${most} people`,
};
const brokenCsv: Record<BrokenCsv["fault"], (row: number) => string> = {
  not_text: () => "is no text",
  open_quote: (row) => `has a quotation mark in row ${row} that is never closed`,
  after_quote: (row) => `has something after a closing quotation mark in row ${row}`,
  too_long: (row) => `has a cell in row ${row} that is too long to be one`,
};

function sentenceOf(error: unknown): string | undefined {
  if (error instanceof ListError) return (faults[error.fault.code] as (fault: ListFault) => string)(error.fault);
  if (error instanceof BrokenCsv) return brokenCsv[error.fault](error.row);
  switch ((error as NodeJS.ErrnoException).code) {
    case "ENOENT":
      return "does not exist";
    case "EISDIR":
      return "is a folder";
    case "EACCES":
      return "cannot be read: access is denied";
    default:
      return undefined;
  }
}

/** As UTF-8, or as Windows-1252 if it is none: what older German programs write. */
async function readList(path: string): Promise<NamedList> {
  for (const encoding of ["utf-8", "windows-1252"]) {
    const decoder = new TextDecoder(encoding, { fatal: true });
    const reader = new ListReader();
    try {
      for await (const piece of createReadStream(path)) reader.push(decoder.decode(piece as Buffer, { stream: true }));
      reader.push(decoder.decode());
      return reader.end();
    } catch (error) {
      if (encoding === "utf-8" && error instanceof TypeError) continue;
      const sentence = sentenceOf(error);
      if (sentence === undefined) throw error;
      throw new Unusable(`${path} ${sentence}; nothing was written.`);
    }
  }
  throw new Unusable(`${path} is no text; nothing was written.`);
}

const whys = { not_in_both: "is not in both lists", says_too_little: "tells nobody apart" };

function sayHow(linkage: Linkage, names: readonly string[], lists: readonly NamedList[]): void {
  const { fields, ids, ignored } = linkage.plan;
  const headings = fields.map((field) => field.sources[0]!.map((column) => lists[0]!.headings[column]).join(" + "));
  console.log(`compared by ${headings.join(", ")}`);
  ids.forEach((column, list) => {
    if (column === undefined) console.log(`${names[list]} has no column for an id: the number of the row stands for it`);
  });
  for (const { list, heading, why } of ignored) console.log(`${names[list]}: "${heading}" is not compared, it ${whys[why]}`);
  for (const { list, count, first } of linkage.strangeDates)
    console.log(
      `${names[list]}: ${count} dates of birth are in no calendar, the first in row ${lists[list]!.rows[first]}; they are compared digit by digit`,
    );
}

/** First beside it, then in its place: a file is complete or not there. */
async function writePairs(path: string, linkage: Linkage, first: NamedList, second: NamedList): Promise<void> {
  const beside = `${path}.part`;
  const out = createWriteStream(beside);
  try {
    await once(out, "open");
    out.write("id_a,id_b,score\n");
    for (const { a, b, score } of linkage.linked) {
      const line = `${csvCell(first.ids[a]!)},${csvCell(second.ids[b]!)},${score.toFixed(6)}\n`;
      if (!out.write(line)) await once(out, "drain");
    }
    out.end();
    await once(out, "finish");
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    const sentence = sentenceOf(error);
    if (sentence === undefined) throw error;
    throw new Unusable(`${path} cannot be written; nothing was written.`);
  }
}

async function link(paths: readonly string[], out: string, oneToOne: boolean): Promise<void> {
  for (const path of paths) {
    const folder = statSync(path, { throwIfNoEntry: false })?.isDirectory();
    if (folder) throw new Unusable(`${path} is a folder; nothing was written.`);
  }
  const [pathA, pathB] = paths as [string, string | undefined];
  const first = await readList(pathA);
  const isOne = pathB === undefined || realpathSync(pathA) === realpathSync(pathB);
  const lists = isOne ? [first] : [first, await readList(pathB)];
  const linkage = linkPeople(lists, { oneToOne });
  if (linkage.plan.fields.length === 0)
    throw new Unusable(
      `No column of ${lists.length === 1 ? "the list" : "both lists"} says who somebody is: headings such as Vorname, Nachname, Geburtsdatum are missing; nothing was written.`,
    );
  const names = paths.map((path) => basename(path));
  if (isOne && pathB !== undefined) console.log("Both are the same list: people who stand in it twice are looked for.");
  sayHow(linkage, names, lists);
  await writePairs(out, linkage, first, lists.at(-1)!);
  const reads = isOne ? `${first.count}` : lists.map((list) => list.count).join(" and ");
  console.log(`read ${reads}, compared ${linkage.compared} pairs, linked ${linkage.linked.length}`);
}

export async function run(args: string[]): Promise<number> {
  const options = { out: { type: "string" }, "one-to-one": { type: "boolean" } } as const;
  const { positionals, values } = parseArgs({ args, allowPositionals: true, strict: false, options });
  const [kind, ...paths] = positionals;
  const unknown = Object.keys(values).find((name) => !(name in options));
  if (unknown !== undefined) console.error(`There is no option --${unknown}.`);
  const { out } = values;
  if (unknown !== undefined || kind !== "link" || paths.length < 1 || paths.length > 2 || typeof out !== "string" || out === "") {
    console.error(`Usage: ./verbund ${usage}`);
    return 2;
  }
  try {
    await link(paths, out, values["one-to-one"] === true);
    return 0;
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    console.error(error.message);
    return 1;
  }
}
