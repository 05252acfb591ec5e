import { type ReactNode, useState } from "react";
import { call } from "../../../platform/web/api.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { type Formats, useFormat } from "../../../platform/web/formats.ts";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Note } from "../../../platform/web/page/panel.tsx";
import { type TextKey, type Translate, useTexts } from "../../../platform/web/texts.ts";
import { type CheckedField, checkGapText, type GapMark, type KeptMark } from "../contract.ts";
import { wordsAround } from "./words.ts";

export type CheckedWords<Field extends string = CheckedField> = Partial<Record<Field, string>>;
/** A mark in one field of some form. */
export type MarkIn<Field extends string> = Omit<GapMark, "field"> & { readonly field: Field };

export type GapChecking<Field extends string = CheckedField> = {
  readonly marks: readonly MarkIn<Field>[];
  readonly kept: (Omit<KeptMark, "field"> & { field: Field })[];
  readonly isClean: boolean;
  /** Asks the server; true when nothing is marked that the writer has not decided on. */
  readonly passes: (words: CheckedWords<Field>) => Promise<boolean>;
  readonly keep: (mark: MarkIn<Field>) => void;
  /** After every change of the words: the old marks no longer lie where they were. */
  readonly forget: () => void;
};

const keyOf = (mark: { field: string; words: string }) => `${mark.field} ${mark.words}`;

async function askThemes(words: CheckedWords): Promise<readonly GapMark[]> {
  const body = { text: words.text ?? "", ...(words.title ? { title: words.title } : {}), ...(words.idea ? { idea: words.idea } : {}) };
  return (await call(checkGapText, { body })).marks;
}

export function useGapCheck(): GapChecking {
  return useCheckBy(askThemes);
}

/** The same for the free text of another domain, which asks its own endpoint. */
export function useCheckBy<Field extends string>(
  ask: (words: CheckedWords<Field>) => Promise<readonly MarkIn<Field>[]>,
): GapChecking<Field> {
  const [marks, setMarks] = useState<readonly MarkIn<Field>[]>([]);
  const [kept, setKept] = useState<GapChecking<Field>["kept"]>([]);
  const [isClean, setClean] = useState(false);
  return {
    marks: marks.filter((mark) => !kept.some((one) => keyOf(one) === keyOf(mark))),
    kept,
    isClean,
    passes: async (words) => {
      const found = await ask(words);
      setMarks(found);
      const open = found.filter((mark) => !kept.some((one) => keyOf(one) === keyOf(mark)));
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

type Replacement = { readonly words: string; readonly start: number };

/** What stands instead of a marked place: fitting its sentence as far as one word before and after tell. */
function replacementOf(t: Translate, f: Formats, mark: Pick<GapMark, "start" | "replacement">, whole: string): Replacement {
  const code = mark.replacement?.code ?? "leave_out";
  const before = whole.slice(0, mark.start);
  // what is left out leaves no double space
  if (code === "leave_out") return { words: "", start: before.trimEnd().length };
  const last = /(\p{L}+)\s*$/u.exec(before);
  const wordBefore = last?.[1]?.toLowerCase() ?? "";
  const isAmong = (key: TextKey) => wordBefore !== "" && t(key).split(" ").includes(wordBefore);
  const { month, year } = mark.replacement?.params ?? {};
  if (month !== undefined) {
    const name = f.month(`2000-${String(month).padStart(2, "0")}`).replace(/\s*2000/, "");
    const isOnDay = isAmong("themes.replacement.words_before_day");
    const words = t(isOnDay ? "themes.replacement.in_month" : "themes.replacement.month", { month: name, year: year ?? "" }).trim();
    return { words, start: isOnDay ? (last?.index ?? mark.start) : mark.start };
  }
  const after = isAmong("themes.replacement.words_before_dative")
    ? "dative"
    : isAmong("themes.replacement.words_before_accusative")
      ? "accusative"
      : "other";
  const words = t.maybe(`themes.replacement.${code}`, { after }) ?? t("themes.replacement.other");
  return { words: /(^|[.!?:\n])\s*$/.test(before) ? f.capital(words) : words, start: mark.start };
}

/** What could make somebody recognisable: in its sentence, with what to do about it. */
export function GapCheck<Field extends string = CheckedField>(it: {
  readonly check: GapChecking<Field>;
  readonly words: CheckedWords<Field>;
  /** Without it the reader decides only whether a place may stay. */
  readonly onReplace?: (field: Field, value: string) => void;
}): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { marks } = it.check;
  if (marks.length === 0) return it.check.isClean ? <Note tone="good" live title={t("themes.check.clean")} /> : null;
  return (
    <Note tone="due" live title={t("themes.check.title", { n: marks.length })}>
      <p>{t(it.onReplace ? "themes.check.lead" : "themes.check.lead_second")}</p>
      <List>
        {marks.map((mark) => {
          const whole = it.words[mark.field] ?? "";
          const { words, start } = replacementOf(t, f, mark, whole);
          const around = wordsAround(whole, mark);
          return (
            <ListRow
              key={`${mark.field} ${mark.start}`}
              action={
                <span className="row row--tight">
                  {it.onReplace && (
                    <Button
                      onPress={() => {
                        it.check.forget();
                        it.onReplace?.(mark.field, whole.slice(0, start) + words + whole.slice(mark.end));
                      }}
                    >
                      {words === "" ? t("themes.check.leave_out") : t("themes.check.replace", { words })}
                    </Button>
                  )}
                  <Button kind="link" label={`${t("themes.check.keep")}: ${mark.words}`} onPress={() => it.check.keep(mark)}>
                    {t("themes.check.keep")}
                  </Button>
                </span>
              }
            >
              <p>
                {around.before}
                <mark>{whole.slice(mark.start, mark.end)}</mark>
                {around.after}
              </p>
            </ListRow>
          );
        })}
      </List>
    </Note>
  );
}
