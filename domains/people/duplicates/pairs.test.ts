import { describe, expect, it } from "vitest";
import { testIdentity } from "../factory.ts";
import { compare, mergedData, type PersonData } from "./pairs.ts";

const person = (identity: Partial<PersonData["identity"]>, contact: PersonData["contact"] = null): PersonData => ({
  identity: { ...testIdentity, ...identity },
  contact,
  residence: null,
});
const home = { phone: "0151 1234567", email: null, street: "Lindenweg 4", postcode: "54321", townName: "Lindenau", note: null };

describe("two rows of one person", () => {
  it("is likelier the more agrees, and says how each detail agrees", () => {
    const same = compare(person({}), person({}));
    const spelled = compare(person({}), person({ familyName: "Rahimy", givenNames: "Nadja" }));
    const other = compare(person({}), person({ givenNames: "Omar", birthDate: "1970-11-30", sex: "male" }));
    expect(same.probability).toBeGreaterThan(spelled.probability);
    expect(spelled.probability).toBeGreaterThan(0.9);
    expect(other.probability).toBeLessThan(0.1);
    expect(Object.fromEntries(spelled.fields.map((one) => [one.field, one.agreement]))).toMatchObject({
      familyName: "sounds_same",
      birth: "same",
      sex: "same",
    });
  });
  it("knows names in each other's place, names without a family name, and names of one letter", () => {
    expect(compare(person({}), person({ givenNames: "Rahimi", familyName: "Nadia" })).probability).toBeGreaterThan(0.9);
    expect(compare(person({ familyName: null }), person({ familyName: null })).probability).toBeGreaterThan(0.8);
    expect(compare(person({ familyName: null }), person({ familyName: null, givenNames: "N" })).probability).toBeLessThan(
      compare(person({ familyName: null }), person({ familyName: null })).probability,
    );
    expect(
      compare(person({ givenNames: "ተስፋይ", familyName: null }), person({ givenNames: "Tesfay", familyName: null })).probability,
    ).toBeGreaterThan(0.8);
  });
  it("warns of twins: all that a family shares is not one person", () => {
    const twins = compare(person({}, home), person({ givenNames: "Mariam" }, home));
    expect(twins.mayBeRelatives).toBe(true);
    expect(twins.probability).toBeLessThan(0.9);
    expect(compare(person({}, home), person({ givenNames: "Mariam", birthDate: "1999-12-01" }, home)).probability).toBeLessThan(0.1);
  });
  it("is the same in both directions", () => {
    const [a, b] = [person({ givenNames: "Mohamed" }, home), person({ givenNames: "محمد", birthDate: "1995-04-18" })];
    expect(compare(a, b).probability).toBeCloseTo(compare(b, a).probability, 9);
  });
});

it("takes what was chosen, and from the other row what the kept one does not know", () => {
  const kept = person({ nationality: null });
  const other = person({ familyName: "Rahimy", nationality: "Iran" }, home);
  const chosen = mergedData(kept, other, { familyName: "merged", address: "kept" });
  expect(chosen.identity).toMatchObject({ familyName: "Rahimy", givenNames: "Nadia", nationality: "Iran" });
  expect(chosen.contact).toMatchObject({ phone: "0151 1234567", street: null });
});
