import "./bodies.css";
import { type ReactNode, useState } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { Select } from "../../../platform/web/form/choice.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { Pair } from "../../../platform/web/form/frame.tsx";
import { TextField } from "../../../platform/web/form/text-field.tsx";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { useFirstOnPhone } from "../../../platform/web/page/first.tsx";
import { Fold } from "../../../platform/web/page/list.tsx";
import { Page, Section } from "../../../platform/web/page/page.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { Pages } from "../../../platform/web/page/table.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { useIsNarrow } from "../../../platform/web/width.ts";
import { useSite } from "../../network/web/index.ts";
import {
  type DecisionView,
  dueFilters,
  findDecisions,
  listBodies,
  makeDecisionsSpreadsheet,
  type Outcome,
  outcomes,
  type ReportState,
  reportStates,
} from "../contract.ts";
import { DecisionRow } from "./decision-row.tsx";

type Due = (typeof dueFilters)[number] | "without_report";

/** What was decided and what became of it. Late ones first. */
export function DecisionsPage(): ReactNode {
  const t = useTexts();
  const site = useSite();
  const language = useLanguage();
  const bodies = useAnswer(listBodies, {});
  const [bodyId, setBodyId] = useState<string | null>(null);
  const [ownerUnitId, setOwnerUnitId] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [state, setState] = useState<ReportState | null>(null);
  const [due, setDue] = useState<Due | null>(null);
  const [typed, setTyped] = useState("");
  const [text, setText] = useState("");
  const [page, setPage] = useState(1);
  const first =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      set(value);
      setPage(1);
    };
  const filter = {
    ...(bodyId ? { bodyId } : {}),
    ...(ownerUnitId ? { ownerUnitId } : {}),
    ...(outcome ? { outcome } : {}),
    ...(state ? { reportState: state } : {}),
    ...(due === "without_report" ? { withoutReport: true } : due ? { due } : {}),
    ...(text === "" ? {} : { text }),
  };
  const decisions = useAnswer(findDecisions, { body: { page, ...filter } }, { keep: true });
  const isNarrow = useIsNarrow();
  const usual = (
    <Pair>
      <Select
        label={t("bodies.decisions.due")}
        value={due}
        onChange={first(setDue)}
        emptyLabel={t("bodies.decisions.any")}
        options={[...dueFilters, "without_report" as const].map((one) => ({ value: one, label: t(`bodies.decisions.due.${one}`) }))}
      />
      <Select
        label={t("bodies.decisions.state")}
        value={state}
        onChange={first(setState)}
        emptyLabel={t("bodies.decisions.any")}
        options={reportStates.map((one) => ({ value: one, label: t(`bodies.report.${one}`) }))}
      />
    </Pair>
  );
  return (
    <Page
      title={t("bodies.decisions.title")}
      lead={t("bodies.decisions.lead")}
      width="mid"
      crumbs={[{ to: "/bodies", label: t("bodies.list.title") }]}
    >
      <div className="stack stack-m">
        <Form
          isInline
          kind="secondary"
          submit={t("bodies.decisions.search")}
          onSubmit={async () => await Promise.resolve(first(setText)(typed.trim()))}
        >
          <TextField label={t("bodies.decisions.text")} type="search" value={typed} onChange={setTyped} maxLength={80} />
        </Form>
        {!isNarrow && usual}
        <Fold summary={t(isNarrow ? "bodies.decisions.narrow_down" : "bodies.decisions.more")}>
          {isNarrow && usual}
          <Pair>
            <Select
              label={t("bodies.decisions.owner")}
              value={ownerUnitId}
              onChange={first(setOwnerUnitId)}
              emptyLabel={t("bodies.decisions.all_units")}
              options={(site.data?.units ?? []).map((unit) => ({ value: unit.id, label: `${unit.organisationName}, ${unit.name}` }))}
            />
            <Select
              label={t("bodies.decisions.body")}
              value={bodyId}
              onChange={first(setBodyId)}
              emptyLabel={t("bodies.decisions.all_bodies")}
              options={(bodies.data?.bodies ?? []).map((body) => ({ value: body.id, label: body.name }))}
            />
          </Pair>
          <Pair>
            <Select
              label={t("bodies.decisions.outcome")}
              value={outcome}
              onChange={first(setOutcome)}
              emptyLabel={t("bodies.decisions.any")}
              options={outcomes.map((one) => ({ value: one, label: t(`bodies.outcome.${one}`) }))}
            />
          </Pair>
        </Fold>
      </div>
      <Answered query={decisions}>
        {(answer) => (
          <Section title={t("bodies.decisions.found", { n: answer.count })} note={t("bodies.decisions.order")}>
            {answer.decisions.length === 0 ? <Empty>{t("bodies.decisions.none")}</Empty> : <Decisions decisions={answer.decisions} />}
            {answer.count > 0 && (
              <AsExcel endpoint={makeDecisionsSpreadsheet} request={{ body: { ...filter, language } }} list={t("bodies.decisions.title")} />
            )}
            {answer.count > answer.pageSize && (
              <Pages page={answer.page} pages={Math.ceil(answer.count / answer.pageSize)} onPage={setPage} />
            )}
          </Section>
        )}
      </Answered>
    </Page>
  );
}

function Decisions(it: { readonly decisions: readonly DecisionView[] }): ReactNode {
  const { rows, rest } = useFirstOnPhone(it.decisions, 6);
  return (
    <>
      <ul className="list">
        {rows.map((decision) => (
          <DecisionRow key={decision.id} decision={decision} />
        ))}
      </ul>
      {rest}
    </>
  );
}
