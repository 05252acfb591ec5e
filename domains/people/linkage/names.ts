import { latinOf, type Script, scriptOf } from "./letters.ts";
import { readingsOf } from "./readings.ts";
import { jaroWinkler, longestText, typingErrors } from "./similarity.ts";

/**
 * Articles, words for son, daughter and servant, and noble particles: what one office writes and the next leaves out or joins on. Our own list; the larger
 * ones in circulation also hold words that are names by themselves (Ben, Van, Da), which here only count as particles beside another part.
 */
const particles = new Set(
  "al el ul as ash es esh ad ed ar er an en at et az ez ibn bin ben bn ould wuld bint bent binti abu abou abo abul aboul abol umm um oum von vom van zu zum zur de del della di da do dos das du des der den den la le las los af av ter ten y e i und".split(
    " ",
  ),
);
/** "Abd" is half a name: what follows is the other half, however it is written. */
const halves = new Set(["abed", "abdur", "abdar", "abder", "abdu", "abd", "abdul", "abdal", "abdel", "abdol", "abdoul"]);
const article = /^(?:al|el|ul)(?=[b-df-hj-np-tv-z])|^(?:as(?=s)|ash(?=sh)|ad(?=d)|ar(?=r)|an(?=n)|at(?=t)|az(?=z))/;
/** The article in the middle of "Abdulrahman", "Abderrahman", "Abd al-Rahman": all are one name. */
const servantArticle = /^abd(?:[aeiou]{1,2}l(?=.{3})|[aeiou]([rsztdn])(?=\1))/;
const arabicServantArticle = /^\u0639\u0628\u062f\u0627\u0644(?=\p{L}{2})/u;
const arabicArticle = /^(?:\u0648)?\u0627\u0644(?=\p{L}{2})/u;

/** One part of a name in the forms it is compared in. */
export type NamePart = {
  /** Search form of DIN 91379. */
  readonly text: string;
  /** The same without the letters that umlauts become. */
  readonly plain: string;
  readonly sound: string;
  /** As other countries read these letters, where that differs: see readings.ts. */
  readonly readings: readonly string[];
  readonly skeleton: string;
  /** With or without an article that may stand joined on; and the first and second half of a name made of "abd". */
  readonly others: readonly NamePart[];
  readonly script: Script;
};

/** How Muhammad is shortened in passports of South and South-East Asia. */
const shortened = new Map([
  ["md", "muhammad"],
  ["mohd", "muhammad"],
  ["muhd", "muhammad"],
  ["mhd", "muhammad"],
]);
/** "Father of", also with the article of what follows joined on. */
const fatherOf = new Set(["abu", "abou", "abo", "abul", "aboul", "abol"]);

const kept = new Map<string, NamePart>();
const mostKept = 50_000;

function partOf(text: string, plain: string, script: Script, others: readonly NamePart[] = []): NamePart {
  const sound = soundOf(plain);
  const readings = new Set(script === "latin" ? readingsOf(plain).map(soundOf) : []);
  readings.delete(sound);
  return { text, plain, sound, readings: [...readings], skeleton: skeletonOf(plain), others, script };
}

function joined(word: string): NamePart {
  const known = kept.get(word);
  if (known) return known;
  const script = scriptOf(word);
  const whole = script === "arabic" ? word.replace(arabicServantArticle, "\u0639\u0628\u062f").replace(arabicArticle, "") : word;
  const inOneWord = (spelling: "din" | "plain") => latinOf(whole, spelling).replaceAll(" ", "").replace(servantArticle, "abd");
  const [text, plain] = [inOneWord("din"), inOneWord("plain")];
  const others: NamePart[] = [];
  if (whole !== word && !whole.startsWith("\u0639\u0628\u062f")) {
    const full = latinOf(word, "plain").replaceAll(" ", "");
    others.push(partOf(full, full, script));
  } else if (script === "cyrillic" && word.includes("г")) {
    // a g in Russian, an h in Ukrainian: offices write what they hear
    const heard = latinOf(word.replaceAll("г", "h"), "plain").replaceAll(" ", "");
    others.push(partOf(heard, heard, script));
  } else if (script === "latin" && plain.length >= 6) {
    const bare = plain.replace(article, "");
    if (bare.length >= 4 && bare !== plain) others.push(partOf(bare, bare, script));
  }
  const made = partOf(text, plain, script, others);
  // names come from the outside: what is kept is bounded
  if (kept.size >= mostKept) kept.clear();
  kept.set(word, made);
  return made;
}

/** The parts of a name that count, in the order written; "Abd al-Rahman" is one part. Particles alone stay: they are then the name. */
export function namePartsOf(name: string | null | undefined): NamePart[] {
  if (!name) return [];
  const words = name
    .slice(0, longestText)
    .normalize("NFKC")
    .toLowerCase()
    .split(/[\s\-‐‑–_,;/()+&]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  const parts: NamePart[] = [];
  let half = "";
  for (const word of words) {
    const written = word.replaceAll(/['’ʼʻ`´.]/gu, "");
    const latin = shortened.get(written) ?? written;
    const bare = scriptOf(word) === "arabic" ? latinOf(word, "plain") : latin;
    if (half !== "") {
      if (particles.has(bare)) continue;
      parts.push(joined(half + word));
      half = "";
    } else if (halves.has(bare) && words.length > 1) half = scriptOf(word) === "arabic" ? "عبد" : "abd";
    // an article before an apostrophe is one, whatever follows: d'Angelo, O'Neill are kept whole
    else if (!particles.has(bare)) parts.push(joined(latin === written ? word : latin));
  }
  if (half !== "") parts.push(joined(half));
  return parts.length > 0 ? parts : words.map((word) => joined(fatherOf.has(latinOf(word, "plain")) ? "abu" : word));
}

/**
 * How a name part sounds, in one letter a sound: digraphs joined, doubling gone. X stands for the ch of Bach, S for sh, C for ch of church, G for a French r,
 * T for th, J for English j, Z for French j.
 */
export function soundOf(plain: string): string {
  let sound = plain;
  for (const [written, said] of digraphs) if (sound.includes(written)) sound = sound.replaceAll(written, said);
  // the ending of feminine words: -a, -ah, -eh and -e stand for one letter
  return sound.replaceAll(/(.)\1+/g, "$1").replace(/(?<=[aeiouy])h$/, "");
}
const digraphs: readonly (readonly [string, string])[] = [
  ["tsch", "C"],
  ["dsch", "J"],
  ["sch", "S"],
  ["tch", "C"],
  ["shch", "S"],
  ["dzh", "J"],
  ["dj", "J"],
  ["sh", "S"],
  ["ch", "C"],
  ["kh", "X"],
  ["gh", "G"],
  ["ph", "f"],
  ["th", "T"],
  ["dh", "d"],
  ["zh", "Z"],
  ["ts", "z"],
  ["tz", "z"],
  ["ck", "k"],
  ["qu", "k"],
  ["q", "k"],
  ["x", "ks"],
  ["ou", "u"],
  ["oo", "u"],
  ["ee", "i"],
  ["ie", "i"],
  ["j", "J"],
  ["aw", "au"],
  ["ow", "ou"],
];

/** The best of all readings: each against how the other sounds, and against its readings. */
function heardLikeness(a: NamePart, b: NamePart): number {
  let likeness = soundLikeness(a.sound, b.sound);
  for (const one of a.readings) if (likeness < 1) likeness = Math.max(likeness, soundLikeness(one, b.sound));
  for (const other of b.readings) {
    if (likeness < 1) likeness = Math.max(likeness, soundLikeness(a.sound, other));
    for (const one of a.readings) if (likeness < 1) likeness = Math.max(likeness, soundLikeness(one, other));
  }
  return likeness;
}

const vowels = "aeiouy";
/** Sounds that romanisations, dialects and ears mix up; the number is what mixing them up costs, where another letter costs 1. */
const near = new Float64Array(128 * 128).fill(1);
function mixedUp(cost: number, ...groups: readonly string[]) {
  for (const group of groups) {
    for (const one of group) {
      for (const other of group) {
        const at = one.charCodeAt(0) * 128 + other.charCodeAt(0);
        near[at] = Math.min(cost, near[at]!);
      }
    }
  }
}
mixedUp(0.15, "eiy", "ouw", "ae", "uv");
mixedUp(0.4, "aio", "aeo", "aeiouy");
mixedUp(
  0.2,
  "kc",
  "sz",
  "vw",
  "fv",
  "td",
  "Tts",
  "yiJ",
  "Xh",
  "XkC",
  "CS",
  "JgG",
  "JZ",
  "JC",
  "ZC",
  "JcC",
  "Gg",
  "zT",
  "cs",
  "Zz",
  "bp",
  "dz",
);
mixedUp(0.4, "kgGX", "bvw", "pf", "dT", "zJ", "SsJ", "SX", "Gr", "cz", "kh", "Zs", "yG");
mixedUp(0.6, "mn", "lr", "hG", "kh");

/** What a sound weighs that is there and not there: vowels are often not written, h is often not heard. */
const weights = new Float64Array(128).fill(1);
const firstWeights = new Float64Array(128).fill(1);
function weighs(letters: string, weight: number, first: number) {
  for (const letter of letters) {
    weights[letter.charCodeAt(0)] = weight;
    firstWeights[letter.charCodeAt(0)] = first;
  }
}
weighs(vowels, 0.25, 0.5);
weighs("h", 0.3, 0.6);
weighs("wv", 0.6, 1);

const mostSounds = 64;
const table = [new Float64Array(mostSounds + 1), new Float64Array(mostSounds + 1)];
const weightsOfB = new Float64Array(mostSounds);

const weightAt = (sound: string, index: number) => (index === 0 ? firstWeights : weights)[sound.charCodeAt(index)] ?? 1;

/** How alike two names sound: 1 the same, 0 nothing in common. */
export function soundLikeness(a: string, b: string): number {
  if (a === b) return 1;
  const [n, m] = [Math.min(a.length, mostSounds), Math.min(b.length, mostSounds)];
  if (n === 0 || m === 0) return 0;
  let [above, row] = table as [Float64Array, Float64Array];
  above[0] = 0;
  for (let j = 0; j < m; j += 1) {
    weightsOfB[j] = weightAt(b, j);
    above[j + 1] = above[j]! + weightsOfB[j]!;
  }
  const ofB = above[m]!;
  let ofA = 0;
  for (let i = 1; i <= n; i += 1) {
    const x = a.charCodeAt(i - 1);
    const gone = weightAt(a, i - 1);
    ofA += gone;
    row[0] = ofA;
    for (let j = 1; j <= m; j += 1) {
      const y = b.charCodeAt(j - 1);
      const added = weightsOfB[j - 1]!;
      const cost = x === y ? 0 : ((x < 128 && y < 128 ? near[x * 128 + y] : undefined) ?? 1);
      const changed = above[j - 1]! + cost;
      const dropped = above[j]! + gone;
      const put = row[j - 1]! + added;
      row[j] = changed < dropped ? (changed < put ? changed : put) : dropped < put ? dropped : put;
    }
    [above, row] = [row, above];
  }
  return Math.max(0, 1 - above[m]! / Math.max(ofA, ofB));
}

/** What all spellings of a name part share: sounds that offices write differently joined, vowels and doubling dropped. */
export function skeletonOf(plain: string): string {
  let joinedSounds = plain;
  for (const [written, said] of skeletonRules) if (joinedSounds.includes(written)) joinedSounds = joinedSounds.replaceAll(written, said);
  const first = joinedSounds[0] ?? "";
  const head = /[aeiouy]/.test(first) ? "a" : first;
  return (head + joinedSounds.slice(1).replaceAll(/[aeiouyhv]/g, "")).replaceAll(/(.)\1+/g, "$1");
}
const skeletonRules: readonly (readonly [string, string])[] = [
  ["tsch", "s"],
  ["dsch", "j"],
  ["sch", "s"],
  ["sh", "s"],
  ["ch", "k"],
  ["kh", "k"],
  ["gh", "g"],
  ["ph", "f"],
  ["th", "t"],
  ["dh", "d"],
  ["dj", "j"],
  ["zh", "j"],
  ["ts", "z"],
  ["tz", "z"],
  ["ck", "k"],
  ["q", "k"],
  ["c", "k"],
  ["x", "ks"],
  ["w", "v"],
];

/** How two name parts agree, the best first. */
export const partAgreements = [
  "same",
  "other_script",
  "same_sound",
  "similar_sound",
  "typing_error",
  "initial",
  "beginning",
  "faint",
  "none",
] as const;
export type PartAgreement = (typeof partAgreements)[number];

/** Above this two names sound the same to the ear of an office; above the lower one they may be two spellings. */
const soundsSame = 0.86;
const soundsSimilar = 0.68;
/** Here two names could be spellings of one, if much else agrees: as long as they begin alike and it is not the vowels alone that make them so. */
const soundsFaint = 0.55;
const consonantsFaint = 0.5;

const consonantsOf = (sound: string) => sound.replaceAll(/[aeiouyhw]/g, "");
const beginningOf = (sound: string) => (vowels.includes(sound[0] ?? "") ? "a" : sound[0]);
/** Vowels differ between spellings and agree by chance; consonants do neither, and the first sound is the one that is seldom heard wrong. */
function isFaint(a: NamePart, b: NamePart): boolean {
  const [ofA, ofB] = [a, b].map((part) => [part.sound, ...part.readings]) as [string[], string[]];
  if (!ofA.some((one) => ofB.some((other) => beginningOf(one) === beginningOf(other)))) return false;
  return ofA.some((one) => ofB.some((other) => soundLikeness(consonantsOf(one), consonantsOf(other)) >= consonantsFaint));
}

function agreementOfForms(a: NamePart, b: NamePart): PartAgreement {
  const isOtherScript = a.script !== b.script;
  if (a.text === b.text || a.plain === b.plain) return isOtherScript ? "other_script" : "same";
  const [short, long] = a.text.length <= b.text.length ? [a, b] : [b, a];
  // "Abdul" alone is how Abdulrahman is called; Abu what is left of Abu Bakr
  if (halves.has(short.text) && long.text.startsWith("abd")) return "beginning";
  if (short.text.length === 1) return long.text.startsWith(short.text) ? "initial" : "none";
  // a script without vowels is read by its consonants alone
  if (isOtherScript) {
    if (a.skeleton === b.skeleton && a.skeleton.length >= 2) return "other_script";
    if (a.skeleton.length >= 3 && b.skeleton.length >= 3 && typingErrors(a.skeleton, b.skeleton, 1) === 1) return "similar_sound";
    const likeness = heardLikeness(a, b);
    return likeness >= soundsSimilar ? "other_script" : likeness >= soundsFaint && isFaint(a, b) ? "faint" : "none";
  }
  const likeness = heardLikeness(a, b);
  if (likeness >= soundsSame) return "same_sound";
  if (short.text.length >= 4 && typingErrors(short.text, long.text, 1) === 1) return "typing_error";
  if (likeness >= soundsSimilar) return "similar_sound";
  if (short.text.length >= 3 && long.text.startsWith(short.text)) return "beginning";
  if (short.text.length >= 6 && typingErrors(short.text, long.text, 2) <= 2) return "typing_error";
  if (short.text.length >= 5 && jaroWinkler(a.text, b.text) >= 0.9) return "typing_error";
  return likeness >= soundsFaint && isFaint(a, b) ? "faint" : "none";
}

const rank = new Map(partAgreements.map((agreement, index) => [agreement, index]));
export function isBetter(one: PartAgreement, other: PartAgreement): boolean {
  return rank.get(one)! < rank.get(other)!;
}

export function agreementOf(a: NamePart, b: NamePart): PartAgreement {
  let best = agreementOfForms(a, b);
  for (const form of a.others) best = weaker(best, agreementOfForms(form, b));
  for (const form of b.others) best = weaker(best, agreementOfForms(a, form));
  return best;
}
/** Another form can only help, and never makes it "the same". */
function weaker(best: PartAgreement, other: PartAgreement): PartAgreement {
  const counted = other === "same" ? "same_sound" : other;
  return isBetter(counted, best) ? counted : best;
}
