import type { ReactNode } from "react";
import type { AnyEndpoint } from "../../../platform/contract/endpoint.ts";
import { useReasons } from "../../../platform/web/act.ts";
import { useRefresh } from "../../../platform/web/answers.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";

/** Figures chosen out of a list and taken into the report. */
export function ChosenFigures(it: {
  readonly submit: string;
  readonly chosen: readonly string[];
  readonly send: () => Promise<unknown>;
  readonly done: string;
  readonly shown: readonly AnyEndpoint[];
  readonly onDone: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("publication");
  return (
    <Form
      submit={it.submit}
      wordsFor={reasons.field}
      wordsForProblem={reasons.problem}
      check={() => (it.chosen.length === 0 ? [{ path: "figures", code: "not_chosen" }] : [])}
      onSubmit={async () => {
        await it.send();
        say({ text: it.done });
        await refresh(...it.shown);
        it.onDone();
      }}
    >
      {it.children}
    </Form>
  );
}
