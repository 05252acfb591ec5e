import { type ReactNode, useRef, useState } from "react";
import { useRefresh } from "../../../../platform/web/answers.tsx";
import { call } from "../../../../platform/web/api.ts";
import { today } from "../../../../platform/web/clock.ts";
import { ChangedMeanwhile } from "../../../../platform/web/form/changed-meanwhile.tsx";
import { MultiChips, Select } from "../../../../platform/web/form/choice.tsx";
import { DateField } from "../../../../platform/web/form/date-field.tsx";
import { Form } from "../../../../platform/web/form/form.tsx";
import { Fieldset, Pair } from "../../../../platform/web/form/frame.tsx";
import { NumberField } from "../../../../platform/web/form/number-field.tsx";
import { TextArea, TextField } from "../../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../../platform/web/formats.ts";
import { Fold } from "../../../../platform/web/page/list.tsx";
import { useToast } from "../../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../../platform/web/texts.ts";
import {
  checkResponsibilities,
  listResponsibilities,
  type ResponsibilityForm as Values,
  type ResponsibilityView,
  saveResponsibility,
  type SiteView,
} from "../../contract.ts";
import { letterOf } from "../../responsibility/rules.ts";
import { languageCodes, useResponsibilityWords } from "./words.ts";

const empty = (): Omit<Values, "unitId"> & { unitId: string | null } => ({
  unitId: null,
  deputyUnitId: null,
  townIds: [],
  ageFrom: null,
  ageTo: null,
  residenceStatuses: [],
  letterFrom: null,
  letterTo: null,
  languages: [],
  legalDomains: [],
  matters: [],
  phone: null,
  handling: null,
  validFromOn: today(),
  validUntilOn: null,
});

/** Who is responsible for whom, from when, and how it is done here. */
export function ResponsibilityForm(it: {
  readonly site: SiteView;
  readonly row: ResponsibilityView | null;
  readonly onDone?: () => void;
}): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const words = useResponsibilityWords(it.site);
  const around = useRef<HTMLDivElement>(null);
  const seen = useRef(it.row?.version ?? null);
  const [theirs, setTheirs] = useState<ResponsibilityView | undefined>(undefined);
  const [values, setValues] = useState<ReturnType<typeof empty>>(() => it.row ?? empty());
  const set = (more: Partial<typeof values>) => setValues((before) => ({ ...before, ...more }));
  const units = it.site.units.map((one) => ({ value: one.id, label: `${one.organisationName}, ${one.name}` }));
  const isNarrow = words.conditions({ ...values, townIds: [] }).length > 0;
  const shown = (one: Omit<Values, "unitId"> & { unitId: string | null }) =>
    [
      one.unitId === null ? "" : words.unitName(one.unitId),
      words.matterName(one.matters),
      ...words.conditions(one),
      one.phone ?? "",
      one.handling ?? "",
    ]
      .filter((part) => part !== "")
      .join(" · ");
  return (
    <div ref={around} className="stack stack-m">
      {theirs && (
        <ChangedMeanwhile
          differences={[{ label: t("network.responsible.title"), mine: shown(values), theirs: shown(theirs) }]}
          onKeepMine={() => {
            seen.current = theirs.version;
            setTheirs(undefined);
            around.current?.querySelector("form")?.requestSubmit();
          }}
          onTakeTheirs={() => {
            seen.current = theirs.version;
            setValues(theirs);
            setTheirs(undefined);
          }}
        />
      )}
      <Form
        submit={t("network.responsible.save")}
        draft={it.row ? `responsible:${it.row.id}` : "responsible"}
        kind="secondary"
        onChangedMeanwhile={(current) => setTheirs(current as ResponsibilityView)}
        wordsFor={({ code }) =>
          code === "same_unit" || code === "before_begin" || code === "one_letter" ? t(`network.responsible.form.${code}`) : undefined
        }
        onSubmit={async ({ id }) => {
          const { unitId, ...rest } = values;
          const form = {
            unitId: unitId ?? "",
            deputyUnitId: rest.deputyUnitId,
            townIds: rest.townIds,
            ageFrom: rest.ageFrom,
            ageTo: rest.ageTo,
            residenceStatuses: rest.residenceStatuses,
            letterFrom: rest.letterFrom,
            letterTo: rest.letterTo ?? rest.letterFrom,
            languages: rest.languages,
            legalDomains: rest.legalDomains,
            matters: rest.matters,
            phone: rest.phone?.trim() ? rest.phone : null,
            handling: rest.handling?.trim() ? rest.handling : null,
            validFromOn: rest.validFromOn,
            validUntilOn: rest.validUntilOn,
          };
          await call(saveResponsibility, { params: { responsibilityId: it.row?.id ?? id }, body: { ...form, version: seen.current } });
          say({ text: t("network.responsible.saved") });
          if (it.row === null) setValues(empty());
          await refresh(listResponsibilities, checkResponsibilities);
          it.onDone?.();
        }}
      >
        <Select
          name="unitId"
          label={t("network.responsible.form.who")}
          value={values.unitId}
          onChange={(unitId) => set({ unitId })}
          options={units}
          isRequired
        />
        <Pair>
          <Select
            name="deputyUnitId"
            label={t("network.responsible.form.deputy")}
            value={values.deputyUnitId}
            onChange={(deputyUnitId) => set({ deputyUnitId })}
            emptyLabel={t("network.responsible.form.no_deputy")}
            options={units}
          />
          <TextField
            name="phone"
            label={t("network.responsible.form.phone")}
            value={values.phone ?? ""}
            onChange={(phone) => set({ phone })}
            maxLength={60}
            isOptional
          />
        </Pair>
        <MultiChips
          name="matters"
          label={t("network.responsible.form.matters")}
          hint={t("network.responsible.whole_site")}
          options={words.options("matter")}
          values={values.matters}
          onChange={(matters) => set({ matters: [...matters] })}
        />
        {it.site.towns.length > 0 && (
          <MultiChips
            name="townIds"
            label={t("network.responsible.form.towns")}
            hint={t("network.responsible.whole_site")}
            options={it.site.towns.map((town) => ({ value: town.id, label: town.name }))}
            values={values.townIds}
            onChange={(townIds) => set({ townIds: [...townIds] })}
          />
        )}
        <Fold summary={t("network.responsible.form.more")} isOpen={isNarrow}>
          <Fieldset legend={t("network.responsible.form.for_whom")}>
            <MultiChips
              name="residenceStatuses"
              label={t("network.responsible.form.statuses")}
              options={words.options("residence_status")}
              values={values.residenceStatuses}
              onChange={(residenceStatuses) => set({ residenceStatuses: [...residenceStatuses] })}
            />
            <Pair>
              <NumberField
                name="ageFrom"
                label={t("network.responsible.form.age_from")}
                value={values.ageFrom}
                onChange={(ageFrom) => set({ ageFrom })}
                minimum={0}
                maximum={120}
                isOptional
              />
              <NumberField
                name="ageTo"
                label={t("network.responsible.form.age_to")}
                value={values.ageTo}
                onChange={(ageTo) => set({ ageTo })}
                minimum={0}
                maximum={120}
                isOptional
              />
            </Pair>
            <Pair>
              <TextField
                name="letterFrom"
                label={t("network.responsible.form.letter_from")}
                value={values.letterFrom ?? ""}
                onChange={(typed) => set({ letterFrom: letterOf(typed.slice(-1)) })}
                maxLength={2}
                isOptional
              />
              <TextField
                name="letterTo"
                label={t("network.responsible.form.letter_to")}
                value={values.letterTo ?? ""}
                onChange={(typed) => set({ letterTo: letterOf(typed.slice(-1)) })}
                maxLength={2}
                isOptional
              />
            </Pair>
            <MultiChips
              name="languages"
              label={t("network.responsible.form.languages")}
              options={languageCodes.map((code) => ({ value: code as string, label: f.capital(words.languageName(code)) }))}
              values={values.languages}
              onChange={(languages) => set({ languages: [...languages] })}
            />
            <MultiChips
              name="legalDomains"
              label={t("network.responsible.form.laws")}
              options={words.options("legal_domain")}
              values={values.legalDomains}
              onChange={(legalDomains) => set({ legalDomains: [...legalDomains] })}
            />
          </Fieldset>
        </Fold>
        <TextArea
          name="handling"
          label={t("network.responsible.form.handling")}
          hint={t("network.responsible.form.handling_hint")}
          value={values.handling ?? ""}
          onChange={(handling) => set({ handling })}
          maxLength={1000}
          rows={3}
          isOptional
        />
        <Pair>
          <DateField
            name="validFromOn"
            label={t("network.responsible.form.valid_from")}
            value={values.validFromOn}
            onChange={(day) => set({ validFromOn: day ?? today() })}
            isRequired
          />
          <DateField
            name="validUntilOn"
            label={t("network.responsible.form.valid_until")}
            value={values.validUntilOn}
            onChange={(validUntilOn) => set({ validUntilOn })}
            direction="future"
            isOptional
          />
        </Pair>
      </Form>
    </div>
  );
}
