import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { today } from "../../../platform/web/clock.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { ConfirmDialog, Dialog } from "../../../platform/web/page/dialog.tsx";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Row, Section, Sections } from "../../../platform/web/page/page.tsx";
import { Tag, type Tone } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useLabel, useLanguage, useTexts } from "../../../platform/web/texts.ts";
import type { SiteView } from "../../network/contract.ts";
import { useSite } from "../../network/web/index.ts";
import { declineShare, giveShare, listShares, type Share, type ShareState, withdrawShare } from "../contract.ts";
import { AskShare } from "./ask-share.tsx";
import { declarationOf, DeclarationFields, emptyDeclaration } from "./declaration-fields.tsx";

const tones: Partial<Record<ShareState, Tone>> = { asked: "due", given: "good" };

/** Who knows what of a person, until when; asking, and the answers. */
export function ClientShares(it: { readonly clientId: string }): ReactNode {
  const t = useTexts();
  const site = useSite();
  const shares = useAnswer(listShares, { params: { clientId: it.clientId } });
  const [isAsking, setAsking] = useState(false);
  return (
    <Answered query={shares}>
      {(answer) => (
        <Answered query={site}>
          {(known) => {
            const running = answer.shares.filter((share) => share.state === "asked" || share.state === "given");
            const past = answer.shares.filter((share) => !running.includes(share));
            return (
              <Sections>
                <Section title={t("consent.running.title")}>
                  {running.length === 0 ? (
                    <Empty>{t("consent.running.empty")}</Empty>
                  ) : (
                    <List>
                      {running.map((share) => (
                        <ShareRow key={share.id} share={share} site={known} />
                      ))}
                    </List>
                  )}
                  {answer.abilities.ask && !isAsking && (
                    <Row>
                      <Button kind="primary" onPress={() => setAsking(true)}>
                        {t("consent.ask.open")}
                      </Button>
                    </Row>
                  )}
                </Section>
                {isAsking && (
                  <Section title={t("consent.ask.title")} note={t("consent.refusing")}>
                    <AskShare clientId={it.clientId} site={known} onDone={() => setAsking(false)} />
                  </Section>
                )}
                {past.length > 0 && (
                  <Fold summary={t("consent.past.title", { n: past.length })}>
                    <List>
                      {past.map((share) => (
                        <ShareRow key={share.id} share={share} site={known} />
                      ))}
                    </List>
                  </Fold>
                )}
              </Sections>
            );
          }}
        </Answered>
      )}
    </Answered>
  );
}

type Doing = "give" | "decline" | "withdraw" | "invalid";

function ShareRow(it: { readonly share: Share; readonly site: SiteView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const label = useLabel(it.site.vocabularies);
  const [doing, setDoing] = useState<Doing>();
  const { share } = it;
  const unit = it.site.units.find((one) => one.id === share.unitId);
  const name = unit ? `${unit.organisationName}, ${unit.name}` : t("consent.unit.unknown");
  return (
    <ListRow>
      <Row>
        <strong>{name}</strong>
        <Tag tone={tones[share.state]}>{share.opensLater ? t("consent.state.later") : t(`consent.state.${share.state}`)}</Tag>
      </Row>
      <p>{f.list(share.categories.map((category) => label("data_category", category)))}</p>
      <p className="small muted">
        {t("consent.share.for", { purpose: label("purpose", share.purpose), period: f.period(share.fromOn, share.untilOn) })}
      </p>
      <p className="small muted">
        {share.answeredOn === null
          ? t("consent.share.asked_on", { day: f.day(share.askedOn) })
          : t(`consent.share.${share.state === "expired" ? "given" : share.state}_on`, { day: f.day(share.answeredOn) })}
      </p>
      {share.declaration && <DeclarationLine declaration={share.declaration} />}
      <Row>
        {share.abilities.give && <Button onPress={() => setDoing("give")}>{t("consent.give.open")}</Button>}
        {share.abilities.decline && (
          <Button kind="link" onPress={() => setDoing("decline")}>
            {t("consent.decline.open")}
          </Button>
        )}
        {share.abilities.withdraw && share.state === "given" && (
          <>
            <Button kind="link" label={t("consent.withdraw.of", { unit: name })} onPress={() => setDoing("withdraw")}>
              {t("consent.withdraw.open")}
            </Button>
            <Button kind="link" label={t("consent.invalid.of", { unit: name })} onPress={() => setDoing("invalid")}>
              {t("consent.invalid.open")}
            </Button>
          </>
        )}
      </Row>
      {doing === "give" && <GiveDialog share={share} name={name} onClose={() => setDoing(undefined)} />}
      {doing !== undefined && doing !== "give" && <EndDialog share={share} name={name} doing={doing} onClose={() => setDoing(undefined)} />}
    </ListRow>
  );
}

function DeclarationLine(it: { readonly declaration: NonNullable<Share["declaration"]> }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const language = useLanguage();
  const { declaration } = it;
  return (
    <Fold summary={<span className="small">{t("consent.declaration.shown")}</span>}>
      <p className="small">
        {t("consent.declaration.line", {
          giver: t(`consent.giver.${declaration.givenBy}`),
          form: t(`consent.form.${declaration.form}`),
          day: f.dayWithYear(declaration.declaredOn),
          language: new Intl.DisplayNames(language, { type: "language" }).of(declaration.language) ?? declaration.language,
          text: declaration.textVersion,
        })}
      </p>
      <p className="small">{declaration.judgement}</p>
      <p className="small">{t(declaration.secrecyRelease ? "consent.declaration.released" : "consent.declaration.not_released")}</p>
    </Fold>
  );
}

function GiveDialog(it: { readonly share: Share; readonly name: string; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const [values, setValues] = useState(emptyDeclaration);
  return (
    <Dialog title={t("consent.give.title", { unit: it.name })} onClose={it.onClose}>
      <p>{t("consent.refusing")}</p>
      <Form
        submit={t("consent.give.submit")}
        draft={`give-${it.share.id}:${it.share.clientId}`}
        wordsFor={({ code }) => t.maybe(`consent.field.${code}`)}
        wordsForProblem={(problem) => (problem.reason === undefined ? undefined : t.maybe(`consent.conflict.${problem.reason}`))}
        onSubmit={async () => {
          const body = { version: it.share.version, declaration: declarationOf(values) };
          await call(giveShare, { params: { shareId: it.share.id }, body });
          await refresh();
          say({ text: t("consent.given.said") });
          it.onClose();
        }}
      >
        <DeclarationFields values={values} onChange={setValues} />
      </Form>
    </Dialog>
  );
}

function EndDialog(it: {
  readonly share: Share;
  readonly name: string;
  readonly doing: Exclude<Doing, "give">;
  readonly onClose: () => void;
}): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const { share, doing } = it;
  async function end(): Promise<void> {
    const params = { shareId: share.id };
    if (doing === "decline") await call(declineShare, { params, body: { version: share.version, declinedOn: today() } });
    else await call(withdrawShare, { params, body: { withdrawnOn: today(), reason: doing === "invalid" ? "invalid" : "withdrawn" } });
    await refresh();
    say({ text: t(`consent.${doing}.said`) });
  }
  return (
    <ConfirmDialog
      title={t(`consent.${doing}.title`, { unit: it.name })}
      confirm={t(`consent.${doing}.submit`)}
      onConfirm={end}
      onClose={it.onClose}
    >
      <p>{t(`consent.${doing}.body`)}</p>
    </ConfirmDialog>
  );
}
