type Above = { readonly id: string; readonly superior_id: string | null };

/** Whether a body would report to itself, however long the way round. */
export function isCircle(bodies: readonly Above[], bodyId: string, superiorId: string | null): boolean {
  const seen = new Set<string>();
  for (let at = superiorId; at !== null && !seen.has(at); at = bodies.find((one) => one.id === at)?.superior_id ?? null) {
    if (at === bodyId) return true;
    seen.add(at);
  }
  return false;
}

/** "2025-01-01 – 2027-12-31", with what is open left open. */
export function termInWords(from: string | null, until: string | null): string | null {
  return from === null && until === null ? null : `${from ?? "…"} – ${until ?? "…"}`;
}

type Seated = { readonly id: string; readonly stands_in_for: string | null };

/** A deputy has no deputy of its own, and nobody stands in for a deputy: who sits where would be unclear. */
export function refusalOfDeputy(
  members: readonly Seated[],
  memberId: string,
  standsInFor: string | null,
): "own_deputy" | "deputy_of_deputy" | undefined {
  if (standsInFor === null) return undefined;
  if (standsInFor === memberId) return "own_deputy";
  const isDeputy = members.find((one) => one.id === standsInFor)?.stands_in_for != null;
  return isDeputy || members.some((one) => one.stands_in_for === memberId) ? "deputy_of_deputy" : undefined;
}
