import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { afterAll, beforeAll, inject, onTestFailed } from "vitest";
import { domains } from "../platform/server/app.ts";
import { freezeClock, now } from "../platform/server/clock.ts";
import { passMomentToDatabase } from "../platform/server/database/actor.ts";
import type { Database } from "../platform/server/database/pool.ts";
import { buildServer } from "../platform/server/http/server.ts";
import { createTestDatabase } from "../platform/testing/database.ts";
import { Visitor, type Width, widths } from "./visitor.ts";
import { type Language, wordsOf } from "./words.ts";

const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export type Stage = {
  readonly address: string;
  /** As if so many days went by for the server; browsers follow its clock. */
  passDays(days: number): void;
  /** What recurs does so when a journey says so: runs this job once. */
  work(job: string): Promise<void>;
  /** A person of its own: cookies of nobody else. */
  enter(options: { language: Language; width: Width; dark?: boolean }): Promise<Visitor>;
};

/** For a journey: the real server with the demo on a port of its own, and a real browser. */
export function useStage(): Stage {
  let browser: Browser;
  let address = "";
  let profile = "";
  let database: Database;
  const contexts: BrowserContext[] = [];
  const closers: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    const at = await createTestDatabase();
    closers.push(() => at.drop());
    database = at.database;
    const server = await buildServer({
      database: at.database,
      config: { secureCookies: false, trustedProxies: 0, logLevel: "error" },
      routes: domains.flatMap((domain) => (domain.routes ? [domain.routes] : [])),
      webFolder: inject("webFolder"),
      log: (line) => console.error(line),
    });
    closers.push(() => server.close());
    address = await server.listen({ port: 0, host: "localhost" });
    address = address.replace(/\[::1\]|127\.0\.0\.1/, "localhost");
    profile = mkdtempSync(join(tmpdir(), "verbund-browser-"));
    const executablePath = browsers.find((path) => existsSync(path));
    if (!executablePath) throw new Error("the journeys need Chromium");
    browser = await chromium.launch({
      executablePath,
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
      ],
    });
    closers.push(() => browser.close());
  });
  afterAll(async () => {
    freezeClock(undefined);
    passMomentToDatabase(false);
    for (const context of contexts) await context.close();
    for (const close of closers.toReversed()) await close();
    if (profile) rmSync(profile, { recursive: true, force: true });
  });
  return {
    get address() {
      return address;
    },
    work: async (name) => {
      const job = domains.flatMap((domain) => domain.jobs ?? []).find((one) => one.name === name);
      if (!job) throw new Error(`no domain has the job ${name}`);
      await job.run({ database, config: { sealsFolder: "", mail: undefined, address }, mailKinds: [] });
    },
    passDays: (days) => {
      freezeClock(new Date(now().getTime() + days * 86_400_000));
      passMomentToDatabase(true);
    },
    enter: async ({ language, width, dark }) => {
      const context = await browser.newContext({
        baseURL: address,
        locale: language === "de" ? "de-DE" : "en-GB",
        timezoneId: "Europe/Berlin",
        colorScheme: dark ? "dark" : "light",
        reducedMotion: "reduce",
        permissions: ["clipboard-read", "clipboard-write"],
        viewport: { width: widths[width], height: width === "wide" ? 900 : 844 },
      });
      contexts.push(context);
      context.setDefaultTimeout(15_000);
      const page = await context.newPage();
      page.on("pageerror", (error) => console.error(`page error: ${error.message}`));
      const visitor = new Visitor(page, language, width, await wordsOf(language));
      onTestFailed(() => visitor.picture(`failed ${new URL(page.url()).pathname.replaceAll("/", " ")}`));
      return visitor;
    },
  };
}
