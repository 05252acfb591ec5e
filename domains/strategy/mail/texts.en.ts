import type { de } from "./texts.de.ts";

export const en: Record<keyof typeof de, string> = {
  "strategy.mail.agreement_ends.subject": "A target agreement runs out",
  "strategy.mail.agreement_ends.line":
    "A target agreement at your site runs out on {day}. Please find out with those who made it whether it will be renewed.",
  "strategy.mail.agreement_ends.way": "Open the target agreement",
  "strategy.mail.milestone_due.subject": "A milestone is due",
  "strategy.mail.milestone_due.line":
    "A milestone of your site is planned for {day}. If it is reached, please enter the day. If not, move it and say why.",
  "strategy.mail.milestone_due.way": "Open phases and milestones",
  "strategy.mail.anchored_due.subject": "Does what was anchored still hold?",
  "strategy.mail.anchored_due.line":
    "A measure was anchored a year ago. Please look whether it still holds, and write down what you found.",
  "strategy.mail.anchored_due.way": "Open what was anchored",
};
