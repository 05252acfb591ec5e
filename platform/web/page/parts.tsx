import type { ReactNode } from "react";
import { Link } from "../form/button.tsx";

/** What belongs together on several pages, one link each, below the title of every one of them. */
export function Parts(it: {
  readonly label: string;
  readonly items: readonly { readonly to: string; readonly label: string }[];
}): ReactNode {
  return (
    <nav className="parts" aria-label={it.label}>
      {it.items.map(({ to, label }) => (
        <Link key={to} to={to}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
