export const de = {
  "strategy.mail.agreement_ends.subject": "Eine Zielvereinbarung läuft aus",
  "strategy.mail.agreement_ends.line":
    "Eine Zielvereinbarung an Ihrem Standort läuft am {day} aus. Bitte klären Sie mit den Beteiligten, ob sie verlängert wird.",
  "strategy.mail.agreement_ends.way": "Zielvereinbarung öffnen",
  "strategy.mail.milestone_due.subject": "Ein Meilenstein steht an",
  "strategy.mail.milestone_due.line":
    "Ein Meilenstein Ihres Standorts ist für den {day} vorgesehen. Ist er erreicht, tragen Sie bitte den Tag ein. Wenn nicht, verschieben Sie ihn mit einem Grund.",
  "strategy.mail.milestone_due.way": "Phasen und Meilensteine öffnen",
  "strategy.mail.anchored_due.subject": "Hält es noch, was verankert wurde?",
  "strategy.mail.anchored_due.line":
    "Eine Strukturmaßnahme wurde vor einem Jahr verankert. Bitte sehen Sie nach, ob es noch hält, und schreiben Sie auf, was Sie gefunden haben.",
  "strategy.mail.anchored_due.way": "Verankertes öffnen",
};
