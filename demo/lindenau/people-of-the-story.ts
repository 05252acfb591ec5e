import type { Expectation } from "../../domains/themes/contract.ts";
import type { Chance } from "../chance.ts";
import type { StoryDays } from "../story-days.ts";

type Waited = { readonly beganDaysAgo: number; readonly waitedDays: number };

/** A made-up person and the dates of their case. Days are counted back from the day on which the story is told. */
export type PersonStory = {
  readonly familyName: string;
  readonly givenNames: string;
  readonly birthDate: string;
  readonly sex: "female" | "male";
  readonly nationality: string;
  readonly languages: readonly string[];
  readonly town: string;
  readonly caseManager: string;
  readonly openedDaysAgo: number;
  readonly phase: "access" | "clarification" | "assessment" | "planning" | "linking" | "monitoring";
  /** Parent of small children without a place in child care. */
  readonly waitsForCare: boolean;
  /** Days from the entitlement to the start of the course; null while still waiting. */
  readonly course: { readonly entitledDaysAgo: number; readonly waitedDays: number | null } | undefined;
  /** From the right to benefit under the new law to its first payment. */
  readonly benefitChange?: Waited;
  /** From asking the Ausländerbehörde for an appointment to having it. */
  readonly appointment?: Waited;
  readonly legalDomain: "asylblg" | "sgb_ii" | "sgb_xii" | "freizuegg_eu" | "sgb_iii";
};

/** Their waiting times make the figures; everybody after them is only accompanied. */
const countedPeople = 64;
const openCases = 186;

type Origin = {
  nationality: string;
  languages: readonly string[];
  family: readonly string[];
  female: readonly string[];
  male: readonly string[];
};

const origins: readonly Origin[] = [
  {
    nationality: "Syrien",
    languages: ["Arabisch"],
    family: ["al-Khatib", "Haddad", "Darwish", "as-Sayyid", "Khalil", "Mansour", "Sabbagh"],
    female: ["Rima", "Hanan", "Lubna", "Samar", "Yara"],
    male: ["Omar", "Basel", "Firas", "Mahmoud", "Tarek"],
  },
  {
    nationality: "Afghanistan",
    languages: ["Dari"],
    family: ["Rahimi", "Ahmadi", "Noori", "Karimi", "Sultani", "Amiri"],
    female: ["Nadia", "Fereshta", "Zahra", "Parwana", "Mina"],
    male: ["Jawad", "Hamid", "Farhad", "Najib", "Samim"],
  },
  {
    nationality: "Ukraine",
    languages: ["Ukrainisch", "Russisch"],
    family: ["Kovalenko", "Melnyk", "Shevchuk", "Bondarenko", "Tkachenko"],
    female: ["Oksana", "Iryna", "Natalija", "Olha", "Daryna"],
    male: ["Andrij", "Mykola", "Taras", "Bohdan"],
  },
  {
    nationality: "Eritrea",
    languages: ["Tigrinisch"],
    family: ["Tesfay", "Gebremedhin", "Kidane", "Habtom"],
    female: ["Selam", "Almaz", "Feven"],
    male: ["Yonas", "Filmon", "Dawit"],
  },
  {
    nationality: "Irak",
    languages: ["Kurmandschi", "Arabisch"],
    family: ["Hussein", "Barzani", "Shingali", "Omer"],
    female: ["Berivan", "Shilan", "Nergiz"],
    male: ["Rebar", "Azad", "Karwan"],
  },
  {
    nationality: "Türkei",
    languages: ["Türkisch"],
    family: ["Yılmaz", "Çelik", "Öztürk", "Şahin"],
    female: ["Elif", "Zeynep", "Gülşah"],
    male: ["Mert", "Serkan", "İbrahim"],
  },
  {
    nationality: "Bulgarien",
    languages: ["Bulgarisch"],
    family: ["Dimitrova", "Ivanov", "Stoyanova"],
    female: ["Desislava", "Radka"],
    male: ["Plamen", "Georgi"],
  },
  {
    nationality: "Rumänien",
    languages: ["Rumänisch"],
    family: ["Popescu", "Munteanu", "Dumitru"],
    female: ["Ioana", "Mihaela"],
    male: ["Radu", "Cătălin"],
  },
  {
    nationality: "Nigeria",
    languages: ["Englisch", "Igbo"],
    family: ["Okafor", "Nwosu", "Adeyemi"],
    female: ["Chioma", "Blessing"],
    male: ["Emeka", "Tunde"],
  },
  {
    nationality: "Iran",
    languages: ["Persisch"],
    family: ["Hosseini", "Tehrani", "Moradi"],
    female: ["Shirin", "Leila"],
    male: ["Reza", "Kaveh"],
  },
  {
    nationality: "Guinea",
    languages: ["Französisch", "Fula"],
    family: ["Diallo", "Barry", "Camara"],
    female: ["Aïssatou", "Fatoumata"],
    male: ["Mamadou", "Alpha"],
  },
  {
    nationality: "Vietnam",
    languages: ["Vietnamesisch"],
    family: ["Nguyễn", "Trần"],
    female: ["Thị Hương", "Lan"],
    male: ["Văn Minh", "Đức"],
  },
];

const caseManagers = [
  "wolters",
  "oduya",
  "brandt",
  "sommer",
  "yildiz",
  "hansen",
  "petrova",
  "lang",
  "kaya",
  "weiss",
  "nowak",
  "ferreira",
] as const;
const towns = [
  "Lindenau",
  "Lindenau",
  "Lindenau",
  "Hohenfeld",
  "Erlbach",
  "Steinau",
  "Westerode",
  "Auental",
  "Brückheim",
  "Nordkirch",
  "Talheim",
  "Quellfurt",
] as const;
const phases = ["access", "clarification", "assessment", "planning", "linking", "linking", "monitoring"] as const;
const legalDomains = ["sgb_ii", "sgb_ii", "sgb_ii", "asylblg", "sgb_xii"] as const;

/** The measure "Betreuung im Haus des Kurses" began so many days ago; who was entitled after it waits shorter. */
export const careAtTheCourseDaysAgo = 236;

/** What was expected of it beforehand: nine weeks, for everybody entitled in the eleven weeks after it began. */
export function expectedOfCare(days: StoryDays): Expectation {
  return {
    metric: { service: "integration_course", fromEvent: "entitled", toEvent: "started" },
    baselineFromOn: days.ago(careAtTheCourseDaysAgo + 332),
    baselineUntilOn: days.ago(careAtTheCourseDaysAgo + 17),
    targetWeeks: 9,
    followUpWeeks: 22,
    intakeWeeks: 11,
  };
}

/** Who was entitled so long ago without care waited about 148 days, with it about 44; after the measure those without care wait about 63. */
function courseOf(chance: Chance, waitsForCare: boolean, index: number): PersonStory["course"] {
  if (index % 9 === 8) return undefined;
  const before = Math.floor(index / 2) % 5 < 3;
  // those after the measure lie far enough back to be followed as long as those before it
  const entitledDaysAgo = before
    ? careAtTheCourseDaysAgo + 18 + ((2 * chance.between(0, 180) + 37 * index) % 313)
    : chance.between(careAtTheCourseDaysAgo - 72, careAtTheCourseDaysAgo - 3);
  const usual = waitsForCare ? (before ? 151 : 56) : 44;
  const waitedDays = Math.max(9, usual + chance.between(-Math.round(usual * 0.35), Math.round(usual * 0.35)));
  return { entitledDaysAgo, waitedDays: waitedDays < entitledDaysAgo - 2 ? waitedDays : null };
}

/** A course of twenty weeks, every working day. */
const courseDays = 140;

/** When somebody registered, began and was through, in days before today; some never registered anywhere. */
export function wayOfCourse({ entitledDaysAgo, waitedDays }: NonNullable<PersonStory["course"]>) {
  const daysToRegister = 4 + ((entitledDaysAgo * 7) % 18);
  const registers = entitledDaysAgo % 6 !== 0 && daysToRegister < Math.min(waitedDays ?? Infinity, entitledDaysAgo);
  const startedDaysAgo = waitedDays === null ? null : entitledDaysAgo - waitedDays;
  return {
    registeredDaysAgo: registers ? entitledDaysAgo - daysToRegister : null,
    startedDaysAgo,
    finishedDaysAgo: startedDaysAgo !== null && startedDaysAgo > courseDays ? startedDaysAgo - courseDays : null,
  };
}

/** Those whose waiting is counted: two named in the guides, the others by chance that always falls the same way. */
export function peopleOfTheStory(chance: Chance, days: StoryDays): PersonStory[] {
  const year = Number(days.today.slice(0, 4));
  const people: PersonStory[] = [
    {
      familyName: "Rahimi",
      givenNames: "Nadia",
      birthDate: `${year - 31}-04-17`,
      sex: "female",
      nationality: "Afghanistan",
      languages: ["Dari"],
      town: "Lindenau",
      caseManager: "wolters",
      openedDaysAgo: 255,
      phase: "linking",
      waitsForCare: true,
      course: { entitledDaysAgo: 194, waitedDays: null },
      legalDomain: "sgb_ii",
    },
    {
      familyName: "as-Sayyid",
      givenNames: "Muhammad",
      birthDate: `${year - 38}-09-02`,
      sex: "male",
      nationality: "Syrien",
      languages: ["Arabisch"],
      town: "Hohenfeld",
      caseManager: "oduya",
      openedDaysAgo: 410,
      phase: "monitoring",
      waitsForCare: false,
      course: { entitledDaysAgo: 398, waitedDays: 41 },
      legalDomain: "sgb_ii",
    },
  ];
  const used = new Set(people.map((person) => `${person.givenNames} ${person.familyName}`));
  for (let index = 2; people.length < countedPeople; index += 1) {
    const origin = origins[index % origins.length]!;
    const sex = chance.often(0.55) ? "female" : "male";
    const familyName = chance.pick(origin.family);
    const givenNames = chance.pick(sex === "female" ? origin.female : origin.male);
    if (used.has(`${givenNames} ${familyName}`)) continue;
    used.add(`${givenNames} ${familyName}`);
    const waitsForCare = people.length % 2 === 0;
    const course = courseOf(chance, waitsForCare, people.length);
    const openedDaysAgo = Math.max(chance.between(20, 300), (course?.entitledDaysAgo ?? 0) + chance.between(5, 40));
    people.push({
      familyName,
      givenNames,
      birthDate: `${year - chance.between(19, 58)}-${String(chance.between(1, 12)).padStart(2, "0")}-${String(chance.between(1, 28)).padStart(2, "0")}`,
      sex,
      nationality: origin.nationality,
      languages: origin.languages,
      town: chance.pick(towns),
      caseManager: caseManagers[people.length % caseManagers.length]!,
      openedDaysAgo,
      phase: chance.pick(phases),
      waitsForCare,
      course,
      legalDomain: origin.nationality === "Bulgarien" || origin.nationality === "Rumänien" ? "freizuegg_eu" : chance.pick(legalDomains),
    });
  }
  return withBenefitChanges(people);
}

/** So many changed into SGB II before the double start began, 260 days ago. */
const changedBefore = 23;
const doubleStartDaysAgo = 260;
/** Around 19 days, and around 4. */
const daysWithoutMoney = {
  before: [13, 15, 16, 17, 18, 19, 19, 20, 21, 23, 26],
  after: [2, 3, 4, 4, 4, 5, 6],
} as const;

/** Who was accompanied longest changed before the double start, everybody else of SGB II in the ten weeks after it. */
function withBenefitChanges(people: readonly PersonStory[]): PersonStory[] {
  const changed = people.filter((person) => person.legalDomain === "sgb_ii").toSorted((a, b) => b.openedDaysAgo - a.openedDaysAgo);
  return people.map((person) => {
    const at = changed.indexOf(person);
    if (at === -1) return person;
    const isBefore = at < changedBefore;
    const waits = isBefore ? daysWithoutMoney.before : daysWithoutMoney.after;
    const beganDaysAgo = doubleStartDaysAgo + (isBefore ? 24 + ((31 * at) % 120) : -15 - ((17 * at) % 50));
    const benefitChange = { beganDaysAgo, waitedDays: waits[(isBefore ? at : at - changedBefore) % waits.length]! };
    return { ...person, benefitChange, openedDaysAgo: Math.max(person.openedDaysAgo, beganDaysAgo + 7) };
  });
}

/** So many asked for an appointment at the Ausländerbehörde and had it, after 76 days in the middle. */
const hadAppointment = 21;
const daysToAppointment = [58, 63, 67, 70, 73, 76, 79, 82, 88, 93, 97] as const;

function appointmentOf(index: number): Waited | undefined {
  if (index % 5 !== 0 || index / 5 >= hadAppointment) return undefined;
  const at = index / 5;
  return { beganDaysAgo: 105 + ((13 * at) % 150), waitedDays: daysToAppointment[at % daysToAppointment.length]! };
}

/** Everybody else who is accompanied in Kreis Lindenau, so that there are 186 open cases; one writes his name in Arabic alone. */
export function otherPeople(chance: Chance, days: StoryDays, first: readonly PersonStory[]): PersonStory[] {
  const year = Number(days.today.slice(0, 4));
  const used = new Set(first.map((person) => `${person.givenNames} ${person.familyName}`));
  const people: PersonStory[] = [];
  for (let index = 0; first.length + people.length < openCases; index += 1) {
    const origin = origins[index % origins.length]!;
    const sex = chance.often(0.5) ? "female" : "male";
    const isInArabic = people.length === 8;
    const familyName = isInArabic ? "الحلبي" : chance.pick(origin.family);
    const givenNames = isInArabic ? "نور الدين" : chance.pick(sex === "female" ? origin.female : origin.male);
    if (used.has(`${givenNames} ${familyName}`)) continue;
    used.add(`${givenNames} ${familyName}`);
    const appointment = appointmentOf(people.length);
    people.push({
      familyName,
      givenNames,
      birthDate: `${year - chance.between(17, 66)}-${String(chance.between(1, 12)).padStart(2, "0")}-${String(chance.between(1, 28)).padStart(2, "0")}`,
      sex: isInArabic ? "male" : sex,
      nationality: isInArabic ? "Syrien" : origin.nationality,
      languages: isInArabic ? ["Arabisch"] : origin.languages,
      town: chance.pick(towns),
      caseManager: caseManagers[(first.length + people.length) % caseManagers.length]!,
      openedDaysAgo: Math.max(chance.between(12, 420), appointment ? appointment.beganDaysAgo + 5 : 0),
      phase: chance.pick(phases),
      waitsForCare: false,
      course: undefined,
      ...(appointment ? { appointment } : {}),
      legalDomain: origin.nationality === "Bulgarien" || origin.nationality === "Rumänien" ? "freizuegg_eu" : chance.pick(legalDomains),
    });
  }
  return people;
}
