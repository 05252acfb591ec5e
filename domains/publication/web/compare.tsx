import { type ReactNode, useState } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { CheckboxGroup } from "../../../platform/web/form/choice.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { compareFigures, type Difference, openReport, type ReportView, takeFigures } from "../contract.ts";
import { ChosenFigures } from "./chosen-figures.tsx";
import { useFigureWords } from "./figures.tsx";

/** Which figures of the report would be others today: nothing changes before somebody chooses it. */
export function Compare(it: { readonly report: ReportView; readonly onDone: () => void }): ReactNode {
  const t = useTexts();
  const compared = useAnswer(compareFigures, { params: { reportId: it.report.id } });
  return (
    <Answered query={compared}>
      {({ differences }) =>
        differences.length === 0 ? (
          <p>{t("publication.compare.none")}</p>
        ) : (
          <CompareForm report={it.report} differences={differences} onDone={it.onDone} />
        )
      }
    </Answered>
  );
}

function CompareForm(it: {
  readonly report: ReportView;
  readonly differences: readonly Difference[];
  readonly onDone: () => void;
}): ReactNode {
  const t = useTexts();
  const words = useFigureWords();
  const there = it.differences.flatMap((one) => (one.now === null ? [] : [{ ...one, now: one.now }]));
  const gone = it.differences.filter((one) => one.now === null);
  const [chosen, setChosen] = useState<readonly string[]>(there.map((one) => one.figureId));
  const said = (reading: Difference["before"], unit: string) => `${words.value({ ...reading, unit })} (${words.when(reading)})`;
  const goneWords = gone.map((one) => (
    <p key={one.figureId} className="small">
      {t("publication.compare.gone", { label: one.label, before: said(one.before, one.unit) })}
    </p>
  ));
  if (there.length === 0) return goneWords;
  const figures = there.filter((one) => chosen.includes(one.figureId)).map((one) => ({ id: one.figureId, version: one.version }));
  return (
    <ChosenFigures
      submit={t("publication.compare.take")}
      chosen={chosen}
      send={() => call(takeFigures, { params: { reportId: it.report.id }, body: { figures } })}
      done={t("publication.compare.taken", { n: figures.length })}
      shown={[openReport, compareFigures]}
      onDone={it.onDone}
    >
      <p>{t("publication.compare.lead")}</p>
      <CheckboxGroup
        name="figures"
        label={t("publication.compare.choose")}
        values={chosen}
        onChange={setChosen}
        options={there.map((one) => ({
          value: one.figureId,
          label: one.label,
          note: t("publication.compare.values", { before: said(one.before, one.unit), now: said(one.now, one.unit) }),
        }))}
      />
      {goneWords}
    </ChosenFigures>
  );
}
