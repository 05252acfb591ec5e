/**
 * Letters of many scripts as plain Latin ones. The tables follow how the letters sound and how offices write them; none of them is a standard for
 * printing names. Vowels that a script does not write are missing here too, so names are compared by what stays (names.ts).
 */

/** Arabic with the letters of Persian, Dari, Pashto, Urdu and Sorani. */
const arabic = pairs(
  "ا a أ a إ i آ a ٱ a ى a ب b پ p ت t ث th ج j چ ch ح h خ kh د d ڈ d ذ dh ر r ڕ r ڑ r ز z ژ zh س s ش sh ص s ض d ط t ظ z ع ' غ gh ف f ڤ v ق q ك k ک k گ g ڭ g ل l ڵ l م m ن n ں n ه h ھ h ە e ہ h ة a و w ۆ o ۇ u ۋ v ؤ w ي y ی y ێ e ے e ئ y ء ' ټ t ځ dz څ ts ډ d ړ r ږ zh ښ kh ګ g ڼ n ې e ۍ ay",
);
const cyrillic = pairs(
  "а a б b в v г g ґ g ғ g д d ђ dj е e ё yo є ye ж zh з z ѕ dz и i і i ї yi й y ј y к k қ k л l љ lj м m н n њ nj ң n о o ө o п p р r с s т t ћ c у u ў u ұ u ү u ф f х kh һ h ц ts ч ch џ dz ш sh щ shch ъ _ ы y ь _ э e ю yu я ya ә a ѓ gj ќ kj",
);
const greek = pairs("α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o");
const georgian = pairs(
  "ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ k ლ l მ m ნ n ო o პ p ჟ zh რ r ს s ტ t უ u ფ p ქ k ღ gh ყ q შ sh ჩ ch ც ts ძ dz წ ts ჭ ch ხ kh ჯ j ჰ h",
);
const armenian = pairs(
  "ա a բ b գ g դ d ե e զ z է e ը e թ t ժ zh ի i լ l խ kh ծ ts կ k հ h ձ dz ղ gh ճ ch մ m յ y ն n շ sh ո o չ ch պ p ջ j ռ r ս s վ v տ t ր r ց ts ւ v փ p ք k օ o ֆ f և ev",
);
const hebrew = pairs("א a ב b ג g ד d ה h ו v ז z ח h ט t י y כ k ך k ל l מ m ם m נ n ן n ס s ע ' פ p ף f צ ts ץ ts ק k ר r ש sh ת t");

/** Latin letters that do not come apart into a letter and a mark; with the search form of DIN 91379 where it names one. */
const latin = pairs(
  "ß ss æ ae œ oe ø oe ð d þ th đ d ħ h ĸ k ł l ŉ n ŋ n ŧ t ƈ c ə e ǝ e ɨ i ı i ʒ z ǥ g ɖ d ɗ d ɓ b ƙ k ƴ y ɛ e ɔ o ɣ gh ɲ n ʊ u ʋ v",
);

const single = new Map<string, string>([...arabic, ...cyrillic, ...greek, ...georgian, ...armenian, ...hebrew, ...latin]);

function pairs(text: string): [string, string][] {
  const parts = text.split(" ");
  const found: [string, string][] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) found.push([parts[at]!, parts[at + 1] === "_" ? "" : parts[at + 1]!]);
  return found;
}

/** Ge'ez writes syllables: eight to a consonant, in this order from U+1200 on. */
const ethiopicRows = "h l h m s r s sh q qw kh khw b v t ch h hw n ny _ k kw kh khw w _ z zh y d d j g gw gg t ch p ts ts f p y".split(" ");
const ethiopicVowels = ["e", "u", "i", "a", "e", "", "o", "wa"];
const ethiopicStart = 0x1200;

function ethiopic(code: number): string | undefined {
  const offset = code - ethiopicStart;
  const row = ethiopicRows[offset >> 3];
  if (offset < 0 || row === undefined) return undefined;
  const vowel = ethiopicVowels[offset & 7]!;
  // without a consonant the first order sounds like the fourth
  if (row === "_") return (offset & 7) === 0 ? "a" : vowel === "" ? "e" : vowel;
  return row + vowel;
}

const isMark = /\p{M}/u;
const umlauts = new Set(["a", "o", "u"]);

/**
 * Lower case Latin letters, digits, apostrophes as nothing, everything else as a space. `umlauts` says what ä, ö, ü and å become: the search form of
 * DIN 91379 (`ae`, `aa`), or the plain letter, as people abroad write them.
 */
export function latinOf(text: string, spelling: "din" | "plain" = "din"): string {
  if (isPlain.test(text)) return text;
  let out = "";
  let base = "";
  for (const letter of text.toLowerCase().normalize("NFKD")) {
    if (letter === "\u0308" && spelling === "din" && umlauts.has(base)) {
      out += "e";
      base = "";
    } else if (letter === "\u030A" && spelling === "din" && base === "a") {
      out += "a";
      base = "";
    } else if (isMark.test(letter) || apostrophes.has(letter)) {
      continue;
    } else if ((letter >= "a" && letter <= "z") || (letter >= "0" && letter <= "9")) {
      out += letter;
      base = letter;
    } else {
      base = "";
      const known = single.get(letter) ?? ethiopic(letter.codePointAt(0)!) ?? digitOf(letter);
      out += known === undefined ? (isOtherLetter.test(letter) ? letter : " ") : known === "'" ? "" : known;
    }
  }
  return out.replaceAll(/ {2,}/g, " ").trim();
}

const isPlain = /^[a-z0-9]*(?: [a-z0-9]+)*$/;
const isOtherLetter = /\p{L}/u;
const apostrophes = new Set(["'", "’", "‘", "ʼ", "ʻ", "ʽ", "ʾ", "ʿ", "`", "´", "ʹ", "ʺ", "·", "."]);

/** Digits of any script, as Arabic and Persian papers have them. */
function digitOf(letter: string): string | undefined {
  if (!/\p{Nd}/u.test(letter)) return undefined;
  const code = letter.codePointAt(0)!;
  for (const zero of [0x660, 0x6f0, 0x966]) if (code >= zero && code <= zero + 9) return String(code - zero);
  return undefined;
}

export type Script = "latin" | "arabic" | "cyrillic" | "greek" | "georgian" | "armenian" | "hebrew" | "ethiopic" | "other";
const scripts: readonly (readonly [Script, RegExp])[] = [
  ["latin", /\p{Script=Latin}/u],
  ["arabic", /\p{Script=Arabic}/u],
  ["cyrillic", /\p{Script=Cyrillic}/u],
  ["greek", /\p{Script=Greek}/u],
  ["georgian", /\p{Script=Georgian}/u],
  ["armenian", /\p{Script=Armenian}/u],
  ["hebrew", /\p{Script=Hebrew}/u],
  ["ethiopic", /\p{Script=Ethiopic}/u],
];

/** The script of the first letter. */
export function scriptOf(text: string): Script {
  const letter = /\p{L}/u.exec(text)?.[0];
  if (letter === undefined) return "latin";
  return scripts.find(([, letters]) => letters.test(letter))?.[0] ?? "other";
}
