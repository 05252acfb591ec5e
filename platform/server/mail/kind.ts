import type { Call, DoorCall } from "../database/actor.ts";
import type { MailContent, MailLanguage } from "./message.ts";

/** What a mail in the queue holds: ids and nothing else. */
export type MailSubject = {
  readonly mailId: string;
  readonly subjectId: string;
  readonly ids: readonly string[];
  readonly version: number;
  readonly language: MailLanguage;
};

/**
 * Something that a domain has to say by mail. It is written when it is sent, from ids, and must say nothing that an open screen or a
 * forwarded mailbox may not show: no names, no cases, no titles of themes. `undefined` when there is nothing left to say.
 */
export type MailKind = {
  /** Domain and word, such as "bodies.invited". */
  readonly name: string;
} & (
  | {
      /** To a membership, with its own rights in a transaction that only reads: what they may not see any more they are not told. */
      readonly write: (call: Call, mail: MailSubject) => Promise<MailContent | undefined>;
    }
  | {
      /** To somebody who need not be signed in, such as a new password. */
      readonly writeAtDoor: (call: DoorCall, mail: MailSubject) => Promise<MailContent | undefined>;
    }
);
