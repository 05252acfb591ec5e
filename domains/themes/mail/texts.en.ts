import type { de } from "./texts.de.ts";

export const en: Record<keyof typeof de, string> = {
  "themes.mail.answered.subject": "There is something new for you in Verbund",
  "themes.mail.answered.line": "There is something new for you in Verbund. Sign in and you see it on the first page.",
  "themes.mail.answered.way": "Open Verbund",
  "themes.mail.statement.subject": "Your organisation is asked for a statement",
  "themes.mail.statement.line": "A theme concerns your organisation. Before anything is decided about it, you can comment until {day}.",
  "themes.mail.statement.way": "Read the theme and comment",
};
