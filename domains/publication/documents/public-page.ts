import { dayInWords, type Language } from "../../../platform/server/paper/days.ts";
import { type Html, html } from "../../../platform/server/http/html.ts";
import type { IssuedDocument } from "../contract.ts";
import { figureWords } from "./figures.ts";
import { publicWordsOf, wordsOf } from "./words.ts";

export type PublicReport = { readonly id: string; readonly document: IssuedDocument; readonly digest: string };
type At = { readonly language: Language; readonly siteSlug: string };

const listPath = (siteSlug: string) => `/publication/public/${siteSlug}`;

function frame(language: Language, title: string, inside: Html): Buffer {
  const words = publicWordsOf[language];
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="/mark.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/reading.css" />
      </head>
      <body>
        ${inside}
        <footer>
          <p class="small">
            <a href="/imprint">${words.imprint}</a> <a href="/privacy">${words.privacy}</a>
            <a href="/accessibility">${words.accessibility}</a>
          </p>
        </footer>
      </body>
    </html> `;
  return Buffer.from(page.markup, "utf8");
}

const lines = (text: string): Html[] =>
  text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => html`<p>${line}</p>`);

/** What a site shows everybody of its reports: one page without script or picture. */
export function reportsPage(siteName: string, reports: readonly PublicReport[], at: At): Buffer {
  const words = publicWordsOf[at.language];
  const other = at.language === "de" ? "en" : "de";
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
  return frame(
    at.language,
    title,
    html`<header>
        <p><a href="${`${listPath(at.siteSlug)}?language=${other}`}" hreflang="${other}" lang="${other}">${words.other}</a></p>
      </header>
      <main>
        <h1>${title}</h1>
        <p class="lead">${words.lead}</p>
        ${items.length === 0 ? html`<p>${words.nothing}</p>` : items}
      </main>`,
  );
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
  return frame(
    language,
    `${document.title} – ${document.site}`,
    html`<header>
        <p><a href="${`${listPath(siteSlug)}?language=${language}`}">${shared.all}</a></p>
      </header>
      <main>
        <h1>${document.title}</h1>
        <p class="lead">${shared.about(words.kinds[document.kind], day(document.fromOn), day(document.untilOn), day(document.issuedOn))}</p>
        ${document.replaces === null ? html`` : html`<p class="small">${words.replaces}: ${words.replaced(document.replaces.title, document.replaces.number, day(document.replaces.issuedOn))}</p>`}
        ${sections}
      </main>
      <p class="small">${words.number} ${document.number}. ${words.digest}: ${digest}</p>`,
  );
}

export function noSuchReport(language: Language): Buffer {
  const words = publicWordsOf[language];
  return frame(
    language,
    words.missing,
    html`<main>
      <h1>${words.missing}</h1>
      <p class="lead">${words.missingLead}</p>
      <p><a href="/">${words.start}</a></p>
    </main>`,
  );
}
