import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stairOf } from "../report/rules.ts";
import { presentEvent, stateOf } from "../theme/rules.ts";
import { hindersMerging, levelOf } from "./rules.ts";
import { type Comparable, propose, stemOf, wordsOf } from "./rules-alike.ts";

describe("priority", () => {
  it("weighs three criteria alike", () => {
    expect(levelOf({ reach: 3, severity: 3, solvable: 2 })).toBe("first");
    expect(levelOf({ reach: 3, severity: 3, solvable: 1 })).toBe("next");
    expect(levelOf({ reach: 2, severity: 2, solvable: 2 })).toBe("next");
    expect(levelOf({ reach: 2, severity: 2, solvable: 1 })).toBe("later");
  });

  it("does not care which of the three has the points, and never falls when one rises", () => {
    const grade = fc.integer({ min: 1, max: 3 });
    const rank = (one: Parameters<typeof levelOf>[0]) => ["later", "next", "first"].indexOf(levelOf(one));
    fc.assert(
      fc.property(grade, grade, grade, (reach, severity, solvable) => {
        expect(levelOf({ reach, severity, solvable })).toBe(levelOf({ reach: solvable, severity: reach, solvable: severity }));
        if (reach < 3) expect(rank({ reach: reach + 1, severity, solvable })).toBeGreaterThanOrEqual(rank({ reach, severity, solvable }));
      }),
    );
  });
});

describe("states and the stair", () => {
  const theme = { namedOn: "2026-01-01", meetingOn: null, decision: null, closedOn: null, measures: [] };

  it("is in a project group until something nearer happens", () => {
    expect(stateOf({ ...theme, groupSinceOn: "2026-02-01" })).toBe("in_project_group");
    expect(stateOf({ ...theme, groupSinceOn: "2026-02-01", decision: "agreed" })).toBe("in_project_group");
    expect(stateOf({ ...theme, groupSinceOn: "2026-02-01", decision: "escalated" })).toBe("in_project_group");
    expect(stateOf({ ...theme, decision: "escalated" })).toBe("escalated");
    expect(stateOf({ ...theme, groupSinceOn: "2026-02-01", meetingOn: "2026-03-01" })).toBe("on_agenda");
    expect(stateOf({ ...theme, groupSinceOn: "2026-02-01", closedOn: "2026-03-01" })).toBe("closed");
    expect(stateOf({ ...theme, groupSinceOn: "2026-02-01", measures: [{ state: "running", isLookedAt: false, awaitsLook: false }] })).toBe(
      "running",
    );
  });

  it("tells a late report of the project group only as long as it works", () => {
    const given = { kind: "group_given" };
    expect(presentEvent([{ kind: "created" }, given])).toBe(given);
    expect(presentEvent([{ kind: "created" }, given, { kind: "group_ended" }])).toBeUndefined();
  });

  it("lets the stair follow the report into another theme, down and up again", () => {
    const report = { reportedOn: "2026-01-01", state: "released" };
    const before = [
      { code: "read", on: "2026-01-02" },
      { code: "joined", on: "2026-01-03" },
      { code: "on_agenda", on: "2026-02-01" },
      { code: "agreed", on: "2026-02-02" },
    ] as const;
    expect(stairOf(report, before).reached).toBe(5);
    const moved = stairOf(report, [...before, { code: "split_off", on: "2026-03-01" }]);
    expect(moved.reached).toBe(3);
    expect(moved.steps[3]?.reachedOn).toBeNull();
    const merged = [...before, { code: "merged", on: "2026-03-01" }, { code: "measure_started", on: "2026-03-01" }] as const;
    expect(stairOf(report, merged).reached).toBe(6);
    expect(stairOf(report, [...before, { code: "declined", on: "2026-02-03" }, { code: "moved_back", on: "2026-03-01" }]).ended).toBeNull();
  });
});

describe("merging", () => {
  const theme = { state: "named", meetingOn: null, decision: null, measures: 0 };
  it("is hindered by what a body has in hand", () => {
    expect(hindersMerging(theme)).toBeNull();
    expect(hindersMerging({ ...theme, state: "closed" })).toBe("closed");
    expect(hindersMerging({ ...theme, meetingOn: "2026-04-01" })).toBe("on_agenda");
    expect(hindersMerging({ ...theme, decision: "agreed" })).toBe("decided");
    expect(hindersMerging({ ...theme, measures: 1 })).toBe("decided");
  });
});

describe("what may belong together", () => {
  const report = (id: string, words: string, more: Partial<Comparable> = {}): Comparable => ({
    id,
    fromId: null,
    toId: null,
    legalDomains: [],
    gapKind: null,
    words,
    ...more,
  });
  const none = () => false;

  it("finds stems and leaves out words that say nothing", () => {
    expect(stemOf("termine")).toBe(stemOf("terminen"));
    expect([...wordsOf("Die Termine waren nicht frei").values()]).toEqual(["Termine", "frei"]);
    expect(wordsOf("der die das und nicht")).toEqual(new Map());
  });

  it("says which pair, which law and which words", () => {
    const pair = { fromId: "jobcenter", toId: "abh", legalDomains: ["aufenthg"], gapKind: "waiting" };
    const [one] = propose(
      [
        report("a", "Fiktionsbescheinigung läuft ab", pair),
        report("b", "Die Fiktionsbescheinigung fehlt", pair),
        report("c", "Kein Bus zum Kurs"),
      ],
      [],
      none,
    );
    expect(one).toEqual({
      reportId: "a",
      theme: null,
      others: [
        {
          id: "b",
          why: [
            { kind: "pair", fromId: "jobcenter", toId: "abh" },
            { kind: "legal_domain", code: "aufenthg" },
            { kind: "words", words: ["Fiktionsbescheinigung"] },
            { kind: "gap_kind", code: "waiting" },
          ],
        },
      ],
    });
  });

  it("never proposes on one small likeness, nor what was refused", () => {
    const there = { toId: "school" };
    expect(propose([report("a", "Kein Platz", there), report("b", "Zu spät", there)], [], none)).toEqual([]);
    const pair = { fromId: "x", toId: "y" };
    const two = [report("a", "eins", pair), report("b", "zwei", pair)];
    expect(propose(two, [], none)).toHaveLength(1);
    expect(propose(two, [], () => true)).toEqual([]);
  });

  it("finds the theme whose reports are closest", () => {
    const pair = { fromId: "x", toId: "y" };
    const near = { id: "near", reports: [report("t", "Betreuung im Kurs", pair)] };
    const far = { id: "far", reports: [report("u", "Fahrkarten")] };
    const [one] = propose([report("a", "Betreuung fehlt im Kurs", pair)], [far, near], none);
    expect(one?.theme?.id).toBe("near");
    expect(propose([report("a", "Betreuung", pair)], [near], (a, b) => a === "a" && b === "near")).toEqual([]);
  });

  it("puts no report into two proposals, whatever comes", () => {
    const some = fc.array(
      fc.record({
        from: fc.constantFrom(null, "p", "q"),
        to: fc.constantFrom(null, "r", "s"),
        law: fc.constantFrom("sgb_ii", "aufenthg"),
        words: fc.constantFrom("Termin fehlt", "Termine und Betreuung", "Betreuung und Kurs", "", "Ünïcode ✂️ Kurs"),
      }),
      { maxLength: 14 },
    );
    fc.assert(
      fc.property(some, (rows) => {
        const reports = rows.map((row, i) =>
          report(`r${String(i).padStart(2, "0")}`, row.words, { fromId: row.from, toId: row.to, legalDomains: [row.law] }),
        );
        const shown = propose(reports, [], none).flatMap((one) => [one.reportId, ...one.others.map((other) => other.id)]);
        expect(new Set(shown).size).toBe(shown.length);
        for (const one of propose(reports, [], none)) for (const other of one.others) expect(other.why.length).toBeGreaterThan(0);
        expect(propose(reports.toReversed(), [], none).map((one) => one.reportId)).toEqual(
          propose(reports, [], none).map((one) => one.reportId),
        );
      }),
    );
  });
});
