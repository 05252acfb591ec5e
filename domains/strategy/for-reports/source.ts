import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import type { Language } from "../../../platform/server/paper/days.ts";
import type { OfferedFigure, Passage, ReportPeriod, ReportSource } from "../../../platform/server/report-source.ts";
import { listAgreements } from "../agreement/verbs.ts";
import { wordsOf as milestoneWordsOf } from "../documents/words.ts";
import { getFramework } from "../framework/verbs.ts";
import { listPhases } from "../phase/verbs.ts";
import { wordsOf } from "./words.ts";

const within = (on: string | null, period: ReportPeriod): on is string => on !== null && on >= period.fromOn && on <= period.untilOn;

async function offer(call: Call, period: ReportPeriod, language: Language): Promise<OfferedFigure[]> {
  const words = wordsOf[language];
  const on = today();
  const subGoals = (await getFramework(call)).goals.flatMap((goal) => goal.subGoals);
  const { agreements } = await listAgreements(call);
  const of = (
    key: string,
    figure: { label: string; unit: string; definition: string },
    value: number,
    isOfDay: boolean,
  ): OfferedFigure => ({
    key: `strategy.${key}`,
    group: words.group,
    ...figure,
    source: words.source,
    value,
    counted: null,
    hint: null,
    fromOn: isOfDay ? null : period.fromOn,
    untilOn: isOfDay ? on : period.untilOn,
    asOfOn: on,
  });
  return [
    ...(subGoals.length === 0
      ? []
      : [
          of("sub_goals", words.subGoals, subGoals.length, true),
          of("sub_goals_reached", words.subGoalsReached, subGoals.filter((one) => within(one.reachedOn, period)).length, false),
        ]),
    ...(agreements.length === 0
      ? []
      : [of("agreements", words.agreements, agreements.filter((one) => one.state === "running" || one.state === "ending").length, true)]),
  ];
}

async function tell(call: Call, period: ReportPeriod, language: Language): Promise<Passage[]> {
  const words = wordsOf[language];
  const on = today();
  const { goals } = await getFramework(call);
  const { agreements } = await listAgreements(call);
  const milestones = (await listPhases(call)).phases
    .flatMap((phase) =>
      phase.milestones.map((one) => ({
        ...one,
        name: one.title ?? (one.code === null ? "–" : milestoneWordsOf[language].milestone[one.code]),
      })),
    )
    .toSorted((a, b) => (a.dueOn ?? "9999").localeCompare(b.dueOn ?? "9999"));
  return [
    { subject: "goals", lines: goals.flatMap((goal) => words.goal({ title: goal.title, subGoals: goal.subGoals })) },
    {
      subject: "results",
      lines: [
        ...goals
          .flatMap((goal) => goal.subGoals)
          .flatMap((one) => (within(one.reachedOn, period) ? [words.reached({ title: one.title, on: one.reachedOn })] : [])),
        ...milestones.flatMap((one) =>
          within(one.reachedOn, period) ? [words.milestoneReached({ title: one.name, on: one.reachedOn })] : [],
        ),
      ],
    },
    {
      subject: "deviations",
      lines: milestones.flatMap((one) => [
        ...one.moves.flatMap((move) =>
          within(move.on, period) ? [words.moved({ title: one.name, from: move.fromOn, to: move.toOn, reason: move.reason })] : [],
        ),
        ...(one.reachedOn === null && within(one.dueOn, period) && one.dueOn < on
          ? [words.overdue({ title: one.name, due: one.dueOn })]
          : []),
      ]),
    },
    {
      subject: "sustainability",
      lines: agreements.flatMap((one) =>
        one.state === "running" || one.state === "ending"
          ? [words.agreement({ title: one.title, until: one.untilOn, parties: one.parties.map((party) => party.name) })]
          : [],
      ),
    },
    {
      subject: "outlook",
      lines: milestones.flatMap((one) =>
        one.reachedOn === null && one.dueOn !== null && one.dueOn >= on ? [words.next({ title: one.name, due: one.dueOn })] : [],
      ),
    },
  ];
}

/** What the strategy has to tell in a report of the site: goals, milestones, agreements. */
export const reportSource: ReportSource = { offer, tell };
