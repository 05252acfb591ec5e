import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { today } from "../../../platform/web/clock.ts";
import { Button, Link, LinkButton } from "../../../platform/web/form/button.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { newId } from "../../../platform/web/ids.ts";
import { Download } from "../../../platform/web/page/download.tsx";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Columns, Page, Row, Section, Stack } from "../../../platform/web/page/page.tsx";
import { Note, Tag } from "../../../platform/web/page/panel.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import {
  agreeVersion,
  changeChain,
  type ChainKind,
  type ChainView,
  copyVersion,
  listChains,
  makeBpmn,
  makeEventLog,
  makePdf,
  makeSvg,
  openChain,
  openVersion,
  releaseChain,
  removeChain,
  removeVersion,
  restoreChain,
  restoreVersion,
  type VersionRow,
  type VersionView,
} from "../contract.ts";
import { ChainForm, useReasons } from "./chain-form.tsx";
import { useKeeping } from "./keeping.tsx";
import { ChainTables, ElementDetails } from "./details.tsx";
import { Swimlanes } from "./swimlanes.tsx";
import { useChainWords, useFaultWords } from "./words.ts";

/** Where no version is named: the last agreed one, or else the draft. */
const usualVersion = (chain: ChainView | undefined) =>
  (chain?.versions.findLast((one) => one.state === "agreed") ?? chain?.versions.at(-1))?.id;

export function ChainPage(): ReactNode {
  const path = usePath("chainId", "versionId");
  const chain = useAnswer(openChain, { params: { chainId: path.chainId } });
  const versionId = path.versionId === "" ? usualVersion(chain.data) : path.versionId;
  const version = useAnswer(openVersion, { params: { versionId: versionId ?? "" } }, { when: versionId !== undefined });
  return (
    <Answered query={chain}>
      {(it) => <Answered query={version}>{(shown) => <Opened key={shown.id} chain={it} version={shown} />}</Answered>}
    </Answered>
  );
}

function Opened(it: { readonly chain: ChainView; readonly version: VersionView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { chain, version } = it;
  const words = useChainWords(version.lanes);
  const faultWords = useFaultWords(version.document, words);
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const units = new Set(version.document.steps.flatMap((step) => step.unitId ?? [])).size;
  const editing = version.abilities.edit ? (
    <LinkButton kind="primary" to={`/chains/${chain.id}/versions/${version.id}/edit`}>
      {t("chains.chain.edit")}
    </LinkButton>
  ) : (
    <LinkButton kind="primary" to={`/chains/${chain.id}/versions/${version.id}/measured`}>
      {t("chains.chain.measured")}
    </LinkButton>
  );
  const lead =
    version.document.steps.length === 0
      ? t("chains.chain.lead_empty")
      : t("chains.chain.lead", { version: words.versionOf(version), steps: version.steps, units });
  return (
    <Page title={chain.title} lead={lead} crumbs={[{ to: "/chains", label: t("chains.list.title") }]} action={editing}>
      <Section title={t("chains.drawing.title")} note={words.stateOf(version)}>
        <Swimlanes document={version.document} words={words} selectedId={selectedId} onSelect={setSelectedId} />
        <ElementDetails document={version.document} words={words} id={selectedId} />
        {version.document.steps.length > 0 && <ChainTables document={version.document} words={words} />}
      </Section>
      {version.abilities.edit && version.faults.some((fault) => !fault.isNotice) && (
        <Note tone="due" title={t("chains.editor.fault_title")}>
          <ul>
            {version.faults
              .filter((fault) => !fault.isNotice)
              .map((fault) => (
                <li key={`${fault.code} ${fault.stepIds.join(" ")}`}>{faultWords(fault)}</li>
              ))}
          </ul>
        </Note>
      )}
      {version.abilities.agree && <Agree version={version} />}
      <Columns
        main={<Versions chain={chain} shown={version} />}
        side={
          <>
            <Section title={t("chains.chain.about_version")} gap="s">
              <p>{words.stateOf(version)}</p>
              {version.agreedIn !== "" && <p>{t("chains.version.agreed_in", { where: version.agreedIn })}</p>}
              {version.reviewOn !== null && (
                <p className="small muted">{t("chains.version.review", { day: f.dayWithYear(version.reviewOn) })}</p>
              )}
              {chain.aim !== "" && <p>{chain.aim}</p>}
              {chain.themeId !== null && chain.themeTitle !== null && (
                <p>
                  {t("chains.chain.theme")}: <Link to={`/themes/${chain.themeId}`}>{chain.themeTitle}</Link>
                </p>
              )}
            </Section>
            <Files version={version} />
            {chain.abilities.edit && <About chain={chain} />}
          </>
        }
      />
    </Page>
  );
}

function Versions(it: { readonly chain: ChainView; readonly shown: VersionView }): ReactNode {
  const t = useTexts();
  const { chain, shown } = it;
  const words = useChainWords([]);
  const refresh = useRefresh();
  const say = useToast();
  const navigate = useNavigate();
  const before = chain.versions[chain.versions.findIndex((one) => one.id === shown.id) - 1];
  const copy = async (kind: ChainKind) => {
    const made = await call(copyVersion, { params: { versionId: shown.id }, body: { id: newId(), kind } });
    await refresh(openChain, listChains);
    await navigate({ to: `/chains/${chain.id}/versions/${made.id}/edit` });
  };
  const remove = async (version: VersionRow) => {
    await call(removeVersion, { params: { versionId: version.id } });
    say({
      text: t("chains.chain.draft_removed"),
      undo: async () => {
        await call(restoreVersion, { params: { versionId: version.id } });
        await refresh(openChain, listChains);
      },
    });
    await navigate({ to: `/chains/${chain.id}` });
    await refresh(openChain, listChains);
  };
  return (
    <Section title={t("chains.chain.versions")}>
      <List>
        {chain.versions.map((version) => (
          <ListRow
            key={version.id}
            action={
              version.id === shown.id ? (
                <Tag>{t("chains.chain.shown")}</Tag>
              ) : (
                <Link to={`/chains/${chain.id}/versions/${version.id}`} label={`${t("chains.chain.show")}: ${words.versionOf(version)}`}>
                  {t("chains.chain.show")}
                </Link>
              )
            }
          >
            <p>
              <b>{words.versionOf(version)}</b>
            </p>
            <p className="small muted">
              {words.stateOf(version)} · {t("chains.list.size", { steps: version.steps, interfaces: version.interfaces })}
            </p>
          </ListRow>
        ))}
      </List>
      <Row>
        {before && <Link to={`/chains/${chain.id}/compare/${before.id}/${shown.id}`}>{t("chains.chain.compare")}</Link>}
        {shown.abilities.edit && <Link to={`/chains/${chain.id}/versions/${shown.id}/measured`}>{t("chains.chain.measured")}</Link>}
        {shown.abilities.copy && shown.kind === "as_is" && (
          <Button kind="link" onPress={() => void copy("to_be")}>
            {t("chains.chain.copy_to_be")}
          </Button>
        )}
        {shown.abilities.copy && (
          <Button kind="link" onPress={() => void copy(shown.kind)}>
            {t("chains.chain.copy_same")}
          </Button>
        )}
        {shown.abilities.remove && chain.versions.length > 1 && (
          <Button kind="link" onPress={() => void remove(shown)}>
            {t("chains.chain.remove_draft")}
          </Button>
        )}
      </Row>
    </Section>
  );
}

function Agree(it: { readonly version: VersionView }): ReactNode {
  const t = useTexts();
  const { version } = it;
  const reasons = useReasons();
  const refresh = useRefresh();
  const say = useToast();
  const [agreedOn, setAgreedOn] = useState<string | null>(today());
  const [agreedIn, setAgreedIn] = useState("");
  const [reviewOn, setReviewOn] = useState<string | null>(null);
  const keeping = useKeeping();
  return (
    <Fold summary={t("chains.agree.title")}>
      <p className="small muted">{t("chains.agree.note")}</p>
      <Form
        submit={t("chains.agree.submit")}
        draft={`agree-chain:${version.id}`}
        kind="secondary"
        wordsForProblem={(problem) =>
          problem.fields.some((field) => field.code === "marked") ? t("chains.marked.problem") : reasons(problem)
        }
        wordsFor={({ code }) => (code === "marked" ? t("chains.marked.problem") : undefined)}
        onSubmit={async ({ version: at = version.version }) => {
          const body = { agreedOn: agreedOn ?? today(), agreedIn, reviewOn, keptWords: keeping.keptWords, version: at };
          await keeping.sending(() => call(agreeVersion, { params: { versionId: version.id }, body }));
          say({ text: t("chains.agree.done") });
          await refresh(openChain, openVersion, listChains);
        }}
      >
        <DateField name="agreedOn" label={t("chains.agree.on")} value={agreedOn} onChange={setAgreedOn} direction="past" isRequired />
        <TextField
          name="agreedIn"
          label={t("chains.agree.in")}
          hint={t("chains.agree.in_hint")}
          value={agreedIn}
          onChange={setAgreedIn}
          maxLength={300}
          isOptional
        />
        <DateField name="reviewOn" label={t("chains.agree.review")} value={reviewOn} onChange={setReviewOn} direction="future" isOptional />
        {keeping.note}
      </Form>
    </Fold>
  );
}

function Files(it: { readonly version: VersionView }): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const request = { params: { versionId: it.version.id }, query: { language } };
  return (
    <Section title={t("chains.chain.take")} gap="s">
      <Stack gap="s">
        <div>
          <Download endpoint={makePdf} request={request}>
            {t("chains.chain.pdf")}
          </Download>
        </div>
        <div>
          <Download endpoint={makeSvg} request={request}>
            {t("chains.chain.svg")}
          </Download>
        </div>
        <div>
          <Download endpoint={makeBpmn} request={request}>
            {t("chains.chain.bpmn")}
          </Download>
        </div>
        {it.version.abilities.takeEventLog && (
          <>
            <div>
              <Download endpoint={makeEventLog} request={request}>
                {t("chains.chain.event_log")}
              </Download>
            </div>
            <p className="small muted">{t("chains.chain.event_log_note")}</p>
          </>
        )}
      </Stack>
    </Section>
  );
}

/** What only coordinators do with the chain as a whole. */
function About(it: { readonly chain: ChainView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { chain } = it;
  const refresh = useRefresh();
  const say = useToast();
  const navigate = useNavigate();
  const release = async (isReleased: boolean) => {
    await call(releaseChain, { params: { chainId: chain.id }, body: { isReleased } });
    say({ text: t(isReleased ? "chains.chain.release_done" : "chains.chain.release_ended") });
    await refresh(openChain, listChains);
  };
  const remove = async () => {
    await call(removeChain, { params: { chainId: chain.id } });
    say({
      text: t("chains.chain.removed"),
      undo: async () => {
        await call(restoreChain, { params: { chainId: chain.id } });
        await refresh(listChains, openChain);
      },
    });
    await navigate({ to: "/chains" });
    await refresh(listChains);
  };
  return (
    <Stack>
      {chain.releasedOn !== null ? (
        <div className="stack stack-s">
          <p>{t("chains.chain.released", { day: f.dayWithYear(chain.releasedOn) })}</p>
          <p>
            <Button kind="link" onPress={() => void release(false)}>
              {t("chains.chain.end_release")}
            </Button>
          </p>
        </div>
      ) : (
        chain.abilities.release && (
          <div className="stack stack-s">
            <p>
              <Button kind="link" onPress={() => void release(true)}>
                {t("chains.chain.release")}
              </Button>
            </p>
            <p className="small muted">{t("chains.chain.release_note")}</p>
          </div>
        )
      )}
      <Fold summary={t("chains.chain.about")}>
        <ChainForm
          key={chain.version}
          start={chain}
          submit={t("chains.form.save")}
          onSend={async ({ title, aim, themeId }, { version = chain.version }, keptWords) => {
            await call(changeChain, { params: { chainId: chain.id }, body: { title, aim, themeId, keptWords, version } });
            say({ text: t("chains.form.saved") });
            await refresh(openChain, openVersion, listChains);
          }}
        />
        <p>
          <Button kind="link" onPress={() => void remove()}>
            {t("chains.chain.remove")}
          </Button>
        </p>
      </Fold>
    </Stack>
  );
}
