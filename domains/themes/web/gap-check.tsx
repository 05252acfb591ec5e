import { type ReactNode, useState } from "react";
import { call } from "../../../platform/web/api.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Note } from "../../../platform/web/page/panel.tsx";
import { type TextKey, type Translate, useTexts } from "../../../platform/web/texts.ts";
import { type CheckedField, checkGapText, type GapMark, type KeptMark } from "../contract.ts";

export type CheckedWords = Partial<Record<CheckedField, string>>;

export type GapChecking = {
  readonly marks: readonly GapMark[];
  readonly kept: KeptMark[];
  readonly isClean: boolean;
  /** Asks the server; true when nothing is marked that the writer has not decided on. */
  readonly passes: (words: CheckedWords) => Promise<boolean>;
  readonly keep: (mark: GapMark) => void;
  /** After every change of the words: the old marks no longer lie where they were. */
  readonly forget: () => void;
};

const keyOf = (mark: { field: string; words: string }) => `${mark.field} ${mark.words}`;

export function useGapCheck(): GapChecking {
  const [marks, setMarks] = useState<readonly GapMark[]>([]);
  const [kept, setKept] = useState<KeptMark[]>([]);
  const [isClean, setClean] = useState(false);
  return {
    marks: marks.filter((mark) => !kept.some((one) => keyOf(one) === keyOf(mark))),
    kept,
    isClean,
    passes: async (words) => {
      const body = { text: words.text ?? "", ...(words.title ? { title: words.title } : {}), ...(words.idea ? { idea: words.idea } : {}) };
      const answer = await call(checkGapText, { body });
      setMarks(answer.marks);
      const open = answer.marks.filter((mark) => !kept.some((one) => keyOf(one) === keyOf(mark)));
      setClean(open.length === 0);
      return open.length === 0;
    },
    keep: (mark) => setKept((before) => [...before, { field: mark.field, words: mark.words, keepMarked: true }]),
    forget: () => {
      setMarks([]);
      setClean(false);
    },
  };
}

function replacementOf(t: Translate, mark: GapMark): string {
  const code = mark.replacement?.code ?? "other";
  return t.maybe(`themes.replacement.${code}`, mark.replacement?.params ?? {}) ?? t("themes.replacement.other" satisfies TextKey);
}

/** What could make somebody recognisable: in its sentence, with what to do about it. */
export function GapCheck(it: {
  readonly check: GapChecking;
  readonly words: CheckedWords;
  readonly onReplace: (field: CheckedField, value: string) => void;
}): ReactNode {
  const t = useTexts();
  const { marks } = it.check;
  if (marks.length === 0) return it.check.isClean ? <Note tone="good" live title={t("themes.check.clean")} /> : null;
  return (
    <Note tone="due" live title={t("themes.check.title", { n: marks.length })}>
      <p>{t("themes.check.lead")}</p>
      <List>
        {marks.map((mark) => {
          const whole = it.words[mark.field] ?? "";
          const replacement = replacementOf(t, mark);
          return (
            <ListRow
              key={`${mark.field} ${mark.start}`}
              action={
                <span className="row row--tight">
                  <Button
                    onPress={() => {
                      it.check.forget();
                      it.onReplace(mark.field, whole.slice(0, mark.start) + replacement + whole.slice(mark.end));
                    }}
                  >
                    {t("themes.check.replace", { words: replacement })}
                  </Button>
                  <Button kind="link" label={`${t("themes.check.keep")}: ${mark.words}`} onPress={() => it.check.keep(mark)}>
                    {t("themes.check.keep")}
                  </Button>
                </span>
              }
            >
              <p>
                … {whole.slice(Math.max(0, mark.start - 40), mark.start)}
                <mark>{whole.slice(mark.start, mark.end)}</mark>
                {whole.slice(mark.end, mark.end + 40)} …
              </p>
            </ListRow>
          );
        })}
      </List>
    </Note>
  );
}
