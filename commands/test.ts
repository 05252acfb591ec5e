import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

export const summary = "runs every check and test; its last line is `N passed, N failed`";
export const usage = "test";

const root = dirname(import.meta.dirname);
const bin = join(root, "node_modules", ".bin");
const environment = {
  ...process.env,
  PATH: `${bin}${delimiter}${process.env.PATH ?? ""}`,
  NO_COLOR: "1",
  FORCE_COLOR: "0",
  NODE_DISABLE_COMPILE_CACHE: "1",
};
const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

type Tally = { readonly passed: number; readonly failed: number };

/** Each of these counts as one test. */
const checks: [name: string, program: string, ...args: string[]][] = [
  ["types", "tsc", "--noEmit"],
  ["format", "oxfmt", "--check"],
  ["lint", "oxlint", "--type-aware"],
  ["dead code", "knip"],
  ["generated files", "node", "commands/verbund.ts", "generate", "--check"],
  ["pages", "node", "commands/verbund.ts", "build"],
];

export async function run(): Promise<number> {
  const began = performance.now();
  const browser = ensureBrowser();
  // Two lanes for two cores; the journeys, which take longest, wait for the built pages alone.
  const [still, moving] = await Promise.all([runChecksAndJourneys(), runInTurn("unit", "database")]);
  const all = [browser, ...still, ...moving];
  const passed = all.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = all.reduce((sum, tally) => sum + tally.failed, 0);
  console.log(`\nin ${Math.round((performance.now() - began) / 1000)} seconds`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** Journeys drive Debian's Chromium. Missing, it is one failure of its own, said in one sentence. */
function ensureBrowser(): Tally {
  const isThere = () => browsers.some((path) => existsSync(path));
  if (isThere()) return { passed: 0, failed: 0 };
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    console.log("Installing Chromium for the journeys …");
    const options = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }, encoding: "utf8" } as const;
    const update = spawnSync("apt-get", ["update", "-q"], options);
    const install = spawnSync("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"], options);
    if (isThere()) return { passed: 0, failed: 0 };
    console.log(`${update.stderr}${install.stderr}`.trim());
  }
  console.log("The journeys need Chromium, and this machine has none: install it (on Debian: apt-get install chromium).");
  return { passed: 0, failed: 1 };
}

async function runChecksAndJourneys(): Promise<Tally[]> {
  const checked = await runChecks();
  return [checked, await runVitest("journeys")];
}

async function runChecks(): Promise<Tally> {
  let failed = 0;
  for (const [name, program, ...args] of checks) {
    const { code, output, seconds } = await runProgram(program, args);
    if (code !== 0) failed += 1;
    console.log(`${code === 0 ? "passed" : "FAILED"}  ${name} (${seconds} s)${code === 0 ? "" : `\n${indented(output)}`}`);
  }
  return { passed: checks.length - failed, failed };
}

type Report = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: { readonly name: string; readonly status: string; readonly assertionResults: { readonly status: string }[] }[];
};

/** One by one: a database that does not come up must not take the tests with it that need none. */
async function runInTurn(...projects: string[]): Promise<Tally[]> {
  const tallies: Tally[] = [];
  for (const project of projects) tallies.push(await runVitest(project));
  return tallies;
}

async function runVitest(project: string): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), "verbund-report-"));
  const file = join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  // a journey waits for its pages more than it computes, and each has a database of its own
  const workers = project === "journeys" ? ["--maxWorkers=2"] : [];
  const { code, output, seconds } = await runProgram("vitest", [
    "run",
    "--passWithNoTests",
    "--project",
    project,
    ...workers,
    ...reporters,
  ]);
  const tally = existsSync(file) ? tallyOf(JSON.parse(readFileSync(file, "utf8")) as Report) : { passed: 0, failed: 0 };
  rmSync(folder, { recursive: true, force: true });
  // Whatever makes vitest fail beside its tests (a file that does not load, an error nobody caught) is a failure too.
  const failed = code === 0 ? tally.failed : Math.max(tally.failed, 1);
  const isGood = failed === 0;
  console.log(
    `${isGood ? "passed" : "FAILED"}  ${project}: ${tally.passed} passed, ${failed} failed (${seconds} s)${isGood ? "" : `\n${indented(output)}`}`,
  );
  return { passed: tally.passed, failed };
}

function tallyOf(report: Report): Tally {
  const unloaded = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed"),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length };
}

async function runProgram(program: string, args: string[]): Promise<{ code: number | null; output: string; seconds: number }> {
  const began = performance.now();
  const child = spawn(join(bin, program), args, { cwd: root, env: environment, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const keep = (chunk: Buffer) => {
    output += String(chunk);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const code = await new Promise<number | null>((resolve) => {
    child.once("error", (error) => {
      output += error.message;
      resolve(1);
    });
    child.once("close", resolve);
  });
  return { code, output, seconds: Math.round((performance.now() - began) / 100) / 10 };
}

const indented = (text: string) => text.trim().replaceAll(/^/gm, "    ");
