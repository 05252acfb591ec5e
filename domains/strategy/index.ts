export { reportSource } from "./for-reports/source.ts";
