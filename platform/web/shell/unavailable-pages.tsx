import { Component, type ReactNode, useEffect } from "react";
import { isServerThere } from "../api.ts";
import { Button, LinkButton } from "../form/button.tsx";
import { Page } from "../page/page.tsx";
import { useActor } from "../session.ts";
import { useTexts } from "../texts.ts";

export function NotFoundPage(): ReactNode {
  const t = useTexts();
  return (
    <Page title={t("platform.page.not_found.title")} lead={t("platform.page.not_found.lead")} width="narrow">
      <p>
        <LinkButton to="/">{t("platform.page.home")}</LinkButton>
      </p>
    </Page>
  );
}

export function OtherRolePage(): ReactNode {
  const t = useTexts();
  const { role, title } = useActor();
  return (
    <Page
      title={t("platform.page.other_role.title")}
      lead={t("platform.page.other_role.lead", { role: title ?? t(`platform.role.${role}`) })}
      width="narrow"
    >
      <p>
        <LinkButton to="/">{t("platform.page.home")}</LinkButton>
      </p>
    </Page>
  );
}

export function BrokenPage(): ReactNode {
  const t = useTexts();
  return (
    <Page title={t("platform.page.broken.title")} lead={t("platform.page.broken.lead")} width="narrow">
      <p>
        <Button onPress={() => location.reload()}>{t("platform.page.reload")}</Button>
      </p>
    </Page>
  );
}

/** Whether this document came by a reload: then another one would bring nothing new. */
const cameByReload = (): boolean => performance.getEntriesByType("navigation").some((one) => "type" in one && one.type === "reload");

/** Where the server answers, what it has now is another version, and only a reload brings it. */
async function reloadIfThere(isAsked: boolean): Promise<void> {
  if (!(await isServerThere())) return;
  if (isAsked || !cameByReload()) location.reload();
}

/** The page itself could not be fetched: no connection, or a newer version has taken its place. */
export function UnreachedPage(it: { readonly onRetry: () => void }): ReactNode {
  const t = useTexts();
  const { onRetry } = it;
  useEffect(() => {
    void reloadIfThere(false);
    const onOnline = () => onRetry();
    addEventListener("online", onOnline);
    return () => removeEventListener("online", onOnline);
  }, [onRetry]);
  return (
    <Page title={t("platform.page.unreached.title")} lead={t("platform.page.unreached.lead")} width="narrow">
      <p>
        <Button onPress={() => reloadIfThere(true)}>{t("platform.retry")}</Button>
      </p>
    </Page>
  );
}

/** A page that breaks takes nothing else with it. */
export class Boundary extends Component<{ readonly children: ReactNode }, { readonly isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    return this.state.isBroken ? <BrokenPage /> : this.props.children;
  }
}
