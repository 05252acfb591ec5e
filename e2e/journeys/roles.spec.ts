import { describe, expect, test } from "vitest";
import { openCase } from "../pages/cases/case.ts";
import { signInAs } from "../pages/network/sign-in.ts";
import { useStage } from "../stage.ts";

const roles = [
  { role: "case_manager", name: "Karin Wolters" },
  { role: "team_lead", name: "Martin Reuter" },
  { role: "partner", name: "Dirk Krause" },
  { role: "coordinator", name: "Derya Aksoy" },
  { role: "body_member", name: "Renate Vogt" },
  { role: "data_protection_officer", name: "Frank Seidel" },
  { role: "site_admin", name: "Ines Moritz" },
  { role: "accompaniment", name: "Prof. Dr. Judith Berg", site: "Programm Gemeinsam ankommen" },
  { role: "evaluator", name: "Dr. Monika Keller", site: "Programm Gemeinsam ankommen" },
  { role: "programme_lead", name: "Matthias Dorn", site: "Programm Gemeinsam ankommen" },
] as const;

describe("each role opens its home", () => {
  const stage = useStage();
  const looks = [
    { language: "de", width: "wide", dark: false },
    { language: "en", width: "phone", dark: true },
  ] as const;
  test.each(roles)("$role", async (it) => {
    for (const look of looks) {
      const visitor = await stage.enter(look);
      await signInAs(visitor, it.name, "site" in it ? { site: it.site } : {});
      await visitor.looksRight(`home ${it.role}${look.dark ? " dark" : ""}`);
      await visitor.page.context().close();
    }
  });
});

describe("a case shows no person to the wrong role", () => {
  const stage = useStage();
  test.each(["de", "en"] as const)("%s", async (language) => {
    const wolters = await stage.enter({ language, width: "wide" });
    await signInAs(wolters, "Karin Wolters");
    await openCase(wolters, "Nadia Rahimi");
    const { pathname } = new URL(wolters.page.url());
    const strangers = [{ role: "partner", name: "Olga Busch" } as const, { role: "case_manager", name: "Birgit Sommer" } as const];
    const all = [...roles.filter((it) => it.role !== "case_manager" && it.role !== "partner"), ...strangers];
    // the words differ with the language, the rows do not: once everybody, once those who come closest
    const others = language === "de" ? all : all.filter((it) => it.role === "coordinator" || it.role === "team_lead");
    for (const it of others) {
      const visitor = await stage.enter({ language, width: "phone" });
      await signInAs(visitor, it.name, "site" in it ? { site: it.site } : {});
      for (const page of ["", "/shares", "/person", "/report", "/reconstruct"]) {
        await visitor.page.goto(`${pathname}${page}`);
        await visitor.hasTitle();
        expect(await visitor.page.locator("body").innerText(), `${it.role} at ${page}`).not.toContain("Rahimi");
        expect(await visitor.page.getByRole("main").getByRole("textbox").count(), `${it.role} writes at ${page}`).toBe(0);
      }
      const status = await visitor.page.evaluate(async (path) => (await fetch(`/api${path}`)).status, pathname);
      expect([403, 404], `${it.role} by the wire`).toContain(status);
      await visitor.picture(`case for ${it.role}`);
      await visitor.page.context().close();
    }
  });
});

describe("headings skip no level", () => {
  const stage = useStage();
  test.each([
    { name: "Renate Vogt", path: "/evaluation" },
    { name: "Matthias Dorn", path: "/evaluation", site: "Programm Gemeinsam ankommen" },
    { name: "Dirk Krause", path: "/", follows: "Nadia Rahimi" },
  ])("$name at $path", async (it) => {
    const visitor = await stage.enter({ language: "de", width: "wide" });
    await signInAs(visitor, it.name, it.site === undefined ? {} : { site: it.site });
    await visitor.open(it.path);
    if (it.follows !== undefined) {
      await visitor.follow(it.follows);
      await visitor.hasTitle(it.follows);
    }
    await visitor.page.waitForLoadState("networkidle");
    const levels = await visitor.page
      .locator("h1, h2, h3, h4")
      .evaluateAll((headings) => headings.map((heading) => Number(heading.tagName.slice(1))));
    expect(levels.length).toBeGreaterThan(1);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
  });
});
