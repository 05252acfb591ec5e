import { type ReactNode, useState } from "react";
import { Answered, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { Select } from "../../../platform/web/form/choice.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { TextField } from "../../../platform/web/form/text-field.tsx";
import { ConfirmDialog } from "../../../platform/web/page/dialog.tsx";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page } from "../../../platform/web/page/page.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { addMember, endMember, getSite, isGivenAt, makeMembersSpreadsheet, roles, type Role, type SiteView } from "../contract.ts";
import { useSite } from "./site.ts";

type Member = SiteView["members"][number];

export function MembersPage(): ReactNode {
  const t = useTexts();
  const site = useSite();
  const language = useLanguage();
  const say = useToast();
  const refresh = useRefresh();
  const [ending, setEnding] = useState<Member | undefined>(undefined);
  return (
    <Page title={t("network.members.title")} lead={t("network.members.lead")} width="mid">
      <Answered query={site}>
        {(view) => (
          <>
            <Fold summary={t("network.members.add")} isOpen={view.members.length < 2}>
              <MemberForm view={view} />
            </Fold>
            <List label={t("network.members.title")}>
              {view.members.map((member) => (
                <ListRow
                  key={member.id}
                  action={
                    <Button kind="link" label={t("network.members.end_of", { name: member.name })} onPress={() => setEnding(member)}>
                      {t("network.members.end")}
                    </Button>
                  }
                >
                  <p>
                    <b>{member.name}</b>, {member.title ?? t.maybe(`network.role.${member.role}`)}
                  </p>
                  <p className="small muted">{nameOfUnit(view, member.unitId)}</p>
                </ListRow>
              ))}
            </List>
            <AsExcel endpoint={makeMembersSpreadsheet} request={{ query: { language } }} list={t("network.members.title")} />
          </>
        )}
      </Answered>
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

function nameOfUnit(view: SiteView, unitId: string): string {
  const unit = view.units.find((one) => one.id === unitId);
  return unit ? `${unit.organisationName}, ${unit.name}` : "";
}

function MemberForm(it: { readonly view: SiteView }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [role, setRole] = useState<Role | null>(null);
  const [unitId, setUnitId] = useState<string | null>(null);
  const [title, setTitle] = useState("");
  return (
    <Form
      submit={t("network.members.add")}
      wordsFor={({ code }) => (code === "known_elsewhere" ? t("network.members.known_elsewhere") : undefined)}
      onSubmit={async ({ id }) => {
        await call(addMember, {
          params: { membershipId: id },
          body: { name, email, password, role: role ?? "partner", unitId: unitId ?? "", title: title.trim() === "" ? null : title },
        });
        say({ text: t("network.members.saved", { name }) });
        setName("");
        setEmail("");
        setPassword("");
        setTitle("");
        await refresh(getSite);
      }}
    >
      <TextField name="name" label={t("network.members.name")} value={name} onChange={setName} maxLength={200} isRequired />
      <TextField name="email" label={t("network.members.email")} type="email" value={email} onChange={setEmail} isRequired />
      <TextField
        name="password"
        label={t("network.members.password")}
        hint={t("network.members.password_hint")}
        value={password}
        onChange={setPassword}
        isRequired
      />
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
