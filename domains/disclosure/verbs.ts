import { today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import * as queries from "./queries.ts";
import {
  defaultMemory,
  isResting,
  mayShowBeside,
  type AtomicFigure,
  type MemoryRule,
  type RememberedTable,
  showTableAgain,
} from "./rules-memory.ts";
import type { FigureTable } from "./rules-suppression.ts";

/** Figures by their keys; null where held back. */
export type ShownFigures = ReadonlyMap<string, number | null>;
/** How many contributions the smallest pieces hold, of which figures over other towns and periods are made. */
export type Pieces = Readonly<Record<string, number>>;

export type WantedTable<Beside> = queries.SubjectOf & {
  readonly table: FigureTable;
  /** In which group a key counts its contributions; null for totals. One contribution may move one figure of several groups. */
  readonly groupOf?: (key: string) => string | null;
  /** The total that is worth more than its parts: where they would take it with them it stands alone. */
  readonly keep?: string;
  /** What is shown beside the figures, as readers see it. Asked only when the table is shown anew. `isAlone`: the parts may not even be named. */
  readonly beside: (figures: ShownFigures, isAlone: boolean) => Promise<Beside> | Beside;
  readonly pieces?: () => Promise<Pieces> | Pieces;
};

export type ShownTable<Beside> = queries.SubjectOf & {
  readonly figures: ShownFigures;
  readonly beside: Beside;
  /** Since when it looks like this. */
  readonly shownOn: string;
  readonly pieces: Pieces;
  readonly scopes: readonly string[];
};

const keyOf = (of: queries.SubjectOf) => `${of.siteId} ${of.subjectId}`;
const rowsByKey = (rows: readonly queries.ShownRow[]) =>
  new Map(rows.map((row) => [keyOf({ siteId: row.site_id, subjectId: row.subject_id }), row]));

/** A part that was not there before, or is there no longer, counts nothing: one report in a new town is one report more, not another table. */
function decide<Beside>(wanted: WantedTable<Beside>, row: queries.ShownRow | undefined, rule: MemoryRule) {
  const counts = new Map(row?.parts.map((key, i) => [key, row.basis[i]!]));
  const present = new Set(wanted.table.figures.map((it) => it.key));
  const gone = [...counts.keys()].filter((key) => !present.has(key));
  const table: FigureTable = { ...wanted.table, figures: [...wanted.table.figures, ...gone.map((key) => ({ key, count: 0 }))] };
  const before: RememberedTable | null = row
    ? {
        figures: table.figures.map(({ key }) => ({ key, count: counts.get(key) ?? 0 })),
        heldBack: row.parts.filter((_, i) => row.shown[i] === null),
        on: row.shown_on,
      }
    : null;
  return showTableAgain(before, { table, on: today(), groupOf: wanted.groupOf, keep: wanted.keep }, rule);
}

const asRemembered = <Beside>(of: queries.SubjectOf, row: queries.ShownRow): ShownTable<Beside> => ({
  siteId: of.siteId,
  subjectId: of.subjectId,
  figures: new Map(row.parts.map((key, i) => [key, row.shown[i] ?? null])),
  beside: row.beside as Beside,
  shownOn: row.shown_on,
  pieces: row.pieces,
  scopes: row.scopes,
});

async function showAnew<Beside>(
  wanted: WantedTable<Beside>,
  row: queries.ShownRow | undefined,
  rule: MemoryRule,
): Promise<{ row: Omit<queries.ShownRow, "scopes">; shown: ShownTable<Beside> }> {
  const decided = decide(wanted, row, rule);
  const figures = new Map(decided.figures.map((it) => [it.key, it.shown]));
  const beside = await wanted.beside(figures, decided.isAlone);
  const pieces = (await wanted.pieces?.()) ?? {};
  return {
    shown: { siteId: wanted.siteId, subjectId: wanted.subjectId, figures, beside, shownOn: today(), pieces, scopes: row?.scopes ?? [] },
    row: {
      site_id: wanted.siteId,
      subject_id: wanted.subjectId,
      shown_on: today(),
      parts: decided.remember.figures.map((it) => it.key),
      shown: decided.figures.map((it) => it.shown),
      basis: decided.remember.figures.map((it) => it.count),
      beside,
      pieces,
    },
  };
}

/**
 * Tables of counts as they leave the gate, each as it was last shown until enough contributions came or went. Two readers at once see the same: whoever
 * comes second waits, and reads what the first has remembered.
 */
export async function showTables<Beside>(
  call: Call,
  subject: string,
  wanted: readonly WantedTable<Beside>[],
  rule: MemoryRule = defaultMemory,
): Promise<ShownTable<Beside>[]> {
  if (wanted.length === 0) return [];
  let rows = rowsByKey(await queries.recall(call.tx, subject, wanted));
  const isNew = (one: WantedTable<Beside>) => decide(one, rows.get(keyOf(one)), rule).isNew;
  const fresh = wanted.filter(isNew);
  const anew = new Map<string, ShownTable<Beside>>();
  if (fresh.length > 0) {
    await queries.hold(
      call.tx,
      fresh.map((one) => one.siteId),
    );
    rows = new Map([...rows, ...rowsByKey(await queries.recall(call.tx, subject, fresh))]);
    for (const one of fresh.filter(isNew)) {
      const { row, shown } = await showAnew(one, rows.get(keyOf(one)), rule);
      await queries.remember(call.tx, subject, row);
      anew.set(keyOf(one), shown);
    }
  }
  return wanted.map((one) => anew.get(keyOf(one)) ?? asRemembered<Beside>(one, rows.get(keyOf(one))!));
}

/** For figures that a domain remembers by itself: until the end of the transaction nobody else shows anything new of the site. */
export async function holdFigures(call: Call): Promise<void> {
  await queries.hold(call.tx, [call.actor.siteId]);
}

/** So many scopes are noted of the same contributions; what is asked beyond them is not shown. */
export const mostNotedScopes = 16;

/**
 * Where several tables count the same contributions, each with scopes of its own, they are noted together too: one of this table and one of that would tell by their
 * difference what neither tells alone.
 */
export async function listNotedScopes(call: Call, subject: string, of: queries.SubjectOf): Promise<readonly string[]> {
  return (await findShown(call, subject, of))?.scopes ?? [];
}
export async function noteScope(call: Call, subject: string, of: queries.SubjectOf, scope: string): Promise<void> {
  const known = await findShown(call, subject, of);
  if (known?.scopes.includes(scope)) return;
  const nothing = { shown_on: today(), parts: ["scopes"], shown: [null], basis: [0], beside: null, pieces: {} };
  if (!known) await queries.remember(call.tx, subject, { site_id: of.siteId, subject_id: of.subjectId, ...nothing });
  await queries.rememberScope(call.tx, subject, of, scope);
}

/** The same without memory, for what nobody but those who work on the single contributions has seen so far. Nothing of it is remembered. */
export async function showOnce<Beside>(wanted: WantedTable<Beside>, rule: MemoryRule = defaultMemory): Promise<ShownTable<Beside>> {
  return (await showAnew(wanted, undefined, rule)).shown;
}

/** What was last shown, if anything was. Changes nothing. */
export async function findShown<Beside>(call: Call, subject: string, of: queries.SubjectOf): Promise<ShownTable<Beside> | undefined> {
  const [row] = await queries.recall(call.tx, subject, [of]);
  return row && asRemembered<Beside>(of, row);
}

/** The same if it will not move today, whatever came: then nothing needs to be counted for it. */
export async function findResting<Beside>(
  call: Call,
  subject: string,
  of: queries.SubjectOf,
  rule: MemoryRule = defaultMemory,
): Promise<ShownTable<Beside> | undefined> {
  const shown = await findShown<Beside>(call, subject, of);
  const isEmpty = shown !== undefined && [...shown.figures.values()].every((it) => it === 0);
  return shown && !isEmpty && isResting(shown.shownOn, today(), rule) ? shown : undefined;
}

/** So many figures over other towns or periods are shown beside one table; each further one could be put together with them. */
const mostScopes = 8;

export type ScopeView = {
  /** Whether a piece belongs to a scope, which is the caller's own words for towns and period. */
  readonly holds: (scope: string, piece: string) => boolean;
  /** The figures of the table that were shown, as sets of pieces. */
  readonly shown: (table: ShownTable<unknown>) => readonly AtomicFigure[];
};

/**
 * A figure over other towns or another period, out of the same day as the table: null if it is small, or if a small one would follow from it and from what was shown
 * before. `isRemembered` false: nobody else has seen the table.
 */
export async function showScope(
  call: Call,
  subject: string,
  table: ShownTable<unknown>,
  scope: string,
  view: ScopeView,
  { isRemembered, rule = defaultMemory }: { readonly isRemembered: boolean; readonly rule?: MemoryRule },
): Promise<number | null> {
  if (isRemembered && !table.scopes.includes(scope)) {
    // whoever asks for another one at the same moment comes after or before, never beside
    await queries.hold(call.tx, [table.siteId]);
    table = (await findShown(call, subject, table)) ?? table;
  }
  const counts = new Map(Object.entries(table.pieces));
  const pieces = [...counts.keys()];
  const figureOf = (one: string): AtomicFigure => ({ key: `scope ${one}`, atoms: pieces.filter((piece) => view.holds(one, piece)) });
  const known = [...view.shown(table)];
  for (const one of table.scopes) {
    const figure = figureOf(one);
    const isShown = mayShowBeside(figure, known, counts, rule);
    if (isShown) known.push(figure);
    if (one === scope) return isShown ? sumOf(figure, counts) : null;
  }
  const figure = figureOf(scope);
  if (table.scopes.length >= mostScopes || !mayShowBeside(figure, known, counts, rule)) return null;
  if (isRemembered) await queries.rememberScope(call.tx, subject, table, scope);
  return sumOf(figure, counts);
}

const sumOf = (figure: AtomicFigure, counts: ReadonlyMap<string, number>) =>
  figure.atoms.reduce((sum, atom) => sum + (counts.get(atom) ?? 0), 0);
