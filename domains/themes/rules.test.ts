import { describe, expect, it } from "vitest";
import { beginOfSecondLook, daysLate, isLate, mayLook } from "./measure/rules.ts";
import { newestFirst, quietFirst, stuckBy } from "./overview/rules.ts";
import type { AnswerCode } from "./report/contract.ts";
import { mayBeAskedWhetherSolved, shorten, stairOf, unresolvedMarks } from "./report/rules.ts";
import { addMonths, widenToQuarters } from "./rules.ts";
import { dayNumberOf, dueOnOf, mayBeDecided, presentEvent, shownStateOf, stateOf } from "./theme/rules.ts";

const stair = (state: string, ...codes: AnswerCode[]) =>
  stairOf(
    { reportedOn: "2026-02-04", state },
    codes.map((code, at) => ({ code, on: `2026-03-${String(at + 1).padStart(2, "0")}` })),
  );
const heightOf = (state: string, ...codes: AnswerCode[]) => {
  const { reached, ended } = stair(state, ...codes);
  return [reached, ended];
};

describe("the stair of a report", () => {
  it("climbs with each answer and knows the day of each step", () => {
    const whole = stair("released", "read", "joined", "on_agenda", "agreed", "measure_started", "looked_at");
    expect(whole.reached).toBe(7);
    expect(whole.steps.map((one) => one.reachedOn)).toEqual([
      "2026-02-04",
      "2026-03-01",
      "2026-03-02",
      "2026-03-03",
      "2026-03-04",
      "2026-03-05",
      "2026-03-06",
    ]);
  });
  it.each([
    ["submitted", [], [1, null]],
    ["returned", ["returned"], [1, null]],
    ["released", ["read"], [2, null]],
    ["released", ["read", "joined", "taken_out"], [2, null]],
    ["released", ["read", "joined", "on_agenda", "off_agenda"], [3, null]],
    ["released", ["read", "joined", "on_agenda", "postponed"], [4, null]],
    ["released", ["read", "joined", "on_agenda", "declined"], [5, "declined"]],
    ["released", ["read", "joined", "declined", "agreed"], [5, null]],
    ["released", ["read", "joined", "escalated"], [5, null]],
    ["released", ["read", "joined", "closed"], [3, "closed"]],
    ["released", ["read", "joined", "agreed", "measure_started", "looked_at", "closed"], [7, null]],
    ["withdrawn", ["read"], [2, "withdrawn"]],
    // joined late: the steps before have no day of their own
    ["released", ["read", "joined", "measure_started"], [6, null]],
  ] as [string, AnswerCode[], unknown][])("%s with %j stands at %j", (state, codes, expected) => {
    expect(heightOf(state, ...codes)).toEqual(expected);
  });
  it("asks whether it is solved any time after a decision", () => {
    expect(mayBeAskedWhetherSolved(stair("released", "read", "joined"))).toBe(false);
    expect(mayBeAskedWhetherSolved(stair("released", "read", "joined", "agreed"))).toBe(true);
    expect(mayBeAskedWhetherSolved(stair("released", "read", "joined", "closed"))).toBe(true);
    expect(mayBeAskedWhetherSolved(stair("withdrawn"))).toBe(false);
  });
});

it("cuts a text between words", () => {
  expect(shorten("Einen Platz gibt es", 40)).toBe("Einen Platz gibt es");
  expect(shorten("Einen Platz gibt es, aber niemand betreut", 22)).toBe("Einen Platz gibt es,…");
});

it("puts answers that ask something back first, then the newest, and leaves out what has none", () => {
  const report = (name: string, on: string | null, asksWhetherSolved = false) => ({
    name,
    asksWhetherSolved,
    latestAnswer: on === null ? null : { on },
  });
  const reports = [report("old", "2026-02-01"), report("none", null), report("asked", "2026-01-01", true), report("new", "2026-03-01")];
  expect(newestFirst(reports).map((one) => one.name)).toEqual(["asked", "new", "old"]);
});

it("leaves a mark open until it is replaced or kept, field by field", () => {
  const marks = [{ field: "text", start: 0, end: 11, words: "Frau Rahimi" }];
  expect(unresolvedMarks(marks, [{ field: "idea", words: "Frau Rahimi" }])).toEqual(marks);
  expect(unresolvedMarks(marks, [{ field: "text", words: "Frau Rahimi" }])).toEqual([]);
});

describe("statements and decisions", () => {
  const open = { dueOn: dueOnOf("2026-11-01"), givenOn: null };
  it("gives 14 days and counts them from the first", () => {
    expect(open.dueOn).toBe("2026-11-15");
    expect(dayNumberOf({ requestedOn: "2026-11-01" }, "2026-11-09")).toBe(9);
  });
  it("decides only after the statement or after its 14 days", () => {
    const may = (statements: (typeof open | { dueOn: string; givenOn: string })[], today: string, state = "on_agenda") =>
      mayBeDecided({ state, statements }, today);
    expect(may([], "2026-11-02")).toBe(true);
    expect(may([open], "2026-11-15")).toBe(false);
    expect(may([open], "2026-11-16")).toBe(true);
    expect(may([{ ...open, givenOn: "2026-11-03" }], "2026-11-03")).toBe(true);
    expect(may([{ ...open, givenOn: "2026-11-03" }, open], "2026-11-03")).toBe(false);
    expect(may([], "2026-11-02", "collected")).toBe(false);
  });
  it("shows that a statement is awaited only where nothing else is nearer", () => {
    expect(shownStateOf("named", [open], "2026-11-10")).toBe("statement_awaited");
    expect(shownStateOf("on_agenda", [open], "2026-11-10")).toBe("on_agenda");
    expect(shownStateOf("named", [open], "2026-11-16")).toBe("named");
  });
});

describe("where a theme stands", () => {
  const facts = { namedOn: "2026-01-01", meetingOn: null, decision: null, closedOn: null, measures: [] };
  const measure = { state: "planned", isLookedAt: false, awaitsLook: false };
  it.each([
    ["collected", { namedOn: null }],
    ["named", {}],
    ["on_agenda", { meetingOn: "2026-02-01" }],
    ["measure_agreed", { decision: "agreed", measures: [measure] }],
    ["running", { decision: "agreed", measures: [{ ...measure, state: "running" }] }],
    ["running", { decision: "agreed", measures: [{ ...measure, state: "done", awaitsLook: true }] }],
    ["looked_at", { decision: "agreed", measures: [{ ...measure, state: "done", isLookedAt: true }] }],
    ["on_agenda", { decision: "agreed", meetingOn: "2026-12-03", measures: [{ ...measure, state: "running", isLookedAt: true }] }],
    ["declined", { decision: "declined" }],
    ["escalated", { decision: "escalated" }],
    ["closed", { decision: "declined", closedOn: "2026-05-01", meetingOn: "2026-06-01" }],
  ] as [string, object][])("%s from %j", (expected, more) => {
    expect(stateOf({ ...facts, ...more })).toBe(expected);
  });
  it("tells a late report what still holds", () => {
    const events = ["created", "named", "on_agenda", "agreed", "measure_planned"].map((kind) => ({ kind }));
    expect(presentEvent(events)?.kind).toBe("agreed");
    expect(presentEvent([...events, { kind: "on_agenda" }, { kind: "off_agenda" }])).toBeUndefined();
    expect(presentEvent(events.slice(0, 2))).toBeUndefined();
  });
});

describe("measures", () => {
  it("is late only while it is not done", () => {
    expect(isLate({ state: "running", dueOn: "2026-10-31" }, "2026-11-25")).toBe(true);
    expect(daysLate({ state: "planned", dueOn: "2026-10-31" }, "2026-11-25")).toBe(25);
    expect(isLate({ state: "done", dueOn: "2026-10-31" }, "2026-11-25")).toBe(false);
    expect(isLate({ state: "running", dueOn: "2026-11-25" }, "2026-11-25")).toBe(false);
  });
  it("is looked at once its window has closed", () => {
    expect(mayLook({ state: "done", lookOn: "2026-11-16" }, "2026-11-16")).toBe(true);
    expect(mayLook({ state: "running", lookOn: "2026-11-16" }, "2026-11-15")).toBe(false);
    expect(mayLook({ state: "stopped", lookOn: "2026-11-16" }, "2026-11-16")).toBe(false);
    expect(beginOfSecondLook({ intakeWeeks: 2, followUpWeeks: 1 }, "2026-11-22")).toBe("2026-11-02");
  });
  it("widens a period to whole quarters, open where it reaches the present", () => {
    const over = (fromOn: string | null, untilOn: string | null) => widenToQuarters({ fromOn, untilOn }, "2026-11-22");
    expect(over("2026-02-28", "2026-04-01")).toEqual({ fromOn: "2026-01-01", untilOn: "2026-06-30" });
    expect(over("2026-10-01", "2026-10-02")).toEqual({ fromOn: "2026-10-01", untilOn: null });
    expect(over(null, "2025-12-31")).toEqual({ fromOn: null, untilOn: "2025-12-31" });
  });
  it("looks again on the same day of a later month, or its last", () => {
    expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(addMonths("2024-02-29", 12)).toBe("2025-02-28");
    expect(addMonths("2026-11-22", 12)).toBe("2027-11-22");
  });
});

describe("the programme", () => {
  const fine = {
    lastActiveOn: "2026-11-20",
    hasThemes: true,
    hasEscalated: false,
    hasMeasuresLate: false,
    hasReportsWithoutAnswer: false,
    hasStatementsOverdue: false,
  };
  it("says what keeps a site", () => {
    expect(stuckBy(fine, "2026-11-24")).toEqual([]);
    expect(stuckBy({ ...fine, lastActiveOn: null, hasThemes: false }, "2026-11-24")).toEqual(["quiet", "no_theme_yet"]);
    expect(stuckBy({ ...fine, lastActiveOn: "2026-10-20", hasMeasuresLate: true }, "2026-11-24")).toEqual(["quiet", "measures_late"]);
  });
  it("puts the quiet ones first", () => {
    const sites = [
      { name: "B", lastActiveOn: "2026-11-20" },
      { name: "C", lastActiveOn: null },
      { name: "A", lastActiveOn: "2026-09-01" },
    ];
    expect(quietFirst(sites).map((site) => site.name)).toEqual(["C", "A", "B"]);
  });
});
