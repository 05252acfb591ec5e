import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { readPackage, writePackage } from "../../platform/server/paper/zip.ts";
import { readPdf } from "../../platform/testing/read-pdf.ts";
import { signInAs } from "../pages/network/sign-in.ts";
import { useStage } from "../stage.ts";
import type { Visitor } from "../visitor.ts";

/** Presses a button that makes a file, and answers what the browser kept. */
async function keep(visitor: Visitor, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    visitor.page.waitForEvent("download"),
    visitor.page.getByRole("button", { name: button, exact: true }).first().click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

describe.each([
  { language: "de", width: "wide" },
  { language: "en", width: "phone" },
] as const)("papers, $language, $width", (as) => {
  const stage = useStage();

  test("are taken along from the meeting, and a template without its fields is told before it is kept", async () => {
    const aksoy = await stage.enter(as);
    await signInAs(aksoy, "Derya Aksoy");
    const { upcoming } = await aksoy.page.evaluate(
      async () => (await (await fetch("/api/bodies/meetings")).json()) as { upcoming: { id: string; bodyName: string }[] },
    );
    await aksoy.open(`/bodies/meetings/${upcoming[0]!.id}`);
    await aksoy.looksRight("meeting with its files");
    const agenda = await keep(aksoy, aksoy.words("bodies.files.as", { name: aksoy.words("bodies.files.agenda"), form: "PDF" }));
    expect(agenda.name).toMatch(/^\w+-\d{4}-\d\d-\d\d\.pdf$/);
    const pdf = await readPdf(agenda.bytes);
    expect(pdf).toMatchObject({ ua: "1", isMarked: true, language: as.language === "de" ? "de-DE" : "en-GB" });
    expect(pdf.pages.join(" ")).toContain(upcoming[0]!.bodyName);
    const entry = await keep(aksoy, aksoy.words("bodies.files.calendar_label"));
    expect(entry.bytes.toString("utf8")).toContain("METHOD:REQUEST");

    await aksoy.open("/bodies/templates");
    const ours = await keep(aksoy, aksoy.words("bodies.templates.get_default_of", { kind: aksoy.words("bodies.templates.kind.agenda") }));
    const parts = await readPackage(ours.bytes);
    parts.set("word/document.xml", Buffer.from(parts.get("word/document.xml")!.toString("utf8").replaceAll("{Gremium}", "{Runde}")));
    const file = aksoy.page.locator("input[type=file]");
    await file.setInputFiles({ name: "ohne.docx", mimeType: "application/octet-stream", buffer: writePackage(parts) });
    await aksoy.says(aksoy.words("bodies.templates.incomplete"));
    await aksoy.says(aksoy.words("bodies.templates.missing", { fields: "Gremium" }));
    await aksoy.looksRight("template without its fields");
    await aksoy.press(aksoy.words("bodies.templates.save_as_draft"));
    await aksoy.isTold("bodies.templates.saved_as_draft", { name: "ohne.docx" });
    await aksoy.says(aksoy.words("bodies.templates.default_in_use"));

    await file.setInputFiles({ name: "unsere.docx", mimeType: "application/octet-stream", buffer: ours.bytes });
    await aksoy.press(aksoy.words("bodies.templates.save"));
    await aksoy.isTold("bodies.templates.saved", { name: "unsere.docx" });
    await aksoy.says(aksoy.words("bodies.templates.in_use", { name: "unsere.docx" }));
    await aksoy.looksRight("templates");
  });

  test("of a case are printed and listed by who reads it", async () => {
    const wolters = await stage.enter(as);
    await signInAs(wolters, "Karin Wolters");
    await wolters.open("/cases");
    const list = await keep(wolters, wolters.words("platform.download.excel_of", { list: wolters.words("cases.list.title") }));
    expect(list.name).toMatch(/\.xlsx$/);
    await wolters.page.locator("a.who").first().click();
    await wolters.hasTitle();
    const sheet = await keep(wolters, wolters.words("cases.sheet.print"));
    expect(sheet.name).toMatch(/^[\w-]+\.pdf$/);
    expect(sheet.name).not.toMatch(/Rahimi/i);
  });
});
