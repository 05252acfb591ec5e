import { inflateRawSync } from "node:zlib";
import type { LightMyRequestResponse } from "fastify";
import { readPdf } from "../../platform/testing/read-pdf.ts";

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", "#39": "'" };
const withoutEntities = (text: string) => text.replaceAll(/&(amp|lt|gt|quot|apos|#39);/g, (_, name: string) => entities[name]!);

/** Every part of a zip, names and contents: XLSX and DOCX are such. */
function zipText(bytes: Buffer): string {
  const found: string[] = [];
  let at = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (at < 0) throw new Error("no end of a zip");
  const count = bytes.readUInt16LE(at + 10);
  at = bytes.readUInt32LE(at + 16);
  for (let entry = 0; entry < count; entry += 1) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const local = bytes.readUInt32LE(at + 42);
    found.push(bytes.toString("utf8", at + 46, at + 46 + nameLength));
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + size);
    const part = (method === 0 ? packed : inflateRawSync(packed)).toString("utf8");
    // words may be cut by marks of the editor
    found.push(withoutEntities(part), withoutEntities(part.replaceAll(/<[^>]*>/g, "")));
    at += 46 + nameLength + extraLength + commentLength;
  }
  return found.join("\n");
}

/** What somebody finds who looks through an answer with every means: headers, and the words inside the file. */
export async function textOf(response: LightMyRequestResponse): Promise<string> {
  const headers = Object.entries(response.headers)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join("\n");
  const type = response.headers["content-type"] ?? "";
  const bytes = response.rawPayload;
  // a file of a few bytes, as tests attach it, has no pages
  if (type.startsWith("application/pdf") && bytes.length > 200) {
    const pdf = await readPdf(bytes);
    return [headers, pdf.title ?? "", ...pdf.pages, bytes.toString("latin1")].join("\n");
  }
  if (bytes.length > 4 && bytes.readUInt32LE(0) === 0x04034b50) return `${headers}\n${zipText(bytes)}`;
  const text = bytes.toString("utf8");
  // lines of a calendar are folded
  if (type.startsWith("text/calendar")) return `${headers}\n${text}\n${text.replaceAll(/\r?\n[ \t]/g, "")}`;
  return `${headers}\n${text}\n${withoutEntities(text)}`;
}
