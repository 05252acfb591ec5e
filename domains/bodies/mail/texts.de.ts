export const de = {
  "bodies.mail.calendar_file": "termin.ics",
  "bodies.mail.kind.steering_group": "der Steuerungsgruppe",
  "bodies.mail.kind.planning_conference": "einer Planungskonferenz",
  "bodies.mail.kind.project_group": "einer Projektgruppe",
  "bodies.mail.invited.subject": "Einladung zu einer Sitzung am {day}",
  "bodies.mail.invited.line":
    "Sie sind eingeladen zur Sitzung {kind} am {day} um {time} Uhr. Ort, Tagesordnung und Unterlagen finden Sie in Verbund.",
  "bodies.mail.invited.link": "Der Link ist nur für Sie und gilt bis {until}. Bitte geben Sie ihn nicht weiter.",
  "bodies.mail.invited.way": "Tagesordnung und Unterlagen öffnen",
  "bodies.mail.changed.subject": "Eine Sitzung wurde geändert",
  "bodies.mail.changed.line":
    "Die Sitzung {kind}, zu der Sie eingeladen sind, wurde geändert. Sie ist jetzt am {day} um {time} Uhr. Bitte sehen Sie auch nach dem Ort.",
  "bodies.mail.cancelled.subject": "Eine Sitzung fällt aus",
  "bodies.mail.cancelled.line": "Die Sitzung {kind} am {day} um {time} Uhr, zu der Sie eingeladen waren, fällt aus.",
  "bodies.mail.agenda_changed.subject": "Eine Tagesordnung hat sich geändert",
  "bodies.mail.agenda_changed.line":
    "Die Tagesordnung der Sitzung {kind} am {day} um {time} Uhr hat sich geändert, seit wir sie Ihnen geschickt haben. Was anders ist, sehen Sie in Verbund.",
  "bodies.mail.deputy_asked.subject": "Sie vertreten jemanden in einer Sitzung",
  "bodies.mail.deputy_asked.line":
    "Ein Mitglied, das Sie vertreten, kommt nicht zur Sitzung {kind} am {day} um {time} Uhr und hat angegeben, dass Sie kommen.",
  "bodies.mail.minutes_sent.subject": "Ein Protokoll zur Durchsicht",
  "bodies.mail.minutes_sent.line": "Das Protokoll der Sitzung {kind} am {day} liegt vor. Bis {until} können Sie etwas dazu anmerken.",
  "bodies.mail.minutes_sent.way": "Protokoll lesen",
  "bodies.mail.cases_called.subject": "Eine Planungskonferenz sucht Fälle",
  "bodies.mail.cases_called.line":
    "Für die Planungskonferenz am {day} werden Fälle gesucht, an denen sich etwas zeigt, das viele betrifft. Bis {until} können Sie einen anbieten, ohne Namen.",
  "bodies.mail.cases_called.way": "Aufruf lesen",
  "bodies.mail.result_sent.subject": "Eine Planungskonferenz hat Ihnen geantwortet",
  "bodies.mail.result_sent.line":
    "Sie haben in der Planungskonferenz am {day} etwas vorgestellt. Was daraus wurde, steht jetzt in Verbund.",
  "bodies.mail.result_sent.way": "Antwort lesen",
  "bodies.mail.due.subject": "Eine Aufgabe wird fällig",
  "bodies.mail.due.line":
    "Eine Festlegung, für die Sie oder Ihre Stelle verantwortlich sind, soll bis {day} erledigt sein. Bitte berichten Sie kurz, wie weit es ist.",
  "bodies.mail.overdue.subject": "Eine Aufgabe ist überfällig",
  "bodies.mail.overdue.line":
    "Eine Festlegung, für die Sie oder Ihre Stelle verantwortlich sind, sollte bis {day} erledigt sein. Ein Bericht steht noch aus.",
  "bodies.mail.due.way": "Festlegungen öffnen",
};
