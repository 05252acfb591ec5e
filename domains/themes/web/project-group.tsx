import { type ReactNode, useState } from "react";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { Slot, useIsFilled } from "../../../platform/web/slots.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { giveToGroup, listThemes, openTheme, openThemeLife, takeFromGroup } from "../contract.ts";
import { LoopForm } from "./loop-form.tsx";

type Theme = AnswerOf<typeof openTheme>;

/** Which group there are is known to the domain that keeps bodies; it fills the field. */
export function GiveToGroup(it: { readonly theme: Theme }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const isKnown = useIsFilled("projectGroupField");
  const [groupName, setGroupName] = useState<string | null>(null);
  const [sentence, setSentence] = useState("");
  const label = t("themes.group.which");
  return (
    <LoopForm
      submit={t("themes.group.give")}
      draft={`give-to-group:${it.theme.id}`}
      kind="secondary"
      onSubmit={async ({ version = it.theme.version }) => {
        await call(giveToGroup, {
          params: { themeId: it.theme.id },
          body: { groupName: groupName ?? "", sentence: sentence.trim() === "" ? null : sentence, version },
        });
        say({ text: t("themes.group.given") });
        await refresh(openTheme, openThemeLife, listThemes);
      }}
    >
      {isKnown ? (
        <Slot name="projectGroupField" props={{ name: "groupName", label, value: groupName, onChange: setGroupName }} first />
      ) : (
        <TextField name="groupName" label={label} value={groupName ?? ""} onChange={setGroupName} maxLength={200} isRequired />
      )}
      <TextArea
        name="sentence"
        label={t("themes.group.sentence")}
        hint={t("themes.answer.group_given")}
        value={sentence}
        onChange={setSentence}
        rows={2}
        maxLength={600}
      />
    </LoopForm>
  );
}

export function TakeFromGroup(it: { readonly theme: Theme }): ReactNode {
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
