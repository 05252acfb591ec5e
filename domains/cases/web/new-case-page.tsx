import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, Suspense, useEffect, useState } from "react";
import { useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { today } from "../../../platform/web/clock.ts";
import type { Day } from "../../../platform/web/day.ts";
import { Select } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { Fieldset, Pair } from "../../../platform/web/form/frame.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { newId } from "../../../platform/web/ids.ts";
import { Fold } from "../../../platform/web/page/list.tsx";
import { Page } from "../../../platform/web/page/page.tsx";
import { Note } from "../../../platform/web/page/panel.tsx";
import { Loading } from "../../../platform/web/page/states.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { findPeople, fullName } from "../../people/contract.ts";
import { contactDetailsOf, ContactFields, contactValues, identityOf, PersonFields, personValues } from "../../people/web/index.ts";
import { casePhases, type CasePhase, createCase, type LegalBasis } from "../contract.ts";
import { LegalBasisField } from "./manage.tsx";
import { useCaseWords } from "./words.ts";

export function NewCasePage(): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const { site, options } = useCaseWords();
  const [clientId] = useState(newId);
  const [person, setPerson] = useState(() => personValues(null));
  const [details, setDetails] = useState(() => contactValues(null));
  const [values, setValues] = useState({
    townId: null as string | null,
    phase: "access" as CasePhase,
    openedOn: today() as Day | null,
    legalBasis: null as LegalBasis | null,
  });
  const set = (part: Partial<typeof values>) => setValues((before) => ({ ...before, ...part }));
  return (
    <Page title={t("cases.new.title")} lead={t("cases.new.lead")} width="narrow" crumbs={[{ to: "/cases", label: t("cases.case.all") }]}>
      <Form
        submit={t("cases.new.submit")}
        draft="new-case"
        wordsFor={({ code }) => t.maybe(`cases.field.${code}`)}
        wordsForProblem={(problem) => (problem.reason === undefined ? undefined : t.maybe(`cases.conflict.${problem.reason}`))}
        check={() =>
          person.familyName.trim() + person.givenNames.trim() === "" ? [{ path: "identity.familyName", code: "one_name" }] : []
        }
        onSubmit={async ({ id }) => {
          const { legalBasis, openedOn } = values;
          if (legalBasis === null) return;
          const known = contactDetailsOf(details);
          const answer = await call(createCase, {
            body: {
              id,
              clientId,
              identity: identityOf(person),
              contactDetails: Object.values(known).every((one) => one === null) ? null : known,
              townId: values.townId,
              phase: values.phase,
              openedOn: openedOn ?? "",
              legalBasis,
            },
          });
          await refresh();
          say({ text: t("cases.new.said", { number: answer.number }) });
          await navigate({ to: `/cases/${answer.id}` });
        }}
      >
        <Suspense fallback={<Loading />}>
          <Fieldset legend={t("cases.new.who")}>
            <PersonFields values={person} onChange={setPerson} />
          </Fieldset>
          <Similar name={`${person.givenNames.trim()} ${person.familyName.trim()}`.trim()} />
          <Fold summary={t("cases.new.contact")}>
            <ContactFields values={details} onChange={setDetails} />
          </Fold>
        </Suspense>
        <Fieldset legend={t("cases.new.case")}>
          <Pair>
            <DateField
              label={t("cases.new.opened")}
              name="openedOn"
              isRequired
              direction="past"
              maximum={today()}
              value={values.openedOn}
              onChange={(openedOn) => set({ openedOn })}
            />
            <Select
              label={t("cases.fact.phase")}
              name="phase"
              options={options("case_phase")}
              value={values.phase}
              onChange={(phase) => set({ phase: casePhases.find((one) => one === phase) ?? "access" })}
            />
          </Pair>
          <Select
            label={t("cases.fact.town")}
            name="townId"
            isOptional
            emptyLabel={t("cases.town.none")}
            options={(site?.towns ?? []).map((one) => ({ value: one.id, label: one.name }))}
            value={values.townId}
            onChange={(townId) => set({ townId })}
          />
          <LegalBasisField value={values.legalBasis} onChange={(legalBasis) => set({ legalBasis })} />
        </Fieldset>
      </Form>
    </Page>
  );
}

/** Perhaps the person is known already. Only people show that this case manager may see anyway. */
function Similar({ name }: { readonly name: string }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const [asked, setAsked] = useState("");
  useEffect(() => {
    // no name is longer, and the search asks for no more
    const timer = setTimeout(() => setAsked(name.slice(0, 120)), 600);
    return () => clearTimeout(timer);
  }, [name]);
  const found = useAnswer(findPeople, { body: { text: asked } }, { when: asked.length >= 3 });
  const people = asked.length >= 3 ? (found.data?.found ?? []) : [];
  if (people.length === 0) return null;
  const named = people.slice(0, 3).map(({ identity }) => {
    const birth = identity.birthDate === null ? identity.birthYear && String(identity.birthYear) : f.dayWithYear(identity.birthDate);
    return birth ? t("cases.new.similar_one", { name: fullName(identity), birth }) : fullName(identity);
  });
  return (
    <Note tone="due" live title={t("cases.new.similar")}>
      <p>{f.list(named)}</p>
    </Note>
  );
}
