import { type ConsultationFacts, countConsultations, mostAtOnce } from "../../domains/cases/contract.ts";
import { addDays, daysBetween } from "../../platform/contract/days.ts";
import { newUnlinkableId } from "../../platform/server/ids.ts";
import { type Chance, chanceOf } from "../chance.ts";
import type { Perform } from "../perform.ts";
import type { DemoSite } from "../programme.ts";
import type { StoryDays } from "../story-days.ts";

/** Who counted how many of the 1,240 talks of the year. */
export const counted = { haddad: 340, fuchs: 260, lang: 190, wolters: 180, sommer: 150, oduya: 120 } as const;

/** Each so often as it stands here. */
const weighted = <Value>(...list: readonly (readonly [times: number, value: Value])[]): readonly Value[] =>
  list.flatMap(([times, value]) => Array.from({ length: times }, () => value));

const topics = weighted<readonly [concern: string, field: string]>(
  [22, ["form_or_letter", "participation"]],
  [17, ["language_course", "language"]],
  [14, ["work_or_training", "work"]],
  [12, ["abh_appointment", "residence"]],
  [10, ["flat", "housing"]],
  [9, ["care_or_school", "child_care"]],
  [7, ["responsible_office", "participation"]],
  [5, ["recognition", "work"]],
  [3, ["doctor_or_insurance", "health"]],
  [2, ["family", "residence"]],
);
const languages = weighted<string | null>(
  [30, "ar"],
  [24, "uk"],
  [16, "de"],
  [9, "fa"],
  [8, "tr"],
  [6, "kmr"],
  [4, "ru"],
  [3, "fr"],
  [3, "ro"],
  [6, null],
);
const towns = weighted<string | null>(
  [30, "Lindenau"],
  [14, "Hohenfeld"],
  [13, "Erlbach"],
  [10, "Steinau"],
  [8, "Westerode"],
  [7, "Auental"],
  [5, "Brückheim"],
  [4, "Nordkirch"],
  [2, "Talheim"],
  [7, null],
);
const outcomes = weighted<ConsultationFacts["outcome"]>([60, "informed"], [31, "referred_on"], [5, "became_case"], [4, "gap_reported"]);
const interpreted = ["kmr", "fa", "ti", "ar"];

/** A few that stay below the minimum: three talks in Tigrinya, from the smallest town. */
const rare = 3;

const ordinary = {
  needsInterpreter: false,
  ageBand: null,
  sex: null,
  statusGroup: null,
  minutes: null,
  outcome: "informed",
  referredUnitId: null,
  offerId: null,
} as const;

function usual(
  chance: Chance,
  townId: (name: string) => string | null,
): Pick<ConsultationFacts, "concern" | "fields" | "language" | "townId"> {
  const [concern, field] = chance.pick(topics.slice(0, 53));
  return { concern, fields: [field], language: chance.pick(["ar", "uk", "de"]), townId: townId(chance.pick(["Lindenau", "Erlbach"])) };
}

/** The talks of a year at a counter; the same day gives the same ones. */
export function talksOfTheYear(site: Pick<DemoSite, "towns">, days: StoryDays, chance: Chance = chanceOf(1240)): ConsultationFacts[] {
  // in the first weeks of a year the one before is the one to show
  const thisYear = `${days.today.slice(0, 4)}-01-01`;
  const isYoung = daysBetween(thisYear, days.today) < 90;
  const fromOn = isYoung ? `${Number(days.today.slice(0, 4)) - 1}-01-01` : thisYear;
  const untilOn = isYoung ? addDays(thisYear, -1) : days.ago(1);
  const length = daysBetween(fromOn, untilOn);
  const total = Object.values(counted).reduce((sum, one) => sum + one, 0);
  const pickWorkday = (): string => {
    const day = addDays(fromOn, chance.between(0, length));
    return [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay()) ? pickWorkday() : day;
  };
  const townId = (name: string | null) => (name === null ? null : (site.towns[name] ?? null));
  return Array.from({ length: total }, (_, at) => {
    // most come with the same few things: what the keys of a counter are for
    if (at >= rare && chance.often(0.5)) return { ...ordinary, talkedOn: pickWorkday(), ...usual(chance, townId) };
    const [concern, field] = chance.pick(topics);
    const language = at < rare ? "ti" : chance.pick(languages);
    return {
      talkedOn: pickWorkday(),
      townId: townId(at < rare ? "Quellfurt" : chance.pick(towns)),
      fields: chance.often(0.15) && field !== "language" ? [field, "language"] : [field],
      concern,
      language,
      needsInterpreter: language !== null && interpreted.includes(language) && chance.often(0.4),
      ageBand: chance.often(0.5) ? chance.pick(["18_26", "27_39", "27_39", "40_59", "60_plus"] as const) : null,
      sex: chance.often(0.6) ? chance.pick(["female", "male"] as const) : null,
      statusGroup: null,
      minutes: chance.often(0.7) ? chance.pick([5, 5, 10, 15, 20] as const) : null,
      outcome: chance.pick(outcomes),
      referredUnitId: null,
      offerId: null,
    };
  });
}

/** All of them in a handful of calls: one batch for each who counted. */
export async function countLindenau(perform: Perform, site: DemoSite, days: StoryDays): Promise<void> {
  const talks = talksOfTheYear(site, days);
  let at = 0;
  for (const [member, number] of Object.entries(counted)) {
    const own = talks.slice(at, at + number).map((talk) => Object.assign(talk, { id: newUnlinkableId() }));
    at += number;
    for (let first = 0; first < own.length; first += mostAtOnce)
      await perform(site.members[member]!, countConsultations, { body: { consultations: own.slice(first, first + mostAtOnce) } });
  }
}
