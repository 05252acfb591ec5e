export { recordAccess, sealAccessLog, verifyAccessLog, type AuditFinding, type AuditReport } from "./access-log.ts";
export { awaitsCode } from "./queries-second-factor.ts";
export { addAccount } from "./queries.ts";
export {
  hashPassword,
  listLinks,
  makePasswordLink,
  newFirstLink,
  newLink,
  openSession,
  pathOfPasswordLink,
  revokeLink,
  sendPasswordLinksBy,
  tokenOfResetLink,
  type NewLink,
  type NewPasswordLink,
  type PersonalLink,
  type SendPasswordLink,
  type Visit,
} from "./verbs.ts";
export type { AccessBasis } from "./rules.ts";
