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
import { listThemes, makeThemesSpreadsheet, type ThemeRow } from "../contract.ts";

export function ThemesPage(): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const themes = useAnswer(listThemes, {});
  return (
    <Page title={t("themes.list.title")} lead={t("themes.list.lead")} width="mid">
      <Answered query={themes}>
        {(answer) =>
          answer.themes.length === 0 ? (
            <Empty>{t("themes.list.empty")}</Empty>
          ) : (
            <>
              <ThemeList themes={answer.themes} />
              <AsExcel endpoint={makeThemesSpreadsheet} request={{ query: { language } }} list={t("themes.list.title")} />
            </>
          )
        }
      </Answered>
    </Page>
  );
}

export function ThemeList(it: { readonly themes: readonly ThemeRow[] }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  return (
    <List>
      {it.themes.map((theme) => (
        <ListRow
          key={theme.id}
          count={theme.reports.count ?? ""}
          note={
            theme.reports.count === null
              ? t("themes.list.few_reports")
              : t("themes.list.reports", { n: theme.reports.count }).replace(/^\S+\s/, "")
          }
          action={<Tag>{t(`themes.state.${theme.state}`)}</Tag>}
        >
          <p>
            <Link kind="name" to={`/themes/${theme.id}`}>
              {theme.title}
            </Link>
          </p>
          {theme.sentence !== null && <p>{theme.sentence}</p>}
          <p className="small muted">
            {theme.meetingOn !== null && theme.bodyName !== null
              ? t("themes.list.on_agenda", { body: theme.bodyName, day: f.day(theme.meetingOn) })
              : t("themes.list.since", { day: f.day(theme.stateSinceOn) })}
          </p>
        </ListRow>
      ))}
    </List>
  );
}
