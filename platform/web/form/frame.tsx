import type { ReactNode } from "react";
import { Icon } from "../page/icon.tsx";
import { useTexts } from "../texts.ts";

export type FieldProps = {
  readonly label: string;
  /** The path in the request's body: "minutes", "steps.0.day". Problems with it stand at this field. */
  readonly name?: string;
  readonly hint?: ReactNode;
  readonly isOptional?: boolean;
  /** A sentence of the page's own; otherwise the form finds it. */
  readonly error?: string;
};

export function ErrorText(it: { readonly id: string; readonly children: string | undefined }): ReactNode {
  if (it.children === undefined) return null;
  return (
    <p className="kern-error" id={it.id}>
      <Icon name="danger" tone="bad" />
      <span className="kern-body">{it.children}</span>
    </p>
  );
}

function Optional(): ReactNode {
  const t = useTexts();
  return <span className="muted optional"> ({t("platform.optional")})</span>;
}

/** Label, hint, the control, and what is wrong with it. */
export function FieldFrame(
  it: FieldProps & {
    readonly id: string;
    readonly hintId: string | undefined;
    readonly errorId: string;
    readonly error: string | undefined;
    readonly isLabelHidden?: boolean | undefined;
    readonly children: ReactNode;
  },
): ReactNode {
  return (
    <div className={it.error === undefined ? "field" : "field field--error"}>
      <label className={it.isLabelHidden ? "kern-sr-only" : "field__label"} htmlFor={it.id}>
        {it.label}
        {it.isOptional && <Optional />}
      </label>
      {it.hint !== undefined && (
        <p className="field__hint" id={it.hintId}>
          {it.hint}
        </p>
      )}
      {it.children}
      <ErrorText id={it.errorId}>{it.error}</ErrorText>
    </div>
  );
}

/** The same for several controls under one question. */
export function GroupFrame(
  it: FieldProps & {
    readonly id: string;
    readonly hintId: string | undefined;
    readonly errorId: string;
    readonly error: string | undefined;
    readonly isLabelHidden?: boolean | undefined;
    readonly describedBy: string | undefined;
    readonly kind: "radiogroup" | "group";
    readonly children: ReactNode;
  },
): ReactNode {
  return (
    <fieldset
      className={it.error === undefined ? "field" : "field field--error"}
      id={it.id}
      role={it.kind === "radiogroup" ? "radiogroup" : undefined}
      aria-describedby={it.describedBy}
      aria-invalid={it.error !== undefined && it.kind === "radiogroup" ? true : undefined}
      tabIndex={-1}
    >
      <legend className={it.isLabelHidden ? "kern-sr-only" : "field__label"}>
        {it.label}
        {it.isOptional && <Optional />}
      </legend>
      {it.hint !== undefined && (
        <p className="field__hint" id={it.hintId}>
          {it.hint}
        </p>
      )}
      {it.children}
      <ErrorText id={it.errorId}>{it.error}</ErrorText>
    </fieldset>
  );
}

/** Several fields that belong together, under a heading of their own. */
export function Fieldset(it: { readonly legend: string; readonly hint?: ReactNode; readonly children: ReactNode }): ReactNode {
  return (
    <fieldset className="field">
      <legend className="group__legend">{it.legend}</legend>
      {it.hint !== undefined && <p className="field__hint">{it.hint}</p>}
      <div className="stack stack-m">{it.children}</div>
    </fieldset>
  );
}

/** Two fields side by side where there is room. */
export function Pair(it: { readonly children: ReactNode }): ReactNode {
  return <div className="pair">{it.children}</div>;
}
