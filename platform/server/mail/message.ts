import MailComposer from "nodemailer/lib/mail-composer";

export type MailLanguage = "de" | "en";

export type MailAttachment = { readonly name: string; readonly type: string; readonly content: Buffer };

export type MailContent = {
  readonly subject: string;
  /** Paragraphs of plain sentences. */
  readonly lines: readonly string[];
  /** Where to go; the path is put behind the address of this installation. */
  readonly way?: { readonly label: string; readonly path: string };
  /** Only where the domain that writes has checked that they betray nothing. */
  readonly attachments?: readonly MailAttachment[];
};

export type Letter = {
  readonly id: string;
  readonly to: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly at: Date;
  readonly language: MailLanguage;
  /** Address of this installation. */
  readonly base: string;
  readonly greeting: string;
  readonly content: MailContent;
  /** Further entries, each with its own way: the items of a digest. */
  readonly entries?: readonly MailContent[];
  /** Last lines, smaller. */
  readonly footer: readonly string[];
  /** Where this kind of mail is turned off by one POST, without signing in (RFC 8058). */
  readonly unsubscribe?: string;
};

export class BadAddress extends Error {}

// eslint-disable-next-line no-control-regex -- exactly these must not reach a header
const control = /[\u0000-\u001f\u007f\u2028\u2029]+/;

/** One line of a header: whatever could begin another one becomes a space. */
export function headerLine(text: string, most = 200): string {
  return text.replaceAll(new RegExp(control, "g"), " ").replaceAll(/\s+/g, " ").trim().slice(0, most);
}

/** An address that stands in a header and in a command of SMTP. Throws BadAddress if it could say anything else there. */
export function envelopeAddress(address: string): string {
  if (address.length > 254 || !/^[^\s<>()[\]\\,;:"@]+@[^\s<>()[\]\\,;:"@]+$/.test(address) || control.test(address)) throw new BadAddress();
  return address;
}

/** Stays the same however often it is tried, so that receivers know a second one. */
export function messageIdOf(letter: Pick<Letter, "id" | "from">): string {
  return `<${letter.id}@${letter.from.address.split("@").at(-1)}>`;
}

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? "");

/** Addresses of this installation can be followed in HTML too; nothing else that stands in the words becomes a link. */
function linked(base: string, line: string): string {
  return line
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((piece, at) =>
      at % 2 === 1 && piece.startsWith(`${base}/`)
        ? `<a href="${escaped(piece)}" style="color:#0b5c8c">${escaped(piece)}</a>`
        : escaped(piece),
    )
    .join("");
}

function plainOf(base: string, content: MailContent): string[] {
  return [...content.lines, ...(content.way ? [`${content.way.label}:\n${base}${content.way.path}`] : [])];
}

function htmlOf(base: string, content: MailContent): string {
  const way = content.way
    ? `<p style="margin:24px 0"><a href="${escaped(`${base}${content.way.path}`)}" style="background:#171a2b;color:#ffffff;padding:12px 20px;border-radius:4px;text-decoration:none;display:inline-block">${escaped(content.way.label)}</a></p>`
    : "";
  return `${content.lines.map((line) => `<p style="margin:0 0 16px">${escaped(line)}</p>`).join("")}${way}`;
}

/** Plain text and simple HTML of the same words; nothing is loaded from anywhere, so nobody learns that it was read. */
export async function composeLetter(letter: Letter): Promise<Buffer> {
  const parts = [letter.content, ...(letter.entries ?? [])];
  const text = [
    letter.greeting,
    ...parts.flatMap((part) => plainOf(letter.base, part)),
    ...(letter.footer.length > 0 ? ["-- ", ...letter.footer] : []),
  ];
  const html = `<!doctype html><html lang="${letter.language}"><head><meta charset="utf-8"><title>${escaped(letter.content.subject)}</title></head><body style="margin:0;padding:32px 24px;font:16px/1.5 sans-serif;color:#171a2b;background:#ffffff"><div style="max-width:560px"><p style="margin:0 0 16px">${escaped(letter.greeting)}</p>${parts
    .map((part) => htmlOf(letter.base, part))
    .join(
      '<hr style="border:0;border-top:1px solid #d5d8e0;margin:24px 0">',
    )}<div style="margin-top:40px;font-size:13px;color:#545a6e">${letter.footer
    .map((line) => `<p style="margin:0 0 8px">${linked(letter.base, line)}</p>`)
    .join("")}</div></div></body></html>`;
  const composer = new MailComposer({
    from: { name: headerLine(letter.from.name), address: envelopeAddress(letter.from.address) },
    to: { name: "", address: envelopeAddress(letter.to) },
    subject: headerLine(letter.content.subject),
    date: letter.at,
    messageId: messageIdOf(letter),
    text: text.join("\n\n"),
    html,
    // no answering machine answers, and no list takes it for a letter of a human
    headers: {
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      "Content-Language": letter.language,
      ...(letter.unsubscribe
        ? { "List-Unsubscribe": `<${headerLine(letter.unsubscribe, 500)}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }
        : {}),
    },
    attachments: (letter.content.attachments ?? []).map((one) => ({
      filename: headerLine(one.name, 100),
      contentType: headerLine(one.type, 100),
      content: one.content,
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return await composer.compile().build();
}
