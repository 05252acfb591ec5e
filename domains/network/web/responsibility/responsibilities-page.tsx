import "./responsibility.css";
import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../../platform/web/api.ts";
import { today } from "../../../../platform/web/clock.ts";
import { Button } from "../../../../platform/web/form/button.tsx";
import { useFormat } from "../../../../platform/web/formats.ts";
import { AsExcel } from "../../../../platform/web/page/download.tsx";
import { Dialog } from "../../../../platform/web/page/dialog.tsx";
import { Fold, List, ListRow } from "../../../../platform/web/page/list.tsx";
import { Page, Section } from "../../../../platform/web/page/page.tsx";
import { Note } from "../../../../platform/web/page/panel.tsx";
import { Empty } from "../../../../platform/web/page/states.tsx";
import { Table } from "../../../../platform/web/page/table.tsx";
import { useToast } from "../../../../platform/web/page/toast.tsx";
import { Slot } from "../../../../platform/web/slots.tsx";
import { type Translate, useLanguage, useTexts } from "../../../../platform/web/texts.ts";
import { useIsNarrow } from "../../../../platform/web/width.ts";
import {
  checkResponsibilities,
  listResponsibilities,
  makeResponsibilitiesSpreadsheet,
  removeResponsibility,
  type ResponsibilityView,
  restoreResponsibility,
  type SiteView,
} from "../../contract.ts";
import { useSite } from "../site.ts";
import { AskWho } from "./ask.tsx";
import { ResponsibilityForm } from "./form.tsx";
import { type ResponsibilityWords, useResponsibilityWords } from "./words.ts";

declare module "../../../../platform/web/domain.ts" {
  interface Slots {
    /** Beside somebody for whom nobody is responsible: a way to say so. */
    responsibilityGap: Nothing;
  }
}

/** Who is responsible for whom: asked in one line, entered below. */
export function ResponsibilitiesPage(): ReactNode {
  const t = useTexts();
  const site = useSite();
  const list = useAnswer(listResponsibilities, {});
  return (
    <Page title={t("network.responsible.title")} lead={t("network.responsible.lead")}>
      <Answered query={site}>
        {(view) => (
          <Answered query={list}>
            {(answer) => (
              <>
                {answer.responsibilities.length > 0 && <AskWho site={view} />}
                <Entered site={view} rows={answer.responsibilities} mayEdit={answer.abilities.edit} />
                {answer.abilities.edit && <Check site={view} rows={answer.responsibilities} />}
              </>
            )}
          </Answered>
        )}
      </Answered>
    </Page>
  );
}

function unitCell(row: ResponsibilityView, t: Translate, words: ResponsibilityWords): ReactNode {
  const details = [
    ...(row.phone ? [t("network.responsible.phone", { phone: row.phone })] : []),
    ...(row.deputyUnitId ? [t("network.responsible.deputy", { name: words.unitName(row.deputyUnitId) })] : []),
    ...(row.handling ? [row.handling] : []),
  ];
  return (
    <>
      <b>{words.unitName(row.unitId)}</b>
      <br />
      <span className="small muted">{details.join(" · ")}</span>
    </>
  );
}

function buttons(all: readonly { readonly label: string; readonly word: string; readonly onPress: () => void }[]): ReactNode {
  return (
    <span className="row">
      {all.map((one) => (
        <Button key={one.word} kind="link" label={one.label} onPress={one.onPress}>
          {one.word}
        </Button>
      ))}
    </span>
  );
}

function Entered(it: { readonly site: SiteView; readonly rows: readonly ResponsibilityView[]; readonly mayEdit: boolean }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const language = useLanguage();
  const words = useResponsibilityWords(it.site);
  const isNarrow = useIsNarrow();
  const [changing, setChanging] = useState<ResponsibilityView | undefined>(undefined);
  const nameOf = (row: ResponsibilityView) => ({ unit: words.unitName(row.unitId), matter: words.matterName(row.matters) });
  const again = () => refresh(listResponsibilities, checkResponsibilities);
  async function remove(row: ResponsibilityView): Promise<void> {
    const params = { responsibilityId: row.id };
    try {
      await call(removeResponsibility, { params });
      say({ text: t("network.responsible.removed"), undo: () => call(restoreResponsibility, { params }).then(again) });
    } catch (error) {
      say({ text: t(`platform.problem.${problemOf(error).code}`) });
    }
    await again();
  }
  const rows = [...it.rows].sort(
    (a, b) => nameOf(a).matter.localeCompare(nameOf(b).matter) || nameOf(a).unit.localeCompare(nameOf(b).unit),
  );
  const matters = [...new Set(rows.map((row) => nameOf(row).matter))];
  const columns = [
    {
      key: "for",
      label: t("network.responsible.for"),
      cell: (row: ResponsibilityView) => {
        const said = words.conditions(row);
        return said.length === 0 ? t("network.responsible.says.everybody") : said.join(", ");
      },
    },
    {
      key: "unit",
      label: t("network.responsible.unit"),
      cell: (row: ResponsibilityView) => unitCell(row, t, words),
    },
    {
      key: "valid",
      label: t("network.responsible.valid"),
      cell: (row: ResponsibilityView) =>
        row.validUntilOn !== null
          ? t("network.responsible.valid_until", { day: f.dayWithYear(row.validUntilOn) })
          : row.validFromOn > today()
            ? t("network.responsible.valid_from", { day: f.dayWithYear(row.validFromOn) })
            : t("network.responsible.valid_now", { day: f.dayWithYear(row.validFromOn) }),
    },
    ...(it.mayEdit
      ? [
          {
            key: "change",
            label: t("network.responsible.change"),
            cell: (row: ResponsibilityView) =>
              buttons([
                {
                  label: t("network.responsible.change_of", nameOf(row)),
                  word: t("network.responsible.change"),
                  onPress: () => setChanging(row),
                },
                {
                  label: t("network.responsible.remove_of", nameOf(row)),
                  word: t("network.responsible.remove"),
                  onPress: () => void remove(row),
                },
              ]),
          },
        ]
      : []),
  ];
  return (
    <Section title={t("network.responsible.list")}>
      {rows.length === 0 ? (
        <Empty>{it.mayEdit ? t("network.responsible.none") : t("network.responsible.none_reader")}</Empty>
      ) : isNarrow ? (
        <div>
          {matters.map((matter) => {
            const about = rows.filter((row) => nameOf(row).matter === matter);
            return (
              <Fold key={matter} summary={matter} word={t("network.responsible.entries", { n: about.length })}>
                <Table
                  caption={matter}
                  isCaptionHidden
                  rows={about}
                  rowKey={(row) => row.id}
                  columns={columns.map((column) => ({ ...column, isRowHeader: column.key === "for" }))}
                />
              </Fold>
            );
          })}
        </div>
      ) : (
        <Table
          caption={t("network.responsible.list")}
          isCaptionHidden
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            { key: "matter", label: t("network.responsible.matter"), isRowHeader: true, cell: (row) => words.matterName(row.matters) },
            ...columns,
          ]}
        />
      )}
      {rows.length > 0 && (
        <AsExcel endpoint={makeResponsibilitiesSpreadsheet} request={{ query: { language } }} list={t("network.responsible.list")} />
      )}
      {it.mayEdit && (
        <Fold summary={t("network.responsible.add")} isOpen={rows.length === 0}>
          <ResponsibilityForm site={it.site} row={null} />
        </Fold>
      )}
      {changing && (
        <Dialog title={t("network.responsible.change_of", nameOf(changing))} onClose={() => setChanging(undefined)}>
          <ResponsibilityForm site={it.site} row={changing} onDone={() => setChanging(undefined)} />
        </Dialog>
      )}
    </Section>
  );
}

function Check(it: { readonly site: SiteView; readonly rows: readonly ResponsibilityView[] }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const words = useResponsibilityWords(it.site);
  const check = useAnswer(checkResponsibilities, {});
  if (it.rows.length === 0) return null;
  const rowOf = (id: string) => it.rows.find((row) => row.id === id);
  return (
    <Section title={t("network.responsible.check")} note={t("network.responsible.check_note")}>
      <Answered query={check}>
        {(answer) => (
          <>
            {answer.holes.length === 0 && (
              <Note tone="good">
                <p>{t("network.responsible.no_hole")}</p>
              </Note>
            )}
            <List label={t("network.responsible.check")}>
              {answer.overlaps.map(({ ids }) => {
                const [one, other] = [rowOf(ids[0]), rowOf(ids[1])];
                if (!one || !other) return null;
                return (
                  <ListRow key={ids.join()}>
                    <p>{t("network.responsible.overlap", { one: words.unitName(one.unitId), other: words.unitName(other.unitId) })}</p>
                    <p className="small muted">{t("network.responsible.overlap_note", { matter: words.matterName(one.matters) })}</p>
                  </ListRow>
                );
              })}
              {answer.holes.map((hole) => {
                const who = words.conditions(hole).join(", ");
                const matter = words.matterName(hole.matter === null ? [] : [hole.matter]);
                return (
                  <ListRow key={JSON.stringify(hole)} action={<Slot name="responsibilityGap" props={{}} />}>
                    <p>{who === "" ? t("network.responsible.hole_all", { matter }) : t("network.responsible.hole", { matter, who })}</p>
                  </ListRow>
                );
              })}
            </List>
            {answer.hasMoreHoles && <p className="small muted">{f.capital(t("network.responsible.more_holes"))}</p>}
          </>
        )}
      </Answered>
    </Section>
  );
}
