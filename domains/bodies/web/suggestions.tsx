import { type ReactNode, useState } from "react";
import { useAct, useReasons } from "../../../platform/web/act.ts";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Button, Link } from "../../../platform/web/form/button.tsx";
import { Select } from "../../../platform/web/form/choice.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { NumberField } from "../../../platform/web/form/number-field.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import {
  answerSuggestion,
  getMeeting,
  listSuggestions,
  type MeetingSummary,
  suggest,
  type SuggestionView,
  withdrawSuggestion,
} from "../contract.ts";

/** What members would like to talk about. Each gets an answer: onto an agenda, or a sentence why not. */
export function Suggestions(it: { readonly bodyId: string; readonly meetings: readonly MeetingSummary[] }): ReactNode {
  const t = useTexts();
  const suggestions = useAnswer(listSuggestions, { params: { bodyId: it.bodyId } });
  const ahead = it.meetings.filter((meeting) => meeting.state !== "closed");
  return (
    <Section title={t("bodies.suggestions.title")} note={t("bodies.suggestions.note")} gap="s">
      <Answered query={suggestions}>
        {(data) =>
          data.suggestions.length === 0 ? (
            <Empty>{t("bodies.suggestions.none")}</Empty>
          ) : (
            <List label={t("bodies.suggestions.title")}>
              {data.suggestions.map((one) => (
                <Suggestion key={one.id} suggestion={one} ahead={ahead} />
              ))}
            </List>
          )
        }
      </Answered>
      <Fold summary={t("bodies.suggestions.make")}>
        <Suggest bodyId={it.bodyId} />
      </Fold>
    </Section>
  );
}

function Suggestion(it: { readonly suggestion: SuggestionView; readonly ahead: readonly MeetingSummary[] }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const act = useAct("bodies", listSuggestions);
  const [isAnswering, setAnswering] = useState(false);
  const { suggestion } = it;
  async function withdraw(): Promise<void> {
    await act(() => call(withdrawSuggestion, { params: { suggestionId: suggestion.id } }), { text: t("bodies.suggestions.withdrawn") });
  }
  return (
    <ListRow>
      <p className="row row--apart">
        <b>{suggestion.title}</b>
        {suggestion.state !== "open" && (
          <Tag tone={suggestion.state === "taken" ? "good" : undefined}>{t(`bodies.suggestions.state.${suggestion.state}`)}</Tag>
        )}
      </p>
      <p className="pre">{suggestion.why}</p>
      <p className="small muted">
        {[suggestion.by, suggestion.unitName, f.minutes(suggestion.minutesPlanned), f.day(suggestion.suggestedAt.slice(0, 10))].join(" · ")}
      </p>
      {suggestion.meetingId && suggestion.meetingOn && (
        <p className="small">
          <Link to={`/bodies/meetings/${suggestion.meetingId}`}>
            {t("bodies.suggestions.on_agenda", { day: f.day(suggestion.meetingOn) })}
          </Link>
        </p>
      )}
      {suggestion.answer && <p className="small">{t("bodies.suggestions.answer_was", { words: suggestion.answer })}</p>}
      {(suggestion.abilities.answer || suggestion.abilities.withdraw) && (
        <p className="row">
          {suggestion.abilities.answer && (
            <Button
              kind="link"
              isExpanded={isAnswering}
              label={t("bodies.suggestions.answer_of", { title: suggestion.title })}
              onPress={() => setAnswering(!isAnswering)}
            >
              {t("bodies.suggestions.answer")}
            </Button>
          )}
          {suggestion.abilities.withdraw && (
            <Button kind="link" label={t("bodies.suggestions.withdraw_of", { title: suggestion.title })} onPress={() => void withdraw()}>
              {t("bodies.suggestions.withdraw")}
            </Button>
          )}
        </p>
      )}
      {isAnswering && <Answer suggestion={suggestion} ahead={it.ahead} onDone={() => setAnswering(false)} />}
    </ListRow>
  );
}

function Answer(it: {
  readonly suggestion: SuggestionView;
  readonly ahead: readonly MeetingSummary[];
  readonly onDone: () => void;
}): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("bodies");
  const [meetingId, setMeetingId] = useState<string | null>(it.ahead[0]?.id ?? null);
  const [words, setWords] = useState("");
  return (
    <Form
      kind="secondary"
      submit={meetingId === null ? t("bodies.suggestions.decline") : t("bodies.suggestions.take")}
      draft={`suggestion-answer:${it.suggestion.id}`}
      wordsForProblem={reasons.problem}
      wordsFor={({ code }) => t.maybe(`bodies.field.${code}`)}
      onChangedMeanwhile={() => void refresh(listSuggestions)}
      onSubmit={async () => {
        await call(answerSuggestion, {
          params: { suggestionId: it.suggestion.id },
          body: { meetingId, answer: words.trim() === "" ? null : words, version: it.suggestion.version },
        });
        it.onDone();
        say({ text: t("bodies.suggestions.answered") });
        await refresh(listSuggestions, getMeeting);
      }}
    >
      <Select
        name="meetingId"
        label={t("bodies.suggestions.which_meeting")}
        value={meetingId}
        onChange={setMeetingId}
        emptyLabel={t("bodies.suggestions.no_meeting")}
        options={it.ahead.map((meeting) => ({ value: meeting.id, label: f.longDay(meeting.heldOn) }))}
      />
      <TextArea
        name="answer"
        label={t("bodies.suggestions.words")}
        hint={meetingId === null ? t("bodies.suggestions.words_hint") : undefined}
        value={words}
        onChange={setWords}
        rows={2}
        maxLength={600}
        isRequired={meetingId === null}
        isOptional={meetingId !== null}
      />
    </Form>
  );
}

function Suggest(it: { readonly bodyId: string }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("bodies");
  const [title, setTitle] = useState("");
  const [why, setWhy] = useState("");
  const [minutes, setMinutes] = useState<number | null>(15);
  const [round, setRound] = useState(0);
  return (
    <Form
      key={round}
      kind="secondary"
      submit={t("bodies.suggestions.send")}
      draft={`suggestion:${it.bodyId}`}
      wordsForProblem={reasons.problem}
      onSubmit={async ({ id }) => {
        await call(suggest, { params: { bodyId: it.bodyId }, body: { id, title, why, minutesPlanned: minutes ?? 0 } });
        say({ text: t("bodies.suggestions.sent") });
        setTitle("");
        setWhy("");
        setRound(round + 1);
        await refresh(listSuggestions);
      }}
    >
      <TextField name="title" label={t("bodies.suggestions.what")} value={title} onChange={setTitle} maxLength={200} isRequired />
      <TextArea
        name="why"
        label={t("bodies.suggestions.why")}
        hint={t("bodies.minutes.no_names")}
        value={why}
        onChange={setWhy}
        rows={3}
        maxLength={1000}
        isRequired
      />
      <NumberField
        name="minutesPlanned"
        label={t("bodies.item.minutes")}
        value={minutes}
        onChange={setMinutes}
        minimum={1}
        maximum={240}
        isRequired
      />
    </Form>
  );
}
