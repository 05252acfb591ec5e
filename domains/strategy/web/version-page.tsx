import "./strategy.css";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useAct } from "../../../platform/web/act.ts";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Button, Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Download } from "../../../platform/web/page/download.tsx";
import { Page } from "../../../platform/web/page/page.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { openVersion, printVersion, removeVersion, restoreVersion } from "../contract.ts";
import { Document } from "./document.tsx";

/** The framework as a body decided it: nobody changes it any more. */
export function VersionPage(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const language = useLanguage();
  const act = useAct("strategy");
  const navigate = useNavigate();
  const { versionId } = usePath("versionId");
  const version = useAnswer(openVersion, { params: { versionId } });
  const crumbs = [{ to: "/strategy/framework", label: t("strategy.framework.title") }];
  return (
    <Answered query={version} notFound={<Page title={t("strategy.version.gone")} crumbs={crumbs} />}>
      {(view) => (
        <Page
          title={view.document.title}
          lead={`${t("strategy.version.name", { number: view.number })}: ${t("strategy.version.decided", { body: view.bodyName, day: f.dayWithYear(view.decidedOn) })}`}
          crumbs={crumbs}
        >
          {view.decision && (
            <p>
              {t("strategy.version.by_decision")} <Link to={`/bodies/meetings/${view.decision.meetingId}`}>{view.decision.wording}</Link>
            </p>
          )}
          {view.note !== "" && <p className="lines">{view.note}</p>}
          <Document document={view.document} hasLinks />
          <div className="row">
            <Download endpoint={printVersion} request={{ params: { versionId }, query: { language } }}>
              {t("strategy.framework.pdf")}
            </Download>
            {view.abilities.edit && (
              <Button
                kind="link"
                onPress={() => {
                  void act(
                    async () => {
                      await call(removeVersion, { params: { versionId } });
                      await navigate({ to: "/strategy/framework" });
                    },
                    {
                      text: t("strategy.removed", { name: t("strategy.version.name", { number: view.number }) }),
                      undo: () => call(restoreVersion, { params: { versionId } }),
                    },
                  );
                }}
              >
                {t("strategy.version.remove")}
              </Button>
            )}
          </div>
        </Page>
      )}
    </Answered>
  );
}
