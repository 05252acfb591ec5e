import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../platform/web/api.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { Select } from "../../../platform/web/form/choice.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { ConfirmDialog } from "../../../platform/web/page/dialog.tsx";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { useFirstOnPhone } from "../../../platform/web/page/first.tsx";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import {
  addMember,
  endMember,
  getSite,
  isGivenAt,
  listMemberAccess,
  makeMembersSpreadsheet,
  renewFirstLink,
  roles,
  type Role,
  type SiteView,
} from "../contract.ts";
import { FirstLinkDialog, type ShownLink } from "./first-link.tsx";
import { useSite } from "./site.ts";

type Member = SiteView["members"][number];
type Access = Awaited<ReturnType<typeof call<typeof listMemberAccess>>>["members"][number];

export function MembersPage(): ReactNode {
  const t = useTexts();
  const site = useSite();
  const language = useLanguage();
  const say = useToast();
  const refresh = useRefresh();
  const access = useAnswer(listMemberAccess, {});
  const [ending, setEnding] = useState<Member | undefined>(undefined);
  const [link, setLink] = useState<ShownLink | undefined>(undefined);
  const accessOf = (member: Member) => access.data?.members.find((one) => one.membershipId === member.id);
  async function renew(member: Member): Promise<void> {
    try {
      const answer = await call(renewFirstLink, { params: { membershipId: member.id } });
      if (answer.link) setLink({ name: member.name, ...answer.link });
    } catch (error) {
      const problem = problemOf(error);
      say({
        text:
          problem.reason === "has_password"
            ? t("network.members.has_password", { name: member.name })
            : t(`platform.problem.${problem.code}`),
      });
    }
    await refresh(listMemberAccess);
  }
  const { rows: members, rest } = useFirstOnPhone(site.data?.members ?? [], 12);
  return (
    <Page title={t("network.members.title")} lead={t("network.members.lead")} width="mid">
      <Answered query={site}>
        {(view) => (
          <>
            <Fold summary={t("network.members.add")} isOpen={view.members.length < 2}>
              <MemberForm view={view} onLink={setLink} />
            </Fold>
            <List label={t("network.members.title")}>
              {members.map((member) => (
                <ListRow
                  key={member.id}
                  action={
                    accessOf(member)?.isOwn === false && (
                      <div className="row">
                        {accessOf(member)?.state !== "ready" && (
                          <Button
                            kind="link"
                            label={t("network.members.new_link_for", { name: member.name })}
                            onPress={() => void renew(member)}
                          >
                            {t("network.members.new_link")}
                          </Button>
                        )}
                        <Button kind="link" label={t("network.members.end_of", { name: member.name })} onPress={() => setEnding(member)}>
                          {t("network.members.end")}
                        </Button>
                      </div>
                    )
                  }
                >
                  <p>
                    <b>{member.name}</b>, {member.title ?? t.maybe(`network.role.${member.role}`)}
                  </p>
                  <p className="small muted">{nameOfUnit(view, member.unitId)}</p>
                  <AccessLine access={accessOf(member)} />
                </ListRow>
              ))}
            </List>
            {rest}
            <AsExcel endpoint={makeMembersSpreadsheet} request={{ query: { language } }} list={t("network.members.title")} />
          </>
        )}
      </Answered>
      {link && <FirstLinkDialog link={link} onClose={() => setLink(undefined)} />}
      {ending && (
        <ConfirmDialog
          title={t("network.members.end_of", { name: ending.name })}
          confirm={t("network.members.end")}
          onClose={() => setEnding(undefined)}
          onConfirm={async () => {
            await call(endMember, { params: { membershipId: ending.id } });
            setEnding(undefined);
            say({ text: t("network.members.ended") });
            await refresh(getSite);
          }}
        >
          <p>{t("network.members.end_question", { name: ending.name, role: t.maybe(`network.role.${ending.role}`) ?? "" })}</p>
        </ConfirmDialog>
      )}
    </Page>
  );
}

function AccessLine(it: { readonly access: Access | undefined }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { access } = it;
  if (!access || access.state === "ready") return null;
  return (
    <p className="small">
      <Tag tone={access.state === "link_over" ? "due" : undefined}>
        {access.state === "link_open"
          ? t("network.members.link_open", { moment: f.moment(access.linkExpiresAt ?? "") })
          : t("network.members.link_over")}
      </Tag>
    </p>
  );
}

function nameOfUnit(view: SiteView, unitId: string): string {
  const unit = view.units.find((one) => one.id === unitId);
  return unit ? `${unit.organisationName}, ${unit.name}` : "";
}

function MemberForm(it: { readonly view: SiteView; readonly onLink: (link: ShownLink) => void }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role | null>(null);
  const [unitId, setUnitId] = useState<string | null>(null);
  const [title, setTitle] = useState("");
  return (
    <Form
      submit={t("network.members.add")}
      draft="member"
      wordsFor={({ code }) => (code === "known_elsewhere" || code === "own_account" ? t(`network.members.${code}`) : undefined)}
      beside={<span className="small muted">{t("network.members.after")}</span>}
      onSubmit={async ({ id }) => {
        const { link } = await call(addMember, {
          params: { membershipId: id },
          body: { name, email, role: role ?? "partner", unitId: unitId ?? "", title: title.trim() === "" ? null : title },
        });
        if (link) it.onLink({ name, ...link });
        else say({ text: t("network.members.saved", { name }) });
        setName("");
        setEmail("");
        setTitle("");
        await refresh(getSite, listMemberAccess);
      }}
    >
      <TextField name="name" label={t("network.members.name")} value={name} onChange={setName} maxLength={200} isRequired />
      <TextField name="email" label={t("network.members.email")} type="email" value={email} onChange={setEmail} isRequired />
      <Select
        name="role"
        label={t("network.members.role")}
        value={role}
        onChange={setRole}
        options={roles.filter((one) => isGivenAt(it.view.site.kind, one)).map((one) => ({ value: one, label: t(`network.role.${one}`) }))}
        isRequired
      />
      <Select
        name="unitId"
        label={t("network.members.unit")}
        value={unitId}
        onChange={setUnitId}
        options={it.view.units.map((one) => ({ value: one.id, label: `${one.organisationName}, ${one.name}` }))}
        isRequired
      />
      <TextField name="title" label={t("network.members.job")} value={title} onChange={setTitle} maxLength={120} />
    </Form>
  );
}
