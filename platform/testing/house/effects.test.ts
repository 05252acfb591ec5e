import { expect, test } from "vitest";
import { effectViolations, type EffectRule } from "./effects.ts";
import { readTree, report, treeOf, withFiles } from "./tree.ts";

const inOrder = treeOf({
  "domains/cases/contract.ts": `export const step = "2026-11-22";`,
  "domains/cases/rules.ts": `export const isLate = (due: Date, at: Date) => new Date(due) < at;`,
  "domains/cases/queries.ts": `import { sql } from "kysely"; export const list = (tx) => tx.selectFrom("cases.step").where(sql\`true\`);`,
  "domains/cases/rules-names.ts": `export const letters = { "ä": "ae", "ß": "ss", ö: "öé" };`,
  "domains/cases/import/headings.ts": `export const due = ["Fällig am"];`,
  "domains/cases/verbs.ts": `import { now } from "../../platform/server/clock.ts"; export const close = () => now();`,
  "domains/cases/cases.test.ts": `const from = performance.now(); void from;`,
  "domains/cases/factory.ts": `export const aCase = (tx) => tx.insertInto("cases.step");`,
  "domains/cases/web/texts.en.ts": `export const en = { "a": "Select a town from the list", "b": "Update it, set a date" };`,
  "domains/cases/web/page.tsx": `export const Page = ({ t }) => <p>{t("a")} · <b>!</b></p>;`,
  "platform/server/clock.ts": `export const now = () => new Date();`,
  "platform/server/config.ts": `export const port = process.env["PORT"];`,
  "platform/server/database/actor.ts": `export const begin = "set local role verbund_actor";`,
  "platform/web/api.ts": `export const call = () => fetch("/api/cases");`,
  "commands/test.ts": `process.env.PORT = "0"; process.exitCode = 0;`,
  "platform/testing/time.ts": `export const from = Date.now() + Math.random();`,
  "e2e/journeys/loop.spec.ts": `export const stamp = Date.now();`,
});

const injected: Record<EffectRule, Record<string, string>[]> = {
  impure: [
    { "domains/cases/rules-more.ts": `export const today = () => new Date();` },
    { "domains/cases/rules-more.ts": `export const today = () => Date.now();` },
    { "domains/cases/rules-more.ts": `export const { now } = Date;` },
    { "domains/cases/rules/more.ts": `export const wait = () => performance.now();` },
    { "domains/cases/rules-more.ts": `export const chance = () => Math.random();` },
    { "domains/cases/rules-more.ts": `export const id = () => crypto.randomUUID();` },
    { "domains/cases/contract.ts": `export const load = () => fetch("/api/cases");` },
    { "platform/contract/more.ts": `export const load = () => globalThis.fetch("/api/cases");` },
  ],
  "environment read": [
    { "platform/server/more.ts": `export const port = process.env.PORT;` },
    { "domains/cases/more.ts": `export const { env } = process;` },
    { "domains/cases/more.ts": `import { env } from "node:process"; export const port = env.PORT;` },
    { "domains/cases/more.ts": `export const read = (name: string) => process[name];` },
    { "domains/cases/more.test.ts": `process.env.PORT = "1";` },
    { "commands/more.ts": `export const port = globalThis.process.env.PORT, other = process["env"];` },
  ],
  "clock read": [
    { "domains/cases/more.ts": `export const today = new Date();` },
    { "domains/cases/more.ts": `export const today = Date();` },
    { "domains/cases/web/more.tsx": `export const today = Date.now();` },
    { "platform/server/more.ts": `export const from = performance.now();` },
    { "domains/cases/more.test.ts": `export const today = new Date();` },
    { "demo/more.ts": `export const today = new Date();` },
  ],
  chance: [{ "domains/cases/more.ts": `export const id = Math.random();` }, { "demo/more.ts": `export const pick = Math["random"]();` }],
  "request past the contract": [{ "domains/cases/web/more.tsx": `export const load = () => fetch("/api/cases");` }],
  "browser storage": [
    { "domains/cases/web/more.tsx": `localStorage.setItem("draft", "…");` },
    { "platform/web/more.tsx": `window.sessionStorage.setItem("draft", "…");` },
  ],
  "SQL outside queries": [
    { "domains/cases/verbs.ts": `export const list = (tx) => tx.selectFrom("cases.step");` },
    { "domains/cases/routes.ts": `export const list = "select id from cases.step";` },
    { "domains/cases/jobs.ts": "export const list = (id: string) => `update cases.step set done_on = ${id}`;" },
    { "domains/cases/more.ts": `import { sql } from "kysely"; void sql;` },
    { "platform/server/more.ts": `export const text = "SELECT 1 FROM network.site";` },
    { "commands/more.ts": `export const text = "delete from cases.step";` },
    { "demo/more.ts": `export const text = (tx) => tx.insertInto("cases.step");` },
  ],
  "German in code": [
    { "domains/cases/rules-more.ts": `export const reason = "Frist läuft ab";` },
    { "platform/server/more.ts": "export const says = (n: number) => `Ungültig: ${n} Überläufe`;" },
  ],
  "words outside texts": [{ "domains/cases/web/more.tsx": `export const More = () => <button>Speichern</button>;` }],
};

test("the small house is in order", () => {
  expect(report(effectViolations(inOrder))).toEqual([]);
});

for (const [rule, cases] of Object.entries(injected)) {
  test.each(cases)(`rule "${rule}" sees %o`, (files) => {
    const seen = effectViolations(withFiles(inOrder, files));
    expect(seen.length).toBeGreaterThan(0);
    expect(new Set(seen.map((it) => it.rule))).toEqual(new Set([rule]));
    expect(Object.keys(files)).toContain(seen[0]?.path);
  });
}

test("the real house is in order", () => {
  expect(report(effectViolations(readTree()))).toEqual([]);
});
