import "./chains.css";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useTexts } from "../../../platform/web/texts.ts";
import type { ChainDocument } from "../contract.ts";
import { inOrder, isInterface, lanesOf } from "../rules.ts";
import { type Layout, layOut, lettersOf, linesOf } from "../rules-layout.ts";
import { type ChainWords, useElementNames } from "./words.ts";

/** What a mark adds: its words are read out with the name of the element. */
export type ElementMark = {
  /** Three steps of thickness; colour only repeats it. */
  readonly weight?: 1 | 2 | 3;
  readonly tone?: "due" | "added" | "removed" | "changed";
  readonly words?: string;
};

type Editing = {
  readonly onAddAfter: (stepId: string) => void;
  readonly onRemove: (id: string) => void;
  readonly onMove: (stepId: string, unitId: string | null) => void;
  readonly onOpen: (id: string) => void;
};

type SwimlanesProps = {
  readonly document: ChainDocument;
  readonly words: ChainWords;
  readonly selectedId: string | null;
  readonly onSelect: (id: string) => void;
  readonly marks?: ReadonlyMap<string, ElementMark>;
  readonly editing?: Editing;
};

/**
 * The chain as lanes. Every step and every interface is one stop with a name; one of them is in the order of the Tab key, the arrow keys lead on. On a phone
 * the same stands as a list, one below the other.
 */
export function Swimlanes(it: SwimlanesProps): ReactNode {
  const t = useTexts();
  if (it.document.steps.length === 0) return <p className="muted">{t("chains.drawing.empty")}</p>;
  return (
    <>
      <Wide {...it} />
      <Narrow {...it} />
    </>
  );
}

/** The order in which the arrow keys pass: a step, then what leads on from it. */
function stopsOf(document: ChainDocument): string[] {
  const letters = lettersOf(document);
  const rank = (id: string) => (letters.get(id) ?? "").padStart(3, " ");
  return inOrder(document).flatMap((step) => [
    step.id,
    ...document.interfaces
      .filter((one) => one.fromStepId === step.id)
      .toSorted((a, b) => (rank(a.id) < rank(b.id) ? -1 : 1))
      .map((one) => one.id),
  ]);
}

function Wide(it: SwimlanesProps): ReactNode {
  const t = useTexts();
  const { document, words, editing } = it;
  const layout = layOut(document);
  const stops = stopsOf(document);
  const nameOf = useElementNames(document, words);
  const drawing = useRef<SVGSVGElement>(null);
  const [dragged, setDragged] = useState<{ readonly id: string; readonly y: number; readonly by: number } | null>(null);
  const current = it.selectedId !== null && stops.includes(it.selectedId) ? it.selectedId : (stops[0] ?? "");
  const wantsFocus = useRef(false);

  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    drawing.current?.querySelector<SVGGElement>(`[data-id="${current}"]`)?.focus();
  }, [current]);

  const go = (id: string | undefined) => {
    if (id === undefined) return;
    wantsFocus.current = true;
    it.onSelect(id);
  };
  const isStep = (id: string) => document.steps.some((step) => step.id === id);

  function onKeyDown(event: KeyboardEvent, id: string): void {
    const at = stops.indexOf(id);
    const steps = stops.filter(isStep);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = document.steps.find((one) => one.id === id);
    if (event.shiftKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      if (!editing || !step) return;
      event.preventDefault();
      const lanes = lanesOf(document);
      const lane = lanes[lanes.indexOf(step.unitId) + (event.key === "ArrowUp" ? -1 : 1)];
      if (lane !== undefined) {
        wantsFocus.current = true;
        editing.onMove(id, lane);
      }
      return;
    }
    const done = (): boolean => {
      switch (event.key) {
        case "ArrowRight":
        case "ArrowDown":
          go(stops[at + 1]);
          return true;
        case "ArrowLeft":
        case "ArrowUp":
          go(stops[at - 1]);
          return true;
        case "Home":
          go(stops[0]);
          return true;
        case "End":
          go(steps.at(-1));
          return true;
        case "Enter":
        case " ":
          it.onSelect(id);
          editing?.onOpen(id);
          return true;
        case "+":
          if (step) {
            wantsFocus.current = true;
            editing?.onAddAfter(id);
          }
          return editing !== undefined;
        case "Delete":
          if (editing) {
            go(stops[at - 1] ?? stops[at + 1]);
            editing.onRemove(id);
          }
          return editing !== undefined;
        default:
          return false;
      }
    };
    if (done()) event.preventDefault();
  }

  /** Taken to another lane with the mouse or a finger. */
  const drag = (id: string) =>
    editing === undefined
      ? {}
      : {
          onPointerDown: (event: PointerEvent<SVGGElement>) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            setDragged({ id, y: event.clientY, by: 0 });
          },
          onPointerMove: (event: PointerEvent<SVGGElement>) => {
            if (dragged?.id === id) setDragged({ ...dragged, by: event.clientY - dragged.y });
          },
          onPointerUp: () => {
            const box = layout.boxes.find((one) => one.id === id);
            if (dragged?.id === id && box && Math.abs(dragged.by) > 12) {
              const middle = box.y + box.height / 2 + dragged.by;
              const lane = layout.lanes.find((one) => middle >= one.y && middle <= one.y + one.height);
              if (lane) editing.onMove(id, lane.unitId);
            }
            setDragged(null);
          },
          onPointerCancel: () => setDragged(null),
        };

  const keysId = useId();
  const group = { role: "group", "aria-label": t("chains.drawing.label"), "aria-describedby": keysId };
  const stop = (id: string) => ({
    "data-id": id,
    role: "button",
    tabIndex: id === current ? 0 : -1,
    "aria-pressed": id === it.selectedId,
    "aria-label": [nameOf(id), it.marks?.get(id)?.words].filter(Boolean).join(", "),
    onClick: () => it.onSelect(id),
    onKeyDown: (event: KeyboardEvent) => onKeyDown(event, id),
  });

  return (
    <div className="lanes__frame">
      <svg
        ref={drawing}
        className="lanes"
        viewBox={`0 0 ${layout.width} ${layout.height}`}
        width={layout.width}
        height={layout.height}
        {...group}
      >
        <desc id={keysId}>{t("chains.drawing.keys")}</desc>
        <Bands layout={layout} words={words} />
        {layout.arrows.map((arrow) => {
          const mark = it.marks?.get(arrow.id);
          return (
            <g key={arrow.id} {...stop(arrow.id)} className={`lanes__way${toneOf(mark)}`}>
              <polyline
                className="lanes__line"
                points={arrow.points.map((point) => `${point.x},${point.y}`).join(" ")}
                strokeWidth={[1.6, 3, 5][(mark?.weight ?? 1) - 1]}
                strokeDasharray={arrow.isBack || mark?.tone === "removed" ? "5 4" : undefined}
              />
              <Tip points={arrow.points} />
              <circle className="lanes__badge" cx={arrow.badge.x} cy={arrow.badge.y} r={isInterfaceId(document, arrow.id) ? 13 : 9} />
              <text className="lanes__letter" x={arrow.badge.x} y={arrow.badge.y + 5}>
                {arrow.letter}
              </text>
            </g>
          );
        })}
        {layout.boxes.map((box) => {
          const mark = it.marks?.get(box.id);
          const lines = box.lines.length > 0 ? box.lines : linesOf(words.titleOf(""), 17, 3);
          return (
            <g
              key={box.id}
              {...stop(box.id)}
              {...drag(box.id)}
              className={`lanes__step${toneOf(mark)}`}
              transform={dragged?.id === box.id ? `translate(0 ${dragged.by})` : undefined}
            >
              <rect className="lanes__box" x={box.x} y={box.y} width={box.width} height={box.height} rx="4" />
              <text y={box.y + box.height / 2 + 5 - ((lines.length - 1) / 2) * 18}>
                {lines.map((line, at) => (
                  // the space keeps the words of two lines apart for whoever hears them
                  <tspan key={`${at} ${line}`} x={box.x + box.width / 2} dy={at === 0 ? 0 : 18}>
                    {`${line} `}
                  </tspan>
                ))}
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}

const isInterfaceId = (document: ChainDocument, id: string) => {
  const one = document.interfaces.find((it) => it.id === id);
  return one !== undefined && isInterface(document, one);
};
const toneOf = (mark: ElementMark | undefined) => (mark?.tone === undefined ? "" : ` lanes--${mark.tone}`);

function Bands(it: { readonly layout: Layout; readonly words: ChainWords }): ReactNode {
  return it.layout.lanes.map((lane, at) => {
    const name = linesOf(it.words.unitOf(lane.unitId), 18, 2);
    const organisation = linesOf(it.words.organisationOf(lane.unitId), 19, 2);
    const lines = [...name, ...organisation];
    return (
      <g key={lane.unitId ?? "person"} className={at % 2 === 0 ? "lanes__band" : "lanes__band lanes__band--other"}>
        <rect x="0" y={lane.y} width={it.layout.width} height={lane.height} />
        {lines.map((line, i) => (
          <text
            key={`${i} ${line}`}
            className={i < name.length ? undefined : "lanes__organisation"}
            x="12"
            y={lane.y + lane.height / 2 + 5 + (i - (lines.length - 1) / 2) * 19}
          >
            {line}
          </text>
        ))}
      </g>
    );
  });
}

/** The head of an arrow, along its last stretch. */
function Tip(it: { readonly points: Layout["arrows"][number]["points"] }): ReactNode {
  const [from, to] = [it.points.at(-2), it.points.at(-1)];
  if (!from || !to) return null;
  const angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
  return <path className="lanes__tip" d="M0 0 L-11 -5.5 L-11 5.5 z" transform={`translate(${to.x} ${to.y}) rotate(${angle})`} />;
}

function Narrow(it: SwimlanesProps): ReactNode {
  const { document, words } = it;
  const letters = lettersOf(document);
  const titleOf = (id: string) => words.titleOf(document.steps.find((step) => step.id === id)?.title);
  const choose = (id: string, className: string, children: ReactNode) => (
    <button
      type="button"
      className={`${className}${toneOf(it.marks?.get(id))}`}
      aria-pressed={it.selectedId === id}
      onClick={() => {
        it.onSelect(id);
        it.editing?.onOpen(id);
      }}
    >
      {children}
    </button>
  );
  return (
    <ol className="lanes__list">
      {inOrder(document).map((step) => (
        <li key={step.id}>
          {choose(
            step.id,
            "lanes__stop",
            <>
              <b>{words.titleOf(step.title)}</b>
              <span>{words.unitOf(step.unitId)}</span>
              {it.marks?.get(step.id)?.words !== undefined && <small>{it.marks.get(step.id)?.words}</small>}
            </>,
          )}
          {document.interfaces
            .filter((one) => one.fromStepId === step.id)
            .map((one) => (
              <div key={one.id}>
                {choose(
                  one.id,
                  "lanes__link",
                  <>
                    <b>{letters.get(one.id)}</b>
                    <span>
                      {`→ ${titleOf(one.toStepId)}`}
                      {it.marks?.get(one.id)?.words !== undefined && <small>{it.marks.get(one.id)?.words}</small>}
                    </span>
                  </>,
                )}
              </div>
            ))}
        </li>
      ))}
    </ol>
  );
}
