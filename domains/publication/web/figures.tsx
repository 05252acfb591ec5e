import type { ReactNode } from "react";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold } from "../../../platform/web/page/list.tsx";
import { Table } from "../../../platform/web/page/table.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import type { FigureFacts } from "../contract.ts";

/** How a figure reads: value with its unit, and the time it is about. */
export function useFigureWords(): {
  readonly value: (figure: Pick<FigureFacts, "value" | "unit"> & { readonly counted?: number | null }) => string;
  readonly when: (figure: Pick<FigureFacts, "fromOn" | "untilOn" | "asOfOn">) => string;
  readonly meaning: (figure: Pick<FigureFacts, "definition" | "hint" | "source">) => string;
} {
  const t = useTexts();
  const f = useFormat();
  return {
    value: ({ value, unit, counted }) => {
      if (value === null) return t("publication.figures.held");
      const words = [f.number(value), ...(unit === "" ? [] : [unit])].join("\u00a0");
      return counted == null ? words : `${words} (${t("publication.figures.counted", { n: f.number(counted) })})`;
    },
    when: ({ fromOn, untilOn, asOfOn }) => {
      const asOf = t("publication.figures.as_of", { day: f.shortDay(asOfOn) });
      if (fromOn !== null) return `${f.shortDay(fromOn)} – ${f.shortDay(untilOn)}, ${asOf}`;
      const on = t("publication.figures.on", { day: f.shortDay(untilOn) });
      return untilOn === asOfOn ? on : `${on}, ${asOf}`;
    },
    meaning: ({ definition, hint, source }) =>
      [definition, ...(hint === null ? [] : [hint]), t("publication.figures.source", { source })].join(" "),
  };
}

/** The figures of a section, and folded below what each of them means. */
export function Figures<Figure extends FigureFacts>(it: {
  readonly title: string;
  readonly figures: readonly Figure[];
  readonly action?: (figure: Figure) => ReactNode;
}): ReactNode {
  const t = useTexts();
  const words = useFigureWords();
  if (it.figures.length === 0) return null;
  const { action } = it;
  return (
    <div className="stack stack-s">
      <Table
        caption={t("publication.figures.of", { title: it.title })}
        isCaptionHidden
        rows={it.figures}
        rowKey={(figure) => `${figure.label} ${figure.untilOn}`}
        columns={[
          { key: "label", label: t("publication.figures.label"), isRowHeader: true, cell: (figure) => figure.label },
          { key: "value", label: t("publication.figures.value"), cell: (figure) => words.value(figure) },
          { key: "when", label: t("publication.figures.when"), cell: (figure) => words.when(figure) },
          ...(action ? [{ key: "action", label: t("publication.figures.action"), cell: action }] : []),
        ]}
      />
      <Fold summary={t("publication.figures.meaning")}>
        <dl className="publication-meanings">
          {it.figures.map((figure) => (
            <div key={figure.label}>
              <dt>{figure.label}</dt>
              <dd>{words.meaning(figure)}</dd>
            </div>
          ))}
        </dl>
      </Fold>
    </div>
  );
}
