import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { Select } from "../../../platform/web/form/choice.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { listMeetings } from "../../bodies/contract.ts";
import { giveInput, type InvitationView, inviteTeam, listInvitations, listSites, type SiteView, withdrawInvitation } from "../contract.ts";
import { CheckedForm } from "./checked-form.tsx";

/** Meetings to which the team may bring something: only by invitation. */
export function Invitations(it: { readonly site: SiteView }): ReactNode {
  const t = useTexts();
  const { site } = it;
  const { isTeam } = site.abilities;
  const invitations = useAnswer(listInvitations, { params: { siteId: site.siteId } });
  return (
    <Section
      title={t("evaluation.invitation.title")}
      note={isTeam ? t("evaluation.invitation.note") : t("evaluation.invitation.note_site")}
    >
      <Answered query={invitations}>
        {(answer) => (
          <>
            {answer.invitations.length === 0 ? (
              <Empty>{isTeam ? t("evaluation.invitation.empty") : t("evaluation.invitation.empty_site")}</Empty>
            ) : (
              <List>
                {answer.invitations.map((one) => (
                  <Invitation key={one.id} invitation={one} siteId={site.siteId} />
                ))}
              </List>
            )}
            {answer.abilities.invite && (
              <Fold summary={t("evaluation.invitation.invite")} word={t("evaluation.form.open")}>
                <InviteForm siteId={site.siteId} />
              </Fold>
            )}
          </>
        )}
      </Answered>
    </Section>
  );
}

function Invitation(it: { readonly invitation: InvitationView; readonly siteId: string }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const [isOpen, setOpen] = useState(false);
  const { invitation, siteId } = it;
  const meeting = t("evaluation.invitation.meeting", {
    body: invitation.bodyName,
    day: f.dayWithYear(invitation.heldOn),
    time: invitation.begins,
  });
  return (
    <ListRow>
      <p>
        <b>{meeting}</b>
      </p>
      {invitation.wish !== "" && <p>{invitation.wish}</p>}
      <p>
        {invitation.givenOn !== null ? (
          <Tag tone="good">{t("evaluation.invitation.given", { day: f.day(invitation.givenOn) })}</Tag>
        ) : invitation.isWithdrawn ? (
          <Tag>{t("evaluation.invitation.withdrawn")}</Tag>
        ) : (
          <span className="small muted">{t("evaluation.invitation.invited", { day: f.dayWithYear(invitation.invitedOn) })}</span>
        )}
      </p>
      {isOpen && <InputForm invitation={invitation} siteId={siteId} onDone={() => setOpen(false)} />}
      {!isOpen && (
        <div className="row">
          {invitation.abilities.give && (
            <Button kind="secondary" label={`${t("evaluation.invitation.write")}: ${meeting}`} onPress={() => setOpen(true)}>
              {t("evaluation.invitation.write")}
            </Button>
          )}
          {invitation.abilities.withdraw && (
            <Button
              kind="link"
              label={`${t("evaluation.invitation.withdraw")}: ${meeting}`}
              onPress={() =>
                void call(withdrawInvitation, { params: { siteId, invitationId: invitation.id } }).then(async () => {
                  say({ text: t("evaluation.invitation.withdrawn") });
                  await refresh(listInvitations);
                })
              }
            >
              {t("evaluation.invitation.withdraw")}
            </Button>
          )}
        </div>
      )}
    </ListRow>
  );
}

function InputForm(it: { readonly invitation: InvitationView; readonly siteId: string; readonly onDone: () => void }): ReactNode {
  const t = useTexts();
  const refresh = useRefresh();
  const { invitation, siteId } = it;
  return (
    <CheckedForm
      siteId={siteId}
      draftKey={`input:${invitation.id}`}
      empty={{ title: "", paper: "" }}
      checked={["title", "paper"]}
      submit={t("evaluation.invitation.give")}
      onCancel={it.onDone}
      send={(values, sent) => call(giveInput, { params: { siteId, invitationId: invitation.id }, body: { ...values, ...sent } })}
      done={t("evaluation.invitation.gave")}
      after={async () => {
        it.onDone();
        await refresh(listInvitations, listSites);
      }}
    >
      {(values, change) => (
        <>
          <TextField
            name="title"
            label={t("evaluation.invitation.input_title")}
            value={values.title}
            onChange={(title) => change({ title })}
            maxLength={200}
            isRequired
          />
          <TextArea
            name="paper"
            label={t("evaluation.invitation.paper")}
            hint={t("evaluation.invitation.paper_hint")}
            value={values.paper}
            onChange={(paper) => change({ paper })}
            rows={6}
            maxLength={2000}
            isRequired
          />
        </>
      )}
    </CheckedForm>
  );
}

function InviteForm(it: { readonly siteId: string }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const meetings = useAnswer(listMeetings, {});
  const [meetingId, setMeetingId] = useState<string | null>(null);
  const [wish, setWish] = useState("");
  return (
    <Form
      submit={t("evaluation.invitation.save")}
      draft={`invitation:${it.siteId}`}
      wordsForProblem={(problem) => t.maybe(`evaluation.reason.${problem.reason ?? ""}`)}
      onSubmit={async ({ id }) => {
        await call(inviteTeam, { params: { siteId: it.siteId }, body: { id, meetingId: meetingId ?? "", wish } });
        say({ text: t("evaluation.invitation.saved") });
        setMeetingId(null);
        setWish("");
        await refresh(listInvitations);
      }}
    >
      <Select
        name="meetingId"
        label={t("evaluation.invitation.which")}
        value={meetingId}
        onChange={setMeetingId}
        options={(meetings.data?.upcoming ?? []).map((meeting) => ({
          value: meeting.id,
          label: t("evaluation.invitation.meeting", { body: meeting.bodyName, day: f.dayWithYear(meeting.heldOn), time: meeting.begins }),
        }))}
        isRequired
      />
      <TextArea
        name="wish"
        label={t("evaluation.invitation.wish")}
        hint={t("evaluation.invitation.wish_hint")}
        value={wish}
        onChange={setWish}
        rows={2}
        maxLength={400}
        isOptional
      />
    </Form>
  );
}
