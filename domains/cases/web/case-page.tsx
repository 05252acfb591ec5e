import "./cases.css";
import type { ReactNode } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { today } from "../../../platform/web/clock.ts";
import { ageOn } from "../../../platform/web/day.ts";
import { Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Download } from "../../../platform/web/page/download.tsx";
import { Page, Row, Section } from "../../../platform/web/page/page.tsx";
import { Note } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { useActor } from "../../../platform/web/session.ts";
import { Slot } from "../../../platform/web/slots.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { useIsNarrow } from "../../../platform/web/width.ts";
import { ClientData } from "../../consent/web/index.ts";
import { usePersonName } from "../../people/web/index.ts";
import { type CaseView, openCase, printCase } from "../contract.ts";
import { ContactForm } from "./contact-form.tsx";
import { Knowers } from "./knowers.tsx";
import { Closed, Manage, UncheckedBasis } from "./manage.tsx";
import { Next } from "./next.tsx";
import { Notes } from "./notes.tsx";
import { OtherCases } from "./other-cases.tsx";
import { Appointments, Deadlines, Periods, Plan } from "./parts.tsx";
import { CaseStory } from "./story.tsx";
import { useCaseWords } from "./words.ts";

export function CasePage(): ReactNode {
  const t = useTexts();
  const { caseId } = usePath("caseId");
  const file = useAnswer(openCase, { params: { caseId } });
  const missing = (
    <Page title={t("cases.case.missing.title")}>
      <Empty>
        {t("cases.case.missing.lead")} <Link to="/">{t("cases.case.missing.home")}</Link>
      </Empty>
    </Page>
  );
  return (
    <Answered query={file} notFound={missing}>
      {(answer) => <Case key={answer.id} file={answer} />}
    </Answered>
  );
}

function Case({ file }: { readonly file: CaseView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const nameOf = usePersonName();
  const { label } = useCaseWords();
  const { role } = useActor();
  const language = useLanguage();
  const isOpen = file.closedOn === null;
  // there the goals stand right above
  const isNarrow = useIsNarrow();
  // "no goal yet" would be untrue where goals are only not shared
  const shows = (rows: readonly unknown[]) => rows.length > 0 || file.hidden.length === 0;
  const openGoals = file.goals.filter((goal) => goal.state === "open");
  const back = role === "partner" ? { to: "/shared", label: t("cases.nav.shared") } : { to: "/cases", label: t("cases.case.all") };
  return (
    <Page
      title={nameOf(file.identity, file.number)}
      windowTitle={t("cases.case.window", { number: file.number })}
      crumbs={[back]}
      lead={<Summary file={file} />}
    >
      <UncheckedBasis file={file} />
      <Closed file={file} />
      <OtherCases caseId={file.id} />
      {file.basis === "emergency" && <Note tone="due" title={t("cases.case.emergency")} />}
      {isOpen && (file.abilities.edit || file.nextStep || file.nextDeadline) && <Next file={file} />}
      <div className="cols file">
        {isOpen && file.abilities.edit && <ContactForm file={file} />}
        <div className="file__parts">
          {shows([...file.goals, ...file.steps]) && <Plan file={file} />}
          {shows(file.deadlines) && <Deadlines file={file} />}
          {shows(file.appointments) && <Appointments file={file} />}
          {shows(file.periods) && <Periods file={file} />}
          {file.abilities.edit && <Notes file={file} />}
          <Manage file={file} />
          {role === "case_manager" && (file.basis === "holder" || file.basis === "deputy") && <ClientData clientId={file.clientId} />}
          <Slot name="clientPanels" props={{ clientId: file.clientId }} />
          {file.hidden.length > 0 && (
            <p className="small muted file__hidden">
              {t("cases.case.hidden", { categories: f.list(file.hidden.map((category) => label("data_category", category))) })}
            </p>
          )}
        </div>
        <aside className="stack stack-xl">
          <Knowers file={file} />
          {openGoals.length > 0 && !isNarrow && (
            <Section title={t("cases.goal.title")} gap="s">
              {openGoals.slice(0, 3).map((goal) => (
                <p key={goal.id} dir="auto">
                  {goal.text}
                </p>
              ))}
            </Section>
          )}
          <Section title={t("cases.sheet.title")} note={t("cases.sheet.note")} gap="s">
            <Row>
              <Download
                kind="secondary"
                endpoint={printCase}
                request={{ params: { caseId: file.id }, query: { language } }}
                wordsForProblem={(problem) => (problem.code === "not_found" ? t("cases.sheet.gone") : undefined)}
              >
                {t("cases.sheet.print")}
              </Download>
            </Row>
          </Section>
          <Slot name="casePanels" props={{ caseId: file.id }} />
        </aside>
        <CaseStory file={file} />
      </div>
    </Page>
  );
}

/** "31 Jahre. Spricht Dari und etwas Deutsch. In Begleitung seit 12. März." */
function Summary({ file }: { readonly file: CaseView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { member, unit } = useCaseWords();
  const { identity } = file;
  const sentences = [
    identity?.isPseudonym ? t("cases.summary.pseudonym") : undefined,
    identity?.birthDate
      ? t("cases.summary.age", { n: ageOn(identity.birthDate, today()) })
      : identity?.birthYear
        ? t("cases.summary.born", { year: String(identity.birthYear) })
        : undefined,
    identity && identity.languages.length > 0 ? t("cases.summary.speaks", { languages: f.list(identity.languages) }) : undefined,
  ].filter((one) => one !== undefined);
  const deputies = file.deputies.map((one) => member(one.membershipId));
  return (
    <p>
      {sentences.join(" ")}{" "}
      <span className="muted">
        {file.basis === "holder" || file.basis === "deputy"
          ? t("cases.summary.since", { day: f.day(file.openedOn) })
          : t("cases.summary.led_by", { unit: unit(file.unitId), name: member(file.caseManagerId) })}
        {deputies.length > 0 && ` ${t("cases.summary.deputy", { names: f.list(deputies) })}`}
      </span>
    </p>
  );
}
