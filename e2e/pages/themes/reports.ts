import type { Visitor } from "../../visitor.ts";

export type WrittenReport = {
  readonly what: string;
  readonly from?: string;
  readonly to?: string;
  readonly daysLost?: number;
};

/** "Hürde melden": the page that is open, filled in as far as the reporter knows. */
export async function writeReport(visitor: Visitor, report: WrittenReport): Promise<void> {
  await visitor.hasTitle(visitor.words("themes.report.title"));
  await visitor.fill(visitor.words("themes.report.what"), report.what);
  if (report.from !== undefined) await visitor.select(visitor.words("themes.report.from"), report.from);
  if (report.to !== undefined) await visitor.select(visitor.words("themes.report.to"), report.to);
  if (report.daysLost !== undefined) await visitor.fill(visitor.words("themes.report.days_lost"), String(report.daysLost));
}

export async function sendReport(visitor: Visitor): Promise<void> {
  await visitor.page
    .locator("form")
    .getByRole("button", { name: visitor.words("themes.report.submit"), exact: true })
    .click();
}

/** The check has marked these words; they make way for what reveals nobody. */
export async function replaceMarked(visitor: Visitor, marked: string): Promise<void> {
  const row = visitor.page.getByRole("listitem").filter({ has: visitor.page.locator("mark", { hasText: marked }) });
  await row.first().waitFor();
  await row.first().getByRole("button").first().click();
}

export async function isReported(visitor: Visitor): Promise<void> {
  await visitor.isTold("themes.report.done");
}

/** The coordinator reads a report and lets others read it, with a sentence to whoever sent it. */
export async function releaseReport(visitor: Visitor, beginning: string, as: { heading: string; sentence: string }): Promise<void> {
  await visitor.open("/reports");
  await visitor.follow(new RegExp(`^${beginning}`));
  await visitor.page.getByRole("heading", { name: visitor.words("themes.read.release_title"), exact: true }).waitFor();
  await visitor.looksRight(`report to read`);
  await visitor.fill(visitor.words("themes.read.heading"), as.heading);
  await visitor.fill(visitor.words("themes.read.sentence"), as.sentence);
  await visitor.press(visitor.words("themes.read.release"));
  await visitor.isTold("themes.read.released_toast");
}

export async function joinToNewTheme(
  visitor: Visitor,
  reports: readonly string[],
  theme: { title: string; sentence: string; answer: string },
): Promise<void> {
  await visitor.open("/reports");
  await visitor.choose(visitor.words("themes.inbox.title"), visitor.words("themes.inbox.show.open"));
  for (const title of reports) await visitor.tick(visitor.words("themes.inbox.select", { title }));
  await visitor.fill(visitor.words("themes.theme.name"), theme.title);
  await visitor.fill(visitor.words("themes.theme.sentence"), theme.sentence);
  await visitor.fill(visitor.words("themes.theme.answer"), theme.answer);
  await visitor.looksRight("reports to join");
  await visitor.press(visitor.words("themes.inbox.join", { n: reports.length }));
  await visitor.isTold("themes.theme.created");
  await visitor.hasTitle(theme.title);
}
