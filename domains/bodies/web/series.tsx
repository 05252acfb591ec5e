import { type ReactNode, useState } from "react";
import { useReasons } from "../../../platform/web/act.ts";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Button, Link } from "../../../platform/web/form/button.tsx";
import { CheckboxGroup, Select } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { Pair } from "../../../platform/web/form/frame.tsx";
import { NumberField } from "../../../platform/web/form/number-field.tsx";
import { TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold } from "../../../platform/web/page/list.tsx";
import { Stack } from "../../../platform/web/page/page.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import {
  endSeries,
  getBody,
  listAgendaPatterns,
  listBodies,
  listMeetings,
  listSeries,
  planSeries,
  type Rhythm,
  type SeriesView,
} from "../contract.ts";
import { readTime } from "../rules.ts";
import { daysOfSeries } from "../series/rules.ts";
import { Ask } from "./ask.tsx";

const ways = [
  { value: "weeks 2", rhythm: "weeks", step: 2 },
  { value: "weeks 4", rhythm: "weeks", step: 4 },
  { value: "months 1", rhythm: "months", step: 1 },
  { value: "months 3", rhythm: "months", step: 3 },
  { value: "months 6", rhythm: "months", step: 6 },
] as const;
type Way = (typeof ways)[number]["value"];

/** Meetings that come again and again, planned at once. */
export function SeriesOfBody(it: { readonly bodyId: string }): ReactNode {
  const t = useTexts();
  const series = useAnswer(listSeries, { params: { bodyId: it.bodyId } });
  return (
    <Fold summary={t("bodies.series.title")}>
      <Answered query={series}>
        {(data) => (
          <Stack gap="m">
            {data.series.map((one) => (
              <OneSeries key={one.id} series={one} />
            ))}
            <PlanSeries bodyId={it.bodyId} />
          </Stack>
        )}
      </Answered>
    </Fold>
  );
}

function OneSeries(it: { readonly series: SeriesView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const [isAsking, setAsking] = useState(false);
  const { series } = it;
  const waiting = series.meetings.filter((one) => one.state === "planned").length;
  return (
    <div className="stack stack-xs">
      <p>
        <b>{t(`bodies.series.every.${series.rhythm}`, { n: series.step })}</b>
        {series.isEnded && <span className="muted">{`, ${t("bodies.series.ended")}`}</span>}
      </p>
      <p className="small row">
        {series.meetings.map((one) => (
          <Link key={one.id} to={`/bodies/meetings/${one.id}`}>
            {f.shortDay(one.heldOn)}
          </Link>
        ))}
      </p>
      {!series.isEnded && (
        <p>
          <Button kind="link" onPress={() => setAsking(true)}>
            {t("bodies.series.end")}
          </Button>
        </p>
      )}
      {isAsking && (
        <Ask
          title={t("bodies.series.end")}
          submit={t("bodies.series.end")}
          onClose={() => setAsking(false)}
          onSubmit={async () => {
            await call(endSeries, { params: { seriesId: series.id }, body: { version: series.version } });
            setAsking(false);
            say({ text: t("bodies.series.is_ended") });
            await refresh(listSeries, getBody, listMeetings, listBodies);
          }}
        >
          <p>{t("bodies.series.end_question", { n: waiting })}</p>
        </Ask>
      )}
    </div>
  );
}

function PlanSeries(it: { readonly bodyId: string }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("bodies");
  const patterns = useAnswer(listAgendaPatterns, {});
  const [way, setWay] = useState<Way>("months 1");
  const [firstOn, setFirstOn] = useState<string | null>(null);
  const [count, setCount] = useState<number | null>(6);
  const [begins, setBegins] = useState("09:30");
  const [minutes, setMinutes] = useState<number | null>(90);
  const [place, setPlace] = useState("");
  const [patternId, setPatternId] = useState<string | null>(null);
  const [kept, setKept] = useState<readonly string[] | null>(null);
  const [round, setRound] = useState(0);
  const { rhythm, step }: { rhythm: Rhythm; step: number } = ways.find((one) => one.value === way)!;
  const isReady = firstOn !== null && count !== null && count >= 2 && count <= 24;
  const days = isReady ? daysOfSeries({ rhythm, step, firstOn, count }) : [];
  const chosen = kept === null ? days : days.filter((day) => kept.includes(day));
  return (
    <Form
      key={round}
      kind="secondary"
      submit={t("bodies.series.plan")}
      wordsForProblem={reasons.problem}
      wordsFor={({ code }) => t.maybe(`bodies.field.${code}`)}
      onSubmit={async ({ id }) => {
        await call(planSeries, {
          params: { bodyId: it.bodyId },
          body: {
            id,
            rhythm,
            step,
            firstOn: firstOn ?? "",
            count: count ?? 0,
            without: days.filter((day) => !chosen.includes(day)),
            begins: readTime(begins),
            minutesPlanned: minutes ?? 0,
            place: place.trim() === "" ? null : place,
            onlineLink: null,
            patternId,
          },
        });
        say({ text: t("bodies.series.planned", { n: chosen.length }) });
        setRound(round + 1);
        setFirstOn(null);
        setKept(null);
        await refresh(listSeries, getBody, listMeetings, listBodies);
      }}
    >
      <Pair>
        <Select
          name="rhythm"
          label={t("bodies.series.rhythm")}
          value={way}
          onChange={(value) => {
            setWay(value ?? "months 1");
            setKept(null);
          }}
          options={ways.map((one) => ({ value: one.value, label: t(`bodies.series.every.${one.rhythm}`, { n: one.step }) }))}
        />
        <NumberField
          name="count"
          label={t("bodies.series.count")}
          value={count}
          onChange={(value) => {
            setCount(value);
            setKept(null);
          }}
          minimum={2}
          maximum={24}
          isRequired
        />
      </Pair>
      <DateField
        name="firstOn"
        label={t("bodies.series.first")}
        value={firstOn}
        onChange={(value) => {
          setFirstOn(value);
          setKept(null);
        }}
        direction="future"
        isRequired
      />
      {days.length > 0 && (
        <CheckboxGroup
          name="without"
          label={t("bodies.series.days")}
          hint={t("bodies.series.days_hint")}
          values={[...chosen]}
          onChange={(values) => setKept(values)}
          options={days.map((day) => ({ value: day, label: f.longDay(day) }))}
        />
      )}
      <Pair>
        <TextField name="begins" label={t("bodies.meeting.begins")} value={begins} onChange={setBegins} width="s" isRequired />
        <NumberField
          name="minutesPlanned"
          label={t("bodies.meeting.length")}
          value={minutes}
          onChange={setMinutes}
          minimum={15}
          maximum={720}
          isRequired
        />
      </Pair>
      <TextField name="place" label={t("bodies.meeting.place")} value={place} onChange={setPlace} maxLength={200} isOptional />
      {(patterns.data?.patterns ?? []).length > 0 && (
        <Select
          name="patternId"
          label={t("bodies.pattern.begin_with")}
          value={patternId}
          onChange={setPatternId}
          emptyLabel={t("bodies.pattern.empty")}
          options={(patterns.data?.patterns ?? []).map((one) => ({ value: one.id, label: one.name }))}
          isOptional
        />
      )}
    </Form>
  );
}
