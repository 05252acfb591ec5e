export { recordAccess, sealAccessLog, verifyAccessLog, type AuditFinding, type AuditReport } from "./access-log.ts";
export { addAccount } from "./queries.ts";
export {
  hashPassword,
  listLinks,
  newFirstLink,
  newLink,
  openSession,
  pathOfPasswordLink,
  revokeLink,
  type NewLink,
  type NewPasswordLink,
  type PersonalLink,
  type Visit,
} from "./verbs.ts";
export type { AccessBasis } from "./rules.ts";
