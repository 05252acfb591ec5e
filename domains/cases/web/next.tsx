import type { ReactNode } from "react";
import { useFormat } from "../../../platform/web/formats.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import type { CaseView } from "../contract.ts";
import { useCaseWords } from "./words.ts";

/** The next step and the next deadline, in big type. */
export function Next(it: { readonly file: CaseView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { acting, unit } = useCaseWords();
  const { nextStep, nextDeadline } = it.file;
  const onIt = nextStep && acting(nextStep.doer, it.file.unitId);
  const urgency = nextDeadline ? f.when(nextDeadline.dueOn).urgency : undefined;
  const tone = urgency === undefined ? "" : ` next__deadline--due${urgency === "now" ? " next__deadline--now" : ""}`;
  return (
    <div className="next">
      <div className="stack stack-s">
        {nextStep ? (
          <>
            <p className="small muted">
              {onIt && t("cases.next.step", { kind: onIt.kind, unit: onIt.kind === "unit" ? unit(onIt.unitId) : "" })}
            </p>
            <p className="next__what" dir="auto">
              {nextStep.text}
            </p>
            {nextStep.dueOn !== null && <p>{t("cases.next.until", { day: f.longDay(nextStep.dueOn) })}</p>}
          </>
        ) : (
          <>
            <p className="small muted">{t("cases.next.step_label")}</p>
            <p>{t("cases.next.no_step")}</p>
          </>
        )}
      </div>
      {nextDeadline && (
        <div className={`next__deadline${tone} stack stack-s`}>
          <p className="small muted">{t("cases.next.deadline", { when: f.relative(nextDeadline.dueOn) })}</p>
          <p className="next__what">{f.day(nextDeadline.dueOn)}</p>
          <p>{nextDeadline.what}</p>
          <p className="small muted">{t("cases.deadline.otherwise", { harm: nextDeadline.harm })}</p>
        </div>
      )}
    </div>
  );
}
