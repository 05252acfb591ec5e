import type { ReactNode } from "react";
import { useAnswer } from "../../../../platform/web/answers.tsx";
import { useFormat } from "../../../../platform/web/formats.ts";
import { Section } from "../../../../platform/web/page/page.tsx";
import { BigNumber } from "../../../../platform/web/page/panel.tsx";
import { useTexts } from "../../../../platform/web/texts.ts";
import { type CaseShare, getCaseShare } from "../../contract.ts";

/** How many themes go back to cases, as far as it may be told. */
export function ShareSection(it: { readonly share: CaseShare }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { fromCases, themes, minimum } = it.share;
  return (
    <Section title={t("bodies.conference.share.title")} gap="s">
      {fromCases.count !== null && themes.count !== null ? (
        <BigNumber value={t("bodies.conference.share.value", { part: f.number(fromCases.count), whole: f.number(themes.count) })}>
          {t("bodies.conference.share.note")}
        </BigNumber>
      ) : (
        <p className="small muted">{t("bodies.conference.share.protected", { minimum })}</p>
      )}
    </Section>
  );
}

/** The same for all conferences of the site, once there are themes. */
export function SiteShare(): ReactNode {
  const share = useAnswer(getCaseShare, {});
  return share.data && share.data.themes.count !== 0 ? <ShareSection share={share.data} /> : null;
}
