import "./accounts.css";
import { Navigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../platform/web/api.ts";
import { Actions, Button, Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold } from "../../../platform/web/page/list.tsx";
import { Page, Section, Sections } from "../../../platform/web/page/page.tsx";
import { Note } from "../../../platform/web/page/panel.tsx";
import { QrCode } from "../../../platform/web/page/qr.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { signOut, useSession } from "../../../platform/web/session.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import { beginSecondFactor, confirmSecondFactor, getSecondFactor, renewRecoveryCodes, turnOffSecondFactor } from "../contract.ts";
import { pathAfter, takeUpSession } from "./enter.ts";
import { ProofForm } from "./proof-form.tsx";


/** Opens without a membership too: whoever the site sends here acts as nobody until it is set up. */
export function SecondFactorPage(): ReactNode {
  const { signedIn, isLink } = useSession();
  return signedIn && !isLink ? <SecondFactor /> : <Navigate to="/sign-in" search={{ to: "/account/second-factor" }} replace />;
}

function SecondFactor(): ReactNode {
  const t = useTexts();
  const { actor } = useSession();
  const refresh = useRefresh();
  const factor = useAnswer(getSecondFactor, {});
  const [codes, setCodes] = useState<readonly string[] | undefined>(undefined);
  const isSentHere = actor === null;
  async function go(): Promise<void> {
    location.assign(isSentHere ? pathAfter(await takeUpSession()) : "/account");
  }
  if (codes)
    return (
      <RecoveryCodes
        codes={codes}
        onKept={() => {
          setCodes(undefined);
          void go();
        }}
      />
    );
  return (
    <Answered query={factor}>
      {(state) => (
        <Page
          title={t("accounts.factor.title")}
          lead={isSentHere && !state.isOn ? t("accounts.factor.demanded") : t("accounts.factor.lead")}
          crumbs={isSentHere ? undefined : [{ to: "/account", label: t("platform.account.title") }]}
          width="narrow"
        >
          {state.isDemo ? (
            <Note>
              <p>{t("accounts.own.demo")}</p>
            </Note>
          ) : state.isOn ? (
            <TurnedOn
              since={state.since ?? ""}
              codesLeft={state.codesLeft}
              onCodes={setCodes}
              onOff={() => void refresh(getSecondFactor)}
            />
          ) : (
            <SetUp
              onCodes={(made) => {
                setCodes(made);
                void refresh(getSecondFactor);
              }}
            />
          )}
          {isSentHere && (
            <p>
              <Button kind="link" onPress={() => void call(signOut, {}).then(() => location.assign("/"))}>
                {t("platform.actor.sign_out")}
              </Button>
            </p>
          )}
        </Page>
      )}
    </Answered>
  );
}

type Begun = Awaited<ReturnType<typeof call<typeof beginSecondFactor>>>;

function SetUp(it: { readonly onCodes: (codes: readonly string[]) => void }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const [begun, setBegun] = useState<Begun | undefined>(undefined);
  if (!begun)
    return (
      <div className="stack">
        <p>{t("accounts.factor.need")}</p>
        <Actions>
          <Button
            kind="primary"
            onPress={() =>
              void call(beginSecondFactor, {})
                .then(setBegun)
                .catch((error: unknown) => say({ text: t(`platform.problem.${problemOf(error).code}`) }))
            }
          >
            {t("accounts.factor.begin")}
          </Button>
        </Actions>
      </div>
    );
  return (
    <Sections>
      <Section title={t("accounts.factor.step_scan")} note={t("accounts.factor.scan_note")}>
        <QrCode value={begun.uri} label={t("accounts.factor.qr")} />
        <Fold summary={t("accounts.factor.no_camera")}>
          <p>{t("accounts.factor.type_key")}</p>
          <p className="secret">{begun.secret.match(/.{1,4}/g)?.join(" ")}</p>
        </Fold>
      </Section>
      <Section title={t("accounts.factor.step_confirm")}>
        <ProofForm
          submit={t("accounts.factor.confirm")}
          codeHint={t("accounts.factor.code_hint")}
          onProof={async (body) => {
            const { recoveryCodes } = await call(confirmSecondFactor, { body });
            it.onCodes(recoveryCodes);
          }}
        />
      </Section>
    </Sections>
  );
}

/** Shown this once. The page says so before anybody can leave it. */
function RecoveryCodes(it: { readonly codes: readonly string[]; readonly onKept: () => void }): ReactNode {
  const t = useTexts();
  const { account } = useSession();
  return (
    <Page title={t("accounts.recovery.title")} lead={t("accounts.recovery.lead")} width="narrow">
      <p>{t("accounts.recovery.for", { name: account?.name ?? "" })}</p>
      <ul className="recovery" aria-label={t("accounts.recovery.title")}>
        {it.codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Actions>
        <Button kind="primary" onPress={() => print()}>
          {t("accounts.recovery.print")}
        </Button>
        <Button onPress={it.onKept}>{t("accounts.recovery.kept")}</Button>
      </Actions>
    </Page>
  );
}

function TurnedOn(it: {
  readonly since: string;
  readonly codesLeft: number;
  readonly onCodes: (codes: readonly string[]) => void;
  readonly onOff: () => void;
}): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { actor } = useSession();
  return (
    <div className="stack">
      <Note tone={it.codesLeft < 3 ? "due" : "good"} title={t("accounts.factor.is_on", { moment: f.moment(it.since) })}>
        <p>{t("accounts.recovery.left", { n: it.codesLeft })}</p>
      </Note>
      <div>
        <Fold summary={t("accounts.recovery.renew")}>
          <p>{t("accounts.recovery.renew_note")}</p>
          <ProofForm
            submit={t("accounts.recovery.renew_submit")}
            kind="secondary"
            codeHint={t("accounts.code.hint")}
            onProof={async (body) => {
              const { recoveryCodes } = await call(renewRecoveryCodes, { body });
              it.onCodes(recoveryCodes);
            }}
          />
        </Fold>
        <Fold summary={t("accounts.factor.turn_off")}>
          <p>{t("accounts.factor.turn_off_note")}</p>
          <ProofForm
            submit={t("accounts.factor.turn_off")}
            kind="secondary"
            codeHint={t("accounts.code.hint")}
            onProof={async (body) => {
              await call(turnOffSecondFactor, { body });
              const entrance = await takeUpSession(actor?.membershipId);
              location.assign(entrance === "entered" ? "/account" : pathAfter(entrance));
              it.onOff();
            }}
          />
        </Fold>
      </div>
      {actor && (
        <p>
          <Link to="/account">{t("accounts.factor.back")}</Link>
        </p>
      )}
    </div>
  );
}
