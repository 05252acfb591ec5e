import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Button, LinkButton } from "../../../platform/web/form/button.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { ConfirmDialog } from "../../../platform/web/page/dialog.tsx";
import { Page, Section } from "../../../platform/web/page/page.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import { copyPattern, listPatterns, listThemes, openPattern, openThemeLife, withdrawPattern } from "../contract.ts";
import { LoopForm } from "./loop-form.tsx";
import { PatternWords } from "./patterns-page.tsx";

type Pattern = AnswerOf<typeof openPattern>;

export function PatternPage(): ReactNode {
  const { patternId } = usePath("patternId");
  const pattern = useAnswer(openPattern, { params: { patternId } });
  return <Answered query={pattern}>{(it) => <Opened pattern={it} />}</Answered>;
}

function Opened(it: { readonly pattern: Pattern }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { pattern } = it;
  const { finding } = pattern;
  const lead = [
    t("themes.pattern.from", { site: pattern.siteName, day: f.dayWithYear(pattern.offeredOn) }),
    ...(pattern.population === null ? [] : [t("themes.pattern.people", { n: f.number(pattern.population) })]),
  ].join(", ");
  return (
    <Page title={pattern.title} lead={lead} crumbs={[{ to: "/patterns", label: t("themes.pattern.title") }]} width="narrow">
      <PatternWords words={pattern} level={2} />
      {finding !== null && (
        <Section title={t("themes.pattern.result")} gap="s">
          <p>{t(`themes.change.${finding.verdict}`)}</p>
          {finding.beforeWeeks !== null && finding.afterWeeks !== null && (
            <p>{t("themes.pattern.result_weeks", { before: f.weeks(finding.beforeWeeks), after: f.weeks(finding.afterWeeks) })}</p>
          )}
          <p className="small muted">
            {finding.measureTitle}. {t("themes.change.looked_on", { day: f.dayWithYear(finding.lookedOn) })}
          </p>
        </Section>
      )}
      {pattern.abilities.copy && <Copy pattern={pattern} />}
      {pattern.abilities.change && <Own pattern={pattern} />}
    </Page>
  );
}

function Copy(it: { readonly pattern: Pattern }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const [title, setTitle] = useState(it.pattern.title);
  const [sentence, setSentence] = useState("");
  return (
    <Section title={t("themes.pattern.copy")} note={t("themes.pattern.copy_lead")}>
      <LoopForm
        submit={t("themes.pattern.copy_do")}
        draft={`copy-pattern:${it.pattern.id}`}
        onSubmit={async ({ id }) => {
          await call(copyPattern, {
            params: { patternId: it.pattern.id },
            body: { id, title, sentence: sentence.trim() === "" ? null : sentence },
          });
          say({ text: t("themes.pattern.copied") });
          await refresh(listThemes);
          await navigate({ to: `/themes/${id}` });
        }}
      >
        <TextField name="title" label={t("themes.theme.name")} value={title} onChange={setTitle} maxLength={160} isRequired />
        <TextArea name="sentence" label={t("themes.theme.sentence")} value={sentence} onChange={setSentence} rows={2} maxLength={300} />
      </LoopForm>
    </Section>
  );
}

function Own(it: { readonly pattern: Pattern }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const [asks, setAsks] = useState(false);
  const { pattern } = it;
  return (
    <Section title={t("themes.pattern.own")} gap="s">
      {pattern.copies !== null && (
        <p className="muted">
          {pattern.copies.count === null || pattern.copies.count === 0
            ? t("themes.pattern.copies_few")
            : t("themes.pattern.copies", { n: pattern.copies.count })}
        </p>
      )}
      <div className="actions">
        {pattern.themeId !== null && <LinkButton to={`/themes/${pattern.themeId}/pattern`}>{t("themes.pattern.change")}</LinkButton>}
        <Button kind="link" onPress={() => setAsks(true)}>
          {t("themes.pattern.withdraw")}
        </Button>
      </div>
      {asks && (
        <ConfirmDialog
          title={t("themes.pattern.withdraw")}
          confirm={t("themes.pattern.withdraw")}
          onClose={() => setAsks(false)}
          onConfirm={async () => {
            await call(withdrawPattern, { params: { patternId: pattern.id }, body: { version: pattern.version } });
            say({ text: t("themes.pattern.withdrawn") });
            await refresh(listPatterns, openThemeLife);
            await navigate({ to: "/patterns" });
          }}
        >
          <p>{t("themes.pattern.withdraw_why")}</p>
        </ConfirmDialog>
      )}
    </Section>
  );
}
