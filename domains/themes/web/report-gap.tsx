import type { ReactNode } from "react";
import { LinkButton } from "../../../platform/web/form/button.tsx";
import { useTexts } from "../../../platform/web/texts.ts";

/** Where nobody is responsible: the way to say so. */
export function ReportGap(): ReactNode {
  const t = useTexts();
  return (
    <LinkButton to="/report" kind="link">
      {t("themes.nav.report")}
    </LinkButton>
  );
}
