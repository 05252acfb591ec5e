import { type ReactNode, useState } from "react";
import { call } from "../../../platform/web/api.ts";
import { Link } from "../../../platform/web/form/button.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { TextField } from "../../../platform/web/form/text-field.tsx";
import { useSession } from "../../../platform/web/session.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import { signIn } from "../../accounts/contract.ts";
import { pathAfter, takeUpSession } from "../../accounts/web/index.ts";
import { CodeForm } from "./code-form.tsx";

/** Signs in and acts as the membership used last. Whoever has none yet is signed in all the same. */
export function SignInForm(it: { readonly onSignedIn: () => void }): ReactNode {
  const t = useTexts();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { awaitsCode } = useSession();
  const [step, setStep] = useState<"password" | "code">(awaitsCode ? "code" : "password");
  async function goOn(): Promise<void> {
    const entrance = await takeUpSession();
    if (entrance === "code") return setStep("code");
    if (entrance === "set_up") return location.assign(pathAfter(entrance));
    it.onSignedIn();
  }
  if (step === "code") return <CodeForm onEntered={goOn} onBack={() => setStep("password")} />;
  return (
    <Form
      submit={t("network.sign_in.submit")}
      saving={t("network.sign_in.busy")}
      wordsFor={({ code }) => (code === "not_matching" ? t("network.sign_in.not_matching") : undefined)}
      wordsForProblem={(problem) => (problem.code === "too_many" ? t("network.sign_in.too_many") : undefined)}
      beside={<Link to="/forgot-password">{t("network.sign_in.forgot")}</Link>}
      onSubmit={async () => {
        await call(signIn, { body: { email, password } });
        await goOn();
      }}
    >
      <TextField
        name="email"
        label={t("network.sign_in.email")}
        type="email"
        autoComplete="username"
        value={email}
        onChange={setEmail}
        isRequired
      />
      <TextField
        name="password"
        label={t("network.sign_in.password")}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        isRequired
      />
    </Form>
  );
}
