import { inflateSync } from "node:zlib";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

export type ReadPdf = {
  readonly pages: readonly string[];
  /** Runs of words that go from right to left, with the ends of each as shares of the page's width. */
  readonly rightToLeft: readonly { readonly words: string; readonly from: number; readonly until: number }[];
  /** How far to the right a word reaches, as a share of the page's width: more than 1 is lost on paper. */
  readonly farthest: number;
  readonly title: string | undefined;
  readonly language: string | null;
  readonly isMarked: boolean;
  /** Roles of the structure tree in reading order: "H1", "Table", "TH", "TD" … */
  readonly roles: readonly string[];
  /** `pdfuaid:part` of the metadata. */
  readonly ua: string | undefined;
  readonly isEncrypted: boolean;
};

type Node = { role?: string; children?: Node[] };

/** A PDF as another program reads it. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await task.promise;
  const pages: string[] = [];
  const roles: string[] = [];
  let farthest = 0;
  const rightToLeft: { words: string; from: number; until: number }[] = [];
  const walk = (node: Node) => {
    if (node.role && node.role !== "Root") roles.push(node.role);
    for (const child of node.children ?? []) walk(child);
  };
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const content = await page.getTextContent();
    const text = content.items.map((item) => ("str" in item ? `${item.str}${item.hasEOL ? "\n" : ""}` : "")).join("");
    // the reader marks where the direction changes
    pages.push(text.replaceAll(/[\u202A-\u202E]/g, ""));
    const { width } = page.getViewport({ scale: 1 });
    for (const item of content.items) if ("str" in item) farthest = Math.max(farthest, (Number(item.transform[4]) + item.width) / width);
    for (const item of content.items)
      if ("str" in item && item.dir === "rtl" && item.str.trim() !== "") {
        const left = Number(item.transform[4]);
        rightToLeft.push({ words: item.str.replaceAll(/[\u202A-\u202E]/g, ""), from: left / width, until: (left + item.width) / width });
      }
    const tree = (await page.getStructTree()) as Node | null;
    if (tree) walk(tree);
  }
  const metadata = await document.getMetadata();
  const info = metadata.info as { Title?: string; Language?: string; EncryptFilterName?: string | null };
  const marks = await document.getMarkInfo();
  const read = {
    pages,
    rightToLeft,
    farthest,
    title: info.Title,
    language: info.Language ?? null,
    isMarked: marks instanceof Map ? marks.get("Marked") === true : (marks as { Marked?: boolean } | null)?.Marked === true,
    roles,
    ua: /pdfuaid:part(?:>|=")(\d)/.exec(plainText(Buffer.from(bytes)))?.[1],
    isEncrypted: (info.EncryptFilterName ?? null) !== null,
  };
  await task.destroy();
  return read;
}

/** Streams that are packed are opened: metadata may stand in either. */
function plainText(bytes: Buffer): string {
  const text = bytes.toString("latin1");
  const opened = [...text.matchAll(/stream\r?\n/g)].map((found) => {
    const start = found.index + found[0].length;
    const end = text.indexOf("endstream", start);
    try {
      return inflateSync(bytes.subarray(start, end)).toString("latin1");
    } catch {
      return "";
    }
  });
  return `${text}\n${opened.filter((one) => one.includes("pdfuaid")).join("\n")}`;
}
