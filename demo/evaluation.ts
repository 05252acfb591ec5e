import { listMeetings } from "../domains/bodies/contract.ts";
import * as evaluation from "../domains/evaluation/contract.ts";
import { newId } from "../platform/server/ids.ts";
import type { Perform } from "./perform.ts";
import type { DemoProgramme, DemoSite } from "./programme.ts";
import type { StoryDays } from "./story-days.ts";

type EntryStory = {
  key?: string;
  daysAgo: number;
  level?: evaluation.EntryView["level"];
  event: string;
  meaning?: string;
  source: evaluation.EntryView["sourceKind"];
  /** A field note of the team, if it says so. */
  note?: true;
  bySite?: true;
  correction?: { daysAgo: number; text: string };
};

type FindingStory = {
  key?: string;
  daysAgo: number;
  field: evaluation.FindingView["field"];
  sentence: string;
  evidence: evaluation.FindingView["evidenceKind"];
  sources: string;
  isShared?: false;
  said?: { daysAgo: number; status: evaluation.DiscussionStatus; reason?: string; by: string };
};

type AdviceStory = {
  daysAgo: number;
  kind: evaluation.AdviceView["kind"];
  whom: string;
  subject: string;
  nextStep: string;
  siteSees?: true;
};

type FeedbackStory = {
  daysAgo: number;
  level: evaluation.FeedbackLevel;
  title: string;
  text: string;
  restsOn: readonly string[];
  /** Days ago of the site's answer, of giving, of what followed. */
  sentDaysAgo?: number;
  check?: { daysAgo: number; answer: evaluation.CheckAnswer; comment?: string };
  givenDaysAgo?: number;
  consequence?: { daysAgo: number; kind: "followed" | "nothing"; text: string };
};

type SiteStory = {
  coach: string;
  rater: string;
  entries: readonly EntryStory[];
  findings: readonly FindingStory[];
  advice: readonly AdviceStory[];
  feedback: readonly FeedbackStory[];
  releases: readonly { daysAgo: number; kind: "theme" | "measure" | "decision"; daysLong: number | null }[];
};

const lindenau: SiteStory = {
  coach: "arslan",
  rater: "keller",
  entries: [
    {
      key: "owners",
      daysAgo: 268,
      event: "In der Steuerungsgruppe wurden sechs Festlegungen getroffen, zwei davon mit einer zuständigen Stelle.",
      meaning: "Alle sind einverstanden, aber niemand geht mit einem Auftrag aus dem Raum.",
      source: "observation",
      correction: {
        daysAgo: 261,
        text: "Es waren drei mit einer zuständigen Stelle: Die Kita-Fachberatung hatte in der Sitzung zugesagt.",
      },
    },
    {
      key: "starts-with-cases",
      daysAgo: 203,
      event: "Die Planungskonferenz begann mit einem Fall ohne Namen und fand in einer Stunde drei Brüche zwischen den Rechtskreisen.",
      meaning: "Vom Fall aus zu denken geht schneller als von den Zuständigkeiten aus.",
      source: "observation",
    },
    {
      daysAgo: 176,
      level: "case",
      event: "Im Fallmanagement der Stadt werden Hürden seit dem Frühjahr in der Dienstbesprechung gesammelt und dann gemeldet.",
      source: "interview",
    },
    {
      key: "silence",
      daysAgo: 150,
      event: "Nach der Sitzung sagte eine Leitung auf dem Flur, sie trage das Thema Kinderbetreuung nicht mit.",
      meaning: "Der Einwand kam nicht in die Sitzung. Die Einstimmigkeit im Protokoll sagt weniger, als sie scheint.",
      source: "observation",
      note: true,
    },
    {
      daysAgo: 121,
      event: "Das Sozialamt und das Jobcenter haben einen festen Kontakt für den Wechsel des Rechtskreises benannt.",
      source: "told_by_site",
      bySite: true,
    },
    {
      daysAgo: 84,
      level: "case",
      event: "Zwei Träger melden keine Hürden, obwohl sie viele Fälle begleiten.",
      meaning: "Dort ist nicht bekannt, was aus einem Hinweis wird.",
      source: "figure",
    },
    {
      daysAgo: 63,
      event: "Die Steuerungsgruppe hat ihre Tagesordnung gekürzt: drei Entscheidungen statt acht Berichte.",
      source: "document",
    },
    {
      key: "parents",
      daysAgo: 36,
      event: "In der Planungskonferenz fragte eine Migrantenorganisation, warum Eltern nicht selbst gefragt werden.",
      meaning: "Die Frage blieb ohne Antwort; sie gehört auf die nächste Tagesordnung.",
      source: "observation",
    },
    {
      daysAgo: 17,
      level: "programme",
      event: "Die Koordination hat im Forum gezeigt, wie eine Planungskonferenz mit einem Fall beginnt.",
      source: "observation",
    },
    {
      daysAgo: 6,
      event: "Die Vorbereitung der nächsten Steuerungsgruppe liegt bei einer Person, die Vertretung ist nicht geregelt.",
      meaning: "Fällt sie aus, fällt die Sitzung aus.",
      source: "interview",
      note: true,
    },
  ],
  findings: [
    {
      key: "no-owner",
      daysAgo: 240,
      field: "steering",
      sentence: "Die Hälfte der Festlegungen hat keine Stelle, die sie umsetzt.",
      evidence: "document",
      sources: "Protokolle der Steuerungsgruppe aus zwei Jahren",
      said: { daysAgo: 224, status: "confirmed", by: "Steuerungsgruppe Einwanderung" },
    },
    {
      daysAgo: 240,
      field: "cooperation",
      sentence: "Zwischen Ausländerbehörde und Jobcenter gibt es keinen festen Kontakt.",
      evidence: "interview",
      sources: "Acht Gespräche mit Leitungen und Fachkräften",
      said: {
        daysAgo: 221,
        status: "disputed",
        reason: "Es gibt seit dem Sommer eine gemeinsame Sprechzeit. Sie ist nur bei den Trägern nicht bekannt.",
        by: "Ausländerbehörde",
      },
    },
    {
      daysAgo: 240,
      field: "offers",
      sentence: "Einstufungstests finden nur in der Kreisstadt statt.",
      evidence: "document",
      sources: "Kalender der Volkshochschule",
      said: { daysAgo: 222, status: "confirmed", by: "Planungskonferenz Übergänge" },
    },
    {
      daysAgo: 196,
      field: "data",
      sentence: "Dieselben Angaben werden an fünf Stellen neu aufgenommen.",
      evidence: "observation",
      sources: "Fünf begleitete Aufnahmegespräche",
    },
    {
      daysAgo: 28,
      field: "participation",
      sentence: "Migrantenorganisationen sitzen in keinem Gremium mit Stimme.",
      evidence: "document",
      sources: "Mitgliederlisten der Gremien",
      isShared: false,
    },
  ],
  advice: [
    {
      daysAgo: 214,
      kind: "coaching",
      whom: "Koordination",
      subject: "Wie eine Planungskonferenz mit einem Fall beginnt, ohne dass jemand erkannt wird.",
      nextStep: "Zwei Fälle ohne Namen aufbereiten und vorab mit dem Fallmanagement prüfen.",
      siteSees: true,
    },
    {
      daysAgo: 145,
      kind: "coaching",
      whom: "Koordination",
      subject: "Umgang mit einem Einwand, der nur auf dem Flur gesagt wird.",
      nextStep: "Vor der nächsten Sitzung einzeln fragen, was dagegen spricht.",
    },
    {
      daysAgo: 96,
      kind: "workshop",
      whom: "Fallmanagement von vier Trägern",
      subject: "Was eine Hürde ist und was mit ihr geschieht.",
      nextStep: "Jeder Träger nennt jemanden, der Antworten in die Dienstbesprechung bringt.",
      siteSees: true,
    },
    {
      daysAgo: 20,
      kind: "consulting",
      whom: "Koordination und Verwaltungsleitung",
      subject: "Eine Vertretung für die Koordination.",
      nextStep: "Stellenanteil bis zur Steuerungsgruppe klären.",
    },
  ],
  feedback: [
    {
      daysAgo: 205,
      level: "steering_group",
      title: "Eine Festlegung braucht eine Stelle, die sie umsetzt",
      text: "Von sechs Festlegungen der letzten Sitzung haben zwei eine zuständige Stelle. Die anderen sind seitdem nicht weitergekommen.\n\nWir schlagen vor: Die Sitzung nennt zu jeder Festlegung eine Stelle und einen Tag, bevor sie zum nächsten Punkt geht.",
      restsOn: ["owners", "no-owner"],
      sentDaysAgo: 204,
      check: {
        daysAgo: 197,
        answer: "commented",
        comment: "Wir stimmen zu. Richtig sind drei von sechs: Eine Stelle hatte in der Sitzung mündlich zugesagt.",
      },
      givenDaysAgo: 194,
      consequence: {
        daysAgo: 140,
        kind: "followed",
        text: "Die Koordination schließt einen Punkt erst, wenn Stelle und Tag im Protokoll stehen. Seit der nächsten Sitzung hat jede Festlegung beides.",
      },
    },
    {
      daysAgo: 44,
      level: "forum",
      title: "Mit einem Fall beginnen",
      text: "Planungskonferenzen, die mit einem aufbereiteten Fall beginnen, finden in einer Stunde mehr Bruchstellen als solche, die mit Zuständigkeiten beginnen.\n\nWir schlagen anderen Standorten vor, es einmal zu versuchen. Nötig sind ein Fall ohne Namen und jemand, der durch ihn führt.",
      restsOn: ["starts-with-cases"],
      sentDaysAgo: 43,
      check: { daysAgo: 38, answer: "agreed" },
      givenDaysAgo: 35,
    },
    {
      daysAgo: 9,
      level: "planning_conference",
      title: "Eltern selbst fragen",
      text: "Die Konferenz spricht über Eltern, die auf einen Kurs warten, aber nicht mit ihnen. Eine Migrantenorganisation hat danach gefragt.\n\nWir schlagen vor, vor der nächsten Sitzung drei Familien zu fragen, was sie brauchen, und ihre Antworten ohne Namen mitzubringen.",
      restsOn: ["parents", "silence"],
      sentDaysAgo: 8,
    },
  ],
  releases: [
    { daysAgo: 250, kind: "theme", daysLong: null },
    { daysAgo: 250, kind: "measure", daysLong: null },
    { daysAgo: 180, kind: "decision", daysLong: 300 },
  ],
};

const rabenstadt: SiteStory = {
  coach: "berg",
  rater: "arslan",
  entries: [
    {
      key: "waits",
      daysAgo: 110,
      event: "Kursträger und Kitas warten gegenseitig auf einen Nachweis.",
      meaning: "Beide halten sich an ihre Regeln; die Regeln passen nicht zusammen.",
      source: "interview",
    },
    { daysAgo: 74, event: "Die Stadt hat eine Koordination mit halber Stelle eingerichtet.", source: "document" },
    { daysAgo: 41, event: "Ein erstes Treffen der Ämter fand statt, drei von fünf waren da.", source: "observation" },
  ],
  findings: [
    {
      key: "half",
      daysAgo: 60,
      field: "steering",
      sentence: "Es gibt noch kein Gremium, das über Ämter hinweg entscheiden darf.",
      evidence: "document",
      sources: "Organisationsplan der Stadt",
    },
  ],
  advice: [
    {
      daysAgo: 47,
      kind: "consulting",
      whom: "Koordination",
      subject: "Wie eine Steuerungsgruppe entsteht und wer in sie gehört.",
      nextStep: "Einen Entwurf des Auftrags bis zum nächsten Treffen schreiben.",
      siteSees: true,
    },
  ],
  feedback: [
    {
      daysAgo: 55,
      level: "overall_steering",
      title: "Nachweise, die aufeinander warten",
      text: "Der Kursträger verlangt den Nachweis der Betreuung, die Kita den Nachweis des Kurses. Das lässt sich an keinem Standort allein lösen.\n\nWir schlagen vor, dass das Land eine vorläufige Bestätigung zulässt.",
      restsOn: ["waits"],
      sentDaysAgo: 54,
      check: {
        daysAgo: 45,
        answer: "objected",
        comment: "Bei uns hat ein Träger inzwischen eine Lösung. Es liegt nicht nur an den Regeln des Landes.",
      },
      givenDaysAgo: 42,
    },
  ],
  releases: [{ daysAgo: 100, kind: "theme", daysLong: null }],
};

const hagenrode: SiteStory = {
  coach: "arslan",
  rater: "berg",
  entries: [
    {
      daysAgo: 58,
      event: "Schulamt und Ausländerbehörde haben sich zum ersten Mal über Schulplätze verständigt.",
      source: "told_by_site",
      bySite: true,
    },
    {
      key: "school",
      daysAgo: 52,
      event: "Zwischen Anmeldung und erstem Schultag fühlt sich keine Stelle zuständig.",
      meaning: "Die Suche nach dem Platz liegt bei den Familien.",
      source: "interview",
    },
  ],
  findings: [],
  advice: [],
  feedback: [
    {
      daysAgo: 12,
      level: "steering_group",
      title: "Wer sucht den Schulplatz?",
      text: "Drei Stellen haben dieselbe Familie weiterverwiesen. Wir schlagen vor, eine Stelle zu benennen, die bis zum ersten Schultag dranbleibt.",
      restsOn: ["school"],
    },
  ],
  releases: [],
};

/** The formative evaluation of three sites, told by those who lived it; the input for the next steering group of the first. */
export async function tellEvaluation(perform: Perform, programme: DemoProgramme, days: StoryDays): Promise<void> {
  const team = programme.office.members;
  const tellings: { site: DemoSite; coordinator: string; story: SiteStory }[] = [
    { site: programme.lindenau, coordinator: programme.lindenau.members.aksoy!, story: lindenau },
  ];
  for (const [slug, story] of [
    ["rabenstadt", rabenstadt],
    ["hagenrode", hagenrode],
  ] as const) {
    const site = programme.others.find((one) => one.slug === slug)!;
    tellings.push({ site, coordinator: site.members.koordination!, story });
  }
  for (const { site, coordinator, story } of tellings) await tellSite(perform, days, site.siteId, coordinator, team, story);
  await tellInput(perform, programme.lindenau.siteId, programme.lindenau.members.aksoy!, team.arslan!);
}

async function tellSite(
  perform: Perform,
  days: StoryDays,
  siteId: string,
  coordinator: string,
  team: Readonly<Record<string, string>>,
  story: SiteStory,
): Promise<void> {
  const coach = team[story.coach]!;
  const rater = team[story.rater]!;
  const params = { siteId };
  const on = async (daysAgo: number, happens: () => Promise<unknown>) => void (await days.on(days.ago(daysAgo), happens));
  /** What the check marks here is harmless: the story has no people. */
  const kept = async (by: string, texts: Record<string, string>) => {
    const filled = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ""));
    const { marks } = await perform(by, evaluation.checkText, { params, body: { texts: filled } });
    return marks.map(({ field, words }) => ({ field, words, keepMarked: true as const }));
  };
  await on(320, async () => {
    for (const [membershipId, duty] of [
      [coach, "coach"],
      [rater, "rater"],
    ] as const) {
      await perform(team.berg!, evaluation.assignDuty, { params, body: { membershipId, duty } });
    }
  });
  for (const release of story.releases) {
    const untilOn = release.daysLong === null ? null : days.ahead(release.daysLong - release.daysAgo);
    await on(release.daysAgo, () =>
      perform(coordinator, evaluation.releaseToTeam, {
        params,
        body: { id: newId(), kind: release.kind, itemId: null, fromOn: days.ago(release.daysAgo), untilOn },
      }),
    );
  }
  const known = new Map<string, { kind: "entry" | "finding"; id: string }>();
  for (const entry of story.entries) {
    const id = newId();
    if (entry.key) known.set(entry.key, { kind: "entry", id });
    const by = entry.bySite ? coordinator : coach;
    const words = { event: entry.event, interpretation: entry.meaning ?? "" };
    await on(entry.daysAgo, async () =>
      perform(by, evaluation.writeEntry, {
        params,
        body: {
          ...words,
          id,
          happenedOn: days.ago(entry.daysAgo),
          level: entry.level ?? "structure",
          sourceKind: entry.source,
          isShared: !entry.note,
          keptMarks: await kept(by, words),
        },
      }),
    );
    const { correction } = entry;
    if (correction) {
      await on(correction.daysAgo, async () =>
        perform(coordinator, evaluation.answerEntry, {
          params: { siteId, entryId: id },
          body: { id: newId(), text: correction.text, keptMarks: await kept(coordinator, { text: correction.text }) },
        }),
      );
    }
  }
  for (const finding of story.findings) {
    const id = newId();
    if (finding.key) known.set(finding.key, { kind: "finding", id });
    const words = { sentence: finding.sentence, sources: finding.sources };
    await on(finding.daysAgo, async () =>
      perform(rater, evaluation.recordFinding, {
        params,
        body: {
          ...words,
          id,
          field: finding.field,
          evidenceKind: finding.evidence,
          isShared: finding.isShared ?? true,
          keptMarks: await kept(rater, words),
        },
      }),
    );
    const { said } = finding;
    if (said) {
      const answer = { reason: said.reason ?? "", saidBy: said.by };
      await on(said.daysAgo, async () =>
        perform(coordinator, evaluation.discussFinding, {
          params: { siteId, findingId: id },
          body: { ...answer, id: newId(), status: said.status, saidOn: days.ago(said.daysAgo), keptMarks: await kept(coordinator, answer) },
        }),
      );
    }
  }
  for (const advice of story.advice) {
    const words = { withWhom: advice.whom, subject: advice.subject, nextStep: advice.nextStep };
    await on(advice.daysAgo, async () =>
      perform(coach, evaluation.writeAdvice, {
        params,
        body: {
          ...words,
          id: newId(),
          givenOn: days.ago(advice.daysAgo),
          kind: advice.kind,
          siteSees: advice.siteSees ?? false,
          keptMarks: await kept(coach, words),
        },
      }),
    );
  }
  for (const feedback of story.feedback) {
    const id = newId();
    const one = { siteId, feedbackId: id };
    const restsOn = feedback.restsOn.map((key) => known.get(key)!);
    const words = { title: feedback.title, text: feedback.text };
    await on(feedback.daysAgo, async () =>
      perform(coach, evaluation.draftFeedback, {
        params,
        body: {
          ...words,
          id,
          level: feedback.level,
          entryIds: restsOn.filter((it) => it.kind === "entry").map((it) => it.id),
          findingIds: restsOn.filter((it) => it.kind === "finding").map((it) => it.id),
          keptMarks: await kept(coach, words),
        },
      }),
    );
    const move = async (daysAgo: number, to: evaluation.FeedbackState) =>
      await on(daysAgo, async () => {
        const { feedback: all } = await perform(coach, evaluation.listFeedback, { params });
        await perform(coach, evaluation.moveFeedback, { params: one, body: { to, version: all.find((it) => it.id === id)!.version } });
      });
    if (feedback.sentDaysAgo !== undefined) await move(feedback.sentDaysAgo, "at_site");
    const { check, consequence } = feedback;
    if (check) {
      const comment = check.comment ?? "";
      await on(check.daysAgo, async () =>
        perform(coordinator, evaluation.checkFeedback, {
          params: one,
          body: { round: 1, answer: check.answer, comment, keptMarks: await kept(coordinator, { comment }) },
        }),
      );
    }
    if (feedback.givenDaysAgo !== undefined) await move(feedback.givenDaysAgo, "given");
    if (consequence) {
      const { text } = consequence;
      await on(consequence.daysAgo, async () =>
        perform(coordinator, evaluation.recordConsequence, {
          params: one,
          body: { id: newId(), kind: consequence.kind, text, keptMarks: await kept(coordinator, { text }) },
        }),
      );
    }
  }
}

/** The coordinator invites the team to the next steering group; it brings one item. */
async function tellInput(perform: Perform, siteId: string, coordinator: string, by: string): Promise<void> {
  const { upcoming } = await perform(coordinator, listMeetings, {});
  const meeting = upcoming.find((one) => one.bodyKind === "steering_group");
  if (!meeting) return;
  const invitationId = newId();
  await perform(coordinator, evaluation.inviteTeam, {
    params: { siteId },
    body: { id: invitationId, meetingId: meeting.id, wish: "Was hat sich seit der ersten Sitzung verändert? Fünf Minuten." },
  });
  const words = {
    title: "Was sich in der Zusammenarbeit verändert hat",
    paper:
      "Seit der ersten Sitzung hat jede Festlegung eine Stelle und einen Tag. Zwei Träger melden noch keine Hürden. Wir fragen die Runde: Was hält sie ab, und wer spricht mit ihnen?",
  };
  const { marks } = await perform(by, evaluation.checkText, { params: { siteId }, body: { texts: words } });
  await perform(by, evaluation.giveInput, {
    params: { siteId, invitationId },
    body: {
      ...words,
      id: newId(),
      keptMarks: marks.map(({ field, words: marked }) => ({ field, words: marked, keepMarked: true as const })),
    },
  });
}
