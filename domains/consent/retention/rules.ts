import { addDays, daysBetween } from "../../../platform/contract/days.ts";

/** Nobody is kept longer than this in one decision. */
export const longestKeptDays = 731;

export function daysOver(dueOn: string, today: string): number {
  return Math.max(0, daysBetween(dueOn, today));
}

/** Whether somebody is kept longer today. */
export function isKept(keptUntilOn: string | null, today: string): boolean {
  return keptUntilOn !== null && keptUntilOn >= today;
}

export function faultOfKeeping(untilOn: string, today: string): "in_the_past" | "too_late" | undefined {
  if (untilOn <= today) return "in_the_past";
  return untilOn > addDays(today, longestKeptDays) ? "too_late" : undefined;
}

const publicBodies: ReadonlySet<string> = new Set([
  "kreis_administration",
  "city_administration",
  "town_administration",
  "jobcenter",
  "employment_agency",
  "school",
  "university",
  "land",
  "police",
]);

/** Public bodies offer their records to the archive before they delete them (§ 4 ArchivG NRW, §§ 5, 6 BArchG); churches and associations have rules of their own. */
export function mustOfferToArchive(organisationKind: string): boolean {
  return publicBodies.has(organisationKind);
}

/** What is wrong with what was said of the archive. */
export function archiveFault(
  said: { readonly archive: "not_bound" | "declined" | "taken"; readonly archiveOfferedOn: string | null },
  isBound: boolean,
  today: string,
): { field: "archive" | "archiveOfferedOn"; code: string } | undefined {
  if (said.archive === "not_bound") {
    if (isBound) return { field: "archive", code: "must_be_offered" };
    return said.archiveOfferedOn === null ? undefined : { field: "archiveOfferedOn", code: "not_offered" };
  }
  if (said.archiveOfferedOn === null) return { field: "archiveOfferedOn", code: "required" };
  return said.archiveOfferedOn > today ? { field: "archiveOfferedOn", code: "in_future" } : undefined;
}
