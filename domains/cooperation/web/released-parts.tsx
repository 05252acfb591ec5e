import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { Link } from "../../../platform/web/form/button.tsx";
import { Select } from "../../../platform/web/form/choice.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Row, Section } from "../../../platform/web/page/page.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import { getReleasedChances, getReleasedStructures, listReleasedCooperation, type ReleasedSite, type TargetGroup } from "../contract.ts";
import { MeasureSection } from "./chance-figures.tsx";
import { Coverage, StructureFacts } from "./coverage.tsx";
import { Frame } from "./frame.tsx";
import { useReleasedWords } from "./words.ts";

type Part = "structures" | "chances";
const pathOf = (part: Part, siteId: string) => `/cooperation/${part}?site=${siteId}`;
const hasReleased: Readonly<Record<Part, (site: ReleasedSite) => boolean>> = {
  structures: (site) => site.structuresOn !== null,
  chances: (site) => site.years.length > 0,
};

/** One site after the other: they are not ranked beside each other. */
function OfSites(it: { readonly part: Part; readonly children: (site: ReleasedSite) => ReactNode }): ReactNode {
  const t = useTexts();
  const navigate = useNavigate();
  const { site: wanted } = useSearch({ strict: false }) as { site?: string };
  const released = useAnswer(listReleasedCooperation, {});
  return (
    <Answered query={released}>
      {(answer) => {
        const sites = answer.sites.filter(hasReleased[it.part]);
        const shown = sites.find((site) => site.siteId === wanted) ?? sites[0];
        if (!shown) return <Empty>{t(`cooperation.team.no_${it.part}`)}</Empty>;
        return (
          <>
            {wanted !== undefined && wanted !== shown.siteId && <p>{t("cooperation.team.site_without")}</p>}
            <Select
              label={t("cooperation.team.site")}
              value={shown.siteId}
              onChange={(siteId) => void navigate({ to: pathOf(it.part, siteId ?? "") })}
              options={sites.map((site) => ({ value: site.siteId, label: site.siteName }))}
            />
            {it.children(shown)}
          </>
        );
      }}
    </Answered>
  );
}

/** The counselling structures that a site released to the scientific team. */
export function ReleasedStructures(): ReactNode {
  const t = useTexts();
  return (
    <Frame part="structures" lead={t("cooperation.team.structures_lead")} width="wide">
      <OfSites part="structures">{(site) => <StructuresOf key={site.siteId} siteId={site.siteId} />}</OfSites>
    </Frame>
  );
}

function StructuresOf(it: { readonly siteId: string }): ReactNode {
  const [group, setGroup] = useState<TargetGroup | null>(null);
  const query = group === null ? {} : { targetGroup: group };
  const structures = useAnswer(getReleasedStructures, { params: { siteId: it.siteId }, query }, { keep: true });
  return <Answered query={structures}>{(found) => <StructuresFound found={found} group={group} onGroup={setGroup} />}</Answered>;
}

function StructuresFound(it: {
  readonly found: AnswerOf<typeof getReleasedStructures>;
  readonly group: TargetGroup | null;
  readonly onGroup: (group: TargetGroup | null) => void;
}): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { found } = it;
  const words = useReleasedWords(found.words);
  return (
    <>
      <p className="small muted">{t("cooperation.team.read_since", { site: found.siteName, day: f.dayWithYear(found.releasedOn) })}</p>
      {found.structures.length > 0 && <Coverage found={found} words={words} group={it.group} onGroup={it.onGroup} />}
      <Section title={t("cooperation.structures.all", { n: found.structures.length })}>
        {found.structures.length === 0 ? (
          <Empty>{t("cooperation.team.structures_none")}</Empty>
        ) : (
          <List>
            {found.structures.map((structure) => (
              <ListRow key={structure.id}>
                <StructureFacts structure={structure} words={words} />
              </ListRow>
            ))}
          </List>
        )}
      </Section>
    </>
  );
}

/** Who gets in at a site and who does not, as the site showed it to the scientific team. */
export function ReleasedChances(): ReactNode {
  const t = useTexts();
  return (
    <Frame part="chances" lead={t("cooperation.chances.lead")}>
      <OfSites part="chances">{(site) => <YearsOf key={site.siteId} site={site} />}</OfSites>
    </Frame>
  );
}

function YearsOf(it: { readonly site: ReleasedSite }): ReactNode {
  const t = useTexts();
  const [wanted, setWanted] = useState<string | null>(null);
  const { siteId, years } = it.site;
  const year = years.find((one) => String(one.year) === wanted)?.year ?? years[0]!.year;
  const chances = useAnswer(getReleasedChances, { params: { siteId, year } }, { keep: true });
  return (
    <>
      <Select
        label={t("cooperation.chances.year")}
        value={String(year)}
        onChange={setWanted}
        options={years.map((one) => ({ value: String(one.year), label: String(one.year) }))}
      />
      <Answered query={chances}>{(found) => <ChancesFound found={found} />}</Answered>
    </>
  );
}

function ChancesFound(it: { readonly found: AnswerOf<typeof getReleasedChances> }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { found } = it;
  const words = useReleasedWords(found.words);
  return (
    <>
      <p className="small muted">
        {t("cooperation.team.read_as_of", { site: found.siteName, day: f.dayWithYear(found.shownOn) })}{" "}
        {found.population === null
          ? t("cooperation.chances.no_population")
          : t("cooperation.chances.population", { source: found.population.source, day: f.dayWithYear(found.population.asOfOn) })}{" "}
        {t("cooperation.chances.minimum", { n: found.minimum })}
      </p>
      {found.measures.map((one) => (
        <MeasureSection key={one.measure} measure={one} words={words} />
      ))}
    </>
  );
}

/** What a site released of its cooperation, on the page of all sites. */
export function ReleasedLines(it: { readonly siteId: string }): ReactNode {
  const t = useTexts();
  const released = useAnswer(listReleasedCooperation, {});
  const site = released.data?.sites.find((one) => one.siteId === it.siteId);
  if (!site) return null;
  const parts = (["structures", "chances"] as const).filter((part) => hasReleased[part](site));
  return (
    <Row>
      {parts.map((part) => (
        <p key={part} className="small">
          <Link to={pathOf(part, site.siteId)}>{t(`cooperation.team.link_${part}`, { site: site.siteName })}</Link>
        </p>
      ))}
    </Row>
  );
}
