import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../../platform/contract/days.ts";
import type { Point, PointKind } from "./contract.ts";
import { above, beginnings, below, hangingBelow, placed, together } from "./rules-picture.ts";
import {
  byUrgency,
  columnOf,
  daysLeft,
  daysLate,
  lateFirst,
  needsReason,
  nextLookOn,
  saysTheSame,
  standingOf,
  stateOfAgreement,
} from "./rules.ts";

const today = "2026-11-22";
const term = { fromOn: "2026-01-01", untilOn: "2026-12-31", remindDays: 60, endedOn: null, isRenewed: false, isUnsigned: false };

describe("a target agreement", () => {
  test.each([
    ["runs out within the days at which it reminds", {}, "ending"],
    ["runs before them", { remindDays: 38 }, "running"],
    ["reminds from the first of them on", { remindDays: 39 }, "ending"],
    ["is there on its last day", { untilOn: today }, "ending"],
    ["has expired the day after", { untilOn: addDays(today, -1) }, "expired"],
    ["has expired, signed or not", { untilOn: addDays(today, -1), isUnsigned: true }, "expired"],
    ["was renewed in time", { untilOn: addDays(today, -1), isRenewed: true }, "renewed"],
    ["is renewed and asks for nothing more", { isRenewed: true }, "running"],
    ["lacks a signature", { isUnsigned: true }, "unsigned"],
    ["begins later", { fromOn: addDays(today, 1) }, "coming"],
    ["was ended", { endedOn: today }, "ended"],
    ["will be ended", { endedOn: addDays(today, 1), remindDays: 1 }, "running"],
  ] as const)("%s", (_, more, state) => {
    expect(stateOfAgreement({ ...term, ...more }, today)).toBe(state);
  });

  test("counts its days only while it lasts", () => {
    expect(daysLeft(term, today)).toBe(39);
    expect(daysLeft({ ...term, untilOn: today }, today)).toBe(0);
    expect(daysLeft({ ...term, untilOn: addDays(today, -1) }, today)).toBeNull();
    expect(daysLeft({ ...term, isUnsigned: true }, today)).toBeNull();
  });

  test("what runs out stands first, what is over last", () => {
    const of = (title: string, state: "ending" | "expired" | "running" | "ended", untilOn = today) => ({ title, state, untilOn });
    const list = [of("d", "ended"), of("c", "running"), of("a", "ending", "2027-01-01"), of("b", "ending"), of("e", "expired")];
    expect(byUrgency(list).map((one) => one.title)).toEqual(["b", "a", "e", "c", "d"]);
  });
});

describe("measures", () => {
  const measure = (title: string, state: string, dueOn: string) => ({ title, state, dueOn, daysLate: daysLate({ state, dueOn }, today) });

  test("late ones stand first, the longest of all; what is over comes last", () => {
    const list = [
      measure("done", "done", "2026-01-01"),
      measure("next", "running", "2026-12-01"),
      measure("a little late", "running", "2026-11-20"),
      measure("very late", "planned", "2026-05-01"),
      measure("later", "planned", "2027-02-01"),
      measure("done later", "stopped", "2026-09-01"),
    ];
    expect(lateFirst(list).map((one) => one.title)).toEqual(["very late", "a little late", "next", "later", "done later", "done"]);
  });

  test("each has one place on the board", () => {
    const of = (state: string, dueOn: string, closing: string | null = null) => columnOf({ state, dueOn, closing }, today);
    expect([of("planned", today), of("planned", "2026-11-21"), of("running", "2026-11-21"), of("running", today)]).toEqual([
      "planned",
      "late",
      "late",
      "running",
    ]);
    expect([
      of("done", "2020-01-01"),
      of("done", "2020-01-01", "anchored"),
      of("stopped", "2020-01-01"),
      of("done", today, "dropped"),
    ]).toEqual(["done", "anchored", "stopped", "done"]);
  });

  test("the next look follows the newest one; none where nothing is left", () => {
    expect(nextLookOn({ lookAgainOn: "2026-10-01" }, undefined)).toBe("2026-10-01");
    expect(nextLookOn({ lookAgainOn: "2026-10-01" }, { finding: "partly", lookAgainOn: "2027-01-01" })).toBe("2027-01-01");
    expect(nextLookOn({ lookAgainOn: "2026-10-01" }, { finding: "gone", lookAgainOn: null })).toBeNull();
  });
});

test("phases: those before the present one are over; only the way back needs a reason", () => {
  expect([0, 3, 4].map((number) => standingOf(number, 3))).toEqual(["over", "now", "coming"]);
  expect([needsReason(2, 3), needsReason(3, 3), needsReason(3, 2)]).toEqual([false, false, true]);
});

test("a framework says the same while only measures come and go", () => {
  const subGoal = { id: "s", fieldOfAction: "work", title: "Arbeit", sign: "", dueOn: null, measures: [] };
  const one = { title: "t", vision: "v", fromOn: today, untilOn: null, goals: [{ id: "g", title: "Ziel", text: "", subGoals: [subGoal] }] };
  const withMeasure = { ...one, goals: [{ ...one.goals[0]!, subGoals: [{ ...subGoal, measures: [{ id: "m", title: "M" }] }] }] };
  const withSign = { ...one, goals: [{ ...one.goals[0]!, subGoals: [{ ...subGoal, sign: "anders" }] }] };
  expect(saysTheSame(one, withMeasure)).toBe(true);
  expect(saysTheSame(one, withSign)).toBe(false);
  expect(saysTheSame(one, { ...one, untilOn: today })).toBe(false);
});

describe("the picture", () => {
  const point = (kind: PointKind, id: string): Point => ({
    id: `${kind}:${id}`,
    kind,
    title: id,
    state: null,
    on: null,
    isLate: false,
    openId: id,
  });
  const points = [
    point("goal", "1"),
    point("goal", "2"),
    point("sub_goal", "a"),
    point("sub_goal", "b"),
    point("theme", "x"),
    point("theme", "y"),
  ];
  const links = [
    { from: "goal:2", to: "sub_goal:a" },
    { from: "goal:1", to: "sub_goal:b" },
    { from: "sub_goal:b", to: "theme:x" },
  ];

  test("points stand beside what leads to them", () => {
    const rows = placed(points, links).map(({ point: { id }, column, row }) => [id, column, row]);
    expect(rows).toEqual([
      ["goal:1", 0, 0],
      ["goal:2", 0, 1],
      ["sub_goal:b", 1, 0],
      ["sub_goal:a", 1, 1],
      ["theme:x", 2, 0],
      ["theme:y", 2, 1],
    ]);
  });

  test("what is below, above, at the beginning and together", () => {
    expect(below("goal:1", points, links).map((one) => one.id)).toEqual(["sub_goal:b"]);
    expect(above("theme:x", points, links).map((one) => one.id)).toEqual(["sub_goal:b"]);
    expect(beginnings(points, links).map((one) => one.id)).toEqual(["goal:1", "goal:2", "theme:y"]);
    expect([...together("sub_goal:b", links)].sort()).toEqual(["goal:1", "sub_goal:b", "theme:x"]);
  });

  test("a goal that gathers one measure of a theme gathers neither its others nor what was decided on them", () => {
    const all = [
      point("sub_goal", "a"),
      point("theme", "x"),
      point("decision", "1"),
      point("decision", "2"),
      point("measure", "m"),
      point("measure", "n"),
      point("change", "m"),
    ];
    const ties = [
      { from: "sub_goal:a", to: "theme:x", through: ["measure:m"] },
      { from: "theme:x", to: "decision:1", through: null },
      { from: "theme:x", to: "decision:2", through: null },
      { from: "decision:1", to: "measure:m", through: null },
      { from: "decision:2", to: "measure:n", through: null },
      { from: "measure:m", to: "change:m", through: null },
    ];
    type At = Parameters<typeof hangingBelow>[0];
    const tree = (at: At): string =>
      hangingBelow(at, all, ties)
        .map(({ point: { id }, through }) => `${id}(${tree({ id, through })})`)
        .join(" ");
    expect(tree({ id: "sub_goal:a", through: null })).toBe("theme:x(decision:1(measure:m(change:m())))");
    // from the theme itself everything hangs
    expect(tree({ id: "theme:x", through: null })).toBe("decision:1(measure:m(change:m())) decision:2(measure:n())");
  });

  test("no two points ever stand on one place, whatever is linked", () => {
    const kinds = ["goal", "sub_goal", "theme", "decision", "measure", "change"] as const;
    const some = fc.array(fc.tuple(fc.constantFrom(...kinds), fc.integer({ min: 0, max: 6 })), { maxLength: 30 });
    fc.assert(
      fc.property(some, fc.array(fc.tuple(fc.nat(29), fc.nat(29)), { maxLength: 60 }), (made, pairs) => {
        const list = [...new Map(made.map(([kind, n]) => [`${kind}:${n}`, point(kind, String(n))])).values()];
        const between = pairs.flatMap(([a, b]) => {
          const [from, to] = [list[a], list[b]];
          return from && to && kinds.indexOf(from.kind) < kinds.indexOf(to.kind) ? [{ from: from.id, to: to.id }] : [];
        });
        const places = placed(list, between).map(({ column, row }) => `${column} ${row}`);
        expect(places.length).toBe(list.length);
        expect(new Set(places).size).toBe(list.length);
      }),
    );
  });
});
