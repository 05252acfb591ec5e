import { useRouterState } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page, Section } from "../../../platform/web/page/page.tsx";
import { roles, useSession } from "../../../platform/web/session.ts";
import { type TextKey, useTexts } from "../../../platform/web/texts.ts";
import { demoSignIn, listDemoAccounts } from "../contract.ts";
import { SignInForm } from "./sign-in-form.tsx";

type DemoAccount = Awaited<ReturnType<typeof call<typeof listDemoAccounts>>>["accounts"][number];

/** The page that was asked for before signing in, if it is one of ours. */
function wantedPath(search: unknown): string {
  const to = (search as { to?: unknown }).to;
  return typeof to === "string" && /^\/(?!\/)/.test(to) && !to.startsWith("/sign-in") ? to : "/";
}

export function SignInPage(): ReactNode {
  const t = useTexts();
  const { demo } = useSession();
  const to = wantedPath(useRouterState({ select: (state) => state.location.search }));
  const enter = () => location.assign(to);
  if (demo) return <DemoEntrance onSignedIn={enter} />;
  return (
    <Page title={t("network.sign_in.title")} lead={t("network.sign_in.lead")} width="narrow">
      <SignInForm onSignedIn={enter} />
    </Page>
  );
}

const beginnings: readonly { readonly name: string; readonly why: TextKey }[] = [
  { name: "Karin Wolters", why: "network.demo.wolters" },
  { name: "Derya Aksoy", why: "network.demo.aksoy" },
  { name: "Renate Vogt", why: "network.demo.vogt" },
  { name: "Prof. Dr. Judith Berg", why: "network.demo.berg" },
];

/** The site told in full first, the others by name; within one by role, then by name. */
function inTheirOrder(accounts: readonly DemoAccount[]): readonly DemoAccount[] {
  const people = Map.groupBy(accounts, (account) => account.siteName);
  const sizeOf = (account: DemoAccount) => people.get(account.siteName)?.length ?? 0;
  const fullest = Math.max(...accounts.map(sizeOf));
  const isBehind = (account: DemoAccount) => (sizeOf(account) === fullest ? 0 : 1);
  return accounts.toSorted(
    (a, b) =>
      isBehind(a) - isBehind(b) ||
      a.siteName.localeCompare(b.siteName) ||
      roles.indexOf(a.role) - roles.indexOf(b.role) ||
      a.name.localeCompare(b.name),
  );
}

function DemoEntrance(it: { readonly onSignedIn: () => void }): ReactNode {
  const t = useTexts();
  const { awaitsCode } = useSession();
  const accounts = useAnswer(listDemoAccounts, {});
  const enter = async (membershipId: string) => {
    await call(demoSignIn, { body: { membershipId } });
    it.onSignedIn();
  };
  const row = (account: DemoAccount, why?: string) => (
    <ListRow
      key={account.membershipId}
      action={
        <Button kind="link" label={t("network.demo.enter", { name: account.name })} onPress={() => void enter(account.membershipId)}>
          {t("network.sign_in.submit")}
        </Button>
      }
    >
      <p>
        <b>{account.name}</b>, {account.title ?? t(`network.role.${account.role}`)}
      </p>
      <p className="small muted">{why ?? `${account.organisationName}, ${account.unitName}`}</p>
    </ListRow>
  );
  return (
    <Page title={t("network.demo.title")} lead={t("network.demo.lead")} width="narrow">
      <Answered query={accounts}>
        {({ accounts }) => {
          const all = inTheirOrder(accounts);
          const sites = [...new Set(all.map((account) => account.siteName))];
          const [first, ...others] = sites;
          return (
            <>
              <Section title={t("network.demo.first")}>
                <List>
                  {beginnings.flatMap(({ name, why }) =>
                    all
                      .filter((account) => account.name === name)
                      .slice(0, 1)
                      .map((account) => row(account, t(why))),
                  )}
                </List>
              </Section>
              <div>
                {first !== undefined && (
                  <Fold summary={t("network.demo.all", { site: first })}>
                    <List>{all.filter((account) => account.siteName === first).map((account) => row(account))}</List>
                  </Fold>
                )}
                <Fold summary={t("network.demo.other_sites")}>
                  {others.map((site) => (
                    <Section key={site} title={site}>
                      <List>{all.filter((account) => account.siteName === site).map((account) => row(account))}</List>
                    </Section>
                  ))}
                </Fold>
                <Fold summary={t("network.demo.password")} isOpen={awaitsCode}>
                  <SignInForm onSignedIn={it.onSignedIn} />
                </Fold>
              </div>
            </>
          );
        }}
      </Answered>
    </Page>
  );
}
