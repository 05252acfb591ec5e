import { describe, expect, test } from "vitest";
import { copyLink } from "../pages/bodies/meeting.ts";
import { signInAs } from "../pages/network/sign-in.ts";
import { useStage } from "../stage.ts";
import type { TextKey, TextValues } from "../words.ts";

/** What a role reads first, and one way on from there. */
type Said = { readonly key: TextKey; readonly values?: TextValues };
const office = "Programm Gemeinsam ankommen";
const roles: readonly {
  readonly name: string;
  readonly site?: string;
  readonly says: readonly Said[];
  readonly way: RegExp;
  readonly isWhole?: boolean;
}[] = [
  {
    name: "Derya Aksoy",
    says: [
      { key: "bodies.desk.papers", values: { n: 2 } },
      { key: "bodies.desk.statements", values: { n: 1 } },
      { key: "bodies.desk.reports", values: { n: 3 } },
      { key: "themes.desk.to_read" },
      { key: "platform.home.due" },
    ],
    way: /Betreuung im Haus des Kurses/,
    isWhole: true,
  },
  {
    name: "Martin Reuter",
    says: [{ key: "themes.reconstruction.list.awaits_me" }, { key: "platform.home.due" }, { key: "cases.caseload.title" }],
    way: /Drei Wochen ohne Geld/,
  },
  { name: "Dirk Krause", says: [{ key: "cases.partner.steps" }, { key: "themes.mine.answers" }], way: /Nadia Rahimi/ },
  {
    name: "Frank Seidel",
    says: [
      { key: "consent.request.home", values: { n: 2 } },
      { key: "consent.due.none" },
      { key: "network.register.new", values: { n: 2 } },
    ],
    way: /^(Alle Anfragen|All requests)$/,
  },
  {
    name: "Ines Moritz",
    says: [{ key: "network.setup.gap.mail_not_set_up" }, { key: "network.setup.gap.links_open", values: { n: 2 } }],
    way: /Mailserver|mail server/,
    isWhole: true,
  },
  {
    name: "Matthias Dorn",
    site: office,
    says: [{ key: "themes.land_home.title", values: { n: 2 } }, { key: "strategy.roadmap.title" }, { key: "themes.programme.sites" }],
    way: /Mit achtzehn/,
    isWhole: true,
  },
];

describe("each role finds what is next, and the way there", () => {
  const stage = useStage();
  test.each(roles)("$name", async (it) => {
    const visitor = await stage.enter({ language: it.name < "J" ? "de" : "en", width: "narrow", dark: true });
    await signInAs(visitor, it.name, it.site === undefined ? {} : { site: it.site });
    for (const { key, values } of it.says) await visitor.says(visitor.words(key, values));
    // the other homes are held to it in two looks with the roles
    if (it.isWhole) await visitor.looksRight(`next for ${it.name}`);
    await visitor.follow(it.way, visitor.page.getByRole("main"));
    await visitor.page.waitForURL((url) => url.pathname !== "/");
    await visitor.hasTitle();
    await visitor.page.context().close();
  });

  test("the scientific team reads twelve sites, the quiet ones first", async () => {
    const berg = await stage.enter({ language: "de", width: "wide" });
    await signInAs(berg, "Prof. Dr. Judith Berg", { site: office });
    const rows = berg.page.getByRole("main").getByRole("listitem").filter({ hasText: "Phase" });
    const weeks = (await rows.allInnerTexts()).map((text) =>
      Number(/seit (\d+) Wochen still/.exec(text)?.[1] ?? (text.includes("seit einer Woche") ? 1 : 0)),
    );
    expect(weeks.length).toBe(12);
    expect(weeks).toEqual(weeks.toSorted((a, b) => b - a));
    expect(weeks[0]).toBeGreaterThan(5);
  });
});

describe("a day of Karin Wolters", () => {
  const stage = useStage();
  test("begins with two appointments and what to prepare; a contact is written down without a mouse in half a minute", async () => {
    const wolters = await stage.enter({ language: "de", width: "wide" });
    await signInAs(wolters, "Karin Wolters");
    await wolters.says("Mietvertrag und den letzten Bescheid einstecken");
    await wolters.says(/412 Euro weniger/);
    await wolters.says(wolters.words("cases.waiting.title"));
    await wolters.says(wolters.words("themes.mine.asks"));
    const { page } = wolters;
    const began = Date.now();
    const line = wolters.field(wolters.words("cases.line.label"), page.getByRole("main")).first();
    await line.focus();
    await page.keyboard.type("Telefonat mit Frau Rahimi, 10 Minuten, Kita hat zugesagt");
    await page.getByRole("button", { name: wolters.words("cases.line.entry", { name: "Nadia Rahimi" }) }).waitFor();
    await page.keyboard.press("Enter");
    await wolters.hasTitle("Nadia Rahimi");
    await page.waitForFunction(() => document.activeElement?.tagName === "TEXTAREA");
    await page.keyboard.type(". Sie bringt den Vertrag mit.");
    const form = wolters.formOf(wolters.words("cases.contact.submit"));
    await form.getByRole("checkbox").first().focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Control+Enter");
    await wolters.isTold("cases.contact.said");
    expect(Date.now() - began).toBeLessThan(30_000);
    await wolters.says("Kita hat zugesagt. Sie bringt den Vertrag mit.");
  });

  test("what came back from a conference is read and gone, and Home knows it at once", async () => {
    const wolters = await stage.enter({ language: "en", width: "wide" });
    await signInAs(wolters, "Karin Wolters");
    const news = wolters.page.getByRole("button", { name: new RegExp(`^${wolters.words("bodies.conference.news.seen")}`) });
    await news.click();
    await news.waitFor({ state: "detached" });
    await wolters.open("/bodies/calls");
    await wolters.follow(wolters.words("platform.home.title"), wolters.page.getByRole("navigation"));
    await wolters.says(wolters.words("cases.today.appointments"));
    expect(await news.count()).toBe(0);
  });
});

describe("a member of the steering group", () => {
  const stage = useStage();
  test("opens one page by a link of their own: three decisions, what became of last time's, and what meets before", async () => {
    const aksoy = await stage.enter({ language: "de", width: "wide" });
    await signInAs(aksoy, "Derya Aksoy");
    const { upcoming } = await aksoy.page.evaluate(
      async () =>
        (await (await fetch("/api/bodies/meetings")).json()) as {
          upcoming: { id: string; bodyId: string; bodyName: string; heldOn: string }[];
        },
    );
    const steering = upcoming.find((one) => one.bodyName.startsWith("Steuerungsgruppe"))!;
    await aksoy.open(`/bodies/meetings/${steering.id}`);
    const link = await copyLink(aksoy, "Ute Lehmann");

    const lehmann = await stage.enter({ language: "de", width: "phone" });
    await lehmann.page.goto(link);
    await lehmann.hasTitle(lehmann.words("bodies.home.asked", { name: "Ute Lehmann", n: 3 }));
    await lehmann.says(lehmann.words("bodies.home.two_minutes"));
    await lehmann.says("Beide Orte betreuen Kinder während des Kurses.");
    expect(await lehmann.page.locator(".asks > li").count()).toBe(3);
    await lehmann.looksRight("papers by link");

    // planned and invited after the link was sent: it comes first, and the same link says so
    const { csrf } = await aksoy.page.evaluate(async () => (await (await fetch("/api/network/session")).json()) as { csrf: string });
    const sooner = await aksoy.page.evaluate(
      async ({ bodyId, token, heldOn, ids }) => {
        const post = async (path: string, body: object) =>
          await (
            await fetch(path, {
              method: "POST",
              headers: { "content-type": "application/json", "x-csrf-token": token },
              body: JSON.stringify(body),
            })
          ).json();
        const id = ids[0]!;
        await post(`/api/bodies/bodies/${bodyId}/meetings`, {
          id,
          heldOn,
          begins: "09:00",
          minutesPlanned: 45,
          place: null,
          onlineLink: null,
          papersDueOn: null,
        });
        await post(`/api/bodies/meetings/${id}/agenda`, {
          id: ids[1],
          kind: "other",
          themeId: null,
          title: "Kurz und vorab",
          minutesPlanned: 30,
          paper: { question: "", background: "", proposal: "", options: [] },
        });
        const { version } = (await (await fetch(`/api/bodies/meetings/${id}`)).json()) as { version: number };
        return (await post(`/api/bodies/meetings/${id}/move`, { to: "invited", version })) as { state?: string };
      },
      {
        bodyId: steering.bodyId,
        token: csrf,
        heldOn: new Date(Date.parse(steering.heldOn) - 3 * 86_400_000).toISOString().slice(0, 10),
        ids: [crypto.randomUUID(), crypto.randomUUID()],
      },
    );
    expect(sooner).toMatchObject({ state: "invited" });
    await lehmann.page.reload();
    await lehmann.says(/Vorher tagt noch: Steuerungsgruppe Einwanderung/);
    await lehmann.follow(lehmann.words("bodies.home.see_nearer"));
    await lehmann.says("Kurz und vorab");
  });
});
