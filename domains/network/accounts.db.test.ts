import { checkPermissions, type Server, trial } from "../../platform/testing/permission-check.ts";
import { chooseLanguage, endOtherSessions, getOwnAccount } from "../accounts/contract.ts";
import { permissions } from "../accounts/permissions.ts";
import { createTestNetwork } from "./factory.ts";

// accounts knows no memberships, so its table is tried from here
checkPermissions({
  table: permissions,
  build: (server: Server) => createTestNetwork(server.at.database),
  actors: (world) => world.actors,
  trials: {
    chooseLanguage: () => trial(chooseLanguage, { body: { language: "de" } }),
    getOwnAccount: () => trial(getOwnAccount, {}),
    endOtherSessions: () => trial(endOtherSessions, {}),
  },
});
