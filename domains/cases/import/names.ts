import { personName } from "../../people/contract.ts";
import { foldTight, tidyLine } from "./fold.ts";
import { saysNothing } from "./values.ts";
import { nameParticles, salutations } from "./value-words.ts";

export type NameOrder = "family_first" | "given_first" | "unsaid";
export type NamesRead =
  | { readonly familyName: string | null; readonly givenNames: string | null; readonly guessed: boolean }
  | { readonly problem: "name_order_unclear" };

const before = new Set(salutations.map(foldTight));
const particles = new Set(nameParticles);
const schema = personName();
export const longestName = 200;

/** One part of a name, without "Herr" or "Fam." before it; empty becomes null. */
export function readName(text: string): string | null {
  const words = tidyLine(text).split(" ");
  const first = words[0] ?? "";
  if (words.length > 1 && before.has(foldTight(first)) && (first.endsWith(".") || first.length > 3)) words.shift();
  // DIN 91379 knows the right single quotation mark; people type what their keyboard has
  const name = words.join(" ").replace(/[‘‛′]/g, "’");
  return saysNothing(name) ? null : name;
}

/** A whole name in one cell: at its comma, by the order that the heading says, or by what is in capitals. */
export function splitName(text: string, order: NameOrder): NamesRead {
  const name = readName(text);
  if (name === null) return { familyName: null, givenNames: null, guessed: false };
  const [left = "", right = "", ...more] = name.split(",").map((it) => it.trim());
  if (more.length > 0) return { problem: "name_order_unclear" };
  if (name.includes(","))
    return {
      ...(order === "given_first"
        ? { familyName: nothing(right), givenNames: nothing(left) }
        : { familyName: nothing(left), givenNames: nothing(right) }),
      guessed: false,
    };
  const words = name.split(" ");
  if (words.length === 1) return { familyName: name, givenNames: null, guessed: false };
  const capitals = words.map((it) => it.length > 1 && it === it.toLocaleUpperCase("de") && it !== it.toLocaleLowerCase("de"));
  const loud = capitals.filter(Boolean).length;
  // "HADDAD Amal", "Amal AL HADDAD": one block of capitals at an end
  if (loud > 0 && loud < words.length) {
    const first = capitals.indexOf(true);
    const last = capitals.lastIndexOf(true);
    if (last - first + 1 === loud && (first === 0 || last === words.length - 1)) {
      const given = words.filter((_, at) => !capitals[at]).join(" ");
      return { familyName: words.slice(first, last + 1).join(" "), givenNames: given, guessed: false };
    }
  }
  if (order === "unsaid") return { problem: "name_order_unclear" };
  if (order === "given_first") {
    let start = words.length - 1;
    while (start > 1 && particles.has((words[start - 1] ?? "").toLowerCase())) start--;
    return { familyName: words.slice(start).join(" "), givenNames: words.slice(0, start).join(" "), guessed: words.length > 2 };
  }
  let end = 1;
  while (end < words.length - 1 && particles.has((words[end - 1] ?? "").toLowerCase())) end++;
  return { familyName: words.slice(0, end).join(" "), givenNames: words.slice(end).join(" "), guessed: words.length > 2 };
}

function nothing(text: string): string | null {
  return text === "" || saysNothing(text) ? null : text;
}

/** Why this is no name, if it is none. */
export function nameProblem(
  name: string,
): { code: "too_long" | "digit_in_name" | "character_not_allowed" | "control_character"; params: Record<string, string | number> } | null {
  if (name.length > longestName) return { code: "too_long", params: { most: longestName } };
  if (/\p{Cc}/u.test(name)) return { code: "control_character", params: {} };
  if (/\p{Nd}/u.test(name)) return { code: "digit_in_name", params: {} };
  if (schema.safeParse(name).success) return null;
  const sign = /[^\p{L}\p{M}'’ʼ`´.\-‐‑, ()/]/u.exec(name)?.[0] ?? [...name][0] ?? "";
  return { code: "character_not_allowed", params: { character: sign } };
}
