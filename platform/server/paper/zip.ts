import { crc32, deflateRawSync } from "node:zlib";
import yauzl, { type Entry, type ZipFile } from "yauzl";

/** Why a package is not opened, as a code. */
export class BadPackage extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export const packageLimits = { entries: 400, inflatedBytes: 24 * 1024 * 1024, ratio: 200, ratioFromBytes: 256 * 1024 } as const;

/**
 * All parts of an office package. The directory is not believed: what really comes out is counted, over all entries together, and nothing is kept beyond the bound.
 */
export async function readPackage(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const file = await new Promise<ZipFile>((resolve, reject) => {
    yauzl.fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: false }, (error, opened) =>
      error ? reject(new BadPackage(isEncryptedOffice(buffer) ? "encrypted" : "not_a_package")) : resolve(opened),
    );
  });
  if (file.entryCount > packageLimits.entries) throw new BadPackage("too_large_inside");
  const parts = new Map<string, Buffer>();
  let inflated = 0;
  for (const entry of await listEntries(file)) {
    if (entry.isEncrypted()) throw new BadPackage("encrypted");
    if (entry.fileName.endsWith("/")) continue;
    if (parts.has(entry.fileName) || entry.fileName.includes("..") || entry.fileName.startsWith("/")) throw new BadPackage("damaged");
    if (entry.uncompressedSize > packageLimits.ratioFromBytes && entry.uncompressedSize > entry.compressedSize * packageLimits.ratio) {
      throw new BadPackage("too_large_inside");
    }
    const pieces: Buffer[] = [];
    for await (const chunk of await openEntry(file, entry)) {
      inflated += (chunk as Buffer).length;
      if (inflated > packageLimits.inflatedBytes) throw new BadPackage("too_large_inside");
      pieces.push(chunk as Buffer);
    }
    const part = Buffer.concat(pieces);
    if (crc32(part) !== entry.crc32) throw new BadPackage("damaged");
    parts.set(entry.fileName, part);
  }
  return parts;
}

/** Office puts a file with a password into another kind of container. */
function isEncryptedOffice(buffer: Buffer): boolean {
  return buffer.subarray(0, 8).equals(Buffer.from("d0cf11e0a1b11ae1", "hex"));
}

function listEntries(file: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    file.on("entry", (entry: Entry) => {
      entries.push(entry);
      file.readEntry();
    });
    file.on("end", () => resolve(entries));
    file.on("error", () => reject(new BadPackage("damaged")));
    file.readEntry();
  });
}

function openEntry(file: ZipFile, entry: Entry): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => {
    if (!entry.canDecodeFileData()) return reject(new BadPackage("damaged"));
    file.openReadStream(entry, (error, stream) => (error ? reject(new BadPackage("damaged")) : resolve(stream)));
  });
}

/** A ZIP as office programs read it: deflated, no time of its own, so that the same content gives the same bytes. */
export function writePackage(parts: Iterable<readonly [path: string, content: string | Uint8Array]>): Buffer {
  const body: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  let count = 0;
  for (const [path, content] of parts) {
    const plain = typeof content === "string" ? Buffer.from(content, "utf8") : Buffer.from(content);
    const packed = deflateRawSync(plain);
    const name = Buffer.from(path, "utf8");
    // both headers hold the same 26 bytes: version, flags (names are UTF-8), method, day, sums, sizes
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(0x0800, 2);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt16LE(0x0021, 8);
    shared.writeUInt32LE(crc32(plain), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(plain.length, 18);
    shared.writeUInt16LE(name.length, 22);
    body.push(Buffer.from("504b0304", "hex"), shared, name, packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("504b01021400", "hex"), shared, rest, name);
    offset += 30 + name.length + packed.length;
    count += 1;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(
    directory.reduce((sum, one) => sum + one.length, 0),
    8,
  );
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...body, ...directory, Buffer.from("504b0506", "hex"), end]);
}

/** Text as it stands in XML; characters that XML 1.0 does not know are left out. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
