import type { de } from "./texts.de.ts";

export const en: Record<keyof typeof de, string> = {
  "accounts.mail.reset.subject": "New password for Verbund",
  "accounts.mail.reset.line":
    "somebody asked for a new password for Verbund with this address. The link works for {minutes} minutes and only once.",
  "accounts.mail.reset.not_you": "Was that not you? Then do nothing: your password stays as it is.",
  "accounts.mail.reset.way": "Choose a new password",
  "accounts.mail.greeting": "Hello,",
  "accounts.mail.digest.subject": "Your overview from Verbund",
  "accounts.mail.digest.lead":
    "{n, plural, one {There is something new for you since the last overview.} other {There are # new things for you since the last overview.}}",
  "accounts.mail.footer.choice": "You decide how often Verbund writes to you: {address}",
  "accounts.mail.footer.unsubscribe": "No more digests, without signing in: {address}",
  "accounts.mail.footer.automatic": "This message was sent automatically. Nobody reads an answer to it.",
};
