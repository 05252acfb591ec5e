import type { ReactNode } from "react";
import { today } from "../../../../platform/web/clock.ts";
import { addDays } from "../../../../platform/web/day.ts";
import { Checkbox, Chips, ComboBox, MultiChips, Select } from "../../../../platform/web/form/choice.tsx";
import { DateField } from "../../../../platform/web/form/date-field.tsx";
import { Pair } from "../../../../platform/web/form/frame.tsx";
import { NumberField } from "../../../../platform/web/form/number-field.tsx";
import { Fold } from "../../../../platform/web/page/list.tsx";
import { useTexts } from "../../../../platform/web/texts.ts";
import { OfferField } from "../../../directory/web/index.ts";
import { ageBands, type ConsultationFacts, consultationOutcomes, consultationSexes, furthestDays, statusGroups } from "../../contract.ts";
import { useTalkWords } from "./words.ts";

/** What the form holds: the main field may still be open, and the day is today unless somebody says otherwise. */
export type Talk = Omit<ConsultationFacts, "fields" | "talkedOn"> & {
  readonly field: string | null;
  readonly others: readonly string[];
  readonly talkedOn: string | null;
};

export const emptyTalk: Talk = {
  field: null,
  others: [],
  talkedOn: null,
  townId: null,
  concern: null,
  language: null,
  needsInterpreter: false,
  outcome: "informed",
  referredUnitId: null,
  offerId: null,
  ageBand: null,
  sex: null,
  statusGroup: null,
  minutes: null,
};

export function talkOf({ fields, ...facts }: ConsultationFacts): Talk {
  return { ...facts, field: fields[0] ?? null, others: fields.slice(1) };
}

export function factsOf({ field, others, talkedOn, ...talk }: Talk): ConsultationFacts {
  const isReferred = talk.outcome === "referred_on";
  return {
    ...talk,
    fields: field === null ? [] : [field, ...others.filter((one) => one !== field)],
    talkedOn: talkedOn ?? today(),
    referredUnitId: isReferred ? talk.referredUnitId : null,
    offerId: isReferred ? talk.offerId : null,
  };
}

/** "offen" is an answer like any other: a choice that can be taken back. */
const open = "open";
const mostOthers = 2;

export function TalkFields(it: {
  readonly talk: Talk;
  readonly onChange: (part: Partial<Talk>) => void;
  /** Counted for several people at once: nothing is asked about one of them. */
  readonly isForSeveral?: boolean;
  readonly isOpen?: boolean;
}): ReactNode {
  const t = useTexts();
  const words = useTalkWords();
  const { talk, onChange } = it;
  const fields = words.options("field_of_action");
  const orOpen = <Value extends string>(options: readonly { value: Value; label: string }[]) => [
    { value: open as Value | typeof open, label: t("cases.consultation.open") },
    ...options,
  ];
  const orNull = <Value extends string>(value: Value | typeof open): Value | null => (value === open ? null : value);
  return (
    <>
      <Chips
        label={t("cases.consultation.field")}
        name="fields"
        isRequired
        options={fields}
        value={talk.field}
        onChange={(field) => onChange({ field, others: talk.others.filter((one) => one !== field) })}
      />
      <Select
        label={t("cases.consultation.concern")}
        name="concern"
        emptyLabel={t("cases.consultation.not_said")}
        options={words.options("concern")}
        value={talk.concern}
        onChange={(concern) => onChange({ concern })}
      />
      <Chips
        label={t("cases.consultation.outcome")}
        name="outcome"
        options={consultationOutcomes.map((value) => ({ value, label: t(`cases.consultation.outcome.${value}`) }))}
        value={talk.outcome}
        onChange={(outcome) => onChange({ outcome })}
      />
      {talk.outcome === "referred_on" && (
        <Pair>
          <ComboBox
            label={t("cases.consultation.unit")}
            name="referredUnitId"
            isOptional
            options={words.units}
            value={talk.referredUnitId}
            onChange={(referredUnitId) => onChange({ referredUnitId })}
          />
          <OfferField name="offerId" value={talk.offerId} onChange={(offerId) => onChange({ offerId })} />
        </Pair>
      )}
      <Pair>
        <Select
          label={t("cases.consultation.town")}
          name="townId"
          emptyLabel={t("cases.consultation.not_said")}
          options={(words.site?.towns ?? []).map((town) => ({ value: town.id, label: town.name }))}
          value={talk.townId}
          onChange={(townId) => onChange({ townId })}
        />
        <Select
          label={t("cases.consultation.language")}
          name="language"
          emptyLabel={t("cases.consultation.not_said")}
          options={
            talk.language === null || words.languages.some((one) => one.value === talk.language)
              ? words.languages
              : [...words.languages, { value: talk.language, label: words.languageName(talk.language) }]
          }
          value={talk.language}
          onChange={(language) => onChange({ language })}
        />
      </Pair>
      <Checkbox
        label={t("cases.consultation.interpreter")}
        isChecked={talk.needsInterpreter}
        onChange={(needsInterpreter) => onChange({ needsInterpreter })}
      />
      <Fold summary={t("cases.consultation.more")} isOpen={it.isOpen ?? false}>
        <div className="stack stack-m">
          <MultiChips
            label={t("cases.consultation.others")}
            options={fields.filter((one) => one.value !== talk.field)}
            values={talk.others}
            onChange={(others) => onChange({ others: others.slice(-mostOthers) })}
          />
          {it.isForSeveral !== true && (
            <>
              <p className="small muted">{t("cases.consultation.person_note")}</p>
              <Chips
                label={t("cases.consultation.age")}
                name="ageBand"
                options={orOpen(ageBands.map((value) => ({ value, label: t(`cases.consultation.age.${value}`) })))}
                value={talk.ageBand ?? open}
                onChange={(value) => onChange({ ageBand: orNull(value) })}
              />
              <Chips
                label={t("cases.consultation.sex")}
                name="sex"
                options={orOpen(consultationSexes.map((value) => ({ value, label: t(`cases.consultation.sex.${value}`) })))}
                value={talk.sex ?? open}
                onChange={(value) => onChange({ sex: orNull(value) })}
              />
              <Select
                label={t("cases.consultation.status")}
                name="statusGroup"
                emptyLabel={t("cases.consultation.not_said")}
                options={statusGroups.map((value) => ({ value, label: t(`cases.consultation.status.${value}`) }))}
                value={talk.statusGroup}
                onChange={(statusGroup) => onChange({ statusGroup })}
              />
            </>
          )}
          <Pair>
            <NumberField
              label={t("cases.consultation.minutes")}
              name="minutes"
              isOptional
              minimum={1}
              maximum={600}
              value={talk.minutes}
              onChange={(minutes) => onChange({ minutes })}
            />
            <DateField
              label={t("cases.consultation.day")}
              name="talkedOn"
              isOptional
              direction="past"
              minimum={addDays(today(), -furthestDays)}
              maximum={today()}
              value={talk.talkedOn}
              onChange={(talkedOn) => onChange({ talkedOn })}
            />
          </Pair>
        </div>
      </Fold>
    </>
  );
}
