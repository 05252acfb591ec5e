import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { newId } from "../../../platform/server/ids.ts";
import { changedMeanwhile, conflict, invalid, notFound } from "../../../platform/server/problem.ts";
import { newLink, newMailedLink } from "../../accounts/index.ts";
import { enqueueMail, withdrawMail } from "../../network/index.ts";
import * as shared from "../queries.ts";
import { recordWrite, refuseTaken, requireWriter } from "../standing.ts";
import { prepareResult } from "../ties/prepare.ts";
import { type AnswerSheet, fewestAnswers, type Rating, type WaveSummary, type WaveView } from "./contract.ts";
import * as queries from "./queries.ts";
import { faultOf, tidied, tiesFrom } from "./rules.ts";

// ---- the coordinator ----------------------------------------------------------------------------------------------------------------------

type Counts = { asked: number; answered: number };
function summaryOf(row: queries.WaveRow, counts: Counts | undefined): WaveSummary {
  return {
    id: row.id,
    title: row.title,
    state: row.state,
    untilOn: row.until_on,
    openedOn: row.opened_on,
    closedOn: row.closed_on,
    asked: counts?.asked ?? 0,
    answered: counts?.answered ?? 0,
    hasResult: row.has_result,
    version: row.version,
  };
}

/** Raters read a wave too, but never who else was asked by whom: for them this page is not there. */
async function findToRun(call: Call, waveId: string): Promise<queries.WaveRow> {
  const row = await queries.findWave(call.tx, call.actor.siteId, waveId);
  if (!row) throw notFound();
  if (!(await shared.getStanding(call.tx)).may_write) throw notFound();
  return row;
}

export async function getWave(call: Call, waveId: string): Promise<WaveView> {
  const row = await findToRun(call, waveId);
  const asked = await queries.listAsked(call.tx, waveId);
  return {
    ...summaryOf(row, { asked: asked.length, answered: asked.filter((one) => one.answered_on !== null).length }),
    organisations: asked.map((one) => ({
      organisationId: one.organisation_id,
      name: one.name,
      membershipId: one.membership_id,
      memberName: one.member_name,
      mayHaveLink: one.member_role === "body_member" && !one.member_left,
      hasLeft: one.has_left,
      memberLeft: one.member_left,
      answeredOn: one.answered_on,
      secondOn: one.second_on,
    })),
    fewest: fewestAnswers,
    shownToBodiesOn: row.shown_to_bodies_on,
    releasedToTeamOn: row.released_to_team_on,
  };
}

export async function listWaves(call: Call) {
  await requireWriter(call);
  const counts = new Map((await queries.countAnswers(call.tx)).map((one) => [one.wave_id, one]));
  const rows = await queries.listWaves(call.tx, call.actor.siteId);
  return { waves: rows.map((row) => summaryOf(row, counts.get(row.id))), abilities: { plan: true } };
}

type Asked = { organisationId: string; membershipId: string | null };

/** Only somebody who works for an organisation answers for it. */
async function mustAnswerFor(call: Call, asked: readonly Asked[], path: (index: number) => string): Promise<void> {
  const ids = asked.flatMap((one) => one.membershipId ?? []);
  const colleagues = new Map((await queries.listColleagues(call.tx, call.actor.siteId, ids)).map((one) => [one.id, one.organisation_id]));
  const faults = asked.flatMap((one, index) => {
    if (one.membershipId === null) return [];
    const organisation = colleagues.get(one.membershipId);
    if (organisation === undefined) return [{ path: path(index), code: "unknown" }];
    return organisation === one.organisationId ? [] : [{ path: path(index), code: "other_organisation" }];
  });
  if (faults.length > 0) throw invalid(faults);
}

export async function planWave(
  call: Call,
  wanted: { id: string; title: string; untilOn: string; organisations: readonly Asked[] },
): Promise<WaveView> {
  await requireWriter(call);
  const { siteId, membershipId } = call.actor;
  const ids = wanted.organisations.map((one) => one.organisationId);
  if (new Set(ids).size < ids.length) throw invalid([{ path: "body.organisations", code: "twice" }]);
  if (wanted.untilOn < today()) throw invalid([{ path: "body.untilOn", code: "in_the_past" }]);
  const names = new Map((await queries.listNames(call.tx, siteId, ids)).map((one) => [one.id, one]));
  if (!ids.every((id) => names.get(id)?.has_left === false)) throw invalid([{ path: "body.organisations", code: "unknown" }]);
  await mustAnswerFor(call, wanted.organisations, (index) => `body.organisations.${index}.membershipId`);
  const earlier = await queries.listWaves(call.tx, siteId);
  const isNew = await queries.insertWave(call.tx, {
    site_id: siteId,
    id: wanted.id,
    title: wanted.title,
    until_on: wanted.untilOn,
    ties_from_on: tiesFrom(
      wanted.untilOn,
      earlier.flatMap((row) => (row.id === wanted.id ? [] : (row.closed_on ?? row.until_on))),
    ),
    created_by: membershipId,
  });
  refuseTaken(isNew, (await queries.findWave(call.tx, siteId, wanted.id))?.created_by, call);
  if (isNew) {
    await queries.insertAsked(
      call.tx,
      wanted.organisations.map((one) => ({
        site_id: siteId,
        wave_id: wanted.id,
        organisation_id: one.organisationId,
        name: names.get(one.organisationId)?.name ?? "",
        membership_id: one.membershipId,
      })),
    );
    await recordWrite(call, "plan_wave");
  }
  return await getWave(call, wanted.id);
}

export async function changeWave(
  call: Call,
  waveId: string,
  wanted: { title: string; untilOn: string; version: number },
): Promise<WaveView> {
  const row = await findToRun(call, waveId);
  if (row.state === "closed") throw conflict("wave_closed");
  if (wanted.untilOn < today()) throw invalid([{ path: "body.untilOn", code: "in_the_past" }]);
  if (!(await queries.updateWave(call.tx, call.actor.siteId, waveId, wanted.version, { title: wanted.title, until_on: wanted.untilOn })))
    throw changedMeanwhile(await getWave(call, waveId));
  await recordWrite(call, "change_wave");
  return await getWave(call, waveId);
}

/** One mail for each who answers; a member of bodies gets a link of its own in it. */
async function invite(call: Call, waveId: string, asked: readonly queries.AskedRow[], version: number): Promise<number> {
  let invited = 0;
  for (const one of asked) {
    if (one.membership_id === null || one.has_left || one.member_left || one.answered_on !== null) continue;
    const linkId = newId();
    const link = one.member_role === "body_member" ? newMailedLink(call.keys, linkId) : undefined;
    const isLinked =
      link !== undefined &&
      (await queries.insertLink(call.tx, {
        id: linkId,
        hash: link.hash,
        waveId,
        organisationId: one.organisation_id,
        expiresAt: link.expiresAt,
      }));
    await enqueueMail(call, {
      to: [one.membership_id],
      kind: "cooperation.asked",
      group: "tasks",
      subjectId: waveId,
      version,
      ids: isLinked ? [linkId] : [],
    });
    invited += 1;
  }
  return invited;
}

export async function chooseAnswering(call: Call, waveId: string, organisationId: string, membershipId: string | null): Promise<WaveView> {
  const row = await findToRun(call, waveId);
  if (row.state === "closed") throw conflict("wave_closed");
  const before = (await queries.listAsked(call.tx, waveId)).find((one) => one.organisation_id === organisationId);
  if (!before) throw notFound();
  if (before.membership_id === membershipId) return await getWave(call, waveId);
  await mustAnswerFor(call, [{ organisationId, membershipId }], () => "body.membershipId");
  await queries.updateAnswering(call.tx, call.actor.siteId, waveId, organisationId, membershipId);
  await recordWrite(call, "choose_answering");
  if (row.state === "open") {
    const now = (await queries.listAsked(call.tx, waveId)).filter((one) => one.organisation_id === organisationId);
    await invite(call, waveId, now, row.version);
  }
  return await getWave(call, waveId);
}

export async function countOtherAnswer(call: Call, waveId: string, organisationId: string): Promise<WaveView> {
  const row = await findToRun(call, waveId);
  if (row.state !== "open") throw conflict("wave_closed");
  if (!(await queries.countOtherAnswer(call.tx, waveId, organisationId))) throw conflict("no_second_answer");
  await recordWrite(call, "count_other_answer");
  return await getWave(call, waveId);
}

/** Opening asks everybody; closing makes the result, if enough have answered. */
export async function moveWave(call: Call, waveId: string, wanted: { to: "open" | "closed"; version: number }): Promise<WaveView> {
  const row = await findToRun(call, waveId);
  if (row.state === wanted.to) return await getWave(call, waveId);
  if (wanted.to === "open" && row.state !== "planned") throw conflict("wave_closed");
  if (wanted.to === "closed" && row.state !== "open") throw conflict("wave_not_open");
  const asked = await queries.listAsked(call.tx, waveId);
  if (wanted.to === "open") {
    if (asked.filter((one) => one.membership_id !== null && !one.has_left).length < fewestAnswers) throw conflict("too_few_to_answer");
    if (row.until_on < today()) throw conflict("last_day_passed");
  } else if (asked.filter((one) => one.answered_on !== null).length < fewestAnswers) throw conflict("too_few_answers");
  const change = wanted.to === "open" ? { state: wanted.to, opened_on: today() } : { state: wanted.to, closed_on: today() };
  if (!(await queries.updateWave(call.tx, call.actor.siteId, waveId, wanted.version, change)))
    throw changedMeanwhile(await getWave(call, waveId));
  await recordWrite(call, `${wanted.to}_wave`);
  if (wanted.to === "open") await invite(call, waveId, asked, wanted.version + 1);
  else {
    await withdrawMail(call, { kind: "cooperation.asked", subjectId: waveId });
    await prepareResult(call, waveId);
  }
  return await getWave(call, waveId);
}

/** Whoever has not answered yet, once a day at most. */
export async function remindOfWave(call: Call, waveId: string): Promise<{ reminded: number }> {
  const row = await findToRun(call, waveId);
  if (row.state !== "open" || row.until_on < today()) throw conflict("wave_not_open");
  await recordWrite(call, "remind_of_wave");
  const asked = await queries.listAsked(call.tx, waveId);
  return { reminded: await invite(call, waveId, asked, Number(today().replaceAll("-", ""))) };
}

export async function removeWave(call: Call, waveId: string): Promise<{ removed: boolean }> {
  const row = await findToRun(call, waveId);
  if (row.has_result) throw conflict("wave_has_result");
  await shared.setRemoved(call.tx, "wave", waveId, true);
  await withdrawMail(call, { kind: "cooperation.asked", subjectId: waveId });
  await recordWrite(call, "remove_wave");
  return { removed: true };
}

export async function restoreWave(call: Call, waveId: string): Promise<WaveView> {
  if (!(await shared.getStanding(call.tx)).may_write) throw notFound();
  if (await shared.setRemoved(call.tx, "wave", waveId, false)) await recordWrite(call, "restore_wave");
  return await getWave(call, waveId);
}

/** The only moment at which the token is known: the coordinator copies the path, the database keeps its hash. */
export async function createAnswerLink(call: Call, waveId: string, organisationId: string): Promise<{ path: string; expiresAt: string }> {
  const row = await findToRun(call, waveId);
  if (row.state !== "open") throw conflict("wave_not_open");
  const made = newLink();
  const isMade = await queries.insertLink(call.tx, { id: newId(), hash: made.hash, waveId, organisationId, expiresAt: made.expiresAt });
  if (!isMade) throw conflict("no_link_for_this_role");
  await recordWrite(call, "create_answer_link");
  return { path: `/survey?wave=${waveId}#${made.token}`, expiresAt: made.expiresAt.toISOString() };
}

// ---- who answers --------------------------------------------------------------------------------------------------------------------------

export async function listOwnWaves(call: Call) {
  const { tx, actor } = call;
  const answerable = await queries.listAnswerable(tx);
  const waves = [];
  for (const row of await queries.listOwnWaves(tx, actor.siteId)) {
    const own = [tx, actor.siteId, row.id, row.organisation_id ?? undefined] as const;
    const answer = (await queries.findHandedIn(...own)) ?? (await queries.findOwnAnswer(...own));
    const organisationId = row.organisation_id ?? answer?.organisation_id;
    if (organisationId === undefined) continue;
    const others = await queries.listOthers(tx, actor.siteId, row.id);
    waves.push({
      id: row.id,
      title: row.title,
      untilOn: row.until_on,
      organisationName: others.find((one) => one.id === organisationId)?.name ?? "",
      state: answer?.state ?? ("asked" as const),
      isOpen: answerable.some((one) => one.wave_id === row.id),
    });
  }
  return { waves };
}

export async function getAnswerSheet(call: Call, waveId: string): Promise<AnswerSheet> {
  const { tx, actor } = call;
  const row = await queries.findOwnWave(tx, actor.siteId, waveId);
  if (!row) throw notFound();
  const answer = await queries.findOwnAnswer(tx, actor.siteId, waveId, row.organisation_id ?? undefined);
  const unseen = actor.isLink ? await queries.findHandedIn(tx, actor.siteId, waveId, row.organisation_id ?? undefined) : undefined;
  const organisationId = row.organisation_id ?? answer?.organisation_id ?? unseen?.organisation_id;
  if (organisationId === undefined) throw notFound();
  const everyone = await queries.listOthers(tx, actor.siteId, waveId);
  const own = everyone.find((one) => one.id === organisationId);
  const isOpen = (await queries.listAnswerable(tx)).some((one) => one.wave_id === waveId && one.organisation_id === organisationId);
  return {
    waveId,
    title: row.title,
    untilOn: row.until_on,
    organisationId,
    organisationName: own?.name ?? "",
    others: everyone.flatMap((one) => (one.id === organisationId ? [] : [{ id: one.id, name: one.name, hasLeft: one.has_left }])),
    answer: answer
      ? {
          id: answer.id,
          state: answer.state,
          savedOn: answer.saved_on,
          handedInOn: answer.handed_in_on,
          ratings: await queries.listOwnRatings(tx, actor.siteId, answer.id),
          version: answer.version,
        }
      : null,
    throughLink: actor.isLink,
    handedIn: unseen ? { on: unseen.handed_in_on!, state: unseen.state === "second" ? "second" : "handed_in" } : null,
    takes: isOpen ? "answers" : own?.has_left ? "left" : row.organisation_id === null ? "passed_on" : "over",
  };
}

function refuseLate(sheet: AnswerSheet): void {
  if (sheet.takes === "over") throw conflict("wave_closed");
  if (sheet.takes === "left") throw conflict("organisation_left");
  if (sheet.takes === "passed_on") throw conflict("passed_on");
}

/** Saves what was chosen so far. Ratings of an organisation that has left meanwhile are kept as well. */
export async function saveAnswer(
  call: Call,
  waveId: string,
  wanted: { id: string; ratings: readonly Rating[]; version: number },
): Promise<AnswerSheet> {
  const sheet = await getAnswerSheet(call, waveId);
  refuseLate(sheet);
  const { tx, actor } = call;
  const fault = faultOf(wanted.ratings, sheet.organisationId, new Set(sheet.others.map((one) => one.id)));
  if (fault) throw invalid([{ path: "body.ratings", code: fault }]);
  if (sheet.answer === null) {
    const isNew = await queries.insertAnswer(tx, {
      site_id: actor.siteId,
      id: wanted.id,
      wave_id: waveId,
      organisation_id: sheet.organisationId,
      membership_id: actor.membershipId,
      saved_on: today(),
    });
    if (!isNew) throw conflict("already_there");
    await queries.saveRatings(tx, actor.siteId, wanted.id, tidied(wanted.ratings));
  } else {
    if (!(await queries.touchAnswer(tx, actor.siteId, sheet.answer.id, wanted.version, today()))) throw changedMeanwhile(sheet);
    await queries.saveRatings(tx, actor.siteId, sheet.answer.id, tidied(wanted.ratings));
  }
  return await getAnswerSheet(call, waveId);
}

export async function handInAnswer(call: Call, waveId: string, version: number): Promise<AnswerSheet> {
  const sheet = await getAnswerSheet(call, waveId);
  refuseLate(sheet);
  // the same click again, through a link that no longer shows what it handed in
  if (sheet.answer === null && sheet.handedIn !== null) return sheet;
  if (sheet.answer === null) throw conflict("nothing_saved");
  // the same click again
  if (sheet.answer.state !== "draft" && sheet.answer.version === version + 1) return sheet;
  if (sheet.answer.state !== "draft") {
    if (sheet.answer.version !== version) throw changedMeanwhile(sheet);
    return sheet;
  }
  // an empty answer would take the place of a full one
  if (sheet.answer.ratings.length === 0) throw conflict("nothing_said");
  const done = await queries.handIn(call.tx, sheet.answer.id, version);
  if (done === "changed") throw changedMeanwhile(sheet);
  if (done === "closed" || done === "unknown") throw conflict("wave_closed");
  await recordWrite(call, "hand_in_answer");
  return await getAnswerSheet(call, waveId);
}
