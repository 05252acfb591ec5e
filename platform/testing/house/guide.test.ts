import { expect, test } from "vitest";
import { effectViolations } from "./effects.ts";
import { glossaryPath, glossaryViolations } from "./glossary.ts";
import { filesOfGuide } from "./guide.ts";
import { importViolations } from "./imports.ts";
import { nameViolations } from "./names.ts";
import { sqlViolations } from "./sql.ts";
import { textViolations } from "./texts.ts";
import { readTree, report, treeOf, withFiles } from "./tree.ts";

const tree = readTree();
const files = filesOfGuide(tree);

test("the code of the guide keeps the house rules", () => {
  expect(Object.keys(files).length).toBeGreaterThanOrEqual(12);
  const guide = withFiles(treeOf(files), { [glossaryPath]: tree.get(glossaryPath) ?? "", "domains/learning/README.md": "# learning" });
  const rules = [importViolations, effectViolations, nameViolations, sqlViolations, glossaryViolations, textViolations];
  expect(rules.flatMap((rule) => report(rule(guide)))).toEqual([]);
});

test("every file of the house that the guide imports is there", () => {
  const missing = Object.entries(files).flatMap(([path, text]) =>
    [...text.matchAll(/from "(\.[^"]+)"/g)].flatMap(([, to = ""]) => {
      const target = new URL(to, `file:///${path}`).pathname.slice(1);
      return target in files || tree.has(target) ? [] : [target];
    }),
  );
  expect(missing).toEqual([]);
});
