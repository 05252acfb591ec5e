import type { Call } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import { conflict, invalid, Problem } from "../../platform/server/problem.ts";
import type { NewMeasure } from "../themes/contract.ts";
import {
  createMeasure,
  decideTheme,
  getThemeForAgenda,
  listThemesForAgenda,
  putOnAgenda,
  reportProgress,
  takeOffAgenda,
} from "../themes/index.ts";
import type { Outcome, ThemeNote } from "./contract.ts";

type AgendaTheme = Awaited<ReturnType<typeof getThemeForAgenda>>;

function noteOf(theme: AgendaTheme): ThemeNote {
  return {
    id: theme.id,
    title: theme.title,
    sentence: theme.sentence,
    state: theme.state,
    statementDueOn: theme.statementDueOn,
    statement: theme.statement,
    mayBeDecided: theme.mayBeDecided,
  };
}

export async function listNotes(call: Call): Promise<ThemeNote[]> {
  return (await listThemesForAgenda(call)).map(noteOf);
}

/** Undefined where the actor does not see the theme: the item then shows its own title alone. */
export async function findNote(call: Call, themeId: string): Promise<ThemeNote | undefined> {
  try {
    return noteOf(await getThemeForAgenda(call, themeId));
  } catch (error) {
    if (error instanceof Problem && error.body.code === "not_found") return undefined;
    throw error;
  }
}

export async function putOn(call: Call, themeId: string, meeting: { meetingOn: string; bodyName: string }): Promise<void> {
  await putOnAgenda(call, themeId, meeting);
}

export async function takeOff(call: Call, themeId: string, sentence: string | null = null): Promise<void> {
  await takeOffAgenda(call, themeId, { sentence });
}

export type ThemeDecision = { outcome: Outcome; sentence: string | null; reason: string | null; decidedOn: string; bodyName: string };

/** Tells everyone who reported. Postponing decides nothing, so it need not wait for a statement; the theme then leaves the agenda with the sentence. */
export async function decide(call: Call, themeId: string, decision: ThemeDecision, mayBeDecided: boolean): Promise<void> {
  if (decision.outcome === "postponed" && !mayBeDecided) await takeOff(call, themeId, decision.sentence);
  else await decideTheme(call, themeId, decision);
}

/** Problems with a field of the measure stand at that field of the decision's form. */
export async function makeMeasure(
  call: Call,
  themeId: string,
  measure: NewMeasure,
  decided: { decidedOn: string; bodyName: string },
): Promise<string> {
  try {
    return await createMeasure(call, themeId, measure, decided);
  } catch (error) {
    const fields = error instanceof Problem && error.body.code === "invalid" ? error.body.fields : undefined;
    if (!fields) throw error;
    throw invalid(fields.map((field) => ({ ...field, path: field.path.replace(/^body\./, "body.measure.") })));
  }
}

/** What became of the decision also stands in the story of its measure, for everybody who waits there. */
export async function tellMeasure(call: Call, measureId: string, text: string): Promise<void> {
  try {
    await reportProgress(call, measureId, { id: newId(), text });
  } catch (error) {
    if (error instanceof Problem && error.body.reason === "closed") throw conflict("measure_closed");
    throw error;
  }
}
