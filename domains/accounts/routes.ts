import type { Routes } from "../../platform/server/http/routes.ts";
import { chooseLanguage, signIn, signOut, signOutEverywhere, useLink } from "./contract.ts";
import * as verbs from "./verbs.ts";

export const routes: Routes = (on) => {
  on.open(signIn, async ({ database, body, address, setSession }) => {
    const session = await verbs.signIn(database, body, address);
    setSession(session.token, session.expiresAt);
    return { signedIn: true };
  });
  on.open(useLink, async ({ database, body, setSession }) => {
    const session = await verbs.useLink(database, body.token);
    setSession(session.token, session.expiresAt);
    return { signedIn: true };
  });
  on.open(signOut, async ({ database, sessionToken, clearSession }) => {
    if (sessionToken) await verbs.endSession(database, sessionToken);
    clearSession();
    return { signedIn: false };
  });
  on(chooseLanguage, async (call) => {
    await verbs.chooseLanguage(call, call.body.language);
    return { language: call.body.language };
  });
  on(signOutEverywhere, async (call) => ({ ended: await verbs.signOutEverywhere(call) }));
};
