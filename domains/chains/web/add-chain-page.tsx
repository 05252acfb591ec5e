import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { newId } from "../../../platform/web/ids.ts";
import { Page } from "../../../platform/web/page/page.tsx";
import { Panel } from "../../../platform/web/page/panel.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { createChain, listChains } from "../contract.ts";
import { ChainForm } from "./chain-form.tsx";

export function AddChainPage(): ReactNode {
  const t = useTexts();
  const refresh = useRefresh();
  const navigate = useNavigate();
  // as old as the form: sent twice, it is one draft
  const [versionId] = useState(newId);
  return (
    <Page title={t("chains.list.add")} crumbs={[{ to: "/chains", label: t("chains.list.title") }]} width="mid">
      <Panel>
        <ChainForm
          submit={t("chains.form.create")}
          onSend={async (fields, { id }) => {
            const chain = await call(createChain, { body: { ...fields, id, versionId } });
            await refresh(listChains);
            await navigate({ to: `/chains/${chain.id}/versions/${chain.versions[0]?.id ?? versionId}/edit` });
          }}
        />
      </Panel>
    </Page>
  );
}
