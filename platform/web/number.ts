import type { Language } from "./preferences.ts";

export type ReadNumber = { readonly value: number } | { readonly problem: "not_a_number" | "not_whole" };

/** Reads a typed number: "1.240", "12,5", "1 240"; in English "1,240", "12.5". */
export function readNumber(text: string, language: Language, decimals = 0): ReadNumber {
  const [thousands, comma] = language === "de" ? [".", ","] : [",", "."];
  let typed = text.replaceAll(/[\s\u00a0\u202f']/g, "");
  // "12.5" typed in German: a dot that cannot part thousands is meant as a comma
  if (decimals > 0 && language === "de" && /^-?\d+\.\d{1,2}$/.test(typed)) typed = typed.replace(".", ",");
  if (new RegExp(`^-?\\d{1,3}(\\${thousands}\\d{3})+(\\${comma}\\d+)?$`).test(typed)) typed = typed.replaceAll(thousands, "");
  const plain = typed.replace(comma, ".");
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return { problem: "not_a_number" };
  const value = Number(plain);
  if (decimals === 0 && !Number.isInteger(value)) return { problem: "not_whole" };
  return { value: Number(value.toFixed(decimals)) };
}
