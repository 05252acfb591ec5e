import { describe, expect, it } from "vitest";
import { type CalendarEvent, calendarText, readReply } from "./calendar.ts";

const event: CalendarEvent = {
  uid: "0190a1b2-0000-7000-8000-000000000001@verbund",
  sequence: 3,
  method: "REQUEST",
  state: "CONFIRMED",
  stampedAt: new Date("2026-11-22T10:00:00.123Z"),
  startsAt: new Date("2026-12-03T13:00:00Z"),
  minutes: 120,
  title: "Steuerungsgruppe; Kreis, Lindenau \\ Süd",
  description: "Drei Punkte.\nBEGIN:VALARM\r\nX: Y",
  place: "Kreishaus, Raum 2.11",
  link: "https://konferenz.example/lindenau?x=1",
  organiser: { name: 'Steuerungs"gruppe', email: null, id: "0190a1b2-0000-7000-8000-000000000002" },
  attendees: [
    { name: "Dr. Sabine Krüger-Hohenstein\r\nATTENDEE:mailto:x@y.z", email: "sabine.krueger@lindenau.example", id: "1" },
    { name: "نادية رحيمي 😀 ".repeat(9), email: "not an address", id: "0190a1b2-0000-7000-8000-000000000003" },
  ],
};

type Line = { name: string; parameters: Record<string, string>; value: string };
/** A reader of its own after RFC 5545: octets per line, folding, parameters, escapes, nesting. */
function parse(text: string): { lines: Line[]; of: (name: string) => Line[] } {
  expect(text.endsWith("\r\n")).toBe(true);
  const raw = text.slice(0, -2).split("\r\n");
  for (const line of raw) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(line).not.toMatch(/[\r\n]/);
    expect(Buffer.from(line).toString("utf8")).toBe(line);
  }
  const open: string[] = [];
  const lines = raw
    .join("\n")
    .replaceAll("\n ", "")
    .split("\n")
    .map((line) => {
      let at = 0;
      let isQuoted = false;
      while (at < line.length && (isQuoted || line[at] !== ":")) isQuoted = line[at++] === '"' ? !isQuoted : isQuoted;
      const [name = "", ...parameters] = line.slice(0, at).split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/);
      const value = line.slice(at + 1);
      if (name === "BEGIN") open.push(value);
      if (name === "END") expect(open.pop()).toBe(value);
      return { name, value, parameters: Object.fromEntries(parameters.map((one) => one.split("=") as [string, string])) };
    });
  expect(open).toEqual([]);
  return { lines, of: (name) => lines.filter((line) => line.name === name) };
}
const unescaped = (text: string) => text.replaceAll(/\\([\\;,nN])/g, (_, one: string) => (/n/i.test(one) ? "\n" : one));

describe("a meeting for calendars", () => {
  it("is read by another reader as what it is", () => {
    const { of } = parse(calendarText(event));
    expect(of("METHOD")[0]?.value).toBe("REQUEST");
    expect(of("UID")).toHaveLength(1);
    expect(of("SEQUENCE")[0]?.value).toBe("3");
    expect(of("DTSTAMP")[0]?.value).toBe("20261122T100000Z");
    const [, , start] = of("DTSTART");
    expect(start).toMatchObject({ value: "20261203T140000", parameters: { TZID: "Europe/Berlin" } });
    expect(of("DTEND")[0]).toMatchObject({ value: "20261203T160000", parameters: { TZID: "Europe/Berlin" } });
    expect(of("TZID")[0]?.value).toBe("Europe/Berlin");
    expect(unescaped(of("SUMMARY")[0]!.value)).toBe(event.title);
    expect(unescaped(of("DESCRIPTION")[0]!.value)).toBe("Drei Punkte.\nBEGIN:VALARM\nX: Y");
    expect(unescaped(of("LOCATION")[0]!.value)).toBe(event.place);
    expect(of("STATUS")[0]?.value).toBe("CONFIRMED");
  });

  it("lets no name make a line of its own", () => {
    const { of } = parse(calendarText(event));
    expect(of("ATTENDEE")).toHaveLength(2);
    expect(of("ATTENDEE").map((one) => one.value)).toEqual([
      "mailto:sabine.krueger@lindenau.example",
      "urn:uuid:0190a1b2-0000-7000-8000-000000000003",
    ]);
    expect(of("ORGANIZER")[0]).toMatchObject({ value: "urn:uuid:0190a1b2-0000-7000-8000-000000000002" });
    expect(of("BEGIN").map((one) => one.value)).toEqual(["VCALENDAR", "VTIMEZONE", "DAYLIGHT", "STANDARD", "VEVENT"]);
  });

  it("tells the hour of Berlin in summer and in winter", () => {
    const startOf = (at: string) =>
      parse(calendarText({ ...event, startsAt: new Date(at) }))
        .of("DTSTART")
        .at(-1)?.value;
    expect(startOf("2026-07-01T12:00:00Z")).toBe("20260701T140000");
    expect(startOf("2026-01-01T23:00:00Z")).toBe("20260102T000000");
  });

  it("calls off without asking anybody", () => {
    const { of } = parse(calendarText({ ...event, method: "CANCEL", state: "CANCELLED", sequence: 4 }));
    expect(of("METHOD")[0]?.value).toBe("CANCEL");
    expect(of("STATUS")[0]?.value).toBe("CANCELLED");
    expect(of("SEQUENCE")[0]?.value).toBe("4");
    expect(of("ATTENDEE")[0]?.parameters).not.toHaveProperty("RSVP");
  });
});

const reply = (lines: readonly string[], method = "REPLY") =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", `METHOD:${method}`, "BEGIN:VEVENT", ...lines, "END:VEVENT", "END:VCALENDAR", ""].join("\r\n");
const attendee = 'ATTENDEE;PARTSTAT=DECLINED;CN="Ömer Şahin":mailto:Oemer.Sahin@Lindenau.example';

describe("what a calendar answers", () => {
  it("is read with who answers, what, and to which version", () => {
    expect(readReply(reply(["UID:abc@verbund", "SEQUENCE:3", "DTSTAMP:20261123T081500Z", attendee]))).toEqual({
      uid: "abc@verbund",
      sequence: 3,
      address: "oemer.sahin@lindenau.example",
      name: "Ömer Şahin",
      answer: "declined",
      at: new Date("2026-11-23T08:15:00Z"),
    });
  });

  it("is read folded, with bare line feeds and small letters", () => {
    const folded = reply(["UID:abc@ver\r\n bund", "attendee;cn=X;partstat=accepted:MAILTO:x@y\r\n .example"]).replaceAll("\r\n", "\n");
    expect(readReply(folded)).toMatchObject({ uid: "abc@verbund", answer: "accepted", address: "x@y.example" });
  });

  it.each([
    ["", "not_a_calendar"],
    ["%PDF-1.7", "not_a_calendar"],
    [reply(["UID:a", attendee], "REQUEST"), "not_an_answer"],
    [reply(["UID:a", attendee, attendee]), "several_answers"],
    [reply(["UID:a", "ATTENDEE:mailto:x@y.z"]), "answer_unclear"],
    [reply([attendee]), "answer_unclear"],
    [reply(["UID:a", "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:x@y.z"]), "answer_unclear"],
  ])("refuses %j as %s", (text, fault) => {
    expect(readReply(text)).toBe(fault);
  });
});
