import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { meetingStates } from "./contract.ts";
import * as rules from "./rules.ts";

const today = "2026-12-03";
const move = { itemCount: 3, closedOn: null, today, reason: null };

describe("a meeting moves", () => {
  it("from planned over invited and in session to closed, and back only before it begins", () => {
    expect(rules.refusalOfMove({ ...move, from: "planned", to: "invited" })).toBeUndefined();
    expect(rules.refusalOfMove({ ...move, from: "invited", to: "in_session" })).toBeUndefined();
    expect(rules.refusalOfMove({ ...move, from: "invited", to: "planned" })).toBeUndefined();
    expect(rules.refusalOfMove({ ...move, from: "in_session", to: "closed" })).toBeUndefined();
    expect(rules.refusalOfMove({ ...move, from: "in_session", to: "invited" })).toBe("no_such_move");
    expect(rules.refusalOfMove({ ...move, from: "planned", to: "closed" })).toBe("no_such_move");
  });
  it("is not invited to with an empty agenda", () => {
    expect(rules.refusalOfMove({ ...move, from: "planned", to: "invited", itemCount: 0 })).toBe("agenda_is_empty");
  });
  it("reopens on the day of closing and with a reason alone", () => {
    const reopening = { ...move, from: "closed", to: "in_session" } as const;
    expect(rules.refusalOfMove({ ...reopening, closedOn: "2026-12-02", reason: "Punkt 4 fehlte" })).toBe("not_the_same_day");
    expect(rules.refusalOfMove({ ...reopening, closedOn: today })).toBe("reason_missing");
    expect(rules.refusalOfMove({ ...reopening, closedOn: today, reason: "Punkt 4 fehlte" })).toBeUndefined();
    expect(rules.nextStates("closed", "2026-12-02", today)).toEqual([]);
    expect(rules.nextStates("closed", today, today)).toEqual(["in_session"]);
  });
  it("offers exactly what is not refused", () => {
    for (const from of meetingStates)
      for (const to of meetingStates)
        for (const closedOn of [null, today, "2026-12-01"]) {
          const refusal = rules.refusalOfMove({ ...move, from, to, closedOn, reason: "weil" });
          expect(rules.nextStates(from, closedOn, today).includes(to), `${from} ${to} ${closedOn}`).toBe(refusal === undefined);
        }
  });
});

describe("a decision", () => {
  const draft = {
    outcome: "agreed",
    reason: null,
    ownerUnitId: "u",
    ownerMembershipId: null,
    dueOn: "2027-03-31",
    postponedUntilOn: null,
    hasMeasure: false,
    isAboutTheme: true,
    reached: null,
    votes: null,
    dissents: [],
  } as const;
  const codes = (over: Partial<rules.DecisionDraft>) =>
    rules.faultsOfDecision({ ...draft, ...over }, today).map((fault) => `${fault.field} ${fault.code}`);
  it("that is agreed has somebody who sees to it and a day", () => {
    expect(codes({})).toEqual([]);
    expect(codes({ ownerUnitId: null, dueOn: null })).toEqual(["ownerUnitId owner_missing", "dueOn required"]);
    expect(codes({ dueOn: "2026-12-02" })).toEqual(["dueOn in_the_past"]);
  });
  it("that declines or hands up says why, one that postpones says until when", () => {
    expect(codes({ outcome: "declined" })).toEqual(["reason required"]);
    expect(codes({ outcome: "escalated", reason: "Bundesrecht" })).toEqual([]);
    expect(codes({ outcome: "postponed" })).toEqual(["postponedUntilOn required"]);
    expect(codes({ outcome: "postponed", postponedUntilOn: today })).toEqual(["postponedUntilOn in_the_past"]);
  });
  it("makes a measure only if agreed and about a theme", () => {
    expect(codes({ hasMeasure: true })).toEqual([]);
    expect(codes({ hasMeasure: true, isAboutTheme: false })).toEqual(["measure only_for_theme"]);
    expect(codes({ hasMeasure: true, outcome: "declined", reason: "kein Geld" })).toEqual(["measure only_agreed"]);
  });
});

describe("what became of a decision", () => {
  const standing = { outcome: "agreed", dueOn: "2026-11-08", reportState: "open", reportedOn: null } as const;
  it("is late past its day until it is done", () => {
    expect(rules.daysLate(standing, today)).toBe(25);
    expect(rules.daysLate({ ...standing, reportState: "done" }, today)).toBe(0);
    expect(rules.daysLate({ ...standing, dueOn: today }, today)).toBe(0);
    expect(rules.daysLate({ ...standing, outcome: "escalated" }, today)).toBe(0);
  });
  it("lacks a report until one came on its day or later", () => {
    expect(rules.daysWithoutReport(standing, today)).toBe(25);
    expect(rules.daysWithoutReport({ ...standing, reportedOn: "2026-11-01" }, today)).toBe(25);
    expect(rules.daysWithoutReport({ ...standing, reportedOn: "2026-11-08" }, today)).toBe(0);
  });
});

it("counts days over the change of the clocks", () => {
  expect(rules.daysBetween("2026-10-24", "2026-10-26")).toBe(2);
  expect(rules.daysBetween("2026-12-03", "2026-11-24")).toBe(-9);
  // asked on 16 November, due on the 30th
  expect(["2026-11-16", "2026-11-24", "2026-11-30"].map((day) => rules.dayOfStatement("2026-11-30", day))).toEqual([1, 9, 14]);
});

it("takes an order only if it names each item once", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 12 }), (there) => {
      expect(rules.isSameSet(there, [...there].reverse())).toBe(true);
      expect(rules.isSameSet(there, there.slice(1))).toBe(false);
      expect(rules.isSameSet(there, [...there.slice(1), there.at(-1)!])).toBe(there.length === 1);
    }),
  );
});

it("reads the hour as people type it", () => {
  expect(["14", "14 Uhr", "14.30", "9:05", " 08:15 uhr"].map(rules.readTime)).toEqual(["14:00", "14:00", "14:30", "09:05", "08:15"]);
  expect(rules.readTime("nachmittags")).toBe("nachmittags");
});

it("moves an item by one place and not past an end", () => {
  expect(rules.moved(["a", "b", "c"], "a", 1)).toEqual(["b", "a", "c"]);
  expect(rules.moved(["a", "b", "c"], "c", -1)).toEqual(["a", "c", "b"]);
  expect(rules.moved(["a", "b", "c"], "a", -1)).toBeUndefined();
  expect(rules.moved(["a", "b", "c"], "x", 1)).toBeUndefined();
});

it("asks a paper of themes alone", () => {
  expect(rules.missingOfPaper("theme", { question: "Weiterführen?", proposal: " " })).toEqual(["proposal"]);
  expect(rules.missingOfPaper("other", { question: "", proposal: "" })).toEqual([]);
});
