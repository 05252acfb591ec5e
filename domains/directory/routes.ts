import type { Routes } from "../../platform/server/http/routes.ts";
import * as contract from "./contract.ts";
import { takeDirectoryFile } from "./import/taking.ts";
import { makeOffersSpreadsheet } from "./spreadsheet.ts";
import * as verbs from "./verbs.ts";

export const routes: Routes = (on) => {
  on(contract.listDirectory, async (call) => await verbs.listDirectory(call, call.query.language));
  on(contract.makeOffersSpreadsheet, async (call) => await makeOffersSpreadsheet(call, call.query.language));
  on(contract.searchPages, async (call) => await verbs.searchPages(call, call.body));
  on(contract.openPage, async (call) => await verbs.openPage(call, call.params.pageId, call.query.language));
  on(contract.getOfferName, async (call) => await verbs.getOfferName(call, call.params.pageId, call.query.language));
  on(contract.saveOffer, async (call) => await verbs.saveOffer(call, call.params.offerId, call.body));
  on.inSteps(contract.readDirectoryFile, async ({ begin, bytes, fileName, query }) => {
    return await takeDirectoryFile(begin, { bytes, name: fileName }, query, { write: false });
  });
  on.inSteps(contract.importDirectoryFile, async ({ begin, bytes, fileName, query }) => {
    return await takeDirectoryFile(begin, { bytes, name: fileName }, query, { write: true });
  });
};
