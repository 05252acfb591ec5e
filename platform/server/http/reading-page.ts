import type { Database } from "../database/pool.ts";
import type { Language } from "../paper/days.ts";
import { type Html, html } from "./html.ts";

/** A way to another page for everybody, and what its link says. */
export type ReadingWay = { readonly label: string; readonly path: string };

/**
 * The page that a domain has for everybody about a site; undefined as long as nothing stands on it. Domains that may not know each other are handed each other's by
 * `platform/server/app.ts`.
 */
export type PublicWay = (database: Database, siteSlug: string, language: Language) => Promise<ReadingWay | undefined>;

export async function findWays(
  ways: readonly PublicWay[],
  database: Database,
  siteSlug: string,
  language: Language,
): Promise<readonly ReadingWay[]> {
  const found = await Promise.all(ways.map((way) => way(database, siteSlug, language)));
  return found.filter((way) => way !== undefined);
}

const wordsOf = {
  de: {
    other: "English",
    ways: "Mehr von diesem Standort",
    imprint: "Impressum",
    privacy: "Datenschutz",
    accessibility: "Barrierefreiheit",
    missing: "Diese Seite gibt es nicht",
    start: "Zur Startseite",
  },
  en: {
    other: "Deutsch",
    ways: "More about this site",
    imprint: "Imprint",
    privacy: "Privacy",
    accessibility: "Accessibility",
    missing: "This page does not exist",
    start: "To the start page",
  },
} as const satisfies Record<Language, object>;

/** A page that is only read: no script, no picture, and the house's links at its foot. */
export function readingPage(it: { language: Language; title: string; inside: Html; foot?: Html }): Buffer {
  const words = wordsOf[it.language];
  const page = html`<!doctype html>
    <html lang="${it.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${it.title}</title>
        <link rel="icon" href="/mark.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/reading.css" />
      </head>
      <body>
        ${it.inside}
        <footer>
          ${it.foot}
          <p class="small">
            <a href="/imprint">${words.imprint}</a> <a href="/privacy">${words.privacy}</a>
            <a href="/accessibility">${words.accessibility}</a>
          </p>
        </footer>
      </body>
    </html> `;
  return Buffer.from(page.markup, "utf8");
}

/** The same page in the other language. */
export function otherLanguage(language: Language, path: string): Html {
  const other = language === "de" ? "en" : "de";
  return html`<header>
    <p><a href="${`${path}?language=${other}`}" hreflang="${other}" lang="${other}">${wordsOf[language].other}</a></p>
  </header>`;
}

/** Where else the site tells something; nothing where it does not. */
export function waysOn(language: Language, ways: readonly ReadingWay[]): Html {
  if (ways.length === 0) return html``;
  const links = ways.map((way) => html`<li><a href="${way.path}">${way.label}</a></li>`);
  return html`<nav aria-label="${wordsOf[language].ways}">
    <ul>
      ${links}
    </ul>
  </nav>`;
}

/** `lead` says why there may be no such page. */
export function missingPage(language: Language, lead: string): Buffer {
  const words = wordsOf[language];
  const inside = html`<main>
    <h1>${words.missing}</h1>
    <p class="lead">${lead}</p>
    <p><a href="/">${words.start}</a></p>
  </main>`;
  return readingPage({ language, title: words.missing, inside });
}
