import { type ReactNode, useContext, useEffect, useState } from "react";
import { Button } from "../../../platform/web/form/button.tsx";
import { type Translate, translator, WordsContext } from "../../../platform/web/texts.ts";

type Messages = Readonly<Record<string, string>>;

/** Says in Arabic what there is in Arabic, everything else as before. */
function over(base: Translate, messages: Messages): Translate {
  const arabic = translator("ar", messages);
  const pick = (key: string) => (messages[key] === undefined ? base : arabic);
  const speak: Translate = Object.assign((key: Parameters<Translate>[0], values?: Parameters<Translate>[1]) => pick(key)(key, values), {
    rich: ((key, values) => pick(key).rich(key, values)) satisfies Translate["rich"],
    maybe: ((key, values) => pick(key).maybe(key, values)) satisfies Translate["maybe"],
  });
  return speak;
}

/** This page alone speaks Arabic too, for whoever writes in it: the way there stands above, the rest of Verbund stays as chosen. */
export function InChosenLanguage(it: { readonly children: ReactNode }): ReactNode {
  const words = useContext(WordsContext);
  const [isArabic, setArabic] = useState(false);
  const [messages, setMessages] = useState<Messages>();
  useEffect(() => {
    if (isArabic && !messages) void import("./report-in-arabic.ts").then((module) => setMessages(module.arabic as Messages));
  }, [isArabic, messages]);
  const spoken = isArabic && messages ? { ...words, t: over(words.t, messages) } : undefined;
  return (
    <div className="stack stack-m">
      <p>
        {spoken ? (
          <Button kind="link" onPress={() => setArabic(false)}>
            {words.language === "de" ? "Deutsch" : "English"}
          </Button>
        ) : (
          <span lang="ar" dir="rtl">
            <Button kind="link" onPress={() => setArabic(true)}>
              {words.t("themes.report.in_arabic")}
            </Button>
          </span>
        )}
      </p>
      <div lang={spoken ? "ar" : undefined} dir={spoken ? "rtl" : undefined}>
        <WordsContext value={spoken ?? words}>{it.children}</WordsContext>
      </div>
    </div>
  );
}
