import { type CoverageCell, type Double, type StructureFields, type TargetGroup, targetGroups, type WhiteSpot } from "./contract.ts";

export type Counted = Pick<StructureFields, "organisationId" | "fields" | "townIds" | "targetGroups" | "placesAYear"> & {
  readonly id: string;
};
export type Site = { readonly fields: readonly string[]; readonly townIds: readonly string[] };

/** Days before its end at which funding is spoken of. */
export const fundingAhead = 90;

/** Today and 90 days later are days, so that no clock is needed here. */
export function fundingState(fundedUntilOn: string | null, today: string, soon: string): "open" | "running" | "ending" | "over" {
  if (fundedUntilOn === null) return "open";
  if (fundedUntilOn < today) return "over";
  return fundedUntilOn <= soon ? "ending" : "running";
}

const isFor = (one: Counted, group: TargetGroup | undefined) =>
  group === undefined || one.targetGroups.length === 0 || one.targetGroups.includes(group);
const isIn = (one: Counted, townId: string | null) => one.townIds.length === 0 || (townId !== null && one.townIds.includes(townId));

/** A site without towns is one place. */
const placesOf = (site: Site): readonly (string | null)[] => (site.townIds.length === 0 ? [null] : site.townIds);

function found(structures: readonly Counted[], field: string, townId: string | null, group: TargetGroup | undefined): Counted[] {
  return structures.filter((one) => one.fields.includes(field) && isIn(one, townId) && isFor(one, group));
}

/** Field by town, for one target group or anybody. The places of a structure stand in each of its cells: they are not split. */
export function coverage(structures: readonly Counted[], site: Site, group?: TargetGroup): CoverageCell[] {
  return site.fields.flatMap((field) =>
    placesOf(site).map((townId) => {
      const here = found(structures, field, townId, group);
      return {
        field,
        townId,
        structureIds: here.map((one) => one.id),
        placesAYear: here.reduce((sum, one) => sum + (one.placesAYear ?? 0), 0),
      };
    }),
  );
}

/**
 * The same field, town and named target group by several organisations. A structure for everybody or for all towns is no double by itself: only where two of them name
 * the group are they looked at together.
 */
export function doubles(structures: readonly Counted[], site: Site, group?: TargetGroup): Double[] {
  const groups = group === undefined ? targetGroups : [group];
  return site.fields.flatMap((field) =>
    placesOf(site).flatMap((townId) =>
      groups.flatMap((targetGroup) => {
        const here = found(structures, field, townId, targetGroup).filter((one) => one.targetGroups.includes(targetGroup));
        const organisations = new Set(here.map((one) => one.organisationId));
        return organisations.size > 1 ? [{ field, townId, targetGroup, structureIds: here.map((one) => one.id) }] : [];
      }),
    ),
  );
}

/** Fields and groups that nobody counsels, with the towns; all towns are told as the whole site. */
export function whiteSpots(structures: readonly Counted[], site: Site, group?: TargetGroup): WhiteSpot[] {
  const groups = group === undefined ? targetGroups : [group];
  return site.fields.flatMap((field) =>
    groups.flatMap((targetGroup) => {
      const towns = placesOf(site).filter((townId) => found(structures, field, townId, targetGroup).length === 0);
      if (towns.length === 0) return [];
      const isWholeSite = towns.length === placesOf(site).length;
      return [{ field, targetGroup, isWholeSite, townIds: isWholeSite ? [] : towns.flatMap((townId) => townId ?? []) }];
    }),
  );
}
