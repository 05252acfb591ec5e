import { type ReactNode, useState } from "react";
import { useReasons } from "../../../platform/web/act.ts";
import { useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Link } from "../../../platform/web/form/button.tsx";
import { Select } from "../../../platform/web/form/choice.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { TextArea } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { listThemes, openTheme, openThemeLife } from "../../themes/contract.ts";
import { findGroupOfTheme, giveThemeToGroup, type GroupTheme, listBodies, listThemesOfGroup } from "../contract.ts";

/** On the page of a theme: which project group shall work on it. Where there is none, the way to one. */
export function GiveToGroup(it: { readonly themeId: string; readonly version: number }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("bodies");
  const bodies = useAnswer(listBodies, {});
  const [bodyId, setBodyId] = useState<string | null>(null);
  const [sentence, setSentence] = useState("");
  const groups = (bodies.data?.bodies ?? []).filter((one) => one.kind === "project_group");
  if (bodies.data && groups.length === 0)
    return (
      <p>
        {t("bodies.group.none")} <Link to="/bodies/found">{t("bodies.list.found")}</Link>
      </p>
    );
  return (
    <Form
      submit={t("bodies.group.give")}
      draft={`give-to-group:${it.themeId}`}
      kind="secondary"
      wordsForProblem={reasons.problem}
      onSubmit={async ({ id, version = it.version }) => {
        await call(giveThemeToGroup, {
          params: { bodyId: bodyId ?? "" },
          body: { id, themeId: it.themeId, sentence: sentence.trim() === "" ? null : sentence, version },
        });
        say({ text: t("bodies.group.given") });
        await refresh(openTheme, openThemeLife, listThemes, findGroupOfTheme, listThemesOfGroup);
      }}
    >
      <Select
        name="bodyId"
        label={t("bodies.group.which")}
        value={bodyId}
        onChange={setBodyId}
        options={groups.map((one) => ({ value: one.id, label: one.name }))}
        isRequired
      />
      <TextArea
        name="sentence"
        label={t("bodies.group.sentence")}
        hint={t("bodies.group.sentence_hint")}
        value={sentence}
        onChange={setSentence}
        rows={2}
        maxLength={600}
      />
    </Form>
  );
}

/** Below the name of the group on the page of a theme: the way to it, and when it meets. */
export function GroupOfTheme(it: { readonly themeId: string }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { data } = useAnswer(findGroupOfTheme, { params: { themeId: it.themeId } });
  if (!data?.group) return null;
  const { bodyId, nextMeeting } = data.group;
  return (
    <>
      {nextMeeting && (
        <p className="small">
          <Link to={`/bodies/meetings/${nextMeeting.id}`} kind="soft">
            {t("bodies.group.next_meeting", { day: f.dayWithYear(nextMeeting.heldOn) })}
          </Link>
        </p>
      )}
      <p>
        <Link to={`/bodies/${bodyId}`}>{t("bodies.group.open")}</Link>
      </p>
    </>
  );
}

/** On the page of a project group: what it works on, and what it once worked on. */
export function ThemesOfGroup(it: { readonly bodyId: string }): ReactNode {
  const t = useTexts();
  const { data } = useAnswer(listThemesOfGroup, { params: { bodyId: it.bodyId } });
  if (!data || data.themes.length === 0) return null;
  const current = data.themes.filter((theme) => theme.isCurrent);
  const earlier = data.themes.filter((theme) => !theme.isCurrent);
  return (
    <Section title={t("bodies.group.themes")}>
      {current.length === 0 && <p className="muted">{t("bodies.group.no_theme")}</p>}
      <ThemeRows themes={current} label={t("bodies.group.themes")} />
      {earlier.length > 0 && (
        <Fold summary={t("bodies.group.earlier")}>
          <ThemeRows themes={earlier} label={t("bodies.group.earlier")} />
        </Fold>
      )}
    </Section>
  );
}

function ThemeRows(it: { readonly themes: readonly GroupTheme[]; readonly label: string }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  if (it.themes.length === 0) return null;
  return (
    <List label={it.label}>
      {it.themes.map((theme) => (
        <ListRow key={theme.id}>
          <p>
            <Link to={`/themes/${theme.id}`} kind="name">
              {theme.title}
            </Link>
          </p>
          {theme.sentence && <p>{theme.sentence}</p>}
          <p className="small muted">
            {t(theme.isCurrent ? "bodies.group.since" : "bodies.group.was_given", { day: f.dayWithYear(theme.givenOn) })}
            {!theme.isCurrent && ` · ${t(`themes.state.${theme.state}`)}`}
          </p>
        </ListRow>
      ))}
    </List>
  );
}
