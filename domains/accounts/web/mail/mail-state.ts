import { useContext } from "react";
import type { Formats } from "../../../../platform/web/formats.ts";
import { MailKindsContext } from "../../../../platform/web/shell/ways.ts";
import { type Translate, useTexts } from "../../../../platform/web/texts.ts";
import type { Tone } from "../../../../platform/web/page/panel.tsx";
import type { Cadence, MailState } from "../../contract.ts";

type Shown = {
  readonly state: MailState;
  readonly cadence: Cadence;
  readonly sentAt: string | null;
  readonly nextTryAt?: string | null;
};

/** Where a mail stands, in words; what waits says what it waits for. */
export function stateWords(t: Translate, f: Formats, mail: Shown, server: { isSetUp: boolean; isDown: boolean }): string {
  if (mail.state === "queued" && mail.cadence !== "at_once") return t("accounts.mail.state.for_digest");
  const waits = mail.state === "queued" || mail.state === "sending" || mail.state === "failed";
  if (waits && !server.isSetUp) return t("accounts.mail.state.not_set_up");
  if (mail.state === "queued" && server.isDown) return t("accounts.mail.state.server_down");
  const at = mail.state === "failed" ? (mail.nextTryAt ?? null) : mail.sentAt;
  // a moment that is nobody's business is left out
  if (at === null && mail.state === "failed") return t("accounts.mail.state.queued");
  return t(`accounts.mail.state.${mail.state}`, { moment: at === null ? "" : f.moment(at) });
}

export function toneOf(state: MailState): Tone | undefined {
  if (state === "given_up") return "bad";
  if (state === "failed" || state === "uncertain") return "due";
  return state === "sent" ? "good" : undefined;
}

/** What a kind of mail is called; null is private. */
export function useKindWords(): (kind: string | null) => string {
  const t = useTexts();
  const kinds = useContext(MailKindsContext);
  return (kind) => {
    if (kind === "accounts.digest") return t("accounts.mail.digest_kind");
    return (kind === null ? undefined : t.maybe(kinds[kind] ?? "")) ?? t("accounts.mail.private");
  };
}
