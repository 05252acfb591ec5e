import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** The parts of KERN that the pages carry; the rest (grid, utilities, cards, header bar …) is ten times as much. */
const kernParts = /\.kern-(?!(btn|label|hint|error|form-check|form-input|fieldset|dialog|sr-only|icon)(?![a-z]))[a-z]/;

/** KERN has physical properties only; with logical ones a page also reads from right to left. */
function withLogicalProperties(css: string): string {
  return css
    .replace(
      /\b(margin|padding)-(left|right)(?=\s*:)/g,
      (_, property: string, side: string) => `${property}-inline-${side === "left" ? "start" : "end"}`,
    )
    .replace(
      /\bborder-(left|right)(-(?:width|style|color))?(?=\s*:)/g,
      (_, side: string, rest = "") => `border-inline-${side === "left" ? "start" : "end"}${rest}`,
    )
    .replace(/(?<=[{;\s])(left|right)(?=\s*:)/g, (side) => `inset-inline-${side === "left" ? "start" : "end"}`)
    .replace(/text-align:\s*(left|right)/g, (_, side: string) => `text-align: ${side === "left" ? "start" : "end"}`);
}

/** Drops the rules all of whose selectors speak of parts that are not used. Reads braces outside of strings, which is all that KERN's sheet needs. */
function withoutUnusedRules(css: string): string {
  let kept = "";
  let at = 0;
  while (at < css.length) {
    const open = css.indexOf("{", at);
    if (open === -1) return kept;
    let depth = 1;
    let end = open + 1;
    for (let quote = ""; end < css.length && depth > 0; end++) {
      const sign = css[end]!;
      if (quote) quote = sign === quote ? "" : quote;
      else if (sign === '"' || sign === "'") quote = sign;
      else if (sign === "{") depth++;
      else if (sign === "}") depth--;
    }
    const selector = css.slice(at, open).trim();
    const body = css.slice(open + 1, end - 1);
    if (selector.startsWith("@media")) {
      const inner = withoutUnusedRules(body);
      if (inner !== "") kept += `${selector}{${inner}}`;
    } else if (selector.startsWith("@") || selector.split(",").some((one) => !kernParts.test(one))) kept += `${selector}{${body}}`;
    at = end;
  }
  return kept;
}

const kern: Plugin = {
  name: "kern-parts",
  enforce: "pre",
  transform(code, id) {
    if (!id.endsWith("@kern-ux/native/dist/kern.css")) return undefined;
    const bare = code.replace(/@charset[^;]+;/, "").replace(/\/\*[\s\S]*?\*\//g, "");
    return { code: `@layer kern{${withLogicalProperties(withoutUnusedRules(bare))}}`, map: null };
  },
};

// a build that a test asks for would inherit "test", and carry the React of developers to everybody
process.env["NODE_ENV"] = "production";

export default defineConfig({
  root: "platform/web",
  plugins: [kern, react()],
  server: { proxy: { "/api": "http://localhost:8080" } },
  build: {
    outDir: "../../build/web",
    emptyOutDir: true,
    target: "es2023",
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "texts-de", test: /texts\.de\.ts$/ },
            { name: "texts-en", test: /texts\.en\.ts$/ },
          ],
        },
      },
    },
  },
});
