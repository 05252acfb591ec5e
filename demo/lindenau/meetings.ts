import * as bodies from "../../domains/bodies/contract.ts";
import { newId } from "../../platform/server/ids.ts";
import type { LoopTelling, TellingOfMeeting } from "./loop.ts";

type Told = {
  readonly steering: string;
  readonly transitions: string;
  readonly first: TellingOfMeeting;
  readonly second: TellingOfMeeting;
  readonly ahead: TellingOfMeeting;
};

/** What goes on around the meetings: who sits for whom, answers, a suggestion, an addendum, a paper for the committee, and what the public reads. */
export async function tellAroundMeetings(telling: LoopTelling, told: Told): Promise<void> {
  await settleSeats(telling, told);
  await tellPublic(telling, told.first);
  await writeForPolitics(telling, told.second);
  await prepareNext(telling, told);
}

async function settleSeats({ perform, site, days, coordinator }: LoopTelling, { steering, transitions }: Told): Promise<void> {
  const { organisations } = site;
  const known = (keys: readonly string[]) => keys.flatMap((key) => (organisations[key] ? [organisations[key]] : []));
  for (const [bodyId, superiorId] of [
    [steering, null],
    [transitions, steering],
  ] as const) {
    await days.on(days.ago(360), async () => {
      const params = { bodyId };
      const { version } = await perform(coordinator, bodies.getBodyStanding, { params });
      const seats = known(["office", "jobcenter", "vhs"]).map((organisationId, index) => ({
        organisationId,
        seatCount: index === 0 ? 3 : 1,
      }));
      await perform(coordinator, bodies.changeBodyStanding, {
        params,
        body: {
          termFromOn: days.ago(380),
          termUntilOn: days.ahead(350),
          superiorId,
          leadMembershipId: coordinator,
          leadQualification: "Weiterbildung Koordination im Integrationsmanagement",
          seats,
          version,
        },
      });
    });
  }
  const body = await perform(coordinator, bodies.getBody, { params: { bodyId: transitions } });
  const memberOf = (key: string) => body.members.find((one) => one.membershipId === site.members[key])?.id;
  const [deputy, stoodInFor] = [memberOf("wolf"), memberOf("lehmann")];
  if (deputy !== undefined && stoodInFor !== undefined)
    await days.on(days.ago(200), () =>
      perform(coordinator, bodies.setDeputy, { params: { memberId: deputy }, body: { standsInFor: stoodInFor } }),
    );
}

/** Two decisions of the first steering meeting, told to everybody, and what was noticed too late. */
async function tellPublic({ perform, days, coordinator }: LoopTelling, first: TellingOfMeeting): Promise<void> {
  const stories = [
    {
      gap: "Wer von einem Amt zum anderen wechselte, hatte in der Mitte oft wochenlang kein Geld.",
      answer: "Beide Ämter beginnen am selben Tag mit einem Formular. Die Lücke ist auf wenige Tage geschrumpft.",
    },
    {
      gap: "Der Einstufungstest fand nur in der Kreisstadt statt. Wer weit weg wohnt, kam nicht hin.",
      answer: "Einmal im Monat gibt es den Test jetzt auch in Quellfurt oder Talheim.",
    },
  ];
  await days.on(days.ago(90), async () => {
    const { items } = await perform(coordinator, bodies.getMeeting, { params: { meetingId: first.meetingId } });
    for (const [index, story] of stories.entries()) {
      const item = items[index]!;
      const inItem = { params: { itemId: item.id } };
      await perform(coordinator, bodies.setAudience, { ...inItem, body: { audience: "public", version: item.version } });
      await perform(coordinator, bodies.publishStory, { ...inItem, body: { ...story, version: 0 } });
    }
  });
  await days.on(days.ago(240), () =>
    perform(coordinator, bodies.addAddendum, {
      params: { meetingId: first.meetingId },
      body: {
        id: newId(),
        itemId: first.itemIds[1]!,
        words: "Der Raum in Talheim steht erst ab dem zweiten Termin bereit. Der erste Testtag findet deshalb in Quellfurt statt.",
      },
    }),
  );
}

async function writeForPolitics({ perform, days, coordinator }: LoopTelling, second: TellingOfMeeting): Promise<void> {
  const paperId = newId();
  const params = { paperId };
  await days.on(days.ago(190), async () => {
    const decisionId = second.decisions[0]!;
    const draft = await perform(coordinator, bodies.draftSubmission, { params: { decisionId }, query: {} });
    await perform(coordinator, bodies.saveSubmission, {
      params,
      body: {
        ...draft,
        addressee: "Ausschuss für Soziales und Gesundheit",
        number: "112/26",
        kind: "for_decision",
        isPublic: true,
        meetingOn: days.ago(170),
        proposal: "Der Ausschuss empfiehlt, die Betreuung im Haus des Kurses für ein Jahr zu bezahlen.",
        cost: "38.000 Euro im Jahr für zwei Orte.",
        decisionId,
        version: 0,
      },
    });
    await perform(coordinator, bodies.sendSubmission, { params, body: { version: 1 } });
  });
  await days.on(days.ago(169), () =>
    perform(coordinator, bodies.noteSubmissionResult, {
      params,
      body: { result: "approved", words: "Mit der Bitte um einen Bericht nach zwei Quartalen.", on: days.ago(170), version: 2 },
    }),
  );
}

async function prepareNext({ perform, site, days, coordinator }: LoopTelling, told: Told): Promise<void> {
  const patternId = newId();
  await perform(coordinator, bodies.saveAgendaPattern, {
    params: { patternId },
    body: {
      name: "Steuerungsgruppe, zwei Stunden",
      bodyKind: "steering_group",
      items: [
        { kind: "other", title: "Begrüßung und Genehmigung des Protokolls", minutesPlanned: 10 },
        { kind: "report_back", title: "Was aus den Festlegungen wurde", minutesPlanned: 15 },
        { kind: "other", title: "Verschiedenes", minutesPlanned: 10 },
      ],
      version: 0,
    },
  });
  await days.on(days.ago(6), () =>
    perform(site.members["lehmann"]!, bodies.suggest, {
      params: { bodyId: told.steering },
      body: {
        id: newId(),
        title: "Räume für Kurse am Nachmittag",
        why: "Drei Kurse finden am Nachmittag keinen Raum. Die Schulen wären frei, aber niemand schließt auf.",
        minutesPlanned: 20,
      },
    }),
  );
  const answers = [
    ["vogt", "comes", null],
    ["maas", "comes", null],
    ["lehmann", "unsure", "Vielleicht erst ab 14.30 Uhr."],
    ["braun", "does_not_come", "Dienstreise"],
  ] as const;
  for (const [member, answer, note] of answers)
    await perform(site.members[member]!, bodies.answerInvitation, { params: { meetingId: told.ahead.meetingId }, body: { answer, note } });
}
