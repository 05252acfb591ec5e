/** Failed sign-ins are counted over this window, for one e-mail address and for one network address. */
export const failureWindowMinutes = 15;
export const mostFailuresOfEmail = 5;
export const mostFailuresOfAddress = 60;
/** A session ends this long after sign-in, whatever happens. The idle limit of two hours stands in network.become_by_session. */
export const sessionHours = 12;
export const linkDays = 21;
/** A first password is chosen within this time; after it the administration makes a new link. */
export const firstLinkDays = 7;

/** A link by mail for a new password. */
export const resetLinkMinutes = 60;

export type Failures = { readonly ofEmail: number; readonly ofAddress: number };

/** Decided before the password is looked at, and alike for addresses that have no account: the answer betrays none. */
export function isLockedOut(failures: Failures): boolean {
  return failures.ofEmail >= mostFailuresOfEmail || failures.ofAddress >= mostFailuresOfAddress;
}

/** Which accesses are logged on which ground. */
export const accessBases = [
  "holder",
  "deputy",
  "share",
  "statutory",
  "supervision",
  "emergency",
  "own_report",
  "structure",
  "administration",
] as const;
export type AccessBasis = (typeof accessBases)[number];

export type LogRow = {
  readonly siteId: string;
  readonly id: string;
  readonly at: Date;
  readonly actorId: string;
  readonly action: string;
  readonly clientIds: readonly string[];
  readonly basis: string;
  readonly requestId: string;
};

/** The bytes that the HMAC of a log row covers: every column, in a fixed order. */
export function canonicalLogRow(row: LogRow): string {
  return JSON.stringify([row.siteId, row.id, row.at.toISOString(), row.actorId, row.action, [...row.clientIds], row.basis, row.requestId]);
}
