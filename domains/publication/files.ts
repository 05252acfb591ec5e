import { wordType } from "../../platform/contract/values.ts";
import { today } from "../../platform/server/clock.ts";
import { type Begin, FileAnswer } from "../../platform/server/http/routes.ts";
import { dayInWords, type Language, shortDay } from "../../platform/server/paper/days.ts";
import { thePress } from "../../platform/server/paper/press.ts";
import { pdfAnswer, typeset } from "../../platform/server/paper/typeset.ts";
import { Problem } from "../../platform/server/problem.ts";
import type { WordTemplates } from "../../platform/server/report-source.ts";
import { recordAccess } from "../accounts/index.ts";
import type { FigureFacts, IssuedDocument } from "./contract.ts";
import { wordsOf } from "./documents/words.ts";
import { openGiven, openReport, previewReport } from "./verbs.ts";

/** `digest` null: a draft, which bears no number and no name. */
type Printed = { readonly document: IssuedDocument; readonly digest: string | null };

const number = (value: number, language: Language) => new Intl.NumberFormat(language === "de" ? "de-DE" : "en-GB").format(value);

function valueOf(figure: FigureFacts, language: Language): string {
  const words = wordsOf[language];
  if (figure.value === null) return words.held;
  const counted = figure.counted === null ? "" : ` (${words.counted(number(figure.counted, language))})`;
  return `${number(figure.value, language)}${figure.unit === "" ? "" : ` ${figure.unit}`}${counted}`;
}

function whenOf(figure: FigureFacts, language: Language): string {
  const words = wordsOf[language];
  const day = (on: string) => shortDay(on, language);
  const about = figure.fromOn === null ? words.onDay(day(figure.untilOn)) : words.span(day(figure.fromOn), day(figure.untilOn));
  return figure.fromOn === null && figure.untilOn === figure.asOfOn ? about : `${about}, ${words.asOf(day(figure.asOfOn))}`;
}

const meaningOf = (figure: FigureFacts, language: Language) =>
  [figure.definition, ...(figure.hint === null ? [] : [figure.hint]), wordsOf[language].sourceOf(figure.source)].join(" ");

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
  const figures = new Map(document.sections.flatMap((section) => section.figures).map((figure) => [figure.label, figure]));
  const content = {
    facts: factsOf(printed),
    sections: document.sections.map((section) => ({
      title: section.title,
      text: section.text,
      rows: section.figures.map((figure) => [figure.label, valueOf(figure, language), whenOf(figure, language)]),
    })),
    notes: [...figures.values()].map((figure) => ({ label: figure.label, text: meaningOf(figure, language) })),
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
        Wert: valueOf(figure, language),
        Zeit: whenOf(figure, language),
        Bedeutung: meaningOf(figure, language),
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
