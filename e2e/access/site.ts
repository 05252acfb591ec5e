import { randomUUID } from "node:crypto";
import { addDays } from "../../platform/contract/days.ts";
import { today } from "../../platform/server/clock.ts";
import { domains } from "../../platform/server/app.ts";
import { asActor, type Call } from "../../platform/server/database/actor.ts";
import { newId, newUnlinkableId } from "../../platform/server/ids.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import type { Caller, useTestServer } from "../../platform/testing/http.ts";
import * as accounts from "../../domains/accounts/contract.ts";
import * as bodies from "../../domains/bodies/contract.ts";
import { createTestBody, createTestDecision, createTestMeeting, dayAfter, emptyPaper } from "../../domains/bodies/factory.ts";
import * as cases from "../../domains/cases/contract.ts";
import { createTestChain, testCourse } from "../../domains/chains/factory.ts";
import * as chains from "../../domains/chains/contract.ts";
import * as consent from "../../domains/consent/contract.ts";
import { createTestErasure, createTestShare, testDeclaration } from "../../domains/consent/factory.ts";
import * as cooperation from "../../domains/cooperation/contract.ts";
import {
  createTestAgreement as createCooperation,
  createTestAnswer,
  createTestRaters,
  createTestStructure,
  createTestWave,
} from "../../domains/cooperation/factory.ts";
import * as directory from "../../domains/directory/contract.ts";
import * as evaluation from "../../domains/evaluation/contract.ts";
import {
  createTestAdvice,
  createTestEntry,
  createTestFeedbackIn,
  createTestFinding,
  createTestRelease,
} from "../../domains/evaluation/factory.ts";
import * as network from "../../domains/network/contract.ts";
import { createTestNetwork, type TestActor, type TestNetwork, testResponsibility } from "../../domains/network/factory.ts";
import { createTestClient, mergeTestClients } from "../../domains/people/factory.ts";
import { audiences } from "../../domains/publication/contract.ts";
import { createTestReport, issueTestReport } from "../../domains/publication/factory.ts";
import * as strategy from "../../domains/strategy/contract.ts";
import {
  createTestAgreement,
  createTestAnchored,
  createTestFramework,
  createTestMilestone,
  createTestSubGoal,
} from "../../domains/strategy/factory.ts";
import * as themes from "../../domains/themes/contract.ts";
import {
  createTestMeasure,
  createTestTheme,
  escalateTestTheme,
  handInTestReconstruction,
  offerTestPattern,
  releaseTestReconstruction,
  releaseTestReport,
  createTestReconstruction,
} from "../../domains/themes/factory.ts";
import { Canaries, type Place } from "./canaries.ts";

type Server = ReturnType<typeof useTestServer>;

/** A site with people in it, told in every field there is, and with everything that the structure level makes. */
export type FilledSite = {
  readonly network: TestNetwork;
  readonly canaries: Canaries;
  /** Memberships beside those of the test network. */
  readonly others: Readonly<Record<OtherActor, TestActor>>;
  /** Ids of everything, by the name that a path or a body gives them: of the site first, then of what lies elsewhere. */
  readonly ids: Readonly<Record<string, readonly string[]>>;
  /** The case of what belongs to one. */
  readonly parents: Readonly<Record<string, string>>;
  /** As they stand, so that a change is not refused for its version. */
  readonly versions: Readonly<Record<string, number>>;
  /** What else stands in a path of this site. */
  readonly words: Readonly<Record<string, readonly string[]>>;
};
export type OtherActor =
  | "unnamedReporter"
  | "newColleague"
  | "otherTeamLead"
  | "foreignBodyMember"
  | "foreignSiteAdmin"
  | "foreignDataProtectionOfficer"
  | "foreignTeamLead"
  | "paperLink";

/** What the unit of `partnerWithShare` was given, of the case "shared". */
export const sharedCategories = ["plan", "work"] as const;

type Writer = { readonly token: Caller; readonly membershipId: string };

export async function fillSite(server: Server): Promise<FilledSite> {
  const { database } = server.at;
  const world = await createTestNetwork(database);
  const { actors } = world;
  const canaries = new Canaries();
  const ask = server.ask;
  const others = {
    unnamedReporter: await world.join("own", actors.holder.unitId, "case_manager", "Rosa Unbenannt"),
    newColleague: await world.join("own", actors.holder.unitId, "case_manager", "Neu Hinzugekommen"),
    otherTeamLead: await world.join("own", actors.otherCaseManager.unitId, "team_lead", "Andere Fachaufsicht"),
    foreignBodyMember: await world.join("other", actors.foreignCoordinator.unitId, "body_member"),
    foreignSiteAdmin: await world.join("other", actors.foreignCoordinator.unitId, "site_admin"),
    foreignDataProtectionOfficer: await world.join("other", actors.foreignCoordinator.unitId, "data_protection_officer"),
    foreignTeamLead: await world.join("other", actors.foreignCaseManager.unitId, "team_lead"),
  };

  // ---- people, in every field

  async function tellCase(of: string, by: Writer, isElsewhere = false): Promise<{ caseId: string; clientId: string; number: string }> {
    const word = (place: Place, field: string) => canaries.word(of, place, field);
    const sentence = (place: Place, field: string) => `Hier steht ${word(place, field)} im Satz.`;
    const [caseId, clientId] = [newId(), newId()];
    const count = canaries.all.length;
    const { number } = await ask(by.token, cases.createCase, {
      body: {
        id: caseId,
        clientId,
        identity: {
          familyName: word("identity", "familyName"),
          givenNames: word("identity", "givenNames"),
          birthDate: canaries.day(of, "identity", "birthDate", `19${61 + (count % 30)}-03-17`),
          birthYear: null,
          sex: "female",
          nationality: word("identity", "nationality"),
          languages: [word("identity", "languages")],
          isPseudonym: false,
        },
        contactDetails: {
          phone: canaries.value(of, "contact", "phone", `02389 55${1000 + count}`, `0238955${1000 + count}`),
          email: `${word("contact", "email").toLowerCase()}@example.org`,
          street: `${word("contact", "street")}weg 7`,
          postcode: "59379",
          townName: word("contact", "townName"),
          note: sentence("contact", "note"),
        },
        townId: isElsewhere ? null : world.towns[0]!,
        phase: "planning",
        openedOn: addDays(today(), -90),
        legalBasis: "public_task",
      },
    });
    canaries.value(of, "pointer", "caseId", caseId);
    canaries.value(of, "pointer", "clientId", clientId);
    canaries.value(of, "pointer", "number", number);
    const params = { caseId };
    await ask(by.token, cases.changeResidence, {
      params,
      body: {
        version: null,
        residence: {
          status: "duldung",
          validUntilOn: canaries.day(of, "residence", "validUntilOn", `20${31 + (count % 30)}-07-19`),
          note: sentence("residence", "note"),
        },
      },
    });
    for (const category of network.dataCategories) {
      const row = { version: null, category };
      const text = (field: string) => sentence(category, `${field} of ${category}`);
      await ask(by.token, cases.saveGoal, { params, body: { id: newId(), ...row, text: text("goal") } });
      const step = { id: newId(), ...row, text: text("step"), service: "integration_course", entitledOn: addDays(today(), -60) };
      await ask(by.token, cases.saveStep, {
        params,
        body: {
          ...step,
          ...(category === "plan" && !isElsewhere ? { doer: { kind: "unit", unitId: actors.partnerWithShare.unitId } as const } : {}),
        },
      });
      await ask(by.token, cases.saveContact, {
        params,
        body: { id: newId(), happenedOn: today(), kind: "visit", minutes: 20, sentence: text("contact"), category },
      });
      await ask(by.token, cases.saveAppointment, {
        params,
        body: {
          id: newId(),
          ...row,
          onDay: addDays(today(), 2),
          what: text("appointment"),
          where: text("where"),
          prepare: text("prepare"),
        },
      });
      await ask(by.token, cases.saveNote, { params, body: { id: newId(), ...row, writtenOn: today(), text: text("note") } });
      await ask(by.token, cases.saveDeadline, {
        params,
        body: { id: newId(), ...row, dueOn: addDays(today(), 9), what: text("deadline"), harm: text("harm") },
      });
    }
    await ask(by.token, cases.savePeriod, {
      params,
      body: {
        id: newId(),
        version: null,
        legalDomain: "sgb_ii",
        fromOn: addDays(today(), -80),
        untilOn: null,
        note: sentence("livelihood", "period"),
      },
    });
    await ask(by.token, cases.savePersonalNote, { params, body: { version: null, text: sentence("author_only", "personalNote") } });
    await ask(by.token, network.saveDraft, {
      params: { key: `contact:${caseId}` },
      body: { content: JSON.stringify({ text: sentence("author_only", "draft") }) },
    });
    return { caseId, clientId, number };
  }

  const shared = await tellCase("shared", actors.holder);
  const closed = await tellCase("closed", actors.holder);
  const elsewhere = await tellCase("of another unit", actors.otherCaseManager);
  await tellCase("of another site", actors.foreignCaseManager, true);

  const dates = { fromOn: today(), untilOn: addDays(today(), 300) };
  const judgement = (field: string) => ({
    ...testDeclaration(),
    judgement: canaries.word("shared", "consent", `judgement of ${field}`),
    textVersion: canaries.word("shared", "consent", `textVersion of ${field}`),
  });
  const shareTo = async (unitId: string, categories: readonly network.DataCategory[], field: string) => {
    const id = newId();
    await ask(actors.holder.token, consent.askShare, {
      params: { clientId: shared.clientId },
      body: { id, unitId, categories: [...categories], purpose: "joint_support_planning", ...dates, declaration: judgement(field) },
    });
    return id;
  };
  await shareTo(actors.partnerWithShare.unitId, sharedCategories, "what is given");
  const given = await shareTo(actors.partner.unitId, network.dataCategories, "what is withdrawn");
  await ask(actors.holder.token, consent.withdrawShare, { params: { shareId: given }, body: { withdrawnOn: today() } });
  await world.as("holder", (call) =>
    createTestShare(call, { clientId: shared.clientId, unitId: actors.partner.unitId, categories: ["health"], asked: true }),
  );

  // a deputy who was one
  const deputy = { params: { caseId: shared.caseId } };
  await ask(actors.holder.token, cases.setDeputy, {
    ...deputy,
    body: { membershipId: actors.colleague.membershipId, untilOn: addDays(today(), 3) },
  });
  await ask(actors.holder.token, cases.setDeputy, { ...deputy, body: { membershipId: null, untilOn: null } });
  // an emergency that somebody else had
  const takenBy = await world.join("own", actors.holder.unitId, "case_manager", "Vertritt Eilig");
  await ask(takenBy.token, cases.takeOver, {
    body: { id: newId(), number: closed.number, reason: canaries.word("closed", "emergency", "reason") },
  });
  await ask(actors.holder.token, cases.closeCase, {
    params: { caseId: closed.caseId },
    body: { version: 1, closedOn: today(), outcome: "moved_away", note: canaries.word("closed", "plan", "closingNote") },
  });
  for (const one of [shared, elsewhere]) {
    const by = one === shared ? actors.holder : actors.otherCaseManager;
    await ask(by.token, consent.recordRequest, {
      params: { clientId: one.clientId },
      body: { id: newId(), kind: "access", receivedOn: today() },
    });
  }
  const talk = {
    talkedOn: today(),
    townId: world.towns[0]!,
    fields: ["language"],
    concern: null,
    language: "ar",
    needsInterpreter: true,
  } as const;
  await ask(actors.holder.token, cases.countConsultations, {
    body: {
      consultations: [
        {
          id: newUnlinkableId(),
          ...talk,
          fields: [...talk.fields],
          outcome: "informed",
          referredUnitId: null,
          offerId: null,
          ageBand: null,
          sex: null,
          statusGroup: null,
          minutes: 20,
        },
      ],
    },
  });
  const csv = (rows: string) => ({
    bytes: Buffer.from(`Nachname;Vorname;Geburtsdatum;Aktenzeichen;Telefon;Bemerkung\n${rows}\n`),
    name: "Liste.csv",
  });
  const imported = "imported";
  const listRow = [
    canaries.word(imported, "identity", "familyName"),
    canaries.word(imported, "identity", "givenNames"),
    "17.03.1959",
    canaries.value(imported, "pointer", "fileNumber", "AZ-77-4711-KANARI"),
    canaries.value(imported, "contact", "phone", "02389 559999", "02389559999"),
    canaries.word(imported, "plan", "note"),
  ].join(";");
  const importId = newId();
  const list = await server.sendFile(actors.holder.token, cases.importCaseList, { query: { import: importId } } as never, csv(listRow));
  if (list.statusCode !== 200 || !list.json<{ written: boolean }>().written) throw new Error(`the list was not taken: ${list.body}`);
  await world.as("holder", async (call) => {
    const twins = [await createTestClient(call), await createTestClient(call)] as const;
    await mergeTestClients(call, ...twins);
  });
  const forgotten = await tellCase("to be deleted", actors.holder);
  await world.as("holder", (call) => createTestErasure(call, forgotten.clientId));

  // a case whose time is over
  await ask(actors.dataProtectionOfficer.token, consent.adviseRetention, {
    body: { id: newId(), kind: "closed_case", months: 12, reasons: "Danach verjährt" },
  });
  await ask(actors.teamLead.token, consent.setRetention, {
    body: { id: newId(), unitId: actors.teamLead.unitId, kind: "closed_case", months: 12, reasons: null },
  });
  const overdue = await tellCase("long closed", actors.holder);
  await asSuperuser(
    server.at,
    "update cases.case_file set opened_on = current_date - 2000, closed_on = current_date - 1500, closing_outcome = 'moved_away' where id = $1",
    [overdue.caseId],
  );
  const propose = domains.flatMap((domain) => domain.jobs ?? []).find((job) => job.name === "cases.propose_deletions")!;
  await propose.run({ database, config: { sealsFolder: "", mail: undefined, address: "" } as never, mailKinds: [] });

  // ---- what sticks, told with names in it, by each kind of reporter

  async function tellReport(by: Writer, visibility: themes.Visibility, caseId: string | null): Promise<string> {
    const word = (field: string) => canaries.word("shared", "report", `${field} of a report (${visibility})`);
    const [title, text, idea] = [word("title"), word("text"), word("idea")];
    const id = randomUUID();
    const keptMarks = (["title", "text", "idea"] as const).map((field, at) => ({
      field,
      words: [title, text, idea][at]!,
      keepMarked: true as const,
    }));
    await ask(by.token, themes.submitReport, {
      body: {
        id,
        title: `Kurs für ${title}`,
        text: `Einen Platz gibt es, aber ${text} bekam ihn nicht.`,
        idea: `Man müsste ${idea} fragen.`,
        howOften: "often",
        gapKind: "waiting",
        from: { organisationId: world.organisations.welfare, unitId: null },
        to: { organisationId: world.organisations.jobcenter, unitId: null },
        daysLost: 40,
        fieldOfAction: "language",
        townId: world.towns[0]!,
        keptMarks,
        visibility,
        caseId,
      },
    });
    return id;
  }
  const reports = {
    named: await tellReport(actors.holder, "named", shared.caseId),
    known: await tellReport(actors.holder, "coordinator", shared.caseId),
    unnamed: await tellReport(others.unnamedReporter, "unnamed", null),
    unread: await tellReport(actors.holder, "coordinator", shared.caseId),
  };
  const as = world.as;
  for (const id of [reports.named, reports.known, reports.unnamed]) await as("coordinator", (call) => releaseTestReport(call, id));

  const inCase = (field: string) => canaries.word("shared", "reconstruction", field);
  const content = (state: string) => ({
    title: `Kurs von ${inCase(`title of a reconstruction (${state})`)}`,
    situation: `Eine Mutter namens ${inCase(`situation of a reconstruction (${state})`)}.`,
    fieldOfAction: "language",
    steps: [
      {
        id: newId(),
        week: 0,
        role: "jobcenter" as const,
        unitId: null,
        legalDomain: null,
        what: `Der Anspruch von ${inCase(`step of a reconstruction (${state})`)}.`,
      },
      { id: newId(), week: 9, role: "person" as const, unitId: null, legalDomain: null, what: "Sie sagt den Platz ab." },
    ],
  });
  await as("holder", (call) => createTestReconstruction(call, { caseId: shared.caseId, content: content("draft") }));
  await as("holder", (call) => handInTestReconstruction(call, { caseId: shared.caseId }));
  const released = await as("colleague", async (call) => {
    const handedIn = await as("holder", (maker) => handInTestReconstruction(maker, { caseId: shared.caseId }));
    return await releaseTestReconstruction(call, handedIn);
  });
  await ask(actors.coordinator.token, themes.shareReconstruction, {
    params: { reconstructionId: released.id },
    body: { isShared: true, version: released.version },
  });

  const { code } = await tellStructure(server, world, others, reports);

  const link = await personalLink(server, world);
  const [site] = await asSuperuser<{ slug: string }>(server.at, "select slug from network.site where id = $1", [world.siteId]);
  return {
    network: world,
    canaries,
    others: { ...others, paperLink: link },
    ...(await idsOf(server, world)),
    words: { siteSlug: [site!.slug], key: [`contact:${shared.caseId}`, "report"], "k/code": [code] },
  };
}

/** Everything that the structure level makes of it, each in the states that show the most. */
async function tellStructure(
  server: Server,
  world: TestNetwork,
  others: { readonly foreignSiteAdmin: TestActor },
  reports: Readonly<Record<"named" | "known" | "unnamed" | "unread", string>>,
): Promise<{ readonly code: string }> {
  const { ask } = server;
  const { actors, as, organisations } = world;
  const { coordinator, bodyMember } = actors;
  const c = coordinator.token;

  // themes
  const themeId = await as("coordinator", (call) =>
    createTestTheme(call, { reportIds: [reports.named, reports.known, reports.unnamed], organisationIds: [organisations.jobcenter] }),
  );
  const escalated = await as("coordinator", async (call) => {
    const id = await createTestTheme(call);
    await escalateTestTheme(call, id);
    return id;
  });
  const [merged, into] = await as("coordinator", async (call) => [await createTestTheme(call), await createTestTheme(call)] as const);
  await ask(c, themes.mergeTheme, { params: { themeId: merged }, body: { id: newId(), intoThemeId: into, sentence: null } });
  await ask(c, themes.requestStatement, {
    params: { themeId },
    body: { id: newId(), organisationId: organisations.jobcenter, unitId: null, question: null },
  });
  const owner = { organisationId: organisations.school, unitId: actors.partner.unitId, membershipId: null };
  const measureId = await as("coordinator", (call) => createTestMeasure(call, themeId, owner));
  await ask(c, themes.startMeasure, { params: { measureId }, body: { on: today(), sentence: null, version: 1 } });
  await as("coordinator", (call) => offerTestPattern(call, themeId));
  await as("foreignCoordinator", async (call) => await offerTestPattern(call, await createTestTheme(call)));
  await ask(c, themes.noteCircumstance, {
    body: { id: newId(), kind: "law", fromOn: today(), text: "Ein neues Gesetz gilt." },
  });
  await ask(actors.programmeLead.token, themes.makeProgrammeTheme, {
    body: { id: newId(), title: "Kurse ohne Betreuung", sentence: null },
  });
  void escalated;

  // bodies
  const { bodyId, planned, agreed } = await as("coordinator", async (call) => {
    const made = await createTestBody(call, [bodyMember.membershipId]);
    const inSession = await createTestMeeting(call, made, "in_session");
    const decisionId = await createTestDecision(call, inSession, { membershipId: bodyMember.membershipId });
    return {
      bodyId: made,
      agreed: decisionId,
      planned: await createTestMeeting(call, made, "invited", { heldOn: dayAfter(30) }),
    };
  });
  await ask(c, bodies.addAgendaItem, {
    params: { meetingId: planned.id },
    body: { id: newId(), kind: "theme", themeId, title: "Kurs ohne Betreuung", minutesPlanned: 20, paper: emptyPaper },
  });
  const itemId = planned.items[0]!.id;
  await server.sendFile(c, bodies.addAttachment, { params: { itemId }, query: { id: newId() } } as never, {
    bytes: Buffer.from("%PDF-1.7\n"),
    name: "Übersicht.pdf",
  });
  await ask(c, bodies.planSeries, {
    params: { bodyId },
    body: {
      id: newId(),
      rhythm: "weeks",
      step: 4,
      firstOn: dayAfter(60),
      begins: "09:30",
      minutesPlanned: 60,
      place: null,
      onlineLink: null,
      count: 2,
      without: [],
      patternId: null,
    },
  });
  await ask(c, bodies.saveAgendaPattern, {
    params: { patternId: newId() },
    body: {
      name: "Steuerungsgruppe",
      bodyKind: null,
      items: [{ kind: "other", title: "Begrüßung", minutesPlanned: 5, audience: "members" }],
      version: 0,
    },
  });
  await ask(bodyMember.token, bodies.suggest, {
    params: { bodyId },
    body: { id: newId(), title: "Räume", why: "Zwei Träger finden keine.", minutesPlanned: 15, themeId: null },
  });
  await ask(c, bodies.saveSubmission, {
    params: { paperId: newId() },
    body: {
      decisionId: agreed,
      addressee: "Ausschuss für Soziales",
      number: null,
      kind: "for_decision",
      isPublic: true,
      meetingOn: null,
      subject: "Betreuung neben dem Kurs",
      proposal: "",
      reasons: "",
      cost: "",
      version: 0,
    },
  });
  const earlier = await as("coordinator", (call) => createTestMeeting(call, bodyId, "closed", { heldOn: addDays(today(), -20) }));
  await ask(c, bodies.sendMinutes, { params: { meetingId: earlier.id }, body: { commentsUntilOn: dayAfter(14) } });
  await ask(bodyMember.token, bodies.commentMinutes, {
    params: { itemId: earlier.items[0]!.id },
    body: { id: newId(), comment: "Das war am Dienstag." },
  });
  const agenda = await server.send(c, bodies.getDefaultTemplate, { params: { kind: "agenda" }, query: {} });
  await server.sendFile(c, bodies.saveTemplate, { query: { id: newId(), kind: "agenda" } } as never, {
    bytes: agenda.rawPayload,
    name: "Vorlage.docx",
  });
  const conferenceId = await as("coordinator", async (call) => {
    const made = await createTestBody(call, [bodyMember.membershipId], { kind: "planning_conference", name: "Planungskonferenz" });
    return (await createTestMeeting(call, made, "invited", { heldOn: today() })).id;
  });
  const conference = { params: { meetingId: conferenceId } };
  await ask(c, bodies.planConference, {
    ...conference,
    body: { callText: "Wer hat einen Fall?", callUntilOn: today(), question: "Wo brach es?", version: null },
  });
  await ask(c, bodies.callForCases, { ...conference, body: { version: 1 } });
  await ask(actors.holder.token, bodies.offerCase, {
    ...conference,
    body: { id: newId(), title: "Kursbeginn ohne Betreuung", why: "Fünf Stellen, keine zuständig." },
  });
  const { code } = await ask(c, bodies.takeCards, { ...conference, body: { takesCards: true } });
  const form = await server.server.inject({ method: "GET", url: `/k/${code}` });
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(form.body)?.[1] ?? "";
  const card = await server.server.inject({
    method: "POST",
    url: `/k/${code}`,
    payload: new URLSearchParams({ id: hidden("id"), device: hidden("device"), words: "Termine dauern überall zu lange." }).toString(),
    headers: { "content-type": "application/x-www-form-urlencoded" },
    cookies: Object.fromEntries(form.cookies.map((one) => [one.name, one.value])),
  });
  if (card.statusCode >= 400) throw new Error(`the phone's card was not taken: ${card.statusCode}`);
  await ask(c, bodies.addCluster, { ...conference, body: { id: newId(), name: "Termine", cardIds: [] } });

  // chains
  const chain = await as("coordinator", (call) => createTestChain(call, testCourse(null, null), true));
  await ask(c, chains.releaseChain, { params: { chainId: chain.chainId }, body: { isReleased: true } });
  await as("coordinator", (call) => createTestChain(call));

  // strategy
  await as("coordinator", async (call) => {
    await createTestFramework(call);
    await createTestSubGoal(call);
    await createTestAgreement(call, [organisations.welfare, organisations.jobcenter]);
    await createTestMilestone(call);
  });
  const anchored = await as("coordinator", (call) => createTestAnchored(call, world));
  await ask(c, strategy.lookAtAnchored, {
    params: { measureId: anchored },
    body: { id: newId(), lookedOn: today(), finding: strategy.findings[0], reasons: "Noch da.", lookAgainOn: null },
  }).catch(async () =>
    ask(c, strategy.lookAtAnchored, {
      params: { measureId: anchored },
      body: { id: newId(), lookedOn: today(), finding: strategy.findings[0], reasons: "Noch da.", lookAgainOn: addDays(today(), 300) },
    }),
  );
  await ask(c, strategy.releaseToProgramme, { params: { what: "roadmap" }, body: { isReleased: true, version: 0 } });
  await ask(c, strategy.decideFramework, {
    body: { id: newId(), decidedOn: today(), bodyId, decisionId: null, note: "", version: 1 },
  });
  await ask(c, strategy.releaseToProgramme, { params: { what: "framework" }, body: { isReleased: true, version: 0 } });

  // cooperation
  const raters = await createTestRaters(world);
  const answered = await as("coordinator", (call) => createTestWave(call, raters));
  for (const { membershipId } of raters)
    await asActor(server.at.database, { membership: membershipId }, (call) => createTestAnswer(call, answered.id));
  await ask(c, cooperation.moveWave, { params: { waveId: answered.id }, body: { to: "closed", version: answered.version } });
  await as("coordinator", async (call) => {
    await createTestWave(call, raters);
    await createTestStructure(call, organisations.welfare);
    await createCooperation(call, [organisations.welfare, organisations.jobcenter]);
  });
  await server.sendFile(c, cooperation.bringFigures, { query: { measure: "population" } } as never, {
    bytes: Buffer.from("Stand: 31.12.2025\nQuelle: Landesamt\nMerkmal;Ausprägung;Anzahl\nGeschlecht;weiblich;100\n"),
    name: "a.csv",
  });
  await server.sendFile(c, cooperation.bringFigures, { query: { measure: "case", asOfOn: today() } } as never, {
    bytes: Buffer.from("Quelle: Zählung\nMerkmal;Ausprägung;Anzahl\nGeschlecht;weiblich;100\n"),
    name: "b.csv",
  });
  await ask(c, cooperation.releaseStructures, { body: { isReleased: true } });
  await ask(c, cooperation.showChances, { params: { year: Number(today().slice(0, 4)) }, body: { isShown: true } });

  // evaluation
  const { siteId } = world;
  await ask(actors.accompaniment.token, evaluation.assignDuty, {
    params: { siteId },
    body: { membershipId: actors.accompaniment.membershipId, duty: "coach" },
  });
  await ask(actors.accompaniment.token, evaluation.assignDuty, {
    params: { siteId },
    body: { membershipId: actors.evaluator.membershipId, duty: "rater" },
  });
  await as("accompaniment", async (call) => {
    await createTestEntry(call, siteId, false);
    await createTestEntry(call, siteId, true);
    await createTestAdvice(call, siteId, true);
  });
  await as("evaluator", (call) => createTestFinding(call, siteId, true));
  const both = {
    team: <T>(work: (call: Call) => Promise<T>) => as("accompaniment", work),
    site: <T>(work: (call: Call) => Promise<T>) => as("coordinator", work),
  };
  await createTestFeedbackIn(both, siteId, "given");
  await createTestFeedbackIn(both, siteId, "at_site");
  await as("coordinator", (call) => createTestRelease(call, siteId));
  for (const kind of evaluation.standingKinds)
    await ask(c, evaluation.releaseToTeam, {
      params: { siteId },
      body: { id: newId(), kind, itemId: null, fromOn: today(), untilOn: null },
    });
  await ask(c, evaluation.inviteTeam, { params: { siteId }, body: { id: newId(), meetingId: planned.id, wish: "" } });

  // publication
  await as("coordinator", async (call) => {
    await createTestReport(call);
    await issueTestReport(call, audiences);
  });

  // ground
  await ask(c, directory.saveOffer, {
    params: { offerId: newId() },
    body: {
      title: "Sprachtreff",
      what: "Wir sprechen Deutsch.",
      audience: null,
      phone: null,
      mail: null,
      web: null,
      address: null,
      validUntilOn: null,
      version: null,
    },
  });
  await ask(c, network.saveResponsibility, {
    params: { responsibilityId: newId() },
    body: { ...testResponsibility(actors.partner.unitId), version: null },
  });
  await ask(others.foreignSiteAdmin.token, network.saveOrganisation, {
    params: { organisationId: newId() },
    body: { name: "Caritas Erlstadt", shortName: null, kind: "other", dataProtectionRegime: "dsgvo_dsg_nrw" },
  });
  return { code: code! };
}

async function personalLink(server: Server, world: TestNetwork): Promise<TestActor> {
  const [meeting] = await asSuperuser<{ id: string }>(
    server.at,
    "select id from bodies.meeting where site_id = $1 and state = 'invited' limit 1",
    [world.siteId],
  );
  const { path } = await server.ask(world.actors.coordinator.token, bodies.createPersonalLink, {
    body: { membershipId: world.actors.bodyMember.membershipId, meetingId: meeting!.id },
  });
  const response = await server.send(undefined, accounts.useLink, {
    body: { token: path.split("#")[1] ?? path.split("/").at(-1)! },
  } as never);
  const cookie = response.cookies.find((one) => one.name.endsWith("verbund_session"));
  if (!cookie) throw new Error(`the link opened nothing: ${path} ${response.body}`);
  return { ...world.actors.bodyMember, token: cookie.value };
}

/** What the name of a parameter stands for; the name alone, or behind the part of the path that it follows. */
const rowsOf: Readonly<Record<string, string>> = {
  sessionId: "accounts.session",
  mailId: "accounts.mail",
  organisationId: "network.organisation",
  unitId: "network.unit",
  membershipId: "network.membership",
  responsibilityId: "network.responsibility",
  townId: "network.town",
  siteId: "network.site",
  pageId: "directory.page",
  offerId: "directory.page",
  mergeId: "people.merge",
  clientId: "people.client",
  shareId: "consent.share",
  dueId: "consent.retention_due",
  requestId: "consent.data_request",
  erasureId: "consent.erasure",
  caseId: "cases.case_file",
  takeOverId: "cases.take_over",
  stepId: "cases.step",
  goalId: "cases.goal",
  contactId: "cases.contact",
  deadlineId: "cases.deadline",
  importId: "cases.import_run",
  consultationId: "cases.consultation",
  reportId: "themes.gap_report",
  themeId: "themes.theme",
  statementId: "themes.statement",
  measureId: "themes.measure",
  circumstanceId: "themes.circumstance",
  reconstructionId: "themes.reconstruction",
  moveId: "themes.theme_move",
  programmeThemeId: "themes.programme_theme",
  patternId: "themes.pattern",
  "agenda-patterns/patternId": "bodies.agenda_pattern",
  bodyId: "bodies.body",
  memberId: "bodies.member",
  meetingId: "bodies.meeting",
  "conferences/meetingId": "bodies.conference",
  itemId: "bodies.agenda_item",
  decisionId: "bodies.decision",
  seriesId: "bodies.series",
  suggestionId: "bodies.suggestion",
  commentId: "bodies.minutes_comment",
  attachmentId: "bodies.attachment",
  paperId: "bodies.submission",
  templateId: "bodies.document_template",
  linkId: "bodies.paper_link",
  presentationId: "bodies.presentation",
  cardId: "bodies.card",
  clusterId: "bodies.cluster",
  chainId: "chains.service_chain",
  versionId: "chains.chain_version",
  "goals/goalId": "strategy.framework_goal",
  subGoalId: "strategy.sub_goal",
  "strategy/versionId": "strategy.framework_version",
  agreementId: "strategy.target_agreement",
  "cooperation/agreementId": "cooperation.agreement",
  commitmentId: "strategy.commitment",
  milestoneId: "strategy.milestone",
  lookId: "strategy.anchor_look",
  structureId: "cooperation.counselling_structure",
  waveId: "cooperation.wave",
  listId: "cooperation.figure_list",
  entryId: "evaluation.process_entry",
  findingId: "evaluation.finding",
  feedbackId: "evaluation.feedback",
  releaseId: "evaluation.release",
  invitationId: "evaluation.invitation",
  "publication/reportId": "publication.report",
  sectionId: "publication.section",
  figureId: "publication.figure",
};

/** Of each table some ids of this site, in as many states as there are, and one of another site. */
async function idsOf(server: Server, world: TestNetwork): Promise<Pick<FilledSite, "ids" | "parents" | "versions">> {
  const found: Record<string, string[]> = {};
  const parents: Record<string, string> = {};
  const versions: Record<string, number> = {};
  const columns = await asSuperuser<{ name: string; columns: string[] }>(
    server.at,
    `select table_schema || '.' || table_name as name, array_agg(column_name::text) as columns from information_schema.columns group by 1`,
  );
  for (const [name, table] of Object.entries(rowsOf)) {
    const has = (column: string) => columns.find((one) => one.name === table)?.columns.includes(column) === true;
    const own = table === "network.site" ? "id = $1" : has("site_id") ? "site_id = $1" : "$1::uuid is not null";
    const state = has("state") ? "state" : has("visibility") ? "visibility" : has("kind") ? "kind" : "null::text";
    const key = has("id") ? "id" : "meeting_id";
    const mine = await asSuperuser<{ id: string }>(
      server.at,
      `select ${key}::text as id from (select *, row_number() over (partition by ${state} order by ${key}::text) as nth from ${table} where ${own}) x
       order by nth, ${key} limit 4`,
      [world.siteId],
    );
    const theirs = await asSuperuser<{ id: string }>(server.at, `select ${key}::text as id from ${table} where not (${own}) limit 1`, [
      world.siteId,
    ]);
    found[name] = [...mine, ...theirs].map((one) => one.id);
    if (has("version") && found[name].length > 0) {
      const rows = await asSuperuser<{ id: string; version: number }>(
        server.at,
        `select ${key} as id, version from ${table} where ${key} = any($1)`,
        [found[name]],
      );
      for (const one of rows) versions[one.id] = one.version;
    }
    if (!has("case_id")) continue;
    const belongs = await asSuperuser<{ id: string; case_id: string }>(
      server.at,
      `select ${key} as id, case_id from ${table} where case_id is not null`,
    );
    for (const one of belongs) parents[one.id] = one.case_id;
  }
  return { ids: found, parents, versions };
}
