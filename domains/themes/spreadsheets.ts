import type { AnswerOf } from "../../platform/contract/endpoint.ts";
import { today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import type { FileAnswer } from "../../platform/server/http/routes.ts";
import type { Language } from "../../platform/server/paper/days.ts";
import { type Column, readPages, spreadsheetAnswer } from "../../platform/server/paper/spreadsheet.ts";
import { recordAccess } from "../accounts/index.ts";
import type { SiteView } from "../network/contract.ts";
import { getSiteView } from "../network/index.ts";
import type { listMyReports, ReportRow } from "./contract.ts";
import { wordsOf as listWordsOf } from "./documents/list-words.ts";
import { wordsOf } from "./documents/words.ts";
import { listMeasuresOfSite } from "./measure/verbs.ts";
import { listPatterns } from "./pattern/verbs.ts";
import { listEscalatedThemes, listProgrammeThemes } from "./programme/verbs.ts";
import { listMyReports as readMyReports, listReports } from "./report/verbs.ts";
import { listThemes } from "./theme/verbs.ts";

type Show = "to_read" | "open" | "joined" | "all";

function labelsOf(site: SiteView, language: Language) {
  const unitOf = new Map(site.units.map((unit) => [unit.id, unit.name]));
  const organisationOf = new Map(site.organisations.map((one) => [one.id, one.name]));
  const townOf = new Map(site.towns.map((town) => [town.id, town.name]));
  return {
    side: (side: ReportRow["from"]) =>
      side && [organisationOf.get(side.organisationId), side.unitId ? unitOf.get(side.unitId) : undefined].filter(Boolean).join(", "),
    town: (id: string | null) => (id ? (townOf.get(id) ?? null) : null),
    word: (vocabulary: string, code: string | null) =>
      code && ((site.vocabularies[vocabulary] ?? []).find((entry) => entry.code === code)?.[language] ?? code),
  };
}

/** The coordinator's reports; a reporter's name is there only where the page shows it too. */
export async function makeReportsSpreadsheet(call: Call, show: Show, language: Language): Promise<FileAnswer> {
  const words = wordsOf[language];
  const { rows, total } = await readPages(call, async (one, page) => {
    const read = await listReports(one, show, page);
    return { rows: read.reports, total: read.total };
  });
  const site = await getSiteView(call);
  const labels = labelsOf(site, language);
  await recordAccess(call, { action: "themes.export_reports", basis: "structure" });
  return spreadsheetAnswer(
    {
      name: words.reports,
      rows,
      total,
      about: [
        [words.site, site.site.name],
        [words.selection, words.shows[show]],
      ],
      columns: [
        { label: words.reportedOn, kind: "day", of: (row) => row.reportedOn },
        { label: words.title, of: (row) => row.title },
        { label: words.excerpt, of: (row) => row.excerpt },
        { label: words.state, of: (row) => words.reportState[row.state] },
        { label: words.reporter, of: (row) => row.reporter?.name ?? null },
        { label: words.unit, of: (row) => row.reporter?.unitName ?? null },
        { label: words.gapKind, of: (row) => labels.word("gap_kind", row.gapKind) },
        { label: words.from, of: (row) => labels.side(row.from) },
        { label: words.to, of: (row) => labels.side(row.to) },
        { label: words.town, of: (row) => labels.town(row.townId) },
        { label: words.field, of: (row) => labels.word("field_of_action", row.fieldOfAction) },
        { label: words.daysLost, kind: "number", of: (row) => row.daysLost },
        { label: words.theme, of: (row) => row.theme?.title ?? null },
        { label: words.lastAnswer, kind: "day", of: (row) => row.lastAnsweredOn },
      ],
    },
    language,
    `${words.files.reports}-${today()}`,
  );
}

type MyReport = AnswerOf<typeof listMyReports>["reports"][number];

export async function makeMyReportsSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = wordsOf[language];
  const { reports } = await readMyReports(call);
  const site = await getSiteView(call);
  return spreadsheetAnswer<MyReport>(
    {
      name: words.myReports,
      rows: reports,
      total: reports.length,
      about: [[words.site, site.site.name]],
      columns: [
        { label: words.reportedOn, kind: "day", of: (row) => row.reportedOn },
        { label: words.title, of: (row) => row.title },
        { label: words.state, of: (row) => words.reportState[row.state] },
        { label: words.step, of: (row) => `${row.stair.reached} / 7` },
        { label: words.lastAnswer, kind: "day", of: (row) => row.latestAnswer?.on ?? null },
        { label: words.answer, of: (row) => row.latestAnswer?.sentence ?? null },
      ],
    },
    language,
    `${words.files.myReports}-${today()}`,
  );
}

/** Counts have passed the gate already: one that is held back stands here as a word. */
export async function makeThemesSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = wordsOf[language];
  const { themes } = await listThemes(call);
  const site = await getSiteView(call);
  const labels = labelsOf(site, language);
  return spreadsheetAnswer(
    {
      name: words.themes,
      rows: themes,
      total: themes.length,
      about: [
        [words.site, site.site.name],
        ["", words.protectedNote],
      ],
      columns: [
        { label: words.title, of: (row) => row.title },
        { label: words.sentence, of: (row) => row.sentence },
        { label: words.state, of: (row) => words.themeState[row.state] },
        { label: words.since, kind: "day", of: (row) => row.stateSinceOn },
        { label: words.field, of: (row) => labels.word("field_of_action", row.fieldOfAction) },
        { label: words.count, kind: "number", of: (row) => row.reports.count ?? words.protected },
        { label: words.meeting, kind: "day", of: (row) => row.meetingOn },
        { label: words.body, of: (row) => row.bodyName },
      ],
    },
    language,
    `${words.files.themes}-${today()}`,
  );
}

export async function makeMeasuresSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = wordsOf[language];
  const { measures } = await listMeasuresOfSite(call);
  const site = await getSiteView(call);
  return spreadsheetAnswer(
    {
      name: words.measures,
      rows: measures,
      total: measures.length,
      about: [[words.site, site.site.name]],
      columns: [
        { label: words.measure, of: (row) => row.title },
        { label: words.theme, of: (row) => row.themeTitle },
        { label: words.state, of: (row) => words.measureState[row.state] },
        { label: words.owner, of: (row) => row.ownerName },
        { label: words.person, of: (row) => row.ownerPerson },
        { label: words.due, kind: "day", of: (row) => row.dueOn },
        { label: words.daysLate, kind: "number", of: (row) => row.daysLate },
        { label: words.started, kind: "day", of: (row) => row.startedOn },
        { label: words.lastReport, kind: "day", of: (row) => row.lastReportedOn },
        { label: words.lookOn, kind: "day", of: (row) => row.lookOn },
        { label: words.verdict, of: (row) => (row.verdict ? words.verdicts[row.verdict] : null) },
      ],
    },
    language,
    `${words.files.measures}-${today()}`,
  );
}

/** For the programme: what sites handed up, with their reasons. */
export async function makeEscalatedSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = wordsOf[language];
  const { themes } = await listEscalatedThemes(call);
  return spreadsheetAnswer(
    {
      name: words.escalated,
      rows: themes,
      total: themes.length,
      about: [],
      columns: [
        { label: words.since, kind: "day", of: (row) => row.escalatedOn },
        { label: words.site, of: (row) => row.siteName },
        { label: words.title, of: (row) => row.title },
        { label: words.sentence, of: (row) => row.sentence },
        { label: words.reason, of: (row) => row.reason },
      ],
    },
    language,
    `${words.files.escalated}-${today()}`,
  );
}

/** What sites offer each other, with what it cost and what did not work. */
export async function makePatternsSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = listWordsOf[language].patterns;
  const { patterns } = await listPatterns(call);
  const labels = labelsOf(await getSiteView(call), language);
  const euros = (cents: number | null) => (cents === null ? null : cents / 100);
  return spreadsheetAnswer(
    {
      name: words.title,
      rows: patterns,
      total: patterns.length,
      about: [],
      columns: [
        { label: words.name, of: (row) => row.title },
        { label: wordsOf[language].site, of: (row) => row.siteName },
        { label: words.offeredOn, kind: "day", of: (row) => row.offeredOn },
        { label: wordsOf[language].field, of: (row) => labels.word("field_of_action", row.fieldOfAction) },
        { label: words.problem, of: (row) => row.problem },
        { label: words.done, of: (row) => row.done },
        { label: words.failed, of: (row) => row.failed },
        { label: words.advice, of: (row) => row.advice },
        { label: words.costOnce, of: (row) => euros(row.costOnceCents) },
        { label: words.costYear, of: (row) => euros(row.costYearCents) },
        { label: words.costNote, of: (row) => row.costNote },
        { label: wordsOf[language].verdict, of: (row) => (row.finding ? wordsOf[language].verdicts[row.finding.verdict] : null) },
      ],
    },
    language,
    `${words.file}-${today()}`,
  );
}

/** Counts have passed the gate, and no site is named; whoever is not of the programme finds how many sites and no more. */
export async function makeProgrammeThemesSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = listWordsOf[language].programmeThemes;
  const { protected: heldBack, protectedNote } = wordsOf[language];
  const { themes } = await listProgrammeThemes(call);
  const withFigures = themes.some((theme) => theme.figures !== null);
  type Row = (typeof themes)[number];
  const figure = (label: string, key: keyof NonNullable<Row["figures"]>): Column<Row> => ({
    label,
    kind: "number",
    of: (row) => (row.figures === null ? null : (row.figures[key].count ?? heldBack)),
  });
  return spreadsheetAnswer<Row>(
    {
      name: words.title,
      rows: themes,
      total: themes.length,
      about: [["", protectedNote]],
      columns: [
        { label: words.name, of: (row) => row.title },
        { label: wordsOf[language].sentence, of: (row) => row.sentence },
        { label: words.madeOn, kind: "day", of: (row) => row.madeOn },
        { label: words.sites, kind: "number", of: (row) => row.sites.count ?? heldBack },
        { label: words.ofSites, kind: "number", of: (row) => row.ofSites },
        ...(withFigures
          ? [
              figure(words.reports, "reports"),
              figure(words.towns, "towns"),
              figure(words.withMeasure, "withMeasure"),
              figure(words.escalated, "escalated"),
            ]
          : []),
      ],
    },
    language,
    `${words.file}-${today()}`,
  );
}
