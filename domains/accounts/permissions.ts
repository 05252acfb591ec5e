import { permissionTable } from "../../platform/testing/permissions.ts";

const signedIn = {
  holder: 200,
  colleague: 200,
  otherCaseManager: 200,
  teamLead: 200,
  partnerWithShare: 200,
  partner: 200,
  foreignersAuthority: 200,
  coordinator: 200,
  bodyMember: 200,
  accompaniment: 200,
  evaluator: 200,
  programmeLead: 200,
  dataProtectionOfficer: 200,
  siteAdmin: 200,
  foreignCaseManager: 200,
  foreignCoordinator: 200,
  nobody: 401,
} as const;

export const permissions = permissionTable<keyof typeof signedIn>()({
  domain: "accounts",
  abilities: {
    chooseLanguage: { de: "Die eigene Sprache wählen", cells: signedIn },
    getOwnAccount: { de: "Das eigene Konto und die eigenen Anmeldungen sehen", cells: signedIn },
    endOtherSessions: { de: "Die eigenen Anmeldungen auf anderen Geräten beenden", cells: signedIn },
  },
  columns: {
    "accounts.account": { update: ["language"] },
    "accounts.session": { update: ["revoked_at"] },
    "accounts.access_log": { insert: ["site_id", "id", "at", "actor_id", "action", "client_ids", "basis", "request_id", "hmac"] },
  },
});
