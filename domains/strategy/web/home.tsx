import type { ReactNode } from "react";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { useAnswer } from "../../../platform/web/answers.tsx";
import { today } from "../../../platform/web/clock.ts";
import { Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { type DueFound, useDueRows } from "../../../platform/web/due.ts";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { getConnections, getRoadmap, listDuties } from "../contract.ts";
import { above } from "../rules-picture.ts";
import { useStrategyWords } from "./words.ts";

const mostShown = 4;

type Duty = AnswerOf<typeof listDuties>["duties"][number];

function pathOf(duty: Duty): string {
  if (duty.what === "milestone") return "/strategy/phases";
  return duty.what === "anchored" ? "/strategy/anchored" : `/strategy/agreements/${duty.id}`;
}

/** What the strategy asks of the coordination now. */
export function StrategyDue({ onFound }: { readonly onFound: DueFound }): ReactNode {
  const t = useTexts();
  const duties = useAnswer(listDuties, {});
  useDueRows(
    "strategy",
    duties.data?.duties.map((one) => ({
      key: `strategy ${one.what} ${one.id}`,
      dueOn: one.dueOn,
      to: pathOf(one),
      title: one.title ?? t.maybe(`strategy.template.${one.code ?? ""}`) ?? "",
      note: t(one.what === "agreement" && one.dueOn < today() ? "strategy.home.expired" : `strategy.home.${one.what}`),
    })),
    onFound,
  );
  return null;
}

/** For whoever leads the programme: the milestones of all sites that come next or should have come, as far as sites show them. */
export function RoadmapHome(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const words = useStrategyWords();
  const roadmap = useAnswer(getRoadmap, {});
  if (!roadmap.data) return null;
  const open = roadmap.data.sites
    .flatMap((site) => (site.plan?.milestones ?? []).map((milestone) => ({ ...milestone, siteName: site.name })))
    .filter((one) => one.reachedOn === null && one.dueOn !== null)
    .toSorted((a, b) => a.dueOn!.localeCompare(b.dueOn!));
  return (
    <Section title={t("strategy.roadmap.title")} gap="s" beside={<Link to="/strategy/roadmap">{t("strategy.home.all")}</Link>}>
      {open.length === 0 ? (
        <p className="small muted">{t("strategy.home.no_milestone")}</p>
      ) : (
        <List>
          {open.slice(0, mostShown).map((one) => (
            <ListRow key={one.id} {...f.when(one.dueOn!)}>
              <p>{words.milestone(one)}</p>
              <p className="small muted">{one.siteName}</p>
            </ListRow>
          ))}
        </List>
      )}
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
