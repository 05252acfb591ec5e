import type { ReactNode } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page, Section } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useActor } from "../../../platform/web/session.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import { useSite } from "../../network/web/index.ts";
import { getSite, listEntries, listFeedback, listFindings, listGivenFeedback, listSites } from "../contract.ts";
import { FeedbackRow } from "./feedback-page.tsx";
import { Duties, SiteParts, pathOfPart } from "./site-frame.tsx";
import { LastEntry, SiteFacts } from "./site-lines.tsx";
import { waitsForSite } from "./waiting.ts";

/** The sites for the team, the accompaniment for a site, what was given for everybody else. */
export function EvaluationPage(): ReactNode {
  const { role } = useActor();
  if (role === "coordinator") return <OwnSite />;
  if (role === "accompaniment" || role === "evaluator") return <Sites />;
  return <Given />;
}

function Sites(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const sites = useAnswer(listSites, {});
  return (
    <Page title={t("evaluation.sites.title")} lead={t("evaluation.sites.lead")} width="mid">
      <Answered query={sites}>
        {(answer) => (
          <List>
            {answer.sites.map((site) => (
              <ListRow key={site.siteId}>
                <p>
                  <Link kind="name" to={pathOfPart(site.siteId, "process")}>
                    {site.name}
                  </Link>{" "}
                  {site.quietWeeks !== null && site.quietWeeks > 4 && (
                    <span className="muted">{t("evaluation.sites.quiet", { n: f.number(site.quietWeeks) })}</span>
                  )}{" "}
                  {site.duty !== null && <Tag>{t(`evaluation.duty.mine.${site.duty}`)}</Tag>}
                </p>
                <LastEntry site={site} />
                <SiteFacts site={site} />
              </ListRow>
            ))}
          </List>
        )}
      </Answered>
    </Page>
  );
}

function OwnSite(): ReactNode {
  const site = useSite();
  return <Answered query={site}>{(it) => <Overview siteId={it.site.id} />}</Answered>;
}

/** How much of the process log the overview shows. */
const entriesShown = 3;

/** For the coordinator: what waits for the site, then what is new. */
function Overview(it: { readonly siteId: string }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const params = { siteId: it.siteId };
  const site = useAnswer(getSite, { params });
  const feedback = useAnswer(listFeedback, { params });
  const findings = useAnswer(listFindings, { params });
  const given = useAnswer(listGivenFeedback, {});
  const entries = useAnswer(listEntries, { params });
  const newest = entries.data?.entries.slice(0, entriesShown) ?? [];
  const open = findings.data?.findings.filter((one) => one.abilities.discuss && one.discussions.length === 0) ?? [];
  const fromElsewhere = given.data?.feedback.filter((one) => one.siteId !== it.siteId) ?? [];
  return (
    <Answered query={site}>
      {(view) => (
        <Page title={t("evaluation.site.title")} lead={<Duties site={view} />} width="mid">
          <SiteParts site={view} />
          <Section title={t("evaluation.overview.waiting")}>
            <Answered query={feedback}>
              {(answer) => {
                const waiting = waitsForSite(answer.feedback);
                return waiting.length + open.length === 0 ? (
                  <Empty>{t("evaluation.overview.nothing")}</Empty>
                ) : (
                  <List>
                    {waiting.map((one, index) => (
                      <FeedbackRow key={one.id} feedback={one} isNext={index === 0} />
                    ))}
                    {open.length > 0 && (
                      <ListRow>
                        <p>
                          <Link kind="name" to={pathOfPart(it.siteId, "findings")}>
                            {t("evaluation.overview.findings", { n: open.length })}
                          </Link>
                        </p>
                      </ListRow>
                    )}
                  </List>
                );
              }}
            </Answered>
          </Section>
          {newest.length > 0 && (
            <Section
              title={t("evaluation.overview.newest")}
              beside={<Link to={pathOfPart(it.siteId, "process")}>{t("evaluation.overview.all_entries")}</Link>}
            >
              <List>
                {newest.map((entry) => (
                  <ListRow key={entry.id} at={f.when(entry.happenedOn).at}>
                    <p>{entry.event}</p>
                  </ListRow>
                ))}
              </List>
            </Section>
          )}
          {fromElsewhere.length > 0 && (
            <Section title={t("evaluation.overview.forum")} note={t("evaluation.overview.forum_note")}>
              <List>
                {fromElsewhere.map((one) => (
                  <FeedbackRow key={one.id} feedback={one} showsSite />
                ))}
              </List>
            </Section>
          )}
        </Page>
      )}
    </Answered>
  );
}

function Given(): ReactNode {
  const t = useTexts();
  const given = useAnswer(listGivenFeedback, {});
  return (
    <Page title={t("evaluation.given.title")} lead={t("evaluation.given.lead")} width="mid">
      <Answered query={given}>
        {(answer) =>
          answer.feedback.length === 0 ? (
            <Empty>{t("evaluation.given.empty")}</Empty>
          ) : (
            <List>
              {answer.feedback.map((one) => (
                <FeedbackRow key={one.id} feedback={one} showsSite isBelowTitle />
              ))}
            </List>
          )
        }
      </Answered>
    </Page>
  );
}
