import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../../platform/web/answers.tsx";
import { call, type Problem, problemOf } from "../../../../platform/web/api.ts";
import { Button, LinkButton } from "../../../../platform/web/form/button.tsx";
import { Checkbox, Select } from "../../../../platform/web/form/choice.tsx";
import { Form } from "../../../../platform/web/form/form.tsx";
import { TextArea } from "../../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../../platform/web/formats.ts";
import { ConfirmDialog } from "../../../../platform/web/page/dialog.tsx";
import { Download } from "../../../../platform/web/page/download.tsx";
import { Fold } from "../../../../platform/web/page/list.tsx";
import { Columns, Page, Row, Section, Sections } from "../../../../platform/web/page/page.tsx";
import { Note, Panel, Quote } from "../../../../platform/web/page/panel.tsx";
import { Empty } from "../../../../platform/web/page/states.tsx";
import { useToast } from "../../../../platform/web/page/toast.tsx";
import { usePath } from "../../../../platform/web/path.ts";
import { useActor } from "../../../../platform/web/session.ts";
import { useLanguage, useTexts } from "../../../../platform/web/texts.ts";
import { useSite } from "../../../network/web/index.ts";
import {
  addReconstructionMaker,
  checkReconstruction,
  giveBackReconstruction,
  handInReconstruction,
  listReconstructions,
  listReconstructionsOfCase,
  type NoticeCode,
  openReconstruction,
  printReconstruction,
  type ReconstructionContent,
  type ReconstructionView,
  releaseReconstruction,
  removeReconstruction,
  restoreReconstruction,
  saveReconstruction,
  shareReconstruction,
  takeBackReconstruction,
  type Worksheet,
} from "../../contract.ts";
import { weeksOf } from "../../reconstruction/rules.ts";
import { withWords } from "../../reconstruction/rules-editing.ts";
import { GapCheck, useCheckBy } from "../gap-check.tsx";
import { textsOf } from "./check.ts";
import { Gone } from "./gone.tsx";
import { useStateWords } from "./reconstructions-page.tsx";
import { Timeline } from "./timeline.tsx";
import { type ReconstructionWords, useReconstructionReasons, useReconstructionWords } from "./words.ts";

export function ReconstructionPage(): ReactNode {
  const { reconstructionId } = usePath("reconstructionId");
  const view = useAnswer(openReconstruction, { params: { reconstructionId } });
  return (
    <Answered query={view} notFound={<Gone />}>
      {(it) => <Loaded key={it.id} view={it} />}
    </Answered>
  );
}

function Loaded({ view }: { readonly view: ReconstructionView }): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const words = useReconstructionWords();
  const stateOf = useStateWords();
  const { abilities, content } = view;
  const mayWrite = abilities.edit || abilities.editWorksheet;
  return (
    <Page
      title={words.titleOf(content.title)}
      crumbs={[{ to: "/reconstructions", label: t("themes.reconstruction.list.title") }]}
      lead={<Lead content={content} words={words} state={stateOf(view)} />}
      {...(mayWrite
        ? {
            action: (
              <LinkButton kind={abilities.edit ? "primary" : "secondary"} to={`/reconstructions/${view.id}/edit`}>
                {t(abilities.edit ? "themes.reconstruction.page.edit" : "themes.reconstruction.page.edit_sheet")}
              </LinkButton>
            ),
          }
        : {})}
    >
      <Columns
        main={
          <>
            {view.remark !== null && abilities.edit && (
              <Note tone="due" title={t("themes.reconstruction.page.remark")}>
                <Quote by={t("themes.reconstruction.page.remark_by")}>{view.remark}</Quote>
              </Note>
            )}
            {view.state === "in_check" && !abilities.release && <Waits view={view} />}
            <Told content={content} worksheet={view.worksheet} words={words} mayReport={abilities.report} />
            {abilities.release && <Release view={view} />}
            {abilities.handIn && <HandIn view={view} />}
          </>
        }
        side={
          <>
            <Section title={t("themes.reconstruction.page.paper")} note={t("themes.reconstruction.page.print_note")} gap="s">
              <Row>
                <Download
                  kind="secondary"
                  endpoint={printReconstruction}
                  request={{ params: { reconstructionId: view.id }, query: { language } }}
                >
                  {t("themes.reconstruction.page.print")}
                </Download>
              </Row>
            </Section>
            {abilities.edit && <Makers view={view} />}
            {view.origin !== null && !abilities.edit && <Origin view={view} />}
            {abilities.share && <Share view={view} />}
            {(abilities.takeBack || abilities.remove) && <Away view={view} />}
          </>
        }
      />
    </Page>
  );
}

function Lead(it: { readonly content: ReconstructionContent; readonly words: ReconstructionWords; readonly state: string }): ReactNode {
  const t = useTexts();
  const { content, words } = it;
  const parts = [
    it.state,
    ...(content.fieldOfAction === null ? [] : [words.label("field_of_action", content.fieldOfAction)]),
    ...(content.steps.length > 1 ? [t("themes.reconstruction.page.of", { weeks: weeksOf(content) })] : []),
  ];
  return (
    <>
      {content.situation !== "" && <p dir="auto">{content.situation}</p>}
      <p className="small muted">{parts.join(" · ")}</p>
    </>
  );
}

/** What happened, and what came out of the joint hour: the same for everyone who reads it. */
export function Told(it: {
  readonly content: ReconstructionContent;
  readonly worksheet: Worksheet;
  readonly words: ReconstructionWords;
  readonly mayReport?: boolean;
}): ReactNode {
  const t = useTexts();
  const { worksheet } = it;
  const found = (["potentials", "lesson"] as const).filter((part) => worksheet[part] !== "");
  return (
    <Sections>
      <Section title={t("themes.reconstruction.page.timeline")}>
        <Timeline
          content={it.content}
          worksheet={worksheet}
          words={it.words}
          {...(it.mayReport === undefined ? {} : { mayReport: it.mayReport })}
        />
      </Section>
      <Section title={t("themes.reconstruction.page.hour")} gap="m">
        {found.length === 0 ? (
          <Empty>{t("themes.reconstruction.page.hour_empty")}</Empty>
        ) : (
          found.map((part) => (
            <div key={part} className="stack stack-xs">
              <h3>{t(`themes.reconstruction.field.${part}`)}</h3>
              {worksheet[part].split("\n").map((one, at) => (
                // oxlint-disable-next-line no-array-index-key -- paragraphs have no other name
                <p key={at} dir="auto">
                  {one}
                </p>
              ))}
            </div>
          ))
        )}
      </Section>
    </Sections>
  );
}

function useTold() {
  const refresh = useRefresh();
  return async () => await refresh(openReconstruction, listReconstructions, listReconstructionsOfCase);
}

/** Who may be the second person: colleagues and the team lead, but for those who wrote. */
function useSecondPersons(view: ReconstructionView): string[] {
  const site = useSite();
  const actor = useActor();
  const members = site.data?.members ?? [];
  const units = site.data?.units ?? [];
  const own = members.find((one) => one.id === actor.membershipId)?.unitId;
  const organisation = units.find((unit) => unit.id === own)?.organisationId;
  const makers = view.origin?.makers.map((one) => one.membershipId) ?? [];
  return members
    .filter(
      (one) =>
        !makers.includes(one.id) &&
        ((one.unitId === own && ["case_manager", "partner", "team_lead"].includes(one.role)) ||
          (one.role === "team_lead" && units.find((unit) => unit.id === one.unitId)?.organisationId === organisation)),
    )
    .map((one) => one.name);
}

function HandIn({ view }: { readonly view: ReconstructionView }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const told = useTold();
  const reasons = useReconstructionReasons();
  const written = { content: view.content, worksheet: view.worksheet };
  const check = useCheckBy<string>(async () => (await call(checkReconstruction, { body: written })).marks);
  const second = useSecondPersons(view);
  const words = useReconstructionWords();
  const params = { reconstructionId: view.id };
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  const missing = [
    ...new Set((problem?.fields ?? []).filter((one) => one.code !== "marked").map((one) => one.path.replace("body.", ""))),
  ].map((field) => {
    const [part = "", stepId] = field.split(":");
    const step = view.content.steps.find((one) => one.id === stepId);
    if (part === "steps") return t("themes.reconstruction.problem.two_steps");
    const label = t.maybe(`themes.reconstruction.field.${part}`) ?? part;
    return step ? `${t("themes.reconstruction.begin.week", { n: step.week })}: ${label}` : label;
  });
  return (
    <Panel title={t("themes.reconstruction.hand_in.title")}>
      <p>{t("themes.reconstruction.hand_in.lead")}</p>
      {second.length === 0 && <Note tone="due" title={t("themes.reconstruction.hand_in.alone")} />}
      <Form
        submit={t("themes.reconstruction.hand_in.submit")}
        kind="secondary"
        wordsForProblem={reasons}
        wordsFor={({ code }) => (code === "required" ? undefined : t.maybe(`themes.reconstruction.problem.${code}`))}
        onChangedMeanwhile={() => void told()}
        onSubmit={async () => {
          setProblem(undefined);
          if (!(await check.passes(textsOf(written)))) return;
          try {
            await call(handInReconstruction, { params, body: { keptMarks: check.kept, version: view.version } });
          } catch (error) {
            setProblem(problemOf(error));
            throw error;
          }
          say({ text: t("themes.reconstruction.hand_in.done") });
          await told();
        }}
      >
        <GapCheck
          check={check}
          words={textsOf(written)}
          onReplace={(field, value) => {
            void call(saveReconstruction, { params, body: { ...withWords(written, field, value), version: view.version } })
              .then(told)
              .catch((error: unknown) => setProblem(problemOf(error)));
          }}
        />
        {missing.length > 0 && (
          <Note tone="bad" live title={t("themes.reconstruction.problem.missing", { what: missing.join("; ") })}>
            <p>
              <LinkButton to={`/reconstructions/${view.id}/edit`}>{t("themes.reconstruction.page.edit")}</LinkButton>
            </p>
          </Note>
        )}
        {view.notices.some((one) => one.code !== "read_as_stranger") && (
          <ul className="stack stack-s">
            {view.notices
              .filter((one) => one.code !== "read_as_stranger")
              .map((one) => (
                <li key={one.code} className="small">
                  {words.noticeOf(one)}
                </li>
              ))}
          </ul>
        )}
      </Form>
    </Panel>
  );
}

function Waits({ view }: { readonly view: ReconstructionView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const told = useTold();
  const reasons = useReconstructionReasons();
  const second = useSecondPersons(view);
  return (
    <Note tone="act" title={t("themes.reconstruction.waits.title")}>
      {second.length > 0 ? (
        <p>{t("themes.reconstruction.waits.who", { names: f.list(second) })}</p>
      ) : (
        <p>{t("themes.reconstruction.hand_in.alone")}</p>
      )}
      {view.abilities.giveBack && (
        <Form
          submit={t("themes.reconstruction.waits.back")}
          kind="secondary"
          wordsForProblem={reasons}
          onChangedMeanwhile={() => void told()}
          onSubmit={async () => {
            await call(giveBackReconstruction, { params: { reconstructionId: view.id }, body: { version: view.version } });
            say({ text: t("themes.reconstruction.waits.taken_back") });
            await told();
          }}
        >
          {null}
        </Form>
      )}
    </Note>
  );
}

function Release({ view }: { readonly view: ReconstructionView }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const told = useTold();
  const navigate = useNavigate();
  const refresh = useRefresh();
  const reasons = useReconstructionReasons();
  const words = useReconstructionWords();
  const written = { content: view.content, worksheet: view.worksheet };
  const check = useCheckBy<string>(async () => (await call(checkReconstruction, { body: written })).marks);
  const [seen, setSeen] = useState<readonly NoticeCode[]>([]);
  const [remark, setRemark] = useState("");
  const params = { reconstructionId: view.id };
  return (
    <Panel title={t("themes.reconstruction.release.title")}>
      <p>{t("themes.reconstruction.release.lead")}</p>
      <Form
        submit={t("themes.reconstruction.release.submit")}
        wordsForProblem={reasons}
        wordsFor={({ code }) => t.maybe(`themes.reconstruction.problem.${code}`)}
        onChangedMeanwhile={() => void told()}
        check={() =>
          view.notices.filter((one) => !seen.includes(one.code)).map((one) => ({ path: `seen.${one.code}`, code: "look_first" }))
        }
        onSubmit={async () => {
          if (!(await check.passes(textsOf(written)))) return;
          await call(releaseReconstruction, { params, body: { keptMarks: check.kept, seen: [...seen], version: view.version } });
          say({ text: t("themes.reconstruction.release.done") });
          await told();
        }}
      >
        <div className="stack stack-s">
          {view.notices.map((one) => (
            <Checkbox
              key={one.code}
              name={`seen.${one.code}`}
              label={words.noticeOf(one)}
              isChecked={seen.includes(one.code)}
              onChange={(is) => setSeen((before) => (is ? [...before, one.code] : before.filter((two) => two !== one.code)))}
            />
          ))}
        </div>
        <GapCheck check={check} words={textsOf(written)} />
      </Form>
      <Fold summary={t("themes.reconstruction.release.give_back")}>
        <Form
          submit={t("themes.reconstruction.release.give_back_submit")}
          draft={`give-back:${view.id}`}
          kind="secondary"
          wordsForProblem={reasons}
          onChangedMeanwhile={() => void told()}
          onSubmit={async () => {
            await call(giveBackReconstruction, { params, body: { remark, version: view.version } });
            say({ text: t("themes.reconstruction.release.given_back") });
            await navigate({ to: "/reconstructions" });
            await refresh(listReconstructions);
          }}
        >
          <TextArea
            name="remark"
            label={t("themes.reconstruction.field.remark")}
            value={remark}
            onChange={setRemark}
            rows={3}
            maxLength={600}
            isRequired
          />
        </Form>
      </Fold>
    </Panel>
  );
}

function Makers({ view }: { readonly view: ReconstructionView }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const told = useTold();
  const reasons = useReconstructionReasons();
  const site = useSite();
  const actor = useActor();
  const [chosen, setChosen] = useState<string | null>(null);
  const makers = view.origin?.makers ?? [];
  const members = site.data?.members ?? [];
  const own = members.find((one) => one.id === actor.membershipId)?.unitId;
  const free = members.filter(
    (one) => one.unitId === own && ["case_manager", "partner"].includes(one.role) && !makers.some((maker) => maker.membershipId === one.id),
  );
  return (
    <Section title={t("themes.reconstruction.makers.title")} gap="s">
      <ul className="stack stack-xs">
        {makers.map((one) => (
          <li key={one.membershipId}>{one.name}</li>
        ))}
      </ul>
      {free.length > 0 && (
        <Fold summary={t("themes.reconstruction.makers.add")}>
          <p className="small muted">{t("themes.reconstruction.makers.note")}</p>
          <Form
            submit={t("themes.reconstruction.makers.add")}
            kind="secondary"
            wordsForProblem={reasons}
            wordsFor={({ code }) => t.maybe(`themes.reconstruction.problem.${code}`)}
            onSubmit={async () => {
              if (chosen === null) return;
              await call(addReconstructionMaker, { params: { reconstructionId: view.id }, body: { membershipId: chosen } });
              say({ text: t("themes.reconstruction.makers.added", { name: free.find((one) => one.id === chosen)?.name ?? "" }) });
              setChosen(null);
              await told();
            }}
          >
            <Select
              name="membershipId"
              label={t("themes.reconstruction.makers.who")}
              value={chosen}
              onChange={setChosen}
              options={free.map((one) => ({ value: one.id, label: one.name }))}
              isRequired
            />
          </Form>
        </Fold>
      )}
    </Section>
  );
}

function Origin({ view }: { readonly view: ReconstructionView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { origin } = view;
  if (origin === null) return null;
  return (
    <Section title={t("themes.reconstruction.origin.title")} note={t("themes.reconstruction.origin.note")} gap="s">
      {[
        { label: t("themes.reconstruction.origin.unit"), value: origin.unitName },
        { label: t("themes.reconstruction.origin.makers"), value: f.list(origin.makers.map((one) => one.name)) },
        ...(origin.releasedBy === null ? [] : [{ label: t("themes.reconstruction.origin.released_by"), value: origin.releasedBy }]),
      ].map((row) => (
        <p key={row.label}>
          <span className="small muted">{row.label}</span>
          <br />
          {row.value}
        </p>
      ))}
    </Section>
  );
}

function Share({ view }: { readonly view: ReconstructionView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const told = useTold();
  const isShared = view.sharedOn !== null;
  return (
    <Section title={t("themes.reconstruction.share.title")} gap="s">
      <p className="small">
        {view.sharedOn === null
          ? t("themes.reconstruction.share.not")
          : t("themes.reconstruction.share.since", { day: f.day(view.sharedOn) })}
      </p>
      <Form
        submit={t(isShared ? "themes.reconstruction.share.off" : "themes.reconstruction.share.on")}
        kind="secondary"
        onChangedMeanwhile={() => void told()}
        onSubmit={async () => {
          await call(shareReconstruction, { params: { reconstructionId: view.id }, body: { isShared: !isShared, version: view.version } });
          say({ text: t(isShared ? "themes.reconstruction.share.hidden" : "themes.reconstruction.share.shown") });
          await told();
        }}
      >
        {null}
      </Form>
    </Section>
  );
}

/** Back to a draft, or away altogether: both said in words first. */
function Away({ view }: { readonly view: ReconstructionView }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const told = useTold();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const actor = useActor();
  const [asks, setAsks] = useState<"take_back" | "remove" | null>(null);
  const params = { reconstructionId: view.id };
  const leave = async () => {
    await navigate({ to: "/reconstructions" });
    await refresh(listReconstructions, listReconstructionsOfCase);
  };
  return (
    <div className="stack stack-s">
      {view.abilities.takeBack && (
        <p>
          <Button kind="link" onPress={() => setAsks("take_back")}>
            {t("themes.reconstruction.release.take_back")}
          </Button>
        </p>
      )}
      {view.abilities.remove && (
        <p>
          <Button kind="link" onPress={() => setAsks("remove")}>
            {t("themes.reconstruction.remove")}
          </Button>
        </p>
      )}
      {asks === "take_back" && (
        <ConfirmDialog
          title={t("themes.reconstruction.release.take_back")}
          confirm={t("themes.reconstruction.release.take_back")}
          onClose={() => setAsks(null)}
          onConfirm={async () => {
            await call(takeBackReconstruction, { params, body: { version: view.version } });
            setAsks(null);
            say({ text: t("themes.reconstruction.release.taken_back") });
            // a draft is read by those who wrote it, and by nobody else
            if (view.origin?.makers.some((one) => one.membershipId === actor.membershipId)) await told();
            else await leave();
          }}
        >
          <p>{t("themes.reconstruction.release.take_back_lead")}</p>
        </ConfirmDialog>
      )}
      {asks === "remove" && (
        <ConfirmDialog
          title={t("themes.reconstruction.remove.title")}
          confirm={t("themes.reconstruction.remove")}
          onClose={() => setAsks(null)}
          onConfirm={async () => {
            await call(removeReconstruction, { params });
            setAsks(null);
            say({
              text: t("themes.reconstruction.removed"),
              undo: async () => {
                await call(restoreReconstruction, { params });
                await refresh(listReconstructions, listReconstructionsOfCase, openReconstruction);
              },
            });
            await leave();
          }}
        >
          <p>{t("themes.reconstruction.remove.lead")}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}
