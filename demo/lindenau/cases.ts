import * as cases from "../../domains/cases/contract.ts";
import { searchPages } from "../../domains/directory/contract.ts";
import { askShare } from "../../domains/consent/contract.ts";
import { newId } from "../../platform/server/ids.ts";
import { type Chance, chanceOf } from "../chance.ts";
import type { Perform } from "../perform.ts";
import type { DemoSite } from "../programme.ts";
import type { StoryDays } from "../story-days.ts";
import { otherPeople, peopleOfTheStory, type PersonStory, wayOfCourse } from "./people-of-the-story.ts";

const sentences = [
  "Unterlagen durchgesehen und kopiert. Es fehlt noch der Nachweis der Schule.",
  "Gemeinsam mit der Sprachmittlung den Bescheid gelesen. Jetzt ist klar, was zu tun ist.",
  "Anmeldung zum Kurs ausgefüllt und abgeschickt.",
  "Telefonat mit der Leistungsstelle: Der Antrag liegt vor, es fehlt nichts mehr.",
  "Über die Wohnung gesprochen. Die Familie sucht in der Nähe der Schule.",
  "Lebenslauf überarbeitet. Zwei Betriebe kommen infrage.",
  "Der Platz in der Kita ist zugesagt. Große Erleichterung.",
  "Frage zur Krankenkasse geklärt, die Karte kommt in zwei Wochen.",
] as const;

const goals = [
  "Deutsch bis B1, dann eine Ausbildung in der Pflege.",
  "Anerkennung des Abschlusses als Elektriker.",
  "Eine eigene Wohnung in der Nähe der Schule.",
  "Arbeit, von der die Familie leben kann.",
  "Die Kinder gut in Kita und Schule ankommen lassen.",
] as const;

const nextSteps = [
  "Nachweis der Schule besorgen",
  "Termin beim Jobcenter vorbereiten",
  "Antrag auf Kinderbetreuung abgeben",
  "Übersetzung des Zeugnisses beauftragen",
  "Anmeldung zum Sprachkurs nachreichen",
] as const;

const deadlines = [
  { what: "Weiterbewilligung beim Jobcenter beantragen", harm: "ab dem nächsten Monat kein Geld vom Jobcenter", legalDomain: "sgb_ii" },
  { what: "Fiktionsbescheinigung verlängern lassen", harm: "ohne gültiges Papier wird die Arbeit unterbrochen", legalDomain: "aufenthg" },
  { what: "Widerspruch gegen den Bescheid einlegen", harm: "der Bescheid wird bestandskräftig", legalDomain: "sgb_ii" },
  { what: "Kitaplatz bestätigen", harm: "der Platz geht an andere", legalDomain: "sgb_viii" },
] as const;

export type DemoCase = { readonly caseId: string; readonly clientId: string; readonly caseManager: string; readonly person: PersonStory };

type Telling = { readonly perform: Perform; readonly site: DemoSite; readonly days: StoryDays; readonly chance: Chance };

/** Opened with a goal and a first conversation. */
async function openCase(telling: Telling, person: PersonStory): Promise<DemoCase> {
  const { perform, site, days, chance } = telling;
  const me = site.members[person.caseManager]!;
  const ids = { caseId: newId(), clientId: newId() };
  const inCase = { params: { caseId: ids.caseId } };
  const opened = days.ago(person.openedDaysAgo);
  await days.on(opened, async () => {
    await perform(me, cases.createCase, {
      body: {
        id: ids.caseId,
        clientId: ids.clientId,
        identity: {
          familyName: person.familyName,
          givenNames: person.givenNames,
          birthDate: person.birthDate,
          birthYear: null,
          sex: person.sex,
          nationality: person.nationality,
          languages: [...person.languages],
          isPseudonym: false,
        },
        townId: site.towns[person.town] ?? null,
        phase: person.phase,
        openedOn: opened,
        legalBasis: "public_task",
      },
    });
    await perform(me, cases.savePeriod, {
      ...inCase,
      body: { id: newId(), version: null, legalDomain: person.legalDomain, fromOn: opened, untilOn: null },
    });
    await perform(me, cases.saveGoal, { ...inCase, body: { id: newId(), version: null, text: chance.pick(goals) } });
    await perform(me, cases.saveContact, {
      ...inCase,
      body: {
        id: newId(),
        happenedOn: opened,
        kind: "visit",
        minutes: 45,
        sentence: "Erstes Gespräch. Was wichtig ist und was als Erstes ansteht.",
      },
    });
  });
  return { ...ids, caseManager: person.caseManager, person };
}

async function tellCase(telling: Telling, person: PersonStory, index: number): Promise<DemoCase> {
  const { perform, site, days, chance } = telling;
  const me = site.members[person.caseManager]!;
  const ids = await openCase(telling, person);
  const inCase = { params: { caseId: ids.caseId } };
  if (person.course) await tellCourse(telling, me, ids.caseId, person.course, person.waitsForCare);
  if (person.benefitChange)
    await tellWaiting(telling, me, ids.caseId, person.benefitChange, {
      category: "livelihood",
      text: "Erste Zahlung des Jobcenters",
      service: "benefit_change",
      from: "entitledOn",
    });
  const contacts = chance.between(1, 3);
  for (let count = 0; count < contacts; count += 1) {
    const day = days.ago(chance.between(3, Math.max(4, Math.min(person.openedDaysAgo - 1, 80))));
    await days.on(day, () =>
      perform(me, cases.saveContact, {
        ...inCase,
        body: {
          id: newId(),
          happenedOn: day,
          kind: chance.pick(["phone", "visit", "message", "phone"] as const),
          minutes: chance.pick([5, 10, 15, 30] as const),
          sentence: chance.pick(sentences),
        },
      }),
    );
  }
  await perform(me, cases.saveStep, {
    ...inCase,
    body: {
      id: newId(),
      version: null,
      text: chance.pick(nextSteps),
      dueOn: days.ahead(chance.between(2, 40)),
      doer: chance.often(0.3) ? { kind: "person" } : { kind: "us" },
    },
  });
  if (index % 4 === 1) {
    const { what, harm, legalDomain } = chance.pick(deadlines);
    await perform(me, cases.saveDeadline, {
      ...inCase,
      body: { id: newId(), version: null, dueOn: days.ahead(chance.between(1, 30)), what, harm, legalDomain },
    });
  }
  if (index % 6 === 2) {
    await perform(me, cases.saveAppointment, {
      ...inCase,
      body: {
        id: newId(),
        version: null,
        onDay: days.ahead(chance.between(0, 5)),
        time: chance.pick(["09:00", "10:30", "14:00"] as const),
        what: "Gespräch in der Beratungsstelle",
        prepare: chance.pick(nextSteps),
      },
    });
  }
  return ids;
}

/** Of whom the story tells no more than that somebody is there for them. */
async function tellQuietCase(telling: Telling, person: PersonStory): Promise<void> {
  const { perform, site, days, chance } = telling;
  const { caseId } = await openCase(telling, person);
  if (person.appointment)
    await tellWaiting(telling, site.members[person.caseManager]!, caseId, person.appointment, {
      category: "residence",
      text: "Termin bei der Ausländerbehörde",
      service: "abh_appointment",
      from: "registeredOn",
    });
  const day = days.ago(chance.between(1, Math.min(person.openedDaysAgo - 1, 55)));
  await days.on(day, () =>
    perform(site.members[person.caseManager]!, cases.saveContact, {
      params: { caseId },
      body: {
        id: newId(),
        happenedOn: day,
        kind: chance.pick(["phone", "visit", "message"] as const),
        minutes: chance.pick([5, 10, 15, 30] as const),
        sentence: chance.pick(sentences),
      },
    }),
  );
}

/** Entitled, registered, perhaps begun and over: from these dates arise the milestones that the figures are made of. Some never registered anywhere. */
async function tellCourse(
  { perform, days }: Telling,
  me: string,
  caseId: string,
  course: NonNullable<PersonStory["course"]>,
  waitsForCare: boolean,
): Promise<void> {
  const entitledOn = days.ago(course.entitledDaysAgo);
  const { registeredDaysAgo, startedDaysAgo, finishedDaysAgo } = wayOfCourse(course);
  const onDay = (daysAgo: number | null) => (daysAgo === null ? null : days.ago(daysAgo));
  const [registeredOn, startedOn, finishedOn] = [onDay(registeredDaysAgo), onDay(startedDaysAgo), onDay(finishedDaysAgo)];
  const service = waitsForCare ? "integration_course" : "vocational_language_course";
  const step = {
    id: newId(),
    category: "language_education",
    text: waitsForCare ? "Integrationskurs beginnen" : "Berufssprachkurs beginnen",
    service,
    entitledOn,
  } as const;
  const save = async (
    on: string,
    more: Partial<Record<"registeredOn" | "startedOn" | "finishedOn", string | null>>,
    version: number | null,
  ) => await days.on(on, () => perform(me, cases.saveStep, { params: { caseId }, body: { ...step, ...more, version } }));
  await save(entitledOn, {}, null);
  let version = 1;
  if (registeredOn !== null) await save(registeredOn, { registeredOn }, version++);
  if (startedOn === null) return;
  await save(startedOn, { registeredOn, startedOn }, version++);
  if (finishedOn !== null) await save(finishedOn, { registeredOn, startedOn, finishedOn }, version);
}

/** What somebody waited for, written down on the day it came. */
async function tellWaiting(
  { perform, days }: Telling,
  me: string,
  caseId: string,
  waited: { readonly beganDaysAgo: number; readonly waitedDays: number },
  step: {
    readonly category: "livelihood" | "residence";
    readonly text: string;
    readonly service: string;
    readonly from: "entitledOn" | "registeredOn";
  },
): Promise<void> {
  const { from, ...rest } = step;
  const startedOn = days.ago(waited.beganDaysAgo - waited.waitedDays);
  await days.on(startedOn, () =>
    perform(me, cases.saveStep, {
      params: { caseId },
      body: { id: newId(), version: null, ...rest, [from]: days.ago(waited.beganDaysAgo), startedOn },
    }),
  );
}

/** What the reference screens tell of Nadia Rahimi. */
async function tellNadiaRahimi({ perform, site, days }: Telling, it: DemoCase): Promise<void> {
  const me = site.members.wolters!;
  const inCase = { params: { caseId: it.caseId } };
  const share = async (
    unit: string,
    categories: readonly ("identity" | "contact" | "family" | "work" | "language_education")[],
    purpose: string,
    givenDaysAgo: number | null,
  ) => {
    const day = days.ago(givenDaysAgo ?? 5);
    await days.on(day, () =>
      perform(me, askShare, {
        params: { clientId: it.clientId },
        body: {
          id: newId(),
          unitId: site.units[unit]!,
          categories: [...categories],
          purpose,
          fromOn: day,
          untilOn: days.ahead(110),
          declaration:
            givenDaysAgo === null
              ? null
              : {
                  id: newId(),
                  givenBy: "person",
                  judgement: "Frau Rahimi hat verstanden, worum es geht, und selbst entschieden.",
                  language: "fa",
                  form: "written",
                  textVersion: "2026-01",
                  declaredOn: day,
                  secrecyRelease: true,
                },
        },
      }),
    );
  };
  await share("jc-vermittlung", ["identity", "language_education", "work"], "joint_support_planning", 240);
  await share("kita-fachberatung", ["identity", "contact", "family"], "child_care_place", 30);
  await share("horizont-kurse", ["identity", "language_education"], "referral", null);
  const day = days.ago(2);
  const [course] = (await perform(me, searchPages, { body: { text: "Integrationskurs Kinderbetreuung", page: 1 } })).hits;
  await days.on(day, async () => {
    await perform(me, cases.saveContact, {
      ...inCase,
      body: {
        id: newId(),
        happenedOn: day,
        kind: "phone",
        minutes: 10,
        sentence: "Die Kita Sonnenhang sagt zwei Plätze zum nächsten Monat zu. Frau Rahimi ist sehr erleichtert.",
      },
    });
    await perform(me, cases.saveStep, {
      ...inCase,
      body: {
        id: newId(),
        version: null,
        text: "Kita-Zusage an die Sprachschule Horizont geben",
        offerId: course?.id ?? null,
        dueOn: days.ahead(3),
        category: "language_education",
      },
    });
  });
  await days.on(days.ago(4), () =>
    perform(me, cases.saveStep, {
      ...inCase,
      body: {
        id: newId(),
        version: null,
        text: "Kursbeginn mit der Vermittlung abstimmen",
        dueOn: days.ahead(5),
        category: "language_education",
        doer: { kind: "unit", unitId: site.units["jc-vermittlung"]! },
      },
    }),
  );
  await perform(me, cases.saveDeadline, {
    ...inCase,
    body: {
      id: newId(),
      version: null,
      dueOn: days.ahead(7),
      what: "Nachweis der Betreuung einreichen",
      harm: "der Kursplatz geht an andere",
      legalDomain: null,
    },
  });
  await perform(me, cases.saveAppointment, {
    ...inCase,
    body: {
      id: newId(),
      version: null,
      onDay: days.today,
      time: "10:30",
      what: "Gespräch in der Beratungsstelle",
      prepare: "Zusage der Kita im Original mitbringen lassen",
    },
  });
}

/** What else Karin Wolters finds today: two people who have known her for a while. */
async function tellDayOfWolters({ perform, site, days }: Telling, told: readonly DemoCase[]): Promise<void> {
  const me = site.members.wolters!;
  const [one, other] = told.filter((it) => it.caseManager === "wolters" && it.person.openedDaysAgo > 90).slice(1);
  const of = (it: DemoCase | undefined) => ({ params: { caseId: it!.caseId } });
  await perform(me, cases.saveAppointment, {
    ...of(one),
    body: {
      id: newId(),
      version: null,
      onDay: days.today,
      time: "14:00",
      minutes: 60,
      what: "Gemeinsam im Jobcenter, Zimmer 118",
      prepare: "Mietvertrag und den letzten Bescheid einstecken",
    },
  });
  const deadlines = [
    [one, 0, "livelihood", "Widerspruch gegen den Bescheid des Jobcenters", "ab dem nächsten Monat 412 Euro weniger", "sgb_ii"],
    [other, 3, "health", "Anmeldung bei der Krankenkasse", "Arztkosten müssten selbst bezahlt werden", null],
    [other, 11, "residence", "Fiktionsbescheinigung läuft ab", "die Arbeit müsste ruhen", "aufenthg"],
  ] as const;
  for (const [whose, inDays, category, what, harm, legalDomain] of deadlines)
    await perform(me, cases.saveDeadline, {
      ...of(whose),
      body: { id: newId(), version: null, dueOn: days.ahead(inDays), category, what, harm, legalDomain },
    });
  await days.on(days.ago(76), () =>
    perform(me, cases.saveStep, {
      ...of(other),
      body: {
        id: newId(),
        version: null,
        category: "residence",
        text: "Termin zur Verlängerung",
        doer: { kind: "unit", unitId: site.units["auslaenderbehoerde"]! },
      },
    }),
  );
}

export async function tellCases(perform: Perform, site: DemoSite, days: StoryDays): Promise<DemoCase[]> {
  const chance = chanceOf(2026);
  const telling = { perform, site, days, chance };
  const told: DemoCase[] = [];
  const people = peopleOfTheStory(chance, days);
  for (const [index, person] of people.entries()) told.push(await tellCase(telling, person, index));
  await tellNadiaRahimi(telling, told[0]!);
  await tellDayOfWolters(telling, told);
  for (const person of otherPeople(chance, days, people)) await tellQuietCase(telling, person);
  return told;
}
