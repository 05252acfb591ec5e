import * as chains from "../../domains/chains/contract.ts";
import { listThemes } from "../../domains/themes/contract.ts";
import { newId } from "../../platform/server/ids.ts";
import type { Perform } from "../perform.ts";
import type { DemoSite } from "../programme.ts";
import type { StoryDays } from "../story-days.ts";
import { themes as themeStories } from "./themes-of-the-story.ts";

type StepStory = Partial<Omit<chains.ChainStep, "id" | "unitId">> & { readonly title: string; readonly unit: string | null };
type WayStory = Partial<Omit<chains.ChainInterface, "id" | "fromStepId" | "toStepId">> & { readonly from: string; readonly to: string };
type ChainStory = {
  readonly title: string;
  readonly aim: string;
  readonly theme?: string;
  readonly steps: Readonly<Record<string, StepStory>>;
  readonly ways: readonly WayStory[];
  readonly agreedDaysAgo: number;
  readonly agreedIn: string;
};

const course = (startEvent: chains.StepMilestones["startEvent"], endEvent: chains.StepMilestones["endEvent"]) => ({
  service: "integration_course",
  startEvent,
  endEvent,
});

const courseAsIs: ChainStory = {
  title: "Vom Anspruch zum Integrationskurs",
  aim: "Wer einen Anspruch hat, beginnt den Kurs, auch mit Kindern.",
  theme: "kurs-ohne-betreuung",
  steps: {
    entitle: {
      title: "Berechtigung ausstellen",
      unit: "jc-vermittlung",
      legalDomain: "aufenthg",
      input: "Antrag oder Zuweisung",
      output: "Berechtigungsschein",
      targetWeeks: 1,
      milestones: course("entitled", "entitled"),
    },
    advise: {
      title: "Beraten und Kurs aussuchen",
      unit: "kreis-kim",
      input: "Berechtigungsschein",
      output: "Ein Kurs, der zu Wohnort und Zeiten passt",
      targetWeeks: 2,
      milestones: course("entitled", "registered"),
    },
    register: {
      title: "Einstufen und anmelden",
      unit: "vhs-kurse",
      preconditions: "Einstufungstest, bisher nur in der Kreisstadt",
      input: "Berechtigungsschein",
      output: "Platz auf der Warteliste",
      targetWeeks: 3,
      milestones: course("registered", "registered"),
    },
    care: {
      title: "Betreuung für die Kinder klären",
      unit: "jugendamt",
      legalDomain: "sgb_viii",
      input: "Beginn und Zeiten des Kurses",
      output: "Betreuungsplatz in der Kurszeit",
      preconditions: "Nur für Eltern kleiner Kinder",
    },
    begin: {
      title: "Kurs besuchen",
      unit: "vhs-kurse",
      input: "Anmeldung, Betreuungsplatz",
      output: "Zertifikat",
      targetWeeks: 30,
      milestones: course("started", "finished"),
    },
  },
  ways: [
    {
      from: "entitle",
      to: "advise",
      handover: "person_goes",
      consent: "none",
      targetWeeks: 1,
      failure: "Niemand merkt, wenn die Person nicht ankommt.",
    },
    { from: "advise", to: "register", handover: "message", consent: "consent", targetWeeks: 2 },
    {
      from: "register",
      to: "care",
      handover: "person_goes",
      consent: "none",
      targetWeeks: 2,
      failure: "Jede Familie fragt selbst nach einem Platz; niemand weiß vom anderen.",
    },
    { from: "care", to: "begin", handover: "letter", consent: "consent", targetWeeks: 1 },
    {
      from: "register",
      to: "begin",
      handover: "letter",
      consent: "none",
      targetWeeks: 6,
      quality: "Im Brief steht, wo und wann der Kurs beginnt und wen man anruft.",
    },
  ],
  agreedDaysAgo: 260,
  agreedIn: "Niederschrift der Planungskonferenz Sprache",
};

const recognition: ChainStory = {
  title: "Anerkennung eines Abschlusses",
  aim: "Ein Abschluss aus dem Ausland ist nach einem halben Jahr bewertet.",
  theme: "anerkennung-unklar",
  steps: {
    first: {
      title: "Erste Beratung und Unterlagen sichten",
      unit: "migrationsberatung",
      output: "Liste der Unterlagen, die noch fehlen",
      targetWeeks: 2,
      milestones: { service: "recognition", startEvent: "entitled", endEvent: "entitled" },
    },
    translate: { title: "Unterlagen übersetzen lassen", unit: null, preconditions: "Kosten sind geklärt", targetWeeks: 4 },
    fund: { title: "Kosten der Übersetzung zusagen", unit: "jc-vermittlung", legalDomain: "sgb_iii", output: "Zusage", targetWeeks: 2 },
    apply: {
      title: "Antrag prüfen",
      unit: "kammer-anerkennung",
      input: "Antrag mit allen Unterlagen",
      output: "Bescheid",
      targetWeeks: 12,
      milestones: { service: "recognition", startEvent: "registered", endEvent: "finished" },
    },
    complete: { title: "Nachholen, was fehlt", unit: "kammer-anerkennung", output: "Anpassungsqualifizierung" },
  },
  ways: [
    { from: "first", to: "fund", handover: "message", consent: "consent", targetWeeks: 1 },
    { from: "first", to: "translate", handover: "person_goes", consent: "none" },
    { from: "fund", to: "apply", handover: "letter", consent: "consent" },
    { from: "translate", to: "apply", handover: "person_goes", consent: "none", quality: "Alle Unterlagen auf einmal" },
    { from: "apply", to: "complete", handover: "warm_handover", consent: "both", targetWeeks: 2 },
  ],
  agreedDaysAgo: 190,
  agreedIn: "Niederschrift der Planungskonferenz Arbeit",
};

function documentOf(story: ChainStory, site: DemoSite): { document: chains.ChainDocument; idOf: (key: string) => string } {
  const ids = new Map(Object.keys(story.steps).map((key) => [key, newId()]));
  const idOf = (key: string) => ids.get(key)!;
  const outOf = (key: string) => story.ways.filter((way) => way.from === key).length;
  const document: chains.ChainDocument = {
    steps: Object.entries(story.steps).map(([key, { unit, ...step }]) => ({
      id: idOf(key),
      unitId: unit === null ? null : site.units[unit]!,
      legalDomain: null,
      input: "",
      output: "",
      preconditions: "",
      targetWeeks: null,
      milestones: null,
      branches: outOf(key) > 1 && key === "first" ? "all" : "one",
      joins: key === "apply" ? "all" : "any",
      ...step,
    })),
    interfaces: story.ways.map(({ from, to, ...way }) => ({
      id: newId(),
      fromStepId: idOf(from),
      toStepId: idOf(to),
      handover: "referral",
      consent: "consent",
      quality: "",
      failure: "",
      targetWeeks: null,
      ...way,
    })),
  };
  return { document, idOf };
}

/** Two chains of the Kreis: the way to the course as it is and as it was agreed, and the recognition of a qualification. */
export async function describeChains(perform: Perform, site: DemoSite, days: StoryDays): Promise<void> {
  const me = site.members.aksoy!;
  const { themes } = await perform(me, listThemes, {});
  const agree = async (versionId: string, version: number, story: ChainStory, daysAgo: number, agreedIn: string) =>
    await perform(me, chains.agreeVersion, {
      params: { versionId },
      body: { agreedOn: days.ago(daysAgo), agreedIn, reviewOn: days.ahead(120), version },
    });
  const describe = async (story: ChainStory) => {
    const { document, idOf } = documentOf(story, site);
    const [chainId, versionId] = [newId(), newId()];
    const themeId = themes.find((theme) => theme.title === themeStories.find((one) => one.key === story.theme)?.title)?.id ?? null;
    await days.on(days.ago(story.agreedDaysAgo), async () => {
      await perform(me, chains.createChain, {
        body: { id: chainId, versionId, kind: "as_is", title: story.title, aim: story.aim, themeId },
      });
      const { version } = await perform(me, chains.saveVersion, { params: { versionId }, body: { document, version: 1 } });
      await agree(versionId, version, story, story.agreedDaysAgo, story.agreedIn);
    });
    return { chainId, versionId, document, idOf };
  };
  const asIs = await describe(courseAsIs);
  await describe(recognition);
  const toBeId = newId();
  await days.on(days.ago(150), async () => {
    await perform(me, chains.copyVersion, { params: { versionId: asIs.versionId }, body: { id: toBeId, kind: "to_be" } });
    const document = {
      ...asIs.document,
      steps: asIs.document.steps.map((step) =>
        step.id === asIs.idOf("care")
          ? { ...step, title: "Kinder neben dem Kurs betreuen", unitId: site.units["kita-fachberatung"]!, targetWeeks: 2 }
          : step.id === asIs.idOf("register")
            ? { ...step, preconditions: "Einstufungstest, einmal im Monat auch in den Orten" }
            : step,
      ),
      interfaces: asIs.document.interfaces.map((one) =>
        one.fromStepId === asIs.idOf("register") && one.toStepId === asIs.idOf("care")
          ? {
              ...one,
              handover: "warm_handover" as const,
              consent: "consent" as const,
              targetWeeks: 1,
              quality: "Die Kursstelle meldet den Bedarf gesammelt, mit Kurszeiten",
              failure: "Nach zwei Wochen ohne Platz ruft die Kursstelle die Fachberatung an.",
            }
          : one,
      ),
    };
    const { version } = await perform(me, chains.saveVersion, { params: { versionId: toBeId }, body: { document, version: 1 } });
    await agree(toBeId, version, courseAsIs, 150, "Kooperationsvereinbarung von Volkshochschule, Jugendamt und Jobcenter");
    await perform(me, chains.releaseChain, { params: { chainId: asIs.chainId }, body: { isReleased: true } });
  });
  await days.on(days.ago(20), () => perform(me, chains.showFigures, { params: { versionId: asIs.versionId }, body: { isShown: true } }));
}
