import fc from "fast-check";
import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import { BadAddress, composeLetter, envelopeAddress, headerLine, type Letter } from "./message.ts";
import { openMailServer } from "../../testing/mail-server.ts";
import { deliver, judgeFailure, usualPatience } from "./smtp.ts";

const letter: Letter = {
  id: "01a20428-916d-7053-999b-b0ce5299987d",
  to: "karin.wolters@lindenau.example",
  from: { name: "Verbund", address: "verbund@lindenau.example" },
  at: new Date("2026-12-01T08:00:00Z"),
  language: "de",
  base: "https://verbund.lindenau.example",
  greeting: "Guten Tag,",
  content: { subject: "Für Sie gibt es etwas Neues", lines: ["Melden Sie sich an."], way: { label: "Öffnen", path: "/" } },
  footer: ["Niemand liest eine Antwort."],
};

const headersOf = (raw: string) =>
  raw
    .slice(0, raw.indexOf("\r\n\r\n"))
    .replaceAll(/\r\n[ \t]+/g, " ")
    .split("\r\n");

describe("a letter", () => {
  it("says the same in plain text and in HTML, and asks the reader's program to load nothing", async () => {
    const mail = await simpleParser(await composeLetter(letter));
    expect(mail.subject).toBe(letter.content.subject);
    for (const text of [mail.text!, String(mail.html)]) expect(text).toContain("Melden Sie sich an.");
    expect(String(mail.html)).not.toMatch(/<img|<link|<script|src=|url\(/i);
    expect(mail.headers.get("auto-submitted")).toBe("auto-generated");
    expect(mail.headers.has("list-unsubscribe")).toBe(false);
  });

  it("has the headers that it should have and no other, whatever stands in its words", async () => {
    const expected = headersOf((await composeLetter(letter)).toString("utf8")).map((line) => line.split(":")[0]);
    const nasty = fc.string({
      unit: fc.constantFrom("a", "\r", "\n", "\r\nBcc: evil@example.org", "\u2028", "\0", ":", ",", "<", ">", "ü", " "),
    });
    await fc.assert(
      fc.asyncProperty(nasty, nasty, async (subject, name) => {
        const raw = (
          await composeLetter({ ...letter, from: { ...letter.from, name }, content: { ...letter.content, subject: `x${subject}` } })
        ).toString("utf8");
        expect(headersOf(raw).map((line) => line.split(":")[0])).toEqual(expected);
        const mail = await simpleParser(raw);
        expect([mail.to, mail.bcc].flat().map((one) => one?.text)).toEqual([letter.to, undefined]);
      }),
      { numRuns: 200 },
    );
  });

  it("shows words as words", async () => {
    const content = { ...letter.content, lines: ["<script>alert(1)</script> & mehr"] };
    const raw = await composeLetter({ ...letter, content });
    expect(String((await simpleParser(raw)).html)).toContain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; mehr");
  });

  it("makes links of its own addresses, and of no other", async () => {
    const footer = [
      "Einstellen: https://verbund.lindenau.example/account/mail",
      "https://evil.example/x https://verbund.lindenau.example.evil.example/y",
    ];
    const html = String((await simpleParser(await composeLetter({ ...letter, content: { subject: "x", lines: ["x"] }, footer }))).html);
    expect([...html.matchAll(/href="([^"]+)"/g)].map((match) => match[1])).toEqual(["https://verbund.lindenau.example/account/mail"]);
  });

  it("carries what the domain attaches", async () => {
    const attachments = [{ name: "sitzung.ics\r\nBcc: x@y.z", type: "text/calendar", content: Buffer.from("BEGIN:VCALENDAR") }];
    const mail = await simpleParser(await composeLetter({ ...letter, content: { ...letter.content, attachments } }));
    expect(mail.attachments.map((one) => [one.contentType, one.content.toString()])).toEqual([["text/calendar", "BEGIN:VCALENDAR"]]);
    expect(mail.bcc).toBeUndefined();
  });
});

it.each([
  "a@b.example\r\nRCPT TO:<c@d.example>",
  "a@b.example>, <c@d.example",
  "a b@c.example",
  "a@b@c.example",
  "nobody",
  `${"a".repeat(250)}@b.example`,
  '"a"@b.example',
])("%j is no address that a mail goes to", (address) => {
  expect(() => envelopeAddress(address)).toThrow(BadAddress);
});

it("a sign that no header may hold is found in each address, whatever stood in the one before", () => {
  expect(() => envelopeAddress("someone\u0000@b.example")).toThrow(BadAddress);
  expect(() => envelopeAddress("\u0000a@b.example")).toThrow(BadAddress);
});

it("a header has one line", () => {
  expect(headerLine("a\r\nb\u2029c\tä")).toBe("a b c ä");
});

describe("what became of an attempt", () => {
  const error = (more: object) => Object.assign(new Error("x"), more);
  it.each([
    ["no connection", { code: "ESOCKET" }, { connected: false, handedOver: false }, "server", "unreachable"],
    ["wrong password", { code: "EAUTH", responseCode: 535 }, { connected: false, handedOver: false }, "server", "sign_in_refused"],
    ["sender refused", { command: "MAIL FROM", responseCode: 550 }, { connected: true, handedOver: false }, "server", "sender_refused"],
    [
      "no such recipient",
      { command: "RCPT TO", responseCode: 550 },
      { connected: true, handedOver: false },
      "refused",
      "recipient_refused",
    ],
    ["greylisted", { command: "RCPT TO", responseCode: 450 }, { connected: true, handedOver: false }, "later", "busy"],
    ["silence before the mail", { code: "ETIMEDOUT" }, { connected: true, handedOver: false }, "later", "timeout"],
    ["silence after the mail", { code: "ETIMEDOUT" }, { connected: true, handedOver: true }, "uncertain", "no_answer"],
    ["hung up after the mail", { code: "ECONNECTION" }, { connected: true, handedOver: true }, "uncertain", "no_answer"],
    ["mail refused after it was read", { responseCode: 554 }, { connected: true, handedOver: true }, "refused", "message_refused"],
  ] as const)("%s", (_name, more, reached, outcome, code) => {
    expect(judgeFailure(error(more), reached)).toEqual({ outcome, code });
  });
});

it("a server that thinks before each of its answers is waited for", async () => {
  const { greeting, silence, whole } = usualPatience;
  expect(Math.min(greeting, silence)).toBeGreaterThan(30_000);
  // greeting, EHLO, STARTTLS, EHLO, AUTH, MAIL, RCPT, DATA and the last dot
  expect(whole).toBeGreaterThan(9 * 30_000);
  // the same, a hundred times as fast: a greeting that takes longer than the connection may
  const server = await openMailServer({ slowness: { greeting: 350, recipient: 300 } });
  const patience = { connect: 200, greeting: 1_200, silence: 1_800, whole: 6_000 };
  const delivery = await deliver(server.settings, { to: "a@b.example", message: await composeLetter(letter) }, async () => true, patience);
  await server.close();
  expect(delivery).toEqual({ outcome: "sent" });
});
