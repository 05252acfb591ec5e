import { describe, expect, it, test } from "vitest";
import { recogniseHeading } from "./columns.ts";
import { aWorkbook, windows1252 } from "./factory.ts";
import { fileLabel } from "./file-label.ts";
import { Packed } from "./packed.ts";
import { readCaseList } from "./read-cases.ts";

const context = {
  today: "2026-11-23",
  towns: ["Hohenfeld", "Erlbach", "Lindenau"],
  services: [{ code: "integration_course", names: ["Integrationskurs"] }],
};

async function read(bytes: Uint8Array, name = "Liste.xlsx") {
  const list = await readCaseList(bytes, name, context);
  if ("refused" in list) throw new Error(list.refused.code);
  return {
    sheet: list.table.sheet,
    fields: Object.fromEntries(list.mapping.matched.map((one) => [one.column.heading, one.field])),
    cases: [...list.rows.cases],
    issues: list.rows.issues.map(({ row, column, code }) => `${row}${column} ${code}`),
    skipped: list.table.skipped.map(({ row, reason }) => `${row} ${reason}`),
  };
}

describe("lists as people keep them", () => {
  it("a cover sheet, a title over everything, abbreviations, days as text, serial number and date, a total at the end, a hidden legend", async () => {
    const day = (iso: string) => new Date(`${iso}T00:00:00Z`);
    const bytes = await aWorkbook(
      { name: "Deckblatt", rows: [["Kommunales Integrationsmanagement"], ["Stand: 12.11.2026"]] },
      {
        name: "Fälle",
        rows: [
          ["Fallübersicht KIM, Team Nord"],
          ["vertraulich – nicht weitergeben"],
          [],
          [
            "Lfd.",
            "Az.",
            "Nachname, Vorname",
            "Geb.-Dat.",
            "Staatsang.",
            "AV",
            "AT gültig bis",
            "Tel. / Mobil",
            "Wohnort",
            "FM zust.",
            "Erstgespr.",
            "Bem.",
            "Leist.-bezug",
          ],
          [
            1,
            "KIM-12/24",
            "Al-Haddad, Amal",
            "01.03.90",
            "syr.",
            "§ 25 Abs. 2",
            "31.12.2027",
            "0171 / 123 45 67",
            "48231 Hohenfeld",
            "Wolters",
            "12.01.2024",
            "Ruft an\nnur vormittags",
            "SGB II",
          ],
          [
            2,
            "KIM-13/24",
            "Kovalenko, Iryna",
            32_176,
            "ukr.",
            "§ 24",
            "",
            "+49 171 2345678",
            "Erlbach",
            "Wolters",
            day("2024-02-01"),
            "",
            "SGB II",
          ],
          [
            3,
            "KIM-14/24",
            "Gebremedhin, Tesfay",
            "11.11.1979",
            "eritr.",
            "Duldung",
            null,
            1_712_345_678,
            "Lindenau",
            "Oduya",
            "03.03.24",
            "",
            "AsylbLG",
          ],
          ["Summe", null, 3],
        ],
        merges: ["A1:M1"],
      },
      { name: "Legende", rows: [["AV", "Aufenthalt"]], hidden: true },
    );
    const list = await read(bytes);
    expect(list).toMatchObject({ sheet: "Fälle", issues: [], skipped: ["8 footer"] });
    expect(list.fields).toMatchObject({ "Az.": "fileNumber", AV: "residenceStatus", "FM zust.": "caseManager", "Erstgespr.": "openedOn" });
    expect(list.fields).not.toHaveProperty("AT gültig bis");
    expect(list.cases).toMatchObject([
      {
        familyName: "Al-Haddad",
        givenNames: "Amal",
        birthDate: "1990-03-01",
        phone: "0171 / 123 45 67",
        note: "Ruft an\nnur vormittags",
        legalDomains: ["sgb_ii"],
      },
      { birthDate: "1988-02-03", openedOn: "2024-02-01", phone: "+49 171 2345678" },
      { phone: "01712345678", openedOn: "2024-03-03", residenceStatus: "duldung", townName: "Lindenau" },
    ]);
  });

  it("headings over headings, broken words, an address in one cell, an empty line and a count", async () => {
    const bytes = await aWorkbook({
      rows: [
        ["Person", null, null, null, "Kontakt", null, null, "Sprachkurs", null, "Fall", null, null],
        [
          "Familien-\nname",
          "Ruf-\nname",
          "geb.",
          "Herk.-Land",
          "Handy-Nr.",
          "e-mail",
          "Anschr.",
          "berechtigt seit",
          "Beginn",
          "Aktz.",
          "eröffnet",
          "Berater/in",
        ],
        [
          "Osmani",
          "Samira",
          "5.1.1990",
          "AFG",
          "0151-2345678",
          "s@example.org",
          "Hauptstr. 5, 48231 Hohenfeld",
          "1.2.26",
          "1.6.26",
          "4711",
          "1.1.26",
          "Frau Wolters",
        ],
        ["Sahin", "Ayşe", "1985", "TUR", "", "", "Ringstraße 2, 48231 Erlbach", "", "", "4712", "01/2026", "Wolters"],
        [],
        ["Anzahl:", 2],
      ],
      merges: ["A1:D1", "E1:G1", "H1:I1", "J1:L1"],
    });
    const list = await read(bytes);
    expect(list).toMatchObject({ issues: ["4K only_a_month"], skipped: ["6 footer"] });
    expect(list.cases).toMatchObject([
      {
        familyName: "Osmani",
        street: "Hauptstr. 5",
        townName: "Hohenfeld",
        fileNumber: "4711",
        openedOn: "2026-01-01",
        milestones: [
          { event: "entitled", on: "2026-02-01" },
          { event: "started", on: "2026-06-01" },
        ],
      },
    ]);
  });

  it("semicolons in Windows-1252, both orders of a name in one column, a note over two lines", async () => {
    const lines = [
      "Klienten;;;;;;;;;",
      "Name des Klienten;Geb.datum;Nationalität/Herkunft;Aufenthalt (Titel);Tel.;PLZ/Wohnort;Neu seit;Zuständige/r Mitarbeiter/in;Vermerk;Anz. Kinder",
      'Müller-Haddad Amal;01.03.1990;Syrien;AE;0234 567;48231 Hohenfeld;01.02.2025;Wolters;"erste Zeile\nzweite";2',
      "Haddad, Ömer;2.5.88;Syrien;AE;0234 567890;Erlbach;15.03.2025;Wolters;;",
      "Gesamt: 2;;;;;;;;;",
    ];
    const list = await read(windows1252(lines.join("\r\n")), "Liste.csv");
    // which of two names is the family name nobody can know: told, not guessed
    expect(list).toMatchObject({ issues: ["3A name_order_unclear"], skipped: ["5 footer"] });
    expect(list.cases).toMatchObject([{ familyName: "Haddad", givenNames: "Ömer", openedOn: "2025-03-15", caseManagerName: "Wolters" }]);
  });

  it.each([
    ["zuständiger FM", "caseManager"],
    ["Wohnanschr.", "address"],
    ["Muttersp.", "languages"],
    ["Nächste WV", "nextAppointmentOn"],
    ["Integrationskurs seit", "milestone"],
    ["Förderz.", "goal"],
    ["Geburtsd.", "birth"],
  ])("%s is %s", (heading, field) => {
    expect(recogniseHeading(heading)).toMatchObject({ meaning: { field } });
  });

  it.each(["Ges.", "Verw.", "Geburtso.", "Hausnr."])("%s may be anything", (heading) => {
    expect([null, "left_out"]).toContain(recogniseHeading(heading));
  });
});

it.each([
  ["Fallliste Amal Haddad 2026.xlsx", "Fallliste … 2026.xlsx"],
  ["Liste Stand November.csv", "Liste Stand November.csv"],
  ["Haddad.xlsx", "….xlsx"],
  ["Fälle 01711234567.csv", "Fälle ….csv"],
  ["", null],
])("of the name %s stays %s", (name, label) => {
  expect(fileLabel(name)).toBe(label);
});

it("what is packed comes out again, in order and as often as wanted", () => {
  const packed = new Packed<{ at: number; text: string | null }>();
  const all = Array.from({ length: 123 }, (_, at) => ({ at, text: at % 2 ? null : "Größe \u{1F600} ሰላም" }));
  for (const one of all) packed.push(one);
  expect(packed).toHaveLength(123);
  expect([...packed]).toEqual(all);
  expect([...packed]).toEqual(all);
});

describe("days with slashes", () => {
  const list = (days: readonly string[]) =>
    read(
      Buffer.from(`Nachname;Vorname;Geburtsdatum\n${days.map((born, at) => `Haddad;Person ${"abcdefgh"[at]};${born}`).join("\n")}\n`),
      "l.csv",
    );

  test("are read as the column writes them where its other cells leave no doubt", async () => {
    const german = await list(["17/04/1995", "03/04/1985", "28/02/1990", "30/12/1970"]);
    expect(german.cases.map((one) => one.birthDate)).toEqual(["1995-04-17", "1985-04-03", "1990-02-28", "1970-12-30"]);
    const american = await list(["04/17/1995", "03/04/1985", "02/28/1990", "12/30/1970"]);
    expect(american.cases.map((one) => one.birthDate)).toEqual(["1995-04-17", "1985-03-04", "1990-02-28", "1970-12-30"]);
  });

  test("stay open where cells contradict each other, or too few speak", async () => {
    for (const days of [
      ["17/04/1995", "04/17/1995", "03/04/1985", "28/02/1990", "30/12/1970"],
      ["17/04/1995", "03/04/1985"],
    ])
      expect((await list(days)).issues, days.join()).toEqual([expect.stringContaining("ambiguous_date")]);
  });
});
