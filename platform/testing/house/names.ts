import { posix } from "node:path";
import { isDomain } from "./domains.ts";
import { isTypeScript, placeOf } from "./places.ts";
import { readSource } from "./source.ts";
import type { Tree, Violation } from "./tree.ts";

export type NameRule =
  | "name that says nothing"
  | "README missing"
  | "README too long"
  | "routes without policies"
  | "layer instead of noun"
  | "address of another domain"
  | "pages of no domain";

/** Words that tell nobody what a file holds, wherever they stand in its name. */
const empty = new Set(["util", "utils", "helper", "helpers", "common", "misc", "lib", "libs", "stuff"]);
/** Pages that the server itself makes and that people type from a wall: one letter, one domain. */
const shortAddresses: Readonly<Record<string, string>> = { bodies: "/k" };

/** Words that are fine inside a name ("new-case.tsx") but not as a whole one. */
const emptyAlone = new Set(["new", "old", "other", "general", "various", "temp", "tmp"]);
const version = /^v\d+$/;
/** Folders by layer: a domain is split by noun. */
const layers = new Set([
  "controllers",
  "services",
  "repositories",
  "models",
  "entities",
  "dtos",
  "handlers",
  "hooks",
  "types",
  "interfaces",
  "components",
]);
const readmeLines = 40;

/** Files and folders whose names break the house's naming, and domains that lack what each domain has. */
export function nameViolations(tree: Tree): Violation<NameRule>[] {
  const found: Violation<NameRule>[] = [];
  const domainsSeen = new Set<string>();
  for (const [path, text] of tree) {
    for (const segment of path.split("/")) {
      const whole = segment.replace(/\.(ts|tsx|mjs|sql|md|css)$/, "");
      const words = whole.toLowerCase().split(/[-_.]/);
      if (words.some((it) => empty.has(it) || version.test(it)) || emptyAlone.has(whole.toLowerCase()))
        found.push({ rule: "name that says nothing", path, line: 1, says: `"${segment}" does not say what it holds` });
    }
    const { domain, area, kind } = placeOf(path);
    const pages = path.match(/^e2e\/pages\/([^/]+)\/./)?.[1];
    if (pages && !isDomain(pages))
      found.push({ rule: "pages of no domain", path, line: 1, says: `e2e/pages/${pages} is not named after a domain` });
    if (kind === "contract" && domain !== undefined && isTypeScript(path))
      for (const it of readSource(path, text).strings)
        if (
          it.name.startsWith("/") &&
          !`${it.name}/`.startsWith(`/api/${domain}/`) &&
          !(shortAddresses[domain] !== undefined && `${it.name}/`.startsWith(`${shortAddresses[domain]}/`))
        )
          found.push({ rule: "address of another domain", path, line: it.line, says: `${it.name} does not begin with /api/${domain}/` });
    const folder = path
      .split("/")
      .slice(2, -1)
      .find((it) => layers.has(it));
    if (area === "domains" && folder)
      found.push({ rule: "layer instead of noun", path, line: 1, says: `"${folder}": a domain is split by noun, never by layer` });
    if (domain === undefined) continue;
    domainsSeen.add(domain);
    const lines = text.trimEnd().split("\n").length;
    if (path === `domains/${domain}/README.md` && lines > readmeLines)
      found.push({ rule: "README too long", path, line: readmeLines + 1, says: `${lines} lines, at most ${readmeLines}` });
    if (path === `domains/${domain}/routes.ts` && !tree.has(posix.join("domains", domain, "policies.sql")))
      found.push({ rule: "routes without policies", path, line: 1, says: `domains/${domain}/policies.sql says who may see which rows` });
  }
  for (const domain of domainsSeen)
    if (!tree.has(`domains/${domain}/README.md`))
      found.push({ rule: "README missing", path: `domains/${domain}`, line: 1, says: "what it is, which law, its words" });
  return found;
}
