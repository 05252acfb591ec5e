import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../platform/web/api.ts";
import { Button, Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page, Section } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { Pages } from "../../../platform/web/page/table.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { acknowledgeRegister, listRegister, makeRegisterSpreadsheet, type RegisterEntry } from "../contract.ts";

const shownOnHome = 5;

/** What the data protection officer has not acknowledged yet. Nothing new, nothing shown. */
export function RegisterHome(): ReactNode {
  const t = useTexts();
  const open = useAnswer(listRegister, { query: { only: "open" } });
  const acknowledge = useAcknowledge();
  if (open.data && open.data.open === 0) return null;
  return (
    <Answered query={open}>
      {({ entries, open: count }) => (
        <Section title={t("network.register.new", { n: count })} note={t("network.register.why")}>
          <List label={t("network.register.title")}>
            {entries.slice(0, shownOnHome).map((entry) => (
              <EntryRow key={entry.id} entry={entry} onAcknowledge={() => acknowledge([entry])} />
            ))}
          </List>
          <p className="row">
            {count > 1 && count <= entries.length && (
              <Button onPress={() => acknowledge(entries)}>{t("network.register.acknowledge_all", { n: count })}</Button>
            )}
            <Link to="/register">{t("network.register.whole")}</Link>
          </p>
        </Section>
      )}
    </Answered>
  );
}

function useAcknowledge(): (entries: readonly RegisterEntry[]) => void {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  return (entries) =>
    void call(acknowledgeRegister, { body: { entryIds: entries.map((entry) => entry.id) } })
      .then(() => refresh(listRegister))
      .then(() => say({ text: t("network.register.acknowledged") }))
      .catch((error: unknown) => say({ text: t(`platform.problem.${problemOf(error).code}`) }));
}

function EntryRow(it: { readonly entry: RegisterEntry; readonly onAcknowledge: () => void; readonly showsState?: boolean }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { entry } = it;
  return (
    <ListRow
      action={
        entry.acknowledgedAt === null && !entry.byInstallation ? (
          <Button kind="link" label={t("network.register.acknowledge_of", { name: entry.name })} onPress={it.onAcknowledge}>
            {t("network.register.acknowledge")}
          </Button>
        ) : undefined
      }
    >
      <p>
        {t.rich(`network.register.kind.${entry.kind}`, {
          name: entry.name,
          role: t(`network.role.${entry.role}`),
        })}
      </p>
      <p className="small muted">
        {entry.unitName}, {entry.organisationName}
      </p>
      <p className="small muted">
        {entry.byInstallation
          ? t("network.register.by_installation", { moment: f.moment(entry.givenAt) })
          : t("network.register.by", { name: entry.givenBy, moment: f.moment(entry.givenAt) })}
      </p>
      {it.showsState && entry.acknowledgedAt !== null && (
        <p>
          <Tag tone="good">{t("network.register.seen", { moment: f.moment(entry.acknowledgedAt) })}</Tag>
        </p>
      )}
    </ListRow>
  );
}

export function RegisterPage(): ReactNode {
  const t = useTexts();
  const navigate = useNavigate();
  const search: { page?: unknown } = useSearch({ strict: false });
  const page = Number(search.page) > 0 ? Math.trunc(Number(search.page)) : 1;
  const register = useAnswer(listRegister, { query: { only: "all", page } }, { keep: true });
  const acknowledge = useAcknowledge();
  const language = useLanguage();
  return (
    <Page title={t("network.register.title")} lead={t("network.register.lead")} width="mid">
      <Answered query={register}>
        {({ entries, pages }) =>
          entries.length === 0 ? (
            <Empty>{t("network.register.none")}</Empty>
          ) : (
            <>
              <List label={t("network.register.title")}>
                {entries.map((entry) => (
                  <EntryRow key={entry.id} entry={entry} showsState onAcknowledge={() => acknowledge([entry])} />
                ))}
              </List>
              <AsExcel endpoint={makeRegisterSpreadsheet} request={{ query: { language } }} list={t("network.register.title")} />
              {pages > 1 && (
                <Pages page={page} pages={pages} onPage={(next) => void navigate({ to: "/register", search: { page: next } as never })} />
              )}
            </>
          )
        }
      </Answered>
    </Page>
  );
}
