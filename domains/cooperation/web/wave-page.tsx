import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../platform/web/api.ts";
import { Button, Link } from "../../../platform/web/form/button.tsx";
import { Select } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { ConfirmDialog } from "../../../platform/web/page/dialog.tsx";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page, Section } from "../../../platform/web/page/page.tsx";
import { Note, Tag } from "../../../platform/web/page/panel.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import { useSite } from "../../network/web/index.ts";
import {
  type AskedView,
  changeWave,
  chooseAnswering,
  countOtherAnswer,
  createAnswerLink,
  getWave,
  listWaves,
  moveWave,
  remindOfWave,
  removeWave,
  restoreWave,
  type WaveView,
} from "../contract.ts";
import { membersOf } from "./members.ts";
import { useReasons } from "./reasons.ts";

/** One round: who is asked, who has answered, what comes next. Never what anybody answered. */
export function WavePage(): ReactNode {
  const t = useTexts();
  const { waveId } = usePath("waveId");
  const wave = useAnswer(getWave, { params: { waveId } });
  return (
    <Answered
      query={wave}
      notFound={<Page title={t("cooperation.wave.gone")} lead={<Link to="/cooperation/waves">{t("cooperation.waves.title")}</Link>} />}
    >
      {(view) => <Wave wave={view} />}
    </Answered>
  );
}

function Wave(it: { readonly wave: WaveView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { wave } = it;
  const missing = wave.organisations.filter((one) => one.answeredOn === null && !one.hasLeft);
  return (
    <Page
      title={wave.title}
      lead={t(`cooperation.wave_state.${wave.state}`, {
        day: f.dayWithYear(wave.closedOn ?? wave.untilOn),
        answered: wave.answered,
        asked: wave.asked,
      })}
      width="mid"
      crumbs={[{ to: "/cooperation/waves", label: t("cooperation.waves.title") }]}
    >
      <Next wave={wave} missing={missing.length} />
      <Section title={t("cooperation.wave.asked")} note={t("cooperation.wave.asked_note")}>
        <List>
          {wave.organisations.map((one) => (
            <Asked key={one.organisationId} wave={wave} asked={one} />
          ))}
        </List>
      </Section>
      {wave.state !== "closed" && <Details wave={wave} />}
    </Page>
  );
}

function Next(it: { readonly wave: WaveView; readonly missing: number }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons();
  const [asks, setAsks] = useState(false);
  const [trouble, setTrouble] = useState<string | undefined>(undefined);
  const { wave } = it;
  const params = { waveId: wave.id };
  async function move(to: "open" | "closed"): Promise<void> {
    await call(moveWave, { params, body: { to, version: wave.version } });
    say({ text: t(`cooperation.wave.moved.${to}`) });
    await refresh(getWave, listWaves);
  }
  const attempt = (work: () => Promise<unknown>) => {
    setTrouble(undefined);
    work().catch((error: unknown) => setTrouble(reasons.problem(problemOf(error)) ?? t("cooperation.wave.trouble")));
  };
  const without = wave.organisations.filter((one) => one.membershipId === null && !one.hasLeft).length;
  return (
    <>
      {trouble !== undefined && (
        <Note tone="bad" live>
          <p>{trouble}</p>
        </Note>
      )}
      {wave.state === "planned" && (
        <Note title={t("cooperation.wave.ready")}>
          <p>{without > 0 ? t("cooperation.wave.without", { n: without }) : t("cooperation.wave.ready_note")}</p>
          <p>
            <Button kind="primary" onPress={() => attempt(() => move("open"))}>
              {t("cooperation.wave.open")}
            </Button>
          </p>
        </Note>
      )}
      {wave.state === "open" && (
        <Note title={it.missing === 0 ? t("cooperation.wave.all_there") : t("cooperation.wave.missing", { n: it.missing })}>
          <p>{t("cooperation.wave.fewest", { n: wave.fewest })}</p>
          <p className="row">
            {it.missing > 0 && (
              <Button
                kind="secondary"
                onPress={() =>
                  attempt(async () => {
                    const { reminded } = await call(remindOfWave, { params });
                    say({ text: t("cooperation.wave.reminded", { n: reminded }) });
                  })
                }
              >
                {t("cooperation.wave.remind")}
              </Button>
            )}
            <Button kind={it.missing === 0 ? "primary" : "secondary"} onPress={() => setAsks(true)}>
              {t("cooperation.wave.close")}
            </Button>
          </p>
        </Note>
      )}
      {wave.state === "closed" && (
        <Note tone="good" title={t("cooperation.wave.has_result")}>
          <p>
            <Link to={`/cooperation/network?wave=${wave.id}`}>{t("cooperation.wave.see_result")}</Link>
          </p>
        </Note>
      )}
      {asks && (
        <ConfirmDialog
          title={t("cooperation.wave.close")}
          confirm={t("cooperation.wave.close")}
          onConfirm={async () => {
            setAsks(false);
            await Promise.resolve(attempt(() => move("closed")));
          }}
          onClose={() => setAsks(false)}
        >
          <p>{t("cooperation.wave.close_note", { answered: wave.answered, asked: wave.asked })}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function Asked(it: { readonly wave: WaveView; readonly asked: AskedView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const site = useSite();
  const [path, setPath] = useState<string | undefined>(undefined);
  const { wave, asked } = it;
  const params = { waveId: wave.id, organisationId: asked.organisationId };
  const members = site.data ? membersOf(site.data, asked.organisationId) : [];
  return (
    <ListRow>
      <p>
        <b>{asked.name}</b>{" "}
        {asked.answeredOn !== null && <Tag tone="good">{t("cooperation.wave.answered_on", { day: f.dayWithYear(asked.answeredOn) })}</Tag>}
        {asked.hasLeft && <Tag tone="due">{t("cooperation.wave.left")}</Tag>}
      </p>
      {asked.hasLeft && <p className="small muted">{t("cooperation.wave.left_note")}</p>}
      {asked.secondOn !== null && (
        <Note tone="due" title={t("cooperation.wave.second", { day: f.dayWithYear(asked.secondOn) })}>
          <p>{t("cooperation.wave.second_note")}</p>
          {wave.state === "open" && (
            <p>
              <Button
                kind="link"
                label={`${t("cooperation.wave.count_other")}: ${asked.name}`}
                onPress={() =>
                  void call(countOtherAnswer, { params }).then(async () => {
                    say({ text: t("cooperation.wave.counted_other") });
                    await refresh(getWave);
                  })
                }
              >
                {t("cooperation.wave.count_other")}
              </Button>
            </p>
          )}
        </Note>
      )}
      {wave.state === "closed" || asked.hasLeft ? (
        <p className="small muted">{asked.memberName ?? t("cooperation.wave.nobody")}</p>
      ) : (
        <div className="row">
          <Select
            label={t("cooperation.wave.answers_for", { name: asked.name })}
            value={asked.membershipId}
            onChange={(membershipId) =>
              void call(chooseAnswering, { params, body: { membershipId } }).then(async () => {
                say({ text: t("cooperation.saved") });
                await refresh(getWave);
              })
            }
            emptyLabel={t("cooperation.wave.nobody")}
            options={members.map((member) => ({
              value: member.id,
              label: member.title === null ? member.name : `${member.name}, ${member.title}`,
            }))}
          />
          {wave.state === "open" && asked.mayHaveLink && asked.answeredOn === null && (
            <Button
              kind="link"
              label={`${t("cooperation.wave.link")}: ${asked.name}`}
              onPress={() => void call(createAnswerLink, { params }).then((made) => setPath(location.origin + made.path))}
            >
              {t("cooperation.wave.link")}
            </Button>
          )}
        </div>
      )}
      {asked.memberLeft && <p className="small muted">{t("cooperation.wave.member_left")}</p>}
      {path !== undefined && (
        <Note title={t("cooperation.wave.link_made", { name: asked.memberName ?? "" })}>
          <p className="lines">{path}</p>
          <p className="small muted">{t("cooperation.wave.link_note")}</p>
        </Note>
      )}
    </ListRow>
  );
}

function Details(it: { readonly wave: WaveView }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons();
  const { wave } = it;
  const [title, setTitle] = useState(wave.title);
  const [untilOn, setUntil] = useState<string | null>(wave.untilOn);
  const params = { waveId: wave.id };
  return (
    <Fold summary={t("cooperation.wave.details")} word={t("cooperation.open")}>
      <Form
        submit={t("cooperation.save")}
        draft={`wave:${wave.id}`}
        wordsFor={reasons.field}
        wordsForProblem={reasons.problem}
        onSubmit={async () => {
          await call(changeWave, { params, body: { title, untilOn: untilOn ?? "", version: wave.version } });
          say({ text: t("cooperation.saved") });
          await refresh(getWave, listWaves);
        }}
      >
        <TextField name="title" label={t("cooperation.plan.name")} value={title} onChange={setTitle} maxLength={120} isRequired />
        <DateField name="untilOn" label={t("cooperation.plan.until")} value={untilOn} onChange={setUntil} direction="future" isRequired />
      </Form>
      <p>
        <Button
          kind="link"
          onPress={() =>
            void call(removeWave, { params }).then(async () => {
              say({
                text: t("cooperation.removed", { name: wave.title }),
                undo: async () => {
                  await call(restoreWave, { params });
                  await refresh(getWave, listWaves);
                },
              });
              await refresh(getWave, listWaves);
            })
          }
        >
          {t("cooperation.wave.remove")}
        </Button>
      </p>
    </Fold>
  );
}
