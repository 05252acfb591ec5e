import { expect, test } from "vitest";
import { firstDayOf, isWholeQuarters, lastDayOf, quarterOfDay, quartersBetween } from "../../platform/contract/quarters.ts";
import { draftReport, draftSection } from "./outline.ts";
import { differs, likelyPeriod, periodFaults, quartersToChoose, reminderOf, whyNotIssued } from "./rules.ts";

const today = "2026-11-23";

test("quarters have their first and last day", () => {
  expect(["2026-1", "2026-2", "2026-3", "2026-4"].map((quarter) => [firstDayOf(quarter), lastDayOf(quarter)])).toEqual([
    ["2026-01-01", "2026-03-31"],
    ["2026-04-01", "2026-06-30"],
    ["2026-07-01", "2026-09-30"],
    ["2026-10-01", "2026-12-31"],
  ]);
  expect(["2026-03-31", "2026-04-01", "2026-12-31"].map(quarterOfDay)).toEqual(["2026-1", "2026-2", "2026-4"]);
  expect(quartersBetween("2025-11-02", "2026-04-01")).toEqual(["2025-4", "2026-1", "2026-2"]);
  expect(quartersBetween("2026-04-01", "2026-03-01")).toEqual([]);
  expect(isWholeQuarters({ fromOn: "2026-01-01", untilOn: "2026-06-30" })).toBe(true);
  expect(isWholeQuarters({ fromOn: "2026-01-01", untilOn: "2026-06-29" })).toBe(false);
});

test("a report is about whole quarters that have begun, and reaches back two years before this one", () => {
  const codes = (fromOn: string, untilOn: string) => periodFaults({ fromOn, untilOn }, today).map((one) => `${one.path} ${one.code}`);
  expect(codes("2026-01-01", "2026-12-31")).toEqual([]);
  expect(codes("2024-01-01", "2024-03-31")).toEqual([]);
  expect(codes("2026-01-02", "2026-06-30")).toEqual(["fromOn not_whole_quarters"]);
  expect(codes("2026-01-01", "2026-05-31")).toEqual(["untilOn not_whole_quarters"]);
  expect(codes("2026-07-01", "2026-06-30")).toEqual(["untilOn before_start"]);
  expect(codes("2026-10-01", "2027-03-31")).toEqual(["untilOn in_future"]);
  expect(codes("2023-10-01", "2024-03-31")).toEqual(["fromOn too_early"]);
  expect(quartersToChoose(today)).toEqual(quartersBetween("2024-01-01", today).toReversed());
});

test("a new report begins with the period that is most likely meant, and that is always one it may have", () => {
  expect(likelyPeriod("status_report", today)).toEqual({ fromOn: "2026-01-01", untilOn: "2026-06-30" });
  expect(likelyPeriod("status_report", "2026-02-01")).toEqual({ fromOn: "2025-07-01", untilOn: "2025-12-31" });
  expect(likelyPeriod("narrative_report", today)).toEqual({ fromOn: "2026-01-01", untilOn: "2026-12-31" });
  expect(likelyPeriod("narrative_report", "2027-02-01")).toEqual({ fromOn: "2026-01-01", untilOn: "2026-12-31" });
  for (const month of Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, "0")))
    for (const kind of ["status_report", "narrative_report"] as const)
      expect(periodFaults(likelyPeriod(kind, `2026-${month}-15`), `2026-${month}-15`)).toEqual([]);
});

test("a report is told of once until its day and once after, and anew for another day", () => {
  const on = (dueOn: string, today: string) => reminderOf(dueOn, today);
  expect(on("2026-12-01", "2026-11-20")).toEqual(on("2026-12-01", "2026-12-01"));
  expect(on("2026-12-01", "2026-12-01").isOver).toBe(false);
  expect(on("2026-12-01", "2026-12-02")).toEqual({ ...on("2026-12-01", "2027-01-01"), isOver: true });
  const days = ["2026-11-30", "2026-12-01", "2026-12-02", "2027-01-01"];
  const versions = days.flatMap((day) => [on(day, "2026-01-01").version, on(day, "2028-01-01").version]);
  expect(new Set(versions).size).toBe(versions.length);
  // what the column of the queue can hold
  expect(Math.max(...versions)).toBeLessThan(2 ** 31);
});

test("a figure of one day is the same on another day, as long as nothing else changed", () => {
  const stock = { value: 5, counted: null, fromOn: null, untilOn: "2026-11-20" };
  expect(differs(stock, { ...stock, untilOn: "2026-11-23" })).toBe(false);
  expect(differs(stock, { ...stock, value: 6 })).toBe(true);
  expect(differs(stock, { ...stock, value: null })).toBe(true);
  const flow = { ...stock, fromOn: "2026-01-01", untilOn: "2026-06-30" };
  expect(differs(flow, flow)).toBe(false);
  expect(differs(flow, { ...flow, untilOn: "2026-09-30" })).toBe(true);
});

test("nothing is issued that nobody has read, or that lacks a reason", () => {
  const done = { text: "Es läuft.", isConfirmed: true, isUnfinished: false, figures: 0 };
  expect(whyNotIssued({ sections: [] })).toBe("no_sections");
  expect(whyNotIssued({ sections: [done, { ...done, text: " " }] })).toBe("sections_empty");
  expect(whyNotIssued({ sections: [done, { ...done, isUnfinished: true }] })).toBe("sections_unfinished");
  expect(whyNotIssued({ sections: [done, { ...done, isConfirmed: false }] })).toBe("sections_unconfirmed");
  expect(whyNotIssued({ sections: [done, { ...done, text: "", figures: 1 }] })).toBeUndefined();
});

test("a draft says what was told, under the usual headings of its kind, in its language", () => {
  const of = { language: "de", site: "Kreis Lindenau", period: { fromOn: "2026-01-01", untilOn: "2026-06-30" } } as const;
  const passages = [
    { subject: "decisions" as const, lines: ["Erste\nZeile", "Zweite"] },
    { subject: "deviations" as const, lines: ["Etwas kam anders."] },
  ];
  const status = draftReport(passages, { ...of, kind: "status_report" });
  expect(status.map((one) => one.title)).toContain("Beschlussvorschlag");
  expect(status.find((one) => one.code === "decisions")?.text).toBe("Erste Zeile\nZweite");
  expect(status.some((one) => one.text.includes("anders"))).toBe(false);
  const narrative = draftReport(passages, { ...of, kind: "narrative_report", language: "en" });
  expect(narrative.map((one) => one.title)).toContain("Deviations and their reasons");
  expect(draftSection("deviations", passages, { ...of, kind: "narrative_report" })).toBe("Etwas kam anders.");
  expect(draftSection(null, passages, { ...of, kind: "narrative_report" })).toBe("");
  // no more than fits, and no line cut in two
  const many = [{ subject: "decisions" as const, lines: Array.from({ length: 300 }, (_, at) => `${at} ${"x".repeat(100)}`) }];
  const long = draftSection("decisions", many, { ...of, kind: "status_report" });
  expect(long.length).toBeLessThanOrEqual(20_000);
  expect(long.endsWith("x".repeat(100))).toBe(true);
});
