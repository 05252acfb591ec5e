import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../../platform/web/answers.tsx";
import { call } from "../../../../platform/web/api.ts";
import { dayOf } from "../../../../platform/web/clock.ts";
import { Button } from "../../../../platform/web/form/button.tsx";
import { Form } from "../../../../platform/web/form/form.tsx";
import { NumberField } from "../../../../platform/web/form/number-field.tsx";
import { TextArea } from "../../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../../platform/web/formats.ts";
import { Dialog } from "../../../../platform/web/page/dialog.tsx";
import { List, ListRow } from "../../../../platform/web/page/list.tsx";
import { Page, Row, Section, Sections } from "../../../../platform/web/page/page.tsx";
import { Note, Tag } from "../../../../platform/web/page/panel.tsx";
import { Empty } from "../../../../platform/web/page/states.tsx";
import { useToast } from "../../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../../platform/web/texts.ts";
import type { SiteView } from "../../../network/contract.ts";
import { useSite } from "../../../network/web/index.ts";
import { adviseRetention, getRetention, type RetentionKind, retentionKinds, type RetentionView, setRetention } from "../../contract.ts";

/** What was advised, and what each unit decided, kind by kind. */
export function RetentionPage(): ReactNode {
  const t = useTexts();
  const site = useSite();
  const retention = useAnswer(getRetention, {});
  return (
    <Page title={t("consent.retention.title")} lead={t("consent.retention.lead")} width="mid">
      <Answered query={site}>
        {(known) => (
          <Answered query={retention}>
            {(view) => (
              <Sections>
                {retentionKinds.map((kind) => (
                  <Kind key={kind} kind={kind} view={view} site={known} />
                ))}
              </Sections>
            )}
          </Answered>
        )}
      </Answered>
    </Page>
  );
}

function Kind(it: { readonly kind: RetentionKind; readonly view: RetentionView; readonly site: SiteView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { kind, view, site } = it;
  const [isAdvising, setAdvising] = useState(false);
  const [setting, setSetting] = useState<string>();
  const advice = view.advice.find((one) => one.kind === kind);
  const memberName = (id: string) => site.members.find((one) => one.id === id)?.name ?? t("consent.erasure.member.unknown");
  const unitName = (id: string) => {
    const unit = site.units.find((one) => one.id === id);
    return unit ? `${unit.organisationName}, ${unit.name}` : t("consent.erasure.unit.unknown");
  };
  const dayIn = (instant: string) => f.dayWithYear(dayOf(new Date(instant)));
  const label = t(`consent.retention.kind.${kind}`);
  return (
    <Section title={label} note={t(`consent.retention.begins.${kind}`)}>
      {advice ? (
        <Note>
          <p>
            {t("consent.retention.advised")} <b>{t("consent.retention.months", { n: advice.months })}</b>
          </p>
          <p dir="auto">{advice.reasons}</p>
          <p className="small muted">
            {t("consent.retention.advised_by", { name: memberName(advice.givenById), day: dayIn(advice.givenAt) })}
          </p>
        </Note>
      ) : (
        <Empty>{t("consent.retention.no_advice")}</Empty>
      )}
      {view.abilities.advise && (
        <Row>
          <Button
            label={t(advice ? "consent.retention.advise_again_of" : "consent.retention.advise_of", { kind: label })}
            onPress={() => setAdvising(true)}
          >
            {t(advice ? "consent.retention.advise_again" : "consent.retention.advise")}
          </Button>
        </Row>
      )}
      {advice !== undefined &&
        (view.unitIds.length === 0 ? (
          <Empty>{t("consent.retention.no_units")}</Empty>
        ) : (
          <List label={t("consent.retention.units", { kind: label })}>
            {view.unitIds.map((unitId) => {
              const period = view.periods.find((one) => one.unitId === unitId && one.kind === kind);
              return (
                <ListRow
                  key={unitId}
                  action={
                    view.abilities.setFor.includes(unitId) ? (
                      <Button
                        kind="link"
                        label={t("consent.retention.set_of", { unit: unitName(unitId), kind: label })}
                        onPress={() => setSetting(unitId)}
                      >
                        {t("consent.retention.set")}
                      </Button>
                    ) : undefined
                  }
                >
                  <p>{unitName(unitId)}</p>
                  {period ? (
                    <>
                      <p>
                        <b>{t("consent.retention.months", { n: period.months })}</b>
                        {period.reasons !== null && <span dir="auto">{`, ${period.reasons}`}</span>}
                      </p>
                      <p className="small muted">
                        {t("consent.retention.set_by", { name: memberName(period.setById), day: dayIn(period.setAt) })}
                      </p>
                      {period.isBehindAdvice && <Tag tone="due">{t("consent.retention.behind")}</Tag>}
                    </>
                  ) : (
                    <p>
                      <Tag tone="due">{t("consent.retention.not_set")}</Tag>
                    </p>
                  )}
                </ListRow>
              );
            })}
          </List>
        ))}
      {isAdvising && <Advise kind={kind} label={label} months={advice?.months ?? null} onClose={() => setAdvising(false)} />}
      {setting !== undefined && advice && (
        <SetPeriod
          kind={kind}
          title={t("consent.retention.set_title", { kind: label, unit: unitName(setting) })}
          unitId={setting}
          advised={advice.months}
          months={view.periods.find((one) => one.unitId === setting && one.kind === kind)?.months ?? advice.months}
          onClose={() => setSetting(undefined)}
        />
      )}
    </Section>
  );
}

function Advise(it: {
  readonly kind: RetentionKind;
  readonly label: string;
  readonly months: number | null;
  readonly onClose: () => void;
}): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const [months, setMonths] = useState(it.months);
  const [reasons, setReasons] = useState("");
  return (
    <Dialog title={t("consent.retention.advise_of", { kind: it.label })} onClose={it.onClose}>
      <p>{t("consent.retention.advise_lead")}</p>
      <Form
        submit={t("consent.retention.advise")}
        draft={`advise-retention:${it.kind.replaceAll("_", "-")}`}
        onSubmit={async ({ id }) => {
          await call(adviseRetention, { body: { id, kind: it.kind, months: months ?? 0, reasons } });
          await refresh(getRetention);
          say({ text: t("consent.retention.advise_said") });
          it.onClose();
        }}
      >
        <NumberField
          label={t("consent.retention.field.months")}
          name="months"
          isRequired
          minimum={1}
          maximum={360}
          value={months}
          onChange={setMonths}
        />
        <TextArea label={t("consent.retention.field.reasons")} name="reasons" isRequired rows={3} value={reasons} onChange={setReasons} />
      </Form>
    </Dialog>
  );
}

function SetPeriod(it: {
  readonly kind: RetentionKind;
  readonly title: string;
  readonly unitId: string;
  readonly advised: number;
  readonly months: number;
  readonly onClose: () => void;
}): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const [months, setMonths] = useState<number | null>(it.months);
  const [reasons, setReasons] = useState("");
  const isOther = months !== null && months !== it.advised;
  return (
    <Dialog title={it.title} onClose={it.onClose}>
      <p>{t("consent.retention.set_lead", { months: t("consent.retention.months", { n: it.advised }) })}</p>
      <Form
        submit={t("consent.retention.set")}
        draft={`retention-${it.kind.replaceAll("_", "-")}:${it.unitId}`}
        wordsForProblem={(problem) => (problem.reason === undefined ? undefined : t.maybe(`consent.retention.conflict.${problem.reason}`))}
        onSubmit={async ({ id }) => {
          await call(setRetention, {
            body: { id, unitId: it.unitId, kind: it.kind, months: months ?? 0, reasons: isOther && reasons.trim() !== "" ? reasons : null },
          });
          await refresh(getRetention);
          say({ text: t("consent.retention.set_said") });
          it.onClose();
        }}
      >
        <NumberField
          label={t("consent.retention.field.months")}
          name="months"
          isRequired
          minimum={1}
          maximum={360}
          value={months}
          onChange={setMonths}
        />
        {isOther && (
          <TextArea
            label={t("consent.retention.field.other_reasons")}
            name="reasons"
            isRequired
            rows={3}
            value={reasons}
            onChange={setReasons}
          />
        )}
      </Form>
    </Dialog>
  );
}
