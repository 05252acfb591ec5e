import type { ReactNode } from "react";
import { Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Section, Stack } from "../../../platform/web/page/page.tsx";
import { Facts, Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import type { AgendaItemView, MeetingView } from "../contract.ts";
import { ThemeState } from "./agenda.tsx";
import { DecisionRow } from "./decision-row.tsx";

/** Agenda, papers, minutes and decisions as members read them, and as the record of a closed meeting. */
export function ReadAgenda(it: { readonly meeting: MeetingView }): ReactNode {
  const t = useTexts();
  const { meeting } = it;
  if (meeting.items.length === 0)
    return <Empty>{meeting.state === "planned" ? t("bodies.agenda.not_yet") : t("bodies.agenda.none")}</Empty>;
  return meeting.items.map((item) => <ReadItem key={item.id} item={item} />);
}

function ReadItem(it: { readonly item: AgendaItemView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { item } = it;
  return (
    <Section title={`${item.position}. ${item.title}`} note={f.minutes(item.minutesPlanned)} gap="m">
      <Paper item={item} />
      {item.minutes !== "" && (
        <Stack gap="xs">
          <h3>{t("bodies.minutes.title")}</h3>
          <p className="pre">{item.minutes}</p>
        </Stack>
      )}
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
