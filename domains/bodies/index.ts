export { type CalendarOfMeeting, type CalendarParties, makeCalendar } from "./calendar.ts";
export { reportSource } from "./for-reports/source.ts";
export { wordTemplates } from "./for-reports/template.ts";
export { publicWay } from "./story/verbs.ts";
