import { type ReactNode, useState } from "react";
import { Actions, Button } from "../../../platform/web/form/button.tsx";
import { TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Dialog } from "../../../platform/web/page/dialog.tsx";
import { useTexts } from "../../../platform/web/texts.ts";

export type ShownLink = { readonly name: string; readonly path: string; readonly expiresAt: string };

/** The link with which somebody chooses a first password, to be handed over. It is shown this once: the server keeps only a fingerprint of it. */
export function FirstLinkDialog(it: { readonly link: ShownLink; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const [copied, setCopied] = useState<"yes" | "no" | undefined>(undefined);
  const address = `${location.origin}${it.link.path}`;
  return (
    <Dialog title={t("network.link.title", { name: it.link.name })} onClose={it.onClose}>
      <p>{t("network.link.body", { name: it.link.name, moment: f.moment(it.link.expiresAt) })}</p>
      <TextField label={t("network.link.address")} value={address} onChange={() => undefined} />
      <Actions>
        <Button
          kind="primary"
          onPress={() =>
            void navigator.clipboard.writeText(address).then(
              () => setCopied("yes"),
              () => setCopied("no"),
            )
          }
        >
          {t("network.link.copy")}
        </Button>
        <output className="small muted">{copied && t(copied === "yes" ? "network.link.copied" : "network.link.by_hand")}</output>
      </Actions>
    </Dialog>
  );
}
