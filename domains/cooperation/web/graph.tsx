/* oxlint-disable jsx-a11y/prefer-tag-over-role -- inside a drawing there is no tag for a group or a button */
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { useTexts } from "../../../platform/web/texts.ts";
import type { NetworkOrganisation, NetworkResult, NetworkTie } from "../contract.ts";

/** With more of them only the chosen ones carry their names. */
const mostNames = 45;
const radius = 20;

type Way = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";
const ways: Readonly<Record<Way, readonly [number, number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** Along a tie: of those tied, the one that lies best in the direction of the arrow. */
export function alongTie(from: NetworkOrganisation, tied: readonly NetworkOrganisation[], way: Way): NetworkOrganisation | undefined {
  const [wx, wy] = ways[way];
  return tied
    .map((one) => {
      const [dx, dy] = [one.x - from.x, one.y - from.y];
      return { one, straight: (dx * wx + dy * wy) / (Math.hypot(dx, dy) || 1) };
    })
    .filter(({ straight }) => straight > 0.35)
    .toSorted((a, b) => b.straight - a.straight)[0]?.one;
}

/**
 * The network as a drawing that is walked through by keyboard: arrows go along the ties, page up and down through all by name, Enter keeps one chosen. The
 * same stands in the tables below.
 */
export function Graph(it: {
  readonly result: NetworkResult;
  readonly ties: readonly NetworkTie[];
  readonly sentenceOf: (organisation: NetworkOrganisation) => string;
  readonly chosen: string | null;
  readonly onChoose: (id: string | null) => void;
}): ReactNode {
  const t = useTexts();
  const nodes = useRef(new Map<string, SVGGElement>());
  const { organisations } = it.result;
  const byName = organisations.toSorted((a, b) => a.name.localeCompare(b.name, "de"));
  const [active, setActive] = useState(byName[0]?.id ?? "");
  const at = new Map(organisations.map((one) => [one.id, one]));
  const near = (id: string) =>
    it.ties.flatMap((tie) => (tie.one === id ? (at.get(tie.other) ?? []) : tie.other === id ? (at.get(tie.one) ?? []) : []));
  const lit = it.chosen === null ? null : new Set([it.chosen, ...near(it.chosen).map((one) => one.id)]);
  const namesAll = organisations.length <= mostNames;
  const sizeOf = (one: NetworkOrganisation) => radius + Math.min(one.partners, 14) * (namesAll ? 1 : 0.4) - (namesAll ? 0 : 9);
  function goTo(one: NetworkOrganisation | undefined): void {
    if (!one) return;
    setActive(one.id);
    nodes.current.get(one.id)?.focus();
  }
  function onKey(event: KeyboardEvent, from: NetworkOrganisation): void {
    const index = byName.findIndex((one) => one.id === from.id);
    const { key } = event;
    if (key in ways) goTo(alongTie(from, near(from.id), key as Way));
    else if (key === "PageDown") goTo(byName[(index + 1) % byName.length]);
    else if (key === "PageUp") goTo(byName[(index - 1 + byName.length) % byName.length]);
    else if (key === "Home") goTo(byName[0]);
    else if (key === "End") goTo(byName.at(-1));
    else if (key === "Enter" || key === " ") it.onChoose(it.chosen === from.id ? null : from.id);
    else if (key === "Escape") it.onChoose(null);
    else return;
    event.preventDefault();
  }
  const faint = (isLit: boolean) => (isLit ? "" : " coop-faint");
  return (
    <>
      <p className="small muted">{t("cooperation.graph.keys")}</p>
      <div className="coop-graph">
        <svg
          viewBox="0 0 1000 720"
          role="group"
          aria-label={t("cooperation.graph.label", { n: organisations.length, ties: it.ties.length })}
        >
          {it.ties.map((tie) => {
            const [one, other] = [at.get(tie.one), at.get(tie.other)];
            if (!one || !other) return null;
            const kind = tie.view === "both" ? "" : tie.view === "one" ? " coop-tie--one" : " coop-tie--lived";
            const isLit = it.chosen === null || tie.one === it.chosen || tie.other === it.chosen;
            return (
              <line
                key={`${tie.one} ${tie.other}`}
                className={`coop-tie${kind}${faint(isLit)}`}
                x1={one.x}
                y1={one.y}
                x2={other.x}
                y2={other.y}
                strokeWidth={tie.frequency === null ? 2 : tie.frequency * 1.4 - 0.8}
              />
            );
          })}
          {byName.map((one) => {
            const isSilent = one.standings.includes("not_answered");
            const size = sizeOf(one);
            return (
              <g
                key={one.id}
                ref={(element) => {
                  if (element) nodes.current.set(one.id, element);
                  else nodes.current.delete(one.id);
                }}
                className={`coop-node${isSilent ? " coop-node--silent" : ""}${one.id === it.chosen ? " coop-node--chosen" : ""}${faint(lit?.has(one.id) ?? true)}`}
                role="button"
                tabIndex={one.id === active ? 0 : -1}
                aria-pressed={one.id === it.chosen}
                aria-label={it.sentenceOf(one)}
                onClick={() => {
                  setActive(one.id);
                  it.onChoose(it.chosen === one.id ? null : one.id);
                }}
                onFocus={() => setActive(one.id)}
                onKeyDown={(event) => onKey(event, one)}
              >
                <circle className="coop-ring" cx={one.x} cy={one.y} r={size + 6} />
                <circle cx={one.x} cy={one.y} r={size} />
              </g>
            );
          })}
          {/* beside the buttons, which say more than this: their names are whole sentences */}
          <g aria-hidden="true" className="coop-names">
            {byName.map((one) => {
              const isNamed = namesAll || one.id === active || (lit?.has(one.id) ?? false);
              return (
                <g key={one.id} className={`${one.id === it.chosen ? "coop-name--chosen" : ""}${faint(lit?.has(one.id) ?? true)}`}>
                  {one.group > 0 && (
                    <text className="coop-number" x={one.x} y={one.y + 5}>
                      {one.group}
                    </text>
                  )}
                  {isNamed && (
                    <text x={one.x} y={one.y + sizeOf(one) + 18}>
                      {one.name.length > 20 ? `${one.name.slice(0, 19)}…` : one.name}
                    </text>
                  )}
                </g>
              );
            })}
          </g>
        </svg>
      </div>
    </>
  );
}
