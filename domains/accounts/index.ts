export { recordAccess, sealAccessLog, verifyAccessLog, type AuditFinding, type AuditReport } from "./access-log.ts";
export { addAccount } from "./queries.ts";
export { hashPassword, listLinks, newLink, openSession, revokeLink, type NewLink, type PersonalLink } from "./verbs.ts";
export type { AccessBasis } from "./rules.ts";
