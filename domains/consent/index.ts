export { listAskedShares, listOpenShares, listSharesOf, withdrawShare } from "./verbs.ts";
