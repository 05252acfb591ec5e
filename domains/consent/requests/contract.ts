import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { day, id, paperLanguage, spreadsheetType, version } from "../../../platform/contract/values.ts";
import { identity } from "../../people/contract.ts";

/** What a person may ask about their own data: Art. 15 to 21 DSGVO, §§ 83, 84 SGB X. */
export const requestKinds = ["access", "rectification", "erasure", "restriction", "portability", "right_to_object"] as const;
export const requestKind = z.enum(requestKinds);
export type RequestKind = z.infer<typeof requestKind>;
export const extendReasons = ["complex", "many_requests"] as const;
export const extendReason = z.enum(extendReasons);
export type ExtendReason = z.infer<typeof extendReason>;
export const requestOutcomes = ["granted", "partly", "refused", "taken_back"] as const;
export const requestOutcome = z.enum(requestOutcomes);
export type RequestOutcome = z.infer<typeof requestOutcome>;

export const dataRequest = z.object({
  id,
  /** By which it is spoken of without a name. */
  mark: z.string(),
  unitId: id,
  kind: requestKind,
  receivedOn: day,
  dueOn: day,
  /** Days since it came in, and until it must be answered (below nought: too late). */
  daysOpen: z.int(),
  daysLeft: z.int(),
  extendedReason: extendReason.nullable(),
  outcome: requestOutcome.nullable(),
  answeredOn: day.nullable(),
  /** Only for who works with the person. */
  client: z.object({ clientId: id, identity: identity.nullable() }).nullable(),
  version,
  abilities: z.object({ answer: z.boolean(), extend: z.boolean() }),
});
export type DataRequest = z.infer<typeof dataRequest>;

/** Open requests with their clocks, the most urgent first, and the last answered: of the own unit, or of the site for the data protection officer, without names. */
export const listDataRequests = endpoint({
  method: "GET",
  path: "/api/consent/requests",
  answer: z.object({ open: z.array(dataRequest), answered: z.array(dataRequest) }),
});
/** The same as a file. */
export const makeRequestsSpreadsheet = endpoint({
  method: "GET",
  path: "/api/consent/requests/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});
/** Those of one person, for who works with them. */
export const listRequestsOf = endpoint({
  method: "GET",
  path: "/api/consent/clients/:clientId/requests",
  params: z.object({ clientId: id }),
  answer: z.object({ requests: z.array(dataRequest) }),
});
export const recordRequest = endpoint({
  method: "POST",
  path: "/api/consent/clients/:clientId/requests",
  params: z.object({ clientId: id }),
  body: z.object({ id, kind: requestKind, receivedOn: day }),
  answer: dataRequest,
});
const ofRequest = z.object({ requestId: id });
/** Two months more, once, and the person is told why (Art. 12 Abs. 3 DSGVO). */
export const extendRequest = endpoint({
  method: "POST",
  path: "/api/consent/requests/:requestId/extend",
  params: ofRequest,
  body: z.object({ reason: extendReason, version }),
  answer: dataRequest,
});
export const answerRequest = endpoint({
  method: "POST",
  path: "/api/consent/requests/:requestId/answer",
  params: ofRequest,
  body: z.object({ outcome: requestOutcome, answeredOn: day, version }),
  answer: dataRequest,
});
