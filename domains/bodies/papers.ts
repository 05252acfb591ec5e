import { wordType } from "../../platform/contract/values.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import { type Begin, FileAnswer } from "../../platform/server/http/routes.ts";
import type { Language } from "../../platform/server/paper/days.ts";
import { pdfAnswer } from "../../platform/server/paper/typeset.ts";
import { notFound } from "../../platform/server/problem.ts";
import { getSiteName } from "../network/index.ts";
import { dossierContent, dossierDraft, dossierFileName, dossierPdf, type DossierProposal, readDossier } from "../themes/index.ts";
import { agendaPdf, minutesPdf } from "./documents/meeting-papers.ts";
import { agendaData, dossierData, minutesData } from "./documents/word-data.ts";
import { fileNames } from "./documents/words.ts";
import { findPaperOfTheme, getStanding } from "./queries.ts";
import { makeDefaultTemplate } from "./template/default-template.ts";
import type { TemplateKind } from "./template/contract.ts";
import { listTemplates } from "./template/queries.ts";
import { getWriting } from "./minutes/verbs.ts";
import { fillTemplate, findTemplateToFill } from "./template/verbs.ts";
import { getMeeting } from "./verbs.ts";

type Wanted = { readonly language: Language; readonly form: "pdf" | "docx" };

/** The site's own template, if it has one and a Word file is wanted. */
async function findTemplate(call: Call, kind: TemplateKind, wanted: Wanted): Promise<Buffer | undefined> {
  return wanted.form === "docx" ? await findTemplateToFill(call, kind) : undefined;
}

async function fieldsInUse(call: Call, kind: TemplateKind): Promise<readonly string[]> {
  const kept = await listTemplates(call.tx, call.actor.siteId);
  return kept.find((one) => one.kind === kind && one.in_use)?.fields ?? [];
}

async function wordAnswer(
  made: { readonly kind: TemplateKind; readonly template: Buffer | undefined; readonly data: object; readonly name: string },
  language: Language,
): Promise<FileAnswer> {
  const bytes = await fillTemplate(made.template ?? makeDefaultTemplate(made.kind, language), made.data);
  return new FileAnswer(bytes, wordType, `${made.name}.docx`);
}

/** What is read is read in one transaction; the document is made when it has ended. */
export async function printMeeting(begin: Begin, kind: "agenda" | "minutes", meetingId: string, wanted: Wanted): Promise<FileAnswer> {
  const { meeting, kept, siteName, template, hasAddenda } = await begin(async (call) => {
    const own = await findTemplate(call, kind, wanted);
    return {
      meeting: await getMeeting(call, meetingId),
      kept: await getWriting(call, meetingId),
      siteName: await getSiteName(call),
      template: own,
      hasAddenda: own === undefined || (await fieldsInUse(call, kind)).includes("Nachtraege"),
    };
  });
  const { language } = wanted;
  const name = `${fileNames[language][kind]}-${meeting.heldOn}`;
  if (wanted.form === "docx") {
    const data = kind === "agenda" ? agendaData(meeting, siteName, language) : minutesData(meeting, kept, siteName, language, hasAddenda);
    return await wordAnswer({ kind, template, data, name }, language);
  }
  return pdfAnswer(
    kind === "agenda" ? await agendaPdf(meeting, siteName, language) : await minutesPdf(meeting, kept, siteName, language),
    name,
  );
}

async function findProposal(call: Call, themeId: string): Promise<DossierProposal | undefined> {
  const paper = await findPaperOfTheme(call.tx, call.actor.siteId, themeId);
  if (!paper || (paper.question === "" && paper.proposal === "" && paper.options.length === 0)) return undefined;
  return { question: paper.question, words: paper.proposal, options: paper.options };
}

/** The dossier of a theme with what a body is asked about it. For those who sit in bodies; others get it from themes, without. */
export async function printDossier(begin: Begin, themeId: string, wanted: Wanted): Promise<FileAnswer> {
  const { dossier, proposal, template } = await begin(async (call) => {
    if (!(await getStanding(call.tx)).takes_part) throw notFound();
    return {
      dossier: await readDossier(call, themeId),
      proposal: await findProposal(call, themeId),
      template: await findTemplate(call, "dossier", wanted),
    };
  });
  const { language } = wanted;
  const name = dossierFileName(language);
  if (wanted.form === "pdf") return pdfAnswer(await dossierPdf(dossier, proposal, language), name);
  const of = { title: dossier.theme.title, siteName: dossier.site.site.name, draft: dossierDraft(dossier, language) };
  return await wordAnswer(
    { kind: "dossier", template, data: dossierData(dossierContent(dossier, proposal, language), of, language), name },
    language,
  );
}
