import { type ReactNode, useState } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { CheckboxGroup } from "../../../platform/web/form/choice.tsx";
import { newId } from "../../../platform/web/ids.ts";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { addFigures, listOfferedFigures, type OfferedFigureView, openReport, type ReportView, type SectionView } from "../contract.ts";
import { ChosenFigures } from "./chosen-figures.tsx";
import { useFigureWords } from "./figures.tsx";

/** Figures of the period, to be taken over into a section. */
export function Pick(it: { readonly report: ReportView; readonly part: SectionView; readonly onDone: () => void }): ReactNode {
  const t = useTexts();
  const offered = useAnswer(listOfferedFigures, { params: { reportId: it.report.id } });
  return (
    <Answered query={offered}>
      {({ figures }) =>
        figures.length === 0 ? (
          <Empty>{t("publication.figures.pick.none")}</Empty>
        ) : (
          <PickForm part={it.part} figures={figures} onDone={it.onDone} />
        )
      }
    </Answered>
  );
}

function PickForm(it: {
  readonly part: SectionView;
  readonly figures: readonly OfferedFigureView[];
  readonly onDone: () => void;
}): ReactNode {
  const t = useTexts();
  const words = useFigureWords();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  // the same ids for the same figures, however often it is sent
  const [ids] = useState(() => new Map(it.figures.map((figure) => [figure.key, newId()])));
  const groups = [...Map.groupBy(it.figures, (figure) => figure.group)];
  return (
    <ChosenFigures
      submit={t("publication.figures.pick.submit")}
      chosen={chosen}
      send={() =>
        call(addFigures, {
          params: { sectionId: it.part.id },
          body: { figures: chosen.map((key) => ({ id: ids.get(key) ?? newId(), key })) },
        })
      }
      done={t("publication.figures.added", { n: chosen.length })}
      shown={[openReport, listOfferedFigures]}
      onDone={it.onDone}
    >
      <p className="small">{t("publication.figures.pick.lead")}</p>
      {groups.map(([group, figures]) => (
        <CheckboxGroup
          key={group}
          label={group}
          values={chosen.filter((key) => figures.some((figure) => figure.key === key))}
          onChange={(values) => setChosen([...chosen.filter((key) => !figures.some((figure) => figure.key === key)), ...values])}
          options={figures.map((figure) => ({
            value: figure.key,
            label: `${figure.label}: ${words.value(figure)}`,
            note: [...(figure.isIn ? [t("publication.figures.pick.is_in")] : []), ...(figure.hint === null ? [] : [figure.hint])].join(" "),
          }))}
        />
      ))}
    </ChosenFigures>
  );
}
