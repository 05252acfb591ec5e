import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../platform/web/api.ts";
import { Button, Link } from "../../../platform/web/form/button.tsx";
import { ConfirmDialog } from "../../../platform/web/page/dialog.tsx";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page } from "../../../platform/web/page/page.tsx";
import { Note, Tag } from "../../../platform/web/page/panel.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { demandSecondFactor, isGivenAt, listSecondFactorDemands } from "../contract.ts";
import { useSite } from "./site.ts";

type Demand = Awaited<ReturnType<typeof call<typeof listSecondFactorDemands>>>["roles"][number];

/** Which roles of the site act with a second factor alone. */
export function SignInRulesPage(): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const site = useSite();
  const demands = useAnswer(listSecondFactorDemands, {});
  const [asking, setAsking] = useState<Demand | undefined>(undefined);
  const [isOwnFirst, setOwnFirst] = useState(false);
  async function change(demand: Demand, isDemanded: boolean): Promise<void> {
    setAsking(undefined);
    setOwnFirst(false);
    const role = t(`network.role.${demand.role}`);
    try {
      await call(demandSecondFactor, { params: { role: demand.role }, body: { isDemanded } });
      say({ text: t(isDemanded ? "network.rules.demanded_now" : "network.rules.not_demanded_now", { role }) });
    } catch (error) {
      const problem = problemOf(error);
      if (problem.reason === "own_first") setOwnFirst(true);
      else say({ text: t(`platform.problem.${problem.code}`) });
    }
    await refresh(listSecondFactorDemands);
  }
  return (
    <Page title={t("network.rules.title")} lead={t("network.rules.lead")} width="mid">
      {isOwnFirst && (
        <Note tone="due" live title={t("network.rules.own_first")}>
          <p>
            <Link to="/account/second-factor">{t("network.rules.own_way")}</Link>
          </p>
        </Note>
      )}
      <Answered query={demands}>
        {({ roles }) => (
          <List label={t("network.rules.title")}>
            {roles
              .filter((demand) => isGivenAt(site.data?.site.kind ?? "", demand.role))
              .map((demand) => {
                const role = t(`network.role.${demand.role}`);
                return (
                  <ListRow
                    key={demand.role}
                    action={
                      <Button
                        kind="link"
                        label={t(demand.isDemanded ? "network.rules.stop_for" : "network.rules.demand_for", { role })}
                        onPress={() => (demand.isDemanded ? void change(demand, false) : setAsking(demand))}
                      >
                        {t(demand.isDemanded ? "network.rules.stop" : "network.rules.demand")}
                      </Button>
                    }
                  >
                    <p>
                      <b>{role}</b> {demand.isDemanded && <Tag tone="good">{t("network.rules.is_demanded")}</Tag>}
                    </p>
                    <p className="small muted">{t("network.rules.people", { n: demand.people, lacking: demand.lacking })}</p>
                  </ListRow>
                );
              })}
          </List>
        )}
      </Answered>
      {asking && (
        <ConfirmDialog
          title={t("network.rules.demand_for", { role: t(`network.role.${asking.role}`) })}
          confirm={t("network.rules.demand")}
          onClose={() => setAsking(undefined)}
          onConfirm={() => change(asking, true)}
        >
          <p>{t("network.rules.question", { n: asking.lacking })}</p>
        </ConfirmDialog>
      )}
    </Page>
  );
}
