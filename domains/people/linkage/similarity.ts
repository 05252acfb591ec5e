/** How alike two texts are, as typing errors go: 1 the same, 0 nothing in common. Jaro's measure with Winkler's bonus for a common beginning. */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const [n, m] = [a.length, b.length];
  if (n === 0 || m === 0) return 0;
  const reach = Math.max(0, (Math.max(n, m) >> 1) - 1);
  taken.fill(0, 0, m);
  let common = 0;
  for (let i = 0; i < n; i += 1) {
    const end = Math.min(m, i + reach + 1);
    for (let j = Math.max(0, i - reach); j < end; j += 1) {
      if (taken[j] === 0 && a.charCodeAt(i) === b.charCodeAt(j)) {
        taken[j] = 1;
        matched[common] = a.charCodeAt(i);
        common += 1;
        break;
      }
    }
  }
  if (common === 0) return 0;
  let swapped = 0;
  for (let j = 0, k = 0; j < m; j += 1) {
    if (taken[j] === 0) continue;
    if (matched[k] !== b.charCodeAt(j)) swapped += 1;
    k += 1;
  }
  const jaro = (common / n + common / m + (common - swapped / 2) / common) / 3;
  let start = 0;
  while (start < 4 && start < n && start < m && a.charCodeAt(start) === b.charCodeAt(start)) start += 1;
  return jaro + start * 0.1 * (1 - jaro);
}

/** No text that is compared is longer than this. */
export const longestText = 200;
const taken = new Uint8Array(longestText + 1);
const matched = new Uint16Array(longestText + 1);
const rows = [new Uint16Array(longestText + 1), new Uint16Array(longestText + 1), new Uint16Array(longestText + 1)];

/** How many letters are wrong, missing, too many or changed places with their neighbour; `most + 1` stands for more than `most`. */
export function typingErrors(a: string, b: string, most = 255): number {
  const [n, m] = [a.length, b.length];
  if (Math.abs(n - m) > most) return most + 1;
  let [before, above, row] = rows as [Uint16Array, Uint16Array, Uint16Array];
  for (let j = 0; j <= m; j += 1) above[j] = j;
  for (let i = 1; i <= n; i += 1) {
    row[0] = i;
    let least = i;
    for (let j = 1; j <= m; j += 1) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1))
        cost = Math.min(cost, before[j - 2]! + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [before, above, row] = [above, row, before];
  }
  return Math.min(above[m]!, most + 1);
}
