import "./strategy.css";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useAct, useReasons } from "../../../platform/web/act.ts";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { today } from "../../../platform/web/clock.ts";
import { addDays } from "../../../platform/web/day.ts";
import { Button, Link } from "../../../platform/web/form/button.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { Pair } from "../../../platform/web/form/frame.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Dialog } from "../../../platform/web/page/dialog.tsx";
import { Download } from "../../../platform/web/page/download.tsx";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page, Section } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import {
  type AgreementView,
  changeAgreement,
  endAgreement,
  keepCommitment,
  openAgreement,
  printAgreement,
  removeAgreement,
  renewAgreement,
  restoreAgreement,
  signAgreement,
} from "../contract.ts";
import { AgreementForm } from "./agreement-form.tsx";
import { AgreementState } from "./agreements-page.tsx";
import { Entries } from "./history.tsx";

type Opened = AnswerOf<typeof openAgreement>;

/** One target agreement: what was promised, who signed, how long it lasts. */
export function AgreementPage(): ReactNode {
  const t = useTexts();
  const { agreementId } = usePath("agreementId");
  const agreement = useAnswer(openAgreement, { params: { agreementId } });
  const crumbs = [{ to: "/strategy/agreements", label: t("strategy.agreements.title") }];
  return (
    <Answered query={agreement} notFound={<Page title={t("strategy.agreement.gone")} crumbs={crumbs} />}>
      {(view) => (
        <Page title={view.title} crumbs={crumbs} width="mid">
          <Opened key={view.id} view={view} />
        </Page>
      )}
    </Answered>
  );
}

function Opened(it: { readonly view: Opened }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const language = useLanguage();
  const { view } = it;
  return (
    <>
      <div className="stack stack-s">
        <p className="row row--tight">
          <AgreementState agreement={view} /> <span>{f.period(view.fromOn, view.untilOn)}</span>
        </p>
        <p className="lines">{view.content}</p>
        {view.subGoal && (
          <p className="small">
            {t("strategy.agreement.serves")} <Link to={`/strategy/framework#sub-goal-${view.subGoal.id}`}>{view.subGoal.title}</Link>
          </p>
        )}
        {view.renewedFrom && (
          <p className="small">
            {t("strategy.agreement.renewed_from")} <Link to={`/strategy/agreements/${view.renewedFrom.id}`}>{view.renewedFrom.title}</Link>
          </p>
        )}
        {view.renewedBy && (
          <p className="small">
            {t("strategy.agreement.renewed_by")} <Link to={`/strategy/agreements/${view.renewedBy.id}`}>{view.renewedBy.title}</Link>
          </p>
        )}
        {view.endReason !== null && <p>{t("strategy.agreement.ended_because", { reason: view.endReason })}</p>}
      </div>
      <Section title={t("strategy.commitments.title")}>
        <List>
          {view.commitments.map((commitment) => (
            <Commitment key={commitment.id} view={view} commitment={commitment} />
          ))}
        </List>
      </Section>
      <Section title={t("strategy.signatures.title")}>
        <List>
          {view.parties.map((party) => (
            <Party key={party.organisationId} view={view} party={party} />
          ))}
        </List>
      </Section>
      <p>
        <Download endpoint={printAgreement} request={{ params: { agreementId: view.id }, query: { language } }}>
          {t("strategy.agreement.pdf")}
        </Download>
      </p>
      {view.abilities.edit && <Ways view={view} />}
      <Fold summary={t("strategy.history")} word={t("strategy.open")}>
        <Entries entries={view.entries} />
      </Fold>
    </>
  );
}

function Commitment(it: { readonly view: Opened; readonly commitment: AgreementView["commitments"][number] }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const act = useAct("strategy");
  const { view, commitment } = it;
  const keep = (keptOn: string | null, version: number) =>
    call(keepCommitment, { params: { agreementId: view.id, commitmentId: commitment.id }, body: { keptOn, version } });
  return (
    <ListRow
      action={
        view.abilities.edit ? (
          <Button
            kind="link"
            label={t(commitment.keptOn === null ? "strategy.commitment.keep_of" : "strategy.commitment.unkeep_of", {
              text: commitment.text,
            })}
            onPress={() =>
              act(() => keep(commitment.keptOn === null ? today() : null, view.version), {
                text: t("strategy.saved"),
                undo: () => keep(commitment.keptOn, view.version + 1),
              })
            }
          >
            {t(commitment.keptOn === null ? "strategy.commitment.keep" : "strategy.commitment.unkeep")}
          </Button>
        ) : undefined
      }
    >
      <p>
        <b>{commitment.organisationName}</b> {commitment.text}
      </p>
      <p>
        {commitment.keptOn !== null ? (
          <Tag tone="good">{t("strategy.commitment.kept_on", { day: f.day(commitment.keptOn) })}</Tag>
        ) : commitment.dueOn !== null ? (
          <Tag {...(commitment.isOverdue ? { tone: "due" as const } : {})}>
            {t(commitment.isOverdue ? "strategy.commitment.overdue_since" : "strategy.commitment.due_on", { day: f.day(commitment.dueOn) })}
          </Tag>
        ) : null}
      </p>
    </ListRow>
  );
}

function Party(it: { readonly view: Opened; readonly party: AgreementView["parties"][number] }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const act = useAct("strategy");
  const [isSigning, setSigning] = useState(false);
  const { view, party } = it;
  const params = { agreementId: view.id, organisationId: party.organisationId };
  const signature = party.signedBy !== null && party.signedOn !== null ? { by: party.signedBy, on: party.signedOn } : null;
  const sign = (wanted: typeof signature, version: number) => call(signAgreement, { params, body: { signature: wanted, version } });
  const mayChange = view.abilities.edit && view.endedOn === null;
  return (
    <ListRow
      action={
        !mayChange ? undefined : signature === null ? (
          <Button kind="link" label={t("strategy.signature.enter_of", { name: party.name })} onPress={() => setSigning(true)}>
            {t("strategy.signature.enter")}
          </Button>
        ) : (
          <Button
            kind="link"
            label={t("strategy.signature.take_back_of", { name: party.name })}
            onPress={() =>
              act(() => sign(null, view.version), {
                text: t("strategy.signature.taken_back"),
                undo: () => sign(signature, view.version + 1),
              })
            }
          >
            {t("strategy.signature.take_back")}
          </Button>
        )
      }
    >
      <p>
        <b>{party.name}</b>
        {party.hasLeft && <span className="muted"> {t("strategy.signature.has_left")}</span>}
      </p>
      <p className={signature === null ? "strategy-late" : "small muted"}>
        {signature === null
          ? t("strategy.signature.missing")
          : t("strategy.signature.by", { name: signature.by, day: f.dayWithYear(signature.on) })}
      </p>
      {isSigning && (
        <Dialog title={t("strategy.signature.enter_of", { name: party.name })} onClose={() => setSigning(false)}>
          <SignatureForm view={view} party={party} sign={sign} onDone={() => setSigning(false)} />
        </Dialog>
      )}
    </ListRow>
  );
}

type Signature = { readonly by: string; readonly on: string };

function SignatureForm(it: {
  readonly view: Opened;
  readonly party: AgreementView["parties"][number];
  readonly sign: (wanted: Signature, version: number) => Promise<unknown>;
  readonly onDone: () => void;
}): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("strategy");
  const [by, setBy] = useState("");
  const [on, setOn] = useState<string | null>(today());
  return (
    <Form
      submit={t("strategy.signature.save")}
      draft={`strategy-signs:${it.view.id}-${it.party.organisationId.slice(-12)}`}
      wordsFor={reasons.field}
      wordsForProblem={reasons.problem}
      onSubmit={async ({ version = it.view.version }) => {
        await it.sign({ by, on: on ?? "" }, version);
        say({ text: t("strategy.saved") });
        it.onDone();
        await refresh();
      }}
    >
      <Pair>
        <TextField
          name="signature.by"
          label={t("strategy.signature.name")}
          hint={t("strategy.signature.name_hint")}
          value={by}
          onChange={setBy}
          maxLength={160}
          isRequired
        />
        <DateField
          name="signature.on"
          label={t("strategy.signature.on")}
          value={on}
          onChange={setOn}
          direction="past"
          maximum={today()}
          isRequired
        />
      </Pair>
    </Form>
  );
}

/** What can be done with it as a whole. */
function Ways(it: { readonly view: Opened }): ReactNode {
  const t = useTexts();
  const act = useAct("strategy");
  const refresh = useRefresh();
  const navigate = useNavigate();
  const [open, setOpen] = useState<"change" | "renew" | "end" | undefined>();
  const { view } = it;
  const params = { agreementId: view.id };
  const close = () => setOpen(undefined);
  const mayRenew = view.renewedBy === null && view.state !== "unsigned" && view.state !== "coming";
  return (
    <div className="row">
      {mayRenew && (
        <Button kind={view.state === "ending" || view.state === "expired" ? "primary" : "secondary"} onPress={() => setOpen("renew")}>
          {t("strategy.agreement.renew")}
        </Button>
      )}
      <Button kind="secondary" onPress={() => setOpen("change")}>
        {t("strategy.agreement.change")}
      </Button>
      {view.endedOn === null ? (
        <Button kind="link" onPress={() => setOpen("end")}>
          {t("strategy.agreement.end")}
        </Button>
      ) : (
        <Button
          kind="link"
          onPress={() =>
            act(() => call(endAgreement, { params, body: { end: null, version: view.version } }), { text: t("strategy.saved") })
          }
        >
          {t("strategy.agreement.go_on")}
        </Button>
      )}
      <Button
        kind="link"
        onPress={() =>
          act(
            async () => {
              await call(removeAgreement, { params });
              await navigate({ to: "/strategy/agreements" });
            },
            { text: t("strategy.removed", { name: view.title }), undo: () => call(restoreAgreement, { params }) },
          )
        }
      >
        {t("strategy.agreement.remove")}
      </Button>
      {open === "change" && (
        <Dialog title={t("strategy.agreement.change")} onClose={close}>
          <AgreementForm
            view={view}
            onSend={(fields, { version }) => call(changeAgreement, { params, body: { ...fields, version } })}
            done={t("strategy.saved")}
            after={async () => {
              close();
              await refresh();
            }}
            onCancel={close}
          />
        </Dialog>
      )}
      {open === "renew" && (
        <Dialog title={t("strategy.agreement.renew")} onClose={close}>
          <RenewForm
            view={view}
            onDone={async (id) => {
              close();
              await refresh();
              await navigate({ to: `/strategy/agreements/${id}` });
            }}
          />
        </Dialog>
      )}
      {open === "end" && (
        <Dialog title={t("strategy.agreement.end")} onClose={close}>
          <EndForm view={view} onDone={close} />
        </Dialog>
      )}
    </div>
  );
}

function EndForm(it: { readonly view: Opened; readonly onDone: () => void }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("strategy");
  const [on, setOn] = useState<string | null>(today());
  const [reason, setReason] = useState("");
  const { view } = it;
  return (
    <Form
      submit={t("strategy.agreement.end_save")}
      draft={`strategy-ends:${view.id}`}
      wordsFor={reasons.field}
      wordsForProblem={reasons.problem}
      onSubmit={async ({ version = view.version }) => {
        await call(endAgreement, { params: { agreementId: view.id }, body: { end: { on: on ?? "", reason }, version } });
        say({ text: t("strategy.saved") });
        it.onDone();
        await refresh();
      }}
    >
      <DateField name="end.on" label={t("strategy.agreement.end_on")} value={on} onChange={setOn} isRequired />
      <TextArea
        name="end.reason"
        label={t("strategy.reason_label")}
        value={reason}
        onChange={setReason}
        rows={3}
        maxLength={1000}
        isRequired
      />
    </Form>
  );
}

function RenewForm(it: { readonly view: Opened; readonly onDone: (id: string) => Promise<unknown> }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const reasons = useReasons("strategy");
  const { view } = it;
  const [fromOn, setFrom] = useState<string | null>(addDays(view.untilOn, 1));
  const [untilOn, setUntil] = useState<string | null>(addDays(view.untilOn, 365));
  return (
    <Form
      submit={t("strategy.agreement.renew_save")}
      draft={`strategy-renews:${view.id}`}
      wordsFor={reasons.field}
      wordsForProblem={reasons.problem}
      onSubmit={async ({ id }) => {
        await call(renewAgreement, { params: { agreementId: view.id }, body: { id, fromOn: fromOn ?? "", untilOn: untilOn ?? "" } });
        say({ text: t("strategy.agreement.renewed") });
        await it.onDone(id);
      }}
    >
      <p>{t("strategy.agreement.renew_note")}</p>
      <Pair>
        <DateField name="fromOn" label={t("strategy.from")} value={fromOn} onChange={setFrom} isRequired />
        <DateField name="untilOn" label={t("strategy.until_label")} value={untilOn} onChange={setUntil} direction="future" isRequired />
      </Pair>
    </Form>
  );
}
