import { describe, expect, test } from "vitest";
import { lookReasons, verdicts } from "../change/rules-verdict.ts";
import { answerCodes, circumstanceKinds, solvedAnswers, themeEventKinds } from "../contract.ts";
import { suggestionCodes } from "../gap-check/rules.ts";
import { de } from "./texts.de.ts";
import { en } from "./texts.en.ts";
import { wordsAround } from "./words.ts";

/** A code that the server may send and the pages have no words for would be shown as itself, or not at all. */
describe("every code has its words", () => {
  const wanted = [
    ...answerCodes.map((code) => `themes.answer.${code}`),
    ...themeEventKinds.map((code) => `themes.event.${code}`),
    ...verdicts.map((code) => `themes.change.${code}`),
    ...lookReasons.map((code) => `themes.change.reason.${code}`),
    ...circumstanceKinds.map((code) => `themes.circumstance.kind.${code}`),
    ...solvedAnswers.map((code) => `themes.mine.solved.${code}`),
    ...suggestionCodes.filter((code) => code !== "leave_out").map((code) => `themes.replacement.${code}`),
  ];
  test.each(wanted)("%s", (key) => {
    expect(Object.keys(de)).toContain(key);
    expect(Object.keys(en)).toContain(key);
  });
});

test("a place stands among whole words, with an ellipsis only where something was left out", () => {
  const whole = "Eine Frau aus Erlbach hat am 3. März 2026 wieder keinen Platz bekommen, weil die Betreuung fehlt.";
  const start = whole.indexOf("3. März");
  expect(wordsAround(whole, { start, end: start + 12 })).toEqual({
    before: "Eine Frau aus Erlbach hat am ",
    after: " wieder keinen Platz bekommen, weil die …",
  });
  const late = whole.indexOf("Betreuung");
  expect(wordsAround(whole, { start: late, end: late + 9 })).toEqual({
    before: "… wieder keinen Platz bekommen, weil die ",
    after: " fehlt.",
  });
});
