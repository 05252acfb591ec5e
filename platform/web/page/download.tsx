import { type ReactNode, useRef, useState } from "react";
import type { AnyEndpoint, RequestOf } from "../../contract/endpoint.ts";
import { download, type Problem, problemOf } from "../api.ts";
import { Failed } from "../answers.tsx";
import { Button, type ButtonKind } from "../form/button.tsx";
import { useTexts } from "../texts.ts";
import { Note } from "./panel.tsx";

/** A button that makes a file. It says so while it works, and what to do if it does not come. */
export function Download<E extends AnyEndpoint>(it: {
  readonly endpoint: E;
  readonly request: RequestOf<E>;
  readonly children: ReactNode;
  /** Where the visible word alone does not say which file. */
  readonly label?: string;
  readonly kind?: ButtonKind;
  /** Sent along to an endpoint that takes a file. */
  readonly file?: File;
  /** Words for a reason of the domain. */
  readonly wordsForProblem?: (problem: Problem) => string | undefined;
}): ReactNode {
  const t = useTexts();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  const stop = useRef<AbortController>(undefined);
  async function make(): Promise<void> {
    const work = new AbortController();
    stop.current = work;
    setBusy(true);
    setProblem(undefined);
    try {
      await download(it.endpoint, it.request, { signal: work.signal, ...(it.file ? { file: it.file } : {}) });
    } catch (error) {
      if (!work.signal.aborted) setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  }
  const words = problem && (it.wordsForProblem?.(problem) ?? (problem.reason ? t.maybe(`platform.download.${problem.reason}`) : undefined));
  return (
    <>
      <Button
        kind={it.kind ?? "link"}
        {...(it.label === undefined ? {} : { label: it.label })}
        busy={isBusy ? t("platform.download.busy") : undefined}
        onPress={() => void make()}
      >
        {it.children}
      </Button>
      {isBusy && (
        <Button kind="link" onPress={() => stop.current?.abort()}>
          {t("platform.download.stop")}
        </Button>
      )}
      {problem &&
        (words === undefined ? (
          <Failed problem={problem} onRetry={() => void make()} />
        ) : (
          <Note tone="bad" live title={t("platform.problem.title")}>
            <p>{words}</p>
            <p>
              <Button kind="secondary" onPress={() => void make()}>
                {t("platform.retry")}
              </Button>
            </p>
          </Note>
        ))}
    </>
  );
}

/** The list above as a file, with the choice that is made on the screen. */
export function AsExcel<E extends AnyEndpoint>(it: {
  readonly endpoint: E;
  readonly request: RequestOf<E>;
  /** What list it is, for those who hear the button alone. */
  readonly list: string;
}): ReactNode {
  const t = useTexts();
  return (
    <div className="row">
      <Download endpoint={it.endpoint} request={it.request} label={t("platform.download.excel_of", { list: it.list })}>
        {t("platform.download.excel")}
      </Download>
    </div>
  );
}
