import { describe, expect, it } from "vitest";
import { findPeople, identity } from "./contract.ts";
import { matchOf, nameKeyTexts, readSearch } from "./search.ts";

const named = (givenNames: string | null, familyName: string | null, birthDate: string | null = null) => ({
  givenNames,
  familyName,
  birthDate,
  birthYear: null,
});
const sayyid = named("Muhammad", "as-Sayyid", "1988-02-03");
const written = named("محمد", "السيد", "1988-02-03");

/** Whether the keys bring the person among the candidates, and why it then matches. */
function found(text: string, person: ReturnType<typeof named>) {
  const search = readSearch(text);
  const keys = new Set(nameKeyTexts(person));
  return { isCandidate: search.keyTexts.some((key) => keys.has(key)), why: matchOf(search, person)?.why };
}

describe("search for people", () => {
  it.each([
    ["Mohamed Al Sayed", sayyid, ["same_sound"]],
    ["Mohamed Al Sayed", written, ["other_script"]],
    ["محمد السيد", sayyid, ["other_script"]],
    ["محمد السيد", written, ["same_name"]],
    ["sayyid muhammad 03.02.1988", sayyid, ["same_name", "same_birth_date"]],
    ["Elsayed", sayyid, ["same_sound"]],
    ["Muhammad 1988", sayyid, ["same_name", "same_birth_year"]],
    ["Muhammad 02.03.1988", sayyid, ["same_name", "similar_birth_date"]],
    ["Олена", named("Olena", null), ["other_script"]],
    ["Tesfay", named("ተስፋይ", null), ["other_script"]],
    ["Müller", named(null, "Mueller"), ["same_name"]],
    ["Abdulrahman", named("Abd al-Rahman", null), ["same_name"]],
  ])("%s finds the person in two steps", (text, person, why) => {
    expect(found(text, person)).toEqual({ isCandidate: true, why });
  });

  it.each([
    ["Muh", sayyid, ["beginning"]],
    ["Muhamamd", sayyid, ["typing_error"]],
    ["03.02.1988", sayyid, ["same_birth_date"]],
    ["M. Sayyid", sayyid, ["initial", "same_name"]],
  ])("%s fits who is looked at anyway", (text, person, why) => {
    expect(found(text, person).why?.toSorted()).toEqual(why.toSorted());
  });

  it.each(["Robert", "Muhammad Ali", "Muhammad 1955", "Said Said Said"])("%s does not fit", (text) =>
    expect(found(text, sayyid).why).toBeUndefined(),
  );

  it("puts the same name before a similar one, and who was asked for before who has more names", () => {
    const search = readSearch("Nadia Rahimi");
    const points = [named("Nadia", "Rahimi"), named("Nadia Maryam", "Rahimi"), named("Nadja", "Rahimy")].map(
      (person) => matchOf(search, person)!.score,
    );
    expect(points.toSorted((a, b) => b - a)).toEqual(points);
    expect(new Set(points).size).toBe(3);
  });

  it("tells a day that no calendar has, and bears any text", () => {
    expect(readSearch("Rahimi 30.02.1990").isNoDay).toBe(true);
    expect(readSearch("Rahimi 30.02.").isNoDay).toBe(true);
    expect(readSearch("Rahimi 28.02.1990").isNoDay).toBe(false);
    expect(readSearch("Rahimi ٣.٢.١٩٨٨").birth).toBe("19880203");
    for (const text of ["", "  ", "12", "a", "Ж".repeat(200), "((()))", "al al al"])
      expect(() => matchOf(readSearch(text), sayyid)).not.toThrow();
  });

  it("keeps at most eight keys, also of many names", () => {
    expect(nameKeyTexts(named("Ana Maria Luisa Carmen Sofia", "de la Cruz y Garcia Lopez", "1990-01-01"))).toHaveLength(8);
    expect(nameKeyTexts(named(null, "A"))).toHaveLength(1);
  });
});

it("takes names of one letter and of two hundred, and looks for whoever has two such names", () => {
  const [given, family] = ["Ж".repeat(200), "ክብ".repeat(100)];
  for (const name of ["A", "ክ", given, family]) expect(identity.shape.givenNames.parse(name)).toBe(name);
  expect(identity.shape.familyName.safeParse(`${family}x`).success).toBe(false);
  expect(findPeople.body!.parse({ text: `${given} ${family}` }).text).toHaveLength(401);
});
