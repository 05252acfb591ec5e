import { today } from "../../../platform/server/clock.ts";
import { dayInWords, type Language } from "../../../platform/server/paper/days.ts";
import { typeset } from "../../../platform/server/paper/typeset.ts";
import type { SubmissionView } from "../submission/contract.ts";
import { submissionWordsOf } from "../submission/words.ts";

export function submissionContent(paper: SubmissionView, language: Language) {
  const words = submissionWordsOf[language];
  return {
    facts: [
      ...(paper.number === null ? [] : [{ label: words.number, value: paper.number }]),
      { label: words.addressee, value: paper.addressee },
      ...(paper.meetingOn === null ? [] : [{ label: words.meeting, value: dayInWords(paper.meetingOn, language) }]),
      { label: words.publicly, value: paper.isPublic ? words.isPublic : words.isNotPublic },
    ],
    parts: [
      { label: words.proposals[paper.kind], text: paper.proposal, is_boxed: true },
      { label: words.reasons, text: paper.reasons, is_boxed: false },
      { label: words.cost, text: paper.cost === "" ? words.noCost : paper.cost, is_boxed: false },
      ...(paper.result === null
        ? []
        : [
            {
              label: words.result,
              text: [
                `${words.results[paper.result]}${paper.resultOn === null ? "" : `, ${dayInWords(paper.resultOn, language)}`}`,
                ...(paper.resultWords === null ? [] : [paper.resultWords]),
              ].join("\n"),
              is_boxed: false,
            },
          ]),
    ].filter((part) => part.text !== ""),
  };
}

export async function submissionPdf(paper: SubmissionView, siteName: string, language: Language): Promise<Buffer> {
  const words = submissionWordsOf[language];
  const sheet = {
    language,
    site: siteName,
    today: today(),
    title: `${words.kinds[paper.kind]}: ${paper.subject}`,
    kind: words.kinds[paper.kind],
    heading: paper.subject,
    notice: paper.state === "draft" ? words.draft : "",
  };
  return await typeset(new URL("./submission.typ", import.meta.url), sheet, submissionContent(paper, language));
}

export function submissionName(paper: SubmissionView, language: Language): string {
  return `${submissionWordsOf[language].file}-${paper.meetingOn ?? today()}`;
}
