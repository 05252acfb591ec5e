import "./cooperation.css";
import { Navigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Page } from "../../../platform/web/page/page.tsx";
import { Parts } from "../../../platform/web/page/parts.tsx";
import { useActor } from "../../../platform/web/session.ts";
import { useTexts } from "../../../platform/web/texts.ts";

const parts = ["network", "structures", "agreements", "waves", "chances"] as const;
type Part = (typeof parts)[number];
/** What a site may release to the scientific team. */
const releasedParts: readonly Part[] = ["network", "structures", "chances"];
const pathOf = (part: Part) => `/cooperation/${part}`;

/** The menu leads to cooperation as a whole; the network is its first part. */
export function FirstPart(): ReactNode {
  return <Navigate to={pathOf("network")} replace />;
}

/** Head of the pages of cooperation, with the way from one to the other. */
export function Frame(it: {
  readonly part: Part;
  readonly lead?: ReactNode;
  readonly action?: ReactNode;
  readonly width?: "mid" | "wide";
  readonly children: ReactNode;
}): ReactNode {
  const t = useTexts();
  const { role } = useActor();
  const isTeam = role === "accompaniment" || role === "evaluator";
  const shown = role === "coordinator" ? parts : isTeam ? releasedParts : parts.filter((part) => part !== "waves");
  return (
    <Page title={t(`cooperation.${it.part}.title`)} lead={it.lead} action={it.action} width={it.width ?? "mid"}>
      {shown.length > 0 && (
        <Parts label={t("cooperation.parts")} items={shown.map((part) => ({ to: pathOf(part), label: t(`cooperation.part.${part}`) }))} />
      )}
      {it.children}
    </Page>
  );
}
