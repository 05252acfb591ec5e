import "./reconstruction.css";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Button } from "../../../../platform/web/form/button.tsx";
import { Facts } from "../../../../platform/web/page/panel.tsx";
import { Empty } from "../../../../platform/web/page/states.tsx";
import { useTexts } from "../../../../platform/web/texts.ts";
import type { ReconstructionContent, ReconstructionStep, Worksheet } from "../../contract.ts";
import { inOrder, isTold, weeksOf } from "../../reconstruction/rules.ts";
import type { ReconstructionWords } from "./words.ts";

/** The way as a line in weeks; the list below it says the same. */
function Strip(it: { readonly steps: readonly ReconstructionStep[]; readonly broken: ReadonlySet<string> }): ReactNode {
  const t = useTexts();
  const weeks = weeksOf({ steps: [...it.steps] });
  if (it.steps.length < 2 || weeks === 0) return null;
  const at = (week: number) => 12 + ((week - it.steps[0]!.week) / weeks) * 976;
  const ticks = [...new Set([0, Math.round(weeks / 4), Math.round(weeks / 2), Math.round((3 * weeks) / 4), weeks])];
  return (
    <>
      <p className="kern-sr-only">{t("themes.reconstruction.page.strip", { weeks, steps: it.steps.length, breaks: it.broken.size })}</p>
      <div className="way-strip" aria-hidden="true">
        <svg viewBox="0 0 1000 44" preserveAspectRatio="none" focusable="false">
          <line x1="12" x2="988" y1="22" y2="22" className="way-strip__line" vectorEffect="non-scaling-stroke" />
        </svg>
        {it.steps.map((step) => (
          <span
            key={step.id}
            className={it.broken.has(step.id) ? "way-strip__dot way-strip__dot--broken" : "way-strip__dot"}
            style={{ insetInlineStart: `${at(step.week) / 10}%` }}
          />
        ))}
        {ticks.map((week) => (
          <span key={week} className="way-strip__week" style={{ insetInlineStart: `${at(week) / 10}%` }}>
            {week}
          </span>
        ))}
      </div>
    </>
  );
}

/** From this many weeks on nothing having happened is itself worth a line. */
const longPause = 6;

export function Timeline(it: {
  readonly content: ReconstructionContent;
  readonly worksheet: Worksheet;
  readonly words: ReconstructionWords;
  /** From a place where it broke to a gap report. */
  readonly mayReport?: boolean;
}): ReactNode {
  const t = useTexts();
  const { words, worksheet } = it;
  const steps = inOrder(it.content.steps);
  const broken = new Set(worksheet.breaks.map((one) => one.stepId));
  if (steps.length === 0) return <Empty>{t("themes.reconstruction.page.no_steps")}</Empty>;
  return (
    <>
      <Strip steps={steps} broken={broken} />
      <ol className="way">
        {steps.map((step, at) => {
          const pause = at === 0 ? 0 : step.week - steps[at - 1]!.week;
          const one = worksheet.breaks.find((two) => two.stepId === step.id);
          return (
            <li key={step.id} className={one ? "way__step way__step--broken" : "way__step"}>
              {pause >= longPause && <p className="way__pause">{t("themes.reconstruction.page.pause", { n: pause })}</p>}
              <div className="way__row">
                <p className="way__week">{t("themes.reconstruction.begin.week", { n: step.week })}</p>
                <div className="stack stack-xs">
                  <p className="way__who">
                    <b>{words.whoOf(step)}</b>
                    {step.legalDomain !== null && <span className="muted"> · {words.lawOf(step.legalDomain)}</span>}
                  </p>
                  <p dir="auto">
                    {step.what === "" ? <span className="muted">{t("themes.reconstruction.edit.step_untold")}</span> : step.what}
                  </p>
                  {one && (
                    <div className="way__broken stack stack-s">
                      <p className="way__word">{t("themes.reconstruction.page.broken")}</p>
                      {isTold(one) && (
                        <Facts
                          items={(["broke", "why", "needed"] as const)
                            .filter((part) => one[part] !== "")
                            .map((part) => ({
                              label: t(`themes.reconstruction.field.${part}`),
                              value: <span dir="auto">{one[part]}</span>,
                            }))}
                        />
                      )}
                      {it.mayReport && <ReportBreak content={it.content} step={step} broken={one} />}
                    </div>
                  )}
                </div>
              </div>
            </li>
          );
        })}
      </ol>
    </>
  );
}

/** The words come along in the history, never in the address; the form checks them once more. */
function ReportBreak(it: {
  readonly content: ReconstructionContent;
  readonly step: ReconstructionStep;
  readonly broken: Worksheet["breaks"][number];
}): ReactNode {
  const t = useTexts();
  const navigate = useNavigate();
  const { step, broken } = it;
  const before = inOrder(it.content.steps).filter((one) => one.week <= step.week && one.id !== step.id && one.unitId !== step.unitId);
  const state = {
    firstSentence: [broken.broke === "" ? step.what : broken.broke, broken.why].filter((one) => one !== "").join("\n"),
    idea: broken.needed,
    fieldOfAction: it.content.fieldOfAction,
    fromUnit: before.findLast((one) => one.unitId !== null)?.unitId ?? null,
    toUnit: step.unitId,
  };
  return (
    <p>
      <Button
        kind="link"
        label={t("themes.reconstruction.page.report_of", { what: step.what })}
        onPress={() => void navigate({ to: "/report", state: state as never })}
      >
        {t("themes.reconstruction.page.report")}
      </Button>
    </p>
  );
}
