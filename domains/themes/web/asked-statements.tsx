import type { ReactNode } from "react";
import { useAnswer } from "../../../platform/web/answers.tsx";
import { Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { getOwnHome } from "../contract.ts";

/** On home: what the reader's organisation is asked to say, before it is decided. */
export function AskedStatements(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const home = useAnswer(getOwnHome, {});
  const open = home.data?.statements ?? [];
  if (open.length === 0) return null;
  return (
    <Section title={t("themes.statement.asked")}>
      <List>
        {open.map((statement) => (
          <ListRow key={statement.id} {...f.when(statement.dueOn)}>
            <p>
              <Link kind="name" to={`/statements/${statement.id}`}>
                {statement.themeTitle}
              </Link>
            </p>
            {statement.question !== null && <p className="small muted">{statement.question}</p>}
          </ListRow>
        ))}
      </List>
    </Section>
  );
}
