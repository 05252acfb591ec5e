import { describe, test } from "vitest";
import { choosePassword, setUpSecondFactor, signInWithPassword } from "../pages/accounts/account.ts";
import { addPerson, demandSecondFactor } from "../pages/network/members.ts";
import { signInAs } from "../pages/network/sign-in.ts";
import { useStage } from "../stage.ts";

const looks = [
  { language: "de", width: "wide" },
  { language: "en", width: "phone" },
] as const;

describe("somebody new comes in, and the data protection officer learns of it", () => {
  const stage = useStage();
  test.each(looks)("$language, $width", async (look) => {
    const name = `Frieda Kluge ${look.language}`;
    const email = `kluge.${look.language}@lindenau.example`;
    const password = "Der Bus kommt um neun";

    const admin = await stage.enter(look);
    await signInAs(admin, "Ines Moritz");
    const address = await addPerson(admin, { name, email, role: "team_lead", unit: "Kreis Lindenau, Fallmanagement des Kreises" });
    if (look.language === "de") await demandSecondFactor(admin, "team_lead");
    await admin.page.context().close();

    const officer = await stage.enter(look);
    await signInAs(officer, "Frank Seidel");
    await officer.says(name);
    await officer.looksRight("notice of a new account");
    await officer.press(officer.words("network.register.acknowledge_of", { name }));
    await officer.isTold("network.register.acknowledged");
    await officer.open("/register");
    await officer.says(name);
    await officer.looksRight("register");
    await officer.page.context().close();

    // the site wants a second factor: nothing else opens before
    const member = await stage.enter(look);
    await choosePassword(member, address, password);
    await member.page.waitForURL((url) => url.pathname === "/account/second-factor");
    await member.page.goto("/");
    await member.page.waitForURL((url) => url.pathname === "/account/second-factor");
    const { recoveryCodes } = await setUpSecondFactor(member, password);
    await member.page.waitForURL((url) => url.pathname === "/");
    await member.open("/account");
    await member.says(member.words("accounts.recovery.left", { n: 10 }));
    await member.looksRight("own account");

    const elsewhere = await stage.enter(look);
    await signInWithPassword(elsewhere, email, password);
    await elsewhere.page.getByRole("heading", { name: elsewhere.words("network.code.title") }).waitFor();
    await elsewhere.looksRight("code");
    await elsewhere.fill(elsewhere.words("network.code.label"), recoveryCodes[0]!);
    await elsewhere.press(elsewhere.words("network.sign_in.submit"), elsewhere.formOf(elsewhere.words("network.sign_in.submit")).last());
    await elsewhere.page.waitForURL((url) => url.pathname === "/");

    // here the other sign-in is seen, and ended
    await member.open("/account");
    await member.press(member.words("accounts.sessions.end_others"));
    await member.isTold("accounts.sessions.others_ended", { n: 1 });
    await elsewhere.page.goto("/");
    await elsewhere.page.waitForURL((url) => url.pathname === "/sign-in");
  });
});
