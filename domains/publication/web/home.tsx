import type { ReactNode } from "react";
import { useAnswer } from "../../../platform/web/answers.tsx";
import { today } from "../../../platform/web/clock.ts";
import { addDays } from "../../../platform/web/day.ts";
import { type DueFound, useDueRows } from "../../../platform/web/due.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import { listReports } from "../contract.ts";

/** So many days before a report is due it stands on Home. */
const daysAhead = 90;

/** Reports in the works that somebody waits for. */
export function ReportsDue({ onFound }: { readonly onFound: DueFound }): ReactNode {
  const t = useTexts();
  const reports = useAnswer(listReports, {});
  useDueRows(
    "publication",
    reports.data?.reports
      .filter((one) => one.state === "draft" && one.dueOn !== null && one.dueOn <= addDays(today(), daysAhead))
      .map((one) => ({
        key: `publication ${one.id}`,
        dueOn: one.dueOn,
        to: `/publication/reports/${one.id}`,
        title: one.title,
        note: t("publication.home.note", {
          kind: t(`publication.kind.${one.kind}`),
          done: one.sections - one.unconfirmed,
          n: one.sections,
        }),
      })),
    onFound,
  );
  return null;
}
