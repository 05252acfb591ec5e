import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Note } from "../page/panel.tsx";
import { useTexts } from "../texts.ts";
import { Actions, Button } from "./button.tsx";
import { DraftState, useDraft } from "./draft.tsx";
import type { FieldEntry } from "./fields.ts";

/** One field: what somebody typed, and what stood there before they did. */
type Typed = { readonly now: unknown; readonly was: unknown };
type Kept = { readonly fields: Readonly<Record<string, Typed>> };
/** Somebody else changed what a draft began from. */
type Overtaken = { readonly key: string; readonly label: string; readonly mine: unknown; readonly theirs: unknown };

type FormDraft = {
  readonly onValue: (entry: FieldEntry, value: string) => void;
  /** Somebody does something in the form: what changes from here on is theirs. */
  readonly onTouch: () => void;
  /** It was sent: what was kept has done its duty. */
  readonly onSent: () => Promise<void>;
  /** It is being sent; answers how to end it. */
  readonly hold: () => () => void;
  /** Over the fields. */
  readonly notice: ReactNode;
  /** Beside the button. */
  readonly state: ReactNode;
};

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What comes back is not left folded away. */
function unfold(id: string): void {
  for (let fold = document.getElementById(id)?.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
}

/**
 * Keeps what is typed into the fields of a form and puts it back when the form opens again. Only what differs from what the form began with
 * is kept, so that the rest is always today's.
 */
export function useFormDraft(key: string | undefined, fields: ReadonlyMap<string, FieldEntry>): FormDraft {
  const t = useTexts();
  const draft = useDraft<Kept>(key);
  const [overtaken, setOvertaken] = useState<readonly Overtaken[]>([]);
  const { found, keep, discard } = draft;

  const book = useRef({
    /** What stood in each field before anybody typed. */
    start: new Map<string, unknown>(),
    changed: new Map<string, Typed>(),
    /** Found and not yet put back: its field may still be on its way. */
    waiting: new Map<string, Typed>(),
    isTouched: false,
    isKept: false,
    isGone: false,
    timer: undefined as ReturnType<typeof setTimeout> | undefined,
  });

  const putBack = useCallback(() => {
    const { waiting, start, changed } = book.current;
    const seen: Overtaken[] = [];
    const placed = new Set<string>();
    const entryOf = (name: string) => [...fields.values()].find((entry) => entry.key === name && entry.kept);
    // one field may bring or empty another, so the second round sets right what the first one moved
    for (let round = 0; round < 2; round++) {
      for (const [name, typed] of waiting) {
        const entry = entryOf(name);
        const kept = entry?.kept?.();
        if (!entry || !kept) continue;
        if (!placed.has(name)) {
          placed.add(name);
          unfold(entry.id);
          const stands = start.get(name);
          if (kept.isText && !same(stands, typed.was) && !same(stands, typed.now))
            seen.push({ key: name, label: entry.label, mine: typed.now, theirs: stands });
        }
        if (!same(kept.value, typed.now)) flushSync(() => kept.put(typed.now as never));
      }
    }
    for (const name of placed) {
      const typed = waiting.get(name);
      if (typed) changed.set(name, typed);
      waiting.delete(name);
    }
    if (seen.length > 0) setOvertaken((before) => [...before, ...seen]);
  }, [fields]);

  const putBackSoon = useCallback(() => {
    clearTimeout(book.current.timer);
    // after all fields of this moment have said that they are there
    book.current.timer = setTimeout(putBack, 0);
  }, [putBack]);

  useEffect(() => {
    if (!found) return;
    const { waiting, changed, start } = book.current;
    book.current.isKept = true;
    for (const [name, typed] of Object.entries(found.fields)) {
      // whoever typed before the draft came has said something newer
      if (!changed.has(name)) waiting.set(name, typed);
    }
    for (const entry of fields.values()) if (entry.kept && !start.has(entry.key)) start.set(entry.key, entry.kept().value);
    putBackSoon();
  }, [found, fields, putBackSoon]);

  useEffect(() => {
    const kept = book.current;
    kept.isGone = false;
    return () => {
      kept.isGone = true;
      clearTimeout(kept.timer);
    };
  }, []);

  const keepChanged = useCallback(() => {
    const { changed, waiting } = book.current;
    const all = { ...Object.fromEntries(waiting), ...Object.fromEntries(changed) };
    if (Object.keys(all).length > 0) {
      book.current.isKept = true;
      keep({ fields: all });
    } else if (book.current.isKept) {
      book.current.isKept = false;
      void discard();
    }
  }, [keep, discard]);

  const onValue = useCallback(
    (entry: FieldEntry, value: string) => {
      if (key === undefined) return;
      const now: unknown = JSON.parse(value);
      const { start, changed, waiting, isTouched } = book.current;
      const name = entry.key;
      if (waiting.has(name)) {
        if (!start.has(name)) start.set(name, now);
        putBackSoon();
        return;
      }
      if (!start.has(name) || (!isTouched && !changed.has(name))) {
        start.set(name, now);
        return;
      }
      const before = changed.get(name);
      if (same(before?.now, now) && before !== undefined) return;
      if (same(start.get(name), now)) {
        if (!changed.delete(name)) return;
      } else changed.set(name, { now, was: before?.was ?? start.get(name) });
      keepChanged();
    },
    [key, keepChanged, putBackSoon],
  );

  const onTouch = useCallback(() => {
    book.current.isTouched = true;
  }, []);

  /** Begins anew with what stands in the fields now. */
  const forget = useCallback(() => {
    const { start, changed, waiting } = book.current;
    changed.clear();
    waiting.clear();
    book.current.isTouched = false;
    book.current.isKept = false;
    for (const entry of fields.values()) if (entry.kept) start.set(entry.key, entry.kept().value);
    if (!book.current.isGone) setOvertaken([]);
  }, [fields]);

  const onSent = useCallback(async () => {
    if (key === undefined) return;
    forget();
    await discard();
  }, [key, forget, discard]);

  const put = useCallback(
    (wanted: ReadonlyMap<string, unknown>) => {
      for (const entry of fields.values()) {
        const kept = entry.kept?.();
        if (kept && wanted.has(entry.key) && !same(kept.value, wanted.get(entry.key)))
          flushSync(() => kept.put(wanted.get(entry.key) as never));
      }
    },
    [fields],
  );

  const settle = () => {
    const { changed, start } = book.current;
    for (const { key: name } of overtaken) {
      const typed = changed.get(name);
      if (typed) changed.set(name, { now: typed.now, was: start.get(name) });
    }
    setOvertaken([]);
    keepChanged();
  };
  return {
    onValue,
    onTouch,
    onSent,
    hold: draft.hold,
    notice: overtaken.length > 0 && (
      <Note tone="due" live title={t("platform.draft.overtaken")}>
        <dl className="stack stack-s">
          {overtaken.map(({ key: name, label, theirs }) => (
            <div key={name}>
              <dt className="small muted">{label}</dt>
              <dd>{theirs === "" ? t("platform.changed.empty") : String(theirs)}</dd>
            </div>
          ))}
        </dl>
        <Actions>
          <Button kind="secondary" onPress={settle}>
            {t("platform.draft.keep_mine")}
          </Button>
          <Button
            kind="link"
            onPress={() => {
              put(new Map(overtaken.map(({ key: name, theirs }) => [name, theirs])));
              settle();
            }}
          >
            {t("platform.changed.take_theirs")}
          </Button>
        </Actions>
      </Note>
    ),
    state: key !== undefined && (
      <DraftState
        draft={draft}
        onDiscard={() => {
          const begun = new Map(book.current.start);
          book.current.changed.clear();
          book.current.waiting.clear();
          book.current.isTouched = false;
          put(begun);
          forget();
        }}
      />
    ),
  };
}
