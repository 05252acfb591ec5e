import { type ReactNode, useState } from "react";
import { useReasons } from "../../../platform/web/act.ts";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../platform/web/api.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { Chips, Select } from "../../../platform/web/form/choice.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Note, Tag } from "../../../platform/web/page/panel.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useActor } from "../../../platform/web/session.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import {
  answerInvitation,
  type AnswerView,
  getInvitation,
  type InvitationAnswer,
  invitationAnswers,
  type InvitationView,
  type MeetingView,
  noteInvitationAnswer,
  tellAgendaChanged,
} from "../contract.ts";

/** Who comes, and the agenda as it was sent beside what it is today. */
export function Invitation(it: { readonly meeting: MeetingView }): ReactNode {
  const { meeting } = it;
  // read anew with the meeting: what changes there is a change of the agenda
  const invitation = useAnswer(getInvitation, { params: { meetingId: meeting.id } }, { when: meeting.state !== "planned" });
  if (meeting.state === "planned") return null;
  return (
    <Answered query={invitation}>
      {(view) => (
        <>
          {view.abilities.answer && <OwnAnswer invitation={view} />}
          {view.counts !== null && meeting.state === "invited" && <AllAnswers invitation={view} />}
          <AsSent invitation={view} />
        </>
      )}
    </Answered>
  );
}

/** "Kommen Sie?" for a member, with one press. */
export function OwnAnswer(it: { readonly invitation: InvitationView }): ReactNode {
  const t = useTexts();
  const { membershipId } = useActor();
  const own = it.invitation.answers.find((one) => one.membershipId === membershipId);
  const others = it.invitation.answers.filter((one) => one.deputyMembershipId === membershipId);
  if (!own) return null;
  return (
    <Section title={t("bodies.coming.title")} gap="s">
      {others.map((one) => (
        <Note key={one.membershipId}>
          <p>{t("bodies.coming.you_for", { name: one.name })}</p>
        </Note>
      ))}
      <AnswerForm
        key={`${own.answer} ${own.deputyMembershipId} ${own.note}`}
        line={own}
        onSend={async (body) => await call(answerInvitation, { params: { meetingId: it.invitation.meetingId }, body })}
      />
    </Section>
  );
}

type Given = { answer: InvitationAnswer; deputyMembershipId: string | null; note: string | null };

function AnswerForm(it: { readonly line: AnswerView; readonly onSend: (given: Given) => Promise<unknown> }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("bodies");
  const { line } = it;
  const [answer, setAnswer] = useState<InvitationAnswer | null>(line.answer);
  const [deputyId, setDeputyId] = useState<string | null>(line.deputyMembershipId ?? line.deputies[0]?.membershipId ?? null);
  const [note, setNote] = useState(line.note ?? "");
  return (
    <Form
      label={t("bodies.coming.of", { name: line.name })}
      kind="secondary"
      submit={t("bodies.coming.send")}
      wordsForProblem={reasons.problem}
      wordsFor={({ code }) => t.maybe(`bodies.field.${code}`)}
      onSubmit={async () => {
        await it.onSend({
          answer: answer ?? "unsure",
          deputyMembershipId: answer === "deputy_comes" ? deputyId : null,
          note: note.trim() === "" ? null : note,
        });
        say({ text: t("bodies.coming.sent") });
        await refresh(getInvitation);
      }}
    >
      <Chips
        name="answer"
        label={t("bodies.coming.question")}
        value={answer}
        onChange={setAnswer}
        options={invitationAnswers.map((one) => ({ value: one, label: t(`bodies.coming.answer.${one}`) }))}
        isRequired
      />
      {answer === "deputy_comes" &&
        (line.deputies.length === 0 ? (
          <p className="small">{t("bodies.field.no_deputy")}</p>
        ) : (
          <Select
            name="deputyMembershipId"
            label={t("bodies.coming.deputy")}
            value={deputyId}
            onChange={setDeputyId}
            options={line.deputies.map((one) => ({ value: one.membershipId, label: one.name }))}
            isRequired
          />
        ))}
      {answer !== null && answer !== "comes" && (
        <TextField name="note" label={t("bodies.coming.note")} value={note} onChange={setNote} maxLength={300} isOptional />
      )}
    </Form>
  );
}

function AllAnswers(it: { readonly invitation: InvitationView }): ReactNode {
  const t = useTexts();
  const { invitation } = it;
  const [changing, setChanging] = useState<string | null>(null);
  const counts = invitation.counts ?? { comes: 0, unsure: 0, does_not_come: 0, deputy_comes: 0 };
  const open = invitation.answers.filter((one) => one.answer === null).length;
  const sum = [
    ...invitationAnswers.flatMap((one) => (counts[one] ? [t(`bodies.coming.count.${one}`, { n: counts[one] })] : [])),
    ...(open > 0 ? [t("bodies.coming.count.open", { n: open })] : []),
  ];
  return (
    <Section title={t("bodies.coming.all")} note={sum.join(", ")} gap="s">
      <ul className="list">
        {invitation.answers.map((one) => (
          <li key={one.membershipId} className="stack stack-xs">
            <p className="row row--apart row--line">
              <span>{one.name}</span>
              <Answer line={one} />
            </p>
            {(one.deputyName ?? one.note ?? one.notedBy) !== null && (
              <p className="small muted">
                {[
                  ...(one.deputyName ? [t("bodies.coming.by_deputy", { name: one.deputyName })] : []),
                  ...(one.note ? [one.note] : []),
                  ...(one.notedBy ? [t("bodies.coming.noted_by", { name: one.notedBy })] : []),
                ].join(" · ")}
              </p>
            )}
            {invitation.abilities.note && (
              <p>
                <Button
                  kind="link"
                  isExpanded={changing === one.membershipId}
                  label={t("bodies.coming.note_of", { name: one.name })}
                  onPress={() => setChanging(changing === one.membershipId ? null : one.membershipId)}
                >
                  {t("bodies.coming.note_answer")}
                </Button>
              </p>
            )}
            {changing === one.membershipId && (
              <AnswerForm
                line={one}
                onSend={async (given) => {
                  const body = { ...given, membershipId: one.membershipId };
                  await call(noteInvitationAnswer, { params: { meetingId: invitation.meetingId }, body });
                  setChanging(null);
                }}
              />
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Answer(it: { readonly line: AnswerView }): ReactNode {
  const t = useTexts();
  const { answer } = it.line;
  if (answer === null) return <span className="muted">{t("bodies.coming.none")}</span>;
  const tones = { comes: "good", deputy_comes: "good", unsure: "due", does_not_come: undefined } as const;
  return <Tag tone={tones[answer]}>{t(`bodies.coming.answer.${answer}`)}</Tag>;
}

/** The agenda as it was sent stays as it was sent; what is different today is said at each item. */
function AsSent(it: { readonly invitation: InvitationView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const { invitation } = it;
  if (invitation.invitedAt === null) return null;
  async function tell(): Promise<void> {
    try {
      await call(tellAgendaChanged, { params: { meetingId: invitation.meetingId }, body: { version: invitation.version } });
      say({ text: t("bodies.sent.told") });
    } catch (error) {
      const problem = problemOf(error);
      say({ text: t.maybe(`bodies.reason.${problem.reason ?? problem.code}`) ?? t(`platform.problem.${problem.code}`) });
    }
    await refresh();
  }
  return (
    <Section title={t("bodies.sent.title")} note={t("bodies.sent.on", { moment: f.moment(invitation.invitedAt) })} gap="s">
      <p className="small">{t(invitation.isChanged ? "bodies.sent.changed" : "bodies.sent.same")}</p>
      {invitation.agendaToldAt !== null && (
        <p className="small muted">{t("bodies.sent.told_on", { moment: f.moment(invitation.agendaToldAt) })}</p>
      )}
      {invitation.abilities.tellChanges && (
        <p>
          <Button onPress={() => void tell()}>{t("bodies.sent.tell")}</Button>
        </p>
      )}
      <Fold summary={t("bodies.sent.show")}>
        <ol className="list">
          {invitation.items.map((item) => (
            <li key={item.itemId} className="stack stack-xs">
              <p>
                {item.position}. {item.title} <span className="small muted">{f.minutes(item.minutesPlanned)}</span>
              </p>
              {item.proposal !== "" && <p className="small pre">{item.proposal}</p>}
              {item.changes.length > 0 && (
                <p>
                  <Tag tone="due">{f.list(item.changes.map((one) => t(`bodies.sent.change.${one}`)))}</Tag>
                </p>
              )}
            </li>
          ))}
          {invitation.added.map((item) => (
            <li key={item.itemId} className="stack stack-xs">
              <p>
                {item.title} <span className="small muted">{f.minutes(item.minutesPlanned)}</span>
              </p>
              <p>
                <Tag tone="due">{t("bodies.sent.change.added")}</Tag>
              </p>
            </li>
          ))}
        </ol>
      </Fold>
    </Section>
  );
}
