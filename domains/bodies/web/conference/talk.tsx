import { type ReactNode, useState } from "react";
import { problemOf } from "../../../../platform/web/api.ts";
import { Checkbox } from "../../../../platform/web/form/choice.tsx";
import { Note } from "../../../../platform/web/page/panel.tsx";
import { useTexts } from "../../../../platform/web/texts.ts";
import type { CaseTalk } from "../../contract.ts";

/** What speaks of one case, and where it belongs instead. */
export function TalkNote(it: { readonly talk: readonly CaseTalk[] }): ReactNode {
  const t = useTexts();
  if (it.talk.length === 0) return null;
  const kinds = [...new Set(it.talk.map((one) => one.kind))];
  return (
    <div className="talk small">
      {kinds.map((kind) => (
        <p key={kind}>
          {t.rich(`bodies.conference.talk.${kind}`, {
            words: it.talk
              .filter((one) => one.kind === kind)
              .map((one) => `„${one.words}“`)
              .join(", "),
          })}
        </p>
      ))}
    </div>
  );
}

/** Words with their marked places visible. */
export function Marked(it: { readonly text: string; readonly talk: readonly CaseTalk[] }): ReactNode {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const one of it.talk) {
    if (one.end > it.text.length) continue;
    parts.push(it.text.slice(at, one.start), <mark key={one.start}>{it.text.slice(one.start, one.end)}</mark>);
    at = one.end;
  }
  return (
    <>
      {parts}
      {it.text.slice(at)}
    </>
  );
}

export type Keeping = {
  /** What the writer wants to leave as it is. */
  readonly keptWords: string[];
  /** Sends; learns which places were marked if it is refused. */
  readonly sending: <T>(send: () => Promise<T>) => Promise<T>;
  readonly note: ReactNode;
};

/** A form whose words pass the check: what is marked is changed, or kept on purpose. */
export function useKeeping(): Keeping {
  const t = useTexts();
  const [marked, setMarked] = useState<readonly string[]>([]);
  const [isKept, setKept] = useState(false);
  return {
    keptWords: isKept ? [...marked] : [],
    sending: async (send) => {
      try {
        const answer = await send();
        setMarked([]);
        setKept(false);
        return answer;
      } catch (error) {
        const fields = problemOf(error).fields.filter((field) => field.code === "marked");
        if (fields.length > 0) {
          setMarked([...new Set(fields.map((field) => String(field.params?.["words"] ?? "")))]);
          setKept(false);
        }
        throw error;
      }
    },
    note:
      marked.length === 0 ? null : (
        <Note tone="due">
          <p>{t("bodies.conference.marked", { words: marked.map((one) => `„${one}“`).join(", ") })}</p>
          <Checkbox label={t("bodies.conference.keep")} isChecked={isKept} onChange={setKept} />
        </Note>
      ),
  };
}
