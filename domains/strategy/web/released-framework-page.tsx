import "./strategy.css";
import type { ReactNode } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Page } from "../../../platform/web/page/page.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import { openReleasedFramework } from "../contract.ts";
import { Document } from "./document.tsx";

/** The framework of a site as it was decided last and released to the programme. */
export function ReleasedFrameworkPage(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { siteId } = usePath("siteId");
  const framework = useAnswer(openReleasedFramework, { params: { siteId } });
  const crumbs = [{ to: "/strategy/roadmap", label: t("strategy.roadmap.title") }];
  return (
    <Answered query={framework} notFound={<Page title={t("strategy.roadmap.no_framework")} crumbs={crumbs} />}>
      {(view) => (
        <Page
          title={view.document.title}
          lead={`${view.siteName}. ${t("strategy.version.name", { number: view.number })}: ${t("strategy.version.decided", { body: view.bodyName, day: f.dayWithYear(view.decidedOn) })}`}
          crumbs={crumbs}
        >
          <Document document={view.document} hasLinks={false} />
        </Page>
      )}
    </Answered>
  );
}
