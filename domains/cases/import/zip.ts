import { crc32 } from "node:zlib";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { limits, Refused } from "./table.ts";

export type Zip = {
  /** Paths in lower case: packages compare them so. */
  readonly paths: readonly string[];
  has(path: string): boolean;
  /** Inflates piece by piece and refuses as soon as more comes out than may. */
  read(path: string): AsyncGenerator<Uint8Array>;
};

/**
 * The directory is looked at before a byte is inflated, and not believed: what really comes out is counted,
 * over all entries together.
 */
export async function openZip(bytes: Uint8Array): Promise<Zip> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const file = await openDirectory(buffer);
  const entries = await readDirectory(file);
  checkDirectory(entries, buffer);
  const byPath = new Map<string, Entry>();
  for (const entry of entries) {
    const path = entry.fileName.toLowerCase();
    if (byPath.has(path)) throw new Refused("damaged");
    byPath.set(path, entry);
  }
  let inflated = 0;
  return {
    paths: [...byPath.keys()],
    has: (path) => byPath.has(path.toLowerCase()),
    async *read(path) {
      const entry = byPath.get(path.toLowerCase());
      if (!entry) throw new Refused("damaged");
      let ofEntry = 0;
      let sum = 0;
      for await (const chunk of await openEntry(file, entry)) {
        const piece = chunk as Buffer;
        ofEntry += piece.length;
        inflated += piece.length;
        if (ofEntry > entry.uncompressedSize) throw new Refused("zip_bomb");
        if (inflated > limits.unzippedBytes) throw new Refused("unzipped_too_large", { megabytes: limits.unzippedBytes / 1024 / 1024 });
        sum = crc32(piece, sum);
        yield piece;
      }
      if (ofEntry !== entry.uncompressedSize || sum !== entry.crc32) throw new Refused("damaged");
    },
  };
}

function openDirectory(buffer: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    // sizes are compared here while reading, with a sentence of our own
    yauzl.fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: false }, (error, file) => {
      if (!error) return resolve(file);
      // the directory stands at the end: without it the end is missing
      reject(new Refused(/signature not found|unexpected EOF/i.test(error.message) ? "truncated" : "damaged"));
    });
  });
}

function readDirectory(file: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    if (file.entryCount > limits.zipEntries) return reject(new Refused("zip_bomb"));
    file.on("entry", (entry: Entry) => {
      entries.push(entry);
      file.readEntry();
    });
    file.on("end", () => resolve(entries));
    file.on("error", (error: Error) => reject(new Refused(/encryption/.test(error.message) ? "encrypted" : "damaged")));
    file.readEntry();
  });
}

function checkDirectory(entries: readonly Entry[], buffer: Buffer): void {
  let declared = 0;
  for (const entry of entries) {
    if (entry.isEncrypted()) throw new Refused("encrypted");
    declared += entry.uncompressedSize;
    if (entry.uncompressedSize > limits.ratioFromBytes && entry.uncompressedSize > entry.compressedSize * limits.ratio)
      throw new Refused("zip_bomb");
  }
  if (declared > limits.unzippedBytes) throw new Refused("unzipped_too_large", { megabytes: limits.unzippedBytes / 1024 / 1024 });
  // entries that share their bytes make a small file large without a high ratio of any one
  let end = 0;
  for (const entry of entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)) {
    if (entry.relativeOffsetOfLocalHeader < end) throw new Refused("zip_bomb");
    end = entry.relativeOffsetOfLocalHeader + 30 + entry.fileNameLength + entry.compressedSize;
    if (end > buffer.length) throw new Refused("truncated");
  }
}

function openEntry(file: ZipFile, entry: Entry): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => {
    if (!entry.canDecodeFileData()) return reject(new Refused("damaged"));
    file.openReadStream(entry, (error, stream) => (error ? reject(new Refused("damaged")) : resolve(stream)));
  });
}
