import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { now, today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { forbidden } from "../../../platform/server/problem.ts";
import { getMailStanding } from "../../accounts/index.ts";
import * as network from "../queries.ts";
import { hasResponsibilities } from "../responsibility/queries.ts";
import type * as contract from "./contract.ts";
import { gapsOf } from "./rules.ts";

/** What the administration has still to do before the site can work. */
export async function getSetup(call: Call): Promise<AnswerOf<typeof contract.getSetup>> {
  const { tx, actor } = call;
  if (actor.role !== "site_admin") throw forbidden();
  const site = await network.getSite(tx, actor.siteId);
  const units = await network.listUnits(tx, actor.siteId);
  const members = await network.listMembers(tx, actor.siteId, today());
  // members of bodies open their papers by a link of their own; whose membership has ended needs none
  const current = new Set(members.filter((member) => member.role !== "body_member").map((member) => member.id));
  const waiting = (await network.listMemberAccess(tx)).filter((row) => !row.may_sign_in && current.has(row.membership_id));
  const isOpen = (row: (typeof waiting)[number]) => row.link_expires_at !== null && row.link_expires_at > now();
  const demands = await network.listSecondFactorDemands(tx);
  const mail = await getMailStanding(call);
  return {
    gaps: gapsOf({
      siteKind: site.kind,
      structureOnly: site.structure_only,
      unitIds: units.map((unit) => unit.id),
      members: members.map((member) => ({ role: member.role, unitId: member.unit_id })),
      linksOver: waiting.filter((row) => !isOpen(row)).length,
      linksOpen: waiting.filter(isOpen).length,
      lackingSecondFactor: demands.filter((row) => row.demanded_at !== null).reduce((sum, row) => sum + row.lacking, 0),
      hasMailServer: mail.isSetUp,
      mailsInTrouble: mail.troubled,
      hasResponsibilities: await hasResponsibilities(tx, actor.siteId),
    }),
    units: units.length,
    members: members.length,
  };
}
