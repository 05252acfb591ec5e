export { takeDirectoryFile } from "./import/taking.ts";
export { isOffer } from "./verbs.ts";
