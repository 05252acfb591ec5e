import { type ReactNode, useState } from "react";
import { useAnswer } from "../../../platform/web/answers.tsx";
import { RadioGroup, Select } from "../../../platform/web/form/choice.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { listThemes } from "../../themes/contract.ts";
import { useKeeping } from "./keeping.tsx";
import { type ChainKind, chainKinds, type ChainRow } from "../contract.ts";

export type ChainFields = { readonly title: string; readonly aim: string; readonly themeId: string | null; readonly kind: ChainKind };

export function useReasons(): (problem: { readonly reason?: string | undefined }) => string | undefined {
  const t = useTexts();
  return (problem) => (problem.reason === undefined ? undefined : t.maybe(`chains.reason.${problem.reason}`));
}

/** Title, aim and theme; with what to begin is asked once. */
export function ChainForm(it: {
  readonly start?: ChainRow;
  readonly submit: string;
  readonly onSend: (fields: ChainFields, sent: { readonly id: string; readonly version?: number }, keptWords: string[]) => Promise<unknown>;
}): ReactNode {
  const t = useTexts();
  const reasons = useReasons();
  const themes = useAnswer(listThemes, {});
  const [title, setTitle] = useState(it.start?.title ?? "");
  const [aim, setAim] = useState(it.start?.aim ?? "");
  const [themeId, setThemeId] = useState<string | null>(it.start?.themeId ?? null);
  const [kind, setKind] = useState<ChainKind | null>(null);
  const keeping = useKeeping();
  return (
    <Form
      submit={it.submit}
      draft={it.start ? `chain-words:${it.start.id}` : "chain"}
      kind={it.start ? "secondary" : "primary"}
      wordsForProblem={reasons}
      wordsFor={({ code }) => (code === "marked" ? t("chains.marked.problem") : undefined)}
      onSubmit={async (sent) =>
        await keeping.sending(() => it.onSend({ title, aim, themeId, kind: kind ?? "as_is" }, sent, keeping.keptWords))
      }
    >
      <TextField
        name="title"
        label={t("chains.form.title")}
        hint={t("chains.form.title_hint")}
        value={title}
        onChange={setTitle}
        maxLength={160}
        isRequired
      />
      <TextArea name="aim" label={t("chains.form.aim")} value={aim} onChange={setAim} rows={2} maxLength={600} isOptional />
      {it.start === undefined && (
        <RadioGroup
          name="kind"
          label={t("chains.form.kind")}
          value={kind}
          onChange={setKind}
          options={chainKinds.map((one) => ({ value: one, label: t(`chains.kind.${one}`), note: t(`chains.kind_note.${one}`) }))}
          isRequired
        />
      )}
      <Select
        name="themeId"
        label={t("chains.form.theme")}
        value={themeId}
        onChange={setThemeId}
        emptyLabel={t("chains.form.no_theme")}
        options={(themes.data?.themes ?? []).map((one) => ({ value: one.id, label: one.title }))}
        isOptional
      />
      {keeping.note}
    </Form>
  );
}
