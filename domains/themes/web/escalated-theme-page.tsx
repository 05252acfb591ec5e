import { type ReactNode, useState } from "react";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { RadioGroup } from "../../../platform/web/form/choice.tsx";
import { TextArea } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold } from "../../../platform/web/page/list.tsx";
import { Columns, Page, Section } from "../../../platform/web/page/page.tsx";
import { Facts, Quote } from "../../../platform/web/page/panel.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import { landReplyKinds, listEscalatedThemes, listProgrammeThemes, openEscalatedTheme, replyToEscalated } from "../contract.ts";
import { LinkTheme } from "./beyond-site.tsx";
import { LoopForm } from "./loop-form.tsx";

type Escalated = AnswerOf<typeof openEscalatedTheme>;
type Kind = (typeof landReplyKinds)[number];

/** What a site handed up, and what the Land says to it. */
export function EscalatedThemePage(): ReactNode {
  const { themeId } = usePath("themeId");
  const theme = useAnswer(openEscalatedTheme, { params: { themeId } });
  return <Answered query={theme}>{(it) => <Opened theme={it} />}</Answered>;
}

function Opened(it: { readonly theme: Escalated }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { theme } = it;
  const common = useAnswer(listProgrammeThemes, {});
  const refresh = useRefresh();
  return (
    <Page title={theme.title} lead={theme.sentence} crumbs={[{ to: "/escalated", label: t("themes.escalated.title") }]}>
      <Columns
        main={
          <>
            {theme.replies.map((reply) => (
              <Quote key={reply.id} isBoxed by={`${reply.by}, ${f.dayWithYear(reply.on)}`}>
                <b>{t(`themes.land.kind.${reply.kind}`)}.</b> {reply.sentence}
                {reply.reasons !== null && <p>{reply.reasons}</p>}
              </Quote>
            ))}
            <Section title={t("themes.land.note")}>
              {theme.tried === null || theme.asked === null ? (
                <p className="muted">{t("themes.land.no_note")}</p>
              ) : (
                <Facts
                  items={[
                    { label: t("themes.land.was_tried"), value: theme.tried },
                    { label: t("themes.land.is_needed"), value: theme.asked },
                  ]}
                />
              )}
            </Section>
            {theme.abilities.reply && theme.isOpen && <Reply theme={theme} />}
            {theme.abilities.reply && !theme.isOpen && (
              <Fold summary={t("themes.land.reply")}>
                <ReplyForm theme={theme} />
              </Fold>
            )}
          </>
        }
        side={
          <>
            <Section title={theme.siteName} gap="s">
              <p>
                {t("themes.land.decided", { body: theme.bodyName ?? t("themes.history.who_body"), day: f.dayWithYear(theme.escalatedOn) })}
              </p>
              {theme.reason !== null && <p>{theme.reason}</p>}
              <Facts
                items={[
                  {
                    label: t("themes.land.reports"),
                    value: theme.reports.count === null ? t("themes.land.few") : f.number(theme.reports.count),
                  },
                ]}
              />
            </Section>
            {common.data && common.data.themes.length > 0 && (
              <Section title={t("themes.common.link_title")} gap="s">
                <LinkTheme
                  key={theme.programmeThemeId ?? "none"}
                  theme={theme}
                  themes={common.data.themes}
                  linkedId={theme.programmeThemeId}
                  onLinked={() => refresh(openEscalatedTheme)}
                />
              </Section>
            )}
          </>
        }
      />
    </Page>
  );
}

function Reply(it: { readonly theme: Escalated }): ReactNode {
  const t = useTexts();
  return (
    <Section title={t("themes.land.reply")}>
      <ReplyForm theme={it.theme} />
    </Section>
  );
}

function ReplyForm(it: { readonly theme: Escalated }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const [kind, setKind] = useState<Kind | null>(null);
  const [sentence, setSentence] = useState("");
  const [reasons, setReasons] = useState("");
  return (
    <LoopForm
      submit={t("themes.land.send")}
      draft={`land-reply:${it.theme.id}`}
      onSubmit={async ({ id }) => {
        if (kind === null) return;
        await call(replyToEscalated, {
          params: { themeId: it.theme.id },
          body: { id, kind, sentence, reasons: reasons.trim() === "" ? null : reasons },
        });
        say({ text: t("themes.land.sent") });
        setSentence("");
        setReasons("");
        setKind(null);
        await refresh(openEscalatedTheme, listEscalatedThemes);
      }}
    >
      <RadioGroup<Kind>
        name="kind"
        label={t("themes.land.kind")}
        value={kind}
        onChange={setKind}
        options={landReplyKinds.map((one) => ({ value: one, label: t(`themes.land.kind.${one}`) }))}
        isRequired
      />
      <TextArea
        name="sentence"
        label={t("themes.land.sentence")}
        hint={t("themes.land.sentence_hint")}
        value={sentence}
        onChange={setSentence}
        rows={3}
        maxLength={600}
        isRequired
      />
      <TextArea
        name="reasons"
        label={t("themes.land.reasons")}
        value={reasons}
        onChange={setReasons}
        rows={3}
        maxLength={2000}
        isOptional
      />
    </LoopForm>
  );
}
