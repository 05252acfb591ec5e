import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../platform/web/api.ts";
import { now } from "../../../platform/web/clock.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Dialog } from "../../../platform/web/page/dialog.tsx";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { type Translate, useTexts } from "../../../platform/web/texts.ts";
import { newId } from "../../../platform/web/ids.ts";
import type { MailState } from "../../accounts/contract.ts";
import { createPersonalLink, type LinkView, listLinks, mailPersonalLink, revokePersonalLink } from "../contract.ts";

/** Who has which link, when it was used last, and how to end it. */
export function LinkList(it: { readonly bodyId: string }): ReactNode {
  const t = useTexts();
  const links = useAnswer(listLinks, { params: { bodyId: it.bodyId } });
  return (
    <Section title={t("bodies.links.title")} note={t("bodies.links.note")} gap="s">
      <Answered query={links}>
        {(answer) =>
          answer.links.length === 0 ? (
            <Empty>{t("bodies.links.none")}</Empty>
          ) : (
            <>
              <LinkRows links={answer.links.filter((link) => !isEnded(link))} label={t("bodies.links.title")} />
              {answer.links.some(isEnded) && (
                <Fold summary={t("bodies.links.earlier")}>
                  <LinkRows links={answer.links.filter(isEnded)} label={t("bodies.links.earlier")} />
                </Fold>
              )}
            </>
          )
        }
      </Answered>
    </Section>
  );
}

const isEnded = (link: LinkView): boolean => link.revokedAt !== null || link.expiresAt < now().toISOString();

function LinkRows(it: { readonly links: readonly LinkView[]; readonly label: string }): ReactNode {
  if (it.links.length === 0) return null;
  return (
    <List label={it.label}>
      {it.links.map((link) => (
        <LinkRow key={link.id} link={link} />
      ))}
    </List>
  );
}

function LinkRow(it: { readonly link: LinkView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const { link } = it;
  const isOver = link.expiresAt < now().toISOString();
  const state =
    link.revokedAt !== null
      ? t("bodies.links.revoked", { moment: f.moment(link.revokedAt) })
      : isOver
        ? t("bodies.links.over", { moment: f.moment(link.expiresAt) })
        : t("bodies.links.until", { moment: f.moment(link.expiresAt) });
  return (
    <ListRow
      action={
        link.revokedAt === null && !isOver ? (
          <Button
            kind="link"
            label={t("bodies.links.revoke_of", { name: link.name })}
            onPress={() =>
              void call(revokePersonalLink, { params: { linkId: link.id } })
                .then(() => refresh(listLinks))
                .then(() => say({ text: t("bodies.links.ended", { name: link.name }) }))
                .catch((error: unknown) => say({ text: t(`platform.problem.${problemOf(error).code}`) }))
            }
          >
            {t("bodies.links.revoke")}
          </Button>
        ) : undefined
      }
    >
      <p>{link.name}</p>
      <p className="small muted">
        {[
          state,
          // of a link that is over only a mail that went out still says something
          ...(link.mail && (!isEnded(link) || link.mail.sentAt !== null) ? [mailWords(t, f, link.mail)] : []),
          link.lastUsedAt === null ? t("bodies.links.unused") : t("bodies.links.used", { moment: f.moment(link.lastUsedAt) }),
          ...(link.heldOn ? [t("bodies.links.meeting", { day: f.day(link.heldOn) })] : []),
        ].join(" · ")}
      </p>
    </ListRow>
  );
}

const mailStates: Record<MailState, "waits" | "sent" | "failed" | "uncertain" | "unwanted" | "withdrawn"> = {
  queued: "waits",
  sending: "waits",
  collected: "waits",
  sent: "sent",
  failed: "waits",
  given_up: "failed",
  uncertain: "uncertain",
  unwanted: "unwanted",
  withdrawn: "withdrawn",
};

function mailWords(t: Translate, f: ReturnType<typeof useFormat>, mail: NonNullable<LinkView["mail"]>): string {
  return t(`bodies.links.state.${mailStates[mail.state]}`, { moment: mail.sentAt === null ? "" : f.moment(mail.sentAt) });
}

/** Sends a member a link of their own. One click is one mail, however often it is repeated. */
export function MailLink(it: { readonly membershipId: string; readonly meetingId: string; readonly name: string }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const [id, setId] = useState(newId);
  const [isBusy, setBusy] = useState(false);
  async function send(): Promise<void> {
    setBusy(true);
    try {
      await call(mailPersonalLink, { body: { id, membershipId: it.membershipId, meetingId: it.meetingId } });
      setId(newId());
      say({ text: t("bodies.links.mailed", { name: it.name }) });
      await refresh(listLinks);
    } catch (error) {
      const problem = problemOf(error);
      say({ text: t.maybe(`bodies.reason.${problem.reason ?? ""}`) ?? t(`platform.problem.${problem.code}`) });
    } finally {
      setBusy(false);
    }
  }
  return (
    <Button
      kind="link"
      label={t("bodies.links.mail_for", { name: it.name })}
      busy={isBusy ? t("platform.saving") : undefined}
      onPress={() => void send()}
    >
      {t("bodies.links.mail")}
    </Button>
  );
}

/** Makes a link for one member and copies it; where the browser does not let it, the link stands there to be copied by hand. */
export function CopyLink(it: { readonly membershipId: string; readonly meetingId: string; readonly name: string }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const [address, setAddress] = useState<string | undefined>(undefined);
  const [isBusy, setBusy] = useState(false);
  async function make(): Promise<void> {
    setBusy(true);
    try {
      const made = await call(createPersonalLink, { body: { membershipId: it.membershipId, meetingId: it.meetingId } });
      const whole = `${location.origin}${made.path}`;
      await refresh(listLinks);
      try {
        await navigator.clipboard.writeText(whole);
        say({ text: t("bodies.links.copied", { name: it.name, moment: f.moment(made.expiresAt) }) });
      } catch {
        setAddress(whole);
      }
    } catch (error) {
      const problem = problemOf(error);
      say({ text: t.maybe(`bodies.reason.${problem.reason ?? ""}`) ?? t(`platform.problem.${problem.code}`) });
    } finally {
      setBusy(false);
    }
  }
  return (
    <>
      <Button
        kind="link"
        label={t("bodies.links.copy_for", { name: it.name })}
        busy={isBusy ? t("platform.saving") : undefined}
        onPress={() => void make()}
      >
        {t("bodies.links.copy")}
      </Button>
      {address !== undefined && (
        <Dialog title={t("bodies.links.copy_for", { name: it.name })} onClose={() => setAddress(undefined)}>
          <TextField label={t("bodies.links.address")} hint={t("bodies.links.by_hand")} value={address} onChange={() => undefined} />
        </Dialog>
      )}
    </>
  );
}
