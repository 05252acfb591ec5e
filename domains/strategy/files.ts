import { today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import type { Begin, FileAnswer } from "../../platform/server/http/routes.ts";
import { dayInWords, type Language, shortDay } from "../../platform/server/paper/days.ts";
import { type Column, spreadsheetAnswer } from "../../platform/server/paper/spreadsheet.ts";
import { pdfAnswer, type Sheet, typeset } from "../../platform/server/paper/typeset.ts";
import { recordAccess } from "../accounts/index.ts";
import { endedOf, type SiteView } from "../network/contract.ts";
import { getSiteName, getSiteView } from "../network/index.ts";
import { listAgreements, openAgreement } from "./agreement/verbs.ts";
import type { FrameworkDocument, MilestoneCode } from "./contract.ts";
import { wordsOf } from "./documents/words.ts";
import { getFramework, openVersion } from "./framework/verbs.ts";
import { listAnchored, listBoard } from "./measure/verbs.ts";
import { listPhases } from "./phase/verbs.ts";
import { getRoadmap } from "./roadmap/verbs.ts";
import { documentOf } from "./rules.ts";

function fieldWords(site: SiteView, language: Language): (code: string) => string {
  const all = [...(site.vocabularies["field_of_action"] ?? []), ...(site.vocabularies[endedOf("field_of_action")] ?? [])];
  return (code) => all.find((entry) => entry.code === code)?.[language] ?? code;
}

type Printed = {
  readonly document: FrameworkDocument;
  readonly decided: { readonly number: number; readonly on: string; readonly body: string } | null;
  readonly site: SiteView;
};

async function print({ document, decided, site }: Printed, language: Language): Promise<FileAnswer> {
  const words = wordsOf[language];
  const field = fieldWords(site, language);
  const day = (on: string) => dayInWords(on, language);
  const content = {
    facts: [
      {
        label: words.period,
        value: document.untilOn === null ? words.from(day(document.fromOn)) : words.until(day(document.fromOn), day(document.untilOn)),
      },
      ...(decided
        ? [
            { label: words.decidedLabel, value: words.decided(decided.body, day(decided.on)) },
            { label: words.versionLabel, value: String(decided.number) },
          ]
        : []),
    ],
    vision: document.vision,
    goals: document.goals.map((goal, at) => ({
      title: words.goal(at + 1, goal.title),
      text: goal.text,
      rows: goal.subGoals.map((sub) => [
        sub.title,
        field(sub.fieldOfAction),
        sub.sign,
        sub.dueOn === null ? "" : shortDay(sub.dueOn, language),
      ]),
      measures: [...new Set(goal.subGoals.flatMap((sub) => sub.measures.map((measure) => measure.title)))],
    })),
    words: {
      vision: words.vision,
      goals: words.goals,
      measures: words.measures,
      header: words.header,
      no_goal: words.noGoal,
      no_sub_goal: words.noSubGoal,
    },
  };
  const sheet: Sheet = {
    language,
    site: site.site.name,
    today: today(),
    title: `${words.framework}: ${document.title}`,
    kind: decided ? `${words.framework}, ${words.version(decided.number)}` : words.framework,
    heading: document.title,
    notice: decided ? "" : words.draft,
  };
  const name = `${words.files.framework}-${today()}`;
  return pdfAnswer(await typeset(new URL("./documents/framework.typ", import.meta.url), sheet, content), name);
}

/** As it stands today. Where it says what was decided last, it is printed as that version. */
export async function printFramework(begin: Begin, language: Language): Promise<FileAnswer> {
  const printed = await begin(async (call): Promise<Printed> => {
    const view = await getFramework(call);
    await recordAccess(call, { action: "strategy.print_framework", basis: "structure" });
    const newest = view.hasChanged ? undefined : view.versions[0];
    const site = await getSiteView(call);
    const empty = { title: site.site.name, vision: "", fromOn: today(), untilOn: null };
    return {
      document: documentOf(view.framework ?? empty, view.goals),
      decided: newest ? { number: newest.number, on: newest.decidedOn, body: newest.bodyName } : null,
      site,
    };
  });
  return await print(printed, language);
}

export async function printVersion(begin: Begin, versionId: string, language: Language): Promise<FileAnswer> {
  const printed = await begin(async (call): Promise<Printed> => {
    const version = await openVersion(call, versionId);
    await recordAccess(call, { action: "strategy.print_framework", basis: "structure" });
    return {
      document: version.document,
      decided: { number: version.number, on: version.decidedOn, body: version.bodyName },
      site: await getSiteView(call),
    };
  });
  return await print(printed, language);
}

/** As it stands today; who still has to sign finds a line to sign on. */
export async function printAgreement(begin: Begin, agreementId: string, language: Language): Promise<FileAnswer> {
  const { view, siteName } = await begin(async (call) => {
    const opened = await openAgreement(call, agreementId);
    await recordAccess(call, { action: "strategy.print_agreement", basis: "structure" });
    return { view: opened, siteName: await getSiteName(call) };
  });
  const words = wordsOf[language];
  const own = words.agreement;
  const day = (on: string) => dayInWords(on, language);
  const content = {
    facts: [
      { label: words.period, value: words.until(day(view.fromOn), day(view.untilOn)) },
      { label: words.list.state, value: words.agreementState[view.state] },
      ...(view.subGoal ? [{ label: words.list.subGoal, value: view.subGoal.title }] : []),
      ...(view.renewedFrom ? [{ label: own.renewedFrom, value: view.renewedFrom.title }] : []),
      ...(view.endedOn !== null ? [{ label: own.ended, value: own.endedBecause(day(view.endedOn), view.endReason ?? "") }] : []),
    ],
    content: view.content,
    parties: view.parties.map((party) => ({
      name: party.name,
      rows: view.commitments
        .filter((one) => one.organisationId === party.organisationId)
        .map((one) => [
          one.text,
          one.dueOn === null ? "–" : shortDay(one.dueOn, language),
          one.keptOn === null ? (one.isOverdue ? own.overdue : own.open) : shortDay(one.keptOn, language),
        ]),
    })),
    signatures: view.parties.map((party) => ({
      name: party.name,
      signed: party.signedBy !== null && party.signedOn !== null ? own.signed(party.signedBy, day(party.signedOn)) : "",
    })),
    words: {
      commitments: own.commitments,
      none: own.noCommitment,
      header: [words.list.commitment, words.list.due, words.list.kept],
      signatures: own.signatures,
      place: own.place,
    },
  };
  const sheet: Sheet = {
    language,
    site: siteName,
    today: today(),
    title: `${words.list.agreement}: ${view.title}`,
    kind: words.list.agreement,
    heading: view.title,
    notice: view.parties.every((party) => party.signedOn !== null) ? "" : own.unsigned,
  };
  const name = `${words.files.agreement}-${today()}`;
  return pdfAnswer(await typeset(new URL("./documents/agreement.typ", import.meta.url), sheet, content), name);
}

/** Before the site has taken the template over it is the template, and says so. */
export async function printPhases(begin: Begin, language: Language): Promise<FileAnswer> {
  const { view, siteName } = await begin(async (call) => {
    const phases = await listPhases(call);
    await recordAccess(call, { action: "strategy.print_phases", basis: "structure" });
    return { view: phases, siteName: await getSiteName(call) };
  });
  const words = wordsOf[language];
  const own = words.phases;
  const day = (on: string) => dayInWords(on, language);
  const titled = (phase: (typeof view.phases)[number]) => `${phase.number} ${phase.title ?? words.phase[phase.number]}`;
  const current = view.phases.find((phase) => phase.number === view.current.number);
  const periodOf = (from: string | null, until: string | null) =>
    from === null
      ? until === null
        ? null
        : own.by(day(until))
      : until === null
        ? words.from(day(from))
        : words.until(day(from), day(until));
  const content = {
    facts: [
      ...(current ? [{ label: own.now, value: titled(current) }] : []),
      ...(view.current.sinceOn === null ? [] : [{ label: words.list.sinceOn, value: day(view.current.sinceOn) }]),
    ],
    phases: view.phases.map((phase) => ({
      title: titled(phase),
      aim: phase.aim ?? "",
      facts: [
        [own.planned, periodOf(phase.fromOn, phase.untilOn)] as const,
        [own.really, periodOf(phase.begunOn, phase.endedOn)] as const,
      ].flatMap(([label, value]) => (value === null ? [] : [{ label, value }])),
      rows: phase.milestones.map((one) => [
        titleOf(one, language),
        one.dueOn === null ? "–" : shortDay(one.dueOn, language),
        one.reachedOn === null ? (one.isOverdue ? own.overdue : own.open) : shortDay(one.reachedOn, language),
      ]),
      moves: phase.milestones.flatMap((one) =>
        one.moves.map((move) =>
          own.moved(
            titleOf(one, language),
            move.fromOn === null ? "–" : shortDay(move.fromOn, language),
            move.toOn === null ? "–" : shortDay(move.toOn, language),
            move.reason,
          ),
        ),
      ),
    })),
    words: { none: own.noMilestone, header: [words.list.milestone, words.list.due, words.list.reached] },
  };
  const sheet: Sheet = {
    language,
    site: siteName,
    today: today(),
    title: words.sheets.milestones,
    kind: words.sheets.milestones,
    heading: own.heading(siteName),
    notice: view.isAdopted ? "" : own.template,
  };
  const name = `${words.files.milestones}-${today()}`;
  return pdfAnswer(await typeset(new URL("./documents/phases.typ", import.meta.url), sheet, content), name);
}

// ---- lists --------------------------------------------------------------------------------------------------------------------------------

/** What has nothing below it still has a line of its own. */
const atLeastOne = <T>(list: readonly T[]): readonly (T | undefined)[] => (list.length === 0 ? [undefined] : list);

type SheetName = keyof (typeof wordsOf)["de"]["sheets"];

async function sheetOf<Row>(
  call: Call,
  sheet: SheetName,
  language: Language,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
): Promise<FileAnswer> {
  const words = wordsOf[language];
  await recordAccess(call, { action: `strategy.export_${sheet}`, basis: "structure" });
  return spreadsheetAnswer(
    { name: words.sheets[sheet], rows, total: rows.length, about: [[words.site, await getSiteName(call)]], columns },
    language,
    `${words.files[sheet]}-${today()}`,
  );
}

export async function makeFrameworkSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = wordsOf[language].list;
  const { goals } = await getFramework(call);
  const field = fieldWords(await getSiteView(call), language);
  const rows = goals.flatMap((goal) => atLeastOne(goal.subGoals).map((sub) => ({ goal, sub })));
  return await sheetOf(call, "framework", language, rows, [
    { label: words.goal, of: ({ goal }) => goal.title },
    { label: words.subGoal, of: ({ sub }) => sub?.title ?? null },
    { label: words.field, of: ({ sub }) => (sub ? field(sub.fieldOfAction) : null) },
    { label: words.sign, of: ({ sub }) => sub?.sign ?? null },
    { label: words.due, kind: "day", of: ({ sub }) => sub?.dueOn ?? null },
    { label: words.reached, kind: "day", of: ({ sub }) => sub?.reachedOn ?? null },
    { label: words.measures, of: ({ sub }) => sub?.measures.map((one) => one.title).join("; ") ?? null },
  ]);
}

/** One line for each commitment, with who signed for the organisation that made it. */
export async function makeAgreementsSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = wordsOf[language];
  const { agreements } = await listAgreements(call);
  const rows = agreements.flatMap((agreement) =>
    agreement.parties.flatMap((party) => {
      const own = agreement.commitments.filter((one) => one.organisationId === party.organisationId);
      return atLeastOne(own).map((commitment) => ({ agreement, party, commitment }));
    }),
  );
  return await sheetOf(call, "agreements", language, rows, [
    { label: words.list.agreement, of: ({ agreement }) => agreement.title },
    { label: words.list.state, of: ({ agreement }) => words.agreementState[agreement.state] },
    { label: words.list.from, kind: "day", of: ({ agreement }) => agreement.fromOn },
    { label: words.list.until, kind: "day", of: ({ agreement }) => agreement.untilOn },
    { label: words.list.subGoal, of: ({ agreement }) => agreement.subGoal?.title ?? null },
    { label: words.list.organisation, of: ({ party }) => party.name },
    { label: words.list.signedBy, of: ({ party }) => party.signedBy },
    { label: words.list.signedOn, kind: "day", of: ({ party }) => party.signedOn },
    { label: words.list.commitment, of: ({ commitment }) => commitment?.text ?? null },
    { label: words.list.due, kind: "day", of: ({ commitment }) => commitment?.dueOn ?? null },
    { label: words.list.kept, kind: "day", of: ({ commitment }) => commitment?.keptOn ?? null },
  ]);
}

export async function makeMilestonesSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = wordsOf[language];
  const { phases } = await listPhases(call);
  const rows = phases.flatMap((phase) => atLeastOne(phase.milestones).map((milestone) => ({ phase, milestone })));
  return await sheetOf(call, "milestones", language, rows, [
    { label: words.list.phase, of: ({ phase }) => `${phase.number} ${phase.title ?? words.phase[phase.number]}` },
    { label: words.list.from, kind: "day", of: ({ phase }) => phase.fromOn },
    { label: words.list.until, kind: "day", of: ({ phase }) => phase.untilOn },
    { label: words.list.milestone, of: ({ milestone }) => (milestone ? titleOf(milestone, language) : null) },
    { label: words.list.due, kind: "day", of: ({ milestone }) => milestone?.dueOn ?? null },
    { label: words.list.reached, kind: "day", of: ({ milestone }) => milestone?.reachedOn ?? null },
    { label: words.list.moved, kind: "number", of: ({ milestone }) => milestone?.moves.length ?? null },
    { label: words.list.reason, of: ({ milestone }) => milestone?.moves[0]?.reason ?? null },
  ]);
}

const titleOf = (of: { title: string | null; code: MilestoneCode | null }, language: Language) =>
  of.title ?? (of.code === null ? "" : wordsOf[language].milestone[of.code]);

export async function makeBoardSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = wordsOf[language];
  const { measures } = await listBoard(call);
  const field = fieldWords(await getSiteView(call), language);
  return await sheetOf(call, "measures", language, measures, [
    { label: words.list.measure, of: (row) => row.title },
    { label: words.list.state, of: (row) => words.column[row.column] },
    { label: words.list.late, kind: "number", of: (row) => (row.daysLate > 0 ? row.daysLate : null) },
    { label: words.list.due, kind: "day", of: (row) => row.dueOn },
    { label: words.list.owner, of: (row) => row.ownerName },
    { label: words.list.theme, of: (row) => row.themeTitle },
    { label: words.list.field, of: (row) => (row.fieldOfAction === null ? null : field(row.fieldOfAction)) },
    { label: words.list.subGoal, of: (row) => row.subGoals.map((one) => one.title).join("; ") },
    { label: words.list.decided, kind: "day", of: (row) => row.decidedOn },
    { label: words.list.started, kind: "day", of: (row) => row.startedOn },
    { label: words.list.ended, kind: "day", of: (row) => row.endedOn },
  ]);
}

/** What is due first; a measure at which nobody has looked yet has its line too. */
export async function makeAnchoredSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = wordsOf[language];
  const { measures } = await listAnchored(call);
  const rows = [...measures.filter((one) => one.isDue), ...measures.filter((one) => !one.isDue)].flatMap((measure) =>
    atLeastOne(measure.looks).map((look) => ({ measure, look })),
  );
  return await sheetOf(call, "anchored", language, rows, [
    { label: words.list.measure, of: ({ measure }) => measure.title },
    { label: words.list.theme, of: ({ measure }) => measure.themeTitle },
    { label: words.list.anchoredIn, of: ({ measure }) => `${words.anchorKind[measure.anchorKind]}: ${measure.anchorText}` },
    { label: words.list.anchoredOn, kind: "day", of: ({ measure }) => measure.closedOn },
    { label: words.list.lookDue, kind: "day", of: ({ measure }) => measure.dueOn },
    { label: words.list.lookedOn, kind: "day", of: ({ look }) => look?.lookedOn ?? null },
    { label: words.list.finding, of: ({ look }) => (look ? words.finding[look.finding] : null) },
    { label: words.list.why, of: ({ look }) => look?.reasons ?? null },
    { label: words.list.by, of: ({ look }) => look?.by ?? null },
  ]);
}

export async function makeRoadmapSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = wordsOf[language];
  const { sites } = await getRoadmap(call);
  const rows = sites.flatMap((site) => atLeastOne(site.plan?.milestones ?? []).map((milestone) => ({ site, milestone })));
  return await sheetOf(call, "roadmap", language, rows, [
    { label: words.site, of: ({ site }) => site.name },
    { label: words.list.phase, of: ({ site }) => `${site.phase} ${words.phase[site.phase]}` },
    { label: words.list.sinceOn, kind: "day", of: ({ site }) => site.sinceOn },
    { label: words.list.released, kind: "day", of: ({ site }) => site.plan?.releasedOn ?? null },
    { label: words.list.milestone, of: ({ milestone }) => (milestone ? titleOf(milestone, language) : null) },
    { label: words.list.due, kind: "day", of: ({ milestone }) => milestone?.dueOn ?? null },
    { label: words.list.reached, kind: "day", of: ({ milestone }) => milestone?.reachedOn ?? null },
    { label: words.list.moved, kind: "number", of: ({ milestone }) => milestone?.moved ?? null },
  ]);
}
