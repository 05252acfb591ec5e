import { useParams } from "@tanstack/react-router";

/** The parameters of the page's own path: `const { caseId } = usePath("caseId")` on "/cases/$caseId". */
export function usePath<Name extends string>(...names: readonly Name[]): Readonly<Record<Name, string>> {
  const params: Readonly<Record<string, string | undefined>> = useParams({ strict: false });
  return Object.fromEntries(names.map((name) => [name, params[name] ?? ""])) as Record<Name, string>;
}
