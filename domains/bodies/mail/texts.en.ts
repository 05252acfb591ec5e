import type { de } from "./texts.de.ts";

export const en: Record<keyof typeof de, string> = {
  "bodies.mail.calendar_file": "meeting.ics",
  "bodies.mail.kind.steering_group": "the steering group",
  "bodies.mail.kind.planning_conference": "a planning conference",
  "bodies.mail.kind.project_group": "a project group",
  "bodies.mail.invited.subject": "Invitation to a meeting on {day}",
  "bodies.mail.invited.line":
    "You are invited to the meeting of {kind} on {day} at {time}. You find the place, the agenda and the papers in Verbund.",
  "bodies.mail.invited.link": "The link is for you alone and works until {until}. Please do not pass it on.",
  "bodies.mail.invited.way": "Open the agenda and the papers",
  "bodies.mail.changed.subject": "A meeting has been changed",
  "bodies.mail.changed.line":
    "The meeting of {kind} that you are invited to has been changed. It is now on {day} at {time}. Please look at the place as well.",
  "bodies.mail.cancelled.subject": "A meeting has been cancelled",
  "bodies.mail.cancelled.line": "The meeting of {kind} on {day} at {time} that you were invited to has been cancelled.",
  "bodies.mail.agenda_changed.subject": "An agenda has changed",
  "bodies.mail.agenda_changed.line":
    "The agenda of the meeting of {kind} on {day} at {time} has changed since we sent it to you. You see what is different in Verbund.",
  "bodies.mail.deputy_asked.subject": "You stand in for somebody at a meeting",
  "bodies.mail.deputy_asked.line":
    "A member whom you stand in for does not come to the meeting of {kind} on {day} at {time} and has said that you will.",
  "bodies.mail.minutes_sent.subject": "Minutes to be read",
  "bodies.mail.minutes_sent.line": "The minutes of the meeting of {kind} on {day} are there. You may comment on them until {until}.",
  "bodies.mail.minutes_sent.way": "Read the minutes",
  "bodies.mail.cases_called.subject": "A planning conference looks for cases",
  "bodies.mail.cases_called.line":
    "The planning conference on {day} looks for cases that show something that concerns many. You can offer one until {until}, without a name.",
  "bodies.mail.cases_called.way": "Read the call",
  "bodies.mail.result_sent.subject": "A planning conference has answered you",
  "bodies.mail.result_sent.line": "You presented something at the planning conference on {day}. What became of it now stands in Verbund.",
  "bodies.mail.result_sent.way": "Read the answer",
  "bodies.mail.due.subject": "A task is due soon",
  "bodies.mail.due.line":
    "A decision that you or your unit are responsible for is to be done by {day}. Please report briefly how far it has got.",
  "bodies.mail.overdue.subject": "A task is overdue",
  "bodies.mail.overdue.line": "A decision that you or your unit are responsible for was to be done by {day}. A report is still missing.",
  "bodies.mail.due.way": "Open the decisions",
};
