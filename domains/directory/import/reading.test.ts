import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { aFile, aPublishedPage, linkTo, type Published } from "../factory.ts";
import { dialled } from "../rules.ts";
import { type Reading, readDirectory } from "./reading.ts";

const now = new Date("2026-11-22T12:00:00Z");
const read = (entries: unknown, language = "de", name?: string) => readDirectory(aFile(entries, name), { language }, now);
const good = async (entries: unknown, language = "de", name?: string): Promise<Reading> => {
  const reading = await read(entries, language, name);
  if ("refused" in reading) throw new Error(`refused: ${JSON.stringify(reading.refused)}`);
  return reading;
};
const refusal = async (entries: unknown, language = "de", name?: string) => {
  const reading = await read(entries, language, name);
  return "refused" in reading ? reading.refused.code : "read";
};
const bytes = (text: string | Buffer) => ({ bytes: Buffer.from(text), name: "x.json" });
const codeOf = async (file: { bytes: Buffer; name: string }) => {
  const reading = await readDirectory(file, { language: "de" }, now);
  return "refused" in reading ? reading.refused.code : "read";
};

describe("a file that is none", () => {
  it("is refused with what is wrong", async () => {
    expect(await codeOf(bytes(""))).toBe("empty_file");
    expect(await codeOf(bytes("  \n"))).toBe("empty_file");
    expect(await codeOf(bytes("<html>"))).toBe("not_json");
    expect(await codeOf(bytes(`[{"title": "x"`))).toBe("truncated");
    expect(await codeOf(bytes(`[{"title": x}]`))).toBe("broken_json");
    expect(await codeOf(bytes(Buffer.from([0x5b, 0xff, 0xfe, 0x5d])))).toBe("not_utf8");
    expect(await codeOf(bytes(`{"detail": "Not found."}`))).toBe("no_list");
    expect(await codeOf(bytes("[]"))).toBe("no_entries");
    expect(await codeOf(bytes(`\uFEFF${JSON.stringify([aPublishedPage("bom")])}`))).toBe("read");
    expect(await refusal([1, 2, 3])).toBe("wrong_shape");
    expect(await refusal([{ code: "ar", name: "x", rtl: true }])).toBe("wrong_shape");
    expect(await refusal([aPublishedPage("tag", { event: { id: 1 }, recurrence_rule: null })])).toBe("events");
    expect(await refusal(Array.from({ length: 20_001 }, () => 0))).toBe("too_many_rows");
    expect(await refusal([aPublishedPage("a"), aPublishedPage("b", { region: "andere" })])).toBe("two_regions");
    expect(await refusal([aPublishedPage("a", { language: "en" })])).toBe("other_language");
    expect(await refusal([aPublishedPage("a", { title: "" })])).toBe("nothing_readable");
    expect(await refusal([{ name: "x", alias: "x", url: "https://example.org" }], "de", "export.json")).toBe("no_region");
  });

  const folder = join(import.meta.dirname, "../../../../shared/data/integreat");
  const real = join(folder, "rems-murr-kreis.de.pages.json");
  if (!existsSync(real)) console.log("skipped: the pages of a region are not in ../shared/data/integreat");
  test.skipIf(!existsSync(real))("is refused wherever a real one is cut off", { timeout: 60_000 }, async () => {
    const whole = readFileSync(real);
    const seed = Math.trunc(process.hrtime()[1]);
    console.log(`cut off at random places, seed ${seed}`);
    const cut = fc.integer({ min: 1, max: whole.length - 2 });
    await fc.assert(
      fc.asyncProperty(cut, async (at) => {
        expect(["truncated", "broken_json", "not_utf8"]).toContain(await codeOf({ bytes: whole.subarray(0, at), name: "x.json" }));
      }),
      { seed, numRuns: 60 },
    );
  });

  const aRecord = <T>(key: fc.Arbitrary<string>, value: fc.Arbitrary<T>) =>
    fc.array(fc.tuple(key, value), { maxLength: 12 }).map((pairs): Record<string, T> => Object.fromEntries(pairs));

  it("never breaks on other shapes, and every entry is read or named", { timeout: 60_000 }, async () => {
    const value = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.integer(),
      fc.constant(null),
      fc.boolean(),
      fc.double(),
      fc.array(fc.string(), { maxLength: 3 }),
      aRecord(
        fc.constantFrom("id", "path", "de", "en", "name", "latitude", "longitude", "start"),
        fc.oneof(fc.string(), fc.double(), fc.constant(null)),
      ),
    );
    const fields = [
      "id",
      "title",
      "content",
      "path",
      "url",
      "parent",
      "order",
      "available_languages",
      "last_updated",
      "location",
      "opening_hours",
      "contacts",
    ];
    const entry = fc.oneof(
      { weight: 3, arbitrary: aRecord(fc.constantFrom(...fields), value).map((broken) => aPublishedPage("eins", broken)) },
      { weight: 1, arbitrary: value },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 8 }), async (entries) => {
        const reading = await read(entries);
        if ("refused" in reading) return;
        expect(reading.rows.length + reading.skipped.length).toBe(entries.length);
        expect(reading.read).toBe(entries.length);
        for (const row of reading.rows) {
          expect(row.title).not.toBe("");
          expect(`${row.title}${row.text}${row.html}${row.path ?? ""}`).not.toMatch(/\u0000/);
          expect(row.title.isWellFormed() && row.text.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe("an entry that is wrong", () => {
  const first = aPublishedPage("erste");
  const skipOf = async (wrong: unknown) => (await good([first, wrong])).skipped.map((said) => said.code);
  const noticesOf = async (more: Published) => (await good([aPublishedPage("seite", more)])).notices.map((said) => said.code);

  it("is skipped with its reason, and the others are not", async () => {
    expect(await skipOf(7)).toEqual(["no_object"]);
    expect(await skipOf(aPublishedPage("x", { title: " &nbsp; " }))).toEqual(["no_title"]);
    expect(await skipOf(aPublishedPage("x", { title: undefined }))).toEqual(["no_title"]);
    expect(await skipOf(aPublishedPage("x", { content: { html: "x" } }))).toEqual(["content_is_no_text"]);
    expect(await skipOf(aPublishedPage("x", { content: "a".repeat(300_001) }))).toEqual(["body_too_long"]);
    expect(await skipOf(aPublishedPage("x", { content: "&".repeat(250_000) }))).toEqual(["body_too_long"]);
    expect(await skipOf(aPublishedPage("x", { path: null, id: null, url: null }))).toEqual(["no_key"]);
    expect(await skipOf(aPublishedPage("x", { path: `/testkreis/de/${"x".repeat(2_001)}/` }))).toEqual(["path_too_long"]);
    expect(await skipOf(aPublishedPage("x", { language: "en" }))).toEqual(["other_language"]);
    expect(await skipOf({ ...aPublishedPage("x"), id: first.id })).toEqual(["twice"]);
    expect(await skipOf({ ...aPublishedPage("x"), path: first.path })).toEqual(["twice"]);
  });

  it("of another region among many is skipped, and the others are not", async () => {
    const many = Array.from({ length: 40 }, (_, n) => aPublishedPage(`seite-${n}`));
    const reading = await good([...many, aPublishedPage("fremd", { region: "andere" })]);
    expect([reading.region, reading.rows.length]).toEqual(["testkreis", 40]);
    expect(reading.skipped.map((said) => [said.code, said.params])).toEqual([["other_region", { region: "andere" }]]);
  });

  it("with signs in its title that nobody sees has none of them, and is no title if there is nothing else", async () => {
    const titleOf = async (title: string) => (await good([first, aPublishedPage("x", { title })])).rows[1]?.title;
    expect(await titleOf("\u202EKurse\u200B für alle\u2069")).toBe("Kurse für alle");
    expect(await titleOf("می\u200Cخواهم")).toBe("می\u200Cخواهم");
    expect(await skipOf(aPublishedPage("x", { title: "\u200B\uFEFF" }))).toEqual(["no_title"]);
  });

  it("is kept and noted where it can be", async () => {
    expect(await noticesOf({ content: "<p>a</p><script>1</script>" })).toEqual(["scripts"]);
    expect(await noticesOf({ content: `<iframe src="https://example.org"></iframe>` })).toEqual(["frames"]);
    expect(await noticesOf({ title: "a".repeat(400) })).toEqual(["title_cut"]);
    expect(await noticesOf({ last_updated: "gestern", modified_gmt: null })).toEqual(["bad_date"]);
    expect(await noticesOf({ last_updated: "2026-02-30T10:00:00+01:00", modified_gmt: null })).toEqual(["bad_date"]);
    expect(await noticesOf({ last_updated: "2199-01-01T10:00:00+01:00", modified_gmt: null })).toEqual(["bad_date"]);
    expect(await noticesOf({ last_updated: null, modified_gmt: null })).toEqual([]);
  });

  it("has its date with and without a zone", async () => {
    const dated = async (more: Published) => (await good([aPublishedPage("x", more)])).rows[0]?.changedAt?.toISOString();
    expect(await dated({ last_updated: "2024-01-09T15:05:44.297+01:00" })).toBe("2024-01-09T14:05:44.297Z");
    expect(await dated({ last_updated: undefined, modified_gmt: "2017-01-09 15:30:00" })).toBe("2017-01-09T15:30:00.000Z");
  });
});

describe("links to other languages", () => {
  it("tell titles, whatever shape they have", async () => {
    const arabic = aPublishedPage("مرحبا-بكم", { language: "ar" });
    const links = async (given: unknown) => (await good([aPublishedPage("willkommen", { available_languages: given })])).rows[0]!.links;
    expect(await links({ ar: linkTo(arabic), de: linkTo(arabic), "not a language": linkTo(arabic) })).toMatchObject([
      { language: "ar", title: "مرحبا بكم", externalId: String(arabic.id) },
    ]);
    expect(await links({ fa: { id: null, url: "https://example.org/testkreis/fa/%D8%B3%D9%84%D8%A7%D9%85/", path: null } })).toMatchObject([
      { language: "fa", title: "سلام", externalId: null },
    ]);
    expect(await links({ "zh-CN": linkTo(arabic), zh_cn: linkTo(arabic) })).toHaveLength(1);
    expect(await links({ ar: { id: 1, path: "/testkreis/ar/3421/" } })).toEqual([]);
    for (const none of [null, [], "x", { ar: null }, { ar: {} }]) expect(await links(none)).toEqual([]);
  });
});

const hours = (slots: [string, string][], more: Published = {}) => ({
  allDay: false,
  closed: false,
  appointmentOnly: false,
  timeSlots: slots.map(([start, end]) => ({ start, end })),
  ...more,
});
const aLocation = (slug: string, latitude: unknown, longitude: unknown, more: Published = {}) => {
  const { parent: _, ...page } = aPublishedPage(slug);
  return {
    ...page,
    email: "ort@example.org",
    phone_number: "0234 5678",
    website: "https://ort.example.org/",
    opening_hours: Array.from({ length: 7 }, () => hours([["10:00", "13:00"]])),
    location: { id: 4, name: slug, address: "Wolfgangstraße 2", town: "Augsburg", postcode: "86153", latitude, longitude },
    ...more,
  };
};

describe("locations and offers", () => {
  it("have coordinates that lie in Germany, swapped back where that is all that is wrong", async () => {
    const reading = await good([
      aLocation("richtig", 48.37, 10.88),
      aLocation("vertauscht", 10.88, 48.37),
      aLocation("paris", 48.85, 2.35),
      aLocation("nichts", null, null),
      aLocation("halb", 48.37, null),
      aLocation("text", "48.37", "10,88"),
    ]);
    expect(reading.kind).toBe("location");
    expect(reading.rows.map((row) => [row.title, row.location?.latitude, row.location?.longitude])).toEqual([
      ["Richtig", 48.37, 10.88],
      ["Vertauscht", 48.37, 10.88],
      ["Nichts", null, null],
      ["Halb", null, null],
      ["Text", 48.37, 10.88],
    ]);
    expect(reading.skipped).toMatchObject([{ row: 3, code: "coordinates_outside" }]);
    expect(reading.notices).toMatchObject([
      { row: 2, code: "coordinates_swapped", params: { latitude: 10.88, longitude: 48.37 } },
      { row: 5, code: "coordinates_incomplete" },
    ]);
  });

  it("have hours and contacts of their own", async () => {
    const week = [
      ...Array.from({ length: 6 }, () =>
        hours([
          ["09:00", "12:00"],
          ["14:00", "16:00"],
        ]),
      ),
      hours([], { closed: true }),
    ];
    const [row] = (await good([aLocation("amt", 48.37, 10.88, { opening_hours: week, content: "<p>Telefon 0234 5678</p>" })])).rows;
    expect(row?.location?.openingHours?.[6]).toMatchObject({ isClosed: true, slots: [] });
    expect(row?.location?.openingHours?.[0]?.slots).toHaveLength(2);
    expect(row?.contacts.map(({ kind, value }) => [kind, value])).toEqual([
      ["mail", "ort@example.org"],
      ["phone", "0234 5678"],
      ["web", "https://ort.example.org/"],
      ["address", "Wolfgangstraße 2, 86153 Augsburg"],
    ]);
    const broken = await good([aLocation("amt", 48.37, 10.88, { opening_hours: [1, 2] })]);
    expect(broken.notices).toMatchObject([{ code: "hours_not_read" }]);
  });

  it("are offers by their alias, of the region that the name of the file or the person says", async () => {
    const offers = [
      { name: "Lehrstellen", alias: "lehrstellen", url: "https://www.example.org/?a=1&b=2", post: null, thumbnail: "https://x/y.png" },
      { name: "Radar", alias: "radar", url: "https://radar.example.org/", post: { plz: "1" }, thumbnail: "" },
      { name: "Falsch", alias: "falsch", url: "javascript:alert(1)", post: null },
    ];
    const reading = await good(offers, "de", "augsburg-offers.json");
    expect(reading).toMatchObject({
      kind: "offer",
      region: "augsburg",
      regionFrom: "file_name",
      skipped: [{ row: 3, code: "no_address" }],
    });
    expect(reading.rows.map((row) => [row.externalId, row.contacts])).toEqual([
      ["lehrstellen", [{ kind: "web", value: "https://www.example.org/?a=1&b=2", label: null }]],
      ["radar", [{ kind: "web", value: "https://radar.example.org/", label: null }]],
    ]);
    expect(reading.notices).toMatchObject([{ row: 2, code: "opens_by_form" }]);
    expect(await readDirectory(aFile(offers, "x.json"), { language: "de", region: "Augsburg" }, now)).toMatchObject({
      region: "augsburg",
      regionFrom: "given",
    });
  });
});

describe("real files", () => {
  const folder = join(import.meta.dirname, "../../../../shared/data/integreat");
  const files = ["rems-murr-kreis.de.pages.json", "rems-murr-kreis.en.pages.json"].map((name) => join(folder, name));
  if (!existsSync(folder)) console.log("skipped: real files of a directory are not in ../shared/data/integreat");
  test.skipIf(!existsSync(folder)).each(files)("%s is understood as a count by hand says", { timeout: 60_000 }, async (path) => {
    const language = path.includes(".de.") ? "de" : "en";
    const raw = JSON.parse(readFileSync(path, "utf8")) as {
      title: string;
      content: string;
      path: string;
      available_languages: Published;
    }[];
    const reading = await readDirectory({ bytes: readFileSync(path), name: basename(path) }, { language }, now);
    if ("refused" in reading) throw new Error(reading.refused.code);
    expect(reading.rows).toHaveLength(raw.length);
    expect(reading.skipped).toEqual([]);
    expect(reading.notices).toEqual([]);
    expect(reading.region).toBe("rems-murr-kreis");
    expect(reading.images).toBe(raw.reduce((sum, page) => sum + (page.content.match(/<img/g)?.length ?? 0), 0));
    expect(reading.rows.filter((row) => row.text === "").length).toBe(
      raw.filter((page) => page.content.replaceAll(/<[^>]*>|&[^;]*;|\s/g, "") === "").length,
    );
    expect(reading.rows.reduce((sum, row) => sum + row.links.length, 0)).toBe(
      raw.reduce((sum, page) => sum + Object.keys(page.available_languages).length, 0),
    );
    for (const [at, row] of reading.rows.entries()) {
      const { content } = raw[at]!;
      expect(row.html).not.toMatch(/<(img|iframe|script|style)|style=|class=/);
      // every number that a link dials is found, once a page; an area code alone is not one
      const numbers = [...content.matchAll(/href="tel:([^"]*)"/g)].map((match) =>
        dialled(decodeURIComponent(match[1]!).replace(/^:/, "").trim()),
      );
      const found = row.contacts.filter((contact) => contact.kind === "phone").map((contact) => dialled(contact.value));
      // a link may be cut off, the number beside it is whole
      for (const number of numbers)
        if (number && number.length > 7)
          expect(
            found.some((one) => one?.startsWith(number)),
            `${row.title} ${number}`,
          ).toBe(true);
      expect(new Set(found).size).toBe(found.length);
      for (const mail of content.matchAll(/href="mailto:([\w.+-]+@[\w.-]+\.[a-z]+)"/gi))
        expect(
          row.contacts.some(
            (contact) => contact.kind === "mail" && contact.value.toLowerCase().startsWith(mail[1]!.toLowerCase().slice(0, 12)),
          ),
        ).toBe(true);
    }
    for (const kind of ["phone", "mail", "address", "web", "hours"])
      expect(reading.rows.filter((row) => row.contacts.some((contact) => contact.kind === kind)).length, kind).toBeGreaterThan(20);
  });
});
