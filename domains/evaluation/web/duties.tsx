import { type ReactNode, useState } from "react";
import { useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { RadioGroup, Select } from "../../../platform/web/form/choice.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { assignDuty, duties, type Duty, endDuty, getSite, listSites, type SiteView } from "../contract.ts";

/** Who coaches and who rates a site, settled within the team. */
export function DutiesFold(it: { readonly site: SiteView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const [membershipId, setMembershipId] = useState<string | null>(null);
  const [duty, setDuty] = useState<Duty>("coach");
  const { site } = it;
  const params = { siteId: site.siteId };
  if (!site.abilities.assign) return null;
  return (
    <Fold summary={t("evaluation.duty.title")} word={t("evaluation.form.open")}>
      <p className="small muted">{t("evaluation.duty.note")}</p>
      {site.assignments.length > 0 && (
        <List>
          {site.assignments.map((one) => (
            <ListRow
              key={one.membershipId}
              action={
                one.untilOn === null ? (
                  <Button
                    kind="link"
                    label={`${t("evaluation.duty.end")}: ${one.name}`}
                    onPress={() =>
                      void call(endDuty, { params, body: { membershipId: one.membershipId } }).then(async () => refresh(getSite, listSites))
                    }
                  >
                    {t("evaluation.duty.end")}
                  </Button>
                ) : undefined
              }
            >
              <p>
                <b>{one.name}</b> {t(`evaluation.duty.${one.duty}`)}
              </p>
              <p className="small muted">
                {[
                  t("evaluation.duty.since", { day: f.dayWithYear(one.fromOn) }),
                  ...(one.untilOn === null ? [] : [t("evaluation.duty.until", { day: f.dayWithYear(one.untilOn) })]),
                ].join(" ")}
              </p>
            </ListRow>
          ))}
        </List>
      )}
      <Form
        submit={t("evaluation.duty.assign")}
        kind="secondary"
        wordsForProblem={(problem) => t.maybe(`evaluation.reason.${problem.reason ?? ""}`)}
        onSubmit={async () => {
          await call(assignDuty, { params, body: { membershipId: membershipId ?? "", duty } });
          say({ text: t("evaluation.duty.assigned") });
          await refresh(getSite, listSites);
        }}
      >
        <Select
          name="membershipId"
          label={t("evaluation.duty.person")}
          value={membershipId}
          onChange={setMembershipId}
          options={site.team.map((one) => ({ value: one.membershipId, label: one.name }))}
          isRequired
        />
        <RadioGroup
          name="duty"
          label={t("evaluation.duty.what")}
          value={duty}
          onChange={setDuty}
          options={duties.map((one) => ({ value: one, label: t(`evaluation.duty.${one}`) }))}
        />
      </Form>
    </Fold>
  );
}
