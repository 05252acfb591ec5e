import { now, today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import { changedMeanwhile, conflict, forbidden, invalid, notFound } from "../../platform/server/problem.ts";
import { listLinks as listAccountLinks, listMailOfLinks, newLink, newMailedLink, recordAccess, revokeLink } from "../accounts/index.ts";
import { discardDraft, enqueueMail, withdrawMail } from "../network/index.ts";
import type { NewMeasure } from "../themes/contract.ts";
import * as themes from "./agenda-themes.ts";
import { endDeputies } from "./body/queries.ts";
import { type BodyChange, noteChanges } from "./body/verbs.ts";
import { hasThemes, renameInThemes } from "./group/verbs.ts";
import type {
  AgendaItemView,
  AttendanceState,
  BodyFields,
  BodyRole,
  BodySummary,
  BodyView,
  DecisionView,
  Desk,
  ItemKind,
  LinkView,
  MeetingFields,
  MeetingState,
  MeetingSummary,
  MeetingView,
  MemberHome,
  MemberView,
  Outcome,
  PaperFields,
  Reached,
  ReportState,
  Stance,
  ThemeNote,
  Votes,
} from "./contract.ts";
import { keepAgenda } from "./invitation/queries.ts";
import { findAdoption, putPensDown } from "./minutes/queries.ts";
import { holdPen } from "./minutes/verbs.ts";
import * as queries from "./queries.ts";
import * as rules from "./rules.ts";

// ---- who ----------------------------------------------------------------------------------------------------------------------------------

/** For those whom bodies do not concern there are none. */
async function requirePart(call: Call): Promise<{ mayWrite: boolean }> {
  const standing = await queries.getStanding(call.tx);
  if (!standing.takes_part) throw notFound();
  return { mayWrite: standing.may_write };
}

async function requireWriter(call: Call): Promise<void> {
  if (!(await requirePart(call)).mayWrite) throw forbidden();
}

async function recordWrite(call: Call, action: string): Promise<void> {
  await recordAccess(call, { action: `bodies.${action}`, basis: "structure" });
}

async function findBodyToWrite(call: Call, bodyId: string): Promise<queries.BodyRow> {
  const body = await queries.findBody(call.tx, call.actor.siteId, bodyId);
  if (!body) throw notFound();
  if (!body.may_write) throw forbidden();
  return body;
}

/** The meeting, and nobody else changes it until this transaction ends. */
async function lockMeetingToWrite(call: Call, meetingId: string): Promise<queries.MeetingRow> {
  const seen = await queries.findMeeting(call.tx, call.actor.siteId, meetingId);
  if (!seen) throw notFound();
  if (!seen.may_write) throw forbidden();
  const meeting = await queries.lockMeeting(call.tx, call.actor.siteId, meetingId);
  if (!meeting) throw notFound();
  return meeting;
}

async function lockItemToWrite(call: Call, itemId: string): Promise<{ item: queries.ItemRow; meeting: queries.MeetingRow }> {
  const seen = await queries.findItem(call.tx, call.actor.siteId, itemId);
  if (!seen) throw notFound();
  const meeting = await lockMeetingToWrite(call, seen.meeting_id);
  const item = await queries.findItem(call.tx, call.actor.siteId, itemId);
  if (!item) throw notFound();
  return { item, meeting };
}

// ---- views --------------------------------------------------------------------------------------------------------------------------------

function fieldsOf(row: queries.BodyRow): BodyFields {
  return {
    kind: row.kind,
    name: row.name,
    mandate: row.mandate,
    fieldOfAction: row.field_of_action,
    townId: row.town_id,
    socialSpace: row.social_space,
    targetGroup: row.target_group,
  };
}

function memberOf(row: queries.MemberRow): MemberView {
  return {
    id: row.id,
    membershipId: row.membership_id,
    name: row.name,
    title: row.title,
    unitName: row.unit_name,
    bodyRole: row.body_role,
    fromOn: row.from_on,
    untilOn: row.until_on,
    standsInFor: row.stands_in_for,
    version: row.version,
  };
}

function summaryOf(row: queries.MeetingRow): MeetingSummary {
  return {
    id: row.id,
    bodyId: row.body_id,
    bodyName: row.body_name,
    bodyKind: row.body_kind,
    state: row.state,
    startsAt: row.starts_at.toISOString(),
    heldOn: row.held_on,
    begins: row.begins,
    minutesPlanned: row.minutes_planned,
    place: row.place,
    onlineLink: row.online_link,
    papersDueOn: row.papers_due_on,
    itemCount: row.item_count,
  };
}

const iso = (at: Date | null) => at?.toISOString() ?? null;

function decisionOf(row: queries.DecisionRow): DecisionView {
  const standing = { outcome: row.outcome, dueOn: row.due_on, reportState: row.report_state, reportedOn: row.reported_on };
  return {
    id: row.id,
    bodyId: row.body_id,
    bodyName: row.body_name,
    bodyKind: row.body_kind,
    meetingId: row.meeting_id,
    itemId: row.agenda_item_id,
    itemTitle: row.item_title ?? "",
    themeId: row.theme_id,
    outcome: row.outcome,
    wording: row.wording,
    reason: row.reason,
    reached: row.reached,
    votes:
      row.votes_for === null || row.votes_against === null || row.votes_abstained === null
        ? null
        : { for: row.votes_for, against: row.votes_against, abstained: row.votes_abstained },
    dissents: row.dissents,
    audience: row.audience,
    postponedUntilOn: row.postponed_until_on,
    ownerUnitId: row.owner_unit_id,
    ownerUnitName: row.owner_unit_name,
    ownerMembershipId: row.owner_membership_id,
    ownerName: row.owner_name,
    dueOn: row.due_on,
    decidedOn: row.decided_on,
    reportState: row.report_state,
    report: row.report,
    reportedOn: row.reported_on,
    reportedBy: row.reported_by,
    daysLate: rules.daysLate(standing, today()),
    daysWithoutReport: rules.daysWithoutReport(standing, today()),
    measureIds: row.measure_ids,
    version: row.version,
    abilities: { change: row.may_write, report: row.may_report, passOn: row.may_report && row.may_pass_on },
  };
}

type ItemContext = {
  readonly notes: ReadonlyMap<string, ThemeNote>;
  readonly decisions: readonly DecisionView[];
  readonly stances: readonly queries.StanceRow[];
  readonly actorId: string;
};

function itemOf(row: queries.ItemRow, position: number, context: ItemContext): AgendaItemView {
  const stances = context.stances.filter((stance) => stance.agenda_item_id === row.id);
  const countOf = (stance: Stance) => stances.filter((one) => one.stance === stance).length;
  return {
    id: row.id,
    position,
    kind: row.kind,
    title: row.title,
    minutesPlanned: row.minutes_planned,
    themeId: row.theme_id,
    theme: row.theme_id ? (context.notes.get(row.theme_id) ?? null) : null,
    question: row.question,
    background: row.background,
    proposal: row.proposal,
    options: row.options,
    missing: rules.missingOfPaper(row.kind, row),
    begunAt: iso(row.begun_at),
    endedAt: iso(row.ended_at),
    minutes: row.minutes,
    minutesVersion: row.minutes_version,
    minutesSavedAt: iso(row.minutes_saved_at),
    audience: row.audience,
    version: row.version,
    decisions: context.decisions.filter((decision) => decision.itemId === row.id),
    stances: row.may_write ? { support: countOf("support"), discuss: countOf("discuss"), against: countOf("against") } : null,
    ownStance: stances.find((stance) => stance.membership_id === context.actorId)?.stance ?? null,
  };
}

async function viewMeeting(call: Call, row: queries.MeetingRow): Promise<MeetingView> {
  const { tx, actor } = call;
  const rows = await queries.listItems(tx, actor.siteId, row.id);
  const notes = new Map<string, ThemeNote>();
  for (const themeId of new Set(rows.flatMap((item) => item.theme_id ?? []))) {
    const note = await themes.findNote(call, themeId);
    if (note) notes.set(themeId, note);
  }
  const decisions = (await queries.listDecisionsOfMeeting(tx, actor.siteId, row.id)).map(decisionOf);
  const stances = await queries.listStances(
    tx,
    actor.siteId,
    rows.map((item) => item.id),
  );
  const items = rows.map((item, index) => itemOf(item, index + 1, { notes, decisions, stances, actorId: actor.membershipId }));
  const members = await queries.listMembers(tx, actor.siteId, row.body_id);
  const attendance = await queries.listAttendance(tx, actor.siteId, row.id);
  return {
    ...summaryOf(row),
    version: row.version,
    invitedAt: iso(row.invited_at),
    openedAt: iso(row.opened_at),
    closedAt: iso(row.closed_at),
    reopenReason: row.reopen_reason,
    seriesId: row.series_id,
    items,
    minutesOfItems: rules.minutesOfItems(items),
    members: members.map(memberOf),
    attendance: attendance.map((one) => ({ membershipId: one.membership_id, name: one.name, unitName: one.unit_name, state: one.state })),
    nextStates: row.may_write ? rules.nextStates(row.state, row.closed_on, today()) : [],
    abilities: {
      prepare: row.may_write && rules.mayChangeAgenda(row.state),
      keepMinutes: row.may_write && rules.mayKeepMinutes(row.state),
      answerStance: row.may_answer,
    },
  };
}

export async function getMeeting(call: Call, meetingId: string): Promise<MeetingView> {
  const row = await queries.findMeeting(call.tx, call.actor.siteId, meetingId);
  if (!row) throw notFound();
  return await viewMeeting(call, row);
}

export async function getBody(call: Call, bodyId: string): Promise<BodyView> {
  const { tx, actor } = call;
  const body = await queries.findBody(tx, actor.siteId, bodyId);
  if (!body) throw notFound();
  const members = await queries.listMembers(tx, actor.siteId, bodyId);
  const meetings = await queries.listMeetingsOfBody(tx, actor.siteId, bodyId);
  return {
    ...fieldsOf(body),
    id: body.id,
    version: body.version,
    members: members.map(memberOf),
    meetings: meetings.map(summaryOf),
    abilities: { edit: body.may_write },
  };
}

export async function listBodies(call: Call): Promise<{ bodies: BodySummary[]; abilities: { found: boolean } }> {
  const { mayWrite } = await requirePart(call);
  const { tx, actor } = call;
  const rows = await queries.listBodies(tx, actor.siteId);
  const upcoming = await queries.listUpcoming(tx, actor.siteId);
  const past = await queries.listPast(tx, actor.siteId);
  const firstOf = (meetings: readonly queries.MeetingRow[], bodyId: string) => {
    const found = meetings.find((meeting) => meeting.body_id === bodyId);
    return found ? summaryOf(found) : null;
  };
  return {
    bodies: rows.map((row) => ({
      ...fieldsOf(row),
      id: row.id,
      memberCount: row.member_count,
      nextMeeting: firstOf(upcoming, row.id),
      lastMeeting: firstOf(past, row.id),
      version: row.version,
    })),
    abilities: { found: mayWrite },
  };
}

export async function listMeetings(call: Call): Promise<{ upcoming: MeetingSummary[]; past: MeetingSummary[] }> {
  await requirePart(call);
  const upcoming = await queries.listUpcoming(call.tx, call.actor.siteId);
  const past = await queries.listPast(call.tx, call.actor.siteId);
  return { upcoming: upcoming.map(summaryOf), past: past.map(summaryOf) };
}

// ---- bodies -------------------------------------------------------------------------------------------------------------------------------

async function columnsOf(call: Call, fields: Omit<BodyFields, "kind">) {
  if (fields.townId && !(await queries.isTown(call.tx, call.actor.siteId, fields.townId))) {
    throw invalid([{ path: "body.townId", code: "unknown" }]);
  }
  return {
    name: fields.name,
    mandate: fields.mandate,
    field_of_action: fields.fieldOfAction,
    town_id: fields.townId,
    social_space: fields.socialSpace,
    target_group: fields.targetGroup,
  };
}

/** A repeat with the same id by the same actor answers as the first; somebody else's row is told as taken. */
function refuseTaken(isNew: boolean, createdBy: string | undefined, call: Call): void {
  if (!isNew && createdBy !== call.actor.membershipId) throw conflict("already_there");
}

export async function foundBody(call: Call, body: BodyFields & { id: string }): Promise<BodyView> {
  await requireWriter(call);
  const { siteId, membershipId } = call.actor;
  const row = { site_id: siteId, id: body.id, kind: body.kind, created_by: membershipId, ...(await columnsOf(call, body)) };
  const isNew = await queries.insertBody(call.tx, row);
  refuseTaken(isNew, (await queries.findBody(call.tx, siteId, body.id))?.created_by, call);
  if (isNew) {
    await noteChanges(call, body.id, [{ kind: "founded", current: body.name }]);
    await recordWrite(call, "found_body");
  }
  return await getBody(call, body.id);
}

export async function changeBody(call: Call, bodyId: string, change: Omit<BodyFields, "kind"> & { version: number }): Promise<BodyView> {
  const body = await findBodyToWrite(call, bodyId);
  if (!(await queries.updateBody(call.tx, call.actor.siteId, bodyId, change.version, await columnsOf(call, change)))) {
    throw changedMeanwhile(await getBody(call, bodyId));
  }
  const compared: BodyChange[] = [
    { kind: "name", former: body.name, current: change.name },
    { kind: "mandate", former: body.mandate, current: change.mandate },
  ];
  await noteChanges(
    call,
    bodyId,
    compared.filter((one) => one.former !== one.current),
  );
  if (body.name !== change.name) await renameInThemes(call, bodyId, change.name);
  await recordWrite(call, "change_body");
  return await getBody(call, bodyId);
}

/** A body with a meeting ahead stays: its members would stand before a closed door. One that works on a theme stays: the theme would wait for nobody. */
export async function removeBody(call: Call, bodyId: string): Promise<{ removed: boolean }> {
  await findBodyToWrite(call, bodyId);
  if (await queries.hasOpenMeeting(call.tx, call.actor.siteId, bodyId)) throw conflict("meeting_ahead");
  if (await hasThemes(call, bodyId)) throw conflict("works_on_theme");
  await queries.setRemoved(call.tx, "body", bodyId, true);
  await recordWrite(call, "remove_body");
  return { removed: true };
}

export async function restoreBody(call: Call, bodyId: string): Promise<BodyView> {
  await requireWriter(call);
  if (await queries.setRemoved(call.tx, "body", bodyId, false)) await recordWrite(call, "restore_body");
  return await getBody(call, bodyId);
}

export type NewMember = { id: string; membershipId: string; bodyRole: BodyRole; fromOn?: string | undefined };

/** Sits in the body from now on. Only memberships made for it (body_member) and coordinators do: rights of a case role never add up with it. */
export async function addMember(call: Call, bodyId: string, member: NewMember): Promise<BodyView> {
  await findBodyToWrite(call, bodyId);
  const { tx, actor } = call;
  const colleague = await queries.findColleague(tx, actor.siteId, member.membershipId);
  if (!colleague?.is_now) throw invalid([{ path: "body.membershipId", code: "unknown" }]);
  if (colleague.role !== "body_member" && colleague.role !== "coordinator")
    throw invalid([{ path: "body.membershipId", code: "not_a_member_role" }]);
  const again = await queries.findMember(tx, actor.siteId, member.id);
  if (again) {
    if (again.body_id !== bodyId || again.membership_id !== member.membershipId) throw conflict("already_there");
    return await getBody(call, bodyId);
  }
  const sitting = await queries.listMembers(tx, actor.siteId, bodyId);
  if (sitting.some((one) => one.membership_id === member.membershipId)) throw conflict("sits_already");
  const isNew = await queries.insertMember(tx, {
    site_id: actor.siteId,
    id: member.id,
    body_id: bodyId,
    membership_id: member.membershipId,
    body_role: member.bodyRole,
    from_on: member.fromOn ?? today(),
  });
  if (isNew) {
    await noteChanges(call, bodyId, [{ kind: "member_in", membershipId: member.membershipId, current: member.bodyRole }]);
    await recordWrite(call, "add_member");
  }
  return await getBody(call, bodyId);
}

async function findMemberToWrite(call: Call, memberId: string): Promise<queries.MemberRow> {
  const member = await queries.findMember(call.tx, call.actor.siteId, memberId);
  if (!member) throw notFound();
  await findBodyToWrite(call, member.body_id);
  return member;
}

export async function changeMember(
  call: Call,
  memberId: string,
  change: { bodyRole: BodyRole; untilOn: string | null; version: number },
): Promise<BodyView> {
  const member = await findMemberToWrite(call, memberId);
  if (change.untilOn && change.untilOn < member.from_on) throw invalid([{ path: "body.untilOn", code: "before_start" }]);
  const row = { body_role: change.bodyRole, until_on: change.untilOn };
  if (!(await queries.updateMember(call.tx, call.actor.siteId, memberId, change.version, row))) {
    throw changedMeanwhile(await getBody(call, member.body_id));
  }
  if (member.body_role !== change.bodyRole) {
    const about = { membershipId: member.membership_id, former: member.body_role, current: change.bodyRole };
    await noteChanges(call, member.body_id, [{ kind: "member_role", ...about }]);
  }
  await recordWrite(call, "change_member");
  return await getBody(call, member.body_id);
}

export async function removeMember(call: Call, memberId: string): Promise<BodyView> {
  const member = await findMemberToWrite(call, memberId);
  const isSitting = await queries.endMember(call.tx, call.actor.siteId, memberId, now());
  if (isSitting) {
    await endDeputies(call.tx, call.actor.siteId, memberId);
    await noteChanges(call, member.body_id, [{ kind: "member_out", membershipId: member.membership_id }]);
  }
  await recordWrite(call, "remove_member");
  return await getBody(call, member.body_id);
}

// ---- meetings -----------------------------------------------------------------------------------------------------------------------------

function refuseLatePapers(meeting: MeetingFields): void {
  if (meeting.papersDueOn && meeting.papersDueOn > meeting.heldOn) throw invalid([{ path: "body.papersDueOn", code: "after_meeting" }]);
}

export async function planMeeting(
  call: Call,
  bodyId: string,
  meeting: MeetingFields & { id: string },
  seriesId?: string,
): Promise<MeetingView> {
  await findBodyToWrite(call, bodyId);
  refuseLatePapers(meeting);
  const { siteId, membershipId } = call.actor;
  const isNew = await queries.insertMeeting(call.tx, { siteId, id: meeting.id, bodyId, createdBy: membershipId, seriesId, meeting });
  refuseTaken(isNew, (await queries.findMeeting(call.tx, siteId, meeting.id))?.created_by, call);
  if (isNew) await recordWrite(call, "plan_meeting");
  return await getMeeting(call, meeting.id);
}

export async function changeMeeting(call: Call, meetingId: string, change: MeetingFields & { version: number }): Promise<MeetingView> {
  const meeting = await lockMeetingToWrite(call, meetingId);
  if (meeting.state === "closed") throw conflict("meeting_closed");
  refuseLatePapers(change);
  if (!(await queries.updateMeeting(call.tx, call.actor.siteId, meetingId, change.version, change))) {
    throw changedMeanwhile(await getMeeting(call, meetingId));
  }
  if (change.heldOn !== meeting.held_on) {
    for (const themeId of await listUndecided(call, meetingId)) {
      await themes.putOn(call, themeId, { meetingOn: change.heldOn, bodyName: meeting.body_name });
    }
  }
  await recordWrite(call, "change_meeting");
  const isElsewhere =
    change.heldOn !== meeting.held_on ||
    change.begins !== meeting.begins ||
    change.place !== meeting.place ||
    change.onlineLink !== meeting.online_link;
  if (meeting.state === "invited" && isElsewhere) await tellChanged(call, meeting);
  return await getMeeting(call, meetingId);
}

// ---- who is told by mail ------------------------------------------------------------------------------------------------------------------

/** So long a change or a cancellation can be taken back before anybody is written to. */
const minutesToThink = 2;

async function listToTell(call: Call, bodyId: string): Promise<string[]> {
  const members = await queries.listMembers(call.tx, call.actor.siteId, bodyId);
  return members.map((one) => one.membership_id).filter((id) => id !== call.actor.membershipId);
}

/** One mail for each member; those who read papers without a password get a link of their own, made in this transaction. */
async function invite(call: Call, meeting: queries.MeetingRow, version: number): Promise<void> {
  for (const membershipId of await listToTell(call, meeting.body_id)) {
    const linkId = newId();
    const link = newMailedLink(call.keys, linkId);
    const expiresAt = rules.linkLastsUntil(link.expiresAt, meeting.starts_at);
    const isLinked = await queries.insertLink(call.tx, { id: linkId, hash: link.hash, membershipId, meetingId: meeting.id, expiresAt });
    const ids = isLinked ? [linkId] : [];
    await enqueueMail(call, { to: [membershipId], kind: "bodies.invited", group: "meetings", subjectId: meeting.id, version, ids });
  }
}

async function tellChanged(call: Call, meeting: queries.MeetingRow): Promise<void> {
  // an earlier change that nobody has read yet is overtaken by this one
  await withdrawMail(call, { kind: "bodies.meeting_changed", subjectId: meeting.id });
  const to = await listToTell(call, meeting.body_id);
  const about = { subjectId: meeting.id, version: meeting.version + 1, waits: minutesToThink };
  await enqueueMail(call, { to, kind: "bodies.meeting_changed", group: "meetings", ...about });
}

/** A week before a decision is due and once its day has passed, those who answer for it; each day counts anew if it is moved. */
export async function remindOfDecisions(call: Call): Promise<void> {
  for (const due of await queries.listDecisionsDue(call.tx)) {
    // even once it has passed, odd before: one number for the day and which of the two
    const version = Number(due.due_on.replaceAll("-", "")) * 2 + (due.is_over ? 0 : 1);
    await enqueueMail(call, { to: [due.membership_id], kind: "bodies.decision_due", group: "tasks", subjectId: due.decision_id, version });
  }
}

/** Themes of a meeting on which nothing was decided in it. */
async function listUndecided(call: Call, meetingId: string): Promise<string[]> {
  const items = await queries.listItems(call.tx, call.actor.siteId, meetingId);
  const decisions = await queries.listDecisionsOfMeeting(call.tx, call.actor.siteId, meetingId);
  return items.flatMap((item) => (item.theme_id && !decisions.some((one) => one.agenda_item_id === item.id) ? [item.theme_id] : []));
}

function moveOf(meeting: queries.MeetingRow, to: MeetingState, call: Call, reason: string | null): queries.MeetingMove {
  const at = now();
  const opening =
    meeting.state === "closed"
      ? { state: to, closed_at: null, closed_by: null, reopen_reason: reason ?? "" }
      : { state: to, opened_at: at };
  const moves: Record<MeetingState, queries.MeetingMove> = {
    planned: { state: to, invited_at: null },
    invited: { state: to, invited_at: at },
    in_session: opening,
    closed: { state: to, closed_at: at, closed_by: call.actor.membershipId },
  };
  return moves[to];
}

export async function moveMeeting(
  call: Call,
  meetingId: string,
  move: { to: MeetingState; version: number; reason?: string | null | undefined },
): Promise<MeetingView> {
  const meeting = await lockMeetingToWrite(call, meetingId);
  const reason = move.reason ?? null;
  if (meeting.state === move.to) {
    // a second click answers as the first; who comes second after somebody else is told so
    if (meeting.version === move.version + 1 && (move.to !== "closed" || meeting.closed_by === call.actor.membershipId))
      return await viewMeeting(call, meeting);
    throw conflict(move.to === "closed" ? "closed_meanwhile" : "moved_meanwhile");
  }
  const refusal = rules.refusalOfMove({
    from: meeting.state,
    to: move.to,
    itemCount: meeting.item_count,
    closedOn: meeting.closed_on,
    today: today(),
    reason,
  });
  if (refusal === "reason_missing") throw invalid([{ path: "body.reason", code: "required" }]);
  if (refusal) throw conflict(refusal);
  if (meeting.version !== move.version) throw changedMeanwhile(await viewMeeting(call, meeting));
  if (meeting.state === "closed" && (await findAdoption(call.tx, call.actor.siteId, meetingId))?.adopted_at != null)
    throw conflict("minutes_adopted");
  if (move.to === "closed") {
    await putPensDown(call.tx, call.actor.siteId, meetingId);
    await queries.endOpenItems(call.tx, call.actor.siteId, meetingId, now());
    // what was not reached waits for another meeting, and those who reported it are told
    for (const themeId of await listUndecided(call, meetingId)) await takeOffUnlessElsewhere(call, themeId, meetingId);
  }
  if (meeting.state === "closed") {
    for (const themeId of await listUndecided(call, meetingId)) {
      await themes.putOn(call, themeId, { meetingOn: meeting.held_on, bodyName: meeting.body_name });
    }
  }
  await queries.updateMeetingState(call.tx, call.actor.siteId, meetingId, meeting.version, moveOf(meeting, move.to, call, reason));
  await recordWrite(call, `move_meeting_${move.to}`);
  if (meeting.state === "planned" && move.to === "invited") {
    // what is sent now stays as it was sent, whatever becomes of the agenda
    await keepAgenda(call.tx, call.actor.siteId, meetingId, now());
    await invite(call, meeting, meeting.version + 1);
  }
  if (move.to === "planned") await withdrawMail(call, { kind: "bodies.invited", subjectId: meetingId });
  return await getMeeting(call, meetingId);
}

async function takeOffUnlessElsewhere(call: Call, themeId: string, meetingId: string): Promise<void> {
  if (!(await queries.isOnOtherAgenda(call.tx, call.actor.siteId, themeId, meetingId))) await themes.takeOff(call, themeId);
}

export async function removeMeeting(call: Call, meetingId: string): Promise<{ removed: boolean }> {
  const meeting = await lockMeetingToWrite(call, meetingId);
  if (!rules.mayRemoveMeeting(meeting.state)) throw conflict("meeting_has_begun");
  for (const item of await queries.listItems(call.tx, call.actor.siteId, meetingId)) {
    if (item.theme_id) await takeOffUnlessElsewhere(call, item.theme_id, meetingId);
  }
  await queries.setRemoved(call.tx, "meeting", meetingId, true);
  await recordWrite(call, "remove_meeting");
  if (meeting.state === "invited") {
    const about = { subjectId: meetingId, version: meeting.version, waits: minutesToThink };
    await enqueueMail(call, { to: await listToTell(call, meeting.body_id), kind: "bodies.meeting_cancelled", group: "meetings", ...about });
  }
  return { removed: true };
}

export async function restoreMeeting(call: Call, meetingId: string): Promise<MeetingView> {
  await requireWriter(call);
  const isBack = await queries.setRemoved(call.tx, "meeting", meetingId, false);
  const meeting = await queries.findMeeting(call.tx, call.actor.siteId, meetingId);
  if (!meeting) throw notFound();
  if (isBack) {
    for (const themeId of await listUndecided(call, meetingId)) {
      await themes.putOn(call, themeId, { meetingOn: meeting.held_on, bodyName: meeting.body_name });
    }
    await recordWrite(call, "restore_meeting");
    // whoever has already read that it falls through learns that it does not
    if ((await withdrawMail(call, { kind: "bodies.meeting_cancelled", subjectId: meetingId })) === 0 && meeting.state === "invited") {
      // a number of its own, so that it can fall through once more and be told again
      await queries.updateMeetingState(call.tx, call.actor.siteId, meetingId, meeting.version, {
        state: "invited",
        invited_at: meeting.invited_at,
      });
      await tellChanged(call, meeting);
      return await getMeeting(call, meetingId);
    }
  }
  return await viewMeeting(call, meeting);
}

/** `null` takes the note back. Somebody taken out of the body meanwhile stays as noted, but is not noted anew. */
export async function noteAttendance(
  call: Call,
  meetingId: string,
  note: { membershipId: string; state: AttendanceState | null },
): Promise<MeetingView> {
  const meeting = await lockMeetingToWrite(call, meetingId);
  if (meeting.state === "closed") throw conflict("meeting_closed");
  const { tx, actor } = call;
  if (note.state === null) {
    await queries.deleteAttendance(tx, actor.siteId, meetingId, note.membershipId);
  } else {
    const colleague = await queries.findColleague(tx, actor.siteId, note.membershipId);
    if (!colleague) throw invalid([{ path: "body.membershipId", code: "unknown" }]);
    const isMember = await queries.isMemberNow(tx, actor.siteId, meeting.body_id, note.membershipId);
    const refusal = rules.refusalOfAttendance(note.state, isMember);
    if (refusal) throw conflict(refusal);
    await queries.upsertAttendance(tx, {
      site_id: actor.siteId,
      meeting_id: meetingId,
      membership_id: note.membershipId,
      body_id: meeting.body_id,
      state: note.state,
      noted_by: actor.membershipId,
      noted_at: now(),
    });
  }
  await recordWrite(call, "note_attendance");
  return await getMeeting(call, meetingId);
}

// ---- agenda -------------------------------------------------------------------------------------------------------------------------------

export async function listThemesToPut(call: Call): Promise<ThemeNote[]> {
  await requireWriter(call);
  return await themes.listNotes(call);
}

export type NewAgendaItem = {
  id: string;
  kind: ItemKind;
  themeId: string | null;
  title: string;
  minutesPlanned: number;
  paper: PaperFields;
};

export async function addAgendaItem(call: Call, meetingId: string, item: NewAgendaItem): Promise<MeetingView> {
  const meeting = await lockMeetingToWrite(call, meetingId);
  if (!rules.mayChangeAgenda(meeting.state)) throw conflict("meeting_closed");
  if ((item.kind === "theme") !== (item.themeId !== null)) throw invalid([{ path: "body.themeId", code: "required" }]);
  const { tx, actor } = call;
  const again = await queries.findItem(tx, actor.siteId, item.id);
  if (again) {
    if (again.meeting_id !== meetingId || again.created_by !== actor.membershipId) throw conflict("already_there");
    return await viewMeeting(call, meeting);
  }
  if (item.themeId) {
    if (!(await themes.findNote(call, item.themeId))) throw invalid([{ path: "body.themeId", code: "unknown" }]);
    const there = await queries.listItems(tx, actor.siteId, meetingId);
    if (there.some((one) => one.theme_id === item.themeId)) throw conflict("already_on_agenda");
  }
  const row = {
    siteId: actor.siteId,
    id: item.id,
    meetingId,
    bodyId: meeting.body_id,
    kind: item.kind,
    themeId: item.themeId,
    createdBy: actor.membershipId,
    item,
  };
  if (!(await queries.insertItem(tx, row))) throw conflict("already_there");
  if (item.themeId) await themes.putOn(call, item.themeId, { meetingOn: meeting.held_on, bodyName: meeting.body_name });
  await recordWrite(call, "add_agenda_item");
  return await getMeeting(call, meetingId);
}

export async function changeAgendaItem(
  call: Call,
  itemId: string,
  change: { title: string; minutesPlanned: number; paper: PaperFields; version: number },
): Promise<MeetingView> {
  const { item, meeting } = await lockItemToWrite(call, itemId);
  if (!rules.mayChangeAgenda(meeting.state)) throw conflict("meeting_closed");
  if (item.kind === "input") throw conflict("input_stays");
  if (!(await queries.updateItem(call.tx, call.actor.siteId, itemId, change.version, change))) {
    throw changedMeanwhile(await getMeeting(call, item.meeting_id));
  }
  await discardDraft(call, `paper:${itemId}`);
  await recordWrite(call, "change_agenda_item");
  return await getMeeting(call, item.meeting_id);
}

export async function removeAgendaItem(call: Call, itemId: string): Promise<MeetingView> {
  const { item, meeting } = await lockItemToWrite(call, itemId);
  if (!rules.mayChangeAgenda(meeting.state)) throw conflict("meeting_closed");
  const decisions = await queries.listDecisionsOfMeeting(call.tx, call.actor.siteId, meeting.id);
  if (item.minutes !== "" || decisions.some((decision) => decision.agenda_item_id === itemId)) throw conflict("item_was_treated");
  await queries.setRemoved(call.tx, "agenda_item", itemId, true);
  if (item.theme_id) await takeOffUnlessElsewhere(call, item.theme_id, meeting.id);
  await queries.raiseMeetingVersion(call.tx, call.actor.siteId, meeting.id);
  await recordWrite(call, "remove_agenda_item");
  return await getMeeting(call, meeting.id);
}

export async function restoreAgendaItem(call: Call, itemId: string): Promise<MeetingView> {
  await requireWriter(call);
  const removed = await queries.findRemovedItem(call.tx, itemId);
  const meetingId = removed?.meeting_id ?? (await queries.findItem(call.tx, call.actor.siteId, itemId))?.meeting_id;
  if (!meetingId) throw notFound();
  const meeting = await lockMeetingToWrite(call, meetingId);
  if (!removed) return await viewMeeting(call, meeting);
  if (!rules.mayChangeAgenda(meeting.state)) throw conflict("meeting_closed");
  const there = await queries.listItems(call.tx, call.actor.siteId, meetingId);
  if (removed.theme_id && there.some((one) => one.theme_id === removed.theme_id)) throw conflict("already_on_agenda");
  await queries.setRemoved(call.tx, "agenda_item", itemId, false);
  if (removed.theme_id) await themes.putOn(call, removed.theme_id, { meetingOn: meeting.held_on, bodyName: meeting.body_name });
  await queries.raiseMeetingVersion(call.tx, call.actor.siteId, meetingId);
  await recordWrite(call, "restore_agenda_item");
  return await getMeeting(call, meetingId);
}

export async function orderAgenda(call: Call, meetingId: string, order: { itemIds: string[]; version: number }): Promise<MeetingView> {
  const meeting = await lockMeetingToWrite(call, meetingId);
  if (!rules.mayChangeAgenda(meeting.state)) throw conflict("meeting_closed");
  const there = await queries.listItems(call.tx, call.actor.siteId, meetingId);
  const isSame = rules.isSameSet(
    there.map((item) => item.id),
    order.itemIds,
  );
  if (meeting.version !== order.version || !isSame) throw changedMeanwhile(await viewMeeting(call, meeting));
  await queries.updateOrder(call.tx, call.actor.siteId, meetingId, order.itemIds);
  await queries.raiseMeetingVersion(call.tx, call.actor.siteId, meetingId);
  await recordWrite(call, "order_agenda");
  return await getMeeting(call, meetingId);
}

function refuseOutsideSession(meeting: queries.MeetingRow): void {
  if (meeting.state === "closed") throw conflict("meeting_closed");
  if (!rules.mayKeepMinutes(meeting.state)) throw conflict("meeting_not_open");
}

export async function callItem(call: Call, itemId: string): Promise<MeetingView> {
  const { item, meeting } = await lockItemToWrite(call, itemId);
  refuseOutsideSession(meeting);
  await queries.endOpenItems(call.tx, call.actor.siteId, meeting.id, now());
  await queries.beginItem(call.tx, call.actor.siteId, item.id, now());
  await recordWrite(call, "call_item");
  return await getMeeting(call, meeting.id);
}

export async function saveMinutes(
  call: Call,
  itemId: string,
  change: { minutes: string; version: number },
): Promise<{ minutes: string; version: number; savedAt: string }> {
  const { item, meeting } = await lockItemToWrite(call, itemId);
  refuseOutsideSession(meeting);
  const at = now();
  const minutes = { text: change.minutes, at, by: call.actor.membershipId };
  if (!(await queries.updateMinutes(call.tx, call.actor.siteId, itemId, change.version, minutes))) {
    throw changedMeanwhile({
      minutes: item.minutes,
      version: item.minutes_version,
      savedAt: iso(item.minutes_saved_at),
      savedBy: item.minutes_saved_by,
    });
  }
  // after the version: who has seen an older text is shown the newer one before anything else
  await holdPen(call, item);
  await discardDraft(call, `minutes:${itemId}`);
  await recordWrite(call, "save_minutes");
  return { minutes: change.minutes, version: change.version + 1, savedAt: at.toISOString() };
}

export async function saveStances(
  call: Call,
  meetingId: string,
  stances: readonly { itemId: string; stance: Stance }[],
): Promise<MeetingView> {
  const { tx, actor } = call;
  const meeting = await queries.findMeeting(tx, actor.siteId, meetingId);
  if (!meeting) throw notFound();
  if (!meeting.may_answer) {
    const isMember = await queries.isMemberNow(tx, actor.siteId, meeting.body_id, actor.membershipId);
    throw isMember ? conflict(meeting.state === "planned" ? "not_invited_yet" : "meeting_has_begun") : forbidden();
  }
  const there = new Set((await queries.listItems(tx, actor.siteId, meetingId)).map((item) => item.id));
  for (const { itemId, stance } of stances) {
    if (!there.has(itemId)) throw conflict("item_removed");
    await queries.upsertStance(tx, {
      site_id: actor.siteId,
      agenda_item_id: itemId,
      membership_id: actor.membershipId,
      body_id: meeting.body_id,
      stance,
      said_at: now(),
    });
  }
  await recordWrite(call, "save_stances");
  return await viewMeeting(call, meeting);
}

// ---- decisions ----------------------------------------------------------------------------------------------------------------------------

export type NewDecision = {
  id: string;
  outcome: Outcome;
  wording: string;
  reason: string | null;
  reached: Reached | null;
  votes: Votes | null;
  dissents: { membershipId: string; words: string }[];
  postponedUntilOn: string | null;
  ownerUnitId: string | null;
  ownerMembershipId: string | null;
  dueOn: string | null;
  answer: string | null;
  measure: NewMeasure | null;
};

/** Who sees to it: a unit, or a colleague with the unit that goes with it. */
async function ownerOf(call: Call, owner: { ownerUnitId: string | null; ownerMembershipId: string | null }) {
  if (owner.ownerMembershipId) {
    const colleague = await queries.findColleague(call.tx, call.actor.siteId, owner.ownerMembershipId);
    if (!colleague) throw invalid([{ path: "body.ownerMembershipId", code: "unknown" }]);
    if (!colleague.is_now) throw conflict("owner_left");
    return { owner_unit_id: colleague.unit_id, owner_membership_id: colleague.id };
  }
  if (owner.ownerUnitId && !(await queries.isUnit(call.tx, call.actor.siteId, owner.ownerUnitId))) {
    throw invalid([{ path: "body.ownerUnitId", code: "unknown" }]);
  }
  return { owner_unit_id: owner.ownerUnitId, owner_membership_id: null };
}

/** Only who sits in the body, or was there, has an opinion that differs; and nobody is charged with what they spoke against. */
async function refuseStrangeDissents(call: Call, meeting: queries.MeetingRow, decision: NewDecision): Promise<void> {
  if (decision.dissents.length === 0) return;
  const { tx, actor } = call;
  const members = await queries.listMembers(tx, actor.siteId, meeting.body_id);
  const attendance = await queries.listAttendance(tx, actor.siteId, meeting.id);
  const known = new Set([...members, ...attendance].map((one) => one.membership_id));
  const stray = decision.dissents.findIndex((one) => !known.has(one.membershipId));
  if (stray !== -1) throw invalid([{ path: `body.dissents.${stray}.membershipId`, code: "unknown" }]);
  for (const one of decision.dissents) {
    const colleague = await queries.findColleague(tx, actor.siteId, one.membershipId);
    const isCharged =
      decision.ownerMembershipId === one.membershipId || (!decision.ownerMembershipId && decision.ownerUnitId === colleague?.unit_id);
    if (isCharged && decision.outcome === "agreed") throw invalid([{ path: "body.ownerUnitId", code: "owner_dissents" }]);
  }
}

export async function recordDecision(call: Call, itemId: string, decision: NewDecision): Promise<MeetingView> {
  const { item, meeting } = await lockItemToWrite(call, itemId);
  const { tx, actor } = call;
  const again = await queries.findDecision(tx, actor.siteId, decision.id);
  if (again) {
    if (again.agenda_item_id !== itemId || again.created_by !== actor.membershipId) throw conflict("already_there");
    return await viewMeeting(call, meeting);
  }
  refuseOutsideSession(meeting);
  const faults = rules.faultsOfDecision(
    { ...decision, hasMeasure: decision.measure !== null, isAboutTheme: item.theme_id !== null },
    today(),
  );
  if (faults.length > 0) throw invalid(faults.map((fault) => ({ path: `body.${fault.field}`, code: fault.code })));
  await refuseStrangeDissents(call, meeting, decision);
  const mayBeDecided = item.theme_id ? ((await themes.findNote(call, item.theme_id))?.mayBeDecided ?? false) : true;
  if (!mayBeDecided && decision.outcome !== "postponed") throw conflict("statement_awaited");
  const owner = await ownerOf(call, decision);
  const decidedOn = today();
  const isNew = await queries.insertDecision(tx, {
    site_id: actor.siteId,
    id: decision.id,
    body_id: meeting.body_id,
    meeting_id: meeting.id,
    agenda_item_id: itemId,
    theme_id: item.theme_id,
    outcome: decision.outcome,
    wording: decision.wording,
    reason: decision.reason,
    reached: decision.reached,
    votes_for: decision.votes?.for ?? null,
    votes_against: decision.votes?.against ?? null,
    votes_abstained: decision.votes?.abstained ?? null,
    postponed_until_on: decision.outcome === "postponed" ? decision.postponedUntilOn : null,
    ...owner,
    due_on: decision.dueOn,
    decided_on: decidedOn,
    created_by: actor.membershipId,
  });
  if (!isNew) throw conflict("already_there");
  await queries.insertDissents(
    tx,
    decision.dissents.map((one) => ({
      site_id: actor.siteId,
      decision_id: decision.id,
      membership_id: one.membershipId,
      body_id: meeting.body_id,
      words: one.words,
    })),
  );
  if (item.theme_id) {
    const { outcome, answer: sentence, reason } = decision;
    await themes.decide(call, item.theme_id, { outcome, sentence, reason, decidedOn, bodyName: meeting.body_name }, mayBeDecided);
    if (decision.measure) {
      const measureId = await themes.makeMeasure(call, item.theme_id, decision.measure, { decidedOn, bodyName: meeting.body_name });
      await queries.insertDecisionMeasure(tx, {
        site_id: actor.siteId,
        decision_id: decision.id,
        measure_id: measureId,
        body_id: meeting.body_id,
      });
    }
  }
  await discardDraft(call, `decision:${itemId}`);
  await recordWrite(call, `record_decision_${decision.outcome}`);
  return await getMeeting(call, meeting.id);
}

async function findDecisionSeen(call: Call, decisionId: string): Promise<queries.DecisionRow> {
  const decision = await queries.findDecision(call.tx, call.actor.siteId, decisionId);
  if (!decision) throw notFound();
  return decision;
}

export async function changeDecision(
  call: Call,
  decisionId: string,
  change: { ownerUnitId: string | null; ownerMembershipId: string | null; dueOn: string | null; version: number },
): Promise<DecisionView> {
  const decision = await findDecisionSeen(call, decisionId);
  if (!decision.may_write) throw forbidden();
  if (decision.outcome === "agreed") {
    if (!change.ownerUnitId && !change.ownerMembershipId) throw invalid([{ path: "body.ownerUnitId", code: "owner_missing" }]);
    if (!change.dueOn) throw invalid([{ path: "body.dueOn", code: "required" }]);
  }
  const row = { ...(await ownerOf(call, change)), due_on: change.dueOn };
  if (!(await queries.updateDecision(call.tx, call.actor.siteId, decisionId, change.version, row)))
    throw changedMeanwhile(decisionOf(decision));
  await recordWrite(call, "change_decision");
  return decisionOf(await findDecisionSeen(call, decisionId));
}

export async function reportDecision(
  call: Call,
  decisionId: string,
  report: { id: string; state: ReportState; report: string; forMeasure: boolean },
): Promise<DecisionView> {
  const decision = await findDecisionSeen(call, decisionId);
  if (!decision.may_report || (report.forMeasure && !decision.may_pass_on)) throw forbidden();
  const isNew = await queries.insertReport(call.tx, {
    site_id: call.actor.siteId,
    id: report.id,
    decision_id: decisionId,
    body_id: decision.body_id,
    state: report.state,
    report: report.report,
    reported_by: call.actor.membershipId,
    reported_at: now(),
  });
  if (isNew) await recordWrite(call, "report_decision");
  if (isNew && report.forMeasure) for (const measureId of decision.measure_ids) await themes.tellMeasure(call, measureId, report.report);
  return decisionOf(await findDecisionSeen(call, decisionId));
}

export const decisionsPerPage = 50;

export async function findDecisions(call: Call, filter: queries.DecisionFilter & { page: number }) {
  await requirePart(call);
  const { rows, count } = await queries.listDecisions(call.tx, call.actor.siteId, filter, filter.page, decisionsPerPage);
  return { decisions: rows.map(decisionOf), count, page: filter.page, pageSize: decisionsPerPage };
}

// ---- personal links -----------------------------------------------------------------------------------------------------------------------

/** The only moment at which the token is known: the coordinator copies the path, the database keeps its hash. */
export async function createPersonalLink(
  call: Call,
  link: { membershipId: string; meetingId: string },
): Promise<{ id: string; path: string; expiresAt: string }> {
  const meeting = await queries.findMeeting(call.tx, call.actor.siteId, link.meetingId);
  if (!meeting) throw notFound();
  if (!meeting.may_write) throw forbidden();
  const id = newId();
  const made = newLink();
  const isMade = await queries.insertLink(call.tx, { id, hash: made.hash, ...link, expiresAt: made.expiresAt });
  if (!isMade) throw conflict("no_member_of_body");
  await recordWrite(call, "create_link");
  return { id, path: `/papers?meeting=${link.meetingId}#${made.token}`, expiresAt: made.expiresAt.toISOString() };
}

/** A link of one's own for one member, sent instead of copied: for those who joined after the invitation, or lost it. */
export async function mailPersonalLink(
  call: Call,
  link: { id: string; membershipId: string; meetingId: string },
): Promise<{ id: string; expiresAt: string }> {
  const meeting = await queries.findMeeting(call.tx, call.actor.siteId, link.meetingId);
  if (!meeting) throw notFound();
  if (!meeting.may_write) throw forbidden();
  if (meeting.state === "planned" || meeting.state === "closed") throw conflict("not_invited_yet");
  const made = newMailedLink(call.keys, link.id);
  const expiresAt = rules.linkLastsUntil(made.expiresAt, meeting.starts_at);
  const again = await queries.findLink(call.tx, call.actor.siteId, link.id);
  if (!again) {
    if (!(await queries.insertLink(call.tx, { ...link, hash: made.hash, expiresAt }))) throw conflict("no_member_of_body");
    await enqueueMail(call, {
      to: [link.membershipId],
      kind: "bodies.invited",
      group: "meetings",
      subjectId: meeting.id,
      // beside the invitation of all, which has the number of the meeting
      version: 1_000_000 + (await queries.countInvitations(call.tx, call.actor.siteId, link.meetingId)),
      ids: [link.id],
    });
    await recordWrite(call, "mail_link");
  }
  return { id: link.id, expiresAt: expiresAt.toISOString() };
}

export async function listLinks(call: Call, bodyId: string): Promise<LinkView[]> {
  await findBodyToWrite(call, bodyId);
  const rows = await queries.listLinks(call.tx, call.actor.siteId, bodyId);
  const links = await listAccountLinks(
    call,
    rows.map((row) => row.token_hash),
  );
  const mails = await listMailOfLinks(
    call,
    rows.map((row) => row.id),
  );
  return rows.flatMap((row) => {
    const link = links.find((one) => one.hash.equals(row.token_hash));
    if (!link) return [];
    return [
      {
        mail: mails.get(row.id) ?? null,
        id: row.id,
        membershipId: row.membership_id,
        name: row.name,
        meetingId: row.meeting_id,
        heldOn: row.held_on,
        createdAt: link.createdAt.toISOString(),
        expiresAt: link.expiresAt.toISOString(),
        lastUsedAt: iso(link.lastUsedAt),
        revokedAt: iso(link.revokedAt),
      },
    ];
  });
}

export async function revokePersonalLink(call: Call, linkId: string): Promise<{ revoked: boolean }> {
  const link = await queries.findLink(call.tx, call.actor.siteId, linkId);
  if (!link) throw notFound();
  await revokeLink(call, link.token_hash);
  await recordWrite(call, "revoke_link");
  return { revoked: true };
}

// ---- homes --------------------------------------------------------------------------------------------------------------------------------

function nextOf(upcoming: readonly queries.MeetingRow[]): queries.MeetingRow | undefined {
  return (
    upcoming.find((meeting) => meeting.state === "in_session") ??
    upcoming.find((meeting) => meeting.state === "invited" && meeting.held_on >= today()) ??
    upcoming.find((meeting) => meeting.held_on >= today()) ??
    upcoming.at(-1)
  );
}

/** What a member is asked, what became of last time's, and its own tasks. For members alone: the coordinator has a desk. */
export async function getMemberHome(call: Call, meetingId?: string): Promise<MemberHome> {
  const { mayWrite } = await requirePart(call);
  if (mayWrite) throw forbidden();
  const { tx, actor } = call;
  const bodies = await queries.listBodies(tx, actor.siteId);
  const upcoming = await queries.listUpcoming(tx, actor.siteId);
  const past = await queries.listPast(tx, actor.siteId);
  const asked = meetingId === undefined ? undefined : await queries.findMeeting(tx, actor.siteId, meetingId);
  // what was to be and nobody closed asks nothing any more
  const isAhead = asked !== undefined && asked.state !== "closed" && (asked.held_on >= today() || asked.state === "in_session");
  const next = isAhead ? asked : nextOf(upcoming);
  const last = asked?.state === "closed" ? asked : (past.find((meeting) => meeting.body_id === next?.body_id) ?? past[0]);
  const tasks = await queries.listTasks(tx, actor.siteId, actor);
  const me = await queries.findColleague(tx, actor.siteId, actor.membershipId);
  return {
    name: me?.name ?? "",
    bodyNames: bodies.map((body) => body.name),
    meeting: next ? await viewMeeting(call, next) : null,
    laterMeetings: upcoming.filter((meeting) => meeting.id !== next?.id).map(summaryOf),
    lastMeeting: last ? summaryOf(last) : null,
    lastDecisions: last ? (await queries.listDecisionsOfMeeting(tx, actor.siteId, last.id)).map(decisionOf) : [],
    tasks: tasks.map(decisionOf),
  };
}

/** Until the next steering group, or until the next meeting where none is planned: papers to finish, statements awaited, decisions without report. */
export async function getDesk(call: Call): Promise<Desk> {
  await requireWriter(call);
  const { tx, actor } = call;
  const ahead = (await queries.listUpcoming(tx, actor.siteId)).filter(
    (meeting) => meeting.held_on >= today() || meeting.state === "in_session",
  );
  const next = ahead.find((meeting) => meeting.body_kind === "steering_group") ?? ahead[0];
  const view = next ? await viewMeeting(call, next) : undefined;
  const items = view?.items ?? [];
  const late = (await queries.listLate(tx, actor.siteId)).map(decisionOf);
  return {
    meeting: next ? summaryOf(next) : null,
    daysUntil: next ? rules.daysBetween(today(), next.held_on) : null,
    papersToFinish: items
      .filter((item) => item.missing.length > 0)
      .map((item) => ({ itemId: item.id, title: item.title, missing: item.missing })),
    statementsAwaited: items.flatMap((item) => {
      const dueOn = item.theme?.statementDueOn;
      if (!item.theme || !dueOn) return [];
      return [
        {
          themeId: item.theme.id,
          title: item.theme.title,
          dueOn,
          dayNumber: rules.dayOfStatement(dueOn, today()),
          days: rules.statementDays,
        },
      ];
    }),
    withoutReport: late.filter((decision) => decision.daysWithoutReport > 0).sort((a, b) => b.daysWithoutReport - a.daysWithoutReport),
  };
}
