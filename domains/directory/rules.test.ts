import fc from "fast-check";
import { expect, it } from "vitest";
import { directionOf, knownLanguages, languageNameOf, searchRulesOf } from "./rules-languages.ts";
import * as rules from "./rules.ts";

it("counts whole months, and calls old what is older than a year", () => {
  expect(rules.monthsSince(new Date("2025-09-22T10:00:00Z"), "2026-11-22")).toBe(14);
  expect(rules.monthsSince(new Date("2025-11-23T10:00:00Z"), "2026-11-22")).toBe(11);
  expect(rules.monthsSince(new Date("2026-11-22T23:00:00Z"), "2026-11-22")).toBe(0);
  expect([rules.isOldAfter(12), rules.isOldAfter(13), rules.isOldAfter(null)]).toEqual([false, true, false]);
});

it("folds what people type differently into one", () => {
  expect(["Behörde", "BEHOERDE", "behörde".normalize("NFD")].map(rules.fold)).toEqual(["behoerde", "behoerde", "behoerde"]);
  expect(rules.fold("Straße")).toBe("strasse");
  expect(rules.fold("ışığı")).toBe("isigi");
  expect(rules.foldedBeside("Die Behörde im Haus, die Behörde")).toBe("behoerde");
  expect(rules.foldedBeside("Haus")).toBe("");
});

it("finds the neighbour of a mistyped word, and none for a word of its own", () => {
  const among = ["aufenthalt", "aufenthaltserlaubnis", "arbeitserlaubnis", "auslaenderbehoerde", "kurs"].map((folded) => ({ folded }));
  const near = (typed: string) => rules.nearestWord(typed, among)?.folded;
  expect(near("Aufentalt")).toBe("aufenthalt");
  expect(near("Aufethalt")).toBe("aufenthalt");
  expect(near("Ausländerbehödre")).toBe("auslaenderbehoerde");
  expect(rules.nearestWord("Einstufungstets", [{ folded: "einstufungstests" }, { folded: "einstufungstest" }])?.folded).toBe(
    "einstufungstest",
  );
  expect(near("Krus")).toBe("kurs");
  expect(near("Banane")).toBeUndefined();
  expect(near("Amt")).toBeUndefined();
});

it("measures distances as a walk over all letters would", () => {
  const slow = (a: string, b: string): number => {
    const d = Array.from({ length: a.length + 1 }, (_, i) =>
      Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
    );
    for (let i = 1; i <= a.length; i += 1)
      for (let j = 1; j <= b.length; j += 1) {
        d[i]![j] = Math.min(d[i - 1]![j]! + 1, d[i]![j - 1]! + 1, d[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d[i]![j] = Math.min(d[i]![j]!, d[i - 2]![j - 2]! + 1);
      }
    return d[a.length]![b.length]!;
  };
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(rules.editDistance(a, b, 3)).toBe(Math.min(slow(a, b), 4));
    }),
  );
});

it("shows the place that was searched for, and nothing is lost or added", () => {
  const body = `${"Vorher steht viel anderes. ".repeat(20)}Die Ausländerbehörde erteilt Aufenthaltserlaubnisse. ${"Nachher auch. ".repeat(40)}`;
  const pieces = rules.excerptOf(body, ["Auslaenderbehoerde", "Aufenthaltserlaubnis"]);
  expect(pieces.filter((piece) => piece.isHit).map((piece) => piece.text)).toEqual(["Ausländerbehörde", "Aufenthaltserlaubnisse"]);
  const shown = pieces.map((piece) => piece.text).join("");
  expect(shown.startsWith("… ") && shown.endsWith(" …")).toBe(true);
  expect(body).toContain(shown.slice(2, -2));
  expect(rules.excerptOf("", ["x"])).toEqual([]);
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), fc.array(fc.string({ minLength: 1 }), { maxLength: 3 }), (text, words) => {
      const all = rules
        .excerptOf(text, words)
        .map((piece) => piece.text)
        .join("");
      expect(all.length).toBeLessThanOrEqual(260);
    }),
  );
});

it("swaps coordinates back only where that makes them fit", () => {
  expect(rules.readCoordinates(48.378, 10.887)).toEqual({ latitude: 48.378, longitude: 10.887, isSwapped: false });
  expect(rules.readCoordinates(10.887, 48.378)).toEqual({ latitude: 48.378, longitude: 10.887, isSwapped: true });
  for (const [a, b] of [
    [0, 0],
    [40.4, -3.7],
    [48.85, 2.35],
    [-48, 10],
    [10, 10],
  ] as const)
    expect(rules.readCoordinates(a, b)).toBeUndefined();
});

it("makes titles out of addresses", () => {
  expect(rules.titleOfPath("/region/en/welcome-to-the-district/", "en", "Willkommen")).toBe("Welcome to the district");
  expect(rules.titleOfPath("/region/de/rathaus-20/", "de", "Town hall")).toBe("Rathaus");
  expect(rules.titleOfPath("/region/de/sgb-2/", "de", "SGB 2")).toBe("Sgb 2");
  expect(rules.titleOfPath("/region/tr/is/", "tr", "Arbeit")).toBe("İs");
  expect(rules.titleOfPath("/", "tr", "Arbeit")).toBeUndefined();
  expect(rules.nameOfRegion("rems-murr-kreis")).toBe("Rems-Murr-Kreis");
  expect(rules.nameOfRegion("neustadt-an-der-aisch")).toBe("Neustadt-an-der-Aisch");
});

it("cuts every circle once, whatever the parents say", () => {
  expect(
    rules.withoutCircles(
      new Map([
        ["a", "b"],
        ["b", "c"],
        ["c", "a"],
        ["d", "a"],
      ]),
    ).cut,
  ).toHaveLength(1);
  const id = fc.constantFrom(..."abcdefgh");
  fc.assert(
    fc.property(fc.array(fc.tuple(id, fc.option(id))), (edges) => {
      const { parents, cut } = rules.withoutCircles(new Map(edges));
      for (const start of parents.keys()) {
        let [at, steps]: [string | null | undefined, number] = [start, 0];
        while (at && steps < 20) [at, steps] = [parents.get(at), steps + 1];
        expect(steps).toBeLessThan(20);
      }
      for (const [child, parent] of new Map(edges)) if (!cut.includes(child)) expect(parents.get(child)).toBe(parent);
    }),
  );
});

it("knows numbers that can be dialled", () => {
  expect(["0234 / 56 78-9", "+49 (0)234 5678", "110", "116 117".replace(" ", ""), "(0234) 5678"].map(rules.dialled)).toEqual([
    "023456789",
    "+492345678",
    "110",
    "116117",
    "02345678",
  ]);
  for (const none of ["", "0234", "Montag", "12", "+", "1".repeat(20), "javascript:1"]) expect(rules.dialled(none)).toBeUndefined();
});

it("knows how languages are called, written and searched", () => {
  expect(["ar", "fa", "ur", "ps", "ckb"].map(directionOf)).toEqual(["rtl", "rtl", "rtl", "rtl", "rtl"]);
  expect(["de", "tr", "uk", "xx"].map(directionOf)).toEqual(["ltr", "ltr", "ltr", "ltr"]);
  expect([searchRulesOf("de"), searchRulesOf("de-si"), searchRulesOf("uk"), searchRulesOf("xx")]).toEqual([
    "german",
    "german",
    "simple",
    "simple",
  ]);
  expect([languageNameOf("uk"), languageNameOf("xx")]).toEqual(["Українська", "xx"]);
  expect(knownLanguages.length).toBeGreaterThan(40);
});
