import type { MailKind } from "../../../platform/server/mail/kind.ts";
import { mailWords } from "../../../platform/server/mail/words.ts";
import { findPasswordLink } from "../queries.ts";
import { resetLinkMinutes } from "../rules.ts";
import { hashToken } from "../../../platform/server/http/session.ts";
import { pathOfPasswordLink, tokenOfResetLink } from "../reset-link.ts";
import { de } from "./texts.de.ts";
import { en } from "./texts.en.ts";

const words = { de, en };

/** Opening the page uses nothing up, so that whoever looks through mail does not. */
const passwordReset: MailKind = {
  name: "accounts.password_reset",
  writeAtDoor: async (call, mail) => {
    const token = tokenOfResetLink(call.keys, mail.subjectId);
    // used, run out, or replaced by a newer one
    if (!(await findPasswordLink(call.tx, hashToken(token)))) return undefined;
    const t = mailWords(words, mail.language);
    return {
      subject: t("accounts.mail.reset.subject"),
      lines: [t("accounts.mail.reset.line", { minutes: resetLinkMinutes }), t("accounts.mail.reset.not_you")],
      way: { label: t("accounts.mail.reset.way"), path: pathOfPasswordLink(token) },
    };
  },
};

/** Kinds of mail that concern the account itself. The digest is made of those of all domains, by the job. */
export const mailKinds: readonly MailKind[] = [passwordReset];
