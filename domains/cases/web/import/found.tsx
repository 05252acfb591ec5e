import { type ReactNode, useState } from "react";
import { Button } from "../../../../platform/web/form/button.tsx";
import { useFormat } from "../../../../platform/web/formats.ts";
import { Fold, List, ListRow } from "../../../../platform/web/page/list.tsx";
import { Section } from "../../../../platform/web/page/page.tsx";
import { type Column, Table } from "../../../../platform/web/page/table.tsx";
import { useTexts } from "../../../../platform/web/texts.ts";
import { listName } from "../../../people/contract.ts";
import { useCaseWords } from "../words.ts";
import type { CaseList } from "./list-of.ts";

type FoundRow = CaseList["rows"][number];
const shownAtFirst = 4;

/** The first rows as they were understood. */
export function Preview({ list }: { readonly list: CaseList }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { label } = useCaseWords();
  const [isWhole, setWhole] = useState(false);
  const has = (test: (row: FoundRow) => unknown) => list.rows.some((row) => test(row) !== null);
  const columns: readonly Column<FoundRow>[] = [
    {
      key: "name",
      label: t("cases.import.preview.name"),
      isRowHeader: true,
      cell: ({ familyName, givenNames }) => listName({ familyName, givenNames }),
    },
    {
      key: "birth",
      label: t("cases.import.preview.birth"),
      cell: (row) => (row.birthDate === null ? (row.birthYear ?? "–") : f.shortDay(row.birthDate)),
    },
    ...(has((row) => row.townName)
      ? [{ key: "town", label: t("cases.import.preview.town"), cell: (row: FoundRow) => row.townName ?? "–" }]
      : []),
    ...(has((row) => row.phase)
      ? [
          {
            key: "phase",
            label: t("cases.import.preview.phase"),
            cell: (row: FoundRow) => (row.phase === null ? "–" : label("case_phase", row.phase)),
          },
        ]
      : []),
    ...(has((row) => row.openedOn)
      ? [
          {
            key: "opened",
            label: t("cases.import.preview.opened"),
            cell: (row: FoundRow) => (row.openedOn === null ? "–" : f.shortDay(row.openedOn)),
          },
        ]
      : []),
  ];
  const shown = isWhole ? list.rows : list.rows.slice(0, shownAtFirst);
  return (
    <div className="mid">
      <Section title={t("cases.import.preview.title")}>
        <Table caption={t("cases.import.preview.title")} isCaptionHidden columns={columns} rows={shown} rowKey={(row) => String(row.row)} />
        <p className="small muted">
          {t("cases.import.preview.some", { shown: shown.length, n: list.read - list.failed - list.leftOut })}{" "}
          {shown.length < list.rows.length && (
            <Button kind="link" onPress={() => setWhole(true)}>
              {t("cases.import.preview.more", { shown: list.rows.length })}
            </Button>
          )}
        </p>
      </Section>
    </div>
  );
}

/** What somebody may want to know, but need not: remarks and rows that are no cases. */
export function Beside({ list }: { readonly list: CaseList }): ReactNode {
  const t = useTexts();
  if (list.notices.length + list.skipped.length === 0) return null;
  return (
    <div className="mid">
      {list.notices.length > 0 && (
        <Fold summary={t("cases.import.notices", { n: list.notices.length })} word={t("cases.import.notices.word")}>
          <List>
            {list.notices.map((notice, at) => (
              <ListRow
                key={`${notice.row} ${at}`}
                at={t("cases.import.row", { row: notice.row })}
                note={notice.column === null ? undefined : t("cases.import.column", { column: notice.column })}
              >
                <p>{t.maybe(`cases.import.notice.${notice.code}`) ?? t("cases.import.notice.other")}</p>
              </ListRow>
            ))}
          </List>
        </Fold>
      )}
      {list.skipped.length > 0 && (
        <Fold summary={t("cases.import.skipped", { n: list.skipped.length })}>
          <List>
            {list.skipped.map((skipped) => (
              <ListRow key={skipped.row} at={t("cases.import.row", { row: skipped.row })}>
                <p>{t.maybe(`cases.import.skipped.${skipped.reason}`) ?? ""}</p>
              </ListRow>
            ))}
          </List>
        </Fold>
      )}
    </div>
  );
}
