import { today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import type { Begin, FileAnswer } from "../../platform/server/http/routes.ts";
import type { Language } from "../../platform/server/paper/days.ts";
import { mostSpreadsheetRows, readPages, spreadsheetAnswer } from "../../platform/server/paper/spreadsheet.ts";
import { recordAccess, recordListAccess } from "../accounts/index.ts";
import { listBases } from "../people/index.ts";
import type { SiteView } from "../network/contract.ts";
import { getSiteView } from "../network/index.ts";
import { listName } from "../people/contract.ts";
import type { CasePhase, CaseRow } from "./contract.ts";
import { listWordsOf } from "./documents/words.ts";
import { errorListWordsOf, issueReason } from "./documents/issue-words.ts";
import { getCaseload, getToday, listSharedCases } from "./home.ts";
import { type CaseListOptions, type ListFile, takeCaseList } from "./lists.ts";
import { listCases } from "./verbs.ts";

export type CaseFilter = {
  readonly sort: "deadline" | "name" | "last_contact" | "opened";
  readonly phase?: CasePhase | undefined;
  readonly state: "open" | "closed";
  readonly quiet: "yes" | "no";
};

const sortName = (row: CaseRow) => (row.identity ? listName(row.identity) : "\u{10FFFF}");

/** The caseload as it stands on the screen. Reading it is logged page by page, taking it along once more. */
export async function makeCasesSpreadsheet(call: Call, filter: CaseFilter, language: Language): Promise<FileAnswer> {
  const words = listWordsOf[language];
  // by name every page would open all of them: they are read once and put in order here
  const sort = filter.sort === "name" ? "opened" : filter.sort;
  const read = await readPages(call, async (one, page) => {
    const list = await listCases(one, { ...filter, sort, page });
    return { rows: list.cases, total: list.total };
  });
  const compare = new Intl.Collator("de").compare;
  const rows = filter.sort === "name" ? read.rows.toSorted((a, b) => compare(sortName(a), sortName(b))) : read.rows;
  const site = await getSiteView(call);
  await recordExport(call, rows);
  const phaseOf = labelOf(site, "case_phase", language);
  const townOf = new Map(site.towns.map((town) => [town.id, town.name]));
  const unitOf = new Map(site.units.map((unit) => [unit.id, unit.name]));
  const memberOf = new Map(site.members.map((member) => [member.id, member.name]));
  return spreadsheetAnswer(
    {
      name: words.cases,
      rows,
      total: read.total,
      about: [
        [words.selection, [words[filter.state], ...(filter.quiet === "yes" ? [words.quiet] : [])].join(", ")],
        ...(filter.phase ? [[words.phase, phaseOf(filter.phase)] as const] : []),
        ["", words.confidential],
      ],
      columns: [
        { label: words.number, of: (row) => row.number },
        { label: words.familyName, of: (row) => row.identity?.familyName ?? null },
        { label: words.givenNames, of: (row) => row.identity?.givenNames ?? null },
        { label: words.birthDate, kind: "day", of: (row) => row.identity?.birthDate ?? row.identity?.birthYear ?? null },
        { label: words.phase, of: (row) => (row.phase ? phaseOf(row.phase) : null) },
        { label: words.deadlineOn, kind: "day", of: (row) => row.nextDeadline?.dueOn ?? null },
        { label: words.deadline, of: (row) => row.nextDeadline?.what ?? null },
        { label: words.harm, of: (row) => row.nextDeadline?.harm ?? null },
        { label: words.step, of: (row) => row.nextStep?.text ?? null },
        { label: words.stepOn, kind: "day", of: (row) => row.nextStep?.dueOn ?? null },
        { label: words.lastContact, kind: "day", of: (row) => row.lastContactOn },
        { label: words.town, of: (row) => (row.townId ? (townOf.get(row.townId) ?? null) : null) },
        { label: words.caseManager, of: (row) => memberOf.get(row.caseManagerId) ?? null },
        { label: words.unit, of: (row) => unitOf.get(row.unitId) ?? null },
        { label: words.openedOn, kind: "day", of: (row) => row.openedOn },
        { label: words.closedOn, kind: "day", of: (row) => row.closedOn },
        { label: words.unchecked, of: (row) => (row.legalBasisUnchecked ? words.yes : null) },
      ],
    },
    language,
    `${words.file}-${today()}`,
  );
}

async function recordExport(call: Call, rows: readonly CaseRow[]): Promise<void> {
  await recordListAccess(call, "cases.export_list", new Map(rows.map((row) => [row.clientId, row.basis])));
}

function labelOf(site: SiteView, vocabulary: string, language: Language) {
  return (code: string) => (site.vocabularies[vocabulary] ?? []).find((entry) => entry.code === code)?.[language] ?? code;
}

/** For the team lead: how many each colleague has, never who. */
export async function makeCaseloadSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = listWordsOf[language];
  const { members } = await getCaseload(call);
  const site = await getSiteView(call);
  const nameOf = new Map(site.members.map((member) => [member.id, member.name]));
  return spreadsheetAnswer(
    {
      name: words.caseload,
      rows: members,
      total: members.length,
      about: [],
      columns: [
        { label: words.caseManager, of: (row) => nameOf.get(row.membershipId) ?? null },
        { label: words.openCases, kind: "number", of: (row) => row.open },
        { label: words.quietCases, kind: "number", of: (row) => row.quiet },
        { label: words.uncheckedCases, kind: "number", of: (row) => row.legalBasisUnchecked },
      ],
    },
    language,
    `${words.caseloadFile}-${today()}`,
  );
}

/** The errors of a list that somebody brought, to correct it by. Nothing is written; the file holds what stood in the cells, so making it is logged. */
export async function makeErrorListSpreadsheet(
  begin: Begin,
  file: ListFile,
  options: Pick<CaseListOptions, "sheet" | "choices" | "without" | "samePerson">,
  language: Language,
): Promise<FileAnswer> {
  const words = errorListWordsOf[language];
  const list = await takeCaseList(begin, file, { ...options, write: false, mostIssues: mostSpreadsheetRows });
  return await begin(async (call) => {
    const site = await getSiteView(call);
    await recordAccess(call, { action: "cases.export_list_errors", basis: call.actor.role === "system" ? "administration" : "holder" });
    const meantBy = ({ field, params: { suggestion } }: (typeof list.issues)[number]) =>
      suggestion === undefined
        ? null
        : field === "legalDomains"
          ? labelOf(site, "legal_domain", language)(String(suggestion))
          : field === "residenceStatus"
            ? labelOf(site, "residence_status", language)(String(suggestion))
            : String(suggestion);
    return spreadsheetAnswer(
      {
        name: words.name,
        rows: list.issues,
        total: list.issueCount,
        about: [list.refused ? ["", words.unread] : [words.rows, `${list.failed} / ${list.read}`], ["", words.confidential]],
        columns: [
          { label: words.row, kind: "number", of: (issue) => issue.row },
          { label: words.column, of: (issue) => issue.column },
          { label: words.heading, of: (issue) => issue.heading },
          { label: words.value, of: (issue) => issue.value },
          { label: words.reason, of: (issue) => issueReason(language, issue.code, issue.params) },
          { label: words.meant, of: meantBy },
        ],
      },
      language,
      `${words.file}-${today()}`,
    );
  });
}

/** Deadlines that are over or end within thirty days, as the first page shows them. */
export async function makeDeadlinesSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = listWordsOf[language];
  const { deadlines } = await getToday(call);
  const site = await getSiteView(call);
  await recordListAccess(
    call,
    "cases.export_deadlines",
    await listBases(
      call,
      deadlines.map((row) => row.clientId),
    ),
  );
  const lawOf = labelOf(site, "legal_domain", language);
  return spreadsheetAnswer(
    {
      name: words.deadlines,
      rows: deadlines,
      total: deadlines.length,
      about: [
        [words.selection, words.soon],
        ["", words.confidential],
      ],
      columns: [
        { label: words.dueOn, kind: "day", of: (row) => row.dueOn },
        { label: words.deadline, of: (row) => row.what },
        { label: words.harm, of: (row) => row.harm },
        { label: words.familyName, of: (row) => row.identity?.familyName ?? null },
        { label: words.givenNames, of: (row) => row.identity?.givenNames ?? null },
        { label: words.legalDomain, of: (row) => (row.legalDomain ? lawOf(row.legalDomain) : null) },
      ],
    },
    language,
    `${words.deadlinesFile}-${today()}`,
  );
}

/** One row for each share: who, what of it, for what purpose, until when. */
export async function makeSharesSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = listWordsOf[language];
  const read = await readPages(call, async (one, page) => {
    const list = await listSharedCases(one, page);
    return { rows: list.cases, total: list.total };
  });
  const site = await getSiteView(call);
  await recordListAccess(
    call,
    "cases.export_shares",
    await listBases(
      call,
      read.rows.map((row) => row.clientId),
    ),
  );
  const categoryOf = labelOf(site, "data_category", language);
  const purposeOf = labelOf(site, "purpose", language);
  const unitOf = new Map(site.units.map((unit) => [unit.id, unit.name]));
  const memberOf = new Map(site.members.map((member) => [member.id, member.name]));
  const rows = read.rows.flatMap((file) => file.shares.map((share) => ({ file, share })));
  return spreadsheetAnswer(
    {
      name: words.shares,
      rows,
      total: read.total > read.rows.length ? read.total : rows.length,
      about: [["", words.confidential]],
      columns: [
        { label: words.number, of: ({ file }) => file.number },
        { label: words.familyName, of: ({ file }) => file.identity?.familyName ?? null },
        { label: words.givenNames, of: ({ file }) => file.identity?.givenNames ?? null },
        { label: words.categories, of: ({ share }) => share.categories.map(categoryOf).join(", ") },
        { label: words.purpose, of: ({ share }) => purposeOf(share.purpose) },
        { label: words.sharedFrom, kind: "day", of: ({ share }) => share.fromOn },
        { label: words.sharedUntil, kind: "day", of: ({ share }) => share.untilOn },
        { label: words.caseManager, of: ({ file }) => memberOf.get(file.caseManagerId) ?? null },
        { label: words.unit, of: ({ file }) => unitOf.get(file.unitId) ?? null },
      ],
    },
    language,
    `${words.sharesFile}-${today()}`,
  );
}
