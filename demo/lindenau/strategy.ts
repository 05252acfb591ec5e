import * as strategy from "../../domains/strategy/contract.ts";
import { newId } from "../../platform/server/ids.ts";
import type { Perform } from "../perform.ts";
import type { DemoSite } from "../programme.ts";
import type { StoryDays } from "../story-days.ts";
import { themes as themeStories } from "./themes-of-the-story.ts";

type SubGoalStory = {
  readonly title: string;
  readonly field: string;
  readonly sign: string;
  readonly dueAhead: number;
  readonly reachedAgo?: number;
  readonly measures?: readonly string[];
  readonly themes?: readonly string[];
  /** Written after the last decision. */
  readonly isFresh?: true;
};

const goals: readonly { readonly title: string; readonly text: string; readonly subGoals: readonly SubGoalStory[] }[] = [
  {
    title: "Wer ankommt, beginnt rasch mit Sprache und Arbeit",
    text: "Zwischen dem Anspruch und dem ersten Tag im Kurs oder im Betrieb vergeht keine Zeit, die niemandem nützt.",
    subGoals: [
      {
        title: "Eltern beginnen ihren Kurs so rasch wie andere",
        field: "language",
        sign: "Ob jemand Kinder hat, sieht man der Wartezeit nicht mehr an.",
        dueAhead: 220,
        measures: ["Betreuung im Haus des Kurses"],
      },
      {
        title: "Der Einstufungstest kommt zu den Menschen",
        field: "language",
        sign: "Niemand fährt weiter als in die nächste Gemeinde.",
        dueAhead: -60,
        reachedAgo: 90,
        measures: ["Mobiler Testtag", "Merkblatt zum Testtag in acht Sprachen"],
      },
      {
        title: "Abschlüsse werden in einem Gespräch geklärt",
        field: "work",
        sign: "Wer vom Tisch aufsteht, weiß, welche Unterlage fehlt.",
        dueAhead: 130,
        measures: [
          "Gemeinsamer Tisch zur Anerkennung",
          "Eine Liste der Unterlagen für die Anerkennung",
          "Übersetzungen gemeinsam beauftragen",
        ],
      },
    ],
  },
  {
    title: "Niemand verliert etwas, weil die Zuständigkeit wechselt",
    text: "Beim Wechsel des Rechtskreises geht die Hilfe weiter: Geld, Krankenversicherung und Beratung reißen nicht ab.",
    subGoals: [
      {
        title: "Kein Tag ohne Geld beim Wechsel ins SGB II",
        field: "residence",
        sign: "Die erste Zahlung kommt, bevor die letzte verbraucht ist.",
        dueAhead: -30,
        reachedAgo: 110,
        measures: ["Doppelter Start beim Wechsel ins SGB II"],
      },
      {
        title: "Die Karte der Krankenkasse liegt vor dem Wechsel vor",
        field: "health",
        sign: "Niemand sagt einen Arzttermin ab, weil die Karte fehlt.",
        dueAhead: 150,
        themes: ["krankenkassenkarte"],
      },
      {
        title: "Wer arbeitet, bekommt rechtzeitig einen Termin",
        field: "work",
        sign: "Kein Betrieb schickt jemanden nach Hause, weil ein Papier abgelaufen ist.",
        dueAhead: 90,
        themes: ["termin-abh"],
        isFresh: true,
      },
    ],
  },
  {
    title: "Wer fragt, wird verstanden und muss es nur einmal erzählen",
    text: "Sprachmittlung ist da, wenn sie gebraucht wird, und Angaben wandern mit der Person, nicht ohne sie.",
    subGoals: [
      {
        title: "Sprachmittlung ist in zwei Tagen zu haben",
        field: "participation",
        sign: "Kein Gespräch fällt aus, weil niemand übersetzt.",
        dueAhead: 60,
        measures: ["Gemeinsamer Plan für Sprachmittlung", "Sprachmittlung per Video erproben", "Sprachmittlung am Telefon"],
      },
      {
        title: "Dieselben Angaben werden einmal erhoben",
        field: "participation",
        sign: "Das Datenblatt wird in allen Stellen angenommen.",
        dueAhead: -12,
        measures: ["Datenblatt in der Hand der Person", "Eine Schreibweise des Namens in allen Ämtern"],
      },
    ],
  },
];

type AgreementStory = {
  readonly title: string;
  readonly content: string;
  readonly subGoal: string;
  readonly fromAgo: number;
  readonly untilAhead: number;
  readonly parties: readonly (readonly [string, string | null])[];
  readonly commitments: readonly { readonly who: string; readonly text: string; readonly dueAhead?: number; readonly keptAgo?: number }[];
};

/** One runs out in three weeks, one still lacks a signature, one runs, one has expired. */
const agreements: readonly AgreementStory[] = [
  {
    title: "Betreuung neben jedem Integrationskurs",
    content: "Wo ein Kurs für Eltern beginnt, ist die Betreuung der Kinder geklärt, bevor die Einladung hinausgeht.",
    subGoal: "Eltern beginnen ihren Kurs so rasch wie andere",
    fromAgo: 240,
    untilAhead: 21,
    parties: [
      ["vhs", "Ute Lehmann, Leitung"],
      ["erlbach", "Christa Wolf-Berger, Leitung des Jugendamts"],
      ["jobcenter", "Thomas Maas, Geschäftsführung"],
    ],
    commitments: [
      { who: "vhs", text: "Stellt an zwei Orten einen Raum und eine Fachkraft.", dueAhead: -200, keptAgo: 205 },
      { who: "erlbach", text: "Begleitet die Fachkräfte fachlich, einmal im Monat.", dueAhead: -150, keptAgo: 160 },
      { who: "jobcenter", text: "Nennt den Bedarf vier Wochen vor Kursbeginn.", dueAhead: -20 },
    ],
  },
  {
    title: "Doppelter Start beim Wechsel ins SGB II",
    content: "Sozialamt und Jobcenter beginnen am selben Tag. Gezahlt wird vom alten Amt bis zum Tag der ersten Zahlung des neuen.",
    subGoal: "Kein Tag ohne Geld beim Wechsel ins SGB II",
    fromAgo: 200,
    untilAhead: 530,
    parties: [
      ["office", "Renate Vogt, Sozialdezernentin"],
      ["jobcenter", "Thomas Maas, Geschäftsführung"],
    ],
    commitments: [
      { who: "office", text: "Meldet den Wechsel am Tag des Bescheids.", keptAgo: 190 },
      { who: "jobcenter", text: "Hält zwei feste Ansprechpersonen bereit.", keptAgo: 185 },
    ],
  },
  {
    title: "Gemeinsamer Plan für Sprachmittlung",
    content: "Alle Stellen buchen Sprachmittlung aus einem Plan, den das DRK führt.",
    subGoal: "Sprachmittlung ist in zwei Tagen zu haben",
    fromAgo: 20,
    untilAhead: 345,
    parties: [
      ["drk", "Gabi Neumann, Sprachmittlung"],
      ["diakonie", "Katrin Ostheim, Leitung"],
      ["caritas", null],
    ],
    commitments: [
      { who: "drk", text: "Führt den Plan und antwortet in einem Arbeitstag.", dueAhead: 40 },
      { who: "diakonie", text: "Bucht nur noch über den Plan.", dueAhead: 40 },
      { who: "caritas", text: "Bringt ihre acht Sprachmittlerinnen ein.", dueAhead: 40 },
    ],
  },
  {
    title: "Erste Verabredung zum Tisch der Anerkennung",
    content: "Die Kammern und das Jobcenter beraten mittwochs gemeinsam, ein halbes Jahr auf Probe.",
    subGoal: "Abschlüsse werden in einem Gespräch geklärt",
    fromAgo: 225,
    untilAhead: -40,
    parties: [
      ["kammer", "Bernd Kessler, Anerkennungsberatung"],
      ["ihk", "Lena Hartwig, Anerkennungsberatung"],
      ["jobcenter", "Thomas Maas, Geschäftsführung"],
    ],
    commitments: [
      { who: "kammer", text: "Sitzt jeden Mittwoch mit am Tisch.", keptAgo: 60 },
      { who: "jobcenter", text: "Lädt Menschen mit Abschluss von sich aus ein.", dueAhead: -60 },
    ],
  },
];

/** Planned from and until, in days from today; and its milestones by their code, reached so many days ago. */
const phases: readonly { readonly from: number; readonly until: number; readonly reached: Readonly<Record<string, number>> }[] = [
  { from: -700, until: -620, reached: { mandate_given: 690, coordination_named: 655, steering_group_founded: 610 } },
  { from: -620, until: -500, reached: { partners_won: 560, baseline_discussed: 490 } },
  { from: -500, until: -270, reached: { vision_agreed: 380, framework_decided: 272 } },
  { from: -330, until: -200, reached: { first_conference: 300, first_theme_decided: 272 } },
  { from: -240, until: 120, reached: { first_agreement_signed: 240, first_measure_running: 260 } },
  { from: 60, until: 240, reached: { first_change_looked_at: 120 } },
  { from: 200, until: 380, reached: { first_measure_anchored: 100 } },
];

/** What the Kreis wants, what organisations promised each other for it, and where it stands on the way. */
export async function tellStrategy(perform: Perform, site: DemoSite, days: StoryDays): Promise<void> {
  const me = site.members.aksoy!;
  const at = (ahead: number) => (ahead < 0 ? days.ago(-ahead) : days.ahead(ahead));
  const subGoalIds = new Map<string, string>();
  const goalIds = goals.map(() => newId());
  const addSubGoal = async (goalId: string, story: SubGoalStory) => {
    const id = newId();
    subGoalIds.set(story.title, id);
    const { title, sign, field: fieldOfAction } = story;
    await perform(me, strategy.addSubGoal, { body: { id, goalId, title, sign, fieldOfAction, dueOn: at(story.dueAhead) } });
  };
  let steeringId = "";

  await days.on(days.ago(290), async () => {
    await perform(me, strategy.saveFramework, {
      body: {
        title: "Gemeinsam ankommen im Kreis Lindenau",
        vision:
          "Wer in den Kreis Lindenau kommt, trifft auf Menschen, die zusammenarbeiten. Ein Weg führt durch die Ämter, nicht viele. Was nicht klappt, wird gehört, geändert und denen erzählt, die es gemeldet haben.",
        fromOn: days.ago(272),
        untilOn: days.ahead(820),
        version: 0,
      },
    });
    for (const [index, goal] of goals.entries()) {
      await perform(me, strategy.addGoal, { body: { id: goalIds[index]!, title: goal.title, text: goal.text } });
      for (const story of goal.subGoals) if (!story.isFresh) await addSubGoal(goalIds[index]!, story);
    }
    await perform(me, strategy.adoptTemplate, {});
    for (const [number, phase] of phases.entries()) {
      const { phases: now } = await perform(me, strategy.listPhases, {});
      await perform(me, strategy.changePhase, {
        params: { number: String(number) as never },
        body: { title: null, aim: null, fromOn: at(phase.from), untilOn: at(phase.until), version: now[number]!.version },
      });
    }
    const { bodies } = await perform(me, strategy.listLinkable, {});
    steeringId = bodies.find((body) => body.name === "Steuerungsgruppe")?.id ?? bodies[0]!.id;
  });
  await days.on(days.ago(272), async () => {
    await perform(me, strategy.decideFramework, {
      body: {
        id: newId(),
        decidedOn: days.ago(272),
        bodyId: steeringId,
        note: "Einstimmig, als Grundlage für die ersten Zielvereinbarungen.",
        version: 1,
      },
    });
  });

  for (const story of agreements) {
    const agreementId = newId();
    const params = { agreementId };
    const commitments = story.commitments.map((one) => ({ ...one, id: newId() }));
    await days.on(days.ago(story.fromAgo), async () => {
      let { version } = await perform(me, strategy.makeAgreement, {
        body: {
          id: agreementId,
          title: story.title,
          content: story.content,
          subGoalId: subGoalIds.get(story.subGoal) ?? null,
          fromOn: days.ago(story.fromAgo),
          untilOn: at(story.untilAhead),
          remindDays: 60,
          organisationIds: story.parties.map(([key]) => site.organisations[key]!),
          commitments: commitments.map((one) => ({
            id: one.id,
            organisationId: site.organisations[one.who]!,
            text: one.text,
            dueOn: one.dueAhead === undefined ? null : at(one.dueAhead),
          })),
        },
      });
      for (const [key, by] of story.parties) {
        if (by === null) continue;
        ({ version } = await perform(me, strategy.signAgreement, {
          params: { ...params, organisationId: site.organisations[key]! },
          body: { signature: { by, on: days.ago(story.fromAgo) }, version },
        }));
      }
    });
    let { version } = await perform(me, strategy.openAgreement, { params });
    for (const one of commitments) {
      if (one.keptAgo === undefined) continue;
      ({ version } = await perform(me, strategy.keepCommitment, {
        params: { ...params, commitmentId: one.id },
        body: { keptOn: days.ago(one.keptAgo), version },
      }));
    }
  }

  await tellMilestones(perform, site, days);
  await linkMeasures(perform, site, days, subGoalIds, addSubGoal, goalIds);

  // half held so far, so it is looked at again soon
  const { measures } = await perform(me, strategy.listAnchored, {});
  const anchored = measures.find((one) => one.title === "Doppelter Start beim Wechsel ins SGB II");
  if (anchored)
    await days.on(days.ago(64), async () => {
      await perform(me, strategy.lookAtAnchored, {
        params: { measureId: anchored.measureId },
        body: {
          id: newId(),
          lookedOn: days.ago(64),
          finding: "partly",
          reasons:
            "Die Dienstanweisung gilt in beiden Ämtern. Zwei neue Kolleginnen im Jobcenter kannten das gemeinsame Formular noch nicht. Die Teamleitung weist sie ein.",
          lookAgainOn: days.ago(4),
        },
      });
    });
}

async function tellMilestones(perform: Perform, site: DemoSite, days: StoryDays): Promise<void> {
  const me = site.members.aksoy!;
  const { phases: now } = await perform(me, strategy.listPhases, {});
  for (const phase of now)
    for (const milestone of phase.milestones) {
      const ago = milestone.code === null ? undefined : phases[phase.number]!.reached[milestone.code];
      const params = { milestoneId: milestone.id };
      const { phaseNumber, title } = milestone;
      if (ago !== undefined)
        await perform(me, strategy.reachMilestone, { params, body: { reachedOn: days.ago(ago), version: milestone.version } });
      else
        await perform(me, strategy.changeMilestone, {
          params,
          body: { phaseNumber, title, dueOn: days.ahead(phase.number === 5 ? 160 : 330), version: milestone.version },
        });
    }
  const own = [
    { title: "Drei Zielvereinbarungen sind unterschrieben", phaseNumber: 4, dueOn: days.ago(18) },
    { title: "Der dritte Ort der Betreuung ist eröffnet", phaseNumber: 4, dueOn: days.ahead(9) },
    { title: "Bilanz mit den Kommunen im Kreis", phaseNumber: 5, dueOn: days.ahead(60) },
  ] as const;
  for (const one of own) {
    const id = newId();
    const isMoved = one.phaseNumber === 5;
    await days.on(days.ago(200), async () => {
      await perform(me, strategy.addMilestone, { body: { ...one, id, dueOn: isMoved ? days.ago(10) : one.dueOn } });
    });
    if (isMoved)
      await days.on(days.ago(30), async () => {
        await perform(me, strategy.changeMilestone, {
          params: { milestoneId: id },
          body: {
            ...one,
            reason: "Die Bürgermeisterkonferenz tagt erst im neuen Jahr. Ohne sie ergibt die Bilanz keinen Sinn.",
            version: 1,
          },
        });
      });
  }
  for (const what of ["roadmap", "framework"] as const)
    await perform(me, strategy.releaseToProgramme, { params: { what }, body: { isReleased: true, version: 0 } });
}

async function linkMeasures(
  perform: Perform,
  site: DemoSite,
  days: StoryDays,
  subGoalIds: ReadonlyMap<string, string>,
  addSubGoal: (goalId: string, story: SubGoalStory) => Promise<void>,
  goalIds: readonly string[],
): Promise<void> {
  const me = site.members.aksoy!;
  const linkable = await perform(me, strategy.listLinkable, {});
  for (const [at, goal] of goals.entries())
    for (const story of goal.subGoals) {
      if (story.isFresh) await days.on(days.ago(12), () => addSubGoal(goalIds[at]!, story));
      const params = { subGoalId: subGoalIds.get(story.title)! };
      const titles = (story.themes ?? []).map((key) => themeStories.find((one) => one.key === key)?.title);
      let { version } = await perform(me, strategy.linkSubGoal, {
        params,
        body: {
          measureIds: linkable.measures.filter((one) => story.measures?.includes(one.title)).map((one) => one.id),
          themeIds: linkable.themes.filter((one) => titles.includes(one.title)).map((one) => one.id),
          version: 1,
        },
      });
      if (story.reachedAgo !== undefined)
        ({ version } = await perform(me, strategy.reachSubGoal, { params, body: { reachedOn: days.ago(story.reachedAgo), version } }));
    }
}

/** Two sites that let the programme see their plan; the others show their phase alone. */
export async function tellRoadmaps(perform: Perform, sites: readonly DemoSite[], days: StoryDays): Promise<void> {
  for (const [slug, reachedUntil] of [
    ["sonnberg", 2],
    ["wesselburg", 3],
  ] as const) {
    const site = sites.find((one) => one.slug === slug);
    if (!site) continue;
    const me = site.members.koordination!;
    const { phases: now } = await perform(me, strategy.adoptTemplate, {});
    for (const phase of now)
      for (const milestone of phase.milestones) {
        const params = { milestoneId: milestone.id };
        const { phaseNumber, title, version } = milestone;
        if (phase.number <= reachedUntil)
          await perform(me, strategy.reachMilestone, { params, body: { reachedOn: days.ago(400 - phase.number * 90), version } });
        else if (phase.number === reachedUntil + 1)
          await perform(me, strategy.changeMilestone, { params, body: { phaseNumber, title, dueOn: days.ahead(45), version } });
      }
    await perform(me, strategy.releaseToProgramme, { params: { what: "roadmap" }, body: { isReleased: true, version: 0 } });
  }
}
