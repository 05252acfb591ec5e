import { join, resolve } from "node:path";

export type Config = {
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  /** Installation keys live outside the database and its backups. */
  readonly keysFolder: string;
  /** Where seals of the access log are appended to, outside the database. */
  readonly sealsFolder: string;
  /** A PostgreSQL of one's own, as a role that may create roles; the embedded one without it. */
  readonly databaseUrl: string | undefined;
  /** Fill the fictional programme when the database is empty. */
  readonly demo: boolean;
  /** Cookies only over https; set when a proxy ends TLS. */
  readonly secureCookies: boolean;
  /** Believe X-Forwarded-For of this many proxies. */
  readonly trustedProxies: number;
  readonly logLevel: "silent" | "error" | "info";
  /** How mail leaves the house; without it mail waits, and the page "Post" says so. */
  readonly mail: MailSettings | undefined;
  /** Where people reach Verbund, for the links in mails: no slash at its end. */
  readonly address: string;
};

/** Holds a password: never logged, never in a message. */
export type MailSettings = {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. */
  readonly secure: boolean;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly from: { readonly name: string; readonly address: string };
};

/** Wherever a command is called from, the same data are meant. */
const checkout = join(import.meta.dirname, "../..");

export class ConfigError extends Error {}

function wholeNumber(name: string, value: string | undefined, fallback: number, min: number, max: number): number {
  if (value === undefined || value === "") return fallback;
  const number = Number(value);
  if (!Number.isInteger(number) || number < min || number > max) {
    throw new ConfigError(`${name} is "${value}", but it must be a whole number from ${min} to ${max}.`);
  }
  return number;
}

function readUrl(name: string, value: string, protocols: readonly string[], example: string): URL {
  const url = URL.parse(value);
  // what was given is not repeated: it may hold a password
  if (!url || !protocols.includes(url.protocol) || url.hostname === "")
    throw new ConfigError(`${name} is not a valid address (${example}).`);
  return url;
}

function decoded(name: string, part: string): string | undefined {
  try {
    return part === "" ? undefined : decodeURIComponent(part);
  } catch {
    throw new ConfigError(`${name} holds a % in its user name or password that is not written as %25.`);
  }
}

function readMail(environment: NodeJS.ProcessEnv): MailSettings | undefined {
  if (!environment.SMTP_URL) return undefined;
  const url = readUrl("SMTP_URL", environment.SMTP_URL, ["smtp:", "smtps:"], "smtp://user:password@mail.example.org:587");
  const from = /^\s*(?:"?([^"<>\r\n]{0,100}?)"?\s*<([^<>\s@]+@[^<>\s@]+)>|([^<>\s@]+@[^<>\s@]+))\s*$/.exec(environment.MAIL_FROM ?? "");
  const address = from?.[2] ?? from?.[3];
  if (!from || !address)
    throw new ConfigError("SMTP_URL is set, so MAIL_FROM must name the sender, such as: Verbund <verbund@kreis.example>.");
  const secure = url.protocol === "smtps:";
  return {
    host: url.hostname.replaceAll(/^\[|\]$/g, ""),
    port: url.port === "" ? (secure ? 465 : 587) : Number(url.port),
    secure,
    user: decoded("SMTP_URL", url.username),
    password: decoded("SMTP_URL", url.password),
    from: { name: from[1]?.trim() || "Verbund", address },
  };
}

function readAddress(environment: NodeJS.ProcessEnv, port: number): string {
  if (!environment.VERBUND_URL) return `http://localhost:${port}`;
  const url = readUrl("VERBUND_URL", environment.VERBUND_URL, ["http:", "https:"], "https://verbund.kreis.example");
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

/** For a link that somebody opens by hand. Behind a proxy only whoever set it up knows the address; without VERBUND_URL that is said by three dots. */
export function addressToOpen(config: Pick<Config, "address" | "secureCookies">): string {
  return config.secureCookies && config.address.startsWith("http://localhost:") ? "https://…" : config.address;
}

/** The only place that reads the environment. Throws ConfigError with one clear sentence. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const dataFolder = resolve(environment.VERBUND_DATA || join(checkout, "verbund-data"));
  const port = wholeNumber("PORT", environment.PORT, 3000, 0, 65_535);
  return {
    port,
    host: environment.VERBUND_HOST || "localhost",
    dataFolder,
    keysFolder: resolve(environment.VERBUND_KEYS || join(dataFolder, "keys")),
    sealsFolder: resolve(environment.VERBUND_SEALS || join(dataFolder, "seals")),
    databaseUrl: environment.DATABASE_URL || undefined,
    demo: environment.VERBUND_DEMO !== "off",
    secureCookies: environment.VERBUND_HTTPS === "on",
    trustedProxies: wholeNumber("VERBUND_PROXIES", environment.VERBUND_PROXIES, 0, 0, 5),
    logLevel: environment.VERBUND_LOG === "info" ? "info" : environment.VERBUND_LOG === "silent" ? "silent" : "error",
    mail: readMail(environment),
    address: readAddress(environment, port),
  };
}
