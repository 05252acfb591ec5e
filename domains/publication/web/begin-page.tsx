import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useReasons } from "../../../platform/web/act.ts";
import { useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { today } from "../../../platform/web/clock.ts";
import { Chips, RadioGroup } from "../../../platform/web/form/choice.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { Page } from "../../../platform/web/page/page.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { beginReport, listReports, type ReportKind, reportKinds } from "../contract.ts";
import { likelyPeriod } from "../rules.ts";
import { fieldsOf, HeadFieldset, valuesOf } from "./head-fields.tsx";

const startOf = (kind: ReportKind) => valuesOf({ title: "", addressee: null, ...likelyPeriod(kind, today()), dueOn: null });

export function BeginPage(): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const reasons = useReasons("publication");
  const [kind, setKind] = useState<ReportKind>("status_report");
  const [language, setLanguage] = useState(useLanguage());
  const [values, setValues] = useState(startOf("status_report"));
  return (
    <Page
      title={t("publication.begin.title")}
      lead={t("publication.begin.lead")}
      width="narrow"
      crumbs={[{ to: "/publication", label: t("publication.list.title") }]}
    >
      <Form
        submit={t("publication.begin.submit")}
        saving={t("publication.begin.busy")}
        draft="publication-report"
        wordsFor={reasons.field}
        wordsForProblem={reasons.problem}
        onSubmit={async ({ id }) => {
          await call(beginReport, { body: { ...fieldsOf(values), id, kind, language, replacesId: null } });
          await refresh(listReports);
          say({ text: t("publication.begin.done") });
          await navigate({ to: `/publication/reports/${id}` });
        }}
      >
        <RadioGroup
          name="kind"
          label={t("publication.begin.kind")}
          options={reportKinds.map((one) => ({
            value: one,
            label: t(`publication.kind.${one}`),
            note: t(`publication.kind_note.${one}`),
          }))}
          value={kind}
          onChange={(next) => {
            setKind(next);
            // another kind is about another time, unless somebody has chosen one
            if (values.from === startOf(kind).from && values.until === startOf(kind).until)
              setValues({ ...values, from: startOf(next).from, until: startOf(next).until });
          }}
          isRequired
        />
        <HeadFieldset values={values} onChange={setValues} />
        <Chips
          name="language"
          label={t("publication.head.language")}
          options={[
            { value: "de", label: t("publication.head.language.de") },
            { value: "en", label: t("publication.head.language.en") },
          ]}
          value={language}
          onChange={setLanguage}
        />
      </Form>
    </Page>
  );
}
