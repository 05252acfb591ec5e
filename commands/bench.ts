import { spawn } from "node:child_process";
import { dirname, join } from "node:path";

export const summary = "measures the promises of case work beside a server without protection; exit code 0 if all goals are met";
export const usage = "bench [--out FILE] [--cases N] [--seconds S] [--only NAME]";

/** In a process of its own: benchmarks never ship, and what they start ends with them. */
export async function run(args: string[]): Promise<number> {
  const file = join(dirname(import.meta.dirname), "benchmarks", "case-work.ts");
  const child = spawn(process.execPath, [file, ...args], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
  return await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
