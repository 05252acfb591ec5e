import { describe, expect, test } from "vitest";
import { signInAs } from "../pages/network/sign-in.ts";
import { useStage } from "../stage.ts";

const name = "نور الدين الحلبي";

describe.each([
  { language: "de", width: "wide" },
  { language: "de", width: "phone" },
] as const)("Arabic runs from right to left, $language, $width", (as) => {
  const stage = useStage();

  test("in the name of a person and on the form of a report", async () => {
    const wolters = await stage.enter(as);
    await signInAs(wolters, "Karin Wolters");
    await wolters.open("/cases");
    await wolters.follow(/نور الدين/);
    await wolters.hasTitle(name);
    expect(await wolters.page.getByRole("heading", { level: 1 }).evaluate((at) => getComputedStyle(at).direction)).toBe("rtl");
    await wolters.looksRight("case with an Arabic name");

    await wolters.open("/report");
    await wolters.press("العربية");
    await wolters.hasTitle("الإبلاغ عن عقبة");
    const box = wolters.page.getByLabel("ما الذي لم ينجح؟");
    const send = wolters.page.getByRole("button", { name: "إرسال البلاغ", exact: true });
    const [label, form] = [
      await wolters.page.getByText("كم يومًا ضاع؟").boundingBox(),
      await wolters.page.locator("main form").boundingBox(),
    ];
    expect(label!.x + label!.width).toBeGreaterThan(form!.x + form!.width - 4);
    await send.click();
    await wolters.says("يُرجى ملء هذه الخانة.");
    await wolters.looksRight("report in Arabic, not sent");
    await box.fill("لا تبدأ الدورة إلا بعد الحصول على مكان في الحضانة، ولا مكان في الحضانة إلا بعد بدء الدورة.");
    expect(await box.evaluate((at) => getComputedStyle(at).direction)).toBe("rtl");
    await wolters.looksRight("report in Arabic");
  });
});
