import type { BodyOf } from "../../../platform/contract/endpoint.ts";
import { now, today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { newUnlinkableId } from "../../../platform/server/ids.ts";
import { changedMeanwhile, conflict, forbidden, invalid, notFound } from "../../../platform/server/problem.ts";
import { recordAccess, recordListAccess } from "../../accounts/index.ts";
import { longestReadableDays } from "../../network/index.ts";
import type { Identity } from "../../people/contract.ts";
import { type Access, listAccess, openIdentities } from "../../people/index.ts";
import type { Erasure } from "../erasure/contract.ts";
import { markOf, unreadableOn } from "../erasure/rules.ts";
import { requestErasure, requireReader } from "../erasure/verbs.ts";
import type * as contract from "./contract.ts";
import type { DueDeletion, KeepReason, RetentionKind, RetentionView } from "./contract.ts";
import * as queries from "./queries.ts";
import { daysOver, faultOfKeeping, isKept, mustOfferToArchive } from "./rules.ts";

const pageSize = 50;

// ---- advice and periods

const readers: ReadonlySet<string> = new Set(["case_manager", "team_lead", "data_protection_officer", "site_admin"]);
/** Of the own unit; the officer and the administration look at all. */
const ownUnitOf = ({ actor }: Call) => (actor.role === "case_manager" || actor.role === "team_lead" ? actor.unitId : null);

function setsFor({ actor }: Call, unitIds: readonly string[]): string[] {
  if (actor.role === "site_admin") return [...unitIds];
  return actor.role === "team_lead" ? unitIds.filter((id) => id === actor.unitId) : [];
}

export async function getRetention(call: Call): Promise<RetentionView> {
  const { tx, actor } = call;
  if (!readers.has(actor.role)) throw forbidden();
  const advice = await queries.listAdvice(tx, actor.siteId);
  const periods = await queries.listPeriods(tx, actor.siteId, ownUnitOf(call));
  const unitIds = await queries.listKeepingUnits(tx, actor.siteId, ownUnitOf(call));
  return {
    advice: advice.map((row) => ({
      id: row.id,
      kind: row.kind as RetentionKind,
      months: row.months,
      reasons: row.reasons,
      givenById: row.given_by_id,
      givenAt: row.given_at.toISOString(),
    })),
    periods: periods.map((row) => ({
      unitId: row.unit_id,
      kind: row.kind as RetentionKind,
      months: row.months,
      reasons: row.reasons,
      setById: row.set_by_id,
      setAt: row.set_at.toISOString(),
      isBehindAdvice: advice.find((one) => one.kind === row.kind)?.id !== row.advice_id,
    })),
    unitIds,
    abilities: { advise: actor.role === "data_protection_officer", setFor: setsFor(call, unitIds) },
  };
}

export async function adviseRetention(call: Call, body: BodyOf<typeof contract.adviseRetention>): Promise<RetentionView> {
  const { tx, actor } = call;
  if (actor.role !== "data_protection_officer") throw forbidden();
  const isNew = await queries.insertAdvice(tx, {
    site_id: actor.siteId,
    id: body.id,
    kind: body.kind,
    months: body.months,
    reasons: body.reasons,
    given_by_id: actor.membershipId,
    given_at: now(),
  });
  if (isNew) await recordAccess(call, { action: "consent.advise_retention", basis: "administration" });
  return await getRetention(call);
}

export async function setRetention(call: Call, body: BodyOf<typeof contract.setRetention>): Promise<RetentionView> {
  const { tx, actor } = call;
  const view = await getRetention(call);
  if (view.abilities.setFor.length === 0) throw forbidden();
  if (!view.abilities.setFor.includes(body.unitId)) throw invalid([{ path: "body.unitId", code: "unknown_unit" }]);
  const advice = view.advice.find((one) => one.kind === body.kind);
  if (!advice) throw conflict("no_advice");
  if (advice.months !== body.months && body.reasons === null) throw invalid([{ path: "body.reasons", code: "required" }]);
  const isNew = await queries.insertPeriod(tx, {
    site_id: actor.siteId,
    id: body.id,
    unit_id: body.unitId,
    kind: body.kind,
    months: body.months,
    reasons: body.reasons,
    advice_id: advice.id,
    set_by_id: actor.membershipId,
    set_at: now(),
  });
  if (isNew) await recordAccess(call, { action: "consent.set_retention", basis: "administration" });
  return await getRetention(call);
}

// ---- whose period is over

function dueOf(call: Call, row: queries.DueRow, access: Access | undefined, identity: Identity | undefined): DueDeletion {
  const isOpen = !isKept(row.kept_until_on, today()) && !row.is_asked;
  const isUnits = row.unit_id === call.actor.unitId;
  return {
    id: row.id,
    mark: markOf(row.id),
    unitId: row.unit_id,
    kind: row.kind as RetentionKind,
    beganOn: row.began_on,
    dueOn: row.due_on,
    daysOver: daysOver(row.due_on, today()),
    keptReason: row.kept_reason as KeepReason | null,
    keptUntilOn: row.kept_until_on,
    isAsked: row.is_asked,
    client: access?.leads ? { clientId: row.client_id, identity: identity ?? null } : null,
    version: row.version,
    abilities: {
      ask: isOpen && isUnits && (access?.leads === true || call.actor.role === "team_lead"),
      keep: !row.is_asked && access?.leads === true,
    },
  };
}

export async function listDue(call: Call, page: number) {
  requireReader(call);
  const { tx, actor } = call;
  const rows = await queries.listDue(tx, actor.siteId, pageSize, (page - 1) * pageSize);
  const access = await listAccess(
    call,
    rows.map((row) => row.client_id),
  );
  const led = new Map([...access].filter(([, one]) => one.leads));
  const identities = await openIdentities(call, [...led.keys()]);
  await recordListAccess(call, "consent.list_due", new Map([...led].map(([clientId, one]) => [clientId, one.basis])));
  const periods = await queries.listPeriods(tx, actor.siteId, ownUnitOf(call));
  const units = await queries.listKeepingUnits(tx, actor.siteId, ownUnitOf(call));
  const total = rows[0]?.total ?? 0;
  return {
    due: rows.map((row) => dueOf(call, row, access.get(row.client_id), identities.get(row.client_id))),
    total,
    pages: Math.max(1, Math.ceil(total / pageSize)),
    unitsWithoutPeriod: units.filter((unitId) => !periods.some((one) => one.unit_id === unitId)),
  };
}

async function getDue(call: Call, id: string) {
  const row = await queries.findDue(call.tx, call.actor.siteId, id);
  if (!row) throw notFound();
  const access = (await listAccess(call, [row.client_id])).get(row.client_id);
  return { row, access, view: dueOf(call, row, access, undefined) };
}

/** How much there is and nothing of whom: logged all the same. */
export async function lookAtDue(call: Call, id: string) {
  const { row, access } = await getDue(call, id);
  const counts = await queries.previewDue(call.tx, id);
  const kind = await queries.findOrganisationKind(call.tx, call.actor.siteId, row.unit_id);
  await recordAccess(call, { action: "consent.preview_due", clientIds: [row.client_id], basis: access?.basis ?? "supervision" });
  return { counts, unreadableOn: unreadableOn(today(), longestReadableDays), archiveBound: mustOfferToArchive(kind ?? "other") };
}

export async function askDueErasure(call: Call, id: string, body: BodyOf<typeof contract.askDueErasure>): Promise<Erasure> {
  const { row, access, view } = await getDue(call, id);
  const mayEver = row.unit_id === call.actor.unitId && (access?.leads === true || call.actor.role === "team_lead");
  if (!mayEver) throw forbidden();
  if (isKept(row.kept_until_on, today())) throw conflict("kept_longer");
  return await requestErasure(
    call,
    row.client_id,
    { ...body, reason: "retention_ended" },
    access?.basis ?? "supervision",
    view.abilities.ask,
  );
}

export async function keepLonger(call: Call, id: string, body: BodyOf<typeof contract.keepLonger>): Promise<DueDeletion> {
  const { row, access } = await getDue(call, id);
  if (!access?.leads) throw forbidden();
  if (row.is_asked) throw conflict("asked_already");
  const fault = faultOfKeeping(body.untilOn, today());
  if (fault) throw invalid([{ path: "body.untilOn", code: fault }]);
  const change = { kept_reason: body.reason, kept_until_on: body.untilOn, kept_by_id: call.actor.membershipId };
  if (!(await queries.keepLonger(call.tx, call.actor.siteId, { id, version: body.version }, change)))
    throw changedMeanwhile((await getDue(call, id)).view);
  await recordAccess(call, { action: "consent.keep_longer", clientIds: [row.client_id], basis: access.basis });
  return (await getDue(call, id)).view;
}

/** For the job, which learns from above when somebody's period began. Answers how many are due. */
export async function proposeDeletions(call: Call, over: readonly queries.OverRow[]): Promise<number> {
  return await queries.setDue(
    call.tx,
    over.map((row) => ({ ...row, id: newUnlinkableId() })),
  );
}
