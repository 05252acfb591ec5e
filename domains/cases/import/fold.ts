const spelledOut: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", ß: "ss", æ: "ae", ø: "oe", ł: "l", đ: "d", ı: "i" };

/** Small letters and digits only, marks taken off, umlauts spelled out, one space between words. */
export function foldWords(text: string): string {
  // most cells: nothing to take off
  if (/^[a-z0-9]*$/.test(text)) return text;
  if (/^[\u0020-\u007e\s]*$/.test(text))
    return text
      .toLowerCase()
      .replace(/[^a-z0-9#]+/g, " ")
      .trim();
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[äöüßæøłđı]/g, (letter) => spelledOut[letter] ?? letter)
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[^\p{L}\p{N}#§]+/gu, " ")
    .trim();
}

/** The same without spaces: "E-Mail", "E Mail" and "Email" are one. */
export function foldTight(text: string): string {
  return foldWords(text).replaceAll(" ", "");
}

const bareEquals: Readonly<Record<string, string>> = { ae: "a", oe: "o", ue: "u" };
/** Also "Müller" typed as "Muller": only for finding what may be meant. */
export function foldBare(text: string): string {
  return foldTight(text).replace(/ae|oe|ue/g, (pair) => bareEquals[pair] ?? pair);
}

/** What is typed: NFC, no-break and other odd spaces made plain, ends trimmed. Line breaks stay. */
export function tidy(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff\u00ad]/g, "")
    .replace(/[^\S\n]+/gu, " ")
    .replace(/ ?\n ?/g, "\n")
    .trim();
}

/** On one line. */
export function tidyLine(text: string): string {
  return tidy(text).replaceAll("\n", " ").replace(/ {2,}/g, " ");
}

/** A list of words written as "one | two", over as many lines as it needs. */
export function words(text: string): readonly string[] {
  return text
    .split(/[|\n]/)
    .map((it) => it.trim())
    .filter((it) => it !== "");
}
