import { type ReactNode, useEffect } from "react";
import { Button } from "../../../platform/web/form/button.tsx";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page } from "../../../platform/web/page/page.tsx";
import { useSession } from "../../../platform/web/session.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import { pathAfter, takeUpSession } from "../../accounts/web/index.ts";

async function choose(membershipId: string): Promise<void> {
  location.assign(pathAfter(await takeUpSession(membershipId)));
}

export function ChoosePage(): ReactNode {
  const t = useTexts();
  const { memberships } = useSession();
  const only = memberships.length === 1 ? memberships[0]?.id : undefined;
  // nothing to choose: act as it, or go where the way to it leads
  useEffect(() => {
    if (only !== undefined) void choose(only);
  }, [only]);
  return (
    <Page title={t("network.choose.title")} lead={t("network.choose.lead")} width="narrow">
      <List>
        {memberships.map((membership) => (
          <ListRow
            key={membership.id}
            action={
              <Button kind="link" onPress={() => void choose(membership.id)}>
                {t("network.sign_in.submit")}
              </Button>
            }
          >
            <p>
              <b>{membership.title ?? t(`network.role.${membership.role}`)}</b>
            </p>
            <p className="small muted">
              {membership.organisationName}, {membership.unitName}, {membership.siteName}
            </p>
          </ListRow>
        ))}
      </List>
    </Page>
  );
}
