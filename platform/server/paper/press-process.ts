import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import type { JobMessage, PaperJob, PaperResult, ResultMessage } from "./job.ts";
import { fillWord, readWordFields } from "./word-fields.ts";

/** Fonts stand in the packages, so that a document looks alike on every machine. */
const fontFiles = [
  "@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf",
  "@expo-google-fonts/noto-sans/400Regular_Italic/NotoSans_400Regular_Italic.ttf",
  "@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf",
  "@expo-google-fonts/noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf",
  "@expo-google-fonts/noto-naskh-arabic/600SemiBold/NotoNaskhArabic_600SemiBold.ttf",
  "@expo-google-fonts/noto-sans-ethiopic/400Regular/NotoSansEthiopic_400Regular.ttf",
  "@expo-google-fonts/noto-sans-ethiopic/600SemiBold/NotoSansEthiopic_600SemiBold.ttf",
];
const sheet = join(import.meta.dirname, "sheet.typ");
/** A folder that is not there: a document reads what it is handed and nothing of the disk. */
const nowhere = join(import.meta.dirname, "nothing-here");
const replacement = "\u25A1";
const mostRepairs = 3;

let compiler: NodeCompiler | undefined;
function theCompiler(): NodeCompiler {
  if (compiler) return compiler;
  const { resolve } = createRequire(import.meta.url);
  // one that is not installed costs its letters, which are then replaced and said to be, and not the document
  const fontOf = (file: string) => {
    const [scope, name, ...rest] = file.split("/");
    try {
      return [readFileSync(join(dirname(resolve(`${scope}/${name}/package.json`)), ...rest))];
    } catch {
      return [];
    }
  };
  compiler = NodeCompiler.create({ workspace: nowhere, fontArgs: [{ fontBlobs: fontFiles.flatMap(fontOf) }] });
  return compiler;
}

/** The compiler names each piece of text that no font has; Rust writes it down with escapes of its own. */
function unprintableIn(message: string): string[] {
  const found = [...message.matchAll(/the text `\\?"(.+?)\\?"` could not be displayed/gu)].map((one) => one[1]!);
  return found.map((text) => text.replaceAll(/\\+u\{([0-9a-f]+)\}/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16))));
}

function withoutCharacters(value: unknown, characters: ReadonlySet<string>): unknown {
  if (typeof value === "string") return [...value].map((one) => (characters.has(one) ? replacement : one)).join("");
  if (Array.isArray(value)) return value.map((one) => withoutCharacters(one, characters));
  if (value !== null && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutCharacters(one, characters)]));
  return value;
}

function typeset(template: string, text: string): PaperResult {
  const compile = theCompiler();
  const unprintable = new Set<string>();
  let data = JSON.parse(text) as Record<string, unknown>;
  try {
    compile.mapShadow(join(nowhere, "sheet.typ"), readFileSync(sheet));
    compile.mapShadow(join(nowhere, "document.typ"), readFileSync(template));
    for (let round = 0; ; round += 1) {
      compile.mapShadow(join(nowhere, "data.json"), Buffer.from(JSON.stringify({ ...data, unprintable: unprintable.size })));
      const made = compile.compile({ mainFilePath: join(nowhere, "document.typ") });
      if (made.hasError() || !made.result) {
        const error = made.takeDiagnostics() ?? made.takeError();
        const says = error ? compile.fetchDiagnostics(error) : [];
        return { kind: "failed", reason: "template", detail: JSON.stringify(says).slice(0, 2_000) };
      }
      try {
        const bytes = compile.pdf(made.result, { pdfStandard: "ua-1" });
        return { kind: "file", bytes, pages: made.result.numOfPages, unprintable: [...unprintable] };
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        const missing = unprintableIn(message).flatMap((piece) => [...piece]);
        const fresh = missing.filter((one) => !unprintable.has(one));
        if (fresh.length === 0 || round >= mostRepairs) return { kind: "failed", reason: "template", detail: message.slice(0, 2_000) };
        for (const one of fresh) unprintable.add(one);
        data = withoutCharacters(data, unprintable) as Record<string, unknown>;
      }
    }
  } finally {
    compile.resetShadow();
    // what the next document shares with this one stays, what nobody asked for twice goes
    compile.evictCache(2);
  }
}

async function work(job: PaperJob): Promise<PaperResult> {
  if (job.kind === "typeset") return typeset(job.template, job.data);
  return job.kind === "read_word" ? await readWordFields(job.template) : await fillWord(job.template, job.data);
}

async function answer(message: JobMessage): Promise<void> {
  let result: PaperResult;
  try {
    result = await work(message.job);
  } catch (error) {
    result = { kind: "failed", reason: "template", detail: error instanceof Error ? error.name : "thrown" };
  }
  const sent: ResultMessage & { resident: number } = { id: message.id, result, resident: process.memoryUsage.rss() };
  process.send?.(sent);
}

process.on("message", (message: JobMessage) => void answer(message));
// the server is gone: nobody waits for this document any more
process.on("disconnect", () => process.exit(0));
