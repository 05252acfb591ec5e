import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Answered, useAnswer } from "../../../../platform/web/answers.tsx";
import { Select } from "../../../../platform/web/form/choice.tsx";
import { Protected, ProtectedWord } from "../../../../platform/web/figure/figure.tsx";
import { useFormat } from "../../../../platform/web/formats.ts";
import { AsExcel } from "../../../../platform/web/page/download.tsx";
import { Columns, Page, Section } from "../../../../platform/web/page/page.tsx";
import { BigNumber } from "../../../../platform/web/page/panel.tsx";
import { Empty } from "../../../../platform/web/page/states.tsx";
import { Table } from "../../../../platform/web/page/table.tsx";
import { useLanguage, useTexts } from "../../../../platform/web/texts.ts";
import { isAnythingHeldBack } from "../../consultation/rules.ts";
import { type ConsultationFigures, getConsultationFigures, makeConsultationSpreadsheet } from "../../contract.ts";
import { useTalkWords } from "./words.ts";

/** How many talks there were in a year, protected: by month, field, town and language. */
export function FiguresPage(): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const navigate = useNavigate();
  const asked = Number((useSearch({ strict: false }) as { year?: unknown }).year);
  const year = Number.isInteger(asked) && asked >= 1990 && asked <= 2200 ? { year: asked } : {};
  const figures = useAnswer(getConsultationFigures, { query: year }, { keep: true });
  return (
    <Page title={t("cases.consultation.figures")} lead={t("cases.consultation.figures_lead")}>
      <Answered query={figures}>
        {(answer) => (
          <>
            {answer.years.length > 1 && (
              <Select
                label={t("cases.consultation.year")}
                options={answer.years.map((one) => ({ value: String(one), label: String(one) }))}
                value={String(answer.year)}
                onChange={(to) => void navigate({ to: "/consultations/figures", search: { year: Number(to) } as never })}
              />
            )}
            {answer.shownOn === null || answer.total === 0 ? (
              <Empty>{t("cases.consultation.no_figures", { year: String(answer.year) })}</Empty>
            ) : (
              <Figures figures={answer} />
            )}
            {answer.shownOn !== null && (
              <AsExcel
                endpoint={makeConsultationSpreadsheet}
                request={{ query: { year: answer.year, language } }}
                list={t("cases.consultation.figures")}
              />
            )}
          </>
        )}
      </Answered>
    </Page>
  );
}

type Row = { readonly key: string; readonly label: string; readonly talks: number | null };

function Figures(it: { readonly figures: ConsultationFigures }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const words = useTalkWords();
  const { figures } = it;
  const notSaid = t("cases.consultation.not_said");
  const months: Row[] = figures.months.map(({ month, talks }) => ({ key: month, label: f.month(`${month}-01`), talks }));
  const fields: Row[] = figures.fields.map(({ field, talks }) => ({ key: field, label: words.label("field_of_action", field), talks }));
  const towns: Row[] = figures.towns.map(({ townId, talks }) => ({ key: townId ?? "", label: words.town(townId) ?? notSaid, talks }));
  const languages: Row[] = figures.languages.map(({ language, talks }) => ({
    key: language ?? "",
    label: language === null ? notSaid : f.capital(words.languageName(language)),
    talks,
  }));
  return (
    <>
      <BigNumber
        value={figures.total === null ? <ProtectedWord /> : f.number(figures.total)}
        unit={t("cases.consultation.talks_in", { year: String(figures.year) })}
      >
        {t("cases.consultation.shown_on", { day: f.dayWithYear(figures.shownOn!) })}
      </BigNumber>
      {isAnythingHeldBack(figures) && (
        <Protected minimum={figures.minimum}>
          {t(figures.isAlone || figures.total === null ? "cases.consultation.held_all" : "cases.consultation.held", { n: figures.minimum })}{" "}
          {t("cases.consultation.see_more")}
        </Protected>
      )}
      {!figures.isAlone && figures.total !== null && (
        <>
          <Columns half main={<Part by="field" rows={fields} />} side={<Part by="month" rows={months} />} />
          <Columns half main={<Part by="town" rows={towns} />} side={<Part by="language" rows={languages} />} />
        </>
      )}
    </>
  );
}

function Part(it: { readonly by: "month" | "field" | "town" | "language"; readonly rows: readonly Row[] }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const title = t(`cases.consultation.by_${it.by}`);
  const shown = (talks: number | null) => (talks === null ? <ProtectedWord /> : f.number(talks));
  return (
    <Section title={title} gap="s">
      <Table
        caption={title}
        isCaptionHidden
        rows={it.rows}
        rowKey={(row) => row.key}
        columns={[
          { key: "label", label: t(`cases.consultation.by.${it.by}`), isRowHeader: true, cell: (row) => row.label },
          {
            key: "talks",
            label: t("cases.consultation.talks"),
            isNumber: true,
            cell: (row) => shown(row.talks),
          },
        ]}
      />
    </Section>
  );
}
