import { type ComponentType, createContext, lazy, type LazyExoticComponent, Suspense, useContext } from "react";
import type { Loaded, SlotFill, SlotName, Slots, WebDomain } from "./domain.ts";
import { useSession } from "./session.ts";

type AnyComponent = ComponentType<Record<string, unknown>>;
type Filled = Omit<SlotFill, "load"> & { readonly Content: LazyExoticComponent<AnyComponent>; readonly key: string };

export async function loaded<Component>(load: () => Promise<Loaded<Component>>): Promise<{ default: Component }> {
  const module = await load();
  return typeof module === "object" && module !== null && "default" in module ? module : { default: module as Component };
}

/** All fills of all domains by slot, in their order. */
export function gatherSlots(domains: readonly WebDomain[]): ReadonlyMap<SlotName, readonly Filled[]> {
  const bySlot = new Map<SlotName, Filled[]>();
  for (const [index, fill] of domains.flatMap((domain) => domain.slots ?? []).entries()) {
    const { load, ...rest } = fill;
    const Content = lazy(() => loaded(load as () => Promise<Loaded<AnyComponent>>));
    bySlot.set(fill.slot, [...(bySlot.get(fill.slot) ?? []), { ...rest, Content, key: `${fill.slot}-${index}` }]);
  }
  for (const fills of bySlot.values()) fills.sort((a, b) => (a.order ?? 100) - (b.order ?? 100));
  return bySlot;
}

export const SlotsContext = createContext<ReadonlyMap<SlotName, readonly Filled[]>>(new Map());

function useFills(name: SlotName, place?: "main" | "side"): readonly Filled[] {
  const { actor } = useSession();
  const fills = useContext(SlotsContext).get(name) ?? [];
  return fills.filter(
    (fill) =>
      (fill.roles === undefined || (actor !== null && fill.roles.includes(actor.role))) &&
      (place === undefined || (fill.place ?? "main") === place),
  );
}

/** Whether somebody has something to say here for this role. */
export function useIsFilled(name: SlotName, place?: "main" | "side"): boolean {
  return useFills(name, place).length > 0;
}

/** `<Slot name="casePanels" props={{ caseId }} />`: what the domains above put here, in order. `first`: only the first one. */
export function Slot<Name extends SlotName>(it: {
  name: Name;
  props: Slots[Name];
  place?: "main" | "side";
  first?: boolean;
}): React.ReactNode {
  const fills = useFills(it.name, it.place);
  return (it.first ? fills.slice(0, 1) : fills).map(({ key, Content }) => (
    <Suspense key={key} fallback={<span hidden />}>
      <Content {...(it.props as Record<string, unknown>)} />
    </Suspense>
  ));
}
