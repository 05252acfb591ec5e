export const de = {
  "publication.mail.due.subject": "Ein Bericht wird fällig",
  "publication.mail.due.status_report":
    "Ein Sachstandsbericht Ihres Standorts muss bis {day} vorliegen. {open, plural, =0 {Er ist noch nicht herausgegeben.} one {Noch ein Abschnitt ist zu bestätigen.} other {Noch # Abschnitte sind zu bestätigen.}}",
  "publication.mail.due.narrative_report":
    "Ein Sachbericht Ihres Standorts muss bis {day} vorliegen. {open, plural, =0 {Er ist noch nicht herausgegeben.} one {Noch ein Abschnitt ist zu bestätigen.} other {Noch # Abschnitte sind zu bestätigen.}}",
  "publication.mail.overdue.subject": "Ein Bericht ist überfällig",
  "publication.mail.overdue.status_report":
    "Ein Sachstandsbericht Ihres Standorts musste bis {day} vorliegen und ist noch nicht herausgegeben. Gilt ein anderer Tag, tragen Sie ihn bitte beim Bericht ein.",
  "publication.mail.overdue.narrative_report":
    "Ein Sachbericht Ihres Standorts musste bis {day} vorliegen und ist noch nicht herausgegeben. Gilt ein anderer Tag, tragen Sie ihn bitte beim Bericht ein.",
  "publication.mail.way": "Bericht öffnen",
};
