/** Markup that is safe to send: made by `html` alone. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

type Piece = string | number | Html | readonly Html[] | undefined;

function markupOf(piece: Piece): string {
  if (piece === undefined) return "";
  if (piece instanceof Html) return piece.markup;
  if (typeof piece === "object") return piece.map((one) => one.markup).join("");
  return String(piece).replaceAll(/[&<>"']/g, (letter) => entities[letter]!);
}

/** A template of HTML: whatever is put into it is text, unless it was made by `html` itself. Values of attributes stand in quotes. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return new Html(parts.map((part, at) => part + (at < pieces.length ? markupOf(pieces[at]) : "")).join(""));
}

/** What a page answers: the document, or the way to another page after something was taken. */
export class PageAnswer {
  readonly status: number;
  readonly document: Html | undefined;
  readonly location: string | undefined;
  readonly style: string;
  readonly cookie: { readonly name: string; readonly value: string; readonly path: string; readonly seconds: number } | undefined;
  constructor(answer: {
    status?: number;
    document?: Html;
    location?: string;
    /** The one style sheet inside the document: no second request, and no other style is let through. */
    style?: string;
    cookie?: PageAnswer["cookie"];
  }) {
    this.status = answer.status ?? (answer.location === undefined ? 200 : 303);
    this.document = answer.document;
    this.location = answer.location;
    this.style = answer.style ?? "";
    this.cookie = answer.cookie;
  }
}
