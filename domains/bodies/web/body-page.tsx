import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useReasons } from "../../../platform/web/act.ts";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { ComboBox, Select } from "../../../platform/web/form/choice.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Columns, Page, Section, Stack } from "../../../platform/web/page/page.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { useLabel, useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { useSite } from "../../network/web/index.ts";
import {
  addMember,
  type BodyRole,
  bodyRoles,
  type BodyView,
  changeBody,
  changeMember,
  getBody,
  getBodyStanding,
  listBodies,
  listMeetings,
  makeMembersSpreadsheet,
  type MemberView,
  planMeeting,
  removeBody,
  removeMember,
  restoreBody,
} from "../contract.ts";
import { Ask } from "./ask.tsx";
import { BodyForm } from "./body-form.tsx";
import { MeetingList } from "./bodies-page.tsx";
import { Standing } from "./body-standing.tsx";
import { LinkList } from "./links.tsx";
import { CancelledMeetings } from "./meeting-files.tsx";
import { MeetingForm } from "./meeting-form.tsx";
import { ThemesOfGroup } from "./project-group.tsx";
import { SeriesOfBody } from "./series.tsx";
import { Suggestions } from "./suggestions.tsx";

export function BodyPage(): ReactNode {
  const t = useTexts();
  const { bodyId } = usePath("bodyId");
  const body = useAnswer(getBody, { params: { bodyId } });
  return (
    <Answered
      query={body}
      notFound={<Page title={t("bodies.list.title")} lead={t("bodies.gone")} crumbs={[{ to: "/bodies", label: t("bodies.list.title") }]} />}
    >
      {(view) => <BodyContent body={view} />}
    </Answered>
  );
}

function BodyContent(it: { readonly body: BodyView }): ReactNode {
  const t = useTexts();
  const { body } = it;
  const upcoming = body.meetings.filter((meeting) => meeting.state !== "closed").reverse();
  const past = body.meetings.filter((meeting) => meeting.state === "closed");
  return (
    <Page title={body.name} lead={body.mandate} crumbs={[{ to: "/bodies", label: t("bodies.list.title") }]}>
      <Columns
        main={
          <>
            <Section title={t("bodies.meetings")}>
              {upcoming.length === 0 ? (
                <Empty>{t("bodies.list.no_meeting")}</Empty>
              ) : (
                <MeetingList label={t("bodies.list.upcoming")} meetings={upcoming} hidesBody />
              )}
              {body.abilities.edit && <PlanMeeting body={body} isOpen={body.meetings.length === 0} />}
              {body.abilities.edit && <SeriesOfBody bodyId={body.id} />}
            </Section>
            {past.length > 0 && (
              <Section title={t("bodies.past")}>
                <MeetingList label={t("bodies.past")} meetings={past} hidesBody />
              </Section>
            )}
            {body.kind === "project_group" && <ThemesOfGroup bodyId={body.id} />}
            <Suggestions bodyId={body.id} meetings={body.meetings} />
            <CancelledMeetings bodyId={body.id} />
            {body.abilities.edit && <LinkList bodyId={body.id} />}
          </>
        }
        side={
          <>
            <Members body={body} />
            <Standing bodyId={body.id} />
            <About body={body} />
          </>
        }
      />
    </Page>
  );
}

function PlanMeeting(it: { readonly body: BodyView; readonly isOpen: boolean }): ReactNode {
  const t = useTexts();
  const navigate = useNavigate();
  const refresh = useRefresh();
  return (
    <Fold summary={t("bodies.plan")} isOpen={it.isOpen}>
      <MeetingForm
        submit={t("bodies.plan")}
        draft={`meeting:${it.body.id}`}
        onSend={async (fields, { id }) => {
          await call(planMeeting, { params: { bodyId: it.body.id }, body: { ...fields, id } });
          await refresh(getBody, listBodies, listMeetings);
          await navigate({ to: `/bodies/meetings/${id}` });
        }}
      />
    </Fold>
  );
}

function Members(it: { readonly body: BodyView }): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const { body } = it;
  return (
    <Section title={t("bodies.members_title")} note={t("bodies.members", { n: body.members.length })} gap="s">
      {body.members.length === 0 && <Empty>{t("bodies.no_member")}</Empty>}
      <List label={t("bodies.members_title")}>
        {body.members.map((member) => (
          <Member key={member.id} member={member} mayEdit={body.abilities.edit} />
        ))}
      </List>
      {body.members.length > 0 && (
        <AsExcel
          endpoint={makeMembersSpreadsheet}
          request={{ params: { bodyId: body.id }, query: { language } }}
          list={t("bodies.members_title")}
        />
      )}
      {body.abilities.edit && (
        <Fold summary={t("bodies.member.add")} isOpen={body.members.length === 0}>
          <AddMember body={body} />
        </Fold>
      )}
    </Section>
  );
}

function Member(it: { readonly member: MemberView; readonly mayEdit: boolean }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("bodies");
  const { member } = it;
  const [bodyRole, setBodyRole] = useState<BodyRole>(member.bodyRole);
  const [isChanging, setChanging] = useState(false);
  const [isAsking, setAsking] = useState(false);
  return (
    <ListRow>
      <p>
        <b>{member.name}</b>
        {member.bodyRole !== "member" && <span className="muted">, {t(`bodies.seat.${member.bodyRole}`)}</span>}
      </p>
      <p className="small muted">{[member.title, member.unitName].filter((part) => part !== null).join(", ")}</p>
      {it.mayEdit && (
        <p>
          <Button
            kind="link"
            isExpanded={isChanging}
            label={t("bodies.member.change_of", { name: member.name })}
            onPress={() => setChanging(!isChanging)}
          >
            {t("bodies.member.change")}
          </Button>
        </p>
      )}
      {isChanging && (
        <Form
          label={t("bodies.member.change_of", { name: member.name })}
          kind="secondary"
          submit={t("bodies.member.save")}
          wordsForProblem={reasons.problem}
          onSubmit={async () => {
            await call(changeMember, {
              params: { memberId: member.id },
              body: { bodyRole, untilOn: member.untilOn, version: member.version },
            });
            setChanging(false);
            await refresh(getBody, getBodyStanding);
          }}
          beside={
            <Button kind="link" label={t("bodies.member.remove_of", { name: member.name })} onPress={() => setAsking(true)}>
              {t("bodies.member.remove")}
            </Button>
          }
        >
          <Select
            name="bodyRole"
            label={t("bodies.member.role")}
            value={bodyRole}
            onChange={(value) => setBodyRole(value ?? "member")}
            options={bodyRoles.map((one) => ({ value: one, label: t(`bodies.seat.${one}`) }))}
          />
        </Form>
      )}
      {isAsking && (
        <Ask
          title={t("bodies.member.remove_of", { name: member.name })}
          submit={t("bodies.member.remove")}
          onClose={() => setAsking(false)}
          onSubmit={async () => {
            await call(removeMember, { params: { memberId: member.id } });
            say({ text: t("bodies.member.removed", { name: member.name }) });
            setAsking(false);
            await refresh();
          }}
        >
          <p>{t("bodies.member.remove_question", { name: member.name })}</p>
        </Ask>
      )}
    </ListRow>
  );
}

function AddMember(it: { readonly body: BodyView }): ReactNode {
  const t = useTexts();
  const refresh = useRefresh();
  const reasons = useReasons("bodies");
  const site = useSite();
  const [membershipId, setMembershipId] = useState<string | null>(null);
  const [bodyRole, setBodyRole] = useState<BodyRole>("member");
  const [round, setRound] = useState(0);
  const sitting = new Set(it.body.members.map((member) => member.membershipId));
  const units = site.data?.units ?? [];
  const options = (site.data?.members ?? [])
    .filter((member) => (member.role === "body_member" || member.role === "coordinator") && !sitting.has(member.id))
    .map((member) => ({
      value: member.id,
      label: member.name,
      note: [member.title, units.find((unit) => unit.id === member.unitId)?.organisationName].filter((part) => part != null).join(", "),
    }));
  return (
    <Form
      kind="secondary"
      submit={t("bodies.member.add")}
      wordsForProblem={reasons.problem}
      wordsFor={({ code }) => t.maybe(`bodies.field.${code}`)}
      onSubmit={async ({ id }) => {
        await call(addMember, { params: { bodyId: it.body.id }, body: { id, membershipId: membershipId ?? "", bodyRole } });
        setMembershipId(null);
        setRound((before) => before + 1);
        await refresh(getBody, getBodyStanding, listBodies);
      }}
    >
      <ComboBox
        key={`${round} ${options.length}`}
        name="membershipId"
        label={t("bodies.member.who")}
        hint={t("bodies.member.who_hint")}
        options={options}
        value={membershipId}
        onChange={setMembershipId}
        isRequired
      />
      <Select
        name="bodyRole"
        label={t("bodies.member.role")}
        value={bodyRole}
        onChange={(value) => setBodyRole(value ?? "member")}
        options={bodyRoles.map((one) => ({ value: one, label: t(`bodies.seat.${one}`) }))}
      />
    </Form>
  );
}

function About(it: { readonly body: BodyView }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const site = useSite();
  const label = useLabel(site.data?.vocabularies);
  const { body } = it;
  const [isEditing, setEditing] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const town = site.data?.towns.find((one) => one.id === body.townId)?.name;
  const facts = [
    t(`bodies.kind.${body.kind}`),
    ...(body.fieldOfAction ? [label("field_of_action", body.fieldOfAction)] : []),
    ...(town ? [town] : []),
    ...(body.socialSpace ? [body.socialSpace] : []),
    ...(body.targetGroup ? [body.targetGroup] : []),
  ];
  return (
    <Section title={t("bodies.about")} gap="s">
      <p>{facts.join(" · ")}</p>
      {body.abilities.edit && (
        <Stack gap="xs">
          <p>
            <Button kind="link" isExpanded={isEditing} onPress={() => setEditing(!isEditing)}>
              {t("bodies.change")}
            </Button>
          </p>
          <p>
            <Button kind="link" onPress={() => setAsking(true)}>
              {t("bodies.remove")}
            </Button>
          </p>
        </Stack>
      )}
      {isEditing && (
        <BodyForm
          start={body}
          kind="secondary"
          submit={t("bodies.save")}
          draft={`body:${body.id}`}
          onSend={async ({ kind: _kind, ...fields }) => {
            await call(changeBody, { params: { bodyId: body.id }, body: { ...fields, version: body.version } });
            setEditing(false);
            await refresh(getBody, listBodies);
          }}
        />
      )}
      {isAsking && (
        <Ask
          title={t("bodies.remove_of", { name: body.name })}
          submit={t("bodies.remove")}
          onClose={() => setAsking(false)}
          onSubmit={async () => {
            await call(removeBody, { params: { bodyId: body.id } });
            say({
              text: t("bodies.removed", { name: body.name }),
              undo: async () => {
                await call(restoreBody, { params: { bodyId: body.id } });
                await refresh();
              },
            });
            await refresh(listBodies, listMeetings);
            await navigate({ to: "/bodies" });
          }}
        >
          <p>{t("bodies.remove_question")}</p>
        </Ask>
      )}
    </Section>
  );
}
