import type { ReactNode } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { Link, LinkButton } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { listWaves } from "../contract.ts";
import { Frame } from "./frame.tsx";

/** The rounds of the survey, the newest first. */
export function WavesPage(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const waves = useAnswer(listWaves, {});
  return (
    <Frame
      part="waves"
      lead={t("cooperation.waves.lead")}
      action={
        <LinkButton kind="primary" to="/cooperation/plan-wave">
          {t("cooperation.waves.plan")}
        </LinkButton>
      }
    >
      <Answered query={waves}>
        {(found) => (
          <Section title={t("cooperation.waves.all")}>
            {found.waves.length === 0 ? (
              <Empty>{t("cooperation.waves.none")}</Empty>
            ) : (
              <List>
                {found.waves.map((wave) => (
                  <ListRow key={wave.id}>
                    <p>
                      <Link kind="name" to={`/cooperation/waves/${wave.id}`}>
                        {wave.title}
                      </Link>
                    </p>
                    <p className="small muted">
                      {t(`cooperation.wave_state.${wave.state}`, {
                        day: f.dayWithYear(wave.closedOn ?? wave.untilOn),
                        answered: wave.answered,
                        asked: wave.asked,
                      })}
                    </p>
                  </ListRow>
                ))}
              </List>
            )}
          </Section>
        )}
      </Answered>
    </Frame>
  );
}
