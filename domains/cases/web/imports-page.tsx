import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Button, Link, LinkButton } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { ConfirmDialog, Dialog } from "../../../platform/web/page/dialog.tsx";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { Page, Section } from "../../../platform/web/page/page.tsx";
import { Empty, Loading } from "../../../platform/web/page/states.tsx";
import { Table } from "../../../platform/web/page/table.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { listImports, makeImportsSpreadsheet, previewUndo, undoImport } from "../contract.ts";
import { useCaseWords } from "./words.ts";
import "./import.css";

type Run = AnswerOf<typeof listImports>["imports"][number];

/** The lists that the unit took over so far, and the way to take one back. */
export function ImportsPage(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { member } = useCaseWords();
  const language = useLanguage();
  const runs = useAnswer(listImports, {});
  const [undoing, setUndoing] = useState<Run | null>(null);
  return (
    <Page
      title={t("cases.imports.title")}
      crumbs={[{ to: "/cases", label: t("cases.import.cases") }]}
      lead={t("cases.imports.lead")}
      action={
        <LinkButton kind="primary" to="/cases/import">
          {t("cases.import.open")}
        </LinkButton>
      }
    >
      <Answered query={runs}>
        {({ imports }) =>
          imports.length === 0 ? (
            <Empty>
              {t("cases.imports.empty")} <Link to="/cases/import">{t("cases.import.open")}</Link>
            </Empty>
          ) : (
            <Section title={t("cases.imports.list")}>
              <Table
                caption={t("cases.imports.list")}
                isCaptionHidden
                columns={[
                  {
                    key: "when",
                    label: t("cases.imports.when"),
                    isRowHeader: true,
                    cell: (run: Run) => f.moment(run.importedAt),
                  },
                  { key: "file", label: t("cases.imports.file"), cell: (run: Run) => run.fileLabel ?? "–" },
                  { key: "who", label: t("cases.imports.who"), cell: (run: Run) => member(run.importedById) },
                  { key: "created", label: t("cases.imports.created"), isNumber: true, cell: (run: Run) => f.number(run.created) },
                  { key: "changed", label: t("cases.imports.changed"), isNumber: true, cell: (run: Run) => f.number(run.changed) },
                  { key: "left_out", label: t("cases.imports.left_out"), isNumber: true, cell: (run: Run) => f.number(run.leftOut) },
                  { key: "undo", label: t("cases.imports.undo"), cell: (run: Run) => undoCell(run, () => setUndoing(run)) },
                ]}
                rows={imports}
                rowKey={(run) => run.id}
              />
              <AsExcel endpoint={makeImportsSpreadsheet} request={{ query: { language } }} list={t("cases.imports.title")} />
            </Section>
          )
        }
      </Answered>
      {undoing !== null && <UndoDialog run={undoing} onClose={() => setUndoing(null)} />}
    </Page>
  );
}

const undoCell = (run: Run, onUndo: () => void) => <UndoCell run={run} onUndo={onUndo} />;

function UndoCell({ run, onUndo }: { readonly run: Run; readonly onUndo: () => void }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  if (run.undoneAt !== null)
    return <span className="muted">{t("cases.imports.undone", { n: run.undone ?? 0, on: f.day(run.undoneAt.slice(0, 10)) })}</span>;
  if (!run.abilities.undo) return <span className="muted">–</span>;
  return (
    <Button kind="link" label={t("cases.imports.undo.of", { when: f.moment(run.importedAt) })} onPress={onUndo}>
      {t("cases.imports.undo")}
    </Button>
  );
}

const shownAtFirst = 10;

/** What goes and what stays, before anything does. */
function UndoDialog(it: { readonly run: Run; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const params = { importId: it.run.id };
  const preview = useAnswer(previewUndo, { params });
  const { data } = preview;
  if (data === undefined || data.goes === 0)
    return (
      <Dialog title={t("cases.imports.undo")} onClose={it.onClose}>
        {data === undefined ? (
          preview.error ? (
            <p>{t("cases.imports.undo.unknown")}</p>
          ) : (
            <Loading />
          )
        ) : (
          <p>{t("cases.imports.undo.nothing")}</p>
        )}
        {data !== undefined && <Stays stays={data.stays} count={data.staysCount} />}
        <div className="actions">
          <Button kind="primary" onPress={it.onClose}>
            {t("platform.close")}
          </Button>
        </div>
      </Dialog>
    );
  return (
    <ConfirmDialog
      title={t("cases.imports.undo")}
      confirm={t(data.staysCount > 0 ? "cases.imports.undo.rest" : "cases.imports.undo.confirm", { n: data.goes })}
      onConfirm={async () => {
        const { undone } = await call(undoImport, { params, body: { rest: data.staysCount > 0 } });
        await refresh();
        say({ text: t("cases.imports.undo.done", { n: undone }) });
      }}
      onClose={it.onClose}
    >
      <p>
        <b>{t("cases.imports.undo.goes", { n: data.goes })}</b>
      </p>
      <p>{t("cases.imports.undo.for_good", { n: data.goes })}</p>
      {data.changed > 0 && <p>{t("cases.imports.undo.changed", { n: data.changed })}</p>}
      <Stays stays={data.stays} count={data.staysCount} />
    </ConfirmDialog>
  );
}

function Stays(it: { readonly stays: AnswerOf<typeof previewUndo>["stays"]; readonly count: number }): ReactNode {
  const t = useTexts();
  const [isWhole, setWhole] = useState(false);
  if (it.count === 0) return null;
  const shown = isWhole ? it.stays : it.stays.slice(0, shownAtFirst);
  return (
    <div className="stack stack-s">
      <p>{t("cases.imports.undo.stays", { n: it.count })}</p>
      <ul>
        {shown.map(({ number, why }) => (
          <li key={number}>
            {number} <span className="muted">{t(`cases.imports.built.${why}`)}</span>
          </li>
        ))}
      </ul>
      {shown.length < it.stays.length && (
        <p>
          <Button kind="link" onPress={() => setWhole(true)}>
            {t("cases.imports.undo.all_stays", { n: it.stays.length })}
          </Button>
        </p>
      )}
      {isWhole && it.stays.length < it.count && <p className="muted">{t("cases.imports.undo.more", { n: it.count - it.stays.length })}</p>}
    </div>
  );
}
