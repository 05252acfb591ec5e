import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import {
  type AtomicFigure,
  defaultMemory,
  findResting,
  findShown,
  type FigureTable,
  showCount,
  showOnce,
  showScope,
  type ShownTable,
  showTables,
  type WantedTable,
  waysToMore,
} from "../../disclosure/index.ts";
import { addDays, type Duration, observe, type Passage, summarise } from "../change/rules.ts";
import { asShown, minimum, showMedian } from "../gate.ts";
import type { StartFigure } from "../measure/ledger.ts";
import { figuresOverScopes, mayShowOver, noteShownOver } from "../starts.ts";
import { quarterOf, widenToQuarters } from "../rules.ts";
import type * as contract from "./contract.ts";
import * as queries from "./queries.ts";

/** What the gate needs to know of a theme. One that is still collected is read by coordinators alone, who read its reports: nothing of them is remembered. */
export type CountedTheme = { readonly id: string; readonly named_on: string | null };

/** Any part may be left open: all towns, from the beginning, until now. */
export type EvidenceScope = { readonly fromOn: string | null; readonly untilOn: string | null; readonly townIds: readonly string[] };

type Beside = {
  towns: number;
  /** Towns may not even be named. */
  isAlone: boolean;
  organisations: number;
  cases: number | null;
  firstOn: string | null;
  lastOn: string | null;
};
export type ReportFigures = ShownTable<Beside>;

const reportSubject = "themes.reports";
const waitingSubject = (metric: contract.Metric) => `themes.waiting:${metric.service}:${metric.fromEvent}:${metric.toEvent}`;
/** Cases are the site's, and no coordinator reads one: whichever theme asks for the same way, named or not, is one table with one memory. */
const waitingOf = (call: Call) => ({ siteId: call.actor.siteId, subjectId: call.actor.siteId });
/** For values of single cases more of them have to change before a figure does. */
const caseMemory = { ...defaultMemory, step: defaultMemory.minimum };

const total = "*";
const townKey = (townId: string | null) => `town ${townId ?? ""}`;
const isTown = (key: string) => key.startsWith("town ");
const townOf = (key: string) => key.slice("town ".length) || null;
const pieceOf = (townId: string | null, day: string) => `${townId ?? ""} ${quarterOf(day)}`;

/** Towns and answers both add up to all reports. */
function tableOf(rows: readonly queries.ReportCount[]): FigureTable {
  const sum = (of: (row: queries.ReportCount) => number) => rows.reduce((count, row) => count + of(row), 0);
  const towns = rows.map((row) => ({ key: townKey(row.town_id), count: row.reports }));
  const [reports, solved] = [sum((row) => row.reports), sum((row) => row.solved)];
  return {
    figures: [{ key: total, count: reports }, ...towns, { key: "solved", count: solved }, { key: "not solved", count: reports - solved }],
    sums: [...(towns.length > 0 ? [{ total, parts: towns.map((it) => it.key) }] : []), { total, parts: ["solved", "not solved"] }],
  };
}

function wantedOf(call: Call, themeId: string, rows: readonly queries.ReportCount[]): WantedTable<Beside> {
  return {
    siteId: call.actor.siteId,
    subjectId: themeId,
    table: tableOf(rows),
    groupOf: (key) => (key === total ? null : isTown(key) ? "towns" : "answers"),
    keep: total,
    beside: async (figures, isAlone) => {
      // with too few reports nothing else may be said about them either
      if (figures.get(total) === null) return { towns: 0, isAlone: true, organisations: 0, cases: null, firstOn: null, lastOn: null };
      const towns = rows.filter((row) => row.town_id !== null).length;
      const across = await queries.countEvidenceAcross(call.tx, themeId);
      return {
        towns,
        isAlone,
        organisations: across.organisations,
        cases: showCount(across.cases),
        firstOn: across.first_on,
        lastOn: across.last_on,
      };
    },
    pieces: async () =>
      Object.fromEntries((await queries.countPieces(call.tx, themeId)).map((row) => [pieceOf(row.town_id, row.quarter_on), row.reports])),
  };
}

/** The figures about the reports of themes, by theme. */
export async function showReports(call: Call, themes: readonly CountedTheme[]): Promise<Map<string, ReportFigures>> {
  const rows = Map.groupBy(
    await queries.countReports(
      call.tx,
      themes.map((theme) => theme.id),
    ),
    (row) => row.theme_id,
  );
  const wanted = (theme: CountedTheme) => wantedOf(call, theme.id, rows.get(theme.id) ?? []);
  const shown = await showTables(call, reportSubject, themes.filter((theme) => theme.named_on !== null).map(wanted));
  for (const theme of themes) if (theme.named_on === null) shown.push(await showOnce(wanted(theme)));
  return new Map(shown.map((one) => [one.subjectId, one]));
}

export const countOf = (figures: ReportFigures | undefined): contract.ShownCount => asShown(figures?.figures.get(total) ?? null);

/** From how many towns they came; with too few reports not even that. */
export const townCountOf = (figures: ReportFigures | undefined): contract.ShownCount =>
  asShown(figures === undefined || figures.figures.get(total) === null ? null : figures.beside.towns);

/** The towns from which reports came, where they may be named at all. */
export function townsOf(figures: ReportFigures | undefined): { townId: string | null; reports: contract.ShownCount }[] {
  if (!figures || figures.beside.isAlone) return [];
  return [...figures.figures]
    .filter(([key, shown]) => isTown(key) && shown !== 0)
    .map(([key, shown]) => ({ townId: townOf(key), reports: asShown(shown) }));
}

/** What readers of the theme were last told, for an answer; null if nothing. */
export async function findCountShown(call: Call, themeId: string, siteId = call.actor.siteId): Promise<number | null> {
  const shown = await findShown<Beside>(call, reportSubject, { siteId, subjectId: themeId });
  return shown?.figures.get(total) ?? null;
}

/** "Ja: 7. Teilweise, nein oder noch keine Antwort: 7." */
export function solvedOf({ figures }: ReportFigures): { solved: contract.ShownCount; partlyNotOrSilent: contract.ShownCount } {
  return { solved: asShown(figures.get("solved") ?? null), partlyNotOrSilent: asShown(figures.get("not solved") ?? null) };
}

type Quarters = { readonly fromOn: string | null; readonly untilOn: string | null };
type Scope = Quarters & { readonly townIds: readonly string[] };

const wordsOf = (scope: Scope) => JSON.stringify([scope.fromOn, scope.untilOn, [...new Set(scope.townIds)].sort()]);
function scopeOf(words: string): Scope {
  const [fromOn, untilOn, townIds] = JSON.parse(words) as [string | null, string | null, string[]];
  return { fromOn, untilOn, townIds };
}

const holds = (words: string, piece: string): boolean => {
  const scope = scopeOf(words);
  const [townId = "", quarterOn = ""] = piece.split(" ");
  return (
    (scope.townIds.length === 0 || scope.townIds.includes(townId)) &&
    (scope.fromOn === null || quarterOn >= scope.fromOn) &&
    (scope.untilOn === null || quarterOn <= scope.untilOn)
  );
};

/** Total and towns of a table, as sets of its pieces; what was held back is not known to anybody. */
function shownAtoms(table: ShownTable<unknown>): AtomicFigure[] {
  const pieces = Object.keys(table.pieces);
  return [...table.figures].flatMap(([key, shown]): AtomicFigure[] => {
    if (shown === null || (key !== total && !isTown(key))) return [];
    return [{ key, atoms: key === total ? pieces : pieces.filter((piece) => piece.startsWith(`${townOf(key) ?? ""} `)) }];
  });
}

/** What is known of a theme, through the gate. */
export async function gatherEvidence(
  call: Call,
  theme: CountedTheme & { readonly metric: contract.Metric | null },
  figures: ReportFigures,
): Promise<contract.Evidence> {
  const isProtected = figures.figures.get(total) === null;
  const byTown = townsOf(figures);
  const beside = (count: number | null): contract.ShownCount => asShown(isProtected ? null : count);
  const waiting = theme.metric ? (await showWaiting(call, theme, theme.metric)).beside : null;
  const isHeldBack =
    isProtected ||
    figures.beside.cases === null ||
    (figures.beside.isAlone && figures.beside.towns > 0) ||
    byTown.some((row) => row.reports.isProtected) ||
    (waiting?.groups.some((one) => one.isProtected) ?? false);
  return {
    fromOn: null,
    untilOn: null,
    townIds: [],
    minimum,
    reports: asShown(figures.figures.get(total) ?? null),
    towns: beside(figures.beside.towns),
    organisations: beside(figures.beside.organisations),
    cases: beside(figures.beside.cases),
    firstReportedOn: figures.beside.firstOn,
    lastReportedOn: figures.beside.lastOn,
    byTown,
    waiting: theme.metric && waiting ? { metric: theme.metric, ...waiting } : null,
    seeMore: isHeldBack ? waysToMore({ isAllTowns: true, isWholePeriod: true }) : [],
  };
}

/**
 * The same over other towns or another period: the reports and the median, each out of the day of which the whole theme was last shown, and only where
 * no smaller figure follows from it. Periods are whole quarters. What cannot be put together from pieces (cases that several reports are about) stays with the whole.
 */
export async function gatherEvidenceOver(
  call: Call,
  theme: CountedTheme & { readonly metric: contract.Metric | null },
  figures: ReportFigures,
  chosen: EvidenceScope,
): Promise<contract.Evidence> {
  const scope: Scope = { ...widenToQuarters(chosen, today()), townIds: chosen.townIds };
  const isWholePeriod = scope.fromOn === null && scope.untilOn === null;
  const whole = await gatherEvidence(call, theme, figures);
  if (isWholePeriod && scope.townIds.length === 0) return whole;
  const isRemembered = theme.named_on !== null;
  const view = { holds, shown: shownAtoms };
  const reports = asShown(await showScope(call, reportSubject, figures, wordsOf(scope), view, { isRemembered }));
  const waiting = theme.metric ? await measureWaitingOver(call, theme, theme.metric, scope) : null;
  const byTown = isWholePeriod ? whole.byTown.filter((row) => row.townId !== null && scope.townIds.includes(row.townId)) : [];
  const isHeldBack =
    reports.isProtected ||
    byTown.some((row) => row.reports.isProtected) ||
    (waiting?.groups.some((one) => one.isProtected || one.cases === null) ?? false);
  return {
    ...whole,
    ...scope,
    townIds: [...scope.townIds],
    reports,
    towns: asShown(reports.isProtected || !isWholePeriod ? null : byTown.length),
    organisations: asShown(null),
    cases: asShown(null),
    firstReportedOn: null,
    lastReportedOn: null,
    byTown,
    waiting,
    seeMore: isHeldBack ? waysToMore({ isAllTowns: scope.townIds.length === 0, isWholePeriod }) : [],
  };
}

// --- waiting -----------------------------------------------------------------------------------------------------------------------------

type Waiting = Omit<NonNullable<contract.Evidence["waiting"]>, "metric">;

/** Waiting is measured over four whole quarters and the present one. */
const usualQuarters = 4;
const mostGroups = 30;
/** Further back no other period reaches. */
const furthestQuarters = 12;
const quartersBack = (day: string, quarters: number): string =>
  quarters === 0 ? quarterOf(day) : quartersBack(addDays(quarterOf(day), -1), quarters - 1);

const passageOf = (row: queries.WaitingRow, on: string): Passage => ({
  caseKey: row.case_ref.toString("hex"),
  startedOn: row.start_on,
  endedOn: row.end_on,
  waitingOn: row.end_on === null ? (row.closed_on !== null && row.closed_on < on ? row.closed_on : on) : null,
});

type Counted = { readonly cases: readonly Duration[]; readonly known: number; readonly of: number };
function countedOf(rows: readonly queries.WaitingCount[]): Counted {
  const cases = rows.flatMap((row) => {
    const { days, is_waiting: isWaiting } = row;
    return days === null ? [] : Array.from({ length: row.cases }, () => ({ days, isWaiting }));
  });
  return { cases, known: cases.length, of: rows.reduce((sum, row) => sum + row.cases, 0) };
}

function observeRows(rows: readonly queries.WaitingRow[], window: { fromOn: string; untilOn: string }, on: string): Counted {
  const seen = observe(
    rows.map((row) => passageOf(row, on)),
    window,
    Number.MAX_SAFE_INTEGER,
    on,
  );
  return { cases: seen.cases, ...seen.completeness };
}

async function showWaiting(call: Call, theme: CountedTheme, metric: contract.Metric): Promise<ShownTable<Waiting>> {
  const of = waitingOf(call);
  const resting = await findResting<Waiting>(call, waitingSubject(metric), of, caseMemory);
  if (resting) return resting;
  const on = today();
  const window = { fromOn: quartersBack(on, usualQuarters), untilOn: on };
  const counted = await queries.countWaiting(call.tx, theme.id, { furthestOn: quartersBack(on, furthestQuarters), ...window });
  const rows = counted.filter((row) => row.quarter_on === null);
  const found = [...new Set(rows.map((row) => row.group_code))].sort();
  // more would be no grouping
  const names = found.length > mostGroups ? [] : found;
  const all = countedOf(rows);
  const groups = new Map(names.map((name) => [name, countedOf(rows.filter((row) => row.group_code === name))]));
  const keyOf = (name: string | null) => `group ${name ?? ""}`;
  const ended = all.cases.filter((one) => !one.isWaiting).length;
  const wanted: WantedTable<Waiting> = {
    ...of,
    table: {
      figures: [
        { key: total, count: all.cases.length },
        ...[...groups].map(([name, one]) => ({ key: keyOf(name), count: one.cases.length })),
        // shown nowhere, but every end moves the median
        { key: "ended", count: ended },
      ],
      sums: groups.size > 0 ? [{ total, parts: [...groups.keys()].map(keyOf) }] : [],
    },
    groupOf: (key) => (key === total ? null : key.startsWith("group ") ? "groups" : "ends"),
    keep: total,
    beside: (figures) => {
      const shown = (name: string, key: string, of: Counted) => showMedian(name, summarise(of.cases), figures.get(key) === null);
      const unknown = showCount(all.of - all.known);
      const isCounted = unknown !== null && figures.get(total) !== null;
      return {
        groups: [shown("all", total, all), ...[...groups].flatMap(([name, one]) => (name === null ? [] : [shown(name, keyOf(name), one)]))],
        known: isCounted ? all.known : null,
        of: isCounted ? all.of : null,
      };
    },
    pieces: async () =>
      Object.fromEntries(
        counted.flatMap((row) => (row.quarter_on === null ? [] : [[pieceOf(row.town_id, row.quarter_on), row.cases] as const])),
      ),
  };
  return (await showTables(call, waitingSubject(metric), [wanted], caseMemory))[0]!;
}

/** As of the day of which the whole was last shown, so that nobody finds in the difference who came later. */
async function measureWaitingOver(
  call: Call,
  theme: CountedTheme,
  metric: contract.Metric,
  scope: Scope,
): Promise<NonNullable<contract.Evidence["waiting"]>> {
  const whole = await showWaiting(call, theme, metric);
  const on = whole.shownOn;
  const furthest = quartersBack(on, furthestQuarters);
  const usual = quartersBack(on, usualQuarters);
  const fromOn = scope.fromOn === null ? usual : scope.fromOn < furthest ? furthest : scope.fromOn;
  const untilOn = scope.untilOn !== null && scope.untilOn < on ? scope.untilOn : on;
  const words = wordsOf({ fromOn, untilOn: scope.untilOn, townIds: scope.townIds });
  const known: AtomicFigure[] = [];
  // without the number of cases of the whole nobody can take a part from it
  if (whole.figures.get(total) !== null)
    known.push({ key: total, atoms: Object.keys(whole.pieces).filter((piece) => (piece.split(" ")[1] ?? "") >= usual) });
  const view = { holds, shown: () => known };
  // towns and quarters may be chosen in chains, too, and days in looks at measures
  const of = { service: metric.service, event: metric.fromEvent };
  const chosen = { fromOn, untilOn: scope.untilOn, townIds: scope.townIds };
  const cases = (await mayShowOver(call, of, chosen, on, caseMemory))
    ? await showScope(call, waitingSubject(metric), whole, words, view, { isRemembered: true, rule: caseMemory })
    : null;
  if (cases !== null) await noteShownOver(call, of, chosen);
  const rows = (await queries.listWaiting(call.tx, theme.id, fromOn, untilOn)).filter(
    (row) => scope.townIds.length === 0 || (row.town_id !== null && scope.townIds.includes(row.town_id)),
  );
  const asOf = rows.map((row) => (row.end_on !== null && row.end_on > on ? { ...row, end_on: null } : row));
  const summary = summarise(observeRows(asOf, { fromOn, untilOn }, on).cases);
  return { metric, groups: [showMedian("all", { ...summary, cases: cases ?? 1 }, cases === null)], known: null, of: null };
}

/**
 * Which numbers of cases themes show of one way: of the usual period, and of each other that was asked for. As anybody would see them who looked now, where this theme
 * asks for the same way.
 */
export async function figuresOfWaiting(call: Call, themeId: string, metric: contract.Metric): Promise<StartFigure[]> {
  const shown = await findShown<Waiting>(call, waitingSubject(metric), waitingOf(call));
  if (!shown) return await figuresOverScopes(call, { service: metric.service, event: metric.fromEvent });
  const theme = await queries.findTheme(call.tx, call.actor.siteId, themeId);
  const asks = theme && JSON.stringify([theme.metric_service, theme.metric_from_event, theme.metric_to_event]);
  const isSame = asks === JSON.stringify([metric.service, metric.fromEvent, metric.toEvent]);
  const table = theme && isSame ? await showWaiting(call, theme, metric) : shown;
  const usual = wordsOf({ fromOn: quartersBack(table.shownOn, usualQuarters), untilOn: null, townIds: [] });
  const scopes = table.figures.get(total) === null ? [] : [usual];
  const chosen = await figuresOverScopes(call, { service: metric.service, event: metric.fromEvent });
  const own = scopes.map((scope) => ({
    key: `waiting ${scope}`,
    holds: (townId: string | null, startedOn: string) => startedOn <= table.shownOn && holds(scope, pieceOf(townId, startedOn)),
  }));
  return [...own, ...chosen];
}
