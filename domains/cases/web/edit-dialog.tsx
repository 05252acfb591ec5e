import { type ReactNode, useRef, useState } from "react";
import { useRefresh } from "../../../platform/web/answers.tsx";
import { ChangedMeanwhile } from "../../../platform/web/form/changed-meanwhile.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { Dialog } from "../../../platform/web/page/dialog.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";

type EditFormProps<Values extends object> = {
  readonly submit: string;
  readonly label?: string;
  readonly kind?: "primary" | "secondary";
  /** Where what is typed is kept, see Form. */
  readonly draft?: string;
  /** What is being changed; null for something new. */
  readonly row: { readonly id?: string; readonly version: number | null } | null;
  readonly values: Values;
  readonly onValues: (values: Values) => void;
  /** What is set side by side if somebody else was faster. */
  readonly compared: readonly { readonly label: string; readonly shown: (values: Values) => ReactNode }[];
  /** From the row as it stands now to what the form holds; by the same names if absent. */
  readonly fromCurrent?: (current: never) => Values;
  readonly onSave: (sent: { readonly id: string; readonly version: number | null }) => Promise<unknown>;
  readonly said: string;
  readonly onDone?: () => void;
  readonly children: ReactNode;
};

/** Of each row of a case a draft of its own, and all of them go with the case. */
export function draftOf(kind: string, caseId: string, row: { readonly id: string } | null): string {
  return `${kind}${row ? `-${row.id}` : ""}:${caseId}`;
}

/** A form on a row that somebody else may change at the same time. */
export function EditForm<Values extends object>(it: EditFormProps<Values>): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const around = useRef<HTMLDivElement>(null);
  /** The version that the person has seen last. */
  const seen = useRef<number | null>(undefined);
  const [theirs, setTheirs] = useState<{ values: Values; version: number }>();

  function meet(current: unknown): void {
    const row = current as { version: number } & Record<string, unknown>;
    const values = it.fromCurrent
      ? it.fromCurrent(row as never)
      : (Object.fromEntries(Object.keys(it.values).map((name) => [name, row[name]])) as Values);
    setTheirs({ values, version: row.version });
  }
  return (
    <div ref={around} className="stack stack-m">
      {theirs && (
        <ChangedMeanwhile
          differences={it.compared
            .map(({ label, shown }) => ({ label, mine: shown(it.values), theirs: shown(theirs.values) }))
            .filter(({ mine, theirs: other }) => mine !== other)}
          onKeepMine={() => {
            seen.current = theirs.version;
            setTheirs(undefined);
            around.current?.querySelector("form")?.requestSubmit();
          }}
          onTakeTheirs={() => {
            seen.current = theirs.version;
            it.onValues(theirs.values);
            setTheirs(undefined);
          }}
        />
      )}
      <Form
        label={it.label}
        kind={it.kind}
        submit={it.submit}
        draft={it.draft}
        wordsFor={({ code }) => t.maybe(`cases.field.${code}`)}
        wordsForProblem={(problem) => (problem.reason === undefined ? undefined : t.maybe(`cases.conflict.${problem.reason}`))}
        onChangedMeanwhile={meet}
        onSubmit={async ({ id }) => {
          const version = seen.current === undefined ? (it.row?.version ?? null) : seen.current;
          await it.onSave({ id: it.row?.id ?? id, version });
          seen.current = undefined;
          await refresh();
          say({ text: it.said });
          it.onDone?.();
        }}
      >
        {it.children}
      </Form>
    </div>
  );
}

export function EditDialog<Values extends object>(
  it: EditFormProps<Values> & { readonly title: string; readonly onClose: () => void },
): ReactNode {
  return (
    <Dialog title={it.title} onClose={it.onClose}>
      <EditForm {...it} onDone={it.onClose} />
    </Dialog>
  );
}
