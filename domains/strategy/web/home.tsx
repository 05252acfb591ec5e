import type { ReactNode } from "react";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { useAnswer } from "../../../platform/web/answers.tsx";
import { today } from "../../../platform/web/clock.ts";
import { Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { getConnections, listDuties } from "../contract.ts";
import { above } from "../rules-picture.ts";

const mostShown = 4;

type Duty = AnswerOf<typeof listDuties>["duties"][number];

function pathOf(duty: Duty): string {
  if (duty.what === "milestone") return "/strategy/phases";
  return duty.what === "anchored" ? "/strategy/anchored" : `/strategy/agreements/${duty.id}`;
}

/** What the strategy asks of the coordination now. Nothing when it does not. */
export function DutiesHome(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const duties = useAnswer(listDuties, {});
  const found = duties.data?.duties ?? [];
  if (found.length === 0) return null;
  return (
    <Section title={t("strategy.home.title")} gap="s" beside={<Link to="/strategy">{t("strategy.nav")}</Link>}>
      <List>
        {found.slice(0, mostShown).map((one) => (
          <ListRow key={`${one.what} ${one.id}`} {...f.when(one.dueOn)}>
            <p>
              <Link kind="name" to={pathOf(one)}>
                {one.title ?? t.maybe(`strategy.template.${one.code ?? ""}`) ?? ""}
              </Link>
            </p>
            <p className="small muted">
              {t(one.what === "agreement" && one.dueOn < today() ? "strategy.home.expired" : `strategy.home.${one.what}`)}
            </p>
          </ListRow>
        ))}
      </List>
    </Section>
  );
}

/** On the page of a theme: which sub-goals it serves. Nothing where it serves none. */
export function GoalsOfTheme(it: { readonly themeId: string }): ReactNode {
  const t = useTexts();
  const connections = useAnswer(getConnections, {});
  if (!connections.data) return null;
  const { points, links } = connections.data;
  const subGoals = above(`theme:${it.themeId}`, points, links);
  if (subGoals.length === 0) return null;
  return (
    <Section title={t("strategy.theme.title")} gap="s">
      <ul className="strategy-linked">
        {subGoals.map((one) => (
          <li key={one.id}>
            <Link to={`/strategy/framework#sub-goal-${one.openId}`}>{one.title}</Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
