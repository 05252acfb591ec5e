import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { Button, Link, LinkButton } from "../../../platform/web/form/button.tsx";
import { Chips, Select } from "../../../platform/web/form/choice.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { Page, Row } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { Table } from "../../../platform/web/page/table.tsx";
import { useActor } from "../../../platform/web/session.ts";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { listName } from "../../people/contract.ts";
import { casePhases, type CaseRow, listCases, makeCasesSpreadsheet } from "../contract.ts";
import { useCaseWords } from "./words.ts";

const sorts = ["name", "deadline", "last_contact", "opened"] as const;
type Sort = (typeof sorts)[number];

/** What stands behind the "?": no names, only how the list is looked at. */
function useView() {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const view = {
    page: Math.max(1, Math.floor(Number(search["page"] ?? 1)) || 1),
    sort: sorts.find((one) => one === search["sort"]) ?? ("deadline" as Sort),
    state: search["state"] === "closed" ? ("closed" as const) : ("open" as const),
    quiet: search["quiet"] === "yes" ? ("yes" as const) : ("no" as const),
    phase: casePhases.find((one) => one === search["phase"]) ?? null,
  };
  const show = (part: Partial<typeof view>) => {
    const next = { ...view, page: 1, ...part };
    void navigate({ to: "/cases", search: { ...next, phase: next.phase ?? undefined } as never, replace: true });
  };
  return { view, show };
}

export function CasesPage(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { role } = useActor();
  const language = useLanguage();
  const { label, options } = useCaseWords();
  const { view, show } = useView();
  const cases = useAnswer(
    listCases,
    { query: { page: view.page, sort: view.sort, state: view.state, quiet: view.quiet, ...(view.phase ? { phase: view.phase } : {}) } },
    { keep: true },
  );
  const isFiltered = view.quiet === "yes" || view.phase !== null || view.state === "closed";
  return (
    <Page
      title={t("cases.list.title")}
      lead={cases.data && t(`cases.list.lead.${view.state}`, { n: cases.data.total })}
      action={
        role === "case_manager" && (
          <LinkButton kind="primary" to="/cases/new">
            {t("cases.new.open")}
          </LinkButton>
        )
      }
    >
      <div className="stack stack-m">
        <Row>
          <Chips
            label={t("cases.list.which")}
            options={[
              { value: "open", label: t("cases.list.open") },
              { value: "quiet", label: t("cases.list.quiet") },
              { value: "closed", label: t("cases.list.closed") },
            ]}
            value={view.state === "closed" ? "closed" : view.quiet === "yes" ? "quiet" : "open"}
            onChange={(which) => show({ state: which === "closed" ? "closed" : "open", quiet: which === "quiet" ? "yes" : "no" })}
          />
          <Select
            label={t("cases.list.phase")}
            emptyLabel={t("cases.list.all_phases")}
            options={options("case_phase")}
            value={view.phase}
            onChange={(phase) => show({ phase: casePhases.find((one) => one === phase) ?? null })}
          />
        </Row>
        <Answered query={cases}>
          {(answer) =>
            answer.total === 0 ? (
              <Empty>
                {isFiltered ? (
                  <>
                    {t("cases.list.none_such")}{" "}
                    <Button kind="link" onPress={() => show({ state: "open", quiet: "no", phase: null })}>
                      {t("cases.list.show_all")}
                    </Button>
                  </>
                ) : (
                  <>
                    {t("cases.list.empty")} {role === "case_manager" && <Link to="/cases/import">{t("cases.import.open")}</Link>}
                  </>
                )}
              </Empty>
            ) : (
              <>
                <Table
                  caption={t("cases.list.title")}
                  isCaptionHidden
                  columns={[
                    {
                      key: "name",
                      label: t("cases.list.name"),
                      isRowHeader: true,
                      isSortable: true,
                      cell: nameCell,
                    },
                    { key: "phase", label: t("cases.list.phase"), cell: (row) => (row.phase ? label("case_phase", row.phase) : "–") },
                    {
                      key: "deadline",
                      label: t("cases.list.deadline"),
                      isSortable: true,
                      isEmpty: (row) => row.nextDeadline === null,
                      cell: deadlineCell,
                    },
                    {
                      key: "step",
                      label: t("cases.list.step"),
                      isEmpty: (row) => row.nextStep === null,
                      cell: stepCell,
                    },
                    {
                      key: "last_contact",
                      label: t("cases.list.last_contact"),
                      isSortable: true,
                      cell: (row) => (row.lastContactOn === null ? t("cases.list.no_contact") : f.day(row.lastContactOn)),
                    },
                    { key: "opened", label: t("cases.list.opened"), isSortable: true, isForWide: true, cell: (row) => f.day(row.openedOn) },
                  ]}
                  rows={answer.cases}
                  rowKey={(row) => row.id}
                  firstOnPhone={12}
                  sorting={{ key: view.sort, descending: view.sort === "last_contact" || view.sort === "opened" }}
                  onSort={({ key }) => show({ sort: sorts.find((one) => one === key) ?? "deadline" })}
                  paging={{ page: answer.page, pages: Math.ceil(answer.total / answer.pageSize), onPage: (page) => show({ page }) }}
                />
                <AsExcel
                  endpoint={makeCasesSpreadsheet}
                  request={{
                    query: {
                      sort: view.sort,
                      state: view.state,
                      quiet: view.quiet,
                      language,
                      ...(view.phase ? { phase: view.phase } : {}),
                    },
                  }}
                  list={t("cases.list.title")}
                />
              </>
            )
          }
        </Answered>
      </div>
      {role === "case_manager" && (
        <p className="row">
          <Link to="/cases/import">{t("cases.import.open")}</Link>
          <Link to="/cases/take-over">{t("cases.take_over.open")}</Link>
          <Link to="/people/duplicates">{t("people.duplicates.nav")}</Link>
        </p>
      )}
    </Page>
  );
}

type Cell = { readonly row: CaseRow };
const nameCell = (row: CaseRow) => <NameCell row={row} />;
const deadlineCell = (row: CaseRow) => <DeadlineCell row={row} />;
const stepCell = (row: CaseRow) => <StepCell row={row} />;

function NameCell({ row }: Cell): ReactNode {
  const t = useTexts();
  return (
    <>
      <Link kind="name" to={`/cases/${row.id}`}>
        {row.identity ? listName(row.identity) : t("cases.list.nameless", { number: row.number })}
      </Link>
      {row.legalBasisUnchecked && (
        <>
          {" "}
          <Tag tone="due">{t("cases.list.unchecked")}</Tag>
        </>
      )}
      {row.basis === "deputy" && <span className="small muted"> {t("cases.list.deputy")}</span>}
    </>
  );
}

function DeadlineCell({ row }: Cell): ReactNode {
  const f = useFormat();
  if (!row.nextDeadline) return "–";
  return (
    <div>
      <strong>{f.when(row.nextDeadline.dueOn).at}</strong>
      <br />
      <span className="small">{row.nextDeadline.what}</span>
    </div>
  );
}

function StepCell({ row }: Cell): ReactNode {
  const { acting, doer } = useCaseWords();
  if (!row.nextStep) return "–";
  return (
    <div>
      {row.nextStep.text}
      {acting(row.nextStep.doer, row.unitId).kind !== "us" && <span className="small muted"> ({doer(row.nextStep.doer, row.unitId)})</span>}
    </div>
  );
}
