import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Pair } from "../../../platform/web/form/frame.tsx";
import { NumberField } from "../../../platform/web/form/number-field.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { Page } from "../../../platform/web/page/page.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import { checkPattern, listPatterns, offerPattern, openPattern, openTheme, openThemeLife, type PatternField } from "../contract.ts";
import { GapCheck, useCheckBy } from "./gap-check.tsx";
import { LoopForm } from "./loop-form.tsx";

type Theme = AnswerOf<typeof openTheme>;
type Pattern = AnswerOf<typeof openPattern>;

/** A theme told so that another site can do it too. */
export function OfferPatternPage(): ReactNode {
  const { themeId } = usePath("themeId");
  const theme = useAnswer(openTheme, { params: { themeId } });
  const life = useAnswer(openThemeLife, { params: { themeId } });
  return (
    <Answered query={theme}>
      {(it) => (
        <Answered query={life}>
          {({ pattern }) => (pattern === null ? <Offer theme={it} before={null} /> : <Known theme={it} patternId={pattern.id} />)}
        </Answered>
      )}
    </Answered>
  );
}

function Known(it: { readonly theme: Theme; readonly patternId: string }): ReactNode {
  const pattern = useAnswer(openPattern, { params: { patternId: it.patternId } });
  return <Answered query={pattern}>{(before) => <Offer key={before.version} theme={it.theme} before={before} />}</Answered>;
}

const euros = (cents: number | null) => (cents === null ? null : cents / 100);
const cents = (amount: number | null) => (amount === null ? null : Math.round(amount * 100));

function Offer(it: { readonly theme: Theme; readonly before: Pattern | null }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const { theme, before } = it;
  const [words, setWords] = useState<Record<PatternField, string>>({
    title: before?.title ?? theme.measures[0]?.title ?? theme.title,
    problem: before?.problem ?? [theme.title, theme.sentence].filter((part) => part !== null).join(". "),
    done: before?.done ?? "",
    failed: before?.failed ?? "",
    advice: before?.advice ?? "",
    costNote: before?.costNote ?? "",
  });
  const [once, setOnce] = useState<number | null>(euros(before?.costOnceCents ?? null));
  const [year, setYear] = useState<number | null>(euros(before?.costYearCents ?? null));
  const check = useCheckBy<PatternField>(async (typed) => {
    const { marks } = await call(checkPattern, { body: { words: typed } });
    return marks.map((mark) => ({ ...mark, field: mark.field as PatternField }));
  });
  const change = (field: PatternField) => (value: string) => {
    check.forget();
    setWords((now) => ({ ...now, [field]: value }));
  };
  const orNull = (value: string) => (value.trim() === "" ? null : value);
  return (
    <Page
      title={t("themes.pattern.offer_title")}
      lead={t("themes.pattern.offer_lead")}
      crumbs={[
        { to: "/themes", label: t("themes.list.title") },
        { to: `/themes/${theme.id}`, label: theme.title },
      ]}
      width="narrow"
    >
      <LoopForm
        submit={t("themes.pattern.save")}
        draft={`offer-pattern:${theme.id}`}
        onSubmit={async ({ id, version = before?.version ?? 0 }) => {
          if (!(await check.passes(words))) return;
          const patternId = before?.id ?? id;
          await call(offerPattern, {
            params: { themeId: theme.id },
            body: {
              id: patternId,
              version,
              title: words.title,
              problem: words.problem,
              done: words.done,
              failed: words.failed,
              advice: orNull(words.advice),
              costNote: orNull(words.costNote),
              costOnceCents: cents(once),
              costYearCents: cents(year),
              keptMarks: check.kept,
            },
          });
          say({ text: t("themes.pattern.saved") });
          await refresh(openPattern, openThemeLife, listPatterns);
          await navigate({ to: `/patterns/${patternId}` });
        }}
      >
        <TextField
          name="title"
          label={t("themes.pattern.name")}
          value={words.title}
          onChange={change("title")}
          maxLength={160}
          isRequired
        />
        <TextArea
          name="problem"
          label={t("themes.pattern.problem")}
          value={words.problem}
          onChange={change("problem")}
          rows={3}
          maxLength={2000}
          isRequired
        />
        <TextArea
          name="done"
          label={t("themes.pattern.done")}
          value={words.done}
          onChange={change("done")}
          rows={4}
          maxLength={3000}
          isRequired
        />
        <TextArea
          name="failed"
          label={t("themes.pattern.failed")}
          hint={t("themes.pattern.failed_hint")}
          value={words.failed}
          onChange={change("failed")}
          rows={3}
          maxLength={2000}
          isRequired
        />
        <Pair>
          <NumberField
            name="costOnceCents"
            label={t("themes.pattern.cost_once")}
            value={once}
            onChange={setOnce}
            decimals={2}
            minimum={0}
            maximum={1_000_000_000}
            isOptional
          />
          <NumberField
            name="costYearCents"
            label={t("themes.pattern.cost_year")}
            value={year}
            onChange={setYear}
            decimals={2}
            minimum={0}
            maximum={1_000_000_000}
            isOptional
          />
        </Pair>
        <TextField
          name="costNote"
          label={t("themes.pattern.cost_note")}
          value={words.costNote}
          onChange={change("costNote")}
          maxLength={500}
          isOptional
        />
        <TextArea
          name="advice"
          label={t("themes.pattern.advice")}
          value={words.advice}
          onChange={change("advice")}
          rows={3}
          maxLength={2000}
          isOptional
        />
        <GapCheck check={check} words={words} onReplace={(field, value) => setWords((now) => ({ ...now, [field]: value }))} />
      </LoopForm>
    </Page>
  );
}
