import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../../platform/web/answers.tsx";
import { call } from "../../../../platform/web/api.ts";
import { dayOf, today } from "../../../../platform/web/clock.ts";
import { Button, Link } from "../../../../platform/web/form/button.tsx";
import { useFormat } from "../../../../platform/web/formats.ts";
import { ConfirmDialog } from "../../../../platform/web/page/dialog.tsx";
import { AsExcel } from "../../../../platform/web/page/download.tsx";
import { List, ListRow } from "../../../../platform/web/page/list.tsx";
import { Page, Row, Section } from "../../../../platform/web/page/page.tsx";
import { Tag } from "../../../../platform/web/page/panel.tsx";
import { Empty } from "../../../../platform/web/page/states.tsx";
import { Pages } from "../../../../platform/web/page/table.tsx";
import { useToast } from "../../../../platform/web/page/toast.tsx";
import { useLanguage, useTexts } from "../../../../platform/web/texts.ts";
import type { SiteView } from "../../../network/contract.ts";
import { useSite } from "../../../network/web/index.ts";
import {
  confirmErasure,
  type Erasure,
  getDataHome,
  listErasures,
  lookAtErasure,
  makeErasuresSpreadsheet,
  refuseErasure,
} from "../../contract.ts";
import { DueSection } from "../retention/due.tsx";
import { ErasureCounts } from "./counts.tsx";

/** Nothing to decide, nothing shown. */
export function ErasuresHome(): ReactNode {
  const t = useTexts();
  const site = useSite();
  const { data } = useAnswer(getDataHome, {});
  if (!data || data.erasures.total === 0 || !site.data) return null;
  return (
    <Section title={t("consent.erasure.home.title", { n: data.erasures.total })} note={t("consent.erasure.home.note")}>
      <List label={t("consent.erasure.list.waiting")}>
        {data.erasures.first.map((one) => (
          <ErasureRow key={one.id} erasure={one} site={site.data} />
        ))}
      </List>
      <p>
        <Link to="/erasures">{t("consent.erasure.home.all")}</Link>
      </p>
    </Section>
  );
}

/** For the unit and for the data protection officer: what waits, and the protocol. No name stands here. */
export function ErasuresPage(): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const navigate = useNavigate();
  const site = useSite();
  const search: { page?: unknown } = useSearch({ strict: false });
  const page = Number(search.page) > 0 ? Math.trunc(Number(search.page)) : 1;
  const erasures = useAnswer(listErasures, { query: { page } }, { keep: true });
  return (
    <Page title={t("consent.erasure.page.title")} lead={t("consent.erasure.page.lead")} width="mid">
      <Answered query={site}>
        {(known) => (
          <Answered query={erasures}>
            {({ waiting, past, pages }) => (
              <>
                {page === 1 && <DueSection site={known} />}
                {page === 1 && (
                  <Section title={t("consent.erasure.list.waiting")}>
                    {waiting.length === 0 ? (
                      <Empty>{t("consent.erasure.list.nothing")}</Empty>
                    ) : (
                      <List label={t("consent.erasure.list.waiting")}>
                        {waiting.map((one) => (
                          <ErasureRow key={one.id} erasure={one} site={known} />
                        ))}
                      </List>
                    )}
                  </Section>
                )}
                <Section title={t("consent.erasure.list.past")}>
                  {past.length === 0 ? (
                    <Empty>{t("consent.erasure.list.empty")}</Empty>
                  ) : (
                    <>
                      <List label={t("consent.erasure.list.past")}>
                        {past.map((one) => (
                          <ErasureRow key={one.id} erasure={one} site={known} />
                        ))}
                      </List>
                      {pages > 1 && (
                        <Pages
                          page={page}
                          pages={pages}
                          onPage={(next) => void navigate({ to: "/erasures", search: { page: next } as never })}
                        />
                      )}
                      <AsExcel
                        endpoint={makeErasuresSpreadsheet}
                        request={{ query: { language } }}
                        list={t("consent.erasure.page.title")}
                      />
                    </>
                  )}
                </Section>
              </>
            )}
          </Answered>
        )}
      </Answered>
    </Page>
  );
}

function ErasureRow({ erasure, site }: { readonly erasure: Erasure; readonly site: SiteView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const [doing, setDoing] = useState<"confirm" | "refuse">();
  const memberName = (id: string) => site.members.find((one) => one.id === id)?.name ?? t("consent.erasure.member.unknown");
  const unit = site.units.find((one) => one.id === erasure.unitId);
  const unitName = unit ? `${unit.organisationName}, ${unit.name}` : t("consent.erasure.unit.unknown");
  const dayIn = (instant: string) => f.dayWithYear(dayOf(new Date(instant)));
  const name = memberName(erasure.askedById);
  return (
    <ListRow>
      <Row>
        <strong>{t("consent.erasure.row.mark", { mark: erasure.mark })}</strong>
        <Tag {...(erasure.state === "asked" ? { tone: "due" as const } : {})}>{t(`consent.erasure.state.${erasure.state}`)}</Tag>
      </Row>
      <p>
        {t(`consent.erasure.reason.${erasure.reason}`)}
        {erasure.state === "done" &&
          erasure.gone !== null &&
          `. ${t("consent.erasure.row.gone", { gone: erasure.gone, stayed: erasure.stayed ?? 0 })}.`}
      </p>
      {erasure.unreadableOn !== null && (
        <p>
          {t(erasure.unreadableOn <= today() ? "consent.erasure.row.unreadable" : "consent.erasure.row.readable_still", {
            day: f.dayWithYear(erasure.unreadableOn),
          })}
        </p>
      )}
      <p className="small muted">{t("consent.erasure.row.asked", { name, day: dayIn(erasure.askedAt), unit: unitName })}</p>
      {erasure.answeredAt !== null && erasure.answeredById !== null && (
        <p className="small muted">
          {t("consent.erasure.row.answered", { name: memberName(erasure.answeredById), day: dayIn(erasure.answeredAt) })}
        </p>
      )}
      {erasure.archiveOfferedOn !== null && (
        <p className="small muted">
          {t(`consent.erasure.row.archive.${erasure.archive === "taken" ? "taken" : "declined"}`, {
            day: f.dayWithYear(erasure.archiveOfferedOn),
          })}
        </p>
      )}
      {(erasure.abilities.confirm || erasure.abilities.refuse) && (
        <Row>
          {erasure.abilities.confirm && (
            <Button label={t("consent.erasure.confirm.of", { mark: erasure.mark })} onPress={() => setDoing("confirm")}>
              {t("consent.erasure.confirm.open")}
            </Button>
          )}
          {erasure.abilities.refuse && (
            <Button kind="link" label={t("consent.erasure.refuse.of", { mark: erasure.mark })} onPress={() => setDoing("refuse")}>
              {t("consent.erasure.refuse.open")}
            </Button>
          )}
        </Row>
      )}
      {doing !== undefined && <Decide erasure={erasure} doing={doing} name={name} onClose={() => setDoing(undefined)} />}
    </ListRow>
  );
}

function Decide(it: {
  readonly erasure: Erasure;
  readonly doing: "confirm" | "refuse";
  readonly name: string;
  readonly onClose: () => void;
}): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const { erasure, doing } = it;
  const params = { erasureId: erasure.id };
  const looked = useAnswer(lookAtErasure, { params });
  return (
    <ConfirmDialog
      title={t(`consent.erasure.${doing}.title`, { mark: erasure.mark })}
      confirm={t(`consent.erasure.${doing}.submit`)}
      onClose={it.onClose}
      onConfirm={async () => {
        await call(doing === "confirm" ? confirmErasure : refuseErasure, { params });
        await refresh();
        say({ text: t(`consent.erasure.${doing}.said`) });
      }}
    >
      <p>{t(`consent.erasure.${doing}.body`, { name: it.name })}</p>
      {doing === "confirm" && (
        <Answered query={looked}>{(answer) => <ErasureCounts counts={answer.counts} unreadableOn={answer.unreadableOn} />}</Answered>
      )}
    </ConfirmDialog>
  );
}
