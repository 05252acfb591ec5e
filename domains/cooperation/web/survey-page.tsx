import "./cooperation.css";
import { useSearch } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { useRefresh } from "../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../platform/web/api.ts";
import { Button, Link } from "../../../platform/web/form/button.tsx";
import { Page } from "../../../platform/web/page/page.tsx";
import { Loading } from "../../../platform/web/page/states.tsx";
import { useSession } from "../../../platform/web/session.ts";
import { LanguageSwitch } from "../../../platform/web/shell/language-switch.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { useLink } from "../../accounts/contract.ts";
import { AnswerOf } from "./answer-page.tsx";

const redeem = useLink;
type Outcome = "open" | "refused" | "offline";

/** The survey by a personal link. The token stands behind the #: it reaches no server but in this one call. */
export function SurveyPage(): ReactNode {
  const t = useTexts();
  const { actor } = useSession();
  const { wave } = useSearch({ strict: false }) as { wave?: string };
  const refresh = useRefresh();
  const [attempt, setAttempt] = useState(() => ({ token: location.hash.slice(1) }));
  const [result, setResult] = useState<{ of: typeof attempt; outcome: Outcome } | undefined>(undefined);
  useEffect(() => {
    if (attempt.token === "") return undefined;
    let isCurrent = true;
    call(redeem, { body: { token: attempt.token } })
      .then(async () => {
        // whoever looks at the history of this browser later finds no key in it
        history.replaceState(history.state, "", location.pathname + location.search);
        await refresh();
        if (isCurrent) setResult({ of: attempt, outcome: "open" });
      })
      .catch((error: unknown) => {
        const { code } = problemOf(error);
        if (isCurrent) setResult({ of: attempt, outcome: code === "offline" || code === "unavailable" ? "offline" : "refused" });
      });
    return () => {
      isCurrent = false;
    };
  }, [attempt, refresh]);
  const stage = attempt.token === "" ? "no_token" : result?.of === attempt ? result.outcome : "opening";
  if (stage === "opening") return <Loading />;
  if (stage === "offline")
    return (
      <Page title={t("platform.offline.title")} lead={t("cooperation.survey.offline")} width="narrow">
        <p>
          <Button kind="primary" onPress={() => setAttempt({ token: attempt.token })}>
            {t("platform.retry")}
          </Button>
        </p>
      </Page>
    );
  if (stage === "refused" || !actor || wave === undefined)
    return (
      <Page title={t("cooperation.survey.closed")} lead={t("cooperation.survey.refused")} width="narrow">
        <p>
          <Link to="/sign-in">{t("cooperation.survey.sign_in")}</Link>
        </p>
      </Page>
    );
  return (
    <>
      <p className="row row--apart small">
        <span className="muted">{actor.siteName}</span>
        <LanguageSwitch />
      </p>
      <AnswerOf waveId={wave} />
    </>
  );
}
