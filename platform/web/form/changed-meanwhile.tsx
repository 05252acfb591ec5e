import { type ReactNode, useEffect, useRef } from "react";
import { Note } from "../page/panel.tsx";
import { Table } from "../page/table.tsx";
import { useTexts } from "../texts.ts";
import { Actions, Button } from "./button.tsx";

/** Two people changed the same thing: both versions side by side, and the person decides. */
export function ChangedMeanwhile(it: {
  /** Only what differs: the label and both values as they are shown. */
  readonly differences: readonly { readonly label: string; readonly mine: ReactNode; readonly theirs: ReactNode }[];
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
}): ReactNode {
  const t = useTexts();
  const shown = (value: ReactNode) => (value === "" || value === null || value === undefined ? t("platform.changed.empty") : value);
  // on a long form it may stand above what is seen
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} className="summary">
      <Note tone="due" live title={t("platform.changed.title")}>
        <p>{t(it.differences.length > 0 ? "platform.changed.body" : "platform.changed.elsewhere")}</p>
        {it.differences.length > 0 && (
          <Table
            caption={t("platform.changed.title")}
            isCaptionHidden
            rows={it.differences}
            rowKey={(row) => row.label}
            columns={[
              { key: "label", label: t("platform.changed.field"), isRowHeader: true, cell: (row) => row.label },
              { key: "mine", label: t("platform.changed.mine"), cell: (row) => shown(row.mine) },
              { key: "theirs", label: t("platform.changed.theirs"), cell: (row) => shown(row.theirs) },
            ]}
          />
        )}
        <Actions>
          <Button onPress={it.onKeepMine}>{t("platform.changed.keep_mine")}</Button>
          <Button kind="link" onPress={it.onTakeTheirs}>
            {t("platform.changed.take_theirs")}
          </Button>
        </Actions>
      </Note>
    </div>
  );
}
