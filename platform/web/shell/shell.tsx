import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { type ReactNode, Suspense, use, useEffect, useMemo, useState, useSyncExternalStore, useTransition } from "react";
import { Failed } from "../answers.tsx";
import { call, onSignedOut, type Problem, problemOf, setCsrf } from "../api.ts";
import type { WebDomain } from "../domain.ts";
import { Dialog } from "../page/dialog.tsx";
import { Loading } from "../page/states.tsx";
import { Toasts, useToast } from "../page/toast.tsx";
import { type Language, storedLanguage, storeLanguage } from "../preferences.ts";
import {
  chooseLanguage,
  chooseMembership,
  getSession,
  LanguageChoiceContext,
  type Session,
  SessionContext,
  signOut,
  useSession,
} from "../session.ts";
import { gatherSlots, Slot, SlotsContext, useIsFilled } from "../slots.tsx";
import { translator, useTexts, WordsContext } from "../texts.ts";
import { LinkButton } from "../form/button.tsx";
import { saveDrafts } from "../form/draft.tsx";
import { Foot, Frame } from "./frame.tsx";
import { house } from "./house.ts";
import { routerOf } from "./router.tsx";
import { Boundary } from "./unavailable-pages.tsx";
import { MailKindsContext, NavigationContext } from "./ways.ts";

const sessionKey = ["session"];
const rightToLeft: readonly string[] = ["ar", "fa"];

function isPassing(error: unknown): boolean {
  const { code } = problemOf(error);
  return code === "offline" || code === "unavailable";
}

/** Everything that all domains together give: made once. */
export function assemble(ofDomains: readonly WebDomain[], platformTexts: NonNullable<WebDomain["texts"]>): () => ReactNode {
  const domains = [house, ...ofDomains];
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        networkMode: "always",
        retry: (failures, error) => failures < 2 && isPassing(error),
        throwOnError: false,
      },
      mutations: { networkMode: "always" },
    },
  });
  const slots = gatherSlots(domains);
  const navigation = domains.flatMap((domain) => domain.navigation ?? []);
  const mailKinds = Object.assign({}, ...domains.map((domain) => domain.mail ?? {})) as Readonly<Record<string, string>>;
  const router = routerOf(domains, (page, isBare) => <Around isBare={isBare}>{page}</Around>);
  const known = new Map<Language, Promise<Readonly<Record<string, string>>>>();
  const messagesOf = (language: Language) => {
    const messages =
      known.get(language) ??
      Promise.all([platformTexts[language](), ...domains.map((domain) => domain.texts?.[language]() ?? Promise.resolve({}))]).then(
        (all) => Object.assign({}, ...all) as Record<string, string>,
      );
    known.set(language, messages);
    return messages;
  };

  return function App() {
    return (
      <QueryClientProvider client={client}>
        <SlotsContext value={slots}>
          <NavigationContext value={navigation}>
            <MailKindsContext value={mailKinds}>
              <Suspense fallback={null}>
                <SignedIn messagesOf={messagesOf}>
                  <RouterProvider router={router} />
                </SignedIn>
              </Suspense>
            </MailKindsContext>
          </NavigationContext>
        </SlotsContext>
      </QueryClientProvider>
    );
  };
}

/** Knows the session and speaks its language. */
function SignedIn(it: {
  readonly messagesOf: (language: Language) => Promise<Readonly<Record<string, string>>>;
  readonly children: ReactNode;
}): ReactNode {
  const session = useQuery<Session, Problem>({
    queryKey: sessionKey,
    queryFn: async ({ signal }) => {
      const answer = await call(getSession, {}, { signal });
      setCsrf(answer.csrf);
      return answer;
    },
    staleTime: 5 * 60_000,
  });
  const language = session.data?.language ?? storedLanguage();
  const messages = use(it.messagesOf(language));
  const words = useMemo(() => ({ language, t: translator(language, messages) }), [language, messages]);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = rightToLeft.includes(language) ? "rtl" : "ltr";
    storeLanguage(language);
  }, [language]);
  return (
    <WordsContext value={words}>
      {session.data ? (
        <SessionContext value={session.data}>
          <Toasts>{it.children}</Toasts>
        </SessionContext>
      ) : (
        <main className="wrap narrow">
          {session.error ? <Failed problem={session.error} onRetry={() => void session.refetch()} /> : <Loading />}
        </main>
      )}
    </WordsContext>
  );
}

function subscribeToConnection(onChange: () => void): () => void {
  addEventListener("online", onChange);
  addEventListener("offline", onChange);
  return () => {
    removeEventListener("online", onChange);
    removeEventListener("offline", onChange);
  };
}

/** The shell around the page, and what happens when one changes role, language or leaves. */
function Around(it: { readonly isBare: boolean; readonly children: ReactNode }): ReactNode {
  const t = useTexts();
  const client = useQueryClient();
  const say = useToast();
  const session = useSession();
  const [, startTransition] = useTransition();
  const isOffline = !useSyncExternalStore(subscribeToConnection, () => navigator.onLine);
  const [isExpired, setExpired] = useState(false);
  useEffect(() => onSignedOut(() => setExpired(true)), []);

  const tell = (error: unknown) => say({ text: t(`platform.problem.${problemOf(error).code}`) });
  const takeOver = (next: Session) => {
    setCsrf(next.csrf);
    startTransition(() => {
      client.setQueryData(sessionKey, next);
    });
  };
  /** Another actor sees other things: nothing of the former one stays, neither in memory nor on the page. */
  const startAnew = () => location.assign("/");

  const onChoose = (membershipId: string) =>
    void saveDrafts()
      .then(() => call(chooseMembership, { body: { membershipId } }))
      .then(startAnew)
      .catch(tell);
  const onSignOut = () =>
    void saveDrafts()
      .then(() => call(signOut, {}))
      .then(startAnew)
      .catch(tell);
  async function onSignedIn(): Promise<void> {
    const next = await call(getSession, {});
    // somebody else may have signed in, or as something else: then nothing of before may stay
    if (next.actor?.membershipId !== session.actor?.membershipId) return startAnew();
    takeOver(next);
    setExpired(false);
    await client.invalidateQueries();
  }
  const onLanguage = (language: Language) => {
    storeLanguage(language);
    takeOver({ ...session, language });
    if (session.signedIn) call(chooseLanguage, { body: { language } }).catch(tell);
  };

  const page = <Boundary>{it.children}</Boundary>;
  const shown = it.isBare ? (
    <>
      <main id="content" className="wrap" tabIndex={-1}>
        {page}
      </main>
      <Foot />
    </>
  ) : (
    <Frame onLanguage={onLanguage} onChoose={onChoose} onSignOut={onSignOut} isOffline={isOffline}>
      {page}
    </Frame>
  );
  return (
    <LanguageChoiceContext value={onLanguage}>
      {shown}
      {isExpired && session.signedIn && <Expired onSignedIn={() => void onSignedIn().catch(tell)} onClose={() => setExpired(false)} />}
    </LanguageChoiceContext>
  );
}

/** The session ended while somebody was writing: the page stays as it is below. */
function Expired(it: { readonly onSignedIn: () => void; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const canSignIn = useIsFilled("signIn");
  return (
    <Dialog title={t("platform.signed_out.title")} onClose={it.onClose}>
      <p>{t("platform.signed_out.body")}</p>
      {canSignIn ? (
        <Slot name="signIn" props={{ onSignedIn: it.onSignedIn }} first />
      ) : (
        <p>
          <LinkButton to="/sign-in">{t("platform.actor.sign_in")}</LinkButton>
        </p>
      )}
    </Dialog>
  );
}
