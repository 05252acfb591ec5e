import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Button, LinkButton } from "../../../platform/web/form/button.tsx";
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

/** After a short consultation: its field and town come along in the history, nobody's name and no case. */
export function ReportAfterTalk(it: { readonly fieldOfAction: string; readonly townId: string | null }): ReactNode {
  const t = useTexts();
  const navigate = useNavigate();
  return (
    <Button
      kind="link"
      onPress={() => void navigate({ to: "/report", state: { fieldOfAction: it.fieldOfAction, townId: it.townId } as never })}
    >
      {t("themes.nav.report")}
    </Button>
  );
}
