import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  emptyWorksheet,
  faultsOf,
  inCoarseWeeks,
  inOrder,
  noticesOf,
  rareWordsOf,
  roleOfUnit,
  tidied,
  weekOf,
  weeksOf,
  wordsOf,
} from "./rules.ts";
import {
  addStep,
  beginHistory,
  breakAt,
  changeBreak,
  doNext,
  emptyContent,
  emptyStep,
  redo,
  removeStep,
  setBroken,
  undo,
  withWords,
  type Written,
} from "./rules-editing.ts";

const step = (id: string, week: number, what = "Etwas geschieht.") => emptyStep(id, { week, what });
const written = (...steps: ReturnType<typeof step>[]): Written => ({
  content: { ...emptyContent, title: "x", steps },
  worksheet: emptyWorksheet,
});
const codes = (it: Written) => noticesOf(it.content, it.worksheet).map((one) => one.code);

describe("weeks instead of days", () => {
  it("counts whole weeks from the first day and never backwards", () => {
    expect(weekOf("2026-03-02", "2026-03-02")).toBe(0);
    expect(weekOf("2026-03-02", "2026-03-08")).toBe(0);
    expect(weekOf("2026-03-02", "2026-03-09")).toBe(1);
    expect(weekOf("2026-03-23", "2026-04-06"), "over the change of the clock").toBe(2);
    expect(weekOf("2026-03-02", "2026-01-01")).toBe(0);
  });

  it("begins at week 0 in the order of weeks, and drops breaks at steps that are gone", () => {
    const { content, worksheet } = tidied(written(step("b", 12), step("a", 5), step("c", 12)).content, {
      ...emptyWorksheet,
      breaks: [
        { stepId: "c", broke: "x", why: "", needed: "" },
        { stepId: "gone", broke: "x", why: "", needed: "" },
      ],
    });
    expect(content.steps.map((one) => [one.id, one.week])).toEqual([
      ["a", 0],
      ["b", 7],
      ["c", 7],
    ]);
    expect(worksheet.breaks.map((one) => one.stepId)).toEqual(["c"]);
    expect(weeksOf(content)).toBe(7);
    expect(weeksOf(emptyContent)).toBe(0);
  });

  it("rounded to four weeks keeps the order whatever the weeks were", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1040 }), { maxLength: 60 }), (weeks) => {
        const before = weeks.map((week, at) => step(String(at), week));
        const { steps } = inCoarseWeeks({ ...emptyContent, steps: before });
        expect(steps.every((one) => one.week % 4 === 0)).toBe(true);
        const after = new Map(steps.map((one) => [one.id, one.week]));
        const sorted = inOrder(before).map((one) => after.get(one.id)!);
        expect(sorted).toEqual(sorted.toSorted((a, b) => a - b));
      }),
    );
  });
});

describe("what a second person looks at", () => {
  it("always asks to be read as by a stranger, and says that nothing is told yet", () => {
    expect(codes(written(step("a", 0), step("b", 8)))).toEqual(["read_as_stranger", "little_told"]);
  });

  it("names weeks that follow each other closely, and is content once they are rounded", () => {
    const close = written(step("a", 0), step("b", 7), step("c", 8), step("d", 8));
    expect(noticesOf(close.content, close.worksheet).find((one) => one.code === "close_weeks")?.count).toBe(1);
    expect(codes({ ...close, content: inCoarseWeeks(close.content) })).not.toContain("close_weeks");
  });

  it("counts offices that are named, each once, and long ways", () => {
    const steps = Array.from({ length: 21 }, (_, at) => ({ ...step(String(at), at * 4), unitId: at < 3 ? "one" : at < 5 ? "two" : null }));
    const notices = noticesOf({ ...emptyContent, steps }, emptyWorksheet);
    expect(notices.find((one) => one.code === "named_units")?.count).toBe(2);
    expect(notices.find((one) => one.code === "many_steps")?.count).toBe(21);
  });

  it("finds what happens to few, in German and English, and leaves ordinary words alone", () => {
    expect(rareWordsOf(["Nach der Geburt der Zwillinge", "Die Brandstiftung stand in der Zeitung.", "He is stateless."])).toEqual([
      "Zwillinge",
      "Brandstiftung",
      "Zeitung",
      "stateless",
    ]);
    expect(
      rareWordsOf(["Das Messergebnis", "die Unfallversicherung zahlt", "die Pressesprecherin", "Blinddarm", "Der Kurs beginnt."]),
    ).toEqual([]);
    const deep = written(step("a", 0), step("b", 8));
    const broken = changeBreak(setBroken(deep, "b", true), "b", { why: "Wegen der Abschiebung des Vaters" });
    expect(noticesOf(broken.content, broken.worksheet).find((one) => one.code === "rare_words")?.words).toEqual(["Abschiebung"]);
  });

  it("tells offices of which there are few as something wider", () => {
    expect(roleOfUnit("addiction_counselling")).toBe("counselling");
    expect(roleOfUnit("shelter")).toBe("other");
    expect(roleOfUnit("police")).toBe("other");
    expect(roleOfUnit(undefined)).toBe("other");
    expect(roleOfUnit("jobcenter")).toBe("jobcenter");
  });

  it("misses a title, a way and what happened before anybody else reads it", () => {
    expect(faultsOf(emptyContent).map((one) => one.field)).toEqual(["title", "steps"]);
    expect(faultsOf(written(step("a", 0), step("b", 3, "")).content)).toEqual([{ field: "what:b", code: "required" }]);
  });
});

describe("writing", () => {
  it("puts a step behind another in its week, and takes its break away with it", () => {
    const one = addStep(written(step("a", 0), step("b", 9)), emptyStep("c"), "a");
    expect(one.content.steps.map((it) => [it.id, it.week])).toEqual([
      ["a", 0],
      ["c", 0],
      ["b", 9],
    ]);
    expect(addStep(one, emptyStep("d"), null).content.steps.at(-1)).toMatchObject({ id: "d", week: 9 });
    const broken = setBroken(one, "b", true);
    expect(breakAt(broken, "b")).toBeDefined();
    expect(removeStep(broken, "b").worksheet.breaks).toEqual([]);
    expect(setBroken(broken, "b", false).worksheet.breaks).toEqual([]);
  });

  it("finds every place of words again by its name", () => {
    let it_ = setBroken(written(step("a", 0)), "a", true);
    it_ = changeBreak(it_, "a", { broke: "1", why: "2", needed: "3" });
    it_ = { content: { ...it_.content, situation: "4" }, worksheet: { ...it_.worksheet, potentials: "5", lesson: "6" } };
    const places = wordsOf(it_.content, it_.worksheet).map((one) => one.field);
    expect(places).toEqual(["title", "situation", "what:a", "broke:a", "why:a", "needed:a", "potentials", "lesson"]);
    for (const place of places) {
      const changed = withWords(it_, place, "anders");
      expect(wordsOf(changed.content, changed.worksheet).find((one) => one.field === place)?.text, place).toBe("anders");
      expect(wordsOf(changed.content, changed.worksheet).filter((one) => one.text === "anders").length, place).toBe(1);
    }
  });

  it("undoes a typed word as a whole, and does it again", () => {
    const start = beginHistory(written(step("a", 0)));
    const typed = ["N", "Ne", "Neu"].reduce(
      (history, what) => doNext(history, withWords(history.present, "what:a", what), "a what"),
      start,
    );
    expect(typed.past.length).toBe(1);
    expect(undo(typed).present).toBe(start.present);
    expect(redo(undo(typed)).present.content.steps[0]!.what).toBe("Neu");
    expect(undo(start)).toBe(start);
    expect(redo(start)).toBe(start);
  });
});
