import { call, setCsrf } from "../../../platform/web/api.ts";
import { chooseMembership, getSession } from "../../../platform/web/session.ts";

/** Right after signing in: takes up the new session, whose token every change needs, and acts as a membership of it. */
export async function takeUpSession(): Promise<void> {
  setCsrf((await call(getSession, {})).csrf);
  await call(chooseMembership, { body: {} }).catch(() => undefined);
}
