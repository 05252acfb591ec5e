import { today } from "../../../platform/server/clock.ts";
import { dayInWords, type Language, longDay } from "../../../platform/server/paper/days.ts";
import { typeset } from "../../../platform/server/paper/typeset.ts";
import type { MeetingView } from "../contract.ts";
import { extractWordsOf as own } from "../story/words.ts";
import { wordsOf } from "./words.ts";

/** Public items and what was decided on them, with organisations but no names of people: also what somebody said stays inside. */
export function extractContent(meeting: MeetingView, language: Language) {
  const words = wordsOf[language];
  const items = meeting.items.filter((item) => item.audience === "public");
  const hidden = meeting.items.length - items.length;
  return {
    facts: [
      { label: words.day, value: longDay(meeting.heldOn, language) },
      ...(meeting.place ? [{ label: words.place, value: meeting.place }] : []),
    ],
    items: items.map((item) => ({
      title: item.title,
      question: item.question,
      decisions: item.decisions
        .filter((decision) => decision.audience === "public")
        .map((decision) => ({
          outcome: words.outcome[decision.outcome],
          wording: decision.wording,
          rows: [
            ...(decision.ownerUnitName ? [{ label: words.owner, value: decision.ownerUnitName }] : []),
            ...(decision.dueOn ? [{ label: words.due, value: dayInWords(decision.dueOn, language) }] : []),
            ...(decision.postponedUntilOn ? [{ label: words.until, value: dayInWords(decision.postponedUntilOn, language) }] : []),
          ],
        })),
    })),
    none: items.length === 0 ? own[language].none : "",
    others: items.length > 0 && hidden > 0 ? own[language].others(hidden) : "",
    nothing: own[language].nothing,
  };
}

export async function extractPdf(meeting: MeetingView, siteName: string, language: Language): Promise<Buffer> {
  const heading = wordsOf[language].of(meeting.bodyName, dayInWords(meeting.heldOn, language));
  const { extract } = own[language];
  const sheet = { language, site: siteName, today: today(), title: `${extract}: ${heading}`, kind: extract, heading, notice: "" };
  return await typeset(new URL("./extract.typ", import.meta.url), sheet, extractContent(meeting, language));
}

export function extractName(meeting: MeetingView, language: Language): string {
  return `${own[language].file}-${meeting.heldOn}`;
}
