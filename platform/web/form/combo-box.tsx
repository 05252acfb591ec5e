import { type ReactNode, useCallback, useState } from "react";
import { Button, ComboBox as AriaComboBox, Input, ListBox, ListBoxItem, Popover } from "react-aria-components";
import { Icon } from "../page/icon.tsx";
import { useTexts } from "../texts.ts";
import { useField } from "./fields.ts";
import { FieldFrame, type FieldProps } from "./frame.tsx";
import { classOfInput } from "./text-field.tsx";

export type ComboBoxProps = FieldProps & {
  readonly options: readonly { readonly value: string; readonly label: string; readonly note?: string }[];
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly isRequired?: boolean;
  readonly isLabelHidden?: boolean;
  /** Where the options are looked up elsewhere by what is typed: they are shown as they come. */
  readonly onTyped?: (text: string) => void;
};

export function ComboBox(it: ComboBoxProps): ReactNode {
  const t = useTexts();
  const chosen = it.options.find((option) => option.value === it.value)?.label ?? "";
  const [typed, setTyped] = useState(chosen);
  // an open dialog lies above the page, and so would hide a list that hangs on the page
  const [dialog, setDialog] = useState<Element | null>(null);
  const box = useCallback((element: HTMLDivElement | null) => setDialog(element?.closest("dialog") ?? null), []);
  const check = () => {
    if (typed.trim() !== "" && it.value === null) return { code: "unknown_code" };
    return it.isRequired && it.value === null ? { code: "not_chosen" } : undefined;
  };
  const kept = {
    value: { value: it.value, typed },
    put: (before: { value: string | null; typed: string }) => {
      setTyped(before.typed);
      it.onTyped?.(before.typed);
      it.onChange(before.value);
    },
  };
  const field = useField({ ...it, check, kept });
  const wanted = typed.trim().toLowerCase();
  const shown =
    it.onTyped || typed === chosen
      ? it.options
      : it.options.filter((option) => `${option.label} ${option.note ?? ""}`.toLowerCase().includes(wanted));
  return (
    <FieldFrame {...it} {...field}>
      <AriaComboBox
        className="combo"
        aria-label={it.label}
        menuTrigger="focus"
        allowsEmptyCollection
        inputValue={typed}
        onInputChange={(text) => {
          setTyped(text);
          it.onTyped?.(text);
          if (text === "" && it.value !== null) it.onChange(null);
        }}
        selectedKey={it.value}
        onSelectionChange={(key) => {
          if (key === null) return;
          it.onChange(String(key));
          setTyped(it.options.find((option) => option.value === key)?.label ?? "");
        }}
        items={shown}
        isInvalid={field.error !== undefined}
      >
        <div className="combo__box" ref={box}>
          <Input id={field.id} className={classOfInput(field.error)} aria-describedby={field.describedBy} />
          <Button className="ico" aria-label={t("platform.combo.show")}>
            <Icon name="arrow-down" tone="act" />
          </Button>
        </div>
        <Popover className="combo__list" offset={4} {...(dialog === null ? {} : { UNSTABLE_portalContainer: dialog })}>
          <ListBox<(typeof shown)[number]> renderEmptyState={() => <p className="combo__none muted">{t("platform.combo.nothing")}</p>}>
            {(option) => (
              <ListBoxItem id={option.value} textValue={option.label} className="combo__item">
                {option.label}
                {option.note !== undefined && <span className="small muted">{option.note}</span>}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </AriaComboBox>
    </FieldFrame>
  );
}
