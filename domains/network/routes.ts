import type { Routes } from "../../platform/server/http/routes.ts";
import * as contract from "./contract.ts";
import { makeResponsibilitiesSpreadsheet } from "./responsibility/spreadsheet.ts";
import * as responsibility from "./responsibility/verbs.ts";
import { getSetup } from "./setup/verbs.ts";
import { makeWordsSpreadsheet } from "./vocabulary/spreadsheet.ts";
import * as vocabulary from "./vocabulary/verbs.ts";
import { makeMembersSpreadsheet, makeRegisterSpreadsheet, makeUnitsSpreadsheet } from "./spreadsheets.ts";
import * as verbs from "./verbs.ts";

export const routes: Routes = (on) => {
  on.open(contract.getSession, async ({ database, sessionToken }) => await verbs.getSession(database, sessionToken));
  on.open(
    contract.chooseMembership,
    async ({ database, sessionToken, body }) => await verbs.chooseMembership(database, sessionToken, body.membershipId),
  );
  on.open(contract.listDemoAccounts, async ({ database }) => ({
    accounts: (await verbs.listDemoAccounts(database)).map((row) => ({
      membershipId: row.membership_id,
      name: row.name,
      role: row.role as contract.Role,
      title: row.title,
      unitName: row.unit_name,
      organisationName: row.organisation_name,
      siteName: row.site_name,
      siteSlug: row.site_slug,
    })),
  }));
  on.open(contract.demoSignIn, async ({ database, body, setSession, ...visit }) => {
    const session = await verbs.demoSignIn(database, body.membershipId, visit);
    setSession(session.token, session.expiresAt);
    return { signedIn: true };
  });
  on(contract.getSite, async (call) => await verbs.getSiteView(call));
  on(contract.makeMembersSpreadsheet, async (call) => await makeMembersSpreadsheet(call, call.query.language));
  on(contract.makeUnitsSpreadsheet, async (call) => await makeUnitsSpreadsheet(call, call.query.language));
  on(contract.getDraft, async (call) => await verbs.getDraft(call, call.params.key));
  on(contract.saveDraft, async (call) => await verbs.saveDraft(call, call.params.key, call.body.content));
  on(contract.discardDraft, async (call) => await verbs.discardDraft(call, call.params.key));
  on(contract.saveOrganisation, async (call) => {
    await verbs.saveOrganisation(call, call.params.organisationId, call.body);
    return { id: call.params.organisationId };
  });
  on(contract.saveUnit, async (call) => {
    await verbs.saveUnit(call, call.params.unitId, call.body);
    return { id: call.params.unitId };
  });
  on(contract.addMember, async (call) => {
    const link = await verbs.addMember(call, call.params.membershipId, call.body);
    return { id: call.params.membershipId, link };
  });
  on(contract.renewFirstLink, async (call) => {
    const link = await verbs.renewFirstLink(call, call.params.membershipId);
    return { id: call.params.membershipId, link };
  });
  on(contract.listMemberAccess, async (call) => ({ members: await verbs.listMemberAccess(call) }));
  on(contract.listSecondFactorDemands, async (call) => await verbs.listSecondFactorDemands(call));
  on(contract.demandSecondFactor, async (call) => await verbs.demandSecondFactor(call, call.params.role, call.body.isDemanded));
  on(contract.makeRegisterSpreadsheet, async (call) => await makeRegisterSpreadsheet(call, call.query.language));
  on(contract.listRegister, async (call) => await verbs.listRegister(call, call.query));
  on(contract.acknowledgeRegister, async (call) => ({ open: await verbs.acknowledgeRegister(call, call.body.entryIds) }));
  on(contract.endMember, async (call) => {
    await verbs.endMember(call, call.params.membershipId);
    return { id: call.params.membershipId };
  });

  on(contract.getSetup, async (call) => await getSetup(call));
  on(contract.listResponsibilities, async (call) => await responsibility.listResponsibilities(call));
  on(contract.makeResponsibilitiesSpreadsheet, async (call) => await makeResponsibilitiesSpreadsheet(call, call.query.language));
  on(contract.askWhoIsResponsible, async (call) => await responsibility.askWhoIsResponsible(call, call.body));
  on(contract.checkResponsibilities, async (call) => await responsibility.checkResponsibilities(call));
  on(contract.saveResponsibility, async (call) => await responsibility.saveResponsibility(call, call.params.responsibilityId, call.body));
  on(contract.removeResponsibility, async (call) => await responsibility.setRemoved(call, call.params.responsibilityId, true));
  on(contract.restoreResponsibility, async (call) => await responsibility.setRemoved(call, call.params.responsibilityId, false));

  on(contract.listWords, async (call) => await vocabulary.listWords(call));
  on(contract.makeWordsSpreadsheet, async (call) => await makeWordsSpreadsheet(call, call.query.language));
  on(contract.saveWord, async (call) => await vocabulary.saveWord(call, call.params, call.body));
  on(contract.endWord, async (call) => await vocabulary.endWord(call, call.params, call.body));
  on(contract.orderWords, async (call) => await vocabulary.orderWords(call, call.params.vocabulary, call.body));
};
