/** A page that nobody changed for longer than this is shown as old. */
const monthsUntilOld = 12;

/** Whole months from an instant until a day of Berlin. */
export function monthsSince(changedAt: Date, today: string): number {
  const from = new Date(changedAt);
  const until = new Date(`${today}T12:00:00Z`);
  const months = (until.getUTCFullYear() - from.getUTCFullYear()) * 12 + until.getUTCMonth() - from.getUTCMonth();
  return Math.max(0, until.getUTCDate() < from.getUTCDate() ? months - 1 : months);
}

export function isOldAfter(months: number | null): boolean {
  return months !== null && months > monthsUntilOld;
}

const umlauts: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ı: "i" };

/** One spelling for all ways to type a word: small, umlauts as two letters, without accents. */
export function fold(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/[äöüßæœøłđı]/g, (letter) => umlauts[letter] ?? letter)
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "");
}

/** Without what stands above and below letters: "Häuser" begins like "Haus". */
function bare(text: string): string {
  return text.normalize("NFD").toLowerCase().replaceAll(/\p{M}/gu, "");
}

const wordPattern = /[\p{L}\p{N}]+(?:\p{M}+[\p{L}\p{N}]*)*/gu;

export function wordsOf(text: string): string[] {
  return text.normalize("NFC").match(wordPattern) ?? [];
}

/** Words whose folded spelling differs, folded: indexed beside the text, so that "Behoerde" finds "Behörde". */
export function foldedBeside(text: string): string {
  const found = new Set<string>();
  for (const word of wordsOf(text)) {
    const folded = fold(word);
    if (folded !== word.toLowerCase()) found.add(folded);
  }
  return [...found].join(" ");
}

/** Letters to change, add, drop or swap with their neighbour to get from one word to the other; `most` + 1 when more. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let leastBefore = 0;
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    // two rows, because a swap looks back over one
    if (least > most && leastBefore > most) return most + 1;
    leastBefore = least;
    before = last;
    last = row;
  }
  return Math.min(last[b.length]!, most + 1);
}

/** Three letters may be wrong in a long word, none in a very short one. */
function mistypesAllowed(length: number): number {
  return length <= 3 ? 0 : length <= 5 ? 1 : length <= 9 ? 2 : 3;
}

/** The neighbour of a mistyped word, if one is near enough; of equals the one of the same length, then the first: candidates come most similar first. */
export function nearestWord<Candidate extends { folded: string }>(typed: string, candidates: readonly Candidate[]): Candidate | undefined {
  const folded = fold(typed);
  const most = mistypesAllowed(folded.length);
  let best: { candidate: Candidate; distance: number } | undefined;
  for (const candidate of candidates) {
    // a word that goes on behind what was typed is as near as its beginning
    const beginning = candidate.folded.slice(0, folded.length);
    const whole = editDistance(folded, candidate.folded, most);
    const begun = folded.length >= 6 && candidate.folded.length > folded.length ? editDistance(folded, beginning, most) + 0.5 : most + 1;
    // letters are swapped more often than left out
    const distance = Math.min(whole, begun) + (candidate.folded.length === folded.length ? 0 : 0.1);
    if (distance <= most + 0.1 && (best === undefined || distance < best.distance)) best = { candidate, distance };
  }
  return best?.candidate;
}

/** What a word begins with whatever its ending: enough to mark it in a text. */
function beginningOf(folded: string): string {
  return folded.length <= 4 ? folded : folded.slice(0, Math.max(4, folded.length - (folded.length >= 8 ? 3 : 2)));
}

/** A piece of the text around the first place that was searched for, cut into what is marked and what is not. */
export function excerptOf(body: string, searched: readonly string[], length = 240): { text: string; isHit: boolean }[] {
  const wanted = searched.map(fold).filter((word) => word.length > 1);
  const beginnings = wanted.map(beginningOf);
  const hits: { from: number; until: number }[] = [];
  for (const match of body.matchAll(wordPattern)) {
    const folded = fold(match[0]);
    const unmarked = bare(match[0]);
    if (
      wanted.some(
        (word, at) =>
          (word.length >= 5 && folded.includes(word)) ||
          folded === word ||
          folded.startsWith(beginnings[at]!) ||
          unmarked.startsWith(beginnings[at]!),
      )
    )
      hits.push({ from: match.index, until: match.index + match[0].length });
    if (hits.length >= 200) break;
  }
  const first = hits[0]?.from ?? 0;
  let from = Math.max(0, first - Math.round(length / 3));
  if (from > 0) {
    const space = body.slice(from, first).search(/\s/);
    if (space !== -1) from += space + 1;
  }
  let until = Math.min(body.length, from + length);
  if (until < body.length) {
    const space = body.slice(0, until).lastIndexOf(" ");
    if (space > first + 20) until = space;
  }
  const pieces: { text: string; isHit: boolean }[] = [];
  const add = (text: string, isHit: boolean) => {
    const flat = text.replaceAll(/\s+/g, " ");
    if (flat !== "") pieces.push({ text: flat, isHit });
  };
  let at = from;
  if (from > 0) add("… ", false);
  for (const hit of hits) {
    if (hit.from < from || hit.until > until) continue;
    add(body.slice(at, hit.from), false);
    add(body.slice(hit.from, hit.until), true);
    at = hit.until;
  }
  add(body.slice(at, until), false);
  if (until < body.length) add(" …", false);
  return pieces;
}

/** Germany with a little room: what lies outside was swapped or is wrong. */
const germany = { south: 47.2, north: 55.2, west: 5.7, east: 15.2 } as const;
const isInGermany = (latitude: number, longitude: number) =>
  latitude >= germany.south && latitude <= germany.north && longitude >= germany.west && longitude <= germany.east;

export function readCoordinates(
  latitude: number,
  longitude: number,
): { latitude: number; longitude: number; isSwapped: boolean } | undefined {
  if (isInGermany(latitude, longitude)) return { latitude, longitude, isSwapped: false };
  if (isInGermany(longitude, latitude)) return { latitude: longitude, longitude: latitude, isSwapped: true };
  return undefined;
}

/** The beginning of a text, never half a character. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).toWellFormed().replaceAll("\uFFFD", "").trim();
}

/** A title out of an address: "welcome-to-the-district" is "Welcome to the district". A number that only tells twins apart goes. */
export function titleOfPath(path: string, language: string, ownTitle: string): string | undefined {
  const last = path.split("/").findLast((segment) => segment !== "");
  if (last === undefined) return undefined;
  const number = /-(\d{1,2})$/.exec(last);
  const plain = number && !wordsOf(ownTitle).includes(number[1] ?? "") ? last.slice(0, number.index) : last;
  const words = plain.replaceAll(/[-_+\s]+/g, " ").trim();
  if (!/\p{L}/u.test(words)) return undefined;
  const locale = /^[a-z]{2,3}$/.test(language) ? language : "en";
  return cut(words.slice(0, 1).toLocaleUpperCase(locale) + words.slice(1), 300);
}

/** "rems-murr-kreis" as it is shown: "Rems-Murr-Kreis". */
export function nameOfRegion(region: string): string {
  const small = new Set(["am", "an", "der", "die", "im", "in", "und", "von", "a", "d"]);
  return region
    .split("-")
    .map((part, at) => (at > 0 && small.has(part) ? part : part.slice(0, 1).toUpperCase() + part.slice(1)))
    .join("-");
}

/** The parents of all pages with every circle cut at the page that closes it; those pages stand at the top. */
export function withoutCircles(parents: ReadonlyMap<string, string | null>): { parents: Map<string, string | null>; cut: string[] } {
  const clear = new Map(parents);
  const cut: string[] = [];
  const done = new Set<string>();
  for (const start of clear.keys()) {
    const walked = new Set<string>();
    let at: string | null | undefined = start;
    while (at && !done.has(at)) {
      walked.add(at);
      const above: string | null | undefined = clear.get(at);
      if (above && walked.has(above)) {
        clear.set(at, null);
        cut.push(at);
        break;
      }
      at = above;
    }
    for (const one of walked) done.add(one);
  }
  return { parents: clear, cut };
}

/** A phone number as it is dialled; undefined for what is none, such as an area code alone. */
export function dialled(shown: string): string | undefined {
  const plain = shown.replaceAll(/\(0\)/g, "").trim();
  if (!/^[+\d(][\d\s()/.\-–‐‑]*$/.test(plain)) return undefined;
  const digits = (plain.startsWith("+") ? "+" : "") + plain.replaceAll(/\D/g, "");
  const count = digits.replace("+", "").length;
  const isShort = /^(110|112|115|116\d{3})$/.test(digits);
  return isShort || (count >= 6 && count <= 16 && /^(\+|0|[1-9])/.test(digits)) ? digits : undefined;
}

export function isMailAddress(text: string): boolean {
  return /^[\p{L}\d._%+'-]+@[\p{L}\d-]+(\.[\p{L}\d-]+)*\.\p{L}{2,}$/u.test(text) && text.length <= 200;
}
