import type { MailKind } from "../../../platform/server/mail/kind.ts";

/** Kinds of mail that concern the account itself. The digest is made of those of all domains, by the job. */
export const mailKinds: readonly MailKind[] = [];
