import type { Conditions, Dimension, Hole, Question } from "./contract.ts";

type Rule = Conditions & { readonly id: string; readonly unitId: string };
export type Judged<R> = {
  readonly responsibility: R;
  readonly fit: "certain" | "possible";
  readonly because: Dimension[];
  readonly depends: Dimension[];
};

const oldest = 120;

const depends: Readonly<Record<Dimension, (rule: Conditions) => boolean>> = {
  town: (rule) => rule.townIds.length > 0,
  age: (rule) => rule.ageFrom !== null || rule.ageTo !== null,
  residenceStatus: (rule) => rule.residenceStatuses.length > 0,
  letter: (rule) => rule.letterFrom !== null,
  language: (rule) => rule.languages.length > 0,
  legalDomain: (rule) => rule.legalDomains.length > 0,
  matter: (rule) => rule.matters.length > 0,
};

/** Undefined: it was not said. */
const fits: Readonly<Record<Dimension, (rule: Conditions, asked: Question) => boolean | undefined>> = {
  town: (rule, { townId }) => (townId === null ? undefined : rule.townIds.includes(townId)),
  age: (rule, { age }) => (age === null ? undefined : age >= (rule.ageFrom ?? 0) && age <= (rule.ageTo ?? oldest)),
  residenceStatus: (rule, { residenceStatus }) => (residenceStatus === null ? undefined : rule.residenceStatuses.includes(residenceStatus)),
  letter: (rule, { letter }) => (letter === null ? undefined : letter >= (rule.letterFrom ?? "A") && letter <= (rule.letterTo ?? "Z")),
  language: (rule, { language }) => (language === null ? undefined : rule.languages.includes(language)),
  legalDomain: (rule, { legalDomain }) => (legalDomain === null ? undefined : rule.legalDomains.includes(legalDomain)),
  matter: (rule, { matter }) => (matter === null ? undefined : rule.matters.includes(matter)),
};

const all = Object.keys(depends) as Dimension[];

/** Which rules answer the question, the most exact first, each with what speaks for it and what it still depends on. */
export function whoIsResponsible<R extends Rule>(asked: Question, rules: readonly R[]): Judged<R>[] {
  return rules
    .flatMap((rule): Judged<R>[] => {
      const because: Dimension[] = [];
      const open: Dimension[] = [];
      for (const dimension of all) {
        if (!depends[dimension](rule)) continue;
        const fit = fits[dimension](rule, asked);
        if (fit === false) return [];
        (fit ? because : open).push(dimension);
      }
      return [{ responsibility: rule, fit: open.length === 0 ? "certain" : "possible", because, depends: open }];
    })
    .sort(
      (a, b) =>
        Number(a.fit === "possible") - Number(b.fit === "possible") ||
        a.depends.length - b.depends.length ||
        b.because.length - a.because.length ||
        a.responsibility.id.localeCompare(b.responsibility.id),
    );
}

/** "Özdemir" begins with O, as it stands in every list. Nothing else of a name is ever asked for. */
export function letterOf(typed: string): string | null {
  const first = typed.trim().normalize("NFD").slice(0, 1).toUpperCase();
  return /^[A-Z]$/.test(first) ? first : null;
}

const share = (a: readonly string[], b: readonly string[]) => a.length === 0 || b.length === 0 || a.some((one) => b.includes(one));

/** Whether somebody could be meant by both. */
export function meet(a: Conditions, b: Conditions): boolean {
  return (
    share(a.townIds, b.townIds) &&
    (a.ageFrom ?? 0) <= (b.ageTo ?? oldest) &&
    (b.ageFrom ?? 0) <= (a.ageTo ?? oldest) &&
    share(a.residenceStatuses, b.residenceStatuses) &&
    (a.letterFrom ?? "A") <= (b.letterTo ?? "Z") &&
    (b.letterFrom ?? "A") <= (a.letterTo ?? "Z") &&
    share(a.languages, b.languages) &&
    share(a.legalDomains, b.legalDomains) &&
    share(a.matters, b.matters)
  );
}

const exactness = (rule: Conditions) => all.filter((dimension) => depends[dimension](rule)).length;

/** Pairs that send the same person to two units and are equally exact, so that neither is the exception of the other. */
export function findOverlaps(rules: readonly Rule[]): [string, string][] {
  const found: [string, string][] = [];
  for (const [index, a] of rules.entries()) {
    for (const b of rules.slice(index + 1)) {
      if (a.unitId !== b.unitId && exactness(a) === exactness(b) && meet(a, b)) found.push([a.id, b.id]);
    }
  }
  return found;
}

type Span<T> = { readonly from: T; readonly to: T };

/** The pieces into which the bounds of all rules cut a line: within one of them no rule changes its mind. */
function piecesOf(starts: readonly number[], least: number, most: number): Span<number>[] {
  const cuts = [...new Set([least, ...starts.filter((one) => one > least && one <= most)])].sort((a, b) => a - b);
  return cuts.map((from, index) => ({ from, to: (cuts[index + 1] ?? most + 1) - 1 }));
}

const code = (letter: string) => letter.charCodeAt(0);
type Found = { readonly where: string; readonly who: string; readonly ages: Span<number>; readonly letters: Span<number> };

/** Makes one of two that differ in one span alone, where the one begins after the other ends. */
function joinNeighbours(found: readonly Found[], along: "ages" | "letters", beside: "ages" | "letters"): Found[] {
  const last = new Map<string, Found[]>();
  for (const one of [...found].sort((a, b) => a[along].from - b[along].from)) {
    const key = [one.where, one.who, one[beside].from, one[beside].to].join("|");
    const row = last.get(key) ?? [];
    const before = row.at(-1);
    if (before && before[along].to + 1 === one[along].from)
      row[row.length - 1] = { ...before, [along]: { from: before[along].from, to: one[along].to } };
    else row.push(one);
    last.set(key, row);
  }
  return [...last.values()].flat();
}

const mostCells = 200_000;
const mostHoles = 60;

/**
 * For whom nobody is entered: every matter of which there is a rule at all is looked at over towns, statuses, ages and letters; neighbours stand
 * together. A rule that depends on a language or a body of law does not close a hole by itself.
 */
export function findHoles(
  rules: readonly Rule[],
  site: { readonly townIds: readonly string[]; readonly residenceStatuses: readonly string[] },
): { holes: Hole[]; hasMore: boolean } {
  const towns = site.townIds.length > 0 ? site.townIds : [null];
  const statuses = site.residenceStatuses.length > 0 ? site.residenceStatuses : [null];
  const holes: Hole[] = [];
  let looked = 0;
  const matters = [...new Set(rules.flatMap((rule) => rule.matters))].sort();
  for (const matter of matters) {
    const about = rules.filter(
      (rule) =>
        (rule.matters.length === 0 || rule.matters.includes(matter)) && rule.languages.length === 0 && rule.legalDomains.length === 0,
    );
    const ages = piecesOf(
      about.flatMap((rule) => [...(rule.ageFrom === null ? [] : [rule.ageFrom]), ...(rule.ageTo === null ? [] : [rule.ageTo + 1])]),
      0,
      oldest,
    );
    const letters = piecesOf(
      about.flatMap((rule) => (rule.letterFrom === null || rule.letterTo === null ? [] : [code(rule.letterFrom), code(rule.letterTo) + 1])),
      code("A"),
      code("Z"),
    );
    const found: Found[] = [];
    for (const ageSpan of ages) {
      for (const letterSpan of letters) {
        const open = new Map<string, string[]>();
        for (const status of statuses) {
          const without: string[] = [];
          for (const town of towns) {
            looked += 1;
            if (looked > mostCells) return { holes: holes.slice(0, mostHoles), hasMore: true };
            const asked: Question = {
              townId: town,
              age: ageSpan.from,
              residenceStatus: status,
              letter: String.fromCharCode(letterSpan.from),
              language: null,
              legalDomain: null,
              matter,
            };
            if (!about.some((rule) => all.every((dimension) => !depends[dimension](rule) || fits[dimension](rule, asked) !== false)))
              without.push(town ?? "");
          }
          if (without.length > 0) open.set(without.join(" "), [...(open.get(without.join(" ")) ?? []), status ?? ""]);
        }
        for (const [where, who] of open) found.push({ where, who: who.join(" "), ages: ageSpan, letters: letterSpan });
      }
    }
    // neighbours stand together: first ages, then letters
    const joined = joinNeighbours(joinNeighbours(found, "ages", "letters"), "letters", "ages");
    for (const one of joined) {
      const isAnyAge = one.ages.from === 0 && one.ages.to === oldest;
      const isAnyLetter = one.letters.from === code("A") && one.letters.to === code("Z");
      const townIds = one.where.split(" ").filter((it) => it !== "");
      const residenceStatuses = one.who.split(" ").filter((it) => it !== "");
      holes.push({
        matter,
        townIds: townIds.length === site.townIds.length ? [] : townIds,
        residenceStatuses: residenceStatuses.length === site.residenceStatuses.length ? [] : residenceStatuses,
        ageFrom: isAnyAge ? null : one.ages.from,
        ageTo: isAnyAge ? null : one.ages.to,
        letterFrom: isAnyLetter ? null : String.fromCharCode(one.letters.from),
        letterTo: isAnyLetter ? null : String.fromCharCode(one.letters.to),
      });
    }
  }
  return { holes: holes.slice(0, mostHoles), hasMore: holes.length > mostHoles };
}

export function isValidOn(rule: { validFromOn: string; validUntilOn: string | null }, day: string): boolean {
  return rule.validFromOn <= day && (rule.validUntilOn === null || rule.validUntilOn >= day);
}
