import { expect, it } from "vitest";
import { weaknessOf } from "./rules.password.ts";

const person = { name: "Jörg Hansen-Öztürk", email: "j.hansen@lindenau.example" };

it.each([
  "Passwort2026!!",
  "passwortpasswort",
  "P@ssw0rt12345",
  "Schalke04Schalke04",
  "willkommen123",
  "123456789012",
  "aaaaaaaaaaaaa",
  "abababababab",
  "abcdefghijklmn",
  "qwertzuiop123",
  "12qwertzuiop",
  "Sommer2026!!!!",
  "hallohallohallo",
  "987654321098",
])("refuses %s, which very many choose", (password) => {
  expect(weaknessOf(password, person)).toBe("too_common");
});

it.each(["Hansen ist der Beste", "joerg.öztürk kommt", "OEZTUERK-im-Haus-7", "Kreis LINDENAU im Mai", "j.hansen und mehr"])(
  "refuses %s, which holds name or address",
  (password) => {
    expect(weaknessOf(password, person)).toBe("holds_name");
  },
);

it.each([
  "ein langer Satz als Passwort",
  "Der Bus kommt um neun",
  "korrekt-pferd-batterie",
  "Mein Passwort ist ein Gedicht",
  "v7#kQ9!zLm2x",
  "şu köprüden geçtim",
])("lets somebody choose %s", (password) => {
  expect(weaknessOf(password, person)).toBeUndefined();
});
