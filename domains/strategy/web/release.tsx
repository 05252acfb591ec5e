import type { ReactNode } from "react";
import { call, problemOf } from "../../../platform/web/api.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Section } from "../../../platform/web/page/page.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { type Releasable, releaseToProgramme } from "../contract.ts";

/** What the programme reads of the site, and the way to let it or to take that back. */
export function Release(it: {
  readonly what: Releasable;
  readonly release: { readonly releasedOn: string | null; readonly version: number };
  readonly onChanged: () => Promise<unknown>;
}): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const { releasedOn, version } = it.release;
  async function set(isReleased: boolean): Promise<void> {
    try {
      await call(releaseToProgramme, { params: { what: it.what }, body: { isReleased, version } });
      say({ text: t(isReleased ? "strategy.release.done" : "strategy.release.withdrawn") });
    } catch (error) {
      // somebody else did it meanwhile: then it is shown as it is now
      if (problemOf(error).code !== "changed_meanwhile") throw error;
      say({ text: t("strategy.release.meanwhile") });
    }
    await it.onChanged();
  }
  return (
    <Section title={t("strategy.release.title")} gap="s">
      <p>
        {releasedOn === null
          ? t(`strategy.release.${it.what}.no`)
          : t(`strategy.release.${it.what}.yes`, { day: f.dayWithYear(releasedOn) })}
      </p>
      <p>
        <Button kind="secondary" onPress={() => void set(releasedOn === null)}>
          {t(releasedOn === null ? `strategy.release.${it.what}.do` : "strategy.release.undo")}
        </Button>
      </p>
    </Section>
  );
}
