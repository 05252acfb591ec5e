import type { ReactNode } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { getCoordinatorDesk, type ReportRow, type ThemeRow } from "../contract.ts";
import { MeasureList } from "./measures-page.tsx";
import { headlineOf } from "./words.ts";

/** The site decides what follows from it, as long as the theme still lies with the Land. */
const isRepliedTo = (theme: ThemeRow) => theme.state === "escalated" && theme.landReply !== null && theme.landReply.kind !== "taken_on";

const newOnes = 5;
/** What has waited so long that it stands above is not told twice. */
const fresh = (toRead: readonly ReportRow[], unanswered: readonly { readonly id: string }[]) =>
  toRead.filter((report) => !unanswered.some((one) => one.id === report.id)).slice(0, newOnes);

/** What a coordinator must do next: what harms most when it waits comes first. */
export function Desk(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const desk = useAnswer(getCoordinatorDesk, {});
  return (
    <Answered query={desk}>
      {({ toRead, ...it }) => (
        <div className="stack stack-xl">
          {it.unanswered.length > 0 && (
            <Section title={t("themes.desk.unanswered")}>
              <List>
                {it.unanswered.map((report) => (
                  <ListRow key={report.id} at={t("themes.desk.days_without", { n: report.daysWithoutAnswer })} urgency="due">
                    <p>
                      <Link kind="name" to={`/reports/${report.id}`}>
                        {headlineOf(report)}
                      </Link>
                    </p>
                  </ListRow>
                ))}
              </List>
            </Section>
          )}
          <Section title={t("themes.desk.to_read")} beside={<Link to="/reports">{t("themes.desk.all_reports")}</Link>}>
            {fresh(toRead, it.unanswered).length === 0 ? (
              <Empty>{t("themes.desk.nothing")}</Empty>
            ) : (
              <List>
                {fresh(toRead, it.unanswered).map((report) => (
                  <ListRow key={report.id} at={f.day(report.reportedOn)}>
                    <p>
                      <Link kind="name" to={`/reports/${report.id}`}>
                        {headlineOf(report)}
                      </Link>
                    </p>
                  </ListRow>
                ))}
              </List>
            )}
            <p className="small muted">{t("themes.desk.answered", it.answeredThisYear)}</p>
          </Section>
          {it.themes.some(isRepliedTo) && (
            <Section title={t("themes.board.land_replied")}>
              <List>
                {it.themes.filter(isRepliedTo).map((theme) => (
                  <ListRow key={theme.id} at={f.day(theme.landReply?.on ?? theme.stateSinceOn)}>
                    <p>
                      <Link kind="name" to={`/themes/${theme.id}`}>
                        {theme.title}
                      </Link>
                    </p>
                    {theme.landReply && <p className="small muted">{t(`themes.land.kind.${theme.landReply.kind}`)}</p>}
                  </ListRow>
                ))}
              </List>
            </Section>
          )}
          {it.changesDue.length > 0 && (
            <Section title={t("themes.desk.changes")}>
              <MeasureList measures={it.changesDue} />
            </Section>
          )}
          {it.lateMeasures.length > 0 && (
            <Section title={t("themes.desk.late")}>
              <MeasureList measures={it.lateMeasures} />
            </Section>
          )}
        </div>
      )}
    </Answered>
  );
}
