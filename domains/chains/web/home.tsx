import type { ReactNode } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { Link } from "../../../platform/web/form/button.tsx";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { listChains } from "../contract.ts";
import { useChainWords } from "./words.ts";

/** So many stand on the first page; the rest is one link away. */
const most = 3;

export function ChainsOnHome(): ReactNode {
  const t = useTexts();
  const words = useChainWords([]);
  const chains = useAnswer(listChains, {});
  return (
    <Section title={t("chains.list.title")} gap="s" beside={<Link to="/chains">{t("chains.home.all")}</Link>}>
      <Answered query={chains}>
        {(answer) => (
          <List label={t("chains.list.title")}>
            {answer.chains.slice(0, most).map((chain) => {
              const last = chain.versions.at(-1);
              return (
                <ListRow key={chain.id}>
                  <p>
                    <Link kind="name" to={`/chains/${chain.id}`}>
                      {chain.title}
                    </Link>
                  </p>
                  {last && <p className="small muted">{`${words.versionOf(last)}, ${words.stateOf(last)}`}</p>}
                </ListRow>
              );
            })}
          </List>
        )}
      </Answered>
    </Section>
  );
}
