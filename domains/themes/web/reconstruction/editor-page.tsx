import { type ReactNode, useEffect, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../../platform/web/answers.tsx";
import { call } from "../../../../platform/web/api.ts";
import { Button, Link } from "../../../../platform/web/form/button.tsx";
import { ChangedMeanwhile } from "../../../../platform/web/form/changed-meanwhile.tsx";
import { Checkbox, Select } from "../../../../platform/web/form/choice.tsx";
import { DraftState, useDraft } from "../../../../platform/web/form/draft.tsx";
import { Form } from "../../../../platform/web/form/form.tsx";
import { Pair } from "../../../../platform/web/form/frame.tsx";
import { NumberField } from "../../../../platform/web/form/number-field.tsx";
import { TextArea, TextField } from "../../../../platform/web/form/text-field.tsx";
import { newId } from "../../../../platform/web/ids.ts";
import { Fold, List, ListRow } from "../../../../platform/web/page/list.tsx";
import { Page, Row, Section, Stack } from "../../../../platform/web/page/page.tsx";
import { Empty } from "../../../../platform/web/page/states.tsx";
import { useToast } from "../../../../platform/web/page/toast.tsx";
import { usePath } from "../../../../platform/web/path.ts";
import { useTexts } from "../../../../platform/web/texts.ts";
import { legalDomains } from "../../../network/contract.ts";
import { useSite } from "../../../network/web/index.ts";
import {
  actingRoles,
  checkReconstruction,
  listReconstructions,
  mostSteps,
  mostWeeks,
  openReconstruction,
  proposeReconstruction,
  type ReconstructionStep,
  type ReconstructionView,
  saveReconstruction,
  saveWorksheet,
} from "../../contract.ts";
import { inCoarseWeeks, inOrder } from "../../reconstruction/rules.ts";
import {
  addStep,
  beginHistory,
  breakAt,
  changeBreak,
  changeContent,
  changeSheet,
  changeStep,
  doNext,
  emptyStep,
  redo,
  removeStep,
  setBroken,
  undo,
  withWords,
  type Written,
} from "../../reconstruction/rules-editing.ts";
import { GapCheck, useCheckBy } from "../gap-check.tsx";
import { textsOf } from "./check.ts";
import { Gone } from "./gone.tsx";
import { useReconstructionReasons, useReconstructionWords } from "./words.ts";

export function EditorPage(): ReactNode {
  const { reconstructionId } = usePath("reconstructionId");
  const view = useAnswer(openReconstruction, { params: { reconstructionId } });
  return (
    <Answered query={view} notFound={<Gone />}>
      {(it) => (it.abilities.edit || it.abilities.editWorksheet ? <Loaded key={it.id} view={it} /> : <Gone />)}
    </Answered>
  );
}

/** What was being written when the page was left: sealed on the server, with the version it began from. */
type Kept = { readonly written: Written; readonly version: number };

function Loaded(it: { readonly view: ReconstructionView }): ReactNode {
  const draft = useDraft<Kept>(`reconstruction:${it.view.id}`);
  if (draft.isLoading) return null;
  return <Editor view={it.view} draft={draft} />;
}

const writtenOf = (view: ReconstructionView): Written => ({ content: view.content, worksheet: view.worksheet });

function Editor(it: { readonly view: ReconstructionView; readonly draft: ReturnType<typeof useDraft<Kept>> }): ReactNode {
  const t = useTexts();
  const { draft, view } = it;
  const isSheet = !view.abilities.edit;
  const [saved, setSaved] = useState<Kept>({ written: writtenOf(view), version: view.version });
  const [history, setHistory] = useState(() => beginHistory(draft.found?.written ?? writtenOf(view)));
  const [base, setBase] = useState(draft.found?.version ?? view.version);
  const [theirs, setTheirs] = useState<ReconstructionView | null>(null);
  const [openId, setOpenId] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const words = useReconstructionWords();
  const reasons = useReconstructionReasons();
  const refresh = useRefresh();
  const say = useToast();
  const site = useSite();
  const written = history.present;
  const { content, worksheet } = written;
  const steps = inOrder(content.steps);
  const check = useCheckBy<string>(async () => (await call(checkReconstruction, { body: written })).marks);
  const { keep } = draft;
  const { forget } = check;

  useEffect(() => {
    if (written !== saved.written) keep({ written, version: base });
  }, [written, saved, base, keep]);

  const act = (next: Written, what: string | null = null) => {
    forget();
    setHistory((before) => doNext(before, next, what));
  };
  const takeBack = () => {
    forget();
    setHistory(undo);
    setSaid(t("themes.reconstruction.edit.undone"));
  };
  const bringBack = () => {
    forget();
    setHistory(redo);
    setSaid(t("themes.reconstruction.edit.redone"));
  };
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      const isRedo = key === "y" || (key === "z" && event.shiftKey);
      if (key !== "z" && !isRedo) return;
      event.preventDefault();
      if (isRedo) bringBack();
      else takeBack();
    };
    globalThis.addEventListener("keydown", onKeyDown);
    return () => globalThis.removeEventListener("keydown", onKeyDown);
  });

  function addAfter(afterId: string | null): void {
    const step = emptyStep(newId());
    act(addStep(written, step, afterId));
    setOpenId(step.id);
  }

  async function save(version: number): Promise<void> {
    const params = { reconstructionId: view.id };
    if (isSheet && !(await check.passes(textsOf(written)))) return;
    const answer = isSheet
      ? await call(saveWorksheet, { params, body: { worksheet, keptMarks: check.kept, version } })
      : await call(saveReconstruction, { params, body: { ...written, version } });
    const next = writtenOf(answer);
    setHistory((before) => ({ ...before, present: next, last: null }));
    setSaved({ written: next, version: answer.version });
    setBase(answer.version);
    setTheirs(null);
    await draft.discard();
    say({ text: t("themes.reconstruction.edit.saved") });
    await refresh(openReconstruction, listReconstructions);
  }

  return (
    <Page
      title={t(isSheet ? "themes.reconstruction.edit.sheet_title" : "themes.reconstruction.edit.title")}
      lead={t(isSheet ? "themes.reconstruction.edit.sheet_lead" : "themes.reconstruction.edit.lead")}
      width="mid"
      crumbs={[
        { to: "/reconstructions", label: t("themes.reconstruction.list.title") },
        { to: `/reconstructions/${view.id}`, label: words.titleOf(saved.written.content.title) },
      ]}
    >
      {theirs && (
        <ChangedMeanwhile
          differences={differencesOf(t, words, written, writtenOf(theirs))}
          onKeepMine={() => void save(theirs.version).catch(() => setBase(theirs.version))}
          onTakeTheirs={() => {
            act(writtenOf(theirs));
            setSaved({ written: writtenOf(theirs), version: theirs.version });
            setBase(theirs.version);
            setTheirs(null);
            void draft.discard();
          }}
        />
      )}
      <Form
        submit={t("themes.reconstruction.edit.save")}
        wordsForProblem={reasons}
        wordsFor={({ code }) =>
          code === "most_steps" ? t("themes.reconstruction.edit.most", { n: mostSteps }) : t.maybe(`themes.reconstruction.problem.${code}`)
        }
        onChangedMeanwhile={(current) => setTheirs(current as ReconstructionView)}
        check={() => (content.steps.length > mostSteps ? [{ path: "content.steps", code: "most_steps" }] : [])}
        onSubmit={async () => await save(base)}
        beside={
          <>
            <Link to={`/reconstructions/${view.id}`}>{t("themes.reconstruction.edit.done")}</Link>
            <DraftState
              draft={draft}
              onDiscard={() => {
                act(saved.written);
                setBase(saved.version);
              }}
            />
          </>
        }
      >
        {!isSheet && (
          <Section title={t("themes.reconstruction.edit.about")}>
            <TextField
              name="content.title"
              label={t("themes.reconstruction.field.title")}
              hint={t("themes.reconstruction.field.title_hint")}
              value={content.title}
              onChange={(title) => act(changeContent(written, { title }), "title")}
              maxLength={120}
            />
            <TextArea
              name="content.situation"
              label={t("themes.reconstruction.field.situation")}
              hint={t("themes.reconstruction.field.situation_hint")}
              value={content.situation}
              onChange={(situation) => act(changeContent(written, { situation }), "situation")}
              rows={3}
              maxLength={1200}
              isOptional
            />
            <Select
              name="content.fieldOfAction"
              label={t("themes.reconstruction.field.field")}
              value={content.fieldOfAction}
              onChange={(fieldOfAction) => act(changeContent(written, { fieldOfAction }))}
              emptyLabel={t("themes.reconstruction.field.no_field")}
              options={(site.data?.vocabularies["field_of_action"] ?? []).map((one) => ({
                value: one.code,
                label: words.label("field_of_action", one.code),
              }))}
              isOptional
            />
          </Section>
        )}
        <Section title={t("themes.reconstruction.edit.timeline")}>
          {view.caseId !== null && <Source caseId={view.caseId} />}
          <div>
            {steps.map((step) => (
              <Fold
                key={step.id}
                summary={words.stepOf(step)}
                word={breakAt(written, step.id) ? t("themes.reconstruction.page.broken") : words.whoOf(step)}
                {...(step.id === openId ? { isOpen: true } : {})}
              >
                <StepFields
                  step={step}
                  at={content.steps.indexOf(step)}
                  written={written}
                  isSheet={isSheet}
                  act={act}
                  onAddAfter={() => addAfter(step.id)}
                  onRemove={() => {
                    act(removeStep(written, step.id));
                    setSaid(t("themes.reconstruction.removed"));
                  }}
                />
              </Fold>
            ))}
          </div>
          <div className="row" role="toolbar" aria-label={t("themes.reconstruction.edit.tools")}>
            {!isSheet && (
              <Button onPress={() => addAfter(steps.at(-1)?.id ?? null)}>
                {t(steps.length === 0 ? "themes.reconstruction.edit.add_first" : "themes.reconstruction.edit.add")}
              </Button>
            )}
            {!isSheet && steps.some((step) => step.week % 4 !== 0) && (
              <Button
                kind="link"
                onPress={() => {
                  act({ ...written, content: inCoarseWeeks(content) });
                  setSaid(t("themes.reconstruction.edit.rounded"));
                }}
              >
                {t("themes.reconstruction.edit.coarse")}
              </Button>
            )}
            {history.past.length > 0 && (
              <Button kind="link" onPress={takeBack}>
                {t("themes.reconstruction.edit.undo")}
              </Button>
            )}
            {history.future.length > 0 && (
              <Button kind="link" onPress={bringBack}>
                {t("themes.reconstruction.edit.redo")}
              </Button>
            )}
            <output className="small muted">{said}</output>
          </div>
        </Section>
        <Section title={t("themes.reconstruction.edit.hour")}>
          <TextArea
            name="worksheet.potentials"
            label={t("themes.reconstruction.field.potentials")}
            hint={t("themes.reconstruction.field.potentials_hint")}
            value={worksheet.potentials}
            onChange={(potentials) => act(changeSheet(written, { potentials }), "potentials")}
            rows={3}
            maxLength={2000}
            isOptional
          />
          <TextArea
            name="worksheet.lesson"
            label={t("themes.reconstruction.field.lesson")}
            value={worksheet.lesson}
            onChange={(lesson) => act(changeSheet(written, { lesson }), "lesson")}
            rows={3}
            maxLength={2000}
            isOptional
          />
        </Section>
        <Stack gap="s">
          <Row>
            <Button onPress={() => void check.passes(textsOf(written))}>{t("themes.reconstruction.edit.check")}</Button>
          </Row>
          <GapCheck check={check} words={textsOf(written)} onReplace={(field, value) => act(withWords(written, field, value))} />
        </Stack>
      </Form>
    </Page>
  );
}

function StepFields(it: {
  readonly step: ReconstructionStep;
  /** Where it stands in what is sent. */
  readonly at: number;
  readonly written: Written;
  readonly isSheet: boolean;
  readonly act: (next: Written, what?: string | null) => void;
  readonly onAddAfter: () => void;
  readonly onRemove: () => void;
}): ReactNode {
  const t = useTexts();
  const site = useSite();
  const words = useReconstructionWords();
  const { step, written, act } = it;
  const name = (field: string) => `content.steps.${it.at}.${field}`;
  const set = (fields: Partial<ReconstructionStep>, typed: string | null = null) =>
    act(changeStep(written, step.id, fields), typed === null ? null : `${step.id} ${typed}`);
  const one = breakAt(written, step.id);
  const breakIndex = written.worksheet.breaks.findIndex((two) => two.stepId === step.id);
  return (
    <div className="stack stack-m">
      {!it.isSheet && (
        <>
          <Pair>
            <NumberField
              name={name("week")}
              label={t("themes.reconstruction.field.week")}
              value={step.week}
              onChange={(week) => set({ week: week ?? 0 }, "week")}
              minimum={0}
              maximum={mostWeeks}
            />
            <Select
              name={name("role")}
              label={t("themes.reconstruction.field.role")}
              value={step.role}
              onChange={(role) => set({ role: role ?? "other" })}
              options={actingRoles.map((role) => ({ value: role, label: t(`themes.reconstruction.by.${role}`) }))}
            />
          </Pair>
          <TextArea
            name={name("what")}
            label={t("themes.reconstruction.field.what")}
            value={step.what}
            onChange={(what) => set({ what }, "what")}
            rows={2}
            maxLength={500}
          />
          <Pair>
            <Select
              name={name("legalDomain")}
              label={t("themes.reconstruction.field.law")}
              value={step.legalDomain}
              onChange={(legalDomain) => set({ legalDomain })}
              emptyLabel={t("themes.reconstruction.field.no_law")}
              options={legalDomains.map((law) => ({ value: law, label: words.lawOf(law) }))}
              isOptional
            />
            <Select
              name={name("unitId")}
              label={t("themes.reconstruction.field.unit")}
              hint={t("themes.reconstruction.field.unit_hint")}
              value={step.unitId}
              onChange={(unitId) => set({ unitId })}
              emptyLabel={t("themes.reconstruction.field.no_unit")}
              options={(site.data?.units ?? []).map((unit) => ({ value: unit.id, label: `${unit.name}, ${unit.organisationName}` }))}
              isOptional
            />
          </Pair>
        </>
      )}
      <Checkbox
        label={t("themes.reconstruction.field.broken")}
        isChecked={one !== undefined}
        onChange={(isBroken) => act(setBroken(written, step.id, isBroken))}
      />
      {one &&
        (["broke", "why", "needed"] as const).map((part) => (
          <TextArea
            key={part}
            name={`worksheet.breaks.${breakIndex}.${part}`}
            label={t(`themes.reconstruction.field.${part}`)}
            value={one[part]}
            onChange={(value) => act(changeBreak(written, step.id, { [part]: value }), `${step.id} ${part}`)}
            rows={2}
            maxLength={600}
            isOptional
          />
        ))}
      {!it.isSheet && (
        <Row>
          <Button kind="link" label={t("themes.reconstruction.edit.add_after_of", { title: words.stepOf(step) })} onPress={it.onAddAfter}>
            {t("themes.reconstruction.edit.add_after")}
          </Button>
          <Button kind="link" label={t("themes.reconstruction.edit.remove_of", { title: words.stepOf(step) })} onPress={it.onRemove}>
            {t("themes.reconstruction.edit.remove")}
          </Button>
        </Row>
      )}
    </div>
  );
}

/** What the case says, for who reads it anyway: beside what is written anew. Asked for only when somebody looks, and then logged. */
function Source(it: { readonly caseId: string }): ReactNode {
  const t = useTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <Fold summary={t("themes.reconstruction.edit.source")} onOpen={() => setOpen(true)}>
      {isOpen && <SourceList caseId={it.caseId} />}
    </Fold>
  );
}

function SourceList(it: { readonly caseId: string }): ReactNode {
  const t = useTexts();
  const words = useReconstructionWords();
  const proposal = useAnswer(proposeReconstruction, { params: { caseId: it.caseId } });
  return (
    <Answered query={proposal}>
      {({ events }) =>
        events.length === 0 ? (
          <Empty>{t("themes.reconstruction.edit.source_none")}</Empty>
        ) : (
          <List>
            {events.map((event) => (
              <ListRow key={event.id} at={t("themes.reconstruction.begin.week", { n: event.week })}>
                <p>{words.eventOf(event)}</p>
                {event.source !== null && (
                  <p className="small muted" dir="auto">
                    {event.source}
                  </p>
                )}
              </ListRow>
            ))}
          </List>
        )
      }
    </Answered>
  );
}

/** Only what differs, by the places in which people think. */
function differencesOf(
  t: ReturnType<typeof useTexts>,
  words: ReturnType<typeof useReconstructionWords>,
  mine: Written,
  theirs: Written,
): { label: string; mine: ReactNode; theirs: ReactNode }[] {
  const [own, other] = [textsOf(mine), textsOf(theirs)];
  const steps = [...mine.content.steps, ...theirs.content.steps];
  const labelOf = (field: string) => {
    const [part = "", stepId] = field.split(":");
    const label = t.maybe(`themes.reconstruction.field.${part}`) ?? part;
    const step = steps.find((one) => one.id === stepId);
    return step ? `${words.stepOf(step)} – ${label}` : label;
  };
  const differences: { label: string; mine: ReactNode; theirs: ReactNode }[] = [...new Set([...Object.keys(own), ...Object.keys(other)])]
    .filter((field) => (own[field] ?? "") !== (other[field] ?? ""))
    .map((field) => ({ label: labelOf(field), mine: own[field] ?? "", theirs: other[field] ?? "" }));
  const shape = (written: Written) =>
    JSON.stringify(inOrder(written.content.steps).map(({ id, week, role, unitId, legalDomain }) => [id, week, role, unitId, legalDomain]));
  if (shape(mine) !== shape(theirs))
    differences.push({
      label: t("themes.reconstruction.edit.place.timeline"),
      mine: t("themes.reconstruction.edit.mine"),
      theirs: t("themes.reconstruction.edit.differs"),
    });
  return differences;
}
