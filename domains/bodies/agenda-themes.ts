import type { Call } from "../../platform/server/database/actor.ts";
import type { NewMeasure } from "../themes/contract.ts";
import type { Outcome, ThemeNote } from "./contract.ts";

// until the doors of themes stand
export async function listNotes(_call: Call): Promise<ThemeNote[]> {
  return [];
}
export async function findNote(_call: Call, _themeId: string): Promise<ThemeNote | undefined> {
  return undefined;
}
export async function putOn(_call: Call, _themeId: string, _meeting: { meetingOn: string; bodyName: string }): Promise<void> {}
export async function takeOff(_call: Call, _themeId: string): Promise<void> {}
export type ThemeDecision = { outcome: Outcome; sentence: string | null; reason: string | null; decidedOn: string; bodyName: string };
export async function decide(_call: Call, _themeId: string, _decision: ThemeDecision): Promise<void> {}
export async function makeMeasure(
  _call: Call,
  _themeId: string,
  measure: NewMeasure,
  _decided: { decidedOn: string; bodyName: string },
): Promise<string> {
  return measure.id;
}
