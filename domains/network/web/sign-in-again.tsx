import type { ReactNode } from "react";
import { call } from "../../../platform/web/api.ts";
import { Form } from "../../../platform/web/form/form.tsx";
import { useSession } from "../../../platform/web/session.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import { demoSignIn } from "../contract.ts";
import { SignInForm } from "./sign-in-form.tsx";

/** Over a page whose session has ended. In the demo nobody has a password: one click, as the same membership as before. */
export function SignInAgain(it: { readonly onSignedIn: () => void }): ReactNode {
  const t = useTexts();
  const { demo, actor, account } = useSession();
  if (!demo || !actor) return <SignInForm onSignedIn={it.onSignedIn} />;
  return (
    <Form
      submit={t("network.demo.enter", { name: account?.name ?? "" })}
      saving={t("network.sign_in.busy")}
      onSubmit={async () => {
        await call(demoSignIn, { body: { membershipId: actor.membershipId } });
        it.onSignedIn();
      }}
    >
      {null}
    </Form>
  );
}
