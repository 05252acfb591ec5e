import type { ReactNode } from "react";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Table } from "../../../platform/web/page/table.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import type { ChanceMeasure, ChanceRow, Dimension } from "../contract.ts";
import type { SiteWords } from "./words.ts";

function useValueWords(words: SiteWords): (dimension: Dimension, value: string) => string {
  const t = useTexts();
  const names = new Intl.DisplayNames([useLanguage()], { type: "language" });
  return (dimension, value) => {
    if (value === "unknown") return t("cooperation.value.unknown");
    if (dimension === "town") return words.town(value);
    if (dimension === "legal_domain") return words.legalDomain(value);
    const known = t.maybe(`cooperation.value.${dimension}.${value}`);
    if (known === undefined && dimension === "language" && /^[a-z]{2,3}$/.test(value)) return names.of(value) ?? value;
    return known ?? value;
  };
}

/** Talks that were counted here: of people who came twice, two. */
const isTalks = (measure: ChanceMeasure) => measure.measure === "consultation" && measure.origin === "cases";

/** From so many points on a difference is spoken of. */
const noteworthy = 5;

/** Of one measure: who is there less often than among those who live here, and the figures. */
export function MeasureSection(it: { readonly measure: ChanceMeasure; readonly words: SiteWords }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const wordsOf = useValueWords(it.words);
  const { measure } = it;
  const lacks = measure.dimensions.flatMap(({ dimension, rows }) =>
    rows.filter((row) => row.gap !== null && row.gap <= -noteworthy).map((row) => ({ dimension, row })),
  );
  const shown = (n: number | null) => (n === null ? t("cooperation.protected") : f.number(n));
  return (
    <Section
      title={t(`cooperation.measure.${measure.measure}`)}
      note={
        measure.origin === "cases"
          ? t(isTalks(measure) ? "cooperation.chances.from_talks" : "cooperation.chances.from_cases", {
              n: shown(measure.total),
            })
          : t("cooperation.chances.from_file", {
              n: shown(measure.total),
              source: measure.source ?? "",
              day: measure.asOfOn === null ? "" : f.dayWithYear(measure.asOfOn),
            })
      }
    >
      {lacks.length > 0 && (
        <List label={t("cooperation.chances.lacks")}>
          {lacks.map(({ dimension, row }) => (
            <ListRow key={`${dimension} ${row.value}`}>
              <p>
                {f.capital(
                  t("cooperation.chances.lack", {
                    who: wordsOf(dimension, row.value),
                    share: row.share ?? 0,
                    population: row.populationShare ?? 0,
                  }),
                )}
              </p>
            </ListRow>
          ))}
        </List>
      )}
      {measure.dimensions.map(({ dimension, rows }) =>
        rows.some((row) => row.gap !== null) ? (
          <DimensionTable key={dimension} words={it.words} measure={measure} dimension={dimension} rows={rows} />
        ) : (
          <Fold key={dimension} summary={t(`cooperation.dimension.${dimension}`)} word={t("cooperation.open")}>
            <DimensionTable words={it.words} measure={measure} dimension={dimension} rows={rows} />
          </Fold>
        ),
      )}
    </Section>
  );
}

/** What can be compared stands open; the rest is folded. */
function DimensionTable(it: {
  readonly words: SiteWords;
  readonly measure: ChanceMeasure;
  readonly dimension: Dimension;
  readonly rows: readonly ChanceRow[];
}): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const wordsOf = useValueWords(it.words);
  const percent = (n: number | null) => (n === null ? "–" : t("cooperation.percent", { n }));
  return (
    <Table<ChanceRow>
      caption={t("cooperation.chances.caption", {
        dimension: t(`cooperation.dimension.${it.dimension}`),
        measure: t(`cooperation.measure.${it.measure.measure}`),
      })}
      rows={it.rows}
      rowKey={(row) => row.value}
      onPhone="scroll"
      columns={[
        {
          key: "value",
          label: t("cooperation.chances.group"),
          cell: (row) => f.capital(wordsOf(it.dimension, row.value)),
          isRowHeader: true,
        },
        {
          key: "people",
          label: t(isTalks(it.measure) ? "cooperation.chances.talks" : "cooperation.chances.people"),
          cell: (row) => (row.people === null ? t("cooperation.protected") : f.number(row.people)),
          isNumber: true,
        },
        { key: "share", label: t("cooperation.chances.share"), cell: (row) => percent(row.share), isNumber: true },
        { key: "living", label: t("cooperation.chances.living"), cell: (row) => percent(row.populationShare), isNumber: true },
        {
          key: "gap",
          label: t("cooperation.chances.gap"),
          cell: (row) => (row.gap === null ? "–" : t("cooperation.chances.points", { n: row.gap, sign: row.gap > 0 ? "+" : "" })),
          isNumber: true,
        },
      ]}
    />
  );
}
