import { isTypeScript, placeOf } from "./places.ts";
import { readSource } from "./source.ts";
import { isTexts, readTexts, type Text } from "./texts.ts";
import type { Tree, Violation } from "./tree.ts";

export type GlossaryRule =
  | "row not readable"
  | "word twice"
  | "name not to use"
  | "word not to use"
  | "label differs"
  | "sign inside a word"
  | "not addressed as Sie"
  | "code without a word";

export type Entry = {
  line: number;
  /** What stands in quotation marks in the first column: the word on the screen. */
  label: string | undefined;
  code: string | undefined;
  /** Identifiers not to use. */
  names: string[];
  /** German words not to use, everywhere or only in the texts of some domain. */
  words: { word: string; domain: string | undefined }[];
};

export const glossaryPath = "docs/glossary.md";

/** The rows of docs/glossary.md with five columns. Throws nothing: what cannot be read comes back in `unreadable`. */
export function readGlossary(text: string): { entries: Entry[]; unreadable: { line: number; says: string }[] } {
  const entries: Entry[] = [];
  const unreadable: { line: number; says: string }[] = [];
  for (const [index, row] of text.split("\n").entries()) {
    if (!row.startsWith("|") || /^\|[-| ]+\|$/.test(row)) continue;
    const cells = row
      .split("|")
      .slice(1, -1)
      .map((it) => it.trim());
    const line = index + 1;
    if (cells.length === 2) continue; // the key to the columns
    if (cells.length !== 5) {
      unreadable.push({ line, says: `${cells.length} columns instead of 5` });
      continue;
    }
    const [german = "", code = "", meaning = "", authority = "", not = ""] = cells;
    if (german === "German") continue;
    if ([german, code, meaning, authority, not].includes(""))
      unreadable.push({ line, says: "an empty cell; – says that there is nothing" });
    const entry: Entry = {
      line,
      label: german.match(/^„([^“"]+)["“]$/)?.[1],
      code: /^[a-z][a-z_]*$/.test(code) ? code : undefined,
      names: [],
      words: [],
    };
    for (const item of not === "–" ? [] : not.split(";").map((it) => it.trim())) {
      const name = item.match(/^`([a-z_]+)`$/)?.[1];
      const word = item.match(/^„([^“"]+)["“](?: in `([a-z]+)`)?$/);
      if (name) entry.names.push(name);
      else if (word) entry.words.push({ word: word[1] ?? "", domain: word[2] });
      else unreadable.push({ line, says: `"${item}" is neither \`name\` nor „Wort“ nor „Wort“ in \`domain\`` });
    }
    entries.push(entry);
  }
  return { entries, unreadable };
}

/** Where code and texts speak otherwise than the glossary. */
export function glossaryViolations(tree: Tree): Violation<GlossaryRule>[] {
  const found: Violation<GlossaryRule>[] = [];
  const { entries, unreadable } = readGlossary(tree.get(glossaryPath) ?? "");
  for (const it of unreadable) found.push({ rule: "row not readable", path: glossaryPath, ...it });

  const codes = new Map<string, Entry[]>();
  for (const entry of entries) if (entry.code) codes.set(entry.code, [...(codes.get(entry.code) ?? []), entry]);
  const names = new Map<string, Entry>();
  for (const entry of entries)
    for (const name of entry.names) {
      names.set(name, entry);
      if (codes.has(name))
        found.push({
          rule: "word twice",
          path: glossaryPath,
          line: entry.line,
          says: `${name} is forbidden here and a code word elsewhere`,
        });
    }

  for (const [path, text] of tree) {
    const place = placeOf(path);
    const isMigration = /^database\/migrations\/.*\.sql$/.test(path);
    if (isMigration || (place.area === "domains" && (path.endsWith(".sql") || isTypeScript(path)))) {
      const seen = new Set<string>();
      for (const { name, line } of path.endsWith(".sql") ? wordsOfSql(text) : readSource(path, text).identifiers) {
        const forbidden = forbiddenIn(name, names, codes);
        if (!forbidden || seen.has(`${name} ${line}`)) continue;
        seen.add(`${name} ${line}`);
        found.push({
          rule: "name not to use",
          path,
          line,
          says: `${name}: the glossary says ${names.get(forbidden)?.code ?? "otherwise"}`,
        });
      }
    }
    if (isMigration)
      for (const { name, line } of codesOfSql(text))
        if (!codes.has(name)) found.push({ rule: "code without a word", path, line, says: `the code ${name} has no row in the glossary` });
    if (path === "domains/network/vocabularies.ts")
      for (const { code, label, line } of vocabularyLabels(text)) {
        const labels = (codes.get(code) ?? []).flatMap((it) => it.label ?? []);
        if (!labels.includes(label))
          found.push({
            rule: "label differs",
            path,
            line,
            says: `${code} is „${label}“ here, the glossary says „${labels.join("“ or „")}“`,
          });
      }
    if (isTexts(path, "de"))
      for (const it of readTexts(path, text).texts)
        for (const [rule, says] of wordRules(it, place.domain, entries, codes)) found.push({ rule, path, line: it.line, says });
  }
  return found;
}

function* wordRules(
  text: Text,
  domain: string | undefined,
  entries: readonly Entry[],
  codes: ReadonlyMap<string, Entry[]>,
): Generator<[GlossaryRule, string]> {
  const plain = text.value.replace(/\{\s*\w+\s*(,\s*\w+\s*(,\s*offset:\d+)?)?/g, "{").replace(/\bhttps?:\S+/g, "");
  const sign = plain.match(/\p{L}+(?:[:*_·]|\/-?)in(nen)?\b|\p{Ll}In(nen)?\b|\p{L}[*:]\p{Ll}+/u)?.[0];
  if (sign) yield ["sign inside a word", `"${sign}": a neutral word instead`];
  if (/(?<![\p{L}-])([Dd]u|[Dd]ich|[Dd]ir|[Dd]eine?[rmns]?|[Ee]uch|[Ee]uer)(?![\p{L}-])/u.test(plain))
    yield ["not addressed as Sie", `"${plain.slice(0, 60)}"`];
  for (const entry of entries)
    for (const { word, domain: only } of entry.words)
      if ((only === undefined || only === domain) && holdsWord(plain, word))
        yield ["word not to use", `„${word}“ in ${text.key}${entry.label ? `: the glossary says „${entry.label}“` : ""}`];
  const [, group, code] = text.key.match(/\.(role|category|word)\.([a-z_]+)$/) ?? [];
  const labels = code ? (codes.get(code) ?? []).flatMap((it) => it.label ?? []) : [];
  if (group && labels.length > 0 && !labels.includes(text.value))
    yield ["label differs", `${text.key} shows „${text.value}“, the glossary says „${labels.join("“ or „")}“`];
}

/** As a word of its own, with the usual endings; capitals count, so that „Verweis“ does not meet "verweisen". */
function holdsWord(text: string, word: string): boolean {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}-])${escaped}(e[nrsm]?|n|s|in|innen)?(?![\\p{L}])`, "u").test(text);
}

/** "closeCaseTicket" and "case_ticket" hold "ticket"; a longer code word around it is allowed. */
function forbiddenIn(name: string, names: ReadonlyMap<string, Entry>, codes: ReadonlyMap<string, Entry[]>): string | undefined {
  const words = name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1_$2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
  for (let from = 0; from < words.length; from += 1)
    for (let until = from + 1; until <= Math.min(from + 3, words.length); until += 1) {
      const part = words.slice(from, until).join("_");
      const plural = part.replace(/(?<=ty)$|ies$/, "y").replace(/s$/, "");
      const hit = names.has(part) ? part : names.has(plural) ? plural : undefined;
      if (!hit) continue;
      const covered = [...codes.keys()].some((code) => code.includes(hit) && words.join("_").includes(code));
      if (!covered) return hit;
    }
  return undefined;
}

function wordsOfSql(text: string): { name: string; line: number }[] {
  return text.split("\n").flatMap(
    (row, index) =>
      row
        .replace(/--.*$/, "")
        .match(/[A-Za-z_]\w*/g)
        ?.map((name) => ({ name, line: index + 1 })) ?? [],
  );
}

/** The built-in labels of data categories: `data_category: [["identity", "…", "…"], …]`. */
function vocabularyLabels(text: string): { code: string; label: string; line: number }[] {
  const list = text.match(/\bdata_category:\s*\[([\s\S]*?\])\s*,?\s*\]/);
  return [...(list?.[1] ?? "").matchAll(/\["([a-z_]+)",\s*"([^"]+)"/g)].map((it) => ({
    code: it[1] ?? "",
    label: it[2] ?? "",
    line: text.slice(0, (list?.index ?? 0) + (list?.[0].indexOf(it[0]) ?? 0)).split("\n").length,
  }));
}

/** The codes of roles and data categories that a check lists: `role text … check (role in ('a', 'b'))`. */
function codesOfSql(text: string): { name: string; line: number }[] {
  return [...text.matchAll(/\b(?:role|category)\s+in\s*\(([^)]*)\)/g)].flatMap((match) =>
    [...(match[1] ?? "").matchAll(/'([a-z_]+)'/g)].map((it) => ({
      name: it[1] ?? "",
      line: text.slice(0, match.index).split("\n").length,
    })),
  );
}
