import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { Select } from "../../../platform/web/form/choice.tsx";
import { Pair } from "../../../platform/web/form/frame.tsx";
import { Page, Section } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { Table } from "../../../platform/web/page/table.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { type TextKey, useTexts } from "../../../platform/web/texts.ts";
import { type ChainDocument, type ChainView, compareVersions, type ElementChange, openChain, type VersionView } from "../contract.ts";
import { type ElementMark, Swimlanes } from "./swimlanes.tsx";
import { type ChainWords, useChainWords, useElementNames } from "./words.ts";

export function ComparePage(): ReactNode {
  const { chainId } = usePath("chainId");
  const chain = useAnswer(openChain, { params: { chainId } });
  return <Answered query={chain}>{(it) => <Chosen chain={it} />}</Answered>;
}

function Chosen(it: { readonly chain: ChainView }): ReactNode {
  const t = useTexts();
  const { chain } = it;
  const words = useChainWords([]);
  const navigate = useNavigate();
  const { oneId, otherId } = usePath("oneId", "otherId");
  const compared = useAnswer(compareVersions, { query: { oneId, otherId } });
  const options = chain.versions.map((version) => ({
    value: version.id,
    label: `${words.versionOf(version)} (${words.stateOf(version)})`,
  }));
  const go = (one: string | null, other: string | null) =>
    void navigate({ to: `/chains/${chain.id}/compare/${one ?? oneId}/${other ?? otherId}` });
  const page = (lead: string, content: ReactNode) => (
    <Page
      title={t("chains.compare.title")}
      lead={lead}
      crumbs={[
        { to: "/chains", label: t("chains.list.title") },
        { to: `/chains/${chain.id}`, label: chain.title },
      ]}
    >
      {content}
    </Page>
  );
  return (
    <Answered query={compared}>
      {(answer) =>
        page(
          t("chains.compare.lead", { n: answer.changes.length }),
          <>
            <Pair>
              <Select label={t("chains.compare.one")} value={oneId} onChange={(id) => go(id, otherId)} options={options} />
              <Select label={t("chains.compare.other")} value={otherId} onChange={(id) => go(oneId, id)} options={options} />
            </Pair>
            <Changes one={answer.one} other={answer.other} changes={answer.changes} />
            <Side version={answer.one} changes={answer.changes} side="one" />
            <Side version={answer.other} changes={answer.changes} side="other" />
          </>,
        )
      }
    </Answered>
  );
}

/** One version with its differences marked: on the left what is dropped, on the right what is new. */
function Side(it: {
  readonly version: VersionView;
  readonly changes: readonly ElementChange[];
  readonly side: "one" | "other";
}): ReactNode {
  const t = useTexts();
  const words = useChainWords(it.version.lanes);
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const marks = new Map<string, ElementMark>();
  for (const change of it.changes)
    if (change.kind !== (it.side === "one" ? "added" : "removed"))
      marks.set(change.id, { tone: change.kind, weight: 2, words: t(`chains.compare.${change.kind}`) });
  return (
    <Section title={words.versionOf(it.version)} note={words.stateOf(it.version)}>
      <Swimlanes document={it.version.document} words={words} selectedId={selectedId} onSelect={setSelectedId} marks={marks} />
    </Section>
  );
}

const fieldLabels: Readonly<Record<string, TextKey>> = {
  title: "chains.field.title",
  unitId: "chains.field.unit",
  legalDomain: "chains.field.legal_domain",
  input: "chains.field.input",
  output: "chains.field.output",
  preconditions: "chains.field.preconditions",
  targetWeeks: "chains.field.target_weeks",
  branches: "chains.field.branches",
  joins: "chains.field.joins",
  milestones: "chains.field.milestones",
  handover: "chains.field.handover",
  consent: "chains.field.consent",
  quality: "chains.field.quality",
  failure: "chains.field.failure",
};

/** A field of a step or interface as people read it. */
export function useFieldWords(words: ChainWords) {
  const t = useTexts();
  return {
    labelOf: (field: string): string => (fieldLabels[field] ? t(fieldLabels[field]) : field),
    valueOf: (document: ChainDocument, change: ElementChange, field: string): string => {
      const element = findElement(document, change) as Readonly<Record<string, unknown>> | undefined;
      const value = element?.[field];
      if (element === undefined || ((value === null || value === "") && field !== "unitId")) return t("chains.compare.none");
      switch (field) {
        case "unitId":
          return words.unitOf(value as string | null);
        case "legalDomain":
          return words.legalDomainOf(String(value));
        case "targetWeeks":
          return words.weeks(Number(value));
        case "milestones": {
          const { service, startEvent, endEvent } = value as { service: string; startEvent: "entitled"; endEvent: "entitled" };
          return words.fromTo({ service, event: startEvent }, { service, event: endEvent });
        }
        case "branches":
        case "joins":
          return t.maybe(`chains.field.${field}.${String(value)}`) ?? String(value);
        case "handover":
        case "consent":
          return t.maybe(`chains.${field}.${String(value)}`) ?? String(value);
        default:
          return String(value);
      }
    },
  };
}

/** An interface drawn anew has another id in the other version: what it connects says which one it is. */
function findElement(document: ChainDocument, change: ElementChange) {
  return change.element === "step"
    ? document.steps.find((step) => step.id === change.id)
    : document.interfaces.find((one) => one.id === change.id);
}

function Changes(it: { readonly one: VersionView; readonly other: VersionView; readonly changes: readonly ElementChange[] }): ReactNode {
  const t = useTexts();
  const words = useChainWords([...it.one.lanes, ...it.other.lanes]);
  const fields = useFieldWords(words);
  const nameBefore = useElementNames(it.one.document, words);
  const nameAfter = useElementNames(it.other.document, words);
  if (it.changes.length === 0) return null;
  const before = (change: ElementChange): ChainDocument => {
    const now = it.other.document.interfaces.find((one) => one.id === change.id);
    const same = now && it.one.document.interfaces.find((one) => one.fromStepId === now.fromStepId && one.toStepId === now.toStepId);
    return same ? { ...it.one.document, interfaces: [{ ...same, id: change.id }] } : it.one.document;
  };
  const rows = it.changes.flatMap((change) =>
    change.kind === "changed"
      ? change.fields.map((field) => ({
          key: `${change.id} ${field}`,
          what: nameAfter(change.id),
          field: fields.labelOf(field),
          kind: change.kind,
          before: fields.valueOf(before(change), change, field),
          after: fields.valueOf(it.other.document, change, field),
        }))
      : [
          {
            key: change.id,
            what: (change.kind === "removed" ? nameBefore : nameAfter)(change.id),
            field: "",
            kind: change.kind,
            before: change.kind === "removed" ? t("chains.editor.there") : "–",
            after: change.kind === "added" ? t("chains.editor.there") : "–",
          },
        ],
  );
  const what = (row: (typeof rows)[number]): ReactNode => (
    <>
      {row.what} <Tag {...(row.kind === "added" ? { tone: "good" as const } : {})}>{t(`chains.compare.${row.kind}`)}</Tag>
      {row.field !== "" && <span className="small muted"> {row.field}</span>}
    </>
  );
  return (
    <Section title={t("chains.compare.changes")}>
      <Table
        caption={t("chains.compare.changes")}
        isCaptionHidden
        onPhone="flow"
        rows={rows}
        rowKey={(row) => row.key}
        columns={[
          {
            key: "what",
            label: t("chains.compare.what"),
            isRowHeader: true,
            cell: what,
          },
          { key: "before", label: t("chains.compare.before"), cell: (row) => row.before },
          { key: "after", label: t("chains.compare.after"), cell: (row) => row.after },
        ]}
      />
    </Section>
  );
}
