import { describe, expect, test } from "vitest";
import { aWorkbook, utf8 } from "./factory.ts";
import { eventKey, readMilestoneList, type EventContext } from "./milestones.ts";

const context: EventContext = { today: "2026-11-23", towns: ["Lindenau", "Steinfurth"] };
async function read(csv: string, more: Partial<EventContext> = {}) {
  const found = await readMilestoneList(utf8(csv), "ereignisse.csv", { ...context, ...more });
  if ("refused" in found) throw new Error(found.refused.code);
  return found;
}
async function events(csv: string, more: Partial<EventContext> = {}) {
  const found = await read(csv, more);
  if (!("events" in found)) throw new Error(`missing ${found.missing.join()} twice ${found.twice.join()}`);
  return found;
}

test("events in German and English", async () => {
  const found = await events(
    "Kennung;Leistung;Ereignis;Datum;Ort;Gruppe\nA-17;Integrationskurs;berechtigt;1.2.2026;Steinfurth;mit Kindern\nA-17;integration_course;angemeldet;1.3.2026;;\nB-3;Kita-Platz;begonnen;2026-04-01;Lindenau;\nB-3;Kita;finished;1.5.26;;-\n",
  );
  expect(found.issues).toEqual([]);
  expect(found.read).toBe(4);
  expect(found.events).toEqual([
    {
      row: 2,
      pseudonym: "A-17",
      service: "integration_course",
      event: "entitled",
      on: "2026-02-01",
      townName: "Steinfurth",
      group: "mit Kindern",
    },
    { row: 3, pseudonym: "A-17", service: "integration_course", event: "registered", on: "2026-03-01", townName: null, group: null },
    { row: 4, pseudonym: "B-3", service: "child_care", event: "started", on: "2026-04-01", townName: "Lindenau", group: null },
    { row: 5, pseudonym: "B-3", service: "child_care", event: "finished", on: "2026-05-01", townName: null, group: null },
  ]);
  const english = await events("case id,service,event,date\n1,integration course,entitled,2026-02-01\n");
  expect(english.events).toHaveLength(1);
});

test("from a workbook with titles and date cells", async () => {
  const found = await readMilestoneList(
    await aWorkbook({
      rows: [
        ["Meilensteine 2026"],
        [],
        ["Fallnummer", "Leistung", "Ereignis", "Datum"],
        [17, "IK", "Beginn", new Date(Date.UTC(2026, 1, 1))],
      ],
      formats: { D: "dd.mm.yyyy" },
    }),
    "m.xlsx",
    context,
  );
  expect(found).toMatchObject({ events: [{ row: 4, pseudonym: "17", service: "integration_course", event: "started", on: "2026-02-01" }] });
});

describe("errors", () => {
  test.each([
    [";Integrationskurs;berechtigt;1.2.2026;", "required", "A"],
    ["A1;;berechtigt;1.2.2026;", "required", "B"],
    ["A1;Integrationskurs;;1.2.2026;", "required", "C"],
    ["A1;Integrationskurs;berechtigt;;", "required", "D"],
    ["Haddad, Amal;Integrationskurs;berechtigt;1.2.2026;", "looks_like_a_name", "A"],
    ["A1;Töpfern;berechtigt;1.2.2026;", "unknown_service", "B"],
    ["A1;Kurs;berechtigt;1.2.2026;", "unknown_service", "B"],
    ["A1;Integrationskurs;geträumt;1.2.2026;", "unknown_event", "C"],
    ["A1;Integrationskurs;berechtigt;31.9.2026;", "no_such_day", "D"],
    ["A1;Integrationskurs;berechtigt;2026;", "only_a_year", "D"],
    ["A1;Integrationskurs;berechtigt;24.11.2026;", "in_future", "D"],
    ["A1;Integrationskurs;berechtigt;1.1.1926;", "implausible_date", "D"],
    ["A1;Integrationskurs;berechtigt;1.2.2026;Steinfurht", "unknown_town", "E"],
    [`${"x".repeat(61)};Integrationskurs;berechtigt;1.2.2026;`, "too_long", "A"],
  ])("%s: %s in %s", async (row, code, column) => {
    const found = await events(`Kennung;Leistung;Ereignis;Datum;Ort\n${row}\n`);
    expect(found.issues).toMatchObject([{ row: 2, column, code }]);
    expect(found.events).toEqual([]);
  });

  test("the same event twice, or on two days", async () => {
    const found = await events(
      "Kennung;Leistung;Ereignis;Datum\nA;IK;berechtigt;1.2.2026\nA;Integrationskurs;Berechtigung;1.2.2026\nA;IK;berechtigt;2.2.2026\n",
    );
    expect(found.issues.map(({ row, code, params }) => [row, code, params])).toEqual([
      [3, "duplicate_row", { firstRow: 2 }],
      [4, "two_days_for_one_event", { firstRow: 2 }],
    ]);
  });

  test("columns that are missing or twice are named", async () => {
    expect(await read("Kennung;Leistung;Datum\nA;IK;1.2.2026\n")).toMatchObject({ missing: ["event"], twice: [] });
    expect(await read("Kennung;Fallnummer;Leistung;Ereignis;Datum\nA;B;IK;Beginn;1.2.2026\n")).toMatchObject({ twice: ["pseudonym"] });
  });

  test("a file that is no list is refused", async () => {
    expect(await readMilestoneList(utf8("Guten Tag"), "m.csv", context)).toMatchObject({ refused: { code: "no_header" } });
  });
});

test("names of people in other columns are not read", async () => {
  const found = await events("Kennung;Name;Leistung;Ereignis;Datum\nA;Haddad;IK;Beginn;1.2.2026\n");
  expect(found.columns.find((it) => it.column.heading === "Name")?.field).toBeNull();
  expect(JSON.stringify(found.events)).not.toContain("Haddad");
});

test("an event is recognised whatever its day", () => {
  expect(eventKey({ pseudonym: "A", service: "integration_course", event: "started" })).toBe(
    eventKey({ pseudonym: "A", service: "integration_course", event: "started" }),
  );
});
