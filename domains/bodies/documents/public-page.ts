import { today } from "../../../platform/server/clock.ts";
import { dayInWords, type Language } from "../../../platform/server/paper/days.ts";
import type { PublicRow } from "../story/queries.ts";
import { publicWordsOf as wordsOf } from "../story/words.ts";

const signs: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (words: string) => words.replaceAll(/[&<>"']/g, (sign) => signs[sign]!);
const lines = (words: string) => escaped(words).replaceAll("\n", "<br>");

function frame(language: Language, title: string, inside: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="icon" href="/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/reading.css">
</head>
<body>
${inside}
</body>
</html>
`;
}

type Story = { readonly first: PublicRow; readonly decisions: readonly PublicRow[] };

function storiesOf(rows: readonly PublicRow[]): Story[] {
  const stories = new Map<string, PublicRow[]>();
  for (const row of rows) stories.set(row.id, [...(stories.get(row.id) ?? []), row]);
  return [...stories.values()].map((of) => ({ first: of[0]!, decisions: of.filter((row) => row.decision_id !== null) }));
}

function decisionOf(row: PublicRow, language: Language): string {
  const words = wordsOf[language];
  const facts = [
    ...(row.owner_name === null ? [] : [words.by(row.owner_name)]),
    ...(row.due_on === null ? [] : [words.until(dayInWords(row.due_on, language))]),
    ...(row.outcome === "agreed" && row.report_state !== null ? [`${words.state}: ${words.states[row.report_state]}`] : []),
  ];
  return `<li><p><strong>${escaped(words.outcomes[row.outcome ?? "agreed"])}:</strong> <span dir="auto">${lines(row.wording ?? "")}</span></p>${
    facts.length === 0 ? "" : `<p class="small">${facts.map(escaped).join(" · ")}</p>`
  }</li>`;
}

function storyOf({ first, decisions }: Story, language: Language): string {
  const words = wordsOf[language];
  return `<article>
<h2 dir="auto">${escaped(first.title)}</h2>
<h3>${escaped(words.gap)}</h3>
<p dir="auto">${lines(first.gap)}</p>
<h3>${escaped(words.decided(first.body_name, dayInWords(first.held_on, language)))}</h3>
${decisions.length === 0 ? `<p>${escaped(words.undecided)}</p>` : `<ul>${decisions.map((row) => decisionOf(row, language)).join("")}</ul>`}
<h3>${escaped(words.answer)}</h3>
<p class="answer" dir="auto">${lines(first.answer)}</p>
</article>`;
}

/** What a site has published, on one page that needs no script and no picture. */
export function storiesPage(
  siteName: string,
  rows: readonly PublicRow[],
  at: { readonly language: Language; readonly path: string },
): string {
  const { language } = at;
  const words = wordsOf[language];
  const other = language === "de" ? "en" : "de";
  const stories = storiesOf(rows);
  const title = words.title(siteName);
  return frame(
    language,
    title,
    `<header><p><a href="${escaped(at.path)}?language=${other}" hreflang="${other}" lang="${other}">${words.other}</a></p></header>
<main>
<h1>${escaped(title)}</h1>
<p class="lead">${escaped(words.lead)}</p>
${stories.length === 0 ? `<p>${escaped(words.nothing)}</p>` : stories.map((story) => storyOf(story, language)).join("\n")}
</main>
<footer><p class="small">${escaped(words.stand(dayInWords(today(), language)))}</p>
<p class="small"><a href="/imprint">${words.imprint}</a> <a href="/privacy">${words.privacy}</a> <a href="/accessibility">${words.accessibility}</a></p></footer>`,
  );
}

export function noSuchSite(language: Language): string {
  const words = wordsOf[language];
  return frame(
    language,
    words.missing,
    `<main><h1>${escaped(words.missing)}</h1><p class="lead">${escaped(words.missingLead)}</p><p><a href="/">${escaped(words.start)}</a></p></main>`,
  );
}
