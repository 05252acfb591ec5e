import { now } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import type { MailGroup } from "../accounts/contract.ts";
import { insertMail, stopMail } from "./queries-mail.ts";

export type MailToMembers = {
  /** Memberships of the actor's site; who has left is left out. */
  readonly to: readonly string[];
  /** As the domain registers it: "bodies.invited". */
  readonly kind: string;
  readonly group: MailGroup;
  /** That somebody gets this mail at all tells something about them: nobody else sees it. */
  readonly isPrivate?: boolean;
  readonly subjectId: string;
  /** The same kind, subject and version goes to the same person once. */
  readonly version?: number;
  readonly ids?: readonly string[];
  /** Minutes in which it can still be taken back, or overtaken by a later version. */
  readonly waits?: number;
};

/** Puts mail into the queue, in the transaction of what it is about: if that is rolled back, nobody is written to. */
export async function enqueueMail(call: Call, mail: MailToMembers): Promise<void> {
  if (mail.to.length === 0) return;
  await insertMail(call.tx, {
    members: mail.to,
    mails: mail.to.map(() => newId()),
    kind: mail.kind,
    group: mail.group,
    isPrivate: mail.isPrivate ?? false,
    subjectId: mail.subjectId,
    version: mail.version ?? 1,
    ids: mail.ids ?? [],
    notBefore: new Date(now().getTime() + (mail.waits ?? 0) * 60_000),
  });
}

/** Stops what has not been sent yet. Answers how many that were. */
export async function withdrawMail(call: Call, mail: { kind: string; subjectId: string }): Promise<number> {
  return await stopMail(call.tx, mail.kind, mail.subjectId);
}
