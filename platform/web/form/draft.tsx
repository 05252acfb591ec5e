import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import type { ZodType } from "zod";
import type { Endpoint } from "../../contract/endpoint.ts";
import { call } from "../api.ts";
import { useFormat } from "../formats.ts";
import { useTexts } from "../texts.ts";
import { Button } from "./button.tsx";

type DraftAnswer = { content: string | null; savedAt: string | null };
type Params = { key: string };
const path = "/api/network/drafts/:key";
const getDraft = { method: "GET", path } as Endpoint<ZodType<Params, Params>, never, never, ZodType<DraftAnswer>>;
const saveDraft = { method: "PUT", path } as Endpoint<
  ZodType<Params, Params>,
  never,
  ZodType<{ content: string }, { content: string }>,
  ZodType<DraftAnswer>
>;
const discardDraft = { method: "DELETE", path } as Endpoint<ZodType<Params, Params>, never, never, ZodType<DraftAnswer>>;

export type Draft<Value> = {
  /** What was found when the page opened: put it into the fields once. */
  readonly found: Value | undefined;
  readonly isLoading: boolean;
  readonly state: "none" | "saving" | "saved" | "not_saved";
  readonly savedAt: string | null;
  /** Call with every change; it is sealed on the server two seconds after the last one. */
  readonly keep: (value: Value) => void;
  /** After sending, or when people say so. */
  readonly discard: () => Promise<void>;
};

const pause = 2_000;

/**
 * Keeps what is being written on the server, never in the browser. The key is a word, or a word and an id ("contact:<case id>"),
 * never a name.
 */
export function useDraft<Value>(key: string): Draft<Value> {
  const [found, setFound] = useState<Value | undefined>(undefined);
  const [isLoading, setLoading] = useState(true);
  const [state, setState] = useState<Draft<Value>["state"]>("none");
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef<Value>(undefined);
  const lastSave = useRef<Promise<unknown>>(Promise.resolve());

  useEffect(() => {
    const abort = new AbortController();
    setFound(undefined);
    setLoading(true);
    setState("none");
    call(getDraft, { params: { key } }, { signal: abort.signal })
      .then((answer) => {
        if (answer.content === null) return;
        setFound(JSON.parse(answer.content) as Value);
        setSavedAt(answer.savedAt);
        setState("saved");
      })
      .catch(() => undefined)
      .finally(() => abort.signal.aborted || setLoading(false));
    return () => abort.abort();
  }, [key]);

  const save = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const value = latest.current;
    if (value === undefined) return;
    latest.current = undefined;
    setState("saving");
    // one after the other, so that an older text never overtakes a newer one
    lastSave.current = lastSave.current
      .then(() => call(saveDraft, { params: { key }, body: { content: JSON.stringify(value) } }))
      .then((answer) => {
        setSavedAt(answer.savedAt);
        setState("saved");
      })
      .catch(() => {
        latest.current ??= value;
        setState("not_saved");
        timer.current ??= setTimeout(save, 5 * pause);
      });
  }, [key]);

  const keep = useCallback(
    (value: Value) => {
      latest.current = value;
      clearTimeout(timer.current);
      timer.current = setTimeout(save, pause);
    },
    [save],
  );

  const discard = useCallback(async () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    latest.current = undefined;
    await lastSave.current;
    await call(discardDraft, { params: { key } }).catch(() => undefined);
    setFound(undefined);
    setSavedAt(null);
    setState("none");
  }, [key]);

  // whoever leaves the page within the pause has written too
  useEffect(() => () => save(), [save]);

  return { found, isLoading, state, savedAt, keep, discard };
}

/** "Entwurf gesichert um 9:52 Uhr." for the place beside the button. */
export function DraftState(it: {
  readonly draft: Pick<Draft<unknown>, "state" | "savedAt" | "discard">;
  readonly onDiscard?: () => void;
}): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { state, savedAt, discard } = it.draft;
  const words =
    state === "saving"
      ? t("platform.draft.saving")
      : state === "not_saved"
        ? t("platform.draft.not_saved")
        : state === "saved" && savedAt !== null
          ? t("platform.draft.saved", { time: f.time(savedAt) })
          : "";
  return (
    <>
      <span className="small muted" role="status">
        {words}
      </span>
      {state === "saved" && it.onDiscard && (
        <Button
          kind="link"
          onPress={() => {
            void discard();
            it.onDiscard?.();
          }}
        >
          {t("platform.draft.discard")}
        </Button>
      )}
    </>
  );
}
