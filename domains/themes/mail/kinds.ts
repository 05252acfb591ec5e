import type { MailKind } from "../../../platform/server/mail/kind.ts";
import { mailDay, mailWords } from "../../../platform/server/mail/words.ts";
import { findStatement } from "../theme/queries.ts";
import { de } from "./texts.de.ts";
import { en } from "./texts.en.ts";

const words = { de, en };

/** Does not even say that it is about a report: whoever looks over a shoulder must not learn that somebody reported something. */
const answered: MailKind = {
  name: "themes.answered",
  write: async (_call, mail) => {
    const t = mailWords(words, mail.language);
    return {
      subject: t("themes.mail.answered.subject"),
      lines: [t("themes.mail.answered.line")],
      way: { label: t("themes.mail.answered.way"), path: "/" },
    };
  },
};

const statementAsked: MailKind = {
  name: "themes.statement_asked",
  write: async (call, mail) => {
    const statement = await findStatement(call.tx, call.actor.siteId, mail.subjectId);
    if (!statement || statement.given_on !== null) return undefined;
    const t = mailWords(words, mail.language);
    return {
      subject: t("themes.mail.statement.subject"),
      lines: [t("themes.mail.statement.line", { day: mailDay(mail.language, statement.due_on) })],
      way: { label: t("themes.mail.statement.way"), path: `/statements/${statement.id}` },
    };
  },
};

export const mailKinds: readonly MailKind[] = [answered, statementAsked];
