import { now, today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { newId } from "../../../platform/server/ids.ts";
import { dayInWords, type Language } from "../../../platform/server/paper/days.ts";
import { changedMeanwhile, conflict, forbidden, invalid, notFound } from "../../../platform/server/problem.ts";
import { recordAccess } from "../../accounts/index.ts";
import { dossierContent, readDossier } from "../../themes/index.ts";
import { findNote } from "../agenda-themes.ts";
import type { PaperFields } from "../contract.ts";
import { findBody, findItem, findMeeting, getStanding, insertItem, listItems, lockMeeting, setRemoved } from "../queries.ts";
import { mayChangeAgenda } from "../rules.ts";
import { addAgendaItem } from "../verbs.ts";
import type { Audience, PatternItem, PatternView, SuggestionView } from "./contract.ts";
import * as queries from "./queries.ts";
import * as rules from "./rules.ts";
import { draftWords } from "./words.ts";

const emptyPaper: PaperFields = { question: "", background: "", proposal: "", options: [] };

async function note(call: Call, action: string): Promise<void> {
  await recordAccess(call, { action: `bodies.${action}`, basis: "structure" });
}

async function requireWriter(call: Call): Promise<void> {
  const standing = await getStanding(call.tx);
  if (!standing.takes_part) throw notFound();
  if (!standing.may_write) throw forbidden();
}

async function lockMeetingToWrite(call: Call, meetingId: string) {
  const seen = await findMeeting(call.tx, call.actor.siteId, meetingId);
  if (!seen) throw notFound();
  if (!seen.may_write) throw forbidden();
  return (await lockMeeting(call.tx, call.actor.siteId, meetingId))!;
}

export async function setAudience(
  call: Call,
  itemId: string,
  change: { audience: Audience; version: number },
): Promise<{ audience: Audience; version: number }> {
  const { tx, actor } = call;
  const seen = await findItem(tx, actor.siteId, itemId);
  if (!seen) throw notFound();
  await lockMeetingToWrite(call, seen.meeting_id);
  if (!(await queries.updateAudience(tx, actor.siteId, itemId, change.version, change.audience))) {
    const current = (await findItem(tx, actor.siteId, itemId)) ?? seen;
    throw changedMeanwhile({ audience: current.audience, version: current.version });
  }
  await note(call, `set_audience_${change.audience}`);
  return { audience: change.audience, version: change.version + 1 };
}

// ---- agendas prepared beforehand ------------------------------------------------------------------------------------------------------------

const patternOf = (row: queries.PatternRow): PatternView => ({
  id: row.id,
  name: row.name,
  bodyKind: row.body_kind as PatternView["bodyKind"],
  items: row.items,
  version: row.version,
});

export async function listAgendaPatterns(call: Call): Promise<PatternView[]> {
  await requireWriter(call);
  return (await queries.listPatterns(call.tx, call.actor.siteId)).map(patternOf);
}

export type PatternFields = { name: string; bodyKind: PatternView["bodyKind"]; items: readonly PatternItem[]; version: number };
const mostPatterns = 60;

export async function saveAgendaPattern(call: Call, patternId: string, fields: PatternFields): Promise<PatternView> {
  await requireWriter(call);
  const { tx, actor } = call;
  const row = { name: fields.name, body_kind: fields.bodyKind, items: fields.items };
  const there = await queries.listPatterns(tx, actor.siteId);
  const found = there.find((one) => one.id === patternId);
  if (fields.version === 0) {
    if (!found && there.length >= mostPatterns) throw conflict("too_many_patterns");
    const isNew = await queries.insertPattern(tx, { ...row, site_id: actor.siteId, id: patternId, created_by: actor.membershipId });
    if (!isNew && found?.created_by !== actor.membershipId) throw conflict("already_there");
  } else {
    if (!found) throw notFound();
    if (!(await queries.updatePattern(tx, actor.siteId, patternId, fields.version, row))) throw changedMeanwhile(patternOf(found));
  }
  await note(call, "save_agenda_pattern");
  return patternOf((await queries.findPattern(tx, actor.siteId, patternId))!);
}

export async function removeAgendaPattern(call: Call, patternId: string): Promise<{ done: boolean }> {
  await requireWriter(call);
  if (!(await queries.findPattern(call.tx, call.actor.siteId, patternId))) throw notFound();
  await setRemoved(call.tx, "agenda_pattern", patternId, true);
  await note(call, "remove_agenda_pattern");
  return { done: true };
}

export async function restoreAgendaPattern(call: Call, patternId: string): Promise<PatternView> {
  await requireWriter(call);
  if (await setRemoved(call.tx, "agenda_pattern", patternId, false)) await note(call, "restore_agenda_pattern");
  const pattern = await queries.findPattern(call.tx, call.actor.siteId, patternId);
  if (!pattern) throw notFound();
  return patternOf(pattern);
}

export async function fillAgenda(call: Call, meetingId: string, patternId: string): Promise<{ added: number }> {
  const { tx, actor } = call;
  const meeting = await lockMeetingToWrite(call, meetingId);
  if (!mayChangeAgenda(meeting.state)) throw conflict("meeting_closed");
  const pattern = await queries.findPattern(tx, actor.siteId, patternId);
  if (!pattern) throw invalid([{ path: "body.patternId", code: "unknown" }]);
  const there = new Set((await listItems(tx, actor.siteId, meetingId)).map((item) => item.title));
  const wanted = pattern.items.filter((item) => !there.has(item.title));
  for (const item of wanted) {
    await insertItem(tx, {
      siteId: actor.siteId,
      id: newId(),
      meetingId,
      bodyId: meeting.body_id,
      kind: item.kind,
      themeId: null,
      createdBy: actor.membershipId,
      audience: item.audience,
      item: { title: item.title, minutesPlanned: item.minutesPlanned, paper: emptyPaper },
    });
  }
  if (wanted.length > 0) await note(call, "fill_agenda");
  return { added: wanted.length };
}

// ---- what members suggest -------------------------------------------------------------------------------------------------------------------

function suggestionOf(call: Call, row: queries.SuggestionRow): SuggestionView {
  const isOpen = row.state === "open";
  return {
    id: row.id,
    bodyId: row.body_id,
    title: row.title,
    why: row.why,
    themeId: row.theme_id,
    minutesPlanned: row.minutes_planned,
    state: row.state,
    meetingId: row.meeting_id,
    meetingOn: row.meeting_on,
    answer: row.answer,
    by: row.by,
    unitName: row.unit_name,
    suggestedAt: row.suggested_at.toISOString(),
    version: row.version,
    abilities: { answer: isOpen && row.may_write, withdraw: isOpen && row.suggested_by === call.actor.membershipId },
  };
}

export async function listSuggestions(call: Call, bodyId: string): Promise<SuggestionView[]> {
  if (!(await findBody(call.tx, call.actor.siteId, bodyId))) throw notFound();
  return (await queries.listSuggestions(call.tx, call.actor.siteId, bodyId)).map((row) => suggestionOf(call, row));
}

export type NewSuggestion = { id: string; title: string; why: string; minutesPlanned: number; themeId: string | null };
/** So many may wait for an answer from one member: more would hide what matters. */
const mostOpen = 10;

export async function suggest(call: Call, bodyId: string, suggestion: NewSuggestion): Promise<SuggestionView> {
  const { tx, actor } = call;
  if (!(await findBody(tx, actor.siteId, bodyId))) throw notFound();
  const findAgain = async () => {
    const again = await queries.findSuggestion(tx, actor.siteId, suggestion.id);
    if (again && (again.body_id !== bodyId || again.suggested_by !== actor.membershipId)) throw conflict("already_there");
    return again && suggestionOf(call, again);
  };
  const before = await findAgain();
  if (before) return before;
  if (suggestion.themeId && !(await findNote(call, suggestion.themeId))) throw invalid([{ path: "body.themeId", code: "unknown" }]);
  if ((await queries.countOpenOf(tx, actor.siteId, bodyId, actor.membershipId)) >= mostOpen) throw conflict("too_many_suggestions");
  const isNew = await queries.insertSuggestion(tx, {
    site_id: actor.siteId,
    id: suggestion.id,
    body_id: bodyId,
    title: suggestion.title,
    why: suggestion.why,
    theme_id: suggestion.themeId,
    minutes_planned: suggestion.minutesPlanned,
    suggested_by: actor.membershipId,
    suggested_at: now(),
  });
  if (isNew) await note(call, "suggest");
  const made = await findAgain();
  if (!made) throw conflict("already_there");
  return made;
}

async function findSeen(call: Call, suggestionId: string): Promise<queries.SuggestionRow> {
  const seen = await queries.findSuggestion(call.tx, call.actor.siteId, suggestionId);
  if (!seen) throw notFound();
  return seen;
}

export async function withdrawSuggestion(call: Call, suggestionId: string): Promise<SuggestionView> {
  const { tx, actor } = call;
  if ((await findSeen(call, suggestionId)).suggested_by !== actor.membershipId) throw forbidden();
  const row = (await queries.lockSuggestion(tx, actor.siteId, suggestionId)) ?? (await findSeen(call, suggestionId));
  if (row.state === "withdrawn") return suggestionOf(call, row);
  if (row.state !== "open") throw conflict("already_answered");
  await queries.updateSuggestion(tx, actor.siteId, suggestionId, {
    state: "withdrawn",
    answered_by: actor.membershipId,
    answered_at: now(),
  });
  await note(call, "withdraw_suggestion");
  return suggestionOf(call, await findSeen(call, suggestionId));
}

export async function answerSuggestion(
  call: Call,
  suggestionId: string,
  given: { meetingId: string | null; answer: string | null; version: number },
): Promise<SuggestionView> {
  const { tx, actor } = call;
  if (!(await findSeen(call, suggestionId)).may_write) throw forbidden();
  const row = (await queries.lockSuggestion(tx, actor.siteId, suggestionId))!;
  const refusal = rules.refusalOfAnswer(row.state);
  if (refusal) throw conflict(refusal);
  if (row.version !== given.version) throw changedMeanwhile(suggestionOf(call, row));
  if (given.meetingId === null && given.answer === null) throw invalid([{ path: "body.answer", code: "required" }]);
  const by = { answered_by: actor.membershipId, answered_at: now(), answer: given.answer };
  if (given.meetingId === null) {
    await queries.updateSuggestion(tx, actor.siteId, suggestionId, { state: "declined", ...by });
  } else {
    const meeting = await findMeeting(tx, actor.siteId, given.meetingId);
    if (!meeting || meeting.body_id !== row.body_id) throw invalid([{ path: "body.meetingId", code: "unknown" }]);
    const itemId = newId();
    await addAgendaItem(call, given.meetingId, {
      id: itemId,
      kind: row.theme_id === null ? "other" : "theme",
      themeId: row.theme_id,
      title: row.title,
      minutesPlanned: row.minutes_planned,
      paper: { ...emptyPaper, background: row.why },
    });
    await queries.updateSuggestion(tx, actor.siteId, suggestionId, {
      state: "taken",
      meeting_id: given.meetingId,
      agenda_item_id: itemId,
      ...by,
    });
  }
  await note(call, "answer_suggestion");
  return suggestionOf(call, await findSeen(call, suggestionId));
}

// ---- a paper drafted from the dossier -------------------------------------------------------------------------------------------------------

const weeksToAgree = 8;

export async function draftPaper(call: Call, itemId: string, language: Language): Promise<PaperFields> {
  const item = await findItem(call.tx, call.actor.siteId, itemId);
  if (!item) throw notFound();
  if (!item.may_write) throw forbidden();
  if (item.theme_id === null) throw conflict("no_theme");
  const dossier = await readDossier(call, item.theme_id);
  const content = dossierContent(dossier, undefined, language);
  const until = new Date(Date.parse(`${today()}T00:00:00Z`) + weeksToAgree * 7 * 86_400_000).toISOString().slice(0, 10);
  return rules.draftOfPaper(
    {
      title: dossier.theme.title,
      sentence: content.sentence,
      number: content.number,
      statements: content.statements,
      organisations: dossier.theme.organisations.map((one) => one.name),
      until: dayInWords(until, language).replaceAll("\u00A0", " "),
    },
    draftWords[language],
  );
}
