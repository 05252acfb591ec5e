import { type ReactNode, useEffect, useRef, useState } from "react";
import { useReasons } from "../../../platform/web/act.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { ChangedMeanwhile } from "../../../platform/web/form/changed-meanwhile.tsx";
import { DraftState, useDraft } from "../../../platform/web/form/draft.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";

export type Theirs<Values> = { readonly values: Values; readonly version: number };

/**
 * A form for a row that somebody else may change at the same time, where more than the text of fields is kept and compared: what is chosen, and lists that grow and
 * shrink while they are written. Wherever fields alone do, the form's own `draft` does the same.
 */
export function KeptForm<Values extends object>(it: {
  /** Where the draft is kept: a word, or a word and an id. */
  readonly draftKey: string;
  readonly start: Values;
  /** The version that is shown; 0 for something new. */
  readonly version: number;
  readonly submit: string;
  readonly kind?: "primary" | "secondary";
  /** What is set side by side if somebody else was faster. */
  readonly compared?: readonly { readonly label: string; readonly shown: (values: Values) => string }[];
  /** From the row as it stands now; undefined where it is gone. */
  readonly theirsOf?: (current: unknown) => Theirs<Values> | undefined;
  readonly onSend: (values: Values, sent: { readonly id: string; readonly version: number }) => Promise<unknown>;
  /** What is said when it is done. */
  readonly done: string;
  readonly after?: () => Promise<unknown> | void;
  readonly onCancel?: () => void;
  readonly children: (values: Values, change: (part: Partial<Values>) => void) => ReactNode;
}): ReactNode {
  const t = useTexts();
  const say = useToast();
  const reasons = useReasons("strategy");
  const around = useRef<HTMLDivElement>(null);
  const draft = useDraft<Values>(it.draftKey);
  const [values, setValues] = useState(it.start);
  /** The version that the person has seen last, if it is not the one of the page. */
  const seen = useRef<number>(undefined);
  const [theirs, setTheirs] = useState<Theirs<Values>>();
  useEffect(() => {
    if (draft.found) setValues((before) => ({ ...before, ...draft.found }));
  }, [draft.found]);
  const change = (part: Partial<Values>) => {
    const next = { ...values, ...part };
    setValues(next);
    draft.keep(next);
  };
  return (
    <div ref={around} className="stack stack-m">
      {theirs && (
        <ChangedMeanwhile
          differences={(it.compared ?? [])
            .map(({ label, shown }) => ({ label, mine: shown(values), theirs: shown(theirs.values) }))
            .filter((one) => one.mine !== one.theirs)}
          onKeepMine={() => {
            seen.current = theirs.version;
            setTheirs(undefined);
            around.current?.querySelector("form")?.requestSubmit();
          }}
          onTakeTheirs={() => {
            seen.current = theirs.version;
            setValues(theirs.values);
            setTheirs(undefined);
            void draft.discard();
          }}
        />
      )}
      <Form
        submit={it.submit}
        {...(it.kind ? { kind: it.kind } : {})}
        wordsFor={reasons.field}
        wordsForProblem={reasons.problem}
        {...(it.theirsOf ? { onChangedMeanwhile: (current: unknown) => setTheirs(it.theirsOf?.(current)) } : {})}
        beside={
          <>
            {it.onCancel && (
              <Button kind="link" onPress={it.onCancel}>
                {t("strategy.cancel")}
              </Button>
            )}
            <DraftState draft={draft} onDiscard={() => setValues(it.start)} />
          </>
        }
        onSubmit={async ({ id }) => {
          await it.onSend(values, { id, version: seen.current ?? it.version });
          seen.current = undefined;
          await draft.discard();
          setValues(it.start);
          say({ text: it.done });
          await it.after?.();
        }}
      >
        {it.children(values, change)}
      </Form>
    </div>
  );
}
