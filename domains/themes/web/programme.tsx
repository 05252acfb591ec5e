import type { ReactNode } from "react";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Link } from "../../../platform/web/form/button.tsx";
import { Page, Section } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { Slot } from "../../../platform/web/slots.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { getProgrammeOverview } from "../contract.ts";

type Site = AnswerOf<typeof getProgrammeOverview>["sites"][number];

export function ProgrammeTitle(): ReactNode {
  const t = useTexts();
  const overview = useAnswer(getProgrammeOverview, {});
  return (
    <Page
      title={t("themes.programme.title")}
      lead={overview.data ? t("themes.programme.lead", { n: overview.data.sites.length }) : undefined}
    />
  );
}

/** For whoever leads the programme, what waits for an answer comes before who is quiet. */
export function LandTitle(): ReactNode {
  const t = useTexts();
  const overview = useAnswer(getProgrammeOverview, {});
  const { toReply = [], sites = [] } = overview.data ?? {};
  return (
    <Page
      title={overview.data ? t("themes.land_home.title", { n: toReply.length }) : t("themes.escalated.title")}
      lead={overview.data ? t("themes.programme.lead", { n: sites.length }) : undefined}
    />
  );
}

/** Themes that sites cannot solve and that no reply has ended, the longest waiting first. */
export function ThemesToReply(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const overview = useAnswer(getProgrammeOverview, {});
  return (
    <Section title={t("themes.escalated.title")} beside={<Link to="/escalated">{t("themes.land_home.all")}</Link>}>
      <Answered query={overview}>
        {({ toReply }) =>
          toReply.length === 0 ? (
            <Empty>{t("themes.land_home.none")}</Empty>
          ) : (
            <List label={t("themes.escalated.title")}>
              {toReply.map((theme) => (
                <ListRow key={theme.id} at={f.day(theme.escalatedOn)} note={f.relative(theme.escalatedOn)}>
                  <p>
                    <Link kind="name" to={`/escalated/${theme.id}`}>
                      {theme.title}
                    </Link>
                  </p>
                  <p className="small muted">{theme.siteName}</p>
                </ListRow>
              ))}
            </List>
          )
        }
      </Answered>
    </Section>
  );
}

/** The quiet sites first; no ranking, no colour by result. */
export function Programme(): ReactNode {
  const t = useTexts();
  const overview = useAnswer(getProgrammeOverview, {});
  return (
    <Section title={t("themes.programme.sites")}>
      <Answered query={overview}>
        {(it) => (
          <List>
            {it.sites.map((site) => (
              <SiteRow key={site.siteId} site={site} />
            ))}
          </List>
        )}
      </Answered>
    </Section>
  );
}

function SiteRow(it: { readonly site: Site }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { site } = it;
  const themes = site.themes.flatMap((row) =>
    row.themes.count === null || row.themes.count === 0 ? [] : [`${row.themes.count} ${t(`themes.state.${row.state}`)}`],
  );
  const facts = [
    site.phaseSinceOn === null
      ? t("themes.programme.phase", { n: site.phase })
      : `${t("themes.programme.phase", { n: site.phase })} ${t("themes.programme.since", { month: f.month(site.phaseSinceOn) })}`,
    ...(site.structureOnly ? [t("themes.programme.structure_only")] : []),
  ];
  return (
    <ListRow>
      <p>
        <b>{site.name}</b> <span className="muted">{facts.join(", ")}</span>
      </p>
      <p>
        {site.lastActiveOn === null || site.lastEvent === null
          ? t("themes.programme.never")
          : t("themes.programme.last", {
              event: t.maybe(`themes.event.${site.lastEvent}`) ?? t("themes.nav.reports"),
              day: f.day(site.lastActiveOn),
            })}
        {site.quietWeeks !== null && `, ${t("themes.programme.quiet", { n: site.quietWeeks })}`}
      </p>
      {site.stuck.length === 0 ? (
        <p className="small muted">{t("themes.programme.moving")}</p>
      ) : (
        <p className="row row--tight">
          {site.stuck.map((reason) => (
            <Tag key={reason} tone="due">
              {reason === "measures_late" && !site.measuresLate.count
                ? t("themes.programme.stuck.some_measures_late")
                : t(`themes.programme.stuck.${reason}`, { n: site.measuresLate.count ?? 0 })}
            </Tag>
          ))}
        </p>
      )}
      {themes.length > 0 && <p className="small muted">{t("themes.programme.themes", { list: f.list(themes) })}</p>}
      <Slot name="programmeSite" props={{ siteId: site.siteId }} />
    </ListRow>
  );
}
