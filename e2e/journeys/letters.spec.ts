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

test("pages that are only read fetch all letters of Ge'ez in Tigrinya alone, elsewhere those of its name, and stay small with them", async () => {
  const visitor = await stage.enter({ language: "de", width: "phone" });
  const sizes = new Map<string, number>();
  visitor.page.on("requestfinished", async (request) => {
    const { responseBodySize, responseHeadersSize } = await request.sizes();
    sizes.set(new URL(request.url()).pathname, responseBodySize + responseHeadersSize);
  });
  const fonts = () => [...sizes.keys()].filter((path) => path.startsWith("/fonts/"));
  await visitor.page.goto("/bodies/public/lindenau?language=de");
  const show = async (language: string) =>
    await visitor.page.evaluate(async (chosen) => {
      document.documentElement.lang = chosen;
      document.querySelector("main")!.insertAdjacentHTML("beforeend", `<p lang="ti">ሓበሬታ <strong>ብትግርኛ</strong></p>`);
      await document.fonts.ready;
    }, language);
  await show("de");
  await expect.poll(fonts).toEqual(["/fonts/tigrinya.ttf"]);
  expect(sizes.get("/fonts/tigrinya.ttf")!).toBeLessThan(4_000);
  await show("ti");
  await expect.poll(() => fonts().sort()).toEqual(["/fonts/geez-bold.ttf", "/fonts/geez.ttf", "/fonts/tigrinya.ttf"]);
  expect(await visitor.page.evaluate(() => [...document.fonts].filter((face) => face.status === "loaded").length)).toBe(3);
  expect([...sizes.values()].reduce((sum, size) => sum + size, 0)).toBeLessThan(60_000);
});

test("the name of Tigrinya is read in the list of languages of a phone's page, and a page without it fetches nothing", async () => {
  const visitor = await stage.enter({ language: "de", width: "phone" });
  const fonts: string[] = [];
  visitor.page.on("requestfinished", (request) => {
    const { pathname } = new URL(request.url());
    if (/\.(ttf|woff2)$/.test(pathname)) fonts.push(pathname);
  });
  await visitor.page.goto("/k?l=de");
  await visitor.page.getByRole("link", { name: "ትግርኛ" }).waitFor();
  await expect.poll(() => fonts).toEqual(["/fonts/tigrinya.ttf"]);
  expect(await visitor.page.evaluate(() => [...document.fonts].filter((face) => face.status === "loaded").length)).toBe(1);
  await visitor.page.goto("/k?l=ti");
  await expect.poll(() => fonts).toContain("/fonts/geez.ttf");
  fonts.length = 0;
  await visitor.page.goto("/bodies/public/lindenau?language=de");
  await visitor.page.evaluate("document.fonts.ready.then(() => true)");
  expect(await visitor.page.getByText("ትግርኛ").count()).toBe(0);
  expect(fonts).toEqual([]);
});
