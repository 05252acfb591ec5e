import type { ReactNode } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { listMeasures, makeMeasuresSpreadsheet, type MeasureRow } from "../contract.ts";

export function MeasuresPage(): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const measures = useAnswer(listMeasures, {});
  return (
    <Page title={t("themes.measures.title")} lead={t("themes.measures.lead")} width="mid">
      <Answered query={measures}>
        {(answer) =>
          answer.measures.length === 0 ? (
            <Empty>{t("themes.measures.empty")}</Empty>
          ) : (
            <>
              <MeasureList measures={answer.measures} />
              <AsExcel endpoint={makeMeasuresSpreadsheet} request={{ query: { language } }} list={t("themes.measures.title")} />
            </>
          )
        }
      </Answered>
    </Page>
  );
}

export function MeasureList(it: { readonly measures: readonly MeasureRow[] }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  return (
    <List>
      {it.measures.map((measure) => (
        <ListRow
          key={measure.id}
          at={f.day(measure.dueOn)}
          {...(measure.isLate ? { urgency: "due" as const, note: t("themes.measures.late", { n: measure.daysLate }) } : {})}
          action={<Tag {...(measure.state === "done" ? { tone: "good" as const } : {})}>{t(`themes.measure_state.${measure.state}`)}</Tag>}
        >
          <p>
            <Link kind="name" to={`/measures/${measure.id}`}>
              {measure.title}
            </Link>
          </p>
          <p className="small muted">
            {measure.ownerName} · {t("themes.measure.of_theme", { theme: measure.themeTitle })}
          </p>
          {measure.verdict !== null && <p className="small">{t(`themes.change.${measure.verdict}`)}</p>}
        </ListRow>
      ))}
    </List>
  );
}
