import type { ReactNode } from "react";
import { useTexts } from "../texts.ts";

/** Nothing here: one sentence and one way on, no picture. */
export function Empty(it: { readonly children: ReactNode }): ReactNode {
  return <p className="empty">{it.children}</p>;
}

/** Words while something is on its way; they appear only if it takes a moment. */
export function Loading(): ReactNode {
  const t = useTexts();
  return <output className="loading muted">{t("platform.loading")}</output>;
}
