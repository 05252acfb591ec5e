import { spawn } from "node:child_process";
import { dirname, join } from "node:path";

export const summary =
  "measures the promises of case work and of the search for people beside what protects nobody; exit code 0 if all goals are met";
export const usage = "bench [--out FILE] [--cases N] [--seconds S] [--only NAME]";

/** Which file measures a promise by name; without one all are measured, one file after the other. */
const search = "people_search";

/** In processes of their own: benchmarks never ship, and what they start ends with them. */
export async function run(args: string[]): Promise<number> {
  const at = args.findIndex((arg) => arg === "--only" || arg.startsWith("--only="));
  const only = at < 0 ? undefined : args[at]!.startsWith("--only=") ? args[at]!.slice("--only=".length) : args[at + 1];
  if (only === search) return await measure("people-search.ts", args);
  const ofCases = await measure("case-work.ts", args);
  if (only !== undefined) return ofCases;
  // what the search has no option for is not its business
  const shared = ["--out", "--seconds"].flatMap((name) => {
    const found = args.findIndex((arg) => arg === name || arg.startsWith(`${name}=`));
    return found < 0 ? [] : args[found] === name ? args.slice(found, found + 2) : [args[found]!];
  });
  const ofSearch = await measure("people-search.ts", [...shared, "--append"]);
  return ofCases || ofSearch;
}

async function measure(name: string, args: readonly string[]): Promise<number> {
  const file = join(dirname(import.meta.dirname), "benchmarks", name);
  const child = spawn(process.execPath, [file, ...args], { stdio: "inherit" });
  const forward = (["SIGINT", "SIGTERM", "SIGHUP"] as const).map((signal) => {
    const pass = () => void child.kill(signal);
    process.on(signal, pass);
    return () => process.off(signal, pass);
  });
  return await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      for (const stop of forward) stop();
      resolve(code ?? 1);
    });
  });
}
