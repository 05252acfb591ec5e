import type { ReactNode } from "react";
import { Button } from "../../../../platform/web/form/button.tsx";
import { Select } from "../../../../platform/web/form/choice.tsx";
import { useFormat } from "../../../../platform/web/formats.ts";
import { Section } from "../../../../platform/web/page/page.tsx";
import { Note, Tag } from "../../../../platform/web/page/panel.tsx";
import { type Column, Table } from "../../../../platform/web/page/table.tsx";
import { type Translate, useTexts } from "../../../../platform/web/texts.ts";
import { listFields, milestoneEvents } from "../../contract.ts";
import { useCaseWords } from "../words.ts";
import { type CaseList, type ListColumn, type Meaning, nameOfColumn } from "./list-of.ts";

function columnsOf(t: Translate, onChoose: (index: number, meaning: Meaning | null) => void): readonly Column<ListColumn>[] {
  return [
    { key: "file", label: t("cases.import.columns.file"), isRowHeader: true, cell: (column) => nameOfColumn(t, column) },
    {
      key: "example",
      label: t("cases.import.columns.example"),
      cell: ({ example }) =>
        example === null ? <span className="muted">{t("cases.import.columns.hidden")}</span> : <span className="raw">{example}</span>,
    },
    {
      key: "meaning",
      label: t("cases.import.columns.meaning"),
      cell: (column) => <MeaningOf column={column} onChoose={(meaning) => onChoose(column.index, meaning)} />,
    },
    { key: "state", label: t("cases.import.columns.state"), cell: (column) => <StateOf column={column} /> },
  ];
}

/** What each column is taken for, why one is not taken over, and a choice for where it is wrong. */
export function ListColumns(it: {
  readonly list: CaseList;
  readonly isBusy: boolean;
  readonly onChoose: (index: number, meaning: Meaning | null) => void;
  readonly onForget: () => void;
}): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { list } = it;
  return (
    <div className="mid map">
      <Section title={t("cases.import.columns.title")} note={it.isBusy ? t("cases.import.columns.again") : t("cases.import.columns.note")}>
        {list.conflicts.map(({ field, columns: among }) => (
          <Note key={`${field} ${among.join(" ")}`} tone="bad">
            <p>
              {t("cases.import.conflict", {
                field: t(`cases.import.field.${field}`),
                columns: f.list(list.columns.filter(({ index }) => among.includes(index)).map((column) => nameOfColumn(t, column))),
              })}
            </p>
          </Note>
        ))}
        <Table
          caption={t("cases.import.columns.title")}
          isCaptionHidden
          columns={columnsOf(t, it.onChoose)}
          rows={list.columns}
          rowKey={(column) => String(column.index)}
        />
        {list.columns.some((column) => column.remembered) && (
          <div className="stack stack-xs">
            <p className="small muted">{t("cases.import.columns.remembered")}</p>
            <p>
              <Button kind="link" onPress={it.onForget}>
                {t("cases.import.columns.forget")}
              </Button>
            </p>
          </div>
        )}
      </Section>
    </div>
  );
}

function StateOf({ column }: { readonly column: ListColumn }): ReactNode {
  const t = useTexts();
  if (column.remembered) return <Tag icon="check">{t("cases.import.state.remembered")}</Tag>;
  if (column.field === null) return <Tag>{t(`cases.import.state.${column.leftOut ?? "unknown"}`)}</Tag>;
  if (column.confidence === "look")
    return (
      <Tag tone="due" icon="question-mark">
        {t("cases.import.state.look")}
      </Tag>
    );
  return (
    <Tag tone="good" icon="check">
      {t("cases.import.state.sure")}
    </Tag>
  );
}

function MeaningOf({ column, onChoose }: { readonly column: ListColumn; readonly onChoose: (meaning: Meaning | null) => void }): ReactNode {
  const t = useTexts();
  const { options } = useCaseWords();
  const heading = nameOfColumn(t, column);
  const event = milestoneEvents.find((one) => one === column.event) ?? "entitled";
  const service = column.service === null ? {} : { service: column.service };
  return (
    <div className="stack stack-xs">
      <Select
        label={t("cases.import.columns.of", { heading })}
        isLabelHidden
        emptyLabel={t("cases.import.columns.none")}
        options={listFields.map((field) => ({ value: field, label: t(`cases.import.field.${field}`) }))}
        value={column.field}
        onChange={(field) => onChoose(field === null ? null : field === "milestone" ? { field, event, ...service } : { field })}
      />
      {column.field === "milestone" && (
        <>
          <Select
            label={t("cases.import.columns.service", { heading })}
            isLabelHidden
            emptyLabel={t("cases.import.columns.any_service")}
            options={options("service")}
            value={column.service}
            onChange={(chosen) => onChoose({ field: "milestone", event, ...(chosen === null ? {} : { service: chosen }) })}
          />
          <Select
            label={t("cases.import.columns.event", { heading })}
            isLabelHidden
            options={milestoneEvents.map((one) => ({ value: one, label: t(`cases.import.event.${one}`) }))}
            value={event}
            onChange={(chosen) => onChoose({ field: "milestone", event: chosen ?? event, ...service })}
          />
        </>
      )}
    </div>
  );
}
