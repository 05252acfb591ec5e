import type { ReactNode } from "react";
import { today } from "../../../platform/web/clock.ts";
import { Checkbox, Select } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { Pair } from "../../../platform/web/form/frame.tsx";
import { NumberField } from "../../../platform/web/form/number-field.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { sexes } from "../contract.ts";
import type { ContactValues, PersonValues } from "./person-values.ts";

type Fields<Values> = { readonly values: Values; readonly onChange: (values: Values) => void };

/** Nothing is required but one name. */
export function PersonFields(it: Fields<PersonValues>): ReactNode {
  const t = useTexts();
  const { values } = it;
  const set = (part: Partial<PersonValues>) => it.onChange({ ...values, ...part });
  return (
    <>
      <Pair>
        <TextField
          label={t("people.field.given_names")}
          maxLength={200}
          name="identity.givenNames"
          value={values.givenNames}
          onChange={(givenNames) => set({ givenNames })}
        />
        <TextField
          label={t("people.field.family_name")}
          maxLength={200}
          name="identity.familyName"
          value={values.familyName}
          onChange={(familyName) => set({ familyName })}
        />
      </Pair>
      <Checkbox
        label={t("people.field.pseudonym")}
        note={t("people.field.pseudonym_note")}
        isChecked={values.isPseudonym}
        onChange={(isPseudonym) => set({ isPseudonym })}
      />
      <Pair>
        <DateField
          label={t("people.field.birth_date")}
          name="identity.birthDate"
          isOptional
          direction="past"
          maximum={today()}
          isBirth
          hint={t("people.field.birth_date_hint")}
          value={values.birthDate}
          onChange={(birthDate) => set({ birthDate })}
        />
        {values.birthDate === null && (
          <NumberField
            label={t("people.field.birth_year")}
            name="identity.birthYear"
            isOptional
            hint={t("people.field.birth_year_hint")}
            minimum={1890}
            maximum={Number(today().slice(0, 4))}
            value={values.birthYear}
            onChange={(birthYear) => set({ birthYear })}
          />
        )}
      </Pair>
      <Pair>
        <TextField
          label={t("people.field.languages")}
          name="identity.languages"
          isOptional
          hint={t("people.field.languages_hint")}
          value={values.languages}
          onChange={(languages) => set({ languages })}
        />
        <TextField
          label={t("people.field.nationality")}
          name="identity.nationality"
          isOptional
          hint={t("people.field.nationality_hint")}
          value={values.nationality}
          onChange={(nationality) => set({ nationality })}
        />
      </Pair>
      <Select
        label={t("people.field.sex")}
        name="identity.sex"
        isOptional
        emptyLabel={t("people.field.sex_empty")}
        options={sexes.map((sex) => ({ value: sex, label: t(`people.sex.${sex}`) }))}
        value={values.sex}
        onChange={(sex) => set({ sex })}
      />
    </>
  );
}

export function ContactFields(it: Fields<ContactValues>): ReactNode {
  const t = useTexts();
  const { values } = it;
  const field = (name: Exclude<keyof ContactValues, "note">, type: "text" | "tel" | "email" = "text") => (
    <TextField
      label={t(`people.contact.${name}`)}
      name={`contactDetails.${name}`}
      type={type}
      isOptional
      value={values[name]}
      onChange={(value) => it.onChange({ ...values, [name]: value })}
    />
  );
  return (
    <>
      <Pair>
        {field("phone", "tel")}
        {field("email", "email")}
      </Pair>
      {field("street")}
      <Pair>
        {field("postcode")}
        {field("townName")}
      </Pair>
      <TextArea
        label={t("people.contact.note")}
        name="contactDetails.note"
        isOptional
        rows={2}
        hint={t("people.contact.note_hint")}
        value={values.note}
        onChange={(note) => it.onChange({ ...values, note })}
      />
    </>
  );
}
