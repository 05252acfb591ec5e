import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { Select } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { FileDrop } from "../../../platform/web/form/file-drop.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Note } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { Table } from "../../../platform/web/page/table.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useLabel, useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { useSite } from "../../network/web/index.ts";
import {
  bringFigures,
  type ChanceMeasure,
  type ChanceRow,
  type Dimension,
  type FiguresResult,
  getChances,
  makeChancesSpreadsheet,
  type Measure,
  measures,
  removeFigures,
  restoreFigures,
} from "../contract.ts";
import { Frame } from "./frame.tsx";

/** Who gets in and who does not, beside those who live here. */
export function ChancesPage(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const language = useLanguage();
  const [year, setYear] = useState<string | null>(null);
  const chances = useAnswer(getChances, { query: year === null ? {} : { year: Number(year) } }, { keep: true });
  return (
    <Frame part="chances" lead={t("cooperation.chances.lead")}>
      <Answered query={chances}>
        {(found) => (
          <>
            <Select
              label={t("cooperation.chances.year")}
              value={String(found.year)}
              onChange={setYear}
              options={found.years.map((one) => ({ value: String(one), label: String(one) }))}
            />
            <p className="small muted">
              {found.population === null
                ? t("cooperation.chances.no_population")
                : t("cooperation.chances.population", {
                    source: found.population.source,
                    day: f.dayWithYear(found.population.asOfOn),
                  })}{" "}
              {t("cooperation.chances.minimum", { n: found.minimum })}
            </p>
            {found.measures.length === 0 && <Empty>{t("cooperation.chances.none", { year: String(found.year) })}</Empty>}
            {found.measures.map((one) => (
              <MeasureSection key={one.measure} measure={one} />
            ))}
            {found.measures.length > 0 && (
              <AsExcel
                endpoint={makeChancesSpreadsheet}
                request={{ query: { year: found.year, language } }}
                list={t("cooperation.chances.title")}
              />
            )}
            <Lists found={found} />
          </>
        )}
      </Answered>
    </Frame>
  );
}

function useValueWords(): (dimension: Dimension, value: string) => string {
  const t = useTexts();
  const site = useSite();
  const label = useLabel(site.data?.vocabularies);
  const names = new Intl.DisplayNames([useLanguage()], { type: "language" });
  return (dimension, value) => {
    if (value === "unknown") return t("cooperation.value.unknown");
    if (dimension === "town") return site.data?.towns.find((town) => town.id === value)?.name ?? value;
    if (dimension === "legal_domain") return label("legal_domain", value);
    const known = t.maybe(`cooperation.value.${dimension}.${value}`);
    if (known === undefined && dimension === "language" && /^[a-z]{2,3}$/.test(value)) return names.of(value) ?? value;
    return known ?? value;
  };
}

/** Talks that were counted here: of people who came twice, two. */
const isTalks = (measure: ChanceMeasure) => measure.measure === "consultation" && measure.origin === "cases";

/** From so many points on a difference is spoken of. */
const noteworthy = 5;

function MeasureSection(it: { readonly measure: ChanceMeasure }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const wordsOf = useValueWords();
  const { measure } = it;
  const lacks = measure.dimensions.flatMap(({ dimension, rows }) =>
    rows.filter((row) => row.gap !== null && row.gap <= -noteworthy).map((row) => ({ dimension, row })),
  );
  const shown = (n: number | null) => (n === null ? t("cooperation.protected") : f.number(n));
  return (
    <Section
      title={t(`cooperation.measure.${measure.measure}`)}
      note={
        measure.origin === "cases"
          ? t(isTalks(measure) ? "cooperation.chances.from_talks" : "cooperation.chances.from_cases", {
              n: shown(measure.total),
            })
          : t("cooperation.chances.from_file", {
              n: shown(measure.total),
              source: measure.source ?? "",
              day: measure.asOfOn === null ? "" : f.dayWithYear(measure.asOfOn),
            })
      }
    >
      {lacks.length > 0 && (
        <List label={t("cooperation.chances.lacks")}>
          {lacks.map(({ dimension, row }) => (
            <ListRow key={`${dimension} ${row.value}`}>
              <p>
                {f.capital(
                  t("cooperation.chances.lack", {
                    who: wordsOf(dimension, row.value),
                    share: row.share ?? 0,
                    population: row.populationShare ?? 0,
                  }),
                )}
              </p>
            </ListRow>
          ))}
        </List>
      )}
      {measure.dimensions.map(({ dimension, rows }) =>
        rows.some((row) => row.gap !== null) ? (
          <DimensionTable key={dimension} measure={measure} dimension={dimension} rows={rows} />
        ) : (
          <Fold key={dimension} summary={t(`cooperation.dimension.${dimension}`)} word={t("cooperation.open")}>
            <DimensionTable measure={measure} dimension={dimension} rows={rows} />
          </Fold>
        ),
      )}
    </Section>
  );
}

/** What can be compared stands open; the rest is folded. */
function DimensionTable(it: {
  readonly measure: ChanceMeasure;
  readonly dimension: Dimension;
  readonly rows: readonly ChanceRow[];
}): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const wordsOf = useValueWords();
  const percent = (n: number | null) => (n === null ? "–" : t("cooperation.percent", { n }));
  return (
    <Table<ChanceRow>
      caption={t("cooperation.chances.caption", {
        dimension: t(`cooperation.dimension.${it.dimension}`),
        measure: t(`cooperation.measure.${it.measure.measure}`),
      })}
      rows={it.rows}
      rowKey={(row) => row.value}
      onPhone="scroll"
      columns={[
        {
          key: "value",
          label: t("cooperation.chances.group"),
          cell: (row) => f.capital(wordsOf(it.dimension, row.value)),
          isRowHeader: true,
        },
        {
          key: "people",
          label: t(isTalks(it.measure) ? "cooperation.chances.talks" : "cooperation.chances.people"),
          cell: (row) => (row.people === null ? t("cooperation.protected") : f.number(row.people)),
          isNumber: true,
        },
        { key: "share", label: t("cooperation.chances.share"), cell: (row) => percent(row.share), isNumber: true },
        { key: "living", label: t("cooperation.chances.living"), cell: (row) => percent(row.populationShare), isNumber: true },
        {
          key: "gap",
          label: t("cooperation.chances.gap"),
          cell: (row) => (row.gap === null ? "–" : t("cooperation.chances.points", { n: row.gap, sign: row.gap > 0 ? "+" : "" })),
          isNumber: true,
        },
      ]}
    />
  );
}

function Lists(it: { readonly found: NonNullable<ReturnType<typeof useAnswer<typeof getChances>>["data"]> }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const { lists, abilities } = it.found;
  return (
    <Section title={t("cooperation.lists.title")} note={t("cooperation.lists.note")}>
      {lists.length === 0 ? (
        <Empty>{t("cooperation.lists.none")}</Empty>
      ) : (
        <List>
          {lists.map((one) => (
            <ListRow
              key={one.id}
              action={
                abilities.bring ? (
                  <Button
                    kind="link"
                    label={`${t("cooperation.lists.remove")}: ${one.source}`}
                    onPress={() =>
                      void call(removeFigures, { params: { listId: one.id } }).then(async () => {
                        say({
                          text: t("cooperation.removed", { name: one.source }),
                          undo: async () => {
                            await call(restoreFigures, { params: { listId: one.id } });
                            await refresh(getChances);
                          },
                        });
                        await refresh(getChances);
                      })
                    }
                  >
                    {t("cooperation.lists.remove")}
                  </Button>
                ) : undefined
              }
            >
              <p>
                <b>{t(`cooperation.measure.${one.measure}`)}</b> {one.source}
              </p>
              <p className="small muted">{t("cooperation.lists.of", { day: f.dayWithYear(one.asOfOn), n: one.figures })}</p>
              {it.found.measures.some(
                (measure) => measure.measure === one.measure && measure.origin === "cases" && one.asOfOn.startsWith(String(it.found.year)),
              ) && <p className="small muted">{t("cooperation.lists.not_used")}</p>}
            </ListRow>
          ))}
        </List>
      )}
      {abilities.bring && (
        <Fold summary={t("cooperation.lists.bring")} word={t("cooperation.open")}>
          <BringForm />
        </Fold>
      )}
    </Section>
  );
}

function BringForm(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const [measure, setMeasure] = useState<Measure | null>("population");
  const [source, setSource] = useState("");
  const [asOfOn, setAsOf] = useState<string | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const [result, setResult] = useState<FiguresResult | undefined>(undefined);
  return (
    <>
      <Form
        submit={t("cooperation.lists.take")}
        draft="figures"
        onSubmit={async () => {
          if (!file) return;
          const taken = await call(
            bringFigures,
            {
              query: {
                measure: measure ?? "population",
                ...(source.trim() === "" ? {} : { source }),
                ...(asOfOn === null ? {} : { asOfOn }),
              },
            },
            { file },
          );
          setResult(taken);
          if (taken.written) {
            say({ text: t("cooperation.lists.taken", { n: taken.figures.length }) });
            await refresh(getChances);
          }
        }}
      >
        <Select
          name="measure"
          label={t("cooperation.lists.measure")}
          value={measure}
          onChange={setMeasure}
          options={measures.map((one) => ({ value: one, label: t(`cooperation.measure.${one}`) }))}
          isRequired
        />
        <FileDrop
          name="file"
          label={t("cooperation.lists.file")}
          hint={t("cooperation.lists.file_hint")}
          kinds={[".csv"]}
          megabytes={1}
          file={file}
          onChange={setFile}
          isRequired
        />
        <TextField
          name="source"
          label={t("cooperation.lists.source")}
          hint={t("cooperation.lists.source_hint")}
          value={source}
          onChange={setSource}
          maxLength={300}
          isOptional
        />
        <DateField name="asOfOn" label={t("cooperation.lists.as_of")} value={asOfOn} onChange={setAsOf} direction="past" isOptional />
      </Form>
      {result && !result.written && (
        <Note
          tone="bad"
          live
          title={
            result.refused !== null
              ? t(`cooperation.refused.${result.refused as "no_headings"}`)
              : result.isKnown
                ? t("cooperation.lists.known")
                : t("cooperation.lists.faults", { n: result.problems.length })
          }
        >
          {result.problems.slice(0, 10).map((problem) => (
            <p key={`${problem.row} ${problem.code}`}>
              {t("cooperation.lists.row", {
                row: f.number(problem.row),
                words: problem.words,
                what: t(`cooperation.fault.${problem.code as "twice"}`),
              })}
            </p>
          ))}
          <p>{t("cooperation.lists.nothing_written")}</p>
        </Note>
      )}
      {result?.written && result.withoutNumber > 0 && (
        <Note live>
          <p>{t("cooperation.lists.without_number", { n: result.withoutNumber })}</p>
        </Note>
      )}
    </>
  );
}
