import { type ReactNode, useState } from "react";
import { useReasons } from "../../../platform/web/act.ts";
import { useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Button, Link } from "../../../platform/web/form/button.tsx";
import { Checkbox, Chips } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { TextArea } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Tag, type Tone } from "../../../platform/web/page/panel.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useSession } from "../../../platform/web/session.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import { useSite } from "../../network/web/index.ts";
import { changeDecision, type DecisionView, reportDecision, type ReportState, reportStates } from "../contract.ts";
import { idsOf, Owner } from "./decision-form.tsx";

/** How a decision stands, in a word with a shape. */
export function DecisionState(it: { readonly decision: DecisionView }): ReactNode {
  const t = useTexts();
  const { decision } = it;
  if (decision.outcome === "postponed" || decision.outcome === "declined") return <Tag>{t(`bodies.outcome.${decision.outcome}`)}</Tag>;
  if (decision.reportState === "done") return <Tag tone="good">{t("bodies.report.done")}</Tag>;
  if (decision.outcome === "escalated") return <Tag icon="arrow-up">{t("bodies.outcome.escalated")}</Tag>;
  if (decision.daysWithoutReport > 0) return <Tag tone="due">{t("bodies.report.missing", { n: decision.daysWithoutReport })}</Tag>;
  if (decision.daysLate > 0) return <Tag tone="due">{t("bodies.report.late", { n: decision.daysLate })}</Tag>;
  const tones: Record<ReportState, Tone | undefined> = { open: undefined, under_way: "act", done: "good" };
  return <Tag tone={tones[decision.reportState]}>{t(`bodies.report.${decision.reportState}`)}</Tag>;
}

/** Who sees to it. */
export function useOwner(): (decision: DecisionView) => string {
  return (decision) => [decision.ownerUnitName, decision.ownerName].filter((part) => part !== null).join(", ");
}

/** One decision: what, who, until when, what became of it. With the ability, it can be reported on here. */
export function DecisionRow(it: {
  readonly decision: DecisionView;
  readonly hidesItem?: boolean;
  readonly hidesReport?: boolean;
  /** While the meeting is in session. */
  readonly mayChange?: boolean;
  readonly isTask?: boolean;
}): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const owner = useOwner();
  const { decision } = it;
  const { isLink } = useSession();
  const [isReporting, setReporting] = useState(false);
  const [isChanging, setChanging] = useState(false);
  const facts = [
    ...(owner(decision) === "" || it.isTask ? [] : [owner(decision)]),
    ...(decision.dueOn ? [t("bodies.decision.until", { day: f.day(decision.dueOn) })] : []),
    ...(decision.postponedUntilOn ? [t("bodies.decision.postponed_until", { day: f.day(decision.postponedUntilOn) })] : []),
    ...(decision.reached === null
      ? []
      : [
          decision.votes
            ? t("bodies.decision.votes", { pro: decision.votes.for, contra: decision.votes.against, abstained: decision.votes.abstained })
            : t(`bodies.decision.reached.${decision.reached}`),
        ]),
  ];
  return (
    <li>
      <div className="stack stack-xs">
        <div className="decision-head">
          <p className="pre">{decision.wording}</p>
          <DecisionState decision={decision} />
        </div>
        {facts.length > 0 && <p className="small muted">{facts.join(" · ")}</p>}
        {decision.dissents.map((one) => (
          <p key={one.membershipId} className="small">
            {t("bodies.decision.dissent_of", { name: one.name, words: one.words })}
          </p>
        ))}
        {decision.reason && <p className="small">{t("bodies.decision.because", { reason: decision.reason })}</p>}
        {decision.report && (
          <p className="small">
            {t("bodies.report.said", {
              report: decision.report,
              day: decision.reportedOn ? f.day(decision.reportedOn) : "",
              name: decision.reportedBy ?? "",
            })}
          </p>
        )}
        {!it.hidesItem && (
          <p className="small">
            <Link to={`/bodies/meetings/${decision.meetingId}`}>
              {t("bodies.decision.from", { body: decision.bodyName, day: f.day(decision.decidedOn) })}
            </Link>
          </p>
        )}
        {decision.abilities.change && !it.hidesItem && (
          <p className="small">
            <Link to={`/bodies/submissions?decision=${decision.id}`}>{t("bodies.submissions.from_decision")}</Link>
          </p>
        )}
        {/* a personal link reaches papers, not measures */}
        {(isLink ? [] : decision.measureIds).map((measureId) => (
          <p key={measureId} className="small">
            <Link to={`/measures/${measureId}`}>{t("bodies.decision.measure")}</Link>
          </p>
        ))}
        {it.mayChange && decision.abilities.change && decision.outcome === "agreed" && (
          <>
            <p>
              <Button
                kind="link"
                isExpanded={isChanging}
                label={t("bodies.decision.change_of", { title: decision.wording })}
                onPress={() => setChanging(!isChanging)}
              >
                {t("bodies.decision.change")}
              </Button>
            </p>
            {isChanging && <ChangeForm key={decision.version} decision={decision} onDone={() => setChanging(false)} />}
          </>
        )}
        {decision.abilities.report && !it.hidesReport && (
          <>
            <p>
              <Button
                kind="link"
                isExpanded={isReporting}
                label={t("bodies.report.title_of", { title: decision.wording })}
                onPress={() => setReporting(!isReporting)}
              >
                {t("bodies.report.title")}
              </Button>
            </p>
            {isReporting && <ReportForm decision={decision} onSent={() => setReporting(false)} />}
          </>
        )}
      </div>
    </li>
  );
}

function ReportForm(it: { readonly decision: DecisionView; readonly onSent: () => void }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("bodies");
  const [state, setState] = useState<ReportState | null>(it.decision.reportState === "open" ? null : it.decision.reportState);
  const [report, setReport] = useState("");
  const [forMeasure, setForMeasure] = useState(false);
  return (
    <Form
      kind="secondary"
      submit={t("bodies.report.send")}
      draft={`report-decision:${it.decision.id}`}
      wordsForProblem={reasons.problem}
      onSubmit={async ({ id }) => {
        await call(reportDecision, { params: { decisionId: it.decision.id }, body: { id, state: state ?? "open", report, forMeasure } });
        it.onSent();
        say({ text: t("bodies.report.sent") });
        await refresh();
      }}
    >
      <Chips
        name="state"
        label={t("bodies.report.how")}
        value={state}
        onChange={setState}
        options={reportStates.map((one) => ({ value: one, label: t(`bodies.report.choice.${one}`) }))}
        isRequired
      />
      <TextArea
        name="report"
        label={t("bodies.report.sentence")}
        hint={t("bodies.report.sentence_hint")}
        value={report}
        onChange={setReport}
        rows={2}
        maxLength={600}
        isRequired
      />
      {it.decision.abilities.passOn && (
        <Checkbox
          label={t("bodies.report.for_measure")}
          note={t("bodies.report.for_measure_note")}
          isChecked={forMeasure}
          onChange={setForMeasure}
        />
      )}
    </Form>
  );
}

/** Who sees to it and until when: open to correction while the meeting is. What was decided stays as it is. */
function ChangeForm(it: { readonly decision: DecisionView; readonly onDone: () => void }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("bodies");
  const site = useSite();
  const { decision } = it;
  const [owner, setOwner] = useState<string | null>(
    decision.ownerMembershipId ? `member:${decision.ownerMembershipId}` : decision.ownerUnitId ? `unit:${decision.ownerUnitId}` : null,
  );
  const [dueOn, setDueOn] = useState(decision.dueOn);
  return (
    <Form
      kind="secondary"
      submit={t("bodies.decision.change_save")}
      wordsForProblem={(problem) =>
        reasons.problem(problem) ?? (problem.code === "changed_meanwhile" ? t("bodies.reason.moved_meanwhile") : undefined)
      }
      wordsFor={({ code }) => t.maybe(`bodies.field.${code}`)}
      onSubmit={async () => {
        try {
          await call(changeDecision, {
            params: { decisionId: decision.id },
            body: { ...idsOf(owner), dueOn, version: decision.version },
          });
        } finally {
          await refresh();
        }
        it.onDone();
        say({ text: t("bodies.decision.changed") });
      }}
      beside={
        <Button kind="link" onPress={it.onDone}>
          {t("platform.cancel")}
        </Button>
      }
    >
      <Owner site={site.data} value={owner} onChange={setOwner} />
      <DateField
        name="dueOn"
        label={t("bodies.decision.due")}
        hint={decision.measureIds.length > 0 ? t("bodies.decision.due_of_measure") : undefined}
        value={dueOn}
        onChange={setDueOn}
        direction="future"
        isRequired
      />
    </Form>
  );
}
