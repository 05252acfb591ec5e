import type { FileAnswer, Begin } from "../../platform/server/http/routes.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import type { Language } from "../../platform/server/paper/days.ts";
import { pdfAnswer } from "../../platform/server/paper/typeset.ts";
import { getSiteName } from "../network/index.ts";
import type { MeetingView } from "./contract.ts";
import { agendaPdf, minutesPdf } from "./documents/meeting-papers.ts";
import { fileNames } from "./documents/words.ts";
import { getMeeting } from "./verbs.ts";

export type MeetingPaper = "agenda" | "minutes";

/** A member sees a meeting that is only planned, but not its agenda: then there is nothing to print yet either. */
async function readPaper(call: Call, meetingId: string): Promise<{ meeting: MeetingView; siteName: string }> {
  return { meeting: await getMeeting(call, meetingId), siteName: await getSiteName(call) };
}

/** What is read is read in one transaction; the document is made when it has ended. */
export async function printMeeting(
  begin: Begin,
  paper: MeetingPaper,
  meetingId: string,
  wanted: { language: Language; form: "pdf" | "docx" },
): Promise<FileAnswer> {
  const { meeting, siteName } = await begin(async (call) => await readPaper(call, meetingId));
  const make = paper === "agenda" ? agendaPdf : minutesPdf;
  const name = `${fileNames[wanted.language][paper]}-${meeting.heldOn}`;
  return pdfAnswer(await make(meeting, siteName, wanted.language), name);
}
