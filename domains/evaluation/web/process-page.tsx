import { type ReactNode, useState } from "react";
import { useAct } from "../../../platform/web/act.ts";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { today } from "../../../platform/web/clock.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { Chips, RadioGroup, Select } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { Pair } from "../../../platform/web/form/frame.tsx";
import { TextArea } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Quote, Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import {
  answerEntry,
  changeEntry,
  entryLevels,
  type EntryView,
  listEntries,
  listSites,
  removeEntry,
  restoreEntry,
  type SiteView,
  sourceKinds,
  writeEntry,
  makeSiteSpreadsheet,
} from "../contract.ts";
import { CheckedForm } from "./checked-form.tsx";
import { DutiesFold } from "./duties.tsx";
import { SiteFrame } from "./site-frame.tsx";
import { useAuthor } from "./words.ts";

const shows = ["all", "shared", "notes"] as const;

/** What happened, day by day; what it may mean stands apart. */
export function ProcessPage(): ReactNode {
  return <SiteFrame part="process">{(site) => <Process site={site} />}</SiteFrame>;
}

function Process(it: { readonly site: SiteView }): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const { site } = it;
  const [show, setShow] = useState<(typeof shows)[number]>("all");
  const entries = useAnswer(listEntries, { params: { siteId: site.siteId } });
  const { isTeam } = site.abilities;
  return (
    <>
      <Fold summary={isTeam ? t("evaluation.entry.write") : t("evaluation.entry.write_site")} word={t("evaluation.form.open")}>
        <EntryForm site={site} />
      </Fold>
      <Section title={t("evaluation.part.process")} note={isTeam ? t("evaluation.process.note") : t("evaluation.process.note_site")}>
        {isTeam && (
          <Chips
            label={t("evaluation.process.show")}
            isLabelHidden
            value={show}
            onChange={setShow}
            options={shows.map((one) => ({ value: one, label: t(`evaluation.process.show.${one}`) }))}
          />
        )}
        <Answered query={entries}>
          {(answer) => {
            const shown = answer.entries.filter((entry) => show === "all" || entry.isShared === (show === "shared"));
            return shown.length === 0 ? (
              <Empty>{isTeam ? t("evaluation.process.empty") : t("evaluation.process.empty_site")}</Empty>
            ) : (
              <>
                <List>
                  {shown.map((entry) => (
                    <Entry key={entry.id} entry={entry} site={site} />
                  ))}
                </List>
                <AsExcel
                  endpoint={makeSiteSpreadsheet}
                  request={{ params: { siteId: site.siteId, list: "entries" }, query: { language } }}
                  list={t("evaluation.part.process")}
                />
              </>
            );
          }}
        </Answered>
      </Section>
      <DutiesFold site={site} />
    </>
  );
}

function Entry(it: { readonly entry: EntryView; readonly site: SiteView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const author = useAuthor();
  const act = useAct("evaluation", listEntries, listSites);
  const [open, setOpen] = useState<"none" | "answer" | "change">("none");
  const { entry, site } = it;
  const close = () => setOpen("none");
  const params = { siteId: site.siteId, entryId: entry.id };
  async function remove(): Promise<void> {
    await act(() => call(removeEntry, { params }), { text: t("evaluation.entry.removed"), undo: () => call(restoreEntry, { params }) });
  }
  return (
    <ListRow at={f.when(entry.happenedOn).at}>
      <p>{entry.event}</p>
      {entry.interpretation !== "" && (
        <p className="muted">
          <b>{t("evaluation.entry.meaning")}</b> {entry.interpretation}
        </p>
      )}
      <p className="small muted">
        {[t(`evaluation.level_of_event.${entry.level}`), t(`evaluation.source.${entry.sourceKind}`), author(entry.author)].join(" · ")}
      </p>
      {!entry.isShared && (
        <p>
          <Tag>{t("evaluation.entry.note")}</Tag>
        </p>
      )}
      {entry.answers.map((answer) => (
        <Quote key={answer.id} isBoxed by={`${author(answer.author)}, ${f.dayWithYear(answer.answeredOn)}`}>
          {answer.text}
        </Quote>
      ))}
      {open === "answer" && <AnswerForm entry={entry} site={site} onDone={close} />}
      {open === "change" && <EntryForm site={site} entry={entry} onDone={close} />}
      {open === "none" && (
        <div className="row">
          {entry.abilities.change && (
            <Button kind="link" label={`${t("evaluation.entry.change")}: ${entry.event}`} onPress={() => setOpen("change")}>
              {t("evaluation.entry.change")}
            </Button>
          )}
          {entry.abilities.change && (
            <Button kind="link" label={`${t("evaluation.entry.remove")}: ${entry.event}`} onPress={() => void remove()}>
              {t("evaluation.entry.remove")}
            </Button>
          )}
          {entry.abilities.answer && (
            <Button kind="link" label={`${t(answerWord(site))}: ${entry.event}`} onPress={() => setOpen("answer")}>
              {t(answerWord(site))}
            </Button>
          )}
        </div>
      )}
    </ListRow>
  );
}

const answerWord = (site: SiteView) => (site.abilities.isTeam ? "evaluation.entry.answer" : "evaluation.entry.correct");

function AnswerForm(it: { readonly entry: EntryView; readonly site: SiteView; readonly onDone: () => void }): ReactNode {
  const t = useTexts();
  const refresh = useRefresh();
  const { siteId } = it.site;
  return (
    <CheckedForm
      siteId={siteId}
      draftKey={`answer:${it.entry.id}`}
      empty={{ text: "" }}
      checked={["text"]}
      submit={t("evaluation.entry.answer_save")}
      kind="secondary"
      onCancel={it.onDone}
      send={(values, sent) => call(answerEntry, { params: { siteId, entryId: it.entry.id }, body: { ...sent, ...values } })}
      done={t("evaluation.entry.answered")}
      after={async () => {
        it.onDone();
        await refresh(listEntries);
      }}
    >
      {(values, change) => (
        <TextArea
          name="text"
          label={t(answerWord(it.site))}
          hint={t("evaluation.entry.answer_hint")}
          value={values.text}
          onChange={(text) => change({ text })}
          rows={3}
          maxLength={2000}
          isRequired
        />
      )}
    </CheckedForm>
  );
}

function EntryForm(it: { readonly site: SiteView; readonly entry?: EntryView; readonly onDone?: () => void }): ReactNode {
  const t = useTexts();
  const refresh = useRefresh();
  const { entry, site } = it;
  const { siteId } = site;
  const { isTeam } = site.abilities;
  return (
    <CheckedForm
      siteId={siteId}
      draftKey={entry ? `entry:${entry.id}` : `entry:${siteId}`}
      empty={{
        happenedOn: entry?.happenedOn ?? (today() as string | null),
        level: entry?.level ?? "structure",
        event: entry?.event ?? "",
        interpretation: entry?.interpretation ?? "",
        sourceKind: entry?.sourceKind ?? (isTeam ? ("observation" as const) : ("told_by_site" as const)),
        isShared: !isTeam,
      }}
      checked={["event", "interpretation"]}
      submit={t("evaluation.entry.save")}
      {...(entry ? { kind: "secondary" as const } : {})}
      {...(it.onDone ? { onCancel: it.onDone } : {})}
      send={async (values, sent) => {
        const fields = { ...values, happenedOn: values.happenedOn ?? "" };
        if (entry) {
          await call(changeEntry, {
            params: { siteId, entryId: entry.id },
            body: { ...fields, version: entry.version, keptMarks: sent.keptMarks },
          });
        } else await call(writeEntry, { params: { siteId }, body: { ...fields, ...sent } });
      }}
      done={t("evaluation.entry.saved")}
      after={async () => {
        it.onDone?.();
        await refresh(listEntries, listSites);
      }}
    >
      {(values, change) => (
        <>
          <TextArea
            name="event"
            label={t("evaluation.entry.event")}
            hint={t("evaluation.entry.event_hint")}
            value={values.event}
            onChange={(event) => change({ event })}
            rows={2}
            maxLength={600}
            isRequired
          />
          <DateField
            name="happenedOn"
            label={t("evaluation.entry.day")}
            value={values.happenedOn}
            onChange={(happenedOn) => change({ happenedOn })}
            direction="past"
            maximum={today()}
            isRequired
          />
          <TextArea
            name="interpretation"
            label={t("evaluation.entry.interpretation")}
            hint={t("evaluation.entry.interpretation_hint")}
            value={values.interpretation}
            onChange={(interpretation) => change({ interpretation })}
            rows={3}
            maxLength={2000}
            isOptional
          />
          <Pair>
            <Select
              name="level"
              label={t("evaluation.entry.level")}
              value={values.level}
              onChange={(level) => change({ level: level ?? "structure" })}
              options={entryLevels.map((one) => ({ value: one, label: t(`evaluation.level_of_event.${one}`) }))}
            />
            <Select
              name="sourceKind"
              label={t("evaluation.entry.source")}
              value={values.sourceKind}
              onChange={(sourceKind) => change({ sourceKind: sourceKind ?? "observation" })}
              options={sourceKinds.map((one) => ({ value: one, label: t(`evaluation.source.${one}`) }))}
            />
          </Pair>
          {isTeam && (
            <RadioGroup
              name="isShared"
              label={t("evaluation.entry.who_sees")}
              value={values.isShared ? "site" : "team"}
              onChange={(who) => change({ isShared: who === "site" })}
              options={[
                { value: "team", label: t("evaluation.entry.only_team"), note: t("evaluation.entry.only_team_note") },
                { value: "site", label: t("evaluation.entry.site_too"), note: t("evaluation.entry.site_too_note") },
              ]}
            />
          )}
        </>
      )}
    </CheckedForm>
  );
}
