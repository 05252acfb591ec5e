import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../../platform/web/answers.tsx";
import { call } from "../../../../platform/web/api.ts";
import { addDays } from "../../../../platform/web/day.ts";
import { today } from "../../../../platform/web/clock.ts";
import { Button, Link } from "../../../../platform/web/form/button.tsx";
import { RadioGroup } from "../../../../platform/web/form/choice.tsx";
import { DateField } from "../../../../platform/web/form/date-field.tsx";
import { Form } from "../../../../platform/web/form/form.tsx";
import { useFormat } from "../../../../platform/web/formats.ts";
import { Dialog } from "../../../../platform/web/page/dialog.tsx";
import { List, ListRow } from "../../../../platform/web/page/list.tsx";
import { Row, Section } from "../../../../platform/web/page/page.tsx";
import { Note, Tag } from "../../../../platform/web/page/panel.tsx";
import { Empty } from "../../../../platform/web/page/states.tsx";
import { Pages } from "../../../../platform/web/page/table.tsx";
import { useToast } from "../../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../../platform/web/texts.ts";
import type { SiteView } from "../../../network/contract.ts";
import { useSite } from "../../../network/web/index.ts";
import { usePersonName } from "../../../people/web/index.ts";
import {
  askDueErasure,
  type DueDeletion,
  getDataHome,
  getRetention,
  keepLonger,
  type KeepReason,
  keepReasons,
  listDue,
  lookAtDue,
} from "../../contract.ts";
import { ArchiveFields, nothingSaid, useArchiveWords } from "../erasure/archive-fields.tsx";
import { ErasureCounts } from "../erasure/counts.tsx";

/** For whoever watches over it: what is due, or that nothing is, and where no period was decided. */
export function DueHome(): ReactNode {
  const t = useTexts();
  const site = useSite();
  const { data } = useAnswer(getDataHome, {});
  const noteOf = useNote();
  if (!data || !site.data) return null;
  const { total, first } = data.due;
  const without = data.unitsWithoutPeriod.length;
  const noPeriod = without > 0 && (
    <p className="small muted">
      {t("consent.due.without_period", { n: without })} <Link to="/retention">{t("consent.due.to_periods")}</Link>
    </p>
  );
  if (total === 0)
    return (
      <Section title={t("consent.due.title")}>
        <Empty>{t("consent.due.none")}</Empty>
        {noPeriod}
      </Section>
    );
  return (
    <Section title={t("consent.due.home", { n: total })} note={noteOf(first)}>
      <List label={t("consent.due.title")}>
        {first.map((one) => (
          <DueRow key={one.id} due={one} site={site.data} />
        ))}
      </List>
      <p>
        <Link to="/erasures">{t("consent.due.all")}</Link>
      </p>
      {noPeriod}
    </Section>
  );
}

/** For the administration, who may decide for every unit: where nobody has decided how long data is kept. */
export function PeriodsHome(): ReactNode {
  const t = useTexts();
  const { data } = useAnswer(getRetention, {});
  const without = data?.unitIds.filter((unitId) => !data.periods.some((one) => one.unitId === unitId)).length ?? 0;
  if (without === 0) return null;
  return (
    <Section title={t("consent.retention.title")} gap="s">
      <p>{t("consent.due.without_period", { n: without })}</p>
      <p>
        <Link to="/retention">{t("consent.due.to_periods")}</Link>
      </p>
    </Section>
  );
}

/** Who may ask checks; the others know that somebody does. */
function useNote(): (due: readonly DueDeletion[]) => string {
  const t = useTexts();
  return (due) => t(due.some((one) => one.abilities.ask) ? "consent.due.note" : "consent.due.note_watch");
}

/** Whose period is over, on the page of deletions. */
export function DueSection(it: { readonly site: SiteView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const noteOf = useNote();
  const [page, setPage] = useState(1);
  const answer = useAnswer(listDue, { query: { page } }, { keep: true });
  const unitName = (id: string) => {
    const unit = it.site.units.find((one) => one.id === id);
    return unit ? `${unit.name} (${unit.organisationName})` : t("consent.erasure.unit.unknown");
  };
  return (
    <Answered query={answer}>
      {({ due, pages, unitsWithoutPeriod }) => (
        <Section title={t("consent.due.title")} {...(due.length > 0 ? { note: noteOf(due) } : {})}>
          {due.length === 0 ? (
            <Empty>{t("consent.due.none")}</Empty>
          ) : (
            <>
              <List label={t("consent.due.title")}>
                {due.map((one) => (
                  <DueRow key={one.id} due={one} site={it.site} />
                ))}
              </List>
              {pages > 1 && <Pages page={page} pages={pages} onPage={setPage} />}
            </>
          )}
          {unitsWithoutPeriod.length > 0 && (
            <Note>
              <p>
                {t("consent.due.no_period", {
                  units: f.list(unitsWithoutPeriod.slice(0, 3).map(unitName)),
                })}{" "}
                <Link to="/retention">{t("consent.due.to_periods")}</Link>
              </p>
            </Note>
          )}
        </Section>
      )}
    </Answered>
  );
}

function DueRow(it: { readonly due: DueDeletion; readonly site: SiteView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const nameOf = usePersonName();
  const [doing, setDoing] = useState<"look" | "keep">();
  const { due, site } = it;
  const unit = site.units.find((one) => one.id === due.unitId);
  const isKept = due.keptUntilOn !== null && due.keptUntilOn >= today();
  const mark = t("consent.erasure.row.mark", { mark: due.mark });
  const name = due.client ? nameOf(due.client.identity) : mark;
  return (
    <ListRow>
      <Row>
        <strong>{name}</strong>
        {due.client && <span className="small muted">{mark}</span>}
        {due.isAsked ? (
          <Tag>{t("consent.due.asked")}</Tag>
        ) : isKept ? undefined : (
          <Tag tone="due">{t("consent.due.over", { n: due.daysOver })}</Tag>
        )}
      </Row>
      <p>{t(`consent.due.${due.kind}`, { day: f.dayWithYear(due.beganOn) })}</p>
      {isKept && due.keptUntilOn !== null && due.keptReason !== null && (
        <p>{t("consent.due.kept", { day: f.dayWithYear(due.keptUntilOn), reason: t(`consent.due.keep_reason.${due.keptReason}`) })}</p>
      )}
      <p className="small muted">{unit ? `${unit.organisationName}, ${unit.name}` : t("consent.erasure.unit.unknown")}</p>
      {!due.isAsked && (
        <Row>
          <Button
            kind={due.abilities.ask ? "secondary" : "link"}
            label={t(due.abilities.ask ? "consent.due.ask_of" : "consent.due.look_of", { name })}
            onPress={() => setDoing("look")}
          >
            {t(due.abilities.ask ? "consent.due.ask" : "consent.due.look")}
          </Button>
          {due.abilities.keep && (
            <Button kind="link" label={t("consent.due.keep_of", { name })} onPress={() => setDoing("keep")}>
              {t("consent.due.keep")}
            </Button>
          )}
        </Row>
      )}
      {doing === "look" && <Look due={due} onClose={() => setDoing(undefined)} />}
      {doing === "keep" && <Keep due={due} onClose={() => setDoing(undefined)} />}
    </ListRow>
  );
}

function useDueWords() {
  const t = useTexts();
  return (problem: { readonly reason?: string | undefined }) =>
    problem.reason === undefined ? undefined : t.maybe(`consent.due.conflict.${problem.reason}`);
}

/** What would go; and for who may, the request. */
function Look(it: { readonly due: DueDeletion; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const wordsForProblem = useDueWords();
  const wordsFor = useArchiveWords();
  const [said, setSaid] = useState(nothingSaid);
  const { due } = it;
  const looked = useAnswer(lookAtDue, { params: { dueId: due.id } });
  return (
    <Dialog title={t("consent.due.look_title", { mark: due.mark })} onClose={it.onClose}>
      <Answered query={looked}>
        {(answer) => (
          <>
            <ErasureCounts counts={answer.counts} unreadableOn={answer.unreadableOn} />
            {due.abilities.ask ? (
              <Form
                submit={t("consent.due.ask")}
                wordsFor={wordsFor}
                wordsForProblem={wordsForProblem}
                onSubmit={async ({ id }) => {
                  const { archive, archiveOfferedOn } = said;
                  if (archive === null) return;
                  await call(askDueErasure, { params: { dueId: due.id }, body: { id, archive, archiveOfferedOn } });
                  await refresh();
                  say({ text: t("consent.erasure.ask.said") });
                  it.onClose();
                }}
              >
                <p>{t("consent.erasure.ask.lead")}</p>
                <ArchiveFields isBound={answer.archiveBound} value={said} onChange={setSaid} />
              </Form>
            ) : (
              <Row>
                <Button onPress={it.onClose}>{t("consent.due.close")}</Button>
              </Row>
            )}
          </>
        )}
      </Answered>
    </Dialog>
  );
}

function Keep(it: { readonly due: DueDeletion; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const wordsForProblem = useDueWords();
  const [reason, setReason] = useState<KeepReason | null>(it.due.keptReason);
  const [untilOn, setUntilOn] = useState<string | null>(it.due.keptUntilOn ?? addDays(today(), 180));
  const { due } = it;
  return (
    <Dialog title={t("consent.due.keep")} onClose={it.onClose}>
      <p>{t("consent.due.keep_lead")}</p>
      <Form
        submit={t("consent.due.keep")}
        wordsFor={({ name, code }) => (name === "untilOn" ? t.maybe(`consent.due.problem.${code}`) : undefined)}
        wordsForProblem={wordsForProblem}
        onChangedMeanwhile={() => void refresh(listDue, getDataHome).then(it.onClose)}
        onSubmit={async () => {
          if (reason === null || untilOn === null) return;
          await call(keepLonger, { params: { dueId: due.id }, body: { reason, untilOn, version: due.version } });
          await refresh(listDue, getDataHome);
          say({ text: t("consent.due.keep_said", { day: f.dayWithYear(untilOn) }) });
          it.onClose();
        }}
      >
        <RadioGroup
          label={t("consent.due.keep_why")}
          name="reason"
          isRequired
          options={keepReasons.map((value) => ({ value, label: t(`consent.due.keep_reason.${value}`) }))}
          value={reason}
          onChange={setReason}
        />
        <DateField label={t("consent.due.keep_until")} name="untilOn" direction="future" isRequired value={untilOn} onChange={setUntilOn} />
      </Form>
    </Dialog>
  );
}
