import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../../platform/web/api.ts";
import { today } from "../../../../platform/web/clock.ts";
import { addDays } from "../../../../platform/web/day.ts";
import { Button } from "../../../../platform/web/form/button.tsx";
import { ChangedMeanwhile } from "../../../../platform/web/form/changed-meanwhile.tsx";
import { Form } from "../../../../platform/web/form/form.tsx";
import { Pair } from "../../../../platform/web/form/frame.tsx";
import { TextField } from "../../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../../platform/web/formats.ts";
import { Dialog } from "../../../../platform/web/page/dialog.tsx";
import { AsExcel } from "../../../../platform/web/page/download.tsx";
import { Fold, List, ListRow } from "../../../../platform/web/page/list.tsx";
import { Page, Row, Stack } from "../../../../platform/web/page/page.tsx";
import { useToast } from "../../../../platform/web/page/toast.tsx";
import { Slot } from "../../../../platform/web/slots.tsx";
import { useLanguage, useTexts } from "../../../../platform/web/texts.ts";
import { endWord, getSite, listWords, makeWordsSpreadsheet, saveWord, type VocabularyView, type Word } from "../../contract.ts";
import { codeFor } from "../../vocabulary/rules.ts";
import { OrderWords } from "./order-words.tsx";

declare module "../../../../platform/web/domain.ts" {
  interface Slots {
    /** How often a word was chosen, said by those who keep what was chosen. */
    wordUse: { readonly vocabulary: string; readonly code: string };
  }
}

/** The words of a site: relabelled, ordered, added, ended; never deleted. */
export function WordsPage(): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const lists = useAnswer(listWords, {});
  const nameOf = (vocabulary: string) => t.maybe(`network.vocabulary.${vocabulary}`) ?? vocabulary;
  return (
    <Page title={t("network.words.title")} lead={t("network.words.lead")} width="mid">
      <Answered query={lists}>
        {({ vocabularies }) => (
          <Stack>
            <div>
              {[...vocabularies]
                .sort((a, b) => Number(a.isClosed) - Number(b.isClosed) || nameOf(a.vocabulary).localeCompare(nameOf(b.vocabulary)))
                .map((one) => (
                  <Fold
                    key={one.vocabulary}
                    summary={nameOf(one.vocabulary)}
                    word={t("network.words.count", { n: one.words.filter((it) => !isOver(it)).length })}
                  >
                    <Words list={one} />
                  </Fold>
                ))}
            </div>
            <AsExcel endpoint={makeWordsSpreadsheet} request={{ query: { language } }} list={t("network.words.title")} />
          </Stack>
        )}
      </Answered>
    </Page>
  );
}

const isOver = (word: Word) => word.validUntilOn !== null && word.validUntilOn < today();

function Words(it: { readonly list: VocabularyView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const language = useLanguage();
  const say = useToast();
  const refresh = useRefresh();
  const [changing, setChanging] = useState<Word | undefined>(undefined);
  const [isOrdering, setOrdering] = useState(false);
  const { vocabulary, words, isClosed } = it.list;
  const nameOfList = t.maybe(`network.vocabulary.${vocabulary}`) ?? vocabulary;
  const again = () => refresh(listWords, getSite);
  const versionOf = async (code: string): Promise<number> =>
    (await call(listWords, {})).vocabularies.find((one) => one.vocabulary === vocabulary)?.words.find((one) => one.code === code)
      ?.version ?? 1;

  async function act(work: () => Promise<unknown>, said: { text: string; undo: () => Promise<unknown> }): Promise<void> {
    try {
      await work();
      say({ text: said.text, undo: () => said.undo().then(again) });
    } catch (error) {
      const problem = problemOf(error);
      const reason = problem.code === "changed_meanwhile" ? "changed_meanwhile" : (problem.reason ?? "");
      say({ text: t.maybe(`network.words.reason.${reason}`) ?? t(`platform.problem.${problem.code}`) });
    }
    await again();
  }
  const setEnd = (code: string, version: number, validUntilOn: string | null) =>
    call(endWord, { params: { vocabulary, code }, body: { validUntilOn, version } });

  if (isOrdering) return <OrderWords list={it.list} onDone={() => setOrdering(false)} />;
  return (
    <>
      {isClosed && <p className="small muted">{t("network.words.closed")}</p>}
      <List label={nameOfList}>
        {words.map((word) => {
          const label = word[language];
          return (
            <ListRow key={word.code}>
              <p className={isOver(word) ? "muted" : undefined}>
                {word.de}
                {word.en !== word.de && <span className="small muted"> · {word.en}</span>}
              </p>
              {word.validUntilOn !== null && (
                <p className="small muted">
                  {isOver(word)
                    ? t("network.words.is_ended", { day: f.dayWithYear(word.validUntilOn) })
                    : t("network.words.ends", { day: f.dayWithYear(word.validUntilOn) })}
                </p>
              )}
              {word.responsibilities > 0 && (
                <p className="small muted">{t("network.words.in_responsibilities", { n: word.responsibilities })}</p>
              )}
              <Slot name="wordUse" props={{ vocabulary, code: word.code }} />
              <span className="row">
                <Button kind="link" label={t("network.words.change_of", { word: label })} onPress={() => setChanging(word)}>
                  {t("network.words.change")}
                </Button>
                {!word.builtIn && word.validUntilOn === null && (
                  <Button
                    kind="link"
                    label={t("network.words.end_of", { word: label })}
                    onPress={() =>
                      void act(() => setEnd(word.code, word.version, addDays(today(), -1)), {
                        text: t("network.words.ended", { word: label }),
                        undo: async () => setEnd(word.code, await versionOf(word.code), null),
                      })
                    }
                  >
                    {t("network.words.end")}
                  </Button>
                )}
                {word.validUntilOn !== null && (
                  <Button
                    kind="link"
                    label={t("network.words.revive_of", { word: label })}
                    onPress={() =>
                      void act(() => setEnd(word.code, word.version, null), {
                        text: t("network.words.revived", { word: label }),
                        undo: async () => setEnd(word.code, await versionOf(word.code), word.validUntilOn),
                      })
                    }
                  >
                    {t("network.words.revive")}
                  </Button>
                )}
              </span>
            </ListRow>
          );
        })}
      </List>
      {words.filter((one) => !isOver(one)).length > 1 && (
        <Row>
          <Button onPress={() => setOrdering(true)} label={t("network.words.order_of", { list: nameOfList })}>
            {t("network.words.order")}
          </Button>
        </Row>
      )}
      {!isClosed && <AddWord vocabulary={vocabulary} taken={words.map((one) => one.code)} />}
      {changing && <ChangeWord vocabulary={vocabulary} word={changing} onDone={() => setChanging(undefined)} />}
    </>
  );
}

function AddWord(it: { readonly vocabulary: string; readonly taken: readonly string[] }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const [de, setDe] = useState("");
  const [en, setEn] = useState("");
  return (
    <Form
      submit={t("network.words.add")}
      draft={`word:${it.vocabulary.replaceAll("_", "-")}`}
      kind="secondary"
      wordsFor={({ code }) => (code === "already_there" ? t("network.words.already_there") : undefined)}
      wordsForProblem={(problem) => t.maybe(`network.words.reason.${problem.reason ?? ""}`)}
      onSubmit={async () => {
        await call(saveWord, { params: { vocabulary: it.vocabulary, code: codeFor(de, it.taken) }, body: { de, en, version: null } });
        say({ text: t("network.words.added", { word: de }) });
        setDe("");
        setEn("");
        await refresh(listWords, getSite);
      }}
    >
      <Pair>
        <TextField name="de" label={t("network.words.de")} value={de} onChange={setDe} maxLength={200} isRequired />
        <TextField name="en" label={t("network.words.en")} value={en} onChange={setEn} maxLength={200} isRequired />
      </Pair>
    </Form>
  );
}

function ChangeWord(it: { readonly vocabulary: string; readonly word: Word; readonly onDone: () => void }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const [de, setDe] = useState(it.word.de);
  const [en, setEn] = useState(it.word.en);
  const [version, setVersion] = useState(it.word.version);
  const [theirs, setTheirs] = useState<Word | undefined>(undefined);
  const params = { vocabulary: it.vocabulary, code: it.word.code };
  return (
    <Dialog title={t("network.words.change_of", { word: it.word.de })} onClose={it.onDone}>
      {theirs && (
        <ChangedMeanwhile
          differences={[
            { label: t("network.words.de"), mine: de, theirs: theirs.de },
            { label: t("network.words.en"), mine: en, theirs: theirs.en },
          ]}
          onKeepMine={() => {
            setVersion(theirs.version);
            setTheirs(undefined);
          }}
          onTakeTheirs={() => {
            setDe(theirs.de);
            setEn(theirs.en);
            setVersion(theirs.version);
            setTheirs(undefined);
          }}
        />
      )}
      <Form
        submit={t("network.words.save")}
        draft={`change-word:${`${params.vocabulary}-${params.code}`.replaceAll("_", "-").slice(0, 60)}`}
        onChangedMeanwhile={(current) => setTheirs(current as Word)}
        onSubmit={async () => {
          await call(saveWord, { params, body: { de, en, version } });
          say({
            text: t("network.words.changed", { word: de }),
            undo: () =>
              call(saveWord, { params, body: { de: it.word.de, en: it.word.en, version: version + 1 } }).then(() =>
                refresh(listWords, getSite),
              ),
          });
          await refresh(listWords, getSite);
          it.onDone();
        }}
      >
        <TextField name="de" label={t("network.words.de")} value={de} onChange={setDe} maxLength={200} isRequired />
        <TextField name="en" label={t("network.words.en")} value={en} onChange={setEn} maxLength={200} isRequired />
      </Form>
    </Dialog>
  );
}
