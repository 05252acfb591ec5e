/** Arithmetic of the pictures. Pure, so that the same figures give the same drawing every time. */

export type Scale = { readonly at: (value: number) => number; readonly ticks: readonly number[]; readonly end: number };

/** Round steps from zero to just above the greatest value: 0, 10, 20, 30. The zero line is always shown. */
export function niceTicks(greatest: number, most = 4): number[] {
  const wanted = Math.max(greatest, 1) / most;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = Math.max(1, ([1, 2, 5, 10].find((factor) => factor * power >= wanted) ?? 10) * power);
  const count = Math.max(1, Math.ceil(greatest / step));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/** A linear scale from zero. `until` is where the last tick lies; both may run downwards. */
export function scaleOf(greatest: number, from: number, until: number, most = 4): Scale {
  const ticks = niceTicks(greatest, most);
  const end = ticks.at(-1) ?? 1;
  return { ticks, end, at: (value) => from + ((until - from) * value) / end };
}

const golden = (Math.sqrt(5) - 1) / 2;

/** Where the n-th dot of a quarter stands inside it, from -0.5 to 0.5: golden-ratio steps, so that neighbours keep apart without chance. */
export function shiftOf(index: number): number {
  return ((0.5 + (index + 1) * golden) % 1) - 0.5;
}

export type Quarter = { readonly year: number; readonly quarter: 1 | 2 | 3 | 4 };

/** The quarter of a day. */
export function quarterOf(day: string): Quarter {
  return { year: Number(day.slice(0, 4)), quarter: Math.ceil(Number(day.slice(5, 7)) / 3) as Quarter["quarter"] };
}

/** Neighbouring periods of the same year, to write the year once below them: [start, length, year]. */
export function yearSpans(years: readonly number[]): { readonly from: number; readonly length: number; readonly year: number }[] {
  const spans: { from: number; length: number; year: number }[] = [];
  for (const [index, year] of years.entries()) {
    const last = spans.at(-1);
    if (last?.year === year) last.length += 1;
    else spans.push({ from: index, length: 1, year });
  }
  return spans;
}

/** Labels of lines that lie close are pushed apart: positions in, positions out, at least `gap` between them, order kept. */
export function apart(positions: readonly number[], gap: number): number[] {
  const order = positions.map((position, index) => ({ position, index })).sort((a, b) => a.position - b.position);
  const placed = [...positions];
  let last = -Infinity;
  for (const { position, index } of order) {
    last = Math.max(position, last + gap);
    placed[index] = last;
  }
  return placed;
}
