import { now, today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import { type Begin, FileAnswer } from "../../platform/server/http/routes.ts";
import { dayInWords, type Language } from "../../platform/server/paper/days.ts";
import { pdfAnswer, type Sheet, typeset } from "../../platform/server/paper/typeset.ts";
import { recordAccess } from "../accounts/index.ts";
import { endedOf, type SiteView } from "../network/contract.ts";
import { getSiteView } from "../network/index.ts";
import { aboutInterface, aboutStep, bpmnOf, type ChainNames } from "./bpmn.ts";
import { bpmnType, type ChainView, type VersionView } from "./contract.ts";
import { wordsOf } from "./documents/words.ts";
import { descriptionOf, svgOf } from "./drawing.ts";
import { logPaths } from "./measure.ts";
import { lettersOf } from "./rules-layout.ts";
import { inOrder } from "./rules.ts";
import { openChain, openVersion } from "./verbs.ts";

type Opened = { readonly version: VersionView; readonly chain: ChainView; readonly site: SiteView };

async function readVersion(call: Call, versionId: string): Promise<Opened> {
  const version = await openVersion(call, versionId);
  return { version, chain: await openChain(call, version.chainId), site: await getSiteView(call) };
}

function namesOf({ version, site }: Opened, language: Language): ChainNames {
  const lanes = new Map(version.lanes.map((lane) => [lane.unitId, lane]));
  const label = (vocabulary: string, code: string) =>
    [...(site.vocabularies[vocabulary] ?? []), ...(site.vocabularies[endedOf(vocabulary)] ?? [])].find((entry) => entry.code === code)?.[
      language
    ] ?? code;
  return {
    title: version.chainTitle,
    unitOf: (unitId) => (unitId === null ? wordsOf[language].person : (lanes.get(unitId)?.name ?? "")),
    legalDomainOf: (code) => label("legal_domain", code),
    milestoneOf: (service, event) => `${label("service", service)} ${label("milestone_event", event)}`,
  };
}

/** A file of a chain is called after what it is and when, as all files here. */
const fileName = (language: Language) => `${wordsOf[language].files.chain}-${today()}`;

export async function makeBpmn(call: Call, versionId: string, language: Language): Promise<FileAnswer> {
  const opened = await readVersion(call, versionId);
  await recordAccess(call, { action: "chains.export_bpmn", basis: "structure" });
  const xml = bpmnOf(opened.version.document, namesOf(opened, language), wordsOf[language]);
  return new FileAnswer(Buffer.from(xml), bpmnType, `${fileName(language)}.bpmn`);
}

export async function makeSvg(call: Call, versionId: string, language: Language): Promise<FileAnswer> {
  const opened = await readVersion(call, versionId);
  await recordAccess(call, { action: "chains.export_svg", basis: "structure" });
  const svg = svgOf(opened.version.document, namesOf(opened, language), wordsOf[language]);
  return new FileAnswer(Buffer.from(svg), "image/svg+xml", `${fileName(language)}.svg`);
}

export async function makePdf(begin: Begin, versionId: string, language: Language): Promise<FileAnswer> {
  const opened = await begin(async (call) => {
    const read = await readVersion(call, versionId);
    await recordAccess(call, { action: "chains.export_pdf", basis: "structure" });
    return read;
  });
  const { version, chain, site } = opened;
  const words = wordsOf[language];
  const names = namesOf(opened, language);
  const letters = lettersOf(version.document);
  const titleOf = new Map(version.document.steps.map((step) => [step.id, step.title]));
  const rows = (about: readonly (readonly [string, string])[]) =>
    about.filter(([, value]) => value !== "").map(([label, value]) => ({ label, value }));
  const content = {
    facts: rows([
      [words.aim, chain.aim],
      [words.agreed, version.agreedOn === null ? "" : dayInWords(version.agreedOn, language)],
      [words.agreedIn, version.agreedIn],
      [words.reviewOn, version.reviewOn === null ? "" : dayInWords(version.reviewOn, language)],
    ]),
    svg: svgOf(version.document, names, words),
    description: descriptionOf(version.document, names, words),
    steps: inOrder(version.document).map((step, at) => ({
      title: `${at + 1}. ${step.title}`,
      rows: rows([
        [words.unit, names.unitOf(step.unitId)],
        ...aboutStep(step, names, words),
        ["", step.branches === "all" ? words.allBranches : ""],
        ["", step.joins === "all" ? words.allJoin : ""],
      ]),
    })),
    interfaces: version.document.interfaces
      .toSorted((a, b) => letters.get(a.id)!.length - letters.get(b.id)!.length || letters.get(a.id)!.localeCompare(letters.get(b.id)!))
      .map((one) => ({
        title: `${letters.get(one.id)!}: ${titleOf.get(one.fromStepId)} → ${titleOf.get(one.toStepId)}`,
        rows: rows(aboutInterface(one, words)),
      })),
    words: { drawing: words.version(words[version.kind], version.number), steps: words.steps, interfaces: words.interfaces },
  };
  const sheet: Sheet = {
    language,
    site: site.site.name,
    today: today(),
    title: `${words.kind}: ${version.chainTitle}`,
    kind: `${words.kind}, ${words.version(words[version.kind], version.number)}`,
    heading: version.chainTitle,
    notice: version.state === "draft" ? words.draft : "",
  };
  return pdfAnswer(await typeset(new URL("./documents/chain.typ", import.meta.url), sheet, content), fileName(language));
}

/** A cell that a spreadsheet would read as a formula begins with an apostrophe. */
const cell = (value: string | number) => {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return `"${text.replaceAll('"', '""')}"`;
};

export async function makeEventLog(call: Call, versionId: string, language: Language): Promise<FileAnswer> {
  const opened = await readVersion(call, versionId);
  const rows = await logPaths(call, opened.version);
  await recordAccess(call, { action: "chains.export_event_log", basis: "structure" });
  const names = namesOf(opened, language);
  const words = wordsOf[language];
  const label = (service: string, event: string) => names.milestoneOf(service, event);
  const lines = rows.map((row) =>
    [row.way, row.caseNumber, row.fromOn, row.untilOn, row.point.service, label(row.point.service, row.point.event), row.week]
      .map(cell)
      .join(";"),
  );
  // the mark at the front tells spreadsheets that it is UTF-8
  const text = `\uFEFF${[words.log.map(cell).join(";"), ...lines].join("\r\n")}\r\n`;
  return new FileAnswer(Buffer.from(text), "text/csv", `${words.files.log}-${now().toISOString().slice(0, 10)}.csv`);
}
