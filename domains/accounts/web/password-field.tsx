import { type ReactNode, useState } from "react";
import { Checkbox } from "../../../platform/web/form/choice.tsx";
import { TextField } from "../../../platform/web/form/text-field.tsx";
import { useTexts } from "../../../platform/web/texts.ts";

/** A password to be chosen: typed once, looked at if wanted. Twice in the dark only teaches to copy. */
export function NewPassword(it: {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const t = useTexts();
  const [isShown, setShown] = useState(false);
  return (
    <>
      <TextField
        name={it.name}
        label={it.label}
        hint={t("accounts.password.hint")}
        type={isShown ? "text" : "password"}
        autoComplete="new-password"
        value={it.value}
        onChange={it.onChange}
        maxLength={200}
        isRequired
      />
      <Checkbox label={t("accounts.password.show")} isChecked={isShown} onChange={setShown} />
    </>
  );
}

const ownWords = ["too_common", "holds_name", "not_matching"] as const;

/** What a refused password means in words. */
export function usePasswordWords(): (field: { code: string }) => string | undefined {
  const t = useTexts();
  return ({ code }) => {
    const known = ownWords.find((one) => one === code);
    return known && t(`accounts.password.${known}`);
  };
}
