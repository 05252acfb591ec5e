import type { ComponentProps, ReactNode } from "react";
import { Form } from "../../../platform/web/form/form.tsx";
import { useTexts } from "../../../platform/web/texts.ts";

/** A form of this domain: why something does not go is said in a sentence of its own. */
export function LoopForm(it: ComponentProps<typeof Form>): ReactNode {
  const t = useTexts();
  return (
    <Form
      {...it}
      wordsFor={(field) => it.wordsFor?.(field) ?? t.maybe(`themes.field.${field.code}`)}
      wordsForProblem={(problem) => it.wordsForProblem?.(problem) ?? t.maybe(`themes.reason.${problem.reason ?? ""}`)}
    />
  );
}
