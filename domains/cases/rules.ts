import { addDays } from "../../platform/contract/days.ts";
import type { DataCategory, LegalDomain } from "../network/contract.ts";
import { type MilestoneEvent, milestoneEvents } from "./contract.ts";

/** No contact for longer than this, and a case is called quiet. */
export const quietAfterDays = 28;
export const deadlineHorizonDays = 30;

/** A case whose last contact lies before this day is quiet. */
export function quietBefore(today: string): string {
  return addDays(today, -quietAfterDays);
}

const categories: Record<LegalDomain, DataCategory> = {
  sgb_ii: "livelihood",
  sgb_iii: "livelihood",
  sgb_v: "health",
  sgb_viii: "family",
  sgb_ix: "health",
  sgb_xii: "livelihood",
  asylblg: "livelihood",
  asylg: "residence",
  aufenthg: "residence",
  freizuegg_eu: "residence",
  stag: "residence",
};

/** What somebody must be allowed to see to see a period of this law. */
export function categoryOf(legalDomain: LegalDomain): DataCategory {
  return categories[legalDomain];
}

/** Laws that secure a living: nobody falls under two of them on one day (§ 7 Abs. 1 SGB II, § 21 SGB XII, § 9 AsylbLG). */
const securing: ReadonlySet<string> = new Set(["sgb_ii", "sgb_xii", "asylblg"]);

export type Period = { readonly id: string; readonly legalDomain: string; readonly fromOn: string; readonly untilOn: string | null };

/** The first period that cannot stand beside this one: of the same law, or two that both secure a living, on a day that both contain. */
export function overlapping(period: Period, others: readonly Period[]): Period | undefined {
  return others.find(
    (other) =>
      other.id !== period.id &&
      (other.legalDomain === period.legalDomain || (securing.has(other.legalDomain) && securing.has(period.legalDomain))) &&
      (period.untilOn === null || other.fromOn <= period.untilOn) &&
      (other.untilOn === null || period.fromOn <= other.untilOn),
  );
}

export type StepDays = {
  readonly service: string | null;
  readonly entitledOn: string | null;
  readonly registeredOn: string | null;
  readonly startedOn: string | null;
  readonly finishedOn: string | null;
};

/** Every event of a named service with its day, or null where there is none. */
export function milestoneDays(step: StepDays): [MilestoneEvent, string | null][] {
  const days: Record<MilestoneEvent, string | null> = {
    entitled: step.entitledOn,
    registered: step.registeredOn,
    started: step.startedOn,
    finished: step.finishedOn,
  };
  return milestoneEvents.map((event) => [event, step.service === null ? null : days[event]]);
}

/** What is wrong with the days of a step, field by field: they need a service, lie in the past, and nothing ends before it begins. */
export function stepProblems(step: StepDays, today: string): { field: string; code: string }[] {
  const days = [
    ["entitledOn", step.entitledOn],
    ["registeredOn", step.registeredOn],
    ["startedOn", step.startedOn],
    ["finishedOn", step.finishedOn],
  ] as const;
  const problems = days.filter(([, day]) => day !== null && day > today).map(([field]) => ({ field: field as string, code: "in_future" }));
  if (step.service === null && days.some(([, day]) => day !== null)) problems.unshift({ field: "service", code: "required" });
  if (step.startedOn !== null && step.finishedOn !== null && step.finishedOn < step.startedOn)
    problems.push({ field: "finishedOn", code: "before_start" });
  return problems;
}

/** Where harm weighs most, on one and the same day. */
const weights: Partial<Record<DataCategory, number>> = { residence: 0, livelihood: 1, housing: 2, health: 3, family: 4, work: 5 };

export function compareDeadlines(a: { dueOn: string; category: DataCategory }, b: { dueOn: string; category: DataCategory }): number {
  if (a.dueOn !== b.dueOn) return a.dueOn < b.dueOn ? -1 : 1;
  return (weights[a.category] ?? 9) - (weights[b.category] ?? 9);
}

/** How many of the numbers offered have how many digits: 10,000 cases of a year fill the short ones, and the next have more. */
const digitsOffered = [...Array<number>(12).fill(4), ...Array<number>(6).fill(5), ...Array<number>(4).fill(6), ...Array<number>(2).fill(8)];

/** Numbers a case may get, most readable first: the letter of the site, the year, digits that follow no order. `random` decides them. */
export function numbersFor(siteSlug: string, openedOn: string, random: Uint8Array): string[] {
  const letter = (siteSlug[0] ?? "v").toUpperCase();
  const year = openedOn.slice(0, 4);
  const numbers: string[] = [];
  for (let at = 0; at + 4 <= random.length; at += 4) {
    const value = new DataView(random.buffer, random.byteOffset + at, 4).getUint32(0);
    const digits = digitsOffered[Math.floor((at / random.length) * digitsOffered.length)]!;
    numbers.push(`${letter}-${year}-${String(value % 10 ** digits).padStart(digits, "0")}`);
  }
  return numbers;
}
