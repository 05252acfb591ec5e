import { createContext, useContext } from "react";
import type { ZodType } from "zod";
import type { Endpoint } from "../contract/endpoint.ts";
import type { Language } from "./preferences.ts";

export const roles = [
  "case_manager",
  "team_lead",
  "partner",
  "coordinator",
  "body_member",
  "accompaniment",
  "evaluator",
  "programme_lead",
  "data_protection_officer",
  "site_admin",
] as const;
export type Role = (typeof roles)[number];

/** Roles that work with single cases. */
export const caseRoles: readonly Role[] = ["case_manager", "team_lead", "partner"];

export type MembershipChoice = {
  readonly id: string;
  readonly role: Role;
  readonly title: string | null;
  readonly unitName: string;
  readonly organisationName: string;
  readonly siteName: string;
};

/** Who is signed in and as what they act. The wire says it in domains/network/contract.ts; the platform knows only what it shows. */
export type Session = {
  readonly signedIn: boolean;
  readonly demo: boolean;
  readonly csrf: string | null;
  readonly language: Language | null;
  readonly account: { readonly name: string } | null;
  /** The password was right, the code of the second factor is still to come. */
  readonly awaitsCode: boolean;
  readonly isLink: boolean;
  readonly actor: {
    readonly membershipId: string;
    readonly role: Role;
    readonly title: string | null;
    readonly unitName: string;
    readonly organisationName: string;
    readonly siteName: string;
    readonly siteSlug: string;
    readonly siteKind: string;
    readonly structureOnly: boolean;
  } | null;
  readonly memberships: readonly MembershipChoice[];
};

/** What the shell calls, by address: the platform may not know the domains that answer. */
export const getSession = { method: "GET", path: "/api/network/session", open: true } as Endpoint<never, never, never, ZodType<Session>>;
type Choice = { membershipId?: string };
export const chooseMembership = { method: "POST", path: "/api/network/session/membership", open: true } as Endpoint<
  never,
  never,
  ZodType<Choice, Choice>,
  ZodType<Session>
>;
type Chosen = { language: Language };
export const chooseLanguage = { method: "PUT", path: "/api/accounts/language" } as Endpoint<
  never,
  never,
  ZodType<Chosen, Chosen>,
  ZodType<Chosen>
>;
export const signOut = { method: "POST", path: "/api/accounts/sign-out", open: true } as Endpoint<
  never,
  never,
  never,
  ZodType<{ signedIn: boolean }>
>;

export const signedOutSession: Session = {
  signedIn: false,
  demo: false,
  csrf: null,
  language: null,
  account: null,
  awaitsCode: false,
  isLink: false,
  actor: null,
  memberships: [],
};

export const SessionContext = createContext<Session>(signedOutSession);

export function useSession(): Session {
  return useContext(SessionContext);
}

/** Speaks another language from now on, here and on every device of the account. */
export const LanguageChoiceContext = createContext<(language: Language) => void>(() => {});

/** The actor of a page that only opens with one. */
export function useActor(): NonNullable<Session["actor"]> {
  const { actor } = useSession();
  if (!actor) throw new Error("this page opens only with a membership");
  return actor;
}
