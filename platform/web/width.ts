import { useSyncExternalStore } from "react";

/** The width below which the style sheets put one thing under the other. */
const narrow = "(max-width: 52rem)";

function subscribe(onChange: () => void): () => void {
  const query = matchMedia(narrow);
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}

/** For what style sheets cannot do: folding something, or leaving out what stands elsewhere. Never for what holds something typed. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(narrow).matches);
}
