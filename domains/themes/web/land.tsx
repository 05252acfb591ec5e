import { type ReactNode, useState } from "react";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { TextArea } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Facts, Quote } from "../../../platform/web/page/panel.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { checkPattern, openTheme, openThemeLife, writeEscalation } from "../contract.ts";
import { GapCheck, useCheckBy } from "./gap-check.tsx";
import { LoopForm } from "./loop-form.tsx";

type Theme = AnswerOf<typeof openTheme>;
type Life = AnswerOf<typeof openThemeLife>;

/** A theme that the site cannot solve: what the Land should know of it, and what it says. */
export function LandOfTheme(it: { readonly theme: Theme; readonly life: Life; readonly isOpen: boolean }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { theme, life } = it;
  const isWithTheLand = theme.state === "escalated";
  if (!isWithTheLand && life.landReplies.length === 0) return null;
  return (
    <Section title={t("themes.land.title")}>
      {life.landReplies.length === 0 && <p>{t("themes.land.waiting")}</p>}
      {life.landReplies.map((reply) => (
        <Quote key={reply.id} isBoxed by={t("themes.land.reply_of", { day: f.dayWithYear(reply.on) })}>
          <b>{t(`themes.land.kind.${reply.kind}`)}.</b> {reply.sentence}
          {reply.reasons !== null && <p>{reply.reasons}</p>}
        </Quote>
      ))}
      {life.escalation !== null && (
        <Facts
          items={[
            { label: t("themes.land.was_tried"), value: life.escalation.tried },
            { label: t("themes.land.is_needed"), value: life.escalation.asked },
          ]}
        />
      )}
      {theme.abilities.lead && isWithTheLand && (
        <Fold summary={t("themes.land.note")} isOpen={it.isOpen || life.escalation === null}>
          <EscalationNote key={life.escalation?.version ?? 0} theme={theme} before={life.escalation} />
        </Fold>
      )}
    </Section>
  );
}

type Field = "tried" | "asked";

function EscalationNote(it: { readonly theme: Theme; readonly before: Life["escalation"] }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const [words, setWords] = useState<Record<Field, string>>({ tried: it.before?.tried ?? "", asked: it.before?.asked ?? "" });
  // both fields leave the site, so they are asked as what others read of a pattern
  const check = useCheckBy<Field>(async (typed) => {
    const { marks } = await call(checkPattern, { body: { words: { problem: typed.tried ?? "", done: typed.asked ?? "" } } });
    return marks.map((mark) => ({ ...mark, field: mark.field === "problem" ? ("tried" as const) : ("asked" as const) }));
  });
  const change = (field: Field) => (value: string) => {
    check.forget();
    setWords((now) => ({ ...now, [field]: value }));
  };
  return (
    <LoopForm
      submit={t("themes.land.save")}
      draft={`land-note:${it.theme.id}`}
      kind="secondary"
      onSubmit={async ({ version = it.before?.version ?? 0 }) => {
        if (!(await check.passes(words))) return;
        await call(writeEscalation, {
          params: { themeId: it.theme.id },
          body: { ...words, version, keptMarks: check.kept },
        });
        say({ text: t("themes.land.saved") });
        await refresh(openThemeLife, openTheme);
      }}
    >
      <p className="small muted">{t("themes.land.leaves")}</p>
      <TextArea
        name="tried"
        label={t("themes.land.tried")}
        value={words.tried}
        onChange={change("tried")}
        rows={3}
        maxLength={2000}
        isRequired
      />
      <TextArea
        name="asked"
        label={t("themes.land.asked")}
        value={words.asked}
        onChange={change("asked")}
        rows={2}
        maxLength={1000}
        isRequired
      />
      <GapCheck check={check} words={words} onReplace={(field, value) => setWords((now) => ({ ...now, [field]: value }))} />
    </LoopForm>
  );
}
