import { expect, test } from "vitest";
import { glossaryPath, glossaryViolations, readGlossary, type GlossaryRule } from "./glossary.ts";
import { readTree, report, treeOf, withFiles } from "./tree.ts";

const head = "| German | code word | meaning | authority | not |\n|---|---|---|---|---|\n";
const rows = `${head}| „ratsuchende Person" | client | the person | – | \`patient\`; \`case_worker\`; „Klient“ |
| „Fallmanagement" | case_manager | leads cases | DGCC | „Verweis“ |
| „Strukturmaßnahme" | measure | a change | – | \`committee\`; „Maßnahme“ in \`cases\` |
| Ausschuss | political_committee | receives papers | GO NRW | – |
| „Fälle" | case | – | – | – |
`;
const inOrder = treeOf({
  [glossaryPath]: rows,
  "database/migrations/0001_network.sql": "create table network.membership (role text check (role in ('case_manager')));",
  "domains/cases/policies.sql": "-- a patient word in a comment\nselect political_committee_id from cases.client;",
  "domains/cases/verbs.ts": "export const politicalCommittee = 'patient'; // patient",
  "domains/cases/web/texts.de.ts": `export const de = {
    "cases.role.case_manager": "Fallmanagement", "cases.word.client": "ratsuchende Person", "cases.a": "Wir verweisen Sie um 10:30 Uhr, {n, plural, one {# Fall} other {# Fälle}}. Duldung: ja",
    "cases.b": "Die Strukturmaßnahme beginnt.", "cases.c": "https://example.org/du" };`,
  "domains/network/vocabularies.ts": `const x = { data_category: [\n  ["client", "ratsuchende Person", "Client"],\n], other: [["measure", "Anderes", "Other"]] };`,
  "domains/themes/web/texts.de.ts": `export const de = { "themes.a": "Diese Maßnahme wirkt." };`,
});
const text = (words: string, key = "cases.more") => ({
  "domains/cases/web/texts.de.ts": `export const de = { "${key}": ${JSON.stringify(words)} };`,
});

const injected: Record<GlossaryRule, Record<string, string>[]> = {
  "row not readable": [
    { [glossaryPath]: `${rows}| „Ziel" | goal | agreed | – |\n` },
    { [glossaryPath]: `${rows}| „Ziel" | goal | agreed | – | objective |\n` },
    { [glossaryPath]: `${rows}| „Ziel" | goal |  | – | – |\n` },
  ],
  "word twice": [{ [glossaryPath]: `${rows}| „Ziel" | goal | agreed | – | \`measure\` |\n` }],
  "name not to use": [
    { "domains/cases/verbs.ts": "export const closePatient = 1;" },
    { "domains/cases/verbs.ts": "export const it = { patients: 1 };" },
    { "domains/cases/web/page.tsx": "export const CaseWorkerPage = 1;" },
    { "domains/cases/policies.sql": "select patient_id from cases.client;" },
    { "database/migrations/0002_bodies.sql": "create table bodies.committee ();" },
  ],
  "word not to use": [text("Der Klient fehlt"), text("Alle Klienten"), text("Die Maßnahmen laufen"), text("Ein Verweis an die Stelle")],
  "label differs": [
    text("Case Management", "cases.role.case_manager"),
    text("Person", "cases.word.client"),
    {
      "domains/network/vocabularies.ts": `const x = { data_category: [["client", "Kundschaft", "Clients"]], other: [["measure", "Anderes", "Other"]] };`,
    },
  ],
  "sign inside a word": [
    text("Alle Mitarbeiter:innen"),
    text("jede Mitarbeiter*in"),
    text("MitarbeiterInnen"),
    text("Kolleg_innen"),
    text("der/die Helfer/-in"),
  ],
  "not addressed as Sie": [text("Was hast du erlebt?"), text("Deine Hinweise")],
  "code without a word": [
    { "database/migrations/0001_network.sql": "create table network.membership (role text check (role in ('case_manager', 'wizard')));" },
  ],
};

test("the small house is in order", () => {
  expect(report(glossaryViolations(inOrder))).toEqual([]);
});

for (const [rule, cases] of Object.entries(injected)) {
  test.each(cases)(`rule "${rule}" sees %o`, (files) => {
    const seen = glossaryViolations(withFiles(inOrder, files));
    expect(seen.length).toBeGreaterThan(0);
    expect(new Set(seen.map((it) => it.rule))).toEqual(new Set([rule]));
  });
}

const tree = readTree();

test("the glossary holds the words of the loop", () => {
  const codes = readGlossary(tree.get(glossaryPath) ?? "").entries.flatMap((it) => it.code ?? []);
  expect(codes).toEqual(
    expect.arrayContaining(["client", "unit", "share", "gap_report", "theme", "agenda", "decision", "measure", "change", "answer"]),
  );
});

test("the real house speaks as the glossary does", () => {
  expect(report(glossaryViolations(tree))).toEqual([]);
});
