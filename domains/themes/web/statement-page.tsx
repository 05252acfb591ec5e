import { type ReactNode, useEffect, useState } from "react";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { DraftState, useDraft } from "../../../platform/web/form/draft.tsx";
import { TextArea } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Page, Section } from "../../../platform/web/page/page.tsx";
import { Quote } from "../../../platform/web/page/panel.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import { giveStatement, listStatementsOfOrganisation, openStatement } from "../contract.ts";
import { LoopForm } from "./loop-form.tsx";

type Statement = AnswerOf<typeof openStatement>;

export function StatementPage(): ReactNode {
  const { statementId } = usePath("statementId");
  const statement = useAnswer(openStatement, { params: { statementId } });
  return <Answered query={statement}>{(it) => <Opened statement={it} />}</Answered>;
}

function Opened(it: { readonly statement: Statement }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { statement } = it;
  return (
    <Page
      title={t("themes.theme.statement_of", { organisation: statement.organisationName })}
      lead={t("themes.statement.lead", { theme: statement.themeTitle })}
      crumbs={[{ to: "/", label: t("platform.home.title") }]}
      width="narrow"
    >
      {statement.themeSentence !== null && <p>{statement.themeSentence}</p>}
      {statement.question !== null && (
        <Section title={t("themes.statement.question")}>
          <p>{statement.question}</p>
        </Section>
      )}
      {statement.text === null ? (
        <p className="small muted">{t("themes.theme.statement_awaited", { n: statement.dayNumber, day: f.day(statement.dueOn) })}</p>
      ) : (
        <Quote
          isBoxed
          by={t("themes.theme.statement_by", {
            organisation: statement.organisationName,
            day: f.dayWithYear(statement.givenOn ?? statement.requestedOn),
          })}
        >
          {statement.text}
        </Quote>
      )}
      {statement.abilities.give && <Give statement={statement} />}
    </Page>
  );
}

function Give(it: { readonly statement: Statement }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const draft = useDraft<string>(`statement:${it.statement.id}`);
  const [text, setText] = useState(it.statement.text ?? "");
  useEffect(() => {
    if (draft.found !== undefined) setText(draft.found);
  }, [draft.found]);
  return (
    <LoopForm
      submit={t("themes.statement.give")}
      beside={<DraftState draft={draft} />}
      onSubmit={async () => {
        await call(giveStatement, { params: { statementId: it.statement.id }, body: { text } });
        await draft.discard();
        say({ text: t("themes.statement.given") });
        await refresh(openStatement, listStatementsOfOrganisation);
      }}
    >
      <TextArea
        name="text"
        label={t("themes.statement.text")}
        value={text}
        onChange={(value) => {
          setText(value);
          draft.keep(value);
        }}
        rows={6}
        maxLength={6000}
        isRequired
      />
    </LoopForm>
  );
}
