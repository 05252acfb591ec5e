import type { ReactNode } from "react";
import { useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Button, Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useLabel, useTexts } from "../../../platform/web/texts.ts";
import { useSite } from "../../network/web/index.ts";
import {
  joinReports,
  type Likeness,
  listReports,
  listSuggestions,
  listThemes,
  sayNotAlike,
  type Suggestion,
  takeBackNotAlike,
} from "../contract.ts";

function useWhy(): (why: readonly Likeness[]) => string {
  const t = useTexts();
  const f = useFormat();
  const site = useSite();
  const label = useLabel(site.data?.vocabularies);
  const organisation = (id: string) => site.data?.organisations.find((one) => one.id === id)?.name ?? "";
  return (why) =>
    f.capital(
      f.list(
        why.map((one) => {
          if (one.kind === "pair") return t("themes.alike.why.pair", { from: organisation(one.fromId), to: organisation(one.toId) });
          if (one.kind === "place") return t("themes.alike.why.place", { at: organisation(one.organisationId) });
          if (one.kind === "legal_domain") return t("themes.alike.why.legal_domain", { law: label("legal_domain", one.code) });
          if (one.kind === "gap_kind") return t("themes.alike.why.gap_kind", { kind: label("gap_kind", one.code) });
          return t("themes.alike.why.words", { words: one.words.join(", ") });
        }),
      ),
    );
}

/** Which reports may belong together, with the reason of each; joined only by hand. */
export function Suggestions(it: { readonly onChoose: (reportIds: readonly string[]) => void }): ReactNode {
  const t = useTexts();
  const suggestions = useAnswer(listSuggestions, {});
  const found = suggestions.data?.suggestions ?? [];
  if (found.length === 0) return null;
  return (
    <Section title={t("themes.alike.title")} note={t("themes.alike.lead")}>
      <List>
        {found.map((one) => (
          <Row key={one.report.id} suggestion={one} onChoose={it.onChoose} />
        ))}
      </List>
    </Section>
  );
}

function Row(it: { readonly suggestion: Suggestion; readonly onChoose: (reportIds: readonly string[]) => void }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const why = useWhy();
  const { report, theme, others } = it.suggestion;
  const otherIds = [...others.map((one) => one.id), ...(theme ? [theme.id] : [])];
  const refuse = async () => {
    const body = { reportId: report.id, otherIds };
    await call(sayNotAlike, { body });
    say({
      text: t("themes.alike.refused"),
      undo: async () => {
        await call(takeBackNotAlike, { body });
        await refresh(listSuggestions);
      },
    });
    await refresh(listSuggestions);
  };
  return (
    <ListRow>
      <p>
        <Link kind="name" to={`/reports/${report.id}`}>
          {report.title}
        </Link>
      </p>
      {others.map((one) => (
        <div key={one.id}>
          <p>
            <Link kind="soft" to={`/reports/${one.id}`}>
              {one.title}
            </Link>
          </p>
          <p className="small muted">{why(one.why)}.</p>
        </div>
      ))}
      {theme && (
        <div>
          <p>{t("themes.alike.to_theme", { theme: theme.title })}</p>
          <p className="small muted">{why(theme.why)}.</p>
        </div>
      )}
      <p className="row row--tight">
        {others.length > 0 && (
          <Button
            kind="link"
            label={`${t("themes.alike.choose")}: ${report.title}`}
            onPress={() => it.onChoose([report.id, ...others.map((one) => one.id)])}
          >
            {t("themes.alike.choose")}
          </Button>
        )}
        {theme && (
          <Button
            kind="link"
            label={`${t("themes.alike.join_theme")}: ${report.title}`}
            onPress={() =>
              void (async () => {
                await call(joinReports, { params: { themeId: theme.id }, body: { reportIds: [report.id] } });
                say({ text: t("themes.inbox.joined") });
                await refresh(listSuggestions, listReports, listThemes);
              })()
            }
          >
            {t("themes.alike.join_theme")}
          </Button>
        )}
        <Button kind="link" label={`${t("themes.alike.refuse")}: ${report.title}`} onPress={() => void refuse()}>
          {t("themes.alike.refuse")}
        </Button>
      </p>
    </ListRow>
  );
}
