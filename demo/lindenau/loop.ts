import * as bodies from "../../domains/bodies/contract.ts";
import * as themes from "../../domains/themes/contract.ts";
import { newId, newUnlinkableId } from "../../platform/server/ids.ts";
import type { Perform } from "../perform.ts";
import type { DemoSite } from "../programme.ts";
import type { StoryDays } from "../story-days.ts";
import type { DemoCase } from "./cases.ts";
import { freshReports, type ReportStory, type ThemeStory } from "./themes-of-the-story.ts";

export type LoopTelling = {
  readonly perform: Perform;
  readonly site: DemoSite;
  readonly days: StoryDays;
  readonly cases: readonly DemoCase[];
  /** The membership that coordinates. */
  readonly coordinator: string;
};

/** Reports a gap as its reporter did. What the check marks is harmless here, so it stays. */
export async function tellReport(telling: LoopTelling, story: ReportStory, field: string | null): Promise<string> {
  const { perform, site, days } = telling;
  const reporter = site.members[story.by]!;
  const id = newUnlinkableId();
  const side = (slug: string | undefined) => {
    const unit = slug === undefined ? undefined : telling.site.unitsOfOrganisations[slug];
    return unit ? { organisationId: unit.organisationId, unitId: unit.unitId } : null;
  };
  const outOf = story.outOfCase
    ? telling.cases.find((one) => one.caseManager === story.by && one.person.openedDaysAgo > story.daysAgo)
    : undefined;
  await days.on(days.ago(story.daysAgo), async () => {
    const { marks } = await perform(reporter, themes.checkGapText, { body: { text: story.text } });
    await perform(reporter, themes.submitReport, {
      body: {
        id,
        text: story.text,
        from: side(story.between?.[0]),
        to: side(story.between?.[1]),
        daysLost: story.daysLost ?? null,
        gapKind: story.kind,
        fieldOfAction: field,
        townId: story.town === undefined ? null : (site.towns[story.town] ?? null),
        visibility: story.visibility ?? "named",
        caseId: outOf?.caseId ?? null,
        keptMarks: marks.map((mark) => ({ field: mark.field, words: mark.words, keepMarked: true as const })),
      },
    });
  });
  return id;
}

async function release(telling: LoopTelling, reportId: string, daysAgo: number): Promise<void> {
  const { perform, days, coordinator } = telling;
  await days.on(days.ago(Math.max(0, daysAgo)), async () => {
    const report = await perform(coordinator, themes.openReport, { params: { reportId } });
    const { marks } = await perform(coordinator, themes.checkGapText, { body: { text: report.text, title: report.title } });
    await perform(coordinator, themes.releaseReport, {
      params: { reportId },
      body: {
        title: report.title,
        text: report.text,
        sentence: "Danke. Ich habe Ihren Hinweis gelesen und suche, wer das auch erlebt hat.",
        keptMarks: marks.map((mark) => ({ field: mark.field, words: mark.words, keepMarked: true as const })),
        version: report.version,
      },
    });
  });
}

/** From the reports of a story to a theme that everyone may read; with the statement where one was asked for. */
export async function tellTheme(telling: LoopTelling, story: ThemeStory, metric: themes.Metric | null): Promise<string> {
  const { perform, site, days, coordinator } = telling;
  const reports: { id: string; daysAgo: number }[] = [];
  for (const report of story.reports) {
    const id = await tellReport(telling, report, story.field);
    await release(telling, id, report.daysAgo - 5);
    reports.push({ id, daysAgo: report.daysAgo });
  }
  const themeId = newId();
  const early = reports.filter((report) => report.daysAgo - 5 >= story.collectedDaysAgo).map((report) => report.id);
  await days.on(days.ago(story.collectedDaysAgo), () =>
    perform(coordinator, themes.createTheme, {
      body: {
        id: themeId,
        title: story.title,
        sentence: story.sentence,
        fieldOfAction: story.field,
        organisationIds: [],
        metric,
        reportIds: early,
      },
    }),
  );
  for (const report of reports.filter((one) => !early.includes(one.id))) {
    await days.on(days.ago(Math.max(0, report.daysAgo - 7)), () =>
      perform(coordinator, themes.joinReports, { params: { themeId }, body: { reportIds: [report.id] } }),
    );
  }
  if (story.reports.length > 1) {
    await days.on(days.ago(Math.max(0, story.collectedDaysAgo - 6)), async () => {
      const theme = await perform(coordinator, themes.openTheme, { params: { themeId } });
      await perform(coordinator, themes.nameTheme, { params: { themeId }, body: { version: theme.version } });
    });
  }
  const { concerned } = story;
  if (concerned) {
    const statementId = newId();
    await days.on(days.ago(concerned.requestedDaysAgo), () =>
      perform(coordinator, themes.requestStatement, {
        params: { themeId },
        body: {
          id: statementId,
          organisationId: site.organisations[concerned.organisation]!,
          question: "Was ist aus Ihrer Sicht möglich?",
        },
      }),
    );
    if (concerned.by !== undefined && concerned.text !== undefined && concerned.givenDaysAgo !== undefined) {
      const text = concerned.text;
      await days.on(days.ago(concerned.givenDaysAgo), () =>
        perform(site.members[concerned.by!]!, themes.giveStatement, { params: { statementId }, body: { text } }),
      );
    }
  }
  return themeId;
}

export async function tellFreshReports(telling: LoopTelling): Promise<void> {
  for (const report of freshReports) await tellReport(telling, report, null);
}

type BodyPlan = {
  kind: bodies.BodyKind;
  name: string;
  mandate: string;
  field: string | null;
  members: readonly (readonly [string, bodies.BodyRole])[];
  /** When it was founded; more than a year ago if absent. */
  daysAgo?: number;
};

export async function tellBody(telling: LoopTelling, plan: BodyPlan): Promise<string> {
  const { perform, site, days, coordinator } = telling;
  const bodyId = newId();
  await days.on(days.ago(plan.daysAgo ?? 380), async () => {
    await perform(coordinator, bodies.foundBody, {
      body: {
        id: bodyId,
        kind: plan.kind,
        name: plan.name,
        mandate: plan.mandate,
        fieldOfAction: plan.field,
        townId: null,
        socialSpace: null,
        targetGroup: null,
      },
    });
    for (const [member, bodyRole] of plan.members) {
      await perform(coordinator, bodies.addMember, {
        params: { bodyId },
        body: { id: newId(), membershipId: site.members[member]!, bodyRole },
      });
    }
  });
  return bodyId;
}

export type ItemPlan = {
  readonly themeId: string | null;
  readonly title: string;
  readonly minutes: number;
  readonly question?: string;
  readonly proposal?: string;
  readonly background?: string;
  readonly notes?: string;
  readonly decision?: {
    readonly outcome: bodies.Outcome;
    readonly wording: string;
    readonly reason?: string;
    readonly ownerUnit?: string;
    readonly dueInDays?: number;
    readonly answer: string;
    /** Whose opinion differs, on record. */
    readonly dissent?: { readonly by: string; readonly words: string };
    readonly measure?: { readonly title: string; readonly expectation: themes.Expectation | null };
  };
};

export type TellingOfMeeting = {
  readonly meetingId: string;
  readonly itemIds: readonly string[];
  readonly measures: readonly string[];
  readonly decisions: readonly string[];
};

/** A meeting with its agenda: held in the past with minutes and decisions, or still to come with its papers. */
export async function tellMeeting(
  telling: LoopTelling,
  meeting: {
    bodyId: string;
    daysAgo: number;
    begins: string;
    minutes: number;
    place: string;
    items: readonly ItemPlan[];
    present: readonly string[];
    invited?: boolean;
    /** So many days from today the papers go out. */
    papersInDays?: number;
    /** What else is done when it is planned, and while it is in session. */
    prepares?: (meetingId: string) => Promise<void>;
    during?: (meetingId: string) => Promise<void>;
  },
): Promise<TellingOfMeeting> {
  const { perform, site, days, coordinator } = telling;
  const meetingId = newId();
  const isPast = meeting.daysAgo > 0;
  const heldOn = isPast ? days.ago(meeting.daysAgo) : days.ahead(-meeting.daysAgo);
  const measures: string[] = [];
  const decisions: string[] = [];
  const items = meeting.items.map((plan) => ({ plan, id: newId() }));
  const inMeeting = { params: { meetingId } };
  const move = async (to: bodies.MeetingState) => {
    const { version } = await perform(coordinator, bodies.getMeeting, inMeeting);
    await perform(coordinator, bodies.moveMeeting, { ...inMeeting, body: { to, version } });
  };
  await days.on(days.ago(Math.max(0, meeting.daysAgo + 21)), async () => {
    await perform(coordinator, bodies.planMeeting, {
      params: { bodyId: meeting.bodyId },
      body: {
        id: meetingId,
        heldOn,
        begins: meeting.begins,
        minutesPlanned: meeting.minutes,
        place: meeting.place,
        onlineLink: null,
        papersDueOn: meeting.papersInDays === undefined ? null : days.ahead(meeting.papersInDays),
      },
    });
    await meeting.prepares?.(meetingId);
  });
  await days.on(days.ago(Math.max(0, meeting.daysAgo + (isPast ? 14 : 0))), async () => {
    for (const { plan, id } of items) {
      await perform(coordinator, bodies.addAgendaItem, {
        ...inMeeting,
        body: {
          id,
          kind: plan.themeId === null ? "other" : "theme",
          themeId: plan.themeId,
          title: plan.title,
          minutesPlanned: plan.minutes,
          paper: { question: plan.question ?? "", background: plan.background ?? "", proposal: plan.proposal ?? "", options: [] },
        },
      });
    }
    if (isPast || meeting.invited) await move("invited");
  });
  const itemIds = items.map((item) => item.id);
  if (!isPast) return { meetingId, itemIds, measures, decisions };
  await days.on(heldOn, async () => {
    await move("in_session");
    for (const member of meeting.present) {
      await perform(coordinator, bodies.noteAttendance, { ...inMeeting, body: { membershipId: site.members[member]!, state: "present" } });
    }
    for (const { plan, id } of items) {
      const inItem = { params: { itemId: id } };
      await perform(coordinator, bodies.callItem, inItem);
      if (plan.notes !== undefined) {
        const seen = (await perform(coordinator, bodies.getMeeting, inMeeting)).items.find((item) => item.id === id)!;
        await perform(coordinator, bodies.saveMinutes, { ...inItem, body: { minutes: plan.notes, version: seen.minutesVersion } });
      }
      const { decision } = plan;
      if (!decision) continue;
      const owner = decision.ownerUnit === undefined ? undefined : site.unitsOfOrganisations[decision.ownerUnit];
      const decisionId = newId();
      const measureId = decision.measure ? newId() : undefined;
      const dueOn = decision.dueInDays === undefined ? null : days.ago(meeting.daysAgo - decision.dueInDays);
      await perform(coordinator, bodies.recordDecision, {
        ...inItem,
        body: {
          id: decisionId,
          outcome: decision.outcome,
          wording: decision.wording,
          reason: decision.reason ?? null,
          reached: decision.dissent ? "dissent" : "consensus",
          dissents: decision.dissent ? [{ membershipId: site.members[decision.dissent.by]!, words: decision.dissent.words }] : [],
          ownerUnitId: owner?.unitId ?? null,
          dueOn,
          answer: decision.answer,
          postponedUntilOn: decision.outcome === "postponed" ? days.ago(meeting.daysAgo - 90) : null,
          measure:
            decision.measure && measureId !== undefined && owner && dueOn !== null
              ? {
                  id: measureId,
                  title: decision.measure.title,
                  owner: { organisationId: owner.organisationId, unitId: owner.unitId },
                  dueOn,
                  fieldOfAction: null,
                  expectation: decision.measure.expectation,
                }
              : null,
        },
      });
      decisions.push(decisionId);
      if (measureId !== undefined) measures.push(measureId);
    }
    await meeting.during?.(meetingId);
    await move("closed");
  });
  await adoptMinutes(telling, meetingId, meeting.daysAgo);
  return { meetingId, itemIds, measures, decisions };
}

/** Minutes go out two days after a meeting; two weeks later nobody has spoken against them. */
async function adoptMinutes(telling: LoopTelling, meetingId: string, daysAgo: number): Promise<void> {
  const { perform, days, coordinator } = telling;
  const params = { meetingId };
  if (daysAgo < 2) return;
  const until = daysAgo - 16;
  await days.on(days.ago(daysAgo - 2), () =>
    perform(coordinator, bodies.sendMinutes, { params, body: { commentsUntilOn: until >= 0 ? days.ago(until) : days.ahead(-until) } }),
  );
  if (until < 1) return;
  await days.on(days.ago(until - 1), () =>
    perform(coordinator, bodies.adoptMinutes, { params, body: { way: "by_silence", inMeetingId: null, version: 1 } }),
  );
}

export async function startMeasure(telling: LoopTelling, measureId: string, daysAgo: number, sentence: string): Promise<void> {
  const { perform, days, coordinator } = telling;
  await days.on(days.ago(daysAgo), async () => {
    const { version } = await perform(coordinator, themes.openMeasure, { params: { measureId } });
    await perform(coordinator, themes.startMeasure, { params: { measureId }, body: { on: days.ago(daysAgo), sentence, version } });
  });
}

export async function finishMeasure(telling: LoopTelling, measureId: string, daysAgo: number, sentence: string): Promise<void> {
  const { perform, days, coordinator } = telling;
  await days.on(days.ago(daysAgo), async () => {
    const { version } = await perform(coordinator, themes.openMeasure, { params: { measureId } });
    await perform(coordinator, themes.finishMeasure, { params: { measureId }, body: { on: days.ago(daysAgo), sentence, version } });
  });
}

export async function stopMeasure(
  telling: LoopTelling,
  measureId: string,
  daysAgo: number,
  reason: string,
  sentence: string,
): Promise<void> {
  const { perform, days, coordinator } = telling;
  await days.on(days.ago(daysAgo), async () => {
    const { version } = await perform(coordinator, themes.openMeasure, { params: { measureId } });
    await perform(coordinator, themes.stopMeasure, { params: { measureId }, body: { reason, sentence, version } });
  });
}

export async function reportProgress(telling: LoopTelling, measureId: string, daysAgo: number, text: string): Promise<void> {
  const { perform, days, coordinator } = telling;
  await days.on(days.ago(daysAgo), () =>
    perform(coordinator, themes.reportProgress, { params: { measureId }, body: { id: newId(), text } }),
  );
}

/** What else happened at the site, since a day or until another. */
export async function noteCircumstance(
  telling: LoopTelling,
  daysAgo: number,
  kind: "law" | "staff" | "capacity" | "other",
  text: string,
  untilDaysAgo?: number,
): Promise<void> {
  const { perform, days, coordinator } = telling;
  const untilOn = untilDaysAgo === undefined ? null : days.ago(untilDaysAgo);
  await days.on(days.ago(untilDaysAgo ?? daysAgo), () =>
    perform(coordinator, themes.noteCircumstance, { body: { id: newId(), kind, fromOn: days.ago(daysAgo), untilOn, text } }),
  );
}

export async function lookAtChange(
  telling: LoopTelling,
  measureId: string,
  daysAgo: number,
  found: { sentence: string; judgement: "yes_mostly" | "partly"; reasons: string; judgedBy: string },
): Promise<void> {
  const { perform, days, coordinator } = telling;
  await days.on(days.ago(daysAgo), async () => {
    await perform(coordinator, themes.lookAtChange, { params: { measureId }, body: { sentence: found.sentence } });
    const { judgement, reasons, judgedBy } = found;
    await perform(coordinator, themes.judgeContribution, { params: { measureId }, body: { judgement, reasons, judgedBy } });
  });
}

export async function anchorMeasure(
  telling: LoopTelling,
  measureId: string,
  daysAgo: number,
  which: string,
  sentence: string,
): Promise<void> {
  const { perform, days, coordinator } = telling;
  await days.on(days.ago(daysAgo), async () => {
    const { version } = await perform(coordinator, themes.openMeasure, { params: { measureId } });
    await perform(coordinator, themes.closeMeasure, {
      params: { measureId },
      body: { closing: "anchored", anchor: { kind: "instruction", which }, sentence, version },
    });
  });
}

/** The owner's word on what became of a decision, passed on by the coordination. */
export async function reportDecision(
  telling: LoopTelling,
  decisionId: string,
  daysAgo: number,
  state: "under_way" | "done",
  report: string,
): Promise<void> {
  const { perform, days, coordinator } = telling;
  await days.on(days.ago(daysAgo), () =>
    perform(coordinator, bodies.reportDecision, { params: { decisionId }, body: { id: newId(), state, report } }),
  );
}
