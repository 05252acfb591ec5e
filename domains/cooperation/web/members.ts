import type { SiteView } from "../../network/contract.ts";

/** Who may answer for an organisation, those first who sit in bodies: they can be sent a link. */
export function membersOf(site: SiteView, organisationId: string): SiteView["members"] {
  const units = new Set(site.units.filter((unit) => unit.organisationId === organisationId).map((unit) => unit.id));
  const rank = (role: string) => (role === "body_member" ? 0 : role === "partner" ? 1 : role === "team_lead" ? 2 : 3);
  return site.members
    .filter((member) => units.has(member.unitId) && member.role !== "system")
    .toSorted((a, b) => rank(a.role) - rank(b.role) || a.name.localeCompare(b.name, "de"));
}
