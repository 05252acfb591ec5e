import type { Routes } from "../../platform/server/http/routes.ts";
import * as contract from "./contract.ts";
import { makeSiteSpreadsheet } from "./spreadsheet.ts";
import * as verbs from "./verbs.ts";

export const routes: Routes = (on) => {
  on(contract.listSites, async (call) => await verbs.listSites(call));
  on(contract.getSite, async (call) => await verbs.getSite(call, call.params.siteId));
  on(contract.assignDuty, async (call) => await verbs.assignDuty(call, call.params.siteId, call.body));
  on(contract.endDuty, async (call) => await verbs.endDuty(call, call.params.siteId, call.body.membershipId));
  on(contract.checkText, async (call) => await verbs.checkText(call, call.params.siteId, call.body.texts));

  on(contract.listEntries, async (call) => await verbs.listEntries(call, call.params.siteId));
  on(contract.writeEntry, async (call) => await verbs.writeEntry(call, call.params.siteId, call.body));
  on(contract.changeEntry, async (call) => await verbs.changeEntry(call, call.params.siteId, call.params.entryId, call.body));
  on(contract.removeEntry, async (call) => await verbs.removeEntry(call, call.params.siteId, call.params.entryId));
  on(contract.restoreEntry, async (call) => await verbs.restoreEntry(call, call.params.siteId, call.params.entryId));
  on(contract.answerEntry, async (call) => await verbs.answerEntry(call, call.params.siteId, call.params.entryId, call.body));

  on(contract.listFindings, async (call) => await verbs.listFindings(call, call.params.siteId));
  on(contract.recordFinding, async (call) => await verbs.recordFinding(call, call.params.siteId, call.body));
  on(contract.shareFinding, async (call) => await verbs.shareFinding(call, call.params.siteId, call.params.findingId, call.body.version));
  on(contract.discussFinding, async (call) => await verbs.discussFinding(call, call.params.siteId, call.params.findingId, call.body));

  on(contract.listAdvice, async (call) => await verbs.listAdvice(call, call.params.siteId));
  on(contract.writeAdvice, async (call) => await verbs.writeAdvice(call, call.params.siteId, call.body));

  on(
    contract.makeSiteSpreadsheet,
    async (call) => await makeSiteSpreadsheet(call, call.params.siteId, call.params.list, call.query.language),
  );

  on(contract.listFeedback, async (call) => await verbs.listFeedback(call, call.params.siteId));
  on(contract.listGivenFeedback, async (call) => await verbs.listGivenFeedback(call));
  on(contract.draftFeedback, async (call) => await verbs.draftFeedback(call, call.params.siteId, call.body));
  on(contract.changeFeedback, async (call) => await verbs.changeFeedback(call, call.params.siteId, call.params.feedbackId, call.body));
  on(contract.removeFeedback, async (call) => await verbs.removeFeedback(call, call.params.siteId, call.params.feedbackId));
  on(contract.restoreFeedback, async (call) => await verbs.restoreFeedback(call, call.params.siteId, call.params.feedbackId));
  on(contract.moveFeedback, async (call) => await verbs.moveFeedback(call, call.params.siteId, call.params.feedbackId, call.body));
  on(contract.checkFeedback, async (call) => await verbs.checkFeedback(call, call.params.siteId, call.params.feedbackId, call.body));
  on(
    contract.recordConsequence,
    async (call) => await verbs.recordConsequence(call, call.params.siteId, call.params.feedbackId, call.body),
  );

  on(contract.listReleases, async (call) => await verbs.listReleases(call, call.params.siteId));
  on(contract.listItemsToRelease, async (call) => await verbs.listItemsToRelease(call, call.params.siteId));
  on(contract.releaseToTeam, async (call) => await verbs.releaseToTeam(call, call.params.siteId, call.body));
  on(contract.endRelease, async (call) => await verbs.endRelease(call, call.params.siteId, call.params.releaseId));

  on(contract.listInvitations, async (call) => await verbs.listInvitations(call, call.params.siteId));
  on(contract.inviteTeam, async (call) => await verbs.inviteTeam(call, call.params.siteId, call.body));
  on(contract.withdrawInvitation, async (call) => await verbs.withdrawInvitation(call, call.params.siteId, call.params.invitationId));
  on(contract.giveInput, async (call) => await verbs.giveInput(call, call.params.siteId, call.params.invitationId, call.body));
};
