import { type DragEvent, type ReactNode, useState } from "react";
import { Icon } from "../page/icon.tsx";
import { useTexts } from "../texts.ts";
import { useField } from "./fields.ts";
import { FieldFrame, type FieldProps } from "./frame.tsx";

/** A file, chosen or dragged here. `kinds` are endings: [".xlsx", ".csv"]. */
export function FileDrop(
  it: FieldProps & {
    readonly kinds: readonly string[];
    readonly file: File | null;
    readonly onChange: (file: File | null) => void;
    readonly megabytes?: number;
    readonly isRequired?: boolean;
  },
): ReactNode {
  const t = useTexts();
  const [isOver, setOver] = useState(false);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const { megabytes = 20 } = it;
  const own = it.error ?? refusal;
  const field = useField({
    ...it,
    ...(own === undefined ? {} : { error: own }),
    check: it.isRequired ? () => (it.file === null ? { code: "required" } : undefined) : undefined,
  });

  function take(file: File | undefined): void {
    if (!file) return;
    const isKnown = it.kinds.some((kind) => file.name.toLowerCase().endsWith(kind));
    const isSmall = file.size <= megabytes * 1_048_576;
    setRefusal(
      isKnown
        ? isSmall
          ? undefined
          : t("platform.file.too_large", { megabytes })
        : t("platform.file.wrong_kind", { kinds: it.kinds.join(", ") }),
    );
    it.onChange(isKnown && isSmall ? file : null);
  }
  const on = (over: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(over);
  };
  return (
    <FieldFrame {...it} {...field}>
      <div
        className={isOver ? "drop drop--over" : "drop"}
        onDragOver={on(true)}
        onDragLeave={on(false)}
        onDrop={(event) => {
          on(false)(event);
          take(event.dataTransfer.files[0]);
        }}
      >
        <Icon name="drive-folder-upload" tone="act" />
        <span>
          <b className="drop__choose">{t("platform.file.choose")}</b> {t("platform.file.drop")}
          <output className="small muted drop__name">{it.file ? t("platform.file.chosen", { name: it.file.name }) : ""}</output>
        </span>
        <input
          id={field.id}
          type="file"
          accept={it.kinds.join(",")}
          aria-describedby={field.describedBy}
          aria-invalid={field.error === undefined ? undefined : true}
          onChange={(event) => take(event.target.files?.[0])}
        />
      </div>
    </FieldFrame>
  );
}
