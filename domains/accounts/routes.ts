import type { Routes } from "../../platform/server/http/routes.ts";
import {
  chooseCadence,
  chooseLanguage,
  getOwnMail,
  listSiteMail,
  retryMail,
  signIn,
  signOut,
  signOutEverywhere,
  useLink,
} from "./contract.ts";
import * as mail from "./mail/verbs.ts";
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
  on(getOwnMail, async (call) => await mail.getOwnMail(call));
  on(chooseCadence, async (call) => await mail.chooseCadence(call, call.params.group, call.body.cadence));
  on(listSiteMail, async (call) =>
    mail.listSiteMail(call, { onlyTrouble: call.query.only === "trouble", before: call.query.before ?? null }),
  );
  on(retryMail, async (call) => {
    await mail.retryMail(call, call.params.mailId);
    return { id: call.params.mailId };
  });
};
