import type { Call } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import { conflict, forbidden, notFound } from "../../platform/server/problem.ts";
import { recordAccess } from "../accounts/index.ts";
import type { EntryKind, EntrySubject, EntryView } from "./contract.ts";
import { type EntryRow, getStanding, insertEntry } from "./queries.ts";

/** For those whom the strategy does not concern there is none. */
export async function requirePart(call: Call): Promise<{ mayWrite: boolean }> {
  const standing = await getStanding(call.tx);
  if (!standing.takes_part) throw notFound();
  return { mayWrite: standing.may_write };
}

export async function requireWriter(call: Call): Promise<void> {
  if (!(await requirePart(call)).mayWrite) throw forbidden();
}

/** A repeat with the same id by the same actor answers as the first; somebody else's row is told as taken. */
export function refuseTaken(isNew: boolean, createdBy: string | undefined, call: Call): void {
  if (!isNew && createdBy !== call.actor.membershipId) throw conflict("already_there");
}

const longestLabel = 200;

/** What happened, in the history of the site and in the access log. */
export async function enter(
  call: Call,
  subject: EntrySubject,
  kind: EntryKind,
  more: {
    readonly subjectId?: string;
    readonly number?: number;
    readonly label?: string;
    readonly text?: string | null;
    readonly fromOn?: string | null;
    readonly toOn?: string | null;
  } = {},
): Promise<void> {
  await insertEntry(call.tx, call.actor.siteId, {
    id: newId(),
    subject,
    kind,
    subjectId: more.subjectId ?? null,
    number: more.number ?? null,
    label: (more.label ?? "").slice(0, longestLabel),
    text: more.text ?? null,
    fromOn: more.fromOn ?? null,
    toOn: more.toOn ?? null,
    by: call.actor.membershipId,
  });
  await recordAccess(call, { action: `strategy.${subject}_${kind}`, basis: "structure" });
}

export function entryOf(row: EntryRow): EntryView {
  return {
    id: row.id,
    subject: row.subject,
    kind: row.kind,
    number: row.number,
    label: row.label,
    text: row.text,
    fromOn: row.from_on,
    toOn: row.to_on,
    on: row.entered_on,
    by: row.by_name,
  };
}
