import type { ReactNode } from "react";
import { useAnswer } from "../../../platform/web/answers.tsx";
import { Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Stair } from "../../../platform/web/page/stair.tsx";
import { useLabel, useTexts } from "../../../platform/web/texts.ts";
import { useSite } from "../../network/web/index.ts";
import { listReportsOfCase } from "../contract.ts";
import { stairStep } from "./words.ts";

/** What was reported out of this case, and how far it got. */
export function CaseReports(it: { readonly caseId: string }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const label = useLabel(useSite().data?.vocabularies);
  const reports = useAnswer(listReportsOfCase, { params: { caseId: it.caseId } });
  const rows = reports.data?.reports ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title={t("themes.case.title")} gap="s">
      <List>
        {rows.map((report) => {
          const title = report.themeTitle ?? (report.gapKind === null ? t("themes.nav.report") : label("gap_kind", report.gapKind));
          return (
            <ListRow key={report.id}>
              <p>{report.isMine ? <Link to={`/my-reports/${report.id}`}>{title}</Link> : title}</p>
              <p className="small muted">
                {t(report.isMine ? "themes.case.mine" : "themes.case.others", { day: f.day(report.reportedOn) })}
              </p>
              <Stair step={stairStep(report.stair.reached)} />
            </ListRow>
          );
        })}
      </List>
    </Section>
  );
}
