import type { ReactNode } from "react";
import { Chips, ComboBox, Select } from "../../../platform/web/form/choice.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import type { DataCategory } from "../../network/contract.ts";
import type { Doer } from "../contract.ts";
import { useCaseWords } from "./words.ts";

/** To which part of the data a row belongs: a share of that part opens it. */
export function CategoryField(it: {
  readonly value: DataCategory;
  readonly onChange: (value: DataCategory) => void;
  readonly name?: string;
}): ReactNode {
  const t = useTexts();
  const { options } = useCaseWords();
  return (
    <Select
      label={t("cases.category.label")}
      hint={t("cases.category.hint")}
      name={it.name ?? "category"}
      options={options("data_category").filter(({ value }) => value !== "identity" && value !== "contact")}
      value={it.value}
      onChange={(value) => it.onChange((value ?? "plan") as DataCategory)}
    />
  );
}

export function DoerField(it: { readonly value: Doer; readonly onChange: (value: Doer) => void; readonly name?: string }): ReactNode {
  const t = useTexts();
  const { units } = useCaseWords();
  const { value } = it;
  const kinds = ["us", "person", "unit"] as const;
  return (
    <>
      <Chips
        label={t("cases.doer.label")}
        options={kinds.map((kind) => ({ value: kind, label: t(`cases.doer.${kind}`) }))}
        value={value.kind}
        onChange={(kind) => it.onChange(kind === "unit" ? { kind, unitId: "" } : { kind })}
      />
      {value.kind === "unit" && (
        <ComboBox
          label={t("cases.doer.which")}
          name={it.name ?? "doer.unitId"}
          isRequired
          options={units}
          value={value.unitId === "" ? null : value.unitId}
          onChange={(unitId) => it.onChange({ kind: "unit", unitId: unitId ?? "" })}
        />
      )}
    </>
  );
}
