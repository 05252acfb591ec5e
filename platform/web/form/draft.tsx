import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
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
  readonly state: "none" | "restored" | "saving" | "saved" | "not_saved";
  readonly savedAt: string | null;
  /** Call with every change; it is sealed on the server two seconds after the last one. */
  readonly keep: (value: Value) => void;
  /** After sending, or when people say so. */
  readonly discard: () => Promise<void>;
};

type Kept<Value> = {
  readonly key: string;
  readonly found: Value | undefined;
  readonly state: Draft<Value>["state"];
  readonly savedAt: string | null;
};

const pause = 2_000;

/** Saves one after the other, so that an older text never overtakes a newer one, and tries again while there is no connection. */
class Keeper<Value> {
  readonly key: string;
  readonly tell: (change: Partial<Kept<Value>>) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: { value: Value } | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(key: string, tell: (change: Partial<Kept<Value>>) => void) {
    this.key = key;
    this.tell = tell;
  }

  keep(value: Value): void {
    this.#waiting = { value };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), pause);
  }

  save(): void {
    clearTimeout(this.#timer);
    const waiting = this.#waiting;
    if (!waiting) return;
    this.#waiting = undefined;
    this.tell({ state: "saving" });
    const body = { content: JSON.stringify(waiting.value) };
    this.#last = this.#last
      .then(() => call(saveDraft, { params: { key: this.key }, body }))
      .then((answer) => this.tell({ state: "saved", savedAt: answer.savedAt }))
      .catch(() => {
        this.#waiting ??= waiting;
        this.tell({ state: "not_saved" });
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.save(), 5 * pause);
      });
  }

  async discard(): Promise<void> {
    clearTimeout(this.#timer);
    this.#waiting = undefined;
    await this.#last;
    clearTimeout(this.#timer);
    this.#waiting = undefined;
    await call(discardDraft, { params: { key: this.key } }).catch(() => undefined);
    this.tell({ found: undefined, state: "none", savedAt: null });
  }
}

/**
 * Keeps what is being written on the server, never in the browser. The key is a word, or a word and an id ("contact:<case id>"),
 * never a name.
 */
export function useDraft<Value>(key: string): Draft<Value> {
  const [kept, setKept] = useState<Kept<Value> | undefined>(undefined);
  const keeper = useMemo(() => {
    const empty: Kept<Value> = { key, found: undefined, state: "none", savedAt: null };
    return new Keeper<Value>(key, (change) => setKept((before) => ({ ...(before?.key === key ? before : empty), ...change })));
  }, [key]);

  useEffect(() => {
    const abort = new AbortController();
    call(getDraft, { params: { key } }, { signal: abort.signal })
      .then(({ content, savedAt }) =>
        keeper.tell(content === null ? {} : { found: JSON.parse(content) as Value, savedAt, state: "restored" }),
      )
      .catch(() => abort.signal.aborted || keeper.tell({}));
    // whoever leaves the page within the pause has written too
    return () => {
      abort.abort();
      keeper.save();
    };
  }, [key, keeper]);

  const keep = useCallback((value: Value) => keeper.keep(value), [keeper]);
  const discard = useCallback(() => keeper.discard(), [keeper]);
  const now = kept?.key === key ? kept : undefined;
  return { found: now?.found, isLoading: now === undefined, state: now?.state ?? "none", savedAt: now?.savedAt ?? null, keep, discard };
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
        : savedAt === null
          ? ""
          : state === "restored"
            ? t("platform.draft.restored", { moment: f.moment(savedAt) })
            : t("platform.draft.saved", { time: f.time(savedAt) });
  return (
    <>
      <output className="small muted">{words}</output>
      {(state === "saved" || state === "restored") && it.onDiscard && (
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
