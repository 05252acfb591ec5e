import { z } from "zod";
import { endpoint } from "../../platform/contract/endpoint.ts";
import {
  day,
  id,
  instant,
  line,
  optionalText,
  page as pageNumber,
  paperLanguage,
  spreadsheetType,
  text,
  version,
} from "../../platform/contract/values.ts";

export const pageKinds = ["page", "location", "offer"] as const;
export const pageKind = z.enum(pageKinds);
export type PageKind = z.infer<typeof pageKind>;
export const contactKinds = ["phone", "mail", "address", "web", "hours"] as const;
export const contactKind = z.enum(contactKinds);
export type ContactKind = z.infer<typeof contactKind>;

/** As files and addresses of directories write it: de, en, de-si. */
export const languageCode = z
  .string()
  .max(24)
  .transform((code) => code.trim().toLowerCase().replaceAll("_", "-"))
  .pipe(z.string().regex(/^[a-z]{2,3}(-[a-z0-9]{2,8}){0,2}$/, { error: "unknown_language" }));

/** The largest file that is read, the most pages in it, the longest text of one page. */
export const largestFile = 50 * 1_048_576;
export const mostPages = 20_000;
export const longestBody = 300_000;

const place = z.object({ id, title: z.string(), language: z.string() });

/** How old what stands there is, and whether the newest file still has it. */
const freshness = {
  changedAt: instant.nullable(),
  /** Whole months since it was changed at the source. */
  monthsOld: z.int().nullable(),
  isOld: z.boolean(),
  isGone: z.boolean(),
};

export const hit = z.object({
  id,
  kind: pageKind,
  title: z.string(),
  language: z.string(),
  /** Only the title is known in this language. */
  isTitleOnly: z.boolean(),
  isOver: z.boolean(),
  path: z.array(place),
  /** Pieces of the text; the marked ones are what was searched for. */
  excerpt: z.array(z.object({ text: z.string(), isHit: z.boolean() })),
  sourceName: z.string(),
  ...freshness,
});
export type Hit = z.infer<typeof hit>;

/** What people type may hold a name, so it never stands in an address. */
export const searchPages = endpoint({
  method: "POST",
  path: "/api/directory/search",
  reads: true,
  body: z.object({
    text: optionalText(200),
    /** Only below this place of the tree. */
    within: id.nullable().default(null),
    /** Only in this language; null for all of them, this one first. */
    only: languageCode.nullable().default(null),
    language: languageCode.default("de"),
    page: pageNumber,
    size: z.int().min(1).max(50).default(20),
  }),
  answer: z.object({
    hits: z.array(hit),
    total: z.int(),
    pages: z.int(),
    /** Nothing had the words as typed; these were found instead. */
    corrected: z.string().nullable(),
    /** No page has all the words; these have some. */
    isPartial: z.boolean(),
  }),
});

const entry = z.object({
  id,
  kind: pageKind,
  title: z.string(),
  language: z.string(),
  hasText: z.boolean(),
  children: z.int(),
  isGone: z.boolean(),
});
export type Entry = z.infer<typeof entry>;

const source = z.object({
  id,
  kind: z.enum(["integreat", "own"]),
  name: z.string(),
  licence: z.string().nullable(),
  attribution: z.string().nullable(),
  pages: z.int(),
  languages: z.array(z.string()),
  importedAt: instant.nullable(),
  fileName: z.string().nullable(),
});

/** The whole directory from above: sources, and the entries at the top of each. */
export const listDirectory = endpoint({
  method: "GET",
  path: "/api/directory",
  query: z.object({ language: languageCode.default("de") }),
  answer: z.object({
    sources: z.array(source.extend({ entries: z.array(entry) })),
    languages: z.array(z.string()),
    abilities: z.object({ import: z.boolean(), keepOffer: z.boolean() }),
  }),
});

/** Every page, place and offer of the directory as a file. */
export const makeOffersSpreadsheet = endpoint({
  method: "GET",
  path: "/api/directory/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});

/** From Monday to Sunday; nothing for a day of which nothing is known. */
export const openingDay = z.object({
  isAllDay: z.boolean(),
  isClosed: z.boolean(),
  byAppointment: z.boolean(),
  slots: z.array(z.object({ from: z.string(), until: z.string() })).max(12),
});
export type OpeningDay = z.infer<typeof openingDay>;

export const pageView = z.object({
  id,
  kind: pageKind,
  language: z.string(),
  title: z.string(),
  isTitleOnly: z.boolean(),
  /** Sanitised when it was brought in. */
  html: z.string(),
  contacts: z.array(z.object({ kind: contactKind, value: z.string(), label: z.string().nullable() })),
  location: z
    .object({
      name: z.string().nullable(),
      address: z.string().nullable(),
      postcode: z.string().nullable(),
      place: z.string().nullable(),
      latitude: z.number().nullable(),
      longitude: z.number().nullable(),
      openingHours: z.array(openingDay).nullable(),
      isClosed: z.boolean(),
      isBarrierFree: z.boolean().nullable(),
    })
    .nullable(),
  languages: z.array(z.object({ language: z.string(), title: z.string(), isTitleOnly: z.boolean(), url: z.string().nullable() })),
  path: z.array(place),
  children: z.array(entry),
  source: source.omit({ pages: true, languages: true, fileName: true }),
  url: z.string().nullable(),
  importedAt: instant,
  ...freshness,
  /** Of what is kept by hand. */
  own: z
    .object({
      what: z.string(),
      audience: z.string().nullable(),
      validUntilOn: day.nullable(),
      isOver: z.boolean(),
      version,
      abilities: z.object({ edit: z.boolean() }),
    })
    .nullable(),
});
export type PageView = z.infer<typeof pageView>;

export const openPage = endpoint({
  method: "GET",
  path: "/api/directory/pages/:pageId",
  params: z.object({ pageId: id }),
  query: z.object({ language: languageCode.default("de") }),
  answer: pageView,
});

/** What a step shows of its offer. */
export const getOfferName = endpoint({
  method: "GET",
  path: "/api/directory/pages/:pageId/name",
  params: z.object({ pageId: id }),
  query: z.object({ language: languageCode.default("de") }),
  answer: z.object({ id, title: z.string(), language: z.string(), isGone: z.boolean(), isOver: z.boolean() }),
});

/** An offer that the site keeps by hand. The id comes from the form; version null for a new one. */
export const saveOffer = endpoint({
  method: "PUT",
  path: "/api/directory/offers/:offerId",
  params: z.object({ offerId: id }),
  body: z.object({
    title: line(200),
    what: text(8_000),
    audience: line(500).nullable().default(null),
    phone: line(60).nullable().default(null),
    mail: line(200).nullable().default(null),
    web: line(500).nullable().default(null),
    address: line(300).nullable().default(null),
    validUntilOn: day.nullable().default(null),
    version: version.nullable().default(null),
  }),
  answer: z.object({ id, version }),
});

const said = z.object({
  /** Which entry of the file, counted from 1. */
  row: z.int(),
  title: z.string().nullable(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Said = z.infer<typeof said>;

export const importResult = z.object({
  /** Why the file was not read at all. */
  refused: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
  kind: pageKind.nullable(),
  language: z.string(),
  region: z.string().nullable(),
  /** Where the region was read from. */
  regionFrom: z.enum(["paths", "file_name", "given"]).nullable(),
  name: z.string().nullable(),
  licence: z.string().nullable(),
  attribution: z.string().nullable(),
  read: z.int(),
  created: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  skipped: z.int(),
  /** Created as a further language of pages that were there. */
  joined: z.int(),
  headings: z.int(),
  contacts: z.int(),
  /** Languages of which the addresses tell the titles. */
  titles: z.array(z.object({ language: z.string(), count: z.int() })),
  /** Pages of the last file that this one does not have. */
  gone: z.int(),
  /** Left out of the texts: pictures are never loaded from elsewhere. */
  images: z.int(),
  skippedRows: z.array(said),
  notices: z.array(said),
  noticeCount: z.int(),
  written: z.boolean(),
});
export type ImportResult = z.infer<typeof importResult>;

const importQuery = z.object({
  language: languageCode,
  region: line(120).optional(),
  licence: line(80).optional(),
  attribution: line(300).optional(),
});
export type ImportChoice = z.infer<typeof importQuery>;

export const readDirectoryFile = endpoint({
  method: "POST",
  path: "/api/directory/imports/read",
  query: importQuery,
  raw: true,
  reads: true,
  bodyLimit: largestFile,
  answer: importResult,
});
export const importDirectoryFile = endpoint({
  method: "POST",
  path: "/api/directory/imports",
  query: importQuery,
  raw: true,
  bodyLimit: largestFile,
  answer: importResult,
});
