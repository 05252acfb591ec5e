import { type ReactNode, useState } from "react";
import { useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { today } from "../../../platform/web/clock.ts";
import { addDays, type Day } from "../../../platform/web/day.ts";
import { Checkbox, ComboBox, MultiChips, Select } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { Pair } from "../../../platform/web/form/frame.tsx";
import { Note } from "../../../platform/web/page/panel.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useActor } from "../../../platform/web/session.ts";
import { useLabel, useTexts } from "../../../platform/web/texts.ts";
import { type DataCategory, dataCategories, type SiteView } from "../../network/contract.ts";
import { askShare } from "../contract.ts";
import { latestEnd, needsConfirmation } from "../rules.ts";
import { declarationOf, DeclarationFields, emptyDeclaration } from "./declaration-fields.tsx";

type Values = {
  readonly unitId: string | null;
  readonly purpose: string | null;
  readonly categories: readonly DataCategory[];
  readonly fromOn: Day | null;
  readonly untilOn: Day | null;
  readonly isConfirmed: boolean;
  readonly isAnswered: boolean;
};

const empty = (): Values => ({
  unitId: null,
  purpose: null,
  categories: [],
  fromOn: today(),
  untilOn: addDays(today(), 364),
  isConfirmed: false,
  isAnswered: false,
});

/** Who may know what, for what and until when. Nothing is chosen beforehand but the days. */
export function AskShare(it: { readonly clientId: string; readonly site: SiteView; readonly onDone: () => void }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const actor = useActor();
  const label = useLabel(it.site.vocabularies);
  const [values, setValues] = useState(empty);
  const [declaration, setDeclaration] = useState(emptyDeclaration);
  const set = (part: Partial<Values>) => setValues((before) => ({ ...before, ...part }));
  const unit = it.site.units.find((one) => one.id === values.unitId);
  const isDelicate = unit !== undefined && needsConfirmation(unit.kind);
  const units = it.site.units
    .filter((one) => one.name !== actor.unitName || one.organisationName !== actor.organisationName)
    // an Ausländerbehörde never stands among the first
    .toSorted((a, b) => Number(needsConfirmation(a.kind)) - Number(needsConfirmation(b.kind)))
    .map((one) => ({ value: one.id, label: `${one.organisationName}, ${one.name}` }));

  return (
    <Form
      label={t("consent.ask.title")}
      draft={`share:${it.clientId}`}
      submit={values.isAnswered ? t("consent.ask.submit_given") : t("consent.ask.submit")}
      wordsFor={({ code }) => t.maybe(`consent.field.${code}`)}
      wordsForProblem={(problem) => (problem.reason === undefined ? undefined : t.maybe(`consent.conflict.${problem.reason}`))}
      check={() =>
        isDelicate && !values.isConfirmed ? [{ path: "confirmedForeignersAuthority", code: "confirm_foreigners_authority" }] : []
      }
      onSubmit={async ({ id }) => {
        if (values.unitId === null || values.purpose === null || values.fromOn === null || values.untilOn === null) return;
        await call(askShare, {
          params: { clientId: it.clientId },
          body: {
            id,
            unitId: values.unitId,
            purpose: values.purpose,
            categories: [...values.categories],
            fromOn: values.fromOn,
            untilOn: values.untilOn,
            confirmedForeignersAuthority: isDelicate && values.isConfirmed,
            declaration: values.isAnswered ? declarationOf(declaration) : null,
          },
        });
        await refresh();
        say({ text: t(values.isAnswered ? "consent.given.said" : "consent.ask.said") });
        setValues(empty());
        it.onDone();
      }}
    >
      <ComboBox
        label={t("consent.ask.unit")}
        hint={t("consent.ask.unit_hint")}
        name="unitId"
        isRequired
        options={units}
        value={values.unitId}
        onChange={(unitId) => set({ unitId, isConfirmed: false })}
      />
      {isDelicate && (
        <Note tone="due" title={t("consent.authority.title")}>
          <p>{t("consent.authority.body")}</p>
          <Checkbox
            label={t("consent.authority.confirm")}
            name="confirmedForeignersAuthority"
            isChecked={values.isConfirmed}
            onChange={(isConfirmed) => set({ isConfirmed })}
          />
        </Note>
      )}
      <Select
        label={t("consent.ask.purpose")}
        name="purpose"
        isRequired
        options={(it.site.vocabularies["purpose"] ?? []).map(({ code }) => ({ value: code, label: label("purpose", code) }))}
        value={values.purpose}
        onChange={(purpose) => set({ purpose })}
      />
      <MultiChips
        label={t("consent.ask.categories")}
        hint={t("consent.ask.categories_hint")}
        name="categories"
        isRequired
        options={dataCategories.map((value) => ({ value, label: label("data_category", value) }))}
        values={values.categories}
        onChange={(categories) => set({ categories })}
      />
      <Pair>
        <DateField label={t("consent.ask.from")} name="fromOn" isRequired value={values.fromOn} onChange={(fromOn) => set({ fromOn })} />
        <DateField
          label={t("consent.ask.until")}
          name="untilOn"
          isRequired
          direction="future"
          minimum={today()}
          maximum={latestEnd(values.fromOn ?? today())}
          value={values.untilOn}
          onChange={(untilOn) => set({ untilOn })}
        />
      </Pair>
      <Checkbox
        label={t("consent.ask.answered")}
        note={t("consent.ask.answered_note")}
        isChecked={values.isAnswered}
        onChange={(isAnswered) => set({ isAnswered })}
      />
      {values.isAnswered && <DeclarationFields values={declaration} onChange={setDeclaration} />}
    </Form>
  );
}
