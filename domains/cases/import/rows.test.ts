import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contactDetails, namedIdentity } from "../../people/contract.ts";
import { recogniseColumns } from "./columns.ts";
import { aWorkbook, utf8, windows1252 } from "./factory.ts";
import { readCaseList } from "./read-cases.ts";
import { rowContent, rowKey, rowKeys } from "./row-key.ts";
import { issueCodes, readRows, type ImportedCase, type RowContext, type AllRows } from "./rows.ts";
import type { Cell } from "./table.ts";

const context: RowContext = { today: "2026-11-23", towns: ["Lindenau", "Lindenau-Nord", "Steinfurth", "Altbrück"] };

function rowsOf(headings: readonly string[], rows: readonly (readonly Cell[])[], more: Partial<RowContext> = {}): AllRows {
  const table = {
    columns: headings.map((heading, index) => ({ index, letter: String.fromCharCode(65 + index), heading, group: null })),
    rows: rows.map((cells, at) => ({ row: at + 2, cells })),
  };
  return readRows(table, recogniseColumns(table), { ...context, ...more });
}
/** One row of a person without fault and these columns. */
function one(values: Readonly<Record<string, Cell>>, more: Partial<RowContext> = {}): AllRows {
  const all: Record<string, Cell> = { Nachname: "Haddad", Vorname: "Amal", ...values };
  return rowsOf(Object.keys(all), [Object.values(all)], more);
}
const only = (read: AllRows): ImportedCase => {
  expect(read.issues).toEqual([]);
  expect(read.cases).toHaveLength(1);
  return read.cases[0] as ImportedCase;
};
const codes = (read: AllRows) => read.issues.map((it) => it.code);

describe("a row", () => {
  test("is read whole", () => {
    const imported = only(
      one({
        "Geb.-Dat.": "1.3.1990",
        Geschlecht: "w",
        Staatsangehörigkeit: "SYR",
        Sprachen: "Arabisch, Kurdisch",
        Telefon: "0171 1234567 (Ehemann)",
        "E-Mail": "amal@example.org",
        Straße: "Königstr. 5",
        PLZ: 48231,
        Ort: "steinfurth",
        Aufenthaltsstatus: "AE § 25 Abs. 2",
        Rechtskreis: "SGB II",
        Aktenzeichen: "KIM-2026/17",
        Fallmanagerin: "Wolters",
        "Aufnahme am": "2.3.2026",
        Phase: "Linking",
        "letzter Kontakt": "1.11.2026",
        "nächster Termin": "26.11.2026 10:30",
        Ziel: "B1 bis Sommer",
        Kinder: 2,
        Bemerkung: "ruft\r\nabends an",
        "Berechtigung IK am": "1.4.2026",
        "IK Beginn": "1.9.2026",
        "IK Ende": "1.9.2027",
      }),
    );
    expect(imported).toEqual({
      row: 2,
      familyName: "Haddad",
      givenNames: "Amal",
      birthDate: "1990-03-01",
      birthYear: null,
      sex: "female",
      nationality: "Syrien",
      languages: ["Arabisch", "Kurdisch"],
      phone: "0171 1234567",
      email: "amal@example.org",
      contactNote: "Ehemann",
      street: "Königstr. 5",
      postcode: "48231",
      townName: "Steinfurth",
      residenceStatus: "aufenthaltserlaubnis",
      legalDomains: ["sgb_ii"],
      fileNumber: "KIM-2026/17",
      caseManagerName: "Wolters",
      openedOn: "2026-03-02",
      closedOn: null,
      phase: "linking",
      lastContactOn: "2026-11-01",
      nextAppointmentOn: "2026-11-26",
      nextAppointmentTime: "10:30",
      goal: "B1 bis Sommer",
      household: "Kinder: 2",
      note: "ruft\nabends an",
      milestones: [
        { service: "integration_course", event: "entitled", on: "2026-04-01" },
        { service: "integration_course", event: "started", on: "2026-09-01" },
      ],
      planned: [{ service: "integration_course", event: "finished", on: "2027-09-01" }],
    });
  });

  test("what says nothing is nothing, and a name alone is enough", () => {
    const imported = only(
      one({
        Vorname: "–",
        Geburtsdatum: "unbekannt",
        Telefon: "k. A.",
        Ort: "?",
        Rechtskreis: "-",
        "E-Mail": "keine",
        Aufenthaltsstatus: "–",
      }),
    );
    expect(imported).toMatchObject({
      familyName: "Haddad",
      givenNames: null,
      birthDate: null,
      phone: null,
      townName: null,
      legalDomains: [],
      email: null,
      residenceStatus: null,
    });
  });

  test("whole addresses and towns with their postcode", () => {
    expect(only(one({ Anschrift: "Hauptstr. 5, 48231 Steinfurth" }))).toMatchObject({
      street: "Hauptstr. 5",
      postcode: "48231",
      townName: "Steinfurth",
    });
    expect(only(one({ Adresse: "Hauptstr. 5\nD-48231 Steinfurth" }))).toMatchObject({
      street: "Hauptstr. 5",
      postcode: "48231",
      townName: "Steinfurth",
    });
    expect(only(one({ "PLZ/Ort": "48231 Steinfurth" }))).toMatchObject({ postcode: "48231", townName: "Steinfurth" });
    expect(only(one({ PLZ: 1067, Ort: "Dresden" }, { towns: [] }))).toMatchObject({ postcode: "01067", townName: "Dresden" });
  });

  test.each<[Cell, string | null, string | null]>([
    ["0171/1234567", "0171/1234567", null],
    ["+49 (0)171 1234567", "+49 171 1234567", null],
    ["(0171) 1234567", "0171 1234567", null],
    ["0171 1234567, 0251 987654", "0171 1234567", "0251 987654"],
    ["Mann: 0171 1234567", "0171 1234567", "Mann"],
    ["0171–1234567", "0171-1234567", null],
    ["über die Schwester", null, "über die Schwester"],
    [1711234567, "01711234567", null],
    [491711234567, "+491711234567", null],
  ])("phone %j is %j, besides %j", (phone, number, note) => {
    expect(only(one({ Telefon: phone }))).toMatchObject({ phone: number, contactNote: note });
  });

  test("a second phone and mail are kept as a note", () => {
    expect(only(one({ Telefon: "0251 987654", Handy: "0171 1234567", "E-Mail": "a@example.org; b@example.org" }))).toMatchObject({
      phone: "0251 987654",
      email: "a@example.org",
      contactNote: "0171 1234567; b@example.org",
    });
  });

  test("the kind of course stands in the row", () => {
    expect(only(one({ Kursart: "Berufssprachkurs", Kursbeginn: "1.9.2026" })).milestones).toEqual([
      { service: "vocational_language_course", event: "started", on: "2026-09-01" },
    ]);
    const unsaid = one({ Kursbeginn: "1.9.2026" });
    expect(unsaid.notices.map((it) => it.code)).toEqual(["course_taken_as_integration_course"]);
    expect(only(unsaid).milestones).toEqual([{ service: "integration_course", event: "started", on: "2026-09-01" }]);
    const own = [{ code: "cooking", names: ["Kochkurs"] }];
    expect(only(one({ Kursart: "Kochkurs", Kursbeginn: "1.9.2026" }, { services: own })).milestones[0]?.service).toBe("cooking");
  });

  test("only the year of a birth", () => {
    expect(only(one({ Geburtsdatum: 1985 }))).toMatchObject({ birthDate: null, birthYear: 1985 });
    expect(only(one({ Geburtsdatum: "00.00.1985" }))).toMatchObject({ birthDate: null, birthYear: 1985 });
  });

  test("being without papers is never kept, not even as an error", () => {
    const read = one({ Aufenthaltsstatus: "ohne Papiere" });
    expect(only(read).residenceStatus).toBeNull();
    expect(read.notices.map((it) => it.code)).toEqual(["status_not_kept"]);
  });

  test("a closed case is in its last phase", () => {
    expect(only(one({ "Aufnahme am": "1.1.2026", "Abschluss am": "1.6.2026" })).phase).toBe("closing");
  });

  test("rows numbered in advance are no cases", () => {
    expect(
      rowsOf(
        ["lfd. Nr.", "Name", "Vorname"],
        [
          [1, "Haddad", "Amal"],
          [2, null, null],
          [3, null, null],
        ],
      ).read,
    ).toBe(1);
  });
});

describe("errors of a row", () => {
  test.each<[Record<string, Cell>, string, object?]>([
    [{ Nachname: null, Vorname: null, Telefon: "0171 1234567" }, "missing_name"],
    [{ Nachname: "Haddad2" }, "digit_in_name"],
    [{ Vorname: "Amal*" }, "character_not_allowed", { character: "*" }],
    [{ Bemerkung: "a\u0000b" }, "control_character"],
    [{ Nachname: "Had\u0007dad" }, "control_character"],
    [{ Nachname: "x".repeat(201) }, "too_long", { most: 200 }],
    [{ Ziel: "x".repeat(501) }, "too_long", { most: 500, length: 501 }],
    [
      {
        Sprachen: "abcdefghijklmn"
          .split("")
          .map((it) => `${it}${it}${it}`)
          .join(","),
      },
      "too_many",
      { most: 12 },
    ],
    [{ Ort: { error: "#REF!" } }, "cell_error"],
    [{ Geburtsdatum: "31.09.1990" }, "no_such_day", { day: 31, month: 9, year: 1990 }],
    [{ Geburtsdatum: "3/4/1990" }, "ambiguous_date"],
    [{ Geburtsdatum: "bald" }, "not_a_date"],
    [{ Geburtsdatum: "24.11.2026" }, "birth_in_future"],
    [{ Geburtsdatum: "1.1.1899" }, "implausible_date", { year: 1899 }],
    [{ "Aufnahme am": "24.11.2026" }, "in_future"],
    [{ "Aufnahme am": "1.1.1926" }, "implausible_date", { year: 1926 }],
    [{ "Aufnahme am": 2026 }, "only_a_year"],
    [{ "letzter Kontakt": "November 2026" }, "only_a_month"],
    [{ "letzter Kontakt": "1.11." }, "year_missing"],
    [{ "Aufnahme am": "2.3.2026", "Abschluss am": "1.3.2026" }, "closed_before_opened", { openedOn: "2026-03-02" }],
    [{ Geburtsdatum: "1.3.2020", "Aufnahme am": "2.3.2019" }, "opened_before_birth"],
    [{ "IK Beginn": "1.9.2026", "IK Ende": "1.8.2026" }, "finished_before_started", { startedOn: "2026-09-01" }],
    [{ "E-Mail": "amal(at)example.org" }, "invalid_email"],
    [{ Telefon: "12" }, "invalid_phone"],
    [{ PLZ: "4823" }, "invalid_postcode"],
    [{ Geschlecht: "ja" }, "unknown_sex"],
    [{ Ort: "Lindnau-Nord" }, "unknown_town", { suggestion: "Lindenau-Nord" }],
    [{ Ort: "Münster" }, "unknown_town", {}],
    [{ Rechtskreis: "SGB XIV" }, "unknown_legal_domain", {}],
    [{ Aufenthaltsstatus: "Dulldung" }, "unknown_status", { suggestion: "duldung" }],
    [{ Kursart: "Töpfern", Kursbeginn: "1.9.2026" }, "unknown_service", {}],
  ])("%o: %s", (values, code, params = {}) => {
    const read = one(values);
    expect(codes(read)).toEqual([code]);
    expect(read.cases).toEqual([]);
    expect(read.issues[0]).toMatchObject({ row: 2, params });
    expect(issueCodes).toContain(code);
  });

  test("each says where: row, column, heading, and what stands there", () => {
    expect(one({ Geburtsdatum: "31.09.1990" }).issues).toEqual([
      {
        row: 2,
        column: "C",
        heading: "Geburtsdatum",
        field: "birth",
        code: "no_such_day",
        params: { day: 31, month: 9, year: 1990 },
        value: "31.09.1990",
      },
    ]);
  });

  test("all of a row at once", () => {
    expect(codes(one({ Geburtsdatum: "31.09.1990", Ort: "Nirgends", "E-Mail": "x", Telefon: "1" })).sort()).toEqual([
      "invalid_email",
      "invalid_phone",
      "no_such_day",
      "unknown_town",
    ]);
  });

  test("the same person twice: by file number, by names and birth", () => {
    const read = rowsOf(
      ["Nachname", "Vorname", "Geburtsdatum", "Az."],
      [
        ["Haddad", "Amal", "1.3.1990", "1/26"],
        ["Okoye", "Chidi", null, "2/26"],
        ["HADDAD", "amal", "01.03.1990", "3/26"],
        ["Yilmaz", "Ece", null, "2 / 26"],
        ["Okoye", "Chidi", null, "4/26"],
        ["Haddad", "Amal", "2.3.1990", null],
      ],
    );
    expect(read.issues.map(({ row, column, code, params }) => ({ row, column, code, params }))).toEqual([
      { row: 4, column: "A", code: "duplicate_row", params: { firstRow: 2, by: "person" } },
      { row: 5, column: "D", code: "duplicate_row", params: { firstRow: 3, by: "file_number" } },
    ]);
    expect(read.cases.map((it) => it.row)).toEqual([2, 3, 6, 7]);
  });

  test("whole names whose order nobody can know", () => {
    expect(codes(rowsOf(["Name", "Ort"], [["Amal Haddad", "Altbrück"]]))).toEqual(["name_order_unclear"]);
    expect(rowsOf(["Name", "Ort"], [["Haddad, Amal", "Altbrück"]]).cases[0]).toMatchObject({ familyName: "Haddad", givenNames: "Amal" });
    expect(rowsOf(["Vor- und Nachname", "Ort"], [["Amal Haddad", "Altbrück"]]).cases[0]).toMatchObject({
      familyName: "Haddad",
      givenNames: "Amal",
    });
  });
});

describe("identity of a row", () => {
  const person = { fileNumber: null, familyName: "Müller", givenNames: "Ana", birthDate: "1990-03-01", birthYear: null };
  test("the file number first, else names and birth, however they are spelled", () => {
    expect(rowKey({ ...person, fileNumber: "KIM-26/1" })).toBe(rowKey({ ...person, familyName: "Meier", fileNumber: "kim 26 / 1" }));
    expect(rowKey({ ...person, fileNumber: "1/23" })).not.toBe(rowKey({ ...person, fileNumber: "12/3" }));
    expect(rowKey(person)).toBe(rowKey({ ...person, familyName: "MUELLER", givenNames: "ana " }));
    expect(rowKey(person)).not.toBe(rowKey({ ...person, birthDate: "1990-03-02" }));
    expect(rowKey({ ...person, familyName: "Haddad Amal", givenNames: null })).not.toBe(
      rowKey({ ...person, familyName: "Haddad", givenNames: "Amal" }),
    );
  });
  test("a number added later finds the person who came without", () => {
    expect(rowKeys({ ...person, fileNumber: "1" }).map((it) => it.key)).toContain(rowKey(person));
  });
  test("the content does not change with the place in the file", () => {
    const read = rowsOf(["Nachname", "Vorname"], [["Haddad", "Amal"]]);
    const moved = rowsOf(
      ["Vorname", "Nachname"],
      [
        [null, "Okoye"],
        ["Amal", "Haddad"],
      ],
    );
    expect(rowContent(read.cases[0]!)).toBe(rowContent(moved.cases[1]!));
    expect(rowContent({ ...read.cases[0]!, goal: "B1" })).not.toBe(rowContent(read.cases[0]!));
  });
});

describe("from the file to its cases", () => {
  const csv = [
    "Fallliste KIM Stand 1.11.2026;;;;;",
    ";;;;;",
    '"Name, Vorname";geb.;Ort;Rechtskreis;"Aufenthalts-\nstatus";Bemerkung',
    '"Müller, Jürgen";1.3.1990;Altbrück;SGB 2;NE;"ruft an;\nabends"',
    ";;;;;",
    '"Şahin, Ece";26.11.85;48231 Steinfurth;Jobcenter;AE;',
    "Summe;2;;;;",
  ].join("\r\n");

  test("Windows-1252 with semicolons, titles and quotes over two lines", async () => {
    const read = await readCaseList(windows1252(csv.replace("Şahin", "Sahin")), "Fallliste.csv", context);
    if ("refused" in read) throw new Error(read.refused.code);
    expect(read.table).toMatchObject({ encoding: "windows-1252", delimiter: ";", headerRow: 3 });
    expect(read.rows).toMatchObject({ read: 2, issues: [] });
    expect([...read.rows.cases].map((it) => [it.row, it.familyName, it.birthDate, it.townName, it.note])).toEqual([
      [4, "Müller", "1990-03-01", "Altbrück", "ruft an;\nabends"],
      [6, "Sahin", "1985-11-26", "Steinfurth", null],
    ]);
  });

  test("the same list says the same as a workbook", async () => {
    const asText = await readCaseList(utf8(csv), "l.csv", context);
    const asBook = await readCaseList(
      await aWorkbook({
        rows: [
          ["Fallliste KIM Stand 1.11.2026"],
          [],
          ["Name, Vorname", "geb.", "Ort", "Rechtskreis", "Aufenthalts-\nstatus", "Bemerkung"],
          ["Müller, Jürgen", new Date(Date.UTC(1990, 2, 1)), "Altbrück", "SGB 2", "NE", "ruft an;\nabends"],
          [],
          ["Şahin, Ece", new Date(Date.UTC(1985, 10, 26)), "48231 Steinfurth", "Jobcenter", "AE"],
        ],
        formats: { B: "dd.mm.yyyy" },
      }),
      "l.xlsx",
      context,
    );
    if ("refused" in asText || "refused" in asBook) throw new Error("refused");
    expect([...asBook.rows.cases].map(rowContent)).toEqual([...asText.rows.cases].map(rowContent));
  });

  test("an English list", async () => {
    const read = await readCaseList(
      utf8(
        "case number,last name,first name,date of birth,town,legal domain,opened on\n17,Haddad,Amal,1990-03-01,Altbrück,SGB II,2026-03-02\n",
      ),
      "l.csv",
      context,
    );
    if ("refused" in read) throw new Error(read.refused.code);
    expect([...read.rows.cases][0]).toMatchObject({
      fileNumber: "17",
      familyName: "Haddad",
      birthDate: "1990-03-01",
      legalDomains: ["sgb_ii"],
      openedOn: "2026-03-02",
    });
  });

  test("a column of the prototype harms nobody", async () => {
    const read = await readCaseList(utf8("Name;Vorname;__proto__;constructor\nHaddad;Amal;x;y\n"), "l.csv", context);
    if ("refused" in read) throw new Error(read.refused.code);
    expect(read.rows.cases).toHaveLength(1);
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  });
});

describe("whatever stands in the cells", () => {
  const headings = [
    "Nachname",
    "Vorname",
    "Geburtsdatum",
    "Telefon",
    "E-Mail",
    "Anschrift",
    "Ort",
    "Rechtskreis",
    "Aufenthaltsstatus",
    "Aufnahme am",
    "IK Beginn",
    "Sprachen",
    "Staatsangehörigkeit",
    "Bemerkung",
    "Kinder",
  ];
  const cell: fc.Arbitrary<Cell> = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.string({ unit: fc.constantFrom("a", "Ä", "1", ".", ",", " ", "§", "@", "(", ")", "-", "\n", "/"), maxLength: 30 }),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constant({ error: "#REF!" }),
    fc.constantFrom("Haddad", "1.3.1990", "0171 1234567", "SGB II", "Steinfurth"),
  );

  test("a row is a case that people's contract takes, or has an error that says where", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(...headings.map(() => cell)), { maxLength: 5 }), (rows) => {
        const read = rowsOf(headings, rows, { towns: [] });
        const wrong = new Set(read.issues.map((it) => it.row));
        for (const issue of read.issues) expect(issueCodes).toContain(issue.code);
        expect(read.cases.length + wrong.size).toBe(read.read);
        for (const it of read.cases) {
          expect(namedIdentity.safeParse({ ...it, isPseudonym: false }).error?.issues, JSON.stringify(it)).toBeUndefined();
          expect(contactDetails.safeParse({ ...it, note: it.contactNote }).error?.issues, JSON.stringify(it)).toBeUndefined();
          expect(rowKey(it)).not.toBe("");
        }
      }),
      { numRuns: 500 },
    );
  });
});
