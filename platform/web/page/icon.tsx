import type { ReactNode } from "react";

/** The icons that KERN has; another name would draw a solid square. */
export type IconName =
  | "account-circle"
  | "add"
  | "arrow-back"
  | "arrow-down"
  | "arrow-forward"
  | "arrow-up"
  | "autorenew"
  | "brightness-medium"
  | "calendar-today"
  | "check"
  | "checklist"
  | "chevron-left"
  | "chevron-right"
  | "close"
  | "content-copy"
  | "danger"
  | "dark-mode"
  | "dehaze"
  | "delete"
  | "download"
  | "draft"
  | "drive-folder-upload"
  | "easy-language"
  | "edit"
  | "help"
  | "home"
  | "info"
  | "language"
  | "light-mode"
  | "logout"
  | "mail"
  | "more-vert"
  | "open-in-new"
  | "question-mark"
  | "search"
  | "success"
  | "visibility"
  | "visibility-off"
  | "warning";

export type IconTone = "act" | "mute" | "good" | "due" | "bad";

/** Beside a word, hidden from screen readers. */
export function Icon(it: { readonly name: IconName; readonly tone?: IconTone; readonly isSmall?: boolean }): ReactNode {
  const parts = [`kern-icon kern-icon--${it.name}`];
  if (it.isSmall) parts.push("kern-icon--small");
  if (it.tone) parts.push(`icon--${it.tone}`);
  return <span className={parts.join(" ")} aria-hidden="true" />;
}

/** The stair of three steps: the mark of Verbund, and of a gap report. */
export function Mark(): ReactNode {
  return (
    <svg className="mark" viewBox="0 0 36 36" aria-hidden="true">
      <path d="M3 33V24h10v-9h10V6h10v27z" />
    </svg>
  );
}
