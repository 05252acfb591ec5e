import { type ReactNode, useState } from "react";
import { useAct, useReasons } from "../../../platform/web/act.ts";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { today } from "../../../platform/web/clock.ts";
import { addDays } from "../../../platform/web/day.ts";
import { Button, Link } from "../../../platform/web/form/button.tsx";
import { RadioGroup } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { Pair } from "../../../platform/web/form/frame.tsx";
import { TextArea } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Dialog } from "../../../platform/web/page/dialog.tsx";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section, Sections } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import {
  type AnchoredMeasure,
  type Finding,
  findings,
  listAnchored,
  listDuties,
  lookAtAnchored,
  makeAnchoredSpreadsheet,
  removeLook,
  restoreLook,
} from "../contract.ts";
import { Frame } from "./frame.tsx";
import { HistoryFold } from "./history.tsx";

/** What was anchored, and whether it still holds. */
export function AnchoredPage(): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const anchored = useAnswer(listAnchored, {});
  return (
    <Frame part="anchored" lead={t("strategy.anchored.lead")}>
      <Answered query={anchored}>
        {({ measures, abilities }) => {
          const due = measures.filter((one) => one.isDue);
          const others = measures.filter((one) => !one.isDue);
          return measures.length === 0 ? (
            <Empty>{t("strategy.anchored.none")}</Empty>
          ) : (
            <Sections>
              {due.length > 0 && (
                <Section title={t("strategy.anchored.due", { n: due.length })}>
                  <Measures measures={due} mayEdit={abilities.edit} />
                </Section>
              )}
              {others.length > 0 && (
                <Section title={t("strategy.anchored.others", { n: others.length })}>
                  <Measures measures={others} mayEdit={abilities.edit} />
                </Section>
              )}
              <AsExcel endpoint={makeAnchoredSpreadsheet} request={{ query: { language } }} list={t("strategy.anchored.title")} />
              <HistoryFold subject="measure" />
            </Sections>
          );
        }}
      </Answered>
    </Frame>
  );
}

function Measures(it: { readonly measures: readonly AnchoredMeasure[]; readonly mayEdit: boolean }): ReactNode {
  return (
    <List>
      {it.measures.map((measure) => (
        <Measure key={measure.measureId} measure={measure} mayEdit={it.mayEdit} />
      ))}
    </List>
  );
}

const toneOf = { held: "good", partly: "due", gone: "bad" } as const;

function Measure(it: { readonly measure: AnchoredMeasure; readonly mayEdit: boolean }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const act = useAct("strategy");
  const [isLooking, setLooking] = useState(false);
  const { measure } = it;
  return (
    <ListRow
      action={
        it.mayEdit ? (
          <Button
            kind={measure.isDue ? "secondary" : "link"}
            label={t("strategy.look.add_of", { name: measure.title })}
            onPress={() => setLooking(true)}
          >
            {t("strategy.look.add")}
          </Button>
        ) : undefined
      }
    >
      <p>
        <Link kind="name" to={`/measures/${measure.measureId}`}>
          {measure.title}
        </Link>
      </p>
      <p className="small muted">{t("strategy.measure.of_theme", { theme: measure.themeTitle })}</p>
      <p>
        {t(`strategy.anchor.${measure.anchorKind}`, { which: measure.anchorText })}{" "}
        <span className="small muted">{t("strategy.anchored.since", { day: f.dayWithYear(measure.closedOn) })}</span>
      </p>
      {measure.dueOn !== null && (
        <p className={measure.isDue ? "strategy-late" : "small muted"}>
          {t(measure.isDue ? "strategy.anchored.look_due" : "strategy.anchored.look_on", { day: f.dayWithYear(measure.dueOn) })}
        </p>
      )}
      {measure.looks.map((look) => (
        <div key={look.id} className="strategy-look stack stack-xs">
          <p>
            <Tag tone={toneOf[look.finding]}>{t(`strategy.finding.${look.finding}`)}</Tag>{" "}
            <span className="small muted">{t("strategy.look.by", { day: f.dayWithYear(look.lookedOn), name: look.by })}</span>
          </p>
          <p className="lines">{look.reasons}</p>
          {it.mayEdit && (
            <p>
              <Button
                kind="link"
                label={t("strategy.look.remove_of", { day: f.dayWithYear(look.lookedOn), name: measure.title })}
                onPress={() =>
                  act(() => call(removeLook, { params: { lookId: look.id } }), {
                    text: t("strategy.look.removed"),
                    undo: () => call(restoreLook, { params: { lookId: look.id } }),
                  })
                }
              >
                {t("strategy.look.remove")}
              </Button>
            </p>
          )}
        </div>
      ))}
      {isLooking && (
        <Dialog title={measure.title} onClose={() => setLooking(false)}>
          <LookForm measure={measure} onDone={() => setLooking(false)} />
        </Dialog>
      )}
    </ListRow>
  );
}

function LookForm(it: { readonly measure: AnchoredMeasure; readonly onDone: () => void }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("strategy");
  const { measure } = it;
  const [lookedOn, setLookedOn] = useState<string | null>(today());
  const [finding, setFinding] = useState<Finding | null>(null);
  const [why, setWhy] = useState("");
  const [lookAgainOn, setLookAgainOn] = useState<string | null>(addDays(today(), 365));
  return (
    <Form
      submit={t("strategy.look.save")}
      draft={`strategy-looks:${measure.measureId}`}
      wordsFor={reasons.field}
      wordsForProblem={reasons.problem}
      onSubmit={async ({ id }) => {
        await call(lookAtAnchored, {
          params: { measureId: measure.measureId },
          body: {
            id,
            lookedOn: lookedOn ?? "",
            finding: finding ?? ("" as Finding),
            reasons: why,
            lookAgainOn: finding === "gone" ? null : lookAgainOn,
          },
        });
        say({ text: t("strategy.saved") });
        it.onDone();
        await refresh(listAnchored, listDuties);
      }}
    >
      <p>{t(`strategy.anchor.${measure.anchorKind}`, { which: measure.anchorText })}</p>
      <RadioGroup
        name="finding"
        label={t("strategy.look.question")}
        value={finding}
        onChange={setFinding}
        options={findings.map((one) => ({ value: one, label: t(`strategy.finding.${one}`) }))}
        isRequired
      />
      <TextArea
        name="reasons"
        label={t("strategy.look.reasons")}
        hint={t("strategy.look.reasons_hint")}
        value={why}
        onChange={setWhy}
        rows={3}
        maxLength={2000}
        isRequired
      />
      <Pair>
        <DateField
          name="lookedOn"
          label={t("strategy.look.day")}
          value={lookedOn}
          onChange={setLookedOn}
          direction="past"
          maximum={today()}
          isRequired
        />
        {finding !== "gone" && (
          <DateField
            name="lookAgainOn"
            label={t("strategy.look.again")}
            value={lookAgainOn}
            onChange={setLookAgainOn}
            direction="future"
            isRequired
          />
        )}
      </Pair>
    </Form>
  );
}
