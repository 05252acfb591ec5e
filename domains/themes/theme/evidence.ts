import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { addDays, type Passage, observe, summarise } from "../change/rules.ts";
import { minimum, protectMedian, protectReports, showCount, waysToMore } from "../gate.ts";
import type * as contract from "./contract.ts";
import * as queries from "./queries.ts";

export type RawEvidence = { readonly reports: number; readonly solved: number; readonly unanswered: number };

/** Waiting is measured over this many days up to the end of the period, unless the reader chose one. */
const usualPeriodDays = 365;

/** What is known of a theme, through the gate. The raw counts stay in the server. */
export async function gatherEvidence(
  call: Call,
  theme: { readonly id: string; readonly metric: contract.Metric | null },
  scope: queries.EvidenceScope,
): Promise<{ evidence: contract.Evidence; raw: RawEvidence }> {
  const byTown = await queries.countEvidence(call.tx, theme.id, scope);
  const across = await queries.countEvidenceAcross(call.tx, theme.id, scope);
  const reports = byTown.reduce((sum, row) => sum + row.reports, 0);
  const shown = await protectReports(
    call,
    theme.id,
    scope,
    byTown.map((row) => ({ townId: row.town_id, reports: row.reports })),
  );
  const isProtected = shown.total.isProtected;
  // with too few reports nothing else may be said about them either
  const beside = (count: number): contract.ShownCount => (isProtected ? { count: null, isProtected: true } : { count, isProtected: false });
  const cases = showCount(across.cases);
  const waiting = theme.metric ? await measureWaiting(call, theme.id, theme.metric, scope) : null;
  const isHeldBack =
    isProtected ||
    cases.isProtected ||
    shown.byTown.some((row) => row.reports.isProtected) ||
    (waiting?.groups.some((one) => one.isProtected) ?? false);
  return {
    evidence: {
      fromOn: scope.fromOn,
      untilOn: scope.untilOn,
      townIds: [...scope.townIds],
      minimum,
      reports: shown.total,
      towns: beside(byTown.filter((row) => row.town_id !== null).length),
      organisations: beside(across.organisations),
      cases: isProtected ? { count: null, isProtected: true } : cases,
      firstReportedOn: isProtected ? null : (byTown.map((row) => row.first_on).sort()[0] ?? null),
      lastReportedOn: isProtected
        ? null
        : (byTown
            .map((row) => row.last_on)
            .sort()
            .at(-1) ?? null),
      byTown: shown.byTown,
      waiting,
      seeMore: isHeldBack
        ? waysToMore({ isAllTowns: scope.townIds.length === 0, isWholePeriod: scope.fromOn === null && scope.untilOn === null })
        : [],
    },
    raw: { reports, solved: byTown.reduce((sum, row) => sum + row.solved, 0), unanswered: across.unanswered },
  };
}

async function measureWaiting(
  call: Call,
  themeId: string,
  metric: contract.Metric,
  scope: queries.EvidenceScope,
): Promise<NonNullable<contract.Evidence["waiting"]>> {
  const untilOn = scope.untilOn ?? today();
  const window = { fromOn: scope.fromOn ?? addDays(untilOn, -usualPeriodDays), untilOn };
  const pairs = (await queries.listWaiting(call.tx, themeId, window.fromOn, window.untilOn)).filter(
    (pair) => scope.townIds.length === 0 || (pair.town_id !== null && scope.townIds.includes(pair.town_id)),
  );
  const groups = [...new Set(pairs.map((pair) => pair.group_code).filter((group) => group !== null))].sort();
  let known = 0;
  let of = 0;
  const measure = (name: string, own: typeof pairs) => {
    const passages: Passage[] = own.map((pair) => ({
      caseKey: pair.case_ref.toString("hex"),
      startedOn: pair.start_on,
      endedOn: pair.end_on,
      waitingOn: pair.end_on === null ? today() : null,
    }));
    const seen = observe(passages, window, Number.MAX_SAFE_INTEGER, today());
    if (name === "all") ({ known, of } = seen.completeness);
    return protectMedian(name, summarise(seen.cases));
  };
  const all = measure("all", pairs);
  const parts = groups.map((group) =>
    measure(
      group,
      pairs.filter((pair) => pair.group_code === group),
    ),
  );
  // one group alone held back could be worked out from the others and all
  const isOneHidden = parts.filter((part) => part.cases === null).length === 1;
  const unknown = showCount(of - known);
  return {
    metric,
    groups: isOneHidden ? parts : [all, ...parts],
    known: unknown.isProtected || all.cases === null ? null : known,
    of: unknown.isProtected || all.cases === null ? null : of,
  };
}

/** "Ja: 7. Teilweise, nein oder noch keine Antwort: 7." */
export async function protectSolved(
  _call: Call,
  _themeId: string,
  raw: RawEvidence,
): Promise<{ solved: contract.ShownCount; partlyNotOrSilent: contract.ShownCount }> {
  const [solved, rest] = [showCount(raw.solved), showCount(raw.reports - raw.solved)];
  // they add up to the number of reports: held back together
  if (solved.isProtected || rest.isProtected) {
    return { solved: { count: null, isProtected: true }, partlyNotOrSilent: { count: null, isProtected: true } };
  }
  return { solved, partlyNotOrSilent: rest };
}

/** How many reports each of these themes has. */
export async function protectThemeCounts(
  _call: Call,
  counts: ReadonlyMap<string, number>,
  ids: readonly string[],
): Promise<Map<string, contract.ShownCount>> {
  return new Map(ids.map((id) => [id, showCount(counts.get(id) ?? 0)]));
}
