import { z } from "zod";
import { endpoint } from "../../platform/contract/endpoint.ts";
import { id, instant } from "../../platform/contract/values.ts";

export const languages = ["de", "en"] as const;
export type Language = (typeof languages)[number];

export const emailAddress = z
  .string()
  .transform((value) => value.trim().toLowerCase())
  .pipe(z.email({ error: "no_such_address" }).max(254, { error: "too_long" }));

/** NIST SP 800-63B: length counts, composition rules do not. */
export const password = z.string().min(12, { error: "too_short" }).max(200, { error: "too_long" });

export const signIn = endpoint({
  method: "POST",
  path: "/api/accounts/sign-in",
  open: true,
  body: z.object({ email: emailAddress, password: z.string().min(1, { error: "required" }).max(200, { error: "too_long" }) }),
  /** With a second factor nobody is signed in yet: the code follows. */
  answer: z.object({ signedIn: z.boolean(), awaitsCode: z.boolean() }),
});

export const signOut = endpoint({
  method: "POST",
  path: "/api/accounts/sign-out",
  open: true,
  answer: z.object({ signedIn: z.boolean() }),
});

/** A personal, expiring link to papers; it opens a session of its own that can do nothing else. */
export const useLink = endpoint({
  method: "POST",
  path: "/api/accounts/use-link",
  open: true,
  body: z.object({ token: z.string().min(20).max(100) }),
  answer: z.object({ signedIn: z.boolean() }),
});

export const chooseLanguage = endpoint({
  method: "PUT",
  byLink: true,
  path: "/api/accounts/language",
  body: z.object({ language: z.enum(languages) }),
  answer: z.object({ language: z.enum(languages) }),
});

export const browsers = ["firefox", "chrome", "edge", "safari", "other"] as const;
export const systems = ["windows", "macos", "linux", "android", "ios", "other"] as const;

/** The own account: it belongs to a human, not to a membership. */
export const getOwnAccount = endpoint({
  method: "GET",
  path: "/api/accounts/own",
  open: true,
  answer: z.object({
    name: z.string(),
    email: z.string(),
    /** An account of the fictional programme is shared by all who look around: it has no password. */
    isDemo: z.boolean(),
    passwordChangedAt: instant.nullable(),
    sessions: z.array(
      z.object({
        id,
        browser: z.enum(browsers),
        system: z.enum(systems),
        isLink: z.boolean(),
        isCurrent: z.boolean(),
        createdAt: instant,
        lastUsedAt: instant,
      }),
    ),
  }),
});
export type OwnAccount = z.infer<NonNullable<typeof getOwnAccount.answer>>;

export const endSession = endpoint({
  method: "POST",
  path: "/api/accounts/sessions/:sessionId/end",
  open: true,
  params: z.object({ sessionId: id }),
  answer: z.object({ id }),
});

export const endOtherSessions = endpoint({
  method: "POST",
  path: "/api/accounts/sessions/end-others",
  open: true,
  answer: z.object({ ended: z.int() }),
});

const givenPassword = z.string().min(1, { error: "required" }).max(200, { error: "too_long" });

/** Ends all other sessions. Field errors `not_matching`, `too_common`, `holds_name`. */
export const changePassword = endpoint({
  method: "PUT",
  path: "/api/accounts/password",
  open: true,
  body: z.object({ oldPassword: givenPassword, newPassword: password }),
  answer: z.object({ ended: z.int() }),
});

const linkToken = z.string().min(20).max(100);
export const passwordLinkKinds = ["first", "reset"] as const;

/** Says whose password a link is for, and uses nothing up. */
export const checkPasswordLink = endpoint({
  method: "POST",
  path: "/api/accounts/password-link/check",
  open: true,
  reads: true,
  body: z.object({ token: linkToken }),
  answer: z.object({ kind: z.enum(passwordLinkKinds), name: z.string(), email: z.string(), expiresAt: instant }),
});

/** Chooses the password of the account, once, and signs in. */
export const usePasswordLink = endpoint({
  method: "POST",
  path: "/api/accounts/password-link/use",
  open: true,
  body: z.object({ token: linkToken, password }),
  answer: z.object({ signedIn: z.boolean(), awaitsCode: z.boolean() }),
});

/** Asks for a link by mail. The answer is the same whether there is such an account or not. */
export const askForPasswordLink = endpoint({
  method: "POST",
  path: "/api/accounts/password-link/ask",
  open: true,
  body: z.object({ email: emailAddress }),
  answer: z.object({ sendsMail: z.boolean(), minutes: z.int() }),
});

/** Six digits of the app, or a recovery code. */
const code = z
  .string()
  .max(40, { error: "too_long" })
  .transform((value) => value.toLowerCase().replaceAll(/[\s-]/g, ""))
  .pipe(
    z
      .string()
      .min(1, { error: "required" })
      .regex(/^(\d{6}|[a-z0-9]{10})$/, { error: "no_code" }),
  );

/** The second step of signing in. Field errors `not_matching`, `already_used`, `clock_wrong`. */
export const enterCode = endpoint({
  method: "POST",
  path: "/api/accounts/second-factor/enter",
  open: true,
  body: z.object({ code }),
  answer: z.object({ signedIn: z.boolean(), codesLeft: z.int() }),
});

export const getSecondFactor = endpoint({
  method: "GET",
  path: "/api/accounts/second-factor",
  open: true,
  answer: z.object({ isOn: z.boolean(), since: instant.nullable(), codesLeft: z.int(), isDemo: z.boolean() }),
});

/** A new secret for the app. It counts only once it is confirmed; until then each call makes another. */
export const beginSecondFactor = endpoint({
  method: "POST",
  path: "/api/accounts/second-factor/begin",
  open: true,
  answer: z.object({ secret: z.string(), uri: z.string() }),
});

/** The recovery codes are in this answer and nowhere else. */
const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });
const proof = z.object({ password: givenPassword, code });

export const confirmSecondFactor = endpoint({
  method: "POST",
  path: "/api/accounts/second-factor/confirm",
  open: true,
  body: proof,
  answer: recoveryCodes,
});

export const renewRecoveryCodes = endpoint({
  method: "POST",
  path: "/api/accounts/second-factor/recovery-codes",
  open: true,
  body: proof,
  answer: recoveryCodes,
});

/** Afterwards the session has to choose again what it acts as: a site may let a role act with a second factor alone. */
export const turnOffSecondFactor = endpoint({
  method: "POST",
  path: "/api/accounts/second-factor/turn-off",
  open: true,
  body: proof,
  answer: z.object({ isOn: z.boolean() }),
});

/** Ends every session of the account, this one too. */
export const signOutEverywhere = endpoint({
  method: "POST",
  path: "/api/accounts/sign-out-everywhere",
  answer: z.object({ ended: z.int() }),
});
