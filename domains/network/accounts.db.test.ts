import { checkPermissions, type Server, trial } from "../../platform/testing/permission-check.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { newId } from "../../platform/server/ids.ts";
import {
  chooseCadence,
  chooseLanguage,
  endOtherSessions,
  getOwnAccount,
  getOwnMail,
  listSiteMail,
  retryMail,
} from "../accounts/contract.ts";
import { permissions } from "../accounts/permissions.ts";
import { createTestNetwork } from "./factory.ts";
import { enqueueMail } from "./index.ts";

// accounts knows no memberships, so its table is tried from here
checkPermissions({
  table: permissions,
  build: async (server: Server) => ({ ...(await createTestNetwork(server.at.database)), at: server.at }),
  actors: (world) => world.actors,
  trials: {
    chooseLanguage: () => trial(chooseLanguage, { body: { language: "de" } }),
    getOwnAccount: () => trial(getOwnAccount, {}),
    endOtherSessions: () => trial(endOtherSessions, {}),
    getOwnMail: () => trial(getOwnMail, {}),
    chooseCadence: () => trial(chooseCadence, { params: { group: "meetings" }, body: { cadence: "daily" } }),
    listSiteMail: () => trial(listSiteMail, { query: {} }),
    retryMail: async (world) => {
      const mailId = newId();
      await world.as("coordinator", (call) =>
        enqueueMail(call, { to: [world.actors.bodyMember.membershipId], kind: "bodies.invited", group: "meetings", subjectId: mailId }),
      );
      await asSuperuser(world.at, "update accounts.mail set id = subject_id, state = 'given_up' where subject_id = $1", [mailId]);
      return trial(
        retryMail,
        { params: { mailId } },
        { write: `select 1 from accounts.retry_mail('${mailId}') as found (state) where found.state is not null` },
      );
    },
  },
});
