import type { AgendaChange, InvitationAnswer } from "./contract.ts";

export type Sent = {
  readonly item_id: string;
  readonly position: number;
  readonly title: string;
  readonly minutes_planned: number;
  readonly question: string;
  readonly background: string;
  readonly proposal: string;
  readonly options: readonly string[];
};
export type Standing = Omit<Sent, "item_id"> & { readonly id: string };

const isSameList = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((one, index) => one === b[index]);

/**
 * What is different about an item that was sent. Its place counts among the items that were sent and are still there: one that came in between moves nobody.
 */
export function changesOf(sent: Sent, today: readonly Standing[], all: readonly Sent[]): AgendaChange[] {
  const now = today.find((one) => one.id === sent.item_id);
  if (!now) return ["removed"];
  const stayed = all.filter((one) => today.some((other) => other.id === one.item_id)).map((one) => one.item_id);
  const order = today.filter((one) => stayed.includes(one.id)).map((one) => one.id);
  const changes: AgendaChange[] = [];
  if (now.title !== sent.title) changes.push("title");
  if (stayed.indexOf(sent.item_id) !== order.indexOf(sent.item_id)) changes.push("position");
  if (now.minutes_planned !== sent.minutes_planned) changes.push("minutes");
  const isSamePaper =
    now.question === sent.question &&
    now.background === sent.background &&
    now.proposal === sent.proposal &&
    isSameList(now.options, sent.options);
  if (!isSamePaper) changes.push("paper");
  return changes;
}

/** What came after the agenda was sent. */
export function addedTo(sent: readonly Sent[], today: readonly Standing[]): Standing[] {
  return today.filter((one) => !sent.some((other) => other.item_id === one.id));
}

/** Whether a deputy is named where one comes, and is one. */
export function faultOfAnswer(
  answer: InvitationAnswer,
  deputyId: string | null,
  deputies: readonly string[],
): "required" | "no_deputy" | "not_a_deputy" | "only_for_deputies" | undefined {
  if (answer !== "deputy_comes") return deputyId === null ? undefined : "only_for_deputies";
  if (deputies.length === 0) return "no_deputy";
  if (deputyId === null) return "required";
  return deputies.includes(deputyId) ? undefined : "not_a_deputy";
}

/** What a calendar says, in the words of an answer. */
export function answerOfCalendar(answer: "accepted" | "tentative" | "declined"): InvitationAnswer {
  const words = { accepted: "comes", tentative: "unsure", declined: "does_not_come" } as const;
  return words[answer];
}
