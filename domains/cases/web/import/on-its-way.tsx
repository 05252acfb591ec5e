import { type ReactNode, useEffect, useState } from "react";
import { call } from "../../../../platform/web/api.ts";
import { Button } from "../../../../platform/web/form/button.tsx";
import { useTexts } from "../../../../platform/web/texts.ts";
import type { AnswerOf } from "../../../../platform/contract/endpoint.ts";
import { getImportProgress } from "../../contract.ts";

export type Progress = AnswerOf<typeof getImportProgress>;

const between = 1_000;

/** Asks how far the list is until nobody listens any more. What cannot be asked now is asked again. */
export function useProgress(importId: string | null): Progress | null {
  const [progress, setProgress] = useState<Progress | null>(null);
  useEffect(() => {
    setProgress(null);
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      if (importId === null) return;
      const answer = await call(getImportProgress, { params: { importId } }).catch(() => null);
      if (isOver) return;
      if (answer) setProgress(answer);
      timer = setTimeout(() => void ask(), between);
    };
    timer = setTimeout(() => void ask(), between);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [importId]);
  return progress;
}

/** How many rows are read, checked, written, and a way to stop. */
export function OnItsWay(it: {
  readonly importId: string;
  readonly label: string;
  readonly note?: string;
  readonly isStopping: boolean;
  readonly onStop: () => void;
}): ReactNode {
  const t = useTexts();
  const progress = useProgress(it.importId);
  const { stage = null, done = 0, total = null } = progress ?? {};
  const isStopping = it.isStopping || progress?.state === "stopping";
  return (
    <div className="stack stack-s">
      <output className="stack stack-s">
        <span>{it.label}</span>
        <progress className="work" aria-label={it.label} {...(total === null || total === 0 ? {} : { value: done, max: total })} />
        {stage !== null && !isStopping && (
          <span className="small muted">
            {total === null ? t(`cases.import.progress.${stage}.so_far`, { done }) : t(`cases.import.progress.${stage}`, { done, total })}
          </span>
        )}
        {it.note !== undefined && <span className="small muted">{it.note}</span>}
      </output>
      <p>
        <Button kind="link" busy={isStopping ? t("cases.import.stopping") : undefined} onPress={it.onStop}>
          {t("cases.import.stop")}
        </Button>
      </p>
    </div>
  );
}
