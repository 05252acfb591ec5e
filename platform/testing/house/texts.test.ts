import { expect, test } from "vitest";
import { textViolations, type TextRule } from "./texts.ts";
import { readTree, report, treeOf, withFiles } from "./tree.ts";

const inOrder = treeOf({
  "domains/cases/web/texts.de.ts": `export const de = { "cases.title": "Fälle", "cases.n": "{n, plural, one {# Fall} other {# Fälle von {name}}}", "cases.phase.access": "Zugang", "cases.same": "Kreis Lindenau 2026" } as const;`,
  "domains/cases/web/texts.en.ts": `import type { de } from "./texts.de.ts"; export const en: Record<keyof typeof de, string> = { "cases.title": "Cases", "cases.n": "{name} has {n, plural, one {# case} other {# cases}}", "cases.phase.access": "Access", "cases.same": "Kreis Lindenau 2026" };`,
  "domains/cases/web/page.tsx":
    "export const Page = ({ t, phase }) => [t('cases.title'), t('cases.n'), t('cases.same'), t(`cases.phase.${phase}`)];",
});

const pair = (key: string, de: string, en: string, shown = key) => ({
  "domains/cases/web/texts.de.ts": `export const de = { ${JSON.stringify(key)}: ${JSON.stringify(de)} };`,
  "domains/cases/web/texts.en.ts": `export const en = { ${JSON.stringify(key)}: ${JSON.stringify(en)} };`,
  "domains/cases/web/page.tsx": `export const Page = ({ t }) => t(${JSON.stringify(shown)});`,
});

const injected: Record<TextRule, Record<string, string>[]> = {
  "text cannot be read": [
    {
      ...pair("cases.a", "A", "B"),
      "domains/cases/web/texts.en.ts": `const b = "B"; export const en = { "cases.a": "B", ["cases" + b]: b };`,
    },
    { ...pair("cases.a", "A", "B"), "domains/cases/web/texts.de.ts": `export const de = { "cases.a": "A", ...others };` },
  ],
  "message cannot be read": [pair("cases.a", "{n, plural, one {Fall}}", "Case {n"), pair("cases.a", "<b>Fall", "Case")],
  "keys differ": [
    { ...pair("cases.a", "A", "B"), "domains/cases/web/texts.en.ts": `export const en = { "cases.a": "B", "cases.b": "B" };` },
  ],
  "key of another namespace": [pair("people.a", "A", "B")],
  "placeholders differ": [pair("cases.a", "{n} Fälle", "{count} cases"), pair("cases.a", "<b>Fall</b>", "Case")],
  "left in German": [pair("cases.a", "Wer weiß was bis wann", "Wer weiß was bis wann")],
  "too long": [
    pair("cases.a.title", "A".repeat(91), "B"),
    pair("cases.a", "A", "B".repeat(601)),
    pair("cases.button.save", "A".repeat(61), "B"),
  ],
  "text that nobody shows": [pair("cases.a", "A", "B", "cases.b"), pair("cases.a", "A", "B", "people.a")],
};

test("the small house is in order", () => {
  expect(report(textViolations(inOrder))).toEqual([]);
});

for (const [rule, cases] of Object.entries(injected)) {
  test.each(cases)(`rule "${rule}" sees %o`, (files) => {
    const seen = textViolations(withFiles(inOrder, files));
    expect(seen.length).toBeGreaterThan(0);
    expect(new Set(seen.map((it) => it.rule))).toEqual(new Set([rule]));
  });
}

test("the real house says the same in German and in English", () => {
  expect(report(textViolations(readTree()))).toEqual([]);
});
