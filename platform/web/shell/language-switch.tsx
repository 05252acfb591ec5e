import { type ReactNode, useContext } from "react";
import { Button } from "../form/button.tsx";
import { languages } from "../preferences.ts";
import { LanguageChoiceContext } from "../session.ts";
import { useLanguage, useTexts } from "../texts.ts";

/** The languages side by side, for pages without the header. */
export function LanguageSwitch(): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const choose = useContext(LanguageChoiceContext);
  return (
    <div className="languages small">
      {languages.map((one) => (
        <Button key={one} kind="link" lang={one} isPressed={one === language} onPress={() => choose(one)}>
          {t(`platform.language.${one}`)}
        </Button>
      ))}
    </div>
  );
}
