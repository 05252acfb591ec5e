import { casePhases, type CasePhase } from "../contract.ts";
import { legalDomains, type LegalDomain } from "../../network/contract.ts";
import { foldBare, foldTight, foldWords, tidyLine } from "./fold.ts";
import { onlySimilar } from "./similar.ts";
import {
  blankWords,
  languageNoise,
  languageWords,
  legalDomainWords,
  nationalityWords,
  noLegalDomainWords,
  openWords,
  phaseWords,
  residenceStatusWords,
  sexWords,
  statusNeverKept,
  townPrefixes,
} from "./value-words.ts";

export type ResidenceStatus = keyof typeof residenceStatusWords;
export type Sex = keyof typeof sexWords;
/** A suggestion only where just one thing can be meant. */
export type ValueRead<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly suggestion: string | null };

const blanks = new Set(blankWords.map(foldTight));
const longestBlank = 40;
const sexes = byWord(sexWords);
const domains = byWord(legalDomainWords);
const noDomain = new Set(noLegalDomainWords.map(foldTight));
const statuses = byWord(residenceStatusWords);
const neverKept = new Set(statusNeverKept.map(foldTight));
const phases = byWord(phaseWords);
const open = new Set(openWords.map(foldTight));
const levels = new Set(languageNoise.map(foldTight));
const languages = byShortForm(languageWords);
const nationalities = byShortForm(nationalityWords);

function byWord<T extends string>(words: Readonly<Record<T, readonly string[]>>): Map<string, T> {
  const found = new Map<string, T>();
  for (const code of Object.keys(words) as T[]) {
    found.set(foldTight(code), code);
    for (const word of words[code]) if (!found.has(foldTight(word))) found.set(foldTight(word), code);
  }
  return found;
}

function byShortForm(words: Readonly<Record<string, readonly string[]>>): Map<string, string> {
  return new Map(Object.entries(words).flatMap(([name, short]) => short.map((it) => [it, name] as const)));
}

/** "k. A.", "unbekannt", "–", "???": nothing is said. */
export function saysNothing(text: string): boolean {
  return /^[\s\-–—_./?*:+]*$/.test(text) || (text.length <= longestBlank && blanks.has(foldTight(text)));
}

export function readSex(text: string): ValueRead<Sex> {
  const value = sexes.get(foldTight(text));
  return value === undefined ? { ok: false, suggestion: null } : { ok: true, value };
}

/** One or several: "SGB II / AsylbLG", "SGB II/III", "AsylbLG (§ 3)". Empty for who gets no benefit. */
export function readLegalDomains(text: string): ValueRead<readonly LegalDomain[]> {
  const whole = domainOf(text);
  if (whole !== undefined) return { ok: true, value: whole };
  const found: LegalDomain[] = [];
  let before = "";
  const parts = tidyLine(text)
    .replace(/\([^)]*\)/g, " ")
    .split(/\s*(?:[,;/+&|]|\bund\b|\bsowie\b|\band\b)\s*/i)
    .filter((it) => it !== "");
  if (parts.length === 0) return { ok: false, suggestion: null };
  for (const part of parts) {
    // "SGB II/III" means SGB III, "II, Kap. 2" nothing known
    const read = (/^[IVX\d]+$/.test(part) && before === "sgb" ? domainOf(`SGB ${part}`) : undefined) ?? domainOf(part);
    if (read === undefined) {
      const meant = onlySimilar(
        foldTight(part),
        domains,
        (it) => it[0],
        (a, b) => a[1] === b[1],
      );
      // the numbers of the books are too near to each other
      return { ok: false, suggestion: parts.length === 1 && meant && !/^sgb/i.test(part) ? meant[1] : null };
    }
    before = /^sgb/i.test(part) || before === "sgb" ? "sgb" : "";
    for (const code of read) if (!found.includes(code)) found.push(code);
  }
  return { ok: true, value: legalDomains.filter((it) => found.includes(it)) };
}

function domainOf(text: string): readonly LegalDomain[] | undefined {
  const key = foldTight(text);
  if (noDomain.has(key)) return [];
  const found = domains.get(key) ?? domains.get(foldTight(text.replace(/\([^)]*\)/g, "").replace(/\b(?:seit|ab|bis)\b.*$/i, "")));
  if (found !== undefined) return [found];
  const paragraph =
    /^(?:leistungen? )?(?:nach )?(?:§+ ?[\d ]+ ?)?(sgb (?:ii|iii|v|viii|ix|xii|\d{1,2})|asylblg)(?: §+ ?[\d ]+)?(?: jobcenter| jc| sozialamt| jugendamt)?$/.exec(
      foldWords(text),
    );
  const named = domains.get(foldTight(paragraph?.[1] ?? ""));
  return named === undefined ? undefined : [named];
}

/** `null`: known, but never kept. */
export function readResidenceStatus(text: string): ValueRead<ResidenceStatus | null> {
  const words = foldWords(text);
  const key = words.replaceAll(" ", "");
  if (neverKept.has(key)) return { ok: true, value: null };
  const found =
    statuses.get(key) ?? statuses.get(foldTight(text.replace(/\([^)]*\)/g, "").replace(/\b(?:bis|seit|gültig|gueltig|ab)\b.*$/i, "")));
  if (found !== undefined) return { ok: true, value: found };
  // "AE § 25 Abs. 2", "Aufenthaltserlaubnis nach § 24 AufenthG", "§ 24 AufenthG", "§ 104c"
  const parts =
    /^([a-z ]*?)(?: nach| gem| gemaess)? ?§+ ?(\d{1,3}) ?([a-d])?((?: (?:abs|absatz|satz|s|nr|i|v|m|ivm|alt|\d+))*)( aufenthg| asylg)?$/.exec(
      words,
    );
  if (parts) {
    const said = parts[1] === undefined || parts[1] === "" ? undefined : statuses.get(foldTight(parts[1]));
    if (said !== undefined) return { ok: true, value: said };
    const section = Number(parts[2]);
    const law = parts[5]?.trim();
    if (parts[1] === "" && law !== "asylg") {
      if (section === 60 && parts[3] !== undefined) return { ok: true, value: "duldung" };
      if (section === 81) return { ok: true, value: "fiktionsbescheinigung" };
      if (section === 9) return { ok: true, value: "niederlassungserlaubnis" };
      if ((section >= 16 && section <= 38) || section === 104) return { ok: true, value: "aufenthaltserlaubnis" };
    }
    if (parts[1] === "" && law === "asylg" && section === 55) return { ok: true, value: "aufenthaltsgestattung" };
  }
  const meant = onlySimilar(
    key,
    statuses,
    (it) => it[0],
    (a, b) => a[1] === b[1],
  );
  return { ok: false, suggestion: meant ? meant[1] : null };
}

/** `null`: open, in whatever phase; `undefined`: no word for a phase. */
export function readPhase(text: string): CasePhase | null | undefined {
  const words = foldWords(text);
  const key = words.replaceAll(" ", "");
  if (open.has(key)) return null;
  const numbered = /^(?:phase )?([1-7])(?: (.+))?$/.exec(words);
  if (numbered)
    return phases.get(foldTight(numbered[2] ?? "")) ?? (numbered[2] === undefined ? casePhases[Number(numbered[1]) - 1] : undefined);
  return phases.get(key);
}

/** Levels taken off, short forms written out, each once. */
export function readLanguages(text: string): string[] {
  const found: string[] = [];
  for (const part of text.split(/[,;/+&|\n]|\bund\b|\band\b/i)) {
    const plain = part
      .replace(/\([^)]*\)/g, " ")
      .split(/\s+/)
      .filter((word) => !levels.has(foldTight(word)))
      .join(" ");
    const more = [...part.matchAll(/\(([^)]*)\)/g)]
      .map((it) => tidyLine(it[1] ?? ""))
      .filter((it) => it !== "" && !levels.has(foldTight(it)));
    const bare = tidyLine(plain)
      .replace(/^[-–.:]+|[-–.:]+$/g, "")
      .trim();
    if (saysNothing(bare)) continue;
    const named = languages.get(foldTight(bare)) ?? bare;
    const full = more.length > 0 ? `${named} (${more.join(", ")})` : named;
    if (!found.some((it) => foldTight(it) === foldTight(full))) found.push(full);
  }
  return found;
}

export function readNationality(text: string): string {
  return text
    .split(/\s*[,;/+&\n]\s*/)
    .map((part) => nationalities.get(foldTight(part)) ?? tidyLine(part))
    .filter((it) => it !== "")
    .join(", ");
}

const prefixes = new Set(townPrefixes.map(foldTight));

/** The spelling of the known town that is meant. "48231 Lindenau", "Stadt Lindenau" and "LINDENAU" are Lindenau. */
export function readTown(text: string, towns: readonly string[]): ValueRead<string> {
  const words = foldWords(text).split(" ");
  const rest = withoutPrefix(words);
  const known = townsByKey(towns);
  const found = known.get(words.join("")) ?? known.get(rest.join(""));
  if (found !== undefined) return { ok: true, value: found };
  return { ok: false, suggestion: onlySimilar(foldBare(rest.join(" ")), towns, foldBare, (a, b) => a === b) };
}

function withoutPrefix(words: readonly string[]): readonly string[] {
  return words.length > 1 && prefixes.has(words[0] ?? "") ? words.slice(1) : words;
}

const keysOfTowns = new WeakMap<readonly string[], ReadonlyMap<string, string>>();
function townsByKey(towns: readonly string[]): ReadonlyMap<string, string> {
  let keys = keysOfTowns.get(towns);
  if (!keys) {
    // a town's own spelling goes before the same without "Stadt" of another
    keys = new Map([
      ...towns.map((it) => [withoutPrefix(foldWords(it).split(" ")).join(""), it] as const),
      ...towns.map((it) => [foldTight(it), it] as const),
    ]);
    keysOfTowns.set(towns, keys);
  }
  return keys;
}
