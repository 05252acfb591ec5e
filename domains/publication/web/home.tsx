import type { ReactNode } from "react";
import { useAnswer } from "../../../platform/web/answers.tsx";
import { today } from "../../../platform/web/clock.ts";
import { addDays } from "../../../platform/web/day.ts";
import { Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { listReports } from "../contract.ts";

/** So many days before a report is due it stands on Home. */
const daysAhead = 90;

/** Reports that somebody waits for. Nothing where there are none. */
export function DueHome(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const reports = useAnswer(listReports, {});
  const due = (reports.data?.reports ?? []).flatMap((one) =>
    one.state === "draft" && one.dueOn !== null && one.dueOn <= addDays(today(), daysAhead) ? [{ ...one, dueOn: one.dueOn }] : [],
  );
  if (due.length === 0) return null;
  return (
    <Section title={t("publication.home.title")} gap="s" beside={<Link to="/publication">{t("publication.nav")}</Link>}>
      <List>
        {due.slice(0, 3).map((one) => (
          <ListRow key={one.id} {...f.when(one.dueOn)}>
            <p>
              <Link kind="name" to={`/publication/reports/${one.id}`}>
                {one.title}
              </Link>
            </p>
            <p className="small muted">{t("publication.list.confirmed", { done: one.sections - one.unconfirmed, n: one.sections })}</p>
          </ListRow>
        ))}
      </List>
    </Section>
  );
}
