import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { forbidden } from "../../../platform/server/problem.ts";
import { addDays } from "../change/rules.ts";
import { showCount } from "../gate.ts";
import { listChangesDue, listMeasures } from "../measure/verbs.ts";
import { countAnsweredSince, listReports, listUnanswered } from "../report/verbs.ts";
import type { ThemeState } from "../theme/contract.ts";
import { listAwaitedStatements, listOwnThemes } from "../theme/verbs.ts";
import * as queries from "./queries.ts";
import { quietFirst, quietWeeks, stuckBy } from "./rules.ts";

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
  };
}

const programmeRoles = ["accompaniment", "evaluator", "programme_lead"];
/** How far back the line of a site reaches. */
const daysShown = 182;

/** Prepared views only: counts through the gate, days and kinds. Never a title, a text or a name of a site. */
export async function getProgrammeOverview(call: Call) {
  if (!programmeRoles.includes(call.actor.role)) throw forbidden();
  const sites = await queries.listProgrammeSites(call.tx);
  const themes = await queries.countProgrammeThemes(call.tx);
  const events = await queries.listProgrammeEvents(call.tx, addDays(today(), -daysShown));
  const shown = [];
  for (const site of sites) {
    const own = themes.filter((row) => row.site_id === site.site_id);
    const recent = events.filter((row) => row.site_id === site.site_id).map((row) => ({ kind: row.kind, on: row.happened_on }));
    shown.push({
      siteId: site.site_id,
      name: site.name,
      kind: site.kind,
      structureOnly: site.structure_only,
      phase: site.phase,
      phaseSinceOn: site.phase_since_on,
      themes: own.map((row) => ({ state: row.state as ThemeState, themes: showCount(row.themes) })),
      measuresLate: site.measures_late,
      reportsWithoutAnswer: showCount(site.reports_without_answer),
      lastActiveOn: site.last_active_on,
      quietWeeks: quietWeeks(site.last_active_on, today()),
      lastEvent: recent.at(-1)?.kind ?? null,
      stuck: stuckBy(
        {
          lastActiveOn: site.last_active_on,
          themes: own.reduce((sum, row) => sum + row.themes, 0),
          escalated: own.find((row) => row.state === "escalated")?.themes ?? 0,
          measuresLate: site.measures_late,
          reportsWithoutAnswer: site.reports_without_answer,
          statementsOverdue: site.statements_overdue,
        },
        today(),
      ),
      recent,
    });
  }
  return { sites: quietFirst(shown) };
}

export async function listEscalatedThemes(call: Call) {
  if (call.actor.role !== "programme_lead") throw forbidden();
  return {
    themes: (await queries.listEscalated(call.tx)).map((row) => ({
      id: row.id,
      siteId: row.site_id,
      siteName: row.site_name,
      title: row.title,
      sentence: row.sentence,
      reason: row.reason,
      escalatedOn: row.escalated_on,
    })),
  };
}
