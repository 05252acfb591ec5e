import { z } from "zod";
import { endpoint } from "../../platform/contract/endpoint.ts";
import { day, id, instant, line, optionalText, paperLanguage, spreadsheetType, version, wordType } from "../../platform/contract/values.ts";

export const reportKinds = ["status_report", "narrative_report"] as const;
export type ReportKind = (typeof reportKinds)[number];
export const audiences = ["bodies", "programme", "accompaniment", "public"] as const;
export type Audience = (typeof audiences)[number];
const language = z.enum(["de", "en"]);

export const mostSections = 40;
export const mostFigures = 200;
export const longestText = 20_000;

const figureFacts = z.object({
  label: z.string(),
  unit: z.string(),
  definition: z.string(),
  source: z.string(),
  /** Null where it is held back; `hint` says then how to see more. */
  value: z.int().nullable(),
  /** On how many it rests, where it is not that number itself. */
  counted: z.int().nullable(),
  hint: z.string().nullable(),
  /** Null: as of one day. */
  fromOn: day.nullable(),
  untilOn: day,
  asOfOn: day,
});
export type FigureFacts = z.infer<typeof figureFacts>;
export const figureView = figureFacts.extend({ id, sectionId: id, key: z.string(), version });
export type FigureView = z.infer<typeof figureView>;

export const sectionView = z.object({
  id,
  /** Which of the usual sections it is; null where somebody added it. */
  code: z.string().nullable(),
  title: z.string(),
  text: z.string(),
  /** Somebody has edited or confirmed what was drafted from the data. */
  confirmed: z.object({ by: z.string(), at: instant }).nullable(),
  /** The text is what the data said when it was drafted. */
  isAsDrafted: z.boolean(),
  /** Something that only people know is still to be added. */
  isUnfinished: z.boolean(),
  figures: z.array(figureView),
  version,
});
export type SectionView = z.infer<typeof sectionView>;

const named = z.object({ id, title: z.string() });
export const releaseView = z.object({ audience: z.enum(audiences), releasedOn: day.nullable(), version: z.int() });
export type ReleaseView = z.infer<typeof releaseView>;

export const reportHead = z.object({
  id,
  kind: z.enum(reportKinds),
  language,
  title: z.string(),
  addressee: z.string().nullable(),
  fromOn: day,
  untilOn: day,
  dueOn: day.nullable(),
  state: z.enum(["draft", "issued"]),
  replaces: named.nullable(),
  replacedBy: named.nullable(),
  sections: z.int(),
  /** Sections that nobody has edited or confirmed yet. */
  unconfirmed: z.int(),
  issued: z.object({ number: z.int(), on: day, by: z.string() }).nullable(),
  version,
});
export type ReportHead = z.infer<typeof reportHead>;

/** A report as it was issued. These words are kept as one text, and the digest is of exactly that text. */
export const issuedDocument = z.object({
  site: z.string(),
  kind: z.enum(reportKinds),
  language,
  title: z.string(),
  addressee: z.string().nullable(),
  fromOn: day,
  untilOn: day,
  number: z.int(),
  issuedOn: day,
  issuedBy: z.string(),
  replaces: z.object({ title: z.string(), number: z.int(), issuedOn: day }).nullable(),
  sections: z.array(z.object({ title: z.string(), text: z.string(), figures: z.array(figureFacts) })),
});
export type IssuedDocument = z.infer<typeof issuedDocument>;
export const issueView = z.object({ document: issuedDocument, digest: z.string(), issuedAt: instant });
export type IssueView = z.infer<typeof issueView>;

export const reportView = reportHead.extend({
  /** Of a draft; empty for whoever only reads what was issued. */
  parts: z.array(sectionView),
  issue: issueView.nullable(),
  releases: z.array(releaseView),
  /** Where everybody reads what is given to all; null for whoever gives nothing. */
  publicPath: z.string().nullable(),
  abilities: z.object({ edit: z.boolean(), release: z.boolean(), replace: z.boolean() }),
});
export type ReportView = z.infer<typeof reportView>;

const ofReport = z.object({ reportId: id });
const ofSection = z.object({ sectionId: id });
const ofFigure = z.object({ figureId: id });

export const listReports = endpoint({
  method: "GET",
  path: "/api/publication/reports",
  answer: z.object({ reports: z.array(reportHead), abilities: z.object({ begin: z.boolean() }) }),
});

export const makeReportsSpreadsheet = endpoint({
  method: "GET",
  path: "/api/publication/reports/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});

const headFields = z.object({ title: line(200), addressee: line(160).nullable(), fromOn: day, untilOn: day, dueOn: day.nullable() });
export type HeadFields = z.infer<typeof headFields>;
/** Makes the usual sections of its kind, each with a draft out of the data; a correction begins with the words and figures of the report it replaces. */
export const beginReport = endpoint({
  method: "POST",
  path: "/api/publication/reports",
  body: headFields.extend({ id, kind: z.enum(reportKinds), language, replacesId: id.nullable() }),
  answer: reportView,
});
export const openReport = endpoint({ method: "GET", path: "/api/publication/reports/:reportId", params: ofReport, answer: reportView });
export const changeReport = endpoint({
  method: "PUT",
  path: "/api/publication/reports/:reportId",
  params: ofReport,
  body: headFields.extend({ version }),
  answer: reportView,
});
export const removeReport = endpoint({
  method: "DELETE",
  path: "/api/publication/reports/:reportId",
  params: ofReport,
  answer: z.object({ removed: z.boolean() }),
});
export const restoreReport = endpoint({
  method: "POST",
  path: "/api/publication/reports/:reportId/restore",
  params: ofReport,
  answer: reportView,
});

export const addSection = endpoint({
  method: "POST",
  path: "/api/publication/reports/:reportId/sections",
  params: ofReport,
  body: z.object({ id, title: line(160), text: optionalText(longestText) }),
  answer: sectionView,
});
/** Whoever saves a text has confirmed it, changed or not. */
export const changeSection = endpoint({
  method: "PUT",
  path: "/api/publication/sections/:sectionId",
  params: ofSection,
  body: z.object({ title: line(160), text: optionalText(longestText), version }),
  answer: sectionView,
});
/** What the data say of a section today. Nothing is saved by asking. */
export const draftSection = endpoint({
  method: "GET",
  path: "/api/publication/sections/:sectionId/draft",
  params: ofSection,
  answer: z.object({ text: z.string(), isSame: z.boolean() }),
});
/** Puts it in the place of an older draft; a text that somebody edited or confirmed is never overwritten. */
export const redraftSection = endpoint({
  method: "POST",
  path: "/api/publication/sections/:sectionId/draft",
  params: ofSection,
  body: z.object({ version }),
  answer: sectionView,
});
export const removeSection = endpoint({
  method: "DELETE",
  path: "/api/publication/sections/:sectionId",
  params: ofSection,
  answer: z.object({ removed: z.boolean() }),
});
export const restoreSection = endpoint({
  method: "POST",
  path: "/api/publication/sections/:sectionId/restore",
  params: ofSection,
  answer: sectionView,
});
/** All sections in their new order. */
export const orderSections = endpoint({
  method: "PUT",
  path: "/api/publication/reports/:reportId/order",
  params: ofReport,
  body: z.object({ sectionIds: z.array(id).min(1, { error: "required" }).max(mostSections, { error: "too_many" }) }),
  answer: reportView,
});

export const offeredFigure = figureFacts.extend({ key: z.string(), group: z.string(), isIn: z.boolean() });
export type OfferedFigureView = z.infer<typeof offeredFigure>;
/** What can be told of the period in figures, each as it leaves the gate. */
export const listOfferedFigures = endpoint({
  method: "GET",
  path: "/api/publication/reports/:reportId/offered",
  params: ofReport,
  answer: z.object({ figures: z.array(offeredFigure) }),
});
export const addFigures = endpoint({
  method: "POST",
  path: "/api/publication/sections/:sectionId/figures",
  params: ofSection,
  body: z.object({
    figures: z
      .array(z.object({ id, key: z.string().max(80, { error: "too_long" }) }))
      .min(1, { error: "required" })
      .max(80, { error: "too_many" }),
  }),
  answer: sectionView,
});
export const removeFigure = endpoint({
  method: "DELETE",
  path: "/api/publication/figures/:figureId",
  params: ofFigure,
  answer: z.object({ removed: z.boolean() }),
});
export const restoreFigure = endpoint({
  method: "POST",
  path: "/api/publication/figures/:figureId/restore",
  params: ofFigure,
  answer: figureView,
});
const reading = z.object({ value: z.int().nullable(), hint: z.string().nullable(), fromOn: day.nullable(), untilOn: day, asOfOn: day });
const difference = z.object({
  figureId: id,
  version,
  label: z.string(),
  unit: z.string(),
  before: reading,
  /** Null: the data offer it no more. */
  now: reading.nullable(),
});
export type Difference = z.infer<typeof difference>;
/** Figures of the report that would be others today. */
export const compareFigures = endpoint({
  method: "GET",
  path: "/api/publication/reports/:reportId/compared",
  params: ofReport,
  answer: z.object({ differences: z.array(difference) }),
});
/** Takes what the data say today for these figures. */
export const takeFigures = endpoint({
  method: "POST",
  path: "/api/publication/reports/:reportId/figures",
  params: ofReport,
  body: z.object({
    figures: z.array(z.object({ id, version })).min(1, { error: "required" }).max(mostFigures, { error: "too_many" }),
  }),
  answer: reportView,
});

/** From now on nothing of it changes. `version` is that of the report whoever issues it has read. */
export const issueReport = endpoint({
  method: "POST",
  path: "/api/publication/reports/:reportId/issue",
  params: ofReport,
  body: z.object({ version }),
  answer: reportView,
});
export const releaseReport = endpoint({
  method: "PUT",
  path: "/api/publication/reports/:reportId/releases/:audience",
  params: ofReport.extend({ audience: z.enum(audiences) }),
  body: z.object({ isReleased: z.boolean(), version: z.int().min(0) }),
  answer: reportView,
});
const format = z.enum(["pdf", "docx"]).default("pdf");
/** PDF/UA, or Word in the site's own template. */
export const printReport = endpoint({
  method: "GET",
  path: "/api/publication/reports/:reportId/file",
  params: ofReport,
  query: z.object({ format }),
  file: ["application/pdf", wordType],
});

/** What sites of the programme gave to whoever asks. */
const givenHead = z.object({
  siteId: id,
  site: z.string(),
  reportId: id,
  kind: z.enum(reportKinds),
  title: z.string(),
  fromOn: day,
  untilOn: day,
  number: z.int(),
  issuedOn: day,
  releasedOn: day,
  replacedBy: named.nullable(),
});
export type GivenHead = z.infer<typeof givenHead>;
const ofGiven = z.object({ siteId: id, reportId: id });
export const listGiven = endpoint({ method: "GET", path: "/api/publication/given", answer: z.object({ reports: z.array(givenHead) }) });
export const makeGivenSpreadsheet = endpoint({
  method: "GET",
  path: "/api/publication/given/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});
export const openGiven = endpoint({
  method: "GET",
  path: "/api/publication/given/:siteId/:reportId",
  params: ofGiven,
  answer: givenHead.extend({ issue: issueView }),
});
export const printGiven = endpoint({
  method: "GET",
  path: "/api/publication/given/:siteId/:reportId/file",
  params: ofGiven,
  file: ["application/pdf"],
});

const siteSlug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, { error: "unknown_code" });
/** Issued reports of a site for everybody: pages without a script. */
export const readPublicReports = endpoint({
  method: "GET",
  open: true,
  path: "/api/publication/public/:siteSlug",
  page: true,
  params: z.object({ siteSlug }),
  query: z.object({ language: paperLanguage }),
  file: ["text/html"],
});
export const readPublicReport = endpoint({
  method: "GET",
  open: true,
  path: "/api/publication/public/:siteSlug/:reportId",
  page: true,
  params: z.object({ siteSlug, reportId: id }),
  file: ["text/html"],
});
