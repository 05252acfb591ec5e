import type { ReactNode } from "react";
import { Download } from "../../../platform/web/page/download.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { printDossierForBody } from "../contract.ts";

/** On the page of a theme, for those who sit in bodies: the dossier with what the paper proposes. */
export function ThemeDossier(it: { readonly themeId: string }): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const params = { themeId: it.themeId };
  return (
    <Section title={t("bodies.dossier.title")} gap="s">
      <div className="row">
        <Download endpoint={printDossierForBody} request={{ params, query: { language, form: "pdf" } }}>
          {t("bodies.dossier.pdf")}
        </Download>
        <Download endpoint={printDossierForBody} request={{ params, query: { language, form: "docx" } }}>
          {t("bodies.dossier.word")}
        </Download>
      </div>
    </Section>
  );
}
