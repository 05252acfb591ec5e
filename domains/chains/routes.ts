import type { Routes } from "../../platform/server/http/routes.ts";
import * as contract from "./contract.ts";
import { makeBpmn, makeEventLog, makePdf, makeSvg } from "./files.ts";
import { measureVersion } from "./measure.ts";
import * as verbs from "./verbs.ts";

export const routes: Routes = (on) => {
  on(contract.listChains, async (call) => await verbs.listChains(call));
  on(contract.openChain, async (call) => await verbs.openChain(call, call.params.chainId));
  on(contract.createChain, async (call) => await verbs.createChain(call, call.body));
  on(contract.changeChain, async (call) => await verbs.changeChain(call, call.params.chainId, call.body));
  on(contract.removeChain, async (call) => await verbs.removeChain(call, call.params.chainId));
  on(contract.restoreChain, async (call) => await verbs.restoreChain(call, call.params.chainId));
  on(contract.releaseChain, async (call) => await verbs.releaseChain(call, call.params.chainId, call.body.isReleased));
  on(contract.openVersion, async (call) => await verbs.openVersion(call, call.params.versionId));
  on(contract.saveVersion, async (call) => await verbs.saveVersion(call, call.params.versionId, call.body));
  on(contract.copyVersion, async (call) => await verbs.copyVersion(call, call.params.versionId, call.body));
  on(contract.agreeVersion, async (call) => await verbs.agreeVersion(call, call.params.versionId, call.body));
  on(contract.removeVersion, async (call) => await verbs.removeVersion(call, call.params.versionId));
  on(contract.restoreVersion, async (call) => await verbs.restoreVersion(call, call.params.versionId));
  on(contract.compareVersions, async (call) => await verbs.compareVersions(call, call.query.oneId, call.query.otherId));
  on(contract.measureVersion, async (call) => await measureVersion(call, call.params.versionId, call.query));
  on(contract.makeBpmn, async (call) => await makeBpmn(call, call.params.versionId, call.query.language));
  on(contract.makeSvg, async (call) => await makeSvg(call, call.params.versionId, call.query.language));
  on.inSteps(contract.makePdf, async ({ begin, params, query }) => await makePdf(begin, params.versionId, query.language));
  on(contract.makeEventLog, async (call) => await makeEventLog(call, call.params.versionId, call.query.language));
  on(contract.listReleasedChains, async (call) => await verbs.listReleasedChains(call));
  on(contract.openReleasedChain, async (call) => await verbs.openReleasedChain(call, call.params.chainId));
};
