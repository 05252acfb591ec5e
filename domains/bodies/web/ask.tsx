import type { ReactNode } from "react";
import { useReasons } from "../../../platform/web/act.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { Dialog } from "../../../platform/web/page/dialog.tsx";
import { useTexts } from "../../../platform/web/texts.ts";

/** Asks before something others notice. A refusal is said in the dialog, with its reason. */
export function Ask(it: {
  readonly title: string;
  readonly children: ReactNode;
  readonly submit: string;
  /** Where what is typed is kept, see Form. */
  readonly draft?: string;
  readonly onSubmit: () => Promise<unknown>;
  readonly onClose: () => void;
}): ReactNode {
  const t = useTexts();
  const reasons = useReasons("bodies");
  return (
    <Dialog title={it.title} onClose={it.onClose}>
      <Form
        submit={it.submit}
        draft={it.draft}
        wordsForProblem={reasons.problem}
        onSubmit={it.onSubmit}
        beside={
          <Button kind="link" onPress={it.onClose}>
            {t("platform.cancel")}
          </Button>
        }
      >
        {it.children}
      </Form>
    </Dialog>
  );
}
