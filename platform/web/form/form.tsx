import { type ReactNode, useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useRefresh } from "../answers.tsx";
import type { FieldProblem } from "../../contract/problem.ts";
import { type Problem, problemOf } from "../api.ts";
import { useFormat } from "../formats.ts";
import { newId } from "../ids.ts";
import { Note } from "../page/panel.tsx";
import { useTexts } from "../texts.ts";
import { Actions, Button } from "./button.tsx";
import { ChangedMeanwhile } from "./changed-meanwhile.tsx";
import { type FieldEntry, fieldOf, FormContext, type FormState, problemText } from "./fields.ts";
import { useFormDraft } from "./form-draft.tsx";

type FormProps = {
  readonly children: ReactNode;
  /** A verb with its object: "Kontakt speichern". */
  readonly submit: string;
  /**
   * Sends. The id was made when the form opened: sent twice, it is the same thing once. What it throws stands on the form.
   * After success the form takes a new id; answers `false` if nothing was sent after all.
   */
  readonly onSubmit: (sent: {
    readonly id: string;
    /** Of the row that somebody else changed meanwhile and whose other version this person has seen: `({ version = theme.version }) => …`. */
    readonly version?: number;
  }) => Promise<unknown>;
  /** Problems that the page finds itself before anything is sent. */
  readonly check?: () => readonly FieldProblem[];
  /** Words for a field's problem that are better than the general ones. */
  readonly wordsFor?: (field: { name: string; code: string }) => string | undefined;
  /** What a `conflict` or `forbidden` with this reason means here. */
  readonly wordsForProblem?: (problem: Problem) => string | undefined;
  /**
   * Called with `changed_meanwhile`: show `<ChangedMeanwhile>`. Without it the form sets its own fields beside those of the same name in
   * the row as it stands now; then the version that is sent must come from an answer, not from a state of the page.
   */
  readonly onChangedMeanwhile?: (current: unknown) => void;
  /**
   * Where what is typed is kept until it is sent: a word, or a word and an id ("step:<id>"), never a name. What belongs to a case ends
   * with ":<case id>", so that it goes with the person. Fields need a `name` that stays.
   */
  readonly draft?: string | undefined;
  /** Beside the button: a second way. */
  readonly beside?: ReactNode;
  readonly kind?: "primary" | "secondary";
  readonly saving?: string;
  /** Says that Ctrl and Enter send. */
  readonly showsShortcut?: boolean;
  readonly label?: string;
  /** One line (a search, a short answer): the button stands beside the field. */
  readonly isInline?: boolean;
};

/** A field that somebody else has saved otherwise meanwhile. */
type Other = { readonly entry: FieldEntry; readonly mine: string; readonly theirs: string };

/** What stands under the name of a field in a row: "identity.familyName" one step further in. */
function valueAt(row: unknown, name: string): unknown {
  return name.split(".").reduce<unknown>((at, part) => (at as Readonly<Record<string, unknown>> | null | undefined)?.[part], row);
}

function othersIn(fields: Iterable<FieldEntry>, current: unknown): Other[] {
  const others: Other[] = [];
  for (const entry of fields) {
    const kept = entry.kept?.();
    if (!kept?.isText || typeof kept.value !== "string") continue;
    const stands = valueAt(current, entry.key);
    const theirs = stands === null ? "" : typeof stands === "number" ? String(stands) : stands;
    if (typeof theirs === "string" && theirs !== kept.value) others.push({ entry, mine: kept.value, theirs });
  }
  return others;
}

type Known = FieldProblem & { readonly id: string | undefined; readonly label: string | undefined; readonly words: string };

/** Fields with one button. Nothing typed is ever lost; the button is never greyed out; all problems are said at once. */
export function Form(it: FormProps): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const id = useRef<string>(undefined);
  const form = useRef<HTMLFormElement>(null);
  const [fields] = useState(() => new Map<string, FieldEntry>());
  const isSending = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const [known, setKnown] = useState<readonly Known[]>([]);
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  const [attempt, setAttempt] = useState(0);
  const [others, setOthers] = useState<readonly Other[]>();
  /** The version beside which others stand, and then the one that is sent. */
  const met = useRef<number>(undefined);
  const seen = useRef<number>(undefined);
  const refresh = useRefresh();
  const summary = useRef<HTMLDivElement>(null);
  const summaryId = useId();

  const register = useCallback(
    (name: string, entry: FieldEntry) => {
      fields.set(name, entry);
      return () => {
        if (fields.get(name) === entry) fields.delete(name);
      };
    },
    [fields],
  );
  const draft = useFormDraft(it.draft, fields);
  const { onValue } = draft;
  const state = useMemo<FormState>(
    () => ({ register, onValue, problems: known, wordsFor: it.wordsFor }),
    [register, onValue, known, it.wordsFor],
  );

  useEffect(() => {
    if (attempt > 0) summary.current?.focus();
  }, [attempt]);

  function named(problems: readonly FieldProblem[]): Known[] {
    const all = problems.map((one) => {
      const name = fieldOf(one.path);
      const at = [...fields].find(([field]) => name === field || name.startsWith(`${field}.`));
      const words = it.wordsFor?.({ name: at?.[0] ?? name, code: one.code }) ?? problemText(one, t, (value) => f.number(value));
      return { ...one, id: at?.[1].id, label: at?.[1].label, words };
    });
    // in the order in which they stand there, whichever field came first
    return all.toSorted((a, b) => {
      const [first, second] = [a, b].map(({ id: field }) => (field === undefined ? null : document.getElementById(field)));
      if (first === second) return 0;
      if (!first || !second) return Number(!first) - Number(!second);
      return first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
    });
  }

  async function submit(): Promise<void> {
    if (isSending.current) return;
    const found: FieldProblem[] = [];
    for (const [path, entry] of fields) {
      const wrong = entry.check();
      if (wrong) found.push({ path, ...wrong });
    }
    found.push(...(it.check?.() ?? []));
    setKnown(named(found));
    setProblem(undefined);
    setOthers(undefined);
    if (found.length > 0) {
      setAttempt((before) => before + 1);
      return;
    }
    isSending.current = true;
    setBusy(true);
    id.current ??= newId();
    const release = draft.hold();
    let isStale = false;
    try {
      const isSent = (await it.onSubmit({ id: id.current, ...(seen.current === undefined ? {} : { version: seen.current }) })) !== false;
      seen.current = undefined;
      id.current = undefined;
      if (isSent) await draft.onSent();
    } catch (error) {
      const thrown = problemOf(error);
      setKnown(named(thrown.fields));
      setProblem(thrown);
      if (thrown.code === "changed_meanwhile") {
        const version = valueAt(thrown.current, "version");
        // the page did not take the version that was seen: it reads its own anew, then it is sent
        isStale = seen.current !== undefined && seen.current === version;
        seen.current = undefined;
        met.current = typeof version === "number" ? version : undefined;
        if (it.onChangedMeanwhile) it.onChangedMeanwhile(thrown.current);
        else if (!isStale) setOthers(othersIn(fields.values(), thrown.current));
      }
      if (thrown.code !== "signed_out") setAttempt((before) => before + 1);
    } finally {
      release();
      isSending.current = false;
      setBusy(false);
    }
    if (isStale) {
      await refresh();
      form.current?.requestSubmit();
    }
  }

  useEffect(() => {
    const shown = form.current;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      shown?.requestSubmit();
    };
    shown?.addEventListener("keydown", onKeyDown);
    return () => shown?.removeEventListener("keydown", onKeyDown);
  }, []);

  /** Over the page, or as both versions side by side. */
  const isSaidElsewhere = (one: Problem) =>
    one.code === "signed_out" || (one.code === "changed_meanwhile" && (it.onChangedMeanwhile !== undefined || others !== undefined));

  const button = (
    <Button type="submit" kind={it.kind ?? "primary"} busy={isBusy ? (it.saving ?? t("platform.saving")) : undefined}>
      {it.submit}
    </Button>
  );

  return (
    <FormContext value={state}>
      <form
        ref={form}
        className={it.isInline ? "form form--inline" : "form stack stack-m"}
        noValidate
        aria-label={it.label}
        onPointerDownCapture={draft.onTouch}
        onKeyDownCapture={draft.onTouch}
        onInputCapture={draft.onTouch}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {(known.length > 0 || (problem && !isSaidElsewhere(problem))) && (
          <div ref={summary} tabIndex={-1} role="alert" className="summary" aria-labelledby={summaryId}>
            {known.length > 0 ? (
              <ErrorSummary id={summaryId} problems={known} />
            ) : (
              problem && (
                <Note
                  tone="bad"
                  id={summaryId}
                  title={problem.code === "offline" ? t("platform.offline.title") : t("platform.problem.title")}
                >
                  <p>
                    {it.wordsForProblem?.(problem) ??
                      (problem.code === "offline" ? t("platform.offline.body") : t(`platform.problem.${problem.code}`))}
                  </p>
                  {problem.code === "failed" && problem.requestId !== undefined && (
                    <p className="small muted">{t("platform.problem.request", { id: problem.requestId })}</p>
                  )}
                </Note>
              )
            )}
          </div>
        )}
        {others && (
          <ChangedMeanwhile
            differences={others.map(({ entry, mine, theirs }) => ({ label: entry.label, mine, theirs }))}
            onKeepMine={() => {
              setOthers(undefined);
              seen.current = met.current;
              if (met.current === undefined) void refresh().then(() => form.current?.requestSubmit());
              else form.current?.requestSubmit();
            }}
            onTakeTheirs={() => {
              setOthers(undefined);
              for (const { entry, theirs } of others) flushSync(() => entry.kept?.().put(theirs as never));
              void draft.onSent().then(() => refresh());
            }}
          />
        )}
        {draft.notice}
        {it.children}
        {it.isInline ? (
          button
        ) : (
          <Actions>
            {button}
            {it.showsShortcut && <span className="small muted only-l">{t("platform.form.shortcut")}</span>}
            {it.beside}
            {draft.state}
          </Actions>
        )}
      </form>
    </FormContext>
  );
}

/** All problems of a form on top of it, each a link to its field. */
export function ErrorSummary(it: {
  readonly id?: string;
  readonly problems: readonly {
    readonly path: string;
    readonly id?: string | undefined;
    readonly label?: string | undefined;
    readonly words: string;
  }[];
}): ReactNode {
  const t = useTexts();
  return (
    <Note tone="bad" id={it.id} title={t("platform.form.summary", { n: it.problems.length })}>
      <ul className="stack stack-s">
        {it.problems.map((problem) => (
          <li key={`${problem.path} ${problem.words}`}>
            {problem.id === undefined ? (
              problem.words
            ) : (
              <a
                href={`#${problem.id}`}
                onClick={(event) => {
                  event.preventDefault();
                  jumpTo(problem.id ?? "");
                }}
              >
                {problem.label?.replace(/[?:.]$/, "")}: {problem.words}
              </a>
            )}
          </li>
        ))}
      </ul>
    </Note>
  );
}

function jumpTo(id: string): void {
  const target = document.getElementById(id);
  const control = target?.matches("fieldset") ? (target.querySelector<HTMLElement>("input, select, textarea, button") ?? target) : target;
  control?.focus();
  control?.scrollIntoView({ block: "center" });
}
