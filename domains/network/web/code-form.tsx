import { type ReactNode, useEffect, useRef, useState } from "react";
import { call } from "../../../platform/web/api.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { TextField } from "../../../platform/web/form/text-field.tsx";
import { signOut } from "../../../platform/web/session.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import { enterCode } from "../../accounts/contract.ts";
import { useCodeWords } from "../../accounts/web/index.ts";

/** The second step of signing in: the password was right. */
export function CodeForm(it: { readonly onEntered: () => Promise<void>; readonly onBack: () => void }): ReactNode {
  const t = useTexts();
  const words = useCodeWords();
  const [code, setCode] = useState("");
  const field = useRef<HTMLInputElement>(null);
  // it takes the place of the password, and the hands stay where they are
  useEffect(() => field.current?.focus(), []);
  return (
    <div className="stack">
      <h2>{t("network.code.title")}</h2>
      <Form
        submit={t("network.sign_in.submit")}
        saving={t("network.sign_in.busy")}
        wordsFor={words}
        wordsForProblem={(problem) =>
          problem.code === "too_many"
            ? t("network.sign_in.too_many")
            : problem.code === "signed_out"
              ? t("network.code.too_late")
              : undefined
        }
        onSubmit={async () => {
          await call(enterCode, { body: { code } });
          await it.onEntered();
        }}
        beside={
          <Button
            kind="link"
            onPress={() =>
              void call(signOut, {})
                .catch(() => undefined)
                .then(it.onBack)
            }
          >
            {t("network.code.back")}
          </Button>
        }
      >
        <TextField
          ref={field}
          name="code"
          label={t("network.code.label")}
          hint={t("network.code.hint")}
          autoComplete="one-time-code"
          width="m"
          value={code}
          onChange={setCode}
          maxLength={20}
          isRequired
        />
      </Form>
    </div>
  );
}
