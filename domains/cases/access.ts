import type { Call } from "../../platform/server/database/actor.ts";
import { conflict, forbidden, notFound, type Problem } from "../../platform/server/problem.ts";
import type { Key } from "../../platform/server/vault.ts";
import { changedMeanwhileOf, recordAccess } from "../accounts/index.ts";
import { type Access, accessOf, openKeyOf } from "../people/index.ts";
import * as queries from "./queries.ts";
import { type Sealer, sealerFor } from "./sealing.ts";

/** A case the actor may read, with what it may do and what opens its texts. */
export type OpenedCase = { readonly file: queries.CaseFile; readonly access: Access; readonly sealer: Sealer; readonly key: Key };

/** Throws `not_found` for a case that is not there or not readable: the two are never told apart. */
export async function getReadableCase(call: Call, caseId: string): Promise<OpenedCase> {
  const { ahead } = call;
  const isAhead = ahead?.query.sql === queries.attendCase(caseId).sql && ahead.query.parameters[0] === caseId;
  const file = isAhead
    ? (ahead.rows[0] as queries.ReadableCase | undefined)
    : await queries.findReadableCase(call.tx, call.actor.siteId, caseId);
  if (!file) throw notFound();
  const key = await openKeyOf(call, file.client_id, file);
  return { file, access: accessOf(file), sealer: sealerFor(call, file.client_id, key), key };
}

/** The same for who works with it. Throws `forbidden` for who only reads it, and `case_closed`. */
export async function getCaseToEdit(call: Call, caseId: string, allow: { closed?: boolean } = {}): Promise<OpenedCase> {
  const opened = await getReadableCase(call, caseId);
  if (!opened.access.holds) throw forbidden();
  if (opened.file.closed_on !== null && allow.closed !== true) throw conflict("case_closed");
  return opened;
}

/** The one log row of a request about this case. */
export async function recordCaseAccess(call: Call, opened: OpenedCase, action: string): Promise<void> {
  await recordAccess(call, { action, clientIds: [opened.file.client_id], basis: opened.access.basis });
}

/** Somebody else saved in between: what is shown of it is a read. */
export function changedInCase(opened: OpenedCase, current: unknown): Problem {
  const { file, access } = opened;
  return changedMeanwhileOf({ action: "cases.see_change", clientIds: [file.client_id], basis: access.basis }, current);
}
