import { Parser } from "htmlparser2";
import sanitizeHtml from "sanitize-html";
import type { ContactKind } from "../contract.ts";
import { cut, dialled, isMailAddress } from "../rules.ts";

export type FoundContact = { readonly kind: ContactKind; readonly value: string; readonly label: string | null };

export type ReadHtml = {
  readonly html: string;
  readonly text: string;
  readonly contacts: readonly FoundContact[];
  /** What was left out, counted. */
  readonly left: { readonly images: number; readonly frames: number; readonly scripts: number };
};

const mostContacts = 100;
const blocks = new Set([
  ..."address article aside blockquote br caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6".split(
    " ",
  ),
  ..."header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split(" "),
]);
const headings = new Set(["h1", "h2", "h3", "h4", "h5", "h6"]);
const unread = new Set([
  "script",
  "style",
  "noscript",
  "template",
  "svg",
  "math",
  "iframe",
  "object",
  "textarea",
  "select",
  "title",
  "head",
  "xmp",
]);
const frames = new Set(["iframe", "frame", "object", "embed", "video", "audio"]);
const images = new Set(["img", "picture", "svg", "image", "canvas"]);

/** Signs that nobody sees but that break an address or a number. */
function visible(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFFD]/g, "")
    .replaceAll(/\u00A0/g, " ");
}

/** Text of HTML in one line, with its entities read: for titles, and for excerpts of those who send HTML there. */
export function plainLine(text: string): string {
  let read = "";
  let silent = 0;
  const isSilent = (name: string) => name === "script" || name === "style";
  const parser = new Parser(
    {
      onopentag: (name) => void (silent += Number(isSilent(name))),
      ontext: (piece) => void (read += silent > 0 ? "" : piece),
      onclosetag: (name) => void (silent -= Number(isSilent(name))),
    },
    { decodeEntities: true },
  );
  parser.end(text);
  // a line stands among others: what has no width, or turns the direction of all that follows, goes
  return withoutControls(read)
    .replaceAll(/[\u200B\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** Keeps what joins letters in Arabic and Indic scripts; PostgreSQL takes no zero byte, and half a character is none. */
export function withoutControls(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, "")
    .normalize("NFC");
}

/** Where a link leads, or undefined for what is not to be followed. Read as a browser reads it. */
function targetOf(href: string, baseUrl: string | undefined): string | undefined {
  const trimmed = href.trim();
  if (trimmed === "" || trimmed.startsWith("#")) return undefined;
  const url = URL.parse(trimmed, baseUrl);
  if (!url) return undefined;
  if (url.protocol === "http:" || url.protocol === "https:")
    return url.href.length <= 2_000 && url.username === "" && !/\/(tel|mailto):/i.test(url.pathname) ? url.href : undefined;
  if (url.protocol === "mailto:") {
    const address = mailOf(url.href);
    return address === undefined ? undefined : `mailto:${address}`;
  }
  if (url.protocol === "tel:") {
    const number = dialled(phoneOf(url.href));
    return number === undefined ? undefined : `tel:${number}`;
  }
  return undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
function mailOf(href: string): string | undefined {
  const address = visible(decoded(href.replace(/^mailto:/i, "").split("?")[0] ?? "")).trim();
  return isMailAddress(address) ? address : undefined;
}
function phoneOf(href: string): string {
  return visible(decoded(href.replace(/^\s*tel:/i, "")))
    .replace(/^[:/\s]+/, "")
    .trim();
}

const allowed = "p br strong em ul ol li h2 h3 h4 h5 h6 hr a div blockquote table caption thead tbody tr th td dl dt dd sub sup".split(" ");
const empties = new Set("p strong em ul ol li h2 h3 h4 h5 h6 a blockquote table dl dt dd div".split(" "));

function sanitise(html: string, baseUrl: string | undefined): string {
  return sanitizeHtml(html, {
    allowedTags: allowed,
    allowedAttributes: { a: ["href", "rel"], th: ["colspan", "rowspan"], td: ["colspan", "rowspan"] },
    allowedSchemes: ["http", "https", "mailto", "tel"],
    allowProtocolRelative: false,
    disallowedTagsMode: "discard",
    nonTextTags: [...unread],
    nestingLimit: 50,
    transformTags: {
      h1: "h2",
      b: "strong",
      i: "em",
      a: (_name, attributes) => {
        const href = targetOf(attributes.href ?? "", baseUrl);
        // its words stay
        if (href === undefined) return { tagName: "a", attribs: {} };
        const attribs: Record<string, string> = href.startsWith("http") ? { href, rel: "noopener noreferrer" } : { href };
        return { tagName: "a", attribs };
      },
    },
    exclusiveFilter: (frame) => empties.has(frame.tag) && frame.text.replaceAll(/[\s\u00A0\u200B\uFEFF]/g, "") === "",
  })
    .replaceAll(/<a>((?:(?!<a[ >]|<\/a>)[^])*)<\/a>/g, "$1")
    .replaceAll(/(\s|&nbsp;|\u00A0)+/g, " ")
    .replaceAll(/(<br \/>\s*){3,}/g, "<br /><br />")
    .trim();
}

type Piece = { text: string; href: string | null; icon: string | null };
type Line = { pieces: Piece[]; isHeading: boolean; bold: string };

/** Icons stand for what follows them: pin.svg before an address, call.svg before a number. */
function iconOf(attributes: Readonly<Record<string, string>>): string | null {
  const name = /([\w-]+)\.(?:svg|png|gif|jpe?g|webp)(?:[?#]|$)/i.exec(attributes.src ?? "")?.[1]?.toLowerCase() ?? "";
  if (/^(pin|location|address|adresse|map|marker)/.test(name)) return "pin";
  if (/^(call|phone|telefon|tel|mobile)/.test(name)) return "call";
  if (/^(e?-?mail|envelope)/.test(name)) return "mail";
  if (/^(www|web|website|globe|link|internet)/.test(name)) return "web";
  if (/^(clock|time|uhr|hours|opening)/.test(name)) return "clock";
  return null;
}

function readLines(html: string): { lines: Line[]; left: { images: number; frames: number; scripts: number } } {
  const left = { images: 0, frames: 0, scripts: 0 };
  const lines: Line[] = [];
  let line: Line = { pieces: [], isHeading: false, bold: "" };
  let href: string | null = null;
  let icon: string | null = null;
  let silent = 0;
  let bold = 0;
  let heading = 0;
  const end = () => {
    if (line.pieces.some((piece) => piece.text.trim() !== "")) lines.push(line);
    line = { pieces: [], isHeading: heading > 0, bold: "" };
    // an icon alone in its line stands for the next one
    if (icon !== "clock") icon = lines.length > 0 && lines.at(-1) === line ? icon : null;
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === "script" || Object.keys(attributes).some((one) => one.startsWith("on"))) left.scripts += 1;
        else if (["href", "src", "action", "formaction", "data"].some((one) => isActive(attributes[one]))) left.scripts += 1;
        if (frames.has(name)) left.frames += 1;
        if (images.has(name)) left.images += 1;
        if (name === "img") icon = iconOf(attributes) ?? icon;
        if (unread.has(name)) silent += 1;
        if (headings.has(name)) heading += 1;
        if (blocks.has(name)) end();
        if (headings.has(name)) line.isHeading = true;
        if (name === "strong" || name === "b") bold += 1;
        if (name === "a") href = attributes.href ?? null;
      },
      ontext(text) {
        if (silent > 0) return;
        const said = visible(text);
        const last = line.pieces.at(-1);
        if (last && last.href === href && last.icon === icon) last.text += said;
        else line.pieces.push({ text: said, href, icon });
        if (bold > 0) line.bold += said;
      },
      onclosetag(name) {
        if (unread.has(name)) silent = Math.max(0, silent - 1);
        if (headings.has(name)) heading = Math.max(0, heading - 1);
        if (name === "strong" || name === "b") bold = Math.max(0, bold - 1);
        if (name === "a") href = null;
        if (blocks.has(name) && name !== "br" && name !== "hr") end();
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.end(html);
  end();
  return { lines, left };
}

/** javascript: and its relatives, however they are hidden between tabs and line breaks. */
function isActive(value: string | undefined): boolean {
  return value !== undefined && /^(javascript|vbscript|data):/i.test(value.replaceAll(/[\u0000-\u0020\u00A0\u200B]/g, ""));
}

const flat = (text: string) => text.replaceAll(/\s+/g, " ").trim();
const textOf = (line: Line) => flat(line.pieces.map((piece) => piece.text).join(""));
const mails = /[\p{L}\d._%+'-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.\p{L}{2,}/u;
/** Looked for word by word: over a long text without spaces the pattern would go back and forth for minutes. */
const mailsIn = (text: string) =>
  text.includes("@") ? text.split(/[\s,;()<>]+/).flatMap((word) => (word.length <= 254 ? (mails.exec(word)?.[0] ?? []) : [])) : [];
const phones = /(?:\+\d{1,3}|\(?0\d)[\d\s()/.\-–]{4,20}\d/g;
const postcodeAndPlace = /(?<!\d)\d{5}\s+\p{Lu}\p{L}/u;
const streetNumber = /\p{L}.*\s\d{1,4}\s?[a-z]?(?=\s*[,–\-/]|\s*$)/iu;
const clockTime =
  /(?<!\d)([01]?\d|2[0-4])([:.]\d{2})?\s*(?:Uhr|h\b|(?:–|-|bis|to)\s*([01]?\d|2[0-4])([:.]\d{2})?)|(?<!\d)([01]?\d|2[0-3])[:.][0-5]\d(?!\d)/i;
const weekday =
  /\b(mo|di|mi|do|fr|sa|so|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)(s|\.)?(?![\p{L}])/iu;
const hoursTitle =
  /öffnungszeit|sprechzeit|sprechstunde|servicezeit|bürozeit|telefonzeit|opening hours|office hours|opening times|consultation hours/i;
const closedWord = /geschlossen|closed|termin|appointment|vereinbarung|nachmittag|vormittag|telefonisch/i;

/** Phone, mail, address, website and hours as they stand in the text. */
function contactsOf(lines: readonly Line[]): FoundContact[] {
  const found: FoundContact[] = [];
  const known = new Set<string>();
  let label: string | null = null;
  const add = (kind: ContactKind, value: string, key = value) => {
    const clean = cut(flat(value), 2_000);
    const name = `${kind} ${key.toLowerCase().replaceAll(/\s+/g, " ")}`;
    if (clean === "" || known.has(name) || found.length >= mostContacts) return;
    known.add(name);
    found.push({ kind, value: clean, label: label === null || kind === "hours" || clean.includes(label) ? null : cut(label, 200) });
  };
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!;
    const whole = textOf(line);
    if ((line.isHeading || flat(line.bold) === whole) && whole.length <= 160 && !hoursTitle.test(whole) && !weekday.test(whole))
      label = whole.replace(/:$/, "");
    let hasAddress = false;
    for (const piece of line.pieces) {
      const words = flat(piece.text);
      if (piece.href !== null) {
        const target = piece.href.trim();
        if (/^mailto:/i.test(target) || (piece.icon === "mail" && isMailAddress(words))) {
          const address = mailOf(target);
          const shown = mailsIn(words)[0];
          // the longer of the two is the one that was not cut off
          const best = address === undefined ? shown : shown !== undefined && shown.length > address.length ? shown : address;
          if (best !== undefined) add("mail", best);
          continue;
        }
        if (/(^|\/)tel:/i.test(target) || (piece.icon === "call" && dialled(words) !== undefined)) {
          const given = phoneOf(target.replace(/^.*tel:/i, "tel:"));
          const best = digitsOf(words) >= digitsOf(given) && dialled(words) !== undefined ? words : given;
          const number = dialled(best);
          if (number !== undefined) add("phone", best, number);
          continue;
        }
        if (piece.icon === "pin" || /(?:google\.[a-z.]+\/maps|maps\.google|goo\.gl\/maps|openstreetmap\.org)/i.test(target)) {
          if (/\d/.test(words) && words.length <= 200) {
            add("address", words);
            hasAddress = true;
          }
          continue;
        }
        const isShownAsAddress = /^(https?:\/\/|www\.)\S+$|^[\p{L}\d-]+(\.[\p{L}\d-]+)+(\/\S*)?$/iu.test(words);
        const url = URL.parse(target);
        if (
          url &&
          (url.protocol === "http:" || url.protocol === "https:") &&
          url.username === "" &&
          (piece.icon === "web" || isShownAsAddress) &&
          url.href.length <= 2_000
        )
          add("web", url.href);
        continue;
      }
      for (const mail of mailsIn(words)) add("mail", mail);
      const speaksOfPhone = piece.icon === "call" || /\b(tel|telefon|phone|mobil|handy|hotline)\b/i.test(words);
      if (speaksOfPhone && !/\bfax\b/i.test(words)) {
        const numbers = words.match(phones) ?? (piece.icon === "call" ? (words.match(/^(110|112|115|116\s?\d{3})\b/) ?? []) : []);
        for (const number of numbers) if (dialled(number) !== undefined) add("phone", number, dialled(number));
      }
    }
    if (!hasAddress && postcodeAndPlace.test(whole) && whole.length <= 200) {
      const free = flat(line.pieces.flatMap((piece) => (piece.href === null || piece.icon === "pin" ? [piece.text] : [])).join(" "));
      const above = at > 0 ? textOf(lines[at - 1]!) : "";
      const start = free.search(/(?<!\d)\d{5}\s+\p{Lu}/u);
      if (start !== -1) {
        const before = free.slice(0, start);
        if (streetNumber.test(before)) add("address", free.replace(/^\s*(adresse|anschrift|address)\s*:\s*/i, ""));
        else if (before.trim() === "" && streetNumber.test(above) && above.length <= 100)
          add("address", `${above.replace(/,$/, "")}, ${free}`);
      }
    }
    const saysHours = hoursTitle.test(whole) || line.pieces.some((piece) => piece.icon === "clock");
    if (saysHours) {
      const told: string[] = [];
      const rest = whole.replace(new RegExp(`^.*?(?:${hoursTitle.source})[^:]{0,30}:?`, "i"), "").trim();
      if (clockTime.test(rest)) told.push(rest);
      let next = at + 1;
      for (; next < lines.length && told.length < 20; next += 1) {
        const more = textOf(lines[next]!);
        if (more.length > 160 || (!clockTime.test(more) && !weekday.test(more) && !closedWord.test(more))) break;
        if (hoursTitle.test(more) && told.length > 0) break;
        if (/@/.test(more) || /^(tel|fax)/i.test(more)) break;
        told.push(more);
      }
      // "Termin vereinbaren" at the end belongs to a button
      while (told.length > 0 && !/\d|geschlossen|closed/i.test(told.at(-1)!) && !weekday.test(told.at(-1)!)) told.pop();
      if (told.some((one) => clockTime.test(one))) {
        add("hours", joinHours(told));
        at = next - 1;
      }
    }
  }
  return found;
}

/** "Montag" and "8 bis 12 Uhr" below it are one line. */
function joinHours(told: readonly string[]): string {
  let said = "";
  for (const one of told) {
    const begins = weekday.test(one);
    said += said === "" ? one : begins ? `; ${one}` : /;\s[^;]*\d[^;]*$|^[^;]*\d[^;]*$/.test(said) ? `, ${one}` : ` ${one}`;
  }
  return cut(said.replaceAll(/\s+([,;])/g, "$1"), 1_000);
}

const digitsOf = (text: string) => text.replaceAll(/\D/g, "").length;

const unclosed = /<(svg|math|object|select|template|noscript|iframe|head|title|textarea)\b[^<>]*>/gi;

/** A browser shows what stands behind a picture or a frame that was never closed, and so do we: without this it would be taken for a part of it and be lost. */
function withEndsOfUnread(html: string): string {
  const lower = html.toLowerCase();
  const last = new Map<string, number>();
  return html.replaceAll(unclosed, (tag, name: string, at: number) => {
    const end = `</${name.toLowerCase()}`;
    if (!last.has(end)) last.set(end, lower.lastIndexOf(end));
    return last.get(end)! > at ? tag : `${tag}${end}>`;
  });
}

/** HTML as a stranger wrote it: what may be shown of it, its words, and how to reach whom it speaks of. */
export function readHtml(given: string, baseUrl: string | undefined): ReadHtml {
  const html = withEndsOfUnread(withoutControls(given));
  const { lines, left } = readLines(html);
  return { html: sanitise(html, baseUrl), text: lines.map(textOf).join("\n"), contacts: contactsOf(lines), left };
}
