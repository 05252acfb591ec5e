import type { ReactNode } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page, Stack } from "../../../platform/web/page/page.tsx";
import { Facts } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { listPatterns, makePatternsSpreadsheet, type SourceContent } from "../contract.ts";

export function PatternsPage(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const language = useLanguage();
  const patterns = useAnswer(listPatterns, {});
  return (
    <Page title={t("themes.pattern.title")} lead={t("themes.pattern.lead")} width="mid">
      <Answered query={patterns}>
        {(it) =>
          it.patterns.length === 0 ? (
            <Empty>{t("themes.pattern.empty")}</Empty>
          ) : (
            <Stack>
              <List>
                {it.patterns.map((pattern) => (
                  <ListRow key={pattern.id}>
                    <p>
                      <Link kind="name" to={`/patterns/${pattern.id}`}>
                        {pattern.title}
                      </Link>
                    </p>
                    <p>{pattern.problem}</p>
                    <p className="small muted">
                      {[
                        ...(pattern.isOwn ? [t("themes.pattern.own")] : []),
                        t("themes.pattern.from", { site: pattern.siteName, day: f.dayWithYear(pattern.offeredOn) }),
                        ...(pattern.finding === null ? [] : [t(`themes.change.${pattern.finding.verdict}`)]),
                        ...(pattern.costYearCents === null ? [] : [`${t("themes.pattern.year")}: ${f.money(pattern.costYearCents)}`]),
                      ].join(" · ")}
                    </p>
                  </ListRow>
                ))}
              </List>
              <AsExcel endpoint={makePatternsSpreadsheet} request={{ query: { language } }} list={t("themes.pattern.title")} />
            </Stack>
          )
        }
      </Answered>
    </Page>
  );
}

/** What was done, what failed, what it costs: on the page of a pattern, and kept with what was copied from it. */
export function PatternWords(it: { readonly words: Omit<SourceContent, "title">; readonly level: 2 | 3 }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { words } = it;
  const Heading = it.level === 2 ? "h2" : "h3";
  const parts = [
    ["problem", words.problem],
    ["done", words.done],
    ["failed", words.failed],
    ["advice", words.advice],
  ] as const;
  const costs = [
    ...(words.costOnceCents === null ? [] : [{ label: t("themes.pattern.once"), value: f.money(words.costOnceCents) }]),
    ...(words.costYearCents === null ? [] : [{ label: t("themes.pattern.year"), value: f.money(words.costYearCents) }]),
  ];
  return (
    <>
      {parts.map(
        ([part, text]) =>
          text !== null && (
            <section key={part} className="stack stack-s">
              <Heading>{t(`themes.pattern.what_${part}`)}</Heading>
              <p className="said-plain" dir="auto">
                {text}
              </p>
            </section>
          ),
      )}
      <section className="stack stack-s">
        <Heading>{t("themes.pattern.what_cost")}</Heading>
        {costs.length === 0 && words.costNote === null && <p>{t("themes.pattern.no_cost")}</p>}
        {costs.length > 0 && <Facts items={costs} />}
        {words.costNote !== null && <p>{words.costNote}</p>}
      </section>
    </>
  );
}
