import "./evaluation.css";
import type { ReactNode } from "react";
import { useFormat } from "../../../platform/web/formats.ts";
import { Stack } from "../../../platform/web/page/page.tsx";
import { Quote, Tag } from "../../../platform/web/page/panel.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import type { FeedbackView } from "../contract.ts";

/** Where it stands: a word, never a colour alone. */
export function FeedbackState(it: { readonly feedback: FeedbackView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { feedback } = it;
  const answer = feedback.answers.find((one) => one.round === feedback.round);
  if (feedback.state === "draft") return <Tag>{t("evaluation.feedback.state.draft")}</Tag>;
  if (feedback.state === "at_site")
    return answer ? (
      <Tag tone={answer.answer === "objected" ? "due" : "good"}>{t(`evaluation.check.${answer.answer}`)}</Tag>
    ) : (
      <Tag tone="act">
        {(feedback.dayNumber ?? 1) > 14
          ? t("evaluation.feedback.check_over")
          : t("evaluation.feedback.check_day", { n: feedback.dayNumber ?? 1 })}
      </Tag>
    );
  return feedback.consequences.length === 0 ? (
    <Tag tone="due">{t("evaluation.feedback.given_open", { day: f.day(feedback.givenOn ?? "") })}</Tag>
  ) : (
    <Tag tone="good">{t("evaluation.feedback.closed")}</Tag>
  );
}

/** The text, what it rests on, what the site said to it, what followed. */
export function FeedbackBody(it: { readonly feedback: FeedbackView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { feedback } = it;
  return (
    <Stack gap="s">
      <p className="lines">{feedback.text}</p>
      {(feedback.basis.length > 0 || feedback.hiddenBasis > 0) && (
        <div className="small muted">
          <p>{t("evaluation.feedback.basis")}</p>
          <ul>
            {feedback.basis.map((one) => (
              <li key={one.id}>{one.on === null ? one.sentence : `${f.dayWithYear(one.on)}: ${one.sentence}`}</li>
            ))}
            {feedback.hiddenBasis > 0 && <li>{t("evaluation.feedback.hidden_basis", { n: feedback.hiddenBasis })}</li>}
          </ul>
        </div>
      )}
      {feedback.state === "given" && !feedback.answers.some((one) => one.round === feedback.round) && (
        <p className="small">{t("evaluation.feedback.unanswered")}</p>
      )}
      {feedback.answers.map((one) => (
        <Quote
          key={one.round}
          isBoxed
          by={t("evaluation.feedback.checked_by", {
            site: feedback.siteName,
            day: f.dayWithYear(one.answeredOn),
            earlier: one.round === feedback.round ? "no" : "yes",
          })}
        >
          <b>{t(`evaluation.check.${one.answer}`)}</b> {one.comment}
        </Quote>
      ))}
      {feedback.consequences.map((one) => (
        <div key={one.id}>
          <p>
            <b>{t(`evaluation.consequence.${one.kind}`)}</b> {one.text}
          </p>
          <p className="small muted">
            {t("evaluation.consequence.by", {
              who: one.bySite ? feedback.siteName : t("evaluation.side.steering"),
              day: f.dayWithYear(one.recordedOn),
            })}
          </p>
        </div>
      ))}
    </Stack>
  );
}
