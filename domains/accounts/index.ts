export {
  changedMeanwhileOf,
  recordAccess,
  recordListAccess,
  sealAccessLog,
  verifyAccessLog,
  type AuditFinding,
  type AuditReport,
} from "./access-log.ts";
export { findOpenLink } from "./mail/queries.ts";
export { enqueueMailAtDoor, getMailStanding, type LinkMail, listMailOfLinks, mailedToken } from "./mail/verbs.ts";
export { awaitsCode } from "./queries-second-factor.ts";
export { addAccount, findCredentials } from "./queries.ts";
export {
  hashPassword,
  listLinks,
  makePasswordLink,
  newFirstLink,
  newLink,
  newMailedLink,
  openSession,
  pruneSignIn,
  revokeLink,
  sendPasswordLinksBy,
  type NewLink,
  type NewPasswordLink,
  type PersonalLink,
  type SendPasswordLink,
  type Visit,
} from "./verbs.ts";
export type { AccessBasis } from "./rules.ts";
export { pathOfPasswordLink, tokenOfResetLink } from "./reset-link.ts";
