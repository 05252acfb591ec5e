import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { forbidden } from "../../../platform/server/problem.ts";
import { addDays } from "../change/rules.ts";
import { type ShownTable, showTables } from "../../disclosure/index.ts";
import { asShown } from "../gate.ts";
import { listChangesDue, listMeasures } from "../measure/verbs.ts";
import { listEscalatedThemes, listProgrammeThemes } from "../programme/verbs.ts";
import { listAwaitedReleases } from "../reconstruction/verbs.ts";
import { countAnsweredSince, listMyReports, listReports, listUnanswered } from "../report/verbs.ts";
import { themeStates } from "../theme/contract.ts";
import { listAwaitedStatements, listOwnThemes, listStatementsOfOrganisation } from "../theme/verbs.ts";
import { answersAtHome } from "./contract.ts";
import * as queries from "./queries.ts";
import { newestFirst, quietFirst, quietWeeks, stuckBy } from "./rules.ts";

const programmeRoles = ["accompaniment", "evaluator", "programme_lead"];
/** So many common themes stand on the first page of the programme. */
const commonAtHome = 3;

/** Newest answer first. */
async function listNewAnswers(call: Call) {
  const { reports } = await listMyReports(call);
  return newestFirst(reports).slice(0, answersAtHome);
}

/** What belongs to nobody's role: reports are everybody's, and every organisation can be asked. */
export async function getOwnHome(call: Call) {
  if (programmeRoles.includes(call.actor.role)) throw forbidden();
  const { statements } = await listStatementsOfOrganisation(call);
  return {
    answers: await listNewAnswers(call),
    statements: statements.filter((one) => one.givenOn === null),
    releases: await listAwaitedReleases(call),
  };
}

export async function getCoordinatorDesk(call: Call) {
  if (call.actor.role !== "coordinator") throw forbidden();
  const measures = await listMeasures(call);
  return {
    toRead: (await listReports(call, "to_read", 1, 20)).reports,
    unanswered: (await listUnanswered(call)).reports,
    statements: await listAwaitedStatements(call),
    lateMeasures: measures.filter((one) => one.isLate).sort((a, b) => b.daysLate - a.daysLate),
    changesDue: await listChangesDue(call),
    themes: await listOwnThemes(call),
    answeredThisYear: await countAnsweredSince(call, `${today().slice(0, 4)}-01-01`),
    answers: await listNewAnswers(call),
  };
}

/** How far back the line of a site reaches. */
const daysShown = 182;

const figuresOfSite = ["reports without answer", "measures late"] as const;

/** The figures of each site, as its readers were last told. */
async function showSites(
  call: Call,
  sites: readonly queries.ProgrammeSite[],
  themes: readonly { site_id: string; state: string; themes: number }[],
): Promise<Map<string, ShownTable<null>>> {
  const wanted = sites.map((site) => {
    const counts: Record<string, number> = {
      "reports without answer": site.reports_without_answer,
      "measures late": site.measures_late,
      ...Object.fromEntries(themes.filter((row) => row.site_id === site.site_id).map((row) => [row.state, row.themes])),
    };
    return {
      siteId: site.site_id,
      subjectId: site.site_id,
      table: { figures: [...themeStates, ...figuresOfSite].map((key) => ({ key, count: counts[key] ?? 0 })), sums: [] },
      groupOf: (key: string) => ((figuresOfSite as readonly string[]).includes(key) ? key : "themes"),
      beside: () => null,
    };
  });
  return new Map((await showTables(call, "themes.programme", wanted)).map((one) => [one.siteId, one]));
}

/** Prepared views only. Of sites: counts through the gate, days and kinds, never a title, a text or a name of a person. */
export async function getProgrammeOverview(call: Call) {
  if (!programmeRoles.includes(call.actor.role)) throw forbidden();
  const sites = await queries.listProgrammeSites(call.tx);
  const themes = await queries.countProgrammeThemes(call.tx);
  const figures = await showSites(call, sites, themes);
  const events = await queries.listProgrammeEvents(call.tx, addDays(today(), -daysShown));
  const shown = [];
  for (const site of sites) {
    const own = figures.get(site.site_id)!;
    const countOf = (key: string) => asShown(own.figures.get(key) ?? null);
    // what is held back is there, as the page says itself
    const isAny = (key: string) => countOf(key).count !== 0;
    const ownThemes = themes.filter((row) => row.site_id === site.site_id);
    const recent = events.filter((row) => row.site_id === site.site_id).map((row) => ({ kind: row.kind, on: row.happened_on }));
    shown.push({
      siteId: site.site_id,
      name: site.name,
      kind: site.kind,
      structureOnly: site.structure_only,
      phase: site.phase,
      phaseSinceOn: site.phase_since_on,
      themes: themeStates.filter(isAny).map((state) => ({ state, themes: countOf(state) })),
      measuresLate: countOf("measures late"),
      reportsWithoutAnswer: countOf("reports without answer"),
      lastActiveOn: site.last_active_on,
      quietWeeks: quietWeeks(site.last_active_on, today()),
      lastEvent: recent.at(-1)?.kind ?? null,
      stuck: stuckBy(
        {
          lastActiveOn: site.last_active_on,
          // that there are any at all is no figure about people; of reports it would be
          hasThemes: ownThemes.length > 0,
          hasEscalated: ownThemes.some((row) => row.state === "escalated"),
          hasMeasuresLate: site.measures_late > 0,
          hasReportsWithoutAnswer: isAny("reports without answer"),
          hasStatementsOverdue: site.statements_overdue > 0,
        },
        today(),
      ),
      recent,
    });
  }
  return {
    sites: quietFirst(shown),
    common: (await listProgrammeThemes(call)).themes.slice(0, commonAtHome),
    toReply: call.actor.role === "programme_lead" ? (await listEscalatedThemes(call)).themes.filter((one) => one.isOpen) : [],
  };
}

/** Exact, for the coordinator alone, who reads each of these reports. */
export async function countWordUse(call: Call) {
  if (call.actor.role !== "coordinator") throw forbidden();
  return { uses: await queries.countWordUse(call.tx, call.actor.siteId) };
}
