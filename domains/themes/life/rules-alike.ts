/** What is compared of a report: where it stuck, which law, and the words that others may read. */
export type Comparable = {
  readonly id: string;
  readonly fromId: string | null;
  readonly toId: string | null;
  readonly legalDomains: readonly string[];
  readonly gapKind: string | null;
  readonly words: string;
};

export type Likeness =
  | { readonly kind: "pair"; readonly fromId: string; readonly toId: string }
  | { readonly kind: "place"; readonly organisationId: string }
  | { readonly kind: "legal_domain"; readonly code: string }
  | { readonly kind: "gap_kind"; readonly code: string }
  | { readonly kind: "words"; readonly words: string[] };

/** Words that say nothing about a gap, or that stand in almost every report. */
const empty = new Set(
  (
    "aber alle allem allen aller alles als also andere anderen auch auf aus bei beim bis bleibt dann das dass dem den denn der des deshalb die dies diese diesem " +
    "diesen dieser doch dort drei durch ein eine einem einen einer eines einmal er erst es etwas fuer ganze gab geht gibt hab habe haben hat hatte ihm ihn ihr ihre ihren im immer " +
    "in ins ist ja jede jedem jeden jeder jedes jetzt kann kein keine keinem keinen keiner kommt konnte koennen mal man mehr mehrere mit muss muessen nach nicht nichts noch nun nur ob oder " +
    "ohne schon sein seine seit sich sie sind so sobald soll sollte sonst ueber um und uns unter vom von vor wann war waren was weder weil weiss welche wenn wer werden wie wieder wir wird wo " +
    "worden wurde wurden zu zum zur zwei zwischen woche wochen monat monate tag tage tagen monaten jahr jahre person personen frau mann familie mensch menschen stelle stellen " +
    "the and for not but with from that this they have has had was were are one two after before until because nobody there their which who when what will would could"
  ).split(" "),
);

const endings = ["ungen", "ung", "isch", "lich", "ern", "en", "er", "es", "em", "e", "n", "s"];

/** Roughly the stem of a German word, so that "Termine" and "Terminen" are one. */
export function stemOf(word: string): string {
  const ending = endings.find((one) => word.endsWith(one) && word.length - one.length >= 4);
  return ending === undefined ? word : word.slice(0, -ending.length);
}

function fold(text: string): string {
  return text.toLowerCase().replaceAll("ä", "ae").replaceAll("ö", "oe").replaceAll("ü", "ue").replaceAll("ß", "ss");
}

/** The telling words of a text by their stems, each as it stood there first. */
export function wordsOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [word] of text.matchAll(/\p{L}{4,}/gu)) {
    const folded = fold(word);
    if (empty.has(folded)) continue;
    const stem = stemOf(folded);
    if (!found.has(stem)) found.set(stem, word);
  }
  return found;
}

/** From here on two reports are proposed. One likeness alone never is enough, but the same pair of organisations. */
const enough = 3;
const mostWords = 4;

/** In how many of all texts each stem stands: a word that many use says little. */
export type Commonness = { readonly texts: number; readonly of: ReadonlyMap<string, number> };
export function commonnessOf(texts: readonly ReadonlyMap<string, string>[]): Commonness {
  const of = new Map<string, number>();
  for (const words of texts) for (const stem of words.keys()) of.set(stem, (of.get(stem) ?? 0) + 1);
  return { texts: texts.length, of };
}

export type Compared = { readonly score: number; readonly why: Likeness[] };

/** Null where too little is alike. Rules that can be told: no model, nothing learned. */
export function compare(a: Comparable, b: Comparable, common: Commonness): Compared | null {
  const why: Likeness[] = [];
  let score = 0;
  if (a.fromId !== null && a.toId !== null && a.fromId === b.fromId && a.toId === b.toId) {
    why.push({ kind: "pair", fromId: a.fromId, toId: a.toId });
    score += 3;
  } else if (a.toId !== null && a.toId === b.toId) {
    why.push({ kind: "place", organisationId: a.toId });
    score += 1.5;
  }
  const domain = a.legalDomains.find((one) => b.legalDomains.includes(one));
  if (domain !== undefined) {
    why.push({ kind: "legal_domain", code: domain });
    score += 1;
  }
  const [own, other] = [wordsOf(a.words), wordsOf(b.words)];
  const shared = [...own.keys()]
    .filter((stem) => other.has(stem))
    .filter((stem) => (common.of.get(stem) ?? 0) <= Math.max(3, common.texts / 3))
    .sort((x, y) => (common.of.get(x) ?? 0) - (common.of.get(y) ?? 0) || (x < y ? -1 : 1))
    .slice(0, mostWords);
  if (shared.length > 0) {
    why.push({ kind: "words", words: shared.map((stem) => own.get(stem)!) });
    score += Math.min(3, shared.length);
  }
  if (a.gapKind !== null && a.gapKind === b.gapKind && why.length > 0) {
    why.push({ kind: "gap_kind", code: a.gapKind });
    score += 0.5;
  }
  return score >= enough ? { score, why } : null;
}

export type Theme = { readonly id: string; readonly reports: readonly Comparable[] };
export type Proposal = {
  readonly reportId: string;
  readonly theme: { readonly id: string; readonly why: readonly Likeness[] } | null;
  readonly others: readonly { readonly id: string; readonly why: readonly Likeness[] }[];
};

/**
 * Which of these reports may belong together, or to a theme there is. Each group lies around one report that all its others resemble: what is said of them is true
 * of each. A report stands in one proposal only, the closest.
 */
export function propose(
  reports: readonly Comparable[],
  themes: readonly Theme[],
  isRefused: (a: string, b: string) => boolean,
): Proposal[] {
  const joined = themes.flatMap((theme) => theme.reports);
  const common = commonnessOf([...reports, ...joined].map((one) => wordsOf(one.words)));
  const near = new Map<string, { id: string; score: number; why: Likeness[] }[]>();
  for (const [i, a] of reports.entries()) {
    for (const b of reports.slice(i + 1)) {
      if (isRefused(a.id, b.id)) continue;
      const found = compare(a, b, common);
      if (!found) continue;
      near.set(a.id, [...(near.get(a.id) ?? []), { id: b.id, ...found }]);
      near.set(b.id, [...(near.get(b.id) ?? []), { id: a.id, ...found }]);
    }
  }
  const themeOf = new Map(
    reports.flatMap((report) => {
      const best = themes
        .filter((theme) => !isRefused(report.id, theme.id))
        .flatMap((theme) =>
          theme.reports.flatMap((one) => (compare(report, one, common) ? [{ theme, ...compare(report, one, common)! }] : [])),
        )
        .sort((a, b) => b.score - a.score || (a.theme.id < b.theme.id ? -1 : 1))[0];
      return best ? [[report.id, best] as const] : [];
    }),
  );
  const weight = (id: string) => (near.get(id) ?? []).reduce((sum, one) => sum + one.score, 0) + (themeOf.get(id)?.score ?? 0);
  const taken = new Set<string>();
  const proposals: Proposal[] = [];
  for (const { id } of [...reports].sort((a, b) => weight(b.id) - weight(a.id) || (a.id < b.id ? -1 : 1))) {
    if (taken.has(id)) continue;
    const others = (near.get(id) ?? []).filter((one) => !taken.has(one.id)).sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
    const theme = themeOf.get(id);
    if (others.length === 0 && !theme) continue;
    taken.add(id);
    for (const one of others) taken.add(one.id);
    proposals.push({
      reportId: id,
      theme: theme ? { id: theme.theme.id, why: theme.why } : null,
      others: others.map((one) => ({ id: one.id, why: one.why })),
    });
  }
  return proposals;
}
