import { type ReactNode, useState } from "react";
import { Form } from "../../../platform/web/form/form.tsx";
import { TextField } from "../../../platform/web/form/text-field.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { useCodeWords } from "./code-words.ts";

/** Password and code together: for what nobody else may do at an open browser. */
export function ProofForm(it: {
  readonly submit: string;
  readonly kind?: "primary" | "secondary";
  readonly codeHint: string;
  readonly onProof: (proof: { password: string; code: string }) => Promise<void>;
}): ReactNode {
  const t = useTexts();
  const words = useCodeWords();
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  return (
    <Form
      submit={it.submit}
      kind={it.kind ?? "primary"}
      wordsFor={words}
      wordsForProblem={(problem) =>
        problem.code === "too_many" ? t("accounts.password.too_many") : t.maybe(`accounts.reason.${problem.reason ?? ""}`)
      }
      onSubmit={async () => {
        await it.onProof({ password, code });
        setCode("");
        setPassword("");
      }}
    >
      <TextField
        name="code"
        label={t("accounts.code.label")}
        hint={it.codeHint}
        autoComplete="one-time-code"
        width="m"
        value={code}
        onChange={setCode}
        maxLength={20}
        isRequired
      />
      <TextField
        name="password"
        label={t("accounts.code.password")}
        type="password"
        autoComplete="current-password"
        width="m"
        value={password}
        onChange={setPassword}
        maxLength={200}
        isRequired
      />
    </Form>
  );
}
