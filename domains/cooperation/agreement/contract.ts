import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { day, id, line, paperLanguage, spreadsheetType, text, version } from "../../../platform/contract/values.ts";
import { ownWave } from "../wave/contract.ts";

/** `ending`: within the days at which it reminds. */
export const agreementStates = ["coming", "running", "ending", "expired", "ended"] as const;
export type AgreementState = (typeof agreementStates)[number];

const party = z.object({ organisationId: id, signedOn: day.nullable() });
export const agreementFields = z.object({
  title: line(160),
  content: text(2000),
  fromOn: day,
  /** Null: it has no end. */
  untilOn: day.nullable(),
  remindDays: z.int().min(1).max(365),
  parties: z.array(party).min(2, { error: "too_few" }).max(60, { error: "too_many" }),
});
export type AgreementFields = z.infer<typeof agreementFields>;

export const agreementView = agreementFields.extend({
  id,
  state: z.enum(agreementStates),
  endedOn: day.nullable(),
  /** Until its last day; null where it has none or is over. */
  daysLeft: z.int().nullable(),
  parties: z.array(party.extend({ name: z.string(), hasLeft: z.boolean() })),
  version,
});
export type AgreementView = z.infer<typeof agreementView>;

const ofAgreement = z.object({ agreementId: id });
export const listAgreements = endpoint({
  method: "GET",
  path: "/api/cooperation/agreements",
  answer: z.object({ agreements: z.array(agreementView), abilities: z.object({ edit: z.boolean() }) }),
});
export const makeAgreement = endpoint({
  method: "POST",
  path: "/api/cooperation/agreements",
  body: agreementFields.extend({ id }),
  answer: agreementView,
});
export const changeAgreement = endpoint({
  method: "PUT",
  path: "/api/cooperation/agreements/:agreementId",
  params: ofAgreement,
  body: agreementFields.extend({ version }),
  answer: agreementView,
});
/** Before its last day, or where it has none. */
export const endAgreement = endpoint({
  method: "POST",
  path: "/api/cooperation/agreements/:agreementId/end",
  params: ofAgreement,
  body: z.object({ endedOn: day.nullable(), version }),
  answer: agreementView,
});
export const removeAgreement = endpoint({
  method: "DELETE",
  path: "/api/cooperation/agreements/:agreementId",
  params: ofAgreement,
  answer: z.object({ removed: z.boolean() }),
});
export const restoreAgreement = endpoint({
  method: "POST",
  path: "/api/cooperation/agreements/:agreementId/restore",
  params: ofAgreement,
  answer: agreementView,
});
export const makeAgreementsSpreadsheet = endpoint({
  method: "GET",
  path: "/api/cooperation/agreements/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});

/** What runs out soon, for Home of the coordination; and which survey waits for its own answer. */
export const listEndings = endpoint({
  method: "GET",
  path: "/api/cooperation/endings",
  answer: z.object({
    endings: z.array(z.object({ what: z.enum(["agreement", "funding", "wave"]), id, title: z.string(), endsOn: day })),
    waves: z.array(ownWave),
  }),
});
