import "./strategy.css";
import type { ReactNode } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page, Section } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { getRoadmap, makeRoadmapSpreadsheet, phaseNumbers, type RoadmapSite } from "../contract.ts";
import { useStrategyWords } from "./words.ts";

/** Where each site of the programme stands. By name: no ranking. */
export function RoadmapPage(): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const roadmap = useAnswer(getRoadmap, {});
  return (
    <Page title={t("strategy.roadmap.title")} lead={t("strategy.roadmap.lead")} width="mid">
      <Answered query={roadmap}>
        {({ sites }) =>
          sites.length === 0 ? (
            <Empty>{t("strategy.roadmap.none")}</Empty>
          ) : (
            <>
              <Overview sites={sites} />
              <Section title={t("strategy.roadmap.sites", { n: sites.length })}>
                <List>
                  {sites.map((site) => (
                    <Site key={site.siteId} site={site} />
                  ))}
                </List>
                <AsExcel endpoint={makeRoadmapSpreadsheet} request={{ query: { language } }} list={t("strategy.roadmap.title")} />
              </Section>
            </>
          )
        }
      </Answered>
    </Page>
  );
}

/** How many sites are in which phase, each named. */
function Overview(it: { readonly sites: readonly RoadmapSite[] }): ReactNode {
  const t = useTexts();
  const words = useStrategyWords();
  return (
    <Section title={t("strategy.roadmap.by_phase")}>
      <ol className="strategy-ladder">
        {phaseNumbers.map((number) => {
          const here = it.sites.filter((site) => site.phase === number);
          return (
            <li key={number}>
              <p>
                <b>{t("strategy.phase.named", { number, phase: words.phase(number) })}</b>
              </p>
              <p className={here.length === 0 ? "small muted" : undefined}>
                {here.length === 0 ? t("strategy.roadmap.nobody") : here.map((site) => site.name).join(", ")}
              </p>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

function Site(it: { readonly site: RoadmapSite }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const words = useStrategyWords();
  const { site } = it;
  const own = site.plan?.phases.find((phase) => phase.number === site.phase);
  const open = site.plan?.milestones.filter((one) => one.reachedOn === null && one.dueOn !== null) ?? [];
  const next = open.filter((one) => !one.isOverdue).toSorted((a, b) => a.dueOn!.localeCompare(b.dueOn!))[0];
  const reached = site.plan?.milestones.filter((one) => one.reachedOn !== null).length ?? 0;
  const overdue = open.filter((one) => one.isOverdue).length;
  return (
    <ListRow>
      <p>
        <b>{site.name}</b>{" "}
        <span className="muted">
          {t("strategy.phase.named", { number: site.phase, phase: words.phase(site.phase, own?.title) })}
          {site.sinceOn !== null && `, ${t("strategy.roadmap.since", { month: f.month(site.sinceOn) })}`}
        </span>
      </p>
      {site.plan === null ? (
        <p className="small muted">{t("strategy.roadmap.not_released")}</p>
      ) : (
        <>
          <p className="row row--tight">
            <span>{t("strategy.roadmap.reached", { reached, n: site.plan.milestones.length })}</span>
            {overdue > 0 && <Tag tone="due">{t("strategy.roadmap.overdue", { n: overdue })}</Tag>}
          </p>
          {next && <p className="small">{t("strategy.roadmap.next", { title: words.milestone(next), day: f.dayWithYear(next.dueOn!) })}</p>}
          <Fold summary={t("strategy.roadmap.plan_of", { name: site.name })} word={t("strategy.open")}>
            <Plan site={site} plan={site.plan} />
          </Fold>
        </>
      )}
      {site.frameworkReleasedOn !== null && (
        <p className="small">
          <Link to={`/strategy/roadmap/${site.siteId}`}>{t("strategy.roadmap.framework_of", { name: site.name })}</Link>
        </p>
      )}
    </ListRow>
  );
}

function Plan(it: { readonly site: RoadmapSite; readonly plan: NonNullable<RoadmapSite["plan"]> }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const words = useStrategyWords();
  return (
    <ol className="strategy-ladder">
      {it.plan.phases.map((phase) => {
        const period = words.period(phase.fromOn, phase.untilOn);
        return (
          <li key={phase.number} aria-current={phase.number === it.site.phase ? "step" : undefined}>
            <p>
              <b>{t("strategy.phase.named", { number: phase.number, phase: words.phase(phase.number, phase.title) })}</b>{" "}
              {period !== null && <span className="small muted">{t("strategy.phase.planned", { period })}</span>}
            </p>
            <ul className="strategy-linked">
              {it.plan.milestones
                .filter((one) => one.phaseNumber === phase.number)
                .map((one) => (
                  <li key={one.id}>
                    {words.milestone(one)}{" "}
                    <span className={one.isOverdue ? "small strategy-late" : "small muted"}>
                      {one.reachedOn !== null
                        ? t("strategy.milestone.reached", { day: f.dayWithYear(one.reachedOn) })
                        : one.dueOn !== null
                          ? t(one.isOverdue ? "strategy.milestone.overdue" : "strategy.milestone.due", { day: f.dayWithYear(one.dueOn) })
                          : t("strategy.milestone.no_day")}
                      {one.moved > 0 && ` · ${t("strategy.roadmap.moved", { n: one.moved })}`}
                    </span>
                  </li>
                ))}
            </ul>
          </li>
        );
      })}
    </ol>
  );
}
