import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { id, instant } from "../../../platform/contract/values.ts";

/** What people choose by how often they want to be written to. */
export const mailGroups = ["meetings", "tasks", "answers"] as const;
export const mailGroup = z.enum(mailGroups);
export type MailGroup = z.infer<typeof mailGroup>;

export const cadences = ["at_once", "daily", "weekly", "never"] as const;
export const cadence = z.enum(cadences);
export type Cadence = z.infer<typeof cadence>;

export const mailStates = ["queued", "sending", "sent", "failed", "given_up", "uncertain", "collected", "withdrawn", "unwanted"] as const;
export const mailState = z.enum(mailStates);
export type MailState = z.infer<typeof mailState>;

export const ownMail = z.object({
  /** No mail leaves the house as long as no mail server is set up. */
  isSetUp: z.boolean(),
  choices: z.array(z.object({ group: mailGroup, cadence })),
  mails: z.array(z.object({ id, kind: z.string(), state: mailState, cadence, queuedAt: instant, sentAt: instant.nullable() })),
});
export const getOwnMail = endpoint({ method: "GET", path: "/api/accounts/mail", answer: ownMail });

export const chooseCadence = endpoint({
  method: "PUT",
  path: "/api/accounts/mail/choices/:group",
  params: z.object({ group: mailGroup }),
  body: z.object({ cadence }),
  answer: ownMail,
});

export const siteMail = z.object({
  id,
  recipient: z.string(),
  /** Null: private, and nobody is told what it is about. */
  kind: z.string().nullable(),
  state: mailState,
  cadence,
  tries: z.int(),
  lastError: z.string().nullable(),
  queuedAt: instant,
  sentAt: instant.nullable(),
  nextTryAt: instant.nullable(),
  abilities: z.object({ retry: z.boolean() }),
});
export type SiteMail = z.infer<typeof siteMail>;

export const sitePost = z.object({
  server: z.object({
    isSetUp: z.boolean(),
    failingSince: instant.nullable(),
    lastError: z.string().nullable(),
    pausedUntil: instant.nullable(),
  }),
  waiting: z.int(),
  troubled: z.int(),
  mails: z.array(siteMail),
  /** To ask for what lies before; null at the end. */
  before: instant.nullable(),
});

/** The post of a site, newest first. */
export const listSiteMail = endpoint({
  method: "GET",
  path: "/api/accounts/site-mail",
  query: z.object({ only: z.enum(["trouble"]).optional(), before: instant.optional() }),
  answer: sitePost,
});

/** Sends once more what did not go. Sent twice, it is answered as the first. */
export const retryMail = endpoint({
  method: "POST",
  path: "/api/accounts/site-mail/:mailId/retry",
  params: z.object({ mailId: id }),
  answer: z.object({ id }),
});

/** Ends what comes as a digest; whoever holds the token of such a mail may, signed in or not. Twice is as once. What comes at once still comes. */
export const unsubscribe = endpoint({
  method: "POST",
  path: "/api/accounts/unsubscribe/:token",
  params: z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{64}$/, { error: "invalid_format" }) }),
  open: true,
  oneClick: "unsubscribe",
  answer: z.object({ unsubscribed: z.boolean() }),
});
