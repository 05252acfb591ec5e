import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { Refusal } from "../platform/server/embedded/refusal.ts";
import { leanFont } from "./lean-font.ts";

export const summary = "builds the pages if their sources have changed";
export const usage = "build";

const root = dirname(import.meta.dirname);
const webFolder = join(root, "build", "web");
const stampFile = join(root, "build", "web.stamp");

/** All that a page is made from: browser code may import contracts and rules, and nothing else of a domain or of the server. */
const sources = [
  "package-lock.json",
  "vite.config.ts",
  "index.html",
  "commands/{build,lean-font}.ts",
  "platform/contract/**/*",
  "platform/web/**/*",
  "domains/**/{contract,rules}.ts",
  "domains/**/web/**/*",
];

function hashOfSources(): string {
  const hash = createHash("sha256");
  const files = globSync(sources, { cwd: root, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name),
  );
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort())
    hash.update(path.slice(root.length)).update(readFileSync(path));
  return hash.digest("hex");
}

/** Builds the pages unless they are current, and answers their folder. */
export async function buildWeb(log: (line: string) => void): Promise<string> {
  const stamp = hashOfSources();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp && existsSync(join(webFolder, "index.html"))) return webFolder;
  log("Building the pages …");
  const draft = `${webFolder}.${process.pid}`;
  const { code, output } = await runVite(draft);
  if (code !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new Refusal(`${output.trim()}\nThe pages could not be built; the reason stands above.`);
  }
  addReadingFonts(draft);
  compress(draft);
  replace(draft);
  writeFileSync(stampFile, stamp);
  return webFolder;
}

const geez = (code: number) => code >= 0x1200 && code <= 0x137f;
/** ትግርኛ: how Tigrinya calls itself, wherever languages are listed. */
const nameOfTigrinya = (code: number) => [0x1275, 0x130d, 0x122d, 0x129b].includes(code);

/**
 * For the pages that are only read (reading.css): the letters of Tigrinya, so few bytes that a first page with them stays a small one. Its name alone stands in
 * every list of languages and comes in a file of its own.
 */
function addReadingFonts(folder: string): void {
  const from = join(root, "node_modules", "@expo-google-fonts", "noto-sans-ethiopic");
  mkdirSync(join(folder, "fonts"));
  for (const [weight, name, letters] of [
    ["400Regular", "geez.ttf", geez],
    ["600SemiBold", "geez-bold.ttf", geez],
    ["400Regular", "tigrinya.ttf", nameOfTigrinya],
  ] as const)
    writeFileSync(join(folder, "fonts", name), leanFont(readFileSync(join(from, weight, `NotoSansEthiopic_${weight}.ttf`)), letters));
}

/** Beside each text, and each font that is not packed yet, a smaller copy, made once: the server sends whichever the browser takes. */
function compress(folder: string): void {
  for (const file of globSync("**/*.{js,css,html,svg,ttf}", { cwd: folder })) {
    const text = readFileSync(join(folder, file));
    writeFileSync(join(folder, `${file}.br`), brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
    writeFileSync(join(folder, `${file}.gz`), gzipSync(text, { level: 9 }));
  }
}

/** Two builds may end at once, and a server may be reading: the finished folder is moved into its place. */
function replace(draft: string): void {
  const old = `${draft}.old`;
  rmSync(stampFile, { force: true });
  if (existsSync(webFolder)) renameSync(webFolder, old);
  if (existsSync(webFolder)) rmSync(draft, { recursive: true, force: true });
  else renameSync(draft, webFolder);
  rmSync(old, { recursive: true, force: true });
}

async function runVite(outFolder: string): Promise<{ code: number | null; output: string }> {
  const vite = spawn(join(root, "node_modules", ".bin", "vite"), ["build", "--outDir", outFolder, "--emptyOutDir", "--logLevel", "warn"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const keep = (chunk: Buffer) => {
    output += String(chunk);
  };
  vite.stdout.on("data", keep);
  vite.stderr.on("data", keep);
  const code = await new Promise<number | null>((resolve) => {
    vite.once("error", (error) => {
      output += error.message;
      resolve(1);
    });
    vite.once("close", resolve);
  });
  return { code, output };
}

export async function run(): Promise<number> {
  await buildWeb(console.log);
  return 0;
}
