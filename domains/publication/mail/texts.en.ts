import type { de } from "./texts.de.ts";

export const en: Record<keyof typeof de, string> = {
  "publication.mail.due.subject": "A report will soon be due",
  "publication.mail.due.status_report":
    "A status report of your site has to be ready by {day}. {open, plural, =0 {It has not been issued yet.} one {One section is still to be confirmed.} other {# sections are still to be confirmed.}}",
  "publication.mail.due.narrative_report":
    "A narrative report of your site has to be ready by {day}. {open, plural, =0 {It has not been issued yet.} one {One section is still to be confirmed.} other {# sections are still to be confirmed.}}",
  "publication.mail.overdue.subject": "A report is overdue",
  "publication.mail.overdue.status_report":
    "A status report of your site had to be ready by {day} and has not been issued yet. If another day holds, please enter it at the report.",
  "publication.mail.overdue.narrative_report":
    "A narrative report of your site had to be ready by {day} and has not been issued yet. If another day holds, please enter it at the report.",
  "publication.mail.way": "Open the report",
};
