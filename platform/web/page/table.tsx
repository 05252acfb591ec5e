import { type ReactNode, useId } from "react";
import { Button } from "../form/button.tsx";
import { useTexts } from "../texts.ts";
import { useFirstOnPhone } from "./first.tsx";
import { Icon } from "./icon.tsx";

export type Sorting = { readonly key: string; readonly descending: boolean };

export type Column<Row> = {
  readonly key: string;
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
  /** Names the row: the first column, as a rule. */
  readonly isRowHeader?: boolean;
  /** Numbers stand at the right, with digits of equal width. */
  readonly isNumber?: boolean;
  readonly isSortable?: boolean;
  /** Says nothing in this row: on a phone the line is left out. */
  readonly isEmpty?: (row: Row) => boolean;
  /** Left out on a phone, where the row has it one step further on. */
  readonly isForWide?: boolean;
};

type TableProps<Row> = {
  readonly caption: string;
  readonly isCaptionHidden?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly sorting?: Sorting;
  readonly onSort?: (sorting: Sorting) => void;
  /** On a phone: each row a block with its labels (`flow`), or the table scrolls in its own region (`scroll`), for figures. */
  readonly onPhone?: "flow" | "scroll";
  /** So many rows at first on a phone, and a button for the others. */
  readonly firstOnPhone?: number;
  readonly paging?: Paging;
};
export type Paging = { readonly page: number; readonly pages: number; readonly onPage: (page: number) => void };

function classOf<Row>(column: Column<Row>, row: Row): string | undefined {
  const isLeftOut = column.isForWide === true || column.isEmpty?.(row) === true;
  return [column.isNumber && "r", isLeftOut && "only-l"].filter(Boolean).join(" ") || undefined;
}

/** Only where people compare columns; otherwise a list. */
export function Table<Row>(it: TableProps<Row>): ReactNode {
  const t = useTexts();
  const id = useId();
  const flows = it.onPhone !== "scroll";
  const { rows, rest } = useFirstOnPhone(it.rows, it.firstOnPhone);
  const table = (
    <table className={flows ? "tab tab--flow" : "tab"} role={flows ? "table" : undefined}>
      <caption id={id} className={it.isCaptionHidden ? "kern-sr-only" : undefined}>
        {it.caption}
      </caption>
      <thead role={flows ? "rowgroup" : undefined}>
        <tr role={flows ? "row" : undefined}>
          {it.columns.map((column) => (
            <Header key={column.key} column={column} sorting={it.sorting} onSort={it.onSort} flows={flows} />
          ))}
        </tr>
      </thead>
      <tbody role={flows ? "rowgroup" : undefined}>
        {rows.map((row) => (
          <tr key={it.rowKey(row)} role={flows ? "row" : undefined}>
            {it.columns.map((column) =>
              column.isRowHeader ? (
                <th key={column.key} scope="row" role={flows ? "rowheader" : undefined}>
                  {column.cell(row)}
                </th>
              ) : (
                <td key={column.key} className={classOf(column, row)} data-label={column.label} role={flows ? "cell" : undefined}>
                  {column.cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
  return (
    <div className="stack stack-s">
      {flows ? (
        table
      ) : (
        // a region that scrolls must take the focus, or the keyboard cannot scroll it
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className="scroll" tabIndex={0} aria-label={t("platform.table.scroll", { caption: it.caption })}>
          {table}
        </section>
      )}
      {rest}
      {it.paging && it.paging.pages > 1 && <Pages {...it.paging} />}
    </div>
  );
}

function Header<Row>(it: {
  readonly column: Column<Row>;
  readonly sorting: Sorting | undefined;
  readonly onSort: ((sorting: Sorting) => void) | undefined;
  readonly flows: boolean;
}): ReactNode {
  const t = useTexts();
  const { column, sorting, onSort } = it;
  const isSorted = sorting?.key === column.key;
  return (
    <th
      scope="col"
      role={it.flows ? "columnheader" : undefined}
      className={column.isNumber ? "r" : undefined}
      aria-sort={isSorted ? (sorting.descending ? "descending" : "ascending") : undefined}
    >
      {column.isSortable && onSort ? (
        <button
          type="button"
          className="sort"
          aria-label={t("platform.table.sort", { column: column.label })}
          onClick={() => onSort({ key: column.key, descending: isSorted && !sorting.descending })}
        >
          {column.label}
          {isSorted && <Icon name={sorting.descending ? "arrow-down" : "arrow-up"} isSmall tone="act" />}
        </button>
      ) : (
        column.label
      )}
    </th>
  );
}

/** Below a long list or table. */
export function Pages(it: Paging): ReactNode {
  const t = useTexts();
  return (
    <div className="row">
      {it.page > 1 && (
        <Button kind="link" onPress={() => it.onPage(it.page - 1)}>
          {t("platform.table.previous")}
        </Button>
      )}
      <output className="small muted">{t("platform.table.page", { page: it.page, pages: it.pages })}</output>
      {it.page < it.pages && (
        <Button kind="link" onPress={() => it.onPage(it.page + 1)}>
          {t("platform.table.next")}
        </Button>
      )}
    </div>
  );
}
