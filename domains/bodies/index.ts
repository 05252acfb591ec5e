export { type CalendarOfMeeting, type CalendarParties, makeCalendar } from "./calendar.ts";
