import { expect, it } from "vitest";
import { gapsOf, type SetupFacts } from "./rules.ts";

const ready: SetupFacts = {
  siteKind: "kreis",
  structureOnly: false,
  unitIds: ["ki", "beratung"],
  members: [
    { role: "coordinator", unitId: "ki" },
    { role: "data_protection_officer", unitId: "ki" },
    { role: "case_manager", unitId: "beratung" },
  ],
  linksOver: 0,
  linksOpen: 0,
  lackingSecondFactor: 0,
  hasMailServer: true,
  mailsInTrouble: 0,
  hasResponsibilities: true,
};
const codes = (more: Partial<SetupFacts>) => gapsOf({ ...ready, ...more }).map((gap) => `${gap.code} ${gap.count}`);

it("names nothing at a site that is set up", () => {
  expect(codes({})).toEqual([]);
});

it("names what is missing, the most basic first", () => {
  expect(codes({ unitIds: [], members: [], hasMailServer: false, hasResponsibilities: false })).toEqual([
    "no_unit 1",
    "no_coordinator 1",
    "no_case_manager 1",
    "no_data_protection_officer 1",
    "mail_not_set_up 1",
    "no_responsibility 1",
  ]);
  expect(
    codes({ unitIds: ["ki", "beratung", "jobcenter", "kita"], linksOver: 2, linksOpen: 3, lackingSecondFactor: 4, mailsInTrouble: 5 }),
  ).toEqual(["mail_in_trouble 5", "second_factor_lacking 4", "links_over 2", "links_open 3", "units_without_people 2"]);
});

it("asks for nobody whom the kind of site does not need", () => {
  const withoutCases = ready.members.filter((one) => one.role !== "case_manager");
  expect(codes({ structureOnly: true, unitIds: ["ki"], members: withoutCases })).toEqual([]);
  expect(
    codes({
      siteKind: "programme_office",
      unitIds: ["ki"],
      members: [{ role: "programme_lead", unitId: "ki" }],
      hasResponsibilities: false,
    }),
  ).toEqual([]);
});
