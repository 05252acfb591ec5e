import { today } from "../../../platform/server/clock.ts";
import { clockTime, dayInWords, type Language, longDay, shortDay } from "../../../platform/server/paper/days.ts";
import { type Sheet, typeset } from "../../../platform/server/paper/typeset.ts";
import type { AgendaItemView, DecisionView, MeetingView } from "../contract.ts";
import { addendaInWords, addendaTitle, adoptionInWords, type KeptMinutes } from "./kept-minutes.ts";
import { wordsOf } from "./words.ts";

type Row = { readonly label: string; readonly value: string };
const numbered = (item: AgendaItemView) => `${item.position}. ${item.title}`;
const later = (instant: string, minutes: number) => new Date(Date.parse(instant) + minutes * 60_000);

export function sheetOf(meeting: MeetingView, siteName: string, language: Language, kind: "agenda" | "minutes"): Sheet {
  const words = wordsOf[language];
  const heading = words.of(meeting.bodyName, dayInWords(meeting.heldOn, language));
  const reopened = meeting.reopenReason ? words.reopened(meeting.reopenReason) : "";
  return {
    language,
    site: siteName,
    today: today(),
    title: `${words[kind]}: ${heading}`,
    kind: words[kind],
    heading,
    notice: kind === "minutes" ? words.draft[meeting.state] || reopened : "",
  };
}

/** When it really was. Minutes that somebody entered in one go afterwards know no hours of their own: there the planned ones stand. */
function heldOf({ openedAt, closedAt }: MeetingView): { readonly from: string; readonly until: string | null } | undefined {
  if (openedAt === null) return undefined;
  const isOneGo = closedAt !== null && Date.parse(closedAt) - Date.parse(openedAt) < 60_000;
  return isOneGo ? undefined : { from: openedAt, until: closedAt };
}

function factsOf(meeting: MeetingView, language: Language, kind: "agenda" | "minutes"): Row[] {
  const words = wordsOf[language];
  const held = heldOf(meeting);
  const begins = kind === "minutes" && held ? held.from : meeting.startsAt;
  const ends = kind === "minutes" && held?.until ? held.until : later(meeting.startsAt, meeting.minutesPlanned);
  return [
    { label: words.day, value: longDay(meeting.heldOn, language) },
    { label: words.begins, value: words.time(clockTime(begins, language), clockTime(ends, language)) },
    ...(meeting.place ? [{ label: words.place, value: meeting.place }] : []),
    ...(meeting.onlineLink ? [{ label: words.online, value: meeting.onlineLink }] : []),
  ];
}

/** When each item begins if all go as planned. */
function beginnings(meeting: MeetingView): Date[] {
  let minutes = 0;
  return meeting.items.map((item) => {
    const at = later(meeting.startsAt, minutes);
    minutes += item.minutesPlanned;
    return at;
  });
}

function paperOf(item: AgendaItemView, language: Language) {
  const words = wordsOf[language];
  const statement = item.theme?.statement;
  return {
    title: numbered(item),
    question: item.question,
    background: item.background,
    proposal: item.proposal,
    options: item.options,
    statements: statement ? [{ by: words.statementOf(statement.organisationName), words: statement.text }] : [],
  };
}
const hasPaper = (item: AgendaItemView) =>
  item.question !== "" ||
  item.background !== "" ||
  item.proposal !== "" ||
  item.options.length > 0 ||
  (item.theme?.statement ?? null) !== null;

export function agendaContent(meeting: MeetingView, language: Language) {
  const words = wordsOf[language];
  const begins = beginnings(meeting);
  return {
    invitation:
      meeting.state === "closed"
        ? ""
        : words.invitation(meeting.bodyName, longDay(meeting.heldOn, language), clockTime(meeting.startsAt, language)),
    facts: [
      ...factsOf(meeting, language, "agenda"),
      ...(meeting.papersDueOn ? [{ label: words.papersDue, value: dayInWords(meeting.papersDueOn, language) }] : []),
    ],
    overview: meeting.items.map((item, index) => [
      String(item.position),
      item.title,
      clockTime(begins[index] ?? meeting.startsAt, language),
      String(item.minutesPlanned),
    ]),
    header: words.header,
    papers: meeting.items.filter(hasPaper).map((item) => paperOf(item, language)),
    members: meeting.members.map((one) => words.member(one.name, words.bodyRole[one.bodyRole], one.unitName)),
    words: {
      overview: words.overview,
      no_items: words.noItems,
      papers: words.papers,
      question: words.question,
      background: words.background,
      proposal: words.proposal,
      options: words.options,
      members: words.members,
    },
  };
}

const ownerOf = (decision: DecisionView) =>
  [decision.ownerName, decision.ownerUnitName].filter((one): one is string => one !== null).join(", ");

function reachedInWords(decision: DecisionView, language: Language): string {
  const words = wordsOf[language];
  const { votes } = decision;
  const kind = words.reached[decision.reached ?? "consensus"];
  return votes ? `${kind}: ${words.votes(votes.for, votes.against, votes.abstained)}` : kind;
}

function decisionBox(decision: DecisionView, language: Language) {
  const words = wordsOf[language];
  const owner = ownerOf(decision);
  const rows: Row[] = [
    ...(owner === "" ? [] : [{ label: words.owner, value: owner }]),
    ...(decision.dueOn ? [{ label: words.due, value: dayInWords(decision.dueOn, language) }] : []),
    ...(decision.postponedUntilOn ? [{ label: words.until, value: dayInWords(decision.postponedUntilOn, language) }] : []),
    ...(decision.reason ? [{ label: words.reason, value: decision.reason }] : []),
    ...(decision.reached === null ? [] : [{ label: words.how, value: reachedInWords(decision, language) }]),
    ...decision.dissents.map((one) => ({ label: words.dissentOf(one.name), value: one.words })),
  ];
  return { outcome: words.outcome[decision.outcome], wording: decision.wording, rows };
}

function namesOf(meeting: MeetingView, state: "present" | "excused" | "guest"): string {
  return meeting.attendance
    .filter((one) => one.state === state)
    .map((one) => `${one.name} (${one.unitName})`)
    .join(", ");
}

export function minutesContent(meeting: MeetingView, kept: KeptMinutes, language: Language) {
  const words = wordsOf[language];
  const adoption = adoptionInWords(kept, language);
  const guests = namesOf(meeting, "guest");
  const excused = namesOf(meeting, "excused");
  return {
    facts: [
      ...factsOf(meeting, language, "minutes"),
      { label: words.present, value: namesOf(meeting, "present") || words.nobody },
      ...(excused === "" ? [] : [{ label: words.excused, value: excused }]),
      ...(guests === "" ? [] : [{ label: words.guests, value: guests }]),
      ...(adoption ? [adoption] : []),
    ],
    adoption: adoption?.value ?? "",
    items: meeting.items.map((item) => ({
      title: numbered(item),
      minutes: item.minutes,
      decisions: item.decisions.map((one) => decisionBox(one, language)),
      addenda: addendaInWords(kept, item.id, language),
    })),
    addenda: addendaInWords(kept, null, language),
    decisions: meeting.items.flatMap((item) =>
      item.decisions.map((one) => [
        String(item.position),
        `${words.outcome[one.outcome]}: ${one.wording}`,
        ownerOf(one) || words.noOwner,
        one.dueOn ? shortDay(one.dueOn, language) : words.noOwner,
      ]),
    ),
    header: words.decisionHeader,
    attendance: { present: namesOf(meeting, "present"), excused, guests },
    signatures: meeting.state === "closed" ? words.signatures : [],
    words: { no_items: words.noItems, nothing_noted: words.nothingNoted, decisions: words.decisions, addenda: addendaTitle(language) },
  };
}

export async function agendaPdf(meeting: MeetingView, siteName: string, language: Language): Promise<Buffer> {
  const sheet = sheetOf(meeting, siteName, language, "agenda");
  return await typeset(new URL("./agenda.typ", import.meta.url), sheet, agendaContent(meeting, language));
}

export async function minutesPdf(meeting: MeetingView, kept: KeptMinutes, siteName: string, language: Language): Promise<Buffer> {
  const sheet = sheetOf(meeting, siteName, language, "minutes");
  return await typeset(new URL("./minutes.typ", import.meta.url), sheet, minutesContent(meeting, kept, language));
}
