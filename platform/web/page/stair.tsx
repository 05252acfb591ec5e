import type { ReactNode } from "react";
import { useTexts } from "../texts.ts";

export const stairSteps = [1, 2, 3, 4, 5, 6, 7] as const;
export type StairStep = (typeof stairSteps)[number];

/** How far a report got, small, for lists: the picture and "Stufe 4 von 7". */
export function Stair(it: { readonly step: StairStep; readonly isWide?: boolean; readonly withoutWords?: boolean }): ReactNode {
  const t = useTexts();
  const label = t("platform.stair.label", { n: it.step, step: t(`platform.stair.${it.step}`).replaceAll("\u00ad", "") });
  return (
    <span className={it.isWide ? "stair-line stair-line--wide" : "stair-line"}>
      <svg
        className={it.isWide ? "stair stair--wide" : "stair"}
        viewBox="0 0 62 28"
        width={62}
        height={28}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        {stairSteps.map((step) => (
          <rect
            key={step}
            className={step <= it.step ? "on" : undefined}
            x={(step - 1) * 9}
            y={28 - step * 4}
            width={8}
            height={step * 4}
          />
        ))}
      </svg>
      {!it.withoutWords && (
        <span className="small muted" aria-hidden="true">
          {t("platform.stair.of", { n: it.step })}
        </span>
      )}
    </span>
  );
}

/** The same, big, on its own page. Open steps are grey, without invented dates; a No ends the stair with its reason. */
export function StairSteps(it: {
  readonly step: StairStep;
  /** What stands under the name of a step, such as its day. */
  readonly notes?: Partial<Record<StairStep, string>>;
  /** The stair ends here: declined, with this reason. */
  readonly endedBecause?: string;
}): ReactNode {
  const t = useTexts();
  return (
    <div className="stack stack-s">
      <ol className="steps only-l">
        {stairSteps.map((step) => (
          <li
            key={step}
            className={step === it.step ? "on here" : step < it.step ? "on" : it.endedBecause === undefined ? undefined : "off"}
            aria-current={step === it.step ? "step" : undefined}
          >
            <span>{t(`platform.stair.${step}`)}</span>
            {it.notes?.[step] !== undefined && <span className="muted">{it.notes[step]}</span>}
          </li>
        ))}
      </ol>
      <div className="only-s stack stack-s">
        <Stair step={it.step} isWide withoutWords />
        <p>
          <strong>{t("platform.stair.label", { n: it.step, step: t(`platform.stair.${it.step}`) })}</strong>
        </p>
      </div>
      {it.endedBecause !== undefined && <p>{t("platform.stair.ended", { step: it.endedBecause })}</p>}
    </div>
  );
}
