import { type ReactNode, useState } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold, Story } from "../../../platform/web/page/list.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { type EntryView, listHistory } from "../contract.ts";
import { useStrategyWords } from "./words.ts";

/** What happened when, asked for once somebody looks. */
export function HistoryFold(it: { readonly subject: "framework" | "agreement" | "phase" | "measure" }): ReactNode {
  const t = useTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <Fold summary={t("strategy.history")} word={t("strategy.open")} onOpen={() => setOpen(true)}>
      {isOpen && <Found subject={it.subject} />}
    </Fold>
  );
}

function Found(it: { readonly subject: "framework" | "agreement" | "phase" | "measure" }): ReactNode {
  const history = useAnswer(listHistory, { query: { subject: it.subject } });
  return <Answered query={history}>{(found) => <Entries entries={found.entries} />}</Answered>;
}

export function Entries(it: { readonly entries: readonly EntryView[] }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const words = useStrategyWords();
  if (it.entries.length === 0) return <Empty>{t("strategy.history_none")}</Empty>;
  return (
    <Story
      label={t("strategy.history")}
      entries={it.entries.map((entry) => ({
        key: entry.id,
        date: f.day(entry.on),
        kind: words.entry(entry),
        ...(entry.text === null
          ? {}
          : {
              text:
                entry.kind === "changed" ? (
                  t("strategy.entry.was_called", { name: entry.text })
                ) : (
                  <span className="lines">{entry.text}</span>
                ),
            }),
        small: entry.by,
        isMilestone: entry.kind === "decided" || entry.kind === "reached" || entry.kind === "signed" || entry.kind === "entered",
      }))}
    />
  );
}
