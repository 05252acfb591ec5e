import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Button, Link } from "../../../platform/web/form/button.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { ProtectedWord } from "../../../platform/web/figure/figure.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { ConfirmDialog } from "../../../platform/web/page/dialog.tsx";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page, Section, Stack } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import {
  changeProgrammeTheme,
  getProgrammeOverview,
  listProgrammeThemes,
  makeProgrammeTheme,
  makeProgrammeThemesSpreadsheet,
  type ProgrammeTheme,
} from "../contract.ts";
import { useSitesInWords } from "./beyond-site.tsx";
import { LoopForm } from "./loop-form.tsx";

export function ProgrammeThemesPage(): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const themes = useAnswer(listProgrammeThemes, {});
  return (
    <Page title={t("themes.common.title")} lead={t("themes.common.lead")} width="mid">
      <Answered query={themes}>
        {(it) => (
          <>
            {it.themes.length === 0 ? (
              <Empty>{t("themes.common.empty")}</Empty>
            ) : (
              <Stack>
                <CommonThemes themes={it.themes} mayChange={it.abilities.make} />
                <AsExcel endpoint={makeProgrammeThemesSpreadsheet} request={{ query: { language } }} list={t("themes.common.title")} />
              </Stack>
            )}
            {it.abilities.make && (
              <Fold summary={t("themes.common.make")} isOpen={it.themes.length === 0}>
                <MakeTheme />
              </Fold>
            )}
          </>
        )}
      </Answered>
    </Page>
  );
}

/** On the home of the programme: the few that most sites have. */
export function CommonThemesAtHome(): ReactNode {
  const t = useTexts();
  const overview = useAnswer(getProgrammeOverview, {});
  const inWords = useSitesInWords();
  if (!overview.data || overview.data.common.length === 0) return null;
  return (
    <Section title={t("themes.common.title")} gap="s">
      <List>
        {overview.data.common.map((theme) => (
          <ListRow key={theme.id}>
            <p>
              <b>{theme.title}</b>
            </p>
            <p className="small muted">{inWords(theme)}</p>
          </ListRow>
        ))}
      </List>
      <p>
        <Link to="/programme-themes">{t("themes.common.all")}</Link>
      </p>
    </Section>
  );
}

function CommonThemes(it: { readonly themes: readonly ProgrammeTheme[]; readonly mayChange: boolean }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const inWords = useSitesInWords();
  const shown = (label: string, count: number | null) => (
    <span key={label} className="nowrap">
      {label}: {count === null ? <ProtectedWord /> : f.number(count)}
    </span>
  );
  return (
    <List>
      {it.themes.map((theme) => (
        <ListRow key={theme.id}>
          <p>
            <b>{theme.title}</b>
          </p>
          <p>
            <Tag>{inWords(theme)}</Tag>
          </p>
          {theme.sentence !== null && <p>{theme.sentence}</p>}
          {theme.figures && (
            <p className="row row--tight small muted">
              {shown(t("themes.common.reports"), theme.figures.reports.count)}
              {shown(t("themes.common.towns"), theme.figures.towns.count)}
              {shown(t("themes.common.with_measure"), theme.figures.withMeasure.count)}
              {shown(t("themes.common.escalated"), theme.figures.escalated.count)}
            </p>
          )}
          {it.mayChange && <ChangeTheme key={theme.version} theme={theme} />}
        </ListRow>
      ))}
    </List>
  );
}

function MakeTheme(): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const [title, setTitle] = useState("");
  const [sentence, setSentence] = useState("");
  return (
    <LoopForm
      submit={t("themes.common.make")}
      draft="programme-theme"
      kind="secondary"
      onSubmit={async ({ id }) => {
        await call(makeProgrammeTheme, { body: { id, title, sentence: sentence.trim() === "" ? null : sentence } });
        say({ text: t("themes.common.made") });
        setTitle("");
        setSentence("");
        await refresh(listProgrammeThemes);
      }}
    >
      <TextField name="title" label={t("themes.common.name")} value={title} onChange={setTitle} maxLength={160} isRequired />
      <TextArea
        name="sentence"
        label={t("themes.common.sentence")}
        value={sentence}
        onChange={setSentence}
        rows={2}
        maxLength={300}
        isOptional
      />
    </LoopForm>
  );
}

function ChangeTheme(it: { readonly theme: ProgrammeTheme }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const { theme } = it;
  const [title, setTitle] = useState(theme.title);
  const [sentence, setSentence] = useState(theme.sentence ?? "");
  const [asks, setAsks] = useState(false);
  const params = { programmeThemeId: theme.id };
  const body = { title, sentence: sentence.trim() === "" ? null : sentence };
  return (
    <Fold summary={t("themes.common.change")}>
      <LoopForm
        submit={t("themes.common.save")}
        draft={`programme-theme:${theme.id}`}
        kind="secondary"
        onSubmit={async ({ version = theme.version }) => {
          await call(changeProgrammeTheme, { params, body: { ...body, version } });
          say({ text: t("themes.common.linked") });
          await refresh(listProgrammeThemes);
        }}
        beside={
          <Button kind="link" label={`${t("themes.common.end")}: ${theme.title}`} onPress={() => setAsks(true)}>
            {t("themes.common.end")}
          </Button>
        }
      >
        <TextField name="title" label={t("themes.common.name")} value={title} onChange={setTitle} maxLength={160} isRequired />
        <TextArea
          name="sentence"
          label={t("themes.common.sentence")}
          value={sentence}
          onChange={setSentence}
          rows={2}
          maxLength={300}
          isOptional
        />
      </LoopForm>
      {asks && (
        <ConfirmDialog
          title={t("themes.common.end_ask")}
          confirm={t("themes.common.end")}
          onClose={() => setAsks(false)}
          onConfirm={async () => {
            await call(changeProgrammeTheme, {
              params,
              body: { ...body, title: theme.title, sentence: theme.sentence, version: theme.version, isEnded: true },
            });
            say({ text: t("themes.common.ended") });
            await refresh(listProgrammeThemes);
          }}
        >
          <p>{t("themes.common.end_why")}</p>
        </ConfirmDialog>
      )}
    </Fold>
  );
}
