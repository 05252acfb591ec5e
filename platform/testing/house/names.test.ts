import { expect, test } from "vitest";
import { domains } from "./domains.ts";
import { nameViolations, type NameRule } from "./names.ts";
import { readTree, report, treeOf, withFiles } from "./tree.ts";

const inOrder = treeOf({
  "domains/README.md": "# Domains",
  "domains/cases/README.md": "# cases",
  "domains/cases/routes.ts": "",
  "domains/cases/contract.ts": `export const list = endpoint({ path: "/api/cases" }); export const get = endpoint({ path: "/api/cases/:caseId" });`,
  "e2e/pages/cases/page.ts": "",
  "domains/cases/policies.sql": "",
  "domains/cases/web/new-case.tsx": "",
  "domains/bodies/README.md": "# bodies",
  "domains/bodies/meeting/verbs.ts": "",
});

const injected: Record<NameRule, Record<string, string>[]> = {
  "name that says nothing": [
    { "domains/cases/utils.ts": "" },
    { "domains/cases/date-helpers.ts": "" },
    { "platform/server/common/time.ts": "" },
    { "platform/misc.ts": "" },
    { "platform/web/lib/x.ts": "" },
    { "domains/cases/contract.v2.ts": "" },
    { "domains/cases/new.ts": "" },
    { "database/migrations/0002-v2.sql": "" },
  ],
  "README missing": [{ "domains/themes/rules.ts": "" }],
  "README too long": [{ "domains/cases/README.md": "line\n".repeat(41) }],
  "routes without policies": [{ "domains/bodies/routes.ts": "" }],
  "address of another domain": [
    { "domains/cases/contract.ts": `export const more = endpoint({ path: "/api/people/:id" });` },
    { "domains/cases/contract.ts": `export const more = endpoint({ path: "/cases/:id" });` },
    { "domains/cases/contract.ts": `export const more = endpoint({ path: "/api/casesandmore" });` },
  ],
  "pages of no domain": [{ "e2e/pages/login/page.ts": "" }],
  "layer instead of noun": [{ "domains/cases/services/closing.ts": "" }, { "domains/cases/web/hooks/use-case.ts": "" }],
};

test("the small house is in order", () => {
  expect(report(nameViolations(inOrder))).toEqual([]);
});

for (const [rule, cases] of Object.entries(injected)) {
  test.each(cases)(`rule "${rule}" sees %o`, (files) => {
    expect(nameViolations(withFiles(inOrder, files)).map((it) => it.rule)).toEqual([rule]);
  });
}

const tree = readTree();

test("the real house is in order", () => {
  expect(report(nameViolations(tree))).toEqual([]);
});

test("domains/README.md names each domain that exists, and whom it may use, as the list does", () => {
  const rows = new Map(
    [...(tree.get("domains/README.md") ?? "").matchAll(/^\|\s*\[?`(\w+)`\]?(?:\([^)]*\))?\s*\|[^|]*\|([^|]*)\|/gm)].map(
      ([, name = "", uses = ""]) => [name, [...uses.matchAll(/`(\w+)`/g)].map((it) => it[1] ?? "")],
    ),
  );
  const existing = new Set([...tree.keys()].flatMap((path) => path.match(/^domains\/(\w+)\//)?.[1] ?? []));
  for (const name of existing) expect([...rows.keys()], `a row for ${name}`).toContain(name);
  for (const [name, uses] of rows) {
    const allowed = domains[name as keyof typeof domains] as readonly string[] | undefined;
    expect(allowed, `${name} on the list`).toBeDefined();
    // a row names what exists today; the list may know more to come
    for (const it of uses) expect(allowed, `${name} may use ${it}`).toContain(it);
    expect(allowed?.filter((it) => rows.has(it)).sort(), `everything that ${name} may use`).toEqual([...uses].sort());
  }
});
