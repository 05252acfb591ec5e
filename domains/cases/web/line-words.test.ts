import { expect, it } from "vitest";
import { readLine, sentenceOf } from "./line-words.ts";

const words = {
  kinds: {
    visit: "gespräch|besuch",
    phone: "telefonat|telefon|anruf",
    message: "nachricht|mail",
    home_visit: "hausbesuch",
    accompanied: "begleitung",
    case_conference: "fallkonferenz",
  },
  minutes: "min|minuten|minute",
  hours: "h|std|stunde|stunden",
  skipped: "mit|und|war|hat|bei",
  titles: "frau|herr|herrn|familie",
};

it.each([
  ["rahimi", "rahimi", undefined, undefined, false],
  ["rahimi telefonat 10 min", "rahimi", "phone", 10, true],
  ["Telefonat mit Frau Rahimi, 10 Minuten, Kita hat zugesagt", "Rahimi", "phone", 10, true],
  ["Nadia Rahimi, Hausbesuch 1 h", "Nadia Rahimi", "home_visit", 60, true],
  ["Gespräch 45min Tesfay Gebremedhin", "Tesfay Gebremedhin", "visit", 45, true],
  ["Ольга Коваленко", "Ольга Коваленко", undefined, undefined, false],
  ["", "", undefined, undefined, false],
])("reads %o", (text, name, kind, minutes, isEntry) => {
  expect(readLine(text, words)).toEqual({ name, kind, minutes, isEntry });
});

it.each([
  ["rahimi telefonat 10 min", ""],
  ["rahimi", ""],
  ["Telefonat mit Frau Rahimi, 10 Minuten, Kita hat zugesagt", "Kita hat zugesagt"],
  ["rahimi telefonat 10 min platz ist zugesagt", "Platz ist zugesagt"],
  ["Platz zugesagt, Rahimi", "Platz zugesagt"],
])("takes the sentence out of %o", (text, sentence) => {
  expect(sentenceOf(text, "Nadia Rahimi", words)).toBe(sentence);
});

it("reads a birthday beside a name, but no day of something that happened", () => {
  expect(readLine("Rahimi 17.04.1995", words)).toMatchObject({ name: "Rahimi", birth: "17.04.1995" });
  expect(readLine("Rahimi 30.02.", words)).toMatchObject({ name: "Rahimi", birth: "30.02." });
  expect(readLine("Rahimi 1995", words)).toMatchObject({ name: "Rahimi", birth: "1995" });
  expect(readLine("Telefonat mit Rahimi am 20.11.2026", words).birth).toBeUndefined();
});
