import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../../platform/web/api.ts";
import { dayOf } from "../../../../platform/web/clock.ts";
import { Button } from "../../../../platform/web/form/button.tsx";
import { Chips } from "../../../../platform/web/form/choice.tsx";
import { useFormat } from "../../../../platform/web/formats.ts";
import { List, ListRow } from "../../../../platform/web/page/list.tsx";
import { Page, Section } from "../../../../platform/web/page/page.tsx";
import { Note, Tag } from "../../../../platform/web/page/panel.tsx";
import { Empty } from "../../../../platform/web/page/states.tsx";
import { useToast } from "../../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../../platform/web/texts.ts";
import type { AnswerOf } from "../../../../platform/contract/endpoint.ts";
import { listSiteMail, retryMail, type SiteMail } from "../../contract.ts";
import { stateWords, toneOf, useKindWords } from "./mail-state.ts";

type Post = AnswerOf<typeof listSiteMail>;

/** What was sent to whom at this site, and what did not arrive. */
export function PostPage(): ReactNode {
  const t = useTexts();
  const [shown, setShown] = useState<"all" | "trouble">("all");
  const [before, setBefore] = useState<string | undefined>(undefined);
  const post = useAnswer(listSiteMail, {
    query: { ...(shown === "trouble" ? { only: "trouble" as const } : {}), ...(before === undefined ? {} : { before }) },
  });
  return (
    <Page title={t("accounts.mail.post.title")} lead={t("accounts.mail.post.lead")} width="mid">
      <Answered query={post}>
        {(answer) => (
          <>
            <ServerNote server={answer.server} />
            <Section
              title={
                answer.troubled === 0 && answer.waiting > 0
                  ? t("accounts.mail.post.waiting", { n: answer.waiting })
                  : t("accounts.mail.post.troubled", { n: answer.troubled })
              }
              note={answer.troubled > 0 ? t("accounts.mail.post.waiting", { n: answer.waiting }) : undefined}
            >
              <Chips
                label={t("accounts.mail.post.show")}
                options={[
                  { value: "all", label: t("accounts.mail.post.show.all") },
                  { value: "trouble", label: t("accounts.mail.post.show.trouble") },
                ]}
                value={shown}
                onChange={(next) => {
                  setBefore(undefined);
                  setShown(next);
                }}
              />
              {answer.mails.length === 0 ? (
                <Empty>{shown === "trouble" ? t("accounts.mail.post.no_trouble") : t("accounts.mail.post.none")}</Empty>
              ) : (
                <List label={t("accounts.mail.post.title")}>
                  {gathered(answer.mails).map((mails) => (
                    <MailRow key={mails[0]!.id} mail={mails[0]!} recipients={mails.map((mail) => mail.recipient)} server={answer.server} />
                  ))}
                </List>
              )}
              <div className="actions">
                {answer.before !== null && (
                  <Button kind="secondary" onPress={() => setBefore(answer.before ?? undefined)}>
                    {t("accounts.mail.post.earlier")}
                  </Button>
                )}
                {before !== undefined && (
                  <Button kind="link" onPress={() => setBefore(undefined)}>
                    {t("accounts.mail.post.latest")}
                  </Button>
                )}
              </div>
              <p className="small muted">{t("accounts.mail.post.private_note")}</p>
            </Section>
          </>
        )}
      </Answered>
    </Page>
  );
}

/** The same to several people stands in one row, unless somebody has to look after one of them. */
function gathered(mails: readonly SiteMail[]): SiteMail[][] {
  const rows: SiteMail[][] = [];
  const keyOf = (mail: SiteMail) => [mail.kind, mail.state, mail.cadence, mail.queuedAt.slice(0, 16), mail.sentAt?.slice(0, 16)].join(" ");
  for (const mail of mails) {
    const last = rows.at(-1);
    if (last && !mail.abilities.retry && keyOf(last[0]!) === keyOf(mail)) last.push(mail);
    else rows.push([mail]);
  }
  return rows;
}

function ServerNote(it: { readonly server: Post["server"] }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { server } = it;
  if (!server.isSetUp)
    return (
      <Note title={t("accounts.mail.post.not_set_up.title")}>
        <p>{t("accounts.mail.post.not_set_up.text")}</p>
      </Note>
    );
  if (server.failingSince === null) return null;
  return (
    <Note tone="due" title={t("accounts.mail.post.down.title")}>
      <p>
        {t("accounts.mail.post.down.text", {
          since: f.moment(server.failingSince),
          reason: t.maybe(`accounts.mail.trouble.${server.lastError ?? ""}`) ?? "",
          next: f.moment(server.pausedUntil ?? server.failingSince),
        })}
      </p>
    </Note>
  );
}

function MailRow(it: { readonly mail: SiteMail; readonly recipients: readonly string[]; readonly server: Post["server"] }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const kindWords = useKindWords();
  const [isBusy, setBusy] = useState(false);
  const { mail } = it;
  const tone = toneOf(mail.state);
  const state = stateWords(t, f, mail, { isSetUp: it.server.isSetUp, isDown: it.server.failingSince !== null });
  const why = mail.lastError === null ? undefined : t.maybe(`accounts.mail.trouble.${mail.lastError}`);
  async function send(): Promise<void> {
    setBusy(true);
    try {
      await call(retryMail, { params: { mailId: mail.id } });
      say({ text: t("accounts.mail.post.retried", { name: mail.recipient }) });
    } catch (error) {
      say({ text: t(`platform.problem.${problemOf(error).code}`) });
    }
    await refresh(listSiteMail);
    setBusy(false);
  }
  return (
    <ListRow
      at={f.day(dayOf(new Date(mail.queuedAt)))}
      action={
        mail.abilities.retry ? (
          <Button
            kind="link"
            label={t("accounts.mail.post.retry_to", { name: mail.recipient })}
            busy={isBusy ? t("platform.saving") : undefined}
            onPress={() => void send()}
          >
            {t("accounts.mail.post.retry")}
          </Button>
        ) : undefined
      }
    >
      <p>
        <b>{kindWords(mail.kind)}</b> {t("accounts.mail.post.to", { name: f.list([...new Set(it.recipients)]) })}
      </p>
      <p>{tone ? <Tag tone={tone}>{state}</Tag> : <span className="small muted">{state}</span>}</p>
      {why !== undefined && (
        <p className="small muted">
          {why} {mail.tries > 0 && `(${t("accounts.mail.post.tries", { n: mail.tries })})`}
        </p>
      )}
    </ListRow>
  );
}
