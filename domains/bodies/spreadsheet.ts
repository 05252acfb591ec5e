import { today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import type { FileAnswer } from "../../platform/server/http/routes.ts";
import type { Language } from "../../platform/server/paper/days.ts";
import { readPages, spreadsheetAnswer } from "../../platform/server/paper/spreadsheet.ts";
import { getSiteName } from "../network/index.ts";
import { listWordsOf } from "./documents/list-words.ts";
import { decisionWordsOf, meetingWordsOf } from "./documents/words.ts";
import type { DecisionFilter } from "./queries.ts";
import { listSubmissions } from "./submission/verbs.ts";
import { findDecisions, getBody, listMeetings } from "./verbs.ts";

/** Decisions as the page found them, with what became of each. */
export async function makeDecisionsSpreadsheet(call: Call, filter: DecisionFilter, language: Language): Promise<FileAnswer> {
  const words = decisionWordsOf[language];
  const { rows, total } = await readPages(call, async (one, page) => {
    const found = await findDecisions(one, { ...filter, page });
    return { rows: found.decisions, total: found.count };
  });
  const isNarrowed = Object.values(filter).some((value) => value !== undefined && value !== "");
  return spreadsheetAnswer(
    {
      name: words.decisions,
      rows,
      total,
      about: [
        [words.site, await getSiteName(call)],
        [words.selection, isNarrowed ? words.narrowed : words.all],
      ],
      columns: [
        { label: words.decidedOn, kind: "day", of: (row) => row.decidedOn },
        { label: words.body, of: (row) => row.bodyName },
        { label: words.item, of: (row) => row.itemTitle },
        { label: words.outcome, of: (row) => words.outcomes[row.outcome] },
        { label: words.wording, of: (row) => row.wording },
        { label: words.reason, of: (row) => row.reason },
        { label: words.unit, of: (row) => row.ownerUnitName },
        { label: words.person, of: (row) => row.ownerName },
        { label: words.due, kind: "day", of: (row) => row.dueOn },
        { label: words.daysLate, kind: "number", of: (row) => row.daysLate },
        { label: words.state, of: (row) => words.states[row.reportState] },
        { label: words.report, of: (row) => row.report },
        { label: words.reportedOn, kind: "day", of: (row) => row.reportedOn },
      ],
    },
    language,
    `${words.file}-${today()}`,
  );
}

/** Meetings of the bodies that the actor reads: what comes first, then what was. */
export async function makeMeetingsSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const words = meetingWordsOf[language];
  const { upcoming, past } = await listMeetings(call);
  const rows = [...upcoming, ...past];
  return spreadsheetAnswer(
    {
      name: words.meetings,
      rows,
      total: rows.length,
      about: [[words.site, await getSiteName(call)]],
      columns: [
        { label: words.heldOn, kind: "day", of: (row) => row.heldOn },
        { label: words.begins, of: (row) => row.begins },
        { label: words.minutes, kind: "number", of: (row) => row.minutesPlanned },
        { label: words.body, of: (row) => row.bodyName },
        { label: words.kind, of: (row) => words.kinds[row.bodyKind] },
        { label: words.state, of: (row) => words.states[row.state] },
        { label: words.place, of: (row) => row.place },
        { label: words.online, of: (row) => row.onlineLink },
        { label: words.papersDue, kind: "day", of: (row) => row.papersDueOn },
        { label: words.items, kind: "number", of: (row) => row.itemCount },
      ],
    },
    language,
    `${words.file}-${today()}`,
  );
}

/** Who sits in a body, as its page lists them. */
export async function makeMembersSpreadsheet(call: Call, bodyId: string, language: Language): Promise<FileAnswer> {
  const { members: words, ...says } = listWordsOf[language];
  const body = await getBody(call, bodyId);
  const nameOf = new Map(body.members.map((member) => [member.id, member.name]));
  return spreadsheetAnswer(
    {
      name: words.title,
      rows: body.members,
      total: body.members.length,
      about: [
        [says.site, await getSiteName(call)],
        [says.body, body.name],
      ],
      columns: [
        { label: words.name, of: (row) => row.name },
        { label: words.position, of: (row) => row.title },
        { label: words.unit, of: (row) => row.unitName },
        { label: words.role, of: (row) => words.roles[row.bodyRole] },
        { label: words.from, kind: "day", of: (row) => row.fromOn },
        { label: words.until, kind: "day", of: (row) => row.untilOn },
        { label: words.standsInFor, of: (row) => (row.standsInFor === null ? null : (nameOf.get(row.standsInFor) ?? null)) },
      ],
    },
    language,
    `${words.file}-${today()}`,
  );
}

/** Papers for councils and their committees, with what they made of each. */
export async function makeSubmissionsSpreadsheet(call: Call, language: Language): Promise<FileAnswer> {
  const { papers: words, ...says } = listWordsOf[language];
  const { rows, total } = await readPages(call, async (one, page) => {
    const found = await listSubmissions(one, page);
    return { rows: found.papers, total: found.count };
  });
  return spreadsheetAnswer(
    {
      name: words.title,
      rows,
      total,
      about: [[says.site, await getSiteName(call)]],
      columns: [
        { label: words.subject, of: (row) => row.subject },
        { label: words.kind, of: (row) => words.kinds[row.kind] },
        { label: words.addressee, of: (row) => row.addressee },
        { label: words.number, of: (row) => row.number },
        { label: words.meetingOn, kind: "day", of: (row) => row.meetingOn },
        { label: words.publicly, of: (row) => (row.isPublic ? words.isPublic : words.isNotPublic) },
        { label: words.state, of: (row) => words.states[row.state] },
        { label: words.sentOn, kind: "day", of: (row) => row.sentOn },
        { label: words.proposal, of: (row) => row.proposal },
        { label: words.decision, of: (row) => row.decisionWording },
        { label: words.result, of: (row) => (row.result === null ? null : words.results[row.result]) },
        { label: words.resultOn, kind: "day", of: (row) => row.resultOn },
        { label: words.resultWords, of: (row) => row.resultWords },
      ],
    },
    language,
    `${words.file}-${today()}`,
  );
}
