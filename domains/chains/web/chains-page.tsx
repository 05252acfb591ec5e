import type { ReactNode } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { Link, LinkButton } from "../../../platform/web/form/button.tsx";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page, Stack } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { type ChainRow, listChains, makeChainsSpreadsheet } from "../contract.ts";
import { useChainWords } from "./words.ts";

export function ChainsPage(): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const chains = useAnswer(listChains, {});
  const mayCreate = chains.data?.abilities.create === true;
  return (
    <Page
      title={t("chains.list.title")}
      lead={t("chains.list.lead")}
      width="mid"
      {...(mayCreate
        ? {
            action: (
              <LinkButton kind="primary" to="/chains/add">
                {t("chains.list.add")}
              </LinkButton>
            ),
          }
        : {})}
    >
      <Answered query={chains}>
        {(answer) =>
          answer.chains.length === 0 ? (
            <Empty>{t(mayCreate ? "chains.list.empty_coordinator" : "chains.list.empty")}</Empty>
          ) : (
            <Stack>
              <List>
                {answer.chains.map((chain) => (
                  <Chain key={chain.id} chain={chain} />
                ))}
              </List>
              <AsExcel endpoint={makeChainsSpreadsheet} request={{ query: { language } }} list={t("chains.list.title")} />
            </Stack>
          )
        }
      </Answered>
    </Page>
  );
}

function Chain(it: { readonly chain: ChainRow }): ReactNode {
  const t = useTexts();
  const words = useChainWords([]);
  const { chain } = it;
  const last = chain.versions.at(-1);
  return (
    <ListRow action={last && <Tag {...(last.state === "agreed" ? { tone: "good" as const } : {})}>{words.stateOf(last)}</Tag>}>
      <p>
        <Link kind="name" to={`/chains/${chain.id}`}>
          {chain.title}
        </Link>
      </p>
      {chain.aim !== "" && <p>{chain.aim}</p>}
      {last && (
        <p className="small muted">
          {words.versionOf(last)} · {t("chains.list.size", { steps: last.steps, interfaces: last.interfaces })}
        </p>
      )}
    </ListRow>
  );
}
