import type { ReactNode } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { Link } from "../../../platform/web/form/button.tsx";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { getSetup, type SetupGapCode } from "../contract.ts";

const wayOut: Record<SetupGapCode, string> = {
  no_unit: "/units",
  no_coordinator: "/members",
  no_case_manager: "/members",
  no_data_protection_officer: "/members",
  mail_not_set_up: "/post",
  mail_in_trouble: "/post",
  second_factor_lacking: "/sign-in-rules",
  links_over: "/members",
  links_open: "/members",
  units_without_people: "/units",
  no_responsibility: "/responsible",
};

/** What the administration of a site finds first: what is not set up yet, each with the way there. */
export function SetupHome(): ReactNode {
  const t = useTexts();
  const setup = useAnswer(getSetup, {});
  return (
    <Section title={t("network.setup.title")}>
      <Answered query={setup}>
        {({ gaps, units, members }) => (
          <>
            {gaps.length === 0 ? (
              <Empty>{t("network.setup.nothing")}</Empty>
            ) : (
              <List label={t("network.setup.title")}>
                {gaps.map(({ code, count }) => (
                  <ListRow key={code}>
                    <p>
                      <Link kind="name" to={wayOut[code]}>
                        {t(`network.setup.gap.${code}`, { n: count })}
                      </Link>
                    </p>
                    <p className="small muted">{t(`network.setup.why.${code}`)}</p>
                  </ListRow>
                ))}
              </List>
            )}
            <p className="small muted">{t("network.setup.so_far", { units, members })}</p>
          </>
        )}
      </Answered>
    </Section>
  );
}
