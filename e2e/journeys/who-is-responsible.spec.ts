import { describe, expect, test } from "vitest";
import { askWho } from "../pages/network/responsibilities.ts";
import { signInAs } from "../pages/network/sign-in.ts";
import { useStage } from "../stage.ts";

// both travel through the same site, so each fills a gap and adds a word of its own
const labels = {
  de: { permit: "Aufenthaltstitel", youth: "Hilfe für junge Menschen", town: "Hohenfeld", german: "Kein Termin", word: "Kein Termin" },
  en: { permit: "Residence permit", youth: "Help for young people", town: "Steinau", german: "Formular fehlt", word: "Form missing" },
} as const;

describe("who is responsible, in which words, and how people hear of things", () => {
  const stage = useStage();
  test.each([
    { language: "de", width: "wide" },
    { language: "en", width: "phone" },
  ] as const)("$language $width", async (look) => {
    const { permit, youth, town, german, word } = labels[look.language];

    // a case manager asks about somebody without a name
    const wolters = await stage.enter(look);
    await signInAs(wolters, "Karin Wolters");
    await askWho(wolters, { age: "19", status: "Duldung", town, matter: permit });
    await wolters.says("Ausländerbehörde, Kreis Lindenau");
    await wolters.says(/02999 200-310/);
    await wolters.looksRight("who is responsible");
    expect(new URL(wolters.page.url()).search, "nothing of the person stands in the address").toBe("");
    // and finds the gap between two youth offices
    await wolters.select(wolters.words("network.responsible.matter"), youth);
    await wolters.says(wolters.words("network.responsible.nobody"));
    expect(await wolters.page.getByRole("button", { name: wolters.words("network.responsible.add") }).count()).toBe(0);
    await wolters.looksRight("nobody is responsible");

    // the coordinator sees the gap too, and fills it
    const aksoy = await stage.enter(look);
    await signInAs(aksoy, "Derya Aksoy");
    await aksoy.page.goto("/responsible");
    await aksoy.hasTitle(aksoy.words("network.responsible.title"));
    await aksoy.says(aksoy.words("network.responsible.check"));
    await aksoy.unfold(aksoy.words("network.responsible.add"));
    const form = aksoy.formOf(aksoy.words("network.responsible.save"));
    await aksoy.select(aksoy.words("network.responsible.form.who"), "Caritasverband Lindenau, Jugendmigrationsdienst", form);
    await form.getByRole("checkbox", { name: youth, exact: true }).check();
    await form.getByRole("checkbox", { name: town, exact: true }).check();
    await aksoy.fill(aksoy.words("network.responsible.form.phone"), "02999 520-12", form);
    await aksoy.press(aksoy.words("network.responsible.save"), form);
    await aksoy.isTold("network.responsible.saved");
    await aksoy.looksRight("responsibilities entered");
    await askWho(wolters, { age: "19", status: "Duldung", town, matter: youth });
    await wolters.says(/02999 520-12/);

    // words: one is added, another ends and comes back
    await aksoy.page.goto("/words");
    await aksoy.hasTitle(aksoy.words("network.words.title"));
    const list = await aksoy.unfold(aksoy.words("network.vocabulary.gap_kind"));
    await aksoy.fill(aksoy.words("network.words.de"), german, list);
    await aksoy.fill(aksoy.words("network.words.en"), word, list);
    await aksoy.press(aksoy.words("network.words.add"), list);
    await aksoy.isTold("network.words.added", { word: german });
    await aksoy.press(aksoy.words("network.words.end_of", { word }), list);
    await aksoy.page
      .locator("output")
      .getByRole("button", { name: aksoy.words("platform.undo"), exact: true })
      .click();
    await list.getByRole("button", { name: aksoy.words("network.words.end_of", { word }), exact: true }).waitFor();
    await aksoy.looksRight("word lists");

    // mail: no server is set up here, and the page says so
    await aksoy.page.goto("/post");
    await aksoy.hasTitle(aksoy.words("accounts.mail.post.title"));
    await aksoy.says(aksoy.words("accounts.mail.post.not_set_up.title"));
    await aksoy.says(aksoy.words("accounts.mail.state.not_set_up"));
    await aksoy.looksRight("post");
    await aksoy.page.goto("/account/mail");
    await aksoy.hasTitle(aksoy.words("accounts.mail.own.title"));
    await aksoy.choose(
      aksoy.words("accounts.mail.group.meetings"),
      aksoy.words(`accounts.mail.cadence.${look.language === "de" ? "daily" : "weekly"}`),
    );
    await aksoy.isTold("accounts.mail.own.saved");
    await aksoy.looksRight("own mail");
  });
});
