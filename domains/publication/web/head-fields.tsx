import type { ReactNode } from "react";
import { firstDayOf, lastDayOf, quarterOfDay } from "../../../platform/contract/quarters.ts";
import { today } from "../../../platform/web/clock.ts";
import { Select } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { Pair } from "../../../platform/web/form/frame.tsx";
import { TextField } from "../../../platform/web/form/text-field.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import type { HeadFields } from "../contract.ts";
import { quartersToChoose } from "../rules.ts";

export type HeadValues = {
  readonly title: string;
  readonly addressee: string;
  readonly from: string;
  readonly until: string;
  readonly dueOn: string | null;
};

export const valuesOf = (head: HeadFields): HeadValues => ({
  title: head.title,
  addressee: head.addressee ?? "",
  from: quarterOfDay(head.fromOn),
  until: quarterOfDay(head.untilOn),
  dueOn: head.dueOn,
});

export const fieldsOf = (values: HeadValues): HeadFields => ({
  title: values.title,
  addressee: values.addressee.trim() === "" ? null : values.addressee,
  fromOn: firstDayOf(values.from),
  untilOn: lastDayOf(values.until),
  dueOn: values.dueOn,
});

/** Title, addressee and whole quarters of a report. */
export function HeadFieldset(it: { readonly values: HeadValues; readonly onChange: (values: HeadValues) => void }): ReactNode {
  const t = useTexts();
  const { values } = it;
  const change = (part: Partial<HeadValues>) => it.onChange({ ...values, ...part });
  const known = quartersToChoose(today());
  // a correction may be about days that are offered no more
  const quarters = [...new Set([...known, values.from, values.until])].toSorted().toReversed();
  const options = quarters.map((quarter) => ({
    value: quarter,
    label: t("publication.head.quarter", { number: Number(quarter.slice(5)), year: quarter.slice(0, 4) }),
  }));
  return (
    <>
      <TextField
        name="title"
        label={t("publication.head.name")}
        hint={t("publication.head.name_hint")}
        value={values.title}
        onChange={(title) => change({ title })}
        maxLength={200}
        isRequired
      />
      <TextField
        name="addressee"
        label={t("publication.head.addressee")}
        hint={t("publication.head.addressee_hint")}
        value={values.addressee}
        onChange={(addressee) => change({ addressee })}
        maxLength={160}
        isOptional
      />
      <Pair>
        <Select
          name="fromOn"
          label={t("publication.head.from")}
          options={options}
          value={values.from}
          onChange={(from) => change({ from: from ?? values.from })}
          isRequired
        />
        <Select
          name="untilOn"
          label={t("publication.head.until")}
          options={options}
          value={values.until}
          onChange={(until) => change({ until: until ?? values.until })}
          isRequired
        />
      </Pair>
      <DateField
        name="dueOn"
        label={t("publication.head.due")}
        value={values.dueOn}
        onChange={(dueOn) => change({ dueOn })}
        direction="future"
        isOptional
      />
    </>
  );
}
