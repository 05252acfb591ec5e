import { today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import {
  findResting,
  findShown,
  holdFigures,
  listNotedScopes,
  type MemoryRule,
  mostNotedScopes,
  noteScope,
  type ShownFigures,
  showTables,
  type WantedTable,
} from "../disclosure/index.ts";
import { daysOfLooks, figuresOfLooks, mayShowStarts, type StartFigure, thoseThatMayShow } from "./measure/ledger.ts";
import { type Beginning, countStarts, listLooks } from "./measure/queries.ts";
import { quarterOf } from "./rules.ts";

// Themes and chains, whatever they lead to, count the same cases by the day on which they began. What each shows over quarters and towns of somebody's choice is noted
// together, and each is weighed against all of it.

/** Whole quarters, and towns; none for all of them. */
export type StartScope = { readonly fromOn: string; readonly untilOn: string | null; readonly townIds: readonly string[] };

const subjectOf = (of: Beginning) => `cases.starts:${of.service}:${of.event}`;
const siteOf = (call: Call) => ({ siteId: call.actor.siteId, subjectId: call.actor.siteId });
const wordsOf = (scope: StartScope) => JSON.stringify([scope.fromOn, scope.untilOn, [...new Set(scope.townIds)].sort()]);

const fromOnOf = (words: string) => (JSON.parse(words) as [string])[0];

function figureOf(words: string): StartFigure {
  const [fromOn, untilOn, townIds] = JSON.parse(words) as [string, string | null, string[]];
  return {
    key: words,
    holds: (townId, startedOn) =>
      quarterOf(startedOn) >= fromOn &&
      (untilOn === null || quarterOf(startedOn) <= untilOn) &&
      (townIds.length === 0 || (townId !== null && townIds.includes(townId))),
  };
}

/** What was shown over quarters and towns of somebody's choice, and of every town. */
export async function figuresOverScopes(call: Call, of: Beginning): Promise<StartFigure[]> {
  const noted = (await listNotedScopes(call, subjectOf(of), siteOf(call))).map(figureOf);
  const towns = await findShown<TownsBeside>(call, townsSubject(of), siteOf(call));
  return towns ? [...noted, ...figuresOfTowns(towns.beside)] : noted;
}

/** Whether the number of cases that began in this scope may stand beside everything that was shown of them, until this day. */
export async function mayShowOver(call: Call, of: Beginning, scope: StartScope, on: string, rule: MemoryRule): Promise<boolean> {
  // whoever asks for another one at the same moment comes after or before, never beside
  await holdFigures(call);
  const noted = await listNotedScopes(call, subjectOf(of), siteOf(call));
  const words = wordsOf(scope);
  if (noted.includes(words)) return true;
  if (noted.length >= mostNotedScopes) return false;
  const looks = await listLooks(call.tx, of);
  const towns = (await findShown<TownsBeside>(call, townsSubject(of), siteOf(call)))?.beside;
  const known = [...figuresOfLooks(looks), ...noted.map(figureOf), ...(towns ? figuresOfTowns(towns) : [])];
  if (known.length === 0) return true;
  const earliest = [scope.fromOn, ...noted.map(fromOnOf), ...(towns ? [towns.fromOn] : [])].toSorted()[0]!;
  const starts = await countStarts(call.tx, of, daysOfLooks(looks, { fromOn: earliest, untilOn: on }));
  return mayShowStarts([figureOf(words)], known, starts, rule);
}

export async function noteShownOver(call: Call, of: Beginning, scope: StartScope): Promise<void> {
  await noteScope(call, subjectOf(of), siteOf(call), wordsOf(scope));
}

// --- each town by itself -----------------------------------------------------------------------------------------------------------------

type TownsBeside = {
  readonly fromOn: string;
  readonly untilOn: string;
  /** The towns that may be told, the largest first. */
  readonly townIds: readonly string[];
};

const townsSubject = (of: Beginning) => `cases.towns:${of.service}:${of.event}`;
const total = "*";
const townKey = (townId: string | null) => `town ${townId ?? ""}`;
/** More would be no grouping, and stand beside nothing. */
const mostTowns = 90;

const figureOfTown = (townId: string | null, fromOn: string, untilOn: string): StartFigure => ({
  key: `${townId ?? total} ${fromOn}`,
  holds: (at, startedOn) => (townId === null || at === townId) && startedOn >= fromOn && startedOn <= untilOn,
});
/** Together with all of them, from which they could be taken away. */
const figuresOfTowns = ({ fromOn, untilOn, townIds }: TownsBeside): StartFigure[] =>
  townIds.length === 0 ? [] : [null, ...townIds].map((townId) => figureOfTown(townId, fromOn, untilOn));

/**
 * The towns of which figures may be told of cases that began there since a day. One table for all ways that begin alike: two of them that held back different towns would
 * tell by the one what the other holds back. It moves as a whole, and whatever else was shown of the same cases is weighed against it.
 */
export async function listTownsToShow(call: Call, of: Beginning, fromOn: string, rule: MemoryRule): Promise<ReadonlySet<string>> {
  const resting = await findResting<TownsBeside>(call, townsSubject(of), siteOf(call), rule);
  if (resting) return new Set(resting.beside.townIds);
  const untilOn = today();
  const counts = new Map<string | null, number>();
  for (const { townId, cases } of await countStarts(call.tx, of, { fromOn, untilOn }))
    counts.set(townId, (counts.get(townId) ?? 0) + cases);
  const towns = counts.size > mostTowns ? [] : [...counts].map(([townId, count]) => ({ key: townKey(townId), count }));
  const wanted: WantedTable<TownsBeside> = {
    ...siteOf(call),
    table: {
      figures: [{ key: total, count: [...counts.values()].reduce((sum, count) => sum + count, 0) }, ...towns],
      sums: towns.length > 0 ? [{ total, parts: towns.map(({ key }) => key) }] : [],
    },
    groupOf: (key) => (key === total ? null : "towns"),
    keep: total,
    beside: async (figures) => ({ fromOn, untilOn, townIds: await weighTowns(call, of, figures, { fromOn, untilOn }, rule) }),
  };
  const [shown] = await showTables(call, townsSubject(of), [wanted], rule);
  return new Set(shown!.beside.townIds);
}

/** Of the towns that their own table shows those that tell nothing beside what was shown before; the largest first, so that the same ones always remain. */
async function weighTowns(
  call: Call,
  of: Beginning,
  figures: ShownFigures,
  period: { readonly fromOn: string; readonly untilOn: string },
  rule: MemoryRule,
): Promise<string[]> {
  const { fromOn, untilOn } = period;
  const found = [...figures]
    .flatMap(([key, count]) =>
      key.startsWith("town ") && key !== townKey(null) && count ? [{ townId: key.slice("town ".length), count }] : [],
    )
    .toSorted((a, b) => b.count - a.count || (a.townId < b.townId ? -1 : 1));
  if (found.length === 0) return [];
  const noted = await listNotedScopes(call, subjectOf(of), siteOf(call));
  const looks = await listLooks(call.tx, of);
  const known = [...figuresOfLooks(looks), ...noted.map(figureOf), figureOfTown(null, fromOn, untilOn)];
  const earliest = [fromOn, ...noted.map(fromOnOf)].toSorted()[0]!;
  const starts = await countStarts(call.tx, of, daysOfLooks(looks, { fromOn: earliest, untilOn }));
  const byFigure = new Map(found.map(({ townId }) => [figureOfTown(townId, fromOn, untilOn), townId]));
  return thoseThatMayShow([...byFigure.keys()], known, starts, rule).map((figure) => byFigure.get(figure)!);
}
