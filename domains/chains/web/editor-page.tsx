import "./chains.css";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Button, Link } from "../../../platform/web/form/button.tsx";
import { ChangedMeanwhile } from "../../../platform/web/form/changed-meanwhile.tsx";
import { Chips, Select } from "../../../platform/web/form/choice.tsx";
import { DraftState, useDraft } from "../../../platform/web/form/draft.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { newId } from "../../../platform/web/ids.ts";
import { Fold } from "../../../platform/web/page/list.tsx";
import { Page, Row, Section } from "../../../platform/web/page/page.tsx";
import { Note } from "../../../platform/web/page/panel.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import {
  type ChainDocument,
  type ChainInterface,
  type ChainStep,
  listChains,
  mostSteps,
  openChain,
  openVersion,
  saveVersion,
  type VersionView,
} from "../contract.ts";
import { compareDocuments, faultsOf, inOrder } from "../rules.ts";
import {
  addStep,
  addTold,
  beginHistory,
  changeInterface,
  changeStep,
  connect,
  doNext,
  emptyStep,
  redo,
  removeInterface,
  removeStep,
  undo,
} from "../rules-editing.ts";
import { useReasons } from "./chain-form.tsx";
import { TakeSteps } from "./take-steps.tsx";
import { InterfaceFields, StepFields } from "./element-fields.tsx";
import { Swimlanes } from "./swimlanes.tsx";
import { useChainWords, useElementNames, useFaultWords } from "./words.ts";

export function EditorPage(): ReactNode {
  const { versionId } = usePath("versionId");
  const version = useAnswer(openVersion, { params: { versionId } });
  return <Answered query={version}>{(it) => <Loaded key={it.id} version={it} />}</Answered>;
}

/** What was being drawn when the page was left: sealed on the server, with the version it began from. */
type Kept = { readonly document: ChainDocument; readonly version: number };

function Loaded(it: { readonly version: VersionView }): ReactNode {
  const draft = useDraft<Kept>(`chain:${it.version.id}`);
  if (draft.isLoading) return null;
  return <Editor version={it.version} draft={draft} />;
}

function Editor(it: { readonly version: VersionView; readonly draft: ReturnType<typeof useDraft<Kept>> }): ReactNode {
  const t = useTexts();
  const { draft } = it;
  const [saved, setSaved] = useState<Kept>({ document: it.version.document, version: it.version.version });
  const [history, setHistory] = useState(() => beginHistory(draft.found?.document ?? it.version.document));
  const [base, setBase] = useState(draft.found?.version ?? it.version.version);
  const [theirs, setTheirs] = useState<VersionView | null>(null);
  const [view, setView] = useState<"list" | "drawing">("list");
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const [isTaking, setTaking] = useState(false);
  const document = history.present;
  const words = useChainWords(it.version.lanes);
  const faultWords = useFaultWords(document, words);
  const nameOf = useElementNames(document, words);
  const reasons = useReasons();
  const refresh = useRefresh();
  const say = useToast();
  const panel = useRef<HTMLDivElement>(null);
  const faults = useMemo(() => faultsOf(document), [document]);
  const steps = inOrder(document);

  const { keep } = draft;
  useEffect(() => {
    if (document !== saved.document) keep({ document, version: base });
  }, [document, saved, base, keep]);

  const act = (next: ChainDocument, what: string | null = null) => setHistory((before) => doNext(before, next, what));
  const takeBack = () => {
    setHistory(undo);
    setSaid(t("chains.editor.undone"));
  };
  const bringBack = () => {
    setHistory(redo);
    setSaid(t("chains.editor.redone"));
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
    const step = emptyStep(newId(), { unitId: document.steps.find((one) => one.id === afterId)?.unitId ?? null });
    act(addStep(document, step, afterId, newId()));
    setSelectedId(step.id);
  }
  function remove(id: string): void {
    act(document.steps.some((one) => one.id === id) ? removeStep(document, id) : removeInterface(document, id));
  }
  const onStep = (id: string, fields: Partial<ChainStep>) =>
    act(changeStep(document, id, fields), `${id} ${Object.keys(fields).join(" ")}`);
  const onInterface = (id: string, fields: Partial<ChainInterface>) =>
    act(changeInterface(document, id, fields), `${id} ${Object.keys(fields).join(" ")}`);

  async function save(version: number): Promise<void> {
    const answer = await call(saveVersion, { params: { versionId: it.version.id }, body: { document, version } });
    setSaved({ document, version: answer.version });
    setBase(answer.version);
    setTheirs(null);
    await draft.discard();
    say({ text: t("chains.editor.saved") });
    await refresh(openVersion, openChain, listChains);
  }

  const stepEditor = (step: ChainStep) => (
    <StepEditor
      step={step}
      document={document}
      words={words}
      onChange={onStep}
      onAddAfter={addAfter}
      onRemove={remove}
      onConnect={(toId) => act(connect(document, step.id, toId, newId()))}
    />
  );
  const wayEditor = (one: ChainInterface) => (
    <InterfaceFields one={one} index={document.interfaces.indexOf(one)} onChange={onInterface}>
      <Button
        kind="link"
        label={t("chains.editor.remove_way_of", { title: words.titleOf(document.steps.find((step) => step.id === one.toStepId)?.title) })}
        onPress={() => remove(one.id)}
      >
        {t("chains.editor.remove_way")}
      </Button>
    </InterfaceFields>
  );
  const selectedStep = document.steps.find((one) => one.id === selectedId);
  const selectedWay = document.interfaces.find((one) => one.id === selectedId);
  const wrong = faults.filter((fault) => !fault.isNotice);
  const notices = faults.filter((fault) => fault.isNotice);

  return (
    <Page
      title={t("chains.editor.title", { title: it.version.chainTitle })}
      lead={t("chains.editor.lead", { version: words.versionOf(it.version) })}
      crumbs={[
        { to: "/chains", label: t("chains.list.title") },
        { to: `/chains/${it.version.chainId}/versions/${it.version.id}`, label: it.version.chainTitle },
      ]}
    >
      <Chips
        label={t("chains.editor.view")}
        value={view}
        onChange={setView}
        options={(["list", "drawing"] as const).map((one) => ({ value: one, label: t(`chains.editor.view.${one}`) }))}
      />
      {theirs && (
        <ChangedMeanwhile
          differences={compareDocuments(document, theirs.document).map((change) => ({
            label: nameOf(change.id) || words.titleOf(theirs.document.steps.find((one) => one.id === change.id)?.title),
            mine: change.kind === "added" ? t("chains.editor.not_there") : t("chains.editor.there"),
            theirs:
              change.kind === "removed"
                ? t("chains.editor.not_there")
                : change.kind === "added"
                  ? t("chains.editor.there")
                  : t("chains.editor.mine_theirs", { n: change.fields.length }),
          }))}
          onKeepMine={() => void save(theirs.version).catch(() => setBase(theirs.version))}
          onTakeTheirs={() => {
            act(theirs.document);
            setSaved({ document: theirs.document, version: theirs.version });
            setBase(theirs.version);
            setTheirs(null);
            void draft.discard();
          }}
        />
      )}
      <div className="chain-editor">
        <Form
          submit={t("chains.editor.save")}
          wordsForProblem={reasons}
          onChangedMeanwhile={(current) => setTheirs(current as VersionView)}
          onSubmit={async () => await save(base)}
          beside={
            <>
              <Link to={`/chains/${it.version.chainId}/versions/${it.version.id}`}>{t("chains.editor.done")}</Link>
              <DraftState
                draft={draft}
                onDiscard={() => {
                  act(saved.document);
                  setBase(saved.version);
                }}
              />
            </>
          }
        >
          <div className="chain-tools" role="toolbar" aria-label={t("chains.editor.tools")}>
            <Button onPress={() => addAfter(steps.at(-1)?.id ?? null)}>
              {t(steps.length === 0 ? "chains.editor.add_first" : "chains.editor.add_step")}
            </Button>
            <Button kind="link" onPress={() => setTaking(true)}>
              {t("chains.take.open")}
            </Button>
            {history.past.length > 0 && (
              <Button kind="link" onPress={takeBack}>
                {t("chains.editor.undo")}
              </Button>
            )}
            {history.future.length > 0 && (
              <Button kind="link" onPress={bringBack}>
                {t("chains.editor.redo")}
              </Button>
            )}
            <output className="small muted">{said}</output>
          </div>
          {view === "drawing" && (
            <Section title={t("chains.drawing.title")}>
              <p className="small muted only-l">{t("chains.editor.keys")}</p>
              <Swimlanes
                document={document}
                words={words}
                selectedId={selectedId}
                onSelect={setSelectedId}
                editing={{
                  onAddAfter: addAfter,
                  onRemove: remove,
                  onMove: (id, unitId) => act(changeStep(document, id, { unitId })),
                  onOpen: () => panel.current?.querySelector<HTMLElement>("input, select, textarea")?.focus(),
                }}
              />
              <div ref={panel} className="stack lanes__fields">
                {selectedStep && (
                  <>
                    <h3>{nameOf(selectedStep.id)}</h3>
                    {stepEditor(selectedStep)}
                  </>
                )}
                {selectedWay && (
                  <>
                    <h3>{nameOf(selectedWay.id)}</h3>
                    {wayEditor(selectedWay)}
                  </>
                )}
                {!selectedStep && !selectedWay && document.steps.length > 0 && <p className="small muted">{t("chains.drawing.hint")}</p>}
              </div>
            </Section>
          )}
          {view === "list" && (
            <div>
              {steps.map((step, at) => (
                <Fold
                  key={step.id}
                  summary={t("chains.editor.step_of", { n: at + 1, title: words.titleOf(step.title) })}
                  word={words.unitOf(step.unitId)}
                  {...(step.id === selectedId ? { isOpen: true } : {})}
                >
                  {stepEditor(step)}
                  {document.interfaces
                    .filter((one) => one.fromStepId === step.id)
                    .map((one) => (
                      <Fold
                        key={one.id}
                        summary={t("chains.editor.way_to", {
                          title: words.titleOf(document.steps.find((other) => other.id === one.toStepId)?.title),
                        })}
                        word={t(`chains.handover.${one.handover}`)}
                      >
                        {wayEditor(one)}
                      </Fold>
                    ))}
                </Fold>
              ))}
            </div>
          )}
          {wrong.length > 0 && (
            <Note tone="due" title={t("chains.editor.fault_title")}>
              <ul className="stack stack-s">
                {wrong.map((fault) => (
                  <li key={`${fault.code} ${fault.stepIds.join(" ")}`}>{faultWords(fault)}</li>
                ))}
              </ul>
              <p className="small">{t("chains.editor.fault_note")}</p>
            </Note>
          )}
          {notices.length > 0 && (
            <Note title={t("chains.editor.notice_title")}>
              {notices.map((fault) => (
                <p key={fault.stepIds.join(" ")}>{faultWords(fault)}</p>
              ))}
            </Note>
          )}
        </Form>
      </div>
      {isTaking && (
        <TakeSteps
          room={mostSteps - document.steps.length}
          onClose={() => setTaking(false)}
          onTake={(told) => {
            act(addTold(document, told, steps.at(-1)?.id ?? null, newId));
            setTaking(false);
          }}
        />
      )}
    </Page>
  );
}

function StepEditor(it: {
  readonly step: ChainStep;
  readonly document: ChainDocument;
  readonly words: ReturnType<typeof useChainWords>;
  readonly onChange: (id: string, fields: Partial<ChainStep>) => void;
  readonly onAddAfter: (id: string) => void;
  readonly onRemove: (id: string) => void;
  readonly onConnect: (toId: string) => void;
}): ReactNode {
  const t = useTexts();
  const { step, document, words } = it;
  const led = new Set(document.interfaces.filter((one) => one.fromStepId === step.id).map((one) => one.toStepId));
  const free = inOrder(document).filter((one) => one.id !== step.id && !led.has(one.id));
  return (
    <StepFields step={step} document={document} onChange={it.onChange}>
      {free.length > 0 && (
        <Select
          label={t("chains.editor.connect")}
          value={null}
          emptyLabel={t("chains.editor.connect_none")}
          onChange={(id) => {
            if (id !== null) it.onConnect(id);
          }}
          options={free.map((one) => ({ value: one.id, label: words.titleOf(one.title) }))}
          isOptional
        />
      )}
      <Row>
        <Button
          kind="link"
          label={t("chains.editor.add_after_of", { title: words.titleOf(step.title) })}
          onPress={() => it.onAddAfter(step.id)}
        >
          {t("chains.editor.add_after")}
        </Button>
        <Button
          kind="link"
          label={t("chains.editor.remove_step_of", { title: words.titleOf(step.title) })}
          onPress={() => it.onRemove(step.id)}
        >
          {t("chains.editor.remove_step")}
        </Button>
      </Row>
    </StepFields>
  );
}
