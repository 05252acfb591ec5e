import { today } from "../../../platform/server/clock.ts";
import type { Begin } from "../../../platform/server/http/routes.ts";
import { newUnlinkableId } from "../../../platform/server/ids.ts";
import { forbidden } from "../../../platform/server/problem.ts";
import { recordAccess } from "../../accounts/index.ts";
import type { ListFile } from "../lists.ts";
import type { Refusal } from "../import/table.ts";
import { listTowns } from "../queries.ts";
import { lockLists } from "../queries-import.ts";
import { figureKey, type MonthIssue, readMonthList } from "./month-list.ts";
import * as queries from "./queries.ts";

export type ConsultationList = {
  readonly refused: Refusal | undefined;
  readonly columns: readonly { readonly letter: string; readonly heading: string; readonly field: string | null }[];
  readonly missing: readonly string[];
  readonly twice: readonly string[];
  readonly issues: readonly MonthIssue[];
  /** Months in which the unit has counted one by one, too: both add up. */
  readonly alsoCounted: readonly { readonly monthOn: string; readonly talks: number }[];
  readonly read: number;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly failed: number;
};

/** Figures of months of the actor's unit; all or nothing. The same file again changes nothing, a new count takes the place of the old one. */
export async function takeConsultationList(
  begin: Begin,
  file: ListFile,
  options: { readonly write: boolean; readonly onColumns?: (columns: ConsultationList["columns"]) => void },
): Promise<ConsultationList> {
  const { towns, fields } = await begin(async (call) => {
    if (call.actor.role !== "system") throw forbidden();
    return { towns: await listTowns(call.tx, call.actor.siteId), fields: await queries.listFieldWords(call.tx, call.actor.siteId) };
  });
  const none = {
    columns: [],
    missing: [],
    twice: [],
    issues: [],
    alsoCounted: [],
    read: 0,
    created: 0,
    changed: 0,
    unchanged: 0,
    failed: 0,
  };
  const list = await readMonthList(file.bytes, file.name, {
    today: today(),
    towns: towns.map((town) => town.name),
    fields: fields.map((word) => ({ code: word.code, names: [word.label_de, word.label_en] })),
  });
  if ("refused" in list) return { ...none, refused: list.refused };
  const columns = list.columns.map(({ column, field }) => ({ letter: column.letter, heading: column.heading, field }));
  options.onColumns?.(columns);
  const read = { ...none, refused: undefined, columns, missing: list.missing, twice: list.twice };
  if (list.missing.length > 0 || list.twice.length > 0) return read;
  const failed = new Set(list.issues.map((issue) => issue.row)).size;
  if (failed > 0) return { ...read, issues: list.issues, read: list.read, failed };
  const townIds = new Map(towns.map((town) => [town.name, town.id]));
  const townNames = new Map(towns.map((town) => [town.id, town.name]));
  const months = [...new Set(list.figures.map((figure) => figure.monthOn))].toSorted();
  return await begin(async (call) => {
    const { siteId, unitId, membershipId } = call.actor;
    // two people with the same file at once: the second finds what the first has written
    if (options.write) await lockLists(call.tx, siteId, unitId);
    const known = new Map(
      (await queries.listMonthRows(call.tx, { siteId, unitId }, months)).map((row) => [
        figureKey({
          monthOn: row.month_on,
          townName: row.town_id === null ? null : (townNames.get(row.town_id) ?? null),
          field: row.field_of_action,
          language: row.language,
        }),
        row,
      ]),
    );
    const created: queries.MonthRow[] = [];
    const changed: Pick<queries.MonthRow, "id" | "talks">[] = [];
    let unchanged = 0;
    for (const figure of list.figures) {
      const before = known.get(figureKey(figure));
      if (!before)
        created.push({
          id: newUnlinkableId(),
          month_on: figure.monthOn,
          town_id: figure.townName === null ? null : (townIds.get(figure.townName) ?? null),
          field_of_action: figure.field,
          language: figure.language,
          talks: figure.talks,
        });
      else if (before.talks === figure.talks) unchanged += 1;
      else changed.push({ id: before.id, talks: figure.talks });
    }
    if (options.write) {
      for (let at = 0; at < created.length; at += 1_000)
        await queries.insertMonthRows(call.tx, { siteId, unitId, importedById: membershipId }, created.slice(at, at + 1_000));
      for (let at = 0; at < changed.length; at += 1_000)
        await queries.updateMonthRows(call.tx, { siteId, unitId }, changed.slice(at, at + 1_000));
      if (created.length + changed.length > 0) await recordAccess(call, { action: "cases.import_consultations", basis: "administration" });
    }
    const counted =
      months.length === 0
        ? []
        : await queries.listMonthsCounted(call.tx, months[0]!, `${months.at(-1)!.slice(0, 7)}-${lastDayOf(months.at(-1)!)}`);
    return {
      ...read,
      alsoCounted: counted.filter((one) => months.includes(one.month_on)).map((one) => ({ monthOn: one.month_on, talks: one.talks })),
      read: list.read,
      created: created.length,
      changed: changed.length,
      unchanged,
    };
  });
}

const lastDayOf = (month: string): string =>
  String(new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate()).padStart(2, "0");
