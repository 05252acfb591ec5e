import "./cases.css";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from "react";
import { useAnswer } from "../../../platform/web/answers.tsx";
import { Button } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Icon, Mark } from "../../../platform/web/page/icon.tsx";
import { useSession } from "../../../platform/web/session.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import { findPeople, type WhyFound } from "../../people/contract.ts";
import { usePersonName } from "../../people/web/index.ts";
import { type CaseRow, contactKinds, listCases } from "../contract.ts";
import { readLine, sentenceOf } from "./line-words.ts";
import { useCaseWords } from "./words.ts";

type Suggestion = {
  readonly key: string;
  readonly icon: ReactNode;
  readonly title: string;
  readonly note: string;
  readonly go: () => void;
};

const pause = 250;

/** The cases of the people found, as far as the actor works with them. Names never reach an address: the search is a POST. */
type FoundCase = { readonly row: CaseRow; readonly why: readonly WhyFound[]; readonly born: string | null };

function useFound(typed: string): { readonly found: readonly FoundCase[]; readonly isNoDay: boolean } {
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed), pause);
    return () => clearTimeout(timer);
  }, [typed]);
  const isLong = asked.length >= 2 && typed !== "";
  const whole = useAnswer(findPeople, { body: { text: asked } }, { when: isLong });
  const first = asked.split(" ")[0] ?? "";
  // "Rahimi Kita zugesagt": where all words together find nobody, the first one may
  const isRest = isLong && first !== asked && first.length >= 2 && whole.data?.found.length === 0;
  const part = useAnswer(findPeople, { body: { text: first } }, { when: isRest });
  const found = isLong ? ((isRest ? part.data : whole.data)?.found ?? []) : [];
  const open = useAnswer(listCases, { query: { state: "open" } }, { when: found.length > 0 });
  const isMissing =
    found.length > 0 && open.data !== undefined && !found.every((one) => open.data.cases.some((row) => row.clientId === one.clientId));
  const closed = useAnswer(listCases, { query: { state: "closed" } }, { when: isMissing });
  const rows = [...(open.data?.cases ?? []), ...(closed.data?.cases ?? [])];
  const shown = found.flatMap(({ clientId, why, identity }) => {
    const row = rows.find((one) => one.clientId === clientId);
    return row ? [{ row, why, born: identity.birthDate }] : [];
  });
  return { found: shown.slice(0, 5), isNoDay: isLong && whole.data?.isNoDay === true };
}

/** One line: a name finds the person, a sentence becomes a contact, and what did not work becomes a report. */
export function Line({ isSmall }: { readonly isSmall: boolean }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const id = useId();
  const navigate = useNavigate();
  const nameOf = usePersonName();
  const { label, unit } = useCaseWords();
  const { actor } = useSession();
  const around = useRef<HTMLFormElement>(null);
  const [text, setText] = useState("");
  const [isOpen, setOpen] = useState(false);
  const words = useMemo(
    () => ({
      kinds: Object.fromEntries(contactKinds.map((kind) => [kind, t(`cases.line.words.kind.${kind}`)])) as Record<
        (typeof contactKinds)[number],
        string
      >,
      minutes: t("cases.line.words.minutes"),
      hours: t("cases.line.words.hours"),
      skipped: t("cases.line.words.skipped"),
      titles: t("cases.line.words.titles"),
    }),
    [t],
  );
  const read = readLine(text, words);
  const { found, isNoDay } = useFound([read.name, read.birth].filter(Boolean).join(" "));

  useEffect(() => {
    const leave = (event: Event) => {
      if (event.target instanceof Node && !around.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener("pointerdown", leave);
    document.addEventListener("focusin", leave);
    return () => {
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("focusin", leave);
    };
  }, []);

  const go = (to: string, state?: object) => () => {
    setOpen(false);
    setText("");
    void navigate({ to, ...(state ? { state: state as never } : {}) });
  };
  const person = ({ row, why, born }: FoundCase): Suggestion => ({
    key: `person ${row.id}`,
    icon: <Icon name="account-circle" tone="act" />,
    title: nameOf(row.identity, row.number),
    note: [
      ...(born === null ? [] : [t("cases.line.born", { day: f.dayWithYear(born) })]),
      t(row.basis === "share" ? "cases.line.shared" : row.closedOn === null ? "cases.line.own" : "cases.line.closed", {
        day: row.lastContactOn === null ? "none" : f.day(row.lastContactOn),
        unit: unit(row.unitId),
      }),
      ...(why.every((one) => one === "same_name" || one === "beginning")
        ? []
        : [f.capital(f.list(why.map((one) => t(`people.why.${one}`))))]),
    ].join(" · "),
    go: go(`/cases/${row.id}`),
  });
  const entry = (row: CaseRow): Suggestion => ({
    key: `entry ${row.id}`,
    icon: <Icon name="edit" tone="act" />,
    title: t("cases.line.entry", { name: nameOf(row.identity, row.number) }),
    note: [
      ...(read.kind ? [label("contact_kind", read.kind)] : []),
      t("cases.line.today"),
      ...(read.minutes === undefined ? [] : [f.minutes(read.minutes)]),
    ].join(", "),
    go: go(`/cases/${row.id}`, {
      contact: { kind: read.kind, minutes: read.minutes, sentence: sentenceOf(text, nameOf(row.identity), words) },
    }),
  });
  const entries = found.flatMap(({ row }) => (row.abilities.edit && row.closedOn === null ? [entry(row)] : []));
  const people = found.map(person);
  const suggestions: readonly Suggestion[] =
    text.trim().length < 2
      ? []
      : [
          ...(read.isEntry ? [...entries, ...people] : [...people, ...entries.slice(0, 1)]),
          {
            key: "report",
            icon: <Mark />,
            title: t("cases.line.report"),
            note: t("cases.line.report_note", { text: text.trim() }),
            go: go("/report", { firstSentence: text.trim() }),
          },
        ];
  const isShown = isOpen && suggestions.length > 0;

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      setOpen(false);
      around.current?.querySelector("input")?.focus();
      return;
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const picks = [...(around.current?.querySelectorAll<HTMLElement>("input, .pick") ?? [])];
    const at = picks.indexOf(document.activeElement as HTMLElement);
    if (at === -1) return;
    event.preventDefault();
    picks[(at + (event.key === "ArrowDown" ? 1 : picks.length - 1)) % picks.length]?.focus();
  }

  if (!actor) return null;
  const isPartner = actor.role === "partner";
  return (
    // the arrow keys of the field and of its suggestions meet here
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={around}
      className={isSmall ? "line line--small" : "line"}
      aria-label={t("platform.search")}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        if (isShown) suggestions[0]?.go();
        else setOpen(true);
      }}
    >
      <label className={isSmall ? "kern-sr-only" : "line__label"} htmlFor={id}>
        {t(isPartner ? "cases.line.label_partner" : "cases.line.label")}
      </label>
      <div className="line__box">
        <Icon name="search" tone="mute" />
        <input
          id={id}
          type="text"
          autoComplete="off"
          placeholder={isSmall ? t("platform.search") : undefined}
          aria-describedby={isSmall ? undefined : `${id}-hint`}
          aria-controls={isShown ? `${id}-list` : undefined}
          value={text}
          onFocus={() => setOpen(true)}
          onChange={(event) => {
            setText(event.target.value);
            setOpen(true);
          }}
        />
        {!isSmall && (
          <Button type="submit" kind="primary">
            {t("cases.line.go")}
          </Button>
        )}
      </div>
      {!isSmall && (
        <p className="small muted" id={`${id}-hint`}>
          {t(isPartner ? "cases.line.hint_partner" : "cases.line.hint")}
        </p>
      )}
      {isShown && (
        <div className="suggest" id={`${id}-list`}>
          {isNoDay && <p className="small muted">{t("cases.line.no_day")}</p>}
          <ul aria-label={t("cases.line.suggestions")}>
            {suggestions.map((one) => (
              <li key={one.key}>
                <button type="button" className="pick" onClick={one.go}>
                  <span className="pick__icon">{one.icon}</span>
                  <span>
                    <strong>{one.title}</strong>
                    <span className="pick__note">{one.note}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <output className="kern-sr-only">{isShown ? t("cases.line.count", { n: suggestions.length }) : ""}</output>
    </form>
  );
}
