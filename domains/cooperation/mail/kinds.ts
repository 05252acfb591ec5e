import { today } from "../../../platform/server/clock.ts";
import type { MailKind } from "../../../platform/server/mail/kind.ts";
import { mailDay, mailMoment, mailWords } from "../../../platform/server/mail/words.ts";
import { findOpenLink, newMailedLink } from "../../accounts/index.ts";
import { findAgreement } from "../agreement/queries.ts";
import { findStructure } from "../structure/queries.ts";
import { getAnswerSheet } from "../wave/verbs.ts";
import { findOwnWave } from "../wave/queries.ts";
import { de } from "./texts.de.ts";
import { en } from "./texts.en.ts";

const words = { de, en };

const asked: MailKind = {
  name: "cooperation.asked",
  write: async (call, mail) => {
    if (!(await findOwnWave(call.tx, call.actor.siteId, mail.subjectId))) return undefined;
    const sheet = await getAnswerSheet(call, mail.subjectId);
    // answered, closed or passed on meanwhile
    if (sheet.takes !== "answers" || (sheet.answer !== null && sheet.answer.state !== "draft")) return undefined;
    const t = mailWords(words, mail.language);
    const subject = t("cooperation.mail.asked.subject");
    const line = t("cooperation.mail.asked.line", { day: mailDay(mail.language, sheet.untilOn) });
    const label = t("cooperation.mail.asked.way");
    const [linkId] = mail.ids;
    if (linkId === undefined) return { subject, lines: [line], way: { label, path: `/cooperation/waves/${mail.subjectId}/answer` } };
    const link = newMailedLink(call.keys, linkId);
    const opensUntil = await findOpenLink(call.tx, link.hash);
    if (!opensUntil) return undefined;
    const until = mailMoment(mail.language, opensUntil).day;
    return {
      subject,
      lines: [line, t("cooperation.mail.asked.link", { until })],
      way: { label, path: `/survey?wave=${mail.subjectId}#${link.token}` },
    };
  },
};

const agreementEnds: MailKind = {
  name: "cooperation.agreement_ends",
  write: async (call, mail) => {
    const agreement = await findAgreement(call.tx, call.actor.siteId, mail.subjectId);
    if (!agreement?.until_on || agreement.ended_on !== null || agreement.until_on < today()) return undefined;
    const t = mailWords(words, mail.language);
    return {
      subject: t("cooperation.mail.agreement_ends.subject"),
      lines: [t("cooperation.mail.agreement_ends.line", { day: mailDay(mail.language, agreement.until_on) })],
      way: { label: t("cooperation.mail.ends.way"), path: "/cooperation/agreements" },
    };
  },
};

const fundingEnds: MailKind = {
  name: "cooperation.funding_ends",
  write: async (call, mail) => {
    const structure = await findStructure(call.tx, call.actor.siteId, mail.subjectId);
    if (!structure?.funded_until_on || structure.funded_until_on < today()) return undefined;
    const t = mailWords(words, mail.language);
    return {
      subject: t("cooperation.mail.funding_ends.subject"),
      lines: [t("cooperation.mail.funding_ends.line", { day: mailDay(mail.language, structure.funded_until_on) })],
      way: { label: t("cooperation.mail.ends.way"), path: "/cooperation/structures" },
    };
  },
};

export const mailKinds: readonly MailKind[] = [asked, agreementEnds, fundingEnds];
