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

/** Of the private letters of Unicode, so that it stands in no template and in no text. */
const mark = "\uF8F1";
const runOfMark = `<w:r><w:t>${mark}</w:t></w:r>`;
const paragraphs = /<w:p(?: [^>]*)?>(?:(?!<w:p[ >/]).)*?<\/w:p>/gs;
const textOf = (paragraph: string) => [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((match) => match[1]).join("");

/** Whether a paragraph holds nothing but the beginning or the end of a loop, or a whole one: nothing that should stand there where the loop has nothing to tell. */
function isOnlyLoop(paragraph: string): boolean {
  const text = textOf(paragraph);
  if (!/\{[#/]/.test(text) || /<w:(?:drawing|pict|object|br|sectPr)\b/.test(paragraph)) return false;
  const withoutWhole = text.replaceAll(/\{#([^{}]+)\}.*?\{\/\1\}/gs, "");
  return withoutWhole.replaceAll(/\{[#/][^{}]*\}/g, "").trim() === "";
}

/** Marks the paragraphs that are there for a loop alone, so that they can be told from blank lines that somebody wanted. */
function markLoops(xml: string): string {
  return xml.replaceAll(paragraphs, (paragraph) =>
    isOnlyLoop(paragraph)
      ? paragraph
          .replace(/^<w:p(?: [^>]*)?>(?:<w:pPr>.*?<\/w:pPr>)?/s, (head) => `${head}${runOfMark}`)
          .replace(/<\/w:p>$/, `${runOfMark}</w:p>`)
      : paragraph,
  );
}

/** Takes the marks out, and with them what has stayed empty; the last paragraph of a cell or a box must stay. */
function dropEmpty(xml: string): string {
  return xml
    .replaceAll(paragraphs, (paragraph, at: number) => {
      const text = textOf(paragraph);
      const isEmpty = text.includes(mark) && text.replaceAll(mark, "") === "";
      return isEmpty && !/^\s*<\/w:/.test(xml.slice(at + paragraph.length, at + paragraph.length + 40)) ? "" : paragraph;
    })
    .replaceAll(runOfMark, "")
    .replaceAll(mark, "");
}

async function inDocument(bytes: Uint8Array, work: (xml: string) => string): Promise<Buffer> {
  const parts = await readPackage(bytes);
  const document = parts.get("word/document.xml");
  if (document) parts.set("word/document.xml", Buffer.from(work(document.toString("utf8")), "utf8"));
  return writePackage(parts);
}

export async function fillWord(bytes: Uint8Array, data: string): Promise<PaperResult> {
  try {
    const template = await inDocument(await openTemplate(bytes), markLoops);
    const filled = await newHandler().process(template, JSON.parse(data) as never);
    return { kind: "file", bytes: await inDocument(filled, dropEmpty), pages: 0, unprintable: [] };
  } catch (error) {
    return failureOf(error);
  }
}
