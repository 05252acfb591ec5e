import type { ReactNode } from "react";
import { Figure, Protected, ProtectedWord } from "../../../platform/web/figure/figure.tsx";
import { MedianBars, MedianBarsTable } from "../../../platform/web/figure/median-bars.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { BigNumber, Counts } from "../../../platform/web/page/panel.tsx";
import { useLabel, useTexts } from "../../../platform/web/texts.ts";
import { useSite } from "../../network/web/index.ts";
import type { Evidence, Metric, ShownCount } from "../contract.ts";

type Theme = { readonly evidence: Evidence; readonly metric: Metric | null };

/** "Integrationskurs: von berechtigt bis begonnen" */
export function useMetricWords(): (metric: Metric) => string {
  const t = useTexts();
  const label = useLabel(useSite().data?.vocabularies);
  return (metric) =>
    t("themes.theme.waiting", {
      service: label("service", metric.service),
      from: label("milestone_event", metric.fromEvent),
      to: label("milestone_event", metric.toEvent),
    });
}

/** The one number of a theme, with what it counts. */
export function MedianInWords(it: { readonly theme: Theme }): ReactNode {
  const t = useTexts();
  const words = useMetricWords();
  const { waiting } = it.theme.evidence;
  const all = waiting?.groups.find((group) => group.group === "all");
  if (!waiting || !all || all.isProtected || all.cases === null) return null;
  if (!all.isReached || all.weeks === null) return <p>{t("themes.theme.still_more_than_half")}</p>;
  return (
    <BigNumber value={all.weeks} unit={t("themes.theme.weeks", { n: all.weeks })}>
      {words(waiting.metric)}. {t("themes.theme.median_note", { cases: all.cases })}
    </BigNumber>
  );
}

export function EvidenceOfTheme(it: { readonly theme: Theme }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const words = useMetricWords();
  const { evidence } = it.theme;
  const { minimum, waiting } = evidence;
  const shown = (count: ShownCount) => (count.count === null ? <ProtectedWord /> : f.number(count.count));
  const groups = waiting && waiting.groups.length > 1 ? waiting.groups : [];
  const rows = groups.map((group) =>
    group.isProtected || group.cases === null
      ? ({ label: t.maybe(`themes.theme.group.${group.group}`) ?? group.group, isProtected: true } as const)
      : {
          label: t.maybe(`themes.theme.group.${group.group}`) ?? group.group,
          isOurs: group.group !== "all",
          median: group.weeks,
          middle:
            group.quarterWeeks !== null && group.threeQuarterWeeks !== null
              ? ([group.quarterWeeks, group.threeQuarterWeeks] as const)
              : null,
          cases: group.cases,
        },
  );
  return (
    <Section title={t("themes.theme.what_we_know")}>
      <Counts
        items={[
          { label: t("themes.theme.count.reports"), value: shown(evidence.reports) },
          { label: t("themes.theme.count.towns"), value: shown(evidence.towns) },
          { label: t("themes.theme.count.organisations"), value: shown(evidence.organisations) },
          ...(evidence.cases.count !== null || evidence.cases.isProtected
            ? [{ label: t("themes.theme.count.cases"), value: shown(evidence.cases) }]
            : []),
        ]}
      />
      {evidence.firstReportedOn !== null && evidence.lastReportedOn !== null && (
        <p>
          {t("themes.theme.first_report", { first: f.dayWithYear(evidence.firstReportedOn), last: f.dayWithYear(evidence.lastReportedOn) })}
        </p>
      )}
      {waiting && rows.length > 0 && (
        <Figure
          title={words(waiting.metric)}
          caption={
            waiting.known !== null && waiting.of !== null ? t("themes.theme.complete", { known: waiting.known, of: waiting.of }) : undefined
          }
          table={<MedianBarsTable title={words(waiting.metric)} rows={rows} />}
        >
          <MedianBars title={words(waiting.metric)} description={words(waiting.metric)} unit="weeks" rows={rows} minimum={minimum} />
        </Figure>
      )}
      {waiting && rows.length === 0 && waiting.known !== null && waiting.of !== null && (
        <p className="small muted">{t("themes.theme.complete", { known: waiting.known, of: waiting.of })}</p>
      )}
      <ByTown evidence={evidence} />
      {evidence.seeMore.length > 0 && (
        <Protected minimum={minimum}>
          {t("themes.theme.protected_why")} {evidence.seeMore.map((way) => t(`themes.theme.see.${way}`)).join(" ")}
        </Protected>
      )}
    </Section>
  );
}

function ByTown(it: { readonly evidence: Evidence }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const site = useSite();
  if (it.evidence.byTown.length < 2) return null;
  return (
    <Fold summary={t("themes.theme.by_town")}>
      <table className="tab">
        <caption className="small muted">{t("themes.theme.by_town")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("themes.theme.town")}</th>
            <th scope="col" className="r">
              {t("themes.theme.count.reports")}
            </th>
          </tr>
        </thead>
        <tbody>
          {it.evidence.byTown.map((row) => (
            <tr key={row.townId ?? "none"}>
              <th scope="row">{site.data?.towns.find((town) => town.id === row.townId)?.name ?? t("themes.theme.no_town")}</th>
              <td className="r">{row.reports.count === null ? <ProtectedWord /> : f.number(row.reports.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Fold>
  );
}
