import type { ReactNode } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { Link, LinkButton } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { type AgreementView, listAgreements, makeAgreementsSpreadsheet } from "../contract.ts";
import { Frame } from "./frame.tsx";
import { HistoryFold } from "./history.tsx";

/** What organisations promised each other, and what runs out. */
export function AgreementsPage(): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const agreements = useAnswer(listAgreements, {});
  return (
    <Frame part="agreements" lead={t("strategy.agreements.lead")}>
      <Answered query={agreements}>
        {(found) => (
          <Section
            title={t("strategy.agreements.all", { n: found.agreements.length })}
            beside={
              found.abilities.edit ? (
                <LinkButton kind="primary" to="/strategy/add-agreement">
                  {t("strategy.agreements.add")}
                </LinkButton>
              ) : undefined
            }
          >
            {found.agreements.length === 0 ? (
              <Empty>{found.abilities.edit ? t("strategy.agreements.none_yet") : t("strategy.agreements.none")}</Empty>
            ) : (
              <>
                <List>
                  {found.agreements.map((agreement) => (
                    <AgreementRow key={agreement.id} agreement={agreement} />
                  ))}
                </List>
                <AsExcel endpoint={makeAgreementsSpreadsheet} request={{ query: { language } }} list={t("strategy.agreements.title")} />
              </>
            )}
            <HistoryFold subject="agreement" />
          </Section>
        )}
      </Answered>
    </Frame>
  );
}

/** How it stands: the one thing that says whether somebody has to do something. */
export function AgreementState(it: { readonly agreement: AgreementView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { agreement } = it;
  const tone = {
    ending: "due",
    unsigned: "due",
    expired: "bad",
    running: "good",
    coming: undefined,
    renewed: undefined,
    ended: undefined,
  } as const;
  const { state } = agreement;
  const shown = state === "coming" ? agreement.fromOn : state === "ended" ? (agreement.endedOn ?? agreement.untilOn) : agreement.untilOn;
  const of = tone[agreement.state];
  return (
    <Tag {...(of ? { tone: of } : {})}>
      {t(`strategy.agreement_state.${agreement.state}`, { day: f.dayWithYear(shown), n: agreement.daysLeft ?? 0 })}
    </Tag>
  );
}

function AgreementRow(it: { readonly agreement: AgreementView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { agreement } = it;
  const kept = agreement.commitments.filter((one) => one.keptOn !== null).length;
  const overdue = agreement.commitments.filter((one) => one.isOverdue).length;
  return (
    <ListRow>
      <p>
        <Link kind="name" to={`/strategy/agreements/${agreement.id}`}>
          {agreement.title}
        </Link>
      </p>
      <p className="small muted">{t("strategy.agreements.between", { who: f.list(agreement.parties.map((party) => party.name)) })}</p>
      <p className="row row--tight">
        <AgreementState agreement={agreement} />
        {overdue > 0 && <Tag tone="due">{t("strategy.commitments.overdue", { n: overdue })}</Tag>}
      </p>
      <p className="small">{t("strategy.commitments.kept", { kept, n: agreement.commitments.length })}</p>
    </ListRow>
  );
}
