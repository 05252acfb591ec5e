import { type ReactNode, useEffect, useState } from "react";
import { call, problemOf } from "../../../platform/web/api.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { DraftState, useDraft } from "../../../platform/web/form/draft.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { newId } from "../../../platform/web/ids.ts";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { GapCheck, useCheckBy } from "../../themes/web/index.ts";
import { checkText, type KeptMark } from "../contract.ts";

export type Sent = { readonly id: string; readonly keptMarks: KeptMark[] };

/** A form with free text: its draft is kept, and nobody recognisable is in it when it is sent. */
export function CheckedForm<Values extends object>(it: {
  readonly siteId: string;
  /** Where the draft is kept. */
  readonly draftKey: string;
  readonly empty: Values;
  /** The fields that hold free text. */
  readonly checked: readonly Extract<keyof Values, string>[];
  readonly submit: string;
  readonly kind?: "primary" | "secondary";
  readonly send: (values: Values, sent: Sent) => Promise<unknown>;
  /** What is said when it is done. */
  readonly done: string;
  readonly after: () => Promise<unknown>;
  readonly onCancel?: () => void;
  readonly children: (values: Values, change: (part: Partial<Values>) => void) => ReactNode;
}): ReactNode {
  type Field = Extract<keyof Values, string>;
  const t = useTexts();
  const say = useToast();
  const draft = useDraft<Values>(it.draftKey);
  const [values, setValues] = useState(it.empty);
  const [id, setId] = useState(newId);
  const wordsOf = (from: Values) =>
    Object.fromEntries(it.checked.map((field) => [field, String(from[field] ?? "")]).filter(([, words]) => words !== "")) as Record<
      Field,
      string
    >;
  const check = useCheckBy<Field>(async (words) => {
    const { marks } = await call(checkText, { params: { siteId: it.siteId }, body: { texts: words as Record<string, string> } });
    return marks.map((mark) => ({ ...mark, field: mark.field as Field }));
  });
  useEffect(() => {
    if (draft.found) setValues((before) => ({ ...before, ...draft.found }));
  }, [draft.found]);
  const change = (part: Partial<Values>) => {
    check.forget();
    const next = { ...values, ...part };
    setValues(next);
    draft.keep(next);
  };
  return (
    <Form
      submit={it.submit}
      kind={it.kind ?? "primary"}
      beside={
        <>
          {it.onCancel && (
            <Button kind="link" onPress={it.onCancel}>
              {t("evaluation.form.cancel")}
            </Button>
          )}
          <DraftState draft={draft} onDiscard={() => setValues(it.empty)} />
        </>
      }
      wordsFor={({ code }) => (code === "marked" ? t("evaluation.form.marked") : t.maybe(`evaluation.field.${code}`))}
      wordsForProblem={(problem) => t.maybe(`evaluation.reason.${problem.reason ?? ""}`)}
      onSubmit={async () => {
        const words = wordsOf(values);
        if (!(await check.passes(words))) return;
        try {
          await it.send(values, { id, keptMarks: check.kept });
        } catch (error) {
          // the server reads once more; what it marks is shown like our own check
          if (problemOf(error).fields.some((field) => field.code === "marked")) await check.passes(words);
          throw error;
        }
        await draft.discard();
        setValues(it.empty);
        setId(newId());
        check.forget();
        say({ text: it.done });
        await it.after();
      }}
    >
      {it.children(values, change)}
      <GapCheck
        check={check}
        words={wordsOf(values)}
        onReplace={(field, value) => change({ [field]: value } as unknown as Partial<Values>)}
      />
    </Form>
  );
}
