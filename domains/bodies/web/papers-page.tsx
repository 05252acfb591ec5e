import "./bodies.css";
import { useSearch } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { useRefresh } from "../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../platform/web/api.ts";
import { Button, Link } from "../../../platform/web/form/button.tsx";
import { Mark } from "../../../platform/web/page/icon.tsx";
import { Page } from "../../../platform/web/page/page.tsx";
import { Loading } from "../../../platform/web/page/states.tsx";
import { signOut, useSession } from "../../../platform/web/session.ts";
import { LanguageSwitch } from "../../../platform/web/shell/language-switch.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { useLink } from "../../accounts/contract.ts";
import { MemberHome, MemberTitle } from "./member-home.tsx";

const redeem = useLink;
type Outcome = "open" | "refused" | "offline";

/** Opens the papers of one member by a personal link. The token stands behind the #: it reaches no server but in this one call. */
export function PapersPage(): ReactNode {
  const t = useTexts();
  const session = useSession();
  const { meeting } = useSearch({ strict: false }) as { meeting?: string };
  const refresh = useRefresh();
  // a retry is a new try with the same token
  const [attempt, setAttempt] = useState(() => ({ token: location.hash.slice(1) }));
  const [result, setResult] = useState<{ of: typeof attempt; outcome: Outcome } | undefined>(undefined);
  // a second link pasted into the same window changes nothing but the part behind the #
  useEffect(() => {
    const onChange = () => {
      if (location.hash.length > 1) setAttempt({ token: location.hash.slice(1) });
    };
    addEventListener("hashchange", onChange);
    return () => removeEventListener("hashchange", onChange);
  }, []);
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

  const { actor, account } = session;
  const isMember = actor?.role === "body_member";
  if (stage === "opening") return <Loading />;
  if (stage === "offline")
    return (
      <Page title={t("platform.offline.title")} lead={t("bodies.papers.offline")} width="narrow">
        <p>
          <Button kind="primary" onPress={() => setAttempt({ token: attempt.token })}>
            {t("platform.retry")}
          </Button>
        </p>
      </Page>
    );
  if (stage === "refused" || !isMember)
    return (
      <Page
        title={t("bodies.papers.closed")}
        lead={stage === "refused" ? t("bodies.papers.refused") : t("bodies.papers.again")}
        width="narrow"
      >
        <p>
          <Link to="/sign-in">{t("bodies.papers.sign_in")}</Link>
        </p>
      </Page>
    );
  return (
    <>
      <header className="papers-head">
        <p className="brand">
          <Mark />
          <span>
            <b>{t("bodies.papers.brand")}</b>
            <span>{actor.siteName}</span>
          </span>
        </p>
        <p className="small">
          {account?.name}
          <br />
          <span className="muted">{actor.organisationName}</span>
        </p>
        <LanguageSwitch />
      </header>
      <div className="stack stack-xl">
        <MemberTitle meetingId={meeting} />
        <MemberHome meetingId={meeting} />
        <footer className="small muted stack stack-s">
          <p>{t("bodies.papers.only_you")}</p>
          {session.isLink && (
            <p>
              <Button kind="link" onPress={() => void call(signOut, {}).then(() => location.assign("/papers"))}>
                {t("bodies.papers.not_you")}
              </Button>
            </p>
          )}
        </footer>
      </div>
    </>
  );
}
