export { getOrganisationKey, findSubjectKey, goneKeys, newEpochs, newSubjectKey, openSubjectKey, type WrappedKey } from "./keyring.ts";
export {
  addMembership,
  addOrganisation,
  addTown,
  addUnit,
  createAccount,
  discardDraft,
  findAccountByAddress,
  findSystemMembership,
  foundProgramme,
  foundSite,
  getSession,
  getSiteName,
  getSiteView,
  joinAsAdministration,
  listSystemMemberships,
  movePhase,
  setDeputy,
  setPhase,
} from "./verbs.ts";
export { enqueueMail, type MailToMembers, withdrawMail } from "./mail.ts";
export { saveResponsibility } from "./responsibility/verbs.ts";
export {
  type HashesUnderEpochs,
  longestReadableDays,
  type Moved,
  rotateKeys,
  rotateKeysJob,
  type UnderEpochs,
  type WrappedKeys,
} from "./key-epochs.ts";
export { purgeRemoved, purgeRemovedJob } from "./purge.ts";
