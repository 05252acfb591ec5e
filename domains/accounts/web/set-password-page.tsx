import { type ReactNode, useEffect, useState } from "react";
import { call, problemOf } from "../../../platform/web/api.ts";
import { Button, LinkButton } from "../../../platform/web/form/button.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Page } from "../../../platform/web/page/page.tsx";
import { Loading } from "../../../platform/web/page/states.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { checkPasswordLink, usePasswordLink } from "../contract.ts";
import { pathAfter, takeUpSession } from "./enter.ts";
import { NewPassword, usePasswordWords } from "./password-field.tsx";

const redeem = usePasswordLink;
type Link = Awaited<ReturnType<typeof call<typeof checkPasswordLink>>>;
type Found = Link | "closed" | "offline";

/** Whoever holds the link chooses a password, once. The token stands behind the #, so that opening the page uses nothing up, whoever opens it. */
export function SetPasswordPage(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const words = usePasswordWords();
  const [attempt, setAttempt] = useState(() => ({ token: location.hash.slice(1) }));
  const [found, setFound] = useState<{ of: typeof attempt; is: Found } | undefined>(undefined);
  const [password, setPassword] = useState("");
  const [isUsed, setUsed] = useState(false);
  useEffect(() => {
    const onChange = () => location.hash.length > 1 && setAttempt({ token: location.hash.slice(1) });
    addEventListener("hashchange", onChange);
    return () => removeEventListener("hashchange", onChange);
  }, []);
  useEffect(() => {
    let isCurrent = true;
    const tell = (is: Found) => isCurrent && setFound({ of: attempt, is });
    call(checkPasswordLink, { body: { token: attempt.token } })
      .then(tell)
      .catch((error: unknown) => {
        const { code } = problemOf(error);
        tell(code === "offline" || code === "unavailable" ? "offline" : "closed");
      });
    return () => {
      isCurrent = false;
    };
  }, [attempt]);

  const link = found?.of === attempt ? found.is : undefined;
  if (link === undefined) return <Loading />;
  if (link === "offline")
    return (
      <Page title={t("platform.offline.title")} lead={t("accounts.set_password.offline")} width="narrow">
        <p>
          <Button kind="primary" onPress={() => setAttempt({ ...attempt })}>
            {t("platform.retry")}
          </Button>
        </p>
      </Page>
    );
  if (link === "closed" || isUsed)
    return (
      <Page title={t("accounts.set_password.closed")} lead={t("accounts.set_password.closed_lead")} width="narrow">
        <p>
          <LinkButton to="/sign-in">{t("accounts.set_password.sign_in")}</LinkButton>
        </p>
      </Page>
    );
  return (
    <Page
      title={link.kind === "first" ? t("accounts.set_password.first", { name: link.name }) : t("accounts.set_password.reset")}
      windowTitle={t("accounts.set_password.reset")}
      lead={t(link.kind === "first" ? "accounts.set_password.first_lead" : "accounts.set_password.reset_lead", { email: link.email })}
      width="narrow"
    >
      <Form
        submit={t("accounts.set_password.submit")}
        wordsFor={words}
        onSubmit={async () => {
          try {
            await call(redeem, { body: { token: attempt.token, password } });
          } catch (error) {
            if (problemOf(error).code === "not_found") return setUsed(true);
            throw error;
          }
          location.assign(pathAfter(await takeUpSession()));
        }}
        beside={<span className="small muted">{t("accounts.set_password.until", { moment: f.moment(link.expiresAt) })}</span>}
      >
        {/* for the password manager, which keeps the two together */}
        <input type="text" autoComplete="username" value={link.email} readOnly hidden />
        <NewPassword name="password" label={t("accounts.set_password.field")} value={password} onChange={setPassword} />
      </Form>
    </Page>
  );
}
