import type { ReactNode } from "react";
import { today } from "../../../platform/web/clock.ts";
import type { Day } from "../../../platform/web/day.ts";
import { Checkbox, Chips, RadioGroup, Select } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { Pair } from "../../../platform/web/form/frame.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { newId } from "../../../platform/web/ids.ts";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { consentForms, consentGivers, type Declaration } from "../contract.ts";

export type DeclarationValues = {
  readonly id: string;
  readonly givenBy: Declaration["givenBy"] | null;
  readonly judgement: string;
  readonly language: string | null;
  readonly form: Declaration["form"] | null;
  readonly textVersion: string;
  readonly declaredOn: Day | null;
  readonly secrecyRelease: boolean;
};

/** Nothing is chosen beforehand: this is what somebody else said. */
export const emptyDeclaration = (): DeclarationValues => ({
  id: newId(),
  givenBy: null,
  judgement: "",
  language: null,
  form: null,
  textVersion: "",
  declaredOn: today(),
  secrecyRelease: false,
});

/** After the form has found nothing missing. */
export function declarationOf(values: DeclarationValues): Declaration {
  const { givenBy, language, form, declaredOn } = values;
  if (givenBy === null || language === null || form === null || declaredOn === null) throw new Error("the form asks for all of these");
  return { ...values, givenBy, language, form, declaredOn };
}

const tongues = ["de", "en", "ar", "fa", "prs", "uk", "ru", "tr", "fr", "kmr", "ti", "so", "sq", "ro", "bg", "pl", "es"];

export function DeclarationFields(it: {
  readonly values: DeclarationValues;
  readonly onChange: (values: DeclarationValues) => void;
}): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const { values } = it;
  const set = (part: Partial<DeclarationValues>) => it.onChange({ ...values, ...part });
  const names = new Intl.DisplayNames(language, { type: "language" });
  return (
    <>
      <RadioGroup
        label={t("consent.declaration.given_by")}
        name="declaration.givenBy"
        isRequired
        options={consentGivers.map((value) => ({ value, label: t(`consent.giver.${value}`) }))}
        value={values.givenBy}
        onChange={(givenBy) => set({ givenBy })}
      />
      <TextArea
        label={t("consent.declaration.judgement")}
        hint={t("consent.declaration.judgement_hint")}
        name="declaration.judgement"
        isRequired
        rows={2}
        value={values.judgement}
        onChange={(judgement) => set({ judgement })}
      />
      <Chips
        label={t("consent.declaration.form")}
        name="declaration.form"
        isRequired
        options={consentForms.map((value) => ({ value, label: t(`consent.form.${value}`) }))}
        value={values.form}
        onChange={(form) => set({ form })}
      />
      <Pair>
        <Select
          label={t("consent.declaration.language")}
          name="declaration.language"
          isRequired
          options={tongues.map((value) => ({ value, label: names.of(value) ?? value }))}
          value={values.language}
          onChange={(chosen) => set({ language: chosen })}
        />
        <TextField
          label={t("consent.declaration.text_version")}
          hint={t("consent.declaration.text_version_hint")}
          name="declaration.textVersion"
          isRequired
          value={values.textVersion}
          onChange={(textVersion) => set({ textVersion })}
        />
      </Pair>
      <DateField
        label={t("consent.declaration.declared_on")}
        name="declaration.declaredOn"
        isRequired
        direction="past"
        maximum={today()}
        value={values.declaredOn}
        onChange={(declaredOn) => set({ declaredOn })}
      />
      <Checkbox
        label={t("consent.declaration.secrecy")}
        note={t("consent.declaration.secrecy_note")}
        isChecked={values.secrecyRelease}
        onChange={(secrecyRelease) => set({ secrecyRelease })}
      />
    </>
  );
}
