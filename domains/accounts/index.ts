export { recordAccess, sealAccessLog, verifyAccessLog, type AuditFinding, type AuditReport } from "./access-log.ts";
export { findOpenLink } from "./mail/queries.ts";
export { enqueueMailAtDoor, type LinkMail, listMailOfLinks, mailedToken } from "./mail/verbs.ts";
export { addAccount } from "./queries.ts";
export { hashPassword, listLinks, newLink, newMailedLink, openSession, revokeLink, type NewLink, type PersonalLink } from "./verbs.ts";
export type { AccessBasis } from "./rules.ts";
