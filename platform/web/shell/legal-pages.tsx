import type { ReactNode } from "react";
import { Page, Section } from "../page/page.tsx";
import { type TextKey, useTexts } from "../texts.ts";

const parts = {
  imprint: ["operator", "software"],
  privacy: ["controller", "people", "log", "reports", "figures", "staff", "device", "time", "rights"],
  accessibility: ["works", "tested", "missing", "contact"],
} as const;

/** What the software does, said plainly, and which sentences its operator adds. */
function LegalPage(it: { readonly about: keyof typeof parts }): ReactNode {
  const t = useTexts();
  const { about } = it;
  return (
    <Page title={t(`platform.${about}.title`)} lead={t(`platform.${about}.lead`)} width="narrow">
      {parts[about].map((part) => (
        <Section key={part} title={t(`platform.${about}.${part}.title` as TextKey)} gap="s">
          <p>{t(`platform.${about}.${part}.text` as TextKey)}</p>
        </Section>
      ))}
    </Page>
  );
}

export const ImprintPage = (): ReactNode => <LegalPage about="imprint" />;
export const PrivacyPage = (): ReactNode => <LegalPage about="privacy" />;
export const AccessibilityPage = (): ReactNode => <LegalPage about="accessibility" />;
