import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import type { FileAnswer } from "../../../platform/server/http/routes.ts";
import type { Language } from "../../../platform/server/paper/days.ts";
import { spreadsheetAnswer } from "../../../platform/server/paper/spreadsheet.ts";
import { forbidden } from "../../../platform/server/problem.ts";
import { recordAccess } from "../../accounts/index.ts";
import { codeOfKey, defaultRule, dimensionOfKey, showTables, tableOfDimensions, totalOfDimensions } from "../../disclosure/index.ts";
import { getSiteView } from "../../network/index.ts";
import type { ConsultationFigures } from "./contract.ts";
import { figureWordsOf } from "./words.ts";
import * as queries from "./queries.ts";
import { type Dimension, isAnythingHeldBack } from "./rules.ts";

/**
 * A calendar year as its readers were last told. Years and nothing shorter or longer: two periods that overlap could be subtracted. Each table moves as a
 * whole, at most once a week.
 */
export async function getConsultationFigures(call: Call, asked: number | undefined): Promise<ConsultationFigures> {
  if (call.actor.role !== "coordinator") throw forbidden();
  const { siteId } = call.actor;
  const on = today();
  const span = await queries.findSpan(call.tx);
  const present = Number(on.slice(0, 4));
  const [first, last] = [span.first_on, span.last_on].map((day) => (day === null ? present : Number(day.slice(0, 4)))) as [number, number];
  const years = Array.from({ length: last - first + 1 }, (_, at) => last - at);
  const year = asked ?? Math.min(last, present);
  const none = { year, years, minimum: defaultRule.minimum, months: [], fields: [], towns: [], languages: [], isAlone: false };
  if (span.first_on === null || !years.includes(year)) return { ...none, shownOn: null, total: 0 };
  const rows = await queries.countConsultations(call.tx, `${year}-01-01`, year === present ? on : `${year}-12-31`);
  const [shown] = await showTables<{ isAlone: boolean }>(call, `cases.consultations:${year}`, [
    {
      siteId,
      subjectId: siteId,
      table: tableOfDimensions(rows.map(({ dimension, code, talks }) => ({ dimension, code, count: talks }))),
      groupOf: dimensionOfKey,
      keep: totalOfDimensions,
      beside: (_figures, isAlone) => ({ isAlone }),
    },
  ]);
  const { figures, beside, shownOn } = shown!;
  // what stands alone has no parts, not even by name
  const of = (dimension: Dimension) =>
    beside.isAlone
      ? []
      : [...figures].flatMap(([key, talks]) => (dimensionOfKey(key) === dimension ? [{ code: codeOfKey(key), talks }] : []));
  const counted = (dimension: Dimension) => of(dimension).filter((one) => one.talks !== 0);
  const largestFirst = <One extends { readonly talks: number | null }>(list: One[]) =>
    list.toSorted((a, b) => (b.talks ?? -1) - (a.talks ?? -1));
  return {
    ...none,
    shownOn,
    total: figures.get(totalOfDimensions) ?? null,
    isAlone: beside.isAlone,
    months: of("month")
      .map(({ code, talks }) => ({ month: code, talks }))
      .toSorted((a, b) => (a.month < b.month ? -1 : 1)),
    fields: largestFirst(counted("field").map(({ code, talks }) => ({ field: code, talks }))),
    towns: largestFirst(counted("town").map(({ code, talks }) => ({ townId: code === "" ? null : code, talks }))),
    languages: largestFirst(counted("language").map(({ code, talks }) => ({ language: code === "" ? null : code, talks }))),
  };
}

/** The same figures to take along, protected alike. */
export async function makeConsultationSpreadsheet(call: Call, year: number | undefined, language: Language): Promise<FileAnswer> {
  const figures = await getConsultationFigures(call, year);
  const words = figureWordsOf[language];
  const site = await getSiteView(call);
  const townOf = new Map(site.towns.map((town) => [town.id, town.name]));
  const fieldOf = (code: string) => (site.vocabularies["field_of_action"] ?? []).find((word) => word.code === code)?.[language] ?? code;
  const names = new Intl.DisplayNames([language], { type: "language" });
  const rows = [
    { by: words.total, what: String(figures.year), talks: figures.total },
    ...figures.months.map((one) => ({ by: words.month, what: one.month, talks: one.talks })),
    ...figures.fields.map((one) => ({ by: words.field, what: fieldOf(one.field), talks: one.talks })),
    ...figures.towns.map((one) => ({
      by: words.town,
      what: one.townId === null ? words.unknown : (townOf.get(one.townId) ?? words.unknown),
      talks: one.talks,
    })),
    ...figures.languages.map((one) => ({
      by: words.language,
      what: one.language === null ? words.unknown : (names.of(one.language) ?? one.language),
      talks: one.talks,
    })),
  ];
  await recordAccess(call, { action: "cases.export_consultation_figures", basis: "structure" });
  return spreadsheetAnswer(
    {
      name: words.name,
      rows,
      total: rows.length,
      about: [
        [words.year, String(figures.year)],
        ...(figures.shownOn === null ? [] : [[words.shownOn, figures.shownOn] as const]),
        ...(isAnythingHeldBack(figures) ? [["", words.held(figures.minimum)] as const] : []),
      ],
      columns: [
        { label: words.by, of: (row) => row.by },
        { label: words.what, of: (row) => row.what },
        { label: words.talks, kind: "number", of: (row) => row.talks ?? words.protected },
      ],
    },
    language,
    `${words.file}-${figures.year}`,
  );
}
