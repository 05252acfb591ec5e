import type { ReactNode } from "react";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { listThemes, openTheme, openThemeLife, takeFromGroup } from "../contract.ts";

export function TakeFromGroup(it: { readonly theme: AnswerOf<typeof openTheme> }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  return (
    <Button
      kind="link"
      onPress={() =>
        void (async () => {
          await call(takeFromGroup, { params: { themeId: it.theme.id } });
          say({ text: t("themes.group.taken") });
          await refresh(openTheme, openThemeLife, listThemes);
        })()
      }
    >
      {t("themes.group.take")}
    </Button>
  );
}
