import type { BodyOf } from "../../../platform/contract/endpoint.ts";
import type { FieldProblem } from "../../../platform/contract/problem.ts";
import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { newId, newUnlinkableId } from "../../../platform/server/ids.ts";
import { changedMeanwhile, conflict, forbidden, invalid, notFound } from "../../../platform/server/problem.ts";
import { openText, type SealContext, sealText } from "../../../platform/server/vault.ts";
import { changedMeanwhileOf, recordAccess } from "../../accounts/index.ts";
import { type CaseHappening, findCase, listHappenings, listOwnNames } from "../../cases/index.ts";
import type { SiteView } from "../../network/contract.ts";
import { discardDraft, getSiteView, newSubjectKey, openSubjectKey } from "../../network/index.ts";
import { findMarks } from "../gap-check/rules.ts";
import { fieldOfService, unresolvedMarks } from "../report/rules.ts";
import type * as contract from "./contract.ts";
import * as queries from "./queries.ts";
import { emptyWorksheet, faultsOf, isTold, noticesOf, roleOfUnit, tidied, weekOf, weeksOf, wordsOf } from "./rules.ts";

/** Keys of reports and of drafts of reconstructions are kept and wrapped anew together, so they bear one name. */
const keyTable = "themes.report_key";

/** What lies sealed until the release. */
type Draft = { content: contract.ReconstructionContent; worksheet: contract.Worksheet; remark: string | null };
type Row = queries.ReconstructionRecord;

const sealContext = (call: Call, id: string): SealContext => ({
  siteId: call.actor.siteId,
  subjectId: id,
  table: "themes.reconstruction_draft",
  column: "sealed",
});

async function keyOf(call: Call, row: Row) {
  return await openSubjectKey(
    call,
    { id: row.key_id!, table: keyTable },
    { organisationId: row.key_organisation_id!, epoch: row.key_epoch!, wrapped: row.wrapped! },
  );
}

async function draftOf(call: Call, row: Row): Promise<Draft> {
  if (row.sealed === null) return { content: row.content!, worksheet: row.worksheet!, remark: null };
  return JSON.parse(openText(await keyOf(call, row), sealContext(call, row.id), row.sealed)) as Draft;
}

const sealDraft = async (call: Call, row: Row, draft: Draft) =>
  sealText(await keyOf(call, row), sealContext(call, row.id), JSON.stringify(draft));

async function newDraft(call: Call, organisationId: string, id: string, draft: Draft) {
  const keyId = newUnlinkableId();
  const { key, ...wrapped } = await newSubjectKey(call, organisationId, { id: keyId, table: keyTable });
  return { sealed: sealText(key, sealContext(call, id), JSON.stringify(draft)), key: { ...wrapped, id: keyId } };
}

/** Before its release it is still about a person, so who reads it is in the log of that person. */
async function recordOf(call: Call, row: Pick<Row, "client_id">, action: string): Promise<void> {
  if (row.client_id === null) await recordAccess(call, { action, basis: "structure" });
  else await recordAccess(call, { action, clientIds: [row.client_id], basis: basisOf(call) });
}
const basisOf = (call: Call) =>
  call.actor.role === "team_lead" ? ("supervision" as const) : call.actor.role === "partner" ? ("share" as const) : ("holder" as const);

function rowOf(row: Row, { content, worksheet }: Draft): contract.ReconstructionRow {
  return {
    id: row.id,
    title: content.title,
    state: row.state,
    fieldOfAction: content.fieldOfAction,
    steps: content.steps.length,
    breaks: worksheet.breaks.filter(isTold).length,
    weeks: weeksOf(content),
    releasedOn: row.released_on,
    sharedOn: row.may_coordinate ? row.shared_on : null,
    isMine: row.is_maker,
    awaitsMe: row.may_check,
  };
}

async function viewOf(call: Call, row: Row): Promise<contract.ReconstructionView> {
  const draft = await draftOf(call, row);
  const makers = row.knows_origin ? await queries.listMakers(call.tx, call.actor.siteId, row.id) : [];
  return {
    id: row.id,
    state: row.state,
    content: draft.content,
    worksheet: draft.worksheet,
    remark: draft.remark,
    notices: noticesOf(draft.content, draft.worksheet),
    caseId: row.case_id,
    origin:
      row.unit_name === null
        ? null
        : {
            unitName: row.unit_name,
            makers: makers.map((one) => ({ membershipId: one.membership_id, name: one.name })),
            releasedBy: row.released_by_name,
          },
    releasedOn: row.released_on,
    sharedOn: row.may_coordinate ? row.shared_on : null,
    version: row.version,
    abilities: {
      edit: row.may_write,
      handIn: row.may_write,
      giveBack: row.state === "in_check" && (row.is_maker || row.may_check),
      release: row.may_check,
      takeBack: row.state === "released" && row.knows_origin,
      editWorksheet: row.may_coordinate,
      share: row.may_coordinate,
      remove: row.is_maker || row.may_coordinate,
      report: row.state === "released",
    },
  };
}

/** Not visible and not there are the same answer. */
async function getRow(call: Call, id: string): Promise<Row> {
  const row = await queries.findRow(call.tx, call.actor.siteId, id);
  if (!row) throw notFound();
  return row;
}

async function meanwhile(call: Call, id: string) {
  const row = await getRow(call, id);
  const view = await viewOf(call, row);
  if (row.client_id === null) return changedMeanwhile(view);
  return changedMeanwhileOf({ action: "themes.see_reconstruction", clientIds: [row.client_id], basis: basisOf(call) }, view);
}

/** Units, words and laws of this site. All wrong fields at once. */
async function refuseUnknownPlaces(call: Call, content: contract.ReconstructionContent): Promise<void> {
  const site = await getSiteView(call);
  const problems: FieldProblem[] = [];
  if (content.fieldOfAction !== null && !(site.vocabularies["field_of_action"] ?? []).some((one) => one.code === content.fieldOfAction))
    problems.push({ path: "body.content.fieldOfAction", code: "unknown_code" });
  content.steps.forEach((step, at) => {
    if (step.unitId !== null && !site.units.some((unit) => unit.id === step.unitId))
      problems.push({ path: `body.content.steps.${at}.unitId`, code: "unknown_code" });
  });
  if (problems.length > 0) throw invalid(problems);
}

type Words = Pick<Draft, "content" | "worksheet"> & { readonly remark?: string | null };

async function marksOf(call: Call, words: Words): Promise<contract.ReconstructionMark[]> {
  const site = await getSiteView(call);
  const around = {
    readableNames: await listOwnNames(call),
    // a town is a place of somebody here, so its name is marked; offices are not
    allowed: [site.site, ...site.organisations, ...site.units].map((one) => one.name),
  };
  const towns = site.towns.map((town) => town.name);
  const texts = [...wordsOf(words.content, words.worksheet), ...(words.remark ? [{ field: "remark", text: words.remark }] : [])];
  return texts.flatMap(({ field, text }) => {
    const marks = findMarks(text, around).map(({ start, end, kind, suggestion }) => ({
      field,
      start,
      end,
      words: text.slice(start, end),
      kind: kind as string,
      replacement: suggestion as contract.ReconstructionMark["replacement"],
    }));
    return [...marks, ...townsIn(field, text, towns, around.allowed, marks)].toSorted((a, b) => a.start - b.start);
  });
}

type Span = { readonly start: number; readonly end: number };
const signs = /[.*+?^${}()|[\]\\]/g;
/** Where a name stands as whole words. */
const placesOf = (name: string, text: string): Span[] =>
  [...text.matchAll(new RegExp(String.raw`(?<!\p{L})${name.replaceAll(signs, String.raw`\$&`)}(?!\p{L})`, "giu"))].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));

/** Names of towns of the site where nothing else is marked and no office is named: "Jobcenter Lindenau" tells no place. */
function townsIn(field: string, text: string, towns: readonly string[], allowed: readonly string[], marked: readonly Span[]) {
  const spoken = [...marked, ...allowed.flatMap((name) => placesOf(name, text))];
  return towns.flatMap((town) =>
    placesOf(town, text)
      .filter(({ start, end }) => !spoken.some((one) => one.start < end && start < one.end))
      .map(({ start, end }): contract.ReconstructionMark => ({
        field,
        start,
        end,
        words: text.slice(start, end),
        kind: "address",
        replacement: { code: "place" },
      })),
  );
}

async function refuseUnresolvedMarks(
  call: Call,
  words: Words,
  kept: BodyOf<typeof contract.releaseReconstruction>["keptMarks"],
): Promise<void> {
  const left = unresolvedMarks(await marksOf(call, words), kept);
  if (left.length > 0)
    throw invalid(
      left.map((mark): FieldProblem => ({
        path: `body.${mark.field}`,
        code: "marked",
        params: { kind: mark.kind, start: mark.start, end: mark.end },
      })),
    );
}

export async function listReconstructions(call: Call) {
  const may = await queries.maySee(call.tx);
  if (!may.read) throw forbidden();
  const reconstructions = [];
  const clientIds = new Set<string>();
  for (const row of await queries.listRows(call.tx, call.actor.siteId)) {
    reconstructions.push(rowOf(row, await draftOf(call, row)));
    if (row.client_id !== null) clientIds.add(row.client_id);
  }
  await recordAccess(call, {
    action: "themes.list_reconstructions",
    clientIds: [...clientIds],
    basis: clientIds.size > 0 ? basisOf(call) : "structure",
  });
  return { reconstructions, abilities: { begin: may.begin } };
}

/** What waits for the actor as the second person; nothing for who is none. */
export async function listAwaitedReleases(call: Call): Promise<contract.ReconstructionRow[]> {
  if (!(await queries.maySee(call.tx)).read) return [];
  const awaited = (await queries.listRows(call.tx, call.actor.siteId)).filter((row) => row.may_check);
  if (awaited.length === 0) return [];
  const clientIds = new Set(awaited.flatMap((row) => row.client_id ?? []));
  await recordAccess(call, {
    action: "themes.list_reconstructions",
    clientIds: [...clientIds],
    basis: clientIds.size > 0 ? basisOf(call) : "structure",
  });
  return await Promise.all(awaited.map(async (row) => rowOf(row, await draftOf(call, row))));
}

export async function openReconstruction(call: Call, id: string): Promise<contract.ReconstructionView> {
  const row = await getRow(call, id);
  await recordOf(call, row, "themes.open_reconstruction");
  return await viewOf(call, row);
}

const sourceOf = (one: CaseHappening, site: SiteView, own: string) => {
  const unitId = one.doer.kind === "unit" ? one.doer.unitId : one.doer.kind === "us" ? own : null;
  const unit = site.units.find((row) => row.id === unitId);
  return one.doer.kind === "person" ? ("person" as const) : unitId === own ? ("case_management" as const) : roleOfUnit(unit?.kind);
};

/** Weeks instead of days and roles instead of names; the words of the case only to read beside, for who reads them anyway. */
export async function proposeReconstruction(call: Call, caseId: string) {
  if (!(await queries.maySee(call.tx)).begin) throw notFound();
  const { clientId, unitId, happenings, basis } = await listHappenings(call, caseId);
  const site = await getSiteView(call);
  const start = happenings[0]?.onDay ?? today();
  const services = happenings.flatMap((one) => (one.service === null ? [] : [fieldOfService[one.service] ?? null]));
  await recordAccess(call, { action: "themes.propose_reconstruction", clientIds: [clientId], basis: basis as ReturnType<typeof basisOf> });
  return {
    events: happenings.map((one): contract.CaseEvent => ({
      id: newId(),
      kind: one.kind,
      week: weekOf(start, one.onDay),
      role: sourceOf(one, site, unitId),
      unitId: one.doer.kind === "unit" ? one.doer.unitId : null,
      legalDomain: one.legalDomain as contract.CaseEvent["legalDomain"],
      service: one.service,
      event: one.event,
      contactKind: one.contactKind,
      source: one.words,
    })),
    fieldOfAction: services.find((one) => one !== null) ?? null,
  };
}

export async function listReconstructionsOfCase(call: Call, caseId: string) {
  const may = await queries.maySee(call.tx);
  const file = may.read ? await findCase(call, caseId) : undefined;
  if (!file) throw notFound();
  const reconstructions = [];
  for (const row of await queries.listRowsOfCase(call.tx, call.actor.siteId, caseId))
    reconstructions.push(rowOf(row, await draftOf(call, row)));
  await recordAccess(call, { action: "themes.list_reconstructions_of_case", clientIds: [file.clientId], basis: basisOf(call) });
  return { reconstructions, abilities: { begin: may.begin } };
}

export async function beginReconstruction(
  call: Call,
  body: BodyOf<typeof contract.beginReconstruction>,
): Promise<contract.ReconstructionView> {
  if (!(await queries.maySee(call.tx)).begin) throw forbidden();
  const before = await queries.findRow(call.tx, call.actor.siteId, body.id);
  if (before?.is_maker) return await viewOf(call, before);
  const file = body.caseId === null ? undefined : await findCase(call, body.caseId);
  if (body.caseId !== null && !file) throw notFound();
  await refuseUnknownPlaces(call, body.content);
  const draft: Draft = { ...tidied(body.content, emptyWorksheet), remark: null };
  const made = await newDraft(call, call.actor.organisationId, body.id, draft);
  await queries.insertReconstruction(call.tx, { id: body.id, caseId: body.caseId, clientId: file?.clientId ?? null, ...made });
  const row = await getRow(call, body.id);
  await recordOf(call, row, "themes.begin_reconstruction");
  return await viewOf(call, row);
}

export async function saveReconstruction(
  call: Call,
  id: string,
  body: BodyOf<typeof contract.saveReconstruction>,
): Promise<contract.ReconstructionView> {
  const row = await getRow(call, id);
  if (!row.is_maker) throw forbidden();
  if (row.version !== body.version) throw await meanwhile(call, id);
  if (!row.may_write) throw conflict("not_a_draft");
  await refuseUnknownPlaces(call, body.content);
  const draft: Draft = { ...tidied(body.content, body.worksheet), remark: (await draftOf(call, row)).remark };
  if (!(await queries.updateDraft(call.tx, { id, version: body.version, sealed: await sealDraft(call, row, draft) })))
    throw await meanwhile(call, id);
  await discardDraft(call, `reconstruction:${id}`);
  await recordOf(call, row, "themes.save_reconstruction");
  return await viewOf(call, await getRow(call, id));
}

export async function checkReconstruction(call: Call, words: Words) {
  if (!(await queries.maySee(call.tx)).read) throw forbidden();
  return { marks: await marksOf(call, words), notices: noticesOf(words.content, words.worksheet) };
}

/** A colleague of the same unit writes too, and may then no longer release it. */
export async function addReconstructionMaker(call: Call, id: string, membershipId: string): Promise<contract.ReconstructionView> {
  const row = await getRow(call, id);
  if (!row.is_maker) throw forbidden();
  if (!row.may_write) throw conflict("not_a_draft");
  const makers = await queries.listMakers(call.tx, call.actor.siteId, id);
  if (!makers.some((one) => one.membership_id === membershipId) && !(await queries.insertMaker(call.tx, id, membershipId)))
    throw invalid([{ path: "body.membershipId", code: "not_a_colleague" }]);
  await recordOf(call, row, "themes.add_reconstruction_maker");
  return await viewOf(call, await getRow(call, id));
}

export async function handInReconstruction(
  call: Call,
  id: string,
  body: BodyOf<typeof contract.handInReconstruction>,
): Promise<contract.ReconstructionView> {
  const row = await getRow(call, id);
  if (!row.is_maker) throw forbidden();
  if (row.version !== body.version) throw await meanwhile(call, id);
  if (!row.may_write) throw conflict("not_a_draft");
  const draft = await draftOf(call, row);
  const faults = faultsOf(draft.content);
  if (faults.length > 0) throw invalid(faults.map((one) => ({ path: `body.${one.field}`, code: one.code })));
  await refuseUnresolvedMarks(call, draft, body.keptMarks);
  // what the second person asked before is answered by handing it in again
  if (draft.remark !== null) {
    if (
      !(await queries.updateDraft(call.tx, { id, version: body.version, sealed: await sealDraft(call, row, { ...draft, remark: null }) }))
    )
      throw await meanwhile(call, id);
    body = { ...body, version: body.version + 1 };
  }
  if (!(await queries.handIn(call.tx, { id, version: body.version }))) throw await meanwhile(call, id);
  await recordOf(call, row, "themes.hand_in_reconstruction");
  return await viewOf(call, await getRow(call, id));
}

export async function giveBackReconstruction(
  call: Call,
  id: string,
  body: BodyOf<typeof contract.giveBackReconstruction>,
): Promise<contract.ReconstructionView> {
  const row = await getRow(call, id);
  if (!row.is_maker && !row.may_check) throw forbidden();
  if (row.version !== body.version) throw await meanwhile(call, id);
  if (row.state !== "in_check") throw conflict("not_in_check");
  const draft = await draftOf(call, row);
  const sealed = await sealDraft(call, row, { ...draft, remark: body.remark });
  if (!(await queries.giveBack(call.tx, { id, version: body.version, sealed }))) throw await meanwhile(call, id);
  await discardDraft(call, `give-back:${id}`);
  await recordOf(call, row, "themes.give_back_reconstruction");
  // the second person reads it no more: they answer with what they saw
  return await viewOf(call, (await queries.findRow(call.tx, call.actor.siteId, id)) ?? { ...row, state: "draft", may_check: false });
}

export async function releaseReconstruction(
  call: Call,
  id: string,
  body: BodyOf<typeof contract.releaseReconstruction>,
): Promise<contract.ReconstructionView> {
  const row = await getRow(call, id);
  if (row.state === "in_check" && !row.may_check) throw forbidden(row.is_maker ? "second_person" : undefined);
  if (row.state === "released" && row.version !== body.version && row.knows_origin) throw await meanwhile(call, id);
  if (!row.may_check) throw row.knows_origin ? conflict("not_in_check") : forbidden();
  if (row.version !== body.version) throw await meanwhile(call, id);
  const { content, worksheet } = await draftOf(call, row);
  const unseen = noticesOf(content, worksheet).filter((one) => !body.seen.includes(one.code));
  if (unseen.length > 0) throw invalid(unseen.map((one): FieldProblem => ({ path: `body.seen.${one.code}`, code: "look_first" })));
  await refuseUnresolvedMarks(call, { content, worksheet }, body.keptMarks);
  // the ids of its steps were made while somebody looked at the case: others take their place
  const fresh = withFreshIds(content, worksheet);
  if (!(await queries.release(call.tx, { id, version: body.version, ...fresh }))) throw await meanwhile(call, id);
  await recordOf(call, row, "themes.release_reconstruction");
  return await viewOf(call, await getRow(call, id));
}

function withFreshIds(content: contract.ReconstructionContent, sheet: contract.Worksheet) {
  const idOf = new Map(content.steps.map((step) => [step.id, newUnlinkableId()]));
  return {
    content: { ...content, steps: content.steps.map((step) => ({ ...step, id: idOf.get(step.id)! })) },
    worksheet: { ...sheet, breaks: sheet.breaks.filter(isTold).map((one) => ({ ...one, stepId: idOf.get(one.stepId)! })) },
  };
}

export async function takeBackReconstruction(call: Call, id: string, version: number): Promise<{ id: string }> {
  const row = await getRow(call, id);
  if (row.state !== "released") throw row.knows_origin ? conflict("not_released") : forbidden();
  if (!row.knows_origin) throw forbidden();
  if (row.version !== version) throw await meanwhile(call, id);
  const made = await newDraft(call, row.unit_organisation_id!, id, await draftOf(call, row));
  if (!(await queries.takeBack(call.tx, { id, version, ...made }))) throw await meanwhile(call, id);
  await recordAccess(call, { action: "themes.take_back_reconstruction", basis: "structure" });
  return { id };
}

export async function saveWorksheet(
  call: Call,
  id: string,
  body: BodyOf<typeof contract.saveWorksheet>,
): Promise<contract.ReconstructionView> {
  const row = await getRow(call, id);
  if (!row.may_coordinate) throw forbidden();
  if (row.version !== body.version) throw await meanwhile(call, id);
  const { worksheet } = tidied(row.content!, body.worksheet);
  await refuseUnresolvedMarks(
    call,
    { content: { ...row.content!, title: "", situation: "", steps: row.content!.steps.map((step) => ({ ...step, what: "" })) }, worksheet },
    body.keptMarks,
  );
  if (!(await queries.updateReleased(call.tx, { siteId: call.actor.siteId, id, version: body.version, on: today(), worksheet })))
    throw await meanwhile(call, id);
  await discardDraft(call, `reconstruction:${id}`);
  await recordAccess(call, { action: "themes.save_worksheet", basis: "structure" });
  return await viewOf(call, await getRow(call, id));
}

export async function shareReconstruction(
  call: Call,
  id: string,
  body: BodyOf<typeof contract.shareReconstruction>,
): Promise<contract.ReconstructionView> {
  const row = await getRow(call, id);
  if (!row.may_coordinate) throw forbidden();
  if (row.version !== body.version) throw await meanwhile(call, id);
  const sharedOn = body.isShared ? today() : null;
  if (!(await queries.updateReleased(call.tx, { siteId: call.actor.siteId, id, version: body.version, on: today(), sharedOn })))
    throw await meanwhile(call, id);
  await recordAccess(call, { action: "themes.share_reconstruction", basis: "structure" });
  return await viewOf(call, await getRow(call, id));
}

export async function removeReconstruction(call: Call, id: string): Promise<{ id: string }> {
  const row = await getRow(call, id);
  if (!row.is_maker && !row.may_coordinate) throw forbidden();
  await queries.setRemoved(call.tx, id, true);
  await recordOf(call, row, "themes.remove_reconstruction");
  return { id };
}

/** By who removed it. */
export async function restoreReconstruction(call: Call, id: string): Promise<{ id: string }> {
  if (!(await queries.maySee(call.tx)).read) throw notFound();
  if (!(await queries.setRemoved(call.tx, id, false)) && !(await queries.findRow(call.tx, call.actor.siteId, id))) throw notFound();
  await recordAccess(call, { action: "themes.restore_reconstruction", basis: "structure" });
  return { id };
}

export async function listSharedReconstructions(call: Call) {
  if (!(await queries.maySee(call.tx)).shared) throw forbidden();
  const rows = await queries.listShared(call.tx, null);
  await recordAccess(call, { action: "themes.list_shared_reconstructions", basis: "structure" });
  return {
    reconstructions: rows.map((row) => ({
      id: row.id,
      siteName: row.site_name,
      title: row.content.title,
      steps: row.content.steps.length,
      breaks: row.worksheet.breaks.filter(isTold).length,
      weeks: weeksOf(row.content),
      sharedOn: row.shared_on,
    })),
  };
}

export async function openSharedReconstruction(call: Call, id: string) {
  if (!(await queries.maySee(call.tx)).shared) throw notFound();
  const [row] = await queries.listShared(call.tx, id);
  if (!row) throw notFound();
  const named = new Set(row.content.steps.flatMap((step) => step.unitId ?? []));
  await recordAccess(call, { action: "themes.open_shared_reconstruction", basis: "structure" });
  return {
    id: row.id,
    siteName: row.site_name,
    content: row.content,
    worksheet: row.worksheet,
    units: (await queries.listSharedUnits(call.tx, id)).filter((unit) => named.has(unit.id)),
    sharedOn: row.shared_on,
  };
}

// --- the door for the domains above ---------------------------------------------------------------------------------------------------------

export type ReleasedReconstruction = {
  readonly id: string;
  readonly title: string;
  readonly fieldOfAction: string | null;
  readonly steps: number;
  readonly weeks: number;
  readonly releasedOn: string;
};

function releasedOf(row: Row): ReleasedReconstruction {
  const content = row.content!;
  return {
    id: row.id,
    title: content.title,
    fieldOfAction: content.fieldOfAction,
    steps: content.steps.length,
    weeks: weeksOf(content),
    releasedOn: row.released_on!,
  };
}

/** What the actor may put on an agenda: released ones that they read. */
export async function listReleasedReconstructions(call: Call): Promise<ReleasedReconstruction[]> {
  return (await queries.listRows(call.tx, call.actor.siteId)).filter((row) => row.state === "released").map(releasedOf);
}

/** One of them with all that it tells; undefined where it is not there, not released or not the actor's to read. */
export async function findReleasedReconstruction(
  call: Call,
  id: string,
): Promise<
  (ReleasedReconstruction & { readonly content: contract.ReconstructionContent; readonly worksheet: contract.Worksheet }) | undefined
> {
  const row = await queries.findRow(call.tx, call.actor.siteId, id);
  return row?.state === "released" ? { ...releasedOf(row), content: row.content!, worksheet: row.worksheet! } : undefined;
}

/** The same where it must be there: throws `not_found`. */
export async function getReconstruction(call: Call, id: string) {
  const found = await findReleasedReconstruction(call, id);
  if (!found) throw notFound();
  return found;
}
