import { type ReactNode, Suspense, useState } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Select } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { TextArea } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Page, Section } from "../../../platform/web/page/page.tsx";
import { Loading } from "../../../platform/web/page/states.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import { type ContactDetails, fullName, type Identity, type ResidenceDetails } from "../../people/contract.ts";
import {
  contactDetailsOf,
  ContactFields,
  contactValues,
  identityOf,
  PersonFields,
  personValues,
  usePersonName,
} from "../../people/web/index.ts";
import { type CaseView, changeContactDetails, changePerson, changeResidence, openCase } from "../contract.ts";
import { draftOf, EditForm } from "./edit-dialog.tsx";
import { useCaseWords } from "./words.ts";

type File = { readonly file: CaseView };

/** Three forms, each saved by itself: who somebody is, how to reach them, the status of residence. */
export function PersonPage(): ReactNode {
  const t = useTexts();
  const nameOf = usePersonName();
  const { caseId } = usePath("caseId");
  const file = useAnswer(openCase, { params: { caseId } });
  return (
    <Answered query={file}>
      {(answer) => (
        <Page
          title={t("cases.person.title")}
          lead={t("cases.person.lead")}
          width="narrow"
          crumbs={[{ to: `/cases/${caseId}`, label: nameOf(answer.identity, answer.number) }]}
        >
          <Suspense fallback={<Loading />}>
            {answer.identityVersion !== null && <Who file={answer} />}
            {answer.readable.includes("contact") && <Reach file={answer} />}
            {answer.readable.includes("residence") && <Residence file={answer} />}
          </Suspense>
        </Page>
      )}
    </Answered>
  );
}

function Who({ file }: File): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const [values, setValues] = useState(() => personValues(file.identity));
  return (
    <Section title={t("cases.person.who")}>
      <EditForm
        label={t("cases.person.who")}
        submit={t("cases.person.who_submit")}
        draft={draftOf("person", file.id, null)}
        said={t("cases.person.said")}
        row={{ version: file.identityVersion }}
        {...{ values, onValues: setValues }}
        fromCurrent={(current: { identity: Identity }) => personValues(current.identity)}
        compared={[
          { label: t("cases.list.name"), shown: (one) => fullName(one) },
          { label: t("cases.fact.born"), shown: (one) => (one.birthDate ? f.dayWithYear(one.birthDate) : String(one.birthYear ?? "")) },
          { label: t("cases.fact.languages"), shown: (one) => one.languages },
          { label: t("cases.fact.nationality"), shown: (one) => one.nationality },
        ]}
        onSave={({ version }) =>
          call(changePerson, { params: { caseId: file.id }, body: { version: version ?? 1, identity: identityOf(values) } })
        }
      >
        <PersonFields values={values} onChange={setValues} />
      </EditForm>
    </Section>
  );
}

function Reach({ file }: File): ReactNode {
  const t = useTexts();
  const [values, setValues] = useState(() => contactValues(file.contactDetails?.value ?? null));
  return (
    <Section title={t("cases.person.reach")}>
      <EditForm
        label={t("cases.person.reach")}
        kind="secondary"
        submit={t("cases.person.reach_submit")}
        draft={draftOf("reach", file.id, null)}
        said={t("cases.person.said")}
        row={{ version: file.contactDetails?.version ?? null }}
        {...{ values, onValues: setValues }}
        fromCurrent={(current: { value: ContactDetails }) => contactValues(current.value)}
        compared={[
          { label: t("cases.fact.phone"), shown: (one) => one.phone },
          { label: t("cases.fact.email"), shown: (one) => one.email },
          { label: t("cases.fact.address"), shown: (one) => `${one.street} ${one.postcode} ${one.townName}`.trim() },
          { label: t("cases.fact.reach"), shown: (one) => one.note },
        ]}
        onSave={({ version }) =>
          call(changeContactDetails, { params: { caseId: file.id }, body: { version, contactDetails: contactDetailsOf(values) } })
        }
      >
        <ContactFields values={values} onChange={setValues} />
      </EditForm>
    </Section>
  );
}

function Residence({ file }: File): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { options, label } = useCaseWords();
  const [values, setValues] = useState<ResidenceDetails>(() => file.residence?.value ?? { status: null, validUntilOn: null, note: null });
  return (
    <Section title={t("cases.person.residence")} note={t("cases.person.residence_note")}>
      <EditForm
        label={t("cases.person.residence")}
        kind="secondary"
        submit={t("cases.person.residence_submit")}
        draft={draftOf("residence", file.id, null)}
        said={t("cases.person.said")}
        row={{ version: file.residence?.version ?? null }}
        {...{ values, onValues: setValues }}
        fromCurrent={(current: { value: ResidenceDetails }) => current.value}
        compared={[
          { label: t("cases.fact.residence"), shown: (one) => (one.status === null ? "" : label("residence_status", one.status)) },
          { label: t("cases.person.valid_until"), shown: (one) => (one.validUntilOn === null ? "" : f.dayWithYear(one.validUntilOn)) },
          { label: t("cases.person.residence_remark"), shown: (one) => one.note },
        ]}
        onSave={({ version }) => call(changeResidence, { params: { caseId: file.id }, body: { version, residence: values } })}
      >
        <Select
          label={t("cases.fact.residence")}
          name="residence.status"
          isOptional
          emptyLabel={t("cases.person.residence_none")}
          options={options("residence_status")}
          value={values.status}
          onChange={(status) => setValues({ ...values, status })}
        />
        <DateField
          label={t("cases.person.valid_until")}
          name="residence.validUntilOn"
          isOptional
          direction="future"
          value={values.validUntilOn}
          onChange={(validUntilOn) => setValues({ ...values, validUntilOn })}
        />
        <TextArea
          label={t("cases.person.residence_remark")}
          name="residence.note"
          isOptional
          rows={2}
          value={values.note ?? ""}
          onChange={(note) => setValues({ ...values, note: note === "" ? null : note })}
        />
      </EditForm>
    </Section>
  );
}
