import { expect, test } from "vitest";
import { useStage } from "../stage.ts";

const stage = useStage();

test("letters of Ge'ez come with the first page that shows one, and weigh nothing before", async () => {
  const visitor = await stage.enter({ language: "de", width: "phone" });
  const fetched = new Map<string, number>();
  visitor.page.on("requestfinished", async (request) => {
    const sizes = await request.sizes();
    fetched.set(new URL(request.url()).pathname, sizes.responseBodySize);
  });
  const fonts = () => [...fetched.keys()].filter((path) => path.includes("Ethiopic"));
  await visitor.open("/privacy");
  await visitor.page.evaluate("document.fonts.ready.then(() => true)");
  expect(fonts()).toEqual([]);
  const width = async (family: string) =>
    await visitor.page.evaluate((name) => {
      const words = document.createElement("span");
      words.textContent = "ሓበሬታ ብትግርኛ";
      words.style.fontFamily = name;
      document.querySelector("main")!.append(words);
      return document.fonts.load(`400 18px ${name}`, words.textContent).then(() => words.getBoundingClientRect().width);
    }, family);
  const shown = await width('"Fira Sans"');
  expect(shown).toBeGreaterThan(0);
  expect(await visitor.page.evaluate(() => document.fonts.check('400 18px "Fira Sans"', "ሓበሬታ"))).toBe(true);
  await expect.poll(fonts).toHaveLength(1);
  // packed: the file itself has 367 kB
  expect(fetched.get(fonts()[0]!)!).toBeLessThan(200_000);
});
