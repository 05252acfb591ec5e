import { addDays } from "../../platform/contract/days.ts";
import type { AnswerOf } from "../../platform/contract/endpoint.ts";
import { today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import { forbidden } from "../../platform/server/problem.ts";
import { recordListAccess } from "../accounts/index.ts";
import { listAskedShares, listOpenShares } from "../consent/index.ts";
import { dataCategories } from "../network/contract.ts";
import type { Identity } from "../people/contract.ts";
import { listAccess, listBases, openIdentities, openKeys } from "../people/index.ts";
import { caseloadPageSize } from "./contract.ts";
import type { getToday as getTodayEndpoint, listSharedCases as listSharedCasesEndpoint } from "./contract.ts";
import * as queries from "./queries.ts";
import { compareDeadlines, deadlineHorizonDays, quietBefore } from "./rules.ts";
import { sealerFor, type Sealer } from "./sealing.ts";
import { appointmentView, deadlineView, stepText, stepView } from "./views.ts";

type Today = AnswerOf<typeof getTodayEndpoint>;

/** What opens the rows of these clients, and how each is named. */
async function openClients(call: Call, clientIds: readonly string[]) {
  const ids = [...new Set(clientIds)];
  const keys = await openKeys(call, ids);
  const identities: Map<string, Identity> = await openIdentities(call, ids, keys);
  const sealers = new Map<string, Sealer>([...keys].map(([clientId, key]) => [clientId, sealerFor(call, clientId, key)]));
  return { ids, identities, sealers };
}

export async function getToday(call: Call): Promise<Today> {
  const { tx, actor } = call;
  const { siteId } = actor;
  const day = today();
  const appointments = await queries.listNextAppointments(tx, siteId, day, addDays(day, 6));
  const deadlines = await queries.listDueDeadlines(tx, siteId, addDays(day, deadlineHorizonDays));
  const steps = await queries.listStepsWithOthers(tx, siteId, actor.unitId);
  const shares = await listAskedShares(call);
  const takeOvers = await queries.listTakeOvers(tx, siteId, actor.membershipId);
  const counts = await queries.countOwnCaseload(tx, siteId, actor.membershipId, quietBefore(day));
  const clients = await openClients(call, [
    ...[...appointments, ...deadlines, ...steps, ...takeOvers].map((row) => row.client_id),
    ...shares.map((share) => share.clientId),
  ]);
  const files = await queries.listCasesOf(tx, siteId, [...new Set(shares.map((share) => share.clientId))]);
  const named = (row: { case_id: string; client_id: string }) => ({
    caseId: row.case_id,
    clientId: row.client_id,
    identity: clients.identities.get(row.client_id) ?? null,
  });
  await recordListAccess(call, "cases.today", await listBases(call, clients.ids));
  const waitingForShares = shares.flatMap((share) => {
    const file = files.find((one) => one.client_id === share.clientId && one.closed_on === null);
    if (!file) return [];
    return [
      {
        kind: "share" as const,
        unitId: share.unitId,
        sinceOn: share.askedOn,
        shareId: share.id,
        ...named({ case_id: file.id, client_id: share.clientId }),
      },
    ];
  });
  const waitingForSteps = steps.map((row) => ({
    kind: "step" as const,
    unitId: row.doer_unit_id!,
    sinceOn: row.since_on,
    stepId: row.id,
    text: stepText(row, clients.sealers.get(row.client_id)!),
    ...named(row),
  }));
  return {
    today: day,
    appointments: appointments.map((row) => ({ ...appointmentView(row, clients.sealers.get(row.client_id)!), ...named(row) })),
    deadlines: deadlines
      .map((row) => ({ ...deadlineView(row, clients.sealers.get(row.client_id)!), ...named(row) }))
      .sort(compareDeadlines),
    waiting: [...waitingForShares, ...waitingForSteps].sort((a, b) => a.sinceOn.localeCompare(b.sinceOn)),
    takeOvers: takeOvers.map((row) => ({
      id: row.id,
      byId: row.taken_by_id,
      reason: clients.sealers.get(row.client_id)!.open({ table: "take_over", column: "reason", id: row.id }, row.reason),
      fromAt: row.from_at.toISOString(),
      untilAt: row.until_at.toISOString(),
      ...named(row),
    })),
    caseload: { open: counts.open, quiet: counts.quiet, legalBasisUnchecked: counts.unchecked },
  };
}

export async function listSharedCases(call: Call, page: number): Promise<AnswerOf<typeof listSharedCasesEndpoint>> {
  const { tx, actor } = call;
  const shares = await listOpenShares(call);
  const allClients = [...new Set(shares.map((share) => share.clientId))];
  const files = (await queries.listCasesOf(tx, actor.siteId, allClients)).filter((file) => file.closed_on === null);
  const shown = files.slice((page - 1) * caseloadPageSize, page * caseloadPageSize);
  const clients = await openClients(
    call,
    shown.map((file) => file.client_id),
  );
  const access = await listAccess(call, clients.ids);
  const steps = await queries.listStepsOfUnit(tx, actor.siteId, actor.unitId, clients.ids);
  await recordListAccess(call, "cases.list_shared", new Map([...access].map(([clientId, one]) => [clientId, one.basis])));
  return {
    cases: shown.map((file) => ({
      caseId: file.id,
      clientId: file.client_id,
      identity: clients.identities.get(file.client_id) ?? null,
      number: file.number,
      unitId: file.unit_id,
      caseManagerId: file.case_manager_id,
      categories: dataCategories.filter((category) => access.get(file.client_id)?.categories.has(category)),
      shares: shares
        .filter((share) => share.clientId === file.client_id)
        .map(({ id, purpose, categories, fromOn, untilOn }) => ({ id, purpose, categories, fromOn, untilOn })),
      steps: steps.filter((row) => row.case_id === file.id).map((row) => stepView(row, clients.sealers.get(row.client_id)!)),
    })),
    total: files.length,
    page,
    pageSize: caseloadPageSize,
  };
}

/** For the team lead of a unit: how many, never who. */
export async function getCaseload(call: Call) {
  if (call.actor.role !== "team_lead") throw forbidden();
  const members = await queries.countCaseload(call.tx, quietBefore(today()));
  const activity = await queries.sumActivity(call.tx, call.actor.siteId, call.actor.unitId, addDays(today(), -30));
  return {
    members: members.map((row) => ({
      membershipId: row.membership_id,
      open: row.open_cases,
      quiet: row.quiet_cases,
      legalBasisUnchecked: row.unchecked_cases,
    })),
    minutesLast30Days: activity.minutes,
    contactsLast30Days: activity.contacts,
  };
}
