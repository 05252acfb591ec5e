import { type ReactNode, useId, useLayoutEffect, useRef, useState } from "react";
import { problemOf, type Problem } from "../api.ts";
import { Button } from "../form/button.tsx";
import { useTexts } from "../texts.ts";
import { Icon } from "./icon.tsx";
import { Note } from "./panel.tsx";

/** Over the page, for something short that must be done or read first. The browser keeps the focus inside and gives it back. */
export function Dialog(it: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** It cannot be closed, only finished. */
  readonly isFirm?: boolean;
}): ReactNode {
  const t = useTexts();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // before the browser paints and before React removes it, so that the focus finds its way back
  useLayoutEffect(() => {
    const shown = dialog.current;
    if (shown && !shown.open) shown.showModal();
    const first = shown?.querySelector<HTMLElement>("form input, form textarea, form select, input, textarea, select") ?? heading.current;
    first?.focus();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="kern-dialog dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        if (!it.isFirm) it.onClose();
      }}
    >
      <div className="dialog__inside stack stack-m">
        <div className="row row--apart row--line">
          <h2 id={id} ref={heading} tabIndex={-1}>
            {it.title}
          </h2>
          {!it.isFirm && (
            <button type="button" className="ico" aria-label={t("platform.close")} onClick={it.onClose}>
              <Icon name="close" />
            </button>
          )}
        </div>
        {it.children}
      </div>
    </dialog>
  );
}

/** Asks before something that cannot be undone. The button says what happens: "Freigabe widerrufen". */
export function ConfirmDialog(it: {
  readonly title: string;
  readonly children: ReactNode;
  readonly confirm: string;
  readonly onConfirm: () => Promise<unknown>;
  readonly onClose: () => void;
}): ReactNode {
  const t = useTexts();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  async function confirm(): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    try {
      await it.onConfirm();
      it.onClose();
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  }
  return (
    <Dialog title={it.title} onClose={it.onClose}>
      <div className="stack">{it.children}</div>
      {problem && (
        <Note tone="bad" live>
          <p>{t(`platform.problem.${problem.code}`)}</p>
        </Note>
      )}
      <div className="actions">
        <Button kind="primary" busy={isBusy ? t("platform.saving") : undefined} onPress={() => void confirm()}>
          {it.confirm}
        </Button>
        <Button kind="link" onPress={it.onClose}>
          {t("platform.cancel")}
        </Button>
      </div>
    </Dialog>
  );
}
