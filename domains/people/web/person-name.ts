import { useTexts } from "../../../platform/web/texts.ts";
import { fullName, type Identity } from "../contract.ts";

/** `const nameOf = usePersonName(); nameOf(row.identity, row.number)`: in a sentence; the number of the case stands for a name that may not be seen. */
export function usePersonName(): (identity: Pick<Identity, "familyName" | "givenNames"> | null, number?: string) => string {
  const t = useTexts();
  return (identity, number) => {
    if (identity) return fullName(identity);
    return number === undefined ? t("people.name.hidden") : t("people.name.number", { number });
  };
}
