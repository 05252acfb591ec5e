import type { ReactNode } from "react";
import { useAnswer } from "../../../platform/web/answers.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { countWordUse } from "../contract.ts";

/** Beside a word of the site: in how many reports and themes it was chosen. */
export function WordUse(it: { readonly vocabulary: string; readonly code: string }): ReactNode {
  const t = useTexts();
  const { data } = useAnswer(countWordUse, {});
  const use = data?.uses.find((one) => one.vocabulary === it.vocabulary && one.code === it.code);
  if (!use) return null;
  return <p className="small muted">{t("themes.word_use", { reports: use.reports, themes: use.themes })}</p>;
}
