import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { recogniseColumns, recogniseHeading, type ColumnChoice } from "./columns.ts";
import type { Cell, Column } from "./table.ts";

/** "milestone integration_course started", "birth?" where somebody should look. */
function meant(heading: string, group: string | null = null): string | null {
  const found = recogniseHeading(heading, group);
  if (found === null || found === "left_out") return found;
  return [found.meaning.field, found.meaning.service, found.meaning.event].filter(Boolean).join(" ") + (found.look ? "?" : "");
}
function mapping(headings: readonly string[], rows: readonly (readonly Cell[])[] = [], choices: readonly ColumnChoice[] = []) {
  const columns: Column[] = headings.map((heading, index) => ({ index, letter: String.fromCharCode(65 + index), heading, group: null }));
  const found = recogniseColumns({ columns, rows: rows.map((cells, at) => ({ row: at + 2, cells })) }, choices);
  return {
    ...found,
    fields: Object.fromEntries(found.matched.map((it) => [it.column.heading, it.field])),
    left: found.unmatched.map((it) => it.column.heading),
  };
}

describe("headings as people write them", () => {
  test.each<[string, string | null]>([
    ["Nachname", "familyName"],
    ["FAMILIENNAME", "familyName"],
    ["Nachname / Familienname", "familyName"],
    ["Vorname(n)", "givenNames"],
    ["Vorname/n", "givenNames"],
    ["Name, Vorname", "nameFamilyFirst"],
    ["Name,\nVorname", "nameFamilyFirst"],
    ["Vor- und Nachname", "nameGivenFirst"],
    ["Name", "name?"],
    ["geb.", "birth"],
    ["Geb.-\nDat.", "birth"],
    ["geb. am", "birth"],
    ["Geburtsdatum (TT.MM.JJJJ)", "birth"],
    ["Geburtsdatum HV", "birth"],
    ["m/w/d", "sex"],
    ["Geschlecht", "sex"],
    ["Staatsangehoerigkeit", "nationality"],
    ["Staats-\nangehörigkeit", "nationality"],
    ["STAATSANGEHÖRIGKEIT", "nationality"],
    ["Herkunftsland", "nationality"],
    ["Muttersprache(n)", "languages"],
    ["Handy", "phone"],
    ["Tel.-Nr.", "phone"],
    ["Telefon / Handy", "phone"],
    ["e mail", "email"],
    ["E-Mail-Adresse", "email"],
    ["Strasse", "address"],
    ["Straße, Hausnr.", "address"],
    ["PLZ", "postcode"],
    ["PLZ/Ort", "town"],
    ["kreisangehörige Kommune", "town"],
    ["Aufenthaltsstatus", "residenceStatus"],
    ["akt. Aufenthaltstitel", null],
    ["aktueller Aufenthaltsstatus", "residenceStatus"],
    ["Rechtskreis(e)", "legalDomains"],
    ["Leistungsbezug", "legalDomains"],
    ["Az.", "fileNumber"],
    ["Fall-Nr.", "fileNumber"],
    ["lfd. Nr.", "runningNumber"],
    ["Nr.", "runningNumber"],
    ["Fallmanager*in", "caseManager"],
    ["Fallmanager:in", "caseManager"],
    ["FallmanagerIn", "caseManager"],
    ["Fallmanager(in)", "caseManager"],
    ["Sachbearbeiter/-in", "caseManager"],
    ["Kürzel", "caseManager"],
    ["Zugang am", "openedOn"],
    ["Datum Erstkontakt", "openedOn"],
    ["Fallabschluss am", "closedOn"],
    ["Fallphase", "phase"],
    ["letzter Kontakt", "lastContactOn"],
    ["Wiedervorlage am", "nextAppointmentOn"],
    ["Ziel(e)", "goal"],
    ["Kinder", "household"],
    ["Bemerkung(en)", "note"],
    ["Kursart", "service"],
    ["Kursbeginn", "milestone started?"],
    ["Kursende", "milestone finished?"],
    ["Berechtigung", "milestone entitled?"],
    ["Berechtigung zum Kurs am", "milestone entitled?"],
    ["Anmeldung am", "milestone registered?"],
    ["Berechtigung zum Integrationskurs am", "milestone integration_course entitled"],
    ["IK Beginn", "milestone integration_course started"],
    ["Anmeldung Integrationskurs", "milestone integration_course registered"],
    ["Integrationskurs abgeschlossen am", "milestone integration_course finished"],
    ["BSK-Start", "milestone vocational_language_course started"],
    ["Ausbildungsbeginn", "milestone training started"],
    ["Kita-Anmeldung", "milestone child_care registered"],
    ["Beratungsbeginn", "openedOn"],
    ["Date of birth", "birth"],
    ["Case number", "fileNumber"],
    ["Residence status", "residenceStatus"],
    ["First contact", "openedOn"],
    ["Integration course started", "milestone integration_course started"],
    ["Geburtsdaum", "birth?"],
    ["Staatsangehörigkiet", "nationality?"],
    ["Telfon", "phone?"],
    ["Aufenthaltstitel gültig bis", "left_out"],
    ["Geburtsort", "left_out"],
    ["Ortsteil", "left_out"],
    ["Alter", "left_out"],
    ["Schuhgröße", null],
    ["", null],
    ["constructor", null],
    ["__proto__", null],
    ["Datum", null],
  ])("%j is %s", (heading, field) => {
    expect(meant(heading)).toBe(field);
  });

  test("what stands over a heading says whose day it is", () => {
    expect(meant("Beginn", "Integrationskurs")).toBe("milestone integration_course started");
    expect(meant("Anmeldung am", "Berufssprachkurs")).toBe("milestone vocational_language_course registered");
    expect(meant("berechtigt am", "Sprachkurs")).toBe("milestone entitled?");
    expect(meant("Telefon", "Kontakt")).toBe("phone");
    expect(meant("Vorname", "Fallliste KIM Stand 1.11.2026")).toBe("givenNames");
  });

  test("no heading makes it fail", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 80 }),
        fc.option(fc.string({ maxLength: 20 })),
        (heading, group) => void recogniseHeading(heading, group),
      ),
    );
  });
});

describe("columns of a list", () => {
  test("Name beside Vorname is the family name, alone the whole name", () => {
    expect(mapping(["Name", "Vorname"]).fields).toEqual({ Name: "familyName", Vorname: "givenNames" });
    const alone = mapping(["Name", "Ort"]);
    expect(alone.matched[0]).toMatchObject({ field: "name", confidence: "look" });
  });

  test("the values decide what a heading leaves open", () => {
    expect(
      mapping(
        ["Name", "Status"],
        [
          ["a", "Duldung"],
          ["b", "AE § 25"],
        ],
      ).matched[1],
    ).toMatchObject({ field: "residenceStatus", how: "values", confidence: "sure" });
    expect(
      mapping(
        ["Name", "Status"],
        [
          ["a", "laufend"],
          ["b", "abgeschlossen"],
        ],
      ).fields["Status"],
    ).toBe("phase");
    expect(
      mapping(
        ["Name", "Status"],
        [
          ["a", "SGB II"],
          ["b", "AsylbLG"],
        ],
      ).fields["Status"],
    ).toBe("legalDomains");
    expect(
      mapping(
        ["Name", "Status"],
        [
          ["a", "rot"],
          ["b", "grün"],
        ],
      ).matched[1],
    ).toMatchObject({ field: "phase", confidence: "look" });
    expect(mapping(["Name", "Kontakt"], [["a", "0171 1234567"]]).fields["Kontakt"]).toBe("phone");
    expect(mapping(["Name", "Kontakt"], [["a", "a@example.org"]]).fields["Kontakt"]).toBe("email");
    expect(mapping(["Name", "Kontakt"], [["a", "1.11.2026"]]).fields["Kontakt"]).toBe("lastContactOn");
    expect(mapping(["Name", "Kontakt"], [["a", "über die Schwester"]]).left).toEqual(["Kontakt"]);
    expect(mapping(["Name", "Beginn", "Ende"], [["a", "1.1.2026", "1.2.2026"]]).fields).toMatchObject({
      Beginn: "openedOn",
      Ende: "closedOn",
    });
    expect(
      mapping(
        ["Name", "Nr."],
        [
          ["a", 1],
          ["b", 2],
        ],
      ).fields["Nr."],
    ).toBe("runningNumber");
    expect(mapping(["Name", "Nr."], [["a", "KIM-2026/17"]]).fields["Nr."]).toBe("fileNumber");
  });

  test("two columns for one field are said, unless a field may have several", () => {
    const twice = mapping(["Name", "Vorname", "Geburtsdatum", "geb. am", "Telefon", "Handy"]);
    expect(twice.conflicts.map((it) => [it.field, it.columns.map((column) => column.heading)])).toEqual([
      ["birth", ["Geburtsdatum", "geb. am"]],
    ]);
    expect(twice.fields).toMatchObject({ Telefon: "phone", Handy: "phone" });
    // the surer one wins without a question
    const weaker = mapping(["Name", "Vorname", "Geburtsdatum", "Geburtsdaum"]);
    expect(weaker.conflicts).toEqual([]);
    expect(weaker.left).toEqual(["Geburtsdaum"]);
    expect(mapping(["Name", "Vorname", "IK Beginn", "BSK Beginn"]).conflicts).toEqual([]);
  });

  test("what is not taken over is listed with why", () => {
    const found = mapping(["Name", "Vorname", "Alter", "Schuhgröße", ""]);
    expect(found.unmatched.map((it) => [it.column.heading, it.why])).toEqual([
      ["Alter", "left_out"],
      ["Schuhgröße", "unknown"],
      ["", "no_heading"],
    ]);
  });

  test("a choice of the person wins, and settles a conflict", () => {
    const choices: ColumnChoice[] = [
      { index: 3, meaning: null },
      { index: 4, meaning: { field: "milestone", service: "recognition", event: "registered" } },
    ];
    const found = mapping(["Name", "Vorname", "Geburtsdatum", "geb. am", "ZAB"], [], choices);
    expect(found.conflicts).toEqual([]);
    expect(found.matched[3]).toMatchObject({
      field: "milestone",
      service: "recognition",
      event: "registered",
      how: "chosen",
      confidence: "sure",
    });
    expect(found.unmatched).toMatchObject([{ column: { heading: "geb. am" }, why: "chosen" }]);
  });

  test("columns that may hold names are marked", () => {
    expect(mapping(["Name", "Vorname", "Bemerkung", "Ziele"]).matched.map((it) => it.freeText)).toEqual([false, false, true, true]);
  });
});
