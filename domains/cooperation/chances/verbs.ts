import { createHash } from "node:crypto";
import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import type { Begin } from "../../../platform/server/http/routes.ts";
import { newId } from "../../../platform/server/ids.ts";
import { forbidden, notFound } from "../../../platform/server/problem.ts";
import {
  codeOfKey,
  defaultMemory,
  defaultRule,
  dimensionOfKey,
  showTables,
  tableOfDimensions,
  totalOfDimensions,
} from "../../disclosure/index.ts";
import { getStanding, setRemoved } from "../queries.ts";
import { findChancesShownOn } from "../released/queries.ts";
import { recordWrite, requirePart, requireWriter } from "../standing.ts";
import { accessMeasures, type Brought, type ChanceMeasure, dimensions, type FiguresResult, type Measure } from "./contract.ts";
import * as queries from "./queries.ts";
import { readFigureList } from "./reading.ts";
import { beside, completed, type Counted, yearsUntil } from "./rules.ts";

const total = "*";
/** For values of single people more of them have to change before a figure does. */
const memory = { ...defaultMemory, step: defaultMemory.minimum };
const keyOf = (row: Counted) => `${row.dimension} ${row.value}`;

/** All dimensions of a measure are one table: they add up to the same people, and are protected together. */
async function showMeasure(call: Call, subject: string, counted: readonly Counted[]) {
  const { total: everybody, rows } = completed(counted);
  const parts = Map.groupBy(rows, (row) => row.dimension);
  const [shown] = await showTables(
    call,
    subject,
    [
      {
        siteId: call.actor.siteId,
        subjectId: call.actor.siteId,
        table: {
          figures: [{ key: total, count: everybody }, ...rows.map((row) => ({ key: keyOf(row), count: row.people }))],
          sums: [...parts.values()].map((of) => ({ total, parts: of.map(keyOf) })),
        },
        groupOf: (key) => (key === total ? null : (key.split(" ")[0] ?? null)),
        keep: total,
        beside: () => null,
      },
    ],
    memory,
  );
  return shown!.figures;
}

/**
 * Short consultations as `cases` shows them: the same table under the same name, so that this page and that one never differ. What the site counted of whom nothing is
 * said stands as unknown. Undefined where nothing was counted.
 */
async function showTalks(call: Call, year: number, untilOn: string) {
  const counted = await queries.listTalks(call.tx, `${year}-01-01`, untilOn);
  if (!counted.some((one) => one.talks > 0)) return undefined;
  const { siteId } = call.actor;
  const [shown] = await showTables<{ isAlone: boolean }>(call, `cases.consultations:${year}`, [
    {
      siteId,
      subjectId: siteId,
      table: tableOfDimensions(counted.map(({ dimension, code, talks }) => ({ dimension, code, count: talks }))),
      groupOf: dimensionOfKey,
      keep: totalOfDimensions,
      beside: (_figures, isAlone) => ({ isAlone }),
    },
  ]);
  const { figures, beside } = shown!;
  return new Map(
    [...figures].flatMap(([key, count]): [string, number | null][] => {
      const dimension = dimensionOfKey(key);
      if (dimension === null) return [[total, count]];
      // what stands alone has no parts, not even by name
      return beside.isAlone || count === 0 ? [] : [[`${dimension} ${codeOfKey(key) || "unknown"}`, count]];
    }),
  );
}

/** The newest list of a measure that is not younger than the year. */
function listOf(lists: readonly queries.ListRow[], measure: Measure, year: number): queries.ListRow | undefined {
  const of = lists.filter((one) => one.measure === measure);
  return measure === "population"
    ? (of.find((one) => Number(one.as_of_on.slice(0, 4)) <= year) ?? of.at(-1))
    : of.find((one) => Number(one.as_of_on.slice(0, 4)) === year);
}

export async function getChances(call: Call, wanted: number | undefined) {
  const { mayWrite } = await requirePart(call);
  const { tx, actor } = call;
  const years = yearsUntil(today());
  const year = wanted !== undefined && years.includes(wanted) ? wanted : years[0]!;
  const lists = await queries.listLists(tx, actor.siteId);
  const people = listOf(lists, "population", year);
  const population = people ? await queries.listFigures(tx, actor.siteId, people.id) : [];
  const untilOn = `${year}-12-31`;
  const own = await queries.listAccess(tx, `${year}-01-01`, untilOn < today() ? untilOn : today());
  const measures: ChanceMeasure[] = [];
  for (const measure of accessMeasures) {
    const file = listOf(lists, measure, year);
    const here = own.filter((row) => row.measure === measure);
    // what is counted here goes before what a file says
    const talks = measure === "consultation" ? await showTalks(call, year, untilOn < today() ? untilOn : today()) : undefined;
    const isOwn = talks !== undefined || here.length > 0;
    const counted: readonly Counted[] = isOwn ? here : file ? await queries.listFigures(tx, actor.siteId, file.id) : [];
    if (talks === undefined && counted.length === 0) continue;
    const figures = talks ?? (await showMeasure(call, `cooperation.access:${isOwn ? "cases" : "file"}:${measure}:${year}`, counted));
    const all = figures.get(total) ?? null;
    measures.push({
      measure,
      origin: isOwn ? "cases" : "file",
      source: isOwn ? null : (file?.source ?? null),
      asOfOn: isOwn ? null : (file?.as_of_on ?? null),
      total: all,
      dimensions: dimensions.flatMap((dimension) => {
        const shown = [...figures].flatMap(([key, count]) =>
          key.startsWith(`${dimension} `) ? [{ value: key.slice(dimension.length + 1), people: count }] : [],
        );
        if (shown.length === 0) return [];
        const living = new Map(population.flatMap((row) => (row.dimension === dimension ? [[row.value, row.people] as const] : [])));
        return [{ dimension, rows: beside(shown, all, living) }];
      }),
    });
  }
  return {
    year,
    years,
    minimum: defaultRule.minimum,
    population: people ? { source: people.source, asOfOn: people.as_of_on } : null,
    measures,
    lists: lists.map((one) => ({
      id: one.id,
      measure: one.measure,
      source: one.source,
      asOfOn: one.as_of_on,
      broughtOn: one.brought_on,
      figures: one.figures,
    })),
    shownOn: await findChancesShownOn(tx, actor.siteId, year),
    abilities: { bring: mayWrite },
  };
}

/** Reads a list of figures, and writes it if all of it was understood: all or nothing. */
export async function takeFigures(
  begin: Begin,
  file: { readonly bytes: Uint8Array; readonly name: string },
  choice: Brought,
  { write }: { readonly write: boolean },
): Promise<FiguresResult> {
  return await begin(async (call) => {
    const standing = await getStanding(call.tx);
    if (!standing.may_bring) throw standing.takes_part ? forbidden() : notFound();
    const { tx, actor } = call;
    const towns = new Map((await queries.listTowns(tx, actor.siteId)).map((town) => [town.name.toLowerCase(), town.id]));
    const found = readFigureList(file.bytes, (name) => towns.get(name));
    const source = choice.source ?? found.source;
    const asOfOn = choice.asOfOn ?? found.asOfOn;
    const hash = createHash("sha256").update(file.bytes).digest();
    const isKnown = await queries.isKnownFile(tx, actor.siteId, choice.measure, hash);
    const refused = found.refused ?? (source === null ? "no_source" : asOfOn === null ? "no_day" : null);
    const result = { ...found, refused, source, asOfOn, isKnown, written: false };
    if (!write || refused !== null || source === null || asOfOn === null || found.problems.length > 0 || isKnown) return result;
    await queries.insertList(
      tx,
      {
        site_id: actor.siteId,
        id: newId(),
        measure: choice.measure,
        source,
        as_of_on: asOfOn,
        file_hash: hash,
        brought_by: actor.membershipId,
      },
      found.figures,
    );
    await recordWrite(call, "bring_figures");
    return { ...result, written: true };
  });
}

export async function setFiguresRemoved(call: Call, listId: string, isRemoved: boolean): Promise<{ removed: boolean }> {
  await requireWriter(call);
  if (!(await setRemoved(call.tx, "figures", listId, isRemoved))) throw notFound();
  await recordWrite(call, isRemoved ? "remove_figures" : "restore_figures");
  return { removed: isRemoved };
}
