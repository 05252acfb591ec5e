import { type ReactNode, useState } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page, Section } from "../../../platform/web/page/page.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { Table } from "../../../platform/web/page/table.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import { listReleasedChains, openReleasedChain, type ReleasedChain, type ReleasedFigures } from "../contract.ts";
import { ChainTables, ElementDetails } from "./details.tsx";
import { usePassageColumns } from "./passages.tsx";
import { Swimlanes } from "./swimlanes.tsx";
import { type ChainWords, useChainWords, useElementNames } from "./words.ts";

export function ReleasedChainsPage(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const chains = useAnswer(listReleasedChains, {});
  return (
    <Page title={t("chains.released.title")} lead={t("chains.released.lead")} width="mid">
      <Answered query={chains}>
        {(answer) =>
          answer.chains.length === 0 ? (
            <Empty>{t("chains.released.empty")}</Empty>
          ) : (
            <List>
              {answer.chains.map((chain) => (
                <ListRow key={chain.id}>
                  <p>
                    <Link kind="name" to={`/released-chains/${chain.id}`}>
                      {chain.title}
                    </Link>
                  </p>
                  {chain.aim !== "" && <p>{chain.aim}</p>}
                  <p className="small muted">
                    {chain.siteName} · {t("chains.released.since", { day: f.dayWithYear(chain.releasedOn) })}
                  </p>
                </ListRow>
              ))}
            </List>
          )
        }
      </Answered>
    </Page>
  );
}

export function ReleasedChainPage(): ReactNode {
  const t = useTexts();
  const { chainId } = usePath("chainId");
  const chain = useAnswer(openReleasedChain, { params: { chainId } });
  return (
    <Answered query={chain}>
      {(it) => (
        <Page
          title={it.title}
          lead={it.aim === "" ? it.siteName : `${it.siteName}: ${it.aim}`}
          crumbs={[{ to: "/released-chains", label: t("chains.released.title") }]}
        >
          {it.versions.toReversed().map((version) => (
            <Version key={version.id} chain={it} version={version} />
          ))}
        </Page>
      )}
    </Answered>
  );
}

function Version(it: { readonly chain: ReleasedChain; readonly version: ReleasedChain["versions"][number] }): ReactNode {
  const words = useChainWords(it.chain.lanes);
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const { document } = it.version;
  const nameOf = useElementNames(document, words);
  return (
    <Section title={words.versionOf(it.version)} note={words.stateOf(it.version)}>
      <Swimlanes document={document} words={words} selectedId={selectedId} onSelect={setSelectedId} />
      <ElementDetails document={document} words={words} id={selectedId} />
      <ChainTables document={document} words={words} />
      {it.version.figures && <Figures figures={it.version.figures} words={words} nameOf={nameOf} />}
    </Section>
  );
}

/** As the site showed them on one day: parts of the way, each with what it was measured by. */
function Figures(it: {
  readonly figures: ReleasedFigures;
  readonly words: ChainWords;
  readonly nameOf: (id: string) => string;
}): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { figures } = it;
  const columns = usePassageColumns(it);
  return (
    <Section
      title={t("chains.measured.durations")}
      note={t("chains.released.figures_note", { shown: f.dayWithYear(figures.shownOn), period: f.period(figures.fromOn, figures.untilOn) })}
    >
      <Table
        caption={t("chains.measured.durations")}
        isCaptionHidden
        onPhone="flow"
        rows={figures.passages}
        rowKey={(row) => `${row.element} ${row.id ?? ""}`}
        columns={[columns.what, columns.median, columns.middle, columns.cases, columns.complete]}
      />
    </Section>
  );
}
