/** Vocabularies whose codes rules depend on; network.is_closed_vocabulary says the same to PostgreSQL. */
export const closedVocabularies: readonly string[] = ["case_phase", "data_category", "legal_domain", "milestone_event", "contact_kind"];

const letters: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };

/** "Kein Platz in der Kita" → "kein_platz_in_der_kita", numbered if taken. */
export function codeFor(label: string, taken: readonly string[]): string {
  const plain = label
    .toLowerCase()
    .replaceAll(/[äöüß]/g, (letter) => letters[letter] ?? "")
    .normalize("NFKD")
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^[_0-9]+|_+$/g, "")
    .slice(0, 50);
  const base = plain === "" ? "wort" : plain;
  for (let number = 1; ; number += 1) {
    const code = number === 1 ? base : `${base}_${number}`;
    if (!taken.includes(code)) return code;
  }
}

/** The same list with one entry at another place. */
export function movedTo<One>(list: readonly One[], from: number, to: number): One[] {
  const place = Math.min(Math.max(to, 0), list.length - 1);
  return list.toSpliced(from, 1).toSpliced(place, 0, list[from]!);
}

/** Whether these are exactly the codes that there are: an order leaves nothing out and names nothing twice. */
export function isOrderOf(codes: readonly string[], known: readonly string[]): boolean {
  return codes.length === known.length && new Set(codes).size === codes.length && codes.every((code) => known.includes(code));
}
