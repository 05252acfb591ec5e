import { type ReactNode, useState } from "react";
import { call } from "../../../platform/web/api.ts";
import { Link } from "../../../platform/web/form/button.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { TextField } from "../../../platform/web/form/text-field.tsx";
import { Page } from "../../../platform/web/page/page.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { askForPasswordLink } from "../contract.ts";

type Asked = Awaited<ReturnType<typeof call<typeof askForPasswordLink>>> & { readonly email: string };

/** The answer is the same for every address: whether there is an account behind it, only its mailbox learns. */
export function ForgotPage(): ReactNode {
  const t = useTexts();
  const [email, setEmail] = useState("");
  const [asked, setAsked] = useState<Asked | undefined>(undefined);
  const back = (
    <p>
      <Link to="/sign-in">{t("accounts.forgot.back")}</Link>
    </p>
  );
  if (asked)
    return (
      <Page
        title={asked.sendsMail ? t("accounts.forgot.asked") : t("accounts.forgot.no_mail")}
        lead={
          asked.sendsMail ? t("accounts.forgot.asked_lead", { email: asked.email, n: asked.minutes }) : t("accounts.forgot.no_mail_lead")
        }
        width="narrow"
      >
        {asked.sendsMail && <p className="muted">{t("accounts.forgot.nothing_came")}</p>}
        {back}
      </Page>
    );
  return (
    <Page title={t("accounts.forgot.title")} lead={t("accounts.forgot.lead")} width="narrow">
      <Form
        submit={t("accounts.forgot.submit")}
        wordsForProblem={(problem) => (problem.code === "too_many" ? t("accounts.password.too_many") : undefined)}
        onSubmit={async () => setAsked({ ...(await call(askForPasswordLink, { body: { email } })), email: email.trim() })}
      >
        <TextField
          name="email"
          label={t("accounts.forgot.email")}
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          isRequired
        />
      </Form>
      {back}
    </Page>
  );
}
