import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../platform/web/api.ts";
import { Button, LinkButton } from "../../../platform/web/form/button.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section, Sections } from "../../../platform/web/page/page.tsx";
import { Note, Tag } from "../../../platform/web/page/panel.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useSession } from "../../../platform/web/session.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import { changePassword, endOtherSessions, endSession, getOwnAccount, getSecondFactor, type OwnAccount } from "../contract.ts";
import { NewPassword, usePasswordWords } from "./password-field.tsx";

/** What the page of one's own account says beside roles and language. */
export function OwnAccountSections(): ReactNode {
  const { isLink } = useSession();
  return isLink ? null : <Account />;
}

function Account(): ReactNode {
  const t = useTexts();
  const own = useAnswer(getOwnAccount, {});
  return (
    <Answered query={own}>
      {(account) => (
        <Sections>
          <p>{t("accounts.own.lead", { name: account.name, email: account.email })}</p>
          {account.isDemo ? (
            <Note>
              <p>{t("accounts.own.demo")}</p>
            </Note>
          ) : (
            <>
              <PasswordSection account={account} />
              <SecondFactorSection />
            </>
          )}
          <Sessions account={account} />
        </Sections>
      )}
    </Answered>
  );
}

function PasswordSection(it: { readonly account: OwnAccount }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { passwordChangedAt } = it.account;
  return (
    <Section
      title={t("accounts.password.title")}
      note={
        passwordChangedAt === null ? t("accounts.password.never") : t("accounts.password.changed", { moment: f.moment(passwordChangedAt) })
      }
    >
      <PasswordForm account={it.account} />
    </Section>
  );
}

function PasswordForm(it: { readonly account: OwnAccount }): ReactNode {
  const t = useTexts();
  const refresh = useRefresh();
  const words = usePasswordWords();
  const [oldPassword, setOld] = useState("");
  const [newPassword, setNew] = useState("");
  const [ended, setEnded] = useState<number | undefined>(undefined);
  return (
    <>
      {ended !== undefined && (
        <Note tone="good" live title={t("accounts.password.done")}>
          <p>{t("accounts.password.ended", { n: ended })}</p>
        </Note>
      )}
      <Fold key={ended} summary={t("accounts.password.change")}>
        <Form
          submit={t("accounts.password.change")}
          kind="secondary"
          wordsFor={words}
          wordsForProblem={(problem) => (problem.code === "too_many" ? t("accounts.password.too_many") : undefined)}
          onSubmit={async () => {
            const answer = await call(changePassword, { body: { oldPassword, newPassword } });
            setOld("");
            setNew("");
            setEnded(answer.ended);
            await refresh(getOwnAccount);
          }}
        >
          <input type="text" autoComplete="username" value={it.account.email} readOnly hidden />
          <TextField
            name="oldPassword"
            label={t("accounts.password.old")}
            type="password"
            autoComplete="current-password"
            value={oldPassword}
            onChange={setOld}
            maxLength={200}
            isRequired
          />
          <NewPassword name="newPassword" label={t("accounts.password.new")} value={newPassword} onChange={setNew} />
        </Form>
      </Fold>
    </>
  );
}

function SecondFactorSection(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const factor = useAnswer(getSecondFactor, {});
  return (
    <Section title={t("accounts.factor.title")} note={t("accounts.factor.lead")}>
      <Answered query={factor}>
        {({ isOn, since, codesLeft }) => (
          <>
            {isOn && (
              <p>
                <Tag tone="good">{t("accounts.factor.is_on", { moment: f.moment(since ?? "") })}</Tag>
              </p>
            )}
            {isOn && <p className="small muted">{t("accounts.recovery.left", { n: codesLeft })}</p>}
            <p>
              <LinkButton to="/account/second-factor">{t(isOn ? "accounts.factor.manage" : "accounts.factor.begin")}</LinkButton>
            </p>
          </>
        )}
      </Answered>
    </Section>
  );
}

function Sessions(it: { readonly account: OwnAccount }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const { sessions, isDemo } = it.account;
  const deviceOf = (session: OwnAccount["sessions"][number]) =>
    t("accounts.sessions.device", { browser: t(`accounts.browser.${session.browser}`), system: t(`accounts.system.${session.system}`) });
  const tell = (error: unknown) => say({ text: t(`platform.problem.${problemOf(error).code}`) });
  async function end(id: string): Promise<void> {
    await call(endSession, { params: { sessionId: id } });
    await refresh(getOwnAccount);
    say({ text: t("accounts.sessions.ended") });
  }
  async function endOthers(): Promise<void> {
    const { ended } = await call(endOtherSessions, {});
    await refresh(getOwnAccount);
    say({ text: t("accounts.sessions.others_ended", { n: ended }) });
  }
  return (
    <Section title={t("accounts.sessions.title")} note={isDemo ? undefined : t("accounts.sessions.note")}>
      <List label={t("accounts.sessions.title")}>
        {sessions.map((session) => (
          <ListRow
            key={session.id}
            action={
              session.isCurrent || isDemo ? undefined : (
                <Button
                  kind="link"
                  label={t("accounts.sessions.end_of", { device: deviceOf(session) })}
                  onPress={() => void end(session.id).catch(tell)}
                >
                  {t("accounts.sessions.end")}
                </Button>
              )
            }
          >
            <p>
              {deviceOf(session)} {session.isCurrent && <Tag tone="good">{t("accounts.sessions.this")}</Tag>}
            </p>
            <p className="small muted">
              {[
                ...(session.isLink ? [t("accounts.sessions.by_link")] : []),
                ...(session.isCurrent ? [] : [t("accounts.sessions.used", { moment: f.moment(session.lastUsedAt) })]),
                t("accounts.sessions.since", { moment: f.moment(session.createdAt) }),
              ].join(" · ")}
            </p>
          </ListRow>
        ))}
      </List>
      {sessions.length > 1 && (
        <p>
          <Button onPress={() => void endOthers().catch(tell)}>{t("accounts.sessions.end_others")}</Button>
        </p>
      )}
    </Section>
  );
}
