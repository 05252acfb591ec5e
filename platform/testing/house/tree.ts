import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Paths from the root of the house, with `/`, and the text of each file. Tests add a file that breaks a rule. */
export type Tree = ReadonlyMap<string, string>;

export type Violation<Rule extends string = string> = { rule: Rule; path: string; line: number; says: string };

const root = join(import.meta.dirname, "../../..");
const roots = ["benchmarks", "commands", "database", "demo", "docs", "domains", "e2e", "platform"];
const read = /\.(ts|tsx|mjs|sql|md|css)$/;
const passedOver = new Set(["node_modules", "build", "dist", "results"]);

/** The house as it stands in the working folder. */
export function readTree(): Tree {
  const tree = new Map<string, string>();
  const walk = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!passedOver.has(entry.name) && (folder !== "" || roots.includes(entry.name))) walk(path);
      } else if (read.test(entry.name)) tree.set(path, readFileSync(join(root, path), "utf8"));
    }
  };
  walk("");
  return tree;
}

export function treeOf(files: Readonly<Record<string, string>>): Tree {
  return new Map(Object.entries(files));
}

export function withFiles(tree: Tree, files: Readonly<Record<string, string>>): Tree {
  return new Map([...tree, ...Object.entries(files)]);
}

/** One line per violation, as a failing test shows them. */
export function report(violations: readonly Violation[]): string[] {
  return violations.map(({ rule, path, line, says }) => `${path}:${line} ${rule}: ${says}`).sort();
}
