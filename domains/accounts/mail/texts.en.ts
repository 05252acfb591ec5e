import type { de } from "./texts.de.ts";

export const en: Record<keyof typeof de, string> = {
  "accounts.mail.greeting": "Hello,",
  "accounts.mail.digest.subject": "Your overview from Verbund",
  "accounts.mail.digest.lead":
    "{n, plural, one {There is something new for you since the last overview.} other {There are # new things for you since the last overview.}}",
  "accounts.mail.footer.choice": "You decide how often Verbund writes to you: {address}",
  "accounts.mail.footer.automatic": "This message was sent automatically. Nobody reads an answer to it.",
};
