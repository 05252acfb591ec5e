import type { ReactNode } from "react";
import { useRefresh } from "../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../platform/web/api.ts";
import { Select } from "../../../platform/web/form/choice.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { type AgendaItemView, audiences, getMeeting, setAudience } from "../contract.ts";

/** Who reads this item: those who lead the body, its members, or also the public. */
export function AudienceOf(it: { readonly item: AgendaItemView }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const { item } = it;
  return (
    <Select
      label={t("bodies.audience.label")}
      hint={t(`bodies.audience.note.${item.audience}`)}
      value={item.audience}
      onChange={(audience) => {
        if (audience === null) return;
        call(setAudience, { params: { itemId: item.id }, body: { audience, version: item.version } })
          .then(() => say({ text: t(`bodies.audience.set.${audience}`) }))
          .catch((error: unknown) => {
            const { code } = problemOf(error);
            say({ text: code === "changed_meanwhile" ? t("bodies.reason.moved_meanwhile") : t(`platform.problem.${code}`) });
          })
          .finally(() => void refresh(getMeeting));
      }}
      options={audiences.map((one) => ({ value: one, label: t(`bodies.audience.${one}`) }))}
    />
  );
}
