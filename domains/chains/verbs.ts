import type { BodyOf } from "../../platform/contract/endpoint.ts";
import { now, today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import { changedMeanwhile, conflict, forbidden, invalid, notFound } from "../../platform/server/problem.ts";
import { recordAccess } from "../accounts/index.ts";
import { checkWords } from "../themes/index.ts";
import type * as contract from "./contract.ts";
import * as queries from "./queries.ts";
import { compareDocuments, faultsOf, isInterface, mayBeAgreed, typedTexts } from "./rules.ts";

const emptyDocument: contract.ChainDocument = { steps: [], interfaces: [] };

function headOf(row: queries.VersionRow): contract.VersionRow {
  return {
    id: row.id,
    kind: row.kind,
    number: row.number,
    state: row.state,
    basedOnId: row.based_on_id,
    agreedOn: row.agreed_on,
    agreedIn: row.agreed_in,
    reviewOn: row.review_on,
    steps: row.document.steps.length,
    interfaces: row.document.interfaces.filter((one) => isInterface(row.document, one)).length,
    version: row.version,
  };
}

async function lanesOf(call: Call, document: contract.ChainDocument): Promise<contract.LaneView[]> {
  const ids = [...new Set(document.steps.flatMap((step) => step.unitId ?? []))];
  const rows = ids.length === 0 ? [] : await queries.listUnitNames(call.tx, call.actor.siteId, ids);
  return rows.map((row) => ({ unitId: row.id, name: row.name, organisationName: row.organisation_name }));
}

async function versionOf(call: Call, row: queries.VersionRow): Promise<contract.VersionView> {
  const isDraft = row.state === "draft";
  return {
    ...headOf(row),
    chainId: row.chain_id,
    chainTitle: row.chain_title,
    document: row.document,
    faults: faultsOf(row.document),
    lanes: await lanesOf(call, row.document),
    figuresShownOn: row.may_edit ? await queries.findShownOn(call.tx, call.actor.siteId, row.id) : null,
    abilities: {
      edit: row.may_edit && isDraft,
      agree: row.may_edit && isDraft && mayBeAgreed(row.document),
      copy: row.may_edit,
      remove: row.may_edit && isDraft,
      takeEventLog: row.may_edit,
      showFigures: row.may_edit && !isDraft && row.is_released,
    },
  };
}

function chainOf(row: queries.ChainRow, versions: readonly queries.VersionRow[]): contract.ChainRow {
  return {
    id: row.id,
    title: row.title,
    aim: row.aim,
    themeId: row.theme_title === null ? null : row.theme_id,
    releasedOn: row.released_on,
    versions: versions.map(headOf),
    version: row.version,
  };
}

/** Not visible and not there are the same answer. */
async function getChain(call: Call, chainId: string): Promise<queries.ChainRow> {
  const row = await queries.findChainRow(call.tx, call.actor.siteId, chainId);
  if (!row) throw notFound();
  return row;
}

export async function getVersion(call: Call, versionId: string): Promise<queries.VersionRow> {
  const row = await queries.findVersionRow(call.tx, call.actor.siteId, versionId);
  if (!row) throw notFound();
  return row;
}

async function insistOnEditing(call: Call): Promise<void> {
  if (!(await queries.maySee(call.tx)).edit) throw forbidden();
}

export async function listChains(call: Call) {
  const may = await queries.maySee(call.tx);
  if (!may.read) throw forbidden();
  const rows = await queries.listChainRows(call.tx, call.actor.siteId);
  const versions = Map.groupBy(
    await queries.listVersionRows(
      call.tx,
      call.actor.siteId,
      rows.map((row) => row.id),
    ),
    (row) => row.chain_id,
  );
  return { chains: rows.map((row) => chainOf(row, versions.get(row.id) ?? [])), abilities: { create: may.edit } };
}

export async function openChain(call: Call, chainId: string): Promise<contract.ChainView> {
  const row = await getChain(call, chainId);
  const versions = await queries.listVersionRows(call.tx, call.actor.siteId, [chainId]);
  return {
    ...chainOf(row, versions),
    themeTitle: row.theme_title,
    abilities: {
      edit: row.may_edit,
      draft: row.may_edit,
      remove: row.may_edit,
      release: row.may_edit && versions.some((one) => one.state === "agreed"),
    },
  };
}

export async function createChain(call: Call, body: BodyOf<typeof contract.createChain>): Promise<contract.ChainView> {
  await insistOnEditing(call);
  const own = { siteId: call.actor.siteId, by: call.actor.membershipId };
  const isNew = await queries.insertChain(call.tx, { ...own, id: body.id, title: body.title, aim: body.aim, themeId: body.themeId });
  // an id that is there already is the same click, or nothing that this site knows of
  await getChain(call, body.id);
  if (isNew) {
    const draft = { ...own, id: body.versionId, chainId: body.id, kind: body.kind, document: emptyDocument, basedOnId: null };
    if (!(await queries.insertVersion(call.tx, draft))) throw conflict("id_taken");
    await recordAccess(call, { action: "chains.create_chain", basis: "structure" });
  }
  return await openChain(call, body.id);
}

/**
 * What many will read holds nobody recognisable: marked places are written anew, or kept on purpose. A day alone is about the rule here, such as from
 * when it holds.
 */
async function refuseMarked(call: Call, texts: Record<string, string>, kept: readonly string[]): Promise<void> {
  const marks = (await checkWords(call, texts)).filter((mark) => mark.kind !== "date" && !kept.includes(mark.words));
  if (marks.length > 0)
    throw invalid(marks.map(({ field, kind, words }) => ({ path: `body.${field}`, code: "marked", params: { kind, words } })));
}

export async function changeChain(call: Call, chainId: string, body: BodyOf<typeof contract.changeChain>): Promise<contract.ChainView> {
  const row = await getChain(call, chainId);
  if (!row.may_edit) throw forbidden();
  const isAgreed = (await queries.listVersionRows(call.tx, call.actor.siteId, [chainId])).some((one) => one.state === "agreed");
  if (isAgreed) await refuseMarked(call, { title: body.title, aim: body.aim }, body.keptWords);
  const done = await queries.updateChain(call.tx, { ...body, siteId: call.actor.siteId, id: chainId });
  if (!done) throw changedMeanwhile(await openChain(call, chainId));
  await recordAccess(call, { action: "chains.change_chain", basis: "structure" });
  return await openChain(call, chainId);
}

export async function removeChain(call: Call, chainId: string): Promise<{ id: string }> {
  const row = await getChain(call, chainId);
  if (!row.may_edit) throw forbidden();
  await queries.setRemoved(call.tx, "chain", chainId, true);
  await recordAccess(call, { action: "chains.remove_chain", basis: "structure" });
  return { id: chainId };
}

export async function restoreChain(call: Call, chainId: string): Promise<contract.ChainView> {
  await insistOnEditing(call);
  if (!(await queries.setRemoved(call.tx, "chain", chainId, false))) await getChain(call, chainId);
  await recordAccess(call, { action: "chains.restore_chain", basis: "structure" });
  return await openChain(call, chainId);
}

export async function releaseChain(call: Call, chainId: string, isReleased: boolean): Promise<contract.ChainView> {
  const chain = await openChain(call, chainId);
  if (!chain.abilities.edit) throw forbidden();
  if (isReleased && !chain.abilities.release) throw conflict("nothing_agreed");
  const [on, by] = isReleased ? [today(), call.actor.membershipId] : [null, null];
  await queries.updateRelease(call.tx, { siteId: call.actor.siteId, id: chainId, on, by });
  if (!isReleased)
    await queries.deleteFigures(
      call.tx,
      call.actor.siteId,
      chain.versions.map((one) => one.id),
    );
  await recordAccess(call, { action: isReleased ? "chains.release" : "chains.end_release", basis: "structure" });
  return await openChain(call, chainId);
}

// --- versions ----------------------------------------------------------------------------------------------------------------------------

export async function openVersion(call: Call, versionId: string): Promise<contract.VersionView> {
  return await versionOf(call, await getVersion(call, versionId));
}

/** A unit that nobody here knows makes no lane; one that ended in the meantime stays. */
async function refuseUnknownUnits(call: Call, document: contract.ChainDocument): Promise<void> {
  const known = new Set((await lanesOf(call, document)).map((lane) => lane.unitId));
  const problems = document.steps.flatMap((step, at) =>
    step.unitId !== null && !known.has(step.unitId) ? [{ path: `body.document.steps.${at}.unitId`, code: "unknown_code" }] : [],
  );
  if (problems.length > 0) throw invalid(problems);
}

export async function saveVersion(call: Call, versionId: string, body: BodyOf<typeof contract.saveVersion>): Promise<contract.VersionView> {
  const row = await getVersion(call, versionId);
  if (!row.may_edit) throw forbidden();
  if (row.state !== "draft") throw conflict("already_agreed");
  await refuseUnknownUnits(call, body.document);
  const done = await queries.updateDocument(call.tx, {
    siteId: call.actor.siteId,
    id: versionId,
    document: body.document,
    version: body.version,
    by: call.actor.membershipId,
    at: now(),
  });
  if (!done) throw changedMeanwhile(await openVersion(call, versionId));
  await recordAccess(call, { action: "chains.save_version", basis: "structure" });
  return await openVersion(call, versionId);
}

export async function copyVersion(call: Call, versionId: string, body: BodyOf<typeof contract.copyVersion>): Promise<contract.VersionView> {
  const row = await getVersion(call, versionId);
  if (!row.may_edit) throw forbidden();
  await queries.insertVersion(call.tx, {
    siteId: call.actor.siteId,
    id: body.id,
    chainId: row.chain_id,
    kind: body.kind,
    document: row.document,
    basedOnId: versionId,
    by: call.actor.membershipId,
  });
  await recordAccess(call, { action: "chains.copy_version", basis: "structure" });
  return await openVersion(call, body.id);
}

export async function agreeVersion(
  call: Call,
  versionId: string,
  body: BodyOf<typeof contract.agreeVersion>,
): Promise<contract.VersionView> {
  const row = await getVersion(call, versionId);
  if (!row.may_edit) throw forbidden();
  // the same click again
  if (row.state === "agreed" && row.agreed_on === body.agreedOn && row.version === body.version + 1)
    return await openVersion(call, versionId);
  if (row.state !== "draft") throw conflict("already_agreed");
  if (body.agreedOn > today()) throw invalid([{ path: "body.agreedOn", code: "in_future" }]);
  if (body.reviewOn !== null && body.reviewOn <= body.agreedOn) throw invalid([{ path: "body.reviewOn", code: "until_before_from" }]);
  if (!mayBeAgreed(row.document)) throw conflict("has_faults");
  const chain = await getChain(call, row.chain_id);
  const texts = { title: chain.title, aim: chain.aim, ...typedTexts(row.document) };
  await refuseMarked(call, texts, body.keptWords);
  const done = await queries.updateAgreed(call.tx, {
    siteId: call.actor.siteId,
    id: versionId,
    on: body.agreedOn,
    agreedIn: body.agreedIn,
    reviewOn: body.reviewOn,
    version: body.version,
    by: call.actor.membershipId,
    at: now(),
  });
  if (!done) throw changedMeanwhile(await openVersion(call, versionId));
  await recordAccess(call, { action: "chains.agree_version", basis: "structure" });
  return await openVersion(call, versionId);
}

export async function removeVersion(call: Call, versionId: string): Promise<{ id: string }> {
  const row = await getVersion(call, versionId);
  if (!row.may_edit) throw forbidden();
  if (row.state !== "draft") throw conflict("already_agreed");
  await queries.setRemoved(call.tx, "version", versionId, true);
  await recordAccess(call, { action: "chains.remove_version", basis: "structure" });
  return { id: versionId };
}

export async function restoreVersion(call: Call, versionId: string): Promise<contract.VersionView> {
  await insistOnEditing(call);
  if (!(await queries.setRemoved(call.tx, "version", versionId, false))) await getVersion(call, versionId);
  await recordAccess(call, { action: "chains.restore_version", basis: "structure" });
  return await openVersion(call, versionId);
}

export async function compareVersions(call: Call, oneId: string, otherId: string) {
  const [one, other] = [await openVersion(call, oneId), await openVersion(call, otherId)];
  if (one.chainId !== other.chainId) throw notFound();
  return { one, other, changes: compareDocuments(one.document, other.document) };
}

// --- released ----------------------------------------------------------------------------------------------------------------------------

export async function listReleasedChains(call: Call) {
  if (!(await queries.maySee(call.tx)).released) throw forbidden();
  const rows = await queries.listReleased(call.tx, null);
  const chains = new Map(rows.map((row) => [row.chain_id, row]));
  return {
    chains: [...chains.values()].map((row) => ({
      id: row.chain_id,
      siteName: row.site_name,
      title: row.title,
      aim: row.aim,
      releasedOn: row.released_on,
    })),
  };
}

export async function openReleasedChain(call: Call, chainId: string): Promise<contract.ReleasedChain> {
  const rows = await queries.listReleased(call.tx, chainId);
  const first = rows[0];
  if (!first) throw notFound();
  const used = new Set(rows.flatMap((row) => row.document.steps.map((step) => step.unitId)));
  const units = (await queries.listReleasedUnits(call.tx, chainId)).filter((unit) => used.has(unit.id));
  const figures = new Map((await queries.listReleasedFigures(call.tx, chainId)).map((one) => [one.version_id, one]));
  const figuresOf = (versionId: string): contract.ReleasedFigures | null => {
    const shown = figures.get(versionId);
    return shown ? { ...shown.figures, shownOn: shown.shown_on } : null;
  };
  await recordAccess(call, { action: "chains.read_released", basis: "structure" });
  return {
    id: chainId,
    siteId: first.site_id,
    siteName: first.site_name,
    title: first.title,
    aim: first.aim,
    releasedOn: first.released_on,
    lanes: units.map((unit) => ({ unitId: unit.id, name: unit.name, organisationName: unit.organisation_name })),
    versions: rows.map((row) => ({
      id: row.version_id,
      kind: row.kind,
      number: row.number,
      state: "agreed",
      basedOnId: null,
      agreedOn: row.agreed_on,
      agreedIn: row.agreed_in,
      reviewOn: row.review_on,
      steps: row.document.steps.length,
      interfaces: row.document.interfaces.filter((one) => isInterface(row.document, one)).length,
      version: 1,
      document: row.document,
      figures: figuresOf(row.version_id),
    })),
  };
}
