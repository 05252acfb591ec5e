import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../../platform/web/answers.tsx";
import { call } from "../../../../platform/web/api.ts";
import { today } from "../../../../platform/web/clock.ts";
import { Button, Link } from "../../../../platform/web/form/button.tsx";
import { RadioGroup } from "../../../../platform/web/form/choice.tsx";
import { DateField } from "../../../../platform/web/form/date-field.tsx";
import { Form } from "../../../../platform/web/form/form.tsx";
import { useFormat } from "../../../../platform/web/formats.ts";
import { Dialog } from "../../../../platform/web/page/dialog.tsx";
import { AsExcel } from "../../../../platform/web/page/download.tsx";
import { List, ListRow } from "../../../../platform/web/page/list.tsx";
import { Page, Row, Section, Sections } from "../../../../platform/web/page/page.tsx";
import { Tag } from "../../../../platform/web/page/panel.tsx";
import { Empty } from "../../../../platform/web/page/states.tsx";
import { useToast } from "../../../../platform/web/page/toast.tsx";
import { useLanguage, useTexts } from "../../../../platform/web/texts.ts";
import type { SiteView } from "../../../network/contract.ts";
import { useSite } from "../../../network/web/index.ts";
import { usePersonName } from "../../../people/web/index.ts";
import {
  answerRequest,
  type DataRequest,
  extendReasons,
  extendRequest,
  type ExtendReason,
  getDataHome,
  listDataRequests,
  listRequestsOf,
  makeRequestsSpreadsheet,
  recordRequest,
  requestKinds,
  type RequestKind,
  type RequestOutcome,
  requestOutcomes,
} from "../../contract.ts";

/** Behind the date: the clock that ends first. */
export function RequestsLead(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { data } = useAnswer(getDataHome, {});
  const next = data?.requests.first[0];
  return next ? t("consent.request.next_due", { day: f.day(next.dueOn), isLate: next.daysLeft < 0 ? "yes" : "no" }) : null;
}

/** For whoever watches the clocks; also that none runs. */
export function RequestsHome(): ReactNode {
  const t = useTexts();
  const site = useSite();
  const { data } = useAnswer(getDataHome, {});
  if (!data || !site.data) return null;
  if (data.requests.total === 0)
    return (
      <Section title={t("consent.request.title")}>
        <Empty>{t("consent.request.none")}</Empty>
      </Section>
    );
  return (
    <Section title={t("consent.request.home", { n: data.requests.total })}>
      <List label={t("consent.request.title")}>
        {data.requests.first.map((one) => (
          <RequestRow key={one.id} request={one} site={site.data} />
        ))}
      </List>
      <p>
        <Link to="/data-requests">{t("consent.request.all")}</Link>
      </p>
    </Section>
  );
}

/** The clocks: what came in when, and by when it must be answered. */
export function RequestsPage(): ReactNode {
  const t = useTexts();
  const site = useSite();
  const language = useLanguage();
  const requests = useAnswer(listDataRequests, {});
  return (
    <Page title={t("consent.request.title")} lead={t("consent.request.lead")} width="mid">
      <Answered query={site}>
        {(known) => (
          <Answered query={requests}>
            {({ open, answered }) => (
              <Sections>
                <Section
                  title={t("consent.request.open")}
                  beside={
                    open.length + answered.length > 0 ? (
                      <AsExcel endpoint={makeRequestsSpreadsheet} request={{ query: { language } }} list={t("consent.request.title")} />
                    ) : undefined
                  }
                >
                  {open.length === 0 ? (
                    <Empty>{t("consent.request.none")}</Empty>
                  ) : (
                    <List label={t("consent.request.open")}>
                      {open.map((one) => (
                        <RequestRow key={one.id} request={one} site={known} />
                      ))}
                    </List>
                  )}
                </Section>
                <Section title={t("consent.request.answered")}>
                  {answered.length === 0 ? (
                    <Empty>{t("consent.request.nothing_answered")}</Empty>
                  ) : (
                    <List label={t("consent.request.answered")}>
                      {answered.map((one) => (
                        <RequestRow key={one.id} request={one} site={known} />
                      ))}
                    </List>
                  )}
                </Section>
              </Sections>
            )}
          </Answered>
        )}
      </Answered>
    </Page>
  );
}

/** Those of one person, inside the fold about their data. */
export function RequestsOfClient(it: { readonly clientId: string }): ReactNode {
  const t = useTexts();
  const site = useSite();
  const [isRecording, setRecording] = useState(false);
  const requests = useAnswer(listRequestsOf, { params: { clientId: it.clientId } });
  return (
    <Answered query={requests}>
      {(answer) => (
        <>
          {answer.requests.length > 0 && site.data && (
            <>
              <h3>{t("consent.request.of_person")}</h3>
              <List label={t("consent.request.of_person")}>
                {answer.requests.map((one) => (
                  <RequestRow key={one.id} request={one} site={site.data} isNameless />
                ))}
              </List>
            </>
          )}
          <Row>
            <Button kind="link" onPress={() => setRecording(true)}>
              {t("consent.request.record")}
            </Button>
          </Row>
          {isRecording && <Record clientId={it.clientId} onClose={() => setRecording(false)} />}
        </>
      )}
    </Answered>
  );
}

function RequestRow(it: { readonly request: DataRequest; readonly site: SiteView; readonly isNameless?: boolean }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const nameOf = usePersonName();
  const [doing, setDoing] = useState<"answer" | "extend">();
  const { request, site } = it;
  const unit = site.units.find((one) => one.id === request.unitId);
  const mark = t("consent.erasure.row.mark", { mark: request.mark });
  const name = request.client ? nameOf(request.client.identity) : mark;
  const isLate = request.daysLeft < 0;
  return (
    <ListRow {...(request.answeredOn === null ? { at: t("consent.request.day", { n: request.daysOpen }) } : {})}>
      <Row>
        <strong>{t(`consent.request.kind.${request.kind}`)}</strong>
        {it.isNameless !== true && <span>{name}</span>}
        {request.answeredOn === null && (
          <Tag {...(isLate ? { tone: "bad" as const } : request.daysLeft <= 7 ? { tone: "due" as const } : {})}>
            {isLate ? t("consent.request.late", { n: -request.daysLeft }) : t("consent.request.left", { n: request.daysLeft })}
          </Tag>
        )}
      </Row>
      {request.answeredOn === null ? (
        <p>
          {t("consent.request.due", { day: f.dayWithYear(request.dueOn) })}
          {request.extendedReason !== null && `, ${t(`consent.request.extended.${request.extendedReason}`)}`}
        </p>
      ) : (
        <p>
          {request.outcome !== null && `${t(`consent.request.outcome.${request.outcome}`)}. `}
          {t("consent.request.answered_after", { day: f.dayWithYear(request.answeredOn), n: request.daysOpen })}
        </p>
      )}
      <p className="small muted">
        {t("consent.request.received", {
          day: f.dayWithYear(request.receivedOn),
          unit: unit ? `${unit.organisationName}, ${unit.name}` : t("consent.erasure.unit.unknown"),
        })}
      </p>
      {(request.abilities.answer || request.abilities.extend) && (
        <Row>
          {request.abilities.answer && (
            <Button label={t("consent.request.answer_of", { name })} onPress={() => setDoing("answer")}>
              {t("consent.request.answer")}
            </Button>
          )}
          {request.abilities.extend && (
            <Button kind="link" label={t("consent.request.extend_of", { name })} onPress={() => setDoing("extend")}>
              {t("consent.request.extend")}
            </Button>
          )}
        </Row>
      )}
      {doing === "answer" && <AnswerDialog request={request} onClose={() => setDoing(undefined)} />}
      {doing === "extend" && <Extend request={request} onClose={() => setDoing(undefined)} />}
    </ListRow>
  );
}

function useRequestWords() {
  const t = useTexts();
  return {
    field: ({ code }: { name: string; code: string }) => t.maybe(`consent.request.problem.${code}`),
    problem: (problem: { readonly reason?: string | undefined }) =>
      problem.reason === undefined ? undefined : t.maybe(`consent.request.conflict.${problem.reason}`),
  };
}

function Record(it: { readonly clientId: string; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const words = useRequestWords();
  const [kind, setKind] = useState<RequestKind | null>(null);
  const [receivedOn, setReceivedOn] = useState<string | null>(today());
  return (
    <Dialog title={t("consent.request.record_title")} onClose={it.onClose}>
      <Form
        submit={t("consent.request.record")}
        wordsFor={words.field}
        wordsForProblem={words.problem}
        onSubmit={async ({ id }) => {
          if (kind === null || receivedOn === null) return;
          const made = await call(recordRequest, { params: { clientId: it.clientId }, body: { id, kind, receivedOn } });
          await refresh();
          say({ text: t("consent.request.recorded", { day: f.dayWithYear(made.dueOn) }) });
          it.onClose();
        }}
      >
        <RadioGroup
          label={t("consent.request.what")}
          name="kind"
          isRequired
          options={requestKinds.map((value) => ({ value, label: t(`consent.request.kind.${value}`) }))}
          value={kind}
          onChange={setKind}
        />
        <DateField
          label={t("consent.request.when")}
          name="receivedOn"
          direction="past"
          isRequired
          value={receivedOn}
          onChange={setReceivedOn}
        />
      </Form>
    </Dialog>
  );
}

function AnswerDialog(it: { readonly request: DataRequest; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const words = useRequestWords();
  const [outcome, setOutcome] = useState<RequestOutcome | null>(null);
  const [answeredOn, setAnsweredOn] = useState<string | null>(today());
  const { id: requestId, version } = it.request;
  return (
    <Dialog title={t("consent.request.answer_title")} onClose={it.onClose}>
      <Form
        submit={t("consent.request.answer")}
        wordsFor={words.field}
        wordsForProblem={words.problem}
        onChangedMeanwhile={() => void refresh().then(it.onClose)}
        onSubmit={async () => {
          if (outcome === null || answeredOn === null) return;
          await call(answerRequest, { params: { requestId }, body: { outcome, answeredOn, version } });
          await refresh();
          say({ text: t("consent.request.answer_said") });
          it.onClose();
        }}
      >
        <RadioGroup
          label={t("consent.request.outcome")}
          name="outcome"
          isRequired
          options={requestOutcomes.map((value) => ({ value, label: t(`consent.request.outcome.${value}`) }))}
          value={outcome}
          onChange={setOutcome}
        />
        <DateField
          label={t("consent.request.answered_on")}
          name="answeredOn"
          direction="past"
          isRequired
          value={answeredOn}
          onChange={setAnsweredOn}
        />
      </Form>
    </Dialog>
  );
}

function Extend(it: { readonly request: DataRequest; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const words = useRequestWords();
  const [reason, setReason] = useState<ExtendReason | null>(null);
  const { id: requestId, version } = it.request;
  return (
    <Dialog title={t("consent.request.extend_title")} onClose={it.onClose}>
      <p>{t("consent.request.extend_lead")}</p>
      <Form
        submit={t("consent.request.extend")}
        wordsForProblem={words.problem}
        onChangedMeanwhile={() => void refresh().then(it.onClose)}
        onSubmit={async () => {
          if (reason === null) return;
          await call(extendRequest, { params: { requestId }, body: { reason, version } });
          await refresh();
          say({ text: t("consent.request.extend_said") });
          it.onClose();
        }}
      >
        <RadioGroup
          label={t("consent.request.extend_why")}
          name="reason"
          isRequired
          options={extendReasons.map((value) => ({ value, label: t(`consent.request.extend_why.${value}`) }))}
          value={reason}
          onChange={setReason}
        />
      </Form>
    </Dialog>
  );
}
