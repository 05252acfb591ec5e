import { type ReactNode, useState } from "react";
import { useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { today } from "../../../platform/web/clock.ts";
import type { PlotMark } from "../../../platform/web/figure/dot-plot.tsx";
import { Button } from "../../../platform/web/form/button.tsx";
import { CheckboxGroup, Chips } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { TextArea } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { ConfirmDialog } from "../../../platform/web/page/dialog.tsx";
import { Fold } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { Table } from "../../../platform/web/page/table.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { useSite } from "../../network/web/index.ts";
import {
  changeCircumstance,
  type Circumstance,
  circumstanceKinds,
  listCircumstances,
  noteCircumstance,
  openMeasure,
  removeCircumstance,
} from "../contract.ts";
import { GapCheck, useGapCheck } from "./gap-check.tsx";
import { LoopForm } from "./loop-form.tsx";

const inTime = (circumstances: readonly Circumstance[]) => circumstances.toSorted((a, b) => (a.fromOn < b.fromOn ? -1 : 1));

function useWhen(): (one: Circumstance) => string {
  const t = useTexts();
  const f = useFormat();
  return (one) =>
    one.untilOn === null
      ? f.dayWithYear(one.fromOn)
      : t("themes.circumstance.period", { from: f.dayWithYear(one.fromOn), until: f.dayWithYear(one.untilOn) });
}

/** On the time axis of a change, numbered in order of time. */
export function useMarks(circumstances: readonly Circumstance[]): PlotMark[] {
  const t = useTexts();
  const when = useWhen();
  return inTime(circumstances).map((one) => ({
    key: one.id,
    from: one.fromOn,
    until: one.untilOn,
    words: t("themes.circumstance.in_plot", { when: when(one), text: one.text }),
  }));
}

/** What else happened at the site in the time of a measure: everyone reads it, coordinators write it. */
export function Circumstances(it: { readonly circumstances: readonly Circumstance[]; readonly mayNote: boolean }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const when = useWhen();
  const site = useSite();
  const done = useDone();
  const [edited, setEdited] = useState<string | null>(null);
  const [removed, setRemoved] = useState<Circumstance | null>(null);
  const towns = (one: Circumstance) =>
    one.townIds.length === 0
      ? t("themes.circumstance.everywhere")
      : f.list((site.data?.towns ?? []).filter((town) => one.townIds.includes(town.id)).map((town) => town.name));
  const changeOrRemove = (row: Circumstance) => (
    <span className="row row--tight">
      <Button kind="link" label={`${t("themes.circumstance.change")}: ${row.text}`} onPress={() => setEdited(row.id)}>
        {t("themes.circumstance.change")}
      </Button>
      <Button kind="link" label={`${t("themes.circumstance.remove")}: ${row.text}`} onPress={() => setRemoved(row)}>
        {t("themes.circumstance.remove")}
      </Button>
    </span>
  );
  const rows = inTime(it.circumstances);
  const one = rows.find((row) => row.id === edited);
  if (rows.length === 0 && !it.mayNote) return null;
  return (
    <Section title={t("themes.circumstance.title")} note={t("themes.circumstance.lead")}>
      {rows.length === 0 ? (
        <Empty>{t("themes.circumstance.none")}</Empty>
      ) : (
        <Table
          caption={t("themes.circumstance.title")}
          isCaptionHidden
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            { key: "when", label: t("themes.circumstance.when"), isRowHeader: true, cell: (row) => when(row) },
            { key: "text", label: t("themes.circumstance.text"), cell: (row) => row.text },
            { key: "kind", label: t("themes.circumstance.kind"), cell: (row) => t(`themes.circumstance.kind.${row.kind}`) },
            { key: "where", label: t("themes.circumstance.where"), cell: (row) => towns(row) },
            { key: "noted", label: t("themes.circumstance.noted"), cell: (row) => `${row.notedBy ?? ""}, ${f.dayWithYear(row.notedOn)}` },
            ...(it.mayNote
              ? [
                  {
                    key: "change",
                    label: t("themes.circumstance.change"),
                    cell: (row: Circumstance) => changeOrRemove(row),
                  },
                ]
              : []),
          ]}
        />
      )}
      {removed !== null && (
        <ConfirmDialog
          title={t("themes.circumstance.remove_ask")}
          confirm={t("themes.circumstance.remove")}
          onClose={() => setRemoved(null)}
          onConfirm={async () => {
            await call(removeCircumstance, { params: { circumstanceId: removed.id } });
            setRemoved(null);
            await done("themes.circumstance.removed");
          }}
        >
          <p>{t("themes.circumstance.remove_why")}</p>
        </ConfirmDialog>
      )}
      {it.mayNote && one && <Note key={one.id} known={one} onDone={() => setEdited(null)} />}
      {it.mayNote && !one && (
        <Fold summary={t("themes.circumstance.note")}>
          <Note />
        </Fold>
      )}
    </Section>
  );
}

function useDone() {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  return async (words: "themes.circumstance.saved" | "themes.circumstance.removed") => {
    say({ text: t(words) });
    await refresh(openMeasure, listCircumstances);
  };
}

function Note(it: { readonly known?: Circumstance; readonly onDone?: () => void }): ReactNode {
  const t = useTexts();
  const done = useDone();
  const site = useSite();
  const check = useGapCheck();
  const { known } = it;
  const [kind, setKind] = useState<Circumstance["kind"] | null>(known?.kind ?? null);
  const [fromOn, setFromOn] = useState<string | null>(known?.fromOn ?? today());
  const [untilOn, setUntilOn] = useState<string | null>(known?.untilOn ?? null);
  const [text, setText] = useState(known?.text ?? "");
  const [townIds, setTownIds] = useState<readonly string[]>(known?.townIds ?? []);
  return (
    <LoopForm
      submit={t("themes.circumstance.save")}
      draft={known ? `circumstance:${known.id}` : "circumstance"}
      kind="secondary"
      check={() => (kind === null ? [{ path: "kind", code: "required" }] : [])}
      onSubmit={async ({ id }) => {
        if (kind === null || !(await check.passes({ text }))) return false;
        const body = { kind, fromOn: fromOn ?? "", untilOn, text, townIds: [...townIds], keptMarks: check.kept };
        if (known) await call(changeCircumstance, { params: { circumstanceId: known.id }, body: { ...body, version: known.version } });
        else await call(noteCircumstance, { body: { ...body, id } });
        setText("");
        check.forget();
        it.onDone?.();
        await done("themes.circumstance.saved");
        return true;
      }}
    >
      <Chips
        name="kind"
        label={t("themes.circumstance.kind")}
        value={kind}
        onChange={setKind}
        options={circumstanceKinds.map((one) => ({ value: one, label: t(`themes.circumstance.kind.${one}`) }))}
      />
      <div className="pair">
        <DateField name="fromOn" label={t("themes.circumstance.from")} value={fromOn} onChange={setFromOn} isRequired />
        <DateField name="untilOn" label={t("themes.circumstance.until")} value={untilOn} onChange={setUntilOn} />
      </div>
      <TextArea
        name="text"
        label={t("themes.circumstance.text")}
        hint={t("themes.circumstance.text_hint")}
        value={text}
        onChange={(value) => {
          check.forget();
          setText(value);
        }}
        rows={2}
        maxLength={500}
        isRequired
      />
      <GapCheck check={check} words={{ text }} onReplace={(_, value) => setText(value)} />
      <TownChoice
        name="townIds"
        label={t("themes.circumstance.towns")}
        hint={t("themes.circumstance.towns_hint")}
        values={townIds}
        onChange={setTownIds}
        towns={site.data?.towns ?? []}
      />
    </LoopForm>
  );
}

export function TownChoice(it: {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
  readonly towns: readonly { readonly id: string; readonly name: string }[];
}): ReactNode {
  if (it.towns.length < 2) return null;
  const { towns, values, onChange, ...field } = it;
  return (
    <CheckboxGroup
      {...field}
      values={[...values]}
      onChange={onChange}
      options={towns.map((town) => ({ value: town.id, label: town.name }))}
    />
  );
}
