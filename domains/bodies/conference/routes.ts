import type { Routes } from "../../../platform/server/http/routes.ts";
import * as contract from "./contract.ts";
import { cardProblem, showCardPage, showCodePage, takeCard } from "./phones.ts";
import * as verbs from "./verbs.ts";

export const routes: Routes = (on) => {
  on(contract.getConference, async (call) => await verbs.getConference(call, call.params.meetingId));
  on(contract.getCaseShare, async (call) => await verbs.getCaseShare(call));
  on(contract.planConference, async (call) => await verbs.planConference(call, call.params.meetingId, call.body));
  on(contract.callForCases, async (call) => await verbs.callForCases(call, call.params.meetingId, call.body.version));
  on(contract.layAgenda, async (call) => await verbs.layAgenda(call, call.params.meetingId, call.body.language));

  on(contract.listConferenceCalls, async (call) => await verbs.listConferenceCalls(call));
  on(contract.listCasesToPresent, async (call) => await verbs.listCasesToPresent(call));
  on(contract.offerCase, async (call) => await verbs.offerCase(call, call.params.meetingId, call.body));
  on(contract.changeOffer, async (call) => await verbs.changeOffer(call, call.params.presentationId, call.body));
  on(contract.withdrawOffer, async (call) => await verbs.withdrawOffer(call, call.params.presentationId, call.body.isWithdrawn));
  on(contract.markResultSeen, async (call) => await verbs.markResultSeen(call, call.params.presentationId));
  on(contract.addPresentation, async (call) => await verbs.addPresentation(call, call.params.meetingId, call.body));
  on(contract.choosePresentation, async (call) => await verbs.choosePresentation(call, call.params.presentationId, call.body));
  on(contract.sendResult, async (call) => await verbs.sendResult(call, call.params.presentationId, call.body));

  on(contract.getWall, async (call) => await verbs.getWall(call, call.params.meetingId, call.query.known));
  on(contract.takeCards, async (call) => await verbs.takeCards(call, call.params.meetingId, call.body.takesCards));
  on(contract.moveCard, async (call) => await verbs.moveCard(call, call.params.cardId, call.body));
  on(contract.showUnmarked, async (call) => await verbs.showUnmarked(call, call.params.meetingId));
  on(contract.setDeviceAside, async (call) => await verbs.setDeviceAside(call, call.params.cardId, call.body.isSetAside));
  on(contract.addCluster, async (call) => await verbs.addCluster(call, call.params.meetingId, call.body));
  on(contract.nameCluster, async (call) => await verbs.nameCluster(call, call.params.clusterId, call.body));
  on(contract.removeCluster, async (call) => await verbs.removeCluster(call, call.params.clusterId));
  on(contract.restoreCluster, async (call) => await verbs.restoreCluster(call, call.params.clusterId, call.body.cardIds));
  on(contract.takeUpCluster, async (call) => await verbs.takeUpCluster(call, call.params.clusterId, call.body));

  on.page(contract.openCodePage, showCodePage, cardProblem);
  on.page(contract.openCardPage, showCardPage, cardProblem);
  on.page(contract.handInCard, takeCard, cardProblem);
};
