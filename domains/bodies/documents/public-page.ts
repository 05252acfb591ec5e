import { today } from "../../../platform/server/clock.ts";
import { type Html, html } from "../../../platform/server/http/html.ts";
import { missingPage, otherLanguage, readingPage, type ReadingWay, waysOn } from "../../../platform/server/http/reading-page.ts";
import { dayInWords, type Language } from "../../../platform/server/paper/days.ts";
import type { PublicRow } from "../story/queries.ts";
import { publicWordsOf as wordsOf } from "../story/words.ts";

const lines = (words: string): Html[] => words.split("\n").map((line, at) => (at === 0 ? html`${line}` : html`<br />${line}`));

type Story = { readonly first: PublicRow; readonly decisions: readonly PublicRow[] };

function storiesOf(rows: readonly PublicRow[]): Story[] {
  const stories = new Map<string, PublicRow[]>();
  for (const row of rows) stories.set(row.id, [...(stories.get(row.id) ?? []), row]);
  return [...stories.values()].map((of) => ({ first: of[0]!, decisions: of.filter((row) => row.decision_id !== null) }));
}

function decisionOf(row: PublicRow, language: Language): Html {
  const words = wordsOf[language];
  const facts = [
    ...(row.owner_name === null ? [] : [words.by(row.owner_name)]),
    ...(row.due_on === null ? [] : [words.until(dayInWords(row.due_on, language))]),
    ...(row.outcome === "agreed" && row.report_state !== null ? [`${words.state}: ${words.states[row.report_state]}`] : []),
  ];
  return html`<li>
    <p><strong>${words.outcomes[row.outcome ?? "agreed"]}:</strong> <span dir="auto">${lines(row.wording ?? "")}</span></p>
    ${facts.length === 0 ? undefined : html`<p class="small">${facts.join(" · ")}</p>`}
  </li>`;
}

function storyOf({ first, decisions }: Story, language: Language): Html {
  const words = wordsOf[language];
  const decided = decisions.map((row) => decisionOf(row, language));
  return html`<article>
    <h2 dir="auto">${first.title}</h2>
    <h3>${words.gap}</h3>
    <p dir="auto">${lines(first.gap)}</p>
    <h3>${words.decided(first.body_name, dayInWords(first.held_on, language))}</h3>
    ${
      decided.length === 0
        ? html`<p>${words.undecided}</p>`
        : html`<ul>
            ${decided}
          </ul>`
    }
    <h3>${words.answer}</h3>
    <p class="answer" dir="auto">${lines(first.answer)}</p>
  </article>`;
}

/** What a site has published, on one page that needs no script and no picture. */
export function storiesPage(
  siteName: string,
  rows: readonly PublicRow[],
  at: { readonly language: Language; readonly path: string; readonly ways: readonly ReadingWay[] },
): Buffer {
  const { language } = at;
  const words = wordsOf[language];
  const stories = storiesOf(rows).map((story) => storyOf(story, language));
  const title = words.title(siteName);
  return readingPage({
    language,
    title,
    inside: html`${otherLanguage(language, at.path)}
      <main>
        <h1>${title}</h1>
        <p class="lead">${words.lead}</p>
        ${waysOn(language, at.ways)} ${stories.length === 0 ? html`<p>${words.nothing}</p>` : stories}
      </main>`,
    foot: html`<p class="small">${words.stand(dayInWords(today(), language))}</p>`,
  });
}

export const noSuchSite = (language: Language): Buffer => missingPage(language, wordsOf[language].missingLead);
