import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../platform/web/api.ts";
import { newId } from "../../../platform/web/ids.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { CheckboxGroup, Select } from "../../../platform/web/form/choice.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Note } from "../../../platform/web/page/panel.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { listReports, listThemes, mergeTheme, openTheme, openThemeLife, splitTheme, undoMove } from "../contract.ts";
import { LoopForm } from "./loop-form.tsx";

type Theme = AnswerOf<typeof openTheme>;
type Moves = AnswerOf<typeof openThemeLife>["moves"];

const useRefreshAll = () => {
  const refresh = useRefresh();
  return async () => await refresh(openTheme, openThemeLife, listThemes, listReports);
};

export function MergeTheme(it: { readonly theme: Theme }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefreshAll();
  const navigate = useNavigate();
  const themes = useAnswer(listThemes, {});
  const [intoThemeId, setInto] = useState<string | null>(null);
  const [sentence, setSentence] = useState("");
  return (
    <LoopForm
      submit={t("themes.move.merge_do")}
      draft={`merge-theme:${it.theme.id}`}
      kind="secondary"
      onSubmit={async ({ id }) => {
        if (intoThemeId === null) return;
        const { moved } = await call(mergeTheme, {
          params: { themeId: it.theme.id },
          body: { id, intoThemeId, sentence: sentence.trim() === "" ? null : sentence },
        });
        say({
          text: t("themes.move.merged", { n: moved }),
          undo: async () => {
            await call(undoMove, { params: { moveId: id } });
            await refresh();
          },
        });
        await navigate({ to: `/themes/${intoThemeId}` });
        await refresh();
      }}
    >
      <p>{t("themes.move.merge_lead")}</p>
      <Select
        name="intoThemeId"
        label={t("themes.move.into")}
        value={intoThemeId}
        onChange={setInto}
        options={(themes.data?.themes ?? [])
          .filter((one) => one.id !== it.theme.id && one.state !== "closed")
          .map((one) => ({ value: one.id, label: one.title }))}
        isRequired
      />
      <TextArea
        name="sentence"
        label={t("themes.group.sentence")}
        hint={t("themes.answer.merged")}
        value={sentence}
        onChange={setSentence}
        rows={2}
        maxLength={600}
      />
    </LoopForm>
  );
}

export function SplitTheme(it: { readonly theme: Theme }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefreshAll();
  const navigate = useNavigate();
  const [newThemeId] = useState(newId);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [title, setTitle] = useState("");
  const [answer, setAnswer] = useState("");
  const reports = it.theme.voices.flatMap((voice) =>
    voice.reportId === null ? [] : [{ value: voice.reportId, label: voice.title, note: voice.text }],
  );
  return (
    <LoopForm
      submit={t("themes.move.split_do")}
      draft={`split-theme:${it.theme.id}`}
      kind="secondary"
      onSubmit={async ({ id }) => {
        await call(splitTheme, {
          params: { themeId: it.theme.id },
          body: { id, newThemeId, title, reportIds: [...chosen], answer: answer.trim() === "" ? null : answer },
        });
        say({
          text: t("themes.move.split_done"),
          undo: async () => {
            await call(undoMove, { params: { moveId: id } });
            await refresh();
          },
        });
        await navigate({ to: `/themes/${newThemeId}` });
        await refresh();
      }}
    >
      <p>{t("themes.move.split_lead")}</p>
      <CheckboxGroup name="reportIds" label={t("themes.move.which")} values={chosen} onChange={setChosen} options={reports} isRequired />
      <TextField name="title" label={t("themes.move.new_title")} value={title} onChange={setTitle} maxLength={160} isRequired />
      <TextArea
        name="answer"
        label={t("themes.group.sentence")}
        hint={t("themes.answer.split_off")}
        value={answer}
        onChange={setAnswer}
        rows={2}
        maxLength={600}
      />
    </LoopForm>
  );
}

export function MovesOfTheme(it: { readonly moves: Moves }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefreshAll();
  const [failed, setFailed] = useState<string | null>(null);
  if (it.moves.length === 0) return null;
  const wordsOf = (move: Moves[number]) =>
    t(`themes.move.row.${move.kind}`, { from: move.from.title, into: move.into.title, n: move.reports });
  async function undo(move: Moves[number]): Promise<void> {
    try {
      setFailed(null);
      await call(undoMove, { params: { moveId: move.id } });
      say({ text: t("themes.move.undone") });
    } catch (error) {
      const problem = problemOf(error);
      setFailed(t.maybe(`themes.reason.${problem.reason ?? ""}`) ?? t(`platform.problem.${problem.code}`));
    }
    await refresh();
  }
  return (
    <Section title={t("themes.move.title")} gap="s">
      {failed !== null && (
        <Note tone="bad" live>
          <p>{failed}</p>
        </Note>
      )}
      <List>
        {it.moves.map((move) => (
          <ListRow key={move.id}>
            <p>{wordsOf(move)}</p>
            <p className="small muted">
              {move.by !== null && `${move.by}, `}
              {f.dayWithYear(move.on)}. {move.undoneOn !== null && t("themes.move.row.undone", { day: f.dayWithYear(move.undoneOn) })}
            </p>
            {move.mayBeUndone && (
              <p>
                <Button kind="link" label={t("themes.move.undo_of", { what: wordsOf(move) })} onPress={() => void undo(move)}>
                  {t("themes.move.undo")}
                </Button>
              </p>
            )}
          </ListRow>
        ))}
      </List>
    </Section>
  );
}
