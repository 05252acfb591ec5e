export { getOrganisationKey, findSubjectKey, newSubjectKey, openSubjectKey, type WrappedKey } from "./keyring.ts";
export {
  addMembership,
  addOrganisation,
  addTown,
  addUnit,
  createAccount,
  discardDraft,
  findSystemMembership,
  foundProgramme,
  foundSite,
  getSiteView,
  joinAsAdministration,
  listSystemMemberships,
  setDeputy,
  setPhase,
} from "./verbs.ts";
