import { today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import type { FileAnswer } from "../../platform/server/http/routes.ts";
import type { Language } from "../../platform/server/paper/days.ts";
import { type Column, spreadsheetAnswer } from "../../platform/server/paper/spreadsheet.ts";
import type { AdviceView, Author, EntryView, FeedbackView, FindingView, SiteList } from "./contract.ts";
import { wordsOf } from "./documents/words.ts";
import { getSite, listAdvice, listEntries, listFeedback, listFindings } from "./verbs.ts";

/** What the page of the same name lists, with the rights of the same verb. */
export async function makeSiteSpreadsheet(call: Call, siteId: string, list: SiteList, language: Language): Promise<FileAnswer> {
  const words = wordsOf[language];
  const authorOf = ({ side, name }: Author) => name ?? words.sides[side];
  async function fileOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): Promise<FileAnswer> {
    const { name } = await getSite(call, siteId);
    const about = [[words.site, name]] as const;
    return spreadsheetAnswer(
      { name: words.lists[list], rows, total: rows.length, about, columns },
      language,
      `${words.files[list]}-${today()}`,
    );
  }
  if (list === "entries") {
    return await fileOf<EntryView>((await listEntries(call, siteId)).entries, [
      { label: words.happenedOn, kind: "day", of: (row) => row.happenedOn },
      { label: words.level, of: (row) => words.levels[row.level] },
      { label: words.event, of: (row) => row.event },
      { label: words.interpretation, of: (row) => row.interpretation },
      { label: words.source, of: (row) => words.sources[row.sourceKind] },
      { label: words.shared, of: (row) => words.yesNo(row.isShared) },
      { label: words.author, of: (row) => authorOf(row.author) },
      { label: words.answers, of: (row) => row.answers.map((one) => `${one.answeredOn} ${authorOf(one.author)}: ${one.text}`).join("\n") },
    ]);
  }
  if (list === "findings") {
    return await fileOf<FindingView>((await listFindings(call, siteId)).findings, [
      { label: words.field, of: (row) => words.fields[row.field] },
      { label: words.sentence, of: (row) => row.sentence },
      { label: words.evidence, of: (row) => words.evidenceKinds[row.evidenceKind] },
      { label: words.evidenceSources, of: (row) => row.sources },
      { label: words.shared, of: (row) => words.yesNo(row.isShared) },
      { label: words.status, of: (row) => words.statuses[row.status] },
      { label: words.discussions, of: (row) => row.discussions.map((one) => `${one.saidOn} ${one.saidBy}: ${one.reason}`).join("\n") },
      { label: words.author, of: (row) => authorOf(row.author) },
    ]);
  }
  if (list === "feedback") {
    return await fileOf<FeedbackView>((await listFeedback(call, siteId)).feedback, [
      { label: words.title, of: (row) => row.title },
      { label: words.readBy, of: (row) => words.feedbackLevels[row.level] },
      { label: words.text, of: (row) => row.text },
      { label: words.status, of: (row) => words.feedbackStates[row.state] },
      { label: words.checkUntil, kind: "day", of: (row) => (row.state === "at_site" ? row.dueOn : null) },
      { label: words.givenOn, kind: "day", of: (row) => row.givenOn },
      {
        label: words.checks,
        of: (row) =>
          row.answers
            .map((one) => `${one.answeredOn} ${words.checkAnswers[one.answer]}${one.comment === "" ? "" : `: ${one.comment}`}`)
            .join("\n"),
      },
      {
        label: words.followed,
        of: (row) =>
          row.consequences.map((one) => `${one.recordedOn} ${one.kind === "nothing" ? `${words.nothing}: ` : ""}${one.text}`).join("\n"),
      },
    ]);
  }
  return await fileOf<AdviceView>((await listAdvice(call, siteId)).advice, [
    { label: words.givenOn, kind: "day", of: (row) => row.givenOn },
    { label: words.kind, of: (row) => words.adviceKinds[row.kind] },
    { label: words.withWhom, of: (row) => row.withWhom },
    { label: words.subject, of: (row) => row.subject },
    { label: words.nextStep, of: (row) => row.nextStep },
    { label: words.shared, of: (row) => words.yesNo(row.siteSees) },
    { label: words.author, of: (row) => authorOf(row.author) },
  ]);
}
