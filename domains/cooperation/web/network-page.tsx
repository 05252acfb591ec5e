import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { LinkButton } from "../../../platform/web/form/button.tsx";
import { Checkbox, Chips, Select } from "../../../platform/web/form/choice.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Counts, Note } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { type Sorting, Table } from "../../../platform/web/page/table.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useActor } from "../../../platform/web/session.ts";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import {
  getResult,
  type Lens,
  lenses,
  listResults,
  makeOrganisationsSpreadsheet,
  makeTiesSpreadsheet,
  type NetworkOrganisation,
  type NetworkResult,
  type NetworkTie,
  showResult,
} from "../contract.ts";
import { isInLens, isLivedNotSeen, isSeenNotLived } from "../ties/rules.ts";
import { Frame } from "./frame.tsx";
import { Graph } from "./graph.tsx";

/** How organisations work together: as they say, and as it is. */
export function NetworkPage(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const navigate = useNavigate();
  const { role } = useActor();
  const { wave } = useSearch({ strict: false }) as { wave?: string };
  const results = useAnswer(listResults, {});
  const isTeam = role === "accompaniment" || role === "evaluator";
  return (
    <Frame part="network" lead={t("cooperation.network.lead")} width="wide">
      <Answered query={results}>
        {(found) => {
          const shown = found.results.find((one) => one.waveId === wave) ?? found.results[0];
          if (!shown)
            return (
              <>
                <Empty>
                  {role === "coordinator"
                    ? t("cooperation.network.none_yet")
                    : isTeam
                      ? t("cooperation.network.none_released")
                      : t("cooperation.network.none_shown")}
                </Empty>
                {role === "coordinator" && (
                  <p>
                    <LinkButton kind="primary" to="/cooperation/plan-wave">
                      {t("cooperation.waves.plan")}
                    </LinkButton>
                  </p>
                )}
              </>
            );
          return (
            <>
              {found.results.length > 1 && (
                <Select
                  label={t("cooperation.network.wave")}
                  value={shown.waveId}
                  onChange={(waveId) => void navigate({ to: `/cooperation/network?wave=${waveId ?? ""}` })}
                  options={found.results.map((one) => ({
                    value: one.waveId,
                    label: isTeam ? `${one.siteName}: ${one.title}` : `${one.title}, ${f.dayWithYear(one.closedOn)}`,
                  }))}
                />
              )}
              <Result key={shown.waveId} waveId={shown.waveId} />
            </>
          );
        }}
      </Answered>
    </Frame>
  );
}

function Result(it: { readonly waveId: string }): ReactNode {
  const result = useAnswer(getResult, { params: { waveId: it.waveId } });
  return <Answered query={result}>{(view) => <Network result={view} />}</Answered>;
}

/** What one organisation's place in the network is, in a sentence. */
function useSentences(result: NetworkResult): (one: NetworkOrganisation) => string {
  const t = useTexts();
  return (one) => {
    const of = (code: "central" | "bridge" | "alone" | "left") => one.standings.includes(code);
    if (one.standings.includes("not_answered"))
      return [
        one.named === null
          ? t("cooperation.sentence.missing_protected", { name: one.name })
          : t("cooperation.sentence.missing", { name: one.name, n: one.named }),
        ...(of("left") ? [t("cooperation.sentence.left")] : []),
      ].join(" ");
    const first = of("alone")
      ? t("cooperation.sentence.alone", { name: one.name })
      : t("cooperation.sentence.partners", { name: one.name, n: one.partners, of: result.answered - 1 });
    return [
      first,
      ...(of("central") ? [t("cooperation.sentence.central")] : []),
      ...(of("bridge") ? [t("cooperation.sentence.bridge", { n: one.otherGroups })] : []),
      ...(of("left") ? [t("cooperation.sentence.left")] : []),
    ].join(" ");
  };
}

function Network(it: { readonly result: NetworkResult }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const language = useLanguage();
  const { result } = it;
  const [lens, setLens] = useState<Lens>("all");
  const [chosen, setChosen] = useState<string | null>(null);
  const sentenceOf = useSentences(result);
  const ties = result.ties.filter(isInLens[lens]);
  const nameOf = (id: string) => result.organisations.find((one) => one.id === id)?.name ?? "";
  const one = result.organisations.find((organisation) => organisation.id === chosen);
  return (
    <>
      <p>
        {t("cooperation.network.basis", {
          answered: result.answered,
          asked: result.asked,
          day: f.dayWithYear(result.closedOn),
          from: f.dayWithYear(result.tiesFromOn),
        })}
        {result.change !== null &&
          ` ${t("cooperation.network.change", { day: f.dayWithYear(result.change.since), fresh: result.change.newTies, gone: result.change.goneTies })}`}
      </p>
      <Counts
        items={[
          { label: t("cooperation.count.density"), value: t("cooperation.percent", { n: result.density }) },
          {
            label: t("cooperation.count.reciprocity"),
            value: result.reciprocity === null ? t("cooperation.protected") : t("cooperation.percent", { n: result.reciprocity }),
          },
          { label: t("cooperation.count.groups", { n: result.groups }), value: String(result.groups) },
          { label: t("cooperation.count.seen_not_lived"), value: String(result.ties.filter(isSeenNotLived).length) },
          { label: t("cooperation.count.lived_not_seen"), value: String(result.ties.filter(isLivedNotSeen).length) },
        ]}
      />
      <Noticed result={result} sentenceOf={sentenceOf} />
      <Section title={t("cooperation.graph.title")}>
        <Chips
          label={t("cooperation.graph.lens")}
          options={lenses.map((value) => ({ value, label: t(`cooperation.lens.${value}`) }))}
          value={lens}
          onChange={setLens}
        />
        <p className="small muted">{t(`cooperation.lens_note.${lens}`)}</p>
        <Graph result={result} ties={ties} sentenceOf={sentenceOf} chosen={chosen} onChoose={setChosen} />
        <output>
          {one && (
            <Note title={one.name}>
              <p>{sentenceOf(one)}</p>
              <TiesOf ties={ties.filter((tie) => tie.one === one.id || tie.other === one.id)} from={one.id} nameOf={nameOf} />
            </Note>
          )}
        </output>
      </Section>
      <Organisations result={result} sentenceOf={sentenceOf} />
      <Section title={t("cooperation.ties.title", { n: ties.length })} note={t(`cooperation.lens_note.${lens}`)}>
        <Fold summary={t("cooperation.ties.fold")} word={t("cooperation.open")}>
          <TieTable ties={ties} nameOf={nameOf} />
          {ties.length > 0 && (
            <AsExcel
              endpoint={makeTiesSpreadsheet}
              request={{ params: { waveId: result.waveId }, query: { lens, language } }}
              list={t("cooperation.ties.caption")}
            />
          )}
        </Fold>
      </Section>
      <Judgements result={result} />
      {result.abilities.show && <Readers result={result} />}
    </>
  );
}

const most = 5;

/** Who is central, who bridges, who is missing, what is said and not lived: one sentence each. */
function Noticed(it: { readonly result: NetworkResult; readonly sentenceOf: (one: NetworkOrganisation) => string }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { result } = it;
  const nameOf = (id: string) => result.organisations.find((one) => one.id === id)?.name ?? "";
  const having = (standing: "central" | "bridge" | "alone" | "not_answered") =>
    result.organisations.filter((one) => one.standings.includes(standing)).toSorted((a, b) => b.partners - a.partners);
  const pairs = (of: (tie: NetworkTie) => boolean) =>
    result.ties.filter(of).map((tie) => t("cooperation.pair", { one: nameOf(tie.one), other: nameOf(tie.other) }));
  const named = [...new Set([...having("central"), ...having("bridge")])].slice(0, most);
  const [said, lived] = [pairs(isSeenNotLived), pairs(isLivedNotSeen)];
  const alone = having("alone").map((one) => one.name);
  const between = apart(result);
  const groups = Array.from({ length: result.groups }, (_, index) =>
    result.organisations.filter((one) => one.group === index + 1).map((one) => one.name),
  );
  const sentences: { key: string; title: string; words: string }[] = [
    ...named.map((one) => ({ key: one.id, title: t("cooperation.noticed.stands_out"), words: it.sentenceOf(one) })),
    ...having("not_answered")
      .slice(0, most)
      .map((one) => ({ key: one.id, title: t("cooperation.noticed.missing"), words: it.sentenceOf(one) })),
    ...(alone.length > 0
      ? [
          {
            key: "alone",
            title: t("cooperation.noticed.missing"),
            words: t("cooperation.noticed.alone", { who: f.list(alone), n: alone.length }),
          },
        ]
      : []),
    ...groups.map((names, index) => ({
      key: `group ${index}`,
      title: t("cooperation.noticed.group", { n: index + 1 }),
      words: t("cooperation.noticed.group_of", { who: f.list(names) }),
    })),
    ...between.map(([a, b]) => ({
      key: `apart ${a} ${b}`,
      title: t("cooperation.noticed.apart"),
      words: t("cooperation.noticed.no_tie", { a, b }),
    })),
    ...(said.length > 0
      ? [
          {
            key: "said",
            title: t("cooperation.lens.seen_not_lived"),
            words: t("cooperation.noticed.said", { n: said.length, who: f.list(said.slice(0, most)) }),
          },
        ]
      : []),
    ...(lived.length > 0
      ? [
          {
            key: "lived",
            title: t("cooperation.lens.lived_not_seen"),
            words: t("cooperation.noticed.lived", { n: lived.length, who: f.list(lived.slice(0, most)) }),
          },
        ]
      : []),
  ];
  return (
    <Section title={t("cooperation.noticed.title")}>
      <List>
        {sentences.map((one) => (
          <ListRow key={one.key}>
            <p className="small muted">{one.title}</p>
            <p>{one.words}</p>
          </ListRow>
        ))}
      </List>
    </Section>
  );
}

/** Groups between which nobody works together. */
function apart(result: NetworkResult): [number, number][] {
  const groupOf = new Map(result.organisations.map((one) => [one.id, one.group]));
  const joined = new Set(
    result.ties.filter((tie) => tie.view === "both").map((tie) => [groupOf.get(tie.one), groupOf.get(tie.other)].toSorted().join(" ")),
  );
  const found: [number, number][] = [];
  for (let a = 1; a <= result.groups; a += 1)
    for (let b = a + 1; b <= result.groups; b += 1) if (!joined.has(`${a} ${b}`)) found.push([a, b]);
  return found;
}

function useTieWords(): (tie: NetworkTie, from?: string) => string[] {
  const t = useTexts();
  return (tie, from) => {
    const isTurned = from !== undefined && tie.other === from;
    const [there, back] = isTurned ? [tie.referralsBack, tie.referralsThere] : [tie.referralsThere, tie.referralsBack];
    const counts = (n: number | null, key: "referrals" | "referrals_back" | "shares") =>
      n === 0 ? [] : [n === null ? t(`cooperation.tie.${key}_protected`) : t(`cooperation.tie.${key}`, { n })];
    const shares = tie.sharesThere === null || tie.sharesBack === null ? null : tie.sharesThere + tie.sharesBack;
    return [
      tie.view === "both"
        ? t(`cooperation.tie.both`, { often: t(`cooperation.frequency.${(tie.frequency ?? 2) as 2}`) })
        : t(`cooperation.tie.${tie.view}`),
      ...counts(there, "referrals"),
      ...counts(back, "referrals_back"),
      ...counts(shares, "shares"),
      ...(tie.bodies > 0 ? [t("cooperation.tie.bodies", { n: tie.bodies })] : []),
    ];
  };
}

function TiesOf(it: { readonly ties: readonly NetworkTie[]; readonly from: string; readonly nameOf: (id: string) => string }): ReactNode {
  const wordsOf = useTieWords();
  return (
    <ul className="small">
      {it.ties.map((tie) => (
        <li key={`${tie.one} ${tie.other}`}>
          <b>{it.nameOf(tie.one === it.from ? tie.other : tie.one)}</b> {wordsOf(tie, it.from).join(" · ")}
        </li>
      ))}
    </ul>
  );
}

function Organisations(it: { readonly result: NetworkResult; readonly sentenceOf: (one: NetworkOrganisation) => string }): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const [sorting, setSorting] = useState<Sorting>({ key: "partners", descending: true });
  const value = (one: NetworkOrganisation): number | string =>
    sorting.key === "name" ? one.name : sorting.key === "group" ? one.group : sorting.key === "lived" ? one.livedWith : one.partners;
  const rows = it.result.organisations.toSorted((a, b) => {
    const [one, other] = [value(a), value(b)];
    const order = typeof one === "string" ? one.localeCompare(String(other), "de") : one - Number(other);
    return (sorting.descending ? -order : order) || a.name.localeCompare(b.name, "de");
  });
  return (
    <Section title={t("cooperation.organisations.title")}>
      <Table
        caption={t("cooperation.organisations.caption")}
        firstOnPhone={5}
        isCaptionHidden
        rows={rows}
        rowKey={(one) => one.id}
        sorting={sorting}
        onSort={setSorting}
        columns={[
          { key: "name", label: t("cooperation.organisations.name"), cell: (one) => one.name, isRowHeader: true, isSortable: true },
          {
            key: "partners",
            label: t("cooperation.organisations.partners"),
            cell: (one) => (one.standings.includes("not_answered") ? "–" : one.partners),
            isNumber: true,
            isSortable: true,
          },
          { key: "lived", label: t("cooperation.organisations.lived"), cell: (one) => one.livedWith, isNumber: true, isSortable: true },
          {
            key: "group",
            label: t("cooperation.organisations.group"),
            cell: (one) => (one.group === 0 ? "–" : one.group),
            isNumber: true,
            isSortable: true,
          },
          { key: "sentence", label: t("cooperation.organisations.sentence"), cell: (one) => it.sentenceOf(one) },
        ]}
      />
      <AsExcel
        endpoint={makeOrganisationsSpreadsheet}
        request={{ params: { waveId: it.result.waveId }, query: { language } }}
        list={t("cooperation.organisations.caption")}
      />
    </Section>
  );
}

function TieTable(it: { readonly ties: readonly NetworkTie[]; readonly nameOf: (id: string) => string }): ReactNode {
  const t = useTexts();
  const shown = (n: number | null) => (n === null ? t("cooperation.protected") : n === 0 ? "–" : String(n));
  return (
    <Table
      caption={t("cooperation.ties.caption")}
      firstOnPhone={10}
      isCaptionHidden
      rows={it.ties}
      rowKey={(tie) => `${tie.one} ${tie.other}`}
      columns={[
        {
          key: "pair",
          label: t("cooperation.ties.pair"),
          cell: (tie) => t("cooperation.pair", { one: it.nameOf(tie.one), other: it.nameOf(tie.other) }),
          isRowHeader: true,
        },
        {
          key: "view",
          label: t("cooperation.ties.view"),
          cell: (tie) =>
            tie.view === "both"
              ? t("cooperation.tie.both", { often: t(`cooperation.frequency.${(tie.frequency ?? 2) as 2}`) })
              : t(`cooperation.tie.${tie.view}`),
        },
        { key: "there", label: t("cooperation.ties.there"), cell: (tie) => shown(tie.referralsThere), isNumber: true },
        { key: "back", label: t("cooperation.ties.back"), cell: (tie) => shown(tie.referralsBack), isNumber: true },
        {
          key: "shares",
          label: t("cooperation.ties.shares"),
          cell: (tie) => shown(tie.sharesThere === null || tie.sharesBack === null ? null : tie.sharesThere + tie.sharesBack),
          isNumber: true,
        },
        { key: "bodies", label: t("cooperation.ties.bodies"), cell: (tie) => shown(tie.bodies), isNumber: true },
      ]}
    />
  );
}

/** Over the whole site and from nobody in particular. */
function Judgements(it: { readonly result: NetworkResult }): ReactNode {
  const t = useTexts();
  const shown = (n: number | null) => (n === null ? t("cooperation.protected") : String(n));
  return (
    <Section title={t("cooperation.judged.title")} note={t("cooperation.judged.note", { n: it.result.minimum })}>
      <Table
        caption={t("cooperation.judged.quality")}
        rows={it.result.quality}
        rowKey={(row) => String(row.value)}
        columns={[
          {
            key: "value",
            label: t("cooperation.judged.answer"),
            cell: (row) => t(`cooperation.quality.${row.value as 1}`),
            isRowHeader: true,
          },
          { key: "n", label: t("cooperation.judged.count"), cell: (row) => shown(row.answers), isNumber: true },
        ]}
      />
      <Table
        caption={t("cooperation.judged.importance")}
        rows={it.result.importance}
        rowKey={(row) => String(row.value)}
        columns={[
          {
            key: "value",
            label: t("cooperation.judged.answer"),
            cell: (row) => t(`cooperation.importance.${row.value as 1}`),
            isRowHeader: true,
          },
          { key: "n", label: t("cooperation.judged.count"), cell: (row) => shown(row.answers), isNumber: true },
        ]}
      />
    </Section>
  );
}

function Readers(it: { readonly result: NetworkResult }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const { result } = it;
  const [bodies, setBodies] = useState(result.shownToBodiesOn !== null);
  const [team, setTeam] = useState(result.releasedToTeamOn !== null);
  return (
    <Section title={t("cooperation.readers.title")} note={t("cooperation.readers.note")}>
      <Form
        submit={t("cooperation.readers.save")}
        kind="secondary"
        onSubmit={async () => {
          await call(showResult, { params: { waveId: result.waveId }, body: { bodies, team, version: result.version } });
          say({ text: t("cooperation.saved") });
          await refresh(getResult);
        }}
      >
        <Checkbox label={t("cooperation.readers.bodies")} isChecked={bodies} onChange={setBodies} />
        <Checkbox label={t("cooperation.readers.team")} isChecked={team} onChange={setTeam} />
      </Form>
    </Section>
  );
}
