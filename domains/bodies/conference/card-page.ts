import { Html, html, PageAnswer } from "../../../platform/server/http/html.ts";
import { cardWordsOf } from "./card-words.ts";
import { type CardLanguage, cardLanguages, cardLength } from "./contract.ts";

// The page behind the code on the wall. No script and no second request, but for letters of Tigrinya where a device has none: it must open on an old phone in a full
// room. Its list of languages needs the four of ትግርኛ, its page in Tigrinya the others too.
const style = `
@font-face { font-family: "Geez name"; src: local("Noto Sans Ethiopic"), local("Kefa"), local("Nyala"), url("/fonts/tigrinya.ttf") format("truetype"); font-weight: 400 700; font-display: swap; unicode-range: U+122D, U+1275, U+129B, U+130D; }
@font-face { font-family: "Geez"; src: local("Noto Sans Ethiopic"), local("Kefa"), local("Nyala"), url("/fonts/geez.ttf") format("truetype"); font-weight: 400 700; font-display: swap; unicode-range: U+1200-137F; }
:root { color-scheme: light dark; --ink: #14202b; --paper: #fff; --line: #8a97a3; --soft: #f1f4f6; --act: #171a2b; --on-act: #fff; --bad: #9c1f1f; --good: #1e6b3c; }
@media (prefers-color-scheme: dark) { :root { --ink: #eef2f5; --paper: #14181d; --line: #7c8894; --soft: #222930; --act: #dfe6ec; --on-act: #14181d; --bad: #ff9d94; --good: #8fdcaa; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.125rem/1.5 "Fira Sans", "Noto Sans", "Geez name", system-ui, sans-serif; }
:root:lang(ti) body { font-family: "Fira Sans", "Noto Sans", "Geez", system-ui, sans-serif; }
main { max-width: 34rem; margin: 0 auto; padding: 1.25rem 1rem 3rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0.25rem 0 1rem; }
p { margin: 0 0 1rem; }
.where { color: var(--ink); font-size: 1rem; margin: 0; }
.rule { border-inline-start: 4px solid var(--line); padding-inline-start: 0.75rem; }
.told { border: 2px solid; border-radius: 6px; padding: 0.75rem 1rem; margin: 0 0 1.25rem; }
.told p:last-child, .told ul { margin-bottom: 0; }
.told--bad { border-color: var(--bad); }
.told--good { border-color: var(--good); }
.told strong { display: block; }
label { display: block; font-weight: 600; }
.hint { margin: 0 0 0.5rem; font-size: 1rem; }
textarea, .code { width: 100%; padding: 0.75rem; font: inherit; color: inherit; background: var(--paper); border: 2px solid var(--line); border-radius: 6px; }
textarea { min-height: 7rem; }
.code { max-width: 14rem; letter-spacing: 0.15em; text-transform: uppercase; }
.keep { display: flex; gap: 0.75rem; align-items: flex-start; margin-top: 1rem; font-weight: 400; }
.keep input { width: 1.5rem; height: 1.5rem; margin: 0; flex: none; }
button, .button { display: inline-block; margin-top: 1rem; min-height: 3rem; padding: 0.6rem 1.5rem; font: inherit; font-weight: 600; color: var(--on-act); background: var(--act); border: 0; border-radius: 6px; text-decoration: none; }
:focus-visible { outline: 3px solid var(--ink); outline-offset: 3px; }
nav { margin-top: 2.5rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: 1rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.5rem 1.25rem; list-style: none; margin: 0; padding: 0; }
nav a { color: inherit; display: inline-block; padding: 0.25rem 0; }
nav [aria-current] { font-weight: 600; text-decoration: none; }
`;

// its hash is what the browser lets through, so that not a blank may come to it
const styleTag = new Html(`<style>${style}</style>`);

const rightToLeft: readonly CardLanguage[] = ["ar", "fa"];

/** What the form holds beside the card: its id, and the mark of the phone for those that keep no cookie. */
export type CardForm = { readonly id: string; readonly device: string; readonly words: string };

export type CardPage = {
  readonly language: CardLanguage;
  /** Null where there is no such code, or none yet: the page asks for one. */
  readonly code: string | null;
  readonly typedCode?: string | undefined;
  readonly status?: number;
  readonly bodyName?: string | undefined;
  readonly question?: string | undefined;
  readonly isSent?: boolean;
  /** One sentence in the language of the page. */
  readonly says?: string | undefined;
  readonly problems?: readonly { readonly says: string; readonly words?: readonly string[] }[];
  /** Asks once more whether somebody can be recognised. */
  readonly asksToKeep?: boolean;
  readonly form?: CardForm | undefined;
  readonly offersReload?: boolean;
  readonly cookie?: PageAnswer["cookie"];
};

function languageLinks(page: CardPage): Html {
  const own = cardWordsOf[page.language];
  const here = page.code === null ? "/k" : `/k/${page.code}`;
  const links = cardLanguages.map((one) =>
    one === page.language
      ? html`<li><span aria-current="true" lang="${one}">${cardWordsOf[one].name}</span></li>`
      : html`<li><a href="${here}?l=${one}" lang="${one}" hreflang="${one}">${cardWordsOf[one].name}</a></li>`,
  );
  return html`<nav aria-label="${own.languages}">
    <ul>
      ${links}
    </ul>
  </nav>`;
}

function formOf(page: CardPage, form: CardForm): Html {
  const t = cardWordsOf[page.language];
  const isWrong = (page.problems ?? []).length > 0;
  const keep = html`<label class="keep"><input type="checkbox" name="keep" value="1" /> <span>${t.keep}</span></label>`;
  return html`<form method="post" action="/k/${page.code ?? ""}?l=${page.language}" accept-charset="utf-8">
    <label for="words" dir="auto">${page.question === undefined || page.question === "" ? t.label : page.question}</label>
    <p class="hint" id="hint">${t.hint}</p>
    <textarea
      id="words"
      name="words"
      rows="4"
      maxlength="${isWrong ? 4000 : cardLength}"
      aria-describedby="${isWrong ? "told hint" : "hint"}"
      ${isWrong ? html` aria-invalid="true"` : undefined}
      dir="auto"
      required
    >
${form.words}</textarea>
    <input type="hidden" name="id" value="${form.id}" />
    <input type="hidden" name="device" value="${form.device}" />
    ${page.asksToKeep === true ? keep : undefined}
    <button>${t.send}</button>
  </form>`;
}

/** A code as it is read from the wall; letters and digits run from the left in every language. */
function codeForm(page: CardPage): Html {
  const t = cardWordsOf[page.language];
  return html`<form method="get" action="/k">
    <label for="code">${t.code}</label>
    <p class="hint" id="hint">${t.codeHint}</p>
    <input
      class="code"
      id="code"
      name="code"
      value="${page.typedCode ?? ""}"
      dir="ltr"
      maxlength="20"
      autocomplete="off"
      autocapitalize="characters"
      spellcheck="false"
      aria-describedby="hint"
      required
    />
    <input type="hidden" name="l" value="${page.language}" />
    <button>${t.codeOpen}</button>
  </form>`;
}

function toldOf(page: CardPage): Html | undefined {
  const t = cardWordsOf[page.language];
  if (page.isSent === true) return html`<div class="told told--good" id="told" role="status"><p>${t.sent}</p></div>`;
  const problems = page.problems ?? [];
  if (problems.length === 0)
    return page.says === undefined ? undefined : html`<div class="told" id="told" role="status"><p>${page.says}</p></div>`;
  const lines = problems.map((one) => html`<p>${one.says}${(one.words ?? []).map((words) => html` <b dir="auto">„${words}“</b>`)}</p>`);
  return html`<div class="told told--bad" id="told" role="alert">
    <strong>${t.problem}</strong> ${lines} ${page.form && page.form.words !== "" ? html`<p>${t.stillThere}</p>` : undefined}
  </div>`;
}

export function cardPage(page: CardPage): PageAnswer {
  const t = cardWordsOf[page.language];
  const direction = rightToLeft.includes(page.language) ? "rtl" : "ltr";
  const document = html`<!doctype html>
    <html lang="${page.language}" dir="${direction}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${(page.problems ?? []).length > 0 ? `${t.problem} – ` : ""}${t.title}</title>
        ${styleTag}
      </head>
      <body>
        <main>
          ${page.bodyName === undefined ? undefined : html`<p class="where" dir="auto">${page.bodyName}</p>`}
          <h1>${t.title}</h1>
          ${toldOf(page)} ${page.form ? html`<p class="rule">${t.rule}</p>` : undefined} ${page.form ? formOf(page, page.form) : undefined}
          ${page.offersReload === true && page.code !== null ? html`<p><a class="button" href="/k/${page.code}?l=${page.language}">${t.reload}</a></p>` : undefined}
          ${page.code === null ? codeForm(page) : undefined} ${languageLinks(page)}
        </main>
      </body>
    </html> `;
  return new PageAnswer({
    document,
    style,
    ...(page.status === undefined ? {} : { status: page.status }),
    ...(page.cookie ? { cookie: page.cookie } : {}),
  });
}
