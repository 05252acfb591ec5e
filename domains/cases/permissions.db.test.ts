import { checkPermissions, type Server, type Trial, trial } from "../../platform/testing/permission-check.ts";
import { newId } from "../../platform/server/ids.ts";
import { today } from "../../platform/server/clock.ts";
import { createTestShare } from "../consent/factory.ts";
import { createTestNetwork } from "../network/factory.ts";
import { testIdentity } from "../people/factory.ts";
import * as contract from "./contract.ts";
import { completeDeadline, completeStep, saveContact, saveDeadline, saveStep } from "./details.ts";
import { testTalk } from "./consultation/factory.ts";
import { countConsultations } from "./consultation/verbs.ts";
import { createTestCase, utf8 } from "./factory.ts";
import { takeCaseList } from "./lists.ts";
import { permissions } from "./permissions.ts";
import { closeCase, takeOver } from "./verbs.ts";

async function build(server: Server) {
  const network = await createTestNetwork(server.at.database);
  const unitId = network.actors.partnerWithShare.unitId;
  const newCase = async () =>
    await network.as("holder", async (call) => {
      const made = await createTestCase(call);
      await createTestShare(call, { clientId: made.clientId, unitId, categories: ["plan"] });
      return made;
    });
  return { ...network, newCase, shared: await newCase() };
}
type World = Awaited<ReturnType<typeof build>>;

/** A list of one case, taken over by the holder. */
async function anImport(world: World): Promise<string> {
  const importId = newId();
  const bytes = utf8(`Name;Vorname;Geburtsdatum\r\nListe${letters(importId)};Amal;01.03.1990`);
  await takeCaseList((work) => world.as("holder", work), { bytes, name: "Liste.csv" }, { write: true, importId });
  return importId;
}
/** No name has digits. */
const letters = (id: string) =>
  id.replaceAll(/[^a-z]/g, "") + [...id.replaceAll(/\D/g, "")].map((digit) => "ghijklmnop"[Number(digit)]).join("");

const ofCase = (made: { caseId: string }) => ({ table: "cases.case_file", id: made.caseId });
const step = (id: string) => ({
  id,
  version: null,
  goalId: null,
  category: "plan" as const,
  text: "Kita-Zusage weitergeben",
  doer: { kind: "us" as const },
  dueOn: null,
  service: null,
  entitledOn: null,
  registeredOn: null,
  startedOn: null,
  finishedOn: null,
  offerId: null,
  dropped: false,
});
const contact = (id: string) => ({
  id,
  happenedOn: today(),
  kind: "phone" as const,
  minutes: 10,
  sentence: "Die Kita sagt zu.",
  category: "plan" as const,
  doneStepIds: [],
  nextAppointment: null,
  nextStep: null,
});
const deadline = (id: string) => ({
  id,
  version: null,
  category: "plan" as const,
  dueOn: today(),
  what: "Widerspruch",
  harm: "ab Dezember weniger",
  legalDomain: null,
});

/** The same insert as the endpoint's, as plain SQL about this case. */
function insert(world: World, table: string, columns: string, values: string): Pick<Trial, "row" | "write"> {
  const made = world.shared;
  return {
    row: ofCase(made),
    write: `insert into cases.${table} (site_id, id, case_id, client_id, category, ${columns})
      values ('${world.siteId}', '${newId()}', $id, '${made.clientId}', 'plan', ${values})`,
  };
}

async function newTalk(world: World): Promise<string> {
  const talk = testTalk();
  await world.as("holder", async (call) => await countConsultations(call, { consultations: [talk] }));
  return talk.id;
}
const ofTalk = (id: string) => ({ table: "cases.consultation", id });

checkPermissions({
  table: permissions,
  build,
  actors: (world) => world.actors,
  trials: {
    listCases: () => trial(contract.listCases, { query: {} }),
    makeCasesSpreadsheet: () => trial(contract.makeCasesSpreadsheet, { query: {} }),
    makeCaseloadSpreadsheet: () => trial(contract.makeCaseloadSpreadsheet, { query: {} }),
    printCase: (world) => trial(contract.printCase, { params: world.shared, query: {} }, { row: ofCase(world.shared) }),
    getToday: () => trial(contract.getToday, {}),
    makeDeadlinesSpreadsheet: () => trial(contract.makeDeadlinesSpreadsheet, { query: {} }),
    makeSharesSpreadsheet: () => trial(contract.makeSharesSpreadsheet, { query: {} }),
    listSharedCases: () => trial(contract.listSharedCases, { query: {} }),
    getCaseload: () => trial(contract.getCaseload, {}),
    openCase: (world) => trial(contract.openCase, { params: world.shared }, { row: ofCase(world.shared) }),
    listOtherCases: (world) => trial(contract.listOtherCases, { params: world.shared }, { row: ofCase(world.shared) }),
    listStory: (world) => trial(contract.listStory, { params: world.shared, query: {} }, { row: ofCase(world.shared) }),
    createCase: () =>
      trial(contract.createCase, {
        body: { id: newId(), clientId: newId(), identity: testIdentity, openedOn: today(), legalBasis: "public_task" },
      }),
    // without a file the answer says that it is empty
    readCaseListFile: () => trial(contract.readCaseListFile, { query: {} }),
    importCaseList: () => trial(contract.importCaseList, { query: {} }),
    makeErrorListSpreadsheet: () => trial(contract.makeErrorListSpreadsheet, { query: {} }),
    getImportProgress: () => trial(contract.getImportProgress, { params: { importId: newId() } }),
    cancelImport: () => trial(contract.cancelImport, { params: { importId: newId() } }),
    listImports: () => trial(contract.listImports, {}),
    makeImportsSpreadsheet: () => trial(contract.makeImportsSpreadsheet, { query: {} }),
    previewUndo: async (world) => {
      const importId = await anImport(world);
      return trial(contract.previewUndo, { params: { importId } }, { row: { table: "cases.import_run", id: importId } });
    },
    undoImport: async (world) => {
      const importId = await anImport(world);
      return trial(
        contract.undoImport,
        { params: { importId }, body: { rest: false } },
        { row: { table: "cases.import_run", id: importId }, write: "select cases.undo_import($id, false)" },
      );
    },
    forgetColumns: () => trial(contract.forgetColumns, {}),
    getTally: () => trial(contract.getTally, {}),
    countConsultations: () =>
      trial(
        contract.countConsultations,
        { body: { consultations: [testTalk()] } },
        {
          write: `insert into cases.consultation (site_id, id, unit_id, counted_by_id, talked_on, fields, outcome)
            values (network.actor_site(), '${newId()}', network.actor_unit(), network.actor_id(), platform.today(), '{language}', 'informed')`,
        },
      ),
    listConsultations: () => trial(contract.listConsultations, { query: {} }),
    changeConsultation: async (world) => {
      const id = await newTalk(world);
      const { id: _, ...facts } = testTalk({ concern: "benefit" });
      return trial(
        contract.changeConsultation,
        { params: { consultationId: id }, body: { ...facts, version: 1 } },
        { row: ofTalk(id), write: "update cases.consultation set minutes = 5 where id = $id" },
      );
    },
    takeBackConsultations: async (world) => {
      const id = await newTalk(world);
      return trial(
        contract.takeBackConsultations,
        { body: { ids: [id] } },
        { row: ofTalk(id), write: "delete from cases.consultation where id = $id" },
      );
    },
    getConsultationFigures: () => trial(contract.getConsultationFigures, { query: {} }),
    makeConsultationSpreadsheet: () => trial(contract.makeConsultationSpreadsheet, { query: {} }),
    changeCase: async (world) => {
      const made = await world.newCase();
      return trial(
        contract.changeCase,
        { params: made, body: { version: 1, phase: "linking", townId: null } },
        { row: ofCase(made), write: "update cases.case_file set phase = 'linking' where id = $id" },
      );
    },
    changePerson: async (world) => {
      const made = await world.newCase();
      return trial(
        contract.changePerson,
        { params: made, body: { version: 1, identity: testIdentity } },
        {
          row: { table: "people.client", id: made.clientId },
          write: "update people.sealed_record set version = 2 where client_id = $id and category = 'identity'",
        },
      );
    },
    changeContactDetails: async (world) => {
      const made = await world.newCase();
      const contactDetails = { phone: "0234 5678", email: null, street: null, postcode: null, townName: null, note: null };
      return trial(
        contract.changeContactDetails,
        { params: made, body: { version: null, contactDetails } },
        {
          row: { table: "people.client", id: made.clientId },
          write: `insert into people.sealed_record (site_id, client_id, category, sealed) values ('${world.siteId}', $id, 'contact', '\\x00')`,
        },
      );
    },
    changeResidence: async (world) => {
      const made = await world.newCase();
      const residence = { status: "aufenthaltserlaubnis", validUntilOn: null, note: null };
      return trial(
        contract.changeResidence,
        { params: made, body: { version: null, residence } },
        {
          row: { table: "people.client", id: made.clientId },
          write: `insert into people.sealed_record (site_id, client_id, category, sealed) values ('${world.siteId}', $id, 'residence', '\\x00')`,
        },
      );
    },
    closeCase: async (world) => {
      const made = await world.newCase();
      return trial(
        contract.closeCase,
        { params: made, body: { version: 1, closedOn: today(), outcome: "goals_reached" } },
        { row: ofCase(made), write: `update cases.case_file set closed_on = '${today()}', closing_outcome = 'other' where id = $id` },
      );
    },
    reopenCase: async (world) => {
      const made = await world.newCase();
      await world.as("holder", (call) => closeCase(call, made.caseId, { version: 1, closedOn: today(), outcome: "other", note: null }));
      return trial(
        contract.reopenCase,
        { params: made, body: { version: 2 } },
        { row: ofCase(made), write: "update cases.case_file set closed_on = null, closing_outcome = null where id = $id" },
      );
    },
    recordLegalBasis: async (world) => {
      const made = await world.newCase();
      return trial(
        contract.recordLegalBasis,
        { params: made, body: { legalBasis: "consent", recordedOn: today() } },
        { row: { table: "people.client", id: made.clientId }, write: "update people.client set legal_basis = 'consent' where id = $id" },
      );
    },
    setDeputy: async (world) => {
      const made = await world.newCase();
      const { membershipId } = world.actors.colleague;
      return trial(
        contract.setDeputy,
        { params: made, body: { membershipId } },
        {
          row: { table: "people.client", id: made.clientId },
          write: `insert into people.reader (site_id, id, client_id, membership_id, category, basis, from_at)
            values ('${world.siteId}', '${newId()}', $id, '${membershipId}', 'plan', 'deputy', now())`,
        },
      );
    },
    takeOver: async (world, actor) => {
      const holder = actor === "colleague" ? "holder" : "colleague";
      const made = await world.as(holder, (call) => createTestCase(call));
      return trial(contract.takeOver, {
        body: { id: newId(), number: made.number, reason: "Die Kollegin ist krank, morgen ist der Gerichtstermin" },
      });
    },
    acknowledgeTakeOver: async (world) => {
      const made = await world.newCase();
      const id = newId();
      await world.as("colleague", (call) => takeOver(call, { id, number: made.number, reason: "Krankheit" }));
      return trial(
        contract.acknowledgeTakeOver,
        { params: { takeOverId: id } },
        { row: { table: "cases.take_over", id }, write: "update cases.take_over set acknowledged_at = now() where id = $id" },
      );
    },
    takeNoteOfTakeOver: async (world) => {
      const made = await world.newCase();
      const id = newId();
      await world.as("colleague", (call) => takeOver(call, { id, number: made.number, reason: "Krankheit" }));
      return trial(contract.takeNoteOfTakeOver, { params: { takeOverId: id } }, { write: `select where cases.take_note_of('${id}')` });
    },
    savePeriod: async (world) => {
      const made = await world.newCase();
      const body = { id: newId(), version: null, legalDomain: "sgb_ii" as const, fromOn: today(), untilOn: null };
      const more = insert(world, "legal_domain_period", "legal_domain, from_on", `'sgb_ii', '${today()}'`);
      return trial(contract.savePeriod, { params: made, body }, more);
    },
    saveGoal: (world) =>
      trial(
        contract.saveGoal,
        { params: world.shared, body: { id: newId(), version: null, text: "Deutsch bis B1" } },
        insert(world, "goal", "text", "'\\x00'"),
      ),
    saveStep: (world) =>
      trial(
        contract.saveStep,
        { params: world.shared, body: { id: newId(), version: null, text: "Anmelden" } },
        insert(world, "step", "text", "'\\x00'"),
      ),
    completeStep: async (world) => {
      const id = newId();
      await world.as("holder", (call) => saveStep(call, world.shared.caseId, step(id)));
      return trial(
        contract.completeStep,
        { params: { caseId: world.shared.caseId, stepId: id }, body: { doneOn: today() } },
        { row: { table: "cases.step", id }, write: `update cases.step set done_on = '${today()}' where id = $id` },
      );
    },
    reopenStep: async (world) => {
      const id = newId();
      await world.as("holder", async (call) => {
        await saveStep(call, world.shared.caseId, step(id));
        await completeStep(call, world.shared.caseId, id, today());
      });
      return trial(
        contract.reopenStep,
        { params: { caseId: world.shared.caseId, stepId: id } },
        { row: { table: "cases.step", id }, write: "update cases.step set done_on = null where id = $id" },
      );
    },
    saveContact: (world) =>
      trial(
        contract.saveContact,
        { params: world.shared, body: contact(newId()) },
        insert(world, "contact", "happened_on, kind, minutes, sentence, author_id", `'${today()}', 'phone', 5, '\\x00', '${newId()}'`),
      ),
    editContact: async (world) => {
      const id = newId();
      await world.as("holder", (call) => saveContact(call, world.shared.caseId, contact(id)));
      const { happenedOn, kind, sentence, category } = contact(id);
      return trial(
        contract.editContact,
        { params: { caseId: world.shared.caseId, contactId: id }, body: { version: 1, happenedOn, kind, minutes: 20, sentence, category } },
        { row: { table: "cases.contact", id }, write: "update cases.contact set minutes = 20 where id = $id" },
      );
    },
    saveAppointment: (world) =>
      trial(
        contract.saveAppointment,
        { params: world.shared, body: { id: newId(), version: null, onDay: today(), what: "Gespräch" } },
        insert(world, "appointment", "takes_place_on, content", `'${today()}', '\\x00'`),
      ),
    savePersonalNote: async (world, actor) => {
      const made = await world.newCase();
      return trial(
        contract.savePersonalNote,
        { params: made, body: { version: null, text: "Wirkt müde" } },
        {
          row: ofCase(made),
          write: `insert into cases.personal_note (site_id, case_id, author_id, client_id, text)
            values ('${world.siteId}', $id, '${world.actors[actor].membershipId}', '${made.clientId}', '\\x00')`,
        },
      );
    },
    saveNote: (world) =>
      trial(
        contract.saveNote,
        { params: world.shared, body: { id: newId(), version: null, writtenOn: today(), text: "Bescheid liegt vor" } },
        insert(world, "note", "written_on, text, author_id", `'${today()}', '\\x00', '${newId()}'`),
      ),
    saveDeadline: (world) =>
      trial(
        contract.saveDeadline,
        { params: world.shared, body: deadline(newId()) },
        insert(world, "deadline", "due_on, content", `'${today()}', '\\x00'`),
      ),
    completeDeadline: async (world) => {
      const id = newId();
      await world.as("holder", (call) => saveDeadline(call, world.shared.caseId, deadline(id)));
      return trial(
        contract.completeDeadline,
        { params: { caseId: world.shared.caseId, deadlineId: id }, body: { doneOn: today() } },
        { row: { table: "cases.deadline", id }, write: `update cases.deadline set done_on = '${today()}' where id = $id` },
      );
    },
    reopenDeadline: async (world) => {
      const id = newId();
      await world.as("holder", async (call) => {
        await saveDeadline(call, world.shared.caseId, deadline(id));
        await completeDeadline(call, world.shared.caseId, id, today());
      });
      return trial(
        contract.reopenDeadline,
        { params: { caseId: world.shared.caseId, deadlineId: id } },
        { row: { table: "cases.deadline", id }, write: "update cases.deadline set done_on = null where id = $id" },
      );
    },
  },
});
