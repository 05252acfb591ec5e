import type { ReactNode } from "react";
import { useAnswer } from "../../../../platform/web/answers.tsx";
import { ProtectedWord } from "../../../../platform/web/figure/figure.tsx";
import { Link } from "../../../../platform/web/form/button.tsx";
import { useFormat } from "../../../../platform/web/formats.ts";
import { Section } from "../../../../platform/web/page/page.tsx";
import { useTexts } from "../../../../platform/web/texts.ts";
import { getConsultationFigures } from "../../contract.ts";

/** One figure and the way to the others; nothing where nothing was counted. */
export function FiguresHome(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const figures = useAnswer(getConsultationFigures, { query: {} });
  if (!figures.data || figures.data.shownOn === null) return null;
  const { total, year } = figures.data;
  return (
    <Section title={t("cases.nav.consultations")} gap="s">
      <p>
        {t("cases.consultation.home", { year: String(year) })} {total === null ? <ProtectedWord /> : <b>{f.number(total)}</b>}
      </p>
      <p>
        <Link to="/consultations/figures">{t("cases.consultation.to_figures")}</Link>
      </p>
    </Section>
  );
}
