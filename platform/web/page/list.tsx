import type { ReactNode } from "react";
import type { Urgency } from "../formats.ts";
import { Icon, type IconName, type IconTone, Mark } from "./icon.tsx";

/** The default way to show things: rows with a thin line between, no boxes. */
export function List(it: { readonly label?: string; readonly children: ReactNode }): ReactNode {
  return (
    <ul className="list" aria-label={it.label}>
      {it.children}
    </ul>
  );
}

/** The column is narrow: a day of another year takes two lines, and its year stays whole. */
function withBreakBeforeYear(day: string): string {
  return day.replace(/\u00a0(?=\d{4}$)/, " ");
}

/** A date or count at the left, the sentence, what to do at the right. `f.when(day)` gives `at`, `note` and `urgency`. */
export function ListRow(it: {
  readonly at?: ReactNode;
  readonly note?: ReactNode;
  readonly urgency?: Urgency;
  readonly action?: ReactNode;
  /** A bare number at the left stands big. */
  readonly count?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  if (it.at === undefined && it.count === undefined)
    return (
      <li className={it.action === undefined ? undefined : "row row--apart row--line"}>
        <div className="stack stack-xs">{it.children}</div>
        {it.action}
      </li>
    );
  return (
    <li className={`when${it.urgency ? ` when--${it.urgency}` : ""}${it.count === undefined ? "" : " when--count"}`}>
      <div className={it.count === undefined ? "when__at" : "when__count"}>
        {typeof it.at === "string" ? withBreakBeforeYear(it.at) : (it.at ?? it.count)}
        {it.note !== undefined && <span>{it.note}</span>}
      </div>
      <div className="stack stack-xs">{it.children}</div>
      {it.action !== undefined && <div className="when__action">{it.action}</div>}
    </li>
  );
}

/** A fold: what it holds at the left, the word to open at the right. */
export function Fold(it: {
  readonly summary: ReactNode;
  readonly word?: string;
  readonly isOpen?: boolean;
  /** For what is only asked for once somebody looks. */
  readonly onOpen?: () => void;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <details className="fold" open={it.isOpen} onToggle={(event) => event.currentTarget.open && it.onOpen?.()}>
      <summary>
        <span>{it.summary}</span>
        {it.word !== undefined && <span>{it.word}</span>}
        <Icon name="arrow-down" tone="act" />
      </summary>
      <div className="stack">{it.children}</div>
    </details>
  );
}

export type StoryEntry = {
  readonly key: string;
  readonly date: string;
  /** What it was: "Telefonat, 10 Minuten". */
  readonly kind: ReactNode;
  readonly text?: ReactNode;
  readonly small?: ReactNode;
  /** `mark` is the stair of a gap report. */
  readonly icon?: IconName | "mark";
  readonly isMilestone?: boolean;
};

/** What happened, newest first, along a line. */
export function Story(it: { readonly entries: readonly StoryEntry[]; readonly label: string }): ReactNode {
  return (
    <ol className="story" aria-label={it.label}>
      {it.entries.map((entry) => {
        const tone: IconTone = entry.isMilestone ? "good" : "mute";
        return (
          <li key={entry.key}>
            <div className="story__date">{entry.date}</div>
            {entry.icon === "mark" ? <Mark /> : <Icon name={entry.icon ?? (entry.isMilestone ? "success" : "edit")} tone={tone} />}
            <div className="stack stack-xs">
              <p className="story__kind">{entry.kind}</p>
              {entry.text !== undefined && (
                <div className={entry.isMilestone ? "mile" : undefined} dir="auto">
                  {entry.text}
                </div>
              )}
              {entry.small !== undefined && <div className="small muted">{entry.small}</div>}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** What became of something: a dot a step, open where it still lies ahead. */
export function Path(it: {
  readonly label: string;
  readonly steps: readonly { readonly key: string; readonly title: ReactNode; readonly text?: ReactNode; readonly isAhead?: boolean }[];
}): ReactNode {
  return (
    <ol className="path" aria-label={it.label}>
      {it.steps.map((step) => (
        <li key={step.key} className={step.isAhead ? "path--ahead" : undefined}>
          <b>{step.title}</b>
          {step.text !== undefined && <span>{step.text}</span>}
        </li>
      ))}
    </ol>
  );
}
