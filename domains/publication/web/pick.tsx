import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { CheckboxGroup } from "../../../platform/web/form/choice.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { newId } from "../../../platform/web/ids.ts";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { addFigures, listOfferedFigures, type OfferedFigureView, openReport, type ReportView, type SectionView } from "../contract.ts";
import { useReasons } from "./act.ts";
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
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons();
  const words = useFigureWords();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  // the same ids for the same figures, however often it is sent
  const [ids] = useState(() => new Map(it.figures.map((figure) => [figure.key, newId()])));
  const groups = [...Map.groupBy(it.figures, (figure) => figure.group)];
  return (
    <Form
      submit={t("publication.figures.pick.submit")}
      wordsFor={reasons.field}
      wordsForProblem={reasons.problem}
      check={() => (chosen.length === 0 ? [{ path: "figures", code: "not_chosen" }] : [])}
      onSubmit={async () => {
        const figures = chosen.map((key) => ({ id: ids.get(key) ?? newId(), key }));
        await call(addFigures, { params: { sectionId: it.part.id }, body: { figures } });
        say({ text: t("publication.figures.added", { n: figures.length }) });
        await refresh(openReport, listOfferedFigures);
        it.onDone();
      }}
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
    </Form>
  );
}
