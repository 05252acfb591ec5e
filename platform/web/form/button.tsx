import { Link as RouterLink } from "@tanstack/react-router";
import type { ReactNode, Ref } from "react";
import { Icon, type IconName } from "../page/icon.tsx";

export type ButtonKind = "primary" | "secondary" | "link";

type ButtonProps = {
  readonly children: ReactNode;
  /** One filled (`primary`) button a page; a choice on the way is outlined, everything else is a `link`. */
  readonly kind?: ButtonKind;
  readonly type?: "button" | "submit";
  readonly icon?: IconName;
  /** The words while it works: "Wird gespeichert …". The button is never greyed out. */
  readonly busy?: string | undefined;
  readonly onPress?: () => void;
  /** Where the visible word alone does not say what it is about. */
  readonly label?: string;
  readonly lang?: string;
  readonly isPressed?: boolean;
  readonly isExpanded?: boolean;
  readonly controls?: string;
  readonly describedBy?: string;
  readonly ref?: Ref<HTMLButtonElement>;
};

const classes: Record<ButtonKind, string> = {
  primary: "kern-btn kern-btn--primary",
  secondary: "kern-btn kern-btn--secondary",
  link: "btn-flat",
};

function Content(it: { kind: ButtonKind; icon: IconName | undefined; children: ReactNode }): ReactNode {
  return (
    <>
      {it.icon && <Icon name={it.icon} />}
      {it.kind === "link" ? it.children : <span className="kern-label">{it.children}</span>}
    </>
  );
}

export function Button({ ref, ...it }: ButtonProps): ReactNode {
  const kind = it.kind ?? "secondary";
  return (
    <button
      ref={ref}
      type={it.type ?? "button"}
      className={classes[kind]}
      aria-busy={it.busy === undefined ? undefined : true}
      lang={it.lang}
      aria-label={it.label}
      aria-pressed={it.isPressed}
      aria-expanded={it.isExpanded}
      aria-controls={it.controls}
      aria-describedby={it.describedBy}
      onClick={it.busy === undefined ? it.onPress : undefined}
    >
      <Content kind={kind} icon={it.icon}>
        {it.busy ?? it.children}
      </Content>
    </button>
  );
}

type LinkProps = {
  readonly to: string;
  readonly children: ReactNode;
  readonly label?: string;
  readonly lang?: string;
  readonly onPress?: () => void;
};

/** A link to a page: `<Link to={`/cases/${id}`}>`. `soft` is for names in lists: black, underlined lightly. */
export function Link(it: LinkProps & { readonly kind?: "plain" | "name" | "soft" }): ReactNode {
  const className = it.kind === "name" ? "who" : it.kind === "soft" ? "who who--soft" : undefined;
  return (
    // what somebody wrote keeps its own direction
    <RouterLink to={it.to} className={className} aria-label={it.label} lang={it.lang} dir="auto" onClick={it.onPress}>
      {it.children}
    </RouterLink>
  );
}

/** A link that leads out of Verbund or to a file; it opens in the same window. */
export function OutLink(it: { readonly href: string; readonly children: ReactNode }): ReactNode {
  return (
    <a href={it.href} rel="noreferrer">
      {it.children}
    </a>
  );
}

/** A link that looks like a button: it leads somewhere, it changes nothing. */
export function LinkButton(it: LinkProps & { readonly kind?: ButtonKind; readonly icon?: IconName }): ReactNode {
  const kind = it.kind ?? "secondary";
  return (
    <RouterLink to={it.to} className={classes[kind]} aria-label={it.label} onClick={it.onPress}>
      <Content kind={kind} icon={it.icon}>
        {it.children}
      </Content>
    </RouterLink>
  );
}

/** The row of buttons at the end of a form or page; on a phone they take the full width. */
export function Actions(it: { readonly children: ReactNode }): ReactNode {
  return <div className="actions">{it.children}</div>;
}
