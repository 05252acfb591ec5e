import { useParams } from "@tanstack/react-router";
import { createContext, useContext } from "react";
import type { NavigationEntry } from "../domain.ts";
import { useSession } from "../session.ts";
import { useTexts } from "../texts.ts";

export const NavigationContext = createContext<readonly NavigationEntry[]>([]);

/** What kinds of mail are called, from all domains. */
export const MailKindsContext = createContext<Readonly<Record<string, string>>>({});

export type Way = { readonly path: string; readonly label: string };

/** The entries of one kind for the present role, in order. Those of the footer are for everybody. */
export function useWays(kind: NonNullable<NavigationEntry["kind"]>): readonly Way[] {
  const t = useTexts();
  const { actor } = useSession();
  return useContext(NavigationContext)
    .filter((entry) => (entry.kind ?? "way") === kind && (kind === "footer" || (actor !== null && entry.roles.includes(actor.role))))
    .sort((a, b) => (a.order ?? 100) - (b.order ?? 100))
    .map((entry) => ({ path: entry.path, label: t(entry.label) }));
}

/** How many ways stand side by side, Home and "Mehr" included: more than six nobody takes in at a glance. */
const atMost = 6;

/** The ways beside Home: those that stand in the row and those under "Mehr", in the same order. */
export function inRow<W>(ways: readonly W[]): { readonly shown: readonly W[]; readonly more: readonly W[] } {
  if (ways.length + 1 <= atMost) return { shown: ways, more: [] };
  return { shown: ways.slice(0, atMost - 2), more: ways.slice(atMost - 2) };
}

/** Whether a way is the one that the page at `path` belongs to. Home belongs to itself alone. */
export function isOnWay(way: string, path: string): boolean {
  return way === "/" ? path === "/" : path === way || path.startsWith(`${way}/`);
}

/** Where "Hürde melden" leads from here: out of the case that is open, otherwise to the empty form; nowhere where one is writing it already. */
export function useReportWay(path: string): Way | undefined {
  const ways = useWays("report");
  const { isLink } = useSession();
  const params: Readonly<Record<string, string | undefined>> = useParams({ strict: false });
  const known = ways
    .map((way) => ({ ...way, path: way.path.replaceAll(/\$(\w+)/g, (whole, name: string) => params[name] ?? whole) }))
    .filter((way) => !way.path.includes("$"));
  // whoever came by a personal link reads papers and answers to them, nothing else
  return isLink || known.some((way) => isOnWay(way.path, path)) ? undefined : known[0];
}
