import { daysBetween } from "../../../platform/contract/days.ts";
import type { BodyOf } from "../../../platform/contract/endpoint.ts";
import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { changedMeanwhile, conflict, forbidden, invalid, notFound } from "../../../platform/server/problem.ts";
import { type AccessBasis, recordAccess, recordListAccess } from "../../accounts/index.ts";
import type { Identity } from "../../people/contract.ts";
import { type Access, listAccess, openIdentities } from "../../people/index.ts";
import { markOf } from "../erasure/rules.ts";
import { requireReader } from "../erasure/verbs.ts";
import type * as contract from "./contract.ts";
import type { DataRequest, ExtendReason, RequestKind, RequestOutcome } from "./contract.ts";
import * as queries from "./queries.ts";
import { dueOf } from "./rules.ts";

type Known = { readonly access: ReadonlyMap<string, Access>; readonly identities: ReadonlyMap<string, Identity> };

function requestOf(call: Call, row: queries.RequestRow, { access, identities }: Known): DataRequest {
  const own = row.client_id === null ? undefined : access.get(row.client_id);
  // what is left of somebody who was deleted is closed by their unit
  const mayAnswer =
    row.answered_on === null &&
    row.unit_id === call.actor.unitId &&
    (row.client_id === null ? call.actor.role !== "data_protection_officer" : own?.leads === true);
  return {
    id: row.id,
    mark: markOf(row.id),
    unitId: row.unit_id,
    kind: row.kind as RequestKind,
    receivedOn: row.received_on,
    dueOn: row.due_on,
    daysOpen: daysBetween(row.received_on, row.answered_on ?? today()),
    daysLeft: daysBetween(row.answered_on ?? today(), row.due_on),
    extendedReason: row.extended_reason as ExtendReason | null,
    outcome: row.outcome as RequestOutcome | null,
    answeredOn: row.answered_on,
    client: row.client_id !== null && own ? { clientId: row.client_id, identity: identities.get(row.client_id) ?? null } : null,
    version: row.version,
    abilities: { answer: mayAnswer, extend: mayAnswer && row.extended_reason === null },
  };
}

async function viewsOf(call: Call, action: string, rows: readonly queries.RequestRow[]): Promise<DataRequest[]> {
  const access = await listAccess(call, [...new Set(rows.flatMap((row) => row.client_id ?? []))]);
  const identities = await openIdentities(call, [...access.keys()]);
  await recordListAccess(call, action, new Map([...access].map(([clientId, one]): [string, AccessBasis] => [clientId, one.basis])));
  return rows.map((row) => requestOf(call, row, { access, identities }));
}

export async function listDataRequests(call: Call) {
  requireReader(call);
  const { siteId } = call.actor;
  const open = await queries.listOpen(call.tx, siteId);
  const answered = await queries.listAnswered(call.tx, siteId);
  const views = await viewsOf(call, "consent.list_data_requests", [...open, ...answered]);
  return { open: views.slice(0, open.length), answered: views.slice(open.length) };
}

/** Whose clock runs, the most urgent first. */
export async function listOpenRequests(call: Call): Promise<DataRequest[]> {
  requireReader(call);
  return await viewsOf(call, "consent.list_data_requests", await queries.listOpen(call.tx, call.actor.siteId));
}

async function accessTo(call: Call, clientId: string): Promise<Access> {
  const access = (await listAccess(call, [clientId])).get(clientId);
  if (!access) throw notFound();
  if (!access.leads) throw forbidden();
  return access;
}

export async function listRequestsOf(call: Call, clientId: string) {
  await accessTo(call, clientId);
  return { requests: await viewsOf(call, "consent.list_requests_of", await queries.listOf(call.tx, call.actor.siteId, clientId)) };
}

async function getRequest(call: Call, id: string): Promise<{ row: queries.RequestRow; view: DataRequest; basis: AccessBasis }> {
  const row = await queries.findRequest(call.tx, call.actor.siteId, id);
  if (!row) throw notFound();
  const access = await listAccess(call, row.client_id === null ? [] : [row.client_id]);
  const basis = (row.client_id === null ? undefined : access.get(row.client_id)?.basis) ?? "administration";
  return { row, view: requestOf(call, row, { access, identities: new Map() }), basis };
}

export async function recordRequest(call: Call, clientId: string, body: BodyOf<typeof contract.recordRequest>): Promise<DataRequest> {
  const { tx, actor } = call;
  const access = await accessTo(call, clientId);
  if (body.receivedOn > today()) throw invalid([{ path: "body.receivedOn", code: "in_future" }]);
  if (daysBetween(body.receivedOn, today()) > 366) throw invalid([{ path: "body.receivedOn", code: "too_long_ago" }]);
  const isNew = await queries.insertRequest(tx, {
    site_id: actor.siteId,
    id: body.id,
    client_id: clientId,
    unit_id: actor.unitId,
    kind: body.kind,
    received_on: body.receivedOn,
    due_on: dueOf(body.receivedOn, false),
    recorded_by_id: actor.membershipId,
  });
  const row = await queries.findRequest(tx, actor.siteId, body.id);
  if (!row || row.client_id !== clientId) throw conflict("id_taken");
  if (isNew) await recordAccess(call, { action: "consent.record_request", clientIds: [clientId], basis: access.basis });
  return requestOf(call, row, { access: new Map([[clientId, access]]), identities: new Map() });
}

async function change(
  call: Call,
  id: string,
  version: number,
  action: string,
  check: (row: queries.RequestRow) => Parameters<typeof queries.updateRequest>[3],
): Promise<DataRequest> {
  const { row, view, basis } = await getRequest(call, id);
  if (row.answered_on !== null) throw conflict("answered_already");
  if (!view.abilities.answer) throw forbidden();
  const wanted = check(row);
  if (!(await queries.updateRequest(call.tx, call.actor.siteId, { id, version }, wanted))) throw changedMeanwhile(view);
  await recordAccess(call, { action, clientIds: row.client_id === null ? [] : [row.client_id], basis });
  return (await getRequest(call, id)).view;
}

export async function extendRequest(call: Call, id: string, body: BodyOf<typeof contract.extendRequest>): Promise<DataRequest> {
  return await change(call, id, body.version, "consent.extend_request", (row) => {
    if (row.extended_reason !== null) throw conflict("extended_already");
    return { due_on: dueOf(row.received_on, true), extended_reason: body.reason };
  });
}

export async function answerRequest(call: Call, id: string, body: BodyOf<typeof contract.answerRequest>): Promise<DataRequest> {
  return await change(call, id, body.version, "consent.answer_request", (row) => {
    if (body.answeredOn > today()) throw invalid([{ path: "body.answeredOn", code: "in_future" }]);
    if (body.answeredOn < row.received_on) throw invalid([{ path: "body.answeredOn", code: "before_received" }]);
    return { outcome: body.outcome, answered_on: body.answeredOn };
  });
}
