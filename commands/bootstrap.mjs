// Plain JavaScript for the Node that the machine has (18 or later): makes sure that the packages of package-lock.json are installed, among
// them the Node that Verbund runs on, and hands over to it. Imports nothing but Node itself.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, lstatSync, readFileSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, "node_modules");
const stampFile = join(modules, ".verbund-lock");
const neededNode = 24;

/** Says why in one sentence. The exit code is set, and what has been said gets out. */
function refuse(sentence) {
  console.error(sentence);
  process.exitCode = 1;
}

function wantedStamp() {
  const lock = readFileSync(join(root, "package-lock.json"));
  return createHash("sha256").update(lock).update(`${process.platform} ${process.arch}`).digest("hex");
}

function readText(file) {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return undefined;
  }
}

/** Whether somebody ran `npm ci` by hand: npm notes in node_modules what it installed. */
function isInstalledByHand() {
  const note = readText(join(modules, ".package-lock.json"));
  if (note === undefined) return false;
  try {
    const installed = JSON.parse(note).packages;
    const wanted = JSON.parse(readText(join(root, "package-lock.json"))).packages;
    const required = Object.entries(wanted).filter(([path, entry]) => path !== "" && !entry.optional && !entry.devOptional && !entry.peer);
    const isThere = ([path, entry]) => installed[path]?.version === entry.version && existsSync(join(root, path));
    return required.every(isThere) && Object.entries(installed).every(([path, entry]) => wanted[path]?.version === entry.version);
  } catch {
    return false;
  }
}

/** What npm said, without the list of its options and without the middle of something long. */
function essence(output) {
  const lines = output.split("\n").filter((line) => line.trim() !== "" && !/complete log of this run/.test(line));
  const help = lines.findIndex((line) => /^npm error (Clean install a project|Usage:)/.test(line));
  const said = help < 0 ? lines : lines.slice(0, help);
  return (said.length > 16 ? [...said.slice(0, 8), "…", ...said.slice(-7)] : said).join("\n");
}

/** Runs `npm ci`, with a sign of life every few seconds. Answers whether it succeeded. */
async function install() {
  console.log("Installing the packages of package-lock.json (once, and after updates) …");
  const since = process.hrtime.bigint();
  const seconds = () => Number((process.hrtime.bigint() - since) / 1_000_000_000n);
  // npm removes node_modules first: it must not run on the Node in there.
  const path = (process.env.PATH ?? "").split(delimiter).filter((folder) => !folder.startsWith(modules));
  const npm = spawn("npm", ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    env: { ...process.env, PATH: path.join(delimiter), NODE_ENV: "" },
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
  });
  let output = "";
  const keep = (chunk) => {
    output = (output + chunk).slice(-20_000);
  };
  npm.stdout.on("data", keep);
  npm.stderr.on("data", keep);
  const lifeSign = setInterval(() => console.log(`  still installing, ${seconds()} seconds so far …`), 5_000);
  const stop = (signal) => npm.kill(signal);
  process.on("SIGINT", stop).on("SIGTERM", stop);
  const outcome = await new Promise((resolve) => {
    npm.once("error", (error) => resolve(error));
    npm.once("close", (code, signal) => resolve(signal ?? code));
  });
  clearInterval(lifeSign);
  process.off("SIGINT", stop).off("SIGTERM", stop);
  if (outcome === 0) {
    console.log(`  installed in ${seconds()} seconds.`);
    return true;
  }
  if (outcome?.code === "ENOENT")
    refuse("The packages cannot be installed: there is no npm on this machine (it comes with Node.js, https://nodejs.org).");
  else if (typeof outcome === "string") refuse("The installation of the packages was interrupted; start again to repeat it.");
  else {
    console.error(essence(output));
    refuse(
      `The packages could not be installed: npm ci failed (${outcome instanceof Error ? outcome.message : `exit code ${outcome}`}); what it said stands above.`,
    );
  }
  return false;
}

/** The Node of the packages; where they have none for this machine, the one that runs already, if it is new enough. */
function findNode() {
  const own = join(modules, ".bin", "node");
  if (existsSync(own)) return own;
  return Number(process.versions.node.split(".")[0]) >= neededNode ? process.execPath : undefined;
}

/** Hands over, passes signals on, and ends as the command ends. */
function handOver(node, args) {
  // The channel tells the command when this process is gone, however it ended.
  // less memory under load: a young generation that 16 requests in flight fit into, an old one that is looked through before it has doubled (a long list fills it),
  // and no heap of its own for each thread; the benchmarks start the server likewise
  const flags = ["--max-semi-space-size=16", "--heap-growing-percent=30"];
  const child = spawn(node, [...flags, join(root, "commands", "verbund.ts"), ...args], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    // what was compiled stays for the next start, which takes half as long and 10 MB less; a folder that nobody may write is done without
    env: { MALLOC_ARENA_MAX: "2", NODE_COMPILE_CACHE: join(modules, ".cache", "verbund"), ...process.env },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.once("error", (error) => refuse(`Verbund could not be started with ${node} (${error.message}).`));
  child.once("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
  watchNpm(child);
}

/** npm passes on what it is asked to do, but nothing when it is killed; then its child would keep the port and the database. */
function watchNpm(child) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || child.kill("SIGTERM"), 500).unref();
}

async function main() {
  if (Number(process.versions.node.split(".")[0]) < 18) return refuse("Verbund needs Node.js 18 or newer to start.");
  const stamp = wantedStamp();
  if (readText(stampFile) !== stamp) {
    if (!isInstalledByHand()) {
      // npm ci would empty the folder behind the link, which another checkout may be using
      if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink())
        return refuse(
          "node_modules is a link to a folder that does not hold the packages of package-lock.json; remove the link and start again, and they are installed here.",
        );
      if (!(await install())) return;
    }
    try {
      writeFileSync(stampFile, `${stamp}\n`);
    } catch {
      // a checkout that only others may write: the look at npm's own note is repeated next time
    }
  }
  const node = findNode();
  if (!node)
    return refuse(
      `Verbund needs Node.js ${neededNode}, and its packages bring none for ${process.platform}-${process.arch}: install it and start again.`,
    );
  handOver(node, process.argv.slice(2));
}

await main();
