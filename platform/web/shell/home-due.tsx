import { type ReactNode, useCallback, useState } from "react";
import type { DueFound, DueRow } from "../due.ts";
import { Button, Link } from "../form/button.tsx";
import { useFormat } from "../formats.ts";
import { List, ListRow } from "../page/list.tsx";
import { Section } from "../page/page.tsx";
import { Slot } from "../slots.tsx";
import { useTexts } from "../texts.ts";
import { useIsNarrow } from "../width.ts";

const first = { wide: 8, phone: 5 } as const;

/** One list instead of one for each domain: the earliest day first, whoever it comes from. Nothing due, nothing shown. */
export function HomeDue(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const [found, setFound] = useState<Readonly<Record<string, readonly DueRow[]>>>({});
  const [isWhole, setWhole] = useState(false);
  const onFound: DueFound = useCallback((from, rows) => setFound((before) => ({ ...before, [from]: rows })), []);
  const rows = Object.values(found)
    .flat()
    .toSorted((a, b) => (a.dueOn ?? "9999").localeCompare(b.dueOn ?? "9999") || a.key.localeCompare(b.key));
  const most = first[useIsNarrow() ? "phone" : "wide"];
  const shown = isWhole || rows.length <= most + 1 ? rows : rows.slice(0, most);
  return (
    <>
      <Slot name="homeDue" props={{ onFound }} />
      {rows.length > 0 && (
        <Section title={t("platform.home.due")} gap="s">
          <List label={t("platform.home.due")}>
            {shown.map((row) => (
              <ListRow key={row.key} {...(row.dueOn === null ? { at: t("platform.home.no_day") } : f.when(row.dueOn))}>
                <p>
                  <Link kind="name" to={row.to}>
                    {row.title}
                  </Link>
                </p>
                <p className="small muted">{row.note}</p>
              </ListRow>
            ))}
          </List>
          {shown.length < rows.length && (
            <p>
              <Button kind="link" onPress={() => setWhole(true)}>
                {t("platform.list.all", { n: rows.length })}
              </Button>
            </p>
          )}
        </Section>
      )}
    </>
  );
}
