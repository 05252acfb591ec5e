import type { ReactNode } from "react";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { Select } from "../../../platform/web/form/choice.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { Table } from "../../../platform/web/page/table.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { type listStructures, type StructureView, type TargetGroup, targetGroups } from "../contract.ts";
import type { SiteWords } from "./words.ts";

type Found = Pick<AnswerOf<typeof listStructures>, "structures" | "cells" | "doubles" | "whiteSpots">;

/** How many offers a town has in a field. */
function countIn(cells: Found["cells"], townId: string | null, nobody: string): (field: string) => ReactNode {
  return (field) => {
    const n = cells.find((one) => one.field === field && one.townId === townId)?.structureIds.length ?? 0;
    return n === 0 ? <span className="coop-none">{nobody}</span> : String(n);
  };
}

/** Field by town, what nobody offers and what several do. */
export function Coverage(it: {
  readonly found: Found;
  readonly words: SiteWords;
  readonly group: TargetGroup | null;
  readonly onGroup: (group: TargetGroup | null) => void;
}): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { words } = it;
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

/** One offer of counselling in words. */
export function StructureFacts(it: { readonly structure: StructureView; readonly words: SiteWords }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { structure, words } = it;
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
    <>
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
    </>
  );
}
