import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { useAct } from "../../../platform/web/act.ts";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { today } from "../../../platform/web/clock.ts";
import { addDays } from "../../../platform/web/day.ts";
import { Protected, ProtectedWord } from "../../../platform/web/figure/figure.tsx";
import { Button } from "../../../platform/web/form/button.tsx";
import { Chips, Select } from "../../../platform/web/form/choice.tsx";
import { Pair } from "../../../platform/web/form/frame.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Page, Row, Section } from "../../../platform/web/page/page.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { Table } from "../../../platform/web/page/table.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import { useSite } from "../../network/web/index.ts";
import {
  type ChainView,
  type MeasuredPassage,
  type MeasuredPath,
  measureVersion,
  openChain,
  openVersion,
  showFigures,
  type VersionView,
} from "../contract.ts";
import { ElementDetails } from "./details.tsx";
import { usePassageColumns } from "./passages.tsx";
import { type ElementMark, Swimlanes } from "./swimlanes.tsx";
import { type ChainWords, useChainWords, useElementNames } from "./words.ts";

type Measured = AnswerOf<typeof measureVersion>;
const periods = ["usual", "since", "before", "all"] as const;
type PeriodName = (typeof periods)[number];

export function MeasuredPage(): ReactNode {
  const { chainId, versionId } = usePath("chainId", "versionId");
  const chain = useAnswer(openChain, { params: { chainId } });
  const version = useAnswer(openVersion, { params: { versionId } });
  const site = useSite();
  return (
    <Answered query={chain}>
      {(it) => (
        <Answered query={version}>
          {(shown) => <Answered query={site}>{({ towns }) => <Opened key={shown.id} chain={it} version={shown} towns={towns} />}</Answered>}
        </Answered>
      )}
    </Answered>
  );
}

/** Periods that say something about a version: while it held, and the year before. */
function daysOf(period: PeriodName, agreedOn: string | null): { fromOn?: string; untilOn?: string } {
  if (period === "since" && agreedOn !== null) return { fromOn: agreedOn };
  if (period === "before" && agreedOn !== null) return { fromOn: addDays(agreedOn, -456), untilOn: addDays(agreedOn, -92) };
  if (period === "all") return { fromOn: addDays(today(), -1_095) };
  return {};
}

type Town = { readonly id: string; readonly name: string };

function Opened(it: { readonly chain: ChainView; readonly version: VersionView; readonly towns: readonly Town[] }): ReactNode {
  const t = useTexts();
  const { chain, version, towns } = it;
  const words = useChainWords(version.lanes);
  const navigate = useNavigate();
  // what is looked at stands in the address, so that it can be sent to others; what it does not know shows the whole
  const asked = useSearch({ strict: false }) as { period?: string; town?: string };
  const town = towns.find((one) => one.id === asked.town) ?? null;
  const options = periods.filter((one) => version.agreedOn !== null || one === "usual" || one === "all");
  const period = options.find((one) => one === asked.period) ?? "usual";
  const show = (next: { period?: PeriodName; town?: string | null; versionId?: string }) => {
    const search = { period: next.period ?? period, town: next.town === undefined ? town?.id : (next.town ?? undefined) };
    void navigate({
      to: `/chains/${chain.id}/versions/${next.versionId ?? version.id}/measured`,
      search: { ...search, period: search.period === "usual" ? undefined : search.period } as never,
      replace: next.versionId === undefined,
    });
  };
  const measured = useAnswer(
    measureVersion,
    { params: { versionId: version.id }, query: town ? { townId: town.id } : daysOf(period, version.agreedOn) },
    { keep: true },
  );
  const nameOf = useElementNames(version.document, words);
  // while the next answer is on its way the page still shows the one before, under its own name
  const townOf = (answer: Measured) => towns.find((one) => one.id === answer.townId) ?? null;
  return (
    <Page
      title={t("chains.measured.title")}
      lead={measured.data && <Lead measured={measured.data} nameOf={nameOf} town={townOf(measured.data)} />}
      crumbs={[
        { to: "/chains", label: t("chains.list.title") },
        { to: `/chains/${chain.id}/versions/${version.id}`, label: chain.title },
      ]}
    >
      <div className="stack stack-m">
        <Pair>
          <Select
            label={t("chains.measured.version")}
            value={version.id}
            onChange={(id) => show({ versionId: id ?? version.id })}
            options={chain.versions.map((one) => ({ value: one.id, label: `${words.versionOf(one)} (${words.stateOf(one)})` }))}
          />
          {towns.length > 0 && (
            <Select
              label={t("chains.measured.town")}
              value={town?.id ?? null}
              emptyLabel={t("chains.measured.town_all")}
              onChange={(id) => show({ town: id })}
              options={towns.map((one) => ({ value: one.id, label: one.name }))}
            />
          )}
        </Pair>
        {town === null ? (
          <Chips
            label={t("chains.measured.period")}
            value={period}
            onChange={(next) => show({ period: next })}
            options={options.map((one) => ({ value: one, label: t(`chains.measured.period.${one}`) }))}
          />
        ) : (
          <p className="small muted">{t("chains.measured.town_hint")}</p>
        )}
      </div>
      <Answered query={measured}>
        {(answer) => (
          <Figures
            version={version}
            measured={answer}
            words={words}
            nameOf={nameOf}
            town={townOf(answer)}
            onAllTowns={() => show({ town: null })}
          />
        )}
      </Answered>
      {town === null && (version.abilities.showFigures || version.figuresShownOn !== null) && <ForTheTeam version={version} />}
    </Page>
  );
}

/** Whether the scientific team reads these figures, as they stood on which day. */
function ForTheTeam(it: { readonly version: VersionView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const act = useAct("chains", openVersion);
  const { version } = it;
  const show = (isShown: boolean) =>
    act(() => call(showFigures, { params: { versionId: version.id }, body: { isShown } }), {
      text: t(isShown ? "chains.figures.shown" : "chains.figures.ended"),
    });
  return (
    <Section title={t("chains.figures.title")} gap="s">
      <p>
        {version.figuresShownOn === null
          ? t("chains.figures.not_shown")
          : t("chains.figures.shown_on", { day: f.dayWithYear(version.figuresShownOn) })}
      </p>
      <Row>
        <Button onPress={() => void show(true)}>
          {t(version.figuresShownOn === null ? "chains.figures.show" : "chains.figures.renew")}
        </Button>
        {version.figuresShownOn !== null && (
          <Button kind="link" onPress={() => void show(false)}>
            {t("chains.figures.end")}
          </Button>
        )}
      </Row>
      <p className="small muted">{t("chains.figures.note")}</p>
    </Section>
  );
}

/** Twice as long as agreed and at least two weeks more; without an agreement nothing is too long. */
const isSlow = (one: MeasuredPassage): boolean =>
  one.targetWeeks !== null && one.median.weeks !== null && one.median.weeks >= Math.max(2 * one.targetWeeks, one.targetWeeks + 2);

/** The answer first: the interface that takes longest beyond what was agreed, or else the longest one. */
function Lead(it: { readonly measured: Measured; readonly nameOf: (id: string) => string; readonly town: Town | null }): ReactNode {
  const t = useTexts();
  const parts = it.measured.passages.filter((one) => one.element !== "whole" && one.median.weeks !== null);
  const over = (one: MeasuredPassage) => (one.median.weeks ?? 0) - (one.targetWeeks ?? 0);
  const slow = parts.filter((one) => one.targetWeeks !== null && over(one) > 0).toSorted((a, b) => over(b) - over(a))[0];
  // a step may take its time; what passes between two of them is waiting
  const longestOf = (element: MeasuredPassage["element"]) =>
    parts.filter((one) => one.element === element).toSorted((a, b) => (b.median.weeks ?? 0) - (a.median.weeks ?? 0))[0];
  const longest = slow ?? longestOf("interface") ?? longestOf("step");
  if (!longest || longest.id === null)
    return <>{it.town ? t("chains.measured.lead_none_in", { town: it.town.name }) : t("chains.measured.lead_none")}</>;
  const where = it.nameOf(longest.id);
  const weeks = t("chains.weeks", { n: longest.median.weeks ?? 0 });
  return (
    <>
      {longest.targetWeeks === null
        ? t("chains.measured.lead_slow_open", { where, weeks })
        : t("chains.measured.lead_slow", { where, weeks, target: t("chains.weeks", { n: longest.targetWeeks }) })}
    </>
  );
}

type FiguresProps = {
  readonly version: VersionView;
  readonly measured: Measured;
  readonly words: ChainWords;
  readonly nameOf: (id: string) => string;
  readonly town: Town | null;
  readonly onAllTowns: () => void;
};

function Figures(it: FiguresProps): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { measured, version, words, town } = it;
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const reportsOf = new Map(measured.reports.map((one) => [one.interfaceId, one.reports]));
  const marks = new Map<string, ElementMark>();
  for (const element of [...version.document.steps, ...version.document.interfaces]) {
    const passage = measured.passages.find((one) => one.id === element.id);
    const reports = reportsOf.get(element.id);
    const isWarm = (reports?.count ?? 0) >= measured.minimum;
    const said = [
      passage && passage.median.weeks !== null ? t("chains.measured.weeks_words", { weeks: words.weeks(passage.median.weeks) }) : "",
      reports === undefined
        ? ""
        : reports.count === null
          ? t("chains.measured.reports_protected")
          : t("chains.measured.reports_words", { n: reports.count }),
    ].filter((one) => one !== "");
    marks.set(element.id, {
      weight: isWarm ? 3 : reports?.isProtected ? 2 : 1,
      ...(isWarm || (passage && isSlow(passage)) ? { tone: "due" as const } : {}),
      ...(said.length > 0 ? { words: said.join(", ") } : {}),
    });
  }
  return (
    <>
      <Section
        title={t(town ? "chains.measured.drawing" : "chains.measured.heat")}
        note={town ? t("chains.measured.drawing_note", { town: town.name }) : t("chains.measured.heat_note")}
      >
        <Swimlanes document={version.document} words={words} selectedId={selectedId} onSelect={setSelectedId} marks={marks} />
        {town === null && (
          <ul className="lanes__legend small">
            <li>
              <Line width={3} className="lanes__line" /> {t("chains.measured.heat_legend_few")}
            </li>
            <li className="lanes--due">
              <Line width={5} className="lanes__line" /> {t("chains.measured.heat_legend_many")}
            </li>
            <li className="lanes--due">
              <Line width={2} className="lanes__line" /> {t("chains.measured.heat_legend_slow")}
            </li>
          </ul>
        )}
        <ElementDetails document={version.document} words={words} id={selectedId} />
      </Section>
      <Section
        title={town ? t("chains.measured.durations_in", { town: town.name }) : t("chains.measured.durations")}
        note={t("chains.measured.period_words", { from: f.dayWithYear(measured.fromOn), until: f.dayWithYear(measured.untilOn) })}
      >
        <p className="small muted">{t("chains.measured.how")}</p>
        {measured.passages.length === 0 ? (
          <Empty>{t("chains.measured.nothing_bound")}</Empty>
        ) : (
          <Passages measured={measured} words={words} nameOf={it.nameOf} reportsOf={reportsOf} />
        )}
        {measured.passages.length > 0 && measured.unmeasured.length > 0 && (
          <p className="small muted">{t("chains.measured.unmeasured", { n: measured.unmeasured.length })}</p>
        )}
        {measured.seeMore.length > 0 && (
          <Protected minimum={measured.minimum}>
            {town ? (
              t("chains.measured.protected_in", { town: town.name, minimum: measured.minimum })
            ) : (
              <>
                {t("chains.measured.protected", { minimum: measured.minimum })}.{" "}
                {measured.seeMore.map((way) => t(`chains.measured.see.${way}`)).join(" ")}
              </>
            )}
          </Protected>
        )}
      </Section>
      {town !== null && (
        <Section title={t("chains.measured.paths")} gap="s">
          <p>{t("chains.measured.only_all", { town: town.name })}</p>
          <Row>
            <Button onPress={it.onAllTowns}>{t("chains.measured.show_all")}</Button>
          </Row>
        </Section>
      )}
      {town === null && measured.agreedPath.length > 0 && <Paths measured={measured} words={words} />}
    </>
  );
}

function Line(it: { readonly width: number; readonly className: string }): ReactNode {
  return (
    <svg width="40" height="8" aria-hidden="true">
      <line x1="0" y1="4" x2="40" y2="4" className={it.className} strokeWidth={it.width} />
    </svg>
  );
}

function Passages(it: {
  readonly measured: Measured;
  readonly words: ChainWords;
  readonly nameOf: (id: string) => string;
  readonly reportsOf: ReadonlyMap<string, Measured["reports"][number]["reports"]>;
}): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { words } = it;
  const columns = usePassageColumns(it);
  const reports = (one: MeasuredPassage): ReactNode => {
    const count = one.id === null ? undefined : it.reportsOf.get(one.id);
    if (count === undefined) return "–";
    return count.count === null ? <ProtectedWord /> : count.count === 0 ? t("chains.measured.no_reports") : f.number(count.count);
  };
  return (
    <Table
      caption={t("chains.measured.durations")}
      isCaptionHidden
      onPhone="scroll"
      rows={it.measured.passages}
      rowKey={(row) => `${row.element} ${row.id ?? ""}`}
      columns={[
        columns.what,
        columns.median,
        columns.middle,
        {
          key: "agreed",
          label: t("chains.measured.agreed"),
          isNumber: true,
          cell: (row) => (row.targetWeeks === null ? "–" : words.weeks(row.targetWeeks)),
        },
        columns.cases,
        ...(it.measured.townId === null
          ? [columns.complete, { key: "reports", label: t("chains.measured.reports"), isNumber: true, cell: reports }]
          : []),
      ]}
    />
  );
}

function Paths(it: { readonly measured: Measured; readonly words: ChainWords }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { measured, words } = it;
  const shown = (path: MeasuredPath) => (path.points === null ? t("chains.measured.other_paths") : words.wayOf(path.points));
  const { count } = measured.pathCases;
  const countOf = (shownCases: number | null): ReactNode => (shownCases === null ? <ProtectedWord /> : f.number(shownCases));
  return (
    <Section
      title={t("chains.measured.paths")}
      note={count === null || count === 0 ? t("chains.measured.paths_protected") : t("chains.measured.paths_note", { n: count })}
    >
      <p>{t("chains.measured.agreed_path", { path: words.wayOf(measured.agreedPath) })}</p>
      {measured.paths.length > 0 && count !== null && (
        <Table
          caption={t("chains.measured.paths")}
          isCaptionHidden
          onPhone="scroll"
          rows={measured.paths}
          rowKey={shown}
          columns={[
            { key: "path", label: t("chains.measured.path"), isRowHeader: true, cell: shown },
            {
              key: "fit",
              label: t("chains.measured.path_fit"),
              cell: (row) => (row.fit === null ? "–" : t(`chains.measured.fit.${row.fit}`)),
            },
            {
              key: "cases",
              label: t("chains.measured.cases"),
              isNumber: true,
              cell: (row) => countOf(row.cases.count),
            },
            {
              key: "share",
              label: t("chains.measured.share"),
              isNumber: true,
              cell: (row) => (row.share === null ? "–" : t("chains.measured.percent", { n: row.share })),
            },
            {
              key: "time",
              label: t("chains.measured.time"),
              isNumber: true,
              cell: (row) =>
                row.weeks === null ? (row.fit === "under_way" ? t("chains.measured.not_finished") : "–") : f.weeks(row.weeks),
            },
          ]}
        />
      )}
    </Section>
  );
}
