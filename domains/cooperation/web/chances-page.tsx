import { type ReactNode, useState } from "react";
import { useAct } from "../../../platform/web/act.ts";
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
import { Row, Section } from "../../../platform/web/page/page.tsx";
import { Note } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useActor } from "../../../platform/web/session.ts";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import {
  bringFigures,
  type FiguresResult,
  getChances,
  makeChancesSpreadsheet,
  type Measure,
  measures,
  removeFigures,
  restoreFigures,
  showChances,
} from "../contract.ts";
import { MeasureSection } from "./chance-figures.tsx";
import { Frame } from "./frame.tsx";
import { ReleasedChances } from "./released-parts.tsx";
import { useOwnWords } from "./words.ts";

/** Who gets in and who does not, beside those who live here. */
export function ChancesPage(): ReactNode {
  const { role } = useActor();
  return role === "accompaniment" || role === "evaluator" ? <ReleasedChances /> : <OwnChances />;
}

function OwnChances(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const language = useLanguage();
  const words = useOwnWords();
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
              <MeasureSection key={one.measure} measure={one} words={words} />
            ))}
            {found.measures.length > 0 && (
              <AsExcel
                endpoint={makeChancesSpreadsheet}
                request={{ query: { year: found.year, language } }}
                list={t("cooperation.chances.title")}
              />
            )}
            {found.abilities.bring && (found.measures.length > 0 || found.shownOn !== null) && (
              <ForTheTeam year={found.year} shownOn={found.shownOn} />
            )}
            <Lists found={found} />
          </>
        )}
      </Answered>
    </Frame>
  );
}

/** Whether the scientific team reads these figures, as they stood on which day. */
function ForTheTeam(it: { readonly year: number; readonly shownOn: string | null }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const act = useAct("cooperation", getChances);
  const year = String(it.year);
  const show = (isShown: boolean) =>
    act(() => call(showChances, { params: { year: it.year }, body: { isShown } }), {
      text: t(isShown ? "cooperation.team.chances_shown" : "cooperation.team.chances_ended", { year }),
    });
  return (
    <Section title={t("cooperation.team.title")} gap="s">
      <p>
        {it.shownOn === null
          ? t("cooperation.team.chances_kept", { year })
          : t("cooperation.team.chances_since", { year, day: f.dayWithYear(it.shownOn) })}
      </p>
      <Row>
        <Button onPress={() => void show(true)}>
          {t(it.shownOn === null ? "cooperation.team.chances_show" : "cooperation.team.chances_renew")}
        </Button>
        {it.shownOn !== null && (
          <Button kind="link" onPress={() => void show(false)}>
            {t("cooperation.team.end")}
          </Button>
        )}
      </Row>
      <p className="small muted">{t("cooperation.team.chances_note")}</p>
    </Section>
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
