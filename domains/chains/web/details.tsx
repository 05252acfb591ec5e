import type { ReactNode } from "react";
import { Table } from "../../../platform/web/page/table.tsx";
import { Fold } from "../../../platform/web/page/list.tsx";
import { Facts } from "../../../platform/web/page/panel.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import type { ChainDocument, ChainInterface, ChainStep } from "../contract.ts";
import { inOrder, waysBack } from "../rules.ts";
import { lettersOf } from "../rules-layout.ts";
import { type ChainWords, useElementNames } from "./words.ts";

/** What is written about a step or an interface, without what was left empty. */
export function useFacts(document: ChainDocument, words: ChainWords) {
  const t = useTexts();
  const shown = (rows: readonly (readonly [string, string])[]) =>
    rows.filter(([, value]) => value !== "").map(([label, value]) => ({ label, value }));
  return {
    ofStep: (step: ChainStep) =>
      shown([
        [t("chains.field.unit_short"), words.unitOf(step.unitId)],
        [t("chains.field.legal_domain"), step.legalDomain === null ? "" : words.legalDomainOf(step.legalDomain)],
        [t("chains.field.preconditions"), step.preconditions],
        [t("chains.field.input"), step.input],
        [t("chains.field.output"), step.output],
        [t("chains.field.target_short"), step.targetWeeks === null ? "" : words.weeks(step.targetWeeks)],
        [
          t("chains.field.milestones"),
          step.milestones === null
            ? ""
            : words.fromTo(
                { service: step.milestones.service, event: step.milestones.startEvent },
                { service: step.milestones.service, event: step.milestones.endEvent },
              ),
        ],
        [
          t("chains.field.branches"),
          document.interfaces.filter((one) => one.fromStepId === step.id).length > 1 ? t(`chains.field.branches.${step.branches}`) : "",
        ],
        [
          t("chains.field.joins"),
          document.interfaces.filter((one) => one.toStepId === step.id).length > 1 ? t(`chains.field.joins.${step.joins}`) : "",
        ],
      ]),
    ofInterface: (one: ChainInterface) =>
      shown([
        [t("chains.field.handover"), t(`chains.handover.${one.handover}`)],
        [t("chains.field.consent"), t(`chains.consent.${one.consent}`)],
        [t("chains.field.target_short"), one.targetWeeks === null ? "" : words.weeks(one.targetWeeks)],
        [t("chains.field.quality"), one.quality],
        [t("chains.field.failure"), one.failure],
      ]),
  };
}

/** What was chosen in the drawing, in words. */
export function ElementDetails(it: {
  readonly document: ChainDocument;
  readonly words: ChainWords;
  readonly id: string | null;
}): ReactNode {
  const t = useTexts();
  const facts = useFacts(it.document, it.words);
  const nameOf = useElementNames(it.document, it.words);
  const step = it.document.steps.find((one) => one.id === it.id);
  const one = it.document.interfaces.find((way) => way.id === it.id);
  if (!step && !one) return <p className="small muted">{t("chains.drawing.hint")}</p>;
  return (
    <section className="stack stack-s" aria-live="polite">
      <h3>{nameOf(it.id ?? "")}</h3>
      <Facts items={step ? facts.ofStep(step) : one ? facts.ofInterface(one) : []} />
    </section>
  );
}

/** The same as the drawing, as two tables. */
export function ChainTables(it: { readonly document: ChainDocument; readonly words: ChainWords }): ReactNode {
  const t = useTexts();
  const { document, words } = it;
  const letters = lettersOf(document);
  const back = waysBack(document);
  const titleOf = (id: string) => words.titleOf(document.steps.find((step) => step.id === id)?.title);
  const weeks = (n: number | null) => (n === null ? "–" : words.weeks(n));
  const steps = inOrder(document);
  return (
    <Fold summary={t("platform.figure.table")}>
      <Table
        caption={t("chains.drawing.steps_table")}
        onPhone="scroll"
        rows={steps}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "title",
            label: t("chains.field.step"),
            isRowHeader: true,
            cell: (row) => `${steps.indexOf(row) + 1}. ${words.titleOf(row.title)}`,
          },
          { key: "unit", label: t("chains.field.unit_short"), cell: (row) => words.unitOf(row.unitId) },
          {
            key: "law",
            label: t("chains.field.legal_domain"),
            cell: (row) => (row.legalDomain === null ? "–" : words.legalDomainOf(row.legalDomain)),
          },
          { key: "weeks", label: t("chains.field.target_short"), isNumber: true, cell: (row) => weeks(row.targetWeeks) },
        ]}
      />
      {document.interfaces.length > 0 && (
        <Table
          caption={t("chains.drawing.ways_table")}
          onPhone="scroll"
          rows={document.interfaces.toSorted((a, b) => (letters.get(a.id)!.padStart(3) < letters.get(b.id)!.padStart(3) ? -1 : 1))}
          rowKey={(row) => row.id}
          columns={[
            {
              key: "way",
              label: t("chains.compare.interface"),
              isRowHeader: true,
              cell: (row) =>
                `${letters.get(row.id)}: ${titleOf(row.fromStepId)} → ${titleOf(row.toStepId)}${back.has(row.id) ? ` (${t("chains.drawing.back")})` : ""}`,
            },
            { key: "handover", label: t("chains.field.handover"), cell: (row) => t(`chains.handover.${row.handover}`) },
            { key: "consent", label: t("chains.field.consent"), cell: (row) => t(`chains.consent.${row.consent}`) },
            { key: "weeks", label: t("chains.field.target_short"), isNumber: true, cell: (row) => weeks(row.targetWeeks) },
          ]}
        />
      )}
    </Fold>
  );
}
