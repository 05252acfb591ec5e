import { createHash } from "node:crypto";
import {
  languageCode,
  largestFile,
  longestBody,
  mostPages,
  type ImportChoice,
  type OpeningDay,
  type PageKind,
  type Said,
} from "../contract.ts";
import { cut, dialled, isMailAddress, readCoordinates, titleOfPath } from "../rules.ts";
import { type FoundContact, plainLine, readHtml, withoutControls } from "./html.ts";

type Params = Said["params"];
export type Refusal = { readonly code: string; readonly params: Params };

export type ReadLink = {
  readonly language: string;
  readonly externalId: string | null;
  readonly path: string | null;
  readonly url: string | null;
  readonly title: string;
};
export type ReadLocation = {
  readonly name: string | null;
  readonly address: string | null;
  readonly postcode: string | null;
  readonly place: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly openingHours: readonly OpeningDay[] | null;
  readonly isClosed: boolean;
  readonly isBarrierFree: boolean | null;
};
/** An entry of the file that can be kept. */
export type ReadRow = {
  readonly row: number;
  readonly externalId: string | null;
  readonly path: string | null;
  readonly url: string | null;
  readonly title: string;
  readonly excerpt: string;
  readonly html: string;
  readonly text: string;
  readonly position: number;
  readonly changedAt: Date | null;
  readonly parentPath: string | null;
  readonly parentId: string | null;
  readonly links: readonly ReadLink[];
  readonly contacts: readonly FoundContact[];
  readonly location: ReadLocation | null;
  readonly hash: Buffer;
};
export type Reading = {
  readonly kind: PageKind;
  readonly region: string;
  readonly regionFrom: "paths" | "file_name" | "given";
  readonly baseUrl: string | null;
  readonly read: number;
  readonly rows: readonly ReadRow[];
  readonly skipped: readonly Said[];
  /** By which the skipped ones are known, as far as that could be read: they are in the file and not gone. */
  readonly skippedKeys: readonly { readonly externalId: string | null; readonly path: string | null }[];
  readonly notices: readonly Said[];
  readonly images: number;
};

/** Read anew, and so written anew, when what is made of a file changes. */
const readingVersion = "1";
const longestTitle = 300;
const longestPath = 2_000;
const longestKept = 400_000;

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

class Refused extends Error {
  readonly refusal: Refusal;
  constructor(code: string, params: Params = {}) {
    super(code);
    this.refusal = { code, params };
  }
}

function textOf(value: unknown): string | null {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (typeof value !== "string") return null;
  const plain = withoutControls(value).trim();
  return plain === "" ? null : plain;
}
const line = (value: unknown, most: number) => cut(textOf(value)?.replaceAll(/\s+/g, " ") ?? "", most) || null;

/** The path of a page: decoded, so that "%C3%A4" and "ä" are one, with a slash at both ends. */
function pathOf(value: unknown): string | null {
  const given = textOf(value);
  if (given === null) return null;
  let path = /^https?:\/\//i.test(given) ? (URL.parse(given)?.pathname ?? given) : given;
  try {
    path = decodeURI(path);
  } catch {
    // a path that is no encoding is taken as it is written
  }
  path = withoutControls(path)
    .split(/[?#]/)[0]!
    .replaceAll(/\/{2,}/g, "/")
    .trim();
  return path === "" || path === "/" ? null : `/${path.replaceAll(/^\/|\/$/g, "")}/`;
}
function urlOf(value: unknown): string | null {
  const given = textOf(value);
  const url = given === null ? null : URL.parse(given);
  return url && (url.protocol === "http:" || url.protocol === "https:") && url.href.length <= 2_000 && url.username === ""
    ? url.href
    : null;
}
function idOf(value: unknown): string | null {
  const given = textOf(value);
  return given === null || given === "0" || given.length > 100 ? null : given;
}

/** When it was changed at the source: with its time zone, or in UTC as the older field says. */
function changedAtOf(row: Json, now: Date): { at: Date | null; isBad: boolean } {
  const given = [
    { value: textOf(row.last_updated), zone: false },
    { value: textOf(row.modified_gmt), zone: true },
  ].filter((one) => one.value !== null);
  for (const { value, zone } of given) {
    const parts = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(value!);
    if (!parts || (parts[3] === undefined && !zone)) continue;
    const at = new Date(`${parts[1]}T${parts[2]}${parts[3] ?? "Z"}`);
    if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 4) < "1995" || at.getTime() > now.getTime() + 86_400_000) continue;
    // the 30th of February becomes a day of March: no such day
    const day = new Date(`${parts[1]}T00:00:00Z`);
    if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== parts[1]) continue;
    return { at, isBad: false };
  }
  return { at: null, isBad: given.length > 0 };
}

const segmentsOf = (path: string | null) => path?.split("/").filter((segment) => segment !== "") ?? [];

/** What a file of a directory holds is seen by the fields of its entries. */
function kindOf(entries: readonly unknown[]): PageKind {
  const votes: Record<PageKind | "event", number> = { page: 0, location: 0, offer: 0, event: 0 };
  let objects = 0;
  for (const entry of entries.slice(0, 200)) {
    if (!isObject(entry)) continue;
    objects += 1;
    if (isObject(entry.event) || "recurrence_rule" in entry) votes.event += 1;
    else if (isObject(entry.location) || "opening_hours" in entry) votes.location += 1;
    else if ("alias" in entry && "name" in entry && !("content" in entry)) votes.offer += 1;
    else if ("title" in entry && ("content" in entry || "parent" in entry || "available_languages" in entry)) votes.page += 1;
  }
  const [best] = (Object.entries(votes) as [PageKind | "event", number][]).sort((a, b) => b[1] - a[1]);
  if (!best || best[1] === 0 || best[1] * 2 < objects) throw new Refused("wrong_shape");
  if (best[0] === "event") throw new Refused("events");
  return best[0];
}

function parse(bytes: Uint8Array): readonly unknown[] {
  if (bytes.length === 0) throw new Refused("empty_file");
  if (bytes.length > largestFile) throw new Refused("file_too_large", { megabytes: largestFile / 1_048_576 });
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Refused("not_utf8");
  }
  if (text.trim() === "") throw new Refused("empty_file");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const begins = text.trimStart().slice(0, 1);
    if (begins !== "[" && begins !== "{") throw new Refused("not_json");
    // what is whole ends with the bracket it began with
    throw new Refused(text.trimEnd().endsWith(begins === "[" ? "]" : "}") ? "broken_json" : "truncated");
  }
  if (!Array.isArray(value)) throw new Refused("no_list");
  if (value.length === 0) throw new Refused("no_entries");
  if (value.length > mostPages) throw new Refused("too_many_rows", { most: mostPages });
  return value;
}

/** One entry of another region among so many is a stray. */
const strays = 20;

/** The region that all paths begin with, or what the name of the file or the person says. */
function regionOf(entries: readonly unknown[], fileName: string, choice: ImportChoice): Pick<Reading, "region" | "regionFrom"> {
  const regions = new Map<string, number>();
  const languages = new Map<string, number>();
  for (const entry of entries) {
    if (!isObject(entry)) continue;
    const [region, language] = segmentsOf(pathOf(entry.path) ?? pathOf(entry.url));
    if (region === undefined || language === undefined || !("path" in entry)) continue;
    regions.set(region.toLowerCase(), (regions.get(region.toLowerCase()) ?? 0) + 1);
    languages.set(language.toLowerCase(), (languages.get(language.toLowerCase()) ?? 0) + 1);
  }
  const [[found, most] = [undefined, 0], [second, next] = [undefined, 0]] = [...regions].sort((a, b) => b[1] - a[1]);
  // a few strays among many are named one by one; two regions in one file are a mistake
  if (found !== undefined && second !== undefined && next * strays > most) throw new Refused("two_regions", { first: found, second });
  const [language] = [...languages].sort((a, b) => b[1] - a[1]).map(([code]) => code);
  if (language !== undefined && language !== choice.language && languageCode.safeParse(language).success && !languages.has(choice.language))
    throw new Refused("other_language", { found: language, said: choice.language });
  if (found !== undefined) {
    if (choice.region !== undefined && choice.region.toLowerCase() !== found)
      throw new Refused("other_region", { found, said: choice.region });
    return { region: found.slice(0, 120), regionFrom: "paths" };
  }
  if (choice.region !== undefined) return { region: choice.region.toLowerCase(), regionFrom: "given" };
  const named = /^([\p{L}][\p{L}\d-]*?)(?:[-_.](?:[a-z]{2}[-_.])?(?:offers?|locations?|pages?|extras?|pois?))/iu.exec(fileName)?.[1];
  if (named === undefined) throw new Refused("no_region");
  return { region: named.toLowerCase().slice(0, 120), regionFrom: "file_name" };
}

function linksOf(row: Json, own: string, ownTitle: string): ReadLink[] {
  const given = row.available_languages;
  if (!isObject(given)) return [];
  const known = new Set<string>();
  return Object.entries(given)
    .slice(0, 80)
    .flatMap(([code, link]) => {
      const language = languageCode.safeParse(code);
      // zh-CN and zh_cn are one
      if (!language.success || language.data === own || known.has(language.data) || !isObject(link)) return [];
      known.add(language.data);
      const path = pathOf(link.path) ?? pathOf(link.url);
      const title = path === null || path.length > longestPath ? undefined : titleOfPath(path, language.data, ownTitle);
      return title === undefined ? [] : [{ language: language.data, externalId: idOf(link.id), path, url: urlOf(link.url), title }];
    });
}

function parentOf(row: Json): { parentPath: string | null; parentId: string | null } {
  const { parent } = row;
  if (isObject(parent)) return { parentPath: pathOf(parent.path) ?? pathOf(parent.url), parentId: idOf(parent.id) };
  return { parentPath: null, parentId: idOf(parent) };
}

const isClock = (value: unknown): value is string => typeof value === "string" && /^([01]\d|2[0-4]):[0-5]\d$/.test(value);

function openingHoursOf(given: unknown): OpeningDay[] | null | undefined {
  if (given === null || given === undefined) return null;
  if (!Array.isArray(given) || given.length !== 7) return undefined;
  const days: OpeningDay[] = [];
  for (const day of given as unknown[]) {
    if (!isObject(day)) return undefined;
    const slots = Array.isArray(day.timeSlots) ? (day.timeSlots as unknown[]) : [];
    if (slots.length > 12 || !slots.every((slot) => isObject(slot) && isClock(slot.start) && isClock(slot.end))) return undefined;
    days.push({
      isAllDay: day.allDay === true,
      isClosed: day.closed === true,
      byAppointment: day.appointmentOnly === true,
      slots: slots.map((slot) => ({ from: (slot as { start: string }).start, until: (slot as { end: string }).end })),
    });
  }
  return days;
}

function numberOf(value: unknown): number | undefined {
  const number =
    typeof value === "number" ? value : typeof value === "string" && value.trim() !== "" ? Number(value.replace(",", ".")) : NaN;
  return Number.isFinite(number) ? number : undefined;
}

type Tell = (code: string, params?: Params) => void;

/** Undefined: the coordinates lie nowhere near, and so does the row. */
function locationOf(row: Json, tell: Tell): ReadLocation | undefined {
  const given = isObject(row.location) ? row.location : {};
  const latitude = numberOf(given.latitude);
  const longitude = numberOf(given.longitude);
  const hasOne = latitude !== undefined || longitude !== undefined;
  const read = latitude !== undefined && longitude !== undefined ? readCoordinates(latitude, longitude) : undefined;
  if (latitude !== undefined && longitude !== undefined && !read) return undefined;
  if (hasOne && !read) tell("coordinates_incomplete");
  if (read?.isSwapped) tell("coordinates_swapped", { latitude: latitude!, longitude: longitude! });
  const hours = openingHoursOf(row.opening_hours);
  if (hours === undefined) tell("hours_not_read");
  return {
    name: line(given.name, 300),
    address: line(given.address, 300),
    postcode: line(given.postcode, 20),
    place: line(given.town, 200),
    latitude: read?.latitude ?? null,
    longitude: read?.longitude ?? null,
    openingHours: hours ?? null,
    isClosed: row.temporarily_closed === true,
    isBarrierFree: typeof row.barrier_free === "boolean" ? row.barrier_free : null,
  };
}

/** Contacts that stand in fields of their own. */
function givenContacts(row: Json, location: ReadLocation | null): FoundContact[] {
  const found: FoundContact[] = [];
  const from = (of: Json, label: string | null) => {
    const mail = line(of.email, 200);
    if (mail !== null && isMailAddress(mail)) found.push({ kind: "mail", value: mail, label });
    for (const phone of [line(of.phone_number, 60), line(of.mobile_phone_number, 60), line(of.mobile_number, 60)])
      if (phone !== null && dialled(phone) !== undefined) found.push({ kind: "phone", value: phone, label });
    const web = urlOf(of.website);
    if (web !== null) found.push({ kind: "web", value: web, label });
  };
  from(row, null);
  const appointment = urlOf(row.appointment_url);
  if (appointment !== null) found.push({ kind: "web", value: appointment, label: null });
  if (Array.isArray(row.contacts))
    for (const one of (row.contacts as unknown[]).slice(0, 20))
      if (isObject(one)) from(one, line([one.name, one.area_of_responsibility].filter((part) => typeof part === "string").join(", "), 200));
  const publisher = row["organization"];
  if (isObject(publisher)) from({ website: publisher.website }, line(publisher.name, 200));
  if (Array.isArray(row.embedded_offers))
    for (const one of (row.embedded_offers as unknown[]).slice(0, 20)) if (isObject(one)) from({ website: one.url }, line(one.name, 200));
  if (location?.address) {
    const place = [location.postcode, location.place].filter((part) => part !== null).join(" ");
    found.push({ kind: "address", value: [location.address, place].filter((part) => part !== "").join(", "), label: location.name });
  }
  return found;
}

/** What stands in a field of its own goes first; the same again out of the text is left away. */
function withoutTwins(contacts: readonly FoundContact[]): FoundContact[] {
  const known = new Set<string>();
  return contacts.filter(({ kind, value }) => {
    const key = `${kind} ${kind === "phone" ? dialled(value) : value.toLowerCase().replaceAll(/\s+/g, " ").replace(/\/$/, "")}`;
    return known.has(key) ? false : known.add(key);
  });
}

function excerptOf(text: string, given: unknown): string {
  const whole = (text === "" ? plainLine(textOf(given) ?? "") : text).replaceAll(/\s+/g, " ").trim();
  if (whole.length <= 300) return whole;
  const start = cut(whole, 300);
  return `${cut(start, Math.max(200, start.lastIndexOf(" ")))} …`;
}

function hashOf(value: unknown): Buffer {
  return createHash("sha256").update(readingVersion).update(JSON.stringify(value)).digest();
}

type Skip = { readonly skip: string; readonly params?: Params };
type Entry = Omit<ReadRow, "row"> & { readonly images: number };

function readEntry(
  entry: unknown,
  kind: PageKind,
  own: string,
  at: { region: string; position: number; now: Date },
  tell: Tell,
): Entry | Skip {
  if (!isObject(entry)) return { skip: "no_object" };
  if (kind === "offer") return readOffer(entry, at.position, tell);
  const path = pathOf(entry.path);
  const externalId = idOf(entry.id);
  if (path === null && externalId === null) return { skip: "no_key" };
  if (path !== null && path.length > longestPath) return { skip: "path_too_long", params: { most: longestPath } };
  const [region, language] = segmentsOf(path);
  if (region !== undefined && language !== undefined) {
    if (region.toLowerCase() !== at.region) return { skip: "other_region", params: { region } };
    if (language.toLowerCase() !== own) return { skip: "other_language", params: { language } };
  }
  if (typeof entry.title !== "string") return { skip: "no_title" };
  const whole = plainLine(entry.title);
  if (whole === "") return { skip: "no_title" };
  if (whole.length > longestTitle) tell("title_cut", { most: longestTitle });
  const title = cut(whole, longestTitle);
  const content = entry.content ?? "";
  if (typeof content !== "string") return { skip: "content_is_no_text" };
  if (content.length > longestBody) return { skip: "body_too_long", params: { most: longestBody } };
  const url = urlOf(entry.url);
  const location = kind === "location" ? locationOf(entry, tell) : null;
  if (location === undefined) return { skip: "coordinates_outside" };
  const read = readHtml(content, url ?? undefined);
  // signs that HTML writes out, such as &amp;, make a text longer than it came
  if (read.html.length > longestKept || read.text.length > longestKept) return { skip: "body_too_long", params: { most: longestBody } };
  if (read.left.scripts > 0) tell("scripts", { n: read.left.scripts });
  if (read.left.frames > 0) tell("frames", { n: read.left.frames });
  const changed = changedAtOf(entry, at.now);
  if (changed.isBad) tell("bad_date");
  const parent = parentOf(entry);
  const links = linksOf(entry, own, title);
  const contacts = withoutTwins([...givenContacts(entry, location), ...read.contacts]);
  const position = numberOf(entry.order);
  const isWhole = position !== undefined && Number.isInteger(position) && Math.abs(position) < 2_000_000_000;
  const row = {
    externalId,
    path,
    url,
    title,
    excerpt: excerptOf(read.text, entry.excerpt),
    html: read.html,
    text: read.text,
    position: isWhole ? position : at.position,
    changedAt: changed.at,
    ...parent,
    links,
    contacts,
    location,
  };
  // the number of a translation changes with every save at the source: what it says does not
  return {
    ...row,
    hash: hashOf({ ...row, externalId: null, links: links.map((link) => ({ ...link, externalId: null })) }),
    images: read.left.images,
  };
}

function readOffer(entry: Json, position: number, tell: Tell): Entry | Skip {
  if (typeof entry.name !== "string") return { skip: "no_title" };
  const title = cut(plainLine(entry.name), longestTitle);
  if (title === "") return { skip: "no_title" };
  const externalId = idOf(entry.alias);
  if (externalId === null) return { skip: "no_key" };
  const url = urlOf(entry.url);
  if (url === null) return { skip: "no_address" };
  if (isObject(entry.post)) tell("opens_by_form");
  const row = {
    externalId,
    path: null,
    url,
    title,
    excerpt: "",
    html: "",
    text: "",
    position,
    changedAt: null,
    parentPath: null,
    parentId: null,
    links: [],
    contacts: [{ kind: "web" as const, value: url, label: null }],
    location: null,
  };
  return { ...row, hash: hashOf(row), images: typeof entry.thumbnail === "string" ? 1 : 0 };
}

/** A file of a directory, understood entry by entry; or why it is not read at all. Others are served in between. */
export async function readDirectory(
  file: { readonly bytes: Uint8Array; readonly name: string },
  choice: ImportChoice,
  now: Date,
): Promise<Reading | { readonly refused: Refusal }> {
  try {
    const entries = parse(file.bytes);
    const kind = kindOf(entries);
    const { region, regionFrom } = regionOf(entries, file.name, choice);
    const rows: ReadRow[] = [];
    const skipped: Said[] = [];
    const skippedKeys: { externalId: string | null; path: string | null }[] = [];
    const notices: Said[] = [];
    const ids = new Set<string>();
    const paths = new Set<string>();
    let images = 0;
    for (const [index, entry] of entries.entries()) {
      const row = index + 1;
      const title = isObject(entry) ? (line(entry.title ?? entry.name, 120) ?? null) : null;
      const told: Said[] = [];
      const read = readEntry(entry, kind, choice.language, { region, position: index, now }, (code, params = {}) =>
        told.push({ row, title, code, params }),
      );
      const twin =
        !("skip" in read) && ((read.externalId !== null && ids.has(read.externalId)) || (read.path !== null && paths.has(read.path)));
      if ("skip" in read || twin) {
        const [code, params] = "skip" in read ? [read.skip, read.params ?? {}] : ["twice", {}];
        skipped.push({ row, title, code, params });
        // of a twin the first one stands for both
        if (isObject(entry) && !twin && code !== "other_region" && code !== "other_language")
          skippedKeys.push({ externalId: idOf(kind === "offer" ? entry.alias : entry.id), path: pathOf(entry.path) });
        continue;
      }
      if (read.externalId !== null) ids.add(read.externalId);
      if (read.path !== null) paths.add(read.path);
      const { images: own, ...kept } = read;
      images += own;
      rows.push({ ...kept, row });
      notices.push(...told);
      if (index % 20 === 19) await new Promise((resolve) => setImmediate(resolve));
    }
    if (rows.length === 0) return { refused: { code: "nothing_readable", params: { first: skipped[0]?.code ?? "" } } };
    const origin = rows.flatMap((row) => (row.url === null ? [] : [new URL(row.url).origin]))[0] ?? null;
    return { kind, region, regionFrom, baseUrl: origin, read: entries.length, rows, skipped, skippedKeys, notices, images };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.refusal };
    throw error;
  }
}
