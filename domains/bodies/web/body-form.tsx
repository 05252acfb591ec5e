import { type ReactNode, useState } from "react";
import { useReasons } from "../../../platform/web/act.ts";
import { RadioGroup, Select } from "../../../platform/web/form/choice.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { Pair } from "../../../platform/web/form/frame.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { useSite } from "../../network/web/index.ts";
import { type BodyFields, type BodyKind, bodyKinds } from "../contract.ts";

const orNull = (text: string) => (text.trim() === "" ? null : text);

/** Name, mandate, and what it is about. The kind stays as it was founded. */
export function BodyForm(it: {
  readonly start?: BodyFields;
  readonly submit: string;
  readonly draft: string;
  readonly onSend: (fields: BodyFields, id: string) => Promise<unknown>;
  readonly kind?: "primary" | "secondary";
}): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const reasons = useReasons("bodies");
  const site = useSite();
  const [kind, setKind] = useState<BodyKind | null>(it.start?.kind ?? null);
  const [name, setName] = useState(it.start?.name ?? "");
  const [mandate, setMandate] = useState(it.start?.mandate ?? "");
  const [fieldOfAction, setFieldOfAction] = useState<string | null>(it.start?.fieldOfAction ?? null);
  const [townId, setTownId] = useState<string | null>(it.start?.townId ?? null);
  const [socialSpace, setSocialSpace] = useState(it.start?.socialSpace ?? "");
  const [targetGroup, setTargetGroup] = useState(it.start?.targetGroup ?? "");
  return (
    <Form
      submit={it.submit}
      draft={it.draft}
      kind={it.kind}
      wordsForProblem={reasons.problem}
      onSubmit={async ({ id }) =>
        await it.onSend(
          {
            kind: kind ?? "project_group",
            name,
            mandate,
            fieldOfAction,
            townId,
            socialSpace: orNull(socialSpace),
            targetGroup: orNull(targetGroup),
          },
          id,
        )
      }
    >
      {it.start === undefined && (
        <RadioGroup
          name="kind"
          label={t("bodies.form.kind")}
          value={kind}
          onChange={setKind}
          options={bodyKinds.map((one) => ({ value: one, label: t(`bodies.kind.${one}`), note: t(`bodies.kind_note.${one}`) }))}
          isRequired
        />
      )}
      <TextField name="name" label={t("bodies.form.name")} value={name} onChange={setName} maxLength={120} isRequired />
      <TextArea
        name="mandate"
        label={t("bodies.form.mandate")}
        hint={t("bodies.form.mandate_hint")}
        value={mandate}
        onChange={setMandate}
        rows={2}
        maxLength={400}
        isRequired
      />
      <Pair>
        <Select
          name="fieldOfAction"
          label={t("bodies.form.field")}
          value={fieldOfAction}
          onChange={setFieldOfAction}
          emptyLabel={t("bodies.form.all_fields")}
          options={(site.data?.vocabularies["field_of_action"] ?? []).map((one) => ({ value: one.code, label: one[language] }))}
          isOptional
        />
        <Select
          name="townId"
          label={t("bodies.form.town")}
          value={townId}
          onChange={setTownId}
          emptyLabel={t("bodies.form.whole_site")}
          options={(site.data?.towns ?? []).map((one) => ({ value: one.id, label: one.name }))}
          isOptional
        />
      </Pair>
      <Pair>
        <TextField
          name="socialSpace"
          label={t("bodies.form.social_space")}
          value={socialSpace}
          onChange={setSocialSpace}
          maxLength={120}
          isOptional
        />
        <TextField
          name="targetGroup"
          label={t("bodies.form.target_group")}
          value={targetGroup}
          onChange={setTargetGroup}
          maxLength={160}
          isOptional
        />
      </Pair>
    </Form>
  );
}
