import { today } from "../../../platform/server/clock.ts";
import { dayInWords, type Language } from "../../../platform/server/paper/days.ts";
import type { dossierContent } from "../../themes/index.ts";
import type { MeetingView } from "../contract.ts";
import { type addendaInWords, type KeptMinutes } from "./kept-minutes.ts";
import { agendaContent, minutesContent, sheetOf } from "./meeting-papers.ts";

type Facts = readonly { readonly label: string; readonly value: string }[];
const lines = (facts: Facts) =>
  facts.map((one) => (one.label === "" ? one.value : `${one.label.replace(/:$/, "")}: ${one.value}`)).join("\n");
const texts = (values: readonly string[]) => values.map((Text) => ({ Text }));

function frame(meeting: MeetingView, siteName: string, facts: Facts, language: Language) {
  return {
    Standort: siteName,
    Gremium: meeting.bodyName,
    Tag: facts[0]?.value ?? "",
    Uhrzeit: facts[1]?.value ?? "",
    Ort: meeting.place ?? "",
    Online: meeting.onlineLink ?? "",
    Stand: dayInWords(today(), language),
  };
}

/** What a Word template is filled with: the same as on the printed sheet, under the names that templates use. */
export function agendaData(meeting: MeetingView, siteName: string, language: Language) {
  const content = agendaContent(meeting, language);
  return {
    ...frame(meeting, siteName, content.facts, language),
    Einladung: content.invitation,
    Punkte: meeting.items.map((item, index) => ({
      Nummer: String(item.position),
      Titel: item.title,
      Beginn: content.overview[index]?.[2] ?? "",
      Minuten: String(item.minutesPlanned),
      Frage: item.question,
      Hintergrund: item.background,
      Vorschlag: item.proposal,
      Auswahl: texts(item.options),
      Stellungnahmen: item.theme?.statement ? [{ Von: item.theme.statement.organisationName, Text: item.theme.statement.text }] : [],
    })),
    Mitglieder: content.members.map((Name) => ({ Name })),
  };
}

type Addendum = ReturnType<typeof addendaInWords>[number];
const addendaAsText = (addenda: readonly Addendum[]) => addenda.map((one) => `${one.title}: ${one.words}`);

/**
 * What was added to an item stands behind its minutes, in every template. What was added to the whole has a field of its own; a template without it
 * has it behind the last item, because an addendum that is not printed would be none.
 */
export function minutesData(meeting: MeetingView, kept: KeptMinutes, siteName: string, language: Language, hasAddenda = true) {
  const content = minutesContent(meeting, kept, language);
  const textOf = (index: number) => {
    const item = content.items[index];
    const minutes = item && (item.minutes !== "" || item.decisions.length > 0) ? item.minutes : content.words.nothing_noted;
    const isLast = index === content.items.length - 1;
    const addenda = [...(item?.addenda ?? []), ...(isLast && !hasAddenda ? content.addenda : [])];
    return [...(minutes === "" ? [] : [minutes]), ...addendaAsText(addenda)].join("\n");
  };
  return {
    ...frame(meeting, siteName, content.facts, language),
    Entwurf: sheetOf(meeting, siteName, language, "minutes").notice,
    Anwesend: content.attendance.present,
    Entschuldigt: content.attendance.excused,
    Zu_Gast: content.attendance.guests,
    Genehmigung: content.adoption,
    Nachtraege: content.addenda.map((one) => ({ Tag: one.day, Von: one.by, Text: one.words })),
    Punkte: meeting.items.map((item, index) => ({
      Nummer: String(item.position),
      Titel: item.title,
      Protokoll: textOf(index),
      Festlegungen: (content.items[index]?.decisions ?? []).map((one) => ({
        Ergebnis: one.outcome,
        Wortlaut: one.wording,
        Angaben: lines(one.rows),
      })),
    })),
    Alle_Festlegungen: content.decisions.map(([Nummer = "", Wortlaut = "", Wer = "", Frist = ""]) => ({ Nummer, Wortlaut, Wer, Frist })),
  };
}

export function dossierData(
  content: ReturnType<typeof dossierContent>,
  of: { readonly title: string; readonly siteName: string; readonly draft: string },
  language: Language,
) {
  return {
    Standort: of.siteName,
    Titel: of.title,
    Satz: content.sentence,
    Entwurf: of.draft,
    Stand: dayInWords(today(), language),
    Angaben: lines([...content.facts, ...content.counts]),
    Zahl: content.number?.value ?? "",
    Zahl_Einheit: content.number?.unit ?? "",
    Zahl_Hinweis: content.number?.note ?? content.held_back,
    Stimme: content.voices[0]?.words ?? "",
    Stimme_Von: content.voices[0]?.by ?? "",
    Stellungnahmen: content.statements.map((one) => ({ Von: one.by, Text: one.words })),
    Frage: content.proposal?.question ?? "",
    Vorschlag: content.proposal?.words ?? "",
    Auswahl: texts(content.proposal?.options ?? []),
    Verlauf: content.events.map(([Tag = "", Text = ""]) => ({ Tag, Text })),
  };
}
