import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import type { Language } from "../../../platform/server/paper/days.ts";
import type { OfferedFigure, Passage, ReportPeriod, ReportSource } from "../../../platform/server/report-source.ts";
import * as queries from "./queries.ts";
import { wordsOf } from "./words.ts";

const kinds = ["steering_group", "planning_conference", "project_group"] as const;
const outcomes = ["agreed", "postponed", "declined", "escalated"] as const;

async function read(call: Call, period: ReportPeriod) {
  const { siteId } = call.actor;
  const meetings = await queries.listToldMeetings(call.tx, siteId, period.fromOn);
  return {
    held: meetings.filter((one) => one.state === "closed" && one.held_on <= period.untilOn),
    coming: meetings.filter((one) => one.state !== "closed" && one.held_on > today()),
    decisions: await queries.listToldDecisions(call.tx, siteId, period),
  };
}

/** Meetings and decisions are no people: their counts are told as they are. */
async function offer(call: Call, period: ReportPeriod, language: Language): Promise<OfferedFigure[]> {
  const words = wordsOf[language];
  const { held, decisions } = await read(call, period);
  const of = (key: string, group: string, figure: { label: string; unit: string; definition: string }, value: number): OfferedFigure => ({
    key: `bodies.${key}`,
    group,
    ...figure,
    source: words.source,
    value,
    counted: null,
    hint: null,
    fromOn: period.fromOn,
    untilOn: period.untilOn,
    asOfOn: today(),
  });
  const { groups } = words;
  return [
    of("meetings", groups.meetings, words.meetings, held.length),
    ...kinds.map((kind) => of(`meetings_${kind}`, groups.meetings, words.meetingsOf(kind), held.filter((one) => one.kind === kind).length)),
    of("decisions", groups.decisions, words.decisions, decisions.length),
    ...outcomes.map((outcome) =>
      of(`decisions_${outcome}`, groups.decisions, words.outcome[outcome], decisions.filter((one) => one.outcome === outcome).length),
    ),
    of(
      "decisions_done",
      groups.decisions,
      words.done,
      decisions.filter((one) => one.outcome === "agreed" && one.report_state === "done").length,
    ),
  ];
}

async function tell(call: Call, period: ReportPeriod, language: Language): Promise<Passage[]> {
  const words = wordsOf[language];
  const { held, coming, decisions } = await read(call, period);
  const nextOf = new Map(coming.toReversed().map((one) => [one.body_name, one.held_on]));
  const said = (one: queries.ToldDecision): string =>
    [
      words.decided({ on: one.decided_on, body: one.body_name, outcome: one.outcome, wording: one.wording }),
      ...(one.reason === null ? [] : [words.reason(one.reason)]),
      ...(one.owner_name !== ""
        ? [words.owner({ owner: one.owner_name, due: one.due_on })]
        : one.due_on === null
          ? []
          : [words.until(one.due_on)]),
      ...(one.outcome === "agreed" ? [words.state[one.report_state] ?? ""] : []),
    ].join(" ");
  const days = Map.groupBy(held, (one) => one.body_name);
  return [
    {
      subject: "meetings",
      lines: [...days].map(([body, of]) => words.met({ body, days: of.map((one) => one.held_on) })),
    },
    { subject: "decisions", lines: decisions.map(said) },
    { subject: "outlook", lines: [...nextOf].map(([body, on]) => words.next({ body, on })) },
  ];
}

/** What bodies have to tell in a report of the site. */
export const reportSource: ReportSource = { offer, tell };
