export const de = {
  "accounts.mail.reset.subject": "Neues Passwort für Verbund",
  "accounts.mail.reset.line":
    "jemand hat mit dieser Adresse ein neues Passwort für Verbund angefordert. Der Link gilt {minutes} Minuten und nur einmal.",
  "accounts.mail.reset.not_you": "Waren Sie das nicht? Dann tun Sie nichts: Ihr Passwort bleibt, wie es ist.",
  "accounts.mail.reset.way": "Neues Passwort wählen",
  "accounts.mail.greeting": "Guten Tag,",
  "accounts.mail.digest.subject": "Ihre Übersicht aus Verbund",
  "accounts.mail.digest.lead":
    "{n, plural, one {Seit der letzten Übersicht gibt es etwas Neues für Sie.} other {Seit der letzten Übersicht gibt es # Dinge, die für Sie neu sind.}}",
  "accounts.mail.footer.choice": "Wie oft Verbund Ihnen schreibt, bestimmen Sie selbst: {address}",
  "accounts.mail.footer.unsubscribe": "Keine Übersichten mehr, ohne Anmeldung: {address}",
  "accounts.mail.footer.automatic": "Diese Nachricht wurde automatisch verschickt. Eine Antwort darauf liest niemand.",
};
