import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject } from "vitest";
import { domains } from "../platform/server/app.ts";
import { buildServer } from "../platform/server/http/server.ts";
import { createTestDatabase } from "../platform/testing/database.ts";

const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export type Language = "de" | "en";
export const widths = { wide: 1280, phone: 390 } as const;
export type Width = keyof typeof widths;

export type Stage = {
  readonly address: string;
  /** A person of its own: cookies of nobody else. */
  enter(options: { language: Language; width: Width; dark?: boolean }): Promise<Page>;
};

/** For a journey: the real server with the demo on a port of its own, and a real browser. */
export function useStage(): Stage {
  let browser: Browser;
  let address = "";
  let profile = "";
  const contexts: BrowserContext[] = [];
  const closers: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    const at = await createTestDatabase();
    closers.push(() => at.drop());
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
    for (const context of contexts) await context.close();
    for (const close of closers.toReversed()) await close();
    if (profile) rmSync(profile, { recursive: true, force: true });
  });
  return {
    get address() {
      return address;
    },
    enter: async ({ language, width, dark }) => {
      const context = await browser.newContext({
        baseURL: address,
        locale: language === "de" ? "de-DE" : "en-GB",
        timezoneId: "Europe/Berlin",
        colorScheme: dark ? "dark" : "light",
        reducedMotion: "reduce",
        viewport: { width: widths[width], height: width === "wide" ? 900 : 844 },
      });
      contexts.push(context);
      context.setDefaultTimeout(15_000);
      const page = await context.newPage();
      page.on("pageerror", (error) => console.error(`page error: ${error.message}`));
      return page;
    },
  };
}

/** WCAG 2.2 AA by axe, and nothing wider than the window. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`)).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, "the page scrolls sideways").toBeLessThanOrEqual(0);
}
