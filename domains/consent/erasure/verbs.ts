import type { BodyOf } from "../../../platform/contract/endpoint.ts";
import { now, today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { conflict, forbidden, invalid, notFound } from "../../../platform/server/problem.ts";
import { recordAccess } from "../../accounts/index.ts";
import { longestReadableDays } from "../../network/index.ts";
import { type Access, listAccess } from "../../people/index.ts";
import type * as contract from "./contract.ts";
import type { ArchiveAnswer, Erasure, ErasureReason } from "./contract.ts";
import * as queries from "./queries.ts";
import { markOf, unreadableOn } from "./rules.ts";
import { findOrganisationKind } from "../retention/queries.ts";
import { archiveFault, mustOfferToArchive } from "../retention/rules.ts";

const pageSize = 50;

function erasureOf(row: queries.ErasureRow, access: Access | undefined): Erasure {
  return {
    id: row.id,
    mark: markOf(row.id),
    unitId: row.unit_id,
    reason: row.reason as ErasureReason,
    archive: row.archive as ArchiveAnswer,
    archiveOfferedOn: row.archive_offered_on,
    state: row.state as Erasure["state"],
    askedById: row.asked_by_id,
    askedAt: row.asked_at.toISOString(),
    answeredById: row.answered_by_id,
    answeredAt: row.answered_at?.toISOString() ?? null,
    records: row.records,
    gone: row.gone,
    stayed: row.stayed,
    unreadableOn: row.unreadable_on,
    abilities: { confirm: row.may_answer, refuse: row.may_answer, withdraw: row.state === "asked" && access?.leads === true },
  };
}

async function viewOf(call: Call, row: queries.ErasureRow): Promise<Erasure> {
  return erasureOf(row, (await listAccess(call, [row.client_id])).get(row.client_id));
}

async function getErasureRow(call: Call, id: string): Promise<queries.ErasureRow> {
  const row = await queries.findErasure(call.tx, call.actor.siteId, id);
  if (!row) throw notFound();
  return row;
}

export async function previewErasure(call: Call, clientId: string) {
  const access = (await listAccess(call, [clientId])).get(clientId);
  if (!access) throw notFound();
  if (!access.leads) throw forbidden();
  const [counts, recipientIds, waiting] = await Promise.all([
    queries.previewErasure(call.tx, clientId),
    queries.listRecipients(call.tx, call.actor.siteId, clientId),
    queries.findWaitingOf(call.tx, call.actor.siteId, clientId),
  ]);
  await recordAccess(call, { action: "consent.preview_erasure", clientIds: [clientId], basis: access.basis });
  return {
    counts,
    recipientIds,
    unreadableOn: unreadableOn(today(), longestReadableDays),
    waiting: waiting ? erasureOf(waiting, access) : null,
    archiveBound: await isBoundToArchive(call),
    abilities: { ask: waiting === undefined },
  };
}

export async function askErasure(call: Call, clientId: string, body: BodyOf<typeof contract.askErasure>): Promise<Erasure> {
  const access = (await listAccess(call, [clientId])).get(clientId);
  if (!access) throw notFound();
  if (!access.leads) throw forbidden();
  return await requestErasure(call, clientId, body, access.basis, true);
}

async function isBoundToArchive(call: Call): Promise<boolean> {
  return mustOfferToArchive((await findOrganisationKind(call.tx, call.actor.siteId, call.actor.unitId)) ?? "other");
}

/** For who may ask, on whichever ground: the caller has looked. */
export async function requestErasure(
  call: Call,
  clientId: string,
  body: BodyOf<typeof contract.askErasure>,
  basis: Access["basis"],
  isFree: boolean,
): Promise<Erasure> {
  const { tx, actor } = call;
  const waiting = await queries.findWaitingOf(tx, actor.siteId, clientId);
  if (waiting?.id === body.id) return await viewOf(call, waiting);
  if (waiting || !isFree) throw conflict("asked_already");
  const fault = archiveFault(body, await isBoundToArchive(call), today());
  if (fault) throw invalid([{ path: `body.${fault.field}`, code: fault.code }]);
  await queries.insertErasure(tx, {
    site_id: actor.siteId,
    id: body.id,
    client_id: clientId,
    unit_id: actor.unitId,
    reason: body.reason,
    archive: body.archive,
    archive_offered_on: body.archiveOfferedOn,
    asked_by_id: actor.membershipId,
    asked_at: now(),
  });
  await recordAccess(call, { action: "consent.ask_erasure", clientIds: [clientId], basis });
  return await viewOf(call, await getErasureRow(call, body.id));
}

async function answer(call: Call, row: queries.ErasureRow, state: "refused" | "withdrawn", basis: Access["basis"]): Promise<Erasure> {
  const { tx, actor } = call;
  const isDone = await queries.answerErasure(tx, actor.siteId, row.id, { state, answered_by_id: actor.membershipId, answered_at: now() });
  if (!isDone) throw conflict("answered_already");
  await recordAccess(call, {
    action: state === "refused" ? "consent.refuse_erasure" : "consent.withdraw_erasure",
    clientIds: [row.client_id],
    basis,
  });
  return await viewOf(call, await getErasureRow(call, row.id));
}

export async function withdrawErasure(call: Call, erasureId: string): Promise<Erasure> {
  const row = await getErasureRow(call, erasureId);
  const access = (await listAccess(call, [row.client_id])).get(row.client_id);
  if (row.state === "withdrawn" && access?.leads) return erasureOf(row, access);
  if (!access?.leads) throw forbidden();
  if (row.state !== "asked") throw conflict("answered_already");
  return await answer(call, row, "withdrawn", access.basis);
}

/** Of the row only, and logged: whoever confirms learns how much there is, and nothing of whom. */
export async function lookAtErasure(call: Call, erasureId: string) {
  const row = await getErasureRow(call, erasureId);
  const counts = row.may_answer ? await queries.previewErasure(call.tx, row.client_id) : [];
  return { erasure: await viewOf(call, row), counts, unreadableOn: row.unreadable_on ?? unreadableOn(today(), longestReadableDays) };
}

export async function refuseErasure(call: Call, erasureId: string): Promise<Erasure> {
  const row = await getErasureRow(call, erasureId);
  if (row.state === "refused" && row.answered_by_id === call.actor.membershipId) return await viewOf(call, row);
  if (row.state !== "asked" && call.actor.role !== "data_protection_officer") throw conflict("answered_already");
  if (!row.may_answer) throw forbidden();
  return await answer(call, row, "refused", "supervision");
}

/** The person is gone when this commits: rows, key, name keys, readers; every server drops the unwrapped key. What is left is the protocol. */
export async function confirmErasure(call: Call, erasureId: string): Promise<Erasure> {
  const row = await getErasureRow(call, erasureId);
  if (row.state === "done" && row.answered_by_id === call.actor.membershipId) return await viewOf(call, row);
  if (row.state !== "asked" && call.actor.role !== "data_protection_officer") throw conflict("answered_already");
  if (!row.may_answer) throw forbidden();
  await queries.erase(call.tx, row.id, unreadableOn(today(), longestReadableDays));
  await recordAccess(call, { action: "consent.erase", clientIds: [row.client_id], basis: "supervision" });
  return await viewOf(call, await getErasureRow(call, row.id));
}

/** Those whose page this is; everybody else has none. */
export function requireReader(call: Call): void {
  if (!["case_manager", "team_lead", "data_protection_officer"].includes(call.actor.role)) throw forbidden();
}

export async function listErasures(call: Call, page: number, most = pageSize) {
  requireReader(call);
  const { siteId } = call.actor;
  const [waiting, past] = await Promise.all([
    page === 1 ? queries.listWaiting(call.tx, siteId) : [],
    queries.listPast(call.tx, siteId, most, (page - 1) * most),
  ]);
  const access = await listAccess(call, [...new Set(waiting.map((row) => row.client_id))]);
  return {
    waiting: waiting.map((row) => erasureOf(row, access.get(row.client_id))),
    past: past.map((row) => erasureOf(row, undefined)),
    pages: Math.max(1, Math.ceil((past[0]?.total ?? 0) / most)),
  };
}
