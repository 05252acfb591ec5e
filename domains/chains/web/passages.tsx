import type { ReactNode } from "react";
import { ProtectedWord } from "../../../platform/web/figure/figure.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import type { Column } from "../../../platform/web/page/table.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import type { MeasuredPassage } from "../contract.ts";
import type { ChainWords } from "./words.ts";

/** What is told of a part of the way, wherever it stands in a table. */
export function usePassageColumns(it: { readonly words: ChainWords; readonly nameOf: (id: string) => string }): {
  readonly what: Column<MeasuredPassage>;
  readonly median: Column<MeasuredPassage>;
  readonly middle: Column<MeasuredPassage>;
  readonly cases: Column<MeasuredPassage>;
  readonly complete: Column<MeasuredPassage>;
} {
  const t = useTexts();
  const f = useFormat();
  const median = ({ median }: MeasuredPassage): ReactNode => {
    if (median.isProtected) return <ProtectedWord />;
    if (median.cases === 0) return t("chains.measured.no_cases");
    if (median.days !== null) return f.days(median.days);
    return median.weeks === null ? t("chains.measured.not_reached") : f.weeks(median.weeks);
  };
  return {
    what: {
      key: "what",
      label: t("chains.measured.what"),
      isRowHeader: true,
      cell: (row) => (
        <>
          {row.id === null ? t("chains.measured.whole") : it.nameOf(row.id)}
          <span className="small muted"> {it.words.fromTo(row.from, row.to)}</span>
        </>
      ),
    },
    median: { key: "median", label: t("chains.measured.median"), isNumber: true, cell: median },
    middle: {
      key: "middle",
      label: t("chains.measured.middle"),
      isNumber: true,
      cell: ({ median: { quarterWeeks, threeQuarterWeeks } }) =>
        quarterWeeks === null || threeQuarterWeeks === null
          ? "–"
          : t("chains.measured.middle_words", { from: quarterWeeks, to: threeQuarterWeeks }),
    },
    cases: {
      key: "cases",
      label: t("chains.measured.cases"),
      isNumber: true,
      cell: ({ median: { cases } }) => (cases === null ? <ProtectedWord /> : f.number(cases)),
    },
    complete: {
      key: "complete",
      label: t("chains.measured.complete"),
      isNumber: true,
      cell: ({ known, of }) => (known === null || of === null ? "–" : t("chains.measured.complete_words", { known, of })),
    },
  };
}
