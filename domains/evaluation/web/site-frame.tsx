import "./evaluation.css";
import type { ReactNode } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Page } from "../../../platform/web/page/page.tsx";
import { Parts } from "../../../platform/web/page/parts.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import { getSite, type SiteView } from "../contract.ts";

export const siteParts = ["process", "findings", "advice", "feedback", "releases"] as const;
export type SitePart = (typeof siteParts)[number];

export function pathOfPart(siteId: string, part: SitePart): string {
  return `/evaluation/sites/${siteId}/${part}`;
}

/** Head and parts of one site, alike for the team and for the site itself. */
export function SiteFrame(it: { readonly part: SitePart; readonly children: (site: SiteView) => ReactNode }): ReactNode {
  const t = useTexts();
  const { siteId } = usePath("siteId");
  const site = useAnswer(getSite, { params: { siteId } });
  return (
    <Answered query={site} notFound={<Page title={t("evaluation.site.gone")} lead={<Link to="/">{t("evaluation.site.home")}</Link>} />}>
      {(view) => (
        <Page
          title={view.abilities.isTeam ? view.name : t("evaluation.site.title")}
          windowTitle={t(`evaluation.part.${it.part}`)}
          lead={<Duties site={view} />}
          crumbs={[{ to: "/evaluation", label: view.abilities.isTeam ? t("evaluation.nav.sites") : t("evaluation.site.overview") }]}
          width="mid"
        >
          <SiteParts site={view} />
          {it.children(view)}
        </Page>
      )}
    </Answered>
  );
}

export function SiteParts(it: { readonly site: SiteView }): ReactNode {
  const t = useTexts();
  const shown = siteParts.filter((part) => part !== "advice" || it.site.abilities.readAdvice);
  return (
    <Parts
      label={t("evaluation.site.parts")}
      items={shown.map((part) => ({ to: pathOfPart(it.site.siteId, part), label: t(`evaluation.part.${part}`) }))}
    />
  );
}

/** "Judith Berg berät, Monika Keller bewertet diesen Standort." */
export function Duties(it: { readonly site: SiteView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const namesOf = (duty: "coach" | "rater") =>
    it.site.assignments.filter((one) => one.duty === duty && one.untilOn === null).map((one) => one.name);
  const sentences = (["coach", "rater"] as const).flatMap((duty) => {
    const names = namesOf(duty);
    return names.length === 0 ? [] : [t(`evaluation.duty.sentence.${duty}`, { names: f.list(names), n: names.length })];
  });
  return sentences.length === 0 ? t("evaluation.duty.none") : sentences.join(" ");
}
