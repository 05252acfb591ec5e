import type { ReactNode } from "react";
import { useFormat } from "../../../../platform/web/formats.ts";
import { useTexts } from "../../../../platform/web/texts.ts";
import type { ErasureCount } from "../../contract.ts";

/** What would go with a person and what would stay without them. */
export function ErasureCounts(it: { readonly counts: readonly ErasureCount[]; readonly unreadableOn: string }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const stays = it.counts.reduce((sum, one) => sum + one.stays, 0);
  return (
    <>
      <h3>{t("consent.erasure.goes.title")}</h3>
      <ul>
        {it.counts
          .filter((one) => one.goes > 0)
          .map((one) => (
            <li key={one.domain}>
              {t.maybe(`consent.erasure.goes.${one.domain}`) ?? t("consent.erasure.goes.other")}{" "}
              <span className="muted">({t("consent.erasure.count", { n: one.goes })})</span>
            </li>
          ))}
      </ul>
      <h3>{t("consent.erasure.stays.title")}</h3>
      <ul>
        <li>{t("consent.erasure.stays.figures", { n: stays })}</li>
        <li>{t("consent.erasure.stays.reports")}</li>
        <li>{t("consent.erasure.stays.log")}</li>
        <li>{t("consent.erasure.stays.backups", { day: f.dayWithYear(it.unreadableOn) })}</li>
      </ul>
    </>
  );
}
