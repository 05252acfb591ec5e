export const de = {
  "cooperation.mail.asked.subject": "Eine kurze Umfrage zur Zusammenarbeit",
  "cooperation.mail.asked.line":
    "Sie sind gebeten, für Ihre Organisation zu antworten: Wie oft arbeiten Sie mit anderen zusammen, und wie läuft es? Das dauert etwa zehn Minuten und ist bis {day} möglich. Ihre Einschätzungen sehen nur Sie selbst.",
  "cooperation.mail.asked.link": "Der Link ist nur für Sie und gilt bis {until}. Bitte geben Sie ihn nicht weiter.",
  "cooperation.mail.asked.way": "Umfrage öffnen",
  "cooperation.mail.agreement_ends.subject": "Eine Vereinbarung läuft aus",
  "cooperation.mail.agreement_ends.line":
    "Eine Vereinbarung an Ihrem Standort läuft am {day} aus. Bitte klären Sie, ob sie verlängert wird.",
  "cooperation.mail.funding_ends.subject": "Eine Förderung läuft aus",
  "cooperation.mail.funding_ends.line": "Die Förderung eines Beratungsangebots an Ihrem Standort endet am {day}.",
  "cooperation.mail.ends.way": "Zusammenarbeit öffnen",
};
