import type { Routes } from "../../platform/server/http/routes.ts";
import * as contract from "./contract.ts";
import * as mail from "./mail/verbs.ts";
import * as secondFactor from "./second-factor.ts";
import * as verbs from "./verbs.ts";

export const routes: Routes = (on) => {
  on.open(contract.signIn, async ({ database, body, address, setSession, ...visit }) => {
    const session = await verbs.signIn(database, body, address, visit);
    setSession(session.token, session.expiresAt);
    return { signedIn: !session.awaitsCode, awaitsCode: session.awaitsCode };
  });
  on.open(contract.useLink, async ({ database, body, setSession, ...visit }) => {
    const session = await verbs.useLink(database, body.token, visit);
    setSession(session.token, session.expiresAt);
    return { signedIn: true };
  });
  on.open(contract.signOut, async ({ database, sessionToken, clearSession }) => {
    if (sessionToken) await verbs.endSession(database, sessionToken);
    clearSession();
    return { signedIn: false };
  });
  on(contract.chooseLanguage, async (call) => {
    await verbs.chooseLanguage(call, call.body.language);
    return { language: call.body.language };
  });
  on(contract.signOutEverywhere, async (call) => ({ ended: await verbs.signOutEverywhere(call) }));
  on.open(contract.getOwnAccount, async ({ database, sessionToken }) => await verbs.getOwnAccount(database, sessionToken));
  on.open(contract.endSession, async ({ database, sessionToken, params }) => {
    await verbs.endOwnSession(database, sessionToken, params.sessionId);
    return { id: params.sessionId };
  });
  on.open(contract.endOtherSessions, async ({ database, sessionToken }) => ({
    ended: await verbs.endOtherSessions(database, sessionToken),
  }));
  on.open(contract.changePassword, async ({ database, sessionToken, body, address }) => ({
    ended: await verbs.changePassword(database, sessionToken, body, address),
  }));
  on.open(contract.checkPasswordLink, async ({ database, body }) => await verbs.checkPasswordLink(database, body.token));
  on.open(contract.usePasswordLink, async ({ database, body, setSession, ...visit }) => {
    const session = await verbs.usePasswordLink(database, body, visit);
    setSession(session.token, session.expiresAt);
    return { signedIn: !session.awaitsCode, awaitsCode: session.awaitsCode };
  });
  on.open(
    contract.askForPasswordLink,
    async ({ database, body, address }) => await verbs.askForPasswordLink(database, body.email, address),
  );
  on.open(contract.enterCode, async ({ database, sessionToken, body, address }) => ({
    signedIn: true,
    ...(await secondFactor.enterCode(database, sessionToken, body.code, address)),
  }));
  on.open(contract.getSecondFactor, async ({ database, sessionToken }) => await secondFactor.getSecondFactor(database, sessionToken));
  on.open(contract.beginSecondFactor, async ({ database, sessionToken }) => await secondFactor.beginSecondFactor(database, sessionToken));
  on.open(contract.confirmSecondFactor, async ({ database, sessionToken, body, address }) => ({
    recoveryCodes: await secondFactor.confirmSecondFactor(database, sessionToken, body, address),
  }));
  on.open(contract.renewRecoveryCodes, async ({ database, sessionToken, body, address }) => ({
    recoveryCodes: await secondFactor.renewRecoveryCodes(database, sessionToken, body, address),
  }));
  on.open(contract.turnOffSecondFactor, async ({ database, sessionToken, body, address }) => {
    await secondFactor.turnOffSecondFactor(database, sessionToken, body, address);
    return { isOn: false };
  });
  on.open(contract.unsubscribe, async ({ database, params }) => {
    await mail.endDigests(database, params.token);
    return { unsubscribed: true };
  });
  on(contract.getOwnMail, async (call) => await mail.getOwnMail(call));
  on(contract.chooseCadence, async (call) => await mail.chooseCadence(call, call.params.group, call.body.cadence));
  on(contract.listSiteMail, async (call) =>
    mail.listSiteMail(call, { onlyTrouble: call.query.only === "trouble", before: call.query.before ?? null }),
  );
  on(contract.retryMail, async (call) => {
    await mail.retryMail(call, call.params.mailId);
    return { id: call.params.mailId };
  });
};
