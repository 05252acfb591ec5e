import { today } from "../../../platform/server/clock.ts";
import type { MailKind } from "../../../platform/server/mail/kind.ts";
import { mailDay, mailWords } from "../../../platform/server/mail/words.ts";
import { findReport } from "../queries.ts";
import { reminderOf } from "../rules.ts";
import { de } from "./texts.de.ts";
import { en } from "./texts.en.ts";

const words = { de, en };

/** Neither the title nor whom the report goes to: both are free text. */
const reportDue: MailKind = {
  name: "publication.report_due",
  write: async (call, mail) => {
    const report = await findReport(call.tx, call.actor.siteId, mail.subjectId);
    if (!report?.due_on || report.state === "issued") return undefined;
    const reminder = reminderOf(report.due_on, today());
    // put off, or over meanwhile: the mail about that says it
    if (reminder.version !== mail.version) return undefined;
    const t = mailWords(words, mail.language);
    const stage = reminder.isOver ? "overdue" : "due";
    const values = { day: mailDay(mail.language, report.due_on), open: report.unconfirmed };
    return {
      subject: t(`publication.mail.${stage}.subject`),
      lines: [t(`publication.mail.${stage}.${report.kind}`, values)],
      way: { label: t("publication.mail.way"), path: `/publication/reports/${report.id}` },
    };
  },
};

export const mailKinds: readonly MailKind[] = [reportDue];
