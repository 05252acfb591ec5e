/** A meeting as calendars exchange it (RFC 5545, RFC 5546). */
export type CalendarEvent = {
  /** The same for every version of it. */
  readonly uid: string;
  readonly sequence: number;
  readonly method: "REQUEST" | "CANCEL";
  readonly state: "CONFIRMED" | "TENTATIVE" | "CANCELLED";
  /** When this version was written down. */
  readonly stampedAt: Date;
  readonly startsAt: Date;
  readonly minutes: number;
  readonly title: string;
  readonly description: string;
  readonly place: string | null;
  readonly link: string | null;
  readonly organiser: Party;
  readonly attendees: readonly Party[];
};
/** Without a mail address somebody stands there by the number of their membership, which no calendar writes to. */
export type Party = { readonly name: string; readonly email: string | null; readonly id: string };

/** Europe/Berlin as it has been since 1996, so that no calendar needs to know it. */
const berlin = [
  "BEGIN:VTIMEZONE",
  "TZID:Europe/Berlin",
  "BEGIN:DAYLIGHT",
  "TZOFFSETFROM:+0100",
  "TZOFFSETTO:+0200",
  "TZNAME:CEST",
  "DTSTART:19960331T020000",
  "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
  "END:DAYLIGHT",
  "BEGIN:STANDARD",
  "TZOFFSETFROM:+0200",
  "TZOFFSETTO:+0100",
  "TZNAME:CET",
  "DTSTART:19961027T030000",
  "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
  "END:STANDARD",
  "END:VTIMEZONE",
];

const wallClock = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Europe/Berlin",
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});
function localTime(at: Date): string {
  const parts = Object.fromEntries(wallClock.formatToParts(at).map((part) => [part.type, part.value]));
  return `${parts["year"]}${parts["month"]}${parts["day"]}T${parts["hour"]}${parts["minute"]}${parts["second"]}`;
}
const utcTime = (at: Date) => at.toISOString().replaceAll(/[-:]|\.\d+/g, "");

function escapeText(text: string): string {
  return text
    .replaceAll(/[\u0000-\u0009\u000B\u000C\u000E-\u001F\u007F]/g, " ")
    .replaceAll("\\", "\\\\")
    .replaceAll(";", "\\;")
    .replaceAll(",", "\\,")
    .replaceAll(/\r\n|\r|\n/g, "\\n");
}

/** Parameters cannot escape: a quote or a line break in a name would begin something of its own. */
const quoted = (text: string) => `"${text.replaceAll(/[\u0000-\u001F\u007F"]/g, " ").trim()}"`;

/** At most 75 octets a line, never inside a character. */
function fold(line: string): string {
  const lines: string[] = [];
  let current = "";
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > 75) {
      lines.push(current);
      current = ` ${character}`;
      octets = 1 + size;
    } else {
      current += character;
      octets += size;
    }
  }
  return [...lines, current].join("\r\n");
}

const mailAddress = /^[^\s@<>"\\;,:]+@[^\s@<>"\\;,:]+$/;
const addressOf = (party: Party) => (party.email && mailAddress.test(party.email) ? `mailto:${party.email}` : `urn:uuid:${party.id}`);

export function calendarText(event: CalendarEvent): string {
  const asks = event.method === "REQUEST";
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Verbund//Meetings//DE",
    "CALSCALE:GREGORIAN",
    `METHOD:${event.method}`,
    ...berlin,
    "BEGIN:VEVENT",
    `UID:${event.uid}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTAMP:${utcTime(event.stampedAt)}`,
    `DTSTART;TZID=Europe/Berlin:${localTime(event.startsAt)}`,
    `DTEND;TZID=Europe/Berlin:${localTime(new Date(event.startsAt.getTime() + event.minutes * 60_000))}`,
    `SUMMARY:${escapeText(event.title)}`,
    ...(event.description === "" ? [] : [`DESCRIPTION:${escapeText(event.description)}`]),
    ...(event.place ? [`LOCATION:${escapeText(event.place)}`] : []),
    ...(event.link ? [`URL:${event.link.replaceAll(/[\u0000-\u0020\u007F]/g, "")}`] : []),
    `STATUS:${event.state}`,
    "TRANSP:OPAQUE",
    `ORGANIZER;CN=${quoted(event.organiser.name)}:${addressOf(event.organiser)}`,
    ...event.attendees.map((one) => {
      const asked = asks ? ";PARTSTAT=NEEDS-ACTION;RSVP=TRUE" : "";
      return `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT${asked};CN=${quoted(one.name)}:${addressOf(one)}`;
    }),
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return `${lines.map(fold).join("\r\n")}\r\n`;
}

export const calendarType = "text/calendar; charset=utf-8";

/** What somebody's calendar says to an invitation. */
export type CalendarReply = {
  readonly uid: string;
  readonly sequence: number;
  readonly address: string;
  readonly name: string | null;
  readonly answer: "accepted" | "tentative" | "declined";
  readonly at: Date | null;
};
export type ReplyFault = "not_a_calendar" | "not_an_answer" | "several_answers" | "answer_unclear";

const answers: Readonly<Record<string, CalendarReply["answer"]>> = { ACCEPTED: "accepted", TENTATIVE: "tentative", DECLINED: "declined" };

/** Reads METHOD:REPLY with one event and one attendee; everything else is told with a code. */
export function readReply(text: string): CalendarReply | ReplyFault {
  const lines = text.replaceAll(/\r\n[ \t]|\n[ \t]/g, "").split(/\r\n|\n/);
  if (!/^\uFEFF?BEGIN:VCALENDAR$/i.test((lines[0] ?? "").trim())) return "not_a_calendar";
  const all = lines.flatMap((line) => {
    const found = /^([A-Za-z-]+)((?:;[A-Za-z-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)$/.exec(line);
    return found ? [{ name: found[1]!.toUpperCase(), parameters: found[2]!, value: found[3]!.trim() }] : [];
  });
  const valuesOf = (name: string) => all.filter((one) => one.name === name);
  if (valuesOf("METHOD")[0]?.value.toUpperCase() !== "REPLY") return "not_an_answer";
  const attendees = valuesOf("ATTENDEE");
  const events = valuesOf("BEGIN").filter((one) => one.value.toUpperCase() === "VEVENT");
  if (events.length !== 1 || attendees.length > 1) return "several_answers";
  const attendee = attendees[0];
  const uid = valuesOf("UID")[0]?.value;
  const answer = answers[/;PARTSTAT="?([A-Za-z-]+)/i.exec(attendee?.parameters ?? "")?.[1]?.toUpperCase() ?? ""];
  if (!attendee || !uid || !answer || uid.length > 200 || attendee.value.length > 320) return "answer_unclear";
  const stamp = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(valuesOf("DTSTAMP")[0]?.value ?? "");
  const at = stamp ? new Date(`${stamp[1]}-${stamp[2]}-${stamp[3]}T${stamp[4]}:${stamp[5]}:${stamp[6]}Z`) : null;
  const sequence = Number(/^\d{1,9}$/.exec(valuesOf("SEQUENCE")[0]?.value ?? "0")?.[0] ?? 0);
  return {
    uid,
    sequence,
    address: attendee.value.replace(/^mailto:/i, "").toLowerCase(),
    name: /;CN="?([^";:]{1,120})/i.exec(attendee.parameters)?.[1] ?? null,
    answer,
    at: at && !Number.isNaN(at.getTime()) ? at : null,
  };
}
