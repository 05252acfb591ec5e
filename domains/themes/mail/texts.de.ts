export const de = {
  "themes.mail.answered.subject": "Für Sie gibt es etwas Neues in Verbund",
  "themes.mail.answered.line": "Für Sie gibt es etwas Neues in Verbund. Melden Sie sich an, dann sehen Sie es auf der ersten Seite.",
  "themes.mail.answered.way": "Verbund öffnen",
  "themes.mail.statement.subject": "Ihre Organisation ist um eine Stellungnahme gebeten",
  "themes.mail.statement.line":
    "Ein Thema betrifft Ihre Organisation. Bevor darüber entschieden wird, können Sie bis {day} dazu Stellung nehmen.",
  "themes.mail.statement.way": "Thema lesen und Stellung nehmen",
};
