export { confirmErasure } from "./erasure/verbs.ts";
export { proposeDeletions } from "./retention/verbs.ts";
export { listAskedShares, listOpenShares, listSharesOf, withdrawShare } from "./verbs.ts";
