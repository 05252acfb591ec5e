import { type ReactNode, useState } from "react";
import { useAct } from "../../../platform/web/act.ts";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { today } from "../../../platform/web/clock.ts";
import { Button, Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Dialog } from "../../../platform/web/page/dialog.tsx";
import { AsExcel, Download } from "../../../platform/web/page/download.tsx";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Columns, Section, Sections } from "../../../platform/web/page/page.tsx";
import { Note, Quote, Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import {
  type FrameworkView,
  getFramework,
  type GoalView,
  makeFrameworkSpreadsheet,
  orderGoals,
  printFramework,
  reachSubGoal,
  removeGoal,
  removeSubGoal,
  restoreGoal,
  restoreSubGoal,
  type SubGoalView,
} from "../contract.ts";
import { Frame } from "./frame.tsx";
import { DecideForm, FrameworkForm, GoalForm, LinksForm, SubGoalForm } from "./framework-forms.tsx";
import { HistoryFold } from "./history.tsx";
import { Release } from "./release.tsx";
import { useStrategyWords } from "./words.ts";

/** What the site wants: vision, framework goals, sub-goals with the measures for them, and which body decided it when. */
export function FrameworkPage(): ReactNode {
  const t = useTexts();
  const framework = useAnswer(getFramework, {});
  return (
    <Frame part="framework" lead={t("strategy.framework.lead")} width="wide">
      <Answered query={framework}>{(view) => (view.framework === null ? <NotYet view={view} /> : <Whole view={view} />)}</Answered>
    </Frame>
  );
}

function NotYet(it: { readonly view: FrameworkView }): ReactNode {
  const t = useTexts();
  if (!it.view.abilities.edit) return <Empty>{t("strategy.framework.none")}</Empty>;
  return (
    <Section title={t("strategy.framework.begin")} note={t("strategy.framework.begin_note")}>
      <FrameworkForm view={it.view} />
    </Section>
  );
}

function Whole(it: { readonly view: FrameworkView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const words = useStrategyWords();
  const [isEditing, setEditing] = useState(false);
  const { view } = it;
  const framework = view.framework!;
  const newest = view.versions[0];
  const { edit } = view.abilities;
  return (
    <Columns
      main={
        <Sections>
          <Section
            title={framework.title}
            note={words.period(framework.fromOn, framework.untilOn)}
            beside={
              edit ? (
                <Button kind="link" onPress={() => setEditing(true)}>
                  {t("strategy.framework.change")}
                </Button>
              ) : undefined
            }
          >
            {view.hasChanged && newest && (
              <Note tone="due">
                <p>{t("strategy.framework.has_changed", { number: newest.number, day: f.dayWithYear(newest.decidedOn) })}</p>
              </Note>
            )}
            <div className="strategy-vision">
              <Quote by={t("strategy.framework.vision")}>
                <span className="lines">{framework.vision}</span>
              </Quote>
            </div>
          </Section>
          {view.goals.length === 0 && <Empty>{edit ? t("strategy.goals.none_yet") : t("strategy.goals.none")}</Empty>}
          {view.goals.map((goal, at) => (
            <Goal key={goal.id} view={view} goal={goal} number={at + 1} />
          ))}
          {edit && (
            <Fold summary={t("strategy.goal.add")} word={t("strategy.open")}>
              <GoalForm />
            </Fold>
          )}
          {isEditing && (
            <Dialog title={t("strategy.framework.change")} onClose={() => setEditing(false)}>
              <FrameworkForm view={view} onDone={() => setEditing(false)} />
            </Dialog>
          )}
        </Sections>
      }
      side={<Side view={view} />}
    />
  );
}

function Side(it: { readonly view: FrameworkView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const language = useLanguage();
  const refresh = useRefresh();
  const [isDeciding, setDeciding] = useState(false);
  const { view } = it;
  const { edit } = view.abilities;
  return (
    <Sections>
      <Section title={t("strategy.versions.title")} gap="s">
        {view.versions.length === 0 ? (
          <Empty>{t("strategy.versions.none")}</Empty>
        ) : (
          <List>
            {view.versions.map((version) => (
              <ListRow key={version.id}>
                <p>
                  <Link kind="name" to={`/strategy/versions/${version.id}`}>
                    {t("strategy.version.name", { number: version.number })}
                  </Link>
                </p>
                <p className="small muted">
                  {t("strategy.version.decided", { body: version.bodyName, day: f.dayWithYear(version.decidedOn) })}
                </p>
              </ListRow>
            ))}
          </List>
        )}
        {edit && view.goals.length > 0 && (
          <p>
            <Button kind="secondary" onPress={() => setDeciding(true)}>
              {t("strategy.version.add")}
            </Button>
          </p>
        )}
      </Section>
      <Section title={t("strategy.take_along")} gap="s">
        <p>
          <Download endpoint={printFramework} request={{ query: { language } }}>
            {t("strategy.framework.pdf")}
          </Download>
        </p>
        <AsExcel endpoint={makeFrameworkSpreadsheet} request={{ query: { language } }} list={t("strategy.framework.title")} />
      </Section>
      {edit && <Release what="framework" release={view.release} onChanged={() => refresh(getFramework)} />}
      <HistoryFold subject="framework" />
      {isDeciding && (
        <Dialog title={t("strategy.version.add")} onClose={() => setDeciding(false)}>
          <DecideForm view={view} onDone={() => setDeciding(false)} />
        </Dialog>
      )}
    </Sections>
  );
}

/** One up or down in a list. */
function moved<T>(list: readonly T[], at: number, by: -1 | 1): T[] {
  const next = [...list];
  const [one] = next.splice(at, 1);
  next.splice(at + by, 0, one!);
  return next;
}

function OrderButtons(it: {
  readonly ids: readonly string[];
  readonly id: string;
  readonly goalId: string | null;
  readonly title: string;
}): ReactNode {
  const t = useTexts();
  const act = useAct("strategy");
  const at = it.ids.indexOf(it.id);
  const go = (by: -1 | 1) => act(() => call(orderGoals, { body: { goalId: it.goalId, ids: moved(it.ids, at, by) } }));
  return (
    <>
      {at > 0 && (
        <Button kind="link" label={t("strategy.order.up_of", { name: it.title })} onPress={() => go(-1)}>
          {t("strategy.order.up")}
        </Button>
      )}
      {at < it.ids.length - 1 && (
        <Button kind="link" label={t("strategy.order.down_of", { name: it.title })} onPress={() => go(1)}>
          {t("strategy.order.down")}
        </Button>
      )}
    </>
  );
}

function Goal(it: { readonly view: FrameworkView; readonly goal: GoalView; readonly number: number }): ReactNode {
  const t = useTexts();
  const act = useAct("strategy");
  const [isEditing, setEditing] = useState(false);
  const { goal, view } = it;
  const { edit } = view.abilities;
  const params = { goalId: goal.id };
  return (
    <Section
      title={t("strategy.goal.title", { number: it.number, title: goal.title })}
      beside={
        edit ? (
          <Button kind="link" label={t("strategy.change_of", { name: goal.title })} onPress={() => setEditing(true)}>
            {t("strategy.change")}
          </Button>
        ) : undefined
      }
    >
      {goal.text !== "" && <p className="lines">{goal.text}</p>}
      {goal.subGoals.length === 0 ? (
        <Empty>{t("strategy.sub_goals.none")}</Empty>
      ) : (
        <List label={t("strategy.sub_goals.of", { title: goal.title })}>
          {goal.subGoals.map((subGoal) => (
            <SubGoal key={subGoal.id} view={view} goal={goal} subGoal={subGoal} />
          ))}
        </List>
      )}
      {edit && (
        <Fold summary={t("strategy.sub_goal.add")} word={t("strategy.open")}>
          <SubGoalForm goals={view.goals} goalId={goal.id} />
        </Fold>
      )}
      {isEditing && (
        <Dialog title={goal.title} onClose={() => setEditing(false)}>
          <GoalForm goal={goal} onDone={() => setEditing(false)} />
          <div className="row">
            <OrderButtons ids={view.goals.map((one) => one.id)} id={goal.id} goalId={null} title={goal.title} />
            <Button
              kind="link"
              onPress={() => {
                setEditing(false);
                void act(() => call(removeGoal, { params }), {
                  text: t("strategy.removed", { name: goal.title }),
                  undo: () => call(restoreGoal, { params }),
                });
              }}
            >
              {t("strategy.goal.remove")}
            </Button>
          </div>
        </Dialog>
      )}
    </Section>
  );
}

function SubGoal(it: { readonly view: FrameworkView; readonly goal: GoalView; readonly subGoal: SubGoalView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const act = useAct("strategy");
  const words = useStrategyWords();
  const [open, setOpen] = useState<"edit" | "links" | undefined>();
  const { goal, subGoal, view } = it;
  const params = { subGoalId: subGoal.id };
  const close = () => setOpen(undefined);
  const reach = (reachedOn: string | null, version: number) => call(reachSubGoal, { params, body: { reachedOn, version } });
  return (
    <ListRow>
      <p id={`sub-goal-${subGoal.id}`}>
        <b>{subGoal.title}</b>
      </p>
      <p className="small muted">
        {words.field(subGoal.fieldOfAction)}
        {subGoal.sign !== "" && ` · ${t("strategy.sub_goal.seen_by", { sign: subGoal.sign })}`}
      </p>
      <p>
        {subGoal.reachedOn !== null ? (
          <Tag tone="good">{t("strategy.sub_goal.reached_on", { day: f.day(subGoal.reachedOn) })}</Tag>
        ) : subGoal.dueOn !== null ? (
          <Tag {...(subGoal.isOverdue ? { tone: "due" as const } : {})}>
            {t(subGoal.isOverdue ? "strategy.sub_goal.overdue" : "strategy.sub_goal.due", { day: f.dayWithYear(subGoal.dueOn) })}
          </Tag>
        ) : null}
      </p>
      {(subGoal.measures.length > 0 || subGoal.themes.length > 0) && (
        <ul className="strategy-linked">
          {subGoal.measures.map((measure) => (
            <li key={measure.id}>
              <Link to={`/measures/${measure.id}`}>{measure.title}</Link>{" "}
              <span className={measure.isLate ? "small strategy-late" : "small muted"}>
                {measure.isLate
                  ? t("strategy.measure.late_since", { day: f.day(measure.dueOn) })
                  : t.maybe(`themes.measure_state.${measure.state}`)}
              </span>
            </li>
          ))}
          {subGoal.themes.map((theme) => (
            <li key={theme.id}>
              <Link to={`/themes/${theme.id}`}>{theme.title}</Link>{" "}
              <span className="small muted">{t("strategy.theme.in_state", { state: t.maybe(`themes.state.${theme.state}`) })}</span>
            </li>
          ))}
        </ul>
      )}
      {view.abilities.edit && (
        <div className="row">
          <Button kind="link" label={t("strategy.links.of", { name: subGoal.title })} onPress={() => setOpen("links")}>
            {t("strategy.links.do")}
          </Button>
          {subGoal.reachedOn === null && (
            <Button
              kind="link"
              label={t("strategy.reached.of", { name: subGoal.title })}
              onPress={() =>
                act(() => reach(today(), subGoal.version), {
                  text: t("strategy.saved"),
                  undo: () => reach(null, subGoal.version + 1),
                })
              }
            >
              {t("strategy.reached.do")}
            </Button>
          )}
          <Button kind="link" label={t("strategy.change_of", { name: subGoal.title })} onPress={() => setOpen("edit")}>
            {t("strategy.change")}
          </Button>
        </div>
      )}
      {open === "links" && (
        <Dialog title={subGoal.title} onClose={close}>
          <LinksForm subGoal={subGoal} onDone={close} />
        </Dialog>
      )}
      {open === "edit" && (
        <Dialog title={subGoal.title} onClose={close}>
          <SubGoalForm goals={view.goals} goalId={goal.id} subGoal={subGoal} onDone={close} />
          <div className="row">
            <OrderButtons ids={goal.subGoals.map((one) => one.id)} id={subGoal.id} goalId={goal.id} title={subGoal.title} />
            {subGoal.reachedOn !== null && (
              <Button
                kind="link"
                onPress={() => {
                  close();
                  void act(() => reach(null, subGoal.version), {
                    text: t("strategy.saved"),
                    undo: () => reach(subGoal.reachedOn, subGoal.version + 1),
                  });
                }}
              >
                {t("strategy.not_reached.do")}
              </Button>
            )}
            <Button
              kind="link"
              onPress={() => {
                close();
                void act(() => call(removeSubGoal, { params }), {
                  text: t("strategy.removed", { name: subGoal.title }),
                  undo: () => call(restoreSubGoal, { params }),
                });
              }}
            >
              {t("strategy.sub_goal.remove")}
            </Button>
          </div>
        </Dialog>
      )}
    </ListRow>
  );
}
