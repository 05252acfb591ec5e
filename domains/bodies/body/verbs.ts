import { now } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { newId } from "../../../platform/server/ids.ts";
import { changedMeanwhile, conflict, forbidden, invalid, notFound } from "../../../platform/server/problem.ts";
import { recordAccess } from "../../accounts/index.ts";
import { findColleague, findMember, isMemberNow } from "../queries.ts";
import type { BodyChangeKind, BodyStanding } from "./contract.ts";
import * as queries from "./queries.ts";
import * as rules from "./rules.ts";

export type BodyChange = { kind: BodyChangeKind; membershipId?: string; former?: string | null; current?: string | null };

/** Notes what changed, in the transaction of the change itself. */
export async function noteChanges(call: Call, bodyId: string, changes: readonly BodyChange[]): Promise<void> {
  await queries.insertChanges(
    call.tx,
    changes.map((change) => ({
      site_id: call.actor.siteId,
      id: newId(),
      body_id: bodyId,
      kind: change.kind,
      membership_id: change.membershipId ?? null,
      former: change.former ?? null,
      current: change.current ?? null,
      changed_by: call.actor.membershipId,
      changed_at: now(),
    })),
  );
}

async function findStanding(call: Call, bodyId: string) {
  const all = await queries.listStandings(call.tx, call.actor.siteId);
  const body = all.find((one) => one.id === bodyId);
  if (!body) throw notFound();
  return { all, body };
}

export async function getBodyStanding(call: Call, bodyId: string): Promise<BodyStanding> {
  const { tx, actor } = call;
  const { all, body } = await findStanding(call, bodyId);
  const sitting = await queries.listSitting(tx, actor.siteId, bodyId);
  const seats = await queries.listSeats(tx, actor.siteId, bodyId);
  const organisations = new Map(
    seats.map((seat) => [seat.organisation_id, { name: seat.name, seatCount: seat.seat_count as number | null }]),
  );
  for (const one of sitting)
    if (!organisations.has(one.organisation_id)) organisations.set(one.organisation_id, { name: one.organisation_name, seatCount: null });
  const nameOf = (memberId: string | null) => sitting.find((one) => one.id === memberId)?.name ?? "";
  return {
    bodyId,
    termFromOn: body.term_from_on,
    termUntilOn: body.term_until_on,
    superior: body.superior_id ? { id: body.superior_id, name: all.find((one) => one.id === body.superior_id)?.name ?? "" } : null,
    below: all.filter((one) => one.superior_id === bodyId).map(({ id, name }) => ({ id, name })),
    lead: body.lead_membership_id
      ? {
          membershipId: body.lead_membership_id,
          name: body.lead_name ?? "",
          unitName: body.lead_unit ?? "",
          qualification: body.lead_qualification,
        }
      : null,
    seats: [...organisations].map(([organisationId, { name, seatCount }]) => ({
      organisationId,
      organisationName: name,
      seatCount,
      members: sitting
        .filter((one) => one.organisation_id === organisationId && one.stands_in_for === null)
        .map((one) => ({
          memberId: one.id,
          name: one.name,
          deputies: sitting.filter((other) => other.stands_in_for === one.id).map((other) => other.name),
        })),
    })),
    deputies: sitting.flatMap((one) =>
      one.stands_in_for === null
        ? []
        : [{ memberId: one.id, name: one.name, standsInFor: one.stands_in_for, forName: nameOf(one.stands_in_for) }],
    ),
    history: (await queries.listChanges(tx, actor.siteId, bodyId)).map((row) => ({ ...row, at: row.at.toISOString() })),
    version: body.version,
    abilities: { edit: body.may_write },
  };
}

export type StandingChange = {
  termFromOn: string | null;
  termUntilOn: string | null;
  superiorId: string | null;
  leadMembershipId: string | null;
  leadQualification: string | null;
  seats: readonly { organisationId: string; seatCount: number }[];
  version: number;
};

export async function changeBodyStanding(call: Call, bodyId: string, change: StandingChange): Promise<BodyStanding> {
  const { tx, actor } = call;
  const { all, body } = await findStanding(call, bodyId);
  if (!body.may_write) throw forbidden();
  if (change.termFromOn && change.termUntilOn && change.termUntilOn < change.termFromOn)
    throw invalid([{ path: "body.termUntilOn", code: "before_start" }]);
  const superior = all.find((one) => one.id === change.superiorId);
  if (change.superiorId !== null && !superior) throw invalid([{ path: "body.superiorId", code: "unknown" }]);
  if (rules.isCircle(all, bodyId, change.superiorId)) throw invalid([{ path: "body.superiorId", code: "reports_to_itself" }]);
  const lead = change.leadMembershipId ? await nameOfLead(call, change.leadMembershipId) : null;
  const organisations = await queries.listOrganisationsNamed(
    tx,
    actor.siteId,
    change.seats.map((seat) => seat.organisationId),
  );
  const stray = change.seats.findIndex((seat) => !organisations.some((one) => one.id === seat.organisationId));
  if (stray !== -1) throw invalid([{ path: `body.seats.${stray}.organisationId`, code: "unknown" }]);
  const twice = change.seats.findIndex(
    (seat, index) => change.seats.findIndex((one) => one.organisationId === seat.organisationId) < index,
  );
  if (twice !== -1) throw invalid([{ path: `body.seats.${twice}.organisationId`, code: "named_twice" }]);
  const seatsWere = (await queries.listSeats(tx, actor.siteId, bodyId)).map((seat) => `${seat.name}: ${seat.seat_count}`).join(", ");
  const row = {
    term_from_on: change.termFromOn,
    term_until_on: change.termUntilOn,
    superior_id: change.superiorId,
    lead_membership_id: change.leadMembershipId,
    lead_qualification: change.leadMembershipId === null ? null : change.leadQualification,
  };
  if (!(await queries.updateStanding(tx, actor.siteId, bodyId, change.version, row)))
    throw changedMeanwhile(await getBodyStanding(call, bodyId));
  await queries.replaceSeats(tx, actor.siteId, bodyId, change.seats);
  const seatsAre = (await queries.listSeats(tx, actor.siteId, bodyId)).map((seat) => `${seat.name}: ${seat.seat_count}`).join(", ");
  const compared: BodyChange[] = [
    {
      kind: "term",
      former: rules.termInWords(body.term_from_on, body.term_until_on),
      current: rules.termInWords(change.termFromOn, change.termUntilOn),
    },
    { kind: "superior", former: all.find((one) => one.id === body.superior_id)?.name ?? null, current: superior?.name ?? null },
    { kind: "lead", former: body.lead_name, current: lead },
    { kind: "qualification", former: body.lead_qualification, current: row.lead_qualification },
    { kind: "composition", former: seatsWere || null, current: seatsAre || null },
  ];
  await noteChanges(
    call,
    bodyId,
    compared.filter((one) => one.former !== one.current),
  );
  await recordAccess(call, { action: "bodies.change_standing", basis: "structure" });
  return await getBodyStanding(call, bodyId);
}

async function nameOfLead(call: Call, membershipId: string): Promise<string> {
  const colleague = await findColleague(call.tx, call.actor.siteId, membershipId);
  if (!colleague?.is_now) throw invalid([{ path: "body.leadMembershipId", code: "unknown" }]);
  if (colleague.role !== "coordinator") throw invalid([{ path: "body.leadMembershipId", code: "not_a_coordinator" }]);
  return colleague.name;
}

export async function setDeputy(call: Call, memberId: string, standsInFor: string | null): Promise<BodyStanding> {
  const { tx, actor } = call;
  const member = await findMember(tx, actor.siteId, memberId);
  if (!member) throw notFound();
  const { body } = await findStanding(call, member.body_id);
  if (!body.may_write) throw forbidden();
  if (!(await isMemberNow(tx, actor.siteId, member.body_id, member.membership_id))) throw conflict("member_left");
  const sitting = await queries.listSitting(tx, actor.siteId, member.body_id);
  const other = sitting.find((one) => one.id === standsInFor);
  if (standsInFor !== null && !other) throw invalid([{ path: "body.standsInFor", code: "unknown" }]);
  const refusal = rules.refusalOfDeputy(sitting, memberId, standsInFor);
  if (refusal) throw conflict(refusal);
  if (member.stands_in_for !== standsInFor) {
    await queries.updateDeputy(tx, actor.siteId, memberId, standsInFor);
    const former = sitting.find((one) => one.id === member.stands_in_for)?.name ?? null;
    await noteChanges(call, member.body_id, [{ kind: "deputy", membershipId: member.membership_id, former, current: other?.name ?? null }]);
    await recordAccess(call, { action: "bodies.set_deputy", basis: "structure" });
  }
  return await getBodyStanding(call, member.body_id);
}
