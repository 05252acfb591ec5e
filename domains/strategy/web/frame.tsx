import "./strategy.css";
import { Navigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Page } from "../../../platform/web/page/page.tsx";
import { Parts } from "../../../platform/web/page/parts.tsx";
import { useTexts } from "../../../platform/web/texts.ts";

const parts = ["framework", "measures", "agreements", "phases", "anchored", "connections"] as const;
type Part = (typeof parts)[number];
const pathOf = (part: Part) => `/strategy/${part}`;

/** The menu leads to the strategy as a whole; the framework is its first part. */
export function FirstPart(): ReactNode {
  return <Navigate to={pathOf("framework")} replace />;
}

/** Head of the pages of the strategy, with the way from one to the other. */
export function Frame(it: {
  readonly part: Part;
  readonly lead?: ReactNode;
  readonly action?: ReactNode;
  readonly width?: "mid" | "wide";
  readonly children: ReactNode;
}): ReactNode {
  const t = useTexts();
  return (
    <Page title={t(`strategy.${it.part}.title`)} lead={it.lead} action={it.action} width={it.width ?? "mid"}>
      <Parts label={t("strategy.parts")} items={parts.map((part) => ({ to: pathOf(part), label: t(`strategy.part.${part}`) }))} />
      {it.children}
    </Page>
  );
}
