import { dayInWords, type Language } from "../../../platform/server/paper/days.ts";
import { type Html, html } from "../../../platform/server/http/html.ts";
import { missingPage, otherLanguage, readingPage, type ReadingWay, waysOn } from "../../../platform/server/http/reading-page.ts";
import type { IssuedDocument } from "../contract.ts";
import { figureWords } from "./figures.ts";
import { publicWordsOf, wordsOf } from "./words.ts";

export type PublicReport = { readonly id: string; readonly document: IssuedDocument; readonly digest: string };
type At = { readonly language: Language; readonly siteSlug: string; readonly ways: readonly ReadingWay[] };

export const listPath = (siteSlug: string) => `/publication/public/${siteSlug}`;

const lines = (text: string): Html[] =>
  text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => html`<p>${line}</p>`);

/** What a site shows everybody of its reports: one page without script or picture. */
export function reportsPage(siteName: string, reports: readonly PublicReport[], at: At): Buffer {
  const words = publicWordsOf[at.language];
  const title = words.title(siteName);
  const items = reports.map(
    ({ id, document }) =>
      html`<article>
        <h2><a href="${`${listPath(at.siteSlug)}/${id}`}" hreflang="${document.language}">${document.title}</a></h2>
        <p class="small">
          ${words.about(
            wordsOf[at.language].kinds[document.kind],
            dayInWords(document.fromOn, at.language),
            dayInWords(document.untilOn, at.language),
            dayInWords(document.issuedOn, at.language),
          )}
        </p>
      </article>`,
  );
  return readingPage({
    language: at.language,
    title,
    inside: html`${otherLanguage(at.language, listPath(at.siteSlug))}
      <main>
        <h1>${title}</h1>
        <p class="lead">${words.lead}</p>
        ${waysOn(at.language, at.ways)} ${items.length === 0 ? html`<p>${words.nothing}</p>` : items}
      </main>`,
  });
}

/** One report, as it was issued: no name of a person, and no other number than in the report itself. */
export function reportPage({ document, digest }: PublicReport, siteSlug: string): Buffer {
  const { language } = document;
  const words = wordsOf[language];
  const shared = publicWordsOf[language];
  const read = figureWords(language);
  const day = (on: string) => dayInWords(on, language);
  const sections = document.sections.map(
    (section) =>
      html`<section>
        <h2>${section.title}</h2>
        ${lines(section.text)}
        ${
          section.figures.length === 0
            ? html``
            : html`<ul>
                ${section.figures.map(
                  (figure) =>
                    html`<li>
                      <p><strong>${figure.label}: ${read.value(figure)}</strong></p>
                      <p class="small">${read.when(figure)}. ${read.meaning(figure)}</p>
                    </li>`,
                )}
              </ul>`
        }
      </section>`,
  );
  return readingPage({
    language,
    title: `${document.title} – ${document.site}`,
    inside: html`<header>
        <p><a href="${`${listPath(siteSlug)}?language=${language}`}">${shared.all}</a></p>
      </header>
      <main>
        <h1>${document.title}</h1>
        <p class="lead">${shared.about(words.kinds[document.kind], day(document.fromOn), day(document.untilOn), day(document.issuedOn))}</p>
        ${document.replaces === null ? html`` : html`<p class="small">${words.replaces}: ${words.replaced(document.replaces.title, document.replaces.number, day(document.replaces.issuedOn))}</p>`}
        ${sections}
      </main>
      <p class="small">${words.number} ${document.number}. ${words.digest}: ${digest}</p>`,
  });
}

export const noSuchReport = (language: Language): Buffer => missingPage(language, publicWordsOf[language].missingLead);
