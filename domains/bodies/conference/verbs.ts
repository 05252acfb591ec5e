import { randomInt } from "node:crypto";
import { dayOf, now, today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { newId } from "../../../platform/server/ids.ts";
import { changedMeanwhile, conflict, forbidden, invalid, notFound } from "../../../platform/server/problem.ts";
import type { BodyOf } from "../../../platform/contract/endpoint.ts";
import { recordAccess } from "../../accounts/index.ts";
import {
  checkGapText,
  createTheme,
  findMarks,
  findReleasedReconstruction,
  listReleasedReconstructions,
  type ReleasedReconstruction,
  showShareFromCases,
  submitReport,
} from "../../themes/index.ts";
import { enqueueMail, getSiteView, withdrawMail } from "../../network/index.ts";
import { findNote } from "../agenda-themes.ts";
import { findMeeting, getStanding, listItems, type MeetingRow } from "../queries.ts";
import { minutesOfItems } from "../rules.ts";
import { addAgendaItem } from "../verbs.ts";
import type * as contract from "./contract.ts";
import { blockNames } from "./block-words.ts";
import * as queries from "./queries.ts";
import { blocksFor, codeSigns, findCaseTalk, isCallOpen, mayChoose, settleCard } from "./rules.ts";

async function recordWrite(call: Call, action: string): Promise<void> {
  await recordAccess(call, { action: `bodies.${action}`, basis: "structure" });
}

/** The meeting of a planning conference; other meetings are none. */
async function findSeen(call: Call, meetingId: string): Promise<MeetingRow> {
  const meeting = await findMeeting(call.tx, call.actor.siteId, meetingId);
  if (!meeting || meeting.body_kind !== "planning_conference") throw notFound();
  return meeting;
}

async function findToWrite(call: Call, meetingId: string): Promise<MeetingRow> {
  const meeting = await findSeen(call, meetingId);
  if (!meeting.may_write) throw forbidden();
  return meeting;
}

async function findPlanToWrite(call: Call, meetingId: string): Promise<{ meeting: MeetingRow; plan: queries.PlanRow }> {
  const meeting = await findToWrite(call, meetingId);
  const plan = await queries.findPlan(call.tx, call.actor.siteId, meetingId);
  if (!plan) throw conflict("not_prepared");
  return { meeting, plan };
}

const talkOf = (text: string): contract.CaseTalk[] => findCaseTalk(text, findMarks(text));

/** Marked places of words about a case are replaced, or kept one by one. */
async function refuseMarked(call: Call, fields: Record<string, string>, kept: readonly string[]): Promise<void> {
  const problems = [];
  for (const [name, text] of Object.entries(fields)) {
    for (const mark of await checkGapText(call, { text })) {
      if (kept.includes(mark.words)) continue;
      problems.push({
        path: `body.${name}`,
        code: "marked",
        params: { kind: mark.kind, start: mark.start, end: mark.end, words: mark.words },
      });
    }
  }
  if (problems.length > 0) throw invalid(problems);
}

// ---- the plan -----------------------------------------------------------------------------------------------------------------------------

const presentedOf = ({ id, title, steps, weeks }: ReleasedReconstruction): contract.PresentedCase => ({ id, title, steps, weeks });

/** What may be presented: every reconstruction that the actor reads and that was released. */
export async function listCasesToPresent(call: Call): Promise<{ reconstructions: contract.PresentedCase[] }> {
  await insistOnOffering(call);
  return { reconstructions: (await listReleasedReconstructions(call)).map(presentedOf) };
}

async function refuseUnknownCase(call: Call, id: string | null): Promise<void> {
  if (id !== null && !(await findReleasedReconstruction(call, id))) throw invalid([{ path: "body.reconstructionId", code: "unknown" }]);
}

function presentationOf(row: queries.PresentationRow, released: readonly ReleasedReconstruction[]): contract.PresentationView {
  const reconstruction = released.find((one) => one.id === row.reconstruction_id);
  return {
    reconstruction: reconstruction ? presentedOf(reconstruction) : null,
    id: row.id,
    presenterId: row.presenter_id,
    presenterName: row.presenter_name,
    unitName: row.unit_name,
    title: row.title,
    why: row.why,
    state: row.state,
    result: row.result,
    resultOn: row.result_on,
    resultSeenOn: row.result_seen_on,
    caseTalk: talkOf(`${row.title}\n${row.why}`),
    version: row.version,
  };
}

async function shareOf(call: Call): Promise<contract.CaseShare> {
  const counted = await queries.countThemeOrigins(call.tx);
  return await showShareFromCases(call, { themes: counted.themes, fromCases: counted.from_cases });
}

export async function getCaseShare(call: Call): Promise<contract.CaseShare> {
  if (!(await getStanding(call.tx)).takes_part) throw notFound();
  return await shareOf(call);
}

async function viewConference(call: Call, meeting: MeetingRow): Promise<contract.ConferenceView> {
  const { tx, actor } = call;
  const plan = await queries.findPlan(tx, actor.siteId, meeting.id);
  const items = await listItems(tx, actor.siteId, meeting.id);
  const cards = await queries.countCards(tx, actor.siteId, meeting.id);
  const clusters = await queries.listClusters(tx, actor.siteId, meeting.id);
  const isOpen = meeting.state !== "closed";
  const mayWrite = meeting.may_write;
  const presentations = await queries.listPresentations(tx, actor.siteId, meeting.id);
  const released = presentations.some((row) => row.reconstruction_id !== null) ? await listReleasedReconstructions(call) : [];
  return {
    meetingId: meeting.id,
    bodyId: meeting.body_id,
    bodyName: meeting.body_name,
    meetingState: meeting.state,
    heldOn: meeting.held_on,
    startsAt: meeting.starts_at.toISOString(),
    place: meeting.place,
    plan: plan
      ? {
          callText: plan.call_text,
          callUntilOn: plan.call_until_on,
          question: plan.question,
          calledOn: plan.called_on,
          isCallOpen: isOpen && isCallOpen({ calledOn: plan.called_on, callUntilOn: plan.call_until_on }, today()),
          version: plan.version,
        }
      : null,
    presentations: presentations.map((row) => presentationOf(row, released)),
    minutesPlanned: meeting.minutes_planned,
    minutesOfItems: minutesOfItems(items.map((item) => ({ minutesPlanned: item.minutes_planned }))),
    itemCount: items.length,
    agendaTalk: items.flatMap((item) => {
      const talk = talkOf([item.title, item.question, item.background, item.minutes].join("\n"));
      return talk.length > 0 ? [{ itemId: item.id, title: item.title, talk }] : [];
    }),
    cards: {
      takesCards: isOpen && (plan?.takes_cards ?? false),
      code: plan?.code ?? null,
      waiting: cards.waiting,
      shown: cards.shown,
      setAside: cards.set_aside,
      clusters: clusters.length,
      clustersTakenUp: clusters.filter((cluster) => cluster.taken_up_on !== null).length,
    },
    share: await shareOf(call),
    abilities: {
      prepare: mayWrite && isOpen,
      callForCases: mayWrite && isOpen && plan !== undefined && plan.called_on === null,
      layAgenda: mayWrite && isOpen && items.length === 0,
      moderate: mayWrite,
      sendResults: mayWrite,
    },
  };
}

export async function getConference(call: Call, meetingId: string): Promise<contract.ConferenceView> {
  return await viewConference(call, await findSeen(call, meetingId));
}

export async function planConference(
  call: Call,
  meetingId: string,
  body: BodyOf<typeof contract.planConference>,
): Promise<contract.ConferenceView> {
  const meeting = await findToWrite(call, meetingId);
  if (meeting.state === "closed") throw conflict("meeting_closed");
  if (body.callUntilOn && body.callUntilOn > meeting.held_on) throw invalid([{ path: "body.callUntilOn", code: "after_meeting" }]);
  const { tx, actor } = call;
  const fields = { call_text: body.callText, call_until_on: body.callUntilOn, question: body.question };
  const plan = await queries.findPlan(tx, actor.siteId, meetingId);
  if (plan?.called_on && !body.callUntilOn) throw invalid([{ path: "body.callUntilOn", code: "required" }]);
  const isSaved =
    body.version === null
      ? await queries.insertPlan(tx, {
          ...fields,
          site_id: actor.siteId,
          meeting_id: meetingId,
          body_id: meeting.body_id,
          created_by: actor.membershipId,
        })
      : await queries.updatePlan(tx, actor.siteId, meetingId, body.version, fields);
  if (!isSaved) {
    const same = plan && plan.call_text === body.callText && plan.call_until_on === body.callUntilOn && plan.question === body.question;
    if (!same) throw changedMeanwhile(await viewConference(call, meeting));
  } else await recordWrite(call, "plan_conference");
  return await viewConference(call, meeting);
}

export async function callForCases(call: Call, meetingId: string, version: number): Promise<contract.ConferenceView> {
  const { meeting, plan } = await findPlanToWrite(call, meetingId);
  if (meeting.state === "closed") throw conflict("meeting_closed");
  if (plan.called_on !== null) return await viewConference(call, meeting);
  if (plan.version !== version) throw changedMeanwhile(await viewConference(call, meeting));
  if (plan.call_text === "") throw invalid([{ path: "body.callText", code: "required" }]);
  if (plan.call_until_on === null) throw invalid([{ path: "body.callUntilOn", code: "required" }]);
  if (plan.call_until_on < today()) throw invalid([{ path: "body.callUntilOn", code: "in_the_past" }]);
  await queries.updateCalled(call.tx, call.actor.siteId, meetingId, today());
  await recordWrite(call, "call_for_cases");
  const { members } = await getSiteView(call);
  const to = members.filter((one) => one.role === "case_manager").map((one) => one.id);
  await enqueueMail(call, { to, kind: "bodies.cases_called", group: "meetings", subjectId: meetingId });
  return await viewConference(call, meeting);
}

export async function layAgenda(call: Call, meetingId: string, language: "de" | "en"): Promise<contract.ConferenceView> {
  const meeting = await findToWrite(call, meetingId);
  if (meeting.state === "closed") throw conflict("meeting_closed");
  const items = await listItems(call.tx, call.actor.siteId, meetingId);
  if (items.length > 0) throw conflict("agenda_not_empty");
  for (const block of blocksFor(meeting.minutes_planned)) {
    await addAgendaItem(call, meetingId, {
      id: newId(),
      kind: block.key === "last_time" ? "report_back" : "other",
      themeId: null,
      title: blockNames[language][block.key].title,
      minutesPlanned: block.minutes,
      paper: { question: "", background: blockNames[language][block.key].note, proposal: "", options: [] },
    });
  }
  return await viewConference(call, await findSeen(call, meetingId));
}

// ---- cases to present ---------------------------------------------------------------------------------------------------------------------

function offerOf(row: queries.OwnOfferRow): contract.OwnOfferView {
  return {
    id: row.id,
    meetingId: row.meeting_id,
    bodyName: row.body_name,
    heldOn: dayOf(row.starts_at),
    title: row.title,
    why: row.why,
    state: row.state,
    result: row.result,
    resultBy: row.result_by_name,
    resultOn: row.result_on,
    resultSeenOn: row.result_seen_on,
    version: row.version,
    abilities: { change: row.may_change },
  };
}

async function insistOnOffering(call: Call): Promise<void> {
  if (!(await queries.mayOffer(call.tx))) throw notFound();
}

export async function listConferenceCalls(call: Call): Promise<{ calls: contract.CallView[]; offers: contract.OwnOfferView[] }> {
  await insistOnOffering(call);
  const calls = await queries.listCalls(call.tx);
  return {
    calls: calls.map((row) => ({
      meetingId: row.meeting_id,
      bodyName: row.body_name,
      heldOn: dayOf(row.starts_at),
      startsAt: row.starts_at.toISOString(),
      place: row.place,
      callText: row.call_text,
      callUntilOn: row.call_until_on,
      isOpen: row.is_open,
    })),
    offers: (await queries.listOwnOffers(call.tx)).map(offerOf),
  };
}

async function findOwnOffer(call: Call, id: string): Promise<queries.OwnOfferRow> {
  const row = await queries.findOwnOffer(call.tx, id);
  if (row) return row;
  throw (await queries.findPresentation(call.tx, call.actor.siteId, id)) ? forbidden() : notFound();
}

/** The same form twice at once is one offer; somebody else's row is told as taken. */
async function refuseTakenOffer(call: Call, id: string, meetingId: string, isNew: boolean): Promise<void> {
  if (isNew) return;
  const there = await queries.findPresentation(call.tx, call.actor.siteId, id);
  if (there?.created_by !== call.actor.membershipId || there.meeting_id !== meetingId) throw conflict("already_there");
}

export async function offerCase(call: Call, meetingId: string, body: BodyOf<typeof contract.offerCase>): Promise<contract.OwnOfferView> {
  await insistOnOffering(call);
  const asked = await queries.findCall(call.tx, meetingId);
  if (!asked) throw notFound();
  const known = await queries.findPresentation(call.tx, call.actor.siteId, body.id);
  if (known) {
    if (known.created_by !== call.actor.membershipId || known.meeting_id !== meetingId) throw conflict("already_there");
    return offerOf(await findOwnOffer(call, body.id));
  }
  if (!asked.is_open) throw conflict("call_over");
  await refuseUnknownCase(call, body.reconstructionId);
  await refuseMarked(call, { title: body.title, why: body.why }, body.keptWords);
  const isNew = await queries.insertPresentation(call.tx, {
    site_id: call.actor.siteId,
    id: body.id,
    meeting_id: meetingId,
    body_id: asked.body_id,
    presenter_id: call.actor.membershipId,
    title: body.title,
    why: body.why,
    reconstruction_id: body.reconstructionId,
    state: "offered",
    created_by: call.actor.membershipId,
  });
  await refuseTakenOffer(call, body.id, meetingId, isNew);
  if (isNew) await recordWrite(call, "offer_case");
  return offerOf(await findOwnOffer(call, body.id));
}

export async function changeOffer(call: Call, id: string, body: BodyOf<typeof contract.changeOffer>): Promise<contract.OwnOfferView> {
  await insistOnOffering(call);
  const offer = await findOwnOffer(call, id);
  if (!offer.may_change) throw conflict(offer.state === "offered" ? "call_over" : "already_chosen");
  await refuseMarked(call, { title: body.title, why: body.why }, body.keptWords);
  if (!(await queries.updatePresentation(call.tx, call.actor.siteId, id, body.version, { title: body.title, why: body.why })))
    throw changedMeanwhile(offerOf(await findOwnOffer(call, id)));
  await recordWrite(call, "change_offer");
  return offerOf(await findOwnOffer(call, id));
}

/** Until the conference has begun nobody needs to say why. Taken back, it is offered again. */
export async function withdrawOffer(call: Call, id: string, isWithdrawn: boolean): Promise<contract.OwnOfferView> {
  await insistOnOffering(call);
  const offer = await findOwnOffer(call, id);
  if (offer.result !== null) throw conflict("result_sent");
  if (!isWithdrawn && offer.state === "withdrawn" && !(await queries.findCall(call.tx, offer.meeting_id))) throw conflict("call_over");
  if ((offer.state === "withdrawn") !== isWithdrawn) {
    const state = isWithdrawn ? "withdrawn" : "offered";
    if (!(await queries.updatePresentation(call.tx, call.actor.siteId, id, offer.version, { state })))
      throw changedMeanwhile(offerOf(await findOwnOffer(call, id)));
    await recordWrite(call, "withdraw_offer");
  }
  return offerOf(await findOwnOffer(call, id));
}

export async function markResultSeen(call: Call, id: string): Promise<contract.OwnOfferView> {
  await insistOnOffering(call);
  const offer = await findOwnOffer(call, id);
  if (offer.result !== null && offer.result_seen_on === null)
    await queries.updatePresentation(call.tx, call.actor.siteId, id, offer.version, { result_seen_on: today() });
  return offerOf(await findOwnOffer(call, id));
}

export async function addPresentation(
  call: Call,
  meetingId: string,
  body: BodyOf<typeof contract.addPresentation>,
): Promise<contract.ConferenceView> {
  const meeting = await findToWrite(call, meetingId);
  const known = await queries.findPresentation(call.tx, call.actor.siteId, body.id);
  if (known) {
    if (known.created_by !== call.actor.membershipId || known.meeting_id !== meetingId) throw conflict("already_there");
    return await viewConference(call, meeting);
  }
  const presenter = await queries.findPresenter(call.tx, call.actor.siteId, body.presenterId);
  if (!presenter?.is_now) throw invalid([{ path: "body.presenterId", code: "unknown" }]);
  if (!["case_manager", "body_member", "coordinator"].includes(presenter.role))
    throw invalid([{ path: "body.presenterId", code: "not_a_presenter_role" }]);
  await refuseUnknownCase(call, body.reconstructionId);
  await refuseMarked(call, { title: body.title, why: body.why }, body.keptWords);
  const isNew = await queries.insertPresentation(call.tx, {
    site_id: call.actor.siteId,
    id: body.id,
    meeting_id: meetingId,
    body_id: meeting.body_id,
    presenter_id: body.presenterId,
    title: body.title,
    why: body.why,
    reconstruction_id: body.reconstructionId,
    state: "chosen",
    created_by: call.actor.membershipId,
  });
  await refuseTakenOffer(call, body.id, meetingId, isNew);
  if (isNew) await recordWrite(call, "add_presentation");
  return await viewConference(call, meeting);
}

async function findPresentationToWrite(call: Call, id: string): Promise<{ row: queries.PresentationRow; meeting: MeetingRow }> {
  const row = await queries.findPresentation(call.tx, call.actor.siteId, id);
  if (!row) throw notFound();
  const meeting = await findMeeting(call.tx, call.actor.siteId, row.meeting_id);
  // whoever offered it sees the own offer and not the meeting
  if (!meeting?.may_write) throw forbidden();
  return { row, meeting };
}

export async function choosePresentation(
  call: Call,
  id: string,
  body: BodyOf<typeof contract.choosePresentation>,
): Promise<contract.ConferenceView> {
  const { row, meeting } = await findPresentationToWrite(call, id);
  if (!mayChoose(row.state)) throw conflict("withdrawn");
  if (row.result !== null && !body.isChosen) throw conflict("result_sent");
  const state = body.isChosen ? "chosen" : "not_chosen";
  if (row.state !== state) {
    if (!(await queries.updatePresentation(call.tx, call.actor.siteId, id, body.version, { state })))
      throw changedMeanwhile(await viewConference(call, meeting));
    await recordWrite(call, "choose_presentation");
  }
  return await viewConference(call, meeting);
}

export async function sendResult(call: Call, id: string, body: BodyOf<typeof contract.sendResult>): Promise<contract.ConferenceView> {
  const { row, meeting } = await findPresentationToWrite(call, id);
  if (row.state !== "chosen") throw conflict("not_presented");
  if (meeting.state !== "in_session" && meeting.state !== "closed") throw conflict("not_held_yet");
  await refuseMarked(call, { result: body.result }, body.keptWords);
  if (row.result !== body.result) {
    const said = { result: body.result, result_by: call.actor.membershipId, result_on: today(), result_seen_on: null };
    if (!(await queries.updatePresentation(call.tx, call.actor.siteId, id, body.version, said)))
      throw changedMeanwhile(await viewConference(call, meeting));
    await recordWrite(call, "send_result");
    // a second sentence replaces the first, also in the queue
    await withdrawMail(call, { kind: "bodies.result_sent", subjectId: id });
    const to = row.presenter_id === call.actor.membershipId ? [] : [row.presenter_id];
    await enqueueMail(call, { to, kind: "bodies.result_sent", group: "answers", subjectId: id, version: body.version + 1 });
  }
  return await viewConference(call, meeting);
}

// ---- the wall -----------------------------------------------------------------------------------------------------------------------------

async function viewWall(call: Call, meeting: MeetingRow): Promise<contract.WallView> {
  const { tx, actor } = call;
  const plan = await queries.findPlan(tx, actor.siteId, meeting.id);
  const cards = await queries.listCards(tx, actor.siteId, meeting.id);
  return {
    meetingId: meeting.id,
    bodyId: meeting.body_id,
    bodyName: meeting.body_name,
    heldOn: meeting.held_on,
    question: plan?.question ?? "",
    takesCards: meeting.state !== "closed" && (plan?.takes_cards ?? false),
    code: plan?.code ?? null,
    revision: `${meeting.state}.${await queries.getRevision(tx, actor.siteId, meeting.id)}`,
    clusters: (await queries.listClusters(tx, actor.siteId, meeting.id)).map((row) => ({
      id: row.id,
      name: row.name,
      themeId: row.theme_id,
      reportId: row.report_id,
      takenUpOn: row.taken_up_on,
      caseTalk: talkOf(row.name),
      version: row.version,
    })),
    cards: cards.map((row) => ({
      id: row.id,
      words: row.words,
      state: row.state,
      clusterId: row.cluster_id,
      cameAt: row.came_at.toISOString(),
      caseTalk: talkOf(row.words),
      version: row.version,
    })),
    waiting: cards.filter((row) => row.state === "waiting").length,
    abilities: { moderate: meeting.may_write },
  };
}

export async function getWall(call: Call, meetingId: string, known: string | undefined) {
  const meeting = await findSeen(call, meetingId);
  const revision = `${meeting.state}.${await queries.getRevision(call.tx, call.actor.siteId, meetingId)}`;
  return { revision, wall: revision === known ? null : await viewWall(call, meeting) };
}

function makeCode(): string {
  return Array.from({ length: 6 }, () => codeSigns[randomInt(codeSigns.length)]!).join("");
}

export async function takeCards(call: Call, meetingId: string, takesCards: boolean): Promise<contract.WallView> {
  const { meeting, plan } = await findPlanToWrite(call, meetingId);
  if (takesCards && meeting.state === "closed") throw conflict("meeting_closed");
  if (takesCards && meeting.held_on < today()) throw conflict("day_over");
  if (plan.takes_cards !== takesCards) {
    let code = plan.code ?? makeCode();
    while (plan.code === null && !(await queries.isCodeFree(call.tx, code))) code = makeCode();
    await queries.updateTakesCards(call.tx, call.actor.siteId, meetingId, takesCards, code);
    await recordWrite(call, "take_cards");
  }
  return await viewWall(call, meeting);
}

async function findCardToWrite(call: Call, cardId: string): Promise<{ card: queries.CardRow; meeting: MeetingRow }> {
  const card = await queries.findCard(call.tx, call.actor.siteId, cardId);
  if (!card) throw notFound();
  return { card, meeting: await findToWrite(call, card.meeting_id) };
}

export async function moveCard(call: Call, cardId: string, body: BodyOf<typeof contract.moveCard>): Promise<contract.WallView> {
  const { card, meeting } = await findCardToWrite(call, cardId);
  const to = settleCard(body.state, body.clusterId);
  if (to.clusterId !== null) {
    const cluster = await queries.findCluster(call.tx, call.actor.siteId, to.clusterId);
    if (cluster?.meeting_id !== card.meeting_id) throw conflict("cluster_gone");
  }
  if (card.state !== to.state || card.cluster_id !== to.clusterId) {
    if (!(await queries.updateCard(call.tx, call.actor.siteId, cardId, body.version, { ...to, at: now() })))
      throw changedMeanwhile(await viewWall(call, meeting));
    await recordWrite(call, "move_card");
  }
  return await viewWall(call, meeting);
}

export async function showUnmarked(call: Call, meetingId: string): Promise<contract.WallView> {
  const meeting = await findToWrite(call, meetingId);
  const waiting = (await queries.listCards(call.tx, call.actor.siteId, meetingId)).filter((card) => card.state === "waiting");
  const plain = waiting.filter((card) => talkOf(card.words).length === 0).map((card) => card.id);
  if (plain.length > 0) {
    await queries.showCards(call.tx, call.actor.siteId, meetingId, plain, now());
    await recordWrite(call, "show_unmarked");
  }
  return await viewWall(call, meeting);
}

export async function setDeviceAside(call: Call, cardId: string, isSetAside: boolean): Promise<contract.WallView> {
  const { meeting } = await findCardToWrite(call, cardId);
  await queries.setDeviceAside(call.tx, cardId, isSetAside);
  await recordWrite(call, "set_device_aside");
  return await viewWall(call, meeting);
}

export async function addCluster(call: Call, meetingId: string, body: BodyOf<typeof contract.addCluster>): Promise<contract.WallView> {
  const meeting = await findToWrite(call, meetingId);
  const { tx, actor } = call;
  const known = await queries.findCluster(tx, actor.siteId, body.id);
  if (known && (known.meeting_id !== meetingId || known.created_by !== actor.membershipId)) throw conflict("already_there");
  if (!known) {
    const others = await queries.listClusters(tx, actor.siteId, meetingId);
    if (others.length >= 40) throw conflict("too_many_clusters");
    const isNew = await queries.insertCluster(tx, {
      site_id: actor.siteId,
      id: body.id,
      meeting_id: meetingId,
      body_id: meeting.body_id,
      name: body.name,
      position: others.length + 1,
      created_by: actor.membershipId,
    });
    if (!isNew && (await queries.findCluster(tx, actor.siteId, body.id))?.created_by !== actor.membershipId)
      throw conflict("already_there");
    if (isNew && body.cardIds.length > 0) await queries.putCards(tx, actor.siteId, meetingId, body.id, body.cardIds, now());
    if (isNew) await recordWrite(call, "add_cluster");
  }
  return await viewWall(call, meeting);
}

async function findClusterToWrite(call: Call, clusterId: string): Promise<{ cluster: queries.ClusterRow; meeting: MeetingRow }> {
  const cluster = await queries.findCluster(call.tx, call.actor.siteId, clusterId);
  if (!cluster) throw notFound();
  return { cluster, meeting: await findToWrite(call, cluster.meeting_id) };
}

export async function nameCluster(call: Call, clusterId: string, body: { name: string; version: number }): Promise<contract.WallView> {
  const { cluster, meeting } = await findClusterToWrite(call, clusterId);
  if (cluster.name !== body.name) {
    if (!(await queries.updateCluster(call.tx, call.actor.siteId, clusterId, body.version, { name: body.name })))
      throw changedMeanwhile(await viewWall(call, meeting));
    await recordWrite(call, "name_cluster");
  }
  return await viewWall(call, meeting);
}

export async function removeCluster(call: Call, clusterId: string): Promise<contract.WallView> {
  const { cluster, meeting } = await findClusterToWrite(call, clusterId);
  if (cluster.taken_up_on !== null) throw conflict("taken_up");
  await queries.letCardsGo(call.tx, call.actor.siteId, clusterId, now());
  await queries.setClusterRemoved(call.tx, clusterId, true);
  await recordWrite(call, "remove_cluster");
  return await viewWall(call, meeting);
}

export async function restoreCluster(call: Call, clusterId: string, cardIds: readonly string[]): Promise<contract.WallView> {
  if (call.actor.role !== "coordinator") await insistOnSeat(call);
  await queries.setClusterRemoved(call.tx, clusterId, false);
  const { cluster, meeting } = await findClusterToWrite(call, clusterId);
  if (cardIds.length > 0) await queries.putCards(call.tx, call.actor.siteId, cluster.meeting_id, clusterId, cardIds, now());
  await recordWrite(call, "restore_cluster");
  return await viewWall(call, meeting);
}

/** For those whom no body concerns there is none; those who sit in one may look and not write. */
async function insistOnSeat(call: Call): Promise<never> {
  throw call.actor.role === "body_member" ? forbidden() : notFound();
}

/** The theme or the report itself, through the door of themes; one that is there already only gets the link. */
async function begin(call: Call, body: BodyOf<typeof contract.takeUpCluster>): Promise<void> {
  if (body.as === "existing") {
    if (!(await findNote(call, body.id))) throw invalid([{ path: "body.id", code: "unknown" }]);
    return;
  }
  await refuseMarked(call, { title: body.title, sentence: body.sentence }, body.keptWords);
  const { id, title, fieldOfAction } = body;
  if (body.as === "theme") {
    const nothing = { metric: null, organisationIds: [], reportIds: [], answer: null };
    await createTheme(call, { id, title, sentence: body.sentence, fieldOfAction, ...nothing });
    return;
  }
  const nothing = { idea: null, howOften: null, gapKind: null, from: null, to: null, daysLost: null, townId: null, caseId: null };
  const keptMarks = body.keptWords.flatMap((words) =>
    (["title", "text"] as const).map((field) => ({ field, words, keepMarked: true as const })),
  );
  await submitReport(call, { id, title, text: body.sentence, fieldOfAction, visibility: "coordinator", keptMarks, ...nothing });
}

/** Once. The theme or report says where it comes from; the cluster keeps the link. */
export async function takeUpCluster(
  call: Call,
  clusterId: string,
  body: BodyOf<typeof contract.takeUpCluster>,
): Promise<contract.WallView> {
  const { cluster, meeting } = await findClusterToWrite(call, clusterId);
  if (cluster.taken_up_on !== null) {
    if (cluster.theme_id === body.id || cluster.report_id === body.id) return await viewWall(call, meeting);
    throw conflict("taken_up");
  }
  if (cluster.version !== body.version) throw changedMeanwhile(await viewWall(call, meeting));
  await begin(call, body);
  const link = body.as === "report" ? { report_id: body.id } : { theme_id: body.id };
  if (!(await queries.updateCluster(call.tx, call.actor.siteId, clusterId, body.version, { ...link, taken_up_on: today() })))
    throw changedMeanwhile(await viewWall(call, meeting));
  await recordWrite(call, "take_up_cluster");
  return await viewWall(call, meeting);
}
