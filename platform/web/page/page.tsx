import { createContext, type ReactNode, useEffect, useId, useRef } from "react";
import { Link } from "../form/button.tsx";
import { useSession } from "../session.ts";
import { takeFocusRequest } from "./focus.ts";

type PageProps = {
  readonly title: string;
  /** The sentence a person came for. */
  readonly lead?: ReactNode;
  readonly crumbs?: readonly { readonly to: string; readonly label: string }[];
  /** The one filled button, top right where work goes on. */
  readonly action?: ReactNode;
  /** narrow 44 rem for reading and forms, mid 60 rem for tables, otherwise all. */
  readonly width?: "narrow" | "mid" | "wide";
  /** In the window's title instead of the heading: a page about a person says what it is, not who. */
  readonly windowTitle?: string;
  /** Where the title is in another language than the page around it. */
  readonly titleLanguage?: string;
  readonly children?: ReactNode;
};

/** Whether something stands in a page already, or would have to be one. */
export const InPage = createContext(false);

/** A page: h1, its first sentence, then sections 60 px apart. Takes the focus after a change of page. */
export function Page(it: PageProps): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  const { actor } = useSession();
  useEffect(() => {
    if (takeFocusRequest()) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className={`stack stack-xl ${it.width ?? "wide"}`}>
      <title>{[it.windowTitle ?? it.title, actor?.siteName, "Verbund"].filter((part) => part !== undefined).join(" – ")}</title>
      <div className="hero">
        <div className="stack stack-s">
          {it.crumbs && it.crumbs.length > 0 && <Crumbs crumbs={it.crumbs} />}
          <h1 ref={heading} tabIndex={-1} lang={it.titleLanguage} dir="auto">
            {it.title}
          </h1>
          {it.lead !== undefined && <div className="lead">{it.lead}</div>}
        </div>
        {it.action !== undefined && <div className="hero__action">{it.action}</div>}
      </div>
      <InPage value={true}>{it.children}</InPage>
    </div>
  );
}

function Crumbs(it: { readonly crumbs: readonly { readonly to: string; readonly label: string }[] }): ReactNode {
  return (
    <p className="crumbs small">
      {it.crumbs.map((crumb) => (
        <Link key={crumb.to} to={crumb.to}>
          {crumb.label}
        </Link>
      ))}
    </p>
  );
}

/** A part of a page under its own heading. */
export function Section(it: {
  readonly title: string;
  readonly note?: ReactNode;
  /** At the right of the heading: filters, a link. */
  readonly beside?: ReactNode;
  readonly gap?: "s" | "m";
  readonly children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <section className={it.gap === "s" ? "stack stack-s" : it.gap === "m" ? "stack stack-m" : "stack"} aria-labelledby={id}>
      <div className="row row--apart">
        <div>
          <h2 id={id}>{it.title}</h2>
          {it.note !== undefined && <p className="small muted">{it.note}</p>}
        </div>
        {it.beside}
      </div>
      {it.children}
    </section>
  );
}

/** Sections below each other, 60 px apart; in a column `Columns` does it. */
export function Sections(it: { readonly children: ReactNode }): ReactNode {
  return <div className="stack stack-xl">{it.children}</div>;
}

/** The main column and one beside it; `half` for two of equal weight. On a phone one after the other. */
export function Columns(it: { readonly main: ReactNode; readonly side: ReactNode; readonly half?: boolean }): ReactNode {
  return (
    <div className={it.half ? "cols cols--half" : "cols"}>
      <div className="stack stack-xl">{it.main}</div>
      {it.half ? <div className="stack stack-xl">{it.side}</div> : <aside className="stack stack-xl">{it.side}</aside>}
    </div>
  );
}

/** Paragraphs and small things with the usual gap between thoughts. */
export function Stack(it: { readonly gap?: "xs" | "s" | "m" | "l"; readonly children: ReactNode }): ReactNode {
  return <div className={it.gap ? `stack stack-${it.gap}` : "stack"}>{it.children}</div>;
}

/** Small things side by side, wrapping. */
export function Row(it: { readonly apart?: boolean; readonly children: ReactNode }): ReactNode {
  return <div className={it.apart ? "row row--apart" : "row"}>{it.children}</div>;
}
