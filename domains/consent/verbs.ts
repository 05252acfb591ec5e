import { now, today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import { conflict, forbidden, invalid, notFound } from "../../platform/server/problem.ts";
import type { Key } from "../../platform/server/vault.ts";
import { addDays, startOfDay } from "../../platform/contract/days.ts";
import type { BodyOf } from "../../platform/contract/endpoint.ts";
import type { FieldProblem } from "../../platform/contract/problem.ts";
import { changedMeanwhileOf, recordAccess, recordListAccess } from "../accounts/index.ts";
import { type DataCategory, dataCategories } from "../network/contract.ts";
import type { Identity } from "../people/contract.ts";
import {
  type Access,
  endGrants,
  findClient,
  grantToUnit,
  listAccess,
  openForClient,
  listBases,
  openIdentities,
  openKeys,
  sealForClient,
} from "../people/index.ts";
import type { askShare as askShareEndpoint, Declaration, Share } from "./contract.ts";
import * as queries from "./queries.ts";
import { needsConfirmation, periodProblem, stateOn } from "./rules.ts";

const judgementOf = (consentId: string) => ({ table: "consent.consent", column: `judgement ${consentId}` });

function declarationOf(call: Call, row: queries.ShareRow, key: Key | undefined): Share["declaration"] {
  if (!row.consent_id || !row.judgement || !key) return null;
  return {
    givenBy: row.given_by as Declaration["givenBy"],
    judgement: openForClient(call, key, row.client_id, judgementOf(row.consent_id), row.judgement),
    language: row.language!,
    form: row.form as Declaration["form"],
    textVersion: row.text_version!,
    declaredOn: row.given_on!,
    secrecyRelease: row.secrecy_released_on !== null,
  };
}

function shareOf(call: Call, row: queries.ShareRow, access: Access | undefined, key: Key | undefined): Share {
  const state = stateOn({ state: row.state, untilOn: row.until_on }, today());
  return {
    id: row.id,
    clientId: row.client_id,
    unitId: row.unit_id,
    categories: dataCategories.filter((category) => row.categories.includes(category)),
    purpose: row.purpose,
    fromOn: row.from_on,
    untilOn: row.until_on,
    state,
    opensLater: state === "given" && row.from_on > today(),
    askedOn: row.asked_on,
    answeredOn: row.answered_on,
    declaration: declarationOf(call, row, key),
    version: row.version,
    abilities: {
      give: access?.leads === true && state === "asked",
      decline: access?.holds === true && state === "asked",
      withdraw: access?.holds === true && (state === "asked" || state === "given"),
    },
  };
}

/** What the caller found out already about a client. */
export type KnownClient = { readonly clientId: string; readonly access: Access; readonly key: Key };

async function viewsOf(call: Call, rows: readonly queries.ShareRow[], known?: KnownClient): Promise<Share[]> {
  if (known) return rows.map((row) => shareOf(call, row, known.access, known.key));
  const clientIds = [...new Set(rows.map((row) => row.client_id))];
  const declared = rows.filter((row) => row.judgement !== null).map((row) => row.client_id);
  const [access, keys] = await Promise.all([listAccess(call, clientIds), openKeys(call, [...new Set(declared)])]);
  return rows.map((row) => shareOf(call, row, access.get(row.client_id), keys.get(row.client_id)));
}

async function getShare(call: Call, id: string): Promise<Share> {
  const row = await queries.findShare(call.tx, call.actor.siteId, id);
  if (!row) throw notFound();
  return (await viewsOf(call, [row]))[0]!;
}

async function accessTo(call: Call, clientId: string): Promise<Access> {
  const access = (await listAccess(call, [clientId])).get(clientId);
  if (!access) throw notFound();
  return access;
}

/** Shares of a client the actor reads: all if it works with the case, else what its unit got. The caller logs the access. */
export async function listSharesOf(call: Call, client: KnownClient): Promise<Share[]> {
  return await viewsOf(call, await queries.listShares(call.tx, call.actor.siteId, [client.clientId]), client);
}

/** Asked and not answered yet, of everyone the actor works with; longest first. The caller logs the access. */
export async function listAskedShares(call: Call): Promise<Share[]> {
  return await viewsOf(call, await queries.listAsked(call.tx, call.actor.siteId));
}

/** What is open to the actor's unit today. The caller logs the access. */
export async function listOpenShares(call: Call): Promise<Share[]> {
  return await viewsOf(call, await queries.listOpenShares(call.tx, call.actor.siteId, call.actor.unitId, today()));
}

export async function listShares(call: Call, clientId: string) {
  const access = await accessTo(call, clientId);
  const client = await findClient(call, clientId);
  const shares = await viewsOf(call, await queries.listShares(call.tx, call.actor.siteId, [clientId]));
  await recordAccess(call, { action: "consent.list_shares", clientIds: [clientId], basis: access.basis });
  const legalBasisUnchecked = client?.legalBasis === "unchecked";
  return { shares, legalBasisUnchecked, abilities: { ask: access.leads && !legalBasisUnchecked } };
}

export async function listSharesToMyUnit(call: Call): Promise<{ shares: { share: Share; identity: Identity | null }[] }> {
  const shares = await listOpenShares(call);
  const clientIds = [...new Set(shares.map((share) => share.clientId))];
  const identities = await openIdentities(call, clientIds);
  await recordListAccess(call, "consent.list_shares_to_unit", await listBases(call, clientIds));
  return { shares: shares.map((share) => ({ share, identity: identities.get(share.clientId) ?? null })) };
}

async function refuseUnchecked(call: Call, clientId: string): Promise<void> {
  const client = await findClient(call, clientId);
  if (client?.legalBasis === "unchecked") throw conflict("legal_basis_unchecked");
}

async function recordConsent(call: Call, clientId: string, declaration: Declaration): Promise<void> {
  await queries.insertConsent(call.tx, {
    site_id: call.actor.siteId,
    id: declaration.id,
    client_id: clientId,
    given_by: declaration.givenBy,
    judgement: await sealForClient(call, clientId, judgementOf(declaration.id), declaration.judgement),
    language: declaration.language,
    form: declaration.form,
    text_version: declaration.textVersion,
    given_on: declaration.declaredOn,
    secrecy_released_on: declaration.secrecyRelease ? declaration.declaredOn : null,
    recorded_by_id: call.actor.membershipId,
  });
}

async function openToUnit(
  call: Call,
  share: { id: string; clientId: string; unitId: string; categories: readonly DataCategory[]; fromOn: string; untilOn: string },
) {
  await grantToUnit(call, {
    clientId: share.clientId,
    unitId: share.unitId,
    categories: share.categories,
    sourceId: share.id,
    fromAt: share.fromOn > today() ? startOfDay(share.fromOn) : now(),
    untilAt: startOfDay(addDays(share.untilOn, 1)),
  });
}

function isSameShare(share: Share, clientId: string, body: BodyOf<typeof askShareEndpoint>): boolean {
  const categories = dataCategories.filter((category) => body.categories.includes(category));
  return (
    share.clientId === clientId &&
    share.unitId === body.unitId &&
    share.purpose === body.purpose &&
    share.fromOn === body.fromOn &&
    share.untilOn === body.untilOn &&
    share.categories.join() === categories.join()
  );
}

const changedShare = (access: Access, share: Share) =>
  changedMeanwhileOf({ action: "consent.see_change", clientIds: [share.clientId], basis: access.basis }, share);

export async function askShare(call: Call, clientId: string, body: BodyOf<typeof askShareEndpoint>): Promise<Share> {
  const access = await accessTo(call, clientId);
  if (!access.leads) throw forbidden();
  const known = await queries.findShare(call.tx, call.actor.siteId, body.id);
  if (known) {
    const share = await getShare(call, body.id);
    if (!isSameShare(share, clientId, body)) throw changedShare(access, share);
    return share;
  }
  await refuseUnchecked(call, clientId);
  const problems: FieldProblem[] = [];
  const period = periodProblem(body.fromOn, body.untilOn, today());
  if (period) problems.push({ path: "body.untilOn", code: period });
  const unit = await queries.findUnit(call.tx, call.actor.siteId, body.unitId);
  if (!unit) problems.push({ path: "body.unitId", code: "unknown_unit" });
  if (body.unitId === call.actor.unitId) problems.push({ path: "body.unitId", code: "own_unit" });
  if (unit && needsConfirmation(unit.kind) && !body.confirmedForeignersAuthority)
    problems.push({ path: "body.confirmedForeignersAuthority", code: "confirm_foreigners_authority" });
  if (!(await queries.isPurpose(call.tx, call.actor.siteId, body.purpose, today())))
    problems.push({ path: "body.purpose", code: "unknown_code" });
  if (body.declaration && body.declaration.declaredOn > today()) problems.push({ path: "body.declaration.declaredOn", code: "in_future" });
  if (problems.length > 0) throw invalid(problems);
  const categories = dataCategories.filter((category) => body.categories.includes(category));
  if (body.declaration) await recordConsent(call, clientId, body.declaration);
  const inserted = await queries.insertShare(call.tx, {
    site_id: call.actor.siteId,
    id: body.id,
    client_id: clientId,
    unit_id: body.unitId,
    categories,
    purpose: body.purpose,
    from_on: body.fromOn,
    until_on: body.untilOn,
    state: body.declaration ? "given" : "asked",
    asked_on: today(),
    asked_by_id: call.actor.membershipId,
    answered_on: body.declaration?.declaredOn ?? null,
    consent_id: body.declaration?.id ?? null,
  });
  if (!inserted) throw conflict("id_taken");
  if (body.declaration)
    await openToUnit(call, { id: body.id, clientId, unitId: body.unitId, categories, fromOn: body.fromOn, untilOn: body.untilOn });
  await recordAccess(call, {
    action: body.declaration ? "consent.give_share" : "consent.ask_share",
    clientIds: [clientId],
    basis: access.basis,
  });
  return await getShare(call, body.id);
}

async function shareToAnswer(call: Call, shareId: string, version: number, ability: keyof Share["abilities"]): Promise<Share> {
  const share = await getShare(call, shareId);
  if (share.version !== version) throw changedShare(await accessTo(call, share.clientId), share);
  if (!share.abilities[ability]) {
    const access = await accessTo(call, share.clientId);
    throw (ability === "give" ? access.leads : access.holds) ? conflict("already_answered") : forbidden();
  }
  return share;
}

async function answered(
  call: Call,
  share: Share,
  action: string,
  answer: { state: string; answeredOn: string; consentId: string | null },
): Promise<Share> {
  if (!(await queries.answerShare(call.tx, call.actor.siteId, share.id, share.version, answer)))
    throw changedShare(await accessTo(call, share.clientId), await getShare(call, share.id));
  await recordAccess(call, { action, clientIds: [share.clientId], basis: (await accessTo(call, share.clientId)).basis });
  return await getShare(call, share.id);
}

export async function giveShare(call: Call, shareId: string, version: number, declaration: Declaration): Promise<Share> {
  const known = await queries.findShare(call.tx, call.actor.siteId, shareId);
  // the same click again
  if (known?.consent_id === declaration.id && known.version === version + 1) return await getShare(call, shareId);
  const share = await shareToAnswer(call, shareId, version, "give");
  await refuseUnchecked(call, share.clientId);
  if (declaration.declaredOn > today()) throw invalid([{ path: "body.declaration.declaredOn", code: "in_future" }]);
  if (share.untilOn < today()) throw conflict("period_over");
  await recordConsent(call, share.clientId, declaration);
  const given = await answered(call, share, "consent.give_share", {
    state: "given",
    answeredOn: declaration.declaredOn,
    consentId: declaration.id,
  });
  await openToUnit(call, share);
  return given;
}

export async function declineShare(call: Call, shareId: string, version: number, declinedOn: string): Promise<Share> {
  const share = await shareToAnswer(call, shareId, version, "decline");
  if (declinedOn > today()) throw invalid([{ path: "body.declinedOn", code: "in_future" }]);
  return await answered(call, share, "consent.decline_share", { state: "declined", answeredOn: declinedOn, consentId: null });
}

export async function withdrawShare(call: Call, shareId: string, withdrawnOn: string, reason: "withdrawn" | "invalid"): Promise<Share> {
  const share = await getShare(call, shareId);
  // twice is as good as once
  if (share.state === "withdrawn" || share.state === "invalid") return share;
  if (!share.abilities.withdraw) throw (await accessTo(call, share.clientId)).holds ? conflict("already_answered") : forbidden();
  if (withdrawnOn > today()) throw invalid([{ path: "body.withdrawnOn", code: "in_future" }]);
  const consentId = (await queries.findShare(call.tx, call.actor.siteId, shareId))?.consent_id ?? null;
  await endGrants(call, share.id);
  if (consentId) await queries.endConsent(call.tx, call.actor.siteId, consentId, reason, withdrawnOn);
  return await answered(call, share, "consent.withdraw_share", { state: reason, answeredOn: withdrawnOn, consentId });
}
