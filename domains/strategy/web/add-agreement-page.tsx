import "./strategy.css";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Page } from "../../../platform/web/page/page.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { listAgreements, makeAgreement } from "../contract.ts";
import { AgreementForm } from "./agreement-form.tsx";

export function AddAgreementPage(): ReactNode {
  const t = useTexts();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const back = () => void navigate({ to: "/strategy/agreements" });
  return (
    <Page
      title={t("strategy.agreements.add")}
      lead={t("strategy.agreements.add_lead")}
      width="narrow"
      crumbs={[{ to: "/strategy/agreements", label: t("strategy.agreements.title") }]}
    >
      <AgreementForm
        onSend={(fields, { id }) => call(makeAgreement, { body: { ...fields, id } })}
        done={t("strategy.agreements.added")}
        after={async () => {
          await refresh(listAgreements);
          back();
        }}
        onCancel={back}
      />
    </Page>
  );
}
