import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

export const summary = "measures the promises beside a server and tables without protection; exit code 0 if all goals are met";
export const usage = "bench [--out FILE] [--cases N] [--seconds S] [--only NAME]";

/** Each with the promises that it measures; the first has all that no other names. */
const files = [
  { file: "case-work.ts", names: ["caseload_of_50", "open_case", "save_note", "server_memory"] },
  { file: "theme-evidence.ts", names: ["theme_evidence", "theme_evidence_anew"] },
  { file: "chain-measure.ts", names: ["chain_measure", "caseload_while_measuring"] },
  { file: "people-search.ts", names: ["people_search"] },
  { file: "import.ts", names: ["import_10000", "caseload_during_import", "import_memory"] },
  { file: "decision-search.ts", names: ["decision_search"] },
  { file: "cooperation-network.ts", names: ["cooperation_network"] },
] as const;

function valueOf(args: readonly string[], option: string): string | undefined {
  const at = args.indexOf(option);
  return at >= 0 ? args[at + 1] : args.find((one) => one.startsWith(`${option}=`))?.slice(option.length + 1);
}

/** In a process of its own: benchmarks never ship, and what they start ends with them. */
export async function run(args: string[]): Promise<number> {
  const only = valueOf(args, "--only");
  const out = valueOf(args, "--out");
  const chosen = files.filter(({ names }) => only === undefined || names.some((name) => name === only));
  const results: unknown[] = [];
  let code = 0;
  for (const { file } of chosen.length > 0 ? chosen : files.slice(0, 1)) {
    code = Math.max(code, await runOne(file, ownData(args, chosen.length > 1 ? file : undefined)));
    // each writes its own; together they are one list
    if (out !== undefined && existsSync(out)) {
      results.push(...(JSON.parse(readFileSync(out, "utf8")) as unknown[]));
      rmSync(out);
    }
  }
  if (out !== undefined && results.length > 0) writeFileSync(out, `${JSON.stringify(results, null, 2)}\n`);
  return code;
}

/** Each fills a database of its own. */
function ownData(args: readonly string[], file: string | undefined): readonly string[] {
  const data = valueOf(args, "--data");
  return file === undefined || data === undefined ? args : [...args, "--data", join(data, basename(file, ".ts"))];
}

async function runOne(file: string, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [join(dirname(import.meta.dirname), "benchmarks", file), ...args], { stdio: "inherit" });
  const end = () => child.kill();
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, end);
  try {
    return await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code) => resolve(code ?? 1));
    });
  } finally {
    for (const signal of signals) process.off(signal, end);
  }
}
