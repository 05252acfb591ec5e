import { type ReactNode, useState } from "react";
import { Button } from "../form/button.tsx";
import { useTexts } from "../texts.ts";
import { useIsNarrow } from "../width.ts";

/**
 * Of a long list a phone shows the first rows and a button for the others, so that what stands below can be reached. A list that is but a
 * little longer is shown as it is.
 */
export function useFirstOnPhone<Row>(
  all: readonly Row[],
  first: number | undefined,
): { readonly rows: readonly Row[]; readonly rest: ReactNode } {
  const t = useTexts();
  const isNarrow = useIsNarrow();
  const [isWhole, setWhole] = useState(false);
  if (first === undefined || !isNarrow || isWhole || all.length <= first + 2) return { rows: all, rest: null };
  return {
    rows: all.slice(0, first),
    rest: (
      <p>
        <Button onPress={() => setWhole(true)}>{t("platform.list.all", { n: all.length })}</Button>
      </p>
    ),
  };
}
