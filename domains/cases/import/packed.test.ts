import { expect, test } from "vitest";
import { PackedTexts } from "./packed.ts";

test("finds each text by its place again, and none where there is none", () => {
  // halves of one character, where pieces meet too
  const texts = Array.from({ length: 2_503 }, (_, at) =>
    at % 3 === 0 ? `ü${at}\ud83d` : at % 3 === 1 ? `\ude00${at}` : at % 500 === 0 ? "" : "محمد ሰላም 😀",
  );
  const packed = new PackedTexts();
  for (const text of texts) packed.push(text);
  expect(packed.length).toBe(2_503);
  // half a character is no character
  expect(texts.map((_, at) => packed.at(at))).toEqual(texts.map((text, at) => (at < 2_000 ? text.toWellFormed() : text)));
  for (const place of [-1, 2_503, 9_999, 1.5, Number.NaN]) expect(packed.at(place)).toBeUndefined();
});
