export { askShare, declineShare, giveShare, listAskedShares, listOpenShares, listSharesOf, withdrawShare } from "./verbs.ts";
