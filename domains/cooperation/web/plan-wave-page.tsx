import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { Answered, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { addDays } from "../../../platform/web/day.ts";
import { today } from "../../../platform/web/clock.ts";
import { CheckboxGroup } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { TextField } from "../../../platform/web/form/text-field.tsx";
import { Page } from "../../../platform/web/page/page.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import type { SiteView } from "../../network/contract.ts";
import { useSite } from "../../network/web/index.ts";
import { listWaves, planWave } from "../contract.ts";
import { membersOf } from "./members.ts";
import { useReasons } from "./reasons.ts";

/** A new round: which organisations, until when. Who answers for each is proposed, and can be changed on the page of the wave. */
export function PlanWavePage(): ReactNode {
  const t = useTexts();
  const site = useSite();
  return (
    <Page
      title={t("cooperation.plan.title")}
      lead={t("cooperation.plan.lead")}
      width="narrow"
      crumbs={[{ to: "/cooperation/waves", label: t("cooperation.waves.title") }]}
    >
      <Answered query={site}>{(view) => <PlanForm site={view} />}</Answered>
    </Page>
  );
}

function PlanForm(it: { readonly site: SiteView }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons();
  const navigate = useNavigate();
  const { organisations } = it.site;
  const withMembers = organisations.filter((one) => membersOf(it.site, one.id).length > 0);
  const [title, setTitle] = useState("");
  const [untilOn, setUntil] = useState<string | null>(addDays(today(), 21));
  const [chosen, setChosen] = useState<readonly string[]>(withMembers.map((one) => one.id));
  return (
    <Form
      submit={t("cooperation.plan.save")}
      draft="wave"
      wordsFor={reasons.field}
      wordsForProblem={reasons.problem}
      onSubmit={async ({ id }) => {
        await call(planWave, {
          body: {
            id,
            title,
            untilOn: untilOn ?? "",
            organisations: chosen.map((organisationId) => ({
              organisationId,
              membershipId: membersOf(it.site, organisationId)[0]?.id ?? null,
            })),
          },
        });
        say({ text: t("cooperation.plan.saved") });
        await refresh(listWaves);
        await navigate({ to: `/cooperation/waves/${id}` });
      }}
    >
      <TextField
        name="title"
        label={t("cooperation.plan.name")}
        hint={t("cooperation.plan.name_hint")}
        value={title}
        onChange={setTitle}
        maxLength={120}
        isRequired
      />
      <DateField name="untilOn" label={t("cooperation.plan.until")} value={untilOn} onChange={setUntil} direction="future" isRequired />
      <CheckboxGroup
        name="organisations"
        label={t("cooperation.plan.organisations")}
        hint={t("cooperation.plan.organisations_hint")}
        options={organisations.map((one) => ({
          value: one.id,
          label: one.name,
          ...(membersOf(it.site, one.id).length === 0 ? { note: t("cooperation.plan.nobody_there") } : {}),
        }))}
        values={chosen}
        onChange={setChosen}
        isRequired
      />
    </Form>
  );
}
