export { takeDirectoryFile } from "./import/taking.ts";
export { isOffer } from "./verbs.ts";
export { reportSource } from "./for-reports/source.ts";
