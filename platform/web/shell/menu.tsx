import { type ReactNode, useEffect, useId, useRef, useState } from "react";

/** A button that opens a box below it; closes on Escape, on a click elsewhere and when the focus leaves. */
export function Menu(it: {
  readonly button: ReactNode;
  readonly label?: string;
  readonly className?: string;
  readonly boxClassName?: string;
  readonly children: (close: () => void) => ReactNode;
}): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const around = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    const onPointer = (event: PointerEvent) => {
      if (event.target instanceof Node && !around.current?.contains(event.target)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener("pointerdown", onPointer);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", onPointer);
      document.removeEventListener("keydown", onKey);
    };
  }, [isOpen]);
  return (
    <div
      ref={around}
      className={`menu ${it.className ?? ""}`}
      onBlur={(event) => {
        if (event.relatedTarget instanceof Node && !around.current?.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        className="menu__button"
        aria-label={it.label}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {it.button}
      </button>
      {isOpen && (
        <div id={id} className={`menu__box ${it.boxClassName ?? ""}`}>
          {it.children(() => setOpen(false))}
        </div>
      )}
    </div>
  );
}

/** One choice in a menu: a tick where it is the present one. */
export function Pick(it: {
  readonly isChosen?: boolean;
  readonly lang?: string;
  readonly note?: ReactNode;
  readonly icon?: ReactNode;
  readonly onPress: () => void;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <button type="button" className="pick" lang={it.lang} aria-pressed={it.isChosen} onClick={it.onPress}>
      <span className="pick__icon">{it.icon}</span>
      <span>
        {it.isChosen ? <b>{it.children}</b> : it.children}
        {it.note !== undefined && <span className="pick__note">{it.note}</span>}
      </span>
    </button>
  );
}
