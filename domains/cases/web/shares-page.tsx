import { type ReactNode, Suspense } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { Page } from "../../../platform/web/page/page.tsx";
import { Loading } from "../../../platform/web/page/states.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import { ClientShares } from "../../consent/web/index.ts";
import { usePersonName } from "../../people/web/index.ts";
import { openCase } from "../contract.ts";
import { UncheckedBasis } from "./manage.tsx";

export function SharesPage(): ReactNode {
  const t = useTexts();
  const nameOf = usePersonName();
  const { caseId } = usePath("caseId");
  const file = useAnswer(openCase, { params: { caseId } });
  return (
    <Answered query={file}>
      {(answer) => (
        <Page
          title={t("cases.shares.title", { name: nameOf(answer.identity, answer.number) })}
          windowTitle={t("cases.shares.window", { number: answer.number })}
          lead={t("cases.shares.lead")}
          width="narrow"
          crumbs={[{ to: `/cases/${caseId}`, label: nameOf(answer.identity, answer.number) }]}
        >
          <UncheckedBasis file={answer} />
          <Suspense fallback={<Loading />}>
            <ClientShares clientId={answer.clientId} />
          </Suspense>
        </Page>
      )}
    </Answered>
  );
}
