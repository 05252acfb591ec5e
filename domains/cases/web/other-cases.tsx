import type { ReactNode } from "react";
import { useAnswer } from "../../../platform/web/answers.tsx";
import { Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Note } from "../../../platform/web/page/panel.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { listOtherCases } from "../contract.ts";
import { useCaseWords } from "./words.ts";

/** The way to the other case of somebody who was entered twice. Nothing at all where there is none, and where it does not load: it only helps. */
export function OtherCases(it: { readonly caseId: string }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { member, unit } = useCaseWords();
  const others = useAnswer(listOtherCases, { params: { caseId: it.caseId } }).data?.cases ?? [];
  if (others.length === 0) return null;
  return (
    <Note title={t("cases.other.title", { n: others.length })}>
      {others.map((one) => (
        <p key={one.caseId}>
          <Link to={`/cases/${one.caseId}`}>{t("cases.other.open", { number: one.number })}</Link>{" "}
          <span className="small muted">
            {t(one.closedOn === null ? "cases.other.led" : "cases.other.closed", {
              name: member(one.caseManagerId),
              unit: unit(one.unitId),
              day: f.dayWithYear(one.closedOn ?? one.openedOn),
            })}
          </span>
        </p>
      ))}
    </Note>
  );
}
