import { type ReactNode, useState } from "react";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page, Section, Sections } from "../../../platform/web/page/page.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { Pages } from "../../../platform/web/page/table.tsx";
import { useTexts, useLanguage } from "../../../platform/web/texts.ts";
import { usePersonName } from "../../people/web/index.ts";
import { listSharedCases, makeSharesSpreadsheet } from "../contract.ts";
import { useCaseWords } from "./words.ts";

type SharedCase = AnswerOf<typeof listSharedCases>["cases"][number];

/** What was shared with the actor's unit, by whom, for what and until when. */
export function SharedPage(): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const [page, setPage] = useState(1);
  const shared = useAnswer(listSharedCases, { query: { page } }, { keep: true });
  return (
    <Page title={t("cases.shared.title")} lead={t("cases.shared.lead")} width="mid">
      <Answered query={shared}>
        {(answer) =>
          answer.total === 0 ? (
            <Empty>{t("cases.shared.empty")}</Empty>
          ) : (
            <>
              <List>
                {answer.cases.map((one) => (
                  <SharedRow key={one.caseId} shared={one} />
                ))}
              </List>
              <AsExcel endpoint={makeSharesSpreadsheet} request={{ query: { language } }} list={t("cases.shared.title")} />
              {answer.total > answer.pageSize && (
                <Pages page={answer.page} pages={Math.ceil(answer.total / answer.pageSize)} onPage={setPage} />
              )}
            </>
          )
        }
      </Answered>
    </Page>
  );
}

function SharedRow({ shared }: { readonly shared: SharedCase }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const nameOf = usePersonName();
  const { label, unit, member } = useCaseWords();
  return (
    <ListRow>
      <p>
        <Link kind="name" to={`/cases/${shared.caseId}`}>
          {nameOf(shared.identity, shared.number)}
        </Link>
      </p>
      <p className="small muted">{t("cases.shared.led_by", { name: member(shared.caseManagerId), unit: unit(shared.unitId) })}</p>
      {shared.shares.map((share) => (
        <div key={share.id}>
          <p>{f.list(share.categories.map((category) => label("data_category", category)))}</p>
          <p className="small muted">
            {t("cases.shared.for", { purpose: label("purpose", share.purpose), until: f.dayWithYear(share.untilOn) })}
          </p>
        </div>
      ))}
    </ListRow>
  );
}

/** Home of a partner: what others wait for, then what is newly open. */
export function PartnerHome(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const nameOf = usePersonName();
  const { unit } = useCaseWords();
  const shared = useAnswer(listSharedCases, { query: {} });
  return (
    <Answered query={shared}>
      {(answer) => {
        const steps = answer.cases
          .flatMap((one) => one.steps.map((step) => ({ ...one, step })))
          .toSorted((a, b) => (a.step.dueOn ?? "9999").localeCompare(b.step.dueOn ?? "9999"));
        return (
          <Sections>
            <Section title={t("cases.partner.steps")} note={steps.length > 0 ? t("cases.partner.steps_note") : undefined}>
              {steps.length === 0 && <Empty>{t("cases.partner.no_step")}</Empty>}
              <List>
                {steps.map(({ step, ...one }) => (
                  <ListRow key={step.id} {...(step.dueOn === null ? { at: t("cases.partner.no_day") } : f.when(step.dueOn))}>
                    <p>
                      <strong>{step.text}</strong>
                    </p>
                    <p>
                      <Link kind="soft" to={`/cases/${one.caseId}`}>
                        {nameOf(one.identity, one.number)}
                      </Link>
                    </p>
                    <p className="small muted">{t("cases.partner.asked_by", { unit: unit(one.unitId), day: f.day(step.sinceOn) })}</p>
                  </ListRow>
                ))}
              </List>
            </Section>
            <Section title={t("cases.shared.count", { n: answer.total })} gap="s">
              {answer.total === 0 ? (
                <Empty>{t("cases.shared.empty")}</Empty>
              ) : (
                <>
                  <List>
                    {answer.cases.slice(0, 5).map((one) => (
                      <SharedRow key={one.caseId} shared={one} />
                    ))}
                  </List>
                  <p>
                    <Link to="/shared">{t("cases.shared.all")}</Link>
                  </p>
                </>
              )}
            </Section>
          </Sections>
        );
      }}
    </Answered>
  );
}
