import { LoopPlugin, TemplateHandler, TextPlugin } from "easy-template-x";
import type { PaperFailure, PaperResult, WordField } from "./job.ts";
import { refuseWhatReachesOut } from "./word-reach.ts";
import { BadPackage, readPackage, writePackage } from "./zip.ts";

/** Loops and words only: no pictures, links, charts or raw markup out of the data. */
function newHandler(): TemplateHandler {
  return new TemplateHandler({ plugins: [new LoopPlugin(), new TextPlugin()], maxXmlDepth: 60 });
}

const mostFields = 500;

/** A Word document without programs, without anything that it would fetch, packed anew from what was counted. */
async function openTemplate(bytes: Uint8Array): Promise<Buffer> {
  const parts = await readPackage(bytes);
  const types = parts.get("[Content_Types].xml")?.toString("utf8");
  if (!types || !parts.has("word/document.xml")) throw new BadPackage("not_a_document");
  if (/macroEnabled|vbaProject|activeX/i.test(types) || [...parts.keys()].some((path) => /vbaProject|activeX/i.test(path))) {
    throw new BadPackage("macros");
  }
  if ([...parts.keys()].some((path) => /\/embeddings\/|\/afchunk|oleObject/i.test(path))) throw new BadPackage("embedded_files");
  for (const [path, content] of parts) refuseWhatReachesOut(path, content);
  return writePackage(parts);
}

function failureOf(error: unknown): PaperFailure {
  if (error instanceof BadPackage) return { kind: "failed", reason: "bad_template", detail: error.code };
  const name = error instanceof Error ? error.name : "";
  const message = error instanceof Error ? error.message : "";
  if (/delimiter|unclosed|unopened|tag|syntax/i.test(`${name} ${message}`)) {
    const place = /["'](.{1,60}?)["']/.exec(message)?.[1] ?? "";
    return { kind: "failed", reason: "bad_template", detail: `field_not_closed ${place}`.trim() };
  }
  return { kind: "failed", reason: "bad_template", detail: "damaged" };
}

/** The fields in their order, with the loops they stand in: `Punkte.Titel`. */
export async function readWordFields(bytes: Uint8Array): Promise<PaperResult> {
  try {
    const fields = new Map<string, WordField>();
    const loops: string[] = [];
    for (const tag of await newHandler().parseTags(await openTemplate(bytes))) {
      if (fields.size > mostFields) throw new BadPackage("too_many_fields");
      if (tag.disposition === "Close") {
        if (loops.pop() === undefined) throw new BadPackage(`field_not_closed ${tag.name}`);
        continue;
      }
      const isLoop = tag.disposition === "Open";
      const path = [...loops, tag.name.trim().slice(0, 80)].join(".");
      fields.set(path, { path, isLoop });
      if (isLoop) loops.push(tag.name.trim());
    }
    const open = loops.at(-1);
    if (open !== undefined) throw new BadPackage(`field_not_closed ${open}`);
    return { kind: "fields", fields: [...fields.values()] };
  } catch (error) {
    return failureOf(error);
  }
}

export async function fillWord(bytes: Uint8Array, data: string): Promise<PaperResult> {
  try {
    const filled = await newHandler().process(await openTemplate(bytes), JSON.parse(data) as never);
    return { kind: "file", bytes: filled, pages: 0, unprintable: [] };
  } catch (error) {
    return failureOf(error);
  }
}
