import type { ReactNode } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { today } from "../../../platform/web/clock.ts";
import { Checkbox, Select } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { Pair } from "../../../platform/web/form/frame.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { adviceKinds, type AdviceView, listAdvice, listSites, type SiteView, writeAdvice, makeSiteSpreadsheet } from "../contract.ts";
import { CheckedForm } from "./checked-form.tsx";
import { SiteFrame } from "./site-frame.tsx";
import { useAuthor } from "./words.ts";

/** For coaches; who rates the site never comes here. */
export function AdvicePage(): ReactNode {
  return <SiteFrame part="advice">{(site) => <Advice site={site} />}</SiteFrame>;
}

function Advice(it: { readonly site: SiteView }): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const { site } = it;
  const advice = useAnswer(listAdvice, { params: { siteId: site.siteId } });
  return (
    <>
      {site.abilities.writeAdvice && (
        <Fold summary={t("evaluation.advice.write")} word={t("evaluation.form.open")}>
          <AdviceForm site={site} />
        </Fold>
      )}
      <Section
        title={t("evaluation.part.advice")}
        note={site.abilities.isTeam ? t("evaluation.advice.note") : t("evaluation.advice.note_site")}
      >
        <Answered query={advice} notFound={<Empty>{t("evaluation.advice.not_for_you")}</Empty>}>
          {(answer) =>
            answer.advice.length === 0 ? (
              <Empty>{site.abilities.isTeam ? t("evaluation.advice.empty") : t("evaluation.advice.empty_site")}</Empty>
            ) : (
              <>
                <List>
                  {answer.advice.map((one) => (
                    <One key={one.id} advice={one} isTeam={site.abilities.isTeam} />
                  ))}
                </List>
                <AsExcel
                  endpoint={makeSiteSpreadsheet}
                  request={{ params: { siteId: site.siteId, list: "advice" }, query: { language } }}
                  list={t("evaluation.part.advice")}
                />
              </>
            )
          }
        </Answered>
      </Section>
    </>
  );
}

function One(it: { readonly advice: AdviceView; readonly isTeam: boolean }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const author = useAuthor();
  const { advice } = it;
  return (
    <ListRow at={f.when(advice.givenOn).at}>
      <p>{advice.subject}</p>
      {advice.nextStep !== "" && (
        <p>
          <b>{t("evaluation.advice.next_step")}</b> {advice.nextStep}
        </p>
      )}
      <p className="small muted">
        {[t(`evaluation.advice_kind.${advice.kind}`), t("evaluation.advice.with", { whom: advice.withWhom }), author(advice.author)].join(
          " · ",
        )}
      </p>
      {it.isTeam && advice.siteSees && (
        <p>
          <Tag>{t("evaluation.advice.site_sees")}</Tag>
        </p>
      )}
    </ListRow>
  );
}

function AdviceForm(it: { readonly site: SiteView }): ReactNode {
  const t = useTexts();
  const refresh = useRefresh();
  const { siteId } = it.site;
  return (
    <CheckedForm
      siteId={siteId}
      draftKey={`advice:${siteId}`}
      empty={{
        givenOn: today() as string | null,
        kind: "coaching" as AdviceView["kind"],
        withWhom: "",
        subject: "",
        nextStep: "",
        siteSees: false,
      }}
      checked={["withWhom", "subject", "nextStep"]}
      submit={t("evaluation.advice.save")}
      send={(values, sent) => call(writeAdvice, { params: { siteId }, body: { ...values, ...sent, givenOn: values.givenOn ?? "" } })}
      done={t("evaluation.advice.saved")}
      after={() => refresh(listAdvice, listSites)}
    >
      {(values, change) => (
        <>
          <TextArea
            name="subject"
            label={t("evaluation.advice.subject")}
            value={values.subject}
            onChange={(subject) => change({ subject })}
            rows={2}
            maxLength={600}
            isRequired
          />
          <TextField
            name="withWhom"
            label={t("evaluation.advice.with_whom")}
            hint={t("evaluation.advice.with_whom_hint")}
            value={values.withWhom}
            onChange={(withWhom) => change({ withWhom })}
            maxLength={200}
            isRequired
          />
          <Pair>
            <DateField
              name="givenOn"
              label={t("evaluation.advice.day")}
              value={values.givenOn}
              onChange={(givenOn) => change({ givenOn })}
              direction="past"
              maximum={today()}
              isRequired
            />
            <Select
              name="kind"
              label={t("evaluation.advice.kind")}
              value={values.kind}
              onChange={(kind) => change({ kind: kind ?? "coaching" })}
              options={adviceKinds.map((one) => ({ value: one, label: t(`evaluation.advice_kind.${one}`) }))}
            />
          </Pair>
          <TextArea
            name="nextStep"
            label={t("evaluation.advice.next_step_label")}
            value={values.nextStep}
            onChange={(nextStep) => change({ nextStep })}
            rows={2}
            maxLength={600}
            isOptional
          />
          <Checkbox
            name="siteSees"
            label={t("evaluation.advice.show_site")}
            isChecked={values.siteSees}
            onChange={(siteSees) => change({ siteSees })}
          />
        </>
      )}
    </CheckedForm>
  );
}
