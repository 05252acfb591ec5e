import { type ReactNode, useState } from "react";
import { call } from "../../../platform/web/api.ts";
import { Form } from "../../../platform/web/form/form.tsx";
import { TextField } from "../../../platform/web/form/text-field.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { signIn } from "../../accounts/contract.ts";
import { takeUpSession } from "../../accounts/web/index.ts";

/** Signs in and acts as the membership used last. Whoever has none yet is signed in all the same. */
export function SignInForm(it: { readonly onSignedIn: () => void }): ReactNode {
  const t = useTexts();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  return (
    <Form
      submit={t("network.sign_in.submit")}
      saving={t("network.sign_in.busy")}
      wordsFor={({ code }) => (code === "not_matching" ? t("network.sign_in.not_matching") : undefined)}
      wordsForProblem={(problem) => (problem.code === "too_many" ? t("network.sign_in.too_many") : undefined)}
      onSubmit={async () => {
        await call(signIn, { body: { email, password } });
        await takeUpSession();
        it.onSignedIn();
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
