/** Tables of a TrueType font that a page needs to show its letters; kerning by pairs is three fifths of some fonts and dropped. */
const kept = ["OS/2", "cmap", "gasp", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "prep"];

function tablesOf(font: Buffer): Map<string, Buffer> {
  const tables = new Map<string, Buffer>();
  const count = font.readUInt16BE(4);
  for (let at = 12; at < 12 + 16 * count; at += 16) {
    const from = font.readUInt32BE(at + 8);
    tables.set(font.toString("latin1", at, at + 4), font.subarray(from, from + font.readUInt32BE(at + 12)));
  }
  return tables;
}

/** Letter by letter which glyph it has, as far as it lies in the first plane (format 4 of `cmap`). */
function glyphsOf(cmap: Buffer, keeps: (code: number) => boolean): Map<number, number> {
  const glyphs = new Map<number, number>();
  for (let table = 0; table < cmap.readUInt16BE(2); table += 1) {
    const at = cmap.readUInt32BE(8 + 8 * table);
    if (cmap.readUInt16BE(at) !== 4) continue;
    const segments = cmap.readUInt16BE(at + 6) / 2;
    const [ends, starts] = [at + 14, at + 16 + 2 * segments];
    const [deltas, offsets] = [starts + 2 * segments, starts + 4 * segments];
    for (let segment = 0; segment < segments; segment += 1) {
      const [start, end] = [cmap.readUInt16BE(starts + 2 * segment), cmap.readUInt16BE(ends + 2 * segment)];
      const [delta, offset] = [cmap.readUInt16BE(deltas + 2 * segment), cmap.readUInt16BE(offsets + 2 * segment)];
      for (let code = start; code <= end && code < 0xffff; code += 1) {
        if (!keeps(code)) continue;
        const listed = offset === 0 ? code : cmap.readUInt16BE(offsets + 2 * segment + offset + 2 * (code - start));
        const glyph = listed === 0 ? 0 : (listed + delta) % 65_536;
        if (glyph !== 0) glyphs.set(code, glyph);
      }
    }
    return glyphs;
  }
  throw new Error("the font has no table of letters that is known here");
}

function cmapOf(glyphs: ReadonlyMap<number, number>): Buffer {
  const runs: { start: number; end: number; delta: number }[] = [];
  for (const [code, glyph] of [...glyphs].sort(([a], [b]) => a - b)) {
    const delta = (glyph - code + 65_536) % 65_536;
    const last = runs.at(-1);
    if (last && last.end === code - 1 && last.delta === delta) last.end = code;
    else runs.push({ start: code, end: code, delta });
  }
  runs.push({ start: 0xffff, end: 0xffff, delta: 1 });
  const power = Math.floor(Math.log2(runs.length));
  const words = [
    [0, 1, 3, 1, 0, 12],
    [4, 16 + 8 * runs.length, 0, 2 * runs.length, 2 ** (power + 1), power, 2 * runs.length - 2 ** (power + 1)],
    runs.map((run) => run.end),
    [0],
    runs.map((run) => run.start),
    runs.map((run) => run.delta),
    runs.map(() => 0),
  ].flat();
  const cmap = Buffer.alloc(2 * words.length);
  words.forEach((word, at) => cmap.writeUInt16BE(word, 2 * at));
  return cmap;
}

/** Glyphs that others are put together from. */
function partsOf(glyph: Buffer): number[] {
  const parts: number[] = [];
  if (glyph.length === 0 || glyph.readInt16BE(0) >= 0) return parts;
  for (let at = 10; ;) {
    const flags = glyph.readUInt16BE(at);
    parts.push(glyph.readUInt16BE(at + 2));
    at += 4 + (flags & 1 ? 4 : 2) + (flags & 8 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0);
    if (!(flags & 0x20)) return parts;
  }
}

function checksumOf(table: Buffer): number {
  let sum = 0;
  for (let at = 0; at < table.length; at += 4) sum = (sum + table.readUInt32BE(at)) >>> 0;
  return sum;
}

/** The same font with the letters that are asked for and nothing else. Glyphs keep their numbers; those that nobody asked for are empty. */
export function leanFont(font: Buffer, keeps: (code: number) => boolean): Buffer {
  const tables = tablesOf(font);
  const table = (name: string) => tables.get(name) ?? Buffer.alloc(0);
  const glyphs = glyphsOf(table("cmap"), keeps);
  const isLong = table("head").readInt16BE(50) === 1;
  const offset = (glyph: number) => (isLong ? table("loca").readUInt32BE(4 * glyph) : 2 * table("loca").readUInt16BE(2 * glyph));
  const outlineOf = (glyph: number) => table("glyf").subarray(offset(glyph), offset(glyph + 1));

  const wanted = new Set([0, ...glyphs.values()]);
  for (const glyph of wanted) for (const part of partsOf(outlineOf(glyph))) wanted.add(part);

  const count = table("maxp").readUInt16BE(4);
  const outlines: Buffer[] = [];
  const loca = Buffer.alloc(4 * (count + 1));
  let end = 0;
  for (let glyph = 0; glyph < count; glyph += 1) {
    loca.writeUInt32BE(end, 4 * glyph);
    if (!wanted.has(glyph)) continue;
    const outline = outlineOf(glyph);
    outlines.push(outline, Buffer.alloc(-outline.length & 3));
    end += outline.length + (-outline.length & 3);
  }
  loca.writeUInt32BE(end, 4 * count);

  const head = Buffer.from(table("head"));
  head.writeInt16BE(1, 50);
  head.writeUInt32BE(0, 8);
  const post = Buffer.alloc(32);
  post.writeUInt32BE(0x0003_0000, 0);
  const made = new Map([...kept.map((name) => [name, table(name)] as const), ["post", post] as const])
    .set("cmap", cmapOf(glyphs))
    .set("glyf", Buffer.concat(outlines))
    .set("head", head)
    .set("loca", loca);
  const names = [...made.keys()].filter((name) => made.get(name)!.length > 0).sort();

  const power = Math.floor(Math.log2(names.length));
  const directory = Buffer.alloc(12 + 16 * names.length);
  font.copy(directory, 0, 0, 4);
  [names.length, 16 * 2 ** power, power, 16 * (names.length - 2 ** power)].forEach((word, at) => directory.writeUInt16BE(word, 4 + 2 * at));
  const bodies: Buffer[] = [];
  let from = directory.length;
  let whole = 0;
  names.forEach((name, index) => {
    const body = made.get(name)!;
    const padded = Buffer.concat([body, Buffer.alloc(-body.length & 3)]);
    const at = 12 + 16 * index;
    directory.write(name, at, "latin1");
    directory.writeUInt32BE(checksumOf(padded), at + 4);
    directory.writeUInt32BE(from, at + 8);
    directory.writeUInt32BE(body.length, at + 12);
    whole = (whole + checksumOf(padded)) >>> 0;
    bodies.push(padded);
    from += padded.length;
  });
  const lean = Buffer.concat([directory, ...bodies]);
  const headAt = lean.readUInt32BE(12 + 16 * names.indexOf("head") + 8);
  lean.writeUInt32BE((0xb1b0_afba - ((whole + checksumOf(directory)) >>> 0)) >>> 0, headAt + 8);
  return lean;
}
