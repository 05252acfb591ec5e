import { Problem } from "../problem.ts";
import { FileAnswer } from "../http/routes.ts";
import type { Language } from "./days.ts";
import { dayInWords } from "./days.ts";
import { thePress } from "./press.ts";

/** What stands on every sheet. Strings are printed as they are: nothing in them is read as Typst. */
export type Sheet = {
  readonly language: Language;
  /** The name of the site, in the letterhead. */
  readonly site: string;
  readonly today: string;
  /** The title of the file, shown by readers instead of its name. */
  readonly title: string;
  /** "Tagesordnung", above the heading; empty where the heading says it. */
  readonly kind: string;
  readonly heading: string;
  /** What somebody must know before reading: "Entwurf"; empty where there is nothing. */
  readonly notice: string;
};

const ofSheet = {
  de: {
    page: "Seite {page} von {pages}",
    printed: (day: string) => `Stand: ${day}`,
    replaced: "\u25A1 steht für ein Zeichen, das diese Schrift nicht hat. Auf dem Bildschirm ist es zu lesen.",
  },
  en: {
    page: "Page {page} of {pages}",
    printed: (day: string) => `As of ${day}`,
    replaced: "\u25A1 stands for a character that this typeface does not have. It can be read on the screen.",
  },
} as const;

/** No column holds a word of more letters than this; hyphenation knows German words, and no names. */
const longestWord = 40;

/**
 * Words that fit in no line get places where they may break: otherwise they run off the paper, and what stands there is lost. Arabic letters are left alone: they
 * join, and its words are short.
 */
function breakable<T>(value: T): T {
  // a drawing is read by a program, letter by letter
  if (typeof value === "string" && value.startsWith("<svg")) return value;
  if (typeof value === "string")
    return value.replaceAll(new RegExp(`[^\\s\\p{Script=Arabic}]{${longestWord + 1},}`, "gu"), (word) =>
      word.replaceAll(/(?:\P{M}\p{M}*){8}(?!$)/gu, "$&\u200B"),
    ) as T;
  if (Array.isArray(value)) return value.map(breakable) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, breakable(one as unknown)])) as T;
}

/**
 * A tagged PDF (PDF/UA-1) of a domain's own `.typ` file. What the template reads as `data.json` is the sheet with `content` beside it. Called outside a transaction:
 * it may wait for the documents before it.
 */
export async function typeset(template: URL, sheet: Sheet, content: object): Promise<Buffer> {
  const words = ofSheet[sheet.language];
  const data = {
    ...sheet,
    about: sheet.kind === "" ? sheet.title : `${sheet.kind}: ${sheet.heading}`,
    running: breakable(sheet.title),
    printed: words.printed(dayInWords(sheet.today, sheet.language)),
    page: words.page,
    replaced: words.replaced,
    heading: breakable(sheet.heading),
    notice: breakable(sheet.notice),
    content: breakable(content),
  };
  const made = await thePress().run({ kind: "typeset", template: pathOf(template), data: JSON.stringify(data) });
  if (made.kind !== "file") throw new Error(made.kind === "failed" ? `document not made: ${made.detail}` : "document not made");
  return Buffer.from(made.bytes);
}

function pathOf(template: URL): string {
  if (template.protocol !== "file:") throw new Problem("failed");
  return decodeURIComponent(template.pathname);
}

export const pdfType = "application/pdf";
/** The name says what it is and when, never whom it is about. */
export function pdfAnswer(bytes: Buffer, name: string): FileAnswer {
  return new FileAnswer(bytes, pdfType, `${name}.pdf`);
}
