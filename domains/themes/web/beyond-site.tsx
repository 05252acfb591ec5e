import { type ReactNode, useState } from "react";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Link } from "../../../platform/web/form/button.tsx";
import { Select } from "../../../platform/web/form/choice.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { linkToProgrammeTheme, listProgrammeThemes, openTheme, openThemeLife, type ProgrammeTheme } from "../contract.ts";
import { LoopForm } from "./loop-form.tsx";
import { PatternWords } from "./patterns-page.tsx";

type Theme = AnswerOf<typeof openTheme>;
type Life = AnswerOf<typeof openThemeLife>;

/** "in 7 von 12 Standorten", or that there are few. */
export function useSitesInWords(): (theme: ProgrammeTheme) => string {
  const t = useTexts();
  return ({ sites, ofSites }) =>
    sites.count === null
      ? t("themes.common.in_few", { of: ofSites })
      : sites.count === 0
        ? t("themes.common.in_none", { of: ofSites })
        : t("themes.common.in_sites", { n: sites.count, of: ofSites });
}

/** Whether other sites have this theme too: chosen by the coordination. */
export function CommonThemeOf(it: { readonly theme: Theme; readonly life: Life }): ReactNode {
  const t = useTexts();
  const common = useAnswer(listProgrammeThemes, {});
  const inWords = useSitesInWords();
  return (
    <Answered query={common}>
      {({ themes }) => {
        if (themes.length === 0) return null;
        const linked = themes.find((one) => one.id === it.life.programmeTheme?.id);
        return (
          <Section title={t("themes.common.link_title")} gap="s">
            {linked && (
              <p>
                <b>{linked.title}</b>, {inWords(linked)}.
              </p>
            )}
            <Fold summary={t("themes.common.which")}>
              <LinkTheme key={linked?.id ?? "none"} theme={it.theme} themes={themes} linkedId={linked?.id ?? null} />
            </Fold>
          </Section>
        );
      }}
    </Answered>
  );
}

export function LinkTheme(it: {
  readonly theme: { readonly id: string };
  readonly themes: readonly ProgrammeTheme[];
  readonly linkedId: string | null;
  readonly onLinked?: () => Promise<unknown>;
}): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const inWords = useSitesInWords();
  const [chosen, setChosen] = useState<string | null>(it.linkedId);
  return (
    <LoopForm
      submit={t("themes.common.link")}
      kind="secondary"
      onSubmit={async () => {
        await call(linkToProgrammeTheme, { params: { themeId: it.theme.id }, body: { programmeThemeId: chosen } });
        say({ text: t("themes.common.linked") });
        await it.onLinked?.();
        await refresh(openThemeLife, openTheme, listProgrammeThemes);
      }}
    >
      <Select
        name="programmeThemeId"
        label={t("themes.common.which")}
        value={chosen}
        onChange={setChosen}
        emptyLabel={t("themes.common.not_linked")}
        options={it.themes.map((one) => ({ value: one.id, label: `${one.title} (${inWords(one)})` }))}
      />
    </LoopForm>
  );
}

/** Offered to other sites, or to be. */
export function PatternOfTheme(it: { readonly theme: Theme; readonly life: Life }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { pattern } = it.life;
  if (pattern === null && (!it.theme.abilities.lead || it.theme.measures.length === 0)) return null;
  return (
    <Section title={t("themes.pattern.offer")} gap="s">
      {pattern === null ? (
        <p>
          <Link to={`/themes/${it.theme.id}/pattern`}>{t("themes.pattern.offer_title")}</Link>
        </p>
      ) : (
        <p>
          {t("themes.pattern.offered", { day: f.dayWithYear(pattern.offeredOn) })}{" "}
          <Link to={`/patterns/${pattern.id}`}>{t("themes.pattern.open")}</Link>
        </p>
      )}
    </Section>
  );
}

/** Where the theme was copied from, as it was on that day. */
export function SourceOfTheme(it: { readonly life: Life }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { source } = it.life;
  if (source === null) return null;
  return (
    <Section title={t("themes.pattern.source", { site: source.siteName })} gap="s">
      <p className="small muted">{t("themes.pattern.source_on", { day: f.dayWithYear(source.copiedOn) })}</p>
      <Fold summary={source.content.title}>
        <PatternWords words={source.content} level={3} />
      </Fold>
    </Section>
  );
}
