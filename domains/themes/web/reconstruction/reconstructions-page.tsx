import type { ReactNode } from "react";
import { Answered, useAnswer } from "../../../../platform/web/answers.tsx";
import { Link, LinkButton } from "../../../../platform/web/form/button.tsx";
import { useFormat } from "../../../../platform/web/formats.ts";
import { AsExcel } from "../../../../platform/web/page/download.tsx";
import { List, ListRow } from "../../../../platform/web/page/list.tsx";
import { Page, Section, Sections } from "../../../../platform/web/page/page.tsx";
import { Tag } from "../../../../platform/web/page/panel.tsx";
import { Empty } from "../../../../platform/web/page/states.tsx";
import { useLanguage, useTexts } from "../../../../platform/web/texts.ts";
import { listReconstructions, makeReconstructionsSpreadsheet, type ReconstructionRow } from "../../contract.ts";
import { useReconstructionWords } from "./words.ts";

export function ReconstructionsPage(): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const list = useAnswer(listReconstructions, {});
  const mayBegin = list.data?.abilities.begin === true;
  return (
    <Page
      title={t("themes.reconstruction.list.title")}
      lead={t("themes.reconstruction.list.lead")}
      width="mid"
      {...(mayBegin
        ? {
            action: (
              <LinkButton kind="primary" to="/reconstructions/new">
                {t("themes.reconstruction.list.add")}
              </LinkButton>
            ),
          }
        : {})}
    >
      <Answered query={list}>
        {({ reconstructions }) => {
          const awaiting = reconstructions.filter((one) => one.awaitsMe);
          const inWork = reconstructions.filter((one) => one.state !== "released" && !one.awaitsMe);
          const released = reconstructions.filter((one) => one.state === "released");
          if (reconstructions.length === 0)
            return <Empty>{t(mayBegin ? "themes.reconstruction.list.empty_maker" : "themes.reconstruction.list.empty")}</Empty>;
          return (
            <Sections>
              {awaiting.length > 0 && (
                <Section title={t("themes.reconstruction.list.awaits_me")}>
                  <ReconstructionList rows={awaiting} />
                </Section>
              )}
              {inWork.length > 0 && (
                <Section title={t("themes.reconstruction.list.in_work")} note={t("themes.reconstruction.kept")}>
                  <ReconstructionList rows={inWork} />
                </Section>
              )}
              {released.length > 0 && (
                <Section
                  title={t("themes.reconstruction.list.released")}
                  beside={
                    <AsExcel
                      endpoint={makeReconstructionsSpreadsheet}
                      request={{ query: { language } }}
                      list={t("themes.reconstruction.list.title")}
                    />
                  }
                >
                  <ReconstructionList rows={released} />
                </Section>
              )}
            </Sections>
          );
        }}
      </Answered>
    </Page>
  );
}

export function useStateWords(): (row: Pick<ReconstructionRow, "state" | "releasedOn">) => string {
  const t = useTexts();
  const f = useFormat();
  return (row) =>
    row.state === "released" && row.releasedOn !== null
      ? t("themes.reconstruction.state.released", { day: f.day(row.releasedOn) })
      : t(row.state === "in_check" ? "themes.reconstruction.state.in_check" : "themes.reconstruction.state.draft");
}

export function ReconstructionList(it: { readonly rows: readonly ReconstructionRow[] }): ReactNode {
  const words = useReconstructionWords();
  const stateOf = useStateWords();
  return (
    <List>
      {it.rows.map((row) => (
        <ListRow
          key={row.id}
          action={
            <Tag {...(row.state === "released" ? { tone: "good" as const } : row.awaitsMe ? { tone: "due" as const } : {})}>
              {stateOf(row)}
            </Tag>
          }
        >
          <p dir="auto">
            <Link kind="name" to={`/reconstructions/${row.id}`}>
              {words.titleOf(row.title)}
            </Link>
          </p>
          <p className="small muted">
            {row.fieldOfAction !== null && `${words.label("field_of_action", row.fieldOfAction)} · `}
            {words.sizeOf(row)}
          </p>
        </ListRow>
      ))}
    </List>
  );
}
