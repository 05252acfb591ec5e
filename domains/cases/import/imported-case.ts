import type { CasePhase, MilestoneEvent } from "../contract.ts";
import type { LegalDomain } from "../../network/contract.ts";
import type { ResidenceStatus, Sex } from "./values.ts";

export type ImportedMilestone = { readonly service: string; readonly event: MilestoneEvent; readonly on: string };

/** A row as the rest of the house takes it: identity and contact details as `people` has them, days that exist, codes. */
export type ImportedCase = {
  readonly row: number;
  readonly familyName: string | null;
  readonly givenNames: string | null;
  readonly birthDate: string | null;
  /** Where only the year is known. */
  readonly birthYear: number | null;
  readonly sex: Sex | null;
  readonly nationality: string | null;
  readonly languages: readonly string[];
  readonly phone: string | null;
  readonly email: string | null;
  readonly street: string | null;
  readonly postcode: string | null;
  readonly townName: string | null;
  /** A second number, "nur abends": what stood in the cells for phone and mail besides. */
  readonly contactNote: string | null;
  readonly residenceStatus: ResidenceStatus | null;
  readonly legalDomains: readonly LegalDomain[];
  readonly fileNumber: string | null;
  readonly caseManagerName: string | null;
  readonly openedOn: string | null;
  readonly closedOn: string | null;
  readonly phase: CasePhase | null;
  readonly lastContactOn: string | null;
  readonly nextAppointmentOn: string | null;
  /** HH:MM */
  readonly nextAppointmentTime: string | null;
  readonly goal: string | null;
  readonly household: string | null;
  readonly note: string | null;
  readonly milestones: readonly ImportedMilestone[];
  /** Of a day still to come: no milestone yet. */
  readonly planned: readonly ImportedMilestone[];
};

/** Rows to walk through, once or again; how they are kept is their own matter. */
export type ImportedRows = Iterable<ImportedCase> & { readonly length: number };
