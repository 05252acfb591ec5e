import { posix } from "node:path";
import { isDomain, mayUse } from "./domains.ts";
import { isBrowserCode, isTypeScript, neverShips, placeOf, type Place } from "./places.ts";
import { readSource, type Imported } from "./source.ts";
import type { Tree, Violation } from "./tree.ts";

export type ImportRule =
  | "unknown domain"
  | "not in the row"
  | "past the door"
  | "circle"
  | "impure import"
  | "browser code outside web"
  | "web knows more than it may"
  | "server knows web"
  | "platform knows a domain"
  | "factory ships"
  | "test tools ship"
  | "upwards inside a domain"
  | "import cannot be read";

/** Where the list of all domains is put together. */
const assemblies: Readonly<Record<string, readonly string[]>> = {
  "platform/server/app.ts": ["index.ts", "routes.ts", "jobs.ts"],
  "platform/web/app.tsx": ["web/index.ts", "web/texts.de.ts", "web/texts.en.ts"],
};
/** The doors of a domain for each kind of caller outside it. */
const doors = {
  server: ["contract.ts", "index.ts"],
  web: ["contract.ts", "web/index.ts"],
  // commands and the demo call what happens by its name, as routes and jobs do
  outer: ["contract.ts", "index.ts", "verbs.ts"],
  // tests, journeys and benchmarks also arrange data and look for the words on a button
  test: ["contract.ts", "index.ts", "verbs.ts", "factory.ts", "permissions.ts", "web/index.ts", "web/texts.de.ts", "web/texts.en.ts"],
} as const;

/** What runs in a browser. Everything else in package.json stays on the server. */
const webPackages = [
  "react",
  "react-dom",
  "react-aria-components",
  "uqr",
  "@internationalized/date",
  "@tanstack/react-query",
  "@tanstack/react-router",
  "@kern-ux/native",
  "intl-messageformat",
  "zod",
];
const sharedPackages = ["zod", "intl-messageformat"];
const testPackages = ["vitest", "fast-check", "playwright-core", "@axe-core/playwright", "oxc-parser"];

/** Callers may not stand above those they call: routes call verbs, verbs call queries, never the other way. */
const heights: Partial<Record<Place["kind"], number>> = { contract: 0, rules: 1, queries: 2, verbs: 3, routes: 4, jobs: 4 };

/** Every import in the tree that the house does not allow. */
export function importViolations(tree: Tree): Violation<ImportRule>[] {
  const found: Violation<ImportRule>[] = [];
  const graph = new Map<string, { target: string; line: number }[]>();
  for (const path of tree.keys()) {
    const place = placeOf(path);
    if (place.domain !== undefined && !isDomain(place.domain)) {
      found.push({
        rule: "unknown domain",
        path,
        line: 1,
        says: `domains/${place.domain} is not on the list in platform/testing/house/domains.ts`,
      });
      continue;
    }
    if (!isTypeScript(path)) continue;
    const source = readSource(path, tree.get(path) ?? "");
    for (const it of source.imports) {
      const broken = it.target === undefined ? packageRule(place, it) : fileRule(place, placeOf(it.target), it);
      if (broken) found.push({ rule: broken[0], path, line: it.line, says: broken[1] });
    }
    if ((place.area === "domains" || place.area === "platform") && !neverShips(place))
      for (const line of source.computedImports)
        found.push({
          rule: "import cannot be read",
          path,
          line,
          says: "import() takes a literal here, so that the rules can see its target",
        });
    graph.set(
      path,
      source.imports.flatMap(({ target, line }) => (target !== undefined && target !== path && tree.has(target) ? [{ target, line }] : [])),
    );
  }
  return [...found, ...circles(graph)];
}

type Broken = [ImportRule, string];

function packageRule(place: Place, { packageName = "", specifier }: Imported): Broken | undefined {
  if (neverShips(place)) return undefined;
  if (testPackages.includes(packageName)) return ["test tools ship", `${packageName} is for tests`];
  if (isBrowserCode(place)) {
    return webPackages.includes(packageName) ? undefined : ["web knows more than it may", `${specifier} is not a package for the browser`];
  }
  if (place.kind === "contract" || place.kind === "rules") {
    return packageName === "zod" ? undefined : ["impure import", `${specifier}: contracts and rules know only zod`];
  }
  if (place.area === "commands" || place.area === "") return undefined; // they build the web
  return webPackages.includes(packageName) && !sharedPackages.includes(packageName)
    ? ["browser code outside web", `${specifier} belongs in a folder web/`]
    : undefined;
}

function fileRule(from: Place, to: Place, { specifier }: Imported): Broken | undefined {
  if (to.kind === "factory" && !neverShips(from)) return ["factory ships", `${specifier} is test data`];
  if (!neverShips(from) && neverShips(to) && to.kind !== "factory") return ["test tools ship", `${specifier} is for tests`];
  if (to.domain !== undefined && to.domain !== from.domain) {
    const broken = borderRule(from, to, specifier);
    if (broken) return broken;
  }
  if (neverShips(from)) return undefined;

  if (isBrowserCode(from)) {
    if (isBrowserCode(to) || to.kind === "contract" || (to.kind === "rules" && to.domain === from.domain) || to.path.endsWith(".css"))
      return undefined;
    return ["web knows more than it may", `${specifier}: web knows contracts, its domain's rules and platform/web`];
  }
  if (from.kind === "contract" || from.kind === "rules") {
    if (to.kind === "contract" || (from.kind === "rules" && to.kind === "rules" && to.domain === from.domain)) return undefined;
    return ["impure import", `${specifier}: contracts know contracts, rules also the rules of their domain`];
  }
  if (isBrowserCode(to) && from.area !== "commands" && from.area !== "")
    return ["server knows web", `${specifier}: browser code stays in web/`];
  const height = heights[from.kind];
  if (to.domain === from.domain && height !== undefined && (heights[to.kind] ?? height) > height)
    return ["upwards inside a domain", `${from.kind} may not call ${to.kind}`];
  return undefined;
}

/** From anywhere into a domain that is not one's own. */
function borderRule(from: Place, to: Place, specifier: string): Broken | undefined {
  const name = to.domain ?? "";
  const inside = to.path.slice(`domains/${name}/`.length);
  const through = (allowed: readonly string[]): Broken | undefined =>
    allowed.includes(inside) ? undefined : ["past the door", `${specifier}: ${name} opens ${allowed.join(", ")} here`];

  const assembly = assemblies[from.path];
  if (assembly) return through(assembly);
  if (from.area === "platform") return ["platform knows a domain", `${specifier}: only ${Object.keys(assemblies).join(" and ")} may`];
  if (from.domain !== undefined) {
    if (isDomain(from.domain) && !mayUse(from.domain, name)) return ["not in the row", `${from.domain} may not use ${name}`];
    if (neverShips(from)) return through(doors.test);
    return through(isBrowserCode(from) ? doors.web : doors.server);
  }
  return through(neverShips(from) ? doors.test : doors.outer);
}

/** Files that lead back to themselves: one violation for each knot, at the import that closes it. */
function circles(graph: ReadonlyMap<string, readonly { target: string; line: number }[]>): Violation<ImportRule>[] {
  const found: Violation<ImportRule>[] = [];
  const state = new Map<string, "open" | "done">();
  const trail: string[] = [];
  const walk = (path: string) => {
    state.set(path, "open");
    trail.push(path);
    for (const { target, line } of graph.get(path) ?? []) {
      if (state.get(target) === "open") {
        const knot = [...trail.slice(trail.indexOf(target)), target];
        found.push({ rule: "circle", path, line, says: knot.map((it) => posix.relative(posix.dirname(path), it)).join(" -> ") });
      } else if (!state.has(target)) walk(target);
    }
    trail.pop();
    state.set(path, "done");
  };
  for (const path of graph.keys()) if (!state.has(path)) walk(path);
  return found;
}
