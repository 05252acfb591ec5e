import { call, problemOf, setCsrf } from "../../../platform/web/api.ts";
import { chooseMembership, getSession } from "../../../platform/web/session.ts";

export const setUpPath = "/account/second-factor";
export type Entrance = "entered" | "code" | "set_up";

/**
 * Right after signing in: takes up the new session, whose token every change needs, and acts as a membership of it. `code`: the second factor is still to
 * come. `set_up`: the site wants one of this role, and there is none yet.
 */
export async function takeUpSession(membershipId?: string): Promise<Entrance> {
  const session = await call(getSession, {});
  setCsrf(session.csrf);
  if (session.awaitsCode) return "code";
  try {
    await call(chooseMembership, { body: membershipId === undefined ? {} : { membershipId } });
  } catch (error) {
    if (problemOf(error).reason === "second_factor_needed") return "set_up";
  }
  return "entered";
}

/** The page that follows. */
export function pathAfter(entrance: Entrance): string {
  return entrance === "set_up" ? setUpPath : entrance === "code" ? "/sign-in" : "/";
}
