import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import type { ZodType } from "zod";
import type { Endpoint } from "../../contract/endpoint.ts";
import { call, problemOf } from "../api.ts";
import { useFormat } from "../formats.ts";
import { useSession } from "../session.ts";
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
  readonly state: "none" | "restored" | "saving" | "saved" | NotSaved;
  readonly savedAt: string | null;
  /** Call with every change; it is sealed on the server two seconds after the last one. */
  readonly keep: (value: Value) => void;
  /** After sending, or when people say so. */
  readonly discard: () => Promise<void>;
  /** Before sending; answers how to end it. */
  readonly hold: () => () => void;
};

/** Why: nobody answers; it is longer than a draft may be; anything else. */
type NotSaved = "unreachable" | "too_long" | "refused";

function whyNotSaved(error: unknown): NotSaved {
  const { code, fields } = problemOf(error);
  if (code === "offline" || code === "unavailable") return "unreachable";
  return code === "too_large" || fields.some((field) => field.code === "too_long") ? "too_long" : "refused";
}

type Kept<Value> = {
  readonly key: string;
  readonly found: Value | undefined;
  readonly state: Draft<Value>["state"];
  readonly savedAt: string | null;
};

type Change<Value> = Partial<Kept<Value>>;

const pause = 2_000;
/** As the contract of drafts has it; said where one is longer. */
const mostDraft = 100_000;
const isNotSaved = (state: Draft<unknown>["state"]): state is NotSaved =>
  state === "unreachable" || state === "too_long" || state === "refused";

/**
 * Saves one after the other, so that an older text never overtakes a newer one, and tries again while there is no connection. It
 * outlives the form: what no server has yet is there again for whoever comes back to the page.
 */
class Keeper<Value> {
  readonly key: string;
  #listeners = new Set<(change: Change<Value>) => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: { value: Value } | undefined;
  #sending: { value: Value } | undefined;
  #last: Promise<unknown> = Promise.resolve();
  /** What was discarded is discarded on the server too: who opens the same form at once does not find it again. */
  gone: Promise<unknown> = Promise.resolve();
  #isHeld = false;
  failure: NotSaved | undefined;

  constructor(key: string) {
    this.key = key;
  }

  /** What no server has confirmed. */
  get unsaved(): { readonly value: Value } | undefined {
    return this.#isHeld ? undefined : (this.#waiting ?? this.#sending);
  }

  listen(listener: (change: Change<Value>) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #tell(change: Change<Value>): void {
    for (const listener of this.#listeners) listener(change);
  }

  keep(value: Value): void {
    this.#waiting = { value };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), pause);
  }

  /** `leaving`: the page goes, the request stays. */
  save({ leaving = false } = {}): void {
    clearTimeout(this.#timer);
    const waiting = this.#waiting;
    if (!waiting || (this.#isHeld && !leaving)) return;
    this.#waiting = undefined;
    this.#sending = waiting;
    this.#tell({ state: "saving" });
    const body = { content: JSON.stringify(waiting.value) };
    const send = () => call(saveDraft, { params: { key: this.key }, body }, leaving ? { keepalive: true } : {});
    this.#last = (leaving ? send() : this.#last.then(send))
      .then((answer) => {
        this.failure = undefined;
        if (this.#sending === waiting) this.#sending = undefined;
        this.#tell({ state: "saved", savedAt: answer.savedAt });
      })
      .catch((error: unknown) => {
        // a newer one is on its way, or nobody wants it any more
        if (this.#sending !== waiting) return;
        this.failure = whyNotSaved(error);
        this.#sending = undefined;
        this.#waiting ??= waiting;
        this.#tell({ state: this.failure });
        clearTimeout(this.#timer);
        // what is too long stays so until somebody shortens it
        if (this.failure !== "too_long") this.#timer = setTimeout(() => this.save(), 5 * pause);
      });
  }

  /** While the form is being sent nothing is saved, and who opens it meanwhile waits for the end. Answers how to end it. */
  hold(): () => void {
    let end = () => {};
    this.#isHeld = true;
    this.gone = new Promise<void>((resolve) => {
      end = resolve;
    });
    return () => {
      this.#isHeld = false;
      if (this.#waiting) this.keep(this.#waiting.value);
      end();
    };
  }

  discard(): Promise<void> {
    const going = this.#discard();
    this.gone = going;
    return going;
  }

  async settled(): Promise<void> {
    await this.#last;
  }

  async #discard(): Promise<void> {
    const forget = () => {
      clearTimeout(this.#timer);
      this.#waiting = undefined;
      this.#sending = undefined;
      this.failure = undefined;
    };
    forget();
    await this.#last;
    // somebody writes again already
    if (this.#waiting) return;
    forget();
    await call(discardDraft, { params: { key: this.key } }).catch(() => undefined);
    this.#tell({ found: undefined, state: "none", savedAt: null });
  }
}

/** By actor and key. Another actor begins with another page, see the shell. */
const keepers = new Map<string, Keeper<unknown>>();

function keeperOf<Value>(actor: string, key: string): Keeper<Value> {
  if (keepers.size === 0) watchThePage();
  const id = `${actor} ${key}`;
  const keeper = keepers.get(id) ?? new Keeper<unknown>(key);
  keepers.set(id, keeper);
  return keeper as Keeper<Value>;
}

function saveAll(how?: { leaving: boolean }): void {
  for (const keeper of keepers.values()) keeper.save(how);
}

/** Before somebody signs out or acts as somebody else: what was typed within the pause is sealed first. */
export async function saveDrafts(): Promise<void> {
  saveAll();
  await Promise.all([...keepers.values()].map((keeper) => keeper.settled()));
}

function watchThePage(): void {
  addEventListener("online", () => saveAll());
  // closed, loaded anew or put away within the pause
  addEventListener("pagehide", () => saveAll({ leaving: true }));
  addEventListener("visibilitychange", () => document.visibilityState === "hidden" && saveAll({ leaving: true }));
  // without a connection it would be gone with the page: the browser asks first
  addEventListener("beforeunload", (event) => {
    if ([...keepers.values()].some((keeper) => keeper.unsaved && (keeper.failure || !navigator.onLine))) event.preventDefault();
  });
}
/**
 * Keeps what is being written on the server, never in the browser's store. The key is a word, or a word and an id ("contact:<case id>"),
 * never a name.
 */
export function useDraft<Value>(key: string | undefined): Draft<Value> {
  const actor = useSession().actor?.membershipId;
  const [kept, setKept] = useState<Kept<Value> | undefined>(undefined);
  const keeper = useMemo(() => (key === undefined || actor === undefined ? undefined : keeperOf<Value>(actor, key)), [actor, key]);

  useEffect(() => {
    if (!keeper) return undefined;
    const { key } = keeper;
    const abort = new AbortController();
    const empty: Kept<Value> = { key, found: undefined, state: "none", savedAt: null };
    const tell = (change: Change<Value>) => setKept((before) => ({ ...(before?.key === key ? before : empty), ...change }));
    const stop = keeper.listen(tell);
    const left = keeper.unsaved;
    if (left) {
      tell({ found: left.value, state: keeper.failure ?? "saving", savedAt: null });
      keeper.save();
    } else
      keeper.gone
        .then(() => call(getDraft, { params: { key } }, { signal: abort.signal }))
        .then(({ content, savedAt }) => tell(content === null ? {} : { found: JSON.parse(content) as Value, savedAt, state: "restored" }))
        .catch(() => abort.signal.aborted || tell({}));
    // whoever leaves the page within the pause has written too
    return () => {
      abort.abort();
      keeper.save();
      stop();
    };
  }, [keeper]);

  const keep = useCallback((value: Value) => keeper?.keep(value), [keeper]);
  const discard = useCallback(async () => await keeper?.discard(), [keeper]);
  const hold = useCallback(() => keeper?.hold() ?? (() => {}), [keeper]);
  const now = kept?.key === key ? kept : undefined;
  return {
    found: now?.found,
    isLoading: keeper !== undefined && now === undefined,
    state: now?.state ?? "none",
    savedAt: now?.savedAt ?? null,
    keep,
    discard,
    hold,
  };
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
      : isNotSaved(state)
        ? t(`platform.draft.${state}`, { most: mostDraft })
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
