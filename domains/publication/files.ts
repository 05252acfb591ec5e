import { wordType } from "../../platform/contract/values.ts";
import { today } from "../../platform/server/clock.ts";
import type { Database } from "../../platform/server/database/pool.ts";
import { findWays, type PublicWay } from "../../platform/server/http/reading-page.ts";
import { type Begin, FileAnswer } from "../../platform/server/http/routes.ts";
import { dayInWords, type Language } from "../../platform/server/paper/days.ts";
import { thePress } from "../../platform/server/paper/press.ts";
import { pdfAnswer, typeset } from "../../platform/server/paper/typeset.ts";
import { Problem } from "../../platform/server/problem.ts";
import type { WordTemplates } from "../../platform/server/report-source.ts";
import { recordAccess } from "../accounts/index.ts";
import type { IssuedDocument } from "./contract.ts";
import { figureWords } from "./documents/figures.ts";
import { noSuchReport, reportPage, reportsPage } from "./documents/public-page.ts";
import { wordsOf } from "./documents/words.ts";
import { listPublic, openGiven, openReport, previewReport } from "./verbs.ts";

/** `digest` null: a draft, which bears no number and no name. */
type Printed = { readonly document: IssuedDocument; readonly digest: string | null };

function factsOf({ document, digest }: Printed) {
  const { language } = document;
  const words = wordsOf[language];
  const day = (on: string) => dayInWords(on, language);
  return [
    { label: words.period, value: words.span(day(document.fromOn), day(document.untilOn)) },
    ...(document.addressee === null ? [] : [{ label: words.addressee, value: document.addressee }]),
    ...(digest === null
      ? []
      : [
          { label: words.number, value: String(document.number) },
          { label: words.issued, value: words.issuedBy(day(document.issuedOn), document.issuedBy) },
        ]),
    ...(document.replaces === null
      ? []
      : [
          {
            label: words.replaces,
            value: words.replaced(document.replaces.title, document.replaces.number, day(document.replaces.issuedOn)),
          },
        ]),
  ];
}

async function makePdf(printed: Printed): Promise<Buffer> {
  const { document, digest } = printed;
  const { language } = document;
  const words = wordsOf[language];
  const read = figureWords(language);
  const figures = new Map(document.sections.flatMap((section) => section.figures).map((figure) => [figure.label, figure]));
  const content = {
    facts: factsOf(printed),
    sections: document.sections.map((section) => ({
      title: section.title,
      text: section.text,
      rows: section.figures.map((figure) => [figure.label, read.value(figure), read.when(figure)]),
    })),
    notes: [...figures.values()].map((figure) => ({ label: figure.label, text: read.meaning(figure) })),
    digest: digest ?? "",
    words: { header: words.header, notes: words.notes, digest: words.digest },
  };
  const sheet = {
    language,
    site: document.site,
    today: digest === null ? today() : document.issuedOn,
    title: `${words.kinds[document.kind]}: ${document.title}`,
    kind: words.kinds[document.kind],
    heading: document.title,
    notice: digest === null ? words.draft : "",
  };
  return await typeset(new URL("./documents/report.typ", import.meta.url), sheet, content);
}

/** The same as on the printed sheet, under the names that templates use. */
export function wordData(printed: Printed) {
  const { document, digest } = printed;
  const { language } = document;
  const words = wordsOf[language];
  const read = figureWords(language);
  return {
    Standort: document.site,
    Art: words.kinds[document.kind],
    Titel: document.title,
    Zeitraum: words.span(dayInWords(document.fromOn, language), dayInWords(document.untilOn, language)),
    An: document.addressee ?? "",
    Entwurf: digest === null ? words.draft : "",
    Stand: dayInWords(digest === null ? today() : document.issuedOn, language),
    Nummer: digest === null ? "" : String(document.number),
    Herausgegeben: digest === null ? "" : words.issuedBy(dayInWords(document.issuedOn, language), document.issuedBy),
    Ersetzt:
      document.replaces === null
        ? ""
        : words.replaced(document.replaces.title, document.replaces.number, dayInWords(document.replaces.issuedOn, language)),
    Pruefsumme: digest ?? "",
    Abschnitte: document.sections.map((section) => ({
      Ueberschrift: section.title,
      Absaetze: section.text
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((Text) => ({ Text })),
      Zahlen: section.figures.map((figure) => ({
        Zahl: figure.label,
        Wert: read.value(figure),
        Zeit: read.when(figure),
        Bedeutung: read.meaning(figure),
      })),
    })),
  };
}

const nameOf = ({ document }: Printed) => `${wordsOf[document.language].files[document.kind]}-${document.fromOn}-${document.untilOn}`;

/** As it was issued, or a draft as it would be. Made between the transactions. */
export async function printReport(begin: Begin, templates: WordTemplates, reportId: string, format: "pdf" | "docx"): Promise<FileAnswer> {
  const { printed, template } = await begin(async (call) => {
    const report = await openReport(call, reportId);
    await recordAccess(call, { action: "publication.print_report", basis: "structure" });
    const shown: Printed = report.issue
      ? { document: report.issue.document, digest: report.issue.digest }
      : { document: await previewReport(call, reportId), digest: null };
    return { printed: shown, template: format === "docx" ? ((await templates.find(call)) ?? templates.make(report.language)) : undefined };
  });
  if (!template) return pdfAnswer(await makePdf(printed), nameOf(printed));
  const made = await thePress().run({ kind: "fill_word", template, data: JSON.stringify(wordData(printed)) });
  if (made.kind !== "file") throw new Problem("unavailable", { reason: "template_does_not_work" });
  return new FileAnswer(Buffer.from(made.bytes), wordType, `${nameOf(printed)}.docx`);
}

export async function printGiven(begin: Begin, siteId: string, reportId: string): Promise<FileAnswer> {
  const printed = await begin(async (call): Promise<Printed> => {
    const { issue } = await openGiven(call, siteId, reportId);
    await recordAccess(call, { action: "publication.print_report", basis: "structure" });
    return { document: issue.document, digest: issue.digest };
  });
  return pdfAnswer(await makePdf(printed), nameOf(printed));
}

const pageType = "text/html; charset=utf-8";

export async function readPublicReports(
  database: Database,
  siteSlug: string,
  language: Language,
  publicWays: readonly PublicWay[],
): Promise<FileAnswer> {
  const found = await listPublic(database, siteSlug);
  if (!found) return new FileAnswer(noSuchReport(language), pageType, `${siteSlug}.html`, 404);
  const ways = await findWays(publicWays, database, siteSlug, language);
  return new FileAnswer(reportsPage(found.siteName, found.reports, { language, siteSlug, ways }), pageType, `${siteSlug}.html`);
}

export async function readPublicReport(database: Database, siteSlug: string, reportId: string): Promise<FileAnswer> {
  const report = (await listPublic(database, siteSlug))?.reports.find((one) => one.id === reportId);
  if (!report) return new FileAnswer(noSuchReport("de"), pageType, `${siteSlug}.html`, 404);
  return new FileAnswer(reportPage(report, siteSlug), pageType, `${siteSlug}.html`);
}
