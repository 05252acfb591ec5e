import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Conditions, Question } from "./contract.ts";
import { findHoles, findOverlaps, isValidOn, letterOf, meet, whoIsResponsible } from "./rules.ts";

const anybody: Conditions = {
  townIds: [],
  ageFrom: null,
  ageTo: null,
  residenceStatuses: [],
  letterFrom: null,
  letterTo: null,
  languages: [],
  legalDomains: [],
  matters: [],
};
const nobodyInParticular: Question = {
  townId: null,
  age: null,
  residenceStatus: null,
  letter: null,
  language: null,
  legalDomain: null,
  matter: null,
};
const rule = (id: string, unitId: string, more: Partial<Conditions> = {}) => ({ ...anybody, ...more, id, unitId });
const ask = (more: Partial<Question>) => ({ ...nobodyInParticular, ...more });

const youth = rule("youth", "jugendamt", { townIds: ["erlbach"], ageTo: 20, matters: ["youth"] });
const abhKreis = rule("abh", "abh-kreis", { townIds: ["erlbach", "hohenfeld"], matters: ["permit"] });
const duldung = rule("duldung", "abh-kreis-2", { townIds: ["erlbach"], residenceStatuses: ["duldung"], matters: ["permit"] });
const letters = rule("a-k", "abh-team-1", { townIds: ["erlbach"], letterFrom: "A", letterTo: "K", matters: ["permit"] });

describe("who is responsible for somebody of 19 with a Duldung in Erlbach", () => {
  const answer = whoIsResponsible(ask({ age: 19, residenceStatus: "duldung", townId: "erlbach" }), [abhKreis, letters, youth, duldung]);

  it("names everybody who may be, the ones that depend on the least first", () => {
    expect(answer.map((one) => one.responsibility.id)).toEqual(["duldung", "youth", "abh", "a-k"]);
  });
  it("says what speaks for it and what would have to be known", () => {
    expect(answer[0]).toMatchObject({ fit: "possible", because: ["town", "residenceStatus"], depends: ["matter"] });
    expect(answer[3]!.depends).toEqual(["letter", "matter"]);
  });
  it("is certain once the matter is said, and the exact rule stands before the general one", () => {
    const exact = whoIsResponsible(ask({ age: 19, residenceStatus: "duldung", townId: "erlbach", matter: "permit" }), [
      abhKreis,
      letters,
      youth,
      duldung,
    ]);
    expect(exact.map((one) => [one.responsibility.id, one.fit])).toEqual([
      ["duldung", "certain"],
      ["abh", "certain"],
      ["a-k", "possible"],
    ]);
  });
  it("leaves out who is too old, lives elsewhere, or begins with another letter", () => {
    expect(whoIsResponsible(ask({ age: 21, townId: "erlbach", matter: "youth" }), [youth])).toEqual([]);
    expect(whoIsResponsible(ask({ age: 20, townId: "erlbach", matter: "youth" }), [youth]).length).toBe(1);
    expect(whoIsResponsible(ask({ townId: "talheim" }), [abhKreis])).toEqual([]);
    expect(whoIsResponsible(ask({ letter: "L", townId: "erlbach" }), [letters])).toEqual([]);
  });
});

it("a rule without conditions is for everybody", () => {
  expect(whoIsResponsible(nobodyInParticular, [rule("all", "beratung")])[0]!.fit).toBe("certain");
});

it("only the first letter of a name is taken, umlauts and accents with their vowel", () => {
  expect(["özdemir", " Şahin", "Élodie", "Müller", "7", "", "عمر"].map(letterOf)).toEqual(["O", "S", "E", "M", null, null, null]);
});

describe("overlaps", () => {
  it("are two units for the same person, equally exact", () => {
    expect(findOverlaps([rule("1", "a", { townIds: ["x"] }), rule("2", "b", { townIds: ["x", "y"] })])).toEqual([["1", "2"]]);
  });
  it("are no exceptions, no neighbours, and not the same unit twice", () => {
    expect(findOverlaps([abhKreis, duldung])).toEqual([]);
    expect(findOverlaps([rule("1", "a", { ageTo: 17 }), rule("2", "b", { ageFrom: 18 })])).toEqual([]);
    expect(findOverlaps([rule("1", "a", { letterFrom: "A", letterTo: "K" }), rule("2", "b", { letterFrom: "L", letterTo: "Z" })])).toEqual(
      [],
    );
    expect(findOverlaps([rule("1", "a", { ageTo: 17 }), rule("2", "a", { ageTo: 17 })])).toEqual([]);
  });
});

describe("holes", () => {
  const site = { townIds: ["erlbach", "hohenfeld"], residenceStatuses: ["duldung", "gestattung"] };
  const holesOf = (rules: Parameters<typeof findHoles>[0]) => findHoles(rules, site).holes;

  it("are not there where a rule holds for everybody", () => {
    expect(holesOf([rule("1", "a", { matters: ["permit"] })])).toEqual([]);
  });
  it("name the town that nobody is entered for", () => {
    expect(holesOf([rule("1", "a", { townIds: ["erlbach"], matters: ["permit"] })])).toEqual([
      { matter: "permit", townIds: ["hohenfeld"], residenceStatuses: [], ageFrom: null, ageTo: null, letterFrom: null, letterTo: null },
    ]);
  });
  it("name the years of age between two rules, in one piece", () => {
    const found = holesOf([rule("1", "a", { ageTo: 17, matters: ["youth"] }), rule("2", "b", { ageFrom: 21, matters: ["youth"] })]);
    expect(found.map((one) => [one.ageFrom, one.ageTo])).toEqual([[18, 20]]);
  });
  it("name the letters and the status that are left", () => {
    const found = holesOf([
      rule("1", "a", { letterFrom: "A", letterTo: "K", matters: ["permit"] }),
      rule("2", "b", { letterFrom: "L", letterTo: "Z", residenceStatuses: ["duldung"], matters: ["permit"] }),
    ]);
    expect(found).toMatchObject([{ residenceStatuses: ["gestattung"], letterFrom: "L", letterTo: "Z", townIds: [] }]);
  });
  it("stand together across letters that only other towns are divided by", () => {
    const found = holesOf([
      rule("1", "a", { townIds: ["erlbach"], letterFrom: "A", letterTo: "K", matters: ["permit"] }),
      rule("2", "b", { townIds: ["erlbach"], letterFrom: "L", letterTo: "Z", matters: ["permit"] }),
    ]);
    expect(found).toMatchObject([{ townIds: ["hohenfeld"], letterFrom: null, letterTo: null }]);
  });
  it("are not closed by a rule for one language", () => {
    expect(holesOf([rule("1", "a", { languages: ["ar"], matters: ["counselling"] })]).length).toBe(1);
  });

  const span = (most: number) => fc.option(fc.integer({ min: 0, max: most }), { nil: null });
  const someRule = fc
    .record({
      towns: fc.subarray(site.townIds),
      statuses: fc.subarray(site.residenceStatuses),
      a: span(60),
      b: span(60),
      l: span(25),
      m: span(25),
    })
    .map(({ towns, statuses, a, b, l, m }) => {
      const ages = [a, b].filter((one) => one !== null).sort((x, y) => x - y);
      const range = l === null || m === null ? undefined : [l, m].sort((x, y) => x - y).map((n) => String.fromCharCode(65 + n));
      return rule("r", "u", {
        townIds: towns,
        residenceStatuses: statuses,
        ageFrom: a === null ? null : ages[0]!,
        ageTo: b === null ? null : ages.at(-1)!,
        letterFrom: range?.[0] ?? null,
        letterTo: range?.[1] ?? null,
        matters: ["permit"],
      });
    });

  it("hold exactly those whom no rule answers for", () => {
    fc.assert(
      fc.property(
        fc.array(someRule, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(...site.townIds),
        fc.constantFrom(...site.residenceStatuses),
        fc.integer({ min: 0, max: 120 }),
        fc.integer({ min: 0, max: 25 }),
        (rules, townId, residenceStatus, age, n) => {
          const letter = String.fromCharCode(65 + n);
          const isAnswered = whoIsResponsible(ask({ townId, residenceStatus, age, letter, matter: "permit" }), rules).length > 0;
          const inHoles = holesOf(rules).filter(
            (hole) =>
              (hole.townIds.length === 0 || hole.townIds.includes(townId)) &&
              (hole.residenceStatuses.length === 0 || hole.residenceStatuses.includes(residenceStatus)) &&
              (hole.ageFrom ?? 0) <= age &&
              age <= (hole.ageTo ?? 120) &&
              (hole.letterFrom ?? "A") <= letter &&
              letter <= (hole.letterTo ?? "Z"),
          );
          expect(inHoles.length).toBe(isAnswered ? 0 : 1);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("two rules meet exactly if somebody is meant by both", () => {
    fc.assert(
      fc.property(someRule, someRule, (a, b) => {
        const people = site.townIds.flatMap((townId) =>
          site.residenceStatuses.flatMap((residenceStatus) =>
            [...new Set([0, a.ageFrom ?? 0, b.ageFrom ?? 0])].flatMap((age) =>
              [...new Set(["A", a.letterFrom ?? "A", b.letterFrom ?? "A"])].map((letter) =>
                ask({ townId, residenceStatus, age, letter, matter: "permit" }),
              ),
            ),
          ),
        );
        expect(meet(a, b)).toBe(people.some((one) => whoIsResponsible(one, [a]).length + whoIsResponsible(one, [b]).length === 2));
      }),
    );
  });

  it("are told in bounded time and number, however many rules there are", () => {
    const towns = Array.from({ length: 60 }, (_, n) => `t${n}`);
    const rules = Array.from({ length: 200 }, (_, n) =>
      rule(`r${n}`, `u${n}`, { townIds: [towns[n % 60]!], ageFrom: n % 90, ageTo: (n % 90) + 3, matters: [`m${n % 8}`] }),
    );
    const { holes, hasMore } = findHoles(rules, { townIds: towns, residenceStatuses: site.residenceStatuses });
    expect(holes.length).toBeLessThanOrEqual(60);
    expect(hasMore).toBe(true);
  });
});

it("a rule holds from its first to its last day", () => {
  const days = { validFromOn: "2026-01-01", validUntilOn: "2026-12-31" };
  expect(["2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01"].map((day) => isValidOn(days, day))).toEqual([false, true, true, false]);
});
