import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import exceljs from "exceljs";
import { describe, expect, it, test } from "vitest";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { newId } from "../../platform/server/ids.ts";
import { createTestNetwork, type TestNetwork } from "../network/factory.ts";
import * as contract from "./contract.ts";
import { aFile, aPublishedPage, bring, linkTo, type Published } from "./factory.ts";

const server = useTestServer();
const world = () => createTestNetwork(server.at.database);

const list = (network: TestNetwork, language = "de") =>
  server.ask(network.actors.holder.token, contract.listDirectory, { query: { language } });
const open = (network: TestNetwork, pageId: string, language = "de") =>
  server.ask(network.actors.partner.token, contract.openPage, { params: { pageId }, query: { language } });
const search = (network: TestNetwork, text: string, more: { within?: string; only?: string; language?: string } = {}) =>
  server.ask(network.actors.holder.token, contract.searchPages, { body: { text, page: 1, ...more } });
const titles = (answer: { hits: { title: string }[] }) => answer.hits.map((hit) => hit.title);
const counts = (result: contract.ImportResult) => ({
  read: result.read,
  created: result.created,
  changed: result.changed,
  unchanged: result.unchanged,
  skipped: result.skipped,
});
const countRows = async (network: TestNetwork) => {
  const [row] = await asSuperuser<{ pages: number; texts: number; sources: number; contacts: number }>(
    server.at,
    `select (select count(*)::integer from directory.page where site_id = $1) as pages, (select count(*)::integer from directory.page_text where site_id = $1) as texts,
       (select count(*)::integer from directory.source where site_id = $1) as sources, (select count(*)::integer from directory.contact where site_id = $1) as contacts`,
    [network.siteId],
  );
  return row!;
};

/** Three pages in German, two of them in English, with titles in Arabic. */
function aRegion(region = "testkreis") {
  const arabic = (slug: string) => aPublishedPage(slug, { language: "ar", region });
  const topEn = aPublishedPage("authorities", { language: "en", region, content: "" });
  const officeEnglish = aPublishedPage("immigration-office", {
    language: "en",
    region,
    below: topEn,
    content: "<p>The office issues residence permits.</p>",
  });
  const top = aPublishedPage("behörden", {
    region,
    content: "",
    available_languages: { en: linkTo(topEn), ar: linkTo(arabic("السلطات")) },
  });
  const office = aPublishedPage("ausländerbehörde", {
    region,
    below: top,
    content: `<p>Die Ausländerbehörde erteilt Aufenthaltserlaubnisse. Telefon: 0234 / 5678-90</p>`,
    available_languages: { en: linkTo(officeEnglish), ar: linkTo(arabic("دائرة-الأجانب")) },
  });
  const course = aPublishedPage("deutschkurse", {
    region,
    below: top,
    content: `<p>Häuser des Lernens bieten Deutschkurse an.</p><p><a href="https://integreat.app${String(office.path)}">Ausländerbehörde</a></p>`,
    last_updated: "2025-01-10T09:00:00.000+01:00",
  });
  const english = [topEn, officeEnglish].map((page, at) => ({ ...page, available_languages: { de: linkTo([top, office][at]!) } }));
  return { german: [top, office, course], english, top, office, course };
}

describe("a region", () => {
  it("comes once: tree, headings, contacts, source, licence and dates are kept and shown", async () => {
    const network = await world();
    const { german } = aRegion();
    const trial = await bring(network, aFile(german), {}, { write: false });
    expect(trial).toMatchObject({
      refused: null,
      created: 3,
      headings: 1,
      contacts: 1,
      written: false,
      region: "testkreis",
      name: "Testkreis",
    });
    expect(await countRows(network)).toEqual({ pages: 0, texts: 0, sources: 0, contacts: 0 });
    expect(counts(await bring(network, aFile(german)))).toEqual({ read: 3, created: 3, changed: 0, unchanged: 0, skipped: 0 });
    expect(await countRows(network)).toEqual({ pages: 3, texts: 7, sources: 1, contacts: 1 });
    expect(counts(await bring(network, aFile(german)))).toEqual({ read: 3, created: 0, changed: 0, unchanged: 3, skipped: 0 });
    expect(await countRows(network)).toEqual({ pages: 3, texts: 7, sources: 1, contacts: 1 });

    const [source] = (await list(network)).sources;
    expect(source).toMatchObject({ attribution: "Integreat, Testkreis, CC BY 4.0", licence: "CC BY 4.0", pages: 3, languages: ["de"] });
    expect(source!.entries).toMatchObject([{ title: "Behörden", hasText: false, children: 2 }]);
    const top = await open(network, source!.entries[0]!.id);
    expect(top.children.map((child) => child.title)).toEqual(["Ausländerbehörde", "Deutschkurse"]);
    const office = await open(network, top.children[0]!.id);
    expect(office).toMatchObject({
      path: [{ title: "Behörden" }],
      contacts: [{ kind: "phone", value: "0234 / 5678-90" }],
      source: { attribution: "Integreat, Testkreis, CC BY 4.0", licence: "CC BY 4.0" },
      changedAt: "2026-01-10T08:00:00.000Z",
      isTitleOnly: false,
    });
    expect(office.languages).toMatchObject([
      { language: "de", isTitleOnly: false },
      { language: "ar", isTitleOnly: true, title: "دائرة الأجانب" },
      { language: "en", isTitleOnly: true, title: "Immigration office" },
    ]);
    // a link to another page of the directory leads to it here
    expect((await open(network, top.children[1]!.id)).html).toContain(`<a href="/directory/pages/${office.id}">`);
  });

  it.each([
    ["German first", ["de", "en"]],
    ["English first", ["en", "de"]],
  ] as const)("is one in both languages, %s", async (_, order) => {
    const network = await world();
    const region = aRegion();
    const files = { de: aFile(region.german), en: aFile(region.english) };
    for (const language of order) await bring(network, files[language], { language });
    expect((await countRows(network)).pages).toBe(3);
    for (const language of order)
      expect(await bring(network, files[language], { language })).toMatchObject({ created: 0, changed: 0, gone: 0 });
    const found = await search(network, "residence permits", { language: "en" });
    expect(titles(found)).toEqual(["Immigration-office"]);
    const german = await open(network, found.hits[0]!.id);
    expect(german).toMatchObject({ title: "Ausländerbehörde", language: "de", path: [{ title: "Behörden" }] });
    expect(await open(network, found.hits[0]!.id, "en")).toMatchObject({ title: "Immigration-office", path: [{ title: "Authorities" }] });
  });

  it("is recognised by address when the numbers have changed, and by number when the address has", async () => {
    const network = await world();
    const { german } = aRegion();
    await bring(network, aFile(german));
    const renumbered = german.map((page, at) => ({ ...page, id: 77_000 + at }));
    expect(await bring(network, aFile(renumbered))).toMatchObject({ created: 0, changed: 0, unchanged: 3 });
    const moved = renumbered.map((page, at) =>
      at === 2
        ? { ...page, path: "/testkreis/de/behörden/sprachkurse/", url: "https://admin.example.org/testkreis/de/behörden/sprachkurse/" }
        : page,
    );
    expect(await bring(network, aFile(moved))).toMatchObject({ created: 0, changed: 1, unchanged: 2, gone: 0 });
    expect((await countRows(network)).pages).toBe(3);
    // another page takes over the address that the first one left
    const { id: _, ...rest } = renumbered[2]!;
    const follower = { ...rest, id: 88_000, title: "Kurse, neu" };
    expect(await bring(network, aFile([...moved, follower]))).toMatchObject({ created: 1, unchanged: 3 });
    expect((await countRows(network)).pages).toBe(4);
  });

  it("keeps two pages apart that link to one page of another language", async () => {
    const network = await world();
    const english = aPublishedPage("help", { language: "en" });
    const german = ["hilfe", "rat"].map((slug) => aPublishedPage(slug, { available_languages: { en: linkTo(english) } }));
    await bring(network, aFile(german));
    const translated = aFile([{ ...english, available_languages: { de: linkTo(german[1]!) } }]);
    expect(await bring(network, translated, { language: "en" })).toMatchObject({ created: 1, joined: 1 });
    expect(await bring(network, translated, { language: "en" })).toMatchObject({ unchanged: 1, gone: 0, titles: [] });
    expect(await bring(network, aFile(german))).toMatchObject({ unchanged: 2, created: 0, gone: 0 });
    expect((await countRows(network)).pages).toBe(2);
  });

  it("marks what a newer file does not have, keeps it, and takes the mark back", async () => {
    const network = await world();
    const { german } = aRegion();
    await bring(network, aFile(german));
    expect(await bring(network, aFile(german.slice(0, 2)))).toMatchObject({ unchanged: 2, gone: 1 });
    expect((await countRows(network)).pages).toBe(3);
    expect((await search(network, "Deutschkurse")).hits).toMatchObject([{ title: "Deutschkurse", isGone: true }]);
    expect(await bring(network, aFile(german.slice(0, 2)))).toMatchObject({ gone: 0 });
    // one that is broken in the file is in the file
    const broken = [german[0]!, { ...german[1]!, title: "" }, german[2]!];
    expect(await bring(network, aFile(broken))).toMatchObject({ unchanged: 2, skipped: 1, gone: 0 });
    expect((await search(network, "Deutschkurse")).hits).toMatchObject([{ isGone: false }]);
  });

  it("never mixes with another region, nor with another site", async () => {
    const network = await world();
    const [one, other] = [aRegion(), aRegion("nachbarkreis")];
    await bring(network, aFile(one.german));
    // the same numbers, another region
    const twins = other.german.map((page, at) => ({ ...page, id: one.german[at]!.id }));
    expect(await bring(network, aFile(twins))).toMatchObject({ created: 3, unchanged: 0, gone: 0 });
    expect(await countRows(network)).toMatchObject({ pages: 6, sources: 2 });
    expect(await bring(network, aFile(one.german))).toMatchObject({ unchanged: 3, gone: 0 });
    const foreign = await server.ask(network.actors.foreignCaseManager.token, contract.searchPages, {
      body: { text: "Deutschkurse", page: 1 },
    });
    expect(foreign.total).toBe(0);
    await bring(network, aFile(one.german), {}, { as: "foreignCoordinator" });
    expect((await search(network, "Deutschkurse")).total).toBe(2);
  });

  it("stands with circles, missing and own parents", async () => {
    const network = await world();
    const a = aPublishedPage("a");
    const parentOf = (path: unknown) => ({ parent: { id: 5, url: null, path } });
    const pages = [
      { ...a, ...parentOf("/testkreis/de/c/") },
      aPublishedPage("b", parentOf("/testkreis/de/a/")),
      aPublishedPage("c", parentOf("/testkreis/de/b/")),
      aPublishedPage("selbst", parentOf("/testkreis/de/selbst/")),
      aPublishedPage("waise", parentOf("/testkreis/de/nirgends/")),
      aPublishedPage("enkel", { path: "/testkreis/de/a/fehlt/enkel/", ...parentOf("/testkreis/de/a/fehlt/") }),
    ];
    const result = await bring(network, aFile(pages));
    expect(result).toMatchObject({ created: 6, skipped: 0 });
    expect(result.notices.map((said) => said.code).sort()).toEqual(["circle", "own_parent", "parent_missing", "parent_missing"]);
    const top = (await list(network)).sources[0]!.entries;
    expect(top.map((entry) => entry.title).sort()).toHaveLength(3);
    // a half of the circle in a later file does not close it through what is there
    expect(await bring(network, aFile([{ ...a, ...parentOf("/testkreis/de/c/") }]))).toMatchObject({ gone: 5 });
    expect(titles(await search(network, "Enkel"))).toEqual(["Enkel"]);
  });

  it("takes licence and attribution as told, and keeps them", async () => {
    const network = await world();
    const { german } = aRegion();
    await bring(network, aFile(german), { licence: "CC0", attribution: "Amt für Beispiele" });
    await bring(network, aFile(german));
    expect((await list(network)).sources[0]).toMatchObject({ licence: "CC0", attribution: "Amt für Beispiele" });
  });

  it("takes the longest texts and the oddest signs that it may", async () => {
    const network = await world();
    const cyrillic = Array.from({ length: 30_000 }, (_, at) => `слово${at}ж`).join(" ");
    const odd = aPublishedPage("odd", {
      title: `${"a".repeat(299)}😀`,
      content: `<p><strong>${"b".repeat(199)}😀 c</strong><br><a href="mailto:a@b.de">a@b.de</a></p><p>\u0000 \ud800 \u2028</p>`,
      available_languages: {
        ar: { id: 1, path: `/testkreis/ar/${"ش".repeat(299)}😀-ص/` },
        "zh-CN": { id: 2, path: "/testkreis/zh-CN/%00%F0%9F%98%80a/" },
      },
    });
    const pages = [
      aPublishedPage("lang", { content: `<p>${cyrillic}</p>`.slice(0, 299_000) }),
      odd,
      aPublishedPage("wort", { content: "x".repeat(299_000) }),
    ];
    expect(await bring(network, aFile(pages))).toMatchObject({ created: 3, skipped: 0 });
    expect(await bring(network, aFile(pages))).toMatchObject({ unchanged: 3 });
  });

  it("is written as a whole or not at all", async () => {
    const network = await world();
    const { german } = aRegion();
    await bring(network, aFile(german));
    const before = await countRows(network);
    for (const broken of ["", "[", JSON.stringify(german).slice(0, 900), JSON.stringify({ pages: german }), "null"])
      expect((await bring(network, { bytes: Buffer.from(broken), name: "x.json" })).refused).not.toBeNull();
    const evil = aPublishedPage("böse", { content: `<p>Text</p><script>alert(1)</script><img src=x onerror=alert(1)>` });
    const result = await bring(network, aFile([...german, evil]));
    expect(result.notices).toMatchObject([{ row: 4, code: "scripts" }]);
    expect((await countRows(network)).pages).toBe(before.pages + 1);
    const page = await open(network, (await search(network, "böse")).hits[0]!.id);
    expect(page.html).toBe("<p>Text</p>");
  });
});

describe("the directory as a spreadsheet", () => {
  it("has what has a text, with where it stands, how to reach it, source and licence, of the own site alone", async () => {
    const network = await world();
    await bring(network, aFile(aRegion().german));
    const rowsFor = async (actor: "holder" | "foreignCaseManager") => {
      const answer = await server.send(network.actors[actor].token, contract.makeOffersSpreadsheet, { query: {} });
      const book = new exceljs.Workbook();
      await book.xlsx.load(answer.rawPayload as never);
      const rows: string[] = [];
      book.worksheets[0]!.eachRow((row) => rows.push((row.values as unknown[]).slice(1).join("|")));
      return rows;
    };
    const [, ...rows] = await rowsFor("holder");
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatch(/^Seite\|Ausländerbehörde\|Behörden\|Die Ausländerbehörde erteilt/);
    expect(rows[0]).toContain("0234 / 5678-90");
    expect(rows[1]).toContain("Integreat, Testkreis, CC BY 4.0|CC BY 4.0");
    expect(await rowsFor("foreignCaseManager")).toHaveLength(1);
  });
});

describe("search", () => {
  const region = () => {
    const page = (slug: string, title: string, content: string, more: Published = {}) =>
      aPublishedPage(slug, { title, content: `<p>${content}</p>`, ...more });
    return [
      page("amt", "Ausländerbehörde", "Sie erteilt und verlängert Aufenthaltserlaubnisse."),
      page("kurse", "Deutschkurse", "Die Kurse beginnen im Herbst in mehreren Häusern."),
      page("miete", "Wohnung und Miete", "Was im Mietvertrag steht. Straße, Größe, Fläche."),
      page("kita", "Kinderbetreuung", "Einen Platz im Kindergarten finden."),
    ];
  };

  it("finds stems, umlauts in every spelling, parts of long words and mistyped ones", async () => {
    const network = await world();
    await bring(network, aFile(region()));
    const firsts = async (text: string) => titles(await search(network, text))[0];
    for (const typed of [
      "Behörde Aufenthaltserlaubnis",
      "auslaenderbehoerden",
      "AUSLÄNDERBEHÖRDE",
      "Aufenthaltserlaubnis verlängern",
      "Erlaubnis",
    ])
      expect(await firsts(typed), typed).toBe("Ausländerbehörde");
    for (const typed of ["Deutschkurs", "Kurs Haus", "Kursen", "Deutsch"]) expect(await firsts(typed), typed).toBe("Deutschkurse");
    for (const typed of ["Strasse", "mieten", "Groesse"]) expect(await firsts(typed), typed).toBe("Wohnung und Miete");
    expect(await search(network, "Aufentaltserlaubnis")).toMatchObject({ total: 1, corrected: "Aufenthaltserlaubnisse" });
    expect(await search(network, "Auslanderbehorde")).toMatchObject({ total: 1, hits: [{ title: "Ausländerbehörde" }] });
    expect(await search(network, "Kindergraten")).toMatchObject({ total: 1, corrected: "Kindergarten" });
    expect(await search(network, "Kindergarten")).toMatchObject({ total: 1, corrected: null });
    expect(await search(network, "Kindergarten Behörde")).toMatchObject({ total: 2, isPartial: true });
    expect(await search(network, "Quantenphysik")).toMatchObject({ total: 0, corrected: null });
    for (const odd of ["", "   ", "' & | !", "\\", "):*", "a'b", "der die das", "<script>", "%", "🙂"])
      expect((await search(network, odd)).pages, odd).toBeGreaterThanOrEqual(0);
  });

  it("marks what was found, says how old it is and where it stands", async () => {
    const network = await world();
    const { german } = aRegion();
    await bring(network, aFile(german));
    const [hit] = (await search(network, "haus")).hits;
    expect(hit).toMatchObject({ title: "Deutschkurse", path: [{ title: "Behörden" }], isOld: true, isGone: false });
    expect(hit!.monthsOld).toBeGreaterThan(12);
    expect(hit!.excerpt.filter((piece) => piece.isHit).map((piece) => piece.text)).toEqual(["Häuser"]);
    const marked = (await search(network, "Lernens")).hits[0]!.excerpt.filter((piece) => piece.isHit);
    expect(marked).toEqual([{ text: "Lernens", isHit: true }]);
  });

  it("stays below a place of the tree and in one language where asked", async () => {
    const network = await world();
    const [below, beside] = [aRegion(), aPublishedPage("freizeit", { content: "<p>Auch hier gibt es Deutschkurse.</p>" })];
    await bring(network, aFile([...below.german, beside]));
    const [behoerden, freizeit] = (await list(network)).sources[0]!.entries;
    expect((await search(network, "Deutschkurse")).total).toBe(2);
    expect(titles(await search(network, "Deutschkurse", { within: behoerden!.id }))).toEqual(["Deutschkurse"]);
    expect(titles(await search(network, "Deutschkurse", { within: freizeit!.id }))).toEqual(["Freizeit"]);
    expect((await search(network, "Deutschkurse", { within: newId() })).total).toBe(0);
    expect((await search(network, "السلطات", { only: "ar" })).hits).toMatchObject([{ language: "ar", isTitleOnly: true }]);
    expect((await search(network, "السلطات", { only: "de" })).total).toBe(0);
    expect((await search(network, "السلطات", { only: "xx" })).total).toBe(0);
  });

  it.each(["ar", "tr", "uk", "fa"])("reads files in %s", async (language) => {
    const network = await world();
    const words = { ar: "الصحة والأطباء", tr: "Sağlık ve doktorlar", uk: "Здоров'я та лікарі", fa: "سلامت و پزشکان" }[language]!;
    const page = aPublishedPage("x", { language, title: words, content: `<p dir="rtl">${words}</p>` });
    expect(await bring(network, aFile([page]), { language })).toMatchObject({ created: 1 });
    const found = await search(network, words.split(" ")[0]!, { language });
    expect(titles(found)).toEqual([words]);
    expect(await open(network, found.hits[0]!.id)).toMatchObject({ language, title: words });
  });
});

describe("an offer by hand", () => {
  const offer = {
    title: "Sprachtreff <im> Bürgerhaus",
    what: "Jeden Donnerstag.\n\nKommen Sie <b>vorbei</b>.",
    audience: "Frauen mit Kindern",
    phone: "0234 5678",
    mail: "treff@example.org",
    web: "treff.example.org",
    address: "Markt 1, 12345 Lindenau",
    validUntilOn: "2020-12-31",
    version: null,
  };

  it("is found, says who it is for and that it is over, and is changed by one at a time", async () => {
    const network = await world();
    const token = network.actors.coordinator.token;
    const params = { offerId: newId() };
    expect(await server.ask(token, contract.saveOffer, { params, body: offer })).toEqual({ id: params.offerId, version: 1 });
    // the same click again
    expect(await server.ask(token, contract.saveOffer, { params, body: offer })).toEqual({ id: params.offerId, version: 1 });
    expect((await search(network, "Sprachtref")).hits).toMatchObject([{ id: params.offerId, kind: "offer", isOver: true }]);
    expect((await search(network, "Frauen")).total).toBe(1);
    const page = await open(network, params.offerId);
    expect(page).toMatchObject({
      source: { kind: "own", licence: null },
      own: { audience: "Frauen mit Kindern", isOver: true, abilities: { edit: false } },
    });
    expect(page.html).toBe("<p>Jeden Donnerstag.</p><p>Kommen Sie &lt;b&gt;vorbei&lt;/b&gt;.</p>");
    expect(page.contacts.map(({ kind, value }) => [kind, value])).toEqual([
      ["phone", "0234 5678"],
      ["mail", "treff@example.org"],
      ["web", "https://treff.example.org/"],
      ["address", "Markt 1, 12345 Lindenau"],
    ]);
    expect(await server.ask(token, contract.saveOffer, { params, body: { ...offer, title: "Treff", version: 1 } })).toMatchObject({
      version: 2,
    });
    const stale = await server.send(token, contract.saveOffer, { params, body: { ...offer, version: 1 } });
    expect(stale.json()).toMatchObject({ code: "changed_meanwhile", current: { title: "Treff" } });
    const wrong = { ...offer, phone: "abc", mail: "x@", web: "javascript:alert(1)" };
    const refused = await server.send(token, contract.saveOffer, { params: { offerId: newId() }, body: wrong });
    expect((refused.json() as { fields: { path: string }[] }).fields.map((field) => field.path)).toEqual([
      "body.phone",
      "body.mail",
      "body.web",
    ]);
  });

  it("never changes a page that came from a file", async () => {
    const network = await world();
    await bring(network, aFile(aRegion().german));
    const { id } = (await list(network)).sources[0]!.entries[0]!;
    const answer = await server.send(network.actors.coordinator.token, contract.saveOffer, {
      params: { offerId: id },
      body: { ...offer, version: 1 },
    });
    expect(answer.json()).toMatchObject({ code: "conflict", reason: "not_own" });
  });
});

describe("real files", () => {
  const folder = join(import.meta.dirname, "../../../shared/data/integreat");
  const path = (name: string) => join(folder, name);
  const fileOf = (name: string) => ({ bytes: readFileSync(path(name)), name: basename(name) });
  const [de, en] = ["rems-murr-kreis.de.pages.json", "rems-murr-kreis.en.pages.json"];
  if (!existsSync(folder)) console.log("skipped: real files of a directory are not in ../shared/data/integreat");

  test.skipIf(!existsSync(folder))("become one directory, and stay it", async () => {
    const network = await world();
    expect(counts(await bring(network, fileOf(de!)))).toEqual({ read: 362, created: 362, changed: 0, unchanged: 0, skipped: 0 });
    const joined = await bring(network, fileOf(en!), { language: "en" });
    expect(joined).toMatchObject({ read: 358, created: 358, joined: 358 });
    const after = await countRows(network);
    expect(after).toMatchObject({ pages: 362, sources: 1 });
    expect(await bring(network, fileOf(de!))).toMatchObject({ created: 0, changed: 0, unchanged: 362, gone: 0 });
    expect(await bring(network, fileOf(en!), { language: "en" })).toMatchObject({ created: 0, changed: 0, unchanged: 358, gone: 0 });
    expect(await countRows(network)).toEqual(after);
    const raw = JSON.parse(readFileSync(path(de!), "utf8")) as { path: string; parent: { path: string | null } }[];
    const placed = await asSuperuser<{ path: string; parent: string | null }>(
      server.at,
      `select t.path, a.path as parent from directory.page p join directory.page_text t on t.site_id = p.site_id and t.page_id = p.id and t.language = 'de'
       left join directory.page_text a on a.site_id = p.site_id and a.page_id = p.parent_id and a.language = 'de' where p.site_id = $1`,
      [network.siteId],
    );
    expect(new Map(placed.map((row) => [row.path, row.parent]))).toEqual(new Map(raw.map((page) => [page.path, page.parent.path])));
    const languages = await asSuperuser<{ language: string; n: number }>(
      server.at,
      "select language, count(*)::integer as n from directory.page_text where site_id = $1 group by 1 order by 1",
      [network.siteId],
    );
    expect(Object.fromEntries(languages.map((row) => [row.language, row.n]))).toEqual({
      ar: 357,
      de: 362,
      en: 358,
      it: 358,
      pl: 361,
      ro: 361,
      tr: 358,
      uk: 358,
    });
    expect((await search(network, "Aufentalt")).corrected).toBe("Aufenthalt");
    expect(titles(await search(network, "Rathaus Korb"))[0]).toBe("Rathaus in Korb");
  });

  test.skipIf(!existsSync(folder))("of places and offers are read, of events refused", async () => {
    const network = await world();
    expect(await bring(network, fileOf("api-v3-samples/augsburg_ar_locations.json"), { language: "ar" })).toMatchObject({
      created: 1,
      kind: "location",
    });
    expect(await bring(network, fileOf("api-v3-samples/augsburg-offers.json"))).toMatchObject({
      created: 3,
      kind: "offer",
      region: "augsburg",
    });
    expect(await bring(network, fileOf("api-v3-samples/augsburg-offers.json"))).toMatchObject({ unchanged: 3, gone: 0 });
    expect((await bring(network, fileOf("api-v3-samples/augsburg_de_events_combine_recurring.json"))).refused?.code).toBe("events");
    expect(await countRows(network)).toMatchObject({ pages: 4, sources: 1 });
    const [place] = (await list(network)).sources[0]!.entries;
    expect((await open(network, place!.id)).location).toMatchObject({
      latitude: 48.3781092,
      longitude: 10.887578,
      openingHours: { length: 7 },
    });
  });
});
