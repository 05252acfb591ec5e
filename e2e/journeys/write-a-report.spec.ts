import { describe, expect, test } from "vitest";
import { readPackage } from "../../platform/server/paper/zip.ts";
import { readPdf } from "../../platform/testing/read-pdf.ts";
import { signInAs } from "../pages/network/sign-in.ts";
import { beginReport, close, confirmAll, dialogOf, keep, sectionOf, writeSection } from "../pages/publication/report.ts";
import { useStage } from "../stage.ts";
import type { Visitor } from "../visitor.ts";

/** What people write stays German in both languages: the labels change, and with them the headings of a report. */
const title = "Gemeinsam ankommen, für den Sozialausschuss";
const ownWords = "Der Sozialausschuss hat um diesen Bericht gebeten.";
const heading = {
  de: { mandate: "Anlass und Auftrag", outlook: "Ausblick", gaps: "Hürden und Themen" },
  en: { mandate: "Occasion and mandate", outlook: "Outlook", gaps: "Gaps and themes" },
} as const;

describe.each([
  { language: "de", width: "wide" },
  { language: "en", width: "phone" },
] as const)("a report, written and issued, $language, $width", (as) => {
  const stage = useStage();
  let aksoy: Visitor;
  let path = "";
  const of = heading[as.language];

  test("the coordinator begins a report and finds drafts from the data", async () => {
    aksoy = await stage.enter(as);
    await signInAs(aksoy, "Derya Aksoy");
    await aksoy.open("/publication");
    await aksoy.looksRight("publication, reports");
    await aksoy.follow(aksoy.words("publication.list.begin"));
    await aksoy.looksRight("publication, begin");
    await beginReport(aksoy, "status_report", title);
    path = new URL(aksoy.page.url()).pathname;
    await aksoy.says(/Steuerungsgruppe Einwanderung/);
    await aksoy.looksRight("publication, draft");
  });

  test("people's words stay: the data never overwrite them, and what was removed comes back", async () => {
    await writeSection(aksoy, of.mandate, ownWords);
    await aksoy.press(aksoy.words("publication.section.today_of", { title: of.mandate }));
    const today = await dialogOf(aksoy);
    await today.getByText(aksoy.words("publication.section.today.kept")).waitFor();
    await close(aksoy);
    await aksoy.press(aksoy.words("publication.section.remove_of", { title: of.outlook }));
    await aksoy.press(aksoy.words("platform.undo"));
    await sectionOf(aksoy, of.outlook).waitFor();
    await sectionOf(aksoy, of.mandate).getByText(ownWords).waitFor();
  });

  test("figures are chosen from what may be shown, each with source and meaning", async () => {
    await aksoy.press(aksoy.words("publication.figures.add_of", { title: of.outlook }));
    const dialog = await dialogOf(aksoy);
    await dialog
      .getByRole("checkbox", { name: as.language === "de" ? /^Laufende Zielvereinbarungen/ : /^Target agreements running/ })
      .check();
    await aksoy.looksRight("publication, figures");
    await aksoy.press(aksoy.words("publication.figures.pick.submit"), dialog);
    await aksoy.isTold("publication.figures.added", { n: 1 });
    const section = sectionOf(aksoy, of.outlook);
    await section.getByText(aksoy.words("publication.figures.meaning")).click();
    await section.getByText(as.language === "de" ? /Quelle: Verbund, Handlungsrahmen/ : /Source: Verbund, strategic framework/).waitFor();
    await aksoy.press(aksoy.words("publication.compare.open"));
    await (await dialogOf(aksoy)).getByText(aksoy.words("publication.compare.none")).waitFor();
    await close(aksoy);
  });

  test("it is issued only once every section was confirmed, and then stays as it is", async () => {
    await aksoy.press(aksoy.words("publication.issue.open"));
    const early = await dialogOf(aksoy);
    await early.getByText(aksoy.words("publication.issue.open_sections")).waitFor();
    expect(await early.getByRole("button", { name: aksoy.words("publication.issue.confirm"), exact: true }).count()).toBe(0);
    await aksoy.looksRight("publication, not yet");
    await close(aksoy);
    expect(await confirmAll(aksoy)).toBe(7);
    await aksoy.press(aksoy.words("publication.issue.open"));
    await aksoy.press(aksoy.words("publication.issue.confirm"), await dialogOf(aksoy));
    await aksoy.isTold("publication.issue.done");
    await aksoy.says(aksoy.words("publication.issued.digest_note"));
    await aksoy.looksRight("publication, issued");
    expect(await aksoy.page.getByRole("button", { name: aksoy.words("publication.section.edit"), exact: true }).count()).toBe(0);
  });

  test("it goes out as PDF/UA and as Word, with the same words and the digest", async () => {
    const pdf = await keep(aksoy, aksoy.words("publication.issued.pdf"));
    expect(pdf.name).toMatch(/\.pdf$/);
    const read = await readPdf(pdf.bytes);
    expect(read).toMatchObject({ ua: "1", isMarked: true });
    const digest = (await aksoy.page.locator(".publication-digest").first().textContent()) ?? "";
    const text = read.pages.join("\n").replaceAll(/\s+/g, " ");
    for (const words of [title, ownWords, of.gaps, digest]) expect(text).toContain(words);
    const word = await keep(aksoy, aksoy.words("publication.draft.word"));
    const xml = (await readPackage(word.bytes)).get("word/document.xml")!.toString("utf8");
    for (const words of [title, ownWords, digest]) expect(xml).toContain(words);
  });

  test("those it is given to read it, and nobody else", async () => {
    const bodies = aksoy.words("publication.release.audience.bodies");
    await aksoy.press(aksoy.words("publication.release.give_of", { audience: bodies }));
    await aksoy.isTold("publication.release.given", { audience: bodies });
    await aksoy.press(aksoy.words("publication.release.give_of", { audience: aksoy.words("publication.release.audience.programme") }));
    const vogt = await stage.enter(as);
    await signInAs(vogt, "Renate Vogt");
    await vogt.open("/publication");
    await vogt.follow(title);
    await vogt.hasTitle(title);
    await vogt.says(ownWords);
    await vogt.looksRight("publication, member");
    const dorn = await stage.enter(as);
    await signInAs(dorn, "Matthias Dorn", { site: "Programm Gemeinsam ankommen" });
    await dorn.open("/publication/given");
    await dorn.looksRight("publication, given");
    await dorn.follow(new RegExp(title));
    await dorn.says(ownWords);
    await dorn.looksRight("publication, given report");
    // who works on cases finds no report at all
    const wolters = await stage.enter(as);
    await signInAs(wolters, "Karin Wolters");
    await wolters.page.goto(path);
    await wolters.hasTitle();
    expect(await wolters.page.getByText(ownWords).count()).toBe(0);
  });

  test("a mistake is corrected by a new report that names the old one", async () => {
    await aksoy.open(path);
    await aksoy.press(aksoy.words("publication.issued.correct"));
    await aksoy.press(aksoy.words("publication.issued.correct"), await dialogOf(aksoy));
    await aksoy.says(aksoy.words("publication.draft.state", { open: 0 }));
    await writeSection(aksoy, of.mandate, `${ownWords} Er ist berichtigt.`);
    await aksoy.press(aksoy.words("publication.issue.open"));
    await aksoy.press(aksoy.words("publication.issue.confirm"), await dialogOf(aksoy));
    await aksoy.isTold("publication.issue.done");
    await aksoy.open(path);
    await aksoy.says(as.language === "de" ? /Dieser Bericht ist berichtigt/ : /This report was corrected/);
    await sectionOf(aksoy, of.mandate).getByText(ownWords, { exact: true }).waitFor();
  });
});
