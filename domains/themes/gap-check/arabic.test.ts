import { describe, expect, test } from "vitest";
import { isArabicSpeech } from "./rules-arabic.ts";
import { findMarks, type Surroundings } from "./rules.ts";

const read = (text: string, around: Surroundings = {}) => findMarks(text, around).map((it) => [it.kind, text.slice(it.start, it.end)]);

describe("a report in Arabic", () => {
  test.each([
    "لا تبدأ الدورة إلا بعد الحصول على مكان في الحضانة، ولا مكان في الحضانة إلا بعد بدء الدورة.",
    "انتظرت الأم ستة أشهر حتى حصلت على موعد في دائرة الأجانب، ثم انتهت صلاحية الوثيقة.",
    "يطلب كل مكتب البيانات نفسها من جديد، ولا أحد يعرف من هو المسؤول عن الطلب.",
    "كان من الأمل أن يبدأ العمل في الصيف، لكن الاعتراف بالشهادة لم يصل بعد.",
  ])("that names nobody is clean: %s", (text) => {
    expect(read(text)).toEqual([]);
  });

  test("names are found by what stands before, by the list, and by their neighbours", () => {
    expect(read("انتظرت السيدة رحيمي ستة أسابيع حتى بدأت الدورة في المدينة.")).toEqual([["name", "السيدة رحيمي"]]);
    expect(read("قال أحمد الحلبي إن الطلب لم يصل إلى المكتب بعد شهر كامل.")).toEqual([["name", "أحمد الحلبي"]]);
    expect(read("لم تحصل العائلة على مكان لأن ابنها كريم ليس لديه تأمين بعد.")).toEqual([["name", "كريم"]]);
    expect(read("لم يصل الجواب إلى محمود عبد الرحمن منذ ثلاثة أشهر ولا أحد يعرف لماذا.")).toEqual([["name", "محمود عبد الرحمن"]]);
    expect(read("وأحمد لا يعرف إلى من يذهب بعد أن انتهت الدورة في المدرسة.")).toEqual([["name", "وأحمد"]]);
    expect(findMarks("انتظرت السيدة رحيمي ستة أسابيع حتى بدأت الدورة في المدينة.")[0]!.suggestion).toEqual({ code: "woman" });
  });

  test("a word that may be a name is one only beside another sign", () => {
    expect(read("كان الموظف كريم معنا، لكن لا أحد من المكتب يعرف من هو المسؤول.")).toEqual([]);
    expect(read("قال السيد كريم إن المكتب لا يعرف من هو المسؤول عن الطلب.")).toEqual([["name", "السيد كريم"]]);
  });

  test("names of clients whom the writer may read are found whatever they are", () => {
    const text = "انتظر زيبار ستة أسابيع حتى بدأت الدورة في المدينة ولم يصل الجواب.";
    expect(read(text)).toEqual([]);
    expect(read(text, { readableNames: ["زيبار"] })).toEqual([["name", "زيبار"]]);
  });

  test("numbers and days are found in the digits and months of the script", () => {
    expect(read("وصل الجواب في ١٢.٣.٢٠٢٦ ولم يبدأ العمل بعد ذلك في المدينة.")).toEqual([["date", "١٢.٣.٢٠٢٦"]]);
    expect(read("وصل الجواب في 12 أيار 2026 ولم يبدأ العمل بعد ذلك في المدينة.")).toEqual([["date", "12 أيار 2026"]]);
    expect(findMarks("وصل الجواب في ٣ تشرين الثاني ٢٠٢٦ ولم يبدأ العمل بعد ذلك.")[0]!.suggestion).toEqual({
      code: "month",
      params: { month: 11, year: 2026 },
    });
    expect(read("لا أحد يرد على الرقم ٠١٧٦ ١٢٣٤٥٦٧٨ منذ شهر كامل في المكتب.")).toEqual([["phone", "٠١٧٦ ١٢٣٤٥٦٧٨"]]);
  });
});

test("Arabic letters inside a text of another language stay a name", () => {
  expect(read("Der Antrag von نور الدين الحلبي liegt seit Mai.")).toEqual([["name", "نور الدين الحلبي"]]);
  expect(isArabicSpeech("محمد علي حسن أحمد محمود الحلبي خالد")).toBe(false);
});
