import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { casePhases } from "../contract.ts";
import { legalDomains } from "../../network/contract.ts";
import { serviceCode } from "./columns.ts";
import { nameProblem, splitName } from "./names.ts";
import { readDay } from "./days.ts";
import { distance, onlySimilar } from "./similar.ts";
import type { Cell } from "./table.ts";
import { phaseWords, residenceStatusWords } from "./value-words.ts";
import { readLanguages, readLegalDomains, readNationality, readPhase, readResidenceStatus, readTown, saysNothing } from "./values.ts";

const today = "2026-11-23";

describe("days", () => {
  test.each<[Cell, string]>([
    ["26.11.2026", "2026-11-26"],
    ["26.11.26", "2026-11-26"],
    ["1.3.1990", "1990-03-01"],
    ["01. 03. 1990", "1990-03-01"],
    ["1.3.90", "1990-03-01"],
    ["2026-11-26", "2026-11-26"],
    ["2026-11-26T10:30:00", "2026-11-26 10:30"],
    ["26.11.2026 10:30 Uhr", "2026-11-26 10:30"],
    ["26.11.2026, 9.05", "2026-11-26 09:05"],
    ["26. November 2026", "2026-11-26"],
    ["26. Nov. 26", "2026-11-26"],
    ["3. März 2026", "2026-03-03"],
    ["١٧.٠٤.٢٠٢٦", "2026-04-17"],
    ["3 Maerz 2026", "2026-03-03"],
    ["November 26, 2026", "2026-11-26"],
    ["Do., 26.11.2026", "2026-11-26"],
    ["am 26.11.2026", "2026-11-26"],
    ["seit 1.3.2026", "2026-03-01"],
    ["26. 11.26", "2026-11-26"],
    ["26-11-2026", "2026-11-26"],
    ["26/11/2026", "2026-11-26"],
    ["11/26/2026", "2026-11-26"],
    ["5/5/2026", "2026-05-05"],
    ["26.11.2026.", "2026-11-26"],
    ["20261126", "2026-11-26"],
    ["46352", "2026-11-26"],
    [46352, "2026-11-26"],
    [46352.4375, "2026-11-26 10:30"],
    [20261126, "2026-11-26"],
    [{ day: "2026-11-26", time: null, serial: 46352 }, "2026-11-26"],
    ["29.2.2024", "2024-02-29"],
    ["\u00a026.11.2026 ", "2026-11-26"],
    ["２６.１１.２０２６", "2026-11-26"],
  ])("%j is %s", (cell, day) => {
    const read = readDay(cell, { today });
    expect("day" in read ? [read.day, read.time].filter(Boolean).join(" ") : read).toBe(day);
  });

  test.each<[Cell, object]>([
    ["31.09.2026", { problem: "no_such_day", params: { day: 31, month: 9, year: 2026 } }],
    ["29.2.2026", { problem: "no_such_day", params: { day: 29, month: 2, year: 2026 } }],
    ["1.13.2026", { problem: "no_such_day" }],
    ["0.0.2026", { problem: "no_such_day" }],
    ["31. November 2026", { problem: "no_such_day" }],
    ["2026-02-30", { problem: "no_such_day" }],
    ["26.11.0026", { problem: "no_such_day" }],
    ["3/4/2026", { problem: "ambiguous_date", params: { first: "3.4.2026", second: "4.3.2026" } }],
    ["11/2026", { problem: "only_a_month" }],
    ["November 2026", { problem: "only_a_month" }],
    ["2026", { problem: "only_a_year" }],
    [2026, { problem: "only_a_year" }],
    ["26.11.", { problem: "year_missing" }],
    ["26. November", { problem: "year_missing" }],
    ["demnächst", { problem: "not_a_date" }],
    ["1.1.2026 - 3.3.2026", { problem: "not_a_date" }],
    [1.5, { problem: "not_a_date" }],
    [true, { problem: "not_a_date" }],
    ["x".repeat(9_999), { problem: "not_a_date" }],
  ])("%j: %o", (cell, problem) => {
    expect(readDay(cell, { today })).toMatchObject(problem);
  });

  test.each<[Cell, object]>([
    ["1985", { year: 1985 }],
    [1985, { year: 1985 }],
    ["ca. 1985", { year: 1985 }],
    ["00.00.1985", { year: 1985 }],
    ["xx.xx.1985", { year: 1985 }],
    ["??.??.1985", { year: 1985 }],
    ["01.01.1985", { day: "1985-01-01" }],
    ["1.3.05", { day: "2005-03-01" }],
    ["1.3.26", { day: "2026-03-01" }],
    ["1.3.27", { day: "1927-03-01" }],
    [9_000, { day: "1924-08-21" }],
    // 1990 typed into a date cell
    [
      { day: "1905-06-12", time: null, serial: 1990 },
      { problem: "ambiguous_date", params: { first: "1990", second: "12.06.1905" } },
    ],
  ])("of a birth, %j: %o", (cell, expected) => {
    expect(readDay(cell, { today, birth: true })).toMatchObject(expected);
  });

  test("each day of the calendar is read back from each way to write it", () => {
    const day = fc
      .date({ min: new Date("1900-03-01"), max: new Date("2099-12-31"), noInvalidDate: true })
      .map((it) => it.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, (iso) => {
        const [year, month, date] = iso.split("-").map(Number) as [number, number, number];
        for (const written of [
          iso,
          `${date}.${month}.${year}`,
          `${String(date).padStart(2, "0")}.${String(month).padStart(2, "0")}.${year} 00:00`,
        ])
          expect(readDay(written, { today })).toMatchObject({ day: iso });
        const serial = Date.UTC(year, month - 1, date) / 86_400_000 + 25_569;
        if (serial > 10_000) expect(readDay(serial, { today })).toMatchObject({ day: iso });
      }),
    );
  });

  test("no text makes it fail", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 70 }), (text) => void readDay(text, { today })));
  });
});

describe("words in the cells", () => {
  test.each<[string, readonly string[] | null, string?]>([
    ["SGB II", ["sgb_ii"]],
    ["SGB 2", ["sgb_ii"]],
    ["sgb ii", ["sgb_ii"]],
    ["Jobcenter", ["sgb_ii"]],
    ["Bürgergeld", ["sgb_ii"]],
    ["ALG II", ["sgb_ii"]],
    ["ALG I", ["sgb_iii"]],
    ["AsylbLG", ["asylblg"]],
    ["§ 3 AsylbLG", ["asylblg"]],
    ["Leistungen nach § 2 AsylbLG", ["asylblg"]],
    ["SGB II (Jobcenter)", ["sgb_ii"]],
    ["AsylbLG seit 1.3.2026", ["asylblg"]],
    ["SGB II / AsylbLG", ["sgb_ii", "asylblg"]],
    ["AsylbLG, SGB VIII", ["sgb_viii", "asylblg"]],
    ["SGB II/III", ["sgb_ii", "sgb_iii"]],
    ["SGB II und SGB XII", ["sgb_ii", "sgb_xii"]],
    ["FreizügG/EU", ["freizuegg_eu"]],
    ["StAG", ["stag"]],
    ["kein Leistungsbezug", []],
    ["erwerbstätig", []],
    ["SGB XIV", null],
    ["Bürgergled", null, "sgb_ii"],
    ["irgendwas", null],
    ["constructor", null],
  ])("legal domain %j", (text, codes, suggestion) => {
    expect(readLegalDomains(text)).toEqual(codes === null ? { ok: false, suggestion: suggestion ?? null } : { ok: true, value: codes });
  });

  test.each<[string, string | null | undefined, string?]>([
    ["Aufenthaltsgestattung", "aufenthaltsgestattung"],
    ["Gestattung", "aufenthaltsgestattung"],
    ["Duldung § 60a AufenthG", "duldung"],
    ["Duldung (bis 1.3.2027)", "duldung"],
    ["Fiktion", "fiktionsbescheinigung"],
    ["AE § 25 Abs. 2", "aufenthaltserlaubnis"],
    ["AE § 25 Abs. 2 S. 1 AufenthG", "aufenthaltserlaubnis"],
    ["§ 24 AufenthG", "aufenthaltserlaubnis"],
    ["§24", "aufenthaltserlaubnis"],
    ["Aufenthaltserlaubnis nach § 104c AufenthG", "aufenthaltserlaubnis"],
    ["§ 60a Abs. 2", "duldung"],
    ["NE", "niederlassungserlaubnis"],
    ["EU-Bürger", "eu_freizuegigkeit"],
    ["deutsch", "deutsche_staatsangehoerigkeit"],
    ["Visum", "visum"],
    ["ungeklärt", "unbekannt"],
    ["ohne Papiere", null],
    ["illegal", null],
    ["Dulldung", undefined, "duldung"],
    ["gut", undefined],
    ["§ 999", undefined],
  ])("residence status %j", (text, code, suggestion) => {
    expect(readResidenceStatus(text)).toEqual(
      code === undefined ? { ok: false, suggestion: suggestion ?? null } : { ok: true, value: code },
    );
  });

  test("phases by name and number; what is only open is none", () => {
    expect(["Klärung", "3", "3. Assessment", "Phase 4", "Hilfeplanung", "abgeschlossen"].map(readPhase)).toEqual([
      "clarification",
      "assessment",
      "assessment",
      "planning",
      "planning",
      "closing",
    ]);
    expect([readPhase("laufend"), readPhase("schwierig")]).toEqual([null, undefined]);
  });

  test("languages without levels, short forms written out", () => {
    expect(readLanguages("Arabisch, etwas Deutsch A2; ukr")).toEqual(["Arabisch", "Deutsch", "Ukrainisch"]);
    expect(readLanguages("Kurdisch (Sorani) / Türkisch (gut)\nKurdisch (Sorani)")).toEqual(["Kurdisch (Sorani)", "Türkisch"]);
    expect(readLanguages("k. A.")).toEqual([]);
    expect(readLanguages("constructor")).toEqual(["constructor"]);
    expect(readNationality("SYR")).toBe("Syrien");
    expect(readNationality("syrisch / staatenlos")).toBe("syrisch, staatenlos");
  });

  test("towns by their spelling, with a suggestion only if just one is meant", () => {
    const towns = ["Lindenau", "Lindenau-Nord", "Steinfurth", "Altbrück"];
    expect(readTown("STEINFURTH", towns)).toEqual({ ok: true, value: "Steinfurth" });
    expect(readTown("Stadt Altbrueck", towns)).toEqual({ ok: true, value: "Altbrück" });
    expect(readTown("Lindenau Nord", towns)).toEqual({ ok: true, value: "Lindenau-Nord" });
    expect(readTown("Lindnau-Nord", towns)).toEqual({ ok: false, suggestion: "Lindenau-Nord" });
    expect(readTown("Altbruck", towns)).toEqual({ ok: false, suggestion: "Altbrück" });
    expect(readTown("Münster", towns)).toEqual({ ok: false, suggestion: null });
    expect(readTown("Neustat", ["Neustadt", "Neustart"])).toEqual({ ok: false, suggestion: null });
  });

  test("words that say nothing", () => {
    expect(["k.A.", "k. A.", "-", "–", "unbekannt", "N.N.", "???", "/", "entfällt"].filter((it) => !saysNothing(it))).toEqual([]);
    expect(["Ali", "0", "Nein, danke"].filter(saysNothing)).toEqual([]);
  });

  test("each code has words, and reads itself", () => {
    for (const code of legalDomains) expect(readLegalDomains(code), code).toEqual({ ok: true, value: [code] });
    for (const code of Object.keys(residenceStatusWords)) expect(readResidenceStatus(code), code).toEqual({ ok: true, value: code });
    for (const code of casePhases) expect(readPhase(code), code).toBe(code);
    expect(Object.keys(phaseWords)).toEqual([...casePhases]);
  });

  test("the labels of a new site are understood", () => {
    const labels = {
      sgb_ii: "SGB II (Bürgergeld)",
      sgb_viii: "SGB VIII (Jugendhilfe)",
      asylblg: "Asylbewerberleistungsgesetz",
      freizuegg_eu: "Freizügigkeitsgesetz/EU",
    };
    for (const [code, label] of Object.entries(labels)) expect(readLegalDomains(label), label).toEqual({ ok: true, value: [code] });
    expect(["Unterstützungsplan", "Vermittlung", "Begleitung"].map(readPhase)).toEqual(["planning", "linking", "monitoring"]);
    for (const label of [
      "Integrationskurs",
      "Anerkennung von Abschlüssen",
      "Leistung im neuen Rechtskreis",
      "Termin bei der Ausländerbehörde",
      "Krankenkassenkarte",
      "Arbeitsstelle",
    ])
      expect(serviceCode(label), label).toBeTypeOf("string");
  });

  test("no text makes any of them fail", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 120 }), (text) => {
        readLegalDomains(text);
        readResidenceStatus(text);
        readPhase(text);
        readLanguages(text);
        readNationality(text);
        readTown(text, ["Lindenau"]);
      }),
    );
  });

  test("long hostile text takes no time", () => {
    const from = performance.now();
    for (const text of [
      "a ".repeat(5_000),
      "(".repeat(10_000),
      "§ 1 ".repeat(2_500),
      `${" ".repeat(9_999)}x`,
      "-\n".repeat(5_000),
      "sgb ".repeat(2_500),
      "1".repeat(10_000),
      "a,".repeat(5_000),
    ]) {
      readLegalDomains(text);
      readResidenceStatus(text);
      readPhase(text);
      readLanguages(text);
      readNationality(text);
      readTown(text, ["Lindenau"]);
      splitName(text, "unsaid");
      nameProblem(text);
    }
    expect(performance.now() - from).toBeLessThan(2_000);
  });
});

describe("names", () => {
  test.each([
    ["Haddad, Amal", "unsaid", "Haddad", "Amal"],
    ["Haddad,Amal Maria", "unsaid", "Haddad", "Amal Maria"],
    ["Amal, Haddad", "given_first", "Haddad", "Amal"],
    ["HADDAD Amal", "unsaid", "HADDAD", "Amal"],
    ["Amal AL HADDAD", "unsaid", "AL HADDAD", "Amal"],
    ["Amal Haddad", "given_first", "Haddad", "Amal"],
    ["Haddad Amal", "family_first", "Haddad", "Amal"],
    ["Amal Maria von der Heide", "given_first", "von der Heide", "Amal Maria"],
    ["al Haddad Amal", "family_first", "al Haddad", "Amal"],
    ["Frau Haddad, Amal", "unsaid", "Haddad", "Amal"],
    ["Haddad", "unsaid", "Haddad", null],
    ["Haddad, unbekannt", "unsaid", "Haddad", null],
    ["k. A.", "unsaid", null, null],
  ] as const)("%j with %s is %s / %s", (text, order, familyName, givenNames) => {
    expect(splitName(text, order)).toMatchObject({ familyName, givenNames });
  });

  test("nobody guesses an order", () => {
    expect(splitName("Amal Haddad", "unsaid")).toEqual({ problem: "name_order_unclear" });
    expect(splitName("Haddad, Amal, Omar", "unsaid")).toEqual({ problem: "name_order_unclear" });
  });

  test.each([
    "Müller-Lüdenscheidt",
    "O’Brien",
    "D'Angelo",
    "al-Ḥasan",
    "Şahin",
    "Đorđević",
    "Ngozi Ọkọ́nkwọ",
    "Ołeksandra",
    "ʿAbd",
    "Димитров",
    "أمل",
    "J. R.",
    "Ēriks",
    "Ṭāhā",
    "Sørensen",
  ])("%s is a name", (name) => {
    expect(nameProblem(name.normalize("NFC"))).toBeNull();
  });
  test.each([
    ["Amal2", "digit_in_name"],
    ["Haddad*", "character_not_allowed"],
    ["<b>Amal</b>", "character_not_allowed"],
    ["Amal\u0007", "control_character"],
    ["x".repeat(201), "too_long"],
    ["A😀", "character_not_allowed"],
  ])("%j is none: %s", (name, code) => {
    expect(nameProblem(name)?.code).toBe(code);
  });
});

describe("likeness", () => {
  test("counts typing errors", () => {
    expect([distance("abc", "abc", 2), distance("abc", "acb", 2), distance("abc", "ab", 2), distance("abc", "xyz", 2)]).toEqual([
      0, 1, 1, 3,
    ]);
  });
  test("is symmetric and never suggests one of two that are equally near", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        expect(distance(a, b, 12)).toBe(distance(b, a, 12));
      }),
    );
    expect(
      onlySimilar(
        "hausen",
        ["hausem", "hauser"],
        (it) => it,
        (a, b) => a === b,
      ),
    ).toBeNull();
  });
});
