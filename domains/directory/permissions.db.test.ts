import { checkPermissions, type Server, trial } from "../../platform/testing/permission-check.ts";
import { newId } from "../../platform/server/ids.ts";
import { createTestNetwork } from "../network/factory.ts";
import * as contract from "./contract.ts";
import { permissions } from "./permissions.ts";
import { saveOffer } from "./verbs.ts";

const body = {
  title: "Sprachtreff im Bürgerhaus",
  what: "Jeden Donnerstag sprechen wir miteinander Deutsch.",
  audience: null,
  phone: null,
  mail: null,
  web: null,
  address: null,
  validUntilOn: null,
  version: null,
};

async function build(server: Server) {
  const network = await createTestNetwork(server.at.database);
  const offerId = newId();
  await network.as("coordinator", (call) => saveOffer(call, offerId, body));
  return { ...network, offerId };
}

const page = (world: { offerId: string }) => ({ row: { table: "directory.page", id: world.offerId } });
const newSource = () =>
  `insert into directory.source (site_id, id, kind, region, name) select network.actor_site(), '${newId()}', 'own', 'own', 'x' from network.site where id = network.actor_site()`;

checkPermissions({
  table: permissions,
  build,
  actors: (world) => world.actors,
  trials: {
    makeOffersSpreadsheet: () => trial(contract.makeOffersSpreadsheet, { query: {} }),
    listDirectory: () => trial(contract.listDirectory, { query: {} }),
    searchPages: () => trial(contract.searchPages, { body: { text: "Sprachtreff", page: 1 } }),
    openPage: (world) => trial(contract.openPage, { params: { pageId: world.offerId }, query: {} }, page(world)),
    getOfferName: (world) => trial(contract.getOfferName, { params: { pageId: world.offerId }, query: {} }, page(world)),
    readDirectoryFile: () => trial(contract.readDirectoryFile, { query: { language: "de" } }),
    importDirectoryFile: () => trial(contract.importDirectoryFile, { query: { language: "de" } }, { write: newSource() }),
    saveOffer: () => trial(contract.saveOffer, { params: { offerId: newId() }, body }),
    changeOffer: async (world, actor) => {
      // a fresh one for each, so that its version is known
      const offerId = newId();
      await world.as("coordinator", (call) => saveOffer(call, offerId, body));
      return trial(
        contract.saveOffer,
        { params: { offerId }, body: { ...body, title: "Anders", version: 1 } },
        actor === "foreignCoordinator" ? { row: { table: "directory.page", id: offerId } } : {},
      );
    },
  },
});
