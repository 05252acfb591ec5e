import { SaxesParser, type SaxesTagPlain } from "saxes";
import { BadPackage } from "./zip.ts";

/** Fields of Word that bring something in from elsewhere when the document is opened or printed. */
const fetchingField = /^\s*(DDE|DDEAUTO|INCLUDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|RD)\b/i;
/** The same, where a field is put together out of others. */
const fetchingWord = /DDEAUTO|INCLUDETEXT|INCLUDEPICTURE/i;
const embedding = /\/(aFChunk|oleObject|package|control|vbaProject)$/i;

const localOf = (name: string) => name.slice(name.indexOf(":") + 1);
const attributesOf = (tag: SaxesTagPlain) => Object.entries(tag.attributes).map(([name, value]) => [localOf(name), value] as const);

/** XML by what it is and not by what it is called. */
function isXml(path: string, content: Buffer): boolean {
  if (/\.(xml|rels)$/i.test(path)) return true;
  const start = content.subarray(0, 64).toString("latin1");
  return /^(\u00EF\u00BB\u00BF)?\s*</.test(start) || /^(\u00FF\u00FE|\u00FE\u00FF)/.test(start);
}

function read(content: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    throw new BadPackage("damaged");
  }
}

/** A link to a page is fine; a template, a picture or a frame from elsewhere would be fetched when the document is opened. */
function lookAtRelationship(tag: SaxesTagPlain): void {
  const of = new Map(attributesOf(tag));
  const type = (of.get("Type") ?? "").trim();
  if (embedding.test(type)) throw new BadPackage("embedded_files");
  if (/^external$/i.test((of.get("TargetMode") ?? "").trim()) && !type.endsWith("/hyperlink")) throw new BadPackage("fetches_elsewhere");
}

/**
 * Throws BadPackage for a part that Word would fetch something for. It is read as Word reads it: whatever quotes, prefixes, entities or pieces the words stand in.
 */
export function refuseWhatReachesOut(path: string, content: Buffer): void {
  if (!isXml(path, content)) return;
  const isRelations = /\.rels$/i.test(path);
  // each piece of a field, and all of them in a row: Word joins what stands in several runs
  const fields: string[] = [""];
  let inField = 0;
  const parser = new SaxesParser();
  parser.on("doctype", () => {
    throw new BadPackage("damaged");
  });
  parser.on("xmldecl", (declared) => {
    if (declared.encoding !== undefined && !/^(utf-?8|us-ascii)$/i.test(declared.encoding)) throw new BadPackage("damaged");
  });
  parser.on("opentag", (tag) => {
    const name = localOf(tag.name);
    if (isRelations && name === "Relationship") lookAtRelationship(tag);
    if (name === "instrText") inField += 1;
    if (name === "fldChar") fields.push("");
    for (const [attribute, value] of attributesOf(tag)) {
      if (attribute === "instr") fields.push(value, "");
      // pictures of old drawings name their place themselves
      if (
        /^(imagedata|fill|stroke)$/.test(name) &&
        /^(src|href|althref)$/.test(attribute) &&
        /^\s*([a-z][a-z+.-]*:|\\\\|\/\/)/i.test(value)
      )
        throw new BadPackage("fetches_elsewhere");
    }
  });
  parser.on("closetag", (tag) => {
    if (localOf(tag.name) === "instrText") inField -= 1;
  });
  const say = (text: string) => {
    if (inField > 0) fields[fields.length - 1] += text;
  };
  parser.on("text", say);
  parser.on("cdata", say);
  parser.on("error", () => {
    throw new BadPackage("damaged");
  });
  parser.write(read(content)).close();
  if (fields.some((one) => fetchingField.test(one)) || fetchingWord.test(fields.join("").replaceAll(/[\s"\\]/g, "")))
    throw new BadPackage("fetches_elsewhere");
}
