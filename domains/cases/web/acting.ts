import type { Doer } from "../contract.ts";

/** On the wire "us" is the unit that leads the case. Whoever reads it elsewhere needs its name, and is "us" in what their own unit does. */
export function acting(doer: Doer, leadingUnitId: string | undefined, ownUnitId: string | undefined): Doer {
  if (doer.kind === "person" || leadingUnitId === undefined || ownUnitId === undefined) return doer;
  const unitId = doer.kind === "us" ? leadingUnitId : doer.unitId;
  return unitId === ownUnitId ? { kind: "us" } : { kind: "unit", unitId };
}
