import "./bodies.css";
import type { CSSProperties, ReactNode } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { today } from "../../../platform/web/clock.ts";
import { daysBetween } from "../../../platform/web/day.ts";
import { Link, LinkButton } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { useSession } from "../../../platform/web/session.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import { type Desk as DeskView, getDesk } from "../contract.ts";
import { useOwner } from "./decision-row.tsx";

/** "Bis zur Steuerungsgruppe am 3. Dezember": what is next, as the heading of Home. */
export function DeskTitle(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { account } = useSession();
  const desk = useAnswer(getDesk, {});
  const meeting = desk.data?.meeting ?? null;
  if (!desk.data || !meeting || desk.data.daysUntil === null) {
    return (
      <Page
        title={t("bodies.desk.hello", { name: account?.name ?? "" })}
        windowTitle={t("bodies.desk.window")}
        lead={desk.data ? t("bodies.desk.no_meeting") : undefined}
        action={
          desk.data ? (
            <LinkButton to="/bodies" kind="primary">
              {t("bodies.plan")}
            </LinkButton>
          ) : undefined
        }
      />
    );
  }
  const paper = desk.data.papersToFinish[0];
  return (
    <Page
      title={
        meeting.state === "in_session"
          ? t("bodies.desk.running", { body: meeting.bodyName })
          : t(`bodies.desk.until.${meeting.bodyKind}`, { name: meeting.bodyName, day: f.day(meeting.heldOn) })
      }
      windowTitle={t("bodies.desk.window")}
      lead={[
        t("bodies.desk.days", { n: desk.data.daysUntil }),
        ...(meeting.papersDueOn && meeting.papersDueOn >= today()
          ? [t("bodies.desk.papers_go", { day: f.longDay(meeting.papersDueOn) })]
          : []),
        t("bodies.desk.papers_open", { n: desk.data.papersToFinish.length }),
      ].join(" ")}
      action={
        paper ? (
          <LinkButton to={`/bodies/meetings/${meeting.id}/items/${paper.itemId}`} kind="primary">
            {t("bodies.desk.write")}
          </LinkButton>
        ) : (
          <LinkButton to={`/bodies/meetings/${meeting.id}`} kind="primary">
            {meeting.state === "in_session" ? t("bodies.desk.to_session") : t("bodies.desk.to_meeting")}
          </LinkButton>
        )
      }
    />
  );
}

/** Papers to finish, statements awaited, decisions without report, along the days until the meeting. */
export function Desk(): ReactNode {
  const desk = useAnswer(getDesk, {});
  return (
    <Answered query={desk}>
      {(view) => (
        <div className="stack stack-l">
          <Timeline desk={view} />
          <DeskList desk={view} />
        </div>
      )}
    </Answered>
  );
}

function DeskList(it: { readonly desk: DeskView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const owner = useOwner();
  const { desk } = it;
  const meetingPath = `/bodies/meetings/${desk.meeting?.id ?? ""}`;
  if (desk.papersToFinish.length + desk.statementsAwaited.length + desk.withoutReport.length === 0)
    return desk.meeting ? <p>{t("bodies.desk.nothing")}</p> : null;
  return (
    <>
      <h2 className="kern-sr-only">{t("bodies.desk.todo")}</h2>
      <List label={t("bodies.desk.window")}>
        {desk.papersToFinish.length > 0 && (
          <ListRow
            count={desk.papersToFinish.length}
            action={
              desk.meeting?.papersDueOn ? (
                <span className="small muted">{t("bodies.decision.until", { day: f.day(desk.meeting.papersDueOn) })}</span>
              ) : undefined
            }
          >
            <h3>{t("bodies.desk.papers", { n: desk.papersToFinish.length })}</h3>
            {desk.papersToFinish.map((paper) => (
              <p key={paper.itemId}>
                <Link to={`${meetingPath}/items/${paper.itemId}`}>{paper.title}</Link>{" "}
                <span className="muted">
                  {t("bodies.paper.missing", { parts: f.list(paper.missing.map((part) => t(`bodies.paper.part.${part}`))) })}
                </span>
              </p>
            ))}
          </ListRow>
        )}
        {desk.statementsAwaited.length > 0 && (
          <ListRow count={desk.statementsAwaited.length}>
            <h3>{t("bodies.desk.statements", { n: desk.statementsAwaited.length })}</h3>
            {desk.statementsAwaited.map((statement) => (
              <div key={statement.themeId} className="stack stack-xs">
                <p>
                  <Link to={`/themes/${statement.themeId}`}>{statement.title}</Link>{" "}
                  <span className="muted">
                    {t("bodies.desk.day_of", { day: statement.dayNumber, days: statement.days, due: f.day(statement.dueOn) })}
                  </span>
                </p>
                <div className="days14" aria-hidden="true">
                  {Array.from({ length: statement.days }, (_, index) => (
                    <span key={index} className={index < statement.dayNumber ? "is-over" : undefined} />
                  ))}
                </div>
              </div>
            ))}
          </ListRow>
        )}
        {desk.withoutReport.length > 0 && (
          <ListRow count={desk.withoutReport.length} action={<Link to="/bodies/decisions">{t("bodies.decisions.all")}</Link>}>
            <h3>{t("bodies.desk.reports", { n: desk.withoutReport.length })}</h3>
            {desk.withoutReport.slice(0, 5).map((decision) => (
              <p key={decision.id}>
                <Tag tone="due">{t("bodies.report.since", { n: decision.daysWithoutReport })}</Tag>{" "}
                <Link to={`/bodies/meetings/${decision.meetingId}`}>
                  {decision.themeId === null ? decision.wording : decision.itemTitle}
                </Link>{" "}
                <span className="muted">{owner(decision)}</span>
              </p>
            ))}
          </ListRow>
        )}
      </List>
    </>
  );
}

type Stop = { readonly key: string; readonly on: string; readonly label: string; readonly kind: "now" | "stop" | "end" };

/** The days until the meeting as a line: today, papers, statements, the meeting. The list below says the same in words. */
function Timeline(it: { readonly desk: DeskView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { meeting, daysUntil, statementsAwaited } = it.desk;
  if (!meeting || daysUntil === null || daysUntil < 2 || daysUntil > 120) return null;
  const from = today();
  const inside = (on: string) => on > from && on < meeting.heldOn;
  const all: readonly Stop[] = [
    { key: "today", on: from, label: t("bodies.desk.today"), kind: "now" },
    ...(meeting.papersDueOn && inside(meeting.papersDueOn)
      ? [{ key: "papers", on: meeting.papersDueOn, label: t("bodies.desk.papers_leave"), kind: "stop" as const }]
      : []),
    ...statementsAwaited
      .filter((one) => inside(one.dueOn))
      .slice(0, 1)
      .map((one) => ({ key: "statement", on: one.dueOn, label: t("bodies.desk.statement_due"), kind: "stop" as const })),
    { key: "meeting", on: meeting.heldOn, label: meeting.bodyName, kind: "end" },
  ];
  const stops = all.toSorted((a, b) => (a.on < b.on ? -1 : 1));
  const at = (stop: Stop) => Math.round((100 * daysBetween(from, stop.on)) / daysUntil);
  // labels that would stand on each other: the list below says these days too
  const shown: Stop[] = [];
  for (const stop of stops) {
    const isFree = stop.kind !== "stop" || (at(stop) >= 16 && at(stop) <= 80 && at(stop) - at(shown.at(-1)!) >= 20);
    if (isFree) shown.push(stop);
  }
  return (
    <ol className="timeline" aria-label={t("bodies.desk.timeline")}>
      {shown.map((stop) => (
        <li key={stop.key} className={`timeline__${stop.kind}`} style={{ "--at": `${at(stop)}%` } as CSSProperties}>
          <b>{stop.label}</b>
          <span>{f.day(stop.on)}</span>
        </li>
      ))}
    </ol>
  );
}
