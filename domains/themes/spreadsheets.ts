import type { AnswerOf } from "../../platform/contract/endpoint.ts";
import { today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import type { FileAnswer } from "../../platform/server/http/routes.ts";
import type { Language } from "../../platform/server/paper/days.ts";
import { readPages, spreadsheetAnswer } from "../../platform/server/paper/spreadsheet.ts";
import { recordAccess } from "../accounts/index.ts";
import type { SiteView } from "../network/contract.ts";
import { getSiteView } from "../network/index.ts";
import type { listMyReports, ReportRow } from "./contract.ts";
import { wordsOf } from "./documents/words.ts";
import { listMeasuresOfSite } from "./measure/verbs.ts";
import { listEscalatedThemes } from "./programme/verbs.ts";
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
