import { dayInWords, type Language } from "../../../platform/server/paper/days.ts";
import type { WritingView } from "../minutes/contract.ts";
import { keptWordsOf as wordsOf } from "./words.ts";

/** What happened to the minutes after the meeting: who adopted them when, and what was added since. */
export type KeptMinutes = Pick<WritingView, "adoption" | "addenda">;

const dayOf = (instant: string) => new Date(instant).toLocaleDateString("sv-SE", { timeZone: "Europe/Berlin" });

/** Whether and how the body has said that this is what happened; nothing before the minutes were sent out. */
export function adoptionInWords(
  { adoption }: KeptMinutes,
  language: Language,
): { readonly label: string; readonly value: string } | undefined {
  const words = wordsOf[language];
  const label = words.label;
  if (adoption.state === "sent")
    return { label, value: words.sent(dayInWords(adoption.commentsUntilOn ?? dayOf(adoption.sentAt ?? ""), language)) };
  if (adoption.state !== "adopted" || adoption.adoptedAt === null) return undefined;
  const on = adoption.way === "in_meeting" && adoption.adoptedInOn ? adoption.adoptedInOn : dayOf(adoption.adoptedAt);
  return { label, value: words[adoption.way ?? "in_meeting"](dayInWords(on, language), adoption.adoptedBy ?? "") };
}

/** Addenda to one item, or to the minutes as a whole. */
export function addendaInWords({ addenda }: KeptMinutes, itemId: string | null, language: Language) {
  return addenda
    .filter((one) => one.itemId === itemId)
    .map((one) => ({
      title: wordsOf[language].addendum(dayInWords(dayOf(one.at), language), one.by),
      day: dayInWords(dayOf(one.at), language),
      by: one.by,
      words: one.words,
    }));
}

export const addendaTitle = (language: Language): string => wordsOf[language].addenda;
