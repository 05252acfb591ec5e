import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { today } from "../../../platform/web/clock.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { Checkbox, RadioGroup, Select } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { Pair } from "../../../platform/web/form/frame.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { ConfirmDialog } from "../../../platform/web/page/dialog.tsx";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import {
  discussFinding,
  type DiscussionStatus,
  discussionStatuses,
  evidenceKinds,
  findingFields,
  type FindingView,
  listFindings,
  listSites,
  recordFinding,
  shareFinding,
  type SiteView,
  makeSiteSpreadsheet,
} from "../contract.ts";
import { CheckedForm } from "./checked-form.tsx";
import { SiteFrame } from "./site-frame.tsx";

/** The findings of the baseline and what those responsible say of them. */
export function FindingsPage(): ReactNode {
  return <SiteFrame part="findings">{(site) => <Findings site={site} />}</SiteFrame>;
}

function Findings(it: { readonly site: SiteView }): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const { site } = it;
  const findings = useAnswer(listFindings, { params: { siteId: site.siteId } });
  return (
    <>
      {site.abilities.recordFinding && (
        <Fold summary={t("evaluation.finding.record")} word={t("evaluation.form.open")}>
          <FindingForm site={site} />
        </Fold>
      )}
      <Answered query={findings}>
        {(answer) =>
          answer.findings.length === 0 ? (
            <Empty>{site.abilities.isTeam ? t("evaluation.finding.empty") : t("evaluation.finding.empty_site")}</Empty>
          ) : (
            <>
              {findingFields
                .filter((field) => answer.findings.some((finding) => finding.field === field))
                .map((field) => (
                  <Section key={field} title={t(`evaluation.finding_field.${field}`)}>
                    <List>
                      {answer.findings
                        .filter((finding) => finding.field === field)
                        .map((finding) => (
                          <Finding key={finding.id} finding={finding} site={site} />
                        ))}
                    </List>
                  </Section>
                ))}
              <AsExcel
                endpoint={makeSiteSpreadsheet}
                request={{ params: { siteId: site.siteId, list: "findings" }, query: { language } }}
                list={t("evaluation.part.findings")}
              />
            </>
          )
        }
      </Answered>
    </>
  );
}

const tones = { open: undefined, confirmed: "good", disputed: "due" } as const;

function Finding(it: { readonly finding: FindingView; readonly site: SiteView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const refresh = useRefresh();
  const [isOpen, setOpen] = useState(false);
  const [asks, setAsks] = useState(false);
  const { finding, site } = it;
  const tone = tones[finding.status];
  return (
    <ListRow>
      <p>
        <b>{finding.sentence}</b>
      </p>
      <p className="row row--tight">
        {finding.isShared ? (
          <Tag {...(tone ? { tone } : {})}>{t(`evaluation.status.${finding.status}`)}</Tag>
        ) : (
          <Tag>{t("evaluation.finding.not_shared")}</Tag>
        )}
      </p>
      <p className="small muted">
        {[t(`evaluation.evidence.${finding.evidenceKind}`), ...(finding.sources === "" ? [] : [finding.sources])].join(": ")}
      </p>
      {finding.discussions.length > 0 && (
        <ul className="stack stack-xs small">
          {finding.discussions.toReversed().map((one) => (
            <li key={one.id}>
              {t(`evaluation.finding.said.${one.status}`, { who: one.saidBy, day: f.dayWithYear(one.saidOn) })} {one.reason}
            </li>
          ))}
        </ul>
      )}
      {isOpen && <DiscussionForm finding={finding} site={site} onDone={() => setOpen(false)} />}
      {!isOpen && (finding.abilities.discuss || finding.abilities.share) && (
        <div className="row">
          {finding.abilities.discuss && (
            <Button kind="link" label={`${t("evaluation.finding.discuss")}: ${finding.sentence}`} onPress={() => setOpen(true)}>
              {t("evaluation.finding.discuss")}
            </Button>
          )}
          {finding.abilities.share && (
            <Button kind="link" label={`${t("evaluation.finding.share")}: ${finding.sentence}`} onPress={() => setAsks(true)}>
              {t("evaluation.finding.share")}
            </Button>
          )}
        </div>
      )}
      {asks && (
        <ConfirmDialog
          title={t("evaluation.finding.share")}
          confirm={t("evaluation.finding.share")}
          onConfirm={async () => {
            await call(shareFinding, { params: { siteId: site.siteId, findingId: finding.id }, body: { version: finding.version } });
            await refresh(listFindings);
          }}
          onClose={() => setAsks(false)}
        >
          <p>{t("evaluation.finding.share_note")}</p>
        </ConfirmDialog>
      )}
    </ListRow>
  );
}

function DiscussionForm(it: { readonly finding: FindingView; readonly site: SiteView; readonly onDone: () => void }): ReactNode {
  const t = useTexts();
  const refresh = useRefresh();
  const { siteId } = it.site;
  return (
    <CheckedForm
      siteId={siteId}
      draftKey={`discussion:${it.finding.id}`}
      empty={{ status: "confirmed" as DiscussionStatus, reason: "", saidBy: "", saidOn: today() as string | null }}
      checked={["reason", "saidBy"]}
      submit={t("evaluation.finding.discuss_save")}
      kind="secondary"
      onCancel={it.onDone}
      send={(values, sent) =>
        call(discussFinding, {
          params: { siteId, findingId: it.finding.id },
          body: { ...values, ...sent, saidOn: values.saidOn ?? "" },
        })
      }
      done={t("evaluation.finding.discussed")}
      after={async () => {
        it.onDone();
        await refresh(listFindings);
      }}
    >
      {(values, change) => (
        <>
          <RadioGroup
            name="status"
            label={t("evaluation.finding.what_said")}
            value={values.status}
            onChange={(status) => change({ status })}
            options={discussionStatuses.map((one) => ({ value: one, label: t(`evaluation.status.${one}`) }))}
          />
          <TextArea
            name="reason"
            label={t("evaluation.finding.reason")}
            value={values.reason}
            onChange={(reason) => change({ reason })}
            rows={3}
            maxLength={2000}
            {...(values.status === "disputed" ? { isRequired: true } : { isOptional: true })}
          />
          <Pair>
            <TextField
              name="saidBy"
              label={t("evaluation.finding.said_by")}
              hint={t("evaluation.finding.said_by_hint")}
              value={values.saidBy}
              onChange={(saidBy) => change({ saidBy })}
              maxLength={160}
              isRequired
            />
            <DateField
              name="saidOn"
              label={t("evaluation.finding.said_on")}
              value={values.saidOn}
              onChange={(saidOn) => change({ saidOn })}
              direction="past"
              maximum={today()}
              isRequired
            />
          </Pair>
        </>
      )}
    </CheckedForm>
  );
}

function FindingForm(it: { readonly site: SiteView }): ReactNode {
  const t = useTexts();
  const refresh = useRefresh();
  const { siteId } = it.site;
  return (
    <CheckedForm
      siteId={siteId}
      draftKey={`finding:${siteId}`}
      empty={{
        field: "steering" as FindingView["field"],
        sentence: "",
        evidenceKind: "interview" as FindingView["evidenceKind"],
        sources: "",
        isShared: false,
      }}
      checked={["sentence", "sources"]}
      submit={t("evaluation.finding.save")}
      send={(values, sent) => call(recordFinding, { params: { siteId }, body: { ...values, ...sent } })}
      done={t("evaluation.finding.saved")}
      after={() => refresh(listFindings, listSites)}
    >
      {(values, change) => (
        <>
          <TextArea
            name="sentence"
            label={t("evaluation.finding.sentence")}
            hint={t("evaluation.finding.sentence_hint")}
            value={values.sentence}
            onChange={(sentence) => change({ sentence })}
            rows={2}
            maxLength={600}
            isRequired
          />
          <Pair>
            <Select
              name="field"
              label={t("evaluation.finding.field")}
              value={values.field}
              onChange={(field) => change({ field: field ?? "steering" })}
              options={findingFields.map((one) => ({ value: one, label: t(`evaluation.finding_field.${one}`) }))}
            />
            <Select
              name="evidenceKind"
              label={t("evaluation.finding.evidence")}
              value={values.evidenceKind}
              onChange={(evidenceKind) => change({ evidenceKind: evidenceKind ?? "interview" })}
              options={evidenceKinds.map((one) => ({ value: one, label: t(`evaluation.evidence.${one}`) }))}
            />
          </Pair>
          <TextArea
            name="sources"
            label={t("evaluation.finding.sources")}
            hint={t("evaluation.finding.sources_hint")}
            value={values.sources}
            onChange={(sources) => change({ sources })}
            rows={2}
            maxLength={1000}
            isOptional
          />
          <Checkbox
            name="isShared"
            label={t("evaluation.finding.share_now")}
            isChecked={values.isShared}
            onChange={(isShared) => change({ isShared })}
          />
        </>
      )}
    </CheckedForm>
  );
}
