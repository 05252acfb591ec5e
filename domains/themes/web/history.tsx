import type { ReactNode } from "react";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import type { HistoryEntry } from "../contract.ts";

/** Who did what when, each in a sentence; the newest first. */
export function HistoryOfTheme(it: { readonly history: readonly HistoryEntry[] }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const sentence = (entry: HistoryEntry) => {
    const day = (name: string) => (typeof entry.params[name] === "string" ? f.dayWithYear(entry.params[name]) : "");
    return t(`themes.history.${entry.kind}`, {
      group: "",
      other: "",
      measure: "",
      theme: "",
      pattern: "",
      site: "",
      before: "",
      level: "",
      reply: "",
      organisation: "",
      n: 0,
      ...entry.params,
      by: entry.by ?? t("themes.history.nobody"),
      body: entry.bodyName ?? t("themes.history.who_body"),
      dueOn: day("dueOn"),
      meetingOn: day("meetingOn"),
    });
  };
  return (
    <Fold summary={t("themes.history.title")}>
      <List label={t("themes.history.title")}>
        {it.history.map((entry, index) => (
          <ListRow key={`${entry.kind} ${entry.on} ${index}`} at={f.dayWithYear(entry.on)}>
            <p>{sentence(entry)}</p>
            {entry.sentence !== null && <p className="small muted">{entry.sentence}</p>}
            {entry.reason !== null && <p className="small muted">{entry.reason}</p>}
          </ListRow>
        ))}
      </List>
    </Fold>
  );
}
