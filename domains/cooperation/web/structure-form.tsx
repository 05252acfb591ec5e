import { type ReactNode, useState } from "react";
import { ComboBox, MultiChips, Select } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { Pair } from "../../../platform/web/form/frame.tsx";
import { NumberField } from "../../../platform/web/form/number-field.tsx";
import { TextField } from "../../../platform/web/form/text-field.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { useSite } from "../../network/web/index.ts";
import { type StructureFields, type StructureKind, structureKinds, type TargetGroup, targetGroups } from "../contract.ts";
import { useReasons } from "./reasons.ts";

/** One offer of counselling: what, where, for whom, how much, who pays until when. */
export function StructureForm(it: {
  readonly start?: StructureFields;
  readonly submit: string;
  readonly draft: string;
  readonly onSend: (fields: StructureFields, id: string) => Promise<unknown>;
}): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const site = useSite();
  const reasons = useReasons();
  const [organisationId, setOrganisation] = useState<string | null>(it.start?.organisationId ?? null);
  const [name, setName] = useState(it.start?.name ?? "");
  const [kind, setKind] = useState<StructureKind | null>(it.start?.kind ?? null);
  const [fields, setFields] = useState<readonly string[]>(it.start?.fields ?? []);
  const [townIds, setTowns] = useState<readonly string[]>(it.start?.townIds ?? []);
  const [groups, setGroups] = useState<readonly TargetGroup[]>(it.start?.targetGroups ?? []);
  const [places, setPlaces] = useState<number | null>(it.start?.placesAYear ?? null);
  const [hours, setHours] = useState<number | null>(it.start?.hoursAWeek ?? null);
  const [openingHours, setOpening] = useState(it.start?.openingHours ?? "");
  const [fundedBy, setFundedBy] = useState(it.start?.fundedBy ?? "");
  const [fundedUntilOn, setFundedUntil] = useState<string | null>(it.start?.fundedUntilOn ?? null);
  return (
    <Form
      submit={it.submit}
      draft={it.draft}
      wordsFor={reasons.field}
      wordsForProblem={reasons.problem}
      onSubmit={async ({ id }) =>
        await it.onSend(
          {
            organisationId: organisationId ?? "",
            name,
            kind: kind ?? "other",
            fields: [...fields],
            townIds: [...townIds],
            targetGroups: [...groups],
            placesAYear: places,
            hoursAWeek: hours,
            openingHours,
            fundedBy,
            fundedUntilOn,
          },
          id,
        )
      }
    >
      <ComboBox
        name="organisationId"
        label={t("cooperation.structure.organisation")}
        options={(site.data?.organisations ?? []).map((one) => ({ value: one.id, label: one.name }))}
        value={organisationId}
        onChange={setOrganisation}
        isRequired
      />
      <Pair>
        <TextField name="name" label={t("cooperation.structure.name")} value={name} onChange={setName} maxLength={160} isRequired />
        <Select
          name="kind"
          label={t("cooperation.structure.kind")}
          value={kind}
          onChange={setKind}
          options={structureKinds.map((one) => ({ value: one, label: t(`cooperation.kind.${one}`) }))}
          isRequired
        />
      </Pair>
      <MultiChips
        name="fields"
        label={t("cooperation.structure.fields")}
        options={(site.data?.vocabularies["field_of_action"] ?? []).map((one) => ({ value: one.code, label: one[language] }))}
        values={fields}
        onChange={setFields}
        isRequired
      />
      <MultiChips
        name="townIds"
        label={t("cooperation.structure.towns")}
        hint={t("cooperation.structure.towns_hint")}
        options={(site.data?.towns ?? []).map((one) => ({ value: one.id, label: one.name }))}
        values={townIds}
        onChange={setTowns}
      />
      <MultiChips
        name="targetGroups"
        label={t("cooperation.structure.groups")}
        hint={t("cooperation.structure.groups_hint")}
        options={targetGroups.map((one) => ({ value: one, label: t(`cooperation.group.${one}`) }))}
        values={groups}
        onChange={setGroups}
      />
      <Pair>
        <NumberField
          name="placesAYear"
          label={t("cooperation.structure.places")}
          value={places}
          onChange={setPlaces}
          minimum={0}
          maximum={100_000}
          isOptional
        />
        <NumberField
          name="hoursAWeek"
          label={t("cooperation.structure.hours")}
          value={hours}
          onChange={setHours}
          minimum={0}
          maximum={10_000}
          decimals={1}
          isOptional
        />
      </Pair>
      <TextField
        name="openingHours"
        label={t("cooperation.structure.opening")}
        value={openingHours}
        onChange={setOpening}
        maxLength={300}
        isOptional
      />
      <Pair>
        <TextField
          name="fundedBy"
          label={t("cooperation.structure.funded_by")}
          value={fundedBy}
          onChange={setFundedBy}
          maxLength={200}
          isOptional
        />
        <DateField
          name="fundedUntilOn"
          label={t("cooperation.structure.funded_until")}
          value={fundedUntilOn}
          onChange={setFundedUntil}
          direction="future"
          isOptional
        />
      </Pair>
    </Form>
  );
}
