import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Page } from "../../../platform/web/page/page.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { foundBody, listBodies } from "../contract.ts";
import { BodyForm } from "./body-form.tsx";

export function FoundBodyPage(): ReactNode {
  const t = useTexts();
  const say = useToast();
  const navigate = useNavigate();
  const refresh = useRefresh();
  return (
    <Page
      title={t("bodies.found.title")}
      lead={t("bodies.found.lead")}
      width="narrow"
      crumbs={[{ to: "/bodies", label: t("bodies.list.title") }]}
    >
      <BodyForm
        submit={t("bodies.list.found")}
        draft="body"
        onSend={async (fields, id) => {
          await call(foundBody, { body: { ...fields, id } });
          await refresh(listBodies);
          say({ text: t("bodies.found.done", { name: fields.name }) });
          await navigate({ to: `/bodies/${id}` });
        }}
      />
    </Page>
  );
}
