import { z } from "zod";
import { endpoint } from "../../platform/contract/endpoint.ts";

export * from "./mail/contract.ts";

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
  answer: z.object({ signedIn: z.boolean() }),
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
  path: "/api/accounts/language",
  body: z.object({ language: z.enum(languages) }),
  answer: z.object({ language: z.enum(languages) }),
});

/** Ends every session of the account, this one too. */
export const signOutEverywhere = endpoint({
  method: "POST",
  path: "/api/accounts/sign-out-everywhere",
  answer: z.object({ ended: z.int() }),
});
