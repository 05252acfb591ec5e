import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from "react";
import { type Problem, problemOf } from "../api.ts";
import { Button } from "../form/button.tsx";
import { useTexts } from "../texts.ts";
import { Icon } from "./icon.tsx";

export type Toast = {
  /** What happened, in a sentence: "Der Kontakt ist gespeichert." */
  readonly text: string;
  readonly undo?: () => Promise<unknown>;
  /** What it means that the undo is refused. */
  readonly wordsForProblem?: (problem: Problem) => string | undefined;
  /** It did not happen: no tick beside it. */
  readonly isRefusal?: true;
};

const ToastContext = createContext<(toast: Toast) => void>(() => undefined);

/** `const say = useToast(); say({ text: t("…"), undo: () => call(restoreStep, …) })` */
export function useToast(): (toast: Toast) => void {
  return useContext(ToastContext);
}

const shownFor = { plain: 8_000, withUndo: 20_000 };

/** Holds the one line at the foot of the window. It waits while somebody points at it or has the focus in it. */
export function Toasts(it: { readonly children: ReactNode }): ReactNode {
  const t = useTexts();
  const [toast, setToast] = useState<(Toast & { readonly key: number }) | undefined>(undefined);
  const [isHeld, setHeld] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const count = useRef(0);
  const place = useRef<HTMLOutputElement>(null);
  const say = useCallback((next: Toast) => {
    count.current += 1;
    setBusy(false);
    setToast({ ...next, key: count.current });
  }, []);
  useEffect(() => {
    if (!toast || isHeld || isBusy) return undefined;
    const timer = setTimeout(() => setToast(undefined), toast.undo ? shownFor.withUndo : shownFor.plain);
    return () => clearTimeout(timer);
  }, [toast, isHeld, isBusy]);
  useEffect(() => {
    const box = place.current;
    const hold = () => setHeld(true);
    const release = () => setHeld(false);
    for (const name of ["pointerenter", "focusin"]) box?.addEventListener(name, hold);
    for (const name of ["pointerleave", "focusout"]) box?.addEventListener(name, release);
    return () => {
      for (const name of ["pointerenter", "focusin"]) box?.removeEventListener(name, hold);
      for (const name of ["pointerleave", "focusout"]) box?.removeEventListener(name, release);
    };
  }, []);
  const undo = toast?.undo;
  const wordsForProblem = toast?.wordsForProblem;
  async function takeBack(): Promise<void> {
    setBusy(true);
    try {
      await undo?.();
      say({ text: t("platform.undone") });
    } catch (error) {
      const problem = problemOf(error);
      say({ text: wordsForProblem?.(problem) ?? t(`platform.problem.${problem.code}`), isRefusal: true });
    }
  }
  return (
    <ToastContext value={say}>
      {it.children}
      <output ref={place} className="toasts">
        {toast && (
          <div className="toast" key={toast.key}>
            <Icon name={toast.isRefusal ? "warning" : "check"} />
            <span>{toast.text}</span>
            {undo && (
              <Button kind="link" busy={isBusy ? t("platform.saving") : undefined} onPress={() => void takeBack()}>
                {t("platform.undo")}
              </Button>
            )}
            <button
              type="button"
              className="ico"
              aria-label={t("platform.close")}
              onClick={() => {
                setHeld(false);
                setToast(undefined);
              }}
            >
              <Icon name="close" />
            </button>
          </div>
        )}
      </output>
    </ToastContext>
  );
}
