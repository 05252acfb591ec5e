import { addDays, daysBetween } from "../change/rules.ts";
import type { Expectation } from "./contract.ts";

/** An anchored change is looked at again after so many months. */
export const monthsUntilLookingAgain = 12;

export function isLate(measure: { readonly state: string; readonly dueOn: string }, today: string): boolean {
  return (measure.state === "planned" || measure.state === "running") && measure.dueOn < today;
}

export function daysLate(measure: { readonly state: string; readonly dueOn: string }, today: string): number {
  return isLate(measure, today) ? daysBetween(measure.dueOn, today) : 0;
}

export function mayLook(measure: { readonly state: string; readonly lookOn: string | null }, today: string): boolean {
  return measure.lookOn !== null && measure.lookOn <= today && (measure.state === "running" || measure.state === "done");
}

/** The second look, a year on, takes the latest cases that could be followed long enough: as if the measure had begun on this day. */
export function beginOfSecondLook(expected: Pick<Expectation, "intakeWeeks" | "followUpWeeks">, today: string): string {
  return addDays(today, 1 - 7 * (expected.intakeWeeks + expected.followUpWeeks));
}
