import { describe, test } from "vitest";
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
    { language: "de", width: "phone", dark: false },
    { language: "en", width: "wide", dark: true },
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
