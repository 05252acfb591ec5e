import type { Role } from "../contract.ts";
import { setupGapCodes, type SetupGapCode } from "./contract.ts";

export type SetupFacts = {
  readonly siteKind: string;
  /** Keeps its cases elsewhere: nobody accompanies here. */
  readonly structureOnly: boolean;
  readonly unitIds: readonly string[];
  readonly members: readonly { readonly role: string; readonly unitId: string }[];
  readonly linksOver: number;
  readonly linksOpen: number;
  readonly lackingSecondFactor: number;
  readonly hasMailServer: boolean;
  readonly mailsInTrouble: number;
  readonly hasResponsibilities: boolean;
};

const isOffice = (facts: SetupFacts) => facts.siteKind === "programme_office";

/** What is missing, the most basic first; nothing that the kind of site does not need. */
export function gapsOf(facts: SetupFacts): { code: SetupGapCode; count: number }[] {
  const isLed = !isOffice(facts);
  const isMissing = (role: Role) => (facts.members.some((one) => one.role === role) ? 0 : 1);
  const counts: Record<SetupGapCode, number> = {
    no_unit: facts.unitIds.length === 0 ? 1 : 0,
    no_coordinator: isLed ? isMissing("coordinator") : 0,
    no_case_manager: isLed && !facts.structureOnly ? isMissing("case_manager") : 0,
    no_data_protection_officer: isLed ? isMissing("data_protection_officer") : 0,
    mail_not_set_up: facts.hasMailServer ? 0 : 1,
    mail_in_trouble: facts.mailsInTrouble,
    second_factor_lacking: facts.lackingSecondFactor,
    links_over: facts.linksOver,
    links_open: facts.linksOpen,
    units_without_people: facts.unitIds.filter((unitId) => !facts.members.some((one) => one.unitId === unitId)).length,
    no_responsibility: isLed && !facts.hasResponsibilities ? 1 : 0,
  };
  return setupGapCodes.flatMap((code) => (counts[code] > 0 ? [{ code, count: counts[code] }] : []));
}
