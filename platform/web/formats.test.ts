import { describe, expect, test } from "vitest";
import { formatsOf } from "./formats.ts";
import { de } from "./texts.de.ts";
import { en } from "./texts.en.ts";
import { labelOf, translator } from "./texts.ts";

const today = "2026-11-23";
const f = formatsOf("de", translator("de", de), today);
const g = formatsOf("en", translator("en", en), today);
const spaced = (text: string) => text.replaceAll("\u00a0", " ");

describe("days", () => {
  test("are written with their month, and with the year where it is another one", () => {
    expect(spaced(f.day("2026-11-26"))).toBe("26. November");
    expect(spaced(f.day("2025-02-04"))).toBe("4. Februar 2025");
    expect(spaced(g.day("2026-11-26"))).toBe("26 November");
    expect(spaced(f.longDay("2026-11-26"))).toBe("Donnerstag, 26. November");
    expect(f.shortDay("2026-11-26")).toBe("26.11.2026");
    expect(spaced(f.month("2026-03-15"))).toBe("März 2026");
    expect(spaced(f.month("2026-03"))).toBe("März 2026");
  });

  test("do not break inside", () => {
    expect(f.day("2026-11-26")).toBe("26.\u00a0November");
  });

  test("are told from today", () => {
    expect(spaced(f.relative(today))).toBe("heute");
    expect(spaced(f.relative("2026-11-24"))).toBe("morgen");
    expect(spaced(f.relative("2026-11-26"))).toBe("in 3 Tagen");
    expect(spaced(f.relative("2026-09-08"))).toBe("vor 76 Tagen");
    expect(spaced(g.relative("2026-11-26"))).toBe("in 3 days");
  });

  test("say how urgent they are", () => {
    const at = (day: string) => {
      const { at, note, urgency } = f.when(day);
      return [spaced(at), spaced(note), urgency];
    };
    expect(at(today)).toEqual(["Heute", "23. November", "now"]);
    expect(at("2026-11-20")).toEqual(["20. November", "vor 3 Tagen", "now"]);
    expect(at("2026-11-26")).toEqual(["Donnerstag", "in 3 Tagen", "due"]);
    expect(at("2026-11-30")).toEqual(["30. November", "in 7 Tagen", "due"]);
    expect(at("2026-12-04")).toEqual(["4. Dezember", "in 11 Tagen", undefined]);
  });

  test("make periods", () => {
    expect(spaced(f.period("2026-11-26", null))).toBe("seit 26. November");
    expect(spaced(f.period("2026-11-26", "2026-11-26"))).toBe("26. November");
    expect(f.period("2026-11-26", "2026-11-28")).toContain("28. November");
  });

  test("instants are shown as the clock in Berlin says, in winter and in summer", () => {
    expect(spaced(f.time("2026-11-23T08:52:00Z"))).toBe("9:52 Uhr");
    expect(spaced(f.time("2026-07-23T08:52:00Z"))).toBe("10:52 Uhr");
    expect(spaced(f.moment("2026-11-22T23:30:00Z"))).toBe("23. November, 0:30 Uhr");
  });
});

describe("figures", () => {
  test("durations", () => {
    expect(spaced(f.minutes(75))).toBe("1 Stunde 15 Minuten");
    expect(spaced(f.minutes(60))).toBe("1 Stunde");
    expect(spaced(f.minutes(0))).toBe("0 Minuten");
    expect(spaced(f.weeks(9))).toBe("9 Wochen");
    expect(spaced(f.weeks(1))).toBe("1 Woche");
    expect(f.weeks(0)).toBe("weniger als eine Woche");
    expect(spaced(f.days(1))).toBe("1 Tag");
    expect(spaced(g.days(4))).toBe("4 days");
  });

  test("numbers, money, shares, lists", () => {
    expect(f.number(1240)).toBe("1.240");
    expect(spaced(f.money(41_200))).toBe("412 Euro");
    expect(spaced(f.money(41_250))).toBe("412,50 Euro");
    expect(spaced(f.share(118, 460))).toBe("118 von 460 (26 %)");
    expect(spaced(f.share(0, 0))).toBe("0 von 0 (0 %)");
    expect(f.list(["Sozialamt", "Jobcenter", "Kita"])).toBe("Sozialamt, Jobcenter und Kita");
    expect(f.list(["Name und Geburtsdatum", "Arbeit", "Sprache und Bildung"])).toBe(
      "Name und Geburtsdatum, Arbeit sowie Sprache und Bildung",
    );
    expect(g.list(["Name and date of birth", "Work"])).toBe("Name and date of birth as well as Work");
    expect(f.capital("übermorgen")).toBe("Übermorgen");
  });
});

describe("texts", () => {
  test("plural, unknown keys, labels of a vocabulary", () => {
    const t = translator("de", de);
    expect(t("platform.form.summary", { n: 1 })).toContain("Eine Angabe");
    expect(t("platform.form.summary", { n: 3 })).toContain("3 Angaben");
    expect(t.maybe("platform.nothing.of.the.kind")).toBeUndefined();
    expect(t("platform.field.no_such_day", { typed: "31.09.2026" })).toBe("Den 31.09.2026 gibt es nicht.");
    const entries = [{ code: "work", de: "Arbeit", en: "Work" }];
    expect(labelOf(entries, "work", "en")).toBe("Work");
    expect(labelOf(entries, "unknown", "de")).toBe("unknown");
  });
});
