import { describe, expect, test } from "vitest";
import { enterCase } from "../pages/cases/new-case.ts";
import { signInAs } from "../pages/network/sign-in.ts";
import { useStage } from "../stage.ts";

describe.each([
  { language: "de", width: "wide" },
  { language: "en", width: "phone" },
] as const)("names as people have them, $language, $width", (as) => {
  const stage = useStage();

  test("of two hundred letters fit on every page of the case, and what is longer stays and is said", async () => {
    const wolters = await stage.enter(as);
    await signInAs(wolters, "Karin Wolters");
    const [given, family] = ["B".repeat(200), "C".repeat(200)];
    await enterCase(wolters, { given: `${given}${"B".repeat(31)}`, family });
    await wolters.says(wolters.words("platform.field.over", { over: "31", maximum: "200" }));
    expect(await wolters.field(wolters.words("people.field.given_names")).inputValue()).toHaveLength(231);
    await enterCase(wolters, { given, family });
    await wolters.hasTitle(`${given} ${family}`);
    await wolters.looksRight("case with a name of two hundred letters");
    const address = new URL(wolters.page.url()).pathname;
    for (const page of [`${address}/person`, `${address}/shares`, "/cases"]) {
      await wolters.open(page);
      await wolters.looksRight(`name of two hundred letters ${page.split("/").at(-1)}`);
    }
  });

  test("in Ge'ez script, in one word, come with the letters they need", async () => {
    const wolters = await stage.enter(as);
    await signInAs(wolters, "Karin Wolters");
    await enterCase(wolters, { given: "ክብሮም", family: "" });
    await wolters.hasTitle("ክብሮም");
    await wolters.looksRight("case with a name in Ge'ez");
    const isThere = await wolters.page.evaluate(async () => {
      await document.fonts.ready;
      return (
        document.fonts.check('600 2rem "Fira Sans"', "ክ") &&
        [...document.fonts].some((face) => face.unicodeRange.includes("1200") && face.status === "loaded")
      );
    });
    expect(isThere).toBe(true);
  });
});
