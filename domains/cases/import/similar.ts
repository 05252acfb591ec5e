/** How many letters must be changed, added, left out or swapped; stops counting above `most`. */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min((last[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      current.push(least);
    }
    if (Math.min(...current) > most) return most + 1;
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}

/** How many typing errors a word of this length may have and still be meant. */
export function typosIn(length: number): number {
  return length >= 10 ? 2 : length >= 5 ? 1 : 0;
}

/** The one candidate that is meant, if just one is nearest; its spelling by `fold`. */
export function onlySimilar<T>(
  wanted: string,
  candidates: Iterable<T>,
  fold: (candidate: T) => string,
  same: (a: T, b: T) => boolean,
): T | null {
  const most = typosIn(wanted.length);
  if (most === 0 || wanted.length > 200) return null;
  let nearest = most + 1;
  let found: T | null = null;
  let several = false;
  for (const candidate of candidates) {
    const away = distance(wanted, fold(candidate), most);
    if (away > most || away > nearest) continue;
    several = away === nearest && found !== null && (several || !same(found, candidate));
    if (away < nearest || found === null) found = candidate;
    nearest = away;
  }
  return several ? null : found;
}
