import type { Language } from "../../../platform/server/paper/days.ts";
import { escapeXml, writePackage } from "../../../platform/server/paper/zip.ts";
import { templateWordsOf, wordsOf } from "../documents/words.ts";
import type { TemplateKind } from "./contract.ts";

const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const run = (text: string, properties = "") =>
  `<w:r>${properties === "" ? "" : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
const paragraph = (text: string, style = "") =>
  `<w:p>${style === "" ? "" : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}${run(text)}</w:p>`;
/** "Ort: {Ort}", only where there is one. */
const fact = (label: string, field: string) =>
  `<w:p>${run(`{#${field}}`)}${run(`${label}: `, '<w:color w:val="53586B"/>')}${run(`{${field}}`)}${run(`{/${field}}`)}</w:p>`;
const open = (field: string) => paragraph(`{#${field}}`);
const close = (field: string) => paragraph(`{/${field}}`);

function table(widths: readonly number[], header: readonly string[], cells: readonly string[]): string {
  const row = (texts: readonly string[], isHeader: boolean) =>
    `<w:tr>${isHeader ? "<w:trPr><w:tblHeader/></w:trPr>" : ""}${texts
      .map(
        (text, index) =>
          `<w:tc><w:tcPr><w:tcW w:w="${widths[index]}" w:type="dxa"/></w:tcPr>${paragraph(text, isHeader ? "TableHead" : "")}</w:tc>`,
      )
      .join("")}</w:tr>`;
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join("");
  return (
    '<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders><w:bottom w:val="single" w:sz="4" w:color="C9CDD8"/>' +
    '<w:insideH w:val="single" w:sz="4" w:color="C9CDD8"/></w:tblBorders><w:tblLook w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>' +
    `<w:tblGrid>${grid}</w:tblGrid>${row(header, true)}${row(cells, false)}</w:tbl>`
  );
}

function bodyOf(kind: TemplateKind, language: Language): string {
  const words = wordsOf[language];
  const labels = templateWordsOf[language];
  const when = [fact(words.day, "Tag"), fact(words.begins, "Uhrzeit"), fact(words.place, "Ort"), fact(words.online, "Online")];
  if (kind === "agenda") {
    return [
      paragraph(words.agenda, "Kind"),
      paragraph("{Gremium}", "Title"),
      paragraph("{#Einladung}{Einladung}{/Einladung}"),
      ...when,
      paragraph(words.overview, "Heading1"),
      table([700, 5900, 1300, 1300], words.header, ["{#Punkte}{Nummer}", "{Titel}", "{Beginn}", "{Minuten}{/Punkte}"]),
      paragraph(words.papers, "Heading1"),
      open("Punkte"),
      paragraph("{Nummer}. {Titel}", "Heading2"),
      fact(words.question, "Frage"),
      fact(words.background, "Hintergrund"),
      fact(words.proposal, "Vorschlag"),
      open("Auswahl"),
      paragraph("– {Text}"),
      close("Auswahl"),
      open("Stellungnahmen"),
      paragraph("{Von}: {Text}"),
      close("Stellungnahmen"),
      close("Punkte"),
      paragraph(words.members, "Heading1"),
      open("Mitglieder"),
      paragraph("{Name}"),
      close("Mitglieder"),
    ].join("");
  }
  if (kind === "minutes") {
    return [
      paragraph(words.minutes, "Kind"),
      paragraph("{Gremium}", "Title"),
      paragraph("{#Entwurf}{Entwurf}{/Entwurf}", "TableHead"),
      ...when,
      fact(words.present, "Anwesend"),
      fact(words.excused, "Entschuldigt"),
      fact(words.guests, "Zu_Gast"),
      fact(labels.adoption, "Genehmigung"),
      open("Punkte"),
      paragraph("{Nummer}. {Titel}", "Heading1"),
      paragraph("{Protokoll}"),
      open("Festlegungen"),
      paragraph("{Ergebnis}: {Wortlaut}", "TableHead"),
      paragraph("{Angaben}"),
      close("Festlegungen"),
      close("Punkte"),
      paragraph(words.decisions, "Heading1"),
      table([700, 4700, 2300, 1500], words.decisionHeader, [
        "{#Alle_Festlegungen}{Nummer}",
        "{Wortlaut}",
        "{Wer}",
        "{Frist}{/Alle_Festlegungen}",
      ]),
      open("Nachtraege"),
      paragraph(`${labels.addendum} ({Tag}, {Von})`, "Heading2"),
      paragraph("{Text}"),
      close("Nachtraege"),
      paragraph(""),
      ...words.signatures.map((one) => paragraph(`____________________________   ${one}`)),
    ].join("");
  }
  if (kind === "report") {
    return [
      paragraph("{Art}", "Kind"),
      paragraph("{Titel}", "Title"),
      paragraph("{#Entwurf}{Entwurf}{/Entwurf}", "TableHead"),
      fact(labels.report.period, "Zeitraum"),
      fact(labels.report.addressee, "An"),
      fact(labels.report.number, "Nummer"),
      fact(labels.report.issued, "Herausgegeben"),
      fact(labels.report.replaces, "Ersetzt"),
      open("Abschnitte"),
      paragraph("{Ueberschrift}", "Heading1"),
      open("Absaetze"),
      paragraph("{Text}"),
      close("Absaetze"),
      open("Zahlen"),
      paragraph("{Zahl}: {Wert}", "TableHead"),
      paragraph("{Zeit}. {Bedeutung}"),
      close("Zahlen"),
      close("Abschnitte"),
      fact(labels.report.digest, "Pruefsumme"),
    ].join("");
  }
  return [
    paragraph(labels.dossier, "Kind"),
    paragraph("{Titel}", "Title"),
    paragraph("{#Entwurf}{Entwurf}{/Entwurf}", "TableHead"),
    paragraph("{Satz}"),
    paragraph("{Angaben}"),
    paragraph("{#Zahl}{Zahl} {Zahl_Einheit}{/Zahl}", "Heading1"),
    paragraph("{Zahl_Hinweis}"),
    paragraph(labels.voice, "Heading1"),
    paragraph("{Stimme}"),
    paragraph("{Stimme_Von}"),
    paragraph(labels.statement, "Heading1"),
    open("Stellungnahmen"),
    paragraph("{Von}: {Text}"),
    close("Stellungnahmen"),
    paragraph(words.proposal, "Heading1"),
    paragraph("{Frage}", "TableHead"),
    paragraph("{Vorschlag}"),
    open("Auswahl"),
    paragraph("– {Text}"),
    close("Auswahl"),
    paragraph(labels.became, "Heading1"),
    open("Verlauf"),
    paragraph("{Tag}: {Text}"),
    close("Verlauf"),
  ].join("");
}

function stylesOf(language: Language): string {
  const style = (id: string, name: string, paragraphs: string, runs: string, based = "Normal") =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="${based}"/><w:next w:val="Normal"/><w:pPr>${paragraphs}</w:pPr><w:rPr>${runs}</w:rPr></w:style>`;
  const locale = language === "de" ? "de-DE" : "en-GB";
  return (
    `${head}<w:styles ${word}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Arial"/><w:sz w:val="22"/><w:szCs w:val="22"/>` +
    `<w:lang w:val="${locale}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>' +
    style("Title", "Title", '<w:spacing w:after="200"/><w:outlineLvl w:val="0"/>', '<w:b/><w:sz w:val="38"/>') +
    style(
      "Heading1",
      "heading 1",
      '<w:keepNext/><w:spacing w:before="320" w:after="120"/><w:outlineLvl w:val="0"/>',
      '<w:b/><w:sz w:val="27"/>',
    ) +
    style(
      "Heading2",
      "heading 2",
      '<w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="1"/>',
      '<w:b/><w:sz w:val="23"/>',
    ) +
    style("Kind", "Subtitle", '<w:spacing w:after="0"/>', '<w:b/><w:color w:val="53586B"/>') +
    style("TableHead", "Table Head", '<w:keepNext/><w:spacing w:after="60"/>', "<w:b/>") +
    "</w:styles>"
  );
}

/** A plain Word file with every field, made by code so that it changes with the fields. */
export function makeDefaultTemplate(kind: TemplateKind, language: Language): Buffer {
  const labels = templateWordsOf[language];
  const office = "application/vnd.openxmlformats-officedocument.wordprocessingml";
  const field = (code: string) =>
    `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run("1")}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
  const [page, of] = labels.page;
  const section =
    '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/>' +
    '<w:pgMar w:top="1500" w:right="1250" w:bottom="1300" w:left="1400" w:header="700" w:footer="600" w:gutter="0"/></w:sectPr>';
  return writePackage([
    [
      "[Content_Types].xml",
      `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${office}.document.main+xml"/>` +
        `<Override PartName="/word/styles.xml" ContentType="${office}.styles+xml"/><Override PartName="/word/header1.xml" ContentType="${office}.header+xml"/>` +
        `<Override PartName="/word/footer1.xml" ContentType="${office}.footer+xml"/></Types>`,
    ],
    [
      "_rels/.rels",
      `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="word/document.xml"/></Relationships>`,
    ],
    [
      "word/_rels/document.xml.rels",
      `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/styles" Target="styles.xml"/>` +
        `<Relationship Id="rId2" Type="${relations}/header" Target="header1.xml"/><Relationship Id="rId3" Type="${relations}/footer" Target="footer1.xml"/></Relationships>`,
    ],
    [
      "word/document.xml",
      `${head}<w:document ${word} xmlns:r="${relations}"><w:body>${bodyOf(kind, language)}${section}</w:body></w:document>`,
    ],
    ["word/styles.xml", stylesOf(language)],
    ["word/header1.xml", `${head}<w:hdr ${word}>${paragraph("{Standort}", "TableHead")}</w:hdr>`],
    ["word/footer1.xml", `${head}<w:ftr ${word}><w:p>${run(page)}${field("PAGE")}${run(of)}${field("NUMPAGES")}</w:p></w:ftr>`],
  ]);
}
