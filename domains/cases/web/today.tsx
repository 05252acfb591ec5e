import { Link as RouterLink } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Button, Link, LinkButton } from "../../../platform/web/form/button.tsx";
import { daysBetween } from "../../../platform/web/day.ts";
import { useFormat } from "../../../platform/web/formats.ts";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { Icon } from "../../../platform/web/page/icon.tsx";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Row, Section, Sections } from "../../../platform/web/page/page.tsx";
import { Note } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { usePersonName } from "../../people/web/index.ts";
import { acknowledgeTakeOver, getToday, makeDeadlinesSpreadsheet } from "../contract.ts";
import { useCaseWords } from "./words.ts";

type Day = AnswerOf<typeof getToday>;

/** Only counts with a consequence: appointments, and deadlines that end today or have ended. */
export function TodayLead(): ReactNode {
  const t = useTexts();
  const { data } = useAnswer(getToday, {});
  if (!data) return null;
  const appointments = data.appointments.filter((one) => one.onDay === data.today).length;
  const deadlines = data.deadlines.filter((one) => one.dueOn === data.today).length;
  const overdue = data.deadlines.filter((one) => one.dueOn < data.today).length;
  return t("cases.today.lead", { appointments, deadlines, overdue });
}

export function Today(): ReactNode {
  const today = useAnswer(getToday, {});
  return (
    <Answered query={today}>
      {(day) => (
        <Sections>
          <TakeOvers day={day} />
          <Appointments day={day} />
          <Deadlines day={day} />
        </Sections>
      )}
    </Answered>
  );
}

function TakeOvers({ day }: { readonly day: Day }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const nameOf = usePersonName();
  const refresh = useRefresh();
  const { member } = useCaseWords();
  return day.takeOvers.map((one) => (
    <Note key={one.id} tone="due" title={t("cases.take_over.notice", { name: member(one.byId), person: nameOf(one.identity) })}>
      <p>{t("cases.take_over.notice_body", { from: f.moment(one.fromAt), until: f.time(one.untilAt), reason: one.reason })}</p>
      <Row>
        <Button onPress={() => void call(acknowledgeTakeOver, { params: { takeOverId: one.id } }).then(() => refresh(getToday))}>
          {t("cases.take_over.acknowledge")}
        </Button>
        <Link to={`/cases/${one.caseId}`}>{t("cases.take_over.open_case")}</Link>
      </Row>
    </Note>
  ));
}

function Appointments({ day }: { readonly day: Day }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const nameOf = usePersonName();
  const [isWeek, setWeek] = useState(false);
  const todays = day.appointments.filter((one) => one.onDay === day.today);
  const later = day.appointments.filter((one) => one.onDay !== day.today);
  const tomorrow = later.filter((one) => daysBetween(day.today, one.onDay) === 1);
  const row = (one: Day["appointments"][number]) => (
    <ListRow
      key={one.id}
      at={
        one.onDay === day.today
          ? one.time === null
            ? t("cases.appointment.any_time")
            : t("cases.appointment.at", { time: one.time.replace(/^0/, "") })
          : f.weekday(one.onDay)
      }
      note={
        one.onDay === day.today
          ? one.minutes !== null && f.minutes(one.minutes)
          : one.time === null
            ? f.day(one.onDay)
            : t("cases.appointment.at", { time: one.time.replace(/^0/, "") })
      }
    >
      <p>
        <Link kind="name" to={`/cases/${one.caseId}`}>
          {nameOf(one.identity)}
        </Link>
      </p>
      <p>{f.list([one.what ?? t("cases.appointment.only_a_day"), ...(one.where === null ? [] : [one.where])])}</p>
      {one.prepare !== null && (
        <p className="small row row--line">
          <Icon name="checklist" tone="mute" />
          <span>{t.rich("cases.appointment.ready", { what: one.prepare })}</span>
        </p>
      )}
    </ListRow>
  );
  return (
    <Section title={t("cases.today.appointments")}>
      {todays.length > 0 && <List>{todays.map(row)}</List>}
      {isWeek && <List>{later.map(row)}</List>}
      {!isWeek && (
        <Empty>
          {t("cases.today.next_days", { today: todays.length, tomorrow: tomorrow.length })}{" "}
          {later.length > 0 && (
            <Button kind="link" onPress={() => setWeek(true)}>
              {t("cases.today.week", { n: later.length })}
            </Button>
          )}
        </Empty>
      )}
    </Section>
  );
}

const firstDeadlines = 8;

function Deadlines({ day }: { readonly day: Day }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const nameOf = usePersonName();
  const language = useLanguage();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? day.deadlines : day.deadlines.slice(0, firstDeadlines);
  return (
    <Section title={t("cases.today.deadlines")} note={day.deadlines.length > 0 ? t("cases.today.deadlines_note") : undefined}>
      {day.deadlines.length === 0 && <Empty>{t("cases.today.no_deadline")}</Empty>}
      <List>
        {shown.map((one) => {
          const when = f.when(one.dueOn);
          return (
            <ListRow key={one.id} {...when} note={one.dueOn === day.today ? t("cases.today.midnight") : when.note}>
              <p>
                <strong>{one.what}</strong>
              </p>
              <p>
                <Link kind="soft" to={`/cases/${one.caseId}`}>
                  {nameOf(one.identity)}
                </Link>
              </p>
              <p className="small muted">{t("cases.deadline.otherwise", { harm: one.harm })}</p>
            </ListRow>
          );
        })}
      </List>
      {shown.length < day.deadlines.length && (
        <Row>
          <Button kind="link" onPress={() => setWhole(true)}>
            {t("cases.today.all_deadlines", { n: day.deadlines.length })}
          </Button>
        </Row>
      )}
      {day.deadlines.length > 0 && (
        <AsExcel endpoint={makeDeadlinesSpreadsheet} request={{ query: { language } }} list={t("cases.today.deadlines")} />
      )}
    </Section>
  );
}

const firstWaiting = 5;

export function Waiting(): ReactNode {
  const t = useTexts();
  const nameOf = usePersonName();
  const { unit } = useCaseWords();
  const [isWhole, setWhole] = useState(false);
  const { data } = useAnswer(getToday, {});
  if (!data || data.waiting.length === 0) return null;
  const shown = isWhole ? data.waiting : data.waiting.slice(0, firstWaiting);
  return (
    <Section title={t("cases.waiting.title")}>
      <List>
        {shown.map((one) => (
          <ListRow key={one.kind === "share" ? one.shareId : one.stepId}>
            <p>
              <strong>{unit(one.unitId)}</strong>
            </p>
            <p className="small">
              {one.kind === "share" ? t("cases.waiting.share") : one.text}{" "}
              <Link kind="soft" to={`/cases/${one.caseId}`}>
                {nameOf(one.identity)}
              </Link>
            </p>
            <p className="small muted">{t("cases.waiting.since", { n: Math.max(0, daysBetween(one.sinceOn, data.today)) })}</p>
          </ListRow>
        ))}
      </List>
      {shown.length < data.waiting.length && (
        <Row>
          <Button kind="link" onPress={() => setWhole(true)}>
            {t("cases.waiting.all", { n: data.waiting.length })}
          </Button>
        </Row>
      )}
    </Section>
  );
}

export function OwnCases(): ReactNode {
  const t = useTexts();
  const { data } = useAnswer(getToday, {});
  if (!data) return null;
  const { open, quiet, legalBasisUnchecked } = data.caseload;
  if (open === 0)
    return (
      <Section title={t("cases.own.title", { n: 0 })} gap="s">
        <p>{t("cases.own.none")}</p>
        <Row>
          <LinkButton to="/cases/new">{t("cases.new.open")}</LinkButton>
          <Link to="/cases/import">{t("cases.import.open")}</Link>
        </Row>
      </Section>
    );
  return (
    <Section title={t("cases.own.title", { n: open })} gap="s">
      <p>{t("cases.own.quiet", { n: quiet })}</p>
      {quiet > 0 && (
        <p>
          <RouterLink to="/cases" search={{ quiet: "yes" } as never}>
            {t("cases.own.see_quiet", { n: quiet })}
          </RouterLink>
        </p>
      )}
      {legalBasisUnchecked > 0 && <p>{t("cases.own.unchecked", { n: legalBasisUnchecked })}</p>}
    </Section>
  );
}
