import type { ReactNode } from "react";
import { Link } from "../../../../platform/web/form/button.tsx";
import { Page } from "../../../../platform/web/page/page.tsx";
import { Empty } from "../../../../platform/web/page/states.tsx";
import { useTexts } from "../../../../platform/web/texts.ts";

export function Gone(): ReactNode {
  const t = useTexts();
  return (
    <Page title={t("themes.reconstruction.list.title")}>
      <Empty>
        {t("themes.reconstruction.gone")} <Link to="/reconstructions">{t("themes.reconstruction.gone.back")}</Link>
      </Empty>
    </Page>
  );
}
