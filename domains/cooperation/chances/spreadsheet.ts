import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import type { FileAnswer } from "../../../platform/server/http/routes.ts";
import { dayInWords, type Language } from "../../../platform/server/paper/days.ts";
import { spreadsheetAnswer } from "../../../platform/server/paper/spreadsheet.ts";
import { getSiteView } from "../../network/index.ts";
import { wordsOf } from "../documents/list-words.ts";
import type { ChanceMeasure, ChanceRow, Dimension } from "./contract.ts";
import { getChances } from "./verbs.ts";

type Line = { readonly measure: ChanceMeasure; readonly dimension: Dimension | null; readonly row: ChanceRow | null };

/** Counts that passed the gate, beside the population: what the page holds back stands here as the same word. */
export async function makeChancesSpreadsheet(call: Call, wanted: number | undefined, language: Language): Promise<FileAnswer> {
  const { chances: words, ...says } = wordsOf[language];
  const found = await getChances(call, wanted);
  const site = await getSiteView(call);
  const names = new Intl.DisplayNames([language], { type: "language" });
  const valueOf = (dimension: Dimension, value: string): string => {
    if (value === "unknown") return words.unknown;
    if (dimension === "town") return site.towns.find((town) => town.id === value)?.name ?? value;
    if (dimension === "legal_domain")
      return (site.vocabularies["legal_domain"] ?? []).find((entry) => entry.code === value)?.[language] ?? value;
    const known = words.values[dimension][value];
    if (known === undefined && dimension === "language" && /^[a-z]{2,3}$/.test(value)) return names.of(value) ?? value;
    return known ?? value;
  };
  const sourceOf = ({ measure, origin, source, asOfOn }: ChanceMeasure): string =>
    origin === "cases"
      ? measure === "consultation"
        ? words.fromTalks
        : words.fromCases
      : [source, ...(asOfOn === null ? [] : [dayInWords(asOfOn, language)])].join(", ");
  const rows = found.measures.flatMap((measure): Line[] => [
    { measure, dimension: null, row: null },
    ...measure.dimensions.flatMap(({ dimension, rows: of }) => of.map((row) => ({ measure, dimension, row }))),
  ]);
  return spreadsheetAnswer<Line>(
    {
      name: words.title,
      rows,
      total: rows.length,
      about: [
        [says.site, site.site.name],
        [words.year, String(found.year)],
        [
          words.population,
          found.population === null ? words.noPopulation : `${found.population.source}, ${dayInWords(found.population.asOfOn, language)}`,
        ],
        ["", words.minimum(found.minimum)],
      ],
      columns: [
        { label: words.measure, of: ({ measure }) => words.measures[measure.measure] },
        { label: words.source, of: ({ measure }) => sourceOf(measure) },
        { label: words.dimension, of: ({ dimension }) => (dimension === null ? words.all : words.dimensions[dimension]) },
        { label: words.group, of: ({ dimension, row }) => (dimension === null || row === null ? null : valueOf(dimension, row.value)) },
        { label: words.count, kind: "number", of: ({ measure, row }) => (row === null ? measure.total : row.people) ?? says.protected },
        { label: words.share, kind: "number", of: ({ row }) => row?.share ?? says.nothing },
        { label: words.living, kind: "number", of: ({ row }) => row?.populationShare ?? says.nothing },
        { label: words.gap, kind: "number", of: ({ row }) => row?.gap ?? says.nothing },
      ],
    },
    language,
    `${words.file}-${found.year}-${today()}`,
  );
}
