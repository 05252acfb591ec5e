import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Form } from "../../../platform/web/form/form.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Page } from "../../../platform/web/page/page.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { takeOver } from "../contract.ts";

export function TakeOverPage(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const [number, setNumber] = useState("");
  const [reason, setReason] = useState("");
  return (
    <Page
      title={t("cases.take_over.title")}
      lead={t("cases.take_over.lead")}
      width="narrow"
      crumbs={[{ to: "/cases", label: t("cases.case.all") }]}
    >
      <Form
        submit={t("cases.take_over.submit")}
        draft="take-over"
        wordsForProblem={(problem) =>
          problem.code === "not_found"
            ? t("cases.take_over.not_found")
            : problem.reason === undefined
              ? undefined
              : t.maybe(`cases.conflict.${problem.reason}`)
        }
        onSubmit={async ({ id }) => {
          const { caseId, untilAt } = await call(takeOver, { body: { id, number, reason } });
          await refresh();
          say({ text: t("cases.take_over.said", { until: f.time(untilAt) }) });
          await navigate({ to: `/cases/${caseId}` });
        }}
      >
        <TextField
          label={t("cases.take_over.number")}
          hint={t("cases.take_over.number_hint")}
          name="number"
          width="m"
          isRequired
          value={number}
          onChange={setNumber}
        />
        <TextArea
          label={t("cases.take_over.reason")}
          hint={t("cases.take_over.reason_hint")}
          name="reason"
          isRequired
          value={reason}
          onChange={setReason}
        />
      </Form>
    </Page>
  );
}
