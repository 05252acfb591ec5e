import { isBrowserCode, isTypeScript, neverShips, placeOf, type Place } from "./places.ts";
import { readSource } from "./source.ts";
import type { Tree, Violation } from "./tree.ts";

export type EffectRule =
  | "impure"
  | "environment read"
  | "clock read"
  | "chance"
  | "request past the contract"
  | "browser storage"
  | "SQL outside queries"
  | "words outside texts"
  | "German in code";

/** The one file that reads settings, and the two that run before it or set it up. */
const environmentReaders = ["platform/server/config.ts", "commands/bootstrap.mjs", "commands/test.ts"];
/** The clock of the server and the one of the browser: tests set them. */
const clocks = ["platform/server/clock.ts", "platform/web/clock.ts"];
const requesters = ["platform/web/api.ts"];
const browserStores = ["platform/web/preferences.ts"];

/** German that is data, not speech: defaults a site may relabel, headings of the lists that people bring, words a check looks for. */
const germanData = [
  /^domains\/network\/vocabularies\.ts$/,
  // languages by what they call themselves, umlauts and all
  /^domains\/directory\/rules-languages\.ts$/,
  /^domains\/.*\b(headings|wordlist|word-list|words)\.ts$/,
];

const clockReads = new Set([
  "Date.now",
  "new Date()",
  "Date()",
  "performance.now",
  "performance.timeOrigin",
  "Temporal.Now",
  "process.hrtime",
]);
const stopwatches = new Set(["performance.now", "process.hrtime"]);
const requests = new Set(["fetch", "window.fetch"]);
const storages = new Set(["localStorage", "sessionStorage", "indexedDB"]);
const builders = new Set(["selectFrom", "insertInto", "updateTable", "deleteFrom", "mergeInto", "replaceInto", "selectNoFrom"]);
const sqlText =
  /\bselect\b[^.!?]*\bfrom\b\s+[\w"(]|\binsert\s+into\s+[\w"]|\bdelete\s+from\s+[\w"]|\bupdate\s+[\w."]+\s+set\b|\bmerge\s+into\s+[\w"]|^\s*(set|reset)\s+(local|role|session)\b/i;

/** Every place where code reaches for time, chance, settings, storage, the wire or the database past the file that may. */
export function effectViolations(tree: Tree): Violation<EffectRule>[] {
  const found: Violation<EffectRule>[] = [];
  for (const [path, text] of tree) {
    if (!isTypeScript(path)) continue;
    const place = placeOf(path);
    const source = readSource(path, text);
    const add = (rule: EffectRule, line: number, says: string) => found.push({ rule, path, line, says });
    const product = place.area === "domains" || place.area === "platform" || place.area === "demo" || place.area === "commands";

    const settings = [
      ...source.effects.filter((it) => it.name === "process.env" || it.name === "process[…]"),
      ...source.imports.filter(
        (it) => /^(node:)?process$/.test(it.specifier) && it.names.some((name) => name !== "argv" && name !== "stdout"),
      ),
    ];
    if (!environmentReaders.includes(path) && !(place.area === "" && neverShips(place)))
      for (const it of settings) add("environment read", it.line, "settings come from platform/server/config.ts");

    if (
      (place.area === "domains" || place.area === "platform") &&
      !neverShips(place) &&
      place.kind !== "texts" &&
      !germanData.some((it) => it.test(path))
    )
      for (const it of source.strings)
        if (germanWord.test(it.name)) add("German in code", it.line, `"${it.name.trim().slice(0, 40)}": codes here, words in texts.de.ts`);
    if (place.kind === "contract" || place.kind === "rules") {
      for (const it of source.effects) add("impure", it.line, `${it.name}: contracts and rules only look at their arguments`);
      continue;
    }
    if (!product || place.path.startsWith("platform/testing/")) continue;
    for (const it of source.effects) {
      if (clockReads.has(it.name) && !clocks.includes(path)) {
        // a test may measure how long something takes, but not ask what day it is
        if (!(neverShips(place) && stopwatches.has(it.name)) && !environmentReaders.includes(path))
          add("clock read", it.line, `${it.name}: the time comes from ${clocks.join(" or ")}`);
      }
      if (it.name === "Math.random")
        add("chance", it.line, "chance comes from platform/server/ids.ts or node:crypto, never from Math.random");
      if (requests.has(it.name) && isBrowserCode(place) && !requesters.includes(path) && !neverShips(place))
        add("request past the contract", it.line, `${it.name}: calls go through platform/web/api.ts`);
      if (storages.has(storageOf(it.name)) && !browserStores.includes(path) && !neverShips(place))
        add(
          "browser storage",
          it.line,
          `${it.name}: nothing personal in browser storage; look and language live in ${browserStores.join(", ")}`,
        );
    }
    if (!mayHoldSql(place)) {
      for (const it of source.methods)
        if (builders.has(it.name)) add("SQL outside queries", it.line, `${it.name}: the only SQL in TypeScript is in queries.ts`);
      for (const it of source.strings)
        if (sqlText.test(it.name)) add("SQL outside queries", it.line, `"${it.name.trim().slice(0, 40)}" reads as SQL`);
      for (const it of source.imports)
        if (it.packageName === "kysely" && it.names.includes("sql"))
          add("SQL outside queries", it.line, "sql of kysely belongs in queries.ts");
    }
    if (isBrowserCode(place) && !neverShips(place) && place.kind !== "texts")
      for (const it of source.words)
        add("words outside texts", it.line, `"${it.name.slice(0, 40)}": words for people stand in texts.de.ts and texts.en.ts`);
  }
  return found;
}

/** An umlaut inside a word; a table of letters holds none. */
const germanWord = /\p{L}{2}[äöüß]\p{L}|\p{L}[äöüß]\p{L}{2}|[ÄÖÜ]\p{Ll}{3}/u;

function storageOf(effect: string): string {
  return effect.replace(/^window\./, "").split(".")[0] ?? effect;
}

function mayHoldSql(place: Place): boolean {
  return place.kind === "queries" || place.kind === "texts" || neverShips(place) || place.path.startsWith("platform/server/database/");
}
