import type { ReactNode } from "react";
import { useAnswer } from "../../../platform/web/answers.tsx";
import { today } from "../../../platform/web/clock.ts";
import { addDays } from "../../../platform/web/day.ts";
import { type DueFound, useDueRows } from "../../../platform/web/due.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import { listChains } from "../contract.ts";

/** So long before its day a chain is called to mind again. */
const daysBefore = 30;

/** Agreed chains whose day of review has come or is near. */
export function ChainsDue({ onFound }: { readonly onFound: DueFound }): ReactNode {
  const t = useTexts();
  const chains = useAnswer(listChains, {});
  const until = addDays(today(), daysBefore);
  useDueRows(
    "chains",
    chains.data?.chains.flatMap((chain) => {
      const last = chain.versions.findLast((version) => version.reviewOn !== null);
      if (!last?.reviewOn || last.reviewOn > until) return [];
      return [
        { key: `chains ${chain.id}`, dueOn: last.reviewOn, to: `/chains/${chain.id}`, title: chain.title, note: t("chains.home.review") },
      ];
    }),
    onFound,
  );
  return null;
}
