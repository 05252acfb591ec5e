import type { ReactNode } from "react";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { useTexts } from "../../../platform/web/texts.ts";

type Age = { readonly monthsOld: number | null; readonly isOld: boolean; readonly isGone: boolean };

/** How old it is, in words, and a clear mark where that is too old to rely on. */
export function Freshness(it: { readonly of: Age; readonly isOver?: boolean }): ReactNode {
  const t = useTexts();
  const { monthsOld, isOld, isGone } = it.of;
  const age =
    monthsOld === null
      ? t("directory.changed_unknown")
      : monthsOld >= 24
        ? t("directory.changed_years", { years: Math.floor(monthsOld / 12) })
        : t("directory.changed", { months: monthsOld });
  return (
    <span className="small muted">
      {isOld ? <Tag tone="due">{age}</Tag> : age}
      {isGone && (
        <>
          {" "}
          <Tag tone="bad">{t("directory.gone")}</Tag>
        </>
      )}
      {it.isOver && (
        <>
          {" "}
          <Tag tone="bad">{t("directory.over")}</Tag>
        </>
      )}
    </span>
  );
}
