import { checkPermissions, type Server, trial } from "../../platform/testing/permission-check.ts";
import { getSite, saveDraft } from "./contract.ts";
import { createTestNetwork } from "./factory.ts";
import { permissions } from "./permissions.ts";

checkPermissions({
  table: permissions,
  build: (server: Server) => createTestNetwork(server.at.database),
  actors: (world) => world.actors,
  trials: {
    readSite: () => trial(getSite, {}),
    keepDraft: () => trial(saveDraft, { params: { key: "gap-report" }, body: { content: "Ein Satz" } }),
  },
});
