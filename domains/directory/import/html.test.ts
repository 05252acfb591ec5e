import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { plainLine, readHtml } from "./html.ts";

const base = "https://example.org/region/de/page/";
const htmlOf = (html: string) => readHtml(html, base).html;

/** Ways to run something in a reader's browser, or to load something from elsewhere. */
const attacks = [
  `<script>alert(1)</script>`,
  `<SCRIPT SRC=//evil.example/x.js></SCRIPT>`,
  `<scr<script>ipt>alert(1)</scr</script>ipt>`,
  `<img src=x onerror=alert(1)>`,
  `<img src="x" onerror="alert(1)"//>`,
  `<svg onload=alert(1)>`,
  `<svg><script>alert(1)</script></svg>`,
  `<svg><animate onbegin=alert(1) attributeName=x dur=1s>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">`,
  `<iframe src="javascript:alert(1)"></iframe>`,
  `<iframe srcdoc="<script>alert(1)</script>"></iframe>`,
  `<object data="data:text/html,<script>alert(1)</script>"></object>`,
  `<embed src="javascript:alert(1)">`,
  `<a href="javascript:alert(1)">x</a>`,
  `<a href="JaVaScRiPt:alert(1)">x</a>`,
  `<a href=" javascript:alert(1)">x</a>`,
  `<a href="java\nscript:alert(1)">x</a>`,
  `<a href="java&#x09;script:alert(1)">x</a>`,
  `<a href="&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)">x</a>`,
  `<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>`,
  `<a href="vbscript:msgbox(1)">x</a>`,
  `<a href="file:///etc/passwd">x</a>`,
  `<a href="https://user:secret@evil.example/">x</a>`,
  `<a href="https://example.org" onclick="alert(1)">x</a>`,
  `<a href="https://example.org" style="position:fixed;inset:0">x</a>`,
  `<a href="https://example.org" target="_top">x</a>`,
  `<p style="background:url(https://evil.example/pixel)">x</p>`,
  `<div style="width:expression(alert(1))">x</div>`,
  `<style>@import url(https://evil.example/x.css);</style>`,
  `<link rel="stylesheet" href="https://evil.example/x.css">`,
  `<meta http-equiv="refresh" content="0;url=https://evil.example">`,
  `<base href="https://evil.example/">`,
  `<form action="https://evil.example"><input name=q><button formaction="javascript:alert(1)">go</button></form>`,
  `<input autofocus onfocus=alert(1)>`,
  `<details open ontoggle=alert(1)>x</details>`,
  `<video><source onerror="alert(1)"></video>`,
  `<audio src=x onerror=alert(1)>`,
  `<body onload=alert(1)>`,
  `<marquee onstart=alert(1)>x</marquee>`,
  `<p id="__proto__" class="x" data-x="y">x</p>`,
  `<template><script>alert(1)</script></template>`,
  `<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>`,
  `<textarea></textarea><img src=x onerror=alert(1)>`,
  `<xmp><img src=x onerror=alert(1)></xmp>`,
  `<!--><img src=x onerror=alert(1)>-->`,
  `<![CDATA[<img src=x onerror=alert(1)>]]>`,
  `<img src="https://tracker.example/pixel.gif">`,
  `<picture><source srcset="https://tracker.example/a.webp"></picture>`,
];

const allowedTags = new Set(
  "p br strong em ul ol li h2 h3 h4 h5 h6 hr a div blockquote table caption thead tbody tr th td dl dt dd sub sup".split(" "),
);
const allowedAttributes = new Set(["href", "rel", "colspan", "rowspan"]);

/** What a browser would see in it: nothing but the list, and links that are safe to follow. */
function expectHarmless(html: string): void {
  for (const tag of html.matchAll(/<\/?([a-zA-Z][^\s/>]*)((?:"[^"]*"|[^">])*)>/g)) {
    expect(allowedTags, tag[0]).toContain(tag[1]);
    for (const attribute of (tag[2] ?? "").matchAll(/([^\s=/"]+)(?:="([^"]*)")?/g)) {
      expect(allowedAttributes, tag[0]).toContain(attribute[1]);
      if (attribute[1] === "href") expect(attribute[2]).toMatch(/^(https?:\/\/|mailto:[^?]+$|tel:\+?\d+$)/);
    }
  }
  // what is left of angle brackets are the tags above
  expect(html.replaceAll(/<\/?[a-z][a-z0-9]*( [a-z]+="[^"<>]*")*( \/)?>/g, "")).not.toMatch(/[<>]/);
}

describe("HTML as strangers write it", () => {
  test.each(attacks)("%s does nothing", (attack) => {
    for (const around of [attack, `<p>vorher</p>${attack}<p>nachher</p>`, `<div><p>${attack}`]) {
      const { html } = readHtml(around, base);
      expectHarmless(html);
      expect(html).not.toMatch(/alert\(1\)["'<>]|onerror|javascript:/i);
    }
  });

  it("stays harmless whatever is put together", { timeout: 60_000 }, () => {
    const piece = fc.oneof(
      fc.constantFrom(...attacks),
      fc.constantFrom("<p>", "</p>", "<a href='", "'>", '"', "<", ">", "<!--", "-->", "<div", " onclick=", "&lt;", "&#60;", "\u0000", "</"),
      fc.string({ unit: "binary", maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        expectHarmless(readHtml(pieces.join(""), base).html);
      }),
      { numRuns: 500 },
    );
  });

  it("is sanitised again to the same", () => {
    for (const attack of attacks) expect(htmlOf(htmlOf(attack))).toBe(htmlOf(attack));
  });

  it("says what it left out", () => {
    const read = readHtml(`<p onclick="x()">a</p><script>1</script><iframe></iframe><img src="a.png"><a href="javascript:1">b</a>`, base);
    expect(read.left).toEqual({ scripts: 3, frames: 1, images: 1 });
    expect(read.text).toBe("a\nb");
  });

  it("keeps what a text is made of", () => {
    expect(htmlOf(`<h1>Titel</h1><p>Ein <b>fettes</b> <i>Wort</i></p><ul><li>eins</li></ul><p>&#160;</p><p></p>`)).toBe(
      "<h2>Titel</h2><p>Ein <strong>fettes</strong> <em>Wort</em></p><ul><li>eins</li></ul>",
    );
  });

  it.each([
    "<svg onload=alert(1)>",
    "<math>",
    "<object data=x>",
    "<select>",
    "<template>",
    "<noscript>",
    '<iframe src="x">',
    "<title>",
    "<textarea>",
  ])("loses nothing behind %s that nobody closed", (tag) => {
    const read = readHtml(`<p>vorher</p>${tag}<h2>Öffnungszeiten</h2><ul><li>eins</li></ul>`, base);
    expect(read.html).toBe("<p>vorher</p><h2>Öffnungszeiten</h2><ul><li>eins</li></ul>");
    expect(read.text).toBe("vorher\nÖffnungszeiten\neins");
  });

  it("leads where the page would have led", () => {
    expect(htmlOf(`<a href="/region/de/andere/">x</a>`)).toContain(
      `href="https://example.org/region/de/andere/" rel="noopener noreferrer"`,
    );
    expect(htmlOf(`<a href="../nebenan/">x</a>`)).toContain(`href="https://example.org/region/de/nebenan/"`);
    expect(htmlOf(`<a href="#unten">x</a>`)).toBe("x");
    expect(htmlOf(`<a href="mailto:hallo@example.org?subject=x&bcc=y@z.de">x</a>`)).toBe(`<a href="mailto:hallo@example.org">x</a>`);
  });

  it("survives depth and length", { timeout: 60_000 }, () => {
    const deep = readHtml(`${"<div>".repeat(20_000)}Tief unten${"</div>".repeat(20_000)}`, base);
    expect(deep.text).toBe("Tief unten");
    expect(deep.html.length).toBeLessThan(1_000);
    const wide = readHtml(`<p>${"a".repeat(250_000)}</p>`, base);
    expect(wide.text).toHaveLength(250_000);
  });

  it("reads titles with entities and without tags", () => {
    expect(plainLine("Müller &amp; Söhne <b>heute</b>\u0000")).toBe("Müller & Söhne heute");
    expect(plainLine("Kosten < 100 Euro")).toBe("Kosten < 100 Euro");
    expect(plainLine("&#160; ")).toBe("");
    expect(plainLine("<script>alert(1)</script>Kita")).toBe("Kita");
  });
});

describe("contacts in a text", () => {
  const contactsOf = (html: string) => readHtml(html, base).contacts.map(({ kind, value, label }) => [kind, value, label]);
  const icon = (name: string) => `<img src="https://example.org/static/svg/${name}.svg">`;

  it("come from links, with the name above them", () => {
    expect(
      contactsOf(
        `<p><strong>Beratung</strong><br>${icon("call")} <a href="tel:02345678">0234 5678</a><br>${icon("email")} <a href="mailto:a@b.de">a@b.de</a></p>`,
      ),
    ).toEqual([
      ["phone", "0234 5678", "Beratung"],
      ["mail", "a@b.de", "Beratung"],
    ]);
  });

  it("take the longer where a link was cut off or a sign crept in", () => {
    expect(contactsOf(`<a href="tel:0151">0151 15045342</a>`)).toEqual([["phone", "0151 15045342", null]]);
    expect(contactsOf(`<a href="tel:07181">Rufen Sie an</a>`)).toEqual([]);
    expect(contactsOf(`<a href="mailto:jmd@%E2%80%8Bexample.de">jmd@\u200Bexample.de</a>`)).toEqual([["mail", "jmd@example.de", null]]);
    expect(contactsOf(`<a href="mailto:Pool">pool@example.de</a>`)).toEqual([["mail", "pool@example.de", null]]);
    expect(contactsOf(`${icon("call")} <a href="https://example.org/tel:">07151 9334 – 37</a>`)).toEqual([
      ["phone", "07151 9334 – 37", null],
    ]);
  });

  it("find short numbers of emergency, no years and no postcodes", () => {
    expect(contactsOf(`${icon("call")} 116117`)).toEqual([["phone", "116117", null]]);
    expect(contactsOf(`<p>Im Jahr 2024 kamen 12345 Menschen.</p>`)).toEqual([]);
    expect(contactsOf(`<p>Tel. 0234 / 56 78-9, Fax 0234 / 56 78-8</p>`)).toEqual([]);
    expect(contactsOf(`<p>Telefon: 0234 / 56 78-9</p>`)).toEqual([["phone", "0234 / 56 78-9", null]]);
  });

  it("find addresses in one line, in two, or behind a pin", () => {
    expect(contactsOf(`${icon("pin")} <a href="https://www.google.de/maps/x">Marktplatz 1, 70734 Fellbach</a>`)).toEqual([
      ["address", "Marktplatz 1, 70734 Fellbach", null],
    ]);
    expect(contactsOf(`<p>Hauptstraße 1 - 71397 Leutenbach</p>`)).toEqual([["address", "Hauptstraße 1 - 71397 Leutenbach", null]]);
    expect(contactsOf(`<p>Rathausplatz 1<br>71566 Althütte</p>`)).toEqual([["address", "Rathausplatz 1, 71566 Althütte", null]]);
  });

  it("join days and hours", () => {
    expect(
      contactsOf(`<h4>Öffnungszeiten</h4><p><b>Montag</b><br>8:00 bis 12:00 Uhr<br><b>Dienstag</b><br>geschlossen</p><p>Text danach</p>`),
    ).toEqual([["hours", "Montag 8:00 bis 12:00 Uhr; Dienstag geschlossen", null]]);
  });
});
