import type { ReactNode } from "react";
import { Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold } from "../../../platform/web/page/list.tsx";
import { Section, Stack } from "../../../platform/web/page/page.tsx";
import { Facts, Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import type { AgendaItemView, MeetingView, WritingView } from "../contract.ts";
import { ThemeState } from "./agenda.tsx";
import { Attachments } from "./attachments.tsx";
import { AudienceOf } from "./audience.tsx";
import { DecisionRow } from "./decision-row.tsx";
import { PublicStory } from "./public-story.tsx";
import { Comments, Correction, useWriting } from "./writing.tsx";

/** Agenda, papers, minutes and decisions as members read them, and as the record of a closed meeting. */
export function ReadAgenda(it: { readonly meeting: MeetingView }): ReactNode {
  const t = useTexts();
  const { meeting } = it;
  if (meeting.items.length === 0)
    return <Empty>{meeting.state === "planned" ? t("bodies.agenda.not_yet") : t("bodies.agenda.none")}</Empty>;
  return <ReadItems meeting={meeting} />;
}

function ReadItems(it: { readonly meeting: MeetingView }): ReactNode {
  const { meeting } = it;
  const isRecord = meeting.state === "in_session" || meeting.state === "closed";
  const writing = useWriting(meeting.id, meeting.state === "in_session");
  return meeting.items.map((item) => <ReadItem key={item.id} item={item} meeting={meeting} writing={isRecord ? writing : undefined} />);
}

function ReadItem(it: {
  readonly item: AgendaItemView;
  readonly meeting: MeetingView;
  readonly writing: WritingView | undefined;
}): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { item, meeting, writing } = it;
  const mayWrite = item.stances !== null;
  // while it is being written, what was saved last is read here
  const minutes = writing?.items.find((one) => one.itemId === item.id)?.minutes ?? item.minutes;
  const pen = meeting.state === "in_session" ? writing?.pens.find((one) => one.itemId === item.id && !one.isResting) : undefined;
  return (
    <Section title={`${item.position}. ${item.title}`} note={f.minutes(item.minutesPlanned)} gap="m">
      {item.audience !== "members" && (
        <p>
          <Tag>{t(`bodies.audience.${item.audience}`)}</Tag>
        </p>
      )}
      <Paper item={item} />
      <Attachments meetingId={meeting.id} itemId={item.id} />
      {(minutes !== "" || pen) && (
        <Stack gap="xs">
          <h3>{t("bodies.minutes.title")}</h3>
          {pen && <p className="small muted">{t("bodies.pen.other", { name: pen.holderName })}</p>}
          <p className="pre">{minutes}</p>
        </Stack>
      )}
      {writing && <Correction key={item.minutesVersion} item={item} writing={writing} />}
      {writing && <Comments writing={writing} itemId={item.id} title={item.title} />}
      {item.decisions.length > 0 && (
        <Stack gap="xs">
          <h3>{t("bodies.decision.title")}</h3>
          <ul className="list">
            {item.decisions.map((decision) => (
              <DecisionRow key={decision.id} decision={decision} hidesItem />
            ))}
          </ul>
        </Stack>
      )}
      {mayWrite && meeting.state === "closed" && (
        <Fold summary={t("bodies.public.title")} word={item.audience === "members" ? undefined : t(`bodies.audience.${item.audience}`)}>
          <AudienceOf item={item} />
          {item.audience === "public" && <PublicStory item={item} />}
        </Fold>
      )}
    </Section>
  );
}

/** What members are asked, with the proposal and the voice of the organisation concerned. */
export function Paper(it: { readonly item: AgendaItemView }): ReactNode {
  const t = useTexts();
  const { item } = it;
  const facts = [
    ...(item.proposal === "" ? [] : [{ label: t("bodies.paper.proposal_label"), value: <span className="pre">{item.proposal}</span> }]),
    ...(item.options.length === 0
      ? []
      : [
          {
            label: t("bodies.paper.options_label"),
            value: (
              <ul className="stack stack-xs">
                {item.options.map((option) => (
                  <li key={option}>{option}</li>
                ))}
              </ul>
            ),
          },
        ]),
  ];
  return (
    <Stack gap="s">
      {item.kind === "input" && (
        <p>
          <Tag>{t("bodies.item.input")}</Tag>
        </p>
      )}
      {item.question !== "" && item.question !== item.title && (
        <p>
          <b>{item.question}</b>
        </p>
      )}
      {item.background !== "" && <p className="pre">{item.background}</p>}
      {facts.length > 0 && <Facts items={facts} />}
      <ThemeState item={item} />
      {item.theme && (
        <p className="small">
          <Link to={`/themes/${item.theme.id}`}>{t("bodies.theme.read")}</Link>
        </p>
      )}
    </Stack>
  );
}
