import { type ReactNode, useState } from "react";
import { useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { today } from "../../../platform/web/clock.ts";
import type { Day } from "../../../platform/web/day.ts";
import { Button, LinkButton } from "../../../platform/web/form/button.tsx";
import { RadioGroup, Select } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { TextArea } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { ConfirmDialog } from "../../../platform/web/page/dialog.tsx";
import { Fold } from "../../../platform/web/page/list.tsx";
import { Row } from "../../../platform/web/page/page.tsx";
import { Facts, Note } from "../../../platform/web/page/panel.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import {
  casePhases,
  type CasePhase,
  type CaseView,
  changeCase,
  closeCase,
  closingOutcomes,
  legalBases,
  type LegalBasis,
  recordLegalBasis,
  reopenCase,
  setDeputy,
} from "../contract.ts";
import { draftOf, EditDialog } from "./edit-dialog.tsx";
import { useCaseWords } from "./words.ts";

type File = { readonly file: CaseView };
type InDialog = File & { readonly onClose: () => void };
type Doing = "phase" | "deputy" | "end_deputy" | "close";

/** Who the person is, and what is done seldom: phase, deputy, closing. */
export function Manage({ file }: File): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const refresh = useRefresh();
  const { label, town, member, unit } = useCaseWords();
  const [doing, setDoing] = useState<Doing>();
  const stop = () => setDoing(undefined);
  const { contactDetails, residence, identity } = file;
  const address = [contactDetails?.value.street, [contactDetails?.value.postcode, contactDetails?.value.townName].filter(Boolean).join(" ")]
    .filter(Boolean)
    .join(", ");
  const facts: readonly (readonly [string, ReactNode])[] = [
    [
      t("cases.fact.number"),
      file.fileNumber === null ? file.number : `${file.number}, ${t("cases.fact.in_list", { number: file.fileNumber })}`,
    ],
    [t("cases.fact.led_by"), `${member(file.caseManagerId)}, ${unit(file.unitId)}`],
    [
      t("cases.fact.deputy"),
      f.list(
        file.deputies.map(
          (one) => `${member(one.membershipId)}${one.untilOn === null ? "" : ` ${t("cases.knower.until", { day: f.day(one.untilOn) })}`}`,
        ),
      ),
    ],
    [t("cases.fact.phase"), file.phase && label("case_phase", file.phase)],
    [t("cases.fact.town"), town(file.townId)],
    [t("cases.fact.born"), identity?.birthDate ? f.dayWithYear(identity.birthDate) : identity?.birthYear],
    [t("cases.fact.nationality"), identity?.nationality],
    [t("cases.fact.phone"), contactDetails?.value.phone],
    [t("cases.fact.email"), contactDetails?.value.email],
    [t("cases.fact.address"), address],
    [t("cases.fact.reach"), contactDetails?.value.note],
    [
      t("cases.fact.residence"),
      residence?.value.status &&
        `${label("residence_status", residence.value.status)}${residence.value.validUntilOn === null ? "" : ` ${t("cases.knower.until", { day: f.dayWithYear(residence.value.validUntilOn) })}`}`,
    ],
  ];
  const known = facts.filter(([, value]) => value !== undefined && value !== null && value !== "");
  return (
    <Fold summary={t("cases.manage.title")} word={file.phase ? label("case_phase", file.phase) : undefined}>
      <Facts items={known.map(([name, value]) => ({ label: name, value }))} />
      <Row>
        {file.abilities.edit && <LinkButton to={`/cases/${file.id}/person`}>{t("cases.person.open")}</LinkButton>}
        {file.abilities.edit && <Button onPress={() => setDoing("phase")}>{t("cases.phase.open")}</Button>}
        {file.abilities.setDeputy && <Button onPress={() => setDoing("deputy")}>{t("cases.deputy.open")}</Button>}
        {file.abilities.setDeputy && file.deputies.length > 0 && (
          <Button kind="link" onPress={() => setDoing("end_deputy")}>
            {t("cases.deputy.end")}
          </Button>
        )}
        {file.abilities.close && (
          <Button kind="link" onPress={() => setDoing("close")}>
            {t("cases.close.open")}
          </Button>
        )}
      </Row>
      {doing === "phase" && <PhaseDialog file={file} onClose={stop} />}
      {doing === "deputy" && <DeputyDialog file={file} onClose={stop} />}
      {doing === "close" && <CloseDialog file={file} onClose={stop} />}
      {doing === "end_deputy" && (
        <ConfirmDialog
          title={t("cases.deputy.end")}
          confirm={t("cases.deputy.end")}
          onClose={stop}
          onConfirm={async () => {
            await call(setDeputy, { params: { caseId: file.id }, body: { membershipId: null } });
            await refresh();
          }}
        >
          <p>{t("cases.deputy.end_body")}</p>
        </ConfirmDialog>
      )}
    </Fold>
  );
}

function PhaseDialog({ file, onClose }: InDialog): ReactNode {
  const t = useTexts();
  const { options, site, label, town } = useCaseWords();
  const [values, setValues] = useState({ phase: file.phase ?? ("access" as CasePhase), townId: file.townId });
  return (
    <EditDialog
      title={t("cases.phase.open")}
      submit={t("cases.phase.submit")}
      said={t("cases.phase.said")}
      row={file}
      {...{ values, onValues: setValues, onClose }}
      compared={[
        { label: t("cases.fact.phase"), shown: (one) => label("case_phase", one.phase) },
        { label: t("cases.fact.town"), shown: (one) => town(one.townId) },
      ]}
      onSave={({ version }) => call(changeCase, { params: { caseId: file.id }, body: { version: version ?? file.version, ...values } })}
    >
      <Select
        label={t("cases.fact.phase")}
        name="phase"
        options={options("case_phase")}
        value={values.phase}
        onChange={(phase) => setValues({ ...values, phase: casePhases.find((one) => one === phase) ?? values.phase })}
      />
      <Select
        label={t("cases.fact.town")}
        name="townId"
        isOptional
        emptyLabel={t("cases.town.none")}
        options={(site?.towns ?? []).map((one) => ({ value: one.id, label: one.name }))}
        value={values.townId}
        onChange={(townId) => setValues({ ...values, townId })}
      />
    </EditDialog>
  );
}

function DeputyDialog({ file, onClose }: InDialog): ReactNode {
  const t = useTexts();
  const { site } = useCaseWords();
  const [values, setValues] = useState({ membershipId: null as string | null, untilOn: null as Day | null });
  const colleagues = (site?.members ?? []).filter(
    (one) => one.unitId === file.unitId && one.role === "case_manager" && one.id !== file.caseManagerId,
  );
  return (
    <EditDialog
      title={t("cases.deputy.open")}
      submit={t("cases.deputy.submit")}
      said={t("cases.deputy.said")}
      row={null}
      compared={[]}
      {...{ values, onValues: setValues, onClose }}
      onSave={() => call(setDeputy, { params: { caseId: file.id }, body: values })}
    >
      <p>{t("cases.deputy.body")}</p>
      <Select
        label={t("cases.deputy.who")}
        name="membershipId"
        isRequired
        options={colleagues.map((one) => ({ value: one.id, label: one.name }))}
        value={values.membershipId}
        onChange={(membershipId) => setValues({ ...values, membershipId })}
      />
      <DateField
        label={t("cases.deputy.until")}
        name="untilOn"
        isOptional
        direction="future"
        minimum={today()}
        value={values.untilOn}
        onChange={(untilOn) => setValues({ ...values, untilOn })}
      />
    </EditDialog>
  );
}

function CloseDialog({ file, onClose }: InDialog): ReactNode {
  const t = useTexts();
  const [values, setValues] = useState({
    closedOn: today() as Day | null,
    outcome: null as (typeof closingOutcomes)[number] | null,
    note: "",
  });
  return (
    <EditDialog
      title={t("cases.close.open")}
      submit={t("cases.close.submit")}
      draft={draftOf("close-case", file.id, null)}
      said={t("cases.close.said")}
      row={file}
      compared={[]}
      fromCurrent={() => values}
      {...{ values, onValues: setValues, onClose }}
      onSave={({ version }) => {
        const { outcome, note } = values;
        if (outcome === null) throw new Error("the form asks for it");
        const body = { version: version ?? file.version, closedOn: values.closedOn ?? "", outcome, note: note.trim() === "" ? null : note };
        return call(closeCase, { params: { caseId: file.id }, body });
      }}
    >
      {file.personalNotes !== null && file.personalNotes > 0 && (
        <Note tone="due" title={t("cases.close.notes", { n: file.personalNotes })} />
      )}
      <RadioGroup
        label={t("cases.close.outcome")}
        name="outcome"
        isRequired
        options={closingOutcomes.map((value) => ({ value, label: t(`cases.outcome.${value}`) }))}
        value={values.outcome}
        onChange={(outcome) => setValues({ ...values, outcome })}
      />
      <DateField
        label={t("cases.close.day")}
        name="closedOn"
        isRequired
        direction="past"
        maximum={today()}
        value={values.closedOn}
        onChange={(closedOn) => setValues({ ...values, closedOn })}
      />
      <TextArea
        label={t("cases.close.note")}
        name="note"
        isOptional
        rows={3}
        value={values.note}
        onChange={(note) => setValues({ ...values, note })}
      />
    </EditDialog>
  );
}

/** An imported case: nothing can be shared until somebody says on which ground the data are kept. */
export function UncheckedBasis({ file }: File): ReactNode {
  const t = useTexts();
  const [isOpen, setOpen] = useState(false);
  const [values, setValues] = useState({ legalBasis: null as LegalBasis | null, recordedOn: today() as Day | null });
  if (!file.legalBasisUnchecked) return null;
  return (
    <Note tone="due" title={t("cases.unchecked.title")}>
      <p>{t("cases.unchecked.body")}</p>
      {file.abilities.recordLegalBasis && (
        <p>
          <Button onPress={() => setOpen(true)}>{t("cases.unchecked.record")}</Button>
        </p>
      )}
      {isOpen && (
        <EditDialog
          title={t("cases.unchecked.record")}
          submit={t("cases.unchecked.record")}
          said={t("cases.unchecked.said")}
          row={null}
          compared={[]}
          onClose={() => setOpen(false)}
          {...{ values, onValues: setValues }}
          onSave={() => {
            const { legalBasis, recordedOn } = values;
            if (legalBasis === null) throw new Error("the form asks for it");
            return call(recordLegalBasis, { params: { caseId: file.id }, body: { legalBasis, recordedOn: recordedOn ?? "" } });
          }}
        >
          <LegalBasisField value={values.legalBasis} onChange={(legalBasis) => setValues({ ...values, legalBasis })} />
          <DateField
            label={t("cases.unchecked.day")}
            name="recordedOn"
            isRequired
            direction="past"
            maximum={today()}
            value={values.recordedOn}
            onChange={(recordedOn) => setValues({ ...values, recordedOn })}
          />
        </EditDialog>
      )}
    </Note>
  );
}

export function LegalBasisField(it: { readonly value: LegalBasis | null; readonly onChange: (value: LegalBasis) => void }): ReactNode {
  const t = useTexts();
  return (
    <RadioGroup
      label={t("cases.legal_basis.label")}
      name="legalBasis"
      isRequired
      options={legalBases.map((value) => ({ value, label: t(`cases.legal_basis.${value}`), note: t(`cases.legal_basis.note.${value}`) }))}
      value={it.value}
      onChange={it.onChange}
    />
  );
}

export function Closed({ file }: File): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  if (file.closedOn === null) return null;
  return (
    <Note title={t("cases.closed.title", { day: f.dayWithYear(file.closedOn) })}>
      {file.closingOutcome && <p>{t(`cases.outcome.${file.closingOutcome}`)}</p>}
      {file.closingNote && <p>{file.closingNote}</p>}
      {file.abilities.reopen && (
        <p>
          <Button
            onPress={() =>
              void call(reopenCase, { params: { caseId: file.id }, body: { version: file.version } })
                .then(() => refresh())
                .then(() => say({ text: t("cases.closed.reopened") }))
            }
          >
            {t("cases.closed.reopen")}
          </Button>
        </p>
      )}
    </Note>
  );
}
