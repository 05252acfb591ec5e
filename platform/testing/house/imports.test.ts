import { expect, test } from "vitest";
import { circleIn, domains } from "./domains.ts";
import { importViolations, type ImportRule } from "./imports.ts";
import { readTree, report, treeOf, withFiles } from "./tree.ts";

/** A small house in order. Each rule is proven by one file more that breaks it. */
const inOrder = treeOf({
  "domains/cases/README.md": "# cases",
  "domains/cases/contract.ts": `import { z } from "zod"; import { id } from "../../platform/contract/values.ts"; export const step = z.object({ id });`,
  "domains/cases/rules.ts": `import type { step } from "./contract.ts"; import { late } from "./rules-deadlines.ts"; export const isLate = late; export type Step = typeof step;`,
  "domains/cases/rules-deadlines.ts": `export const late = (day: string, today: string) => day < today;`,
  "domains/cases/queries.ts": `import type { Kysely } from "kysely"; export const listSteps = (tx: Kysely<unknown>) => tx;`,
  "domains/cases/verbs.ts": `import { listSteps } from "./queries.ts"; import { mayShare } from "../consent/index.ts"; import { now } from "../../platform/server/clock.ts"; export const close = { listSteps, mayShare, now };`,
  "domains/cases/routes.ts": `import { close } from "./verbs.ts"; export const routes = close;`,
  "domains/cases/index.ts": `export { close } from "./verbs.ts";`,
  "domains/cases/factory.ts": `import { close } from "./verbs.ts"; export const aCase = close;`,
  "domains/cases/cases.db.test.ts": `import { aCase } from "./factory.ts"; import { test } from "vitest"; test("x", () => void aCase);`,
  "domains/cases/web/texts.de.ts": `export const de = { "cases.title": "Fälle" };`,
  "domains/cases/web/page.tsx": `import { useState } from "react"; import { step } from "../contract.ts"; import { isLate } from "../rules.ts"; import { call } from "../../../platform/web/api.ts"; import { shares } from "../../consent/web/index.ts"; export const Page = () => [useState, step, isLate, call, shares];`,
  "domains/cases/web/index.ts": `export { Page } from "./page.tsx";`,
  "domains/cases/permissions.ts": `import { permissionTable } from "../../platform/testing/permissions.ts"; import { everyone } from "../consent/permissions.ts"; export const permissions = [permissionTable, everyone];`,
  "domains/consent/permissions.ts": `export const everyone = 200;`,
  "platform/testing/permissions.ts": `export const permissionTable = 1;`,
  "commands/generate.ts": `import { permissions } from "../domains/cases/permissions.ts"; void permissions;`,
  "domains/consent/index.ts": `export { mayShare } from "./verbs.ts";`,
  "domains/consent/verbs.ts": `export const mayShare = () => true;`,
  "domains/consent/factory.ts": `export const aShare = 1;`,
  "domains/consent/web/index.ts": `export const shares = 1;`,
  "platform/contract/values.ts": `import { z } from "zod"; export const id = z.uuid();`,
  "platform/server/clock.ts": `export const now = () => new Date();`,
  "platform/server/app.ts": `import { routes } from "../../domains/cases/routes.ts"; export const app = [routes];`,
  "platform/web/api.ts": `export const call = () => undefined;`,
  "platform/web/app.tsx": `import { Page } from "../../domains/cases/web/index.ts"; export const App = Page;`,
  "platform/testing/database.ts": `export const database = 1;`,
  "commands/audit.ts": `import { close } from "../domains/cases/verbs.ts"; export const run = close;`,
  "e2e/journeys/loop.spec.ts": `import { aCase } from "../../domains/cases/factory.ts"; import { de } from "../../domains/cases/web/texts.de.ts"; void [aCase, de];`,
});

/** One injected violation for each rule (a rule without one does not compile), and variants worth a line. */
const injected: Record<ImportRule, Record<string, string>[]> = {
  "unknown domain": [{ "domains/billing/README.md": "# billing" }, { "domains/billing/contract.ts": "export {};" }],
  "not in the row": [
    { "domains/consent/more.ts": `import { close } from "../cases/index.ts"; void close;` },
    { "domains/consent/contract.ts": `import type { step } from "../cases/contract.ts"; export type Step = typeof step;` },
    { "domains/consent/web/page.tsx": `export { Page } from "../../cases/web/index.ts";` },
    { "domains/consent/more.ts": `export const more = () => import("../cases/index.ts");` },
    { "domains/consent/more.ts": `export type More = typeof import("../cases/index.ts");` },
    { "domains/consent/consent.test.ts": `import { aCase } from "../cases/factory.ts"; void aCase;` },
  ],
  "past the door": [
    { "domains/cases/more.ts": `import { mayShare } from "../consent/verbs.ts"; void mayShare;` },
    { "domains/cases/rules-more.ts": `import { mayShare } from "../consent/rules.ts"; void mayShare;` },
    { "domains/cases/web/more.tsx": `import { mayShare } from "../../consent/index.ts"; void mayShare;` },
    { "commands/more.ts": `import { listSteps } from "../domains/cases/queries.ts"; void listSteps;` },
    { "demo/index.ts": `import { listSteps } from "../domains/cases/queries.ts"; void listSteps;` },
    { "e2e/pages/cases/page.ts": `import { listSteps } from "../../../domains/cases/queries.ts"; void listSteps;` },
    { "platform/server/app.ts": `import { close } from "../../domains/cases/verbs.ts"; void close;` },
  ],
  circle: [
    { "domains/consent/verbs.ts": `export { mayShare } from "./index.ts";` },
    {
      "platform/server/a.ts": `import type { B } from "./b.ts"; export type A = B;`,
      "platform/server/b.ts": `import type { A } from "./a.ts"; export type B = A;`,
    },
  ],
  "impure import": [
    { "domains/cases/rules-more.ts": `import { readFileSync } from "node:fs"; void readFileSync;` },
    { "domains/cases/rules-more.ts": `import { now } from "../../platform/server/clock.ts"; void now;` },
    { "domains/cases/rules/more.ts": `import { listSteps } from "../queries.ts"; void listSteps;` },
    { "domains/consent/contract.ts": `import { mayShare } from "./rules.ts"; void mayShare;` },
    { "domains/consent/contract.ts": `import type { Kysely } from "kysely"; export type Tx = Kysely<unknown>;` },
    { "platform/contract/more.ts": `import { now } from "../server/clock.ts"; void now;` },
  ],
  "browser code outside web": [
    { "domains/cases/more.ts": `import { useState } from "react"; void useState;` },
    { "platform/server/more.ts": `import { createRoot } from "react-dom/client"; void createRoot;` },
  ],
  "web knows more than it may": [
    { "domains/cases/web/more.tsx": `import { close } from "../verbs.ts"; void close;` },
    { "domains/cases/web/more.tsx": `import { now } from "../../../platform/server/clock.ts"; void now;` },
    { "domains/cases/web/more.tsx": `import { readFileSync } from "node:fs"; void readFileSync;` },
    { "domains/cases/web/more.tsx": `import type { DB } from "../../../database/schema.ts"; export type More = DB;` },
    { "platform/web/more.ts": `import pg from "pg"; void pg;` },
  ],
  "server knows web": [
    { "domains/cases/more.ts": `import { de } from "./web/texts.de.ts"; void de;` },
    { "platform/server/more.ts": `import { call } from "../web/api.ts"; void call;` },
  ],
  "platform knows a domain": [
    { "platform/server/more.ts": `import { close } from "../../domains/cases/index.ts"; void close;` },
    { "platform/web/more.tsx": `import { Page } from "../../domains/cases/web/index.ts"; void Page;` },
    { "platform/testing/more.ts": `import { aCase } from "../../domains/cases/factory.ts"; void aCase;` },
  ],
  "factory ships": [
    { "domains/cases/more.ts": `import { aCase } from "./factory.ts"; void aCase;` },
    { "demo/more.ts": `import { aCase } from "../domains/cases/factory.ts"; void aCase;` },
    { "commands/more.ts": `export const more = () => import("../domains/cases/factory.ts");` },
  ],
  "test tools ship": [
    { "domains/cases/more.ts": `import { database } from "../../platform/testing/database.ts"; void database;` },
    { "commands/more.ts": `import { test } from "vitest"; void test;` },
    { "domains/cases/more.ts": `import { permissions } from "./permissions.ts"; void permissions;` },
  ],
  "upwards inside a domain": [
    { "domains/cases/queries-more.ts": `import { close } from "./verbs.ts"; void close;` },
    { "domains/consent/verbs.ts": `import { routes } from "./routes.ts"; export const mayShare = routes;` },
  ],
  "import cannot be read": [{ "domains/cases/more.ts": `export const more = (name: string) => import(name);` }],
};

test("the small house is in order", () => {
  expect(report(importViolations(inOrder))).toEqual([]);
});

for (const [rule, cases] of Object.entries(injected)) {
  test.each(cases)(`rule "${rule}" sees %o`, (files) => {
    const seen = importViolations(withFiles(inOrder, files));
    expect(seen.map((it) => it.rule)).toEqual([rule]);
    expect(Object.keys(files)).toContain(seen[0]?.path);
  });
}

test("a test may reach for factories of the domains in its row", () => {
  const files = { "domains/cases/more.db.test.ts": `import { aShare } from "../consent/factory.ts"; void aShare;` };
  expect(importViolations(withFiles(inOrder, files))).toEqual([]);
});

test("the allow list has a bottom, and names only domains", () => {
  expect(circleIn(domains)).toBeUndefined();
  expect(circleIn({ a: ["b"], b: ["c"], c: ["a"] })).toEqual(["a", "b", "c", "a"]);
  for (const uses of Object.values(domains)) for (const name of uses) expect(Object.keys(domains)).toContain(name);
});

test("the real house is in order", () => {
  expect(report(importViolations(readTree()))).toEqual([]);
});
