import type { de } from "./texts.de.ts";

export const en: Record<keyof typeof de, string> = {
  "cooperation.mail.asked.subject": "A short survey about working together",
  "cooperation.mail.asked.line":
    "You are asked to answer for your organisation: how often do you work with others, and how does it go? It takes about ten minutes and is possible until {day}. Only you see your own ratings.",
  "cooperation.mail.asked.link": "The link is for you alone and works until {until}. Please do not pass it on.",
  "cooperation.mail.asked.way": "Open the survey",
  "cooperation.mail.agreement_ends.subject": "An agreement runs out",
  "cooperation.mail.agreement_ends.line": "An agreement at your site runs out on {day}. Please find out whether it will be renewed.",
  "cooperation.mail.funding_ends.subject": "Funding runs out",
  "cooperation.mail.funding_ends.line": "The funding of a counselling offer at your site ends on {day}.",
  "cooperation.mail.ends.way": "Open cooperation",
};
