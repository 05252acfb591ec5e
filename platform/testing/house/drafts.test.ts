import { expect, test } from "vitest";
import { readTree, treeOf } from "./tree.ts";

/** Fields that stand in the forms of others, which keep the draft. */
const partsOfForms = /\/(person-fields|declaration-fields|element-fields)\.tsx$/;

/** Files of pages in which somebody writes sentences and nothing keeps them. */
function withoutDraft(tree: ReadonlyMap<string, string>): string[] {
  return [...tree]
    .filter(([path, text]) => /^domains\/.*\/web\/.*\.tsx$/.test(path) && text.includes("<TextArea") && !partsOfForms.test(path))
    .filter(([, text]) => !/\bdraft=|\buseDraft<|\bdraftKey=/.test(text))
    .map(([path]) => path);
}

test("a box for sentences without a draft is found", () => {
  const box = `<Form submit="x"><TextArea label="x" value="" onChange={set} /></Form>`;
  expect(withoutDraft(treeOf({ "domains/cases/web/more.tsx": box }))).toEqual(["domains/cases/web/more.tsx"]);
  expect(withoutDraft(treeOf({ "domains/cases/web/more.tsx": box.replace("<Form", `<Form draft="more"`) }))).toEqual([]);
});

test("nothing that somebody types is lost: every page with a box for sentences keeps a draft", () => {
  expect(withoutDraft(readTree())).toEqual([]);
});
