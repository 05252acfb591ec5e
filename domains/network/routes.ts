import type { Routes } from "../../platform/server/http/routes.ts";
import * as contract from "./contract.ts";
import { makeMembersSpreadsheet, makeUnitsSpreadsheet } from "./spreadsheets.ts";
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
  on.open(contract.demoSignIn, async ({ database, body, setSession }) => {
    const session = await verbs.demoSignIn(database, body.membershipId);
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
    await verbs.addMember(call, call.params.membershipId, call.body);
    return { id: call.params.membershipId };
  });
  on(contract.endMember, async (call) => {
    await verbs.endMember(call, call.params.membershipId);
    return { id: call.params.membershipId };
  });
};
