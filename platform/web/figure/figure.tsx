import { type ReactNode, useId } from "react";
import { Link } from "../form/button.tsx";
import { Fold } from "../page/list.tsx";
import { useTexts } from "../texts.ts";

/** A picture with what it measures above, period, cases and completeness below, and its table in a fold. */
export function Figure(it: {
  /** What is measured, with its unit. */
  readonly title: string;
  readonly how?: ReactNode;
  readonly caption: ReactNode;
  /** A `<Table onPhone="scroll">` of the same figures, under the same protection. */
  readonly table?: ReactNode;
  /** Of its heading: 3 inside a section, 2 where it is one itself. */
  readonly level?: 2 | 3;
  readonly children: ReactNode;
}): ReactNode {
  const t = useTexts();
  const id = useId();
  const Heading = it.level === 2 ? "h2" : "h3";
  return (
    <figure className="figure" aria-labelledby={id}>
      <Heading id={id} className="figure__title">
        {it.title}
      </Heading>
      {it.how !== undefined && <p className="small muted figure__how">{it.how}</p>}
      {it.children}
      <figcaption>{it.caption}</figcaption>
      {it.table !== undefined && <Fold summary={t("platform.figure.table")}>{it.table}</Fold>}
    </figure>
  );
}

/** A figure that the gate does not let through: not zero, not unknown. Says why and how to see more. */
export function Protected(it: {
  readonly minimum?: number;
  /** What is protected: "Für Alleinerziehende in Erlbach gibt es weniger als 5 Fälle." Otherwise the general sentence. */
  readonly children?: ReactNode;
  readonly ways?: readonly { readonly to: string; readonly label: string }[];
}): ReactNode {
  const t = useTexts();
  const { minimum = "none", ways = [] } = it;
  const list = ways.flatMap((way, index) => [
    ...(index > 0 ? [` ${t("platform.protected.or")} `] : []),
    <Link key={way.to} to={way.to}>
      {way.label}
    </Link>,
  ]);
  return (
    <div className="shield">
      <div className="stack stack-s">
        <p>
          <b>{t("platform.protected.title")}</b>
        </p>
        <p>{it.children ?? t("platform.protected.why", { minimum })}</p>
        {ways.length > 0 && <p>{t.rich("platform.protected.more", { ways: list })}</p>}
      </div>
    </div>
  );
}

/** The same inside a sentence or a cell of a table. */
export function ProtectedWord(): ReactNode {
  const t = useTexts();
  return <span className="hatched">{t("platform.protected.word")}</span>;
}

/** Two drawings, not one shrunk: the style sheet shows one of them. */
export function Drawing(it: {
  readonly title: string;
  /** The finding, not the shapes. */
  readonly description: string;
  readonly wide: { readonly width: number; readonly height: number; readonly content: ReactNode };
  readonly narrow: { readonly width: number; readonly height: number; readonly content: ReactNode };
}): ReactNode {
  const id = useId();
  const draw = (which: "wide" | "narrow") => {
    const { width, height, content } = it[which];
    return (
      <svg
        className={`drawing drawing--${which}`}
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        role="img"
        aria-labelledby={`${id}-${which}-t ${id}-${which}-d`}
      >
        <title id={`${id}-${which}-t`}>{it.title}</title>
        <desc id={`${id}-${which}-d`}>{it.description}</desc>
        {content}
      </svg>
    );
  };
  return (
    <>
      {draw("wide")}
      {draw("narrow")}
    </>
  );
}
