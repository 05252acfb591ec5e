import { randomFillSync } from "node:crypto";

const stock = Buffer.alloc(4_096);
let taken = stock.length;

/**
 * Random bytes of the operating system's quality for ids and nonces, fetched 4,096 at a time: fetching twelve costs as much as sealing a short text. Each
 * byte is handed out once. Not for keys and tokens, which must not stay behind in memory: those take `randomBytes`.
 */
export function takeRandom(length: number): Buffer {
  if (taken + length > stock.length) {
    randomFillSync(stock);
    taken = 0;
  }
  const bytes = Buffer.from(stock.subarray(taken, taken + length));
  taken += length;
  return bytes;
}
