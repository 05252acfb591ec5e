import { existsSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { today } from "../platform/server/clock.ts";
import { addDays, typedDay } from "../platform/web/day.ts";
import type { Language, TextKey, TextValues, Translate } from "./words.ts";

export const widths = { wide: 1280, phone: 390, narrow: 320 } as const;
export type Width = keyof typeof widths;

/** Pictures of every page a journey looks at, where somebody made the folder; what failed is always kept. */
const pictures = join(import.meta.dirname, "results");

function escaped(words: string): string {
  return words.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** One person at a browser: finds things by what they are called, as people do. */
export class Visitor {
  readonly page: Page;
  readonly language: Language;
  readonly width: Width;
  readonly t: Translate;

  constructor(page: Page, language: Language, width: Width, t: Translate) {
    this.page = page;
    this.language = language;
    this.width = width;
    this.t = t;
  }

  words(key: TextKey, values?: TextValues): string {
    return this.t(key, values).replaceAll(/\s+/g, " ").trim();
  }

  async open(path: string): Promise<void> {
    await this.page.goto(path);
    await this.hasTitle();
  }

  /** Waits until the page stands: its heading is there and nothing is loading any more. */
  async hasTitle(words?: string): Promise<void> {
    const heading = this.page.getByRole("heading", { level: 1, ...(words === undefined ? {} : { name: words, exact: true }) }).first();
    await heading.waitFor();
    await this.page.getByText(this.words("platform.loading"), { exact: true }).first().waitFor({ state: "hidden" });
  }

  async says(words: string | RegExp): Promise<void> {
    await this.page.getByText(words).filter({ visible: true }).first().waitFor();
  }

  /** The line at the foot that says what just happened; then it is put away, so that it covers nothing. */
  async isTold(key: TextKey, values?: TextValues): Promise<void> {
    const toast = this.page
      .locator("output")
      .filter({ hasText: this.words(key, values) })
      .first();
    await toast.waitFor();
    await toast.getByRole("button", { name: this.words("platform.close"), exact: true }).click();
  }

  /** A field by its label, whether or not it says that it may stay empty. */
  field(label: string, inside: Page | Locator = this.page): Locator {
    return inside.getByLabel(new RegExp(`^\\s*${escaped(label)}(\\s*\\(${escaped(this.words("platform.optional"))}\\))?\\s*$`)).filter({
      visible: true,
    });
  }

  async fill(label: string, value: string, inside?: Locator): Promise<void> {
    await this.field(label, inside).first().fill(value);
  }

  async select(label: string, option: string, inside?: Locator): Promise<void> {
    await this.field(label, inside).first().selectOption({ label: option });
  }

  /** One of a long list, found by typing. */
  async find(label: string, typed: string, inside: Page | Locator = this.page): Promise<void> {
    const box = inside.getByRole("combobox", { name: label, exact: true });
    await box.fill(typed);
    await this.page.getByRole("option").filter({ hasText: typed }).first().click();
  }

  /** One answer of a question with a few. */
  async choose(question: string, answer: string, inside: Page | Locator = this.page): Promise<void> {
    const group = inside.getByRole("radiogroup", { name: question, exact: true }).filter({ visible: true }).first();
    await group.getByRole("radio", { name: answer, exact: true }).check();
  }

  /** A day as it is typed, so many days from today. */
  day(fromToday: number): string {
    return typedDay(addDays(today(), fromToday), this.language);
  }

  async tick(label: string): Promise<void> {
    await this.page.getByRole("checkbox", { name: label }).check();
  }

  async press(name: string, inside: Page | Locator = this.page): Promise<void> {
    await inside.getByRole("button", { name, exact: true }).filter({ visible: true }).first().click();
  }

  async follow(name: string | RegExp, inside: Page | Locator = this.page): Promise<void> {
    await inside
      .getByRole("link", { name, ...(typeof name === "string" ? { exact: true } : {}) })
      .filter({ visible: true })
      .first()
      .click();
  }

  /** Of a list of which a phone shows the first rows, the others too. */
  async showAll(): Promise<void> {
    const words = new RegExp(`^${this.words("platform.list.all", { n: 0 }).replace("0", "\\d+")}$`);
    await this.page.getByRole("button", { name: words }).filter({ visible: true }).first().click();
  }

  /** The form with this button. */
  formOf(submit: string): Locator {
    return this.page.locator("form").filter({ has: this.page.getByRole("button", { name: submit, exact: true }) });
  }

  /** What is folded under these words, opened. */
  async unfold(summary: string): Promise<Locator> {
    const fold = this.page
      .locator("details")
      .filter({ has: this.page.locator("summary").getByText(summary, { exact: true }) })
      .last();
    await fold.waitFor();
    if ((await fold.getAttribute("open")) === null) await fold.locator("summary").first().click();
    return fold;
  }

  async picture(name: string): Promise<void> {
    if (!existsSync(pictures)) return;
    // a picture of the whole page leaves the place where it was scrolled to
    const toTop = () => this.page.evaluate(() => scrollTo(0, 0));
    await toTop();
    await this.page.screenshot({ path: join(pictures, `${name}.${this.language}.${this.width}.png`), fullPage: true });
    await toTop();
  }

  /** The page as it stands is fit for everybody: WCAG 2.2 AA by axe, and nothing wider than the window. */
  async looksRight(name: string): Promise<void> {
    // parts of a page come after it; none is on its way any more
    await this.page.waitForLoadState("networkidle");
    await this.page.getByText(this.words("platform.loading"), { exact: true }).first().waitFor({ state: "hidden" });
    await this.page.evaluate(() => scrollTo(0, 0));
    await this.picture(name);
    await expectAccessible(this.page);
  }
}

export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`)).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, "the page scrolls sideways").toBeLessThanOrEqual(0);
}
