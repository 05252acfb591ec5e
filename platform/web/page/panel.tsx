import { type ReactNode, useId } from "react";
import { Icon, type IconName } from "./icon.tsx";

/** The one grey box of a page: for what is owed to the reader. */
export function Panel(it: { readonly title?: string; readonly children: ReactNode }): ReactNode {
  const id = useId();
  return (
    <section className="panel stack" aria-labelledby={it.title === undefined ? undefined : id}>
      {it.title !== undefined && <h2 id={id}>{it.title}</h2>}
      {it.children}
    </section>
  );
}

export type Tone = "due" | "good" | "bad" | "act";

/** A word to the reader about what is on the page. `live`: it appeared just now and is read out. */
export function Note(it: {
  readonly tone?: Tone;
  readonly title?: string;
  readonly id?: string | undefined;
  readonly live?: boolean;
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <div className={`note note--${it.tone ?? "act"} stack stack-s`} role={it.live ? (it.tone === "bad" ? "alert" : "status") : undefined}>
      {it.title !== undefined && (
        <p className="note__title" id={it.id}>
          {it.title}
        </p>
      )}
      {it.children}
    </div>
  );
}

const tagIcons: Record<Tone, IconName> = { due: "warning", good: "success", bad: "danger", act: "autorenew" };

/** A state: a word with a shape, never a colour alone. */
export function Tag(it: { readonly tone?: Tone; readonly icon?: IconName; readonly children: ReactNode }): ReactNode {
  const icon = it.icon ?? (it.tone ? tagIcons[it.tone] : undefined);
  return (
    <span className={it.tone ? `tag tag--${it.tone}` : "tag"}>
      {icon && <Icon name={icon} isSmall />}
      {it.children}
    </span>
  );
}

/** Someone else's words, quoted and dated. */
export function Quote(it: { readonly children: ReactNode; readonly by: ReactNode; readonly isBoxed?: boolean }): ReactNode {
  return (
    <figure className={it.isBoxed ? "said stack stack-s" : "stack stack-s"}>
      <blockquote className={it.isBoxed ? undefined : "voice"} dir="auto">
        {it.children}
      </blockquote>
      <figcaption className="small muted">{it.by}</figcaption>
    </figure>
  );
}

/** One number with what it means. */
export function BigNumber(it: { readonly value: ReactNode; readonly unit?: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className="number">
      <p>
        <b>{it.value}</b> {it.unit !== undefined && <span>{it.unit}</span>}
      </p>
      <p className="small muted">{it.children}</p>
    </div>
  );
}

/** Two to four counts side by side, each with its word. */
export function Counts(it: {
  readonly items: readonly { readonly label: string; readonly value: ReactNode; readonly tone?: Tone }[];
}): ReactNode {
  return (
    <dl className="counts">
      {it.items.map((item) => (
        <div key={item.label} className={item.tone ? `counts--${item.tone}` : undefined}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What is known of something: word at the left, value at the right. */
export function Facts(it: { readonly items: readonly { readonly label: string; readonly value: ReactNode }[] }): ReactNode {
  return (
    <dl className="facts">
      {it.items.map((item) => (
        <div key={item.label}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Before and now, in big type: "19 Tage → 4 Tage". */
export function Change(it: { readonly before: string; readonly now: string }): ReactNode {
  return (
    <p className="change">
      <span className="change__before">{it.before}</span>
      <Icon name="arrow-forward" tone="mute" />
      <b>{it.now}</b>
    </p>
  );
}
