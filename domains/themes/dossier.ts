import { today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import type { Begin, FileAnswer } from "../../platform/server/http/routes.ts";
import { dayInWords, type Language, shortDay } from "../../platform/server/paper/days.ts";
import { pdfAnswer, type Sheet, typeset } from "../../platform/server/paper/typeset.ts";
import type { SiteView } from "../network/contract.ts";
import { getSiteView } from "../network/index.ts";
import type { Evidence, ShownCount } from "./contract.ts";
import { dossierWordsOf, wordsOf } from "./documents/words.ts";
import { openTheme } from "./theme/verbs.ts";

type Theme = Awaited<ReturnType<typeof openTheme>>;
/** What a body is asked about the theme; whoever holds the agenda knows it. */
export type DossierProposal = { readonly question: string; readonly words: string; readonly options: readonly string[] };
export type Dossier = { readonly theme: Theme; readonly site: SiteView };

/** Two pages hold about so much; what is longer is cut at a word and says so. */
const longest = { voice: 700, statement: 1_800, proposal: 900, events: 12 } as const;

export async function readDossier(call: Call, themeId: string): Promise<Dossier> {
  return { theme: await openTheme(call, themeId), site: await getSiteView(call) };
}

function shortened(text: string, most: number, language: Language): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), most - 40))} …\n${dossierWordsOf[language].longer}`;
}

/** The one number: how long people wait, or else how many reported it. */
function numberOf(evidence: Evidence, site: SiteView, language: Language) {
  const words = dossierWordsOf[language];
  const label = (vocabulary: string, code: string) =>
    (site.vocabularies[vocabulary] ?? []).find((entry) => entry.code === code)?.[language] ?? code;
  const { waiting } = evidence;
  const all = waiting?.groups.find((group) => group.group === "all");
  if (waiting && all && !all.isProtected && all.cases !== null) {
    const { service, fromEvent, toEvent } = waiting.metric;
    const what = words.waiting(label("service", service), label("milestone_event", fromEvent), label("milestone_event", toEvent));
    const complete = waiting.known !== null && waiting.of !== null ? ` ${words.complete(waiting.known, waiting.of)}` : "";
    if (!all.isReached || all.weeks === null) return { value: "> 50 %", unit: what, note: `${words.halfWaits}${complete}` };
    return { value: `${all.weeks} ${words.weeks(all.weeks)}`, unit: what, note: `${words.median(all.cases)}${complete}` };
  }
  const { count } = evidence.reports;
  return count === null ? null : { value: String(count), unit: words.reportsUnit(count), note: "" };
}

function countsOf(evidence: Evidence, language: Language) {
  const words = dossierWordsOf[language];
  const shown = (count: ShownCount) => (count.count === null ? words.protected : String(count.count));
  return [
    { label: words.reports, value: shown(evidence.reports) },
    { label: words.towns, value: shown(evidence.towns) },
    { label: words.affected, value: shown(evidence.organisations) },
    ...(evidence.cases.count !== null || evidence.cases.isProtected ? [{ label: words.cases, value: shown(evidence.cases) }] : []),
  ];
}

export function dossierContent(dossier: Dossier, proposal: DossierProposal | undefined, language: Language) {
  const words = dossierWordsOf[language];
  const { theme, site } = dossier;
  const field = (site.vocabularies["field_of_action"] ?? []).find((entry) => entry.code === theme.fieldOfAction)?.[language];
  const voice = theme.voices[0];
  return {
    sentence: theme.sentence ?? "",
    facts: [
      { label: words.state, value: wordsOf[language].themeState[theme.state] },
      ...(field ? [{ label: words.field, value: field }] : []),
      ...(theme.priority
        ? [
            {
              label: words.priority,
              value: words.level(theme.priority.level, theme.priority.reach + theme.priority.severity + theme.priority.solvable),
            },
          ]
        : []),
      ...(theme.organisations.length > 0
        ? [{ label: words.organisations, value: theme.organisations.map((one) => one.name).join(", ") }]
        : []),
      ...(theme.meetingOn
        ? [{ label: words.agenda, value: words.meeting(theme.bodyName ?? "", dayInWords(theme.meetingOn, language)).trim() }]
        : []),
    ],
    number: numberOf(theme.evidence, site, language),
    counts: countsOf(theme.evidence, language),
    held_back: theme.evidence.seeMore.length > 0 ? words.heldBack(theme.evidence.minimum) : "",
    voices: voice ? [{ by: voice.reporter ?? words.unnamed, words: shortened(voice.text, longest.voice, language) }] : [],
    statements: theme.statements.map((statement) => {
      const who = statement.unitName ?? statement.organisationName;
      if (statement.text === null) {
        return { by: who, words: statement.isOverdue ? words.overdue : words.statementAwaited(who, dayInWords(statement.dueOn, language)) };
      }
      const day = dayInWords(statement.givenOn ?? statement.requestedOn, language);
      return { by: words.statementBy(who, day), words: shortened(statement.text, longest.statement, language) };
    }),
    proposal: proposal
      ? { ...proposal, words: shortened(proposal.words, longest.proposal, language) }
      : theme.state === "closed" || theme.mergedInto !== null
        ? null
        : { question: "", words: "", options: words.choices },
    events: theme.events
      .slice(-longest.events)
      .map((event) => [
        shortDay(event.on, language),
        [words.events[event.kind] ?? event.kind, event.bodyName, event.sentence, event.reason]
          .filter((part): part is string => part !== null && part !== "")
          .join(". "),
      ]),
    words: {
      voice: words.voice,
      statement: words.statement,
      no_statement: words.noStatement,
      proposal: words.proposal,
      options: words.options,
      became: words.became,
      header: [words.day, words.what],
    },
  };
}

/** A theme that is still collected is no statement of anybody yet. */
export function dossierDraft({ theme }: Dossier, language: Language): string {
  return theme.state === "collected" ? dossierWordsOf[language].draft : "";
}

export async function dossierPdf(dossier: Dossier, proposal: DossierProposal | undefined, language: Language): Promise<Buffer> {
  const words = dossierWordsOf[language];
  const { theme, site } = dossier;
  const sheet: Sheet = {
    language,
    site: site.site.name,
    today: today(),
    title: `${words.kind}: ${theme.title}`,
    kind: words.kind,
    heading: theme.title,
    notice: dossierDraft(dossier, language),
  };
  return await typeset(new URL("./documents/dossier.typ", import.meta.url), sheet, dossierContent(dossier, proposal, language));
}

/** A file of a theme has no name of its own that would say too much in a folder of downloads. */
export function dossierFileName(language: Language): string {
  return `${wordsOf[language].files.dossier}-${today()}`;
}

export async function printDossier(begin: Begin, themeId: string, language: Language): Promise<FileAnswer> {
  const dossier = await begin(async (call) => await readDossier(call, themeId));
  return pdfAnswer(await dossierPdf(dossier, undefined, language), dossierFileName(language));
}
