import { describe, expect, it } from "vitest";
import { testTalk } from "./factory.ts";
import { faultsOf, keepOrder, patternKey, talkLike } from "./rules.ts";
import { readMonth, readMonthList } from "./month-list.ts";

const known = {
  towns: new Set<string>(),
  units: new Set<string>(),
  fields: new Set(["language", "work"]),
  concerns: new Set(["language_course"]),
};
const days = { today: "2026-11-22", earliest: "2025-10-18" };
const paths = (more: Parameters<typeof testTalk>[0]) =>
  faultsOf(testTalk({ talkedOn: days.today, ...more }), known, days).map((one) => `${one.path} ${one.code}`);

describe("a talk", () => {
  it("needs a field and what came of it, nothing of the person", () => {
    expect(paths({ concern: null, language: null })).toEqual([]);
  });
  it("tells all its faults at once", () => {
    expect(
      paths({ talkedOn: "2026-11-23", townId: "b8b7f4a2-6a0e-4c39-b1ab-8a8f3f1f7a52", fields: ["language", "sport"], concern: "none" }),
    ).toEqual(["talkedOn in_future", "townId unknown_code", "fields unknown_code", "concern unknown_code"]);
    expect(paths({ talkedOn: "2024-01-01" })).toEqual(["talkedOn not_possible_day"]);
    expect(paths({ fields: ["language", "language"] })).toEqual(["fields too_many"]);
    expect(paths({ outcome: "informed", offerId: "b8b7f4a2-6a0e-4c39-b1ab-8a8f3f1f7a52" })).toEqual(["outcome not_referred"]);
  });
  it("keeps a word that has ended since it was counted", () => {
    const talk = testTalk({ talkedOn: days.today, concern: "old_word" });
    expect(faultsOf(talk, known, days, talk)).toEqual([]);
  });
  it("counted like another repeats nothing about the person", () => {
    const talk = testTalk({ ageBand: "18_26", sex: "female", statusGroup: "duldung", minutes: 20 });
    const like = talkLike(talk, days.today);
    expect(patternKey(like)).toBe(patternKey(talk));
    expect([like.ageBand, like.sex, like.statusGroup, like.minutes]).toEqual([null, null, null, null]);
  });
});

it("a key means the same as long as the page is open; what is new takes the last", () => {
  const of = (...concerns: string[]) => concerns.map((concern) => testTalk({ concern }));
  const shown = (list: readonly { concern: string | null }[]) => list.map((one) => one.concern).join("");
  expect(shown(keepOrder([], of("b", "a")))).toBe("ba");
  expect(shown(keepOrder(of("a", "b"), of("b", "a")))).toBe("ab");
  expect(shown(keepOrder(of("a", "b"), of("c", "b", "a")))).toBe("abc");
  expect(shown(keepOrder(of(..."abcdefghi"), of(..."xabcdefgh")))).toBe("abcdefghx");
});

describe("figures of months in a file", () => {
  const context = { today: "2026-11-22", towns: ["Erlbach", "Hohenfeld"], fields: [{ code: "work", names: ["Arbeit", "Work"] }] };
  const read = async (...lines: string[]) => {
    const list = await readMonthList(Buffer.from(["Monat;Ort;Handlungsfeld;Anzahl", ...lines].join("\n")), "Zahlen.csv", context);
    if ("refused" in list) throw new Error(list.refused.code);
    return list;
  };
  it.each(["2026-03", "03/2026", "3.2026", "März 2026", "Mrz 26", "01.03.2026", "2026-03-31", "March 2026"])("%s is March", (text) => {
    expect(readMonth(text, context.today)).toBe("2026-03-01");
  });
  it.each(["13/2026", "Frühling 2026", "Q1 2026", ""])("%s is no month", (text) => {
    expect(readMonth(text, context.today)).toBe(null);
  });
  it("are read with German numbers, codes or words, and without a town", async () => {
    const { figures, issues } = await read("03/2026;Stadt Erlbach;Arbeit;1.240", "März 2026;k.A.;work;0");
    expect(issues).toEqual([]);
    expect(figures.map((one) => [one.monthOn, one.townName, one.field, one.talks])).toEqual([
      ["2026-03-01", "Erlbach", "work", 1240],
      ["2026-03-01", null, "work", 0],
    ]);
  });
  it("tell each row that is wrong, with its cell", async () => {
    const { issues } = await read(
      "12/2026;Erlbach;Arbeit;3",
      "irgendwann;Erlbach;Arbeit;3",
      "03/2026;Erlbech;Arbeit;3",
      "03/2026;Erlbach;Sport;3",
      "03/2026;Erlbach;Arbeit;< 5",
      "03/2026;Erlbach;Arbeit;",
      "04/2026;Erlbach;Arbeit;3",
      "04/2026;Erlbach;Arbeit;4",
    );
    expect(issues.map((one) => [one.row, one.column, one.code])).toEqual([
      [2, "A", "in_future"],
      [3, "A", "not_a_month"],
      [4, "B", "unknown_town"],
      [5, "C", "unknown_field"],
      [6, "D", "not_a_count"],
      [7, "D", "required"],
      [9, "A", "duplicate_row"],
    ]);
  });
});
