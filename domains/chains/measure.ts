import { createHash } from "node:crypto";
import { today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import { conflict, forbidden, invalid } from "../../platform/server/problem.ts";
import { recordAccess } from "../accounts/index.ts";
import {
  type AtomicFigure,
  defaultMemory,
  findResting,
  quartersForDots,
  showScope,
  type ShownTable,
  showTables,
  type WantedTable,
  waysToMore,
} from "../disclosure/index.ts";
import { getSiteView } from "../network/index.ts";
import {
  addMonths,
  asShown,
  type Duration,
  listTownsToShow,
  mayShowOver,
  minimum,
  noteShownOver,
  quarterOf,
  showMedian,
  summarise,
  widenToQuarters,
} from "../themes/index.ts";
import type * as contract from "./contract.ts";
import * as queries from "./queries.ts";
import { endPointsOf, fitOf, type Passage, passagesOf, pointsOf, unitPairsOf } from "./rules.ts";
import { getVersion, openVersion } from "./verbs.ts";

// Every figure here belongs to a pair of milestones at the site, never to one chain: two chains, two versions and two readers see the same one, and none
// follows from the difference of two others.

/** For values of single cases more of them have to change before a figure does. */
const caseMemory = { ...defaultMemory, step: defaultMemory.minimum };
/** Measured over four whole quarters and the present one; no period reaches back further than the furthest. */
const usualQuarters = 4;
const furthestQuarters = 12;
const quartersBack = (day: string, quarters: number): string => addMonths(quarterOf(day), -3 * quarters);
/** Ways that are shown one by one; the rarer ones stand together. */
const mostPaths = 20;
const total = "*";
const others = "others";

const nameOf = (point: contract.MilestonePoint) => `${point.service}:${point.event}`;
const passageSubject = (it: Passage) => `chains.passage:${nameOf(it.from)}:${nameOf(it.to)}`;
const pathSubject = (points: readonly contract.MilestonePoint[]) =>
  `chains.paths:${createHash("sha256").update(points.map(nameOf).join(" ")).digest("hex").slice(0, 32)}`;
const reportSubject = (pair: { one: string; other: string }) => `chains.reports:${pair.one}:${pair.other}`.replaceAll("-", "");

type Counted = { readonly cases: readonly Duration[]; readonly of: number };
function countedOf(rows: readonly queries.PassageCount[]): Counted {
  const own = rows.filter((row) => row.quarter_on === null);
  const cases = own.flatMap((row) => {
    const { days, is_waiting: isWaiting } = row;
    return days === null ? [] : Array.from({ length: row.cases }, () => ({ days, isWaiting: isWaiting === true }));
  });
  return { cases, of: own.reduce((sum, row) => sum + row.cases, 0) };
}

type Beside = Pick<contract.MeasuredPassage, "median" | "known" | "of">;
const heldBack = (): Beside => ({ median: showMedian("all", summarise([]), true), known: null, of: null });

function wantedPassage(call: Call, it: Passage, rows: readonly queries.PassageCount[]): WantedTable<Beside> {
  const counted = countedOf(rows);
  const unknown = counted.of - counted.cases.length;
  const ended = counted.cases.filter((one) => !one.isWaiting).length;
  return {
    siteId: call.actor.siteId,
    subjectId: call.actor.siteId,
    table: {
      figures: [
        { key: total, count: counted.cases.length },
        // shown nowhere, but every end moves the median
        { key: "ended", count: ended },
      ],
      sums: [],
    },
    groupOf: (key) => (key === total ? "cases" : "ends"),
    keep: total,
    beside: (figures) => {
      const isHidden = figures.get(total) === null;
      const isComplete = !isHidden && (unknown === 0 || unknown >= minimum);
      return {
        median: showMedian("all", summarise(counted.cases), isHidden),
        known: isComplete ? counted.cases.length : null,
        of: isComplete ? counted.of : null,
      };
    },
    pieces: () => Object.fromEntries(rows.flatMap((row) => (row.quarter_on === null ? [] : [[row.quarter_on, row.cases] as const]))),
  };
}

type Shown = { readonly passage: Passage; readonly table: ShownTable<Beside> };

/** The usual period. What was shown within the last days is not even counted. */
async function showPassages(call: Call, passages: readonly Passage[]): Promise<Shown[]> {
  const of = { siteId: call.actor.siteId, subjectId: call.actor.siteId };
  const on = today();
  const resting = new Map<string, ShownTable<Beside>>();
  for (const it of passages) {
    const found = await findResting<Beside>(call, passageSubject(it), of, caseMemory);
    if (found) resting.set(passageSubject(it), found);
  }
  const open = [...new Map(passages.filter((it) => !resting.has(passageSubject(it))).map((it) => [passageSubject(it), it])).values()];
  if (open.length > 0) {
    const window = { fromOn: quartersBack(on, usualQuarters), untilOn: on, asOf: on, furthestOn: quartersBack(on, furthestQuarters) };
    const counted = Map.groupBy(await queries.countPassages(call.tx, open, window), (row) => row.passage);
    for (const [at, it] of open.entries()) {
      const [table] = await showTables(call, passageSubject(it), [wantedPassage(call, it, counted.get(at + 1) ?? [])], caseMemory);
      resting.set(passageSubject(it), table!);
    }
  }
  return passages.map((passage) => ({ passage, table: resting.get(passageSubject(passage))! }));
}

type Period = { readonly fromOn: string; readonly untilOn: string | null };
const wordsOf = (period: Period) => JSON.stringify([period.fromOn, period.untilOn]);
const holds = (words: string, quarterOn: string): boolean => {
  const [fromOn, untilOn] = JSON.parse(words) as [string, string | null];
  return quarterOn >= fromOn && (untilOn === null || quarterOn <= untilOn);
};

/**
 * Another period, out of the same day as the usual one, and only where no smaller figure follows from both. All pairs that were last shown on one day are counted
 * together.
 */
async function showOver(call: Call, shown: readonly Shown[], period: Period): Promise<Map<string, Beside>> {
  const found = new Map<string, Beside>();
  for (const [on, same] of Map.groupBy(shown, (one) => one.table.shownOn)) {
    const usual = quartersBack(on, usualQuarters);
    const open = [...new Map(same.map((one) => [passageSubject(one.passage), one])).values()];
    const counts = new Map<string, number | null>();
    for (const { passage, table } of open) {
      const known: AtomicFigure[] =
        table.figures.get(total) === null ? [] : [{ key: total, atoms: Object.keys(table.pieces).filter((quarter) => quarter >= usual) }];
      const view = { holds, shown: () => known };
      // the same cases are counted by other passages from there, by themes and by looks at measures
      const chosen = { ...period, townIds: [] };
      const cases = (await mayShowOver(call, passage.from, chosen, on, caseMemory))
        ? await showScope(call, passageSubject(passage), table, wordsOf(period), view, { isRemembered: true, rule: caseMemory })
        : null;
      if (cases !== null) await noteShownOver(call, passage.from, chosen);
      counts.set(passageSubject(passage), cases);
    }
    const visible = open.filter((one) => counts.get(passageSubject(one.passage)) !== null);
    const untilOn = period.untilOn !== null && period.untilOn < on ? period.untilOn : on;
    const rows = Map.groupBy(
      visible.length === 0
        ? []
        : await queries.countPassages(
            call.tx,
            visible.map((one) => one.passage),
            { fromOn: period.fromOn, untilOn, asOf: on, furthestOn: on },
          ),
      (row) => row.passage,
    );
    for (const { passage } of open) found.set(passageSubject(passage), heldBack());
    for (const [at, { passage }] of visible.entries()) {
      const cases = counts.get(passageSubject(passage)) ?? 0;
      const counted = countedOf(rows.get(at + 1) ?? []);
      // how many are unknown would be one figure more over this period
      found.set(passageSubject(passage), {
        median: showMedian("all", { ...summarise(counted.cases), cases }, false),
        known: null,
        of: null,
      });
    }
  }
  return found;
}

async function showInPeriod(call: Call, passages: readonly Passage[], other: Period | null): Promise<Map<string, Beside>> {
  const shown = await showPassages(call, passages);
  if (other) return await showOver(call, shown, other);
  return new Map(shown.map(({ passage, table }) => [passageSubject(passage), table.beside]));
}

// --- one town ----------------------------------------------------------------------------------------------------------------------------

type InTowns = { readonly medians: Readonly<Record<string, Beside["median"]>> };
const townsSubject = (it: Passage) => `chains.towns:${nameOf(it.from)}:${nameOf(it.to)}`;
const townKey = (townId: string | null) => `town ${townId ?? ""}`;

function wantedInTowns(call: Call, rows: readonly queries.TownPassageCount[]): WantedTable<InTowns> {
  const counted = (own: readonly queries.TownPassageCount[]) => countedOf(own.map((row) => ({ ...row, quarter_on: null }))).cases;
  const all = counted(rows);
  const towns = [...Map.groupBy(rows, (row) => row.town_id)].map(([townId, own]) => ({
    townId,
    key: townKey(townId),
    cases: counted(own),
  }));
  return {
    siteId: call.actor.siteId,
    subjectId: call.actor.siteId,
    table: {
      figures: [
        { key: total, count: all.length },
        ...towns.map(({ key, cases }) => ({ key, count: cases.length })),
        // shown nowhere, but every end moves a median
        { key: "ended", count: all.filter((one) => !one.isWaiting).length },
      ],
      sums: towns.length > 0 ? [{ total, parts: towns.map(({ key }) => key) }] : [],
    },
    groupOf: (key) => (key === total ? null : key === "ended" ? "ends" : "towns"),
    keep: total,
    beside: (figures) => ({
      medians: Object.fromEntries(
        towns.flatMap(({ townId, key, cases }) =>
          townId !== null && figures.get(key) ? [[townId, showMedian("all", summarise(cases))] as const] : [],
        ),
      ),
    }),
  };
}

/**
 * The usual period in one town. Which towns are told at all is decided once for all ways that begin alike; how long it took there is remembered as a whole for all
 * towns, so that no town moves alone.
 */
async function showInTown(call: Call, passages: readonly Passage[], townId: string): Promise<Map<string, Beside>> {
  const of = { siteId: call.actor.siteId, subjectId: call.actor.siteId };
  const on = today();
  const window = { fromOn: quartersBack(on, usualQuarters), untilOn: on, asOf: on };
  const told = new Map<string, boolean>();
  for (const { from } of passages)
    if (!told.has(nameOf(from))) told.set(nameOf(from), (await listTownsToShow(call, from, window.fromOn, caseMemory)).has(townId));
  const found = new Map(passages.map((it) => [passageSubject(it), heldBack()]));
  const open = new Map<string, Passage>();
  const put = (it: Passage, table: ShownTable<InTowns>) => {
    const median = table.beside.medians[townId];
    if (median) found.set(passageSubject(it), { median, known: null, of: null });
  };
  for (const it of passages) {
    if (!told.get(nameOf(it.from))) continue;
    const resting = await findResting<InTowns>(call, townsSubject(it), of, caseMemory);
    if (resting) put(it, resting);
    else open.set(townsSubject(it), it);
  }
  const rows = Map.groupBy(
    open.size === 0 ? [] : await queries.countPassagesInTowns(call.tx, [...open.values()], window),
    (row) => row.passage,
  );
  for (const [at, [subject, it]] of [...open].entries())
    put(it, (await showTables(call, subject, [wantedInTowns(call, rows.get(at + 1) ?? [])], caseMemory))[0]!);
  return found;
}

/** One town is measured over the usual period alone. */
async function insistOnTown(call: Call, { townId, fromOn, untilOn }: Chosen): Promise<void> {
  if (fromOn !== undefined || untilOn !== undefined) throw invalid([{ path: "query.townId", code: "not_with_period" }]);
  const { towns } = await getSiteView(call);
  if (!towns.some((town) => town.id === townId)) throw invalid([{ path: "query.townId", code: "unknown_code" }]);
}

// --- ways --------------------------------------------------------------------------------------------------------------------------------

type PathsBeside = { readonly weeks: Readonly<Record<string, number>> };
const keyOfPath = (path: readonly number[]) => path.map((at) => at - 1).join(">");
const pathOfKey = (key: string) => key.split(">").map(Number);

const sumOf = (of: readonly { cases: number }[]) => of.reduce((sum, one) => sum + one.cases, 0);

/** The ways that cases took in the usual period; what fewer took than may be shown is put together before anything leaves. */
async function showPaths(
  call: Call,
  document: contract.ChainDocument,
  points: readonly contract.MilestonePoint[],
): Promise<ShownTable<PathsBeside>> {
  const subject = pathSubject(points);
  const of = { siteId: call.actor.siteId, subjectId: call.actor.siteId };
  const resting = await findResting<PathsBeside>(call, subject, of, caseMemory);
  if (resting) return resting;
  const on = today();
  const rows = await queries.countPaths(call.tx, points, { fromOn: quartersBack(on, usualQuarters), untilOn: on, asOf: on });
  const byPath = [...Map.groupBy(rows, (row) => keyOfPath(row.path))]
    .map(([key, own]) => ({ key, own, cases: sumOf(own) }))
    .toSorted((a, b) => b.cases - a.cases || (a.key < b.key ? -1 : 1));
  const alone = byPath.filter((one, at) => at < mostPaths && one.cases >= minimum);
  const rest = byPath.filter((one) => !alone.includes(one));
  // a small rest would be known from the others, so the rarest way joins it
  while (alone.length > 0 && rest.length > 0 && sumOf(rest) < minimum) rest.push(alone.pop()!);
  const ends = new Set(endPointsOf(document));
  const figures = [
    { key: total, count: sumOf(byPath) },
    ...alone.map((one) => ({ key: one.key, count: one.cases })),
    { key: others, count: sumOf(rest) },
  ];
  const wanted: WantedTable<PathsBeside> = {
    ...of,
    table: { figures, sums: [{ total, parts: [...alone.map((one) => one.key), others] }] },
    groupOf: (key) => (key === total ? null : "ways"),
    keep: total,
    beside: (shown) => ({
      weeks: Object.fromEntries(
        alone.flatMap((one) => {
          if (typeof shown.get(one.key) !== "number" || !pathOfKey(one.key).some((at) => ends.has(at))) return [];
          const took = one.own.flatMap((row) => Array.from({ length: row.cases }, () => ({ days: row.days, isWaiting: false })));
          const { weeks } = showMedian("all", summarise(took));
          return weeks === null ? [] : [[one.key, weeks]];
        }),
      ),
    }),
  };
  return (await showTables(call, subject, [wanted], caseMemory))[0]!;
}

function pathsOf(
  document: contract.ChainDocument,
  points: readonly contract.MilestonePoint[],
  table: ShownTable<PathsBeside>,
): { paths: contract.MeasuredPath[]; pathCases: contract.MeasuredPath["cases"] } {
  const fit = fitOf(document);
  const all = table.figures.get(total) ?? null;
  const paths = [...table.figures].flatMap(([key, cases]): contract.MeasuredPath[] => {
    if (key === total || cases === 0) return [];
    const share = cases !== null && all !== null && all > 0 ? Math.round((100 * cases) / all) : null;
    // of a way that is held back nobody learns that there is one
    if (key === others || cases === null) return [{ points: null, fit: null, cases: asShown(cases), share, weeks: null }];
    const path = pathOfKey(key);
    return [
      { points: path.map((at) => points[at]!), fit: fit(path), cases: asShown(cases), share, weeks: table.beside.weeks[key] ?? null },
    ];
  });
  const named = paths.filter((one) => one.points !== null);
  const unnamed = paths.filter((one) => one.points === null);
  const counted = unnamed.length === 1 ? unnamed : unnamed.length > 1 ? [{ ...unnamed[0]!, cases: asShown(null), share: null }] : [];
  return { paths: [...named.toSorted((a, b) => (b.cases.count ?? 0) - (a.cases.count ?? 0)), ...counted], pathCases: asShown(all) };
}

// --- reports -----------------------------------------------------------------------------------------------------------------------------

/** How many released reports speak of the two units of each interface. */
async function showReports(call: Call, document: contract.ChainDocument) {
  const pairs = unitPairsOf(document);
  if (pairs.length === 0) return [];
  const counts = await queries.countReportsBetween(call.tx, pairs);
  const shown: { interfaceId: string; reports: contract.MeasuredPath["cases"] }[] = [];
  for (const [at, pair] of pairs.entries()) {
    const wanted: WantedTable<null> = {
      siteId: call.actor.siteId,
      subjectId: call.actor.siteId,
      table: { figures: [{ key: total, count: counts.get(at + 1) ?? 0 }], sums: [] },
      beside: () => null,
    };
    const [table] = await showTables(call, reportSubject(pair), [wanted]);
    for (const interfaceId of pair.interfaceIds) shown.push({ interfaceId, reports: asShown(table!.figures.get(total) ?? null) });
  }
  return shown;
}

type Chosen = { readonly fromOn?: string | undefined; readonly untilOn?: string | undefined; readonly townId?: string | undefined };

export async function measureVersion(call: Call, versionId: string, chosen: Chosen) {
  const { document } = await getVersion(call, versionId);
  const townId = chosen.townId ?? null;
  if (townId !== null) await insistOnTown(call, chosen);
  const { passages, unmeasured } = passagesOf(document);
  const points = pointsOf(document);
  const on = today();
  const scope = widenToQuarters({ fromOn: chosen.fromOn ?? null, untilOn: chosen.untilOn ?? null }, on);
  const furthest = quartersBack(on, furthestQuarters);
  const usualFrom = quartersBack(on, usualQuarters);
  const fromOn = scope.fromOn === null ? usualFrom : scope.fromOn < furthest ? furthest : scope.fromOn;
  const isUsualPeriod = fromOn === usualFrom && scope.untilOn === null;
  const period = { fromOn, untilOn: scope.untilOn };
  const besideOf =
    townId !== null ? await showInTown(call, passages, townId) : await showInPeriod(call, passages, isUsualPeriod ? null : period);
  const measured = passages.map((passage): contract.MeasuredPassage => ({ ...passage, ...besideOf.get(passageSubject(passage))! }));
  const ways =
    points.length > 0 && townId === null
      ? pathsOf(document, points, await showPaths(call, document, points))
      : { paths: [], pathCases: asShown(townId === null ? 0 : null) };
  const reports = townId === null ? await showReports(call, document) : [];
  // of reports that are held back the drawing tells; no town and no period would show more of them
  const isHeldBack = measured.some((one) => one.median.isProtected);
  return {
    fromOn,
    untilOn: scope.untilOn ?? on,
    isUsualPeriod,
    townId,
    minimum,
    passages: measured,
    unmeasured,
    agreedPath: [...points],
    ...ways,
    reports,
    seeMore: isHeldBack
      ? waysToMore({ isAllTowns: townId === null, isWholePeriod: townId !== null || (fromOn <= furthest && scope.untilOn === null) })
      : [],
  };
}

// --- the event log -----------------------------------------------------------------------------------------------------------------------

export type LogRow = {
  readonly way: number;
  readonly caseNumber: number;
  readonly fromOn: string;
  readonly untilOn: string;
  readonly point: contract.MilestonePoint;
  readonly week: number;
};

/**
 * Ways case by case, as far as they may be seen: only those that the list of ways shows, as of the day on which it was last shown; the beginning as a stretch of
 * quarters in which at least the minimum of cases took this way, and whole weeks from then on. Cases are numbered anew in every file, in no order of time.
 */
export async function logPaths(call: Call, version: contract.VersionView): Promise<LogRow[]> {
  if (!version.abilities.takeEventLog) throw forbidden();
  const points = pointsOf(version.document);
  if (points.length === 0) return [];
  const table = await showPaths(call, version.document, points);
  const asOf = table.shownOn;
  const events = await queries.listPathEvents(call.tx, points, { fromOn: quartersBack(asOf, usualQuarters), untilOn: asOf, asOf });
  const byPath = Map.groupBy(events, (row) => keyOfPath(row.path));
  const shown = [...table.figures].filter(([key, count]) => key !== total && key !== others && count !== null && count > 0);
  const rows: LogRow[] = [];
  let caseNumber = 0;
  for (const [index, [key, count]] of shown.toSorted((a, b) => (b[1] ?? 0) - (a[1] ?? 0)).entries()) {
    const own = byPath.get(key) ?? [];
    // what came later or was put right since is not told before the list tells it
    if (own.length !== count) continue;
    const quarters = [...new Set(own.map((row) => quarterOf(row.start_on)))].toSorted();
    const groups = quartersForDots(quarters.map((quarter) => own.filter((row) => quarterOf(row.start_on) === quarter).length));
    if (groups === null) continue;
    for (const group of groups) {
      const inside = new Set(group.map((at) => quarters[at]!));
      const [first, last] = [quarters[group[0]!]!, quarters[group.at(-1)!]!];
      const cases = own
        .filter((row) => inside.has(quarterOf(row.start_on)))
        .map((row) => row.days.map((days) => Math.round(days / 7)))
        .toSorted((a, b) => compareWeeks(a, b));
      for (const weeks of cases) {
        caseNumber += 1;
        for (const [at, week] of weeks.entries())
          rows.push({
            way: index + 1,
            caseNumber,
            fromOn: first,
            untilOn: dayBefore(addMonths(last, 3)),
            point: points[pathOfKey(key)[at]!]!,
            week,
          });
      }
    }
  }
  return rows;
}

function compareWeeks(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((week, index) => week !== other[index]);
  return at === -1 ? 0 : one[at]! - (other[at] ?? 0);
}
const dayBefore = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** The figures of the usual period as they stand today, for those outside the site: whole weeks, the parts alone, and nothing of the ways of cases. */
export async function showFigures(call: Call, versionId: string, isShown: boolean): Promise<contract.VersionView> {
  const version = await openVersion(call, versionId);
  if (!version.abilities.copy) throw forbidden();
  const { siteId, membershipId } = call.actor;
  if (isShown && !version.abilities.showFigures) throw conflict("chain_not_released");
  await queries.deleteFigures(call.tx, siteId, [versionId]);
  if (isShown) {
    const { fromOn, untilOn, minimum, passages } = await measureVersion(call, versionId, {});
    const figures = { fromOn, untilOn, minimum, passages: passages.map((one) => ({ ...one, median: { ...one.median, days: null } })) };
    await queries.insertFigures(call.tx, {
      site_id: siteId,
      version_id: versionId,
      figures: JSON.stringify(figures),
      shown_on: today(),
      shown_by: membershipId,
    });
  }
  await recordAccess(call, { action: isShown ? "chains.show_figures" : "chains.end_figures", basis: "structure" });
  return await openVersion(call, versionId);
}
