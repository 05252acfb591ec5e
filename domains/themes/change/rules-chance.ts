/**
 * Chance that is the same on every run: the same measure, looked at twice, gives the same interval. Words become a seed by FNV-1a (Fowler, Noll and Vo), numbers
 * come from sfc32 (Doty-Humphrey, PractRand), which passes BigCrush and PractRand; what it decides here is far below its period of at least 2^32.
 */
export function chanceOf(words: string): () => number {
  let hash = 0x81_1c_9d_c5;
  const next = (byte: number) => (hash = Math.imul(hash ^ byte, 0x01_00_01_93) >>> 0);
  for (let at = 0; at < words.length; at += 1) next(words.charCodeAt(at));
  const state = [0, 1, 2].map((salt) => next(salt)) as [number, number, number];
  let [a, b, c] = state;
  let counter = 1;
  const draw = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let warm = 0; warm < 12; warm += 1) draw();
  return draw;
}
