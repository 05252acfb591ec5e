import { expect, it } from "vitest";
import { fillWord } from "./word-fields.ts";
import { readPackage, writePackage } from "./zip.ts";

const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const paragraph = (...runs: readonly string[]) =>
  `<w:p><w:pPr><w:jc w:val="left"/></w:pPr>${runs.map((text) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`).join("")}</w:p>`;

async function fill(body: string, data: object): Promise<string> {
  const main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
  const template = writePackage([
    [
      "[Content_Types].xml",
      `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
    ],
    [
      "_rels/.rels",
      `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    ],
    ["word/document.xml", `<?xml version="1.0"?><w:document ${word}><w:body>${body}<w:sectPr/></w:body></w:document>`],
  ]);
  const made = await fillWord(template, JSON.stringify(data));
  if (made.kind !== "file") throw new Error(JSON.stringify(made));
  return (await readPackage(Buffer.from(made.bytes))).get("word/document.xml")!.toString("utf8");
}

/** What stands in each paragraph, in their order. */
const linesOf = (xml: string) =>
  [...xml.matchAll(/<w:p(?: [^>]*)?(?:\/>|>(.*?)<\/w:p>)/gs)].map((match) => (match[1] ?? "").replaceAll(/<[^>]+>/g, ""));

it("leaves no blank line where a loop began, ended or had nothing to tell, and every one that somebody wanted", async () => {
  const body = [
    paragraph("{#Orte}", "Ort: {Name}", "{/Orte}"),
    paragraph("{#Nichts}{Nichts}{/Nichts}"),
    paragraph(""),
    // Word cuts a field into several runs when somebody edits it
    paragraph("{#Ab", "schnitte}"),
    paragraph("{Titel}"),
    paragraph("{#Zeilen}"),
    paragraph("{Text}"),
    paragraph("{/Zeilen}"),
    paragraph("{/Abschnitte}"),
    paragraph("Ende {#Nichts}{Nichts}{/Nichts}"),
  ].join("");
  const data = {
    Nichts: "",
    Orte: [],
    Abschnitte: [
      { Titel: "Eins", Zeilen: [{ Text: "a" }, { Text: "b" }] },
      { Titel: "Zwei", Zeilen: [] },
      { Titel: "Drei", Zeilen: [{ Text: "{#c}" }] },
    ],
  };
  expect(linesOf(await fill(body, data))).toEqual(["", "Eins", "a", "b", "Zwei", "Drei", "{#c}", "Ende "]);
});

it("leaves a cell its last paragraph, without which Word opens no file", async () => {
  const table = `<w:tbl><w:tr><w:tc>${paragraph("{#Nichts}{Nichts}{/Nichts}")}</w:tc></w:tr></w:tbl>`;
  const xml = await fill(table + paragraph("Danach"), { Nichts: "" });
  expect(linesOf(xml)).toEqual(["", "Danach"]);
  expect(xml).toMatch(/<\/w:p><\/w:tc>|<w:p\/><\/w:tc>/);
});
