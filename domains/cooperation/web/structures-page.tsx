import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { Select } from "../../../platform/web/form/choice.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Dialog } from "../../../platform/web/page/dialog.tsx";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { useFirstOnPhone } from "../../../platform/web/page/first.tsx";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { Table } from "../../../platform/web/page/table.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useLabel, useLanguage, useTexts } from "../../../platform/web/texts.ts";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { useSite } from "../../network/web/index.ts";
import {
  addStructure,
  changeStructure,
  listStructures,
  makeStructuresSpreadsheet,
  removeStructure,
  restoreStructure,
  type StructureView,
  type TargetGroup,
  targetGroups,
} from "../contract.ts";
import { Frame } from "./frame.tsx";
import { StructureForm } from "./structure-form.tsx";

type Found = AnswerOf<typeof listStructures>;

/** Which counselling there is where for whom; what is there twice, and what is missing. */
export function StructuresPage(): ReactNode {
  const t = useTexts();
  const [group, setGroup] = useState<TargetGroup | null>(null);
  const structures = useAnswer(listStructures, { query: group === null ? {} : { targetGroup: group } }, { keep: true });
  return (
    <Frame part="structures" lead={t("cooperation.structures.lead")} width="wide">
      <Answered query={structures}>
        {(found) => (
          <>
            {found.structures.length > 0 && <Coverage found={found} group={group} onGroup={setGroup} />}
            <Structures found={found} />
          </>
        )}
      </Answered>
    </Frame>
  );
}

/** How many offers a town has in a field. */
function countIn(cells: Found["cells"], townId: string | null, nobody: string): (field: string) => ReactNode {
  return (field) => {
    const n = cells.find((one) => one.field === field && one.townId === townId)?.structureIds.length ?? 0;
    return n === 0 ? <span className="coop-none">{nobody}</span> : String(n);
  };
}

function useSiteWords(): { field: (code: string) => string; town: (id: string | null) => string } {
  const t = useTexts();
  const site = useSite();
  const label = useLabel(site.data?.vocabularies ?? {});
  return {
    field: (code) => label("field_of_action", code),
    town: (id) => site.data?.towns.find((town) => town.id === id)?.name ?? t("cooperation.whole_site"),
  };
}

function Coverage(it: {
  readonly found: Found;
  readonly group: TargetGroup | null;
  readonly onGroup: (group: TargetGroup | null) => void;
}): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const words = useSiteWords();
  const { cells, doubles, whiteSpots, structures } = it.found;
  const fields = [...new Set(cells.map((cell) => cell.field))];
  const towns = [...new Set(cells.map((cell) => cell.townId))];
  const nameOf = (id: string) => {
    const one = structures.find((structure) => structure.id === id);
    return one ? `${one.organisationName}: ${one.name}` : "";
  };
  return (
    <>
      <Section title={t("cooperation.coverage.title")} note={t("cooperation.coverage.note")}>
        <Select
          label={t("cooperation.coverage.group")}
          value={it.group}
          onChange={it.onGroup}
          emptyLabel={t("cooperation.coverage.anybody")}
          options={targetGroups.map((one) => ({ value: one, label: t(`cooperation.group.${one}`) }))}
        />
        <div className="coop-matrix">
          <Table
            caption={t("cooperation.coverage.caption", {
              group: it.group === null ? t("cooperation.coverage.anybody") : t(`cooperation.group.${it.group}`),
            })}
            rows={fields}
            rowKey={(field) => field}
            onPhone="scroll"
            columns={[
              { key: "field", label: t("cooperation.structure.field"), cell: (field) => words.field(field), isRowHeader: true },
              ...towns.map((townId) => ({
                key: townId ?? "site",
                label: words.town(townId),
                isNumber: true,
                cell: countIn(cells, townId, t("cooperation.coverage.nobody")),
              })),
            ]}
          />
        </div>
      </Section>
      <Section title={t("cooperation.spots.title", { n: whiteSpots.length })} note={t("cooperation.spots.note")}>
        {whiteSpots.length === 0 ? (
          <Empty>{t("cooperation.spots.none")}</Empty>
        ) : (
          <Few
            rows={whiteSpots.map((spot) => ({
              key: `${spot.field} ${spot.targetGroup}`,
              words: t("cooperation.spots.sentence", {
                field: words.field(spot.field),
                group: t(`cooperation.group.${spot.targetGroup}`),
                where: spot.isWholeSite ? t("cooperation.spots.whole_site") : f.list(spot.townIds.map(words.town)),
              }),
            }))}
          />
        )}
      </Section>
      <Section title={t("cooperation.doubles.title", { n: doubles.length })} note={t("cooperation.doubles.note")}>
        {doubles.length === 0 ? (
          <Empty>{t("cooperation.doubles.none")}</Empty>
        ) : (
          <Few
            rows={doubles.map((double) => ({
              key: `${double.field} ${double.townId} ${double.targetGroup}`,
              words: t("cooperation.doubles.sentence", {
                field: words.field(double.field),
                group: t(`cooperation.group.${double.targetGroup}`),
                where: words.town(double.townId),
                who: f.list(double.structureIds.map(nameOf)),
              }),
            }))}
          />
        )}
      </Section>
    </>
  );
}

const few = 6;
/** The first ones, the rest folded. */
function Few(it: { readonly rows: readonly { readonly key: string; readonly words: string }[] }): ReactNode {
  const t = useTexts();
  const listed = (rows: typeof it.rows) => (
    <List>
      {rows.map((row) => (
        <ListRow key={row.key}>
          <p>{row.words}</p>
        </ListRow>
      ))}
    </List>
  );
  const rest = it.rows.slice(few);
  return (
    <>
      {listed(it.rows.slice(0, few))}
      {rest.length > 0 && (
        <Fold summary={t("cooperation.more", { n: rest.length })} word={t("cooperation.open")}>
          {listed(rest)}
        </Fold>
      )}
    </>
  );
}

function Structures(it: { readonly found: Found }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const language = useLanguage();
  const { structures, abilities } = it.found;
  const { rows: shown, rest } = useFirstOnPhone(structures, 6);
  return (
    <Section
      title={t("cooperation.structures.all", { n: structures.length })}
      beside={
        structures.length > 0 ? (
          <AsExcel endpoint={makeStructuresSpreadsheet} request={{ query: { language } }} list={t("cooperation.structures.title")} />
        ) : undefined
      }
    >
      {structures.length === 0 && <Empty>{abilities.edit ? t("cooperation.structures.none_yet") : t("cooperation.structures.none")}</Empty>}
      {structures.length > 0 && (
        <>
          <List>
            {shown.map((structure) => (
              <StructureRow key={structure.id} structure={structure} mayEdit={abilities.edit} />
            ))}
          </List>
          {rest}
        </>
      )}
      {abilities.edit && (
        <Fold summary={t("cooperation.structures.add")} word={t("cooperation.open")}>
          <StructureForm
            submit={t("cooperation.structures.save_new")}
            draft="structure"
            onSend={async (fields, id) => {
              await call(addStructure, { body: { ...fields, id } });
              say({ text: t("cooperation.structures.added", { name: fields.name }) });
              await refresh(listStructures);
            }}
          />
        </Fold>
      )}
    </Section>
  );
}

function StructureRow(it: { readonly structure: StructureView; readonly mayEdit: boolean }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const words = useSiteWords();
  const [isEditing, setEditing] = useState(false);
  const { structure } = it;
  const params = { structureId: structure.id };
  const facts = [
    f.list(structure.fields.map(words.field)),
    structure.townIds.length === 0 ? t("cooperation.whole_site") : f.list(structure.townIds.map(words.town)),
    structure.targetGroups.length === 0
      ? t("cooperation.everybody")
      : f.list(structure.targetGroups.map((one) => t(`cooperation.group.${one}`))),
  ];
  const means = [
    ...(structure.placesAYear === null ? [] : [t("cooperation.structure.places_of", { n: structure.placesAYear })]),
    ...(structure.hoursAWeek === null ? [] : [t("cooperation.structure.hours_of", { n: f.number(structure.hoursAWeek, 1) })]),
    ...(structure.openingHours === "" ? [] : [structure.openingHours]),
  ];
  return (
    <ListRow
      action={
        it.mayEdit ? (
          <Button kind="link" label={t("cooperation.change_of", { name: structure.name })} onPress={() => setEditing(true)}>
            {t("cooperation.change")}
          </Button>
        ) : undefined
      }
    >
      <p>
        <b>{structure.name}</b> <span className="muted">{structure.organisationName}</span>
      </p>
      <p className="small">{facts.join(" · ")}</p>
      {means.length > 0 && <p className="small muted">{means.join(" · ")}</p>}
      <p className="small muted">
        {structure.fundedBy === ""
          ? t(`cooperation.kind.${structure.kind}`)
          : t("cooperation.structure.paid_by", { who: structure.fundedBy })}
      </p>
      {structure.fundedUntilOn !== null && structure.fundingState !== "running" && (
        <p>
          <Tag tone={structure.fundingState === "over" ? "bad" : "due"}>
            {t(`cooperation.funding.${structure.fundingState === "over" ? "over" : "ending"}`, {
              day: f.dayWithYear(structure.fundedUntilOn),
            })}
          </Tag>
        </p>
      )}
      {structure.hasLeft && (
        <p>
          <Tag tone="due">{t("cooperation.has_left", { name: structure.organisationName })}</Tag>
        </p>
      )}
      {isEditing && (
        <Dialog title={structure.name} onClose={() => setEditing(false)}>
          <StructureForm
            start={structure}
            submit={t("cooperation.save")}
            draft={`structure:${structure.id}`}
            onSend={async (fields) => {
              await call(changeStructure, { params, body: { ...fields, version: structure.version } });
              say({ text: t("cooperation.saved") });
              setEditing(false);
              await refresh(listStructures);
            }}
          />
          <p>
            <Button
              kind="link"
              onPress={() =>
                void call(removeStructure, { params }).then(async () => {
                  setEditing(false);
                  say({
                    text: t("cooperation.removed", { name: structure.name }),
                    undo: async () => {
                      await call(restoreStructure, { params });
                      await refresh(listStructures);
                    },
                  });
                  await refresh(listStructures);
                })
              }
            >
              {t("cooperation.structures.remove")}
            </Button>
          </p>
        </Dialog>
      )}
    </ListRow>
  );
}
