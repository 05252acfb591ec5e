import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { day, id, line, paperLanguage, spreadsheetType, text, version } from "../../../platform/contract/values.ts";
import { entryView, pdfType } from "../framework/contract.ts";

/** `ending`: within the days at which it reminds. `unsigned`: somebody still has to sign. */
export const agreementStates = ["unsigned", "coming", "running", "ending", "expired", "renewed", "ended"] as const;
export type AgreementState = (typeof agreementStates)[number];

export const commitment = z.object({ id, organisationId: id, text: text(600), dueOn: day.nullable() });
export const agreementFields = z.object({
  title: line(160),
  content: text(3000),
  subGoalId: id.nullable(),
  fromOn: day,
  untilOn: day,
  remindDays: z.int().min(1).max(365),
  /** Who agrees. Who promises something is one of them. */
  organisationIds: z.array(id).min(2, { error: "too_few" }).max(40, { error: "too_many" }),
  commitments: z.array(commitment).min(1, { error: "required" }).max(40, { error: "too_many" }),
});
export type AgreementFields = z.infer<typeof agreementFields>;

export const agreementView = z.object({
  id,
  title: z.string(),
  content: z.string(),
  subGoal: z.object({ id, title: z.string() }).nullable(),
  fromOn: day,
  untilOn: day,
  remindDays: z.int(),
  state: z.enum(agreementStates),
  /** Until its last day; null where it is over. */
  daysLeft: z.int().nullable(),
  endedOn: day.nullable(),
  endReason: z.string().nullable(),
  renewedFrom: z.object({ id, title: z.string() }).nullable(),
  renewedBy: z.object({ id, title: z.string() }).nullable(),
  parties: z.array(
    z.object({ organisationId: id, name: z.string(), hasLeft: z.boolean(), signedBy: z.string().nullable(), signedOn: day.nullable() }),
  ),
  commitments: z.array(
    z.object({
      id,
      organisationId: id,
      organisationName: z.string(),
      text: z.string(),
      dueOn: day.nullable(),
      keptOn: day.nullable(),
      isOverdue: z.boolean(),
    }),
  ),
  /** What was signed stays as it was signed: until every signature is taken back, or it is renewed. */
  isSigned: z.boolean(),
  version,
});
export type AgreementView = z.infer<typeof agreementView>;

const ofAgreement = z.object({ agreementId: id });
const abilities = z.object({ edit: z.boolean() });
export const listAgreements = endpoint({
  method: "GET",
  path: "/api/strategy/agreements",
  answer: z.object({ agreements: z.array(agreementView), abilities }),
});
export const openAgreement = endpoint({
  method: "GET",
  path: "/api/strategy/agreements/:agreementId",
  params: ofAgreement,
  answer: agreementView.extend({ entries: z.array(entryView), abilities }),
});
export const makeAgreement = endpoint({
  method: "POST",
  path: "/api/strategy/agreements",
  body: agreementFields.extend({ id }),
  answer: agreementView,
});
export const changeAgreement = endpoint({
  method: "PUT",
  path: "/api/strategy/agreements/:agreementId",
  params: ofAgreement,
  body: agreementFields.extend({ version }),
  answer: agreementView,
});
/** Name and day, or neither: then it is taken back. */
export const signAgreement = endpoint({
  method: "PUT",
  path: "/api/strategy/agreements/:agreementId/signatures/:organisationId",
  params: ofAgreement.extend({ organisationId: id }),
  body: z.object({ signature: z.object({ by: line(160), on: day }).nullable(), version }),
  answer: agreementView,
});
export const keepCommitment = endpoint({
  method: "PUT",
  path: "/api/strategy/agreements/:agreementId/commitments/:commitmentId",
  params: ofAgreement.extend({ commitmentId: id }),
  body: z.object({ keptOn: day.nullable(), version }),
  answer: agreementView,
});
/** Before its last day, with the reason; null: it goes on after all. */
export const endAgreement = endpoint({
  method: "POST",
  path: "/api/strategy/agreements/:agreementId/end",
  params: ofAgreement,
  body: z.object({ end: z.object({ on: day, reason: text(1000) }).nullable(), version }),
  answer: agreementView,
});
/** A new one with the same words that still has to be signed. */
export const renewAgreement = endpoint({
  method: "POST",
  path: "/api/strategy/agreements/:agreementId/renew",
  params: ofAgreement,
  body: z.object({ id, fromOn: day, untilOn: day }),
  answer: agreementView,
});
export const removeAgreement = endpoint({
  method: "DELETE",
  path: "/api/strategy/agreements/:agreementId",
  params: ofAgreement,
  answer: z.object({ removed: z.boolean() }),
});
export const restoreAgreement = endpoint({
  method: "POST",
  path: "/api/strategy/agreements/:agreementId/restore",
  params: ofAgreement,
  answer: agreementView,
});
/** To take along and to sign on paper: promises, who signed and who still has to. */
export const printAgreement = endpoint({
  method: "GET",
  path: "/api/strategy/agreements/:agreementId/pdf",
  params: ofAgreement,
  query: z.object({ language: paperLanguage }),
  file: [pdfType],
});
export const makeAgreementsSpreadsheet = endpoint({
  method: "GET",
  path: "/api/strategy/agreements/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});
