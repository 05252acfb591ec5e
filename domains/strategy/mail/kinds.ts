import { today } from "../../../platform/server/clock.ts";
import type { MailKind } from "../../../platform/server/mail/kind.ts";
import { mailDay, mailWords } from "../../../platform/server/mail/words.ts";
import { findAgreement } from "../agreement/queries.ts";
import { nextLookOn } from "../rules.ts";
import { findAnchored } from "../measure/queries.ts";
import { findMilestone } from "../phase/queries.ts";
import { de } from "./texts.de.ts";
import { en } from "./texts.en.ts";

const words = { de, en };

const agreementEnds: MailKind = {
  name: "strategy.agreement_ends",
  write: async (call, mail) => {
    const agreement = await findAgreement(call.tx, call.actor.siteId, mail.subjectId);
    // ended, renewed or over meanwhile
    if (!agreement || agreement.ended_on !== null || agreement.renewed_by_id !== null || agreement.until_on < today()) return undefined;
    const t = mailWords(words, mail.language);
    return {
      subject: t("strategy.mail.agreement_ends.subject"),
      lines: [t("strategy.mail.agreement_ends.line", { day: mailDay(mail.language, agreement.until_on) })],
      way: { label: t("strategy.mail.agreement_ends.way"), path: `/strategy/agreements/${mail.subjectId}` },
    };
  },
};

const milestoneDue: MailKind = {
  name: "strategy.milestone_due",
  write: async (call, mail) => {
    const milestone = await findMilestone(call.tx, call.actor.siteId, mail.subjectId);
    if (!milestone?.due_on || milestone.reached_on !== null) return undefined;
    const t = mailWords(words, mail.language);
    return {
      subject: t("strategy.mail.milestone_due.subject"),
      lines: [t("strategy.mail.milestone_due.line", { day: mailDay(mail.language, milestone.due_on) })],
      way: { label: t("strategy.mail.milestone_due.way"), path: "/strategy/phases" },
    };
  },
};

const anchoredDue: MailKind = {
  name: "strategy.anchored_due",
  write: async (call, mail) => {
    const measure = await findAnchored(call.tx, call.actor.siteId, mail.subjectId);
    if (!measure) return undefined;
    const newest = measure.looks[0];
    const dueOn = nextLookOn(
      { lookAgainOn: measure.look_again_on },
      newest && { finding: newest.finding, lookAgainOn: newest.look_again_on },
    );
    // looked at meanwhile
    if (dueOn === null || dueOn > today()) return undefined;
    const t = mailWords(words, mail.language);
    return {
      subject: t("strategy.mail.anchored_due.subject"),
      lines: [t("strategy.mail.anchored_due.line")],
      way: { label: t("strategy.mail.anchored_due.way"), path: "/strategy/anchored" },
    };
  },
};

export const mailKinds: readonly MailKind[] = [agreementEnds, milestoneDue, anchoredDue];
