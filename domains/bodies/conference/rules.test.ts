import { describe, expect, it, test } from "vitest";
import { cardLanguages, cardWords } from "./contract.ts";
import { cardWordsOf } from "./card-words.ts";
import { agendaBlocks, blocksFor, codeSigns, findCaseTalk, isCallOpen, settleCard, spaced } from "./rules.ts";

const kinds = (text: string) => findCaseTalk(text).map((one) => one.kind);

describe("no case is solved here", () => {
  it.each([
    "Meine Klientin wartet seit Mai.",
    "Mein Fall liegt bei drei Ämtern.",
    "Eine Mutter aus Erlbach findet keinen Kurs.",
    "Die Familie wohnt in einer Unterkunft.",
    "Der junge Mann hat eine Zusage.",
    "Es geht um eine 34-jährige.",
    "Sie ist 17 Jahre alt.",
    "Im konkreten Fall fehlte ein Stempel.",
    "Diese Frau bekommt keinen Termin.",
    "My client has waited since May.",
    "The mother from Erlbach has no place.",
    "A 34-year-old was sent away.",
  ])("one person: %s", (text) => expect(kinds(text)).toContain("one_person"));

  it.each([
    "Wer übernimmt die Familie?",
    "Können wir den Antrag noch einmal prüfen?",
    "Bitte ihren Aufenthalt verlängern.",
    "Soll das Amt für diese Frau entscheiden und ihren Bescheid ändern?",
    "Can we look at her application again?",
    "Who takes this case?",
  ])("a decision on one case: %s", (text) => expect(kinds(text)).toContain("case_decision"));

  it.each([
    "Eltern ohne Kinderbetreuung warten 148 Tage auf den Kurs.",
    "Das Jobcenter soll Bescheide schneller erteilen.",
    "Niemand weiß, wer zuständig ist.",
    "Auf jeden Fall fehlen Plätze.",
    "Für den Fall, dass ein Papier abläuft, gibt es keinen Weg.",
    "Sprachmittlung gibt es nur an zwei Tagen.",
    "Familien warten auf Wohnungen.",
    "Frauen mit Kindern finden keinen Kurs am Vormittag.",
    "Offices do not answer the telephone.",
    "In any case the form is too long.",
  ])("what comes back again and again is left alone: %s", (text) => expect(kinds(text)).toEqual([]));

  it("says where, and does not mark a place twice", () => {
    const text = "Frau Rahimi wartet. Meine Klientin auch.";
    const talk = findCaseTalk(text, [{ start: 0, end: 11 }]);
    expect(talk).toEqual([
      { start: 0, end: 11, kind: "recognisable", words: "Frau Rahimi" },
      { start: 20, end: 34, kind: "one_person", words: "Meine Klientin" },
    ]);
  });

  it("takes no longer for rubbish", () => {
    const begun = performance.now();
    findCaseTalk("wer bitte kann wir sollten den ".repeat(7).slice(0, 200));
    for (const part of ["die ", "meine ", "wer ", "für "]) findCaseTalk(part.repeat(500));
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});

describe("the agenda", () => {
  test("of two hours is the usual one", () => {
    expect(agendaBlocks.reduce((sum, block) => sum + block.minutes, 0)).toBe(120);
    expect(blocksFor(120)).toEqual(agendaBlocks.map((block) => ({ ...block })));
  });
  test("of any length adds up, unless it is too short for all blocks", () => {
    for (let minutes = 40; minutes <= 720; minutes += 1) {
      const blocks = blocksFor(minutes);
      expect(
        blocks.reduce((sum, block) => sum + block.minutes, 0),
        String(minutes),
      ).toBe(minutes);
      expect(Math.min(...blocks.map((block) => block.minutes))).toBeGreaterThanOrEqual(5);
    }
    expect(blocksFor(15).reduce((sum, block) => sum + block.minutes, 0)).toBe(40);
  });
});

describe("a card", () => {
  const read = (text: string) => cardWords.safeParse(text);
  const codeOf = (text: string) => read(text).error?.issues[0]?.message;
  it("is one line of words", () => {
    expect(read("  Termine \r\n dauern\tlange\u200b  ").data).toBe("Termine dauern lange");
    expect(read("الاستمارات بالألمانية فقط").success).toBe(true);
    expect(read("ቋንቋ ኣይንርዳእን").success).toBe(true);
    expect(read("5 < 7 und 3 > 2").success).toBe(true);
    expect(read("👍 geht gut").success).toBe(true);
  });
  it("is nothing else", () => {
    expect(codeOf("")).toBe("required");
    expect(codeOf("\u200b\u200b")).toBe("required");
    expect(codeOf("a".repeat(201))).toBe("too_long");
    expect(codeOf("<b>Hallo</b>")).toBe("markup");
    expect(codeOf("<script src=x")).toBe("markup");
    expect(codeOf("Hallo \u0000 Welt")).toBe("unreadable");
    expect(codeOf("Hallo \ud800 Welt")).toBe("unreadable");
    expect(codeOf("Hallo \ufffd Welt")).toBe("unreadable");
    expect(codeOf("?!?! 123")).toBe("no_words");
    expect(codeOf("👍👍👍")).toBe("no_words");
  });
  it("set aside lies in no cluster", () => {
    expect(settleCard("set_aside", "x")).toEqual({ state: "set_aside", clusterId: null });
    expect(settleCard("shown", "x")).toEqual({ state: "shown", clusterId: "x" });
  });
});

test("a code has no sign that is mistaken for another, and is shown in halves", () => {
  expect(codeSigns).not.toMatch(/[IO01]/);
  expect(spaced("K7M4QP")).toBe("K7M 4QP");
});

test("a call is open to the evening of its day", () => {
  expect(isCallOpen({ calledOn: "2026-11-01", callUntilOn: "2026-11-22" }, "2026-11-22")).toBe(true);
  expect(isCallOpen({ calledOn: "2026-11-01", callUntilOn: "2026-11-22" }, "2026-11-23")).toBe(false);
  expect(isCallOpen({ calledOn: null, callUntilOn: "2026-11-22" }, "2026-11-22")).toBe(false);
});

test("every language says everything, and numbers where they belong", () => {
  for (const language of cardLanguages) {
    const words = cardWordsOf[language];
    expect(words.tooLong(317), language).toContain("317");
    expect(words.tooFast(12), language).toContain("12");
    for (const [name, value] of Object.entries(words))
      if (typeof value === "string") expect(value.trim(), `${language} ${name}`).not.toBe("");
  }
});
