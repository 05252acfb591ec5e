/**
 * What people choose first when a password is asked for, German and English. Twelve characters are reached by padding such a word with digits, so
 * that the word alone is looked for. Small on purpose: it stops the guesses that a handful of tries would find.
 */
const commonWords = new Set(
  `passwort password kennwort geheim geheimnis hallo hello willkommen welcome admin administrator start einstieg zugang login anmeldung
   schalke schalkenull borussia bayern fussball football soccer baseball sommer summer winter fruehling herbst januar februar maerz april juni juli august september
   oktober november dezember montag dienstag mittwoch donnerstag freitag samstag sonntag schatz schatzi liebe iloveyou ichliebedich sonnenschein sunshine prinzessin princess
   mausi hase engel angel daniel michael thomas andreas stefan sandra martina sabine julia anna computer internet windows google facebook samsung iphone handy
   drache dragon monkey affe master meister hund katze pferd blume butterfly schmetterling superman batman starwars pokemon ferrari porsche mercedes berlin hamburg koeln
   muenchen dortmund duesseldorf essen deutschland germany nordrheinwestfalen testtest test demo verbund integration migration kreis stadt landkreis rathaus verwaltung behoerde
   sozialamt jobcenter buero arbeit qwertz qwerty qwertzuiop qwertyuiop asdfgh asdfghjkl yxcvbnm zxcvbnm abcdef abcdefgh changeme letmein lassmichrein secret topsecret
   initial default standard neu neuespasswort meinpasswort mypassword newpassword passwortpasswort passwordpassword hallohallo hallowelt helloworld trustno`
    .split(/\s+/)
    .filter((word) => word !== ""),
);

const rows = ["1234567890", "qwertzuiop", "asdfghjkl", "yxcvbnm", "qwertyuiop", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz"];

/** Small letters without marks; digits and signs that stand for letters read as such. */
function folded(value: string): string {
  return value
    .toLowerCase()
    .replaceAll("ä", "ae")
    .replaceAll("ö", "oe")
    .replaceAll("ü", "ue")
    .replaceAll("ß", "ss")
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "");
}
const asLetters: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};
const withLetters = (value: string) => value.replaceAll(/[013457@$!]/g, (sign) => asLetters[sign] ?? sign);
const lettersOnly = (value: string) => value.replaceAll(/[^\p{L}]/gu, "");

/** "hallohallohallo" → "hallo". */
function unitOf(value: string): string {
  for (let length = 1; length <= value.length / 2; length += 1) {
    const unit = value.slice(0, length);
    if (unit.repeat(Math.ceil(value.length / length)).startsWith(value)) return unit;
  }
  return value;
}

/** Steps along the alphabet, the digits or a row of the keyboard, or the same key again. */
function walksAlong(value: string): boolean {
  const known = rows.flatMap((row) => [row, [...row].reverse().join("")]);
  let steps = 0;
  for (let at = 1; at < value.length; at += 1) {
    const pair = value.slice(at - 1, at + 1);
    if (pair[0] === pair[1] || known.some((row) => row.includes(pair))) steps += 1;
  }
  return steps >= (value.length - 1) * 0.8;
}

function isCommon(plain: string): boolean {
  const small = folded(plain);
  if (new Set(small).size <= 4 || unitOf(small).length <= 3 || walksAlong(plain.toLowerCase())) return true;
  const trimmed = small.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  const readings = [lettersOnly(small), lettersOnly(withLetters(small)), lettersOnly(withLetters(trimmed))];
  return readings.some((word) => commonWords.has(word) || commonWords.has(unitOf(word)));
}

/** The parts of a name or an address that somebody who knows the person would try first. */
function ownWords(person: { readonly name: string; readonly email: string }): string[] {
  const [local = "", domain = ""] = folded(person.email).split("@");
  const parts = [...folded(person.name).split(/[^\p{L}\p{N}]+/u), ...local.split(/[^\p{L}\p{N}]+/u), ...domain.split(".").slice(0, -1)];
  return [...parts.filter((part) => part.length >= 4), ...(local.length >= 3 ? [local] : [])];
}

export type Weakness = "too_common" | "holds_name";

/** Why this password is refused, beside its length; undefined if it may be chosen. */
export function weaknessOf(plain: string, person: { readonly name: string; readonly email: string }): Weakness | undefined {
  const small = folded(plain);
  if (ownWords(person).some((word) => small.includes(word))) return "holds_name";
  return isCommon(plain) ? "too_common" : undefined;
}
