import type { Routes } from "../../platform/server/http/routes.ts";
import { askShare, declineShare, giveShare, listShares, listSharesToMyUnit, withdrawShare } from "./contract.ts";
import * as verbs from "./verbs.ts";

export const routes: Routes = (on) => {
  on(listShares, async (call) => await verbs.listShares(call, call.params.clientId));
  on(listSharesToMyUnit, async (call) => await verbs.listSharesToMyUnit(call));
  on(askShare, async (call) => await verbs.askShare(call, call.params.clientId, call.body));
  on(giveShare, async (call) => await verbs.giveShare(call, call.params.shareId, call.body.version, call.body.declaration));
  on(declineShare, async (call) => await verbs.declineShare(call, call.params.shareId, call.body.version, call.body.declinedOn));
  on(withdrawShare, async (call) => await verbs.withdrawShare(call, call.params.shareId, call.body.withdrawnOn, call.body.reason));
};
