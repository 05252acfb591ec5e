import type { Routes } from "../../platform/server/http/routes.ts";
import { askShare, declineShare, getDataHome, giveShare, listShares, listSharesToMyUnit, withdrawShare } from "./contract.ts";
import * as contract from "./erasure/contract.ts";
import { makeErasuresSpreadsheet } from "./erasure/spreadsheet.ts";
import * as erasure from "./erasure/verbs.ts";
import * as home from "./home.ts";
import * as requests from "./requests/contract.ts";
import { makeRequestsSpreadsheet } from "./requests/spreadsheet.ts";
import * as asking from "./requests/verbs.ts";
import * as retention from "./retention/contract.ts";
import * as retaining from "./retention/verbs.ts";
import * as verbs from "./verbs.ts";

export const routes: Routes = (on) => {
  on(getDataHome, async (call) => await home.getDataHome(call));
  on(listShares, async (call) => await verbs.listShares(call, call.params.clientId));
  on(listSharesToMyUnit, async (call) => await verbs.listSharesToMyUnit(call));
  on(askShare, async (call) => await verbs.askShare(call, call.params.clientId, call.body));
  on(giveShare, async (call) => await verbs.giveShare(call, call.params.shareId, call.body.version, call.body.declaration));
  on(declineShare, async (call) => await verbs.declineShare(call, call.params.shareId, call.body.version, call.body.declinedOn));
  on(withdrawShare, async (call) => await verbs.withdrawShare(call, call.params.shareId, call.body.withdrawnOn, call.body.reason));

  on(retention.getRetention, async (call) => await retaining.getRetention(call));
  on(retention.adviseRetention, async (call) => await retaining.adviseRetention(call, call.body));
  on(retention.setRetention, async (call) => await retaining.setRetention(call, call.body));
  on(retention.listDue, async (call) => await retaining.listDue(call, call.query.page));
  on(retention.lookAtDue, async (call) => await retaining.lookAtDue(call, call.params.dueId));
  on(retention.askDueErasure, async (call) => await retaining.askDueErasure(call, call.params.dueId, call.body));
  on(retention.keepLonger, async (call) => await retaining.keepLonger(call, call.params.dueId, call.body));

  on(requests.listDataRequests, async (call) => await asking.listDataRequests(call));
  on(requests.makeRequestsSpreadsheet, async (call) => await makeRequestsSpreadsheet(call, call.query.language));
  on(requests.listRequestsOf, async (call) => await asking.listRequestsOf(call, call.params.clientId));
  on(requests.recordRequest, async (call) => await asking.recordRequest(call, call.params.clientId, call.body));
  on(requests.extendRequest, async (call) => await asking.extendRequest(call, call.params.requestId, call.body));
  on(requests.answerRequest, async (call) => await asking.answerRequest(call, call.params.requestId, call.body));

  on(contract.previewErasure, async (call) => await erasure.previewErasure(call, call.params.clientId));
  on(contract.askErasure, async (call) => await erasure.askErasure(call, call.params.clientId, call.body));
  on(contract.listErasures, async (call) => await erasure.listErasures(call, call.query.page));
  on(contract.makeErasuresSpreadsheet, async (call) => await makeErasuresSpreadsheet(call, call.query.language));
  on(contract.lookAtErasure, async (call) => await erasure.lookAtErasure(call, call.params.erasureId));
  on(contract.withdrawErasure, async (call) => await erasure.withdrawErasure(call, call.params.erasureId));
  on(contract.confirmErasure, async (call) => await erasure.confirmErasure(call, call.params.erasureId));
  on(contract.refuseErasure, async (call) => await erasure.refuseErasure(call, call.params.erasureId));
};
