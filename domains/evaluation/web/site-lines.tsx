import type { ReactNode } from "react";
import { useAnswer } from "../../../platform/web/answers.tsx";
import { Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import { listSites, type SiteRow } from "../contract.ts";
import { pathOfPart } from "./site-frame.tsx";

/** What the accompaniment adds to a site on the page of all sites. */
export function ProgrammeSiteLines(it: { readonly siteId: string }): ReactNode {
  const t = useTexts();
  const sites = useAnswer(listSites, {});
  const site = sites.data?.sites.find((one) => one.siteId === it.siteId);
  if (!site) return null;
  return (
    <div className="stack stack-xs">
      {site.lastEntry !== null && <LastEntry site={site} />}
      <SiteFacts site={site} />
      <p className="small">
        <Link to={pathOfPart(site.siteId, "process")}>{t("evaluation.sites.open", { site: site.name })}</Link>
      </p>
    </div>
  );
}

export function LastEntry(it: { readonly site: SiteRow }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { lastEntry } = it.site;
  return (
    <p>
      {lastEntry === null
        ? t("evaluation.sites.no_entry")
        : t("evaluation.sites.last_entry", {
            day: f.dayWithYear(lastEntry.happenedOn),
            event: lastEntry.event,
            isNote: lastEntry.isShared ? "no" : "yes",
          })}
    </p>
  );
}

/** What waits there, in words; nothing when nothing does. */
export function SiteFacts(it: { readonly site: SiteRow }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { site } = it;
  const facts = [
    ...site.atSite.map((one) =>
      one.isAnswered
        ? t("evaluation.sites.answered", { title: one.title })
        : t("evaluation.sites.at_site", { title: one.title, n: one.dayNumber, isOver: one.dayNumber > 14 ? "yes" : "no" }),
    ),
    ...(site.disputed === 0 ? [] : [t("evaluation.sites.disputed", { n: site.disputed })]),
    ...(site.withoutConsequence === 0 ? [] : [t("evaluation.sites.without_consequence", { n: site.withoutConsequence })]),
    ...(site.invitations === 0 ? [] : [t("evaluation.sites.invited", { n: site.invitations })]),
    ...(site.lastAdviceOn === null ? [] : [t("evaluation.sites.last_advice", { day: f.dayWithYear(site.lastAdviceOn) })]),
  ];
  return facts.length === 0 ? null : <p className="small">{facts.join(" · ")}</p>;
}
