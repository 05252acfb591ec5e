import { today } from "../../../platform/server/clock.ts";
import { newUnlinkableId } from "../../../platform/server/ids.ts";
import type { ConsultationFacts } from "./contract.ts";

/** A talk at the counter of today, unless said otherwise. */
export function testTalk(more: Partial<ConsultationFacts & { id: string }> = {}): ConsultationFacts & { id: string } {
  return {
    id: newUnlinkableId(),
    talkedOn: today(),
    townId: null,
    fields: ["language"],
    concern: "language_course",
    language: "ar",
    needsInterpreter: false,
    ageBand: null,
    sex: null,
    statusGroup: null,
    minutes: null,
    outcome: "informed",
    referredUnitId: null,
    offerId: null,
    ...more,
  };
}

export const testTalks = (count: number, more: Partial<ConsultationFacts> = {}) => Array.from({ length: count }, () => testTalk(more));
