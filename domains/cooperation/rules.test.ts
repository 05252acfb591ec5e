import { describe, expect, test } from "vitest";
import { daysLeft, stateOf } from "./agreement/rules.ts";
import { readFigureList } from "./chances/reading.ts";
import { beside, completed } from "./chances/rules.ts";
import { coverage, doubles, fundingState, whiteSpots } from "./structure/rules.ts";
import { analyse, drawing } from "./ties/analysis.ts";
import { isLivedNotSeen, isSeenNotLived, reciprocity, standingsOf, tiesOf } from "./ties/rules.ts";
import { faultOf, tiesFrom } from "./wave/rules.ts";

const site = { fields: ["work", "housing"], townIds: ["a", "b"] };
const structure = (id: string, more: object = {}) => ({
  id,
  organisationId: id,
  fields: ["work"],
  townIds: ["a"],
  targetGroups: ["adults" as const],
  placesAYear: 10,
  ...more,
});

describe("counselling structures", () => {
  test("a cell counts what is there for the group, a structure without towns is everywhere", () => {
    const cells = coverage([structure("one"), structure("two", { townIds: [], targetGroups: [] })], site, "families");
    expect(cells.find((cell) => cell.field === "work" && cell.townId === "a")!.structureIds).toEqual(["two"]);
    expect(cells.find((cell) => cell.field === "work" && cell.townId === "b")!.placesAYear).toBe(10);
  });
  test("the same named group by two organisations is a double; by one organisation twice it is not", () => {
    expect(doubles([structure("one"), structure("two")], site)).toMatchObject([{ field: "work", townId: "a", targetGroup: "adults" }]);
    expect(doubles([structure("one"), structure("two", { organisationId: "one" })], site)).toEqual([]);
    expect(doubles([structure("one"), structure("two", { targetGroups: [] })], site)).toEqual([]);
  });
  test("white spots name the towns, or the whole site", () => {
    const spots = whiteSpots([structure("one")], site, "adults");
    expect(spots).toEqual([
      { field: "work", targetGroup: "adults", townIds: ["b"], isWholeSite: false },
      { field: "housing", targetGroup: "adults", townIds: [], isWholeSite: true },
    ]);
  });
  test("funding", () => {
    expect(fundingState(null, "2026-11-22", "2027-02-20")).toBe("open");
    expect(fundingState("2026-11-21", "2026-11-22", "2027-02-20")).toBe("over");
    expect(fundingState("2027-02-20", "2026-11-22", "2027-02-20")).toBe("ending");
    expect(fundingState("2027-02-21", "2026-11-22", "2027-02-20")).toBe("running");
  });
});

test("agreements run, end soon, and have run out", () => {
  const term = { fromOn: "2026-01-01", untilOn: "2026-12-31", endedOn: null, remindDays: 60 };
  expect(stateOf(term, "2025-12-31")).toBe("coming");
  expect(stateOf(term, "2026-10-31")).toBe("running");
  expect(stateOf(term, "2026-11-01")).toBe("ending");
  expect(daysLeft(term, "2026-12-31")).toBe(0);
  expect(stateOf(term, "2027-01-01")).toBe("expired");
  expect(daysLeft(term, "2027-01-01")).toBeNull();
  expect(stateOf({ ...term, endedOn: "2026-06-01" }, "2026-06-01")).toBe("ended");
});

test("no day of real ties is counted twice", () => {
  expect(tiesFrom("2026-11-22", [])).toBe("2025-11-22");
  expect(tiesFrom("2026-11-22", ["2026-03-01", "2026-06-01"])).toBe("2026-06-02");
  expect(tiesFrom("2026-11-22", ["2024-03-01"])).toBe("2025-11-22");
});

test("an answer names each other organisation once", () => {
  const of = (organisationId: string) => ({ organisationId, frequency: 1, quality: null, importance: null });
  const known = new Set(["a", "b"]);
  expect(faultOf([of("a"), of("b")], "own", known)).toBeUndefined();
  expect(faultOf([of("a"), of("a")], "own", known)).toBe("twice");
  expect(faultOf([of("own")], "own", known)).toBe("own");
  expect(faultOf([of("c")], "own", known)).toBe("unknown");
});

describe("ties", () => {
  const answered = new Set(["a", "b", "c"]);
  const perceived = [
    { one: "a", other: "b", low: 3, high: 4 },
    { one: "a", other: "c", low: 1, high: 4 },
    { one: "b", other: "c", low: 0, high: 1 },
  ];
  const ties = tiesOf(answered, perceived, [{ kind: "referral", from: "c", to: "b", people: null }], [{ one: "a", other: "d", bodies: 2 }]);
  const tie = (one: string, other: string) => ties.find((it) => it.one === one && it.other === other)!;
  test("perceived beside lived", () => {
    expect(tie("a", "b")).toMatchObject({ view: "both", frequency: 3 });
    expect(tie("a", "c")).toMatchObject({ view: "one", frequency: null });
    expect(tie("b", "c")).toMatchObject({ view: "neither", referralsThere: 0, referralsBack: null });
    // d did not answer
    expect(tie("a", "d")).toMatchObject({ view: "unknown", bodies: 2 });
    expect(ties.filter(isSeenNotLived)).toEqual([tie("a", "b")]);
    expect(ties.filter(isLivedNotSeen)).toEqual([tie("b", "c")]);
    expect(reciprocity(ties)).toBe(50);
  });
  test("a star: its middle is central, its ends are not", () => {
    const ids = ["m", "a", "b", "c", "d", "e", "x"];
    const star = ids.slice(1, 6).map((other) => ({ one: "m", other, weight: 2 }));
    const places = analyse(ids, star);
    const standings = standingsOf(places, new Set(ids), new Set(["x"]));
    expect(standings.get("m")).toEqual(["central"]);
    expect(standings.get("a")).toEqual([]);
    expect(standings.get("x")).toEqual(["left", "alone"]);
    expect(places.get("m")!.between).toBe(0.667);
  });
  test("two groups and the one between them", () => {
    const group = (name: string) => [0, 1, 2, 3].map((index) => `${name}${index}`);
    const all = (of: string[]) => of.flatMap((one, index) => of.slice(index + 1).map((other) => ({ one, other, weight: 3 })));
    const [left, right] = [group("l"), group("r")];
    const ids = [...left, ...right];
    const network = [...all(left), ...all(right), { one: "l0", other: "r0", weight: 1 }];
    const places = analyse(ids, network);
    expect(new Set(left.map((id) => places.get(id)!.group)).size).toBe(1);
    expect(places.get("l1")!.group).not.toBe(places.get("r1")!.group);
    expect(standingsOf(places, new Set(ids), new Set()).get("l0")).toContain("bridge");
    for (const { x, y } of places.values()) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(drawing.width);
      expect(y).toBeLessThanOrEqual(drawing.height);
    }
    // the same network looks the same, in whatever order it comes
    expect(analyse(ids, network)).toEqual(places);
  });
  test("nobody at all, and nobody tied", () => {
    expect(analyse([], []).size).toBe(0);
    expect([...analyse(["a", "b"], []).values()].map((one) => one.group)).toEqual([0, 0]);
  });
});

describe("equal chances", () => {
  test("every dimension adds up to the same people", () => {
    const made = completed([
      { dimension: "sex", value: "female", people: 40 },
      { dimension: "sex", value: "male", people: 57 },
      { dimension: "town", value: "a", people: 90 },
      { dimension: "town", value: "unknown", people: 10 },
    ]);
    expect(made.total).toBe(100);
    expect(made.rows).toContainEqual({ dimension: "sex", value: "unknown", people: 3 });
    expect(made.rows).toContainEqual({ dimension: "town", value: "unknown", people: 10 });
  });
  test("the greatest lack stands first; a held-back count has no share", () => {
    const rows = beside(
      [
        { value: "female", people: 30 },
        { value: "male", people: 70 },
        { value: "diverse", people: null },
      ],
      100,
      new Map([
        ["female", 50],
        ["male", 50],
      ]),
    );
    expect(rows[0]).toMatchObject({ value: "female", share: 30, populationShare: 50, gap: -20 });
    expect(rows.find((row) => row.value === "diverse")).toMatchObject({ people: null, share: null, gap: null });
  });
  test("a list as a statistical office writes it", () => {
    const text = [
      "Bevölkerung nach Geschlecht;;",
      "Stand: 31.12.2025;;",
      "Quelle: Landesbetrieb IT.NRW;;",
      "Merkmal;Ausprägung;Anzahl",
      "Geschlecht;Insgesamt;46.200",
      "Geschlecht;weiblich;22.140",
      "Geschlecht;männlich;24 060",
      "Geschlecht;divers;.",
      "Sprache;Esperanto;-",
      "Kommune;Hohenfeld;5900",
    ].join("\r\n");
    // as Excel saves it
    const bytes = Uint8Array.from(text, (sign) => sign.codePointAt(0)!);
    const found = readFigureList(bytes, (name) => (name === "hohenfeld" ? "town-1" : undefined));
    expect(found).toMatchObject({ refused: null, asOfOn: "2025-12-31", source: "Landesbetrieb IT.NRW", withoutNumber: 1, problems: [] });
    expect(found.figures).toEqual([
      { dimension: "sex", value: "female", count: 22_140 },
      { dimension: "sex", value: "male", count: 24_060 },
      { dimension: "language", value: "Esperanto", count: 0 },
      { dimension: "town", value: "town-1", count: 5_900 },
    ]);
  });
  test("what is not understood is named with its row", () => {
    const read = (text: string) => readFigureList(Buffer.from(text), () => undefined);
    expect(read("Merkmal;Ausprägung;Anzahl\nHaarfarbe;rot;5\nKommune;Atlantis;7\nGeschlecht;weiblich;viele\n").problems).toEqual([
      { row: 2, code: "unknown_dimension", words: "Haarfarbe" },
      { row: 3, code: "unknown_town", words: "Atlantis" },
      { row: 4, code: "no_number", words: "viele" },
    ]);
    expect(read("a;b;c\n1;2;3").refused).toBe("no_headings");
    expect(read("").refused).toBe("no_columns");
    expect(readFigureList(Uint8Array.from([0, 1, 2, 255]), () => undefined).refused).toBe("not_text");
  });
});
