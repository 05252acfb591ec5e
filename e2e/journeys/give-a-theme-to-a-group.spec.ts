import { describe, test } from "vitest";
import { signInAs } from "../pages/network/sign-in.ts";
import { useStage } from "../stage.ts";

const group = "Projektgruppe Gesundheitskarte";

describe("a theme goes to a project group and comes back; its page and the group's show each other", () => {
  const stage = useStage();
  test.each([
    { language: "de", width: "wide" },
    { language: "en", width: "phone" },
  ] as const)("$language $width", async (look) => {
    const aksoy = await stage.enter(look);
    await signInAs(aksoy, "Derya Aksoy");
    await aksoy.open("/themes");
    const { themes } = await aksoy.page.evaluate(
      async () =>
        (await (await fetch("/api/themes/themes")).json()) as {
          themes: { id: string; title: string; state: string; groupName: string | null }[];
        },
    );
    const free = themes.find((one) => one.groupName === null && (one.state === "named" || one.state === "running"))!;
    await aksoy.open(`/themes/${free.id}`);
    const fold = await aksoy.unfold(aksoy.words("themes.group.give"));
    await aksoy.select(aksoy.words("bodies.group.which"), group, fold);
    await aksoy.fill(aksoy.words("bodies.group.sentence"), "Eine Gruppe arbeitet jetzt daran.", fold);
    await aksoy.press(aksoy.words("bodies.group.give"), fold);
    await aksoy.isTold("bodies.group.given");
    await aksoy.says(new RegExp(group));
    await aksoy.looksRight("theme with its project group");

    await aksoy.follow(aksoy.words("bodies.group.open"));
    await aksoy.hasTitle(group);
    await aksoy.follow(free.title, aksoy.page.getByRole("list", { name: aksoy.words("bodies.group.themes") }));
    await aksoy.hasTitle(free.title);

    // a member of the group finds it there too
    const maas = await stage.enter(look);
    await signInAs(maas, "Thomas Maas");
    await maas.open(`/themes/${free.id}`);
    await maas.follow(maas.words("bodies.group.open"));
    await maas.hasTitle(group);
    await maas.looksRight("project group of a member");

    await aksoy.press(aksoy.words("themes.group.take"));
    await aksoy.isTold("themes.group.taken");
    await maas.page.reload();
    await maas.hasTitle(group);
    await maas.unfold(maas.words("bodies.group.earlier"));
    await maas.says(free.title);
  });
});
