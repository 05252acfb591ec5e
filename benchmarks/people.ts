import type { ContactDetails, Identity } from "../domains/people/contract.ts";

/** Mulberry32: the same seed makes the same people. */
export function chanceFrom(state: number): () => number {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export type Chance = {
  /** A whole number from `from` up to and with `until`. */
  between(from: number, until: number): number;
  oneOf<T>(choices: readonly T[]): T;
  /** True in this share of cases. */
  happens(share: number): boolean;
};

export function chances(seed: number): Chance {
  const next = chanceFrom(seed);
  return {
    between: (from, until) => from + Math.floor(next() * (until - from + 1)),
    oneOf: (choices) => choices[Math.floor(next() * choices.length)]!,
    happens: (share) => next() < share,
  };
}

// two syllables each: 30 × 30 family names and 20 × 12 given names, of no real people
const heads = "Ah Ba Be Da De Fa Ga Ha Hu Ja Ka Kha Ko La Ma Me Mo Na Ni Om Pe Ra Re Sa Sha So Ta Va Ya Za".split(" ");
const tails =
  "badi bek dari diri far gari han hidi jan kari kova lani lova madi mani mova nari nedi nova rami rashi reza sadi sani schenko tari veli vic yari zadeh".split(
    " ",
  );
const givenHeads = "A Ay Da El Fa Ha I Ja Ka Lei Ma Mo Na Nu Om Ra Sa So Ta Za".split(" ");
const givenTails = "dia fan hra lan lena mir mira nis ra rim sem tia".split(" ");
const places = ["Syrien", "Afghanistan", "Ukraine", "Irak", "Eritrea", "Rumänien", "Türkei", "Somalia", "Iran", "Guinea"];
const tongues = ["Arabisch", "Dari", "Ukrainisch", "Sorani", "Tigrinya", "Rumänisch", "Türkisch", "Somali", "Persisch", "Französisch"];
const streets = ["Bahnhofstraße", "Lindenweg", "Am Markt", "Schulstraße", "Gartenstraße", "Kirchplatz"];

export function makeIdentity(chance: Chance): Identity {
  const place = chance.between(0, places.length - 1);
  const year = chance.between(1955, 2008);
  const day = `${year}-${String(chance.between(1, 12)).padStart(2, "0")}-${String(chance.between(1, 28)).padStart(2, "0")}`;
  const isDayKnown = chance.happens(0.8);
  return {
    familyName: chance.oneOf(heads) + chance.oneOf(tails),
    givenNames: chance.oneOf(givenHeads) + chance.oneOf(givenTails),
    birthDate: isDayKnown ? day : null,
    birthYear: isDayKnown ? null : year,
    sex: chance.oneOf(["female", "male"] as const),
    nationality: places[place]!,
    languages: [tongues[place]!, ...(chance.happens(0.3) ? ["Englisch"] : [])],
    isPseudonym: false,
  };
}

export function makeContactDetails(chance: Chance, townName: string): ContactDetails {
  return {
    phone: `0151 ${chance.between(1_000_000, 9_999_999)}`,
    email: null,
    street: `${chance.oneOf(streets)} ${chance.between(1, 120)}`,
    postcode: String(chance.between(10_000, 99_998)),
    townName,
    note: chance.happens(0.2) ? "Am besten nachmittags anrufen" : null,
  };
}

const openings = [
  "Gespräch über den Sprachkurs",
  "Termin bei der Ausländerbehörde vorbereitet",
  "Antrag auf Kinderbetreuung gemeinsam ausgefüllt",
  "Anruf beim Jobcenter",
  "Unterlagen für die Anerkennung durchgesehen",
  "Hausbesuch, Wohnung besichtigt",
  "Gespräch mit der Schule",
  "Bescheid erklärt, Widerspruch besprochen",
];
const endings = [
  "Die Bescheinigung fehlt noch, wir warten auf den Träger.",
  "Sie meldet sich nach dem Termin wieder.",
  "Kita-Platz ab dem Sommer zugesagt, bis dahin offen.",
  "Er braucht eine Dolmetscherin für den nächsten Termin.",
  "Nächster Schritt ist die Anmeldung beim Einstufungstest.",
  "Fiktionsbescheinigung läuft ab, Verlängerung beantragt.",
];
/** About 120 characters, as case managers write. */
export function makeSentence(chance: Chance): string {
  return `${chance.oneOf(openings)}. ${chance.oneOf(endings)}${chance.happens(0.5) ? ` ${chance.oneOf(endings)}` : ""}`;
}

export const stepTexts = [
  "Zum Einstufungstest anmelden",
  "Zeugnisse übersetzen lassen",
  "Kita-Gutschein beantragen",
  "Termin beim Jobcenter vereinbaren",
  "Fiktionsbescheinigung verlängern",
  "Konto eröffnen",
  "Krankenversicherungskarte nachfragen",
];
export const goalTexts = [
  "Sprachkurs bis B1",
  "Eigene Wohnung",
  "Arbeit im erlernten Beruf",
  "Kind in der Kita",
  "Führerschein umschreiben",
];
export const deadlineTexts: readonly (readonly [string, string])[] = [
  ["Aufenthaltstitel läuft ab", "sonst darf sie nicht weiter arbeiten"],
  ["Weiterbewilligung beantragen", "ab dem Folgemonat 412 Euro weniger"],
  ["Widerspruch einlegen", "der Bescheid wird sonst bestandskräftig"],
  ["Anmeldung zum Kurs", "der nächste beginnt erst in fünf Monaten"],
];
export const noteTexts = [
  "Telefonat mit der Beratungsstelle: Zuständigkeit geklärt, die Unterlagen werden direkt geschickt. Rückmeldung bis Ende der Woche erbeten.",
  "Die Familie wünscht, dass Gespräche über die Wohnung nur gemeinsam stattfinden. Dolmetscherin für Dari ist gebucht.",
];
