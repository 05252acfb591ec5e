// Adds to package-lock.json the optional packages of other platforms that the registry at hand did not offer: npm leaves them out of the lock, and
// `npm ci` then insists on them. Run by `npm run lock` after a change of dependencies.
import { readFileSync, writeFileSync } from "node:fs";

const file = "package-lock.json";
const lock = JSON.parse(readFileSync(file, "utf8"));
const systems = ["android", "darwin", "freebsd", "linux", "openharmony", "win32", "sunos", "aix", "netbsd", "openbsd"];
const processors = ["arm64", "arm", "x64", "ia32", "ppc64", "riscv64", "s390x", "loong64", "mips64el", "wasm32"];

/** The folders in which Node would look for a package of the one at `path`, the outermost first. */
function foldersFor(path) {
  const outer = [...path.matchAll(/(?:^|\/)node_modules\//g)].map(({ index, 0: part }) => path.slice(0, index + part.length));
  return [...outer, path === "" ? "node_modules/" : `${path}/node_modules/`];
}

function platformOf(name) {
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  const os = systems.filter((word) => words.includes(word));
  const cpu = words.some((word) => word.startsWith("ppc64")) ? ["ppc64"] : processors.filter((word) => words.includes(word));
  return { ...(os.length > 0 ? { os } : {}), ...(cpu.length > 0 ? { cpu } : {}) };
}

let added = 0;
const byDepth = Object.entries(lock.packages).sort(([a], [b]) => a.split("node_modules/").length - b.split("node_modules/").length);
for (const [path, entry] of byDepth) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const version = /\d+\.\d+\.\d+[-.\w]*/.exec(range)?.[0];
    const folders = foldersFor(path);
    const found = folders
      .toReversed()
      .map((folder) => lock.packages[folder + name])
      .find(Boolean);
    if (found && (found.version === version || !/^\d/.test(range))) continue;
    const folder = folders.find((one) => !lock.packages[one + name]);
    const platform = platformOf(name);
    if (!version || !folder || Object.keys(platform).length === 0) {
      console.log(`left out: ${name} ${range} of ${path || "the project"}`);
      continue;
    }
    lock.packages[folder + name] = { version, ...(entry.dev ? { dev: true } : {}), optional: true, ...platform };
    added += 1;
  }
}
const packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
console.log(`${added} added`);
