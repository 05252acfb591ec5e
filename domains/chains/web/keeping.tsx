import { type ReactNode, useState } from "react";
import { problemOf } from "../../../platform/web/api.ts";
import { Checkbox } from "../../../platform/web/form/choice.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Note } from "../../../platform/web/page/panel.tsx";
import { useTexts } from "../../../platform/web/texts.ts";

/** What could make somebody recognisable in the texts of a chain: written anew, or kept on purpose. */
export function useKeeping(): {
  readonly keptWords: string[];
  readonly sending: <T>(send: () => Promise<T>) => Promise<T>;
  readonly note: ReactNode;
} {
  const t = useTexts();
  const f = useFormat();
  const [marked, setMarked] = useState<readonly string[]>([]);
  const [isKept, setKept] = useState(false);
  return {
    keptWords: isKept ? [...marked] : [],
    sending: async (send) => {
      try {
        return await send();
      } catch (error) {
        const fields = problemOf(error).fields.filter((field) => field.code === "marked");
        if (fields.length > 0) {
          setMarked((before) => [...new Set([...(isKept ? before : []), ...fields.map((field) => String(field.params?.["words"] ?? ""))])]);
          setKept(false);
        }
        throw error;
      }
    },
    note:
      marked.length === 0 ? null : (
        <Note tone="due" title={t("chains.marked.title")}>
          <p>{t("chains.marked.words", { words: f.list(marked.map((one) => `„${one}“`)) })}</p>
          <Checkbox label={t("chains.marked.keep")} isChecked={isKept} onChange={setKept} />
        </Note>
      ),
  };
}
