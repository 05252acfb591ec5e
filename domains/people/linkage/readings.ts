/**
 * The same Latin letters are read differently from country to country, and an office writes a name as its own country reads it: Jamal, Djamel, Cemal and Gamal
 * are one name. Each reading writes a word as our own rules (names.ts) would; which one counts is not asked: the best pair does. The rules are those of the
 * spellings themselves (French orthography, the Turkish alphabet of 1928, Hanyu Pinyin, English spelling), not of any list of names.
 */

/** North and West Africa: au for o, a c that is an s, consonants at the end that nobody says. */
function french(plain: string): string {
  return plain
    .replace(/e?au(?:x|d|lt|t)$/, "o")
    .replaceAll(/e?au/g, "o")
    .replace(/(?<=[aeiou])gh$/, "")
    .replaceAll("ch", "sh")
    .replaceAll(/c(?=[eiy])/g, "s")
    .replaceAll(/oi/g, "wa")
    .replaceAll(/gn/g, "ny")
    .replace(/(?<=[aeiouy].*[a-z])e?[tdxsz]$/, "");
}

/** The letter c is a dj. Marks are gone by now, so a ç has become one too, which is near enough. */
const turkish = (plain: string) => plain.replaceAll(/c(?![hkz])/g, "dj");

/** Pinyin; in Catalan, Portuguese and Maltese too an x is a sh. */
const chinese = (plain: string) =>
  plain
    .replaceAll(/x(?=[aeiouy]|$)/g, "sh")
    .replaceAll(/q(?!u[aeiou])/g, "ch")
    .replace(/^hs/, "sh");

/** Letters that nobody says, and vowels that say their own name. */
function english(plain: string): string {
  return plain
    .replace(/^mc(?=[b-z])/, "mac")
    .replace(/^kn/, "n")
    .replace(/^wr/, "r")
    .replaceAll("wh", "w")
    .replaceAll(/eigh/g, "e")
    .replaceAll(/igh/g, "ai")
    .replaceAll(/c(?=[eiy])/g, "s")
    .replaceAll(/ea|ey(?![aeiou])/g, "i")
    .replaceAll(/oa/g, "o")
    .replaceAll(/ew|ue$/g, "u")
    .replace(/(?<=[aeiou][b-df-hj-np-tv-xz])e$/, "")
    .replace(/(?<=[b-df-hj-np-tv-xz])a(?=[b-df-hj-np-tv-xz]$)/, (vowel) => (plain.endsWith("e") ? "e" : vowel))
    .replace(/(?<=[b-df-hj-np-tv-xz])i(?=[b-df-hj-np-tv-xz]$)/, (vowel) => (plain.endsWith("e") ? "ai" : vowel));
}

/** A ch before e and i, and a c that is one; "Sacchi" is a Saki. */
const italian = (plain: string) =>
  plain
    .replaceAll(/c+h/g, "k")
    .replaceAll(/cc?(?=[ei])/g, "ch")
    .replaceAll(/gh(?=[ei])/g, "g");

const all = [french, turkish, chinese, english, italian];

/** How else a word of Latin letters may be read; the word itself may be among them. */
export function readingsOf(plain: string): string[] {
  return all.map((read) => read(plain));
}
