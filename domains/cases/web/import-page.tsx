import { type ReactNode, useEffect, useRef, useState } from "react";
import { Failed, useRefresh } from "../../../platform/web/answers.tsx";
import { call, type Problem, problemOf } from "../../../platform/web/api.ts";
import { Actions, Button, Link, LinkButton } from "../../../platform/web/form/button.tsx";
import { Select } from "../../../platform/web/form/choice.tsx";
import { FileDrop } from "../../../platform/web/form/file-drop.tsx";
import { Page, Stack } from "../../../platform/web/page/page.tsx";
import { Counts, Note } from "../../../platform/web/page/panel.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { newId } from "../../../platform/web/ids.ts";
import { cancelImport, forgetColumns, getImportProgress, importCaseList, readCaseListFile } from "../contract.ts";
import { ListColumns } from "./import/columns.tsx";
import { Beside, Preview } from "./import/found.tsx";
import { type CaseList, type Choices, type Meaning, mayBePartial, queryOf, type SamePerson } from "./import/list-of.ts";
import { OnItsWay } from "./import/on-its-way.tsx";
import { Unclear } from "./import/unclear.tsx";
import "./import.css";

type Given = { readonly file: File; readonly sheet: string | null; readonly choices: Choices; readonly samePerson: SamePerson };
type Blocked = "unclear" | "conflict";

const betweenQuestions = 2_000;
const mostSilences = 30;
const lostLine = new Set(["offline", "unavailable", "failed"]);

/** The list that a case manager keeps today: read and shown, then taken over, all or nothing. */
export function ImportPage(): ReactNode {
  const t = useTexts();
  const refresh = useRefresh();
  const [given, setGiven] = useState<Given | null>(null);
  const [list, setList] = useState<CaseList | null>(null);
  const [busy, setBusy] = useState<"reading" | "writing" | null>(null);
  const [problem, setProblem] = useState<Problem | "unreadable" | null>(null);
  const [isWithout, setWithout] = useState(false);
  // under this id the server says how far the list is; sent again after a broken line it is the same import
  const [importId, setImportId] = useState<string | null>(null);
  const [isStopping, setStopping] = useState(false);
  const [isStopped, setStopped] = useState(false);
  // a file that is read while another one was chosen says nothing any more
  const turn = useRef(0);
  const retried = useRef<string | null>(null);
  const heading = useRef<HTMLDivElement>(null);
  useEffect(() => () => void turn.current++, []);
  const isDone = list?.written === true;
  const step = isDone ? "done" : list !== null && list.refused === null ? "shown" : "file";
  useEffect(() => {
    if (step === "file") return;
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [step]);

  function begin(what: "reading" | "writing", id: string): void {
    setImportId(id);
    setProblem(null);
    setStopping(false);
    setStopped(false);
    setBusy(what);
  }

  function stop(): void {
    if (importId === null) return;
    void call(cancelImport, { params: { importId } }).catch(() => undefined);
    if (busy === "writing") {
      setStopping(true);
      return;
    }
    // nothing was to be written: whatever is still read there, nobody waits for it
    turn.current++;
    setBusy(null);
    if (list === null) setGiven(null);
  }

  /** The line broke, or somebody between here and the server lost patience: it goes on there, and says how it ended. */
  async function waitForEnd(id: string): Promise<CaseList | null> {
    for (let silent = 0; silent < mostSilences;) {
      const progress = await call(getImportProgress, { params: { importId: id } }).catch(() => null);
      if (progress?.state === "done" && progress.result && list) {
        const { created, changed, unchanged, leftOut } = progress.result;
        return { ...list, created, changed, unchanged, failed: leftOut, written: true };
      }
      if (progress?.state === "none") return null;
      silent = progress ? 0 : silent + 1;
      await new Promise((resolve) => setTimeout(resolve, betweenQuestions));
    }
    return null;
  }

  async function read(next: Given): Promise<void> {
    const mine = ++turn.current;
    const id = newId();
    setGiven(next);
    begin("reading", id);
    try {
      const query = { ...queryOf(next.sheet, next.choices, next.samePerson), import: id };
      const answer = await call(readCaseListFile, { query }, { file: next.file });
      if (mine !== turn.current) return;
      setList(answer);
      setWithout(false);
    } catch (error) {
      if (mine === turn.current) setProblem(problemOf(error));
    }
    if (mine === turn.current) setBusy(null);
  }

  async function choose(file: File | null): Promise<void> {
    const mine = ++turn.current;
    setList(null);
    setGiven(null);
    setProblem(null);
    if (!file) return;
    try {
      // kept as it is now: saved again in between, the browser could not send it any more
      const kept = new File([await file.arrayBuffer()], file.name);
      if (mine === turn.current) await read({ file: kept, sheet: null, choices: {}, samePerson: {} });
    } catch {
      if (mine === turn.current) setProblem("unreadable");
    }
  }

  async function write(): Promise<void> {
    if (!given || !list) return;
    const mine = ++turn.current;
    // the same click again, after a broken line, is the same import
    const id = problem !== null && retried.current !== null ? retried.current : newId();
    retried.current = null;
    begin("writing", id);
    try {
      const partial = isWithout && mayBePartial(list) ? "yes" : "no";
      const query = { ...queryOf(given.sheet, given.choices, given.samePerson), partial, import: id } as const;
      const answer = await call(importCaseList, { query }, { file: given.file }).catch(async (error: unknown) => {
        const ended = lostLine.has(problemOf(error).code) ? await waitForEnd(id) : null;
        if (ended === null) throw error;
        return ended;
      });
      if (answer.written) await refresh();
      if (mine !== turn.current) return;
      setList(answer);
      if (!answer.written) setWithout(false);
    } catch (error) {
      if (mine !== turn.current) return;
      const said = problemOf(error);
      if (said.reason === "import_cancelled") setStopped(true);
      else {
        retried.current = id;
        setProblem(said);
      }
    }
    if (mine === turn.current) setBusy(null);
  }

  async function forget(): Promise<void> {
    if (!given) return;
    const mine = ++turn.current;
    setProblem(null);
    setBusy("reading");
    try {
      await call(forgetColumns, {});
      if (mine === turn.current) await read(given);
    } catch (error) {
      if (mine !== turn.current) return;
      setProblem(problemOf(error));
      setBusy(null);
    }
  }

  const again = () => void choose(null);
  const name = given?.file.name ?? "";
  const crumbs = [{ to: "/cases", label: t("cases.import.cases") }];
  if (list && list.refused === null && given) {
    if (isDone)
      return (
        <Page
          title={t("cases.import.done.title")}
          windowTitle={t("cases.import.window")}
          crumbs={crumbs}
          width="mid"
          lead={t("cases.import.done.lead", { created: list.created, name })}
        >
          <div ref={heading} tabIndex={-1} className="arrived">
            <Counts
              items={[
                { label: t("cases.import.done.created"), value: list.created, tone: "good" },
                { label: t("cases.import.done.changed"), value: list.changed },
                { label: t("cases.import.done.unchanged"), value: list.unchanged },
                ...(list.failed > 0 ? [{ label: t("cases.import.done.left_out"), value: list.failed, tone: "due" as const }] : []),
              ]}
            />
          </div>
          <Stack gap="s">
            <p>{t("cases.import.done.next")}</p>
            <Actions>
              <LinkButton kind="primary" to="/cases">
                {t("cases.import.to_cases")}
              </LinkButton>
              <Button kind="link" onPress={again}>
                {t("cases.import.done.another")}
              </Button>
              <Link to="/cases/imports">{t("cases.imports.nav")}</Link>
            </Actions>
          </Stack>
        </Page>
      );
    const isMostlyUnclear = list.conflicts.length > 0 || list.failed * 2 > list.read;
    const unclear = list.failed > 0 && (
      <Unclear
        list={list}
        file={given.file}
        query={queryOf(given.sheet, given.choices, given.samePerson)}
        isWithout={isWithout}
        onWithout={setWithout}
        onSamePerson={(row, choice) => void read({ ...given, samePerson: { ...given.samePerson, [row]: choice } })}
      />
    );
    const columns = (
      <ListColumns
        list={list}
        isBusy={busy === "reading"}
        onChoose={(index, meaning: Meaning | null) => void read({ ...given, choices: { ...given.choices, [index]: meaning } })}
        onForget={() => void forget()}
      />
    );
    return (
      <Page
        title={t("cases.import.title")}
        windowTitle={t("cases.import.window")}
        crumbs={crumbs}
        lead={list.sheet === null ? t("cases.import.read", { name }) : t("cases.import.read_sheet", { name, sheet: list.sheet })}
      >
        <div ref={heading} tabIndex={-1} className="arrived">
          <Understood list={list} />
        </div>
        {list.otherSheets.length > 0 && list.sheet !== null && (
          <div className="narrow">
            <Select
              label={t("cases.import.sheet")}
              options={[list.sheet, ...list.otherSheets].map((sheet) => ({ value: sheet, label: sheet }))}
              value={list.sheet}
              onChange={(sheet) => void read({ ...given, sheet, choices: {}, samePerson: {} })}
            />
          </div>
        )}
        {/* where most rows are wrong, a column is */}
        {isMostlyUnclear ? columns : unclear}
        {isMostlyUnclear ? unclear : columns}
        {list.rows.length > 0 && <Preview list={list} />}
        <Beside list={list} />
        {busy === "reading" && importId !== null && (
          <OnItsWay importId={importId} label={t("cases.import.reading", { name })} isStopping={false} onStop={stop} />
        )}
        {isStopped && (
          <Note tone="good" live title={t("cases.import.stopped.title")}>
            <p>{t("cases.import.stopped")}</p>
          </Note>
        )}
        {problem !== null && <Trouble problem={problem} onRetry={() => void write()} />}
        <TakeOver
          list={list}
          isWithout={isWithout}
          isWriting={busy === "writing"}
          importId={importId}
          isStopping={isStopping}
          onStop={stop}
          onWrite={() => void write()}
          onAgain={again}
        />
      </Page>
    );
  }
  return (
    <Page
      title={t("cases.import.title")}
      windowTitle={t("cases.import.window")}
      crumbs={crumbs}
      width="narrow"
      lead={t("cases.import.lead")}
    >
      <Stack>
        <FileDrop
          label={t("cases.import.file")}
          hint={t("cases.import.file.hint")}
          kinds={[".xlsx", ".csv"]}
          file={given?.file ?? null}
          onChange={(file) => void choose(file)}
        />
        {busy === "reading" && importId !== null && (
          <OnItsWay importId={importId} label={t("cases.import.reading", { name })} isStopping={false} onStop={stop} />
        )}
        {problem !== null && <Trouble problem={problem} onRetry={given ? () => void read(given) : undefined} />}
        {busy === null && list?.refused && (
          <Note tone="bad" live title={t("cases.import.refused.title")}>
            <p>{t.maybe(`cases.import.refused.${list.refused.code}`, list.refused.params) ?? t("cases.import.refused.other")}</p>
          </Note>
        )}
        <p className="row">
          <Link to="/cases">{t("cases.import.cancel")}</Link>
          <Link to="/cases/imports">{t("cases.imports.nav")}</Link>
        </p>
      </Stack>
    </Page>
  );
}

/** How many rows came, and how many of them may go on. */
function Understood({ list }: { readonly list: CaseList }): ReactNode {
  const t = useTexts();
  const ready = list.created + list.changed;
  return (
    <div className="stack stack-s">
      <Counts
        items={[
          { label: t("cases.import.count.read", { n: list.read }), value: list.read },
          ...(ready > 0 ? [{ label: t("cases.import.count.ready", { n: ready }), value: ready, tone: "good" as const }] : []),
          ...(list.unchanged > 0 ? [{ label: t("cases.import.count.known", { n: list.unchanged }), value: list.unchanged }] : []),
          ...(list.failed > 0
            ? [{ label: t("cases.import.count.unclear", { n: list.failed }), value: list.failed, tone: "due" as const }]
            : []),
        ]}
      />
      {list.changed > 0 && <p>{t("cases.import.changes", { created: list.created, changed: list.changed })}</p>}
    </div>
  );
}

/** What is wrong with the way here, and the way out of it. */
function Trouble(it: { readonly problem: Problem | "unreadable"; readonly onRetry: (() => void) | undefined }): ReactNode {
  const t = useTexts();
  const { problem } = it;
  const reason = problem === "unreadable" ? problem : problem.code === "too_large" ? problem.code : problem.reason;
  const words = reason === undefined ? undefined : t.maybe(`cases.import.refused.${reason}`);
  if (words !== undefined)
    return (
      <Note tone="bad" live title={t("cases.import.refused.title")}>
        <p>{words}</p>
      </Note>
    );
  return problem === "unreadable" ? null : <Failed problem={problem} {...(it.onRetry ? { onRetry: it.onRetry } : {})} />;
}

function TakeOver(it: {
  readonly list: CaseList;
  readonly isWithout: boolean;
  readonly isWriting: boolean;
  readonly importId: string | null;
  readonly isStopping: boolean;
  readonly onStop: () => void;
  readonly onWrite: () => void;
  readonly onAgain: () => void;
}): ReactNode {
  const t = useTexts();
  const { list } = it;
  const [blocked, setBlocked] = useState<Blocked | null>(null);
  const n = list.created + list.changed;
  const blockedNow: Blocked | null = list.conflicts.length > 0 ? "conflict" : list.failed > 0 && !it.isWithout ? "unclear" : null;
  const press = () => {
    setBlocked(blockedNow);
    if (blockedNow === null && !it.isWriting) it.onWrite();
  };
  const isNew = n > 0 || list.failed > 0 || list.conflicts.length > 0;
  const isHopeless = n === 0 && list.failed > 0;
  return (
    <div className="mid stack">
      {blocked !== null && blocked === blockedNow && (
        <Note tone="bad" live title={t("cases.import.blocked.title")}>
          <p>{t(`cases.import.blocked.${blocked}`, { n: list.failed })}</p>
        </Note>
      )}
      {!isNew && <p>{t("cases.import.nothing_new")}</p>}
      <Stack gap="s">
        <Actions>
          {isHopeless ? (
            <Button kind="primary" onPress={it.onAgain}>
              {t("cases.import.other_file")}
            </Button>
          ) : isNew ? (
            <Button kind="primary" busy={it.isWriting ? t("cases.import.writing", { n }) : undefined} onPress={press}>
              {/* while nothing may be taken over, no number promises it */}
              {blockedNow === null ? t("cases.import.submit", { n }) : t("cases.import.submit_list")}
            </Button>
          ) : (
            <LinkButton kind="primary" to="/cases">
              {t("cases.import.to_cases")}
            </LinkButton>
          )}
          {!it.isWriting && !isHopeless && (
            <Button kind="link" onPress={it.onAgain}>
              {t("cases.import.other_file")}
            </Button>
          )}
          {!it.isWriting && <Link to="/cases">{t("cases.import.cancel")}</Link>}
        </Actions>
        {it.isWriting && it.importId !== null ? (
          <OnItsWay
            importId={it.importId}
            label={t("cases.import.writing", { n })}
            note={t("cases.import.writing.note")}
            isStopping={it.isStopping}
            onStop={it.onStop}
          />
        ) : (
          n > 0 && <p className="small muted">{t("cases.import.unchecked")}</p>
        )}
      </Stack>
    </div>
  );
}
