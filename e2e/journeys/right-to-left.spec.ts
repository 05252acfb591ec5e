import { describe, expect, test } from "vitest";
import { signInAs } from "../pages/network/sign-in.ts";
import { releaseReport } from "../pages/themes/reports.ts";
import { useStage } from "../stage.ts";

const name = "نور الدين الحلبي";
const sentence = "وصل التأكيد من الحضانة، ويمكن أن تبدأ الدورة في الأسبوع القادم.";
const gap = "لا تبدأ الدورة إلا بعد الحصول على مكان في الحضانة، ولا مكان في الحضانة إلا بعد بدء الدورة.";
const answer = "Danke, das gehört zu einem Thema, an dem wir schon arbeiten.";

describe.each([
  { language: "de", width: "wide" },
  { language: "de", width: "phone" },
] as const)("Arabic runs from right to left, $language, $width", (as) => {
  const stage = useStage();

  test("in a case, and in a report that is written, checked, sent and answered", async () => {
    const wolters = await stage.enter(as);
    const directionOf = (words: string | RegExp) =>
      wolters.page
        .getByText(words)
        .filter({ visible: true })
        .first()
        .evaluate((at) => getComputedStyle(at).direction);
    await signInAs(wolters, "Karin Wolters");
    await wolters.open("/cases");
    if (as.width === "phone") await wolters.showAll();
    await wolters.follow(/نور الدين/);
    await wolters.hasTitle(name);
    expect(await wolters.page.getByRole("heading", { level: 1 }).evaluate((at) => getComputedStyle(at).direction)).toBe("rtl");
    // what is written in the case: in the field, and in the story that is told
    const field = wolters.field(wolters.words("cases.contact.sentence")).first();
    await field.fill(sentence);
    expect(await field.evaluate((at) => getComputedStyle(at).direction)).toBe("rtl");
    await wolters.choose(wolters.words("cases.contact.minutes"), "10");
    await wolters.page.keyboard.press("Control+Enter");
    await wolters.isTold("cases.contact.said");
    await wolters.says(sentence);
    expect(await directionOf(sentence)).toBe("rtl");
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

    // somebody's name is marked, the sentences around it are not
    await box.fill(`${gap} انتظرت السيدة رحيمي ستة أشهر.`);
    expect(await box.evaluate((at) => getComputedStyle(at).direction)).toBe("rtl");
    await send.click();
    await wolters.says("موضع واحد قد يكشف هوية شخص");
    expect(await wolters.page.locator("mark").allInnerTexts()).toEqual(["السيدة رحيمي"]);
    await wolters.looksRight("report in Arabic, checked");
    await wolters.press("استبدال: امرأة");
    expect(await box.inputValue()).toBe(`${gap} انتظرت امرأة ستة أشهر.`);
    await send.click();
    await wolters.page.waitForURL("**/my-reports");
    await wolters.hasTitle();
    await wolters.says(/لا تبدأ الدورة/);
    expect(await directionOf(/لا تبدأ الدورة/)).toBe("rtl");
    await wolters.looksRight("my reports, one in Arabic");

    // the coordination reads and answers it; the answer stands with whoever wrote it
    const aksoy = await stage.enter(as);
    await signInAs(aksoy, "Derya Aksoy");
    await releaseReport(aksoy, "لا تبدأ الدورة", { heading: "Kurs und Kita warten aufeinander", sentence: answer });
    await wolters.open("/my-reports");
    await wolters.follow(/لا تبدأ الدورة|Kurs und Kita warten/);
    await wolters.hasTitle();
    await wolters.says(answer);
    await wolters.says(/انتظرت امرأة ستة أشهر/);
    await wolters.looksRight("my report in Arabic, answered");
  });
});
