import { useNavigate, useRouterState } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../platform/web/api.ts";
import { RadioGroup, Select } from "../../../platform/web/form/choice.tsx";
import { DraftState, useDraft } from "../../../platform/web/form/draft.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { NumberField } from "../../../platform/web/form/number-field.tsx";
import { TextArea } from "../../../platform/web/form/text-field.tsx";
import { newUnlinkableId } from "../../../platform/web/ids.ts";
import { Fold } from "../../../platform/web/page/list.tsx";
import { Page } from "../../../platform/web/page/page.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { useLabel, useTexts } from "../../../platform/web/texts.ts";
import { useSite } from "../../network/web/index.ts";
import { listMyReports, listReportsOfCase, prefillReport, submitReport, visibilities, type Visibility } from "../contract.ts";
import { GapCheck, useGapCheck } from "./gap-check.tsx";
import { InChosenLanguage } from "./report-language.tsx";

type Written = {
  readonly text: string;
  readonly idea: string;
  readonly fromUnit: string | null;
  readonly toUnit: string | null;
  readonly daysLost: number | null;
  readonly gapKind: string | null;
  readonly field: string | null;
  readonly townId: string | null;
  readonly visibility: Visibility;
};

const empty: Written = {
  text: "",
  idea: "",
  fromUnit: null,
  toUnit: null,
  daysLost: null,
  gapKind: null,
  field: null,
  townId: null,
  visibility: "named",
};

export function ReportPage(): ReactNode {
  return (
    <InChosenLanguage>
      <ReportForm caseId={null} />
    </InChosenLanguage>
  );
}

export function ReportFromCasePage(): ReactNode {
  const { caseId } = usePath("caseId");
  // who may not open the case has nothing to report out of it
  const prefill = useAnswer(prefillReport, { params: { caseId } });
  return (
    <Answered query={prefill}>
      {() => (
        <InChosenLanguage>
          <ReportForm caseId={caseId} />
        </InChosenLanguage>
      )}
    </Answered>
  );
}

/** What was typed into the line above comes along in the history, never in the address. */
function firstSentence(state: unknown): string {
  const text = (state as { firstSentence?: unknown }).firstSentence;
  return typeof text === "string" ? text : "";
}

/** What is known where the report comes from: a short consultation, or a place in a reconstruction where it broke. */
function knownBefore(state: unknown): Pick<Written, "field" | "townId" | "idea" | "fromUnit" | "toUnit"> {
  const given = state as Readonly<Record<string, unknown>>;
  const textOf = (name: string) => (typeof given[name] === "string" ? given[name] : null);
  return {
    field: textOf("fieldOfAction"),
    townId: textOf("townId"),
    idea: textOf("idea") ?? "",
    fromUnit: textOf("fromUnit"),
    toUnit: textOf("toUnit"),
  };
}

function ReportForm(it: { readonly caseId: string | null }): ReactNode {
  const t = useTexts();
  const navigate = useNavigate();
  const say = useToast();
  const refresh = useRefresh();
  const site = useSite();
  const label = useLabel(site.data?.vocabularies);
  const came = useRouterState({ select: (state) => state.location.state });
  const given = firstSentence(came);
  const [talk] = useState(() => knownBefore(came));
  const draft = useDraft<Written>(it.caseId === null ? "gap-report" : `gap-report:${it.caseId}`);
  const [written, setWritten] = useState<Written>({ ...empty, ...talk, text: given });
  const [id] = useState(newUnlinkableId);
  const check = useGapCheck();
  const prefill = useAnswer(prefillReport, { params: { caseId: it.caseId ?? "" } }, { when: it.caseId !== null });

  useEffect(() => {
    // a draft that was begun before keeps its words; what the talk was about goes before where the draft says nothing
    if (draft.found && given === "")
      setWritten({ ...draft.found, field: draft.found.field ?? talk.field, townId: draft.found.townId ?? talk.townId });
  }, [draft.found, given, talk]);
  useEffect(() => {
    if (!prefill.data || draft.found) return;
    const { townId, fieldOfAction, to, daysLost } = prefill.data;
    setWritten((before) => ({
      ...before,
      townId: before.townId ?? townId,
      field: before.field ?? fieldOfAction,
      toUnit: before.toUnit ?? to?.unitId ?? null,
      daysLost: before.daysLost ?? daysLost,
    }));
  }, [prefill.data, draft.found]);

  const change = (part: Partial<Written>) => {
    const next = { ...written, ...part };
    setWritten(next);
    draft.keep(next);
  };
  const units = site.data?.units ?? [];
  const unitOptions = units.map((unit) => ({ value: unit.id, label: `${unit.organisationName}, ${unit.name}` }));
  const side = (unitId: string | null) => {
    const unit = units.find((one) => one.id === unitId);
    return unit ? { organisationId: unit.organisationId, unitId: unit.id } : null;
  };
  const options = (vocabulary: string) =>
    (site.data?.vocabularies[vocabulary] ?? []).map((entry) => ({ value: entry.code, label: label(vocabulary, entry.code) }));

  return (
    <Page title={t("themes.report.title")} lead={t("themes.report.lead")} width="narrow">
      <Form
        submit={t("themes.report.submit")}
        saving={t("themes.report.saving")}
        showsShortcut
        beside={<DraftState draft={draft} onDiscard={() => setWritten(empty)} />}
        wordsFor={({ code }) => (code === "marked" ? t("themes.check.lead") : undefined)}
        onSubmit={async () => {
          const words = { text: written.text, idea: written.idea };
          if (!(await check.passes(words))) return;
          try {
            await call(submitReport, {
              body: {
                id,
                text: written.text,
                idea: written.idea.trim() === "" ? null : written.idea,
                from: side(written.fromUnit),
                to: side(written.toUnit),
                daysLost: written.daysLost,
                gapKind: written.gapKind,
                fieldOfAction: written.field,
                townId: written.townId,
                visibility: written.visibility,
                caseId: it.caseId,
                keptMarks: check.kept,
              },
            });
          } catch (error) {
            // the server reads once more; what it marks is shown like our own check
            if (problemOf(error).fields.some((field) => field.code === "marked")) await check.passes(words);
            throw error;
          }
          await draft.discard();
          say({ text: t("themes.report.done") });
          await refresh(listMyReports, listReportsOfCase);
          await navigate({ to: it.caseId === null ? "/my-reports" : `/cases/${it.caseId}` });
        }}
      >
        <TextArea
          name="text"
          label={t("themes.report.what")}
          hint={t("themes.report.what_hint")}
          rows={5}
          isLarge
          isRequired
          maxLength={4000}
          value={written.text}
          onChange={(text) => {
            check.forget();
            change({ text });
          }}
        />
        <GapCheck
          check={check}
          words={{ text: written.text, idea: written.idea }}
          onReplace={(field, value) => change(field === "idea" ? { idea: value } : { text: value })}
        />
        <div className="pair">
          <Select
            name="from"
            label={t("themes.report.from")}
            value={written.fromUnit}
            onChange={(fromUnit) => change({ fromUnit })}
            options={unitOptions}
            emptyLabel={t("themes.report.no_unit")}
          />
          <Select
            name="to"
            label={t("themes.report.to")}
            value={written.toUnit}
            onChange={(toUnit) => change({ toUnit })}
            options={unitOptions}
            emptyLabel={t("themes.report.no_unit")}
          />
        </div>
        <NumberField
          name="daysLost"
          label={t("themes.report.days_lost")}
          value={written.daysLost}
          onChange={(daysLost) => change({ daysLost })}
          minimum={0}
          maximum={3650}
        />
        <Fold summary={t("themes.report.more")} isOpen={talk.field !== null}>
          <div className="stack stack-m">
            <Select
              name="gapKind"
              label={t("themes.report.kind")}
              value={written.gapKind}
              onChange={(gapKind) => change({ gapKind })}
              options={options("gap_kind")}
              emptyLabel={t("themes.report.not_said")}
            />
            <Select
              name="fieldOfAction"
              label={t("themes.report.field")}
              value={written.field}
              onChange={(field) => change({ field })}
              options={options("field_of_action")}
              emptyLabel={t("themes.report.not_said")}
            />
            {(site.data?.towns.length ?? 0) > 0 && (
              <Select
                name="townId"
                label={t("themes.report.town")}
                value={written.townId}
                onChange={(townId) => change({ townId })}
                options={(site.data?.towns ?? []).map((town) => ({ value: town.id, label: town.name }))}
                emptyLabel={t("themes.report.not_said")}
              />
            )}
            <TextArea
              name="idea"
              label={t("themes.report.idea")}
              maxLength={2000}
              value={written.idea}
              onChange={(idea) => {
                check.forget();
                change({ idea });
              }}
            />
          </div>
        </Fold>
        <RadioGroup
          name="visibility"
          label={t("themes.report.who")}
          value={written.visibility}
          onChange={(visibility) => change({ visibility })}
          options={visibilities.map((one) => ({
            value: one,
            label: t(`themes.report.visibility.${one}`),
            note: t(`themes.report.visibility.${one}_note`),
          }))}
        />
        <p className="small muted">{t("themes.report.kept_key")}</p>
        {it.caseId !== null && <p className="small muted">{t("themes.report.from_case")}</p>}
      </Form>
    </Page>
  );
}
