import { posix } from "node:path";

/** What a file is, read off its path alone (design: one name, one place). */
export type Place = {
  path: string;
  /** The first folder: "domains", "platform", "commands", … or "" for a file in the root. */
  area: string;
  /** The folder below `domains/`, whether it is on the list or not. */
  domain: string | undefined;
  kind:
    | "test" // *.test.ts, *.db.test.ts, *.spec.ts
    | "factory"
    | "permissions" // permissions.ts: the table that tests run and docs/permissions.md is made from
    | "contract"
    | "rules"
    | "queries"
    | "verbs"
    | "routes"
    | "jobs"
    | "texts" // web/texts.de.ts, web/texts.en.ts
    | "web"
    | "index"
    | "other";
};

export function placeOf(path: string): Place {
  const [area = "", second] = path.includes("/") ? path.split("/") : [""];
  const domain = area === "domains" && path.split("/").length > 2 ? second : undefined;
  return { path, area, domain, kind: kindOf(path, area) };
}

function kindOf(path: string, area: string): Place["kind"] {
  const name = posix.basename(path);
  if (/\.(test|spec)\.tsx?$/.test(name)) return "test";
  if (path.startsWith("platform/contract/")) return "contract";
  if (path.startsWith("platform/web/")) return /^texts\.[a-z]{2,3}\.ts$/.test(name) ? "texts" : "web";
  if (area !== "domains") return "other";
  if (name === "factory.ts") return "factory";
  if (name === "permissions.ts") return "permissions";
  // mails speak too, and are written on the server
  if (path.includes("/mail/") && /^texts\.[a-z]{2,3}\.ts$/.test(name)) return "texts";
  if (path.includes("/web/")) return /^texts\.[a-z]{2,3}\.ts$/.test(name) ? "texts" : "web";
  if (name === "contract.ts") return "contract";
  if (/^rules\b.*\.ts$/.test(name) || path.includes("/rules/")) return "rules";
  if (/^queries\b.*\.ts$/.test(name)) return "queries";
  if (name === "verbs.ts") return "verbs";
  if (name === "routes.ts") return "routes";
  if (name === "jobs.ts") return "jobs";
  if (name === "index.ts") return "index";
  return "other";
}

/** Commands for those who work on the house, not for those who run it. */
const developmentCommands = ["commands/generate.ts", "commands/test.ts"];

/** Code that never reaches an installation: it may arrange what the product itself must not. */
export function neverShips(place: Place): boolean {
  return (
    place.kind === "test" ||
    place.kind === "factory" ||
    place.kind === "permissions" ||
    developmentCommands.includes(place.path) ||
    place.area === "e2e" ||
    place.area === "benchmarks" ||
    place.path.startsWith("platform/testing/") ||
    /^[^/]+\.config\.ts$/.test(place.path)
  );
}

/** Browser code: the folders `web/` of domains and platform. */
export function isBrowserCode(place: Place): boolean {
  return place.path.startsWith("platform/web/") || (place.area === "domains" && place.path.includes("/web/"));
}

export function isTypeScript(path: string): boolean {
  return /\.(ts|tsx|mjs)$/.test(path) && !path.endsWith(".d.ts");
}
