import { listCases } from "../../domains/cases/contract.ts";
import * as themes from "../../domains/themes/contract.ts";
import { newId, newUnlinkableId } from "../../platform/server/ids.ts";
import type { Perform } from "../perform.ts";
import type { DemoSite } from "../programme.ts";
import type { StoryDays } from "../story-days.ts";

type StepStory = Pick<themes.ReconstructionStep, "week" | "role" | "what"> & {
  readonly law?: themes.ReconstructionStep["legalDomain"];
  readonly unit?: string;
  readonly broke?: string;
  readonly why?: string;
  readonly needed?: string;
};
type Story = {
  readonly title: string;
  readonly situation: string;
  readonly field: string;
  readonly steps: readonly StepStory[];
  readonly potentials: string;
  readonly lesson: string;
};

const course: Story = {
  title: "Der Kursplatz ist da, die Betreuung fehlt",
  situation: "Eine Mutter mit zwei kleinen Kindern, seit kurzem hier. Der Vater arbeitet im Schichtdienst.",
  field: "language",
  steps: [
    { week: 0, role: "jobcenter", unit: "jc-vermittlung", law: "sgb_ii", what: "Der Anspruch auf den Integrationskurs steht fest." },
    {
      week: 4,
      role: "course_provider",
      unit: "vhs-kurse",
      law: "aufenthg",
      what: "Einstufung und Anmeldung, der Kurs liegt am Vormittag.",
    },
    {
      week: 8,
      role: "youth_office",
      law: "sgb_viii",
      what: "Für das jüngere Kind gibt es keinen Platz in der Kita.",
      broke: "Der Kursplatz stand fest, bevor jemand nach der Betreuung fragte.",
      why: "Kursträger und Jugendamt planen zu verschiedenen Zeiten und wissen nichts voneinander.",
      needed: "Eine Frage nach den Kindern bei der Anmeldung, und jemand, an den die Antwort geht.",
    },
    { week: 16, role: "person", what: "Sie sagt den Platz ab. Der nächste Kurs beginnt nach den Ferien." },
    {
      week: 32,
      role: "jobcenter",
      law: "sgb_ii",
      what: "Das Jobcenter fragt, warum der Kurs nicht besucht wird.",
      broke: "Die Absage kam als Versäumnis an.",
      why: "Der Grund stand nirgends, nur dass sie nicht kam.",
      needed: "Ein Feld für den Grund, das beide Stellen lesen.",
    },
    { week: 36, role: "volunteer", what: "Eine Nachbarin betreut die Kinder an zwei Vormittagen." },
    { week: 40, role: "course_provider", unit: "vhs-kurse", law: "aufenthg", what: "Der Kurs beginnt." },
  ],
  potentials:
    "Sie spricht schon gut Deutsch und hätte in einem höheren Modul beginnen können.\nDie Nachbarin hätte von Anfang an geholfen; gefragt hat sie niemand.",
  lesson: "Wer einen Kursplatz vergibt, fragt nach der Betreuung, und wer Betreuung vergibt, kennt die Kurszeiten.",
};

const benefit: Story = {
  title: "Drei Wochen ohne Geld beim Wechsel der Leistung",
  situation: "Ein Paar mit einem Schulkind. Der Aufenthalt wurde anerkannt, deshalb wechselt das Amt.",
  field: "residence",
  steps: [
    { week: 0, role: "auslaenderbehoerde", law: "aufenthg", what: "Der neue Aufenthaltstitel wird erteilt." },
    { week: 2, role: "social_office", law: "asylblg", what: "Das Sozialamt stellt die Leistung zum Ende des Monats ein." },
    {
      week: 3,
      role: "jobcenter",
      law: "sgb_ii",
      what: "Der Antrag ist da, es fehlen Unterlagen, die das Sozialamt schon hat.",
      broke: "Zwischen beiden Leistungen liegen drei Wochen.",
      why: "Das eine Amt endet, ohne zu wissen, ob das andere beginnt.",
      needed: "Ein Ende erst mit dem Bescheid des neuen Amtes, und ein Formular für beide.",
    },
    { week: 6, role: "jobcenter", law: "sgb_ii", what: "Der Bescheid kommt, die Leistung wird nachgezahlt." },
    { week: 7, role: "counselling", what: "Ein Darlehen der Beratungsstelle wird zurückgezahlt." },
  ],
  potentials: "",
  lesson: "",
};

const recognition: Story = {
  title: "Ein Abschluss, den niemand einordnen kann",
  situation: "Eine Fachkraft aus der Pflege mit mehreren Jahren Erfahrung.",
  field: "work",
  steps: [
    { week: 0, role: "case_management", what: "Der Wunsch: wieder im gelernten Beruf arbeiten." },
    { week: 4, role: "chamber", what: "Die Kammer verweist an eine andere Stelle." },
    { week: 12, role: "employment_agency", law: "sgb_iii", what: "" },
  ],
  potentials: "Die Praxis könnte in einer Klinik gezeigt werden, auch ohne Papier.",
  lesson: "",
};

function writtenOf(story: Story, site: DemoSite): { content: themes.ReconstructionContent; worksheet: themes.Worksheet } {
  const steps = story.steps.map((step) => ({ ...step, id: newId() }));
  return {
    content: {
      title: story.title,
      situation: story.situation,
      fieldOfAction: story.field,
      steps: steps.map(({ id, week, role, law = null, unit, what }) => ({
        id,
        week,
        role,
        legalDomain: law,
        unitId: unit === undefined ? null : site.units[unit]!,
        what,
      })),
    },
    worksheet: {
      breaks: steps.flatMap(({ id, broke, why = "", needed = "" }) => (broke === undefined ? [] : [{ stepId: id, broke, why, needed }])),
      potentials: story.potentials,
      lesson: story.lesson,
    },
  };
}

/** Three reconstructions: one released and shown to the accompaniment, one that waits for its second person, and a draft of a case. */
export async function reconstructCases(perform: Perform, site: DemoSite, days: StoryDays): Promise<void> {
  const write = async (member: string, story: Story, caseId: string | null = null) => {
    const id = newUnlinkableId();
    const written = writtenOf(story, site);
    const me = site.members[member]!;
    const { version } = await perform(me, themes.beginReconstruction, { body: { id, caseId, content: written.content } });
    return await perform(me, themes.saveReconstruction, { params: { reconstructionId: id }, body: { ...written, version } });
  };
  const handIn = async (member: string, story: Story) => {
    const { id, version } = await write(member, story);
    return await perform(site.members[member]!, themes.handInReconstruction, { params: { reconstructionId: id }, body: { version } });
  };
  await days.on(days.ago(70), async () => {
    const { id, version, notices } = await handIn("sommer", course);
    const params = { reconstructionId: id };
    const seen = notices.map((one) => one.code);
    const released = await perform(site.members.yildiz!, themes.releaseReconstruction, { params, body: { seen, version } });
    await perform(site.members.aksoy!, themes.shareReconstruction, { params, body: { isShared: true, version: released.version } });
  });
  await days.on(days.ago(4), async () => {
    await handIn("oduya", benefit);
  });
  await days.on(days.ago(1), async () => {
    const { cases } = await perform(site.members.wolters!, listCases, { query: { sort: "opened" } });
    await write("wolters", recognition, cases.at(-1)?.id ?? null);
  });
}
