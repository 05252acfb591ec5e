import type { ReactNode } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { Link, LinkButton } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page, Section } from "../../../platform/web/page/page.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { SiteShare } from "./conference/share.tsx";
import { type BodySummary, listBodies, listMeetings, makeMeetingsSpreadsheet, type MeetingSummary } from "../contract.ts";

/** Which bodies there are, and what comes next in them. */
export function BodiesPage(): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const bodies = useAnswer(listBodies, {});
  const meetings = useAnswer(listMeetings, {});
  const mayFound = bodies.data?.abilities.found ?? false;
  return (
    <Page
      title={t("bodies.list.title")}
      lead={mayFound ? t("bodies.list.lead") : t("bodies.list.lead_member")}
      width="mid"
      action={
        mayFound ? (
          <LinkButton to="/bodies/found" kind="primary">
            {t("bodies.list.found")}
          </LinkButton>
        ) : undefined
      }
    >
      <Section title={t("bodies.list.upcoming")} beside={<Link to="/bodies/decisions">{t("bodies.decisions.title")}</Link>}>
        <Answered query={meetings}>
          {(answer) =>
            answer.upcoming.length === 0 ? (
              <Empty>{t("bodies.list.no_meeting")}</Empty>
            ) : (
              <MeetingList label={t("bodies.list.upcoming")} meetings={answer.upcoming} />
            )
          }
        </Answered>
        {meetings.data && meetings.data.upcoming.length + meetings.data.past.length > 0 && (
          <AsExcel endpoint={makeMeetingsSpreadsheet} request={{ query: { language } }} list={t("bodies.list.meetings")} />
        )}
      </Section>
      <Section
        title={t("bodies.list.all")}
        beside={
          mayFound && (
            <span className="row">
              <Link to="/bodies/submissions">{t("bodies.submissions.title")}</Link>
              <Link to="/bodies/templates">{t("bodies.templates.open")}</Link>
            </span>
          )
        }
      >
        <Answered query={bodies}>
          {(answer) =>
            answer.bodies.length === 0 ? (
              <Empty>{mayFound ? t("bodies.list.none") : t("bodies.list.none_member")}</Empty>
            ) : (
              <List label={t("bodies.list.all")}>
                {answer.bodies.map((body) => (
                  <BodyRow key={body.id} body={body} />
                ))}
              </List>
            )
          }
        </Answered>
      </Section>
      {mayFound && <SiteShare />}
    </Page>
  );
}

function BodyRow(it: { readonly body: BodySummary }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { body } = it;
  const last = body.lastMeeting;
  return (
    <ListRow>
      <p>
        <Link to={`/bodies/${body.id}`} kind="name">
          {body.name}
        </Link>
      </p>
      <p>{body.mandate}</p>
      <p className="small muted">
        {[
          t(`bodies.kind.${body.kind}`),
          t("bodies.members", { n: body.memberCount }),
          ...(last ? [t("bodies.list.last", { day: f.day(last.heldOn) })] : []),
        ].join(" · ")}
      </p>
    </ListRow>
  );
}

export function MeetingList(it: {
  readonly label: string;
  readonly meetings: readonly MeetingSummary[];
  readonly hidesBody?: boolean;
}): ReactNode {
  const t = useTexts();
  const f = useFormat();
  return (
    <List label={it.label}>
      {it.meetings.map((meeting) => {
        const when = f.when(meeting.heldOn);
        const isPast = meeting.state === "closed";
        return (
          <ListRow key={meeting.id} at={when.at} note={when.note} urgency={isPast ? undefined : when.urgency}>
            <p>
              <Link to={`/bodies/meetings/${meeting.id}`}>
                {it.hidesBody ? t("bodies.meeting.of_day", { day: f.day(meeting.heldOn) }) : meeting.bodyName}
              </Link>
            </p>
            <p className="small muted">
              {[
                f.time(meeting.startsAt),
                ...(meeting.place ? [meeting.place] : []),
                t("bodies.meeting.items", { n: meeting.itemCount }),
                t(`bodies.state.${meeting.state}`),
              ].join(" · ")}
            </p>
          </ListRow>
        );
      })}
    </List>
  );
}
