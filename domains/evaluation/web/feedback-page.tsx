import { type ReactNode, useState } from "react";
import { useAct } from "../../../platform/web/act.ts";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { ConfirmDialog } from "../../../platform/web/page/dialog.tsx";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import {
  type FeedbackState as State,
  type FeedbackView,
  listFeedback,
  listSites,
  makeSiteSpreadsheet,
  moveFeedback,
  removeFeedback,
  restoreFeedback,
  type SiteView,
} from "../contract.ts";
import { CheckForm, ConsequenceForm, FeedbackForm } from "./feedback-forms.tsx";
import { FeedbackBody, FeedbackState } from "./feedback-view.tsx";
import { SiteFrame } from "./site-frame.tsx";
import { waitsForSite } from "./waiting.ts";

/** Feedback of one site: drafted, checked by the site, given, and what followed. */
export function FeedbackPage(): ReactNode {
  return <SiteFrame part="feedback">{(site) => <Feedback site={site} />}</SiteFrame>;
}

function Feedback(it: { readonly site: SiteView }): ReactNode {
  const t = useTexts();
  const { site } = it;
  const { isTeam } = site.abilities;
  const language = useLanguage();
  const feedback = useAnswer(listFeedback, { params: { siteId: site.siteId } });
  return (
    <>
      {isTeam && (
        <Fold summary={t("evaluation.feedback.write")} word={t("evaluation.form.open")}>
          <FeedbackForm siteId={site.siteId} />
        </Fold>
      )}
      <Section title={t("evaluation.part.feedback")} note={isTeam ? t("evaluation.feedback.note") : t("evaluation.feedback.note_site")}>
        <Answered query={feedback}>
          {(answer) =>
            answer.feedback.length === 0 ? (
              <Empty>{isTeam ? t("evaluation.feedback.empty") : t("evaluation.feedback.empty_site")}</Empty>
            ) : (
              <>
                <List>
                  {answer.feedback.map((one) => (
                    <FeedbackRow key={one.id} feedback={one} isNext={one.id === waitsForSite(answer.feedback)[0]?.id} />
                  ))}
                </List>
                <AsExcel
                  endpoint={makeSiteSpreadsheet}
                  request={{ params: { siteId: site.siteId, list: "feedback" }, query: { language } }}
                  list={t("evaluation.part.feedback")}
                />
              </>
            )
          }
        </Answered>
      </Section>
    </>
  );
}

/** One feedback with what this reader may do with it next. */
export function FeedbackRow(it: {
  readonly feedback: FeedbackView;
  readonly showsSite?: boolean;
  /** The one that waits first: its form stands open. */
  readonly isNext?: boolean;
  /** The list stands right below the title of the page. */
  readonly isBelowTitle?: boolean;
}): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const [isOpen, setOpen] = useState(false);
  const { feedback } = it;
  const { abilities } = feedback;
  const close = () => setOpen(false);
  const params = { siteId: feedback.siteId, feedbackId: feedback.id };
  async function remove(): Promise<void> {
    await call(removeFeedback, { params });
    say({
      text: t("evaluation.feedback.removed"),
      undo: async () => {
        await call(restoreFeedback, { params });
        await refresh(listFeedback);
      },
    });
    await refresh(listFeedback);
  }
  const isFirst = feedback.consequences.length === 0;
  const consequenceWord = isFirst ? "evaluation.consequence.say" : "evaluation.consequence.another";
  return (
    <ListRow>
      <div className="stack stack-m">
        <div className="stack stack-xs">
          {it.isBelowTitle ? <h2 className="minor">{feedback.title}</h2> : <h3>{feedback.title}</h3>}
          <p className="small muted">
            {[
              ...(it.showsSite ? [feedback.siteName] : []),
              t(`evaluation.level.${feedback.level}`),
              ...(feedback.givenOn === null ? [] : [t("evaluation.feedback.given_on", { day: f.dayWithYear(feedback.givenOn) })]),
              ...(feedback.state === "at_site" && feedback.dueOn !== null
                ? [t("evaluation.feedback.due_on", { day: f.dayWithYear(feedback.dueOn) })]
                : []),
            ].join(" · ")}
          </p>
          <p>
            <FeedbackState feedback={feedback} />
          </p>
        </div>
        {isOpen && abilities.change ? (
          <FeedbackForm siteId={feedback.siteId} feedback={feedback} onDone={close} />
        ) : (
          <>
            <FeedbackBody feedback={feedback} />
            {abilities.check && (it.isNext || isOpen) && <CheckForm feedback={feedback} />}
            {abilities.recordConsequence && isOpen && <ConsequenceForm feedback={feedback} onDone={close} />}
            <div className="row">
              {abilities.send && <Move feedback={feedback} to="at_site" word={t("evaluation.feedback.send")} />}
              {abilities.give && <Move feedback={feedback} to="given" word={t("evaluation.feedback.give")} />}
              {abilities.takeBack && <Move feedback={feedback} to="draft" word={t("evaluation.feedback.take_back")} />}
              {abilities.change && (
                <Button kind="link" label={`${t("evaluation.feedback.change")}: ${feedback.title}`} onPress={() => setOpen(true)}>
                  {t("evaluation.feedback.change")}
                </Button>
              )}
              {abilities.remove && (
                <Button kind="link" label={`${t("evaluation.feedback.remove")}: ${feedback.title}`} onPress={() => void remove()}>
                  {t("evaluation.feedback.remove")}
                </Button>
              )}
              {abilities.check && !it.isNext && !isOpen && (
                <Button kind="secondary" label={`${t("evaluation.check.open")}: ${feedback.title}`} onPress={() => setOpen(true)}>
                  {t("evaluation.check.open")}
                </Button>
              )}
              {abilities.recordConsequence && !isOpen && (
                <Button
                  kind={isFirst ? "secondary" : "link"}
                  label={`${t(consequenceWord)}: ${feedback.title}`}
                  onPress={() => setOpen(true)}
                >
                  {t(consequenceWord)}
                </Button>
              )}
            </div>
          </>
        )}
      </div>
    </ListRow>
  );
}

function Move(it: { readonly feedback: FeedbackView; readonly to: State; readonly word: string }): ReactNode {
  const t = useTexts();
  const act = useAct("evaluation", listFeedback, listSites);
  const [asks, setAsks] = useState(false);
  const { feedback, to } = it;
  return (
    <>
      <Button kind={to === "draft" ? "link" : "secondary"} label={`${it.word}: ${feedback.title}`} onPress={() => setAsks(true)}>
        {it.word}
      </Button>
      {asks && (
        <ConfirmDialog
          title={it.word}
          confirm={it.word}
          onConfirm={async () => {
            const body = { to, version: feedback.version };
            const work = () => call(moveFeedback, { params: { siteId: feedback.siteId, feedbackId: feedback.id }, body });
            await act(work, { text: t(`evaluation.feedback.moved.${to}`) });
          }}
          onClose={() => setAsks(false)}
        >
          <p>{to === "given" ? t(`evaluation.feedback.move.given.${feedback.level}`) : t(`evaluation.feedback.move.${to}`)}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
