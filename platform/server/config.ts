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

/** The only place that reads the environment. Throws ConfigError with one clear sentence. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const dataFolder = resolve(environment.VERBUND_DATA || join(checkout, "verbund-data"));
  return {
    port: wholeNumber("PORT", environment.PORT, 3000, 0, 65_535),
    host: environment.VERBUND_HOST || "localhost",
    dataFolder,
    keysFolder: resolve(environment.VERBUND_KEYS || join(dataFolder, "keys")),
    sealsFolder: resolve(environment.VERBUND_SEALS || join(dataFolder, "seals")),
    databaseUrl: environment.DATABASE_URL || undefined,
    demo: environment.VERBUND_DEMO !== "off",
    secureCookies: environment.VERBUND_HTTPS === "on",
    trustedProxies: wholeNumber("VERBUND_PROXIES", environment.VERBUND_PROXIES, 0, 0, 5),
    logLevel: environment.VERBUND_LOG === "info" ? "info" : environment.VERBUND_LOG === "silent" ? "silent" : "error",
  };
}
