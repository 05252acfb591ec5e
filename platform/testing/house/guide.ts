import type { Tree } from "./tree.ts";

export const guidePath = "docs/guides/add-a-domain.md";

/** The files that the guide writes: fenced code whose first line names a path. */
export function filesOfGuide(tree: Tree): Record<string, string> {
  const files: Record<string, string> = {};
  for (const [, path = "", content = ""] of (tree.get(guidePath) ?? "").matchAll(/^```\w+ (\S+\/\S+)\n([\s\S]*?)^```$/gm))
    files[path] = content;
  return files;
}
