import { type ReactNode, useState } from "react";
import { Failed } from "../../../../platform/web/answers.tsx";
import { call, type Problem, problemOf } from "../../../../platform/web/api.ts";
import { Button, Link } from "../../../../platform/web/form/button.tsx";
import { Page } from "../../../../platform/web/page/page.tsx";
import { useTexts } from "../../../../platform/web/texts.ts";
import { unsubscribe } from "../../contract.ts";

/** Opened from a mail, signed in or not. Nothing happens before somebody presses: programs that look through mail open every address. */
export function UnsubscribePage(): ReactNode {
  const t = useTexts();
  const [token] = useState(() => decodeURIComponent(location.hash.slice(1)));
  const [state, setState] = useState<"asks" | "works" | "done" | Problem>("asks");
  const end = () => {
    setState("works");
    call(unsubscribe, { params: { token } })
      .then(() => setState("done"))
      .catch((error: unknown) => setState(problemOf(error)));
  };
  if (state === "done")
    return <Page title={t("accounts.mail.unsubscribe.done")} lead={t("accounts.mail.unsubscribe.done_lead")} width="narrow" />;
  if (typeof state === "object" && (state.code === "not_found" || state.code === "invalid"))
    return (
      <Page title={t("accounts.mail.unsubscribe.unknown")} lead={t("accounts.mail.unsubscribe.unknown_lead")} width="narrow">
        <p>
          <Link to="/account/mail">{t("accounts.mail.unsubscribe.settings")}</Link>
        </p>
      </Page>
    );
  return (
    <Page title={t("accounts.mail.unsubscribe.title")} lead={t("accounts.mail.unsubscribe.lead")} width="narrow">
      {typeof state === "object" && <Failed problem={state} onRetry={end} />}
      <p>
        <Button kind="primary" busy={state === "works" ? t("platform.loading") : undefined} onPress={end}>
          {t("accounts.mail.unsubscribe.submit")}
        </Button>
      </p>
    </Page>
  );
}
