export {
  forgetSubjectKeys,
  getOrganisationKey,
  newSubjectKey,
  openForOrganisation,
  openSubjectKey,
  sealForOrganisation,
  type WrappedKey,
} from "./keyring.ts";
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
  listSystemMemberships,
  setDeputy,
  setPhase,
} from "./verbs.ts";
