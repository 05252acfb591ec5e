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
import { listEscalatedThemes, makeEscalatedSpreadsheet } from "../contract.ts";

export function EscalatedPage(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const language = useLanguage();
  const themes = useAnswer(listEscalatedThemes, {});
  return (
    <Page title={t("themes.escalated.title")} lead={t("themes.escalated.lead")} width="mid">
      <Answered query={themes}>
        {(it) =>
          it.themes.length === 0 ? (
            <Empty>{t("themes.escalated.empty")}</Empty>
          ) : (
            <>
              <List>
                {it.themes.map((theme) => (
                  <ListRow
                    key={theme.id}
                    at={f.day(theme.escalatedOn)}
                    action={
                      theme.isOpen ? <Tag tone="due">{t("themes.land.open")}</Tag> : <Tag tone="good">{t("themes.land.replied")}</Tag>
                    }
                  >
                    <p>
                      <Link kind="name" to={`/escalated/${theme.id}`}>
                        {theme.title}
                      </Link>
                    </p>
                    {theme.sentence !== null && <p>{theme.sentence}</p>}
                    {theme.reason !== null && <p>{theme.reason}</p>}
                    <p className="small muted">{t("themes.escalated.by", { site: theme.siteName, day: f.day(theme.escalatedOn) })}</p>
                  </ListRow>
                ))}
              </List>
              <AsExcel endpoint={makeEscalatedSpreadsheet} request={{ query: { language } }} list={t("themes.escalated.title")} />
            </>
          )
        }
      </Answered>
    </Page>
  );
}
