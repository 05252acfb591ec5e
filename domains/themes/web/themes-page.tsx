import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { Link } from "../../../platform/web/form/button.tsx";
import { Chips } from "../../../platform/web/form/choice.tsx";
import { ProtectedWord } from "../../../platform/web/figure/figure.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page, Section } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useActor } from "../../../platform/web/session.ts";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { useSite } from "../../network/web/index.ts";
import { listThemes, makeThemesSpreadsheet, type ThemeRow } from "../contract.ts";
import { byPriority, PriorityTag, ThemeBoard } from "./board.tsx";

const views = ["board", "list", "towns"] as const;
type View = (typeof views)[number];

export function ThemesPage(): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const navigate = useNavigate();
  const { role } = useActor();
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const view = views.find((one) => one === search["view"]) ?? "board";
  const themes = useAnswer(listThemes, {});
  return (
    <Page title={t("themes.list.title")} lead={t("themes.list.lead")}>
      <Answered query={themes}>
        {(answer) =>
          answer.themes.length === 0 ? (
            <div className="stack">
              <Empty>{t("themes.list.empty")}</Empty>
              {role === "coordinator" && (
                <p>
                  <Link to="/patterns">{t("themes.pattern.to_patterns")}</Link>
                </p>
              )}
            </div>
          ) : (
            <>
              <Chips<View>
                label={t("themes.board.view")}
                isLabelHidden
                value={view}
                onChange={(next) =>
                  void navigate({ to: "/themes", search: next === "board" ? {} : { view: next }, replace: true } as never)
                }
                options={views.map((one) => ({ value: one, label: t(`themes.board.view.${one}`) }))}
              />
              {view === "board" && <ThemeBoard themes={answer.themes} mayLead={answer.abilities.create} />}
              {view === "list" && <Sorted themes={answer.themes} />}
              {view === "towns" && <ByTown themes={answer.themes} />}
              <div className="row">
                <AsExcel endpoint={makeThemesSpreadsheet} request={{ query: { language } }} list={t("themes.list.title")} />
                {(role === "coordinator" || role === "body_member") && <Link to="/patterns">{t("themes.pattern.to_patterns")}</Link>}
              </div>
            </>
          )
        }
      </Answered>
    </Page>
  );
}

function Sorted(it: { readonly themes: readonly ThemeRow[] }): ReactNode {
  const t = useTexts();
  const [order, setOrder] = useState<"priority" | "moved">("priority");
  return (
    <div className="stack mid">
      <Chips
        label={t("themes.board.sort")}
        value={order}
        onChange={setOrder}
        options={(["priority", "moved"] as const).map((one) => ({ value: one, label: t(`themes.board.sort.${one}`) }))}
      />
      <ThemeList themes={order === "priority" ? byPriority(it.themes) : it.themes} />
    </div>
  );
}

export function ThemeList(it: { readonly themes: readonly ThemeRow[] }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  return (
    <List>
      {it.themes.map((theme) => (
        <ListRow
          key={theme.id}
          count={theme.reports.count ?? ""}
          note={
            theme.reports.count === null
              ? t("themes.list.few_reports")
              : t("themes.list.reports", { n: theme.reports.count }).replace(/^\S+\s/, "")
          }
          action={<Tag>{t(`themes.state.${theme.state}`)}</Tag>}
        >
          <p>
            <Link kind="name" to={`/themes/${theme.id}`}>
              {theme.title}
            </Link>
          </p>
          {theme.sentence !== null && <p>{theme.sentence}</p>}
          {theme.priority !== null && (
            <p className="row row--tight">
              <PriorityTag level={theme.priority.level} />
              <span className="small muted">
                {t(`themes.priority.reach.${theme.priority.reach as 1}`)} · {t(`themes.priority.severity.${theme.priority.severity as 1}`)}{" "}
                · {t(`themes.priority.solvable.${theme.priority.solvable as 1}`)}
              </span>
            </p>
          )}
          <p className="small muted">
            {theme.state === "in_project_group" && theme.groupName !== null
              ? theme.groupName
              : theme.meetingOn !== null && theme.bodyName !== null
                ? t("themes.list.on_agenda", { body: theme.bodyName, day: f.day(theme.meetingOn) })
                : t("themes.list.since", { day: f.day(theme.stateSinceOn) })}
          </p>
        </ListRow>
      ))}
    </List>
  );
}

/** The same protected figures, put together by town: where the reports of a theme of the site came from. */
function ByTown(it: { readonly themes: readonly ThemeRow[] }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const site = useSite();
  const towns = (site.data?.towns ?? []).flatMap((town) => {
    const themes = it.themes.flatMap((theme) => {
      const part = theme.towns.find((one) => one.townId === town.id);
      return part ? [{ theme, reports: part.reports }] : [];
    });
    return themes.length === 0 ? [] : [{ town, themes: themes.toSorted((a, b) => (b.reports.count ?? 0) - (a.reports.count ?? 0)) }];
  });
  const rolled = it.themes
    .filter((theme) => theme.townCount.count !== null && theme.townCount.count > 0)
    .toSorted((a, b) => (b.townCount.count ?? 0) - (a.townCount.count ?? 0));
  return (
    <div className="stack stack-xl mid">
      <Section title={t("themes.board.towns_how_many")} note={t("themes.board.towns_lead")}>
        {rolled.length === 0 ? (
          <Empty>{t("themes.board.towns_none")}</Empty>
        ) : (
          <List>
            {rolled.map((theme) => (
              <ListRow
                key={theme.id}
                count={f.number(theme.townCount.count ?? 0)}
                note={t("themes.board.towns_count", { n: theme.townCount.count ?? 0 })}
                action={<Tag>{t(`themes.state.${theme.state}`)}</Tag>}
              >
                <p>
                  <Link kind="name" to={`/themes/${theme.id}`}>
                    {theme.title}
                  </Link>
                </p>
              </ListRow>
            ))}
          </List>
        )}
      </Section>
      {towns.length === 0 && <p className="muted">{t("themes.board.towns_not_named")}</p>}
      {towns.map(({ town, themes }) => (
        <Section key={town.id} title={town.name} note={t("themes.board.town_themes", { n: themes.length })} gap="s">
          <List>
            {themes.map(({ theme, reports }) => (
              <ListRow
                key={theme.id}
                count={reports.count === null ? "" : f.number(reports.count)}
                note={reports.count === null ? <ProtectedWord /> : t("themes.list.reports", { n: reports.count }).replace(/^\S+\s/, "")}
                action={<Tag>{t(`themes.state.${theme.state}`)}</Tag>}
              >
                <p>
                  <Link kind="name" to={`/themes/${theme.id}`}>
                    {theme.title}
                  </Link>
                </p>
              </ListRow>
            ))}
          </List>
        </Section>
      ))}
    </div>
  );
}
