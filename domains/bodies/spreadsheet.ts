import { today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import type { FileAnswer } from "../../platform/server/http/routes.ts";
import type { Language } from "../../platform/server/paper/days.ts";
import { readPages, spreadsheetAnswer } from "../../platform/server/paper/spreadsheet.ts";
import { getSiteName } from "../network/index.ts";
import { decisionWordsOf, meetingWordsOf } from "./documents/words.ts";
import type { DecisionFilter } from "./queries.ts";
import { findDecisions, listMeetings } from "./verbs.ts";

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
