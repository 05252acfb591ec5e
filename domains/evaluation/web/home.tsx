import type { ReactNode } from "react";
import { useAnswer } from "../../../platform/web/answers.tsx";
import { Link } from "../../../platform/web/form/button.tsx";
import { type DueFound, useDueRows } from "../../../platform/web/due.ts";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { useSite } from "../../network/web/index.ts";
import { listFeedback, listGivenFeedback, listSites } from "../contract.ts";
import { pathOfPart } from "./site-frame.tsx";
import { waitsForSite } from "./waiting.ts";

/** What the team owes next: answers of sites to look at, invitations to meet. Nothing when nothing waits. */
export function TeamHome(): ReactNode {
  const t = useTexts();
  const sites = useAnswer(listSites, {});
  const waiting = (sites.data?.sites ?? []).flatMap((site) => [
    ...site.atSite
      .filter((one) => one.isAnswered || one.dayNumber > 14)
      .map((one) => ({
        key: one.id,
        to: pathOfPart(site.siteId, "feedback"),
        name: one.title,
        note: one.isAnswered ? t("evaluation.home.answered", { site: site.name }) : t("evaluation.home.check_over", { site: site.name }),
      })),
    ...(site.invitations === 0
      ? []
      : [
          {
            key: `invited ${site.siteId}`,
            to: pathOfPart(site.siteId, "releases"),
            name: site.name,
            note: t("evaluation.sites.invited", { n: site.invitations }),
          },
        ]),
  ]);
  if (waiting.length === 0) return null;
  return (
    <Section title={t("evaluation.home.team")}>
      <List>
        {waiting.map((one) => (
          <ListRow key={one.key}>
            <p>
              <Link kind="name" to={one.to}>
                {one.name}
              </Link>
            </p>
            <p className="small muted">{one.note}</p>
          </ListRow>
        ))}
      </List>
    </Section>
  );
}

/** What the team asks of the site: a check, a consequence. */
export function SiteDue({ onFound }: { readonly onFound: DueFound }): ReactNode {
  const t = useTexts();
  const site = useSite();
  const siteId = site.data?.site.id;
  const feedback = useAnswer(listFeedback, { params: { siteId: siteId ?? "" } }, { when: siteId !== undefined });
  const waiting = feedback.data && siteId !== undefined ? waitsForSite(feedback.data.feedback) : undefined;
  useDueRows(
    "evaluation",
    waiting?.map((one) => ({
      key: `evaluation ${one.id}`,
      dueOn: one.abilities.check ? one.dueOn : null,
      to: pathOfPart(siteId ?? "", "feedback"),
      title: one.title,
      note: one.abilities.check ? t("evaluation.feedback.check_day", { n: one.dayNumber ?? 1 }) : t("evaluation.home.consequence"),
    })),
    onFound,
  );
  return null;
}

/** What was given to a level: for those who lead the programme and those who sit in a body. */
export function GivenHome(): ReactNode {
  const t = useTexts();
  const given = useAnswer(listGivenFeedback, {});
  const newest = given.data?.feedback.slice(0, 3) ?? [];
  if (newest.length === 0) return null;
  return (
    <Section title={t("evaluation.given.title")} gap="s" beside={<Link to="/evaluation">{t("evaluation.home.all")}</Link>}>
      <List>
        {newest.map((one) => (
          <ListRow key={one.id}>
            <p>
              <Link kind="name" to="/evaluation">
                {one.title}
              </Link>
            </p>
            <p className="small muted">{one.siteName}</p>
          </ListRow>
        ))}
      </List>
    </Section>
  );
}
